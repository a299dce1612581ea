"""What the formats say of people, of kinds of publications, and of what is not known."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.emitters.records.specimens import ANN, ANTHOLOGY, BOOK, ISSUE

from imprint.diagnostics import PublicationError
from imprint.emitters.records import emit_bibtex, emit_cff, emit_csl, emit_jsonld
from imprint.emitters.records.keys import citation_keys
from imprint.emitters.records.names import Name, name_of
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.record import (
    Contributor,
    Identifier,
    PartialDate,
    Product,
    Publisher,
    Record,
    Serial,
)
from imprint.values import replace


@pytest.mark.parametrize(
    ("printed", "filed", "expected"),
    [
        ("Ann Lee", "", Name(literal="Ann Lee")),
        ("Ann Lee", "Lee, Ann", Name(family="Lee", given="Ann")),
        ("Ann van Lee", "Lee, Ann van", Name(family="Lee", given="Ann van")),
        ("V. Lee", "Lee, V.", Name(family="Lee", given="V.")),
        ("M. L. King Jr.", "King, M. L., Jr.", Name(family="King", given="M. L.", suffix="Jr.")),
        ("M. L. King Jr.", "King, Jr., M. L.", Name(family="King", given="M. L.", suffix="Jr.")),
        ("John Paul II", "John Paul, II", Name(literal="John Paul II")),
        ("林書豪", "Lin, Shuhao", Name(literal="林書豪")),
        ("林書豪", "林, 書豪", Name(family="林", given="書豪")),
        ("Plato", "Plato", Name(literal="Plato")),
        ("Ann Lee", "Lee, Ann, of Kent", Name(literal="Ann Lee")),
        ("Ann Lee", ", Ann", Name(literal="Ann Lee")),
        ("  Ann \n Lee ", " Lee ,  Ann ", Name(family="Lee", given="Ann")),
    ],
)  # fmt: skip
def test_a_name_has_parts_where_they_are_known(printed: str, filed: str, expected: Name) -> None:
    assert name_of(Contributor(name=printed, sort_name=filed)) == expected


def test_a_body_has_one_name() -> None:
    body = Contributor(name="Lee and Sons", sort_name="Lee, and Sons", is_body=True)
    assert name_of(body) == Name(literal="Lee and Sons")


def test_keys_are_told_apart_and_never_empty() -> None:
    one = Record(title="The Élan", contributors=(ANN,), issued=PartialDate(2026))
    undated = replace(one, issued=None)
    assert citation_keys((one, one, undated)) == [
        "vanderlee2026elan",
        "vanderlee2026elanb",
        "vanderlee2026elanc",
    ]
    assert citation_keys((Record(),)) == ["publication"]
    assert citation_keys((Record(title="海", issued=PartialDate(2026)),)) == ["publication2026"]
    assert len(set(citation_keys([Record()] * 60))) == 60


ISBN = Identifier(scheme="isbn", value="978-3-16-148410-0", medium="print")
EDITOR = Contributor(name="Ruth Adeyemi", role="edt")


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Record(), ("Book", "book", "book", "book")),
        (Record(publication_type="Novel"), ("Book", "book", "book", "book")),
        (Record(publication_type="essay"), ("Article", "misc", "article", "article")),
        (Record(publication_type="essay", identifiers=(ISBN,)), ("Book", "book", "book", "book")),
        (
            Record(
                publication_type="essay",
                identifiers=(Identifier(scheme="doi", value="10.5555/1"),),
            ),
            ("Article", "online", "article", "article"),
        ),
        (Record(contributors=(EDITOR,)), ("Book", "collection", "book", "edited-work")),
        (Record(contributors=(EDITOR, ANN)), ("Book", "book", "book", "book")),
        (
            Record(publication_type="report", identifiers=(ISBN,)),
            ("Report", "report", "report", "report"),
        ),
        (
            Record(publication_type="essay", serial=Serial(title="The Loom")),
            ("PublicationIssue", "periodical", "periodical", "serial"),
        ),
    ],
)
def test_each_format_has_its_word_for_what_it_is(
    record: Record, expected: tuple[str, str, str, str]
) -> None:
    record = replace(record, title="Sea", publisher=Publisher(name="The House"))
    schema, bibtex, csl, cff = expected
    assert json.loads(emit_jsonld(record))["@type"] == schema
    assert emit_bibtex(record).decode().startswith(f"@{bibtex}{{")
    assert json.loads(emit_csl(record))[0]["type"] == csl
    assert f"  type: {cff}\n" in emit_cff(record).decode()


def test_nothing_is_invented() -> None:
    nothing = Record()
    assert json.loads(emit_jsonld(nothing)) == {
        "@context": "https://schema.org",
        "@type": "Book",
        "inLanguage": "en",
    }
    assert json.loads(emit_csl(nothing)) == [
        {"id": "publication", "type": "book", "language": "en"}
    ]
    assert emit_bibtex(nothing).decode() == "@book{publication,\n  language = {english},\n}\n"


def test_a_citation_file_wants_a_title_and_somebody_to_name() -> None:
    with pytest.raises(PublicationError) as stopped:
        emit_cff(Record())
    assert [finding.code for finding in stopped.value.findings] == ["CIT-001", "CIT-001"]
    assert [finding.mend for finding in stopped.value.findings] == [
        "write title",
        "write author, or publisher",
    ]


def test_a_publisher_answers_for_what_nobody_signed() -> None:
    text = emit_cff(Record(title="Sea", publisher=Publisher(name="The House"))).decode()
    assert "authors:\n- name: The House\n" in text


@pytest.mark.parametrize(
    ("medium", "binding", "form"),
    [
        ("print", "", "Paperback"),
        ("print", "sewn hard-cover", "Hardcover"),
        ("print", "perfect-bound", "Paperback"),
        ("print", "Japanese stab binding", None),
        ("hardcover", "", "Hardcover"),
        ("epub", "", "EBook"),
        ("audiobook", "", "AudiobookFormat"),
        ("braille", "", None),
    ],
)
def test_a_format_is_what_its_binding_says(medium: str, binding: str, form: str | None) -> None:
    record = Record(products=(Product(medium=medium, binding=binding),))
    product = json.loads(emit_jsonld(record))["workExample"]
    expected = form and f"https://schema.org/{form}"
    assert product.get("bookFormat") == expected


def test_every_product_is_an_example_of_the_work_once() -> None:
    products: list[dict[str, Any]] = json.loads(emit_jsonld(BOOK))["workExample"]
    assert [product["@id"] for product in products] == [
        "urn:isbn:9783161484100",
        "urn:isbn:9780306406157",
        "urn:example:web",
    ]


def test_a_number_of_a_library_is_no_address_of_the_work() -> None:
    number = Identifier(scheme="lccn", value="2001627090")
    doi = Identifier(scheme="doi", value="10.5555/1")
    both = json.loads(emit_jsonld(Record(identifiers=(number, doi))))
    assert both["@id"] == "https://doi.org/10.5555/1"
    assert [each["propertyID"] for each in both["identifier"]] == ["lccn", "doi"]
    assert "@id" not in json.loads(emit_jsonld(Record(identifiers=(number,))))


def test_a_claim_is_the_e_books() -> None:
    claims = AccessibilityClaims(features=("index", "ARIA"))
    epub, printed, _ = json.loads(emit_jsonld(BOOK, claims=claims))["workExample"]
    assert epub["accessibilityFeature"] == ["index", "ARIA"]
    assert "accessibilityFeature" not in printed


def test_pages_are_counted_for_the_books_that_have_them() -> None:
    counted = json.loads(emit_jsonld(BOOK, pages={"print": 212, "screen": 210, "web": 0}))
    examples = counted["workExample"]
    found = {each.get("encodingFormat", "print"): each.get("numberOfPages") for each in examples}
    assert found == {
        "application/epub+zip": None,
        "print": 212,
        "text/html": None,
        "application/pdf": 210,
    }
    essay = Record(title="Salt", publication_type="essay")
    assert "workExample" not in json.loads(emit_jsonld(essay, pages={"print": 4}))
    novel = json.loads(emit_jsonld(Record(title="Salt"), pages={"print": 4}))
    assert novel["workExample"]["numberOfPages"] == 4


def test_a_text_of_an_issue_is_an_article_and_one_of_a_book_a_chapter() -> None:
    part = Record(title="On Ice")
    for whole, expected in ((ISSUE, "Article"), (ANTHOLOGY, "Chapter")):
        linked = json.loads(emit_jsonld(whole, parts=(part,)))
        assert (linked["hasPart"]["@type"], linked["hasPart"]["name"]) == (expected, "On Ice")


@pytest.mark.parametrize("field", ["bibtex", "csl"])
def test_the_imprint_is_the_name_that_is_cited(field: str) -> None:
    made = {"bibtex": emit_bibtex, "csl": emit_csl}[field](BOOK).decode()
    assert "Loom, Books" in made
    assert "Harbour" not in made
