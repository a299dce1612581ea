"""Words and figures become a calendar date, or none where they could be two."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache

from imprint.model.record import PartialDate
from imprint.readers.article import vocabulary

_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)"
_NUMERIC = (
    rf"{_YEAR}-(?P<month>[01]?\d)(?:-{_DAY})?(?![\d-])",
    rf"{_YEAR}[./](?P<month>[01]?\d)[./]{_DAY}(?!\d)",
    rf"{_YEAR}\s?年\s?(?P<month>[01]?\d)\s?月(?:\s?{_DAY}\s?[日号號])?",
    rf"{_YEAR}\s?年",
    rf"(?<!\d){_DAY}\.\s?(?P<month>[01]?\d)\.\s?{_YEAR}",
)
_SLASHED = re.compile(r"(?<!\d)(\d\d?)[/-](\d\d?)[/-](1[4-9]\d\d|20\d\d)(?!\d)")
_BARE_YEAR = re.compile(rf"(?<![\d/.-]){_YEAR}(?![\d/-]|\.\d)")
_AROUND = re.compile(
    r"[\s(,]*(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|星期.|周.)?[\s,]*"
    r"(?:on|le|am|el|den|vom)?\s*$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^[\s,]*(?:(?:at|um|à|a las|-)\s+)?"
    r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?uhr| [A-Z]{2,4})?)?[\s,).]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text, between two offsets; ``date`` is None where it could be two."""

    date: PartialDate | None
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, vocabulary.months()), key=len, reverse=True))
    month = rf"(?P<name>{names})\b\.?"
    spelled = (
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|ᵉʳ|º|\.)?\s+(?:of\s+|de\s+)?{month},?(?:\s+(?:de|del|of))?\s+{_YEAR}(?!\d)",
        rf"\b{month}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        rf"\b{month},?(?:\s+(?:de|del|of))?\s+{_YEAR}(?!\d)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*spelled, *_NUMERIC))


def find_date(text: str, *, years: bool = False) -> Dated | None:
    """The first date in a text, to the month at least; a year alone only with ``years``."""
    if not any(character.isdigit() for character in text):
        return None
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if (date := _date(match)) is not None:
                return Dated(date, match.start(), match.end())
    if slashed := _SLASHED.search(text):
        return Dated(_slashed(slashed), slashed.start(), slashed.end())
    if years and (year := _BARE_YEAR.search(text)):
        return Dated(PartialDate(int(year["year"])), year.start(), year.end())
    return None


def whole_date(text: str) -> Dated | None:
    """The date that a text is, with no more than a weekday or a time of day beside it."""
    if len(text) > 60:
        return None
    found = find_date(text, years=True)
    if found is None or not _AROUND.match(text[: found.start]):
        return None
    return found if _TIME.match(text[found.end :]) else None


def _date(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    name = parts.get("name")
    month = vocabulary.months()[name.casefold()] if name else int(parts.get("month") or 0)
    return _checked(year, month, int(parts.get("day") or 0))


def _checked(year: int, month: int, day: int) -> PartialDate | None:
    if month > 12 or (day and not month):
        return None
    if day and day > calendar.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def _slashed(match: re.Match[str]) -> PartialDate | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first == second or second > 12:
        return _checked(year, first, second)
    return _checked(year, second, first) if first > 12 else None
