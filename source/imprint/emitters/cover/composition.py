"""What a cover says becomes a picture: type above, a drawing of its letters below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from imprint.emitters.cover import HEIGHT, WIDTH, CoverText
from imprint.emitters.cover.drawings import Canvas, drawing_for, letters_of
from imprint.emitters.cover.lettering import Setter, draw
from imprint.emitters.cover.palettes import Palette, palette_for
from imprint.model.assets import Font

_MARGIN = 140
_MEASURE = WIDTH - 2 * _MARGIN
_TOP = 150
_FOOT = 290
_HIGHEST_DRAWING = 1180
_QUALITY = 90


@dataclass(frozen=True, slots=True)
class _Box:
    """The room of a text, in pixels: its largest and smallest size, its height, space above it."""

    sizes: tuple[float, float]
    height: float
    above: float
    leading: float


_NAMES = _Box(sizes=(124, 64), height=380, above=0, leading=1.14)
_TITLE = _Box(sizes=(330, 84), height=960, above=70, leading=1.03)
_SUBTITLE = _Box(sizes=(104, 56), height=330, above=56, leading=1.16)
_BYLINE = _Box(sizes=(78, 44), height=180, above=60, leading=1.16)


def drawn(text: CoverText, fonts: Sequence[Font]) -> bytes:
    """A cover of 1600 × 2560 pixels of sRGB as JPEG, the same bytes for the same text and fonts."""
    return _as_jpeg(_cover(text, fonts))


def _cover(text: CoverText, fonts: Sequence[Font]) -> Image.Image:
    """Author, title and subtitle above, the drawing below them, the publisher at the foot."""
    palette = palette_for(text.title)
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    plain = Setter(fonts, weight=400)
    strong = Setter(fonts, weight=600)
    slanted = Setter(fonts, weight=400, style="italic")
    bottom = float(_TOP)

    def put(text: str, setter: Setter, box: _Box, *, left: int = _MARGIN) -> float:
        """Set a text below what stands there already; the foot of its last line."""
        if not text:
            return bottom
        lettering = setter.set(
            text, width=_MEASURE, height=box.height, sizes=box.sizes, leading=box.leading
        )
        if not lettering.lines:
            return bottom
        top = bottom + (box.above if bottom > _TOP else 0)
        return draw(image, lettering, left=left, top=top, ink=palette.ink)

    bottom = put(text.names, strong, _NAMES)
    bottom = put(text.title, plain, _TITLE, left=_MARGIN - 8)
    bottom = put(text.subtitle, slanted, _SUBTITLE)
    bottom = put(text.byline, plain, _BYLINE)
    top = round(max(bottom + 130, _HIGHEST_DRAWING))
    end = HEIGHT - (_FOOT if text.publisher else 0)
    _draw_between(image, text.title, palette, top, end)
    line = strong.set(text.publisher, width=_MEASURE, height=160, sizes=(66, 40), leading=1.2)
    draw(image, line, left=_MARGIN, top=HEIGHT - _FOOT / 2 - line.height / 2, ink=palette.ink)
    return image


def _draw_between(image: Image.Image, title: str, palette: Palette, top: int, end: int) -> None:
    if end - top < 200:
        return
    canvas = Canvas(WIDTH, end - top, palette)
    drawing_for(title)(canvas, letters_of(title))
    image.paste(canvas.finished(), (0, top))


class _File(BytesIO):
    """A file in memory with a name, of whose format alone Pillow loads the driver."""

    name = "cover.jpg"


def _as_jpeg(image: Image.Image) -> bytes:
    written = _File()
    image.save(written, quality=_QUALITY, subsampling=0, optimize=True, progressive=False)
    return written.getvalue()
