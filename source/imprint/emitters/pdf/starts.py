"""Laid-out pages are held against the text that was set: where in it each page begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from msgspec import Struct
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from imprint.emitters.pdf.fragments import Start

_LONGEST = 48  # characters of a page's beginning that are kept


def is_apart(element: ElementTree.Element) -> bool:
    """Whether an element is a note, a note's call, or a folio of the contents.

    The media have the first ones in different places, and an e-book's contents have no folios.
    """
    classes = (element.get("class") or "").split()
    return element.get("data-number") is not None or not {"noteref", "folio"}.isdisjoint(classes)


class Starts:
    """Follows the text of a fragment over its pages."""

    def __init__(self, root: ElementTree.Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._used: defaultdict[ElementTree.Element, int] = defaultdict(int)
        self._owned: dict[ElementTree.Element, str] = {}
        self._apart = {inner for e in root.iter() if is_apart(e) for inner in e.iter()}

    def start_of(self, page_box: Any) -> Start | None:
        """Where a page's text begins; pages are asked for in order, each once."""
        start: Start | None = None
        words: list[str] = []
        for box in self._texts(page_box):
            element = box.element
            before = self._used[element]
            length = self._taken(box, self._own(element)[before:])
            if not length:
                continue  # a table's head, drawn again
            self._used[element] = before + length
            if start is None:
                start = self._located(element, before)
            if start is not None and sum(map(len, words)) < _LONGEST:
                words.append(box.text)
        if start is None:
            return None
        return Start(start.element, start.offset, " ".join(" ".join(words).split())[:_LONGEST])

    def _own(self, element: ElementTree.Element) -> str:
        """The characters that stand in an element directly, white space left out."""
        if element not in self._owned:
            texts = [element.text or "", *(child.tail or "" for child in element)]
            self._owned[element] = "".join("".join(texts).split())
        return self._owned[element]

    def _taken(self, box: Any, rest: str) -> int:
        """How many of an element's characters a box shows; a hyphen at its end may be none."""
        shown = "".join(box.text.split())
        if not rest.startswith(shown):
            bare = shown.removesuffix(box.style["hyphenate_character"])
            shown = bare if rest.startswith(bare) else shown
        return min(len(shown), len(rest))

    def _texts(self, box: Any) -> Iterator[Any]:
        """The boxes of the text itself, in order: not notes, nor what a stylesheet adds."""
        for child in getattr(box, "children", ()):
            if isinstance(child, AbsolutePlaceholder):
                child = child._box
            if isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox):
                continue
            if isinstance(child, boxes.TextBox):
                named = child.element is not None and "::" not in (child.element_tag or "")
                if named and child.text.strip() and child.element not in self._apart:
                    yield child
            else:
                yield from self._texts(child)

    def _located(self, element: ElementTree.Element, used: int) -> Start | None:
        """The place of an element's own character number ``used``, from the nearest id above."""
        above: ElementTree.Element | None = element
        while above is not None and not above.get("id"):
            above = self._parents.get(above)
        if above is None:
            return None
        offset = 0
        for piece in _pieces(above, self._apart):
            length = len("".join(piece.text.split()))
            if piece.owner is element:
                if used < length:
                    return Start(above.get("id", ""), offset + used, "")
                used -= length
            offset += length
        return None


class _Piece(Struct, frozen=True):
    """A run of characters, and the element that it stands in directly."""

    owner: ElementTree.Element
    text: str


def _pieces(element: ElementTree.Element, apart: set[ElementTree.Element]) -> Iterator[_Piece]:
    if element.text:
        yield _Piece(element, element.text)
    for child in element:
        if child not in apart:
            yield from _pieces(child, apart)
        if child.tail:
            yield _Piece(element, child.tail)
