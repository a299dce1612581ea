"""What stands beside names and titles: numbers of people, codes, ISSNs, records for citing."""

from __future__ import annotations

import pytest
from tests.checks.test_views import RECORDS, views
from tests.emitters.onix.specimens import SENT
from tests.emitters.records.specimens import ANTHOLOGY, ARTICLES, BOOK, ESSAY, ISSUE

from imprint.checks.agreement import Finished, check_agreement, check_each_other
from imprint.emitters.onix import emit_onix
from imprint.emitters.records import emit_bibtex, emit_cff, emit_jsonld
from imprint.model.product import ProductFacts
from imprint.model.record import (
    Contributor,
    Identifier,
    PartialDate,
    Price,
    Product,
    Publisher,
    Record,
)
from imprint.values import replace

WRITERS = (
    Contributor(name="Nia Okoro", role="win"),
    Contributor(name="Ann van der Lee", role="waw"),
    Contributor(name="Lu Wen", role="edc"),
    Contributor(name="Eva Roth", role="etr"),
)
MANY_ROLES = replace(BOOK, contributors=(*WRITERS, *BOOK.contributors))
PRODUCTS = (ProductFacts(medium="epub", slug="it"), ProductFacts(medium="print", slug="it"))


def message(record: Record) -> Finished:
    sent = emit_onix(record, PRODUCTS, release="3.1", sent=SENT)
    return Finished("it.onix.xml", "onix", sent)


def citing(record: Record, parts: tuple[Record, ...] = ()) -> list[Finished]:
    return [
        Finished("it.bib", "bibtex", emit_bibtex(record, parts=parts)),
        Finished("CITATION.cff", "cff", emit_cff(record)),
    ]


def test_people_with_roles_that_share_a_code_of_the_trade_agree() -> None:
    files = [message(MANY_ROLES), *citing(MANY_ROLES)]
    assert [str(f) for f in check_agreement(MANY_ROLES, files)] == []
    assert [str(f) for f in check_each_other(files)] == []
    other = replace(WRITERS[1], name="Another")
    without = replace(MANY_ROLES, contributors=(other, *WRITERS[2:], *BOOK.contributors))
    found = [f.what for f in check_agreement(without, [message(MANY_ROLES)])]
    assert any("Nia Okoro" in what for what in found), "the writer of the introduction is alien"


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_records_for_citing_agree(record: Record) -> None:
    parts = ARTICLES if record in (ISSUE, ANTHOLOGY) else ()
    assert [str(f) for f in check_agreement(record, citing(record, parts))] == []
    assert [str(f) for f in check_each_other([*views(record), *citing(record, parts)])] == []


DAMAGES = {
    "title in BibTeX": ("it.bib", r"Mills \&", r"Hills \&", "title"),
    "author in BibTeX": ("it.bib", "van der Lee, Ann", "van den Lee, Ann", "authors"),
    "date in BibTeX": ("it.bib", "2026-11-24", "2025-11-24", "date"),
    "ISBN in BibTeX": ("it.bib", "978-3-16-148410-0", "978-1-4028-9462-6", "ISBN"),
    "publisher in BibTeX": ("it.bib", "publisher = {{Loom", "publisher = {{Boom", "publisher"),
    "title in CFF": ("CITATION.cff", "The Mills & the Sea", "The Mill & the Sea", "title"),
    "date in CFF": ("CITATION.cff", "date-released: '2026", "date-released: '2025", "date"),
    "author in CFF": ("CITATION.cff", "family-names: Holt", "family-names: Bolt", "people"),
    "code of a subject in ONIX": ("it.onix.xml", ">KCF<", ">KCG<", "codes of subjects"),
    "ISSN in ONIX": ("it.onix.xml", ">20493630<", ">20493631<", "ISSN"),
    "imprint in ONIX": ("it.onix.xml", ">Loom, Books<", ">Boom, Books<", "imprint"),
    "place in ONIX": ("it.onix.xml", ">Leipzig<", ">Dresden<", "place"),
    "country in ONIX": ("it.onix.xml", ">DE<", ">AT<", "country"),
    "filing name in ONIX": ("it.onix.xml", ">Hale, Owen<", ">Owen, Hale<", "to file"),
    "ISBN in JSON-LD": ("it.jsonld", "9780306406157", "9781402894626", "ISBN"),
    "code of a subject in JSON-LD": ("it.jsonld", '"KCF"', '"KCG"', "codes of subjects"),
    "a keyword in JSON-LD": ("it.jsonld", '"India"', '"Indies"', "subjects"),
    "series in JSON-LD": ("it.jsonld", '"Reports"', '"Report"', "series"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_changed_detail_is_found_and_named(name: str) -> None:
    file, old, new, what = DAMAGES[name]
    files = {
        f.name: f
        for f in (*citing(BOOK), message(BOOK), Finished("it.jsonld", "jsonld", emit_jsonld(BOOK)))
    }
    content = files[file].content.decode()
    assert old in content
    changed = replace(files[file], content=content.replace(old, new).encode())
    found = [f.what for f in check_agreement(BOOK, [changed])]
    assert any(what in each and file in each for each in found), found


def test_a_format_with_a_date_of_its_own_states_it() -> None:
    own = Product(medium="epub", issued=PartialDate(2027, 1, 2))
    record = replace(BOOK, products=(own,))
    assert [str(f) for f in check_agreement(record, views(record))] == []
    found = [f.what for f in check_agreement(record, views(BOOK)[:1])]
    assert any("2026-11-24" in what and "2027-01-02" in what for what in found)


def test_an_isbn_of_the_whole_is_that_of_each_file() -> None:
    """As pandoc's metadata has it: one ISBN, and no word of a format."""
    isbn = Identifier(scheme="isbn", value="978-3-16-148410-0")
    record = replace(ESSAY, identifiers=(isbn,))
    assert [str(f) for f in check_agreement(record, views(record))] == []
    other = replace(isbn, value="978-0-306-40615-7")
    found = check_agreement(replace(record, identifiers=(other,)), views(record)[:1])
    assert any("9783161484100" in f.what for f in found)


def test_what_is_no_record_does_not_agree_with_anything() -> None:
    for name, content in (
        ("a.jsonld", b"{}"), ("a.json", b'[{"issued": {"date-parts": [["x"]]}, "DOI": null}]'),
        ("a.bib", b"none"), ("a.cff", b"- 1"), ("a.cff", b"a: [b"), ("a.odt", b"PK"),
    ):  # fmt: skip
        found = check_each_other([Finished(name, "", content)])
        if name != "a.json":
            assert [f.code for f in found] == ["AGR-007"], name


def test_a_message_of_several_products_agrees_with_itself() -> None:
    record = replace(
        BOOK,
        publisher=Publisher(name="Harbour Press"),
        products=(
            Product(medium="epub", prices=(Price(amount="1.50", currency="EUR"),)),
            Product(medium="print", issued=PartialDate(2027, 5)),
        ),
    )
    assert check_each_other([message(record)]) == ()
