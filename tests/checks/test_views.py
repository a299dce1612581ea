"""Every view of a record that has everything agrees with it, and with the others."""

from __future__ import annotations

import pytest
from tests.emitters.epub.specimens import FULL_RECORD, emitted, small
from tests.emitters.pdf.test_description import MOMENT, packed
from tests.emitters.records.specimens import ANTHOLOGY, ARTICLES, BOOK, ESSAY, ISSUE, REPORT

from imprint.checks.agreement import Finished, check_agreement, check_each_other
from imprint.emitters.records import emit_csl, emit_jsonld
from imprint.model.record import (
    Contributor,
    Identifier,
    Licence,
    Price,
    Product,
    Record,
    RightsStatement,
    Serial,
)
from imprint.values import replace

MANY = replace(
    BOOK,
    contributors=(
        *BOOK.contributors,
        Contributor(name="Lu Wen", role="ive"),
        Contributor(name="Eva Roth", role="edc"),
        Contributor(name="Eva Roth", role="com"),
    ),
    identifiers=(
        *BOOK.identifiers,
        Identifier(scheme="isbn", value="978-1-4028-9462-6", medium="kindle"),
        Identifier(scheme="isbn", value="978-0-596-52068-7", medium="paperback"),
        Identifier(scheme="isbn", value="978-1-86197-271-2", medium="screen"),
        Identifier(scheme="isbn", value="978-0-8044-2957-3", medium="hardcover"),
    ),
    products=(
        *BOOK.products[:1],
        replace(BOOK.products[1], prices=(Price(amount="30", currency="EUR"),)),
        Product(medium="kindle", prices=(Price(amount="8", currency="EUR"),)),
        Product(medium="paperback", prices=(Price(amount="20", currency="EUR"),)),
    ),
)
PARTS = replace(
    ESSAY,
    rights="",
    rights_of_parts=(
        RightsStatement(part="The map", text="© A"),
        RightsStatement(
            part="The notes",
            licence=Licence(spdx="CC0-1.0", name="CC0 1.0", url="https://example.org/cc0"),
        ),
    ),
)
RECORDS = {
    "full": FULL_RECORD,
    "book": BOOK,
    "many": MANY,
    "parts": PARTS,
    "essay": ESSAY,
    "issue": ISSUE,
    "anthology": ANTHOLOGY,
    "report": REPORT,
    "serial": replace(BOOK, series=None, serial=Serial(title="The Loom", volume="1", number="2")),
}


def views(record: Record) -> list[Finished]:
    made = replace(small(), record=record)
    own = [i for i in record.identifiers if i.medium in ("epub", "") and i.scheme != "issn"]
    if own:
        made = replace(made, identifier=own[0])
    return [
        Finished("sea.epub", "epub", emitted(made, modified=MOMENT, parts=ARTICLES)),
        Finished("sea.jsonld", "jsonld", emit_jsonld(record, parts=ARTICLES)),
        Finished("sea.csl.json", "csl-json", emit_csl(record, parts=ARTICLES)),
        *(
            Finished(f"sea-{target}.pdf", target, packed(record, target))
            for target in ("print", "screen", "archive")
        ),
    ]


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_every_view_agrees_with_its_record(record: Record) -> None:
    files = views(record)
    assert [str(finding) for finding in check_agreement(record, files, slug="sea")] == []
    assert [str(finding) for finding in check_each_other(files)] == []


def test_what_was_changed_since_is_found_in_every_view() -> None:
    files = views(BOOK)
    changed = replace(BOOK, title="Another Title", issued=None)
    found = [finding.what for finding in check_agreement(changed, files)]
    for file in files:
        assert any("title" in what and file.name in what for what in found), file.name


@pytest.mark.parametrize(
    ("medium", "binding"), [("print", ""), ("print", "Hardcover"), ("screen", "")]
)
def test_pages_are_counted_in_the_file_and_told_on_the_web(medium: str, binding: str) -> None:
    product = Product(medium=medium, binding=binding)
    book = replace(BOOK, products=(product,), identifiers=BOOK.identifiers[:3])
    pdf = Finished(f"sea-{medium}.pdf", medium, packed(book, medium))
    for count, codes in ((1, []), (17, ["AGR-004"])):
        told = Finished("sea.jsonld", "jsonld", emit_jsonld(book, pages={medium: count}))
        findings = check_agreement(book, [pdf, told], slug="sea")
        assert [finding.code for finding in findings] == codes, [f.what for f in findings]
    assert "says 17 pages; " in findings[0].what


def test_rights_of_parts_are_facts_too() -> None:
    changed = replace(PARTS, rights_of_parts=(RightsStatement(part="The map", text="© B"),))
    (finding,) = check_agreement(changed, views(PARTS)[:1])
    assert finding.code == "AGR-001"
    assert "The map: © A" in finding.what
