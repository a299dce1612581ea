"""Two texts become what is the same in them, whatever a page does to its lines."""

from __future__ import annotations

import re
import unicodedata

HYPHENS = frozenset("-\u2010\u2011")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
PROBE = 16  # characters that tell one text from another
_CONTEXT = 20  # characters around a difference that are shown
_FOLDED = str.maketrans("()[]{}<>«»“”‘’", "(([[{{<<««““‘‘")


def around(text: str, at: int) -> str:
    """A place in a text with what is around it."""
    before = text[max(at - _CONTEXT, 0) : at]
    after = text[at : at + _CONTEXT]
    opening = "…" if at > _CONTEXT else ""
    closing = "…" if len(text) > at + _CONTEXT else ""
    return f"{opening}{before}▸{after}{closing}"


def common(one: str, at: int, other: str, there: int, most: int) -> int:
    """How many characters are the same from two offsets on, at most so many."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[at + least : at + middle] == other[there + least : there + middle]:
            least = middle
        else:
            most = middle - 1
    return least


def same_shape(piece: str, offset: int, text: str, at: int) -> tuple[int, int] | None:
    """Past characters that a font draws with the same glyph: ﬁ and fi, ² and a raised 2."""
    wanted = unicodedata.normalize("NFKC", piece[offset])
    if wanted != piece[offset]:
        shape, end = "", at
        while end < len(text) and len(shape) < len(wanted):
            shape += unicodedata.normalize("NFKC", text[end])
            end += 1
        if shape == wanted:
            return offset + 1, end
    drawn = unicodedata.normalize("NFKC", text[at])
    if drawn != text[at] and piece.startswith(drawn, offset):
        return offset + len(drawn), at + 1
    return None


def key_of(text: str) -> str:
    """A text by its letters and figures alone."""
    return (
        "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold() or text.strip()
    )


def begins(text: str, at: int, probe: str) -> bool:
    """Whether a text goes on from an offset as a key says, which is some of its letters."""
    if not probe:
        return False
    first = text[at : at + 1]
    if first.isascii() and first.isalnum() and first.casefold() != probe[0]:
        return False
    window = text[at : at + 2 * len(probe) + 8]
    return key_of(window).startswith(probe) or window.startswith(probe)


def squeezed_line(text: str) -> str:
    """A text without white space and hyphens; brackets and quotation marks of either side alike."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return "".join(c for c in plain if not c.isspace() and c not in HYPHENS)
