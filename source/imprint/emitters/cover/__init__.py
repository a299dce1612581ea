"""A record becomes a typographic cover, unless the author gave a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image

from imprint.emitters.cover.drawings import Canvas, drawing_for, letters_of
from imprint.emitters.cover.lettering import Setter, draw
from imprint.emitters.cover.palettes import Palette, palette_for
from imprint.model.assets import Asset
from imprint.model.record import Record
from imprint.model.rendition import Rendition

__all__ = ["emit_cover"]

NAME = "cover.jpg"
# The size that every shop accepts (1 : 1.6), in pixels.
WIDTH, HEIGHT = 1600, 2560
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


def emit_cover(rendition: Rendition) -> Asset:
    """The cover's picture: the author's own, or one made from the record.

    A made cover is 1600 × 2560 pixels of sRGB as JPEG, the same bytes for the same record.
    """
    if rendition.cover is not None:
        wanted = rendition.cover.asset
        own = next((asset for asset in rendition.assets if asset.digest == wanted), None)
        if own is not None:
            return own
    content = _as_jpeg(_cover(rendition))
    return Asset(
        digest=sha256(content).hexdigest(),
        name=NAME,
        media_type="image/jpeg",
        content=content,
        width=WIDTH,
        height=HEIGHT,
    )


def _cover(rendition: Rendition) -> Image.Image:
    """Author, title and subtitle above, the drawing below them, the publisher at the foot."""
    record, labels = rendition.record, rendition.labels
    title = record.title or rendition.slug
    palette = palette_for(title)
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    plain = Setter(rendition.fonts, weight=400)
    strong = Setter(rendition.fonts, weight=600)
    slanted = Setter(rendition.fonts, weight=400, style="italic")
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

    bottom = put(_heads(record, labels), strong, _NAMES)
    bottom = put(title, plain, _TITLE, left=_MARGIN - 8)
    bottom = put(record.subtitle, slanted, _SUBTITLE)
    translators = [person.name for person in record.by_role("trl")]
    bottom = put(_byline("byline-trl", translators, labels), plain, _BYLINE)
    foot = record.publisher.name if record.publisher else ""
    top, end = round(max(bottom + 130, _HIGHEST_DRAWING)), HEIGHT - (_FOOT if foot else 0)
    _draw_between(image, title, palette, top, end)
    line = strong.set(foot, width=_MEASURE, height=160, sizes=(66, 40), leading=1.2)
    draw(image, line, left=_MARGIN, top=HEIGHT - _FOOT / 2 - line.height / 2, ink=palette.ink)
    return image


def _draw_between(image: Image.Image, title: str, palette: Palette, top: int, end: int) -> None:
    if end - top < 200:
        return
    canvas = Canvas(WIDTH, end - top, palette)
    drawing_for(title)(canvas, letters_of(title))
    image.paste(canvas.finished(), (0, top))


def _heads(record: Record, labels: Mapping[str, str]) -> str:
    """Who stands at the head: the authors, or the editors of a book that names none."""
    authors = [author.name for author in record.authors]
    if authors:
        return _joined(authors, labels)
    return _byline("byline-edt", [editor.name for editor in record.by_role("edt")], labels)


def _byline(key: str, names: Sequence[str], labels: Mapping[str, str]) -> str:
    return labels.get(key, "{names}").replace("{names}", _joined(names, labels)) if names else ""


def _joined(names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Names as the publication's language lists them; no line ends inside one."""
    *before, last = [" ".join(name.split()).replace(" ", "\u00a0") for name in names] or [""]
    comma = labels.get("comma", ", ")
    return f"{comma.join(before)}{labels.get('and', comma)}{last}" if before else last


class _File(BytesIO):
    """A file in memory with a name, of whose format alone Pillow loads the driver."""

    name = NAME


def _as_jpeg(image: Image.Image) -> bytes:
    written = _File()
    image.save(written, quality=_QUALITY, subsampling=0, optimize=True, progressive=False)
    return written.getvalue()
