"""A record becomes a typographic cover, unless the author gave a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_TOP = 150
_QUALITY = 90


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
    record, fonts = rendition.record, rendition.fonts
    title = record.title or rendition.slug
    palette = palette_for(title)
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    plain, strong = Setter(fonts, weight=400), Setter(fonts, weight=600)
    slanted = Setter(fonts, weight=400, style="italic")
    width = WIDTH - 2 * _MARGIN

    bottom = float(_TOP)
    authors = _joined([author.name for author in record.authors], rendition.labels)
    if authors:
        names = strong.set(authors, width=width, height=380, sizes=(124, 64), leading=1.12)
        bottom = draw(image, names, left=_MARGIN, top=bottom, ink=palette.ink) + 70
    set_title = plain.set(title, width=width, height=960, sizes=(330, 84), leading=1.0)
    bottom = draw(image, set_title, left=_MARGIN - 8, top=bottom, ink=palette.ink)
    if record.subtitle:
        subtitle = slanted.set(
            record.subtitle, width=width, height=330, sizes=(104, 56), leading=1.16
        )
        bottom = draw(image, subtitle, left=_MARGIN, top=bottom + 60, ink=palette.ink)

    foot = _foot(record, rendition.labels)
    top = round(max(bottom + 130, 1180))
    end = HEIGHT - (290 if foot else 0)
    _draw_between(image, title, palette, top, end)
    if foot:
        line = strong.set(foot, width=width, height=160, sizes=(66, 40), leading=1.2)
        place = HEIGHT - 145 - line.height / 2
        draw(image, line, left=_MARGIN, top=place, ink=palette.ink)
    return image


def _draw_between(image: Image.Image, title: str, palette: Palette, top: int, end: int) -> None:
    if end - top < 200:
        return
    canvas = Canvas(WIDTH, end - top, palette)
    drawing_for(title)(canvas, letters_of(title))
    image.paste(canvas.finished(), (0, top))


def _foot(record: Record, labels: Mapping[str, str]) -> str:
    return record.publisher.name if record.publisher else ""


def _joined(names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Names as the publication's language lists them."""
    *before, last = names or ("",)
    comma = labels.get("comma", ", ")
    return f"{comma.join(before)}{labels.get('and', comma)}{last}" if before else last


def _as_jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, subsampling=0, optimize=True, progressive=False)
    return written.getvalue()
