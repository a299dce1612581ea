"""Alternative texts that say nothing of their pictures: names of files, and junk."""

from __future__ import annotations

import re

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|svg|webp|tiff?|bmp|avif|heic|psd|eps|pdf)", re.IGNORECASE
)
_CAMERA = re.compile(
    r"(?:img|dsc[nf]?|pict?|screen ?shot|scan|image|photo|bild)[ _-]?\d[\d _.-]*", re.IGNORECASE
)
_JUNK = {
    "image", "images", "img", "picture", "pic", "photo", "photograph", "figure", "fig", "graphic",
    "graphics", "illustration", "drawing", "diagram", "chart", "graph", "icon", "logo", "untitled",
    "alt", "alt text", "alternative text", "placeholder", "todo", "tbd", "spacer", "screenshot",
    "bild", "foto", "abbildung", "grafik", "imagen", "imagem", "ilustración", "dessin",
    "photographie", "immagine", "figura", "no alt", "none", "null", "undefined",
    "description", "n/a", "xxx",
}  # fmt: skip


def is_file_name(text: str) -> bool:
    """Whether an alternative text is the name of a picture's file, such as ``boat.png``."""
    return bool(_FILE_NAME.fullmatch(text.strip()))


def is_junk(text: str) -> bool:
    """Whether an alternative text is a word such as ``image``, a camera's number, or no word."""
    bare = " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())
    return bare in _JUNK or not bare or bool(_CAMERA.fullmatch(text.strip()))


def says_something(text: str) -> bool:
    """Whether an alternative text may be one, as far as a program can tell."""
    return not is_file_name(text) and not is_junk(text)
