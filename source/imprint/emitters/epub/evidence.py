"""Content documents become what is known of them: elements, roles, pictures, characters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from msgspec import Struct

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
_TYPE = f"{{{OPS}}}type"
_SVG = "{http://www.w3.org/2000/svg}"
_MATHML = "{http://www.w3.org/1998/Math/MathML}math"
_DECORATIVE = {"presentation", "none"}


class Picture(Struct, frozen=True):
    """A picture as a document shows it: ``alternative`` is empty where there is none."""

    source: str
    alternative: str
    decorative: bool


class Evidence(Struct, frozen=True):
    """What a content document, or several, hold.

    ``elements`` are local names; ``classes``, ``roles`` and ``semantics`` are the words of
    ``class``, ``role`` and ``epub:type``; ``properties`` are those of the manifest;
    ``page_breaks`` are the ids of page markers in their order.
    """

    elements: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    semantics: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()
    pictures: tuple[Picture, ...] = ()
    page_breaks: tuple[str, ...] = ()
    text: bool = False


def evidence_of(root: etree._Element) -> Evidence:
    """What a document's tree holds."""
    tags: set[str] = set()
    words: dict[str, set[str]] = {"class": set(), "role": set(), _TYPE: set()}
    pictures: list[Picture] = []
    page_breaks: list[str] = []
    for node in root.iter("*"):
        tag = str(node.tag)
        tags.add(tag)
        for name, value in node.attrib.items():
            if name in words:
                words[str(name)].update(str(value).split())
        if "pagebreak" in str(node.get(_TYPE, "")).split():
            page_breaks.append(str(node.get("id", "")))
        if tag == f"{{{XHTML}}}img":
            pictures.append(_image(node))
        elif tag == f"{_SVG}svg":
            pictures.append(_drawing(node))
    body = root.find(f"{{{XHTML}}}body")
    found = root if body is None else body
    return Evidence(
        elements=frozenset(tag.rpartition("}")[2] for tag in tags),
        classes=frozenset(words["class"]),
        roles=frozenset(words["role"]),
        semantics=frozenset(words[_TYPE]),
        properties=frozenset(_properties(tags)),
        pictures=tuple(pictures),
        page_breaks=tuple(page_breaks),
        text=any(text.strip() for text in found.itertext()),
    )


def together(evidence: Iterable[Evidence]) -> Evidence:
    """What several documents hold between them."""
    every = list(evidence)
    return Evidence(
        elements=frozenset().union(*(e.elements for e in every)),
        classes=frozenset().union(*(e.classes for e in every)),
        roles=frozenset().union(*(e.roles for e in every)),
        semantics=frozenset().union(*(e.semantics for e in every)),
        properties=frozenset().union(*(e.properties for e in every)),
        pictures=tuple(picture for e in every for picture in e.pictures),
        page_breaks=tuple(name for e in every for name in e.page_breaks),
        text=any(e.text for e in every),
    )


def _properties(tags: set[str]) -> Iterable[str]:
    """The properties that the manifest must state of a document.

    https://www.w3.org/TR/epub-33/#app-item-properties-vocab
    """
    if _MATHML in tags:
        yield "mathml"
    if f"{_SVG}svg" in tags:
        yield "svg"
    if f"{{{XHTML}}}script" in tags or f"{{{XHTML}}}form" in tags:
        yield "scripted"


def _image(node: etree._Element) -> Picture:
    source, alternative = str(node.get("src", "")), str(node.get("alt", ""))
    return Picture(source, _tidy(alternative), _is_decorative(node))


def _drawing(node: etree._Element) -> Picture:
    title = node.find(f"{_SVG}title")
    named = "" if title is None else str(title.text or "")
    return Picture("", _tidy(str(node.get("aria-label", "")) or named), _is_decorative(node))


def _is_decorative(node: etree._Element) -> bool:
    return node.get("role") in _DECORATIVE or node.get("aria-hidden") == "true"


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
