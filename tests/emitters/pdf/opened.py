"""A PDF, opened again, becomes a text of its structure that a person can read and a test compare.

One element a line, two spaces deeper than its parent, with what it says of itself. Text stands in
brackets after the label of its page, cut short; a link's annotation says where it leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

_LONGEST = 40
_MAPPED = re.compile(r"<([0-9a-f]{4})> <([0-9a-f]+)>", re.IGNORECASE)


@dataclass(frozen=True)
class Opened:
    """A PDF with its pages' labels and the text of its marked content."""

    content: bytes = field(repr=False)

    @cached_property
    def pdf(self) -> Pdf:
        return Pdf.open(BytesIO(self.content))

    @cached_property
    def labels(self) -> list[str]:
        return [page.label for page in self.pdf.pages]

    @cached_property
    def outline(self) -> list[tuple[int, str, str]]:
        """The level, the words and the page's label of each item of the outline."""
        return list(self._items(self.pdf.Root.Outlines, 1)) if "/Outlines" in self.pdf.Root else []

    def _items(self, parent: Object, level: int) -> Iterator[tuple[int, str, str]]:
        item = parent.get("/First")
        while item is not None:
            yield level, str(item.Title), self.label_of(item.Dest[0])
            yield from self._items(item, level + 1)
            item = item.get("/Next")

    def label_of(self, page: Object) -> str:
        return self.labels[self._numbers[page.objgen]]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {page.objgen: number for number, page in enumerate(self.pdf.pages)}

    @cached_property
    def marked(self) -> dict[tuple[tuple[int, int], int], str]:
        """The text of marked content, by its page and its number."""
        texts: dict[tuple[tuple[int, int], int], str] = {}
        for page in self.pdf.pages:
            fonts = _Fonts(page.resources)
            for number, text in fonts.marked(page):
                texts[page.objgen, number] = texts.get((page.objgen, number), "") + text
        return texts

    @cached_property
    def structure(self) -> str:
        """The structure tree as text."""
        (document,) = self.pdf.Root.StructTreeRoot.K
        return "\n".join(self._lines(document, 0)) + "\n"

    def _lines(self, element: Object, depth: int) -> Iterator[str]:
        indent = "  " * depth
        text = _cut(self._texts(element))
        yield f"{indent}{str(element.S)[1:]}{_facts(element)}{text and f' {text}'}"
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                yield f"{indent}  OBJR {self.target(kid.Obj)}"
            elif isinstance(kid, Dictionary) and "/S" in kid:
                yield from self._lines(kid, depth + 1)

    def _texts(self, element: Object) -> dict[str, str]:
        """An element's own text, by the label of the page that it is on."""
        found: dict[str, str] = {}
        for kid in _kids(element):
            if isinstance(kid, int):
                page, number = element.Pg, kid
            elif "/MCID" in kid:
                page, number = kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
            else:
                continue
            label = self.label_of(page)
            found[label] = found.get(label, "") + self.marked.get((page.objgen, number), "")
        return found

    def target(self, annotation: Object) -> str:
        """Where a link leads: to a page, by its label, or to an address."""
        if "/Dest" in annotation:
            return f"page {self.label_of(annotation.Dest[0])}"
        return str(annotation.A.URI)


def _kids(element: Object) -> Iterator[Object | int]:
    kids = element.get("/K", Array())
    yield from kids if isinstance(kids, Array) else [kids]


def _cut(texts: dict[str, str]) -> str:
    parts = []
    for label, text in texts.items():
        text = " ".join(text.split())
        if len(text) > _LONGEST:
            half = _LONGEST // 2
            text = f"{text[:half]}…{text[-half:]}"
        parts.append(f"{label}[{text}]")
    return " ".join(parts)


def _facts(element: Object) -> str:
    said = [f" {key[1:]}={str(element[key])!r}" for key in ("/Lang", "/Alt", "/E", "/ID")
            if key in element]  # fmt: skip
    attributes = element.get("/A", Dictionary())
    for key in ("/Scope", "/ColSpan", "/RowSpan"):
        if key in attributes:
            said.append(f" {key[1:]}={str(attributes[key]).removeprefix('/')}")
    if "/BBox" in attributes:
        said.append(" BBox")
    return "".join(said)


@dataclass(slots=True)
class _Fonts:
    """What the glyphs of a page's fonts stand for."""

    resources: Object
    maps: dict[str, dict[int, str]] = field(default_factory=dict)

    def marked(self, page: pikepdf.Page) -> Iterator[tuple[int, str]]:
        """The number of each piece of marked content, with a piece of its text."""
        open_marks: list[int | None] = []
        known: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    facts = operands[-1]
                    number = facts.get("/MCID") if isinstance(facts, Dictionary) else None
                    open_marks.append(None if number is None else int(number))
                    if number is not None:
                        yield int(number), ""
                case "EMC":
                    open_marks.pop()
                case "Tf":
                    known = self._map(str(operands[0]))
                case "TJ" | "Tj":
                    inside = [mark for mark in open_marks if mark is not None]
                    if inside:
                        yield inside[-1], _spelt(operands[0], known)

    def _map(self, name: str) -> dict[int, str]:
        if name not in self.maps:
            written = self.resources.Font[name].ToUnicode.read_bytes().decode()
            self.maps[name] = {
                int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
                for glyph, text in _MAPPED.findall(written)
            }
        return self.maps[name]


def _spelt(shown: Object, known: dict[int, str]) -> str:
    strings = shown if isinstance(shown, Array) else [shown]
    glyphs = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
    pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
    return "".join(known.get(high << 8 | low, "\ufffd") for high, low in pairs)
