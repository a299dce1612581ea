"""What the package says of a publication."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from lxml import etree
from PIL import Image
from tests.emitters.epub.specimens import (
    COVER,
    MOMENT,
    chapter,
    emitted,
    opened,
    package,
    paragraph,
    picture,
    publication,
    rendition,
    small,
)

import imprint
from imprint.diagnostics import PublicationError
from imprint.emitters.epub.description import full_title
from imprint.emitters.epub.statements import moment
from imprint.model.record import (
    Contributor,
    Identifier,
    Licence,
    Original,
    Record,
    RightsStatement,
    Serial,
    Series,
    Subject,
)
from imprint.model.rendition import Rendition
from imprint.values import replace

OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
HOSTILE = """<b>&amp; "quotes" 'n' 🦉 ]]> </dc:title> {{ 7 * 7 }}"""


def values(content: bytes, path: str) -> list[str]:
    root = etree.fromstring(opened(content)["EPUB/content.opf"])
    found = root.xpath(path, namespaces=OPF)
    return [node if isinstance(node, str) else (node.text or "") for node in found]


def prop(content: bytes, name: str) -> list[str]:
    return values(content, f"//opf:meta[@property='{name}']")


@pytest.mark.parametrize(
    ("language", "title", "subtitle", "expected"),
    [
        ("en", "Walden", "", "Walden"),
        ("en", "Walden", "Life in the Woods", "Walden: Life in the Woods"),
        ("fr-CA", "Candide", "ou l’optimisme", "Candide\u00a0: ou l’optimisme"),
        ("zh-Hant", "紅樓夢", "上冊", "紅樓夢：上冊"),
        ("en", "Whither?", "A Tract", "Whither? A Tract"),
        ("en", " \n ", "", "One"),
        ("en", "", "Only this", "Only this"),
        ("en", "Two\n  lines", "", "Two lines"),
    ],
)
def test_there_is_one_title(language: str, title: str, subtitle: str, expected: str) -> None:
    made = replace(small(), record=Record(title=title, subtitle=subtitle, language=language))
    made = replace(made, documents=made.documents[-1:])
    assert full_title(made) == expected


@pytest.mark.parametrize("field", ["title", "subtitle", "description", "rights", "edition"])
def test_hostile_values_stay_text(field: str) -> None:
    content = emitted(small(**{field: HOSTILE}))
    assert any(HOSTILE in value for value in values(content, "//opf:metadata/*"))


def test_a_very_long_title_is_kept_whole() -> None:
    title = "A long title of many words " * 400
    assert values(emitted(small(title=title)), "//dc:title") == [title.strip()]


def test_a_statement_that_xml_cannot_hold_is_named() -> None:
    made = small()
    made = replace(made, record=replace(made.record, keywords=("bell\x07",)))
    with pytest.raises(PublicationError, match=r"EPB-001.*dc:subject 'bell\\x07'"):
        emitted(made)


def test_every_person_has_an_id_a_role_and_a_name_to_file_under() -> None:
    people = (
        Contributor(name="Ann Lee", sort_name="Lee, Ann"),
        Contributor(name="Ann Lee"),
        Contributor(name="Bo", role="trl"),
    )
    content = emitted(small(contributors=people))
    assert values(content, "//dc:creator/@id") == ["creator-1", "creator-2"]
    assert values(content, "//dc:contributor") == ["Bo"]
    assert prop(content, "role") == ["aut", "aut", "trl"]
    assert prop(content, "file-as") == ["Lee, Ann"]
    assert "scheme" not in re.search("<meta[^>]*file-as[^>]*>", package(content)).group()  # type: ignore[union-attr]


def test_a_publication_without_authors_invents_none() -> None:
    content = emitted(small())
    assert values(content, "//dc:creator") == []
    assert "marc:" not in package(content)


def test_the_epub_is_known_by_its_own_isbn_and_not_by_the_print_one() -> None:
    content = emitted(
        small(
            identifiers=(
                Identifier(scheme="doi", value="10.5555/1"),
                Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print"),
                Identifier(scheme="isbn", value="978-3-16-148410-0", medium="epub"),
            )
        )
    )
    assert values(content, "//dc:identifier") == [
        "urn:isbn:9783161484100",
        "https://doi.org/10.5555/1",
    ]
    assert prop(content, "identifier-type") == ["15", "06"]
    root = etree.fromstring(opened(content)["EPUB/content.opf"])
    assert root.get("unique-identifier") == values(content, "//dc:identifier/@id")[0]


def test_the_number_of_a_library_is_no_name_of_the_publication() -> None:
    numbers = (
        Identifier(scheme="lccn", value="2001627090"),
        Identifier(scheme="oclc", value="12345"),
    )
    first, *others = values(emitted(small(identifiers=numbers)), "//dc:identifier")
    assert first.startswith("urn:uuid:")
    assert others == ["info:lccn/2001627090", "info:oclcnum/12345"]


def test_an_issn_without_a_series_is_what_the_publication_is_part_of() -> None:
    content = emitted(small(identifiers=(Identifier(scheme="issn", value="2049-3630"),)))
    assert prop(content, "dcterms:isPartOf") == ["urn:issn:2049-3630"]
    assert all("issn" not in value for value in values(content, "//dc:identifier"))


def test_a_series_has_its_issn_and_a_position_only_if_that_is_a_number() -> None:
    content = emitted(small(series=Series(title="Reports", position="IV", issn="2049-3630")))
    assert prop(content, "belongs-to-collection") == ["Reports"]
    assert prop(content, "group-position") == []
    assert prop(content, "dcterms:identifier") == ["urn:issn:2049-3630"]


def test_a_licence_outside_spdx_is_named_and_linked() -> None:
    licence = Licence(spdx="LicenseRef-house", name="House rules", url="https://example.org/rules")
    content = emitted(small(licence=licence))
    assert prop(content, "dcterms:license") == ["House rules"]
    licences = values(content, "//opf:link[@rel='dcterms:license']/@href")
    assert licences == ["https://example.org/rules"]
    assert values(content, "//dc:rights") == ["House rules"]


def test_an_original_in_the_same_language_is_a_source_and_no_translation() -> None:
    original = Original(title="Essay", language="en-US", url="https://example.org/1")
    content = emitted(small(original=original))
    assert values(content, "//dc:source") == ["https://example.org/1"]
    assert prop(content, "schema:translationOfWork") == []


def test_a_name_in_another_script_has_a_language_that_differs() -> None:
    people = (
        Contributor(name="A", alternate_name="Б", alternate_language="ru"),
        Contributor(name="B", alternate_name="Bee", alternate_language="en"),
        Contributor(name="C", alternate_name="Ц"),
    )
    content = emitted(small(contributors=people))
    assert prop(content, "alternate-script") == ["Б"]
    path = "//opf:meta[@property='alternate-script']/@xml:lang"
    assert values(content, path) == ["ru"]


def test_people_are_known_by_their_registers() -> None:
    person = Contributor(name="A", orcid="0000-0002-1825-0097", isni="0000 0001 2103 2683")
    assert prop(emitted(small(contributors=(person,))), "dcterms:identifier") == [
        "https://orcid.org/0000-0002-1825-0097",
        "https://isni.org/isni/0000000121032683",
    ]


def test_a_subject_has_its_code_and_authority_or_neither() -> None:
    subjects = (
        Subject(text="Cotton", authority="bisac", term="TEC021000"),
        Subject(text="Cotton", authority="bisac", term="TEC021000"),
        Subject(text="", authority="THEMA", term="KCF"),
        Subject(text="India", authority="thema"),
        Subject(text="Wool", term="x"),
        Subject(text="", term="x"),
    )
    content = emitted(small(subjects=subjects, keywords=("Wool", "Cotton", "Silk")))
    assert values(content, "//dc:subject") == ["Cotton", "KCF", "India", "Wool", "Silk"]
    assert prop(content, "authority") == ["BISAC", "Thema"]
    assert prop(content, "term") == ["TEC021000", "KCF"]


def test_the_first_language_is_that_of_the_text() -> None:
    content = emitted(small(language="fr", other_languages=("br", "fr", "en")))
    assert values(content, "//dc:language") == ["fr", "br", "en"]


def test_a_set_is_no_series() -> None:
    content = emitted(small(series=Series(title="Works", position="2.1", type="set")))
    assert prop(content, "collection-type") == ["set"]
    assert prop(content, "group-position") == ["2.1"]


@pytest.mark.parametrize(
    ("volume", "number", "position"),
    [("12", "3", ["12.3"]), ("", "41", ["41"]), ("XII", "3", []), ("", "", []), ("4", "1/2", [])],
)
def test_an_issue_has_its_place_in_the_serial(
    volume: str, number: str, position: list[str]
) -> None:
    serial = Serial(title="The Loom", volume=volume, number=number)
    issn = Identifier(scheme="issn", value="2049-3630")
    content = emitted(small(serial=serial, identifiers=(issn,)))
    assert prop(content, "belongs-to-collection") == ["The Loom"]
    assert prop(content, "group-position") == position
    assert prop(content, "dcterms:identifier") == ["urn:issn:2049-3630"]
    assert prop(content, "dcterms:isPartOf") == []
    assert prop(content, "schema:issueNumber") == ([number] if number else [])


def test_a_translation_of_a_translation_names_both() -> None:
    via = Original(title="La Mer", language="fr", url="https://example.org/mer")
    original = Original(title="Море", language="ru", url="https://example.org/more", via=via)
    content = emitted(small(original=original))
    assert prop(content, "schema:translationOfWork") == ["Море"]
    assert prop(content, "schema:isBasedOn") == ["La Mer"]
    assert values(content, "//dc:source") == ["https://example.org/more", "https://example.org/mer"]


def test_parts_have_rights_of_their_own() -> None:
    cc0 = Licence(spdx="CC0-1.0", name="CC0 1.0", url="https://example.org/cc0")
    parts = (
        RightsStatement(part="", text=" "),
        RightsStatement(part="The map", text="© A"),
        RightsStatement(part="The notes", licence=cc0),
    )
    content = emitted(small(rights="© B", rights_of_parts=parts))
    assert values(content, "//dc:rights") == ["© B", "The map: © A", "The notes: CC0 1.0"]
    path = "//opf:meta[@property='dcterms:license']/@refines"
    assert values(content, path) == ["#rights-2"]
    assert values(content, "//opf:link[@refines='#rights-2']/@href") == ["https://example.org/cc0"]


def test_a_holder_of_rights_is_named_only_where_one_is_known() -> None:
    holder = Contributor(name="The Heirs", role="cph", is_body=True)
    assert prop(emitted(small(contributors=(holder,))), "dcterms:rightsHolder") == ["The Heirs"]
    rights = emitted(small(rights="© 2026 Ann Lee"))
    assert prop(rights, "dcterms:rightsHolder") == []


def test_the_records_are_in_the_container_and_not_in_the_manifest() -> None:
    part = Record(title="A Text of Its Own")
    content = emitted(small(), parts=(part,), onix=b"<ONIXMessage/>")
    files = opened(content)
    linked = json.loads(files["EPUB/record.jsonld"])
    assert linked["hasPart"]["name"] == "A Text of Its Own"
    assert linked["workExample"]["accessibilityHazard"] == "none"
    assert files["EPUB/record.onix.xml"] == b"<ONIXMessage/>"
    records = "//opf:link[@rel='record']"
    assert values(content, f"{records}/@href") == ["record.jsonld", "record.onix.xml"]
    assert values(content, f"{records}/@properties") == ["onix"]
    assert not [href for href in values(content, "//opf:item/@href") if "record" in href]
    assert "EPUB/record.onix.xml" not in opened(emitted(small()))


def test_the_package_names_its_language_and_the_vocabularies_that_it_uses() -> None:
    root = etree.fromstring(opened(emitted(small(language="fr")))["EPUB/content.opf"])
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    names = re.findall(r"(\S+): \S+", str(root.get("prefix")))
    assert names == ["dcterms", "onix", "schema"]
    assert "generator" not in etree.tostring(root).decode()


@pytest.mark.parametrize(
    ("modified", "expected"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, 999, tzinfo=UTC), "2026-01-02T03:04:05Z"),
        (datetime(2026, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=5))), "2025-12-31T20:00:00Z"),
        (datetime(2026, 1, 1, 1, 0), "2026-01-01T01:00:00Z"),
    ],
)
def test_the_moment_is_in_utc(modified: datetime, expected: str) -> None:
    assert moment(modified) == expected
    assert prop(emitted(small(), modified=modified), "dcterms:modified") == [expected]


def test_the_cover_is_named_for_new_and_old_reading_systems() -> None:
    content = emitted(small())
    assert values(content, "//opf:item[@properties='cover-image']/@href") == ["images/cover.jpg"]
    assert values(content, "//opf:meta[@name='cover']/@content") == ["cover-image"]
    assert values(content, "//opf:item[@id='cover-image']/@href") == ["images/cover.jpg"]
    assert values(content, "//opf:itemref/@idref")[0] == "document.cover"


def test_a_made_cover_does_not_hide_a_picture_of_its_name() -> None:
    other = picture("cover.jpg", format="PNG", colour="#fff")
    content = emitted(replace(small(), assets=(other,)))
    files = opened(content)
    assert files["EPUB/images/cover.jpg"] == other.content
    assert files["EPUB/images/cover-2.jpg"] == COVER.content
    assert b'src="images/cover-2.jpg"' in files["EPUB/cover.xhtml"]


def test_the_authors_cover_is_in_the_book_once() -> None:
    own = picture("own.png")
    content = emitted(replace(small(), assets=(own,)), cover=own)
    assert [name for name in opened(content) if "images/" in name] == ["EPUB/images/own.png"]


def with_own_cover(*, shown: bool) -> dict[str, bytes]:
    own = BytesIO()
    Image.new("RGBA", (1600, 2560), (10, 20, 30, 128)).save(own, "PNG")
    built = imprint.build_artifacts(
        imprint.read_files(
            {
                "imprint.toml": 'title = "Small"\nlang = "en"\ncover = "own.png"\n',
                "source/1.md": "# One\n\nText. " + ("![Mine](../own.png)" if shown else ""),
                "own.png": own.getvalue(),
            }
        ),
        targets=["epub"],
    )
    assert not [finding for finding in built.findings if finding.code == "AST-008"]
    return opened(built.artifacts[0].content)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shown", "pictures"), [(False, ["cover.jpg"]), (True, ["cover.jpg", "own.png"])]
)
def test_a_cover_that_is_made_for_shops_stands_for_the_authors_own(
    shown: bool, pictures: list[str]
) -> None:
    files = with_own_cover(shown=shown)
    names = sorted(name.rpartition("/")[2] for name in files if "images/" in name)
    assert names == pictures
    assert b'src="images/cover.jpg"' in files["EPUB/cover.xhtml"]
    image = Image.open(BytesIO(files["EPUB/images/cover.jpg"]))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))


def with_ids(*ids: str, language: str = "en") -> Rendition:
    record = Record(title="Small", language=language)
    sections = [chapter(i, f"Title {i}", paragraph("Text.", id=f"{i}.1")) for i in ids]
    return rendition(publication(record, sections))


def test_manifest_ids_are_names_whatever_the_sections_are_called() -> None:
    content = emitted(with_ids("1-first", "nav", "ncx", "紅樓夢", "a+b", "a b"))
    ids = values(content, "//opf:item/@id")
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[^\W\d][\w.\-]*", name) for name in ids)
    names = [name for name in opened(content) if name.endswith(".xhtml")]
    assert all(name.isascii() for name in names)


def test_names_that_differ_in_case_alone_are_two_files() -> None:
    names = [name.lower() for name in opened(emitted(with_ids("One", "one")))]
    assert len(names) == len(set(names))


def test_books_of_right_to_left_scripts_turn_their_pages_that_way() -> None:
    files = opened(emitted(with_ids("one", language="ar")))
    assert b'page-progression-direction="rtl"' in files["EPUB/content.opf"]
    assert b'dir="rtl"' in files["EPUB/one.xhtml"]
    assert b"rtl" not in opened(emitted(with_ids("one", language="az-Latn")))["EPUB/one.xhtml"]


def test_the_default_moment_is_the_one_that_was_passed() -> None:
    assert prop(emitted(small()), "dcterms:modified") == [moment(MOMENT)]
