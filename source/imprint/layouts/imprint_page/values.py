"""What stands on an imprint page: groups of rows, each with its values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from imprint.layouts.words import direction_of


class Part(Struct, frozen=True):
    """A piece of a sentence; ``cited`` is the title of a work."""

    text: str
    href: str = ""
    language: str = ""
    cited: bool = False

    @property
    def direction(self) -> str:
        """``rtl`` where its language is written from right to left, and others stand beside it."""
        return direction_of(self.language)


class Value(Struct, frozen=True):
    """A fact as it stands on the page; ``href`` is where it leads, ``language`` what it is in.

    ``note`` follows it and is no part of it: when an address was read, whose ORCID it is. ``cited``
    is the title of a work. A sentence has ``parts``, which together are its text.
    """

    text: str
    href: str = ""
    language: str = ""
    note: str = ""
    note_href: str = ""
    cited: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def direction(self) -> str:
        """As of a part."""
        return direction_of(self.language)


class Row(Struct, frozen=True):
    """A label and its values; ``key`` names the row for templates and stylesheets.

    A sentence has no label. ``kept`` says that each value is a line of its own, as somebody gave
    it. ``language`` is what the wording is in, where that is not the publication's language.
    """

    key: str
    label: str
    values: tuple[Value, ...]
    kept: bool = False
    language: str = ""


class Group(Struct, frozen=True):
    """Rows that belong together and stand apart from the next group."""

    key: str
    rows: tuple[Row, ...]

    @property
    def runs(self) -> Iterator[tuple[bool, tuple[Row, ...]]]:
        """The rows in runs, and whether those have labels: a list, or paragraphs."""
        for labelled, rows in groupby(self.rows, lambda row: bool(row.label)):
            yield labelled, tuple(rows)


class ImprintPage(Struct, frozen=True):
    """The page's groups, and those that stand on the last page of the book instead.

    ``form`` is ``rows`` of labels and values, or running ``lines``.
    """

    form: str
    groups: tuple[Group, ...]
    closing: tuple[Group, ...] = ()
