"""An author's cover picture becomes one that every shop takes: an upright JPEG of sRGB."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from math import sqrt

from PIL import Image, ImageCms, ImageOps

from imprint.model.assets import Asset
from imprint.values import replace

_MOST_PIXELS = 5_600_000  # of Apple's shop, for a picture inside an EPUB
_LONGEST = 7200  # pixels of a side, of Google's
_QUALITY = 92
_ORIENTATION = 0x0112  # Exif 2.32, "Orientation"
_VECTOR = "image/svg+xml"


def for_shops(picture: Asset, *, name: str) -> Asset:
    """The picture itself where every shop takes it, else a JPEG of that ``name`` made from it.

    A vector drawing stays one. What is transparent stands on white.
    """
    if picture.media_type == _VECTOR:
        return picture
    with Image.open(BytesIO(picture.content)) as image:
        if _is_taken(image):
            return picture
        content = _as_jpeg(_sized(_in_srgb(ImageOps.exif_transpose(image))))
    with Image.open(BytesIO(content)) as made:
        width, height = made.size
    return replace(
        picture,
        digest=sha256(content).hexdigest(),
        name=name,
        media_type="image/jpeg",
        content=content,
        width=width,
        height=height,
    )


def edge_colour(picture: Asset) -> tuple[int, int, int] | None:
    """The mean colour of a picture's left quarter, in sRGB; None of a vector drawing."""
    if picture.media_type == _VECTOR:
        return None
    with Image.open(BytesIO(picture.content)) as image:
        edge = _in_srgb(image.crop((0, 0, max(1, image.width // 4), image.height)))
        red, green, blue = edge.resize((1, 1), Image.Resampling.BOX).tobytes()
    return red, green, blue


def _is_taken(image: Image.Image) -> bool:
    return (
        image.format == "JPEG"
        and image.mode in ("RGB", "L")
        and _is_srgb(image.info.get("icc_profile"))
        and image.getexif().get(_ORIENTATION, 1) == 1
        and image.width * image.height <= _MOST_PIXELS
        and max(image.size) <= _LONGEST
    )


def _is_srgb(profile: bytes | None) -> bool:
    """Whether a profile is one of sRGB; a picture without any is taken for sRGB everywhere."""
    if not profile:
        return True
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        return "srgb" in ImageCms.getProfileDescription(opened).casefold()
    except (ImageCms.PyCMSError, OSError):
        return False


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile and not _is_srgb(profile) and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if made is not None:
                return made
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read says nothing
    if image.mode in ("RGBA", "LA", "PA", "P") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")


def _sized(image: Image.Image) -> Image.Image:
    share = min(1.0, sqrt(_MOST_PIXELS / (image.width * image.height)), _LONGEST / max(image.size))
    if share == 1.0:
        return image
    size = max(1, int(image.width * share)), max(1, int(image.height * share))
    return image.resize(size, Image.Resampling.LANCZOS)


def _as_jpeg(image: Image.Image) -> bytes:
    content = BytesIO()
    image.save(content, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return content.getvalue()
