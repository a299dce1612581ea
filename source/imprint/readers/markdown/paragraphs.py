"""Paragraphs, headings, quotations, listings and pauses: each token becomes its block."""

from __future__ import annotations

import re

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from imprint.model.blocks import (
    BlockQuote,
    CodeBlock,
    Heading,
    SceneBreak,
    Table,
)
from imprint.model.inlines import Text
from imprint.readers.markdown.divisions import KINDS, DivisionFrame
from imprint.readers.markdown.frames import BlockReader, Frame, LineFrame, line_of
from imprint.readers.markdown.lists import ListFrame
from imprint.readers.markdown.marks import MARKS, Marks, read_marks
from imprint.values import replace

_CAPTION = re.compile(r"(?:Table:|:)[ \t]+")
_INFO_MARKS = re.compile(rf"({MARKS})$")


class ParagraphFrame(LineFrame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        # Nothing is left where there was only a comment, or a picture that is left out.
        if self.children and not _take_caption(self, reader):
            place = reader.reading.place(self.line)
            reader.add(
                reader.line_block(self.children, self, place=place, attributes=self.attributes)
            )


def _take_caption(frame: ParagraphFrame, reader: BlockReader) -> bool:
    """Whether the paragraph is the caption of the table before it."""
    blocks = reader.top.blocks
    if not blocks:
        return False
    table, first = blocks[-1], frame.children[0]
    if not isinstance(table, Table) or table.caption or not isinstance(first, Text):
        return False
    found = _CAPTION.match(first.text)
    if found is None:
        return False
    rest = Text(text=first.text[found.end() :], place=first.place)
    caption = (rest, *frame.children[1:]) if rest.text else frame.children[1:]
    blocks[-1] = replace(table, caption=reader.smartened(caption, frame))
    return True


def open_paragraph(reader: BlockReader, token: Token) -> Frame:
    if not token.hidden:
        for frame in reversed(reader.stack[-2:]):
            if isinstance(frame, ListFrame):
                frame.tight = False
    return ParagraphFrame(by="paragraph", line=line_of(token), attributes=reader.attributes(token))


class HeadingFrame(LineFrame, kw_only=True):
    level: int
    numbered: bool = True

    def finish(self, reader: BlockReader) -> None:
        reader.add(
            Heading(
                level=self.level,
                children=reader.smartened(self.children, self),
                numbered=self.numbered,
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


def heading_frame(reader: BlockReader, *, by: str, level: int, line: int, marks: Marks) -> Frame:
    """The frame of a heading inside a section; its level is never the section's own."""
    return HeadingFrame(
        by=by,
        line=line,
        level=max(2, level),
        numbered="unnumbered" not in marks.classes,
        attributes=reader.reading.attributes(marks.without("unnumbered"), line=line),
    )


class QuoteFrame(Frame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        reader.add(
            BlockQuote(
                blocks=tuple(self.blocks),
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


def open_quote(reader: BlockReader, token: Token) -> Frame:
    """A quotation, or the division that its class names: ``{.epigraph}`` before ``> …``."""
    marks, line = reader.marks(token), line_of(token)
    named = next((name for name in marks.classes if name in KINDS), "")
    if named:
        attributes = reader.reading.attributes(marks.without(named), line=line)
        return DivisionFrame(by="blockquote", line=line, kind=KINDS[named], attributes=attributes)
    attributes = reader.reading.attributes(marks, line=line)
    return QuoteFrame(by="blockquote", line=line, attributes=attributes)


def read_listing(reader: BlockReader, token: Token) -> None:
    """A fenced or indented listing; ```` ```python ```` and ```` ``` {.python #id} ````."""
    info = unescapeAll(token.info).strip() if token.info else ""
    marks, found = reader.marks(token), _INFO_MARKS.search(info)
    if found:
        marks, info = marks.joined(read_marks(found[1])), info[: found.start()].strip()
    language = info.split(maxsplit=1)[0] if info else ""
    if found and not language and marks.classes:
        language = marks.classes[0]
        marks = marks.without(language)
    line = line_of(token)
    reader.add(
        CodeBlock(
            text=token.content,
            language=language,
            place=reader.reading.place(line),
            attributes=reader.reading.attributes(marks, line=line),
        )
    )


def read_scene_break(reader: BlockReader, token: Token) -> None:
    place = reader.reading.place(line_of(token))
    reader.add(SceneBreak(place=place, attributes=reader.attributes(token)))
