"""What a text is compared by: its blocks, each with what stands inside its lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a block is; the value is the word for it in a message."""

    TEXT = "paragraph"
    HEADING = "heading"
    CELL = "table cell"
    CAPTION = "caption"
    CODE = "listing"
    BREAK = "break"


class Mark(Enum):
    """What stands in a line and is none of the author's characters."""

    CALL = "call of a note"
    FOLIO = "number of a page"


@dataclass(frozen=True, slots=True)
class Insert:
    """A mark at an offset of a block's text.

    ``text`` is what the mark says: the number of a note, nothing for a page's number, which is
    known when the pages are. ``target`` is the id that it belongs to.
    """

    at: int
    mark: Mark
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the name of its file and what is said of it, None where nothing is."""

    name: str
    alternative: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """Where the characters from one offset of a block to another lead."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that begins and ends a line.

    ``text`` has single spaces and none at its ends. ``raw`` is a listing's text as it stands.
    ``level`` is a heading's; ``marker`` the number of a list's item, ``•`` where it has none.
    ``ids`` are the ids that lead here, each with its offset; ``classes`` those of the element.
    ``in_head`` says that it stands in the head of a table.
    """

    kind: Kind
    text: str
    raw: str = ""
    level: int = 0
    marker: str = ""
    inserts: tuple[Insert, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()
    ids: tuple[tuple[int, str], ...] = ()
    in_head: bool = False

    @property
    def pieces(self) -> tuple[str | Insert, ...]:
        """The text cut at its marks, with the marks."""
        if not self.inserts:
            return (self.text,)
        pieces: list[str | Insert] = []
        start = 0
        for insert in self.inserts:
            pieces += [self.text[start : insert.at], insert]
            start = insert.at
        return (*pieces, self.text[start:])


@dataclass(frozen=True, slots=True)
class Span:
    """A text inside a line that is marked: by which element, and as of which language."""

    name: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note apart from the text that calls it."""

    id: str
    number: str
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Reading:
    """The blocks of a document in order, its notes, and what is marked inside its lines."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
