"""Laid-out pages become the facts of a fragment, and are drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from weasyprint.formatting_structure import boxes

from imprint.emitters.pdf.drawing import SCALE, Sheet
from imprint.emitters.pdf.fragments import ELSEWHERE, LaidPage, PageKind, page_facts
from imprint.emitters.pdf.starts import Starts
from imprint.emitters.pdf.structure import Structure


def facts_of(
    root: ElementTree.Element, pages: list[Any], turned: list[Any], context: Any
) -> tuple[dict[str, Any], list[Any], Sheet]:
    """What is known of a fragment's pages, their structure, and the pages drawn.

    ``turned`` are empty pages of the same types on the other side of the leaf.
    """
    repeated = set(root.iter("thead")) - getattr(context, "unrepeated", set())
    sheet = Sheet(heads={e: -1 for head in repeated for e in head.iter()})
    structure = Structure(root, SCALE)
    starts = Starts(root)
    laid: list[LaidPage] = []
    anchors: dict[str, list[Any]] = {}
    links: list[list[Any]] = []
    for number, page in enumerate(pages):
        stream = sheet.draw_page(page)
        areas: defaultdict[Any, list[int]] = defaultdict(list)
        for kind, target, rectangle, box in page.links:
            if box.element is None or box.element.tag != "a" or "::" in box.element_tag:
                continue  # a part of a link that is an area already
            areas[box].append(len(links))
            words = " ".join("".join(box.element.itertext()).split())
            links.append([number, _turned(rectangle, page), _target(kind, target), words])
        structure.add_page(page, number, stream.marks, areas)
        for name, (x, y, *_) in page.anchors.items():
            anchors.setdefault(name, [number, *_point(x, y, page)])
        laid.append(_laid_page(page, turned[number], number, context, starts))
    facts = {
        "pages": [page_facts(page) for page in laid],
        "mirrors": all(map(_mirrors, pages, turned)),
        "anchors": anchors,
        "links": links,
        "fixed": any(page._page_box.fixed_boxes for page in pages),
        "running": any(elements for elements in context.running_elements.values()),
    }
    return facts, structure.finished(), sheet


def _laid_page(page: Any, turned: Any, number: int, context: Any, starts: Starts) -> LaidPage:
    box = page._page_box
    strings = {
        name: tuple(texts[number + 1])
        for name, texts in context.string_set.items()
        if number + 1 in texts
    }
    left, bottom = box.content_box_x(), page.height - box.content_box_y() - box.height
    text = (left, bottom, left + box.width, bottom + box.height)
    kind = box.page_type
    return LaidPage(
        kind=PageKind(kind.side, kind.blank, kind.name or "", kind.index, kind.groups),
        width=_points(page.width),
        height=_points(page.height),
        shift=_points(turned.content_box_x() - box.content_box_x()),
        text=tuple(_points(side) for side in text),  # type: ignore[arg-type]
        bleeds=_bleeds(box),
        start=starts.start_of(box),
        strings=strings,
        opened=tuple(name for name in _opened(box) if name in strings),
    )


def _opened(box: Any) -> Iterator[str]:
    """The names of the strings that the first box of a page sets, or the first one in that."""
    while box is not None:
        if box.style["string_set"] != "none":
            yield from (name for name, _ in box.style["string_set"])
        box = next(iter(getattr(box, "children", ())), None)


def _mirrors(page: Any, turned: Any) -> bool:
    """Whether a page is the same on the other side but for its place: text, and no more."""
    box = page._page_box
    sizes = [
        (b.margin_width(), b.margin_height(), b.width, b.height, b.content_box_y())
        for b in (box, turned)
    ]
    same = all(abs(one - other) < 1e-6 for one, other in zip(*sizes, strict=True))
    plain = not _bleeds(box) and not box.fixed_boxes
    return same and plain and not is_painted(box) and not is_painted(turned)


def is_painted(box: Any) -> bool:
    """Whether the page itself, or the text's canvas, is drawn: a colour, a picture, a border."""
    canvas = getattr(box, "canvas_background", None)
    sides = ("top", "right", "bottom", "left")
    return (
        bool(canvas)
        or box.style["background_color"].alpha > 0
        or any(image[0] != "none" for image in box.style["background_image"])
        or any(box.style[f"border_{side}_width"] for side in sides)
        or bool(box.style["marks"])
    )


def _bleeds(box: Any) -> bool:
    """Whether something is painted beyond the page's edge or up to it."""
    width, height = box.margin_width(), box.margin_height()
    for child in box.descendants():
        picture = isinstance(child, boxes.ReplacedBox)
        if not picture and child.style["background_color"].alpha == 0:
            images = child.style["background_image"]
            if all(image[0] == "none" for image in images):
                continue
        if isinstance(child, boxes.TextBox | boxes.LineBox):
            continue
        left, top = child.border_box_x(), child.border_box_y()
        right, bottom = left + child.border_width(), top + child.border_height()
        if left <= 0.5 or top <= 0.5 or right >= width - 0.5 or bottom >= height - 0.5:
            return True
    return False


def _target(kind: str, target: str) -> str:
    """``#id`` of an element of the publication, or an address."""
    if kind == "internal":
        return f"#{unquote(target)}"
    elsewhere = target.removeprefix(ELSEWHERE)
    return target if elsewhere == target else unquote(elsewhere)


def _points(length: float) -> float:
    return round(length * SCALE, 4)


def _point(x: float, y: float, page: Any) -> list[float]:
    return [round(x * SCALE, 3), round((page.height - y) * SCALE, 3)]


def _turned(rectangle: tuple[float, float, float, float], page: Any) -> list[float]:
    """A rectangle in pixels from the top left corner, in points from the lower left one."""
    left, top, right, bottom = rectangle
    return [*_point(left, bottom, page), *_point(right, top, page)]
