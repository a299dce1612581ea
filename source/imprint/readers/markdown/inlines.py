"""The tokens of a line become inlines: one small function for each kind of token."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct, field

from imprint.model.blocks import Paragraph
from imprint.model.inlines import (
    CodeSpan,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    SoftBreak,
    Style,
    Styled,
    Text,
)
from imprint.model.text import plain
from imprint.readers.markdown.depth import DEEPEST, TooDeep
from imprint.readers.markdown.html import (
    Event,
    What,
    events,
    marks_of_event,
    refuse,
    refuse_form,
    spoken,
)
from imprint.readers.markdown.images import read_image, read_image_token
from imprint.readers.markdown.links import is_allowed
from imprint.readers.markdown.marks import Marks, marks_of
from imprint.readers.markdown.notes import Definition
from imprint.readers.markdown.reading import Reading
from imprint.readers.markdown.vocabulary import BLOCK, INLINE, STYLE_CLASSES, STYLES
from imprint.readers.punctuation import protect, restore

Make = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]

Handler = Callable[["InlineBuilder", Token, int], None]

_SPACES = re.compile(r"[ \t\r\f]+")


class _Open(Struct):
    """A run that is not closed yet: what opened it, and what it becomes."""

    by: str
    line: int
    make: Make
    children: list[Inline] = field(default_factory=list)


class InlineBuilder:
    """Inlines as they are being gathered; ``line`` is the first line, counted from 0."""

    def __init__(self, reading: Reading, *, line: int, language: str) -> None:
        self.reading = reading
        self.first = line
        self.language = language
        self._stack = [_Open("", line, lambda children: children)]
        self._text: list[str] = []
        self._text_line = line

    def feed(self, tokens: Iterable[Token]) -> None:
        """Take up the tokens of a line."""
        for token in tokens:
            line = self.first + (token.map[0] if token.map else 0)
            if token.type == "text":
                self.text(token.content, line)
            else:
                _HANDLERS[token.type](self, token, line)

    def text(self, text: str, line: int) -> None:
        if text:
            if not self._text:
                self._text_line = line
            self._text.append(text)

    def add(self, inline: Inline) -> None:
        self._flush()
        self._stack[-1].children.append(inline)

    def open(self, by: str, line: int, make: Make) -> None:
        self._flush()
        if len(self._stack) > DEEPEST:
            raise TooDeep(line)
        self._stack.append(_Open(by, line, make))

    def close(self, by: str) -> None:
        """Close what a Markdown token opened; TXT-002 for HTML that is still open in it."""
        while self._stack[-1].by != by:
            self._leave_open()
        self._pop()

    def close_element(self, name: str, line: int) -> None:
        """Close an HTML element; TXT-002 where it is not the innermost one."""
        by = f"<{name}>"
        if self._stack[-1].by == by:
            self._pop()
        elif any(run.by == by for run in self._stack):
            refuse_form(
                f"</{name}> comes before {spoken(self._stack[-1].by)} is closed",
                self.reading,
                line=line,
            )
        else:
            refuse_form(f"</{name}> closes nothing", self.reading, line=line)

    def finish(self) -> tuple[Inline, ...]:
        """The inlines; TXT-002 for HTML that is still open."""
        while len(self._stack) > 1:
            self._leave_open()
        self._flush()
        return tuple(self._stack[0].children)

    def _leave_open(self) -> None:
        run = self._stack[-1]
        refuse_form(
            f"{run.by} is not closed in the paragraph that it begins in",
            self.reading,
            line=run.line,
        )
        self._pop()

    def _pop(self) -> None:
        self._flush()
        run = self._stack.pop()
        self._stack[-1].children.extend(run.make(tuple(run.children)))

    def _flush(self) -> None:
        if self._text:
            text = Text(text="".join(self._text), place=self.reading.place(self._text_line))
            self._text.clear()
            self._stack[-1].children.append(text)


def read_inlines(
    tokens: Iterable[Token], reading: Reading, *, line: int, language: str
) -> tuple[Inline, ...]:
    """The inlines of a line's tokens, as written: the punctuation is set later."""
    builder = InlineBuilder(reading, line=line, language=language)
    builder.feed(tokens)
    return builder.finish()


def _styled(
    style: Style, builder: InlineBuilder, line: int, *, marks: Marks, title: str = ""
) -> Make:
    """What becomes of a styled run; a class of the marks may name the style."""
    also = ("title",) if style is Style.ABBREVIATION else ()
    if style is Style.PLAIN:
        named = next((name for name in marks.classes if name in STYLE_CLASSES), "")
        if named:
            style, marks = STYLE_CLASSES[named], marks.without(named)
    attributes = builder.reading.attributes(marks, line=line, also=also)
    place = builder.reading.place(line)
    return lambda children: (
        Styled(style=style, children=children, title=title, place=place, attributes=attributes),
    )


def _linked(
    target: str, builder: InlineBuilder, line: int, *, marks: Marks, title: str = ""
) -> Make:
    attributes = builder.reading.attributes(marks, line=line, also=("title", "href"))
    if not is_allowed(target, builder.reading, line=line):
        return lambda children: children
    place = builder.reading.place(line)
    title = marks.get("title") or title
    if target.startswith("#"):
        target = unquote(target)
    return lambda children: (
        Link(target=target, children=children, title=title, place=place, attributes=attributes),
    )


def _soft_break(builder: InlineBuilder, token: Token, line: int) -> None:
    builder.add(SoftBreak(place=builder.reading.place(line)))


def _hard_break(builder: InlineBuilder, token: Token, line: int) -> None:
    builder.add(LineBreak(place=builder.reading.place(line)))


def _special(builder: InlineBuilder, token: Token, line: int) -> None:
    """A character that the author escaped: its punctuation is not to be changed."""
    builder.text(protect(token.content) if builder.reading.smart else token.content, line)


def _code(builder: InlineBuilder, token: Token, line: int) -> None:
    attributes = builder.reading.attributes(marks_of(token), line=line)
    place = builder.reading.place(line)
    builder.add(CodeSpan(text=token.content, place=place, attributes=attributes))


def _open_style(style: Style, by: str) -> Handler:
    def open_style(builder: InlineBuilder, token: Token, line: int) -> None:
        builder.open(by, line, _styled(style, builder, line, marks=marks_of(token)))

    return open_style


def _close(by: str) -> Handler:
    return lambda builder, token, line: builder.close(by)


def _open_link(builder: InlineBuilder, token: Token, line: int) -> None:
    title = str(token.attrs.get("title", ""))
    target = str(token.attrs["href"])
    builder.open("a", line, _linked(target, builder, line, marks=marks_of(token), title=title))


def _image(builder: InlineBuilder, token: Token, line: int) -> None:
    image = read_image_token(token, builder.reading, marks=marks_of(token), line=line)
    if image is not None:
        builder.add(image)


def _note(builder: InlineBuilder, token: Token, line: int) -> None:
    """The call of a note; a note written in the line is read here and now."""
    reading = builder.reading
    place = reading.place(line)
    label = str(token.meta.get("label", ""))
    if not label:
        label = reading.notes.unnamed_label()
        content = reading.env["footnotes"]["list"][token.meta["id"]]["tokens"]
        _define_inline_note(label, content, builder, line)
    builder.add(NoteReference(note=reading.notes.call(label, place), place=place))


def _define_inline_note(label: str, tokens: list[Token], builder: InlineBuilder, line: int) -> None:
    reading, language = builder.reading, builder.language
    place = reading.place(line)
    calls, reading.notes.calls = reading.notes.calls, []
    children = reading.smartened(
        read_inlines(tokens, reading, line=line, language=language), language=language
    )
    definition = Definition(
        label, place, (Paragraph(children=children, place=place),), tuple(reading.notes.calls)
    )
    reading.notes.calls = calls
    reading.notes.define(definition, reading.findings)


def _html(builder: InlineBuilder, token: Token, line: int) -> None:
    for event in events(token.content):
        read_inline_event(builder, event, line + event.line)


def read_inline_event(builder: InlineBuilder, event: Event, line: int) -> None:
    """Take up a piece of HTML inside a line."""
    if event.what is What.CLOSE:
        builder.close_element(event.name, line)
    elif event.what is What.TEXT:
        read_html_text(builder, event.name, line)
    elif event.what is What.BROKEN:
        refuse_form(
            "a < begins no element", builder.reading, line=line, mend="write &lt; for the character"
        )
    elif event.what is What.REFUSED:
        refuse(event, builder.reading, line=line)
    elif event.what is not What.COMMENT:
        _open_element(builder, event, line)


def _open_element(builder: InlineBuilder, event: Event, line: int) -> None:
    if event.name in VOID_ELEMENTS:
        VOID_ELEMENTS[event.name](builder, event, line)
        return
    builder_mark = f"<{event.name}>"
    marks = marks_of_event(event, builder.reading, line=line)
    if event.name in INLINE:
        builder.open(builder_mark, line, _element(event, builder, line, marks))
        return
    if event.name in BLOCK:
        refuse_form(
            f"the element <{event.name}> stands inside a line",
            builder.reading,
            line=line,
            mend="put it on lines of its own, with an empty line before and after",
        )
    else:
        refuse(event, builder.reading, line=line)
    if event.what is What.OPEN:
        builder.open(builder_mark, line, lambda children: ())


def _element(event: Event, builder: InlineBuilder, line: int, marks: Marks) -> Make:
    if event.name == "code":
        return _coded(builder, line, marks)
    if event.name == "a" and event.get("href") is not None:
        return _linked(event.get("href") or "", builder, line, marks=marks)
    style = STYLES.get(event.name, Style.PLAIN)
    return _styled(style, builder, line, marks=marks, title=event.get("title") or "")


def _coded(builder: InlineBuilder, line: int, marks: Marks) -> Make:
    attributes = builder.reading.attributes(marks, line=line)
    place = builder.reading.place(line)
    return lambda children: (
        CodeSpan(text=restore(plain(children)), place=place, attributes=attributes),
    )


def read_html_text(builder: InlineBuilder, text: str, line: int) -> None:
    """Take up text between tags, in which all white space is alike."""
    for number, part in enumerate(html.unescape(text).split("\n")):
        if number:
            builder.add(SoftBreak(place=builder.reading.place(line + number)))
            part = part.lstrip()
        builder.text(_SPACES.sub(" ", part), line + number)


def _html_break(builder: InlineBuilder, event: Event, line: int) -> None:
    attributes = builder.reading.attributes(
        marks_of_event(event, builder.reading, line=line), line=line
    )
    builder.add(LineBreak(place=builder.reading.place(line), attributes=attributes))


def _html_image(builder: InlineBuilder, event: Event, line: int) -> None:
    image = read_image(
        event.get("src") or "",
        builder.reading,
        alternative=event.get("alt"),
        title=event.get("title") or "",
        marks=marks_of_event(event, builder.reading, line=line),
        line=line,
    )
    if image is not None:
        builder.add(image)


VOID_ELEMENTS: dict[str, Callable[[InlineBuilder, Event, int], None]] = {
    "br": _html_break,
    "img": _html_image,
    "wbr": lambda builder, event, line: None,
}

_HANDLERS: dict[str, Handler] = {
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
    "text_special": _special,
    "code_inline": _code,
    "em_open": _open_style(Style.EMPHASIS, "em"),
    "em_close": _close("em"),
    "strong_open": _open_style(Style.STRONG, "strong"),
    "strong_close": _close("strong"),
    "s_open": _open_style(Style.STRIKETHROUGH, "s"),
    "s_close": _close("s"),
    "span_open": _open_style(Style.PLAIN, "span"),
    "span_close": _close("span"),
    "link_open": _open_link,
    "link_close": _close("a"),
    "image": _image,
    "footnote_ref": _note,
    "html_inline": _html,
}
