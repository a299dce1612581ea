"""A finished PDF's pages are looked at: letters that nobody sees, and what its pictures show."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from imprint.checks.facts import Unreadable

SIDE = 16  # cells of a look across and down
_DEEPEST = 8  # forms inside one another
_PALE = 216  # of 255, above which a letter may be as light as the paper
_FAINT = 64  # of 255, below which a letter may shine through too much
_UNDRAWN = (3, 7)  # modes in which text is not painted (ISO 32000-1, table 106)
_TINY = 2.0  # points
_CLOSE = 40  # of 255, within which letters may be lost on their ground
_CORNERS = 5  # points of a path that is a rectangle
_SPECK = 0.6  # points, the height of a letter that is none to the eye
_SCALE = 2.0  # pixels in a point
_FLAT = 20  # of 255, the least by which a letter stands out
_MANY = 3  # letters, fewer of which may be an ornament
_STEADY, _NEAR = 6.0, 60.0  # of 255: pictures of one colour, and how far two may be apart
_ALIKE = 0.9  # the correlation of two looks of one picture


class Unseen(NamedTuple):
    """Text that is on a page, whose number is from 0, and cannot be seen."""

    page: int
    text: str


def unseen_in(content: bytes) -> Iterator[Unseen]:
    """The runs of text that a PDF has and does not show; raises Unreadable.

    A page is painted only if something on it may hide a letter.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    with _opened(content) as document:
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                raise Unreadable(f"its page {number + 1} is damaged") from None
            if _is_suspect(page, pdfium):
                for text in _hidden_on(page, pdfium):
                    yield Unseen(number, text)
            page.close()


def looks_in(content: bytes) -> tuple[bytes, ...]:
    """The looks of the images that a PDF draws, in the order of its pages; raises Unreadable."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    looks = []
    with _opened(content) as document:
        for number in range(len(document)):
            try:
                page = document[number]
                for drawn in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
                    looks.append(_look(drawn.get_bitmap(render=True).to_pil()))
                page.close()
            except (pypdfium2.PdfiumError, ValueError) as error:
                raise Unreadable(f"a picture of page {number + 1} is damaged: {error}") from None
    return tuple(looks)


def look_of(content: bytes) -> bytes | None:
    """The look of a picture's file; None where it is none of pixels."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content)) as image:
            return _look(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def are_alike(one: bytes, other: bytes) -> bool:
    """Whether two looks are of one picture, whatever was done to its colours and size."""
    means = sum(one) / len(one), sum(other) / len(other)
    spans = [
        [value - mean for value in look] for look, mean in zip((one, other), means, strict=True)
    ]
    squares = [sum(value * value for value in span) for span in spans]
    deviations = [(square / len(one)) ** 0.5 for square in squares]
    if max(deviations) < _STEADY:
        return abs(means[0] - means[1]) < _NEAR
    if min(deviations) < 1:
        return False
    product = sum(a * b for a, b in zip(*spans, strict=True))
    return bool(product / (squares[0] * squares[1]) ** 0.5 >= _ALIKE)


def _look(image: Any) -> bytes:
    """A picture in few cells, grey on white."""
    from PIL import Image

    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256)
    small: bytes = image.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
    return small


def _opened(content: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"it is not a whole PDF: {error}") from None


def _is_suspect(page: Any, pdfium: Any) -> bool:
    """Whether something on a page may hide a letter: its colour, its size, its place, a cover."""
    if page.get_rotation():
        return False  # it is a fault of its own
    sheet = page.get_bbox()
    texts: list[Sequence[float]] = []
    grounds: list[tuple[Sequence[float], tuple[int, ...]]] = []
    for drawn in page.get_objects(max_depth=_DEEPEST):
        box, colour = drawn.get_bounds(), _colour_of(drawn.raw, pdfium)
        if drawn.type == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(box)
            is_outside = drawn.level == 0 and not _meet(box, sheet)
            is_odd = _is_odd(drawn.raw, box[3] - box[1], colour, pdfium)
            if (
                is_outside
                or is_odd
                or any(
                    _are_near(colour, other) and _lies_on(box, ground) for ground, other in grounds
                )
            ):
                return True
        elif _covers(drawn, pdfium):
            if any(_meet(box, text) for text in texts):
                return True
            if not _is_frame(drawn, pdfium):
                grounds.append((box, colour))
    return False


def _colour_of(drawn: Any, pdfium: Any) -> tuple[int, ...]:
    """Red, green, blue and how much it covers, each up to 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(drawn, *parts)
    return tuple(part.value for part in parts)


def _are_near(one: Sequence[int], other: Sequence[int]) -> bool:
    pairs = zip(one[:3], other[:3], strict=True)
    return all(abs(part - another) < _CLOSE for part, another in pairs)


def _is_odd(text: Any, height: float, colour: Sequence[int], pdfium: Any) -> bool:
    """Whether letters are not painted, or pale, faint or tiny."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    return (
        pdfium.FPDFTextObj_GetTextRenderMode(text) in _UNDRAWN
        or min(colour[:3]) >= _PALE
        or colour[3] <= _FAINT
        or max(height, size.value) < _TINY
    )


def _covers(drawn: Any, pdfium: Any) -> bool:
    """Whether what is drawn may lie over something; what is in a form is looked at by itself."""
    if drawn.type == pdfium.FPDF_PAGEOBJ_PATH:
        return _is_filled(drawn.raw, pdfium)
    return bool(drawn.type != pdfium.FPDF_PAGEOBJ_FORM)


def _is_filled(path: Any, pdfium: Any) -> bool:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, mode, stroked) and mode.value)


def _is_frame(drawn: Any, pdfium: Any) -> bool:
    """Whether a path has a hole in it, as the frame of a box has."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if drawn.type != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    pdfium.FPDFPath_GetDrawMode(drawn.raw, mode, stroked)
    is_simple = pdfium.FPDFPath_CountSegments(drawn.raw) <= _CORNERS
    return mode.value == pdfium.FPDF_FILLMODE_ALTERNATE and not is_simple


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return not (
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    )


def _lies_on(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether the middle of a box is in another."""
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] <= x <= other[2] and other[1] <= y <= other[3]


def _hidden_on(page: Any, pdfium: Any) -> Iterator[str]:
    """The runs of letters of a page that do not stand out from what is around them."""
    painted = page.render(scale=_SCALE, grayscale=True).to_pil().convert("L")
    left, _, _, top = page.get_bbox()
    lines = pdfium.FPDFText_LoadPage(page.raw)
    box = [ctypes.c_double() for _ in range(4)]
    run, letters = "", 0
    try:
        for number in range(max(pdfium.FPDFText_CountChars(lines), 0)):
            character = chr(pdfium.FPDFText_GetUnicode(lines, number) & 0x1FFFFF or 0x20)
            if not character.isalnum():
                run += character if run else ""
                continue
            pdfium.FPDFText_GetCharBox(lines, number, *box)
            x, right, bottom, y = (value.value for value in box)
            area = (
                int((x - left) * _SCALE),
                int((top - y) * _SCALE),
                int((right - left) * _SCALE) + 1,
                int((top - bottom) * _SCALE) + 1,
            )
            if y - bottom >= _SPECK and _stands_out(painted, area):
                if letters >= _MANY:
                    yield " ".join(run.split())
                run, letters = "", 0
            else:
                run, letters = run + character, letters + 1
    finally:
        pdfium.FPDFText_ClosePage(lines)
    if letters >= _MANY:
        yield " ".join(run.split())


def _stands_out(painted: Any, area: tuple[int, int, int, int]) -> bool:
    width, height = painted.size
    x, y, right, bottom = area
    x, y, right, bottom = max(x, 0), max(y, 0), min(right, width), min(bottom, height)
    if x >= right or y >= bottom:
        return False
    least, most = painted.crop((x, y, right, bottom)).getextrema()
    return bool(most - least >= _FLAT)
