"""Records of publications of every kind, with texts in them that have records of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from imprint.model.record import (
    Availability,
    Contributor,
    Funder,
    Identifier,
    Licence,
    Original,
    PartialDate,
    Price,
    Product,
    Publisher,
    Record,
    Review,
    RightsStatement,
    Serial,
    Series,
    Subject,
)

HOSTILE = (
    r"""</script> <b>&amp; "q" 'n' \textbf{x} }{ 50% #1 _a_ ~ ^ $x$ @book{y, 🦉 שלום: - and ]]>"""
)
LONG = "word " * 2_000


@dataclass(frozen=True)
class Specimen:
    record: Record
    parts: tuple[Record, ...] = ()


BY = Licence(spdx="CC-BY-4.0", name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/")
ANN = Contributor(
    name="Ann van der Lee",
    sort_name="van der Lee, Ann",
    orcid="0000-0002-1825-0097",
    alternate_name="安·李",
    alternate_language="zh-Hans",
    url="https://example.org/ann",
    affiliation="The Institute",
    biography="Ann writes on mills.",
)
BEN = Contributor(name="Ben Holt", sort_name="Holt, Jr., Ben")
UNION = Contributor(name="Spinners and Weavers", role="aut", is_body=True)

BOOK = Record(
    title="The Mills & the Sea",
    subtitle="A 100% True History",
    short_title="The Mills",
    language="en-GB",
    other_languages=("gu",),
    contributors=(
        ANN,
        BEN,
        UNION,
        Contributor(name="Ruth Adeyemi", sort_name="Adeyemi, Ruth", role="edt"),
        Contributor(name="Ida Kern", sort_name="Kern, Ida", role="ill"),
        Contributor(name="Owen Hale", sort_name="Hale, Owen", role="trl"),
        Contributor(name="Jo Prior", role="bkd"),
    ),
    publisher=Publisher(
        name="Harbour and Press",
        imprint="Loom, Books",
        place="Leipzig",
        country="DE",
        address="1 Quay",
        url="https://example.org/press",
        email="editors@example.org",
        phone="+49 341 0",
    ),
    issued=PartialDate(2026, 11, 24),
    modified=datetime(2026, 11, 25, 8, 30, tzinfo=UTC),
    identifiers=(
        Identifier(scheme="doi", value="10.5555/mills"),
        Identifier(scheme="url", value="https://example.org/mills?a=1&b=%7Bx%7D"),
        Identifier(scheme="isbn", value="978-3-16-148410-0", medium="epub"),
        Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print"),
        Identifier(scheme="urn", value="urn:example:web", medium="web"),
    ),
    rights="© 2026 Ann van der Lee",
    licence=BY,
    rights_of_parts=(RightsStatement(part="The map", text="© Ida Kern", licence=BY),),
    edition="Second edition",
    version="2.1",
    series=Series(title="Reports", position="3", issn="2049-3630"),
    original=Original(
        title="મિલો",
        language="gu",
        contributors=(Contributor(name="Ann van der Lee"),),
        publisher="Sabarmati House",
        published_at="Ahmedabad",
        venue="The Quarterly",
        volume="4",
        issue="2",
        pages="11–19",
        edition="first",
        issued=PartialDate(1987, 5),
        url="https://example.org/milo",
        archive_url="https://example.org/archive/milo",
        accessed=PartialDate(2026, 1, 2),
        identifiers=(Identifier(scheme="doi", value="10.5555/milo"),),
        rights="© 1987 Sabarmati House",
        permission="By permission of the house.",
        via=Original(
            title="Les filatures",
            language="fr",
            contributors=(Contributor(name="Luc Petit", role="trl"),),
        ),
    ),
    description="What the workers learned.",
    standfirst="A winter of mills.",
    reviews=(Review(text="Fine.", author="A Reader", source="The Daily", date=PartialDate(2026)),),
    subjects=(
        Subject(text="Labour economics", authority="thema", term="KCF"),
        Subject(text="India"),
    ),
    keywords=("mills", "strikes, 1982"),
    funders=(Funder(name="The Fund", award="F-12", url="https://example.org/fund"),),
    products=(
        Product(
            medium="epub",
            prices=(
                Price(amount="9.90", currency="EUR", countries=("DE", "AT")),
                Price(amount="11.00", currency="USD"),
            ),
            availability=Availability.AVAILABLE,
        ),
        Product(
            medium="print",
            binding="sewn hardcover",
            availability=Availability.FORTHCOMING,
            issued=PartialDate(2027, 1, 5),
        ),
        Product(medium="web", is_free=True),
    ),
)
ESSAY = Record(
    title="Das Meer",
    language="de",
    contributors=(Contributor(name="Ursula Brandt"),),
    publication_type="Essay",
    issued=PartialDate(2026),
    identifiers=(Identifier(scheme="url", value="https://example.org/meer"),),
)
ISSUE = Record(
    title="Winter Light",
    contributors=(Contributor(name="Ruth Adeyemi", sort_name="Adeyemi, Ruth", role="edt"),),
    publisher=Publisher(name="The Loom Collective"),
    issued=PartialDate(2026, 12),
    serial=Serial(
        title="The Loom", issn="2049-3630", volume="12", number="3", cover_date="Winter 2026"
    ),
)
ARTICLES = (
    Record(
        title="On Ice",
        subtitle="Notes",
        contributors=(ANN,),
        identifiers=(Identifier(scheme="doi", value="10.5555/ice"),),
        licence=BY,
        keywords=("ice",),
    ),
    Record(
        title="The Frost",
        language="hi",
        contributors=(BEN, Contributor(name="Owen Hale", sort_name="Hale, Owen", role="trl")),
        issued=PartialDate(2026, 12),
        original=Original(title="पाला", language="bho", venue="Patra", issued=PartialDate(2001)),
    ),
)
ANTHOLOGY = Record(
    title="Ten Rivers",
    contributors=(
        Contributor(name="Ruth Adeyemi", sort_name="Adeyemi, Ruth", role="edt"),
        Contributor(name="Ben Holt", sort_name="Holt, Ben", role="edt"),
    ),
    publisher=Publisher(name="Harbour Press", place="Leipzig"),
    issued=PartialDate(2025),
    identifiers=(Identifier(scheme="isbn", value="978-3-16-148410-0", medium="print"),),
)
REPORT = Record(
    title="Water in 2026",
    contributors=(Contributor(name="The Water Board", is_body=True),),
    publication_type="report",
    publisher=Publisher(name="The Water Board", place="Bern"),
    issued=PartialDate(2026, 2),
    identifiers=(Identifier(scheme="isbn", value="978-3-16-148410-0", medium="screen"),),
)


def hostile(text: str) -> Record:
    """A record in which every text is the same one."""
    return Record(
        title=text,
        subtitle=text,
        short_title=text,
        contributors=(
            Contributor(name=text, sort_name=f"{text}, {text}"),
            Contributor(name=text, role="trl"),
            Contributor(name=text, role="edt", is_body=True, affiliation=text, biography=text),
        ),
        publisher=Publisher(name=text, imprint=text, place=text, address=text, phone=text),
        rights=text,
        licence=Licence(spdx="LicenseRef-x", name=text),
        rights_of_parts=(RightsStatement(part=text, text=text),),
        edition=text,
        version=text,
        series=Series(title=text, position=text),
        serial=Serial(title=text, volume=text, number=text, cover_date=text),
        original=Original(title=text, venue=text, publisher=text, published_at=text),
        publication_type=text,
        description=text,
        reviews=(Review(text=text, author=text, source=text),),
        subjects=(Subject(text=text, authority=text, term=text), Subject(text=text)),
        keywords=(text,),
        funders=(Funder(name=text, award=text),),
        identifiers=(Identifier(scheme="url", value="https://example.org/{a}\\b"),),
    )


SPECIMENS = {
    "book": Specimen(BOOK),
    "essay": Specimen(ESSAY),
    "issue": Specimen(ISSUE, ARTICLES),
    "anthology": Specimen(ANTHOLOGY, ARTICLES),
    "report": Specimen(REPORT),
}
STRANGE = {
    "hostile": Specimen(hostile(HOSTILE), (hostile(HOSTILE),)),
    "long": Specimen(hostile(LONG), (hostile(LONG),)),
}
EVERY = SPECIMENS | STRANGE
