"""What shops will miss is said before they miss it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.emitters.onix.specimens import CLAIMS, SENT

from imprint.diagnostics import Finding, Place
from imprint.emitters.onix import trade_findings
from imprint.model.product import ProductFacts
from imprint.model.record import (
    Availability,
    Contributor,
    Identifier,
    Original,
    PartialDate,
    Price,
    Product,
    Publisher,
    Record,
    SalesRights,
    Subject,
)
from imprint.values import replace

PLACE = Place("imprint.toml", 12, "formats.print")
WANTED = Record(
    title="Whole",
    contributors=(Contributor(name="Ann Writer"),),
    publisher=Publisher(name="The Example Press", country="GB"),
    issued=PartialDate(2026),
    description="All about it.",
    subjects=(Subject(text="Fiction", authority="thema", term="FBA"),),
    identifiers=(Identifier(scheme="isbn", value="978-3-16-148410-0", medium="print"),),
    sales_rights=SalesRights(countries=("GB", "IE")),
    products=(
        Product(medium="epub", is_free=True),
        Product(medium="print", prices=(Price(amount="9", currency="EUR"),), place=PLACE),
    ),
)
BUILT = (ProductFacts(medium="epub", accessibility=CLAIMS), ProductFacts(medium="print", pages=48))


def found(record: Record, products: Sequence[ProductFacts] = BUILT) -> list[Finding]:
    return list(trade_findings(record, products, sent=SENT))


def test_nothing_is_missed_in_a_whole_record() -> None:
    assert found(WANTED) == []


@pytest.mark.parametrize(
    ("told", "code", "what"),
    [
        ({"publisher": None}, "ONX-003", "publisher"),
        ({"publisher": Publisher(name="P")}, "ONX-003", "country"),
        ({"contributors": ()}, "ONX-003", "nobody"),
        ({"subjects": ()}, "ONX-003", "subject"),
        ({"description": ""}, "ONX-003", "description"),
        ({"issued": None}, "ONX-003", "date"),
        ({"sales_rights": None}, "ONX-003", "sell"),
        ({"sales_rights": SalesRights(countries=("XX",))}, "ONX-004", "XX"),
        ({"identifiers": ()}, "ONX-002", "ISBN"),
        ({"products": WANTED.products[:1]}, "ONX-003", "price"),
        ({"language": "ami"}, "ONX-004", "ami"),
        ({"original": Original(language="ami")}, "ONX-004", "ami"),
        ({"publisher": replace(WANTED.publisher, email="a b@c")}, "ONX-004", "address"),
    ],
)
def test_what_is_missing_is_found(told: dict[str, object], code: str, what: str) -> None:
    findings = found(replace(WANTED, **told))  # type: ignore[arg-type]
    assert [finding.code for finding in findings] == [code]
    assert what in findings[0].what


def test_a_sold_product_without_an_isbn_is_found_where_it_is() -> None:
    (finding,) = found(replace(WANTED, identifiers=()))
    assert finding.where == PLACE
    assert finding.mend == "write formats.print.isbn"


def test_a_price_that_cannot_be_sent_is_found() -> None:
    price = Price(amount="nine", currency="EUR")
    products = (WANTED.products[0], replace(WANTED.products[1], prices=(price,)))
    (finding,) = found(replace(WANTED, products=products))
    assert (finding.code, finding.where) == ("ONX-004", PLACE)
    assert "nine EUR" in finding.what


def test_no_price_is_wanted_of_what_is_gone() -> None:
    gone = Product(medium="print", availability=Availability.OUT_OF_PRINT)
    assert found(replace(WANTED, products=(WANTED.products[0], gone))) == []


def test_what_is_not_built_is_advised() -> None:
    bare = (ProductFacts(medium="epub"), ProductFacts(medium="print"))
    assert [finding.code for finding in found(WANTED, bare)] == ["ONX-005", "ONX-005"]


def test_a_format_without_a_word_is_found() -> None:
    record = replace(WANTED, products=(*WANTED.products, Product(medium="scroll", is_free=True)))
    (finding,) = found(record, (*BUILT, ProductFacts(medium="scroll")))
    assert finding.code == "ONX-004"
    assert "scroll" in finding.what


def test_one_identifier_for_two_formats_is_an_error() -> None:
    isbn = WANTED.identifiers[0]
    record = replace(WANTED, identifiers=(isbn, replace(isbn, medium="epub")))
    (finding,) = found(record)
    assert finding.code == "ONX-001"
    assert isbn.value in finding.what
