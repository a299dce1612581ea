"""Page markers become the page lists of the navigation document and of the NCX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from lxml import etree

from imprint.emitters.epub.markers import Marker

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_ID = re.compile(r"""\sid\s*=\s*["']([^"']*)["']""")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)


def page_list(markers: Iterable[Marker], *, title: str, navigation: str) -> str:
    """The list of pages, to stand in the navigation document after its other lists.

    https://www.w3.org/TR/epub-33/#sec-nav-pagelist
    """
    taken = set(_ID.findall(navigation))
    name = "page-list"
    while taken & {name, f"{name}-title"}:
        name += "-print"
    lines = "".join(
        f'<li><a href="{escape(marker.target)}">{escape(marker.label)}</a></li>\n'
        for marker in markers
    )
    return (
        f'<nav epub:type="page-list" role="doc-pagelist" id="{name}" hidden="hidden"'
        f' aria-labelledby="{name}-title">\n<h2 id="{name}-title">{escape(title)}</h2>\n'
        f"<ol>\n{lines}</ol>\n</nav>\n"
    )


def add_page_targets(
    ncx: etree._Element, markers: Sequence[Marker], *, title: str, documents: Mapping[str, bytes]
) -> None:
    """Put the list of pages into an NCX, and number its targets in the order of the text.

    ``documents`` are the content documents by their paths, in the order of the spine.
    https://www.w3.org/TR/epub-33/#sec-opf2-ncx
    """
    pages = etree.Element(f"{_NCX}pageList")
    _label(pages, title)
    for marker in markers:
        page = etree.SubElement(pages, f"{_NCX}pageTarget", id=marker.id, type=_type(marker.label))
        if marker.label.isdecimal():
            page.set("value", str(int(marker.label)))
        _label(page, marker.label)
        etree.SubElement(page, f"{_NCX}content", src=marker.target)
    contents = ncx.find(f"{_NCX}navMap")
    assert contents is not None
    contents.addnext(pages)
    _count_pages(ncx, markers)
    _number(ncx, documents)


def _label(parent: etree._Element, text: str) -> None:
    label = etree.SubElement(parent, f"{_NCX}navLabel")
    etree.SubElement(label, f"{_NCX}text").text = text


def _type(label: str) -> str:
    if label.isdecimal():
        return "normal"
    return "front" if _ROMAN.fullmatch(label) else "special"


def _count_pages(ncx: etree._Element, markers: Sequence[Marker]) -> None:
    numbers = [int(marker.label) for marker in markers if marker.label.isdecimal()]
    facts = {
        "dtb:totalPageCount": len(markers),
        "dtb:maxPageNumber": max(numbers, default=0),
    }
    for fact in ncx.iter(f"{_NCX}meta"):
        if fact.get("name") in facts:
            fact.set("content", str(facts[str(fact.get("name"))]))


def _number(ncx: etree._Element, documents: Mapping[str, bytes]) -> None:
    """Give each target its number in the order of the text; the same place has the same number."""
    targets = {
        target: str(content.get("src"))
        for target in ncx.iter(f"{_NCX}navPoint", f"{_NCX}pageTarget")
        if (content := target.find(f"{_NCX}content")) is not None
    }
    numbers = {path: number for number, path in enumerate(documents)}

    def place(source: str) -> tuple[int, int]:
        path, _, name = source.partition("#")
        content = documents.get(path, b"")
        return numbers.get(path, len(numbers)), content.find(f' id="{name}"'.encode())

    ordered = sorted(dict.fromkeys(targets.values()), key=place)
    order = {source: number for number, source in enumerate(ordered, 1)}
    for target, source in targets.items():
        target.set("playOrder", str(order[source]))
