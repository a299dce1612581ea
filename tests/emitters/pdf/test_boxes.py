"""Pages of one drawing, and where it is once they have a printer's boxes."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from imprint.emitters.pdf.boxes import set_boxes
from imprint.model.pages import Side

BLEED = {"top": 9.0, "bottom": 9.0, "outside": 9.0}


def drawn(content: bytes, **boxes: list[float]) -> Pdf:
    """A page as the engine makes it: its trim begins at 0, 0, its sheet where the bleed does."""
    book = Pdf.new()
    book.add_blank_page(page_size=(40, 60))
    page = book.pages[0].obj
    page.Contents = Stream(book, content)
    page.TrimBox = Array([0, 0, 40, 60])
    for key, box in boxes.items():
        page[f"/{key}"] = Array(box)
    return book


def box(page: pikepdf.Page, key: str) -> list[float]:
    return [float(number) for number in page.obj[key].as_list()]


def dark(book: Pdf) -> tuple[int, int, int, int]:
    """Left, bottom, right and top of what is black on the first page, in points."""
    content = BytesIO()
    book.save(content)
    with pymupdf.open(stream=content.getvalue()) as opened:
        pixels = opened[0].get_pixmap(colorspace=pymupdf.csGRAY)
    places = [
        (at % pixels.width, at // pixels.width) for at, v in enumerate(pixels.samples) if v < 128
    ]
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), pixels.height - max(down) - 1, max(across) + 1, pixels.height - min(down)


@pytest.mark.parametrize(("side", "left", "right"), [(Side.RECTO, 0, 9), (Side.VERSO, 9, 0)])
def test_the_spine_has_no_bleed_on_either_side(side: Side, left: float, right: float) -> None:
    book = drawn(b"0 g 0 0 9 9 re f", MediaBox=[-9, -9, 49, 69], BleedBox=[-9, -9, 49, 69])
    set_boxes(book.pages[0], trim=(40, 60), bleed=BLEED, side=side)
    page = book.pages[0]
    assert box(page, "/MediaBox") == [0, 0, left + 40 + right, 78]
    assert box(page, "/BleedBox") == box(page, "/MediaBox")
    assert box(page, "/TrimBox") == [left, 9, left + 40, 69]
    assert dark(book) == (left, 9, left + 9, 18)  # the trim's corner is where it was


def test_what_bleeds_is_drawn_to_the_edge_of_the_sheet() -> None:
    book = drawn(b"0 g -9 -9 58 78 re f", MediaBox=[-9, -9, 49, 69])
    set_boxes(book.pages[0], trim=(40, 60), bleed=BLEED, side=Side.VERSO)
    assert dark(book) == (0, 0, 49, 78)


def test_patterns_go_with_their_page() -> None:
    book = drawn(b"/Pattern cs /p scn 0 0 20 20 re f", MediaBox=[-9, -9, 49, 69])
    tile: Object = Stream(
        book,
        b"0 g 0 0 5 5 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 20, 20]),
        XStep=20,
        YStep=20,
        Resources=Dictionary(),
    )
    book.pages[0].obj.Resources = Dictionary(Pattern=Dictionary(p=tile))
    set_boxes(book.pages[0], trim=(40, 60), bleed=BLEED, side=Side.VERSO)
    assert dark(book) == (9, 9, 14, 14)


def test_a_page_without_bleed_is_the_trim_and_its_drawing_stays() -> None:
    book = drawn(b"0 g 0 0 9 9 re f", CropBox=[0, 0, 9, 9], ArtBox=[0, 0, 9, 9])
    set_boxes(book.pages[0], trim=(40, 60), bleed={}, side=Side.RECTO)
    page = book.pages[0]
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        assert box(page, key) == [0, 0, 40, 60]
    assert "/CropBox" not in page.obj
    assert "/ArtBox" not in page.obj
    assert page.obj.Contents.read_bytes() == b"0 g 0 0 9 9 re f"


def test_a_blank_page_stays_blank() -> None:
    book = drawn(b"")
    del book.pages[0].obj.Contents
    set_boxes(book.pages[0], trim=(40, 60), bleed=BLEED, side=Side.VERSO)
    assert "/Contents" not in book.pages[0].obj
    assert box(book.pages[0], "/TrimBox") == [9, 9, 49, 69]
