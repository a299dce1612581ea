"""Finished EPUBs: what bars readers from them, and what shops want."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tests.checks import test_shops as shops
from tests.checks.accessibility import test_pdf as pdfs
from tests.checks.accessibility import test_sabotage as sabotage
from tests.checks.accessibility.specimens import book
from tests.specimens.specimen import Found, Specimen

from imprint.build.reading import check_epubs
from imprint.checks.accessibility import check_accessibility
from imprint.checks.accessibility.pdf import check_pdf_for_readers
from imprint.checks.agreement import Finished
from imprint.checks.shops import check_shops
from imprint.diagnostics import Finding
from imprint.model.shop import Shop


def first(spoilt: Sequence[Any]) -> dict[str, Any]:
    """The first specimen of each code."""
    return {code: rest for code, *rest in reversed(spoilt)}


@cache
def _good() -> tuple[Finding, ...]:
    return check_accessibility(book(), name="book.epub")


def read(changes: Mapping[str, Any]) -> Found:
    return lambda _: check_accessibility(book(changes), name="book.epub")


def heard(*changes: pdfs.Change) -> Found:
    return lambda _: check_pdf_for_readers(pdfs._made(*changes), name="a.pdf")


def sold(shop: Shop, changes: Mapping[str, Any] = {}, *, priced: bool = True) -> Found:
    return lambda _: check_shops(book(changes), [shop], name="book.epub", priced=priced)


def offered(changes: Mapping[str, Any] = {}) -> Found:
    return lambda _: check_epubs([Finished("book.epub", "", book(changes))], [])


def as_it_is(shop: Shop) -> Shop:
    """The shop by its own rules, where a specimen made them narrower."""
    return next(each for each in shops.EVERY if each.name == shop.name)


SPECIMENS = {
    **{
        code: Specimen(read(changes), lambda _: _good())
        for code, (changes,) in first(sabotage.SPOILT).items()
    },
    **{
        code: Specimen(sold(shop, changes), sold(as_it_is(shop)))
        for code, (shop, changes) in first(shops.SPOILT).items()
    },
    **{code: Specimen(heard(*changes), heard()) for code, (changes,) in first(pdfs.SPOILT).items()},
    "SHP-023": Specimen(sold(shops.KINDLE, priced=False), sold(shops.KINDLE)),
    "SHP-026": Specimen(offered({"book.opf": (shops.NO_COVER, "")}), offered()),
}
