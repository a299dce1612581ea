"""Markup becomes its elements and the words that a page can begin with, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from msgspec import Struct, field

# Elements that stand within a line of text: what is not among them divides what it stands between.
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time",
    "u", "var", "wbr",
})  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<text>[^<]+)
    |<(?P<end>/?)(?P<name>[^\s/>!?"'<]+)(?P<attributes>(?>[^"'>]+|"[^"]*"|'[^']*')*+)>
    |<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<data>.*?)\]\]>|<""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CHARACTER = re.compile(r"&[^;]*;|.", re.DOTALL)
# Notes and their calls, which stand elsewhere in print than in an e-book.
_NOTES = {
    "class": {"backlink", "note-call", "note-number", "noteref"},
    "role": {"doc-backlink", "doc-endnote", "doc-endnotes", "doc-footnote", "doc-noteref"},
    "epub:type": {"backlink", "endnote", "endnotes", "footnote", "footnotes", "noteref"},
}
_NOTEWORTHY = re.compile("note|backlink")


class Element(Struct, eq=False):
    """An element: ``start`` is where its tag begins in the markup, ``inside`` where that ends.

    ``before`` and ``after`` count the markup's characters before it and up to its end, white
    space, notes and note calls left out.
    """

    name: str
    start: int
    inside: int
    parent: Element | None
    before: int
    after: int
    in_notes: bool


class Words(Struct, eq=False):  # not frozen: a book has thousands of them
    """A piece of text outside notes, between two tags: ``start`` is where it begins in the markup.

    ``before`` and ``after`` count characters as an Element's do. Pieces of one ``block`` are read
    without a break between them.
    """

    start: int
    source: str
    parent: Element | None
    before: int
    after: int
    block: int
    verbatim: bool = False  # a CDATA section

    @property
    def text(self) -> str:
        """The text as it is read."""
        return self.source if self.verbatim else unescape(self.source)

    def place(self, index: int) -> int:
        """Where character number ``index`` of the text begins in the markup."""
        if self.verbatim:
            return self.start  # a tag inside would be text
        if "&" not in self.source:
            return self.start + index
        starts = [match.start() for match in _CHARACTER.finditer(self.source)]
        return self.start + (starts[index] if index < len(starts) else len(self.source))


class Markup(Struct, frozen=True, eq=False):
    """A document's markup, its elements by their ids, and its text in pieces."""

    source: str
    elements: Mapping[str, Element]
    words: tuple[Words, ...]


class _Reading(Struct):
    """How far markup has been read."""

    open: Element | None = None
    count: int = 0
    block: int = 0
    elements: dict[str, Element] = field(default_factory=dict)
    words: list[Words] = field(default_factory=list)

    def begin(self, name: str, attributes: str, start: int, inside: int) -> None:
        given = _attributes(attributes) if "=" in attributes else {}
        parent = self.open
        in_notes = (parent is not None and parent.in_notes) or _is_note(name, given)
        element = Element(name, start, inside, parent, self.count, self.count, in_notes)
        if "id" in given:
            self.elements.setdefault(given["id"], element)
        if name not in INLINE:
            self.block += 1
        if not attributes.endswith("/"):
            self.open = element

    def end(self, name: str) -> None:
        if self.open is not None:
            self.open.after = self.count
            self.open = self.open.parent
        if name not in INLINE:
            self.block += 1

    def read(self, source: str, start: int, *, verbatim: bool = False) -> None:
        if self.open is not None and self.open.in_notes:
            return
        text = source if verbatim or "&" not in source else unescape(source)
        after = self.count + len("".join(text.split()))
        self.words.append(Words(start, source, self.open, self.count, after, self.block, verbatim))
        self.count = after


def read_markup(source: str) -> Markup:
    """Read markup, which is left as it is: well-formed XHTML, or else as far as it makes sense."""
    reading = _Reading()
    for token in _TOKEN.finditer(source):
        match token.lastgroup:
            case "text":
                reading.read(token.group(), token.start())
            case "attributes" if token.group("end"):
                reading.end(token.group("name"))
            case "attributes":
                name, attributes = token.group("name", "attributes")
                reading.begin(name, attributes, token.start(), token.end())
            case "data":
                reading.read(token.group("data"), token.start(), verbatim=True)
            case _:
                pass
    return Markup(source, reading.elements, tuple(reading.words))


def _attributes(source: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(source)
    return {name: unescape(double or single) for name, double, single in found}


def _is_note(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is a note, its number or a link to or from one, or what holds notes.

    A division of the author's own may be called notes too: it has an id, as every block has.
    """
    if name == "div" and "id" not in attributes and attributes.get("class") == "notes":
        return True
    return any(
        kind in attributes
        and _NOTEWORTHY.search(attributes[kind])
        and not words.isdisjoint(attributes[kind].split())
        for kind, words in _NOTES.items()
    )
