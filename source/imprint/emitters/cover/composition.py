"""What a cover says becomes a picture: type above, a drawing of its letters below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from imprint.emitters.cover import HEIGHT, WIDTH, CoverText
from imprint.emitters.cover.drawings import Canvas, drawing_for, letters_of
from imprint.emitters.cover.lettering import Lettering, Setter, draw
from imprint.emitters.cover.palettes import palette_for
from imprint.model.assets import Font

_MARGIN = 140
_MEASURE = WIDTH - 2 * _MARGIN
_TOP = 150
_FOOT = 290
_HIGHEST_DRAWING = 1180
_LEAST_DRAWING = 200
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
_PUBLISHER = _Box(sizes=(66, 40), height=160, above=0, leading=1.2)
_TITLE_HANGS = 8  # pixels: the stems of large letters stand that far inside their width


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of the cover, set, and the place of its first line in pixels."""

    role: str
    lettering: Lettering
    left: int
    top: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What stands where on a cover of 1600 pixels' width: its texts, and the drawing's rows."""

    texts: tuple[Placed, ...]
    drawing: tuple[int, int] | None


def drawn(text: CoverText, fonts: Sequence[Font]) -> bytes:
    """A cover of 1600 × 2560 pixels of sRGB as JPEG, the same bytes for the same text and fonts."""
    return _as_jpeg(_cover(text, fonts))


def arranged(text: CoverText, fonts: Sequence[Font], *, height: int = HEIGHT) -> Arrangement:
    """Author, title and subtitle above, the drawing below them, the publisher at the foot.

    ``height`` is the cover's, in pixels, for one of another shape.
    """
    share = height / HEIGHT
    plain, strong = Setter(fonts, weight=400), Setter(fonts, weight=600)
    slanted = Setter(fonts, weight=400, style="italic")
    first = _TOP * share
    bottom = first
    texts: list[Placed] = []
    for role, said, setter, box in (
        ("names", text.names, strong, _NAMES),
        ("title", text.title, plain, _TITLE),
        ("subtitle", text.subtitle, slanted, _SUBTITLE),
        ("byline", text.byline, plain, _BYLINE),
    ):
        lettering = _set(said, setter, box, share, text.language)
        if lettering.lines:
            top = bottom + (box.above * share if bottom > first else 0)
            left = _MARGIN - (_TITLE_HANGS if role == "title" else 0)
            texts.append(Placed(role, lettering, left, top))
            bottom = top + lettering.height
    begin = round(max(bottom + 130 * share, _HIGHEST_DRAWING * share))
    end = height - (round(_FOOT * share) if text.publisher else 0)
    line = _set(text.publisher, strong, _PUBLISHER, share, text.language)
    if line.lines:
        top = height - _FOOT * share / 2 - line.height / 2
        texts.append(Placed("publisher", line, _MARGIN, top))
    return Arrangement(tuple(texts), (begin, end) if end - begin >= _LEAST_DRAWING else None)


def _set(text: str, setter: Setter, box: _Box, share: float, language: str) -> Lettering:
    return setter.set(
        text,
        width=_MEASURE,
        height=box.height * share,
        sizes=box.sizes,
        leading=box.leading,
        language=language,
    )


def _cover(text: CoverText, fonts: Sequence[Font]) -> Image.Image:
    palette = palette_for(text.title)
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    arrangement = arranged(text, fonts)
    for placed in arrangement.texts:
        draw(image, placed.lettering, left=placed.left, top=placed.top, ink=palette.ink)
    if arrangement.drawing:
        top, end = arrangement.drawing
        canvas = Canvas(WIDTH, end - top, palette)
        drawing_for(text.title)(canvas, letters_of(text.title))
        image.paste(canvas.finished(), (0, top))
    return image


class _File(BytesIO):
    """A file in memory with a name, of whose format alone Pillow loads the driver."""

    name = "cover.jpg"


def _as_jpeg(image: Image.Image) -> bytes:
    written = _File()
    image.save(written, quality=_QUALITY, subsampling=0, optimize=True, progressive=False)
    return written.getvalue()
