"""Raw HTML between blocks becomes blocks, where the model has words for it."""

from __future__ import annotations

from markdown_it.token import Token

from imprint.model.blocks import DivisionKind, Figure, Paragraph, SceneBreak
from imprint.readers.markdown.divisions import DivisionFrame
from imprint.readers.markdown.frames import BlockReader, Frame, line_of
from imprint.readers.markdown.html import (
    Event,
    What,
    events,
    marks_of_event,
    refuse,
    refuse_form,
    spoken,
)
from imprint.readers.markdown.inlines import read_inline_event
from imprint.readers.markdown.lists import ItemFrame, ListFrame
from imprint.readers.markdown.marks import Marks
from imprint.readers.markdown.paragraphs import QuoteFrame, heading_frame
from imprint.readers.markdown.vocabulary import BLOCK, INLINE
from imprint.values import replace


class HtmlParagraphFrame(Frame, kw_only=True):
    def finish(self, reader: BlockReader) -> None:
        for block in self.blocks:
            if isinstance(block, Paragraph | Figure):
                block = replace(block, attributes=self.attributes)
            reader.add(block)


class RefusedFrame(Frame, kw_only=True):
    """What stands inside a refused element goes no further."""


def read_html(reader: BlockReader, token: Token) -> None:
    """Take up the HTML of a block."""
    line = line_of(token)
    for event in events(token.content):
        _read_event(reader, event, line + event.line)


def _read_event(reader: BlockReader, event: Event, line: int) -> None:
    if event.what in {What.OPEN, What.VOID} and event.name not in INLINE:
        _open(reader, event, line)
    elif event.what is What.CLOSE and event.name not in INLINE:
        _close(reader, event.name, line)
    elif event.what is What.REFUSED:
        refuse(event, reader.reading, line=line)
    elif event.what is What.TEXT and not event.name.strip() and reader.top.loose is None:
        return
    else:
        read_inline_event(reader.loose(line), event, line)


def _open(reader: BlockReader, event: Event, line: int) -> None:
    marks = marks_of_event(event, reader.reading, line=line)
    if event.name == "hr":
        attributes = reader.reading.attributes(marks, line=line)
        reader.add(SceneBreak(place=reader.reading.place(line), attributes=attributes))
        return
    if event.name not in BLOCK or not _has_its_place(reader, event, line):
        if event.name not in BLOCK:
            refuse(event, reader.reading, line=line)
        if event.what is What.OPEN:
            reader.push(RefusedFrame(by=f"<{event.name}>", line=line))
        return
    reader.push(_frame(reader, event, line, marks))


def _has_its_place(reader: BlockReader, event: Event, line: int) -> bool:
    """Whether a list's items are in a list, and nothing else is; TXT-002."""
    in_list = isinstance(reader.top, ListFrame)
    if in_list == (event.name == "li"):
        return True
    what = "<li> stands in no list" if event.name == "li" else f"<{event.name}> stands in no <li>"
    refuse_form(what, reader.reading, line=line, mend="put <li>…</li> inside <ul>…</ul>")
    return False


def _frame(reader: BlockReader, event: Event, line: int, marks: Marks) -> Frame:
    by = f"<{event.name}>"
    if event.name.startswith("h"):
        return heading_frame(reader, by=by, level=int(event.name[1]), line=line, marks=marks)
    also = ("start",) if event.name == "ol" else ()
    attributes = reader.reading.attributes(marks, line=line, also=also)
    match event.name:
        case "ul" | "ol":
            start = event.get("start") or "1"
            return ListFrame(
                by=by,
                line=line,
                attributes=attributes,
                ordered=event.name == "ol",
                start=int(start) if start.isascii() and start.isdigit() else 1,
            )
        case "li":
            return ItemFrame(by=by, line=line, attributes=attributes)
        case "blockquote":
            return QuoteFrame(by=by, line=line, attributes=attributes)
        case "p":
            return HtmlParagraphFrame(by=by, line=line, attributes=attributes)
        case _:
            return DivisionFrame(by=by, line=line, attributes=attributes, kind=DivisionKind.PLAIN)


def _close(reader: BlockReader, name: str, line: int) -> None:
    by = f"<{name}>"
    if reader.top.by == by:
        reader.pop()
    elif any(frame.by == by for frame in reader.stack):
        refuse_form(
            f"</{name}> comes before {spoken(reader.top.by)} is closed",
            reader.reading,
            line=line,
        )
    else:
        refuse_form(f"</{name}> closes nothing", reader.reading, line=line)
