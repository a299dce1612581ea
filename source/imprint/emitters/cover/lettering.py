"""Text becomes lines of letters: shaped, broken to a measure, sized to a box, drawn."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

import uharfbuzz
from PIL import Image

from imprint.emitters.cover.outlines import OutlinePen, Shape, filled
from imprint.emitters.cover.palettes import Colour
from imprint.model.assets import Font
from imprint.model.direction import is_right_to_left

# Letters are drawn this many times as large and reduced, which smooths their edges.
_FINENESS = 4
_SPACES = " \u00a0"
_NOT_FIRST = "、。，．・：；？！）」』】》〉〕］｝…ー々〜’”"
_NOT_LAST = "（「『【《〈〔［｛‘“"
_HYPHENS = "-\u2010–—"
# A part of a divided word is at most this much longer than an even share.
_UNEVEN = 1.3


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

    def rise_and_hang(self, glyph: int) -> tuple[float, float]:
        """How far a glyph's ink reaches above the baseline, and below it (negative), in ems."""
        extents = self._shaper.get_glyph_extents(glyph)
        if extents is None or not extents.height:
            return 0.0, 0.0
        top, em = extents.y_bearing, self._face.upem
        return float(top / em), float((top + extents.height) / em)

    @cached_property
    def middle(self) -> float:
        """How far the middle of a line of it is above the baseline, in ems."""
        extents = self._shaper.get_font_extents("ltr")
        return float((extents.ascender + extents.descender) / 2 / self._face.upem)

    def shape(self, glyph: int, scale: float) -> Shape | None:
        """A glyph with an em of ``scale`` pixels; None for one without ink."""
        pen = OutlinePen(scale / self._face.upem)
        self._shaper.draw_glyph_with_pen(glyph, pen)
        return filled(pen.contours)


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text broken into lines at a size in pixels, each line in runs of one typeface.

    ``leading`` is the distance of baselines in pixels. The runs are in the order of reading, which
    goes to the left if ``leftward``.
    """

    lines: tuple[tuple[tuple[Typeface, str], ...], ...]
    size: float
    leading: float
    tracking: float = 0.0
    leftward: bool = False

    @property
    def height(self) -> float:
        """From the top of the first line's ascenders to the last baseline's descenders."""
        return self.leading * (len(self.lines) - 1) + self.size if self.lines else 0.0


@dataclass(frozen=True, slots=True)
class Extent:
    """The measure of a text on one line, in ems from its baseline; ``hang`` is negative.

    ``middle`` is where the middle of a line of its typeface is.
    """

    width: float
    rise: float
    hang: float
    middle: float


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
        language: str = "",
    ) -> Lettering:
        """The text at the largest size that fits a box, in pixels, with lines of like length.

        ``sizes`` are the largest and the smallest; a word that would need less than half as much
        again as the smallest is divided, where the language divides it if it can be, and lines that
        do not fit at the smallest are left out. ``leading`` and ``tracking`` are in ems. A no-break
        space stays within its line, unless its words are too long for one.
        """
        size, smallest = sizes
        whole = [piece for run in self._runs(text) for piece in _pieces(*run, tracking)]
        most = width / (smallest * 1.5)
        pieces = [part for piece in whole for part in piece.divided(most, language)]
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
        return Lettering(set_lines, size, size * leading, tracking, is_right_to_left(language))

    def extent(self, text: str, *, tracking: float = 0.0) -> Extent:
        """The measure of a text on one line; what no typeface has is left out."""
        runs = self._runs(text)
        glyphs = [(face, *glyph) for face, part in runs for glyph in face.glyphs(part)]
        inked = [(face.rise_and_hang(glyph), dy) for face, glyph, _, _, dy in glyphs]
        return Extent(
            width=sum(advance + tracking for _, _, advance, _, _ in glyphs),
            rise=max((rise + dy for (rise, _), dy in inked), default=0.0),
            hang=min((hang + dy for (_, hang), dy in inked), default=0.0),
            middle=runs[0][0].middle if runs else 0.0,
        )

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

    def divided(self, measure: float, language: str) -> Iterator[_Piece]:
        """The piece itself if it fits, or as few parts of like length as do, with hyphens."""
        count = math.ceil(self.width / measure)
        if count <= 1 or len(self.text) < 2 * count:
            yield self
            return
        for begin, end in pairwise(_ends(self.text, count, language)):
            text = self.text[begin:end].rstrip(_SPACES)
            if end < len(self.text) and self.text[end - 1 : end + 1].isalpha():
                text += "-"
            space = self.space
            if begin:
                apart = self.text[begin - 1] in _SPACES
                space = _width(self.face, " ", self.tracking) if apart else 0.0
            width = _width(self.face, text, self.tracking)
            yield _Piece(self.face, text, width, space, self.tracking)


def _ends(text: str, count: int, language: str) -> list[int]:
    """Where parts of like length end: at a no-break space, or a syllable, that is near enough."""
    words = [place for place, character in enumerate(text, 1) if character in _SPACES]
    syllables = _syllables(text, language)
    share = len(text) / count
    most = share * _UNEVEN
    ends = [0]
    for part in range(1, count):
        even, begin, left = share * part, ends[-1], count - part
        places = [_nearest(near, even) for near in (words, syllables)]
        fitting = (p for p in places if 0 < p - begin <= most and len(text) - p <= most * left)
        ends.append(next(fitting, max(round(even), begin + 1)))
    return [*ends, len(text)]


def _nearest(places: Iterable[int], wanted: float) -> int:
    return min(places, key=lambda place: abs(place - wanted), default=0)


def _syllables(text: str, language: str) -> list[int]:
    """The places at which the language's patterns allow a hyphen."""
    import pyphen  # its patterns are wanted only here

    known = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return [int(place) for place in pyphen.Pyphen(lang=known).positions(text)] if known else []


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
    """A word in the parts between which a line may end: after its hyphens, if both sides are
    more than a letter, and between the characters of Chinese and Japanese.
    """
    part = ""
    for number, character in enumerate(word):
        if len(part) > 2 and part[-1] in _HYPHENS and word[number : number + 2].isalpha():
            yield part
            part = ""
        apart = part and (_is_ideographic(character) or _is_ideographic(part[-1]))
        if apart and character not in _NOT_FIRST and part[-1] not in _NOT_LAST:
            yield part
            part = ""
        part += character
    if part:
        yield part


def _is_ideographic(character: str) -> bool:
    return unicodedata.east_asian_width(character) in (
        "W",
        "F",
    ) and "HANGUL" not in unicodedata.name(character, "")


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
    """Draw lines with the first one's top at ``top``; the bottom of the last.

    They begin at ``left``, or those that are read leftward as far from the right edge.
    """
    shapes = _Shapes(lettering.size * _FINENESS)
    baseline = top + lettering.size * 0.78
    for line in lettering.lines:
        runs = list(_in_sight(line, leftward=lettering.leftward))
        begin = left
        if lettering.leftward:
            ems = sum(_width(face, text, lettering.tracking) for face, text in runs)
            begin = max(0, image.width - left - round(ems * lettering.size))
        _draw_line(image, runs, lettering, shapes, (begin, baseline), ink)
        baseline += lettering.leading
    return top + lettering.height


def _in_sight(
    line: Iterable[tuple[Typeface, str]], *, leftward: bool
) -> Iterator[tuple[Typeface, str]]:
    """The runs of a line from left to right, each of one direction.

    What is between two runs of one direction goes with them, and else with the line (Unicode
    Bidirectional Algorithm, rules N1 and N2; there are no levels within levels on a cover).
    https://www.unicode.org/reports/tr9/
    """
    letters = [(face, character) for face, text in line for character in text]
    strong = [_leftward(character) for _, character in letters]
    ways: list[bool] = []
    for at, way in enumerate(strong):
        before = ways[-1] if ways else leftward
        after = next((known for known in strong[at:] if known is not None), leftward)
        ways.append(way if way is not None else before if before is after else leftward)
    runs: list[tuple[Typeface, str, bool]] = []
    for (face, character), way in zip(letters, ways, strict=True):
        if runs and runs[-1][0] is face and runs[-1][2] is way:
            runs[-1] = (face, runs[-1][1] + character, way)
        else:
            runs.append((face, character, way))
    stretches = [list(stretch) for _, stretch in groupby(runs, key=lambda run: run[2])]
    for stretch in reversed(stretches) if leftward else stretches:
        for face, text, _ in reversed(stretch) if stretch[0][2] else stretch:
            yield face, text


def _leftward(character: str) -> bool | None:
    """Whether a character is read to the left; None where that depends on what is beside it."""
    way = unicodedata.bidirectional(character)
    return True if way in ("R", "AL") else False if way in ("L", "EN", "AN") else None


def _draw_line(
    image: Image.Image,
    line: Iterable[tuple[Typeface, str]],
    lettering: Lettering,
    shapes: _Shapes,
    origin: tuple[int, float],
    ink: Colour,
) -> None:
    (left, baseline), scale = origin, shapes.scale
    over, under = int(lettering.size * 1.3) + 1, int(lettering.size * 0.5) + 1
    row = int(baseline)
    margin = min(left, over)  # an italic letter may reach out to the left of its line
    foot = (over + baseline - row) * _FINENESS
    letters: list[Shape] = []
    pen = 0.0
    for face, text in line:
        for glyph, advance, dx, dy in face.glyphs(text):
            shape = shapes[face, glyph]
            if shape is not None:
                picture, x, y = shape
                across = margin * _FINENESS + round((pen + dx) * scale) + x
                letters.append((picture, across, round(foot - dy * scale) + y))
            pen += advance + lettering.tracking
    if letters:
        mask, x, y = _mask(letters, image.width - left + margin, over + under)
        image.paste(ink, (left - margin + x, row - over + y), mask)


class _Shapes(dict[tuple[Typeface, int], Shape | None]):
    """The glyphs of a lettering, each drawn once with an em of ``scale`` pixels."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.scale = scale

    def __missing__(self, key: tuple[Typeface, int]) -> Shape | None:
        face, glyph = key
        shape = self[key] = face.shape(glyph, self.scale)
        return shape


def _mask(letters: Sequence[Shape], width: int, height: int) -> Shape:
    """Fine pictures of letters as one mask, no wider or higher than given, and its place."""
    left = max(0, min(x for _, x, _ in letters) // _FINENESS)
    top = max(0, min(y for _, _, y in letters) // _FINENESS)
    right = min(width, max(-(-(x + picture.width) // _FINENESS) for picture, x, _ in letters))
    foot = min(height, max(-(-(y + picture.height) // _FINENESS) for picture, _, y in letters))
    size = max(1, right - left) * _FINENESS, max(1, foot - top) * _FINENESS
    mask = Image.new("L", size)
    for picture, x, y in letters:
        mask.paste(255, (x - left * _FINENESS, y - top * _FINENESS), picture)
    return mask.reduce(_FINENESS), left, top
