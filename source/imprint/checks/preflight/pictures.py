"""The pixels of a picture become the most ink on one of its spots (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import pikepdf
from pikepdf import Array, Name, Object, PdfImage, Stream
from PIL import Image, ImageChops, ImageMath

from imprint.checks.preflight.colours import Kind, space_of
from imprint.checks.preflight.drawn import Picture

_ROWS = 256  # that are looked at together
_MOST = 400_000_000  # pixels that are looked at
_UNREADABLE = (
    OSError, ValueError, NotImplementedError, TypeError, LookupError, AttributeError,
    pikepdf.PdfError, pikepdf.models.image.UnsupportedImageTypeError,
    pikepdf.models.image.InvalidPdfImageError, Image.DecompressionBombError, SyntaxError,
)  # fmt: skip


def ink_of(picture: Picture) -> float | None:
    """The most ink of a picture's pixels, in per cent; None where it cannot be told.

    What is not told in inks has none that could be known before it is printed.
    """
    if picture.source is None or picture.paint.kind is not Kind.CMYK:
        return 0.0
    space = space_of(picture.source.get("/ColorSpace"))
    if space.colours:
        return max(paint.ink for paint in space.colours)
    if picture.width * picture.height > _MOST or picture.bits != 8:
        return None
    try:
        return _most(_pixels(picture.source, picture))
    except _UNREADABLE:
        return None


def _pixels(source: Object, picture: Picture) -> Image.Image:
    """The pixels, in which 0 is no ink; raises one of _UNREADABLE."""
    filters = source.get("/Filter")
    last = filters[-1] if isinstance(filters, Array) and len(filters) else filters
    turned = False
    if last == Name.DCTDecode:
        extracted = BytesIO()
        PdfImage(cast(Stream, source)).extract_to(stream=extracted)
        pixels: Image.Image = Image.open(extracted)
        pixels.load()
        turned = True  # as Pillow takes every JPEG of four inks for one of Adobe's
    else:
        size = picture.width, picture.height
        pixels = Image.frombytes("CMYK", size, source.read_bytes())
    if pixels.mode != "CMYK":
        raise ValueError("not in inks")
    decode = source.get("/Decode")
    if turned != (decode is not None and float(decode[0]) > float(decode[1])):
        pixels = ImageChops.invert(pixels)
    return pixels


def _most(pixels: Image.Image) -> float:
    most = 0
    for top in range(0, pixels.height, _ROWS):
        strip = pixels.crop((0, top, pixels.width, min(pixels.height, top + _ROWS)))
        bands = dict(zip("cmyk", strip.split(), strict=True))
        total = ImageMath.lambda_eval(lambda at: at["c"] + at["m"] + at["y"] + at["k"], **bands)
        most = max(most, int(total.getextrema()[1]))
    return most / 255 * 100
