"""A record's facts, each right by itself, become findings where they cannot all be true."""

from __future__ import annotations

from imprint.diagnostics import Findings, Place
from imprint.model.record import PartialDate, Record


def check_agreement(record: Record, *, findings: Findings) -> None:
    """REC-005 one ISBN for two formats · REC-010 languages · REC-011 the order of dates."""
    _check_isbns(record, findings)
    _check_languages(record, findings)
    _check_dates(record, findings)


def _check_isbns(record: Record, findings: Findings) -> None:
    media: dict[str, str] = {}
    for identifier in record.identifiers:
        if identifier.scheme != "isbn" or not identifier.medium:
            continue
        first = media.setdefault(identifier.value, identifier.medium)
        if first != identifier.medium:
            findings.add(
                "REC-005",
                f"{first} and {identifier.medium} have one ISBN: {identifier.value}",
                mend="give each format its own ISBN, or leave out the one that was copied",
                where=identifier.place,
            )


def _check_languages(record: Record, findings: Findings) -> None:
    language = record.original.language
    if language and language == record.language and record.by_role("trl"):
        findings.add(
            "REC-010",
            f"the publication has a translator, and its language is the original's: {language}",
            mend="correct lang or original.lang",
            where=record.places.get("original.lang", Place()),
        )


def _check_dates(record: Record, findings: Findings) -> None:
    original = record.original
    pairs = (
        (original.issued, record.issued, "the original's date", "the publication's", "date"),
        (original.issued, original.accessed, "the original's date", "the visit's", "date"),
    )
    for earlier, later, what, than, key in pairs:
        if earlier and later and _is_after(earlier, later):
            findings.add(
                "REC-011",
                f"{what} is after {than}: {earlier} and {later}",
                mend="correct one of the two",
                where=record.places.get(f"original.{key}", Place()),
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
