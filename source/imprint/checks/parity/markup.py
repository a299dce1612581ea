"""A document's XHTML becomes blocks: by what its elements are, whoever wrote it."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from imprint.checks.facts import text_of
from imprint.checks.parity.blocks import (
    Block,
    Insert,
    Kind,
    Link,
    Mark,
    Note,
    Picture,
    Reading,
    Span,
)

_HTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_LINES = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "r", "html",
}  # fmt: skip
_KINDS = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    "td": Kind.CELL,
    "th": Kind.CELL,
    "caption": Kind.CAPTION,
    "figcaption": Kind.CAPTION,
    "pre": Kind.CODE,
}
_UNSEEN = {"script", "style", "title", "head", "rt", "rp", "template"}
# Elements that say of a text what it is, and do not begin a line.
_MARKED = {
    "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "strong", "sub", "sup", "th", "u", "var",
}  # fmt: skip
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML cannot have in it stands for a mark while a text is gathered.
_PLAIN_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOTE_NUMBER = re.compile(r"[0-9]{1,4}|[*†‡§]")
_HOLD = "\x01"
# Characters without a shape of their own, which a page cannot show.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)


def read_markup(
    root: etree._Element, *, notes: Container[str] = (), drawn: bool = False
) -> Reading:
    """The blocks and notes in an element.

    ``notes`` are the ids of notes, where they are known; else what says that it is one. ``drawn``
    leaves out characters that a page cannot show.
    """
    reader = _Reader(notes, drawn)
    reader.read(root)
    reader.end_line()
    return reader.reading


@dataclass(slots=True)
class _Line:
    """A block while it is gathered."""

    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[Mark | None, str, str]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    known: Container[str]
    drawn: bool
    reading: Reading = field(default_factory=Reading)
    line: _Line = field(default_factory=_Line)
    kind: Kind = Kind.TEXT
    level: int = 0
    marker: str = ""
    in_head: bool = False

    def read(self, element: etree._Element) -> None:
        """Read an element and what is in it, but not what follows it."""
        tag: object = element.tag
        if not isinstance(tag, str):
            return
        name = tag.removeprefix(_HTML)
        if name in _UNSEEN:
            return
        attributes = element.attrib
        if attributes and ("hidden" in attributes or self._is_special(name, element)):
            return
        if not self.drawn and (name in _MARKED or (attributes and _language_of(element))):
            self._span(name, element)
        if name in _LINES:
            self._read_lines(name, element)
            return
        if name == "br":
            self.line.pieces.append("\n")
            return
        if name in ("img", "svg"):
            self._picture(name, element)
            return
        self._identify(element)
        target = attributes.get("href") if name == "a" else None
        if target is not None:
            self._hold(None, "link", target)
        self._read_inside(element)
        if target is not None:
            self._hold(None, "end", "")

    def _read_inside(self, element: etree._Element) -> None:
        if element.text:
            self.line.pieces.append(element.text)
        for child in element:
            self.read(child)
            if child.tail:
                self.line.pieces.append(child.tail)

    def _is_special(self, name: str, element: etree._Element) -> bool:
        """Read what is a note, a call of one, a page's number or a page's beginning."""
        get = element.get
        role, semantics = get("role", ""), get(_EPUB_TYPE, "")
        id_ = get("id", "")
        if role == "doc-pagebreak" or semantics == "pagebreak":
            return True
        if "data-folio-of" in element.attrib:
            self._hold(Mark.FOLIO, "", get("data-folio-of", ""))
            return True
        if get("class") == "page-of":
            inner = next((e for e in element.iter() if "data-folio-of" in e.attrib), None)
            target = "" if inner is None else inner.get("data-folio-of", "")
            self._hold(Mark.FOLIO, " ".join(text_of(element).split()), target)
            return True
        if role == "doc-backlink" or (name == "a" and get("class") == "backlink"):
            return True
        is_call = role == "doc-noteref" or semantics == "noteref" or get("class") == "noteref"
        if is_call:
            self._identify(element)
            target = get("href", "").rpartition("#")[2]
            self._hold(Mark.CALL, " ".join(text_of(element).split()), target)
            return True
        if (id_ and id_ in self.known) or role == "doc-footnote" or semantics == "footnote":
            self._note(element)
            return True
        return False

    def _span(self, name: str, element: etree._Element) -> None:
        if element.find(".//*[@data-folio-of]") is None:  # the EPUB has a number there
            text = " ".join(text_of(element).split())
            self.reading.spans.append(Span(name, _language_of(element), text))

    def _note(self, element: etree._Element) -> None:
        number = element.get("data-number", "")
        inner = _Reader(self.known, self.drawn)
        inner._read_inside(element)
        inner.end_line()
        id_ = element.get("id", "")
        blocks = inner.reading.blocks
        if self.drawn and not number and len(blocks) > 1 and _NOTE_NUMBER.fullmatch(blocks[0].text):
            number = blocks.pop(0).text
        self.reading.notes.append(Note(id_, number, tuple(blocks)))
        self.reading.notes.extend(inner.reading.notes)
        self.reading.spans.extend(inner.reading.spans)
        if "data-number" in element.attrib:  # it is called where it stands
            self._hold(Mark.CALL, number, id_)

    def _read_lines(self, name: str, element: etree._Element) -> None:
        self.end_line()
        before = self.kind, self.level, self.in_head
        if name in _KINDS:
            self.kind = _KINDS[name]
            self.level = int(name[1]) if self.kind is Kind.HEADING else 0
        elif name == "thead":
            self.in_head = True
        elif name == "li":
            self.marker = f"{self.marker} {_marker(element)}".strip()
        self._identify(element)
        if name == "hr":
            self.reading.blocks.append(Block(kind=Kind.BREAK, text=""))
        if self.kind is Kind.CODE and name == "pre":
            self._code(element)
        else:
            self._read_inside(element)
        self.end_line()
        if name == "li" and self.marker:  # an item without text has its mark all the same
            self.reading.blocks.append(Block(kind=self.kind, text="", marker=self.marker))
            self.marker = ""
        self.kind, self.level, self.in_head = before

    def _code(self, element: etree._Element) -> None:
        raw = text_of(element)
        self.line.pieces.append(raw)
        self.end_line(raw=raw)

    def _picture(self, name: str, element: etree._Element) -> None:
        self._identify(element)
        file = posixpath.basename(unquote(element.get("src", "")))
        alternative = element.get("alt") if name == "img" else element.get("aria-label", "")
        self.line.pictures.append(Picture(file, alternative))
        self.line.pieces.append(" ")

    def _identify(self, element: etree._Element) -> None:
        id_ = element.get("id")
        if id_:
            self._hold(None, "id", id_)

    def _hold(self, mark: Mark | None, text: str, target: str) -> None:
        self.line.pieces.append(_HOLD)
        self.line.marks.append((mark, text, target))

    def end_line(self, raw: str = "") -> None:
        """Make a block of what has been gathered, if there is anything."""
        line = self.line
        if not line.pieces and not line.pictures:
            return
        text = "".join(line.pieces)
        if not line.marks and not line.pictures and not text.strip():
            line.pieces.clear()
            return
        if self.drawn:
            text = seen(text)
        elif not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        offsets: list[int] = []
        words = _words_of(self.drawn)
        text = _collapsed(text, offsets, words) if line.marks else " ".join(words(text))
        if not text and not line.pictures and all(mark is None for mark, _, _ in line.marks):
            # Ids of what has lines inside it lead to the first of them.
            line.pieces[:] = [_HOLD] * len(line.marks)
            return
        inserts, links, ids = _sorted_out(line.marks, offsets)
        self.reading.blocks.append(
            Block(
                kind=self.kind,
                text=text,
                raw=raw,
                level=self.level,
                marker=self.marker,
                inserts=inserts,
                pictures=tuple(line.pictures),
                links=links,
                ids=ids,
                in_head=self.in_head,
            )
        )
        self.marker = ""
        self.line = _Line()


def seen(text: str) -> str:
    """A text as a page can show it: composed, without characters that have no shape."""
    if INVISIBLE.search(text):
        text = INVISIBLE.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _language_of(element: etree._Element) -> str:
    return element.get("lang") or element.get(_XML_LANG) or ""


def _marker(element: etree._Element) -> str:
    parent = element.getparent()
    if parent is None or not str(parent.tag).endswith("ol"):
        return "•"
    start = parent.get("start", "1")
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    return str((int(start) if start.lstrip("-").isdigit() else 1) + before)


def _words_of(drawn: bool) -> Callable[[str], list[str]]:
    """What cuts a text into words: on a page every space is one, in markup only plain ones are."""
    return str.split if drawn else _plain_words


def _plain_words(text: str) -> list[str]:
    if text.isascii():
        return text.split()
    return [word for word in _PLAIN_SPACE.split(text) if word]


def _collapsed(text: str, offsets: list[int], words_of: Callable[[str], list[str]]) -> str:
    """A text with single spaces and without its holds, whose offsets are added to ``offsets``."""
    pieces: list[str] = []
    length, spaced = 0, True  # at its beginning a text needs no space
    for at, part in enumerate(text.split(_HOLD)):
        if at:
            offsets.append(length)
        words = words_of(part)
        if not words:
            if part and not spaced:
                pieces.append(" ")
                length += 1
                spaced = True
            continue
        plain = " ".join(words)
        if not part.startswith(words[0]) and not spaced:
            plain = f" {plain}"
        spaced = not part.endswith(words[-1])
        if spaced:
            plain += " "
        pieces.append(plain)
        length += len(plain)
    whole = "".join(pieces)
    stripped = whole.rstrip(" ")
    if len(stripped) < length:
        offsets[:] = [min(offset, len(stripped)) for offset in offsets]
    return stripped


def _sorted_out(
    marks: list[tuple[Mark | None, str, str]], offsets: list[int]
) -> tuple[tuple[Insert, ...], tuple[Link, ...], tuple[tuple[int, str], ...]]:
    inserts, links, ids = [], [], []
    opened: list[tuple[int, str]] = []
    for (mark, text, target), offset in zip(marks, offsets, strict=True):
        if mark is not None:
            inserts.append(Insert(offset, mark, text, target))
        elif text == "id":
            ids.append((offset, target))
        elif text == "link":
            opened.append((offset, target))
        elif opened:
            start, leads_to = opened.pop()
            links.append(Link(start, offset, leads_to))
    return tuple(inserts), tuple(links), tuple(ids)
