"""Raw HTML in Markdown becomes events: tags, text, and what is refused.

The shapes of tags are CommonMark's (https://spec.commonmark.org/0.31.2/#raw-html).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum, auto

from markdown_it.common.html_re import HTML_TAG_RE, attr_value
from msgspec import Struct

from imprint.readers.markdown.marks import Marks
from imprint.readers.markdown.reading import Reading
from imprint.readers.markdown.vocabulary import (
    FALLBACK_MEND,
    MENDS,
    RAW_TEXT,
    VOID,
)

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE = re.compile(rf"\s+([A-Za-z_:][\w:.-]*)(?:\s*=\s*({attr_value}))?")


class What(Enum):
    """What a piece of HTML is."""

    OPEN = auto()
    CLOSE = auto()
    VOID = auto()
    TEXT = auto()
    COMMENT = auto()
    BROKEN = auto()
    REFUSED = auto()  # a declaration, a processing instruction, CDATA


class Event(Struct, frozen=True):
    """A piece of HTML: ``name`` of its element or its text; ``line`` counts from its block's."""

    what: What
    name: str
    line: int = 0
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        return next((value for name, value in self.pairs if name == key), None)


def events(source: str) -> Iterator[Event]:
    """The pieces of a stretch of HTML, in order."""
    at, line = 0, 0
    while at < len(source):
        found = HTML_TAG_RE.match(source, at) if source[at] == "<" else None
        if found:
            piece, event = found[0], _event(found[0], line)
        elif source[at] == "<":
            piece, event = _broken(source, at), Event(What.BROKEN, "<", line)
        else:
            end = source.find("<", at)
            piece = source[at:] if end < 0 else source[at:end]
            event = Event(What.TEXT, piece, line)
        yield event
        if event.what is What.OPEN and piece.endswith("/>"):
            # As in XHTML: <span id="page-12"/> is whole.
            yield Event(What.CLOSE, event.name, line)
        at += len(piece)
        line += piece.count("\n")
        if event.what is What.OPEN and event.name in RAW_TEXT:
            end = _raw_end(source, at, event.name)
            line += source.count("\n", at, end)
            at = end


def _broken(source: str, at: int) -> str:
    """The ``<`` that begins no tag, and what follows up to the next one.

    What is meant as a comment and never closed goes on to the end.
    """
    if source.startswith(("<!", "<?"), at):
        return source[at:]
    end = source.find("<", at + 1)
    return source[at:] if end < 0 else source[at:end]


def _raw_end(source: str, at: int, name: str) -> int:
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(source, at)
    return found.start() if found else len(source)


def _event(tag: str, line: int) -> Event:
    if tag.startswith("<!--"):
        return Event(What.COMMENT, "", line)
    if tag.startswith("<?"):
        return Event(What.REFUSED, "a processing instruction <? … ?>", line)
    if tag.startswith("<![CDATA["):
        return Event(What.REFUSED, "a CDATA section <![CDATA[ … ]]>", line)
    if tag.startswith("<!"):
        return Event(What.REFUSED, "a declaration <! … >", line)
    named = _NAME.match(tag)
    assert named is not None
    name = named[1].lower()
    if tag.startswith("</"):
        return Event(What.CLOSE, name, line)
    what = What.VOID if name in VOID else What.OPEN
    pairs = tuple(
        (key.lower(), _value(value)) for key, value in _ATTRIBUTE.findall(tag, named.end())
    )
    return Event(what, name, line, pairs)


def _value(written: str) -> str:
    if written[:1] in {"'", '"'}:
        written = written[1:-1]
    return html.unescape(written)


def marks_of_event(event: Event, reading: Reading, *, line: int) -> Marks:
    """The marks that a tag's attributes are; TXT-001 for event handlers."""
    identifier, classes, pairs = "", [], []
    for key, value in event.pairs:
        if key.startswith("on"):
            reading.finding(
                "TXT-001",
                f"the event handler {key} on <{event.name}> has no place in a publication",
                mend="delete it: a publication runs no code",
                line=line,
            )
        elif key == "id" or (key == "name" and event.name == "a"):
            identifier = identifier or value
        elif key == "class":
            classes.extend(value.split())
        else:
            pairs.append((key, value))
    return Marks(identifier, tuple(classes), tuple(pairs))


def refuse(event: Event, reading: Reading, *, line: int) -> None:
    """TXT-001 for what the model has no words for."""
    what = event.name if event.what is What.REFUSED else f"the element <{event.name}>"
    reading.finding(
        "TXT-001",
        f"{what} has no place in a publication",
        mend=MENDS.get(event.name, FALLBACK_MEND),
        line=line,
    )


def refuse_form(what: str, reading: Reading, *, line: int, mend: str = "") -> None:
    """TXT-002 for HTML that is not well-formed."""
    reading.finding(
        "TXT-002",
        what,
        mend=mend or "close every element in the order in which it was opened",
        line=line,
    )


def spoken(by: str) -> str:
    """What is open, in the author's words: an element, or something that Markdown opened."""
    return by if by.startswith("<") else "the Markdown inside it"
