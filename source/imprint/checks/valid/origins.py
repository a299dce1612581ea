"""A line of a document in an EPUB becomes the place in the manuscript that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import member_of
from imprint.diagnostics import NOWHERE, Place


class _Passed(Exception):
    """The position that is looked for is passed."""


@dataclass(frozen=True)
class Origins:
    """The documents of an EPUB, and where the elements with an id in them come from."""

    content: bytes = field(repr=False)
    places: Mapping[str, Place]

    def place(self, path: str, line: int, column: int) -> Place:
        """Where in the manuscript stands what is at a line and column, both from 1, or NOWHERE."""
        if not self.places or not line:
            return NOWHERE
        for id_ in elements_at(self._document(path), line, column):
            if id_ in self.places:
                return self.places[id_]
        return NOWHERE

    def _document(self, path: str) -> bytes:
        try:
            return member_of(self.content, path)
        except Unreadable:
            return b""


def elements_at(document: bytes, line: int, column: int) -> tuple[str, ...]:
    """The ids around a position of an XML document, the innermost first.

    A validator names the end of a start tag, so that this element counts as around it; after them
    come the ids of what stands before it, the nearest first.
    """
    around: list[str] = []
    before: list[str] = []
    parser = expat.ParserCreate()

    def has_passed() -> bool:
        at = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        return at >= (line, column or 1_000_000)

    def begin(_: str, attributes: Mapping[str, str]) -> None:
        if has_passed():
            raise _Passed
        around.append(attributes.get("id", ""))

    def end(_: str) -> None:
        if has_passed():
            raise _Passed
        before.append(around.pop())

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    with suppress(_Passed, expat.ExpatError):
        parser.Parse(document, True)
    return tuple(id_ for id_ in (*reversed(around), *reversed(before)) if id_)
