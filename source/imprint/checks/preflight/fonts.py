"""A font of a PDF becomes what a preflight asks of it: its kind, its program, its widths.

ISO 32000-1, 9.5 to 9.9.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Stream

_PREFIX_LENGTH = len("ABCDEF+")
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True, eq=False)
class DrawnFont:
    """A font as a page uses it. Widths and heights are parts of its size.

    ``kind`` is its Subtype, of its descendant where it is composed of one. ``program`` is the kind
    of what is embedded, empty where nothing is. ``wide`` fonts have two bytes a character.
    ``missing`` are the characters that have no glyph.
    """

    name: str
    kind: str
    program: str
    wide: bool
    widths: Mapping[int, float] = field(repr=False)
    width: float = 0.5
    above: float = 0.9
    below: float = -0.25
    missing: frozenset[int] = frozenset()

    @property
    def is_subset(self) -> bool:
        """Whether it says that it has but the letters that are used (9.6.4)."""
        prefix = self.name[:_PREFIX_LENGTH]
        return len(prefix) == _PREFIX_LENGTH and prefix[-1] == "+" and prefix[:-1].isupper()

    @property
    def family(self) -> str:
        return self.name[_PREFIX_LENGTH:] if self.is_subset else self.name

    def codes(self, text: bytes) -> Iterator[int]:
        """The characters of a string."""
        if not self.wide:
            yield from text
            return
        for at in range(0, len(text) - 1, 2):
            yield text[at] << 8 | text[at + 1]


def read_font(font: Object) -> DrawnFont:
    """What a font dictionary says, as far as it can be understood."""
    kind = str(font.get("/Subtype", "/Type1"))[1:]
    if kind == "Type0":
        return _composed(font)
    descriptor = font.get("/FontDescriptor", Dictionary())
    return DrawnFont(
        _name(font),
        kind,
        "Type3" if kind == "Type3" else _program(descriptor),
        False,
        _simple_widths(font),
        float(descriptor.get("/MissingWidth", 500)) / 1000,
        *_heights(descriptor),
        missing=_unnamed(font),
    )


def _composed(font: Object) -> DrawnFont:
    inner = font.DescendantFonts[0]
    descriptor = inner.get("/FontDescriptor", Dictionary())
    identity = str(font.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
    return DrawnFont(
        _name(font),
        str(inner.get("/Subtype", "/CIDFontType2"))[1:],
        _program(descriptor),
        True,
        _composed_widths(inner.get("/W", Array())) if identity else {},
        float(inner.get("/DW", 1000)) / 1000,
        *_heights(descriptor),
        missing=frozenset({0}) if identity else frozenset(),
    )


def _name(font: Object) -> str:
    return str(font.get("/BaseFont", font.get("/Name", "/a font without a name")))[1:]


def _program(descriptor: Object) -> str:
    for key in _PROGRAMS:
        program = descriptor.get(key)
        if isinstance(program, Stream):
            return str(program.get("/Subtype", key))[1:]
    return ""


def _heights(descriptor: Object) -> tuple[float, float]:
    """How far letters go above and below the line at most, rather too much than too little."""
    above, below = float(descriptor.get("/Ascent", 0)), float(descriptor.get("/Descent", 0))
    if not above:
        box = descriptor.get("/FontBBox", Array([0, -250, 0, 900]))
        above, below = float(box[3]), float(box[1])
    return min(above / 1000, 1.5) or 0.9, max(-abs(below) / 1000, -0.75)


def _simple_widths(font: Object) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    scale = 0.001
    if "/FontMatrix" in font:
        scale = abs(float(font.FontMatrix[0]))
    widths = font.get("/Widths", Array())
    return {first + at: float(width) * scale for at, width in enumerate(widths)}


def _composed_widths(written: Object) -> dict[int, float]:
    """The widths of a composed font (9.7.4.3): single ones in lists, and one for a range."""
    widths: dict[int, float] = {}
    items = iter(written)
    for first in items:
        following = next(items, None)
        if isinstance(following, Array):
            for at, width in enumerate(following):
                widths[int(first) + at] = float(width) / 1000
        else:
            shared = float(next(items, 0)) / 1000
            last = min(int(following or 0), 0xFFFF)
            widths.update(dict.fromkeys(range(int(first), last + 1), shared))
    return widths


def _unnamed(font: Object) -> frozenset[int]:
    """The characters that an encoding itself leaves without a glyph."""
    encoding = font.get("/Encoding")
    if not isinstance(encoding, Dictionary):
        return frozenset()
    missing, at = set(), 0
    for item in encoding.get("/Differences", Array()):
        if isinstance(item, Name):
            if str(item) == "/.notdef":
                missing.add(at)
            at += 1
        else:
            at = int(item)
    return frozenset(missing)
