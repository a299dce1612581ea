"""The blocks of an article get the punctuation marks of its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imprint.model.blocks import Block, BlockQuote, Heading, List, Paragraph, Stanza, Verse
from imprint.model.inlines import Text
from imprint.model.text import plain
from imprint.readers.punctuation import smarten
from imprint.values import replace


def set_blocks(blocks: Iterable[Block], *, language: str) -> tuple[Block, ...]:
    """The blocks with typographic punctuation; nothing changes without a language."""
    if not language:
        return tuple(blocks)
    return tuple(_set(block, language) for block in blocks)


def set_line(text: str, *, language: str) -> str:
    """A line, such as the title, with typographic punctuation."""
    if not language:
        return text
    return plain(smarten((Text(text=text),), language=language))


def _set(block: Block, language: str) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, children=smarten(block.children, language=language))
        case BlockQuote():
            return replace(block, blocks=set_blocks(block.blocks, language=language))
        case List():
            items = (
                replace(item, blocks=set_blocks(item.blocks, language=language))
                for item in block.items
            )
            return replace(block, items=tuple(items))
        case Verse():
            return replace(block, stanzas=tuple(_set_lines(block, language)))
        case _:
            return block


def _set_lines(verse: Verse, language: str) -> Iterator[Stanza]:
    for stanza in verse.stanzas:
        lines = (
            replace(line, children=smarten(line.children, language=language))
            for line in stanza.lines
        )
        yield replace(stanza, lines=tuple(lines))
