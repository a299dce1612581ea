"""The elements that follow one another down a page."""

from __future__ import annotations

from enum import Enum

from imprint.model.inlines import Image, Inline
from imprint.model.nodes import Node


class Paragraph(Node, frozen=True, kw_only=True):
    children: tuple[Inline, ...]


class Heading(Node, frozen=True, kw_only=True):
    """A heading inside a section; ``level`` is 2 to 6, as the section's own title has level 1."""

    level: int
    children: tuple[Inline, ...]
    numbered: bool = True


class BlockQuote(Node, frozen=True, kw_only=True):
    blocks: tuple[Block, ...]


class ListItem(Node, frozen=True, kw_only=True):
    blocks: tuple[Block, ...]


class List(Node, frozen=True, kw_only=True):
    """A list; ``tight`` when its items are not set apart by white space."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


class DefinitionItem(Node, frozen=True, kw_only=True):
    """Terms that share their definitions."""

    terms: tuple[tuple[Inline, ...], ...]
    definitions: tuple[tuple[Block, ...], ...]


class DefinitionList(Node, frozen=True, kw_only=True):
    items: tuple[DefinitionItem, ...]


class CodeBlock(Node, frozen=True, kw_only=True):
    """A listing; ``language`` is the name that the author gave, or empty."""

    text: str
    language: str = ""


class Alignment(Enum):
    NONE = ""
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class TableCell(Node, frozen=True, kw_only=True):
    children: tuple[Inline, ...]
    alignment: Alignment = Alignment.NONE


class TableRow(Node, frozen=True, kw_only=True):
    cells: tuple[TableCell, ...]


class Table(Node, frozen=True, kw_only=True):
    """A table with one row of column heads."""

    head: TableRow
    rows: tuple[TableRow, ...]
    caption: tuple[Inline, ...] = ()


class Figure(Node, frozen=True, kw_only=True):
    """A picture on its own, with or without a caption."""

    image: Image
    caption: tuple[Inline, ...] = ()


class Verse(Node, frozen=True, kw_only=True):
    """Verse, line by line."""

    stanzas: tuple[Stanza, ...]


class Stanza(Node, frozen=True, kw_only=True):
    lines: tuple[VerseLine, ...]


class VerseLine(Node, frozen=True, kw_only=True):
    """A line of verse, indented by a number of steps."""

    children: tuple[Inline, ...]
    indent: int = 0


class SceneBreak(Node, frozen=True, kw_only=True):
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


class Division(Node, frozen=True, kw_only=True):
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


class Note(Node, frozen=True, kw_only=True):
    """A note, in the order of its first call in the section; ``number`` counts from 1 there.

    ``stream`` names the series of notes that it belongs to.
    """

    number: int
    blocks: tuple[Block, ...]
    stream: str = "note"
