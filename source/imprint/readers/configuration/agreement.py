"""A record's facts, each right by itself, become findings where they cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imprint.diagnostics import Findings, Place
from imprint.model.record import PartialDate, Record

# Where the words for an edition name the impression as well.
_IMPRESSIONS = (
    r"\b(?P<n>[0-9]{1,4})(?:st|nd|rd|th)?\s+(?:printing|impression)\b",
    r"(?:printing|impression)\s+(?P<n>[0-9]{1,3})\b",
    r"\b(?P<w>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+"
    r"(?:printing|impression)\b",
    r"第\s*(?P<n>[0-9]{1,4})\s*(?:刷|次印刷)",
    r"\b(?P<n>[0-9]{1,4})\.\s*Druck\b",
    r"\b(?P<n>[0-9]{1,4})(?:e|er|ère|ème)\s+(?:tirage|impression)\b",
    r"\b(?P<n>[0-9]{1,4})\.?[ªa]\s+impresión\b",
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_Pair = tuple[PartialDate | None, PartialDate | None, str, str, str]


def check_agreement(record: Record, *, findings: Findings) -> None:
    """What cannot all be true.

    REC-005 one ISBN for two formats · REC-010 languages, impressions, territories · REC-011 the
    order of dates · TRD-003 free with a price · TRD-004 two prices in one country.
    """
    _check_isbns(record, findings)
    _check_languages(record, findings)
    _check_dates(record, findings)
    _check_impression(record, findings)
    _check_prices(record, findings)
    _check_territories(record, findings)


def _check_isbns(record: Record, findings: Findings) -> None:
    media: dict[str, str] = {}
    for identifier in record.identifiers:
        if identifier.scheme != "isbn":
            continue
        first = media.setdefault(identifier.value, identifier.medium)
        if first == identifier.medium:
            continue
        if first and identifier.medium:
            what = f"{first} and {identifier.medium} have one ISBN: {identifier.value}"
            mend = "give each format its own ISBN, or leave out the one that was copied"
        else:
            medium = first or identifier.medium
            what = f"the whole publication and {medium} have one ISBN: {identifier.value}"
            mend = "leave it out of identifier: every format would be sold under it"
        findings.add("REC-005", what, mend=mend, where=identifier.place)


def _check_languages(record: Record, findings: Findings) -> None:
    if not record.by_role("trl"):
        return
    via = record.original.via
    for language, key in (
        (record.original.language, "original.lang"),
        (via.language if via else "", "original.via.lang"),
    ):
        if language and language == record.language:
            findings.add(
                "REC-010",
                f"the publication has a translator, and its language is the original's: {language}",
                mend=f"correct lang or {key}",
                where=record.places.get(key, Place()),
            )


def _check_dates(record: Record, findings: Findings) -> None:
    for earlier, later, what, than, key in _orders(record):
        if earlier and later and _is_after(earlier, later):
            findings.add(
                "REC-011",
                f"{what} is after {than}: {earlier} and {later}",
                mend="correct one of the two",
                where=record.places.get(key, Place()),
            )


def _orders(record: Record) -> Iterator[_Pair]:
    """Two dates of which the first cannot be the later one, their names, and the key to look at."""
    original, printing = record.original, record.printing
    first, issued = original.issued, record.issued
    mine = "the original's date"
    yield first, issued, mine, "the publication's", "original.date"
    yield first, original.accessed, mine, "the visit's", "original.date"
    yield first, printing.date, mine, "the printing's", "printing.date"
    last = _day_of_last_change(record)
    yield original.accessed, last, "the visit's date", "the publication's", "original.accessed"
    if original.via:
        between = "the date of the version in between"
        yield first, original.via.issued, mine, between, "original.via.date"
        yield original.via.issued, issued, between, "the publication's", "original.via.date"
    for product in record.products:
        key = f"formats.{product.medium}.date"
        yield first, product.issued, mine, f"that of {product.medium}", key
    if printing.impression == 1:
        printed = record.product("print")
        out = (printed and printed.issued) or issued
        yield printing.date, out, "the date of the first printing", "the book's", "printing.date"


def _day_of_last_change(record: Record) -> PartialDate | None:
    """When the text was last looked over; what is said of the web may be as young as that."""
    changed, issued = record.modified, record.issued
    day = PartialDate(changed.year, changed.month, changed.day) if changed else None
    return day if day and (issued is None or _is_after(day, issued)) else issued


def _check_impression(record: Record, findings: Findings) -> None:
    named, stated = _named_impression(record.edition), record.printing.impression
    if named and stated and named != stated:
        findings.add(
            "REC-010",
            f"the edition names impression {named}, and printing.impression is {stated}",
            mend="leave the impression out of the words for the edition",
            where=record.places.get("printing.impression", Place()),
        )


def _named_impression(edition: str) -> int:
    """The impression that the words for an edition name, or 0."""
    for pattern in _IMPRESSIONS:
        found = re.search(pattern, edition, re.IGNORECASE)
        if found:
            groups = found.groupdict()
            word = groups.get("w")
            return _ORDINALS.index(word.lower()) + 1 if word else int(groups["n"])
    return 0


def _check_prices(record: Record, findings: Findings) -> None:
    for product in record.products:
        where = record.places.get(f"formats.{product.medium}.price", product.place)
        if product.is_free and product.prices:
            findings.add(
                "TRD-003",
                f"{product.medium} is free, and has a price: {product.prices[0].amount} "
                f"{product.prices[0].currency}",
                mend="keep free or price",
                where=where,
            )
        seen: set[tuple[str, str, bool]] = set()
        for price in product.prices:
            for country in price.countries or ("",):
                fact = (country, price.currency, price.taxed)
                if fact in seen:
                    scope = country or "every country"
                    findings.add(
                        "TRD-004",
                        f"{product.medium} has two prices in {price.currency} for {scope}",
                        mend="keep one of the two, or say with countries where each holds",
                        where=where,
                    )
                seen.add(fact)


def _check_territories(record: Record, findings: Findings) -> None:
    """A price holds where the house may sell; one without countries holds there as well."""
    rights = record.sales_rights
    for product in record.products if rights else ():
        lands = {country for price in product.prices for country in price.countries}
        beyond = sorted(land for land in lands if not (rights and rights.cover(land)))
        if beyond:
            findings.add(
                "REC-010",
                f"{product.medium} has a price for {', '.join(beyond)}, "
                "where sales-rights do not allow it to be sold",
                mend="correct sales-rights, or the price",
                where=record.places.get(f"formats.{product.medium}.price", product.place),
            )


def _is_after(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date is after another for certain, as far as both are known."""
    return any(
        mine > theirs
        for mine, theirs, before in (
            (one.year, other.year, True),
            (one.month, other.month, one.year == other.year),
            (one.day, other.day, one.year == other.year and one.month == other.month),
        )
        if before and mine and theirs
    )
