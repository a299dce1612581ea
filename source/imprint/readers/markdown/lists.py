"""Lists and definition lists: tokens become items, items become lists."""

from __future__ import annotations

from markdown_it.token import Token
from msgspec import field

from imprint.model.blocks import Block, DefinitionItem, DefinitionList, List, ListItem
from imprint.model.inlines import Inline
from imprint.readers.markdown.frames import BlockReader, Frame, LineFrame, line_of


class ListFrame(Frame, kw_only=True):
    ordered: bool = False
    start: int = 1
    tight: bool = True
    items: list[ListItem] = field(default_factory=list)

    def finish(self, reader: BlockReader) -> None:
        reader.add(
            List(
                items=tuple(self.items),
                ordered=self.ordered,
                start=self.start,
                tight=self.tight,
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


class ItemFrame(Frame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        parent = reader.top
        assert isinstance(parent, ListFrame)
        parent.items.append(
            ListItem(
                blocks=tuple(self.blocks),
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


def open_bullet_list(reader: BlockReader, token: Token) -> Frame:
    return ListFrame(by="bullet_list", line=line_of(token), attributes=reader.attributes(token))


def open_ordered_list(reader: BlockReader, token: Token) -> Frame:
    return ListFrame(
        by="ordered_list",
        line=line_of(token),
        attributes=reader.attributes(token),
        ordered=True,
        start=int(token.attrs.get("start", 1)),
    )


def open_item(reader: BlockReader, token: Token) -> Frame:
    return ItemFrame(by="list_item", line=line_of(token), attributes=reader.attributes(token))


class DefinitionListFrame(Frame, kw_only=True):
    items: list[DefinitionItem] = field(default_factory=list)
    terms: list[tuple[Inline, ...]] = field(default_factory=list)
    definitions: list[tuple[Block, ...]] = field(default_factory=list)
    item_line: int = 0

    def begin_term(self, reader: BlockReader, line: int) -> None:
        """A term after definitions begins the next item."""
        if self.definitions:
            self.end_item(reader)
        if not self.terms:
            self.item_line = line

    def end_item(self, reader: BlockReader) -> None:
        place = reader.reading.place(self.item_line)
        self.items.append(
            DefinitionItem(
                terms=tuple(self.terms), definitions=tuple(self.definitions), place=place
            )
        )
        self.terms, self.definitions = [], []

    def finish(self, reader: BlockReader) -> None:
        self.end_item(reader)
        reader.add(
            DefinitionList(
                items=tuple(self.items),
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


class TermFrame(LineFrame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        parent = reader.top
        assert isinstance(parent, DefinitionListFrame)
        parent.begin_term(reader, self.line)
        parent.terms.append(reader.smartened(self.children, self))


class DefinitionFrame(Frame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        parent = reader.top
        assert isinstance(parent, DefinitionListFrame)
        parent.definitions.append(tuple(self.blocks))


def open_definition_list(reader: BlockReader, token: Token) -> Frame:
    return DefinitionListFrame(by="dl", line=line_of(token), attributes=reader.attributes(token))


def open_term(reader: BlockReader, token: Token) -> Frame:
    return TermFrame(by="dt", line=line_of(token))


def open_definition(reader: BlockReader, token: Token) -> Frame:
    return DefinitionFrame(by="dd", line=line_of(token))
