"""A picture of a PDF becomes one in inks (ISO 32000-1, 8.9.5), and solid where it has to be."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import cast

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, PdfImage, Stream, String
from pikepdf.models.image import (
    HifiPrintImageNotTranscodableError,
    ImageDecompressionError,
    InvalidPdfImageError,
    UnsupportedImageTypeError,
)
from PIL import Image, ImageChops, ImageMath

from imprint.emitters.pdf.inks.mixing import Inks, Kind
from imprint.emitters.pdf.inks.spaces import DEVICE, inner_kind, kind_of
from imprint.emitters.pdf.remarks import Trouble

_QUALITY = 92  # of a JPEG that is written again
_PNG_MODES = {"L": "L", "CMYK": "RGBA"}  # by the number of bytes of a pixel
_MODES = {Kind.GREY: "L", Kind.RGB: "RGB", Kind.CMYK: "CMYK"}
_READABLE = (*_MODES, Kind.INDEXED)
_UNREADABLE = (
    HifiPrintImageNotTranscodableError,
    ImageDecompressionError,
    InvalidPdfImageError,
    UnsupportedImageTypeError,
    NotImplementedError,
    OSError,
    ValueError,  # fewer bytes than pixels
    PdfError,
)
_KEPT = Trouble(
    "a picture is of a kind whose colours stay as they are",
    "save it as a PNG or a JPEG of 8 bits a channel",
)


def to_ink_picture(
    picture: Object, inks: Inks, *, solid_in: Pdf | None = None
) -> tuple[Trouble, ...]:
    """Change a picture in place; one that is to be solid in a book loses its soft mask.

    What shines through a solid picture's edges is then the white of the paper; where nothing of it
    was to be seen at all, what is below it still is, by a mask of one bit (8.9.6.3).
    """
    if picture.get("/ImageMask"):
        return ()
    space = picture.get("/ColorSpace")
    kind = kind_of(space)
    has_alpha = solid_in is not None and "/SMask" in picture
    if kind is Kind.INDEXED and not has_alpha:
        assert space is not None
        return _to_ink_palette(picture, space, inks)
    if kind is Kind.GREY and not has_alpha:
        picture.ColorSpace = DEVICE[Kind.GREY]
        return ()
    if int(picture.get("/BitsPerComponent", 8)) > 8 or kind not in _READABLE:
        return (_KEPT,)
    if isinstance(picture.get("/Mask"), Array):  # a range of colours that are left out
        return (_KEPT,)
    try:
        pixels = _pixels(picture)
        alpha = _pixels(picture.SMask).resize(pixels.size) if has_alpha else None
    except _UNREADABLE:
        return (_KEPT,)
    mixed = _mixed(pixels, inks)
    if alpha is None and mixed is pixels:
        picture.ColorSpace = DEVICE[kind]
        return ()
    if alpha is not None:
        mixed = Image.composite(mixed, _paper(mixed), alpha)
    was_limited = pixels.mode == mixed.mode == "CMYK"  # which a JPEG would keep only nearly
    _write(picture, mixed, as_jpeg=_is_jpeg(picture) and not was_limited)
    if alpha is not None and solid_in is not None:
        _cut_out(picture, alpha, solid_in)
    return ()


def _to_ink_palette(picture: Object, space: Object, inks: Inks) -> tuple[Trouble, ...]:
    kind = inner_kind(space)
    if kind is Kind.GREY:
        return ()
    if kind not in (Kind.RGB, Kind.CMYK):
        return (_KEPT,)
    table = space[3]
    old = table.read_bytes() if isinstance(table, Stream) else bytes(table)
    colours = [old[at : at + kind.components] for at in range(0, len(old), kind.components)]
    new = b"".join(
        bytes(round(number * 255) for number in inks.mix_whole(kind, [c / 255 for c in colour]))
        for colour in colours
        if len(colour) == kind.components
    )
    picture.ColorSpace = Array([Name.Indexed, DEVICE[inks.kind], space[2], String(new)])
    return ()


def _pixels(picture: Object) -> Image.Image:
    """A picture's pixels as ``L``, ``RGB`` or ``CMYK``, in which 0 is no ink."""
    kind, depth = kind_of(picture.get("/ColorSpace")), int(picture.get("/BitsPerComponent", 8))
    turned = False
    if _is_jpeg(picture):
        pixels: Image.Image = Image.open(BytesIO(picture.read_raw_bytes()))
        pixels.load()
        turned = pixels.mode == "CMYK"  # as Pillow takes every JPEG for one of Adobe's
    elif depth == 8 and kind in _MODES:
        size = int(picture.Width), int(picture.Height)
        pixels = Image.frombytes(_MODES[kind], size, picture.read_bytes())
    elif "/Decode" in picture:
        raise UnsupportedImageTypeError("a table or few bits, and turned")
    else:
        pixels = PdfImage(cast(Stream, picture)).as_pil_image()
        pixels = pixels.convert("L" if pixels.mode in ("1", "L") else "RGB")
    decode = picture.get("/Decode")
    if turned != (decode is not None and float(decode[0]) > float(decode[1])):
        pixels = ImageChops.invert(pixels)
    return pixels


def _is_jpeg(picture: Object) -> bool:
    filters = picture.get("/Filter")
    if isinstance(filters, Array):
        return len(filters) == 1 and filters[0] == Name.DCTDecode
    return bool(filters == Name.DCTDecode)


def _mixed(pixels: Image.Image, inks: Inks) -> Image.Image:
    """The pixels in inks; the same object where they are already."""
    if pixels.mode == "L":
        return pixels
    if pixels.mode == "CMYK":
        return _limited(pixels, inks.most) if inks.kind is Kind.CMYK else _grey_of_inks(pixels)
    if inks.kind is Kind.GREY:
        return pixels.convert("L")
    complements = ImageChops.invert(pixels).split()
    black = ImageChops.darker(ImageChops.darker(complements[0], complements[1]), complements[2])
    coloured = [ImageChops.subtract(complement, black) for complement in complements]
    return _limited(Image.merge("CMYK", [*coloured, black]), inks.most)


def _grey_of_inks(pixels: Image.Image) -> Image.Image:
    *coloured, black = pixels.split()
    grey = Image.merge("RGB", coloured).convert("L")
    return ImageChops.invert(ImageChops.add(grey, black))


def _limited(pixels: Image.Image, most: float) -> Image.Image:
    """As much black as there was, and of the other inks what still has room."""
    if not most:
        return pixels
    *coloured, black = pixels.split()
    limit = int(most * 255 / 100)
    bands = dict(zip("cmyk", pixels.split(), strict=True))
    total = ImageMath.lambda_eval(lambda at: at["c"] + at["m"] + at["y"], **bands)
    room = ImageMath.lambda_eval(lambda at: at["max"](limit - at["k"], 0), **bands)
    excess = ImageMath.lambda_eval(lambda at: at["total"] - at["room"], total=total, room=room)
    if excess.getextrema()[1] <= 0:
        return pixels
    fitted = [
        ImageMath.lambda_eval(
            lambda at: at["convert"](
                at["band"] * at["min"](at["room"], at["total"]) / at["max"](at["total"], 1), "L"
            ),
            band=band,
            room=room,
            total=total,
        )
        for band in coloured
    ]
    return Image.merge("CMYK", [*fitted, black])


def _paper(pixels: Image.Image) -> Image.Image:
    return Image.new(pixels.mode, pixels.size, 255 if pixels.mode == "L" else 0)


def _write(picture: Object, pixels: Image.Image, *, as_jpeg: bool) -> None:
    turned = as_jpeg and pixels.mode == "CMYK"
    if as_jpeg:
        content = BytesIO()
        pixels.save(content, "JPEG", quality=_QUALITY)
        picture.write(content.getvalue(), filter=Name.DCTDecode)
    else:
        colours = len(pixels.getbands())
        parameters = Dictionary(Predictor=15, Colors=colours, Columns=pixels.width)
        picture.write(_deflated(pixels), filter=Name.FlateDecode, decode_parms=parameters)
    picture.ColorSpace = DEVICE[Kind.GREY if pixels.mode == "L" else Kind.CMYK]
    picture.BitsPerComponent = 8
    if turned:
        picture.Decode = Array([1, 0] * 4)
    elif "/Decode" in picture:
        del picture.Decode


def _deflated(pixels: Image.Image) -> bytes:
    """The compressed bytes of a PNG, which a PDF reads as they are (ISO 32000-1, 7.4.4.4)."""
    content = BytesIO()
    Image.frombytes(_PNG_MODES[pixels.mode], pixels.size, pixels.tobytes()).save(content, "PNG")
    png, at, chunks = content.getvalue(), 8, []
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        if name == b"IDAT":
            chunks.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(chunks)


def _cut_out(picture: Object, alpha: Image.Image, book: Pdf) -> None:
    """No soft mask; one of a bit a pixel where there are pixels of which nothing is to be seen."""
    del picture.SMask
    hidden = alpha.point([255, *[0] * 255]).convert("1", dither=Image.Dither.NONE)
    if hidden.getextrema() == (0, 0):
        return
    picture.Mask = Stream(
        book,
        hidden.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        ImageMask=True,
        BitsPerComponent=1,
        Width=hidden.width,
        Height=hidden.height,
    )
