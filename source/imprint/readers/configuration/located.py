"""What an author wrote, with the place of each piece: a scalar, a list or a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from imprint.diagnostics import Place
from imprint.readers.configuration.wording import shown

# Deeper than any key goes; what is deeper was not written for Imprint.
DEEPEST = 32


class Writing(Enum):
    """How a scalar was written."""

    TEXT = "text"  # in quotation marks, or as a YAML block
    PLAIN = "plain"  # without them in YAML or --set, where it may stand for anything
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; ``text`` is what the author wrote, so that 1.10 stays 1.10."""

    text: str
    writing: Writing = Writing.TEXT
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Located, ...] = ()
    place: Place = field(default=Place(), compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and their values, in the author's order."""

    entries: Mapping[str, Located] = field(default_factory=dict)
    place: Place = field(default=Place(), compare=False)


Located = Scalar | Items | Table


def kind_of(value: Located) -> str:
    """What a value is, in words: a scalar is shown."""
    if isinstance(value, Scalar):
        text = shown(value.text)
        return f'"{text}"' if value.writing is Writing.TEXT else text or "empty"
    return "a list" if isinstance(value, Items) else "a table of keys"


def is_empty(value: Located) -> bool:
    """Whether the author left the value open, as in ``subtitle:`` or ``subtitle = ""``."""
    return isinstance(value, Scalar) and (value.writing is Writing.EMPTY or not value.text.strip())


def plain(value: Located) -> object:
    """The value without its places: str, int, bool, list or dict; decimals stay text."""
    if isinstance(value, Table):
        return {name: plain(entry) for name, entry in value.entries.items()}
    if isinstance(value, Items):
        return [plain(item) for item in value.items]
    if value.writing is not Writing.TEXT:
        if value.text in ("true", "false"):
            return value.text == "true"
        if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", value.text):
            return int(value.text)
    return value.text


def inside(place: Place, name: str, line: int = 0) -> Place:
    """The place of a key in a table."""
    return Place(place.file, line or place.line, f"{place.key}.{name}" if place.key else name)


def numbered(place: Place, position: int, line: int = 0) -> Place:
    """The place of an item in a list, counted from 1."""
    return Place(place.file, line or place.line, f"{place.key}[{position}]")
