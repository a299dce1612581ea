"""Text becomes lines of outlines: shaped, broken to a measure, sized to a box, drawn."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import uharfbuzz
from PIL import Image, ImageDraw

from imprint.emitters.cover.palettes import Colour
from imprint.model.assets import Font

Point = tuple[float, float]
# Letters are drawn this many times as large and reduced, which smooths their edges.
_FINENESS = 4
_STEPS = 8
_SPACES = " \u00a0"
_NOT_FIRST = "、。，．・：；？！）」』】》〉〕］｝…ー々〜’”"
_NOT_LAST = "（「『【《〈〔［｛‘“"


class Typeface:
    """A font that texts can be measured and drawn with, in ems."""

    def __init__(self, font: Font) -> None:
        self.font = font

    @cached_property
    def _face(self) -> uharfbuzz.Face:
        return uharfbuzz.Face(uharfbuzz.Blob(self.font.content))

    @cached_property
    def _shaper(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(self._face)

    @cached_property
    def characters(self) -> frozenset[int]:
        return self.font.characters or frozenset(self._face.unicodes)

    def width(self, text: str) -> float:
        return sum(advance for _, advance, _, _ in self.glyphs(text))

    def glyphs(self, text: str) -> list[tuple[int, float, float, float]]:
        """The glyphs of a text: number, advance, and offsets from the pen, in ems."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._shaper, buffer, {"kern": True, "liga": True})
        em = self._face.upem
        return [
            (info.codepoint, place.x_advance / em, place.x_offset / em, place.y_offset / em)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def contours(self, glyph: int) -> list[list[Point]]:
        """The outlines of a glyph as polygons in ems, with y upwards."""
        pen = _Pen(self._face.upem)
        self._shaper.draw_glyph_with_pen(glyph, pen)
        return pen.contours


class _Pen:
    """Curves become polygons."""

    def __init__(self, em: int) -> None:
        self._em = em
        self.contours: list[list[Point]] = []

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the pen protocol's own names
        self.contours.append([self._in_ems(point)])

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self.contours[-1].append(self._in_ems(point))

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2) = self.contours[-1][-1], *map(self._in_ems, (control, end))
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            self.contours[-1].append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (
            self.contours[-1][-1],
            *map(self._in_ems, (first, second, end)),
        )
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            self.contours[-1].append(
                (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
            )

    def closePath(self) -> None:  # noqa: N802
        """A polygon closes by itself."""

    def endPath(self) -> None:  # noqa: N802
        """A polygon closes by itself."""

    def _in_ems(self, point: Point) -> Point:
        return point[0] / self._em, point[1] / self._em


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text broken into lines at a size in pixels, each line in runs of one typeface.

    ``leading`` is the distance of baselines in pixels.
    """

    lines: tuple[tuple[tuple[Typeface, str], ...], ...]
    size: float
    leading: float
    tracking: float = 0.0

    @property
    def height(self) -> float:
        """From the top of the first line's ascenders to the last baseline's descenders."""
        return self.leading * (len(self.lines) - 1) + self.size if self.lines else 0.0


class Setter:
    """Sets texts in the fonts of a book: the first one that has a text's characters."""

    def __init__(self, fonts: Iterable[Font], *, weight: int, style: str = "normal") -> None:
        fonts = list(fonts)
        own = fonts[0].family if fonts else ""

        def distance(font: Font) -> tuple[bool, bool, int]:
            return font.family != own, font.style != style, abs(font.weight - weight)

        self._faces = [Typeface(font) for font in sorted(fonts, key=distance)]

    def set(
        self,
        text: str,
        *,
        width: float,
        height: float,
        sizes: tuple[float, float],
        leading: float = 1.08,
        tracking: float = 0.0,
    ) -> Lettering:
        """The text at the largest size that fits a box, in pixels, with lines of like length.

        ``sizes`` are the largest and the smallest; a word that would need less than half as much
        again as the smallest is divided, and lines that do not fit at the smallest are left out.
        ``leading`` and ``tracking`` are in ems. A no-break space stays within its line.
        """
        size, smallest = sizes
        whole = [piece for run in self._runs(text) for piece in _pieces(*run, tracking)]
        pieces = [part for piece in whole for part in piece.divided(width / (smallest * 1.5))]
        if not pieces:
            return Lettering((), smallest, smallest * leading)
        widest = max(piece.width for piece in pieces)
        while size > smallest:
            lines = _lines(pieces, width / size)
            tall = size * (1 + leading * (len(lines) - 1))
            if tall <= height and widest <= width / size:
                break
            size = max(size * 0.97, smallest)
        lines = _balanced(pieces, width / size)
        most = max(1, int((height / size - 1) / leading + 1))
        set_lines = tuple(_line(line) for line in lines[:most])
        return Lettering(set_lines, size, size * leading, tracking)

    def _runs(self, text: str) -> list[tuple[Typeface, str]]:
        """The text in one typeface that has all of it, or else in the first for each character.

        Characters that no typeface has are left out.
        """
        text = _drawable(unicodedata.normalize("NFC", text))
        for face in self._faces:
            if all(ord(character) in face.characters for character in text):
                return [(face, text)] if text else []
        known = frozenset().union(*(face.characters for face in self._faces))
        runs: list[tuple[Typeface, str]] = []
        for character in _drawable("".join(c for c in text if ord(c) in known)):
            having = next((f for f in self._faces if ord(character) in f.characters), None)
            if having is None:
                continue
            if runs and ord(character) in runs[-1][0].characters and character in _SPACES:
                having = runs[-1][0]
            if runs and runs[-1][0] is having:
                runs[-1] = (having, runs[-1][1] + character)
            else:
                runs.append((having, character))
        return runs


def _drawable(text: str) -> str:
    """The text without what cannot be seen, and with one space where there are several."""
    seen = [c if c not in "\t\r\n" else " " for c in text]
    seen = [c for c in seen if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")]
    return re.sub(" +", " ", "".join(seen)).strip(_SPACES)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What cannot be parted by a line's end: a word, or one Chinese character.

    ``space`` is the width, in ems, of the space before it within a line.
    """

    face: Typeface
    text: str
    width: float
    space: float
    tracking: float

    def divided(self, measure: float) -> Iterator[_Piece]:
        """The piece itself if it fits, or as few parts of like length as do, with hyphens."""
        count = math.ceil(self.width / measure)
        if count <= 1 or len(self.text) < 2 * count:
            yield self
            return
        ends = [round(len(self.text) * part / count) for part in range(count + 1)]
        for begin, end in pairwise(ends):
            text = self.text[begin:end]
            if end < len(self.text) and text[-1].isalpha() and self.text[end].isalpha():
                text += "-"
            width = _width(self.face, text, self.tracking)
            yield _Piece(self.face, text, width, 0.0 if begin else self.space, self.tracking)


def _width(face: Typeface, text: str, tracking: float) -> float:
    return face.width(text) + tracking * len(text)


def _pieces(face: Typeface, text: str, tracking: float) -> Iterator[_Piece]:
    space = _width(face, " ", tracking)
    for number, word in enumerate(text.split(" ")):
        before = space if number else 0.0
        for part in _breakable(word):
            yield _Piece(face, part, _width(face, part, tracking), before, tracking)
            before = 0.0


def _breakable(word: str) -> Iterator[str]:
    """A word in the parts between which a line may end: none, but in Chinese and Japanese."""
    part = ""
    for character in word:
        apart = part and (_is_ideographic(character) or _is_ideographic(part[-1]))
        if apart and character not in _NOT_FIRST and part[-1] not in _NOT_LAST:
            yield part
            part = ""
        part += character
    if part:
        yield part


def _is_ideographic(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F") and not (
        "HANGUL" in unicodedata.name(character, "")
    )


def _lines(pieces: Sequence[_Piece], measure: float) -> list[list[_Piece]]:
    """Pieces in lines that are filled one after the other."""
    lines: list[list[_Piece]] = []
    filled = 0.0
    for piece in pieces:
        if lines and filled + piece.space + piece.width <= measure:
            lines[-1].append(piece)
            filled += piece.space + piece.width
        else:
            lines.append([piece])
            filled = piece.width
    return lines


def _balanced(pieces: Sequence[_Piece], measure: float) -> list[list[_Piece]]:
    """No more lines than the measure needs, as even in length as the words allow."""
    count = len(_lines(pieces, measure))
    narrow, wide = max(piece.width for piece in pieces), measure
    for _ in range(12):
        middle = (narrow + wide) / 2
        if len(_lines(pieces, middle)) > count:
            narrow = middle
        else:
            wide = middle
    return _lines(pieces, wide)


def _line(pieces: Iterable[_Piece]) -> tuple[tuple[Typeface, str], ...]:
    runs: list[tuple[Typeface, str]] = []
    for piece in pieces:
        text = f" {piece.text}" if piece.space and runs else piece.text
        if runs and runs[-1][0] is piece.face:
            runs[-1] = (piece.face, runs[-1][1] + text)
        else:
            runs.append((piece.face, text))
    return tuple(runs)


def draw(image: Image.Image, lettering: Lettering, *, left: int, top: float, ink: Colour) -> float:
    """Draw lines flush left with the first one's top at ``top``; the bottom of the last."""
    baseline = top + lettering.size * 0.78
    for line in lettering.lines:
        _draw_line(image, line, lettering, left, baseline, ink)
        baseline += lettering.leading
    return top + lettering.height


def _draw_line(
    image: Image.Image,
    line: Iterable[tuple[Typeface, str]],
    lettering: Lettering,
    left: int,
    baseline: float,
    ink: Colour,
) -> None:
    size = lettering.size
    over, under = int(size * 1.1) + 1, int(size * 0.45) + 1
    row = int(baseline)
    width = image.width - left
    mask = Image.new("L", (width * _FINENESS, (over + under) * _FINENESS))
    canvas = ImageDraw.Draw(mask)
    outer: list[list[Point]] = []
    inner: list[list[Point]] = []
    pen = 0.0
    for face, text in line:
        for glyph, advance, dx, dy in face.glyphs(text):
            for contour in face.contours(glyph):
                polygon = [
                    (
                        (pen + dx + x) * size * _FINENESS,
                        (over + baseline - row - (dy + y) * size) * _FINENESS,
                    )
                    for x, y in contour
                ]
                (outer if _area(contour) < 0 else inner).append(polygon)
            pen += advance + lettering.tracking
    for polygons, fill in ((outer, 255), (inner, 0)):
        for polygon in polygons:
            if len(polygon) > 2:
                canvas.polygon(polygon, fill=fill)
    image.paste(ink, (left, row - over), mask.reduce(_FINENESS))


def _area(contour: Sequence[Point]) -> float:
    """Twice the area of a polygon; negative where it runs clockwise, as TrueType's outer ones do."""
    turned = (*contour[1:], contour[0])
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(contour, turned, strict=True))
