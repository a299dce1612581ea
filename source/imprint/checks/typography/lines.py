"""The characters of a finished PDF become words, and the words lines, as they are seen.

Measures are points of the page as it stands, from its lower left corner.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?")
_JOINED = "\ufffe\x02"  # what PDFium has for a hyphen at the end of a line
_HYPHENS = "-\u2010\u00ad"
_SAME_LINE = 0.25  # of the size of the type
_RAISED = 0.6
_APART = 3.5  # ems between words of which each belongs to a line of its own
_OVERHANG = 0.25  # ems that an f, a slanted letter or a quotation mark may hang over
_AT_ONCE = 0.05  # points
_NO_SPACE = 0.09  # ems
_WIDE = 1.5  # times the font's own space, from which letters may be set apart too
_SCALE_AT_MOST = 100.0
_FIXED_PITCH = 1  # ISO 32000-1, table 123
_BOLD_WEIGHT = 600
_BOLD = re.compile(r"bold|black|heavy|semi|demi", re.IGNORECASE)


@dataclass(slots=True)
class Word:
    """A word: its sides, and how wide the space after it is by itself, 0 where that is unknown.

    ``first`` is the number of its first character on the page.
    """

    text: str
    left: float
    right: float
    space: float
    baseline: float
    size: float
    first: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A column of justified text: its sides, in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def has(self, line: Line) -> bool:
        over = _OVERHANG * line.size
        return self.left - over <= line.left and line.right <= self.right + over


UNFRAMED = Frame(0.0, 0.0)


@dataclass(eq=False)
class Line:
    """A line of words. ``page`` counts from 0, ``size`` is that of most of it."""

    page: int
    words: list[Word]
    baseline: float
    size: float
    font: str = ""
    bold: bool = False
    fixed: bool = False
    tracking: float = 0.0
    frame: Frame = field(default=UNFRAMED, repr=False)

    @cached_property
    def left(self) -> float:
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        return self.words[-1].right

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def letters(self) -> int:
        return sum(len(word.text) for word in self.words)

    @property
    def gaps(self) -> Iterator[tuple[float, float]]:
        """Where each space between words is: its left and its right side."""
        for one, other in zip(self.words, self.words[1:], strict=False):
            # PDFium takes the little room beside a dash for a space.
            if other.left - one.right > _NO_SPACE * self.size:
                yield one.right, other.left

    @cached_property
    def space(self) -> float:
        """The usual width of a space in the line."""
        gaps = [right - left for left, right in self.gaps]
        return median(gaps) if gaps else 0.0

    @cached_property
    def own_space(self) -> float:
        """The width of the space of the line's font, 0 where the file has none."""
        widths = [word.space for word in self.words[:-1] if word.space > 0]
        return median(widths) if widths else 0.0

    @cached_property
    def hyphenated(self) -> bool:
        """Whether it ends in a hyphen that a word is broken at."""
        last = self.words[-1].text
        return len(last) > 1 and last[-1] in _HYPHENS and last[-2].isalpha()


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page with its lines, in the order that they are drawn in."""

    number: int
    label: str
    height: float
    lines: tuple[Line, ...]


def read_lines(document: pypdfium2.PdfDocument) -> Iterator[LaidPage]:
    """The lines of each page of an open document."""
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        label = document.get_page_label(number) or str(number + 1)
        lines = tuple(_lines(text, number))
        yield LaidPage(number, label, page.get_height(), lines)
        text.close()
        page.close()


def _lines(text: pypdfium2.PdfTextPage, number: int) -> Iterator[Line]:
    reader = _Reader(text)
    words: list[Word] = []
    for word in reader.words():
        if words and not _goes_on(words, word):
            yield reader.line(number, words)
            words = []
        words.append(word)
    if words:
        yield reader.line(number, words)


def _goes_on(words: list[Word], word: Word) -> bool:
    last = words[-1]
    size = max(last.size, word.size)
    if not -0.5 * size < word.left - last.right < _APART * size:
        return False
    away = abs(word.baseline - words[0].baseline)
    raised = min(last.size, word.size) < 0.8 * size
    return away < (_RAISED if raised else _SAME_LINE) * size


def _usual(words: list[Word]) -> Word:
    """The longest word of the size that most of a line has."""
    if all(word.size == words[0].size for word in words):
        return max(words, key=lambda word: len(word.text))
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda each: weights[each])
    return max((word for word in words if word.size == size), key=lambda word: len(word.text))


class _Reader:
    """A page's text while it is asked for the places of its characters."""

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self.raw = text.raw
        self.count = text.count_chars()
        self.text = text.get_text_range(0, self.count) if self.count else ""
        if len(self.text) != self.count:
            codes = (pdfium.FPDFText_GetUnicode(self.raw, at) for at in range(self.count))
            self.text = "".join(map(chr, codes))
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._at = ctypes.byref(self._x), ctypes.byref(self._y)
        self._around = ctypes.byref(self._box)
        self._how = ctypes.byref(self._matrix)

    def words(self) -> Iterator[Word]:
        raw, text, x, y, box = self.raw, self.text, self._x, self._y, self._box
        origin, around = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
        known: dict[tuple[float, float], float] = {}
        spaces: dict[tuple[float, float], float] = {}
        scale = 1.0
        baseline = None
        for match in _WORD.finditer(text):
            start, end = match.span()
            origin(raw, start, *self._at)
            left, height = x.value, y.value
            own = pdfium.FPDFText_GetFontSize(raw, start)
            if baseline != height:
                upright, scale = self._upright(start)
                if not upright:
                    continue
                baseline = height
            size = known.setdefault((own, scale), round(own * scale, 2))
            space = 0.0
            if end < self.count and text[end] in " \xa0":
                origin(raw, end, *self._at)
                right, key = x.value, (height, size)
                if key not in spaces:
                    around(raw, end, self._around)
                    origin(raw, min(end + 1, self.count - 1), *self._at)
                    # One that PDFium makes of a gap stands at the end of it.
                    spaces[key] = box.right - box.left if x.value > right + _AT_ONCE else 0.0
                space = spaces[key]
            if not space:
                around(raw, end - 1, self._around)
                right = box.right
            word = match.group()
            if word[-1] in _JOINED:
                word = word[:-1] + "-"
            yield Word(word, left, right, space, height, size, start)

    def _upright(self, at: int) -> tuple[bool, float]:
        """Whether a character stands upright, and how much it is enlarged."""
        if not pdfium.FPDFText_GetMatrix(self.raw, at, self._how):
            return True, 1.0
        m = self._matrix
        return m.a > 0 and abs(m.b) < 0.01 * m.a, min(abs(m.d), _SCALE_AT_MOST) or 1.0

    def line(self, number: int, words: list[Word]) -> Line:
        longest = _usual(words)
        name, flags = self._font(longest.first)
        bold = all(map(self._bold, (longest, words[0], words[-1])))
        fixed = bool(flags & _FIXED_PITCH)
        line = Line(number, words, longest.baseline, longest.size, name, bold, fixed)
        if line.own_space and line.space > _WIDE * line.own_space:
            line.tracking = self._tracking(longest)
        return line

    def _bold(self, word: Word) -> bool:
        weight = pdfium.FPDFText_GetFontWeight(self.raw, word.first)
        return weight >= _BOLD_WEIGHT or bool(_BOLD.search(self._font(word.first)[0]))

    def _font(self, at: int) -> tuple[str, int]:
        flags = ctypes.c_int()
        buffer = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(self.raw, at, buffer, 128, ctypes.byref(flags))
        return buffer.value.decode("utf-8", "replace"), flags.value

    def _tracking(self, word: Word) -> float:
        """How far the letters of a word are set apart, in points."""
        apart = []
        for at in range(word.first, word.first + len(word.text) - 1):
            pdfium.FPDFText_GetCharOrigin(self.raw, at + 1, *self._at)
            pdfium.FPDFText_GetLooseCharBox(self.raw, at, self._around)
            apart.append(self._x.value - self._box.right)
        return max(0.0, median(apart)) if apart else 0.0
