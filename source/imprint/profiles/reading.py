"""The text of a profile's TOML file becomes a Profile: every key is known, every figure checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Any, TypeVar

from imprint.model.profile import Colour, CoverRules, OutputIntent, Paper, Profile, Standard
from imprint.values import names_of

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
Reader = Callable[[object], Any]

EDGES = frozenset({"top", "bottom", "outside", "inside"})
FURNITURE = frozenset({"links", "outline", "labels", "marks", "metadata"})

# Points in a unit (CSS Values and Units 4, "Absolute lengths").
_POINTS = {"in": 72.0, "mm": 72 / 25.4, "pt": 1.0}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(in|mm|pt)")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")


def read_profile(name: str, text: str) -> Profile:
    """The profile that a file holds; raises ValueError, which names the key and how to mend it."""
    try:
        facts = _table(_READERS)(tomllib.loads(text))
        missing = [key for key in _REQUIRED if key not in facts]
        if missing:
            raise ValueError(f"{missing[0]} is missing; write it")
    except ValueError as error:
        raise ValueError(f"profile {name}: {error}") from error
    return Profile(name=name, **facts)


def points(value: object) -> float:
    """A length such as ``0.125in``, ``3mm`` or ``9pt``, in points to a hundred-thousandth."""
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError(f'{value!r} is no length; write one with its unit, as "0.125in" or "3mm"')
    return round(float(found[1]) * _POINTS[found[2]], 5)


def _table(readers: Mapping[str, Reader]) -> Callable[[object], dict[str, Any]]:
    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValueError(f"{value!r} is no table; write one with {', '.join(readers)}")
        facts = {}
        for key, entry in value.items():
            if key not in readers:
                raise ValueError(f"{key} is no key; the keys are {', '.join(readers)}")
            try:
                facts[key] = readers[key](entry)
            except ValueError as error:
                raise ValueError(f"{key}: {error}") from error
        return facts

    return read


def _list(reader: Callable[[object], T]) -> Callable[[object], tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise ValueError(f"{value!r} is no list; put it between square brackets")
        return tuple(reader(item) for item in value)

    return read


def _whole(reader: Callable[..., T], readers: Mapping[str, Reader]) -> Callable[[object], T]:
    """A table all of whose keys must be there, or have a default in the type that it becomes."""
    read_table = _table(readers)

    def read(value: object) -> T:
        facts = read_table(value)
        try:
            return reader(**facts)
        except TypeError as error:
            raise ValueError(f"a key is missing; the keys are {', '.join(readers)}") from error

    return read


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text; write some, in quotation marks")
    return value


def _address(value: object) -> str:
    text = _text(value)
    if not text.startswith("https://"):
        raise ValueError(f"{text!r} is no address; it begins with https://")
    return text


def _day(value: object) -> str:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f'{value!r} is no day or month; write "2026-08-31" or "2026-08"')
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is no number of things; write a whole number, as 24")
    return value


def _amount(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{value!r} is no amount; write a number, as 240")
    return float(value)


def _answer(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is no answer; write true or false")
    return value


def _choice(choices: type[E]) -> Callable[[object], E]:
    def read(value: object) -> E:
        for choice in choices:
            if choice.value == value:
                return choice
        names = ", ".join(repr(choice.value) for choice in choices)
        raise ValueError(f"{value!r} is no {choices.__name__.lower()}; write one of {names}")

    return read


def _some_of(known: Collection[str]) -> Callable[[object], frozenset[str]]:
    def read(value: object) -> frozenset[str]:
        names = _list(_text)(value)
        for name in names:
            if name not in known:
                raise ValueError(f"{name!r} is unknown; write some of {', '.join(sorted(known))}")
        return frozenset(names)

    return read


def _size(value: object) -> tuple[float, float]:
    width, by, height = _text(value).partition(" x ")
    if not by:
        raise ValueError(f'{value!r} is no size; write width and height, as "6in x 9in"')
    return points(width), points(height)


def _range(
    least: tuple[float, float], most: tuple[float, float]
) -> tuple[tuple[float, float], ...]:
    return least, most


def _band(pages: int, margin: float) -> tuple[int, float]:
    return pages, margin


def _bands(value: object) -> tuple[tuple[int, float], ...]:
    bands = _list(_whole(_band, {"pages": _count, "margin": points}))(value)
    if list(bands) != sorted(bands):
        raise ValueError("write the margins of shorter books before those of longer ones")
    return bands


_PAPER: dict[str, Reader] = {"name": _text, "thickness": points, "pages_most": _count}
_INTENT: dict[str, Reader] = {"identifier": _text, "condition": _text, "registry": _text}
_COVER: dict[str, Reader] = {
    "bleed": points,
    "safe": points,
    "spine_pages": _count,
    "fold_safe": points,
    "barcode": _size,
    "barcode_safe": points,
    "colour": _choice(Colour),
    "spine_from": _text,
}
_READERS: dict[str, Reader] = {
    "title": _text,
    "verified_on": _day,
    "sources": _list(_address),
    "trims": _list(_size),
    "trim_range": _whole(_range, {"least": _size, "most": _size}),
    "bleed": points,
    "bleed_edges": _some_of(EDGES),
    "bleed_always": _answer,
    "inside": _bands,
    "safe": points,
    "safe_with_bleed": points,
    "pages_least": _count,
    "pages_most": _count,
    "multiple": _count,
    "last_blank": _answer,
    "colour": _choice(Colour),
    "ink_most": _amount,
    "resolution": _amount,
    "thinnest_line": points,
    "smallest_type": points,
    "standard": _choice(Standard),
    "output_intent": _whole(OutputIntent, _INTENT),
    "full_fonts": _answer,
    "furniture": _some_of(FURNITURE),
    "papers": _list(_whole(Paper, _PAPER)),
    "cover": _whole(CoverRules, _COVER),
}
_REQUIRED = ("title", "verified_on", "sources", "furniture")
assert {*names_of(Profile)} == {*_READERS, "name"}
