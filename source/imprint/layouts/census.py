"""A publication becomes what is in it that its composition depends on, in one walk."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from imprint.model.alternatives import says_something
from imprint.model.blocks import CodeBlock, Figure, Table
from imprint.model.inlines import CodeSpan, Image, Style, Styled, Text
from imprint.model.publication import Publication
from imprint.model.record import Record
from imprint.model.text import plain
from imprint.model.tree import nodes_of

# Styles that are set in a layout's family for code.
_CODE_STYLES = {Style.KEYBOARD, Style.SAMPLE}


class Census(Struct, frozen=True):
    """What the sections of a publication hold.

    ``ids`` are those in each section, by the section's own; ``pictures`` the digests of what is
    shown; ``captioned`` are the figures and tables with captions, by the id of their section;
    ``code`` says whether anything is set as code; ``records`` are those of texts of their own;
    ``shows`` says whether any picture is more than decoration, ``described`` whether each of those
    has words that may describe it.
    """

    ids: Mapping[str, frozenset[str]]
    characters: frozenset[str]
    pictures: frozenset[str]
    captioned: Mapping[str, tuple[Figure | Table, ...]]
    code: bool
    records: tuple[Record, ...] = ()
    shows: bool = False
    described: bool = True


def census_of(publication: Publication) -> Census:
    """Look at every node once."""
    ids: dict[str, frozenset[str]] = {}
    characters: set[str] = set()
    pictures: set[str] = set()
    captioned: dict[str, tuple[Figure | Table, ...]] = {}
    code, shows, described = False, False, True
    for section in publication.walk():
        nodes = nodes_of(section)
        ids[section.id] = frozenset(node.attributes.id for node in nodes if node.attributes.id)
        for node in nodes:
            match node:
                case Text(text=text):
                    characters.update(text)
                case CodeSpan(text=text) | CodeBlock(text=text):
                    characters.update(text)
                    code = True
                case Styled(style=style):
                    code = code or style in _CODE_STYLES
                case Image(asset=asset, alternative=alternative, decorative=decorative):
                    pictures.add(asset)
                    shows = shows or not decorative
                    described = described and (decorative or says_something(alternative))
                case Figure() | Table() if plain(node.caption).strip():
                    captioned[section.id] = (*captioned.get(section.id, ()), node)
    records = tuple(section.record for section in publication.walk() if section.record)
    return Census(
        ids, frozenset(characters), frozenset(pictures), captioned, code, records, shows, described
    )
