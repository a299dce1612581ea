"""The page map: what stands on each page of the printed book, and where its text comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum

from msgspec import Struct, field

from imprint.diagnostics import NOWHERE, Place


class Side(Enum):
    """Which side of a leaf a page is on, in a book that is read from left to right."""

    RECTO = "recto"
    VERSO = "verso"


class PageStart(Struct, frozen=True):
    """Where the text of a page begins.

    ``element`` is the id of the nearest element around that text that has one: ids are the same in
    every medium. ``offset`` counts the characters of that element before the text, white space,
    notes and note calls left out. ``text`` is how the page begins; ``place`` is the element's place
    in the source.
    """

    element: str
    offset: int
    text: str = ""
    place: Place = NOWHERE


class Page(Struct, frozen=True, kw_only=True):
    """A page of the printed book.

    ``label`` is its number as a reader says it: ``xii``, ``42``. ``section`` is the id of the first
    section on it, or of the one before a blank page. ``start`` is None where there is no text.
    """

    label: str
    section: str
    side: Side
    blank: bool = False
    start: PageStart | None = None


class PageMap(Struct, frozen=True):
    """Every page of a printed book, in order.

    ``folios`` maps the id of each element that a page refers to, to the label of its page.
    """

    pages: tuple[Page, ...] = ()
    folios: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages)
