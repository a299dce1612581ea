"""Texts become dates (ISO 8601-1:2019; https://www.w3.org/TR/NOTE-datetime)."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime

from imprint.model.record import PartialDate
from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.wording import shown

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TIME = re.compile(r"[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:[Zz]|[+-][0-9:]+)?")
_MONTHS = [name.lower() for name in calendar.month_name]
_USUAL = "write the year first, such as 2026-11-23; 2026-11 or 2026 will do"


def parse_date(text: str) -> PartialDate:
    """A date to the year, the month or the day; of a date and time, the date. Raises Wrong."""
    time = _TIME.search(text)
    if time and time.end() == len(text) and _DATE.fullmatch(text[: time.start()]):
        text = text[: time.start()]
    found = _DATE.fullmatch(text)
    if not found:
        raise _wrong(f"{shown(text)} is not an ISO 8601 date", _suggest(text))
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if year == 0:
        raise _wrong(f"there is no year 0: {text}", _USUAL)
    if found[2] and not 1 <= month <= 12:
        raise _wrong(f"there is no month {found[2]}: {text}", "write a month from 01 to 12")
    if found[3]:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise _wrong(
                f"{calendar.month_name[month]} {year} has {last} days: {text}",
                f"write a day from 01 to {last}",
            )
    return PartialDate(year, month, day)


def parse_moment(text: str) -> datetime:
    """A date, or a date and time, in UTC; one without a zone is taken for UTC. Raises Wrong."""
    usual = "write it as 2026-11-23, or 2026-11-23T10:30:00Z"
    time = _TIME.search(text)
    day = text[: time.start()] if time and time.end() == len(text) else text
    known = parse_date(day)
    if not known.day:
        raise _wrong(f"{shown(text)} has no day", usual)
    if day == text:
        return datetime(known.year, known.month, known.day, tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[Zz+-])", "", text).upper())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _wrong(f"there is no such time: {shown(text)}", usual) from None


def _wrong(what: str, mend: str) -> Wrong:
    return Wrong("REC-002", what, mend)


def _suggest(text: str) -> str:
    """How to write a date that was written in another way."""
    readings: list[tuple[int, int, int]] = []
    if found := re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})", text):
        readings = [
            (int(found[3]), int(found[2]), int(found[1])),
            (int(found[3]), int(found[1]), int(found[2])),
        ]
    elif found := (
        re.fullmatch(r"(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})", text)
        or re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    ):
        readings = [(int(found[1]), int(found[2]), int(found[3]))]
    elif months := [at for at, name in enumerate(_MONTHS) if at and name in text.lower()]:
        year, day = re.search(r"\d{4}", text), re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
        if year and day:
            readings = [(int(year[0]), months[0], int(day[0]))]
        elif year:
            return f"write {year[0]}-{months[0]:02d}"
    possible = []
    for year_, month, day_ in readings:
        try:
            possible.append(str(date(year_, month, day_)))
        except ValueError:
            continue
    possible = list(dict.fromkeys(possible))
    return "write " + " or ".join(possible) if possible else _USUAL
