"""A laid-out box tree becomes the tree of its structure elements, one for each element of the text.

An element that goes on over several pages or lines is one structure element, and a note stands
where it is called. ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), section 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import category
from xml.etree import ElementTree

from msgspec import Struct, field
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS = {f"h{level}": f"H{level}" for level in range(1, 7)}
_TAGS = {
    **_HEADINGS,
    "section": "Sect", "article": "Art", "main": "Part", "nav": "Sect",
    "div": "Div", "aside": "Div", "blockquote": "BlockQuote", "p": "P", "pre": "P",
    "code": "Code", "a": "Link", "q": "Quote", "ul": "L", "ol": "L", "dl": "L",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption", "figcaption": "Caption",
}  # fmt: skip
_OF_CONTENTS = {"ol": "TOC", "li": "TOCI", "a": "Link"}
# The roles of the contents, and of the lists of figures and of tables.
_LISTS_OF_PLACES = ("doc-toc", "navigation")
# Elements whose parts are structure, and that have none of their own.
_ROOTS = ("html", "body")
_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


class Element(Struct, eq=False):
    """A structure element: its type, what it says of itself, and what is in it.

    Kids are elements, ``(page, number)`` of marked content, or ``Area`` of links.
    ``attributes`` are ``Lang``, ``Alt``, ``E``, ``ID``, and ``Scope``, ``ColSpan``, ``RowSpan`` of
    a table's cells and ``BBox`` of a figure, in points from the page's lower left corner.
    """

    type: str
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Element | tuple[int, int] | Area] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.kids and self.type not in ("TD", "TH")

    def tidy(self) -> None:
        """Leave out elements without content."""
        for kid in self.kids:
            if isinstance(kid, Element):
                kid.tidy()
        self.kids = [k for k in self.kids if not (isinstance(k, Element) and k.is_empty)]

    @property
    def facts(self) -> list[Any]:
        """The element as JSON can write it: ``[type, attributes, kids]``."""
        return [self.type, self.attributes, [_kid_facts(kid) for kid in self.kids]]


class Area(Struct, frozen=True):
    """The rectangle of a link, by its number in the fragment."""

    link: int


def _kid_facts(kid: Element | tuple[int, int] | Area) -> Any:
    if isinstance(kid, Element):
        return kid.facts
    return {"link": kid.link} if isinstance(kid, Area) else list(kid)


def is_artifact(box: Any) -> bool:
    """Whether what a box draws is ornament: a scene break, a leader, a picture without words."""
    element = box.element
    if element is None or not isinstance(element.tag, str):
        return False
    if element.tag == "img":
        return not (element.get("alt") or "").strip() and element.get("data-missing-alt") is None
    if element.tag == "hr":
        return True
    if "::" not in (box.element_tag or ""):
        return False
    is_leader = "leader" in (element.get("class") or "").split()
    return is_leader or _is_ornament(getattr(box, "text", ""))


def _is_ornament(text: str) -> bool:
    """Whether a text that a stylesheet adds is a flower or a star, and no mark of a text."""
    signs = "".join(text.split())
    return bool(signs) and all(category(sign) == "So" for sign in signs)


class Structure:
    """Gathers the structure of a fragment, page by page."""

    def __init__(self, root: ElementTree.Element, scale: float) -> None:
        self.root = Element("Document")
        self._scale = scale
        self._elements: dict[tuple[int, str], Element] = {}
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._contents = {
            inner for e in root.iter() if e.get("role") in _LISTS_OF_PLACES for inner in e.iter()
        }
        self._notes = 0
        self._height = 0.0

    def add_page(
        self, page: Any, number: int, marks: dict[Any, int], links: dict[Any, list[int]]
    ) -> None:
        """Add a page's content: ``marks`` and ``links`` are those of its boxes."""
        self._height = page.height
        walk = _Walk(self, number, marks, links)
        for child in page._page_box.children:
            if not isinstance(child, boxes.MarginBox):
                walk.box(child, self.root)

    def finished(self) -> list[Any]:
        self.root.tidy()
        return [kid.facts for kid in self.root.kids if isinstance(kid, Element)]

    def element_of(self, box: Any, parent: Element) -> Element:
        """The structure element that a box's content belongs to, made at its first box."""
        element, name = box.element, box.element_tag or ""
        if element is None or not isinstance(element.tag, str) or element.tag in _ROOTS:
            return parent
        key = (id(element), name)
        if key not in self._elements:
            self._elements[key] = self._made(box, element, name, parent)
        return self._elements[key]

    def _made(self, box: Any, element: ElementTree.Element, name: str, parent: Element) -> Element:
        tag, _, part = name.partition("::")
        if part:
            return self._made_part(box, element, tag, part, parent)
        if element in self._contents and tag in ("ol", "li", "a"):
            return self._content(element, parent)
        if tag == "li":
            return self._listed(element, parent)
        if tag == "div" and parent.type == "L":
            return parent  # terms with their definitions (HTML, 4.4.9)
        if tag in ("dt", "dd"):
            return self._defined(tag, element, parent)
        if tag == "figure":
            return self._figure(box, element, parent)
        if tag == "img":
            return self._picture(box, element, parent)
        if tag == "aside" and element.get("data-number"):
            return self._note(element, parent)
        type_ = _TAGS.get(tag, "")
        if tag == "sup" and "noteref" in (element.get("class") or "").split():
            type_ = "Reference"  # to a note that is called before
        attributes = self._attributes(element, parent)
        if tag == "abbr" and element.get("title"):
            attributes["E"] = element.get("title")
        if not type_ and not attributes:
            return parent
        made = Element(type_ or "Span", attributes)
        if type_ in ("TH", "TD"):
            made.attributes.update(_cell_attributes(box, element))
        parent.kids.append(made)
        return made

    def _attributes(self, element: ElementTree.Element, parent: Element) -> dict[str, Any]:
        """The language of an element that is not in its parent's."""
        language = element.get("lang") or element.get(_LANGUAGE) or ""
        above = self._parents.get(element)
        while above is not None:
            inherited = above.get("lang") or above.get(_LANGUAGE)
            if inherited:
                return {"Lang": language} if language and language != inherited else {}
            above = self._parents.get(above)
        return {"Lang": language} if language else {}

    def _made_part(
        self, box: Any, element: ElementTree.Element, tag: str, part: str, parent: Element
    ) -> Element:
        """What a stylesheet adds to an element: a list's bullet, a note's call and number."""
        if part == "footnote-call":
            reference = Element("Reference")
            parent.kids.append(reference)
            self._elements[id(element), tag] = self._note(element, parent)
            return reference
        if part in ("marker", "footnote-marker"):
            owner = self._elements.get((id(element), f"{tag}::item")) or self.element_of(
                _Plain(element, tag), parent
            )
            label = Element("Lbl")
            owner.kids.insert(0, label)
            return label
        return parent

    def _note(self, element: ElementTree.Element, parent: Element) -> Element:
        """A note, at its call or, where that draws nothing, where it stands itself."""
        self._notes += 1
        note = Element("Note", {**self._attributes(element, parent), "ID": str(self._notes)})
        parent.kids.append(note)
        return note

    def _content(self, element: ElementTree.Element, parent: Element) -> Element:
        """A table of contents, an entry of it, or where an entry leads (ISO 32000-1, 14.8.4.2)."""
        made = Element(_OF_CONTENTS[element.tag], self._attributes(element, parent))
        parent.kids.append(Element("Reference", {}, [made]) if element.tag == "a" else made)
        if element.tag == "li":
            self._elements[id(element), "li::item"] = made
        return made

    def _listed(self, element: ElementTree.Element, parent: Element) -> Element:
        """The body of a list item, which comes after its label."""
        body = Element("LBody", self._attributes(element, parent))
        item = Element("LI", {}, [body])
        self._elements[id(element), "li::item"] = item
        parent.kids.append(item)
        return body

    def _defined(self, tag: str, element: ElementTree.Element, parent: Element) -> Element:
        """A term as the label of an item, a definition as its body."""
        made = Element("Lbl" if tag == "dt" else "LBody", self._attributes(element, parent))
        last = parent.kids[-1] if parent.kids else None
        opens = not isinstance(last, Element) or (
            tag == "dt" and any(isinstance(k, Element) and k.type == "LBody" for k in last.kids)
        )
        if opens or not isinstance(last, Element) or last.type != "LI":
            last = Element("LI")
            parent.kids.append(last)
        if tag == "dd" and any(isinstance(k, Element) and k.type == "LBody" for k in last.kids):
            last = Element("LI")
            parent.kids.append(last)
        last.kids.append(made)
        return made

    def _figure(self, box: Any, element: ElementTree.Element, parent: Element) -> Element:
        """A picture with its caption; a figure of anything else is a division."""
        pictures = [picture for picture in element.iter("img") if picture.get("alt")]
        made = Element("Div", self._attributes(element, parent))
        if len(pictures) == 1:
            made = Element("Figure", {**made.attributes, "Alt": pictures[0].get("alt")})
        parent.kids.append(made)
        return made

    def _picture(self, box: Any, element: ElementTree.Element, parent: Element) -> Element:
        alternative = element.get("alt") or ""
        if parent.type == "Figure" and parent.attributes.get("Alt") == alternative:
            parent.attributes.setdefault("BBox", self._rectangle(box))
            return parent
        made = Element("Figure", self._attributes(element, parent))
        if alternative:
            made.attributes["Alt"] = alternative
        made.attributes["BBox"] = self._rectangle(box)
        parent.kids.append(made)
        return made

    def _rectangle(self, box: Any) -> list[float]:
        """A box in points from the page's lower left corner."""
        left, bottom = box.content_box_x(), self._height - box.content_box_y() - box.height
        sides = (left, bottom, left + box.width, bottom + box.height)
        return [round(side * self._scale, 3) for side in sides]


class _Plain(Struct, frozen=True):
    """An element on its own, as ``element_of`` looks at a box."""

    element: ElementTree.Element
    element_tag: str


class _Walk(Struct):
    """One page's boxes, in the order of the text."""

    structure: Structure
    page: int
    marks: dict[Any, int]
    links: dict[Any, list[int]]

    def box(self, box: Any, parent: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        mark = self.marks.get(box)
        is_cell = isinstance(box, boxes.TableCellBox)  # there is one of each column in a row
        if mark is None and not is_cell and not getattr(box, "children", ()):
            return
        element = self.structure.element_of(box, parent)
        element.kids.extend(Area(link) for link in self.links.get(box, ()))
        if mark is not None:
            element.kids.append((self.page, mark))
        for child in self._children(box):
            self.box(child, element)

    def _children(self, box: Any) -> Iterator[Any]:
        """The boxes in a box; a table's wrapper has the caption and the table as one."""
        for child in getattr(box, "children", ()):
            if isinstance(child, boxes.LineBox):
                yield from self._children(child)
            else:
                yield child


def _cell_attributes(box: Any, element: ElementTree.Element) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    if element.tag == "th":
        attributes["Scope"] = _SCOPES.get(element.get("scope", "col"), "Column")
    for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
        if span != 1:
            attributes[name] = span
    return attributes
