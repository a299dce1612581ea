"""The structure of fragments becomes the structure tree of a book, its links with it.

ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF); ISO 14289-1 (PDF/UA-1), section 7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from imprint.emitters.pdf.fragments import LinkArea
from imprint.emitters.pdf.press import SetBook, SetPage

_PRINTED = 4  # an annotation that is shown on paper too (ISO 32000-1, 12.5.3)
_TABLE = ("Scope", "ColSpan", "RowSpan")


def add_structure(pdf: Pdf, book: SetBook, pages: Sequence[SetPage]) -> None:
    """Give a book its structure tree and its links; the pages are in it already."""
    _Tagger(pdf, book, pages).tag()


def has_missing_alternatives(book: SetBook) -> bool:
    """Whether a picture that says something has no words for it."""
    return not all(alternatives(book))


def alternatives(book: SetBook) -> Iterator[str]:
    """The words for each picture that says something, or nothing where it has none."""
    for fragment in book.fragments:
        for element in fragment.structure:
            yield from _words(element)


def _words(element: list[Any]) -> Iterator[str]:
    type_, attributes, kids = element
    if type_ == "Figure":
        yield str(attributes.get("Alt") or "")
    for kid in kids:
        if _is_element(kid):
            yield from _words(kid)


def _is_element(kid: Any) -> bool:
    return isinstance(kid, list) and bool(kid) and isinstance(kid[0], str)


@dataclass(slots=True)
class _Tagger:
    pdf: Pdf
    book: SetBook
    pages: Sequence[SetPage]
    parents: defaultdict[int, dict[int, Object]] = field(default_factory=lambda: defaultdict(dict))
    link_parents: list[Object] = field(default_factory=list)
    named: dict[str, Object] = field(default_factory=dict)
    level: int = 0  # of the last heading
    sheets: list[Object] = field(init=False)

    def __post_init__(self) -> None:
        self.sheets = [page.obj for page in self.pdf.pages]

    def tag(self) -> None:
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        kids = Array()
        for at, page in enumerate(self.pages):
            if page.leaf and page.leaf[1] == 0:
                number = page.leaf[0]
                fragment = self.book.fragments[number]
                places = _Places(self, number, at)
                for element in fragment.structure:
                    kids.append(places.element(element, document))
        document.K = kids
        root.K = Array([document])
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._parent_tree()))
        root.ParentTreeNextKey = len(self.pages) + len(self.link_parents)
        if self.named:
            root.IDTree = self.pdf.make_indirect(self._names())
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        for at, sheet in enumerate(self.sheets):
            sheet.Tabs = Name.S
            sheet.StructParents = at

    def _parent_tree(self) -> Array:
        """The element of each piece of marked content, page by page, then of each link."""
        numbers = Array()
        for at in range(len(self.pages)):
            marks = self.parents.get(at, {})
            last = max(marks, default=-1)
            numbers.append(at)
            numbers.append(
                self.pdf.make_indirect(Array([marks.get(mark) for mark in range(last + 1)]))
            )
        for at, element in enumerate(self.link_parents, len(self.pages)):
            numbers.append(at)
            numbers.append(element)
        return numbers

    def _names(self) -> Dictionary:
        """The elements that have a name, as a name tree of one node (ISO 32000-1, 7.9.6)."""
        names = Array()
        for name in sorted(self.named):
            names.append(String(name))
            names.append(self.named[name])
        return Dictionary(Names=names)

    def heading(self, type_: str) -> str:
        """A heading's type: no level is left out on the way down (ISO 14289-1, 7.4.2)."""
        self.level = min(int(type_[1]), self.level + 1)
        return f"H{self.level}"


class _Places(Struct, frozen=True):
    """A fragment in the book: ``first`` is the number of its first page."""

    tagger: _Tagger
    fragment: int
    first: int

    def element(self, facts: list[Any], parent: Object) -> Object:
        type_, attributes, kids = facts
        if len(type_) == 2 and type_[0] == "H" and type_[1].isdigit():
            type_ = self.tagger.heading(type_)
        made = self.tagger.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{type_}"), P=parent)
        )
        content = Array()
        page: int | None = None
        for kid in kids:
            if _is_element(kid):
                content.append(self.element(kid, made))
            elif isinstance(kid, dict):
                reference = self._link(kid["link"], made)
                if reference is not None:
                    content.append(reference)
            else:
                here, mark = self.first + kid[0], kid[1]
                self.tagger.parents[here][mark] = made
                if page is None:
                    page = here
                    made.Pg = self.tagger.sheets[here]
                content.append(mark if here == page else self._mark(here, mark))
        made.K = content
        self._describe(made, attributes, shift=self.tagger.pages[page].shift if page else 0.0)
        return made

    def _mark(self, page: int, mark: int) -> Dictionary:
        return Dictionary(Type=Name.MCR, Pg=self.tagger.sheets[page], MCID=mark)

    def _describe(self, made: Object, attributes: dict[str, Any], *, shift: float) -> None:
        """Write what an element says of itself; ``shift`` is that of the page it begins on."""
        for name in ("Lang", "Alt", "E"):
            if name in attributes:
                made[f"/{name}"] = String(attributes[name])
        if "ID" in attributes:
            name = f"{self.fragment}-{attributes['ID']}"
            made.ID = String(name)
            self.tagger.named[name] = made
        if "BBox" in attributes:
            left, bottom, right, top = attributes["BBox"]
            box = Array([round(left + shift, 3), bottom, round(right + shift, 3), top])
            made.A = Dictionary(O=Name.Layout, BBox=box)
        table = {name: attributes[name] for name in _TABLE if name in attributes}
        if table:
            made.A = Dictionary(O=Name.Table)
            for name, value in table.items():
                made.A[f"/{name}"] = Name(f"/{value}") if isinstance(value, str) else value

    def _link(self, number: int, parent: Object) -> Dictionary | None:
        """The annotation of a link, put on its page, as a part of its element."""
        tagger = self.tagger
        area = tagger.book.fragments[self.fragment].links[number]
        made = add_link(tagger.pdf, tagger.book, tagger.pages, area, self.first)
        if made is None:
            return None
        made.StructParent = len(tagger.pages) + len(tagger.link_parents)
        tagger.link_parents.append(parent)
        return Dictionary(Type=Name.OBJR, Obj=made, Pg=tagger.sheets[self.first + area.page])


def add_links(pdf: Pdf, book: SetBook, pages: Sequence[SetPage]) -> None:
    """Give a book its links alone, without structure."""
    for at, page in enumerate(pages):
        if page.leaf and page.leaf[1] == 0:
            for area in book.fragments[page.leaf[0]].links:
                add_link(pdf, book, pages, area, at)


def add_link(
    pdf: Pdf, book: SetBook, pages: Sequence[SetPage], area: LinkArea, first: int
) -> Object | None:
    """Put a link's annotation on its page, or None if it leads nowhere in the book.

    ISO 32000-1, 12.5.6.5. ``first`` is the number of its fragment's first page.
    """
    at = first + area.page
    shift = pages[at].shift
    left, bottom, right, top = area.rectangle
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(left + shift, 3), bottom, round(right + shift, 3), top]),
        Border=Array([0, 0, 0]),
        F=_PRINTED,
        Contents=String(area.words or area.target),
    )
    if area.target.startswith("#"):
        place = destination(pdf, book, area.target[1:])
        if place is None:
            return None
        annotation.Dest = place
    else:
        annotation.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(area.target))
    made = pdf.make_indirect(annotation)
    page = pdf.pages[at].obj
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(made)
    return made


def destination(pdf: Pdf, book: SetBook, id_: str) -> Array | None:
    """The place of an element as a destination (ISO 32000-1, 12.3.2.2), or None."""
    if id_ not in book.anchors:
        return None
    page, x, y = book.anchors[id_]
    return Array([pdf.pages[page].obj, Name.XYZ, round(x, 3), y, 0])
