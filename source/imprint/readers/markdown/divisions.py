"""``::: name`` … ``:::``: what a fenced division becomes, by its name or its class."""

from __future__ import annotations

import re

from markdown_it.token import Token

from imprint.model.blocks import Block, Division, DivisionKind, Figure, Paragraph, SceneBreak
from imprint.model.inlines import Inline, Text
from imprint.readers.markdown.attributes import nearest
from imprint.readers.markdown.frames import BlockReader, Frame, LineFrame, line_of
from imprint.readers.markdown.marks import Marks
from imprint.readers.markdown.reading import Reading
from imprint.readers.markdown.verse import VerseFrame
from imprint.values import replace

KINDS = {kind.value: kind for kind in DivisionKind if kind is not DivisionKind.PLAIN}
_OTHERS = ("verse", "figure", "scene-break")
_NOBODY: tuple[Inline, ...] = ()
_DASH = re.compile(r"(?:[—–―]|--)\s*")


class DivisionFrame(Frame, kw_only=True):
    kind: DivisionKind = DivisionKind.PLAIN
    title: tuple[Inline, ...] = ()

    def finish(self, reader: BlockReader) -> None:
        blocks, attribution = self.blocks, _NOBODY
        if self.kind is DivisionKind.EPIGRAPH:
            blocks, attribution = _split_attribution(self.blocks)
        reader.add(
            Division(
                kind=self.kind,
                blocks=tuple(blocks),
                title=self.title,
                attribution=attribution,
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


class TitleFrame(LineFrame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        parent = reader.top
        if isinstance(parent, DivisionFrame):
            parent.title = reader.smartened(self.children, self)


class FigureFrame(Frame, kw_only=True):
    """A picture and its caption; without a picture, a plain division."""

    def finish(self, reader: BlockReader) -> None:
        place = reader.reading.place(self.line)
        match self.blocks:
            case [Figure() as figure]:
                reader.add(replace(figure, place=place, attributes=self.attributes))
            case [Figure() as figure, Paragraph(children=caption)] | [
                Paragraph(children=caption),
                Figure() as figure,
            ]:
                reader.add(
                    replace(figure, caption=caption, place=place, attributes=self.attributes)
                )
            case blocks:
                reader.add(
                    Division(
                        kind=DivisionKind.PLAIN,
                        blocks=tuple(blocks),
                        place=place,
                        attributes=self.attributes,
                    )
                )


class SceneBreakFrame(Frame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        place = reader.reading.place(self.line)
        reader.add(SceneBreak(place=place, attributes=self.attributes))
        for block in self.blocks:
            reader.add(block)


def open_division(reader: BlockReader, token: Token) -> Frame:
    """The frame of a fenced division; TXT-006 an unknown name · TXT-007 no closing fence."""
    reading, line = reader.reading, line_of(token)
    marks, name = reader.marks(token), str(token.meta["name"])
    if not token.meta["closed"]:
        _report_unclosed(name, reading, line)
    kind = _kind(name, marks)
    if name and not kind:
        _report_unknown(name, reading, line)
    also = ("title",) if kind in KINDS or not kind else ()
    attributes = reading.attributes(marks.without(kind), line=line, also=also)
    if kind == "verse":
        return VerseFrame(by="division", line=line, attributes=attributes)
    if kind == "figure":
        return FigureFrame(by="division", line=line, attributes=attributes)
    if kind == "scene-break":
        return SceneBreakFrame(by="division", line=line, attributes=attributes)
    language = attributes.language or reader.top.language
    return DivisionFrame(
        by="division",
        line=line,
        attributes=attributes,
        kind=KINDS.get(kind, DivisionKind.PLAIN),
        title=_title(marks, reading, line=line, language=language),
    )


def open_title(reader: BlockReader, token: Token) -> Frame:
    return TitleFrame(by="title", line=reader.top.line)


def _kind(name: str, marks: Marks) -> str:
    """The known name of a division, or nothing."""
    return next((word for word in (name, *marks.classes) if word in KINDS or word in _OTHERS), "")


def _title(marks: Marks, reading: Reading, *, line: int, language: str) -> tuple[Inline, ...]:
    title = marks.get("title")
    if not title:
        return ()
    text = Text(text=title, place=reading.place(line))
    return reading.smartened((text,), language=language)


def _report_unclosed(name: str, reading: Reading, line: int) -> None:
    reading.finding(
        "TXT-007",
        f"the division {name or ':::'} is never closed",
        mend="write ::: on a line of its own where it ends",
        line=line,
    )


def _report_unknown(name: str, reading: Reading, line: int) -> None:
    likely = nearest(name, (*KINDS, *_OTHERS))
    hint = f"write ::: {likely}, or " if likely else "write "
    reading.finding(
        "TXT-006",
        f"the kind of the division is unknown: {name}",
        mend=f"{hint}::: {{.{name}}} for a division with a class of your own",
        line=line,
    )


def _split_attribution(blocks: list[Block]) -> tuple[list[Block], tuple[Inline, ...]]:
    """The blocks of an epigraph and who said it: the last paragraph, if it begins with a dash."""
    if len(blocks) < 2 or not isinstance(last := blocks[-1], Paragraph):
        return blocks, ()
    first = last.children[0]
    found = _DASH.match(first.text) if isinstance(first, Text) else None
    if found is not None and isinstance(first, Text):
        rest = Text(text=first.text[found.end() :], place=first.place)
        children = (rest, *last.children[1:]) if rest.text else last.children[1:]
        return blocks[:-1], children
    if "attribution" in last.attributes.classes:
        return blocks[:-1], last.children
    return blocks, ()
