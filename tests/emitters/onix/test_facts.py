"""Each fact of the record stands where the trade looks for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree
from tests.emitters.onix.specimens import (
    CLAIMS,
    FULL,
    ISSUE,
    PRODUCTS,
    SENT,
    SMALLEST,
    Message,
)

from imprint.diagnostics import PublicationError
from imprint.emitters.onix import emit_onix, record_reference
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.product import ProductFacts, identifier_of
from imprint.model.record import (
    Availability,
    Contributor,
    Identifier,
    Licence,
    Original,
    PartialDate,
    Price,
    Product,
    Publisher,
    Record,
    SalesRights,
    Series,
    Subject,
)
from imprint.values import replace

EPUB, PRINT = ProductFacts(medium="epub", slug="it"), ProductFacts(medium="print", slug="it")
MESSAGE = Message(FULL, PRODUCTS)


def of(medium: str, path: str) -> list[str]:
    """What the message of the fullest record says of a format."""
    return MESSAGE(path, product=MESSAGE.one(medium, PRODUCTS))


def said(
    path: str, *, facts: ProductFacts = EPUB, sent: datetime = SENT, **told: object
) -> list[str]:
    """What a message says of a product whose record says nothing else."""
    record = replace(SMALLEST, publisher=Publisher(name="The Example Press"))
    return Message(replace(record, **told), [facts], sent=sent)(path)  # type: ignore[arg-type]


def test_there_is_a_product_for_each() -> None:
    assert len(MESSAGE.products) == len(PRODUCTS)
    references = [MESSAGE("RecordReference", product=n)[0] for n in range(len(PRODUCTS))]
    assert len(set(references)) == len(PRODUCTS)


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("RecordReference", ["org.example.press.9783161484100"]),
        ("NotificationType", ["03"]),
        ("ProductIdentifier/ProductIDType", ["15", "03", "06"]),
        ("ProductIdentifier/IDValue", ["9783161484100", "9783161484100", "10.5555/epub"]),
        ("DescriptiveDetail/ProductForm", ["ED"]),
        ("DescriptiveDetail/ProductFormDetail", ["E101", "E200"]),
        ("DescriptiveDetail/PrimaryContentType", ["10"]),
        ("DescriptiveDetail/ProductContentType", ["07", "48"]),
        ("DescriptiveDetail/EpubTechnicalProtection", ["00"]),
        ("//EpubLicenseName", ["Creative Commons Attribution 4.0 International"]),
        (
            "DescriptiveDetail//EpubLicenseExpressionLink",
            [
                "https://creativecommons.org/licenses/by/4.0/",
                "https://creativecommons.org/licenses/by/4.0/legalcode",
            ],
        ),
        ("//Collection//CollectionIdentifier/IDValue", ["20493630"]),
        ("//Collection//PartNumber", ["3.1"]),
        ("//Collection//TitleText", ["Reports"]),
        ("//DescriptiveDetail/TitleDetail/TitleType", ["01", "05", "03", "16"]),
        (
            "//DescriptiveDetail/TitleDetail//TitleText",
            ["The Mills", "Mills", "मिलें", "Die Mühlen"],
        ),
        ("//TitleText[@language='hin']", ["मिलें"]),
        ("//Subtitle", ["A report"]),
        ("//Contributor/SequenceNumber", ["1", "2", "3"]),
        ("//Contributor/ContributorRole", ["A01", "B06", "Z99", "B01"]),
        ("//Contributor/PersonName", ["Meera Writer", "Paul Second"]),
        ("//Contributor/PersonNameInverted", ["Writer, Meera", "Second, Paul"]),
        ("//Contributor/CorporateName", ["The Example Collective"]),
        ("//Contributor/NameIdentifier/NameIDType", ["21", "16"]),
        ("//Contributor/NameIdentifier/IDValue", ["0000000218250097", "0000000121032683"]),
        ("//AlternativeName/PersonName[@language='hin'][@textscript='Deva']", ["मीरा"]),
        ("//Contributor//Affiliation", ["Example University"]),
        ("//BiographicalNote/p", ["She writes.", "She also reads."]),
        ("//Contributor/FromLanguage", ["ger"]),
        ("//Contributor/ToLanguage", ["eng"]),
        ("//Contributor/ContributorDescription", ["Proofreader"]),
        ("//EditionNumber", ["2"]),
        ("//Language/LanguageRole", ["01", "01", "01", "02"]),
        ("//Language/LanguageCode", ["eng", "chi", "grc", "hin"]),
        ("//Language/CountryCode", ["GB"]),
        ("//Language/ScriptCode", ["Hant"]),
        ("//Extent[ExtentUnit='03']/ExtentType", ["08"]),
        ("//Extent[ExtentType='08']/ExtentValue", ["212"]),
        ("//Extent[ExtentType='22']/ExtentValue", ["123456"]),
        ("//Illustrated", ["02"]),
        ("//NumberOfIllustrations", ["3"]),
        ("//Subject[MainSubject]/SubjectCode", ["NHTB", "HIS062000"]),
        (
            "//Subject/SubjectSchemeIdentifier",
            ["93", "94", "93", "10", "04", "24", "20"],
        ),
        ("//Subject/SubjectSchemeName", ["house-list"]),
        (
            "//Subject[SubjectSchemeIdentifier='20']/SubjectHeadingText",
            ["Textiles, cotton; labour; strike"],
        ),
        ("//Audience/AudienceCodeValue", ["01"]),
        ("//TextContent/TextType", ["02", "03", "06", "06", "20"]),
        ("//TextContent[TextType='02']/Text", ["What the workers learned."]),
        (
            "//TextContent[TextType='03']/Text/p",
            ["What the workers learned.", "In the winter of 1982 <all> & sundry."],
        ),
        ("//TextContent[1]/../TextContent[TextAuthor]/SourceTitle", ["A Paper"]),
        ("//TextContent/ContentDate/Date[@dateformat='01']", ["202610"]),
        ("//Imprint/ImprintName", ["Sabarmati"]),
        ("//Publisher[PublishingRole='01']/PublisherName", ["The Example Press"]),
        (
            "//Publisher[PublishingRole='16']/PublisherName",
            ["Paula Paying", "The Example Fund", "A Friend"],
        ),
        ("//Publisher[PublishingRole='04']/PublisherName", ["The First Press"]),
        ("//FundingIdentifier/IDValue", ["EF-1"]),
        ("//CityOfPublication", ["London"]),
        ("//CountryOfPublication", ["GB"]),
        ("//PublishingStatus", ["04"]),
        ("//PublishingDate[PublishingDateRole='01']/Date[@dateformat='00']", ["20261120"]),
        ("//PublishingDate[PublishingDateRole='19']/Date[@dateformat='00']", ["20261124"]),
        ("//PublishingDate[PublishingDateRole='20']/Date[@dateformat='05']", ["1982"]),
        ("//CopyrightYear", ["2025", "2026"]),
        ("//CopyrightOwner/PersonName", ["Meera Writer"]),
        ("//CopyrightOwner/CorporateName", ["The Example Press"]),
        ("//SalesRights/SalesRightsType", ["02"]),
        ("//SalesRights/Territory/RegionsIncluded", ["WORLD"]),
        ("//SalesRights/Territory/CountriesExcluded", ["US CA"]),
        ("//RelatedWork/WorkIdentifier/IDValue", ["10.5555/12345678"]),
        ("//Supplier/SupplierName", ["The Example Press"]),
        ("//Supplier/TelephoneNumber", ["+44 20 0000 0000"]),
        ("//Supplier/EmailAddress", ["shop@example.org"]),
        ("//ProductAvailability", ["20"]),
        ("//Price/PriceType", ["02", "01"]),
        ("//Price/PriceAmount", ["9.90", "12"]),
        ("//Price/CurrencyCode", ["EUR", "USD"]),
        ("//Price/Territory/CountriesIncluded", ["DE AT"]),
        ("//Price/Territory/RegionsIncluded", ["WORLD"]),
    ],
)
def test_of_the_ebook(path: str, texts: list[str]) -> None:
    path = path if not path.startswith("//") else "." + path
    assert of("epub", path) == texts


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("DescriptiveDetail/ProductForm", ["BC"]),
        ("DescriptiveDetail/ProductFormDetail", []),
        ("DescriptiveDetail/ProductFormFeature", []),
        ("DescriptiveDetail/ProductFormDescription", ["paperback, perfect bound"]),
        ("DescriptiveDetail/EpubTechnicalProtection", []),
        ("DescriptiveDetail/EpubLicense", []),
        (".//Measure/MeasureType", ["01", "02", "04", "05"]),
        (".//Measure/Measurement", ["198.5", "129", "198.5", "129"]),
        (".//Extent/ExtentType", ["00", "03", "07"]),
        (".//Extent/ExtentValue", ["196", "14", "212"]),
        (".//ExtentValueRoman", ["xiv"]),
        (".//Publisher[PublishingRole='17']/PublisherName", ["The Example Printer"]),
        (".//Publisher[PublishingRole='18']/PublisherName", ["The Example Bindery"]),
        (".//PublishingDate[PublishingDateRole='12']/Date", ["20261001"]),
        (".//LatestReprintNumber", ["3"]),
        (".//ProductAvailability", ["23"]),
        (".//Price/PriceAmount", ["19.90"]),
    ],
)
def test_of_the_printed_book(path: str, texts: list[str]) -> None:
    assert of("print", path) == texts


def test_products_point_at_each_other() -> None:
    isbns = {"epub": "9783161484100", "print": "9780306406157"}
    there, back = (
        MESSAGE.products[MESSAGE.one(one, PRODUCTS)].xpath(
            f".//RelatedProduct[ProductIdentifier/IDValue='{isbns[other]}']/ProductRelationCode"
        )
        for one, other in (("epub", "print"), ("print", "epub"))
    )
    assert [node.text for node in there] == ["06", "13"]
    assert [node.text for node in back] == ["06", "27"]
    for product, facts in zip(MESSAGE.products, PRODUCTS, strict=True):
        own = {node.text for node in product.xpath("ProductIdentifier/IDValue")}
        others = {node.text for node in product.xpath(".//RelatedProduct//IDValue")}
        assert not own & others, facts.medium
        assert len(product.findall(".//RelatedProduct")) == len(PRODUCTS)  # the original too


def test_an_audiobook_is_another_format_and_no_more() -> None:
    reference = of("audiobook", "RecordReference")[0]
    path = f".//RelatedProduct[ProductIdentifier/IDValue='{reference}']/ProductRelationCode"
    assert of("print", path) == ["06"]


def test_nothing_is_known_of_the_protection_of_what_others_make() -> None:
    protected = ".//EpubTechnicalProtection"
    assert [of(m, protected) for m in ("epub", "screen")] == [["00"], ["00"]]
    assert [of(m, protected) for m in ("kindle", "audiobook", "web")] == [[], [], []]


def test_the_original_is_another_language() -> None:
    assert of("epub", ".//RelatedProduct[ProductRelationCode='11']//IDValue") == ["9788175257665"]


def test_accessibility_is_what_the_file_claims() -> None:
    features = ".//ProductFormFeature[ProductFormFeatureType='09']/ProductFormFeatureValue"
    hazards = ".//ProductFormFeature[ProductFormFeatureType='12']/ProductFormFeatureValue"
    assert of("epub", features) == (
        "00 04 11 12 13 14 17 19 29 30 36 41 52 75 82 85 90 89 91 94 99".split()
    )
    assert of("epub", hazards) == ["00"]
    assert of("screen", features) == ["05"]
    assert of("kindle", features) == ["08"]  # nobody has looked
    told = ".//ProductFormFeature[ProductFormFeatureValue='{}']/ProductFormFeatureDescription"
    assert of("epub", told.format("90")) == ["A Certifier"]
    assert of("epub", told.format("91")) == ["20261102"]
    assert of("epub", told.format("99")) == ["access@example.org"]


def test_nothing_is_certified_without_conformance() -> None:
    facts = replace(EPUB, accessibility=replace(CLAIMS, wcag="", level=""))
    values = said(".//ProductFormFeatureValue", facts=facts)
    assert not set("04 82 85 90 89 91 94".split()) & set(values)


def test_what_may_move_is_an_unknown_hazard() -> None:
    facts = replace(EPUB, accessibility=AccessibilityClaims(hazards=("unknown",)))
    assert said(".//ProductFormFeatureValue", facts=facts) == ["24", "25", "26"]


@pytest.mark.parametrize(
    ("medium", "form", "details"),
    [
        ("screen", "ED", ["E107", "E201"]),
        ("archive", "ED", ["E107", "E108", "E201"]),
        ("kindle", "ED", ["E116"]),
        ("hardcover", "BB", []),
        ("audiobook", "AJ", []),
        ("web", "EC", ["E105"]),
        ("scroll", "00", []),
    ],
)
def test_forms(medium: str, form: str, details: list[str]) -> None:
    facts = replace(EPUB, medium=medium)
    assert said(".//ProductForm", facts=facts) == [form]
    assert said(".//ProductFormDetail", facts=facts) == details


@pytest.mark.parametrize(
    ("binding", "form", "details"),
    [
        ("Hardcover, cloth", "BB", ["B401"]),
        ("gebunden", "BB", []),
        ("saddle-stitched", "BF", ["B310"]),
        ("spiral", "BE", []),
        ("Broschur", "BC", []),
        ("in a way of its own", "BC", []),
    ],
)
def test_bindings(binding: str, form: str, details: list[str]) -> None:
    told = {"products": (Product(medium="print", binding=binding),)}
    assert said(".//ProductForm", facts=PRINT, **told) == [form]
    assert said(".//ProductFormDetail", facts=PRINT, **told) == details
    assert said(".//ProductFormDescription", facts=PRINT, **told) == [binding]


def test_an_issue_is_in_its_magazine() -> None:
    message = Message(ISSUE, [EPUB, PRINT])
    assert message(".//TradeCategory") == ["18"]
    assert message(".//Collection//TitleText") == ["The Example Magazine"]
    assert message(".//Collection//PartNumber") == ["4/2, Spring 2026"]
    assert message(".//Collection//CollectionSequenceNumber") == ["4.2"]
    assert message(".//Collection/CollectionIdentifier/IDValue") == ["20493630"]
    untitled = Message(replace(ISSUE, title=""), [EPUB])
    assert untitled("DescriptiveDetail/TitleDetail//TitleText") == ["The Example Magazine"]


def test_what_is_not_known_is_not_said() -> None:
    for path in (
        *("Extent", "Illustrated", "Measure", "Subject", "Audience", "EditionNumber"),
        *("EditionStatement", "Collection", "CopyrightStatement", "PublishingDate", "TextContent"),
        *("CityOfPublication", "CountryOfPublication", "Price", "RelatedMaterial", "EpubLicense"),
    ):
        assert said(f".//{path}") == [], path


def test_no_contributor_is_said() -> None:
    message = Message(Record(title="T", publisher=Publisher(name="P")), [EPUB])
    assert message(".//NoContributor") == [""]


def test_without_a_house_nothing_is_published() -> None:
    assert Message(SMALLEST, [EPUB])(".//PublishingDetail") == []
    person = Contributor(name="Self", role="pbl")
    message = Message(replace(SMALLEST, contributors=(person,)), [EPUB])
    assert message(".//Publisher/PublishingRole") == ["01"]
    assert message(".//Supplier/SupplierName") == ["Self"]


@pytest.mark.parametrize(
    ("date", "status", "availability", "notification", "unpriced"),
    [
        (None, "04", "20", "03", "04"),
        (PartialDate(2026), "04", "20", "03", "04"),
        (PartialDate(2026, 11, 23), "04", "20", "03", "04"),
        (PartialDate(2026, 11, 24), "02", "10", "02", "02"),
        (PartialDate(2027), "02", "10", "02", "02"),
    ],
)
def test_what_is_not_published_yet_is_forthcoming(
    date: PartialDate | None, status: str, availability: str, notification: str, unpriced: str
) -> None:
    assert said(".//PublishingStatus", issued=date) == [status]
    assert said(".//ProductAvailability", issued=date) == [availability]
    assert said("NotificationType", issued=date) == [notification]
    assert said(".//UnpricedItemType", issued=date) == [unpriced]


@pytest.mark.parametrize(
    ("availability", "status", "code"),
    [
        (Availability.AVAILABLE, "04", "20"),
        (Availability.FORTHCOMING, "02", "10"),
        (Availability.ON_DEMAND, "04", "23"),
        (Availability.OUT_OF_PRINT, "07", "51"),
        (Availability.WITHDRAWN, "11", "46"),
    ],
)
def test_availability_is_as_the_record_says(
    availability: Availability, status: str, code: str
) -> None:
    told = {"products": (Product(medium="epub", availability=availability),)}
    assert said(".//PublishingStatus", **told) == [status]
    assert said(".//ProductAvailability", **told) == [code]


@pytest.mark.parametrize(
    ("product", "unpriced", "amounts"),
    [
        (Product(medium="epub", is_free=True), ["01"], []),
        (Product(medium="epub", prices=(Price(amount="0.00", currency="EUR"),)), ["01"], []),
        (Product(medium="epub", prices=(Price(amount="1e2", currency="eur"),)), [], ["100"]),
        (Product(medium="epub", prices=(Price(amount="9", currency="XXQ"),)), ["04"], []),
        (Product(medium="epub", prices=(Price(amount="-9", currency="EUR"),)), ["04"], []),
        (
            Product(medium="epub", prices=(Price(amount="9", currency="EUR", countries=("UK",)),)),
            ["04"],
            [],
        ),
    ],
)
def test_prices(product: Product, unpriced: list[str], amounts: list[str]) -> None:
    assert said(".//UnpricedItemType", products=(product,)) == unpriced
    assert said(".//PriceAmount", products=(product,)) == amounts


def test_rights_of_sale_are_said_where_the_record_has_them() -> None:
    assert said(".//SalesRights") == []
    free = Licence(spdx="CC0-1.0", name="CC0")
    assert said(".//SalesRights", licence=free) == []
    world = SalesRights(countries=("WORLD",))
    assert said(".//SalesRightsType", sales_rights=world) == ["01"]
    assert said(".//SalesRightsType", sales_rights=world, licence=free) == ["02"]
    alone = replace(world, exclusive=True)
    assert said(".//SalesRightsType", sales_rights=alone, licence=free) == ["01"]
    shared = replace(world, exclusive=False)
    assert said(".//SalesRightsType", sales_rights=shared) == ["02"]
    some = SalesRights(countries=("DE", "AT"))
    assert said(".//SalesRights/Territory/*", sales_rights=some) == ["DE AT"]
    gone = Product(medium="epub", availability=Availability.WITHDRAWN)
    assert said(".//SalesRights", products=(gone,), sales_rights=world) == []


@pytest.mark.parametrize("excluded", [(), ("??",), ("US", "??")])
def test_a_territory_without_codes_is_never_the_world(excluded: tuple[str, ...]) -> None:
    rights = SalesRights(countries=("WORLD",) if excluded else ("??",), excluded=excluded)
    assert said(".//SalesRights", sales_rights=rights) == []


def test_authors_keep_their_order_whatever_else_they_did() -> None:
    def told(*people: tuple[str, str]) -> list[str]:
        who = tuple(Contributor(name=name, role=role) for name, role in people)
        return said(".//Contributor/PersonName | .//Contributor/ContributorRole", contributors=who)

    both = ["A01", "Bea", "A01", "B01", "Ada"]
    assert told(("Ada", "edt"), ("Bea", "aut"), ("Ada", "aut")) == both
    assert told(("Ada", "edt"), ("Bea", "aut")) == ["B01", "Ada", "A01", "Bea"]
    assert told(("Bea", "aut"), ("Cy", "edt"), ("Ada", "aut"), ("Ada", "edt")) == [
        *("A01", "Bea", "B01", "Cy", "A01", "B01", "Ada"),
    ]


@pytest.mark.parametrize(
    ("rights", "years", "owners"),
    [
        ("© 2026 Ann Writer", ["2026"], ["Ann Writer"]),
        ("Copyright (c) 2024–2026 by The Example Press.", ["2024", "2026"], ["The Example Press"]),
        ("© 2026 Ann Writer & The Example Press", ["2026"], ["Ann Writer", "The Example Press"]),
        ("© 2026 the authors", [], []),
        ("© Ann Writer", [], []),
        ("All rights reserved", [], []),
    ],
)
def test_copyright_is_read_from_the_line_of_rights(
    rights: str, years: list[str], owners: list[str]
) -> None:
    assert said(".//CopyrightYear", rights=rights) == years
    assert said(".//CopyrightOwner/*", rights=rights) == owners


@pytest.mark.parametrize(
    ("term", "authority", "audience"),
    [
        ("FBA", "thema", ["01"]),
        ("YFB", "thema", ["02"]),
        ("JUV000000", "bisac", ["02"]),
        ("YAF000000", "bisac", ["03"]),
        ("sh1", "lcsh", []),
    ],
)
def test_the_audience_is_what_subjects_tell(term: str, authority: str, audience: list[str]) -> None:
    subject = Subject(text="S", authority=authority, term=term)
    assert said(".//AudienceCodeValue", subjects=(subject,)) == audience


def test_a_republished_text_has_its_first_date_and_former_title() -> None:
    original = Original(title="Before", language="en", issued=PartialDate(1999, 5))
    assert said(".//PublishingDate[PublishingDateRole='11']/Date", original=original) == ["199905"]
    assert said(".//TitleDetail[TitleType='08']//TitleText", original=original) == ["Before"]
    assert said(".//Language[LanguageRole='02']", original=original) == []


def test_a_series_without_a_number() -> None:
    series = Series(title="S", position="special")
    assert said(".//PartNumber", series=series) == ["special"]
    assert said(".//CollectionSequence", series=series) == []


def test_an_edition_in_words_is_a_statement() -> None:
    assert said(".//EditionStatement", edition="Second edition") == ["Second edition"]
    assert said(".//EditionNumber", edition="Second edition") == []


@pytest.mark.parametrize(
    ("told", "reference"),
    [
        ({}, "it.epub"),
        ({"identifiers": (Identifier(scheme="doi", value="10.1/a"),)}, "10.1/a.epub"),
        ({"identifiers": (Identifier(scheme="lccn", value="2026000001"),)}, "it.epub"),
        (
            {"identifiers": (Identifier(scheme="oclc", value="12", medium="epub"),)},
            "it.epub",
        ),
        (
            {"identifiers": (Identifier(scheme="isbn", value="978-3-16-148410-0", medium="epub"),)},
            "9783161484100",
        ),
        (
            {"publisher": Publisher(name="P", url="https://www.Example.org:8080/x")},
            "org.example.it.epub",
        ),
        ({"publisher": Publisher(name="P", url="https://192.0.2.1/")}, "it.epub"),
        ({"publisher": Publisher(name="P", url="https://[broken")}, "it.epub"),
    ],
)
def test_references(told: dict[str, object], reference: str) -> None:
    assert record_reference(replace(SMALLEST, **told), EPUB) == reference  # type: ignore[arg-type]


def test_long_references_stay_apart() -> None:
    first, second = (
        record_reference(SMALLEST, replace(EPUB, slug="s" * 500 + end)) for end in "ab"
    )
    assert len(first) == len(second) == 100
    assert first != second


def test_without_an_identifier_it_has_that_of_the_epub() -> None:
    made = identifier_of(SMALLEST, "epub")
    assert said("ProductIdentifier/IDValue", publisher=None) == [made.urn]


@pytest.mark.parametrize(
    ("scheme", "value", "kind", "name"),
    [
        ("doi", "10.5555/1", "06", []),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "22", []),
        ("urn", "urn:example:1", "22", []),
        ("lccn", "2026000001", "13", []),
        ("oclc", "123", "23", []),
        ("url", "https://example.org/it", "01", ["URL"]),
    ],
)
def test_identifiers(scheme: str, value: str, kind: str, name: list[str]) -> None:
    told = {"identifiers": (Identifier(scheme=scheme, value=value, medium="epub"),)}
    assert said("ProductIdentifier/ProductIDType", **told) == [kind]
    assert said("ProductIdentifier/IDTypeName", **told) == name
    (number,) = said("ProductIdentifier/IDValue", **told)
    assert number.endswith(value)


def test_what_identifies_the_whole_identifies_its_only_product() -> None:
    isbn = Identifier(scheme="isbn", value="978-3-16-148410-0")
    record = replace(SMALLEST, identifiers=(isbn,))
    assert Message(record, [EPUB])("ProductIdentifier/ProductIDType") == ["15", "03"]
    assert Message(record, [EPUB, PRINT])("ProductIdentifier/ProductIDType") == ["01"]


def test_the_moment_is_in_utc() -> None:
    zone = timezone(timedelta(hours=9))
    for sent in (SENT, SENT.replace(tzinfo=None), SENT.astimezone(zone)):
        content = emit_onix(SMALLEST, [EPUB], release="3.0", sent=sent)
        assert b"<SentDateTime>20261123T123000Z<" in content


def test_the_release_is_in_the_namespace() -> None:
    for release in ("3.0", "3.1"):
        root = etree.fromstring(emit_onix(SMALLEST, [EPUB], release=release, sent=SENT))
        assert root.tag == f"{{http://ns.editeur.org/onix/{release}/reference}}ONIXMessage"
        assert root.get("release") == release
    with pytest.raises(ValueError, match=r"2\.1"):
        emit_onix(SMALLEST, [EPUB], release="2.1", sent=SENT)


def test_the_same_record_is_the_same_bytes() -> None:
    made = {emit_onix(FULL, PRODUCTS, release="3.1", sent=SENT) for _ in range(2)}
    assert len(made) == 1


@pytest.mark.parametrize(
    ("record", "products", "sent", "what"),
    [
        (SMALLEST, [], SENT, "no product"),
        (replace(SMALLEST, title=" "), [EPUB], SENT, "no title"),
        (Record(title="T"), [EPUB], SENT, "nobody sends"),
        (SMALLEST, [EPUB], datetime(1850, 1, 1, tzinfo=UTC), "1850"),
    ],
)
def test_what_cannot_be_sent_is_an_error(
    record: Record, products: list[ProductFacts], sent: datetime, what: str
) -> None:
    with pytest.raises(PublicationError, match=what):
        emit_onix(record, products, release="3.0", sent=sent)
