"""The elements that follow one another down a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from imprint.model.inlines import Image, Inline
from imprint.model.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Node):
    """A heading inside a section; ``level`` is 2 to 6, as the section's own title has level 1."""

    level: int
    children: tuple[Inline, ...]
    numbered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockQuote(Node):
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Node):
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Node):
    """A list; ``tight`` when its items are not set apart by white space."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionItem(Node):
    """Terms that share their definitions."""

    terms: tuple[tuple[Inline, ...], ...]
    definitions: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionList(Node):
    items: tuple[DefinitionItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock(Node):
    """A listing; ``language`` is the name that the author gave, or empty."""

    text: str
    language: str = ""


class Alignment(Enum):
    NONE = ""
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell(Node):
    children: tuple[Inline, ...]
    alignment: Alignment = Alignment.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow(Node):
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table with one row of column heads."""

    head: TableRow
    rows: tuple[TableRow, ...]
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """A picture on its own, with or without a caption."""

    image: Image
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse(Node):
    """Verse, line by line."""

    stanzas: tuple[Stanza, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stanza(Node):
    lines: tuple[VerseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerseLine(Node):
    """A line of verse, indented by a number of steps."""

    children: tuple[Inline, ...]
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneBreak(Node):
    """A pause between two scenes."""


class DivisionKind(Enum):
    """What a division is; the value names its template (``blocks/<value>.xhtml``)."""

    PLAIN = "division"
    EPIGRAPH = "epigraph"
    LETTER = "letter"
    NOTE = "note"
    TIP = "tip"
    WARNING = "warning"
    ASIDE = "aside"
    PULL_QUOTE = "pull-quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Division(Node):
    """Blocks that belong together; ``title`` and ``attribution`` where the kind has them."""

    kind: DivisionKind
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    attribution: tuple[Inline, ...] = ()


Block = (
    Paragraph
    | Heading
    | BlockQuote
    | List
    | DefinitionList
    | CodeBlock
    | Table
    | Figure
    | Verse
    | SceneBreak
    | Division
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Node):
    """A note, in the order of its first call in the section; ``number`` counts from 1 there.

    ``stream`` names the series of notes that it belongs to.
    """

    number: int
    blocks: tuple[Block, ...]
    stream: str = "note"
