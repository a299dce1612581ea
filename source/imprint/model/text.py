"""A content tree becomes its plain text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imprint.model.blocks import (
    Block,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Division,
    Figure,
    Heading,
    List,
    Paragraph,
    SceneBreak,
    Table,
    Verse,
)
from imprint.model.inlines import (
    CodeSpan,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    SoftBreak,
    Styled,
    Text,
)
from imprint.model.publication import Section


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline, parents before children."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Styled | Link):
            yield from walk_inlines(inline.children)


def plain(inlines: Iterable[Inline]) -> str:
    """The characters of inlines with no notes; breaks become spaces, pictures their alternative."""
    pieces: list[str] = []
    for inline in walk_inlines(inlines):
        match inline:
            case Text(text=text) | CodeSpan(text=text):
                pieces.append(text)
            case LineBreak() | SoftBreak():
                pieces.append(" ")
            case Image(alternative=alternative):
                pieces.append(alternative)
            case Styled() | Link() | NoteReference():
                pass
    return "".join(pieces)


def runs_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The runs of inlines inside a block, in reading order."""
    match block:
        case Paragraph(children=children) | Heading(children=children):
            yield children
        case BlockQuote(blocks=blocks):
            yield from runs_of_all(blocks)
        case Division(title=title, blocks=blocks, attribution=attribution):
            yield title
            yield from runs_of_all(blocks)
            yield attribution
        case List(items=items):
            for item in items:
                yield from runs_of_all(item.blocks)
        case DefinitionList(items=definitions):
            for entry in definitions:
                yield from entry.terms
                for definition in entry.definitions:
                    yield from runs_of_all(definition)
        case CodeBlock(text=text, place=place):
            yield (CodeSpan(text=text, place=place),)
        case Table(caption=caption, head=head, rows=rows):
            yield caption
            for row in (head, *rows):
                for cell in row.cells:
                    yield cell.children
        case Figure(image=image, caption=caption):
            yield (image,)
            yield caption
        case Verse(stanzas=stanzas):
            for stanza in stanzas:
                for line in stanza.lines:
                    yield line.children
        case SceneBreak():
            pass


def runs_of_all(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The runs of inlines inside blocks, in reading order."""
    for block in blocks:
        yield from runs_of(block)


def runs_of_section(section: Section) -> Iterator[tuple[Inline, ...]]:
    """The runs of a section without the sections in it: title, text, then its notes."""
    yield section.title
    yield section.subtitle
    yield from runs_of_all(section.blocks)
    for note in section.notes:
        yield from runs_of_all(note.blocks)
