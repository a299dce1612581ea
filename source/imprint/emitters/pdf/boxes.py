"""A page as the engine drew it becomes one with a printer's boxes (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Page

from imprint.model.pages import Side


class Boxes:
    """The rectangles of a file's pages: those that are alike are one, as a book has thousands."""

    def __init__(self) -> None:
        self._made: dict[tuple[float, ...], Array] = {}

    def of(self, *numbers: float | Object) -> Array:
        box = tuple(round(float(number), 4) for number in numbers)
        if box not in self._made:
            self._made[box] = Array(box)
        return self._made[box]


def set_boxes(
    page: Page,
    *,
    trim: tuple[float, float],
    bleed: Mapping[str, float],
    side: Side,
    room: float = 0.0,
    boxes: Boxes | None = None,
) -> None:
    """Give a page its trim and bleed, in points; the sheet is the trim with its bleed.

    ``bleed`` is how far the page goes past the trim at ``top``, ``bottom``, ``outside`` and
    ``inside`` (the spine); what it does not name has none. ``room`` is what the sheet has beyond
    that on every side, where nothing of the page is drawn. The sheet begins at 0, 0, as some
    programs place pages by their corner and lose those that begin below it; what was drawn goes
    with its trim. ``boxes`` are those of the whole file.
    """
    boxes = boxes or Boxes()
    spine, edge = bleed.get("inside", 0.0), bleed.get("outside", 0.0)
    left, right = (spine, edge) if side is Side.RECTO else (edge, spine)
    bottom, top = bleed.get("bottom", 0.0), bleed.get("top", 0.0)
    width, height = trim
    across, up = room + left, room + bottom  # to the trim
    bled = boxes.of(room, room, across + width + right, up + height + top)
    old_left, old_bottom = (float(number) for number in page.trimbox.as_list()[:2])
    _move(page, across - old_left, up - old_bottom, bled, boxes)
    page.obj.MediaBox = boxes.of(0, 0, float(bled[2]) + room, float(bled[3]) + room)
    page.obj.BleedBox = bled
    page.obj.TrimBox = boxes.of(across, up, across + width, up + height)
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _move(page: Page, right: float, up: float, bled: Array, boxes: Boxes) -> None:
    """Move what is drawn, by making it a form: a matrix in the page would leave patterns behind.

    ISO 32000-1, 8.7.3.1: the matrix of a pattern counts from the page, or the form, that uses it.
    """
    right, up = round(right, 4), round(up, 4)
    if "/Contents" not in page.obj or not (right or up):
        return
    page.contents_coalesce()
    drawing = page.obj.Contents
    drawing.Type, drawing.Subtype = Name.XObject, Name.Form
    drawing.Resources = page.resources
    drawing.Matrix = Array([1, 0, 0, 1, right, up])
    edges = zip(bled, (right, up, right, up), strict=True)
    drawing.BBox = boxes.of(*(float(edge) - moved for edge, moved in edges))
    page.obj.Resources = Dictionary(XObject=Dictionary(Page=drawing))
    del page.obj.Contents
    page.contents_add(b"/Page Do")
