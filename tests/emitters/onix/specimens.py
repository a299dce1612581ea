"""Records from the smallest to the fullest, and the messages that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from imprint.emitters.onix import emit_onix
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.product import ProductFacts
from imprint.model.record import (
    Accessibility,
    Availability,
    Contributor,
    Credit,
    Funder,
    Identifier,
    Licence,
    Original,
    PartialDate,
    Price,
    Printing,
    Product,
    Publisher,
    Record,
    Review,
    RightsStatement,
    SalesRights,
    Serial,
    Series,
    Subject,
)
from imprint.values import names_of, replace

SENT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
RELEASES = ("3.0", "3.1")

SMALLEST = Record(title="Small", contributors=(Contributor(name="Ann Writer"),))

CLAIMS = AccessibilityClaims(
    modes=("textual", "visual"),
    sufficient=("textual,visual", "textual"),
    features=(
        *("ARIA", "MathML", "alternativeText", "displayTransformability", "index"),
        *("pageBreakMarkers", "pageNavigation", "readingOrder", "structuralNavigation"),
        "tableOfContents",
    ),
    hazards=("none",),
    summary="Every picture has words.",
    wcag="2.2",
    level="AA",
    certifier="A Certifier",
    credential="https://example.org/credential",
    report="https://example.org/report",
    certified=PartialDate(2026, 11, 2),
    contact="access@example.org",
    exemption="eaa-microenterprise",
)

FULL = Record(
    title="The Mills",
    subtitle="A report",
    short_title="Mills",
    language="en-GB",
    other_languages=("zh-Hant", "grc"),
    contributors=(
        Contributor(
            name="Meera Writer",
            sort_name="Writer, Meera",
            alternate_name="मीरा",
            alternate_language="hi-Deva",
            orcid="0000-0002-1825-0097",
            isni="0000 0001 2103 2683",
            url="https://example.org/meera",
            affiliation="Example University",
            biography="She writes.\n\nShe also reads.",
        ),
        Contributor(name="Paul Second", role="trl", sort_name="Second, Paul"),
        Contributor(name="Paul Second", role="pfr"),
        Contributor(name="The Example Collective", role="edt", is_body=True),
        Contributor(name="Paula Paying", role="fnd"),
    ),
    publisher=Publisher(
        name="The Example Press",
        imprint="Sabarmati",
        place="London",
        country="gb",
        address="1 Example Street",
        url="https://www.press.example.org/about",
        email="shop@example.org",
        phone="+44 20 0000 0000",
    ),
    issued=PartialDate(2026, 11),
    modified=SENT,
    identifiers=(
        Identifier(scheme="isbn", value="978-3-16-148410-0", medium="epub"),
        Identifier(scheme="doi", value="10.5555/epub", medium="epub"),
        Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print"),
        Identifier(scheme="url", value="https://example.org/mills/screen", medium="screen"),
        Identifier(scheme="uuid", value="123e4567-e89b-12d3-a456-426614174000", medium="kindle"),
        Identifier(scheme="doi", value="10.5555/12345678"),
        Identifier(scheme="issn", value="2049-3630"),
    ),
    rights="© 2025, 2026 Meera Writer and The Example Press. All rights reserved.",
    licence=Licence(
        spdx="CC-BY-4.0",
        name="Creative Commons Attribution 4.0 International",
        url="https://creativecommons.org/licenses/by/4.0/",
    ),
    rights_of_parts=(RightsStatement(part="Pictures", text="© 2026 Meera Writer"),),
    changes="Shortened.",
    edition="2",
    version="1.2.0",
    printing=Printing(
        impression=3,
        printer="The Example Printer",
        address="2 Example Street",
        binder="The Example Bindery",
        date=PartialDate(2026, 10, 1),
        run="500",
        paper="Example White",
        sheets="9",
    ),
    series=Series(title="Reports", position="3.1", issn="2049-3630"),
    original=Original(
        title="मिलें",
        language="hi",
        contributors=(Contributor(name="Meera Writer"),),
        publisher="The First Press",
        published_at="Ahmedabad",
        venue="A Journal",
        volume="1",
        issue="2",
        pages="3-5",
        edition="first",
        issued=PartialDate(1982),
        url="https://example.org/original",
        accessed=PartialDate(2026, 1, 2),
        identifiers=(Identifier(scheme="isbn", value="978-81-7525-766-5"),),
        permission="By kind permission.",
        via=Original(title="Die Mühlen", language="de"),
    ),
    publication_type="report",
    description="What the workers learned.\n\nIn the winter of 1982 <all> & sundry.",
    standfirst="What the workers learned.",
    reviews=(
        Review(text="Good.", author="A Reader", source="A Paper", date=PartialDate(2026, 10)),
        Review(text="Very good."),
    ),
    subjects=(
        Subject(text="Labour history", authority="thema", term="NHTB"),
        Subject(text="India", authority="thema", term="1FKA"),
        Subject(text="Work", authority="thema", term="KNXH"),
        Subject(text="History / Asia", authority="bisac", term="HIS062000"),
        Subject(text="Mills", authority="lcsh", term="sh85085357"),
        Subject(text="Own", authority="house-list", term="A1"),
        Subject(text="Textiles; cotton"),
    ),
    keywords=("labour", "strike"),
    funders=(
        Funder(name="The Example Fund", award="EF-1", url="https://example.org/fund"),
        Funder(name="A Friend"),
    ),
    deposit="Deposited.",
    cip="A block.",
    notices=("A notice.",),
    credits=(Credit(label="Tea", name="Somebody"),),
    accessibility=Accessibility(contact="access@example.org"),
    sales_rights=SalesRights(countries=("WORLD",), excluded=("US", "CA")),
    products=(
        Product(
            medium="epub",
            prices=(
                Price(amount="9.90", currency="EUR", countries=("DE", "AT")),
                Price(amount="12", currency="USD", taxed=False),
            ),
            availability=Availability.AVAILABLE,
            issued=PartialDate(2026, 11, 20),
        ),
        Product(
            medium="print",
            prices=(Price(amount="19.90", currency="GBP"),),
            availability=Availability.ON_DEMAND,
            issued=PartialDate(2026, 11, 24),
            paper="white",
            binding="paperback, perfect bound",
            addon="51999",
        ),
        Product(medium="screen", is_free=True),
        Product(medium="hardcover", availability=Availability.FORTHCOMING),
        Product(medium="kindle", availability=Availability.WITHDRAWN),
        Product(medium="large-print", availability=Availability.OUT_OF_PRINT),
    ),
)
PRODUCTS = (
    ProductFacts(
        medium="epub",
        slug="mills",
        pages=212,
        numbered=196,
        front_matter=14,
        illustrations=3,
        size=123_456,
        media_type="application/epub+zip",
        accessibility=CLAIMS,
    ),
    ProductFacts(
        medium="print",
        slug="mills",
        pages=212,
        numbered=196,
        front_matter=14,
        trim=(129.0, 198.5),
        illustrations=3,
        size=999,
        media_type="application/pdf",
    ),
    ProductFacts(
        medium="screen",
        slug="mills",
        pages=212,
        illustrations=0,
        size=99,
        media_type="application/pdf",
        accessibility=AccessibilityClaims(standards=("PDF/UA-1",), features=("taggedPDF",)),
    ),
    *(
        ProductFacts(medium=medium, slug="mills")
        for medium in (
            "hardcover",
            "kindle",
            "large-print",
            "audiobook",
            "braille",
            "web",
            "scroll",
        )
    ),
)

ISSUE = Record(
    title="On salt",
    language="en",
    contributors=(Contributor(name="Ed Itor", role="edt"),),
    publisher=Publisher(name="The Example Press"),
    issued=PartialDate(2026, 3),
    identifiers=(Identifier(scheme="issn", value="2049-3630"),),
    serial=Serial(
        title="The Example Magazine",
        issn="2049-3630",
        volume="4",
        number="2",
        cover_date="Spring 2026",
    ),
    products=(Product(medium="epub", is_free=True), Product(medium="print", is_free=True)),
)

NASTY = "<b>&amp; \"quoted\" 'so' </b>]]> 👩‍🚀 \u202eעברית\u202c a\x00b\x0b \ud800 é\n\n"


def hostile(text: str) -> tuple[Record, tuple[ProductFacts, ...]]:
    """A record that says the same everywhere."""
    person = Contributor(
        name=text,
        role="zzz",
        sort_name=text,
        alternate_name=text,
        alternate_language=text,
        orcid=text,
        isni=text,
        url=text,
        affiliation=text,
        biography=text,
    )
    identifiers = [Identifier(scheme=s, value=text, medium="epub") for s in ("isbn", "doi", text)]
    record = Record(
        title=text,
        subtitle=text,
        short_title=f"{text} short",
        language=text,
        other_languages=(text,),
        contributors=(person, replace(person, is_body=True, role="trl"), person),
        publisher=Publisher(**dict.fromkeys(names_of(Publisher), text)),
        issued=PartialDate(9),
        identifiers=(*identifiers, *(replace(i, medium="") for i in identifiers)),
        rights=f"© 2026 {text}",
        licence=Licence(spdx=f"CC{text}", name=text, url=text),
        edition=text,
        version=text,
        printing=Printing(impression=9, printer=text, binder=text),
        series=Series(title=text, position=text, issn=text),
        serial=Serial(**dict.fromkeys(names_of(Serial), text)),
        original=Original(title=text, language="de", publisher=text, via=Original(title=text)),
        description=text * 2,
        standfirst=text,
        reviews=(Review(text=text, author=text, source=text),),
        subjects=(
            Subject(text=text, authority=text, term=text),
            Subject(text=text, authority="thema", term=text),
            Subject(text=text),
        ),
        keywords=(text, text),
        funders=(Funder(name=text, award=text, url=text),),
        products=(
            Product(medium="epub", prices=(Price(amount=text, currency=text, countries=(text,)),)),
            Product(medium="print", binding=text),
            Product(medium=text),
        ),
    )
    claims = AccessibilityClaims(
        modes=(text,),
        sufficient=(text,),
        features=(text,),
        hazards=(text,),
        standards=(text,),
        summary=text,
        wcag=text,
        level=text,
        certifier=text,
        credential=text,
        report=text,
        contact=text,
        exemption=text,
    )
    facts = tuple(
        ProductFacts(medium=m, slug=text, accessibility=claims, media_type=text)
        for m in ("epub", "print", text)
    )
    return record, facts


class Message:
    """A message to look into, by paths without a namespace."""

    def __init__(
        self,
        record: Record,
        products: Sequence[ProductFacts],
        *,
        release: str = "3.1",
        sent: datetime = SENT,
    ) -> None:
        content = emit_onix(record, products, release=release, sent=sent)
        self.root = etree.fromstring(content)
        for node in self.root.iter():
            node.tag = etree.QName(node).localname
        self.products = self.root.findall("Product")

    def __call__(self, path: str, *, product: int = 0) -> list[str]:
        """The texts of what a path leads to in a product."""
        return [node.text or "" for node in self.products[product].xpath(path)]

    def one(self, medium: str, products: Sequence[ProductFacts]) -> int:
        return next(at for at, facts in enumerate(products) if facts.medium == medium)
