"""The content streams of a page become the marks that they leave on it (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Stream

from imprint.checks.preflight.colours import (
    CMYK,
    GREY,
    RGB,
    UNKNOWN,
    ColourSpace,
    Kind,
    Paint,
    numbers,
    paints_of_shading,
    space_of,
)
from imprint.checks.preflight.drawn import (
    Drawing,
    DrawnPage,
    Mark,
    Picture,
    State,
    TextPlace,
)
from imprint.checks.preflight.fonts import DrawnFont, read_font
from imprint.checks.preflight.geometry import (
    EVERYWHERE,
    IDENTITY,
    Box,
    Matrix,
    at,
    box_of,
    common,
    is_empty,
    matrix_of,
    moved,
    scales,
    times,
)
from imprint.values import replace

_DEEPEST = 24  # forms inside forms
_MOST = 5_000_000  # instructions of a file that are followed, and marks that are kept
_LONG = 6.0  # points from which a thin shape is a line
_NOTHING = 0.001  # points that cannot be seen
_WRONG = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, pikepdf.PdfError,
    struct.error, RuntimeError,
)  # fmt: skip
_SOLID = ("/Normal", "/Compatible")
_STENCIL = Paint(Kind.NONE)

Operands = Sequence[Any]


@dataclass(slots=True)
class Interpreter:
    """Reads the pages of one file; what they share is read once."""

    fonts: dict[tuple[int, int], DrawnFont] = field(default_factory=dict)
    pictures: dict[tuple[int, int], Picture] = field(default_factory=dict)
    forms: dict[tuple[object, ...], DrawnPage] = field(default_factory=dict)
    left: list[int] = field(default_factory=lambda: [_MOST])

    def page(self, page: Page) -> DrawnPage:
        """What a page draws, on its sheet and beyond."""
        drawn = DrawnPage()
        reading = _Reading(self, drawn, self.left)
        group = page.obj.get("/Group")
        drawn.groups = isinstance(group, Dictionary) and group.get("/S") == Name.Transparency
        try:
            instructions = pikepdf.parse_content_stream(page) if "/Contents" in page.obj else ()
            resources = page.resources
        except _WRONG as error:
            drawn.troubles.append(_first_line(error))
            return drawn
        reading.run(instructions, resources, State(IDENTITY, EVERYWHERE))
        return drawn

    def font(self, found: Object) -> DrawnFont:
        key = found.objgen
        if key == (0, 0):
            return read_font(found)
        if key not in self.fonts:
            self.fonts[key] = read_font(found)
        return self.fonts[key]

    def picture(self, found: Object, spaces: Object | None) -> Picture:
        key = found.objgen
        if key not in self.pictures or key == (0, 0):
            self.pictures[key] = _picture(found, spaces)
        return self.pictures[key]


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def _picture(found: Object, spaces: Object | None) -> Picture:
    stencil = bool(found.get("/ImageMask", False))
    space = UNKNOWN if stencil else space_of(found.get("/ColorSpace"), spaces)
    paint = _STENCIL if stencil else Paint(space.kind, (), space.inks, space.tagged)
    bits = 1 if stencil else int(found.get("/BitsPerComponent", 8))
    return Picture(int(found.Width), int(found.Height), bits, stencil, paint, found)


@dataclass(slots=True)
class _Reading:
    """One content stream while it is read. ``left`` counts the instructions that may yet follow."""

    book: Interpreter
    drawn: DrawnPage
    left: list[int]
    depth: int = 0
    resources: Object = field(default_factory=Dictionary)
    state: State = field(default_factory=lambda: State(IDENTITY, (0, 0, 0, 0)))
    base: Matrix = IDENTITY
    kept: list[State] = field(default_factory=list)
    text: TextPlace = field(default_factory=TextPlace)
    path: list[list[float]] = field(default_factory=list)
    clips: bool = False
    fill_space: ColourSpace = GREY
    stroke_space: ColourSpace = GREY

    def run(self, instructions: Any, resources: Object, state: State) -> None:
        """Follow instructions; one that makes no sense is noted and passed over, as viewers do."""
        self.resources, self.state, self.base = resources, state, state.matrix
        for instruction in instructions:
            self.left[0] -= 1
            if self.left[0] < 0:
                self._note("the file draws more than can be looked at")
                return
            does = _OPERATORS.get(str(instruction.operator))
            if does is None:
                continue
            try:
                does(self, instruction.operands)
            except _WRONG as error:
                self._note(f"{instruction.operator}: {_first_line(error)}")

    def _note(self, what: str) -> None:
        if len(self.drawn.troubles) < 3 and what not in self.drawn.troubles:
            self.drawn.troubles.append(what)

    def _spaces(self) -> Object | None:
        return self.resources.get("/ColorSpace")

    def _named(self, category: str, name: Any) -> Object:
        found: Object = self.resources[category][name]
        return found

    # The graphics state.

    def keep(self, _: Operands) -> None:
        self.kept.append(copy(self.state))

    def restore(self, _: Operands) -> None:
        if self.kept:
            self.state = self.kept.pop()

    def concatenate(self, operands: Operands) -> None:
        self.state.matrix = times(matrix_of(operands), self.state.matrix)

    def width(self, operands: Operands) -> None:
        self.state.line = float(operands[0])

    def graphics(self, operands: Operands) -> None:
        found = self._named("/ExtGState", operands[0])
        if "/LW" in found:
            self.state.line = float(found.LW)
        if "/Font" in found:
            self.state.font = self.book.font(found.Font[0])
            self.state.size = float(found.Font[1])
        self.drawn.through.update(_through(found))

    # Colours.

    def _choose(self, space: ColourSpace, paint: Paint, *, stroke: bool) -> None:
        if stroke:
            self.stroke_space = space
            self.state.stroke, self.state.stroke_pattern = paint, None
        else:
            self.fill_space = space
            self.state.fill, self.state.fill_pattern = paint, None

    def space(self, operands: Operands, *, stroke: bool = False) -> None:
        space = space_of(operands[0], self._spaces())
        self._choose(space, space.first, stroke=stroke)

    def colour(self, operands: Operands, *, stroke: bool = False) -> None:
        space = self.stroke_space if stroke else self.fill_space
        if operands and isinstance(operands[-1], Name):
            pattern = self._named("/Pattern", operands[-1])
            self._choose(space, Paint(Kind.PATTERN), stroke=stroke)
            if stroke:
                self.state.stroke_pattern = pattern
            else:
                self.state.fill_pattern = pattern
            return
        self._choose(space, space.paint(numbers(operands)), stroke=stroke)

    def device(self, operands: Operands, space: ColourSpace, *, stroke: bool = False) -> None:
        self._choose(space, space.paint(numbers(operands)), stroke=stroke)

    # Paths.

    def move(self, operands: Operands) -> None:
        x, y = at(self.state.matrix, float(operands[0]), float(operands[1]))
        self.path.append([x, y, x, y])

    def line(self, operands: Operands) -> None:
        for index in range(0, len(operands) - 1, 2):
            x, y = at(self.state.matrix, float(operands[index]), float(operands[index + 1]))
            if not self.path:
                self.path.append([x, y, x, y])
            part = self.path[-1]
            part[:] = [min(part[0], x), min(part[1], y), max(part[2], x), max(part[3], y)]

    def rectangle(self, operands: Operands) -> None:
        x, y, width, height = (float(number) for number in operands)
        self.path.append(list(moved(self.state.matrix, box_of((x, y, x + width, y + height)))))

    def clip(self, _: Operands) -> None:
        """Clip to the box around the path: what is cut off in its corners counts as seen."""
        self.clips = True

    def paint(self, _: Operands, *, fill: bool = False, stroke: bool = False) -> None:
        path, self.path = self.path, []
        box = _around(path)
        if box is not None:
            if fill:
                self._fill(path, common(box, self.state.clip))
            if stroke:
                self._stroke(box)
        if self.clips:
            self.clips = False
            if box is not None:
                self.state.clip = common(self.state.clip, box)

    def _fill(self, path: list[list[float]], box: Box) -> None:
        clip = self.state.clip
        thin = min((_thickness(part, clip) for part in path), default=_LONG)
        self._lay(Drawing.FILL, box, self.state.fill, self.state.fill_pattern, thin)

    def _stroke(self, box: Box) -> None:
        a, b, c, d, _, _ = self.state.matrix
        width = self.state.line * sqrt(abs(a * d - b * c))
        half = width / 2
        wide = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
        box = common(wide, self.state.clip)
        self._lay(Drawing.LINE, box, self.state.stroke, self.state.stroke_pattern, width)

    def _lay(
        self, drawing: Drawing, box: Box, paint: Paint, pattern: Object | None, size: float
    ) -> None:
        if is_empty(box):
            return
        if pattern is not None:
            self._pattern(pattern, box)
            return
        self.drawn.add(Mark(drawing, box, paint, size))

    def shade(self, operands: Operands) -> None:
        self._shading(self._named("/Shading", operands[0]), self.state.clip)

    def _shading(self, shading: Object, box: Box) -> None:
        if is_empty(box):
            return
        for paint in paints_of_shading(shading, self._spaces()):
            self.drawn.add(Mark(Drawing.SHADING, box, paint))

    def _pattern(self, pattern: Object, box: Box) -> None:
        if int(pattern.PatternType) == 2:
            self._shading(pattern.Shading, box)
            return
        inner = DrawnPage()
        matrix = times(matrix_of(pattern.get("/Matrix", IDENTITY)), self.base)
        reading = _Reading(self.book, inner, self.left, self.depth + 1)
        if self.depth >= _DEEPEST:
            self._note("patterns are nested too deep")
            return
        cell = moved(matrix, box_of(pattern.BBox))
        reading.run(
            pikepdf.parse_content_stream(pattern),
            pattern.get("/Resources", self.resources),
            State(matrix, cell),
        )
        inner.marks = [replace(mark, box=box) for mark in inner.marks]
        self._take(inner)

    def _take(self, inner: DrawnPage) -> None:
        self.left[0] -= len(inner.marks)
        self.drawn.take(inner.marks)
        self.drawn.through |= inner.through
        self.drawn.groups |= inner.groups
        self.drawn.missing |= inner.missing
        for trouble in inner.troubles:
            self._note(trouble)

    # Pictures and forms.

    def draw(self, operands: Operands) -> None:
        found = self._named("/XObject", operands[0])
        if found.get("/Subtype") == Name.Image:
            if "/SMask" in found or int(found.get("/SMaskInData", 0)):
                self.drawn.through.add("a picture with a soft mask")
            self._place(self.book.picture(found, self._spaces()))
        elif isinstance(found, Stream):
            self._form(found)

    def in_line(self, operands: Operands) -> None:
        image = operands[0]
        space = space_of(_plain(image.colorspace), self._spaces())
        stencil = bool(image.image_mask)
        paint = _STENCIL if stencil else Paint(space.kind, (), space.inks, space.tagged)
        bits = 1 if stencil else int(image.bits_per_component or 8)
        self._place(Picture(int(image.width), int(image.height), bits, stencil, paint))

    def _place(self, picture: Picture) -> None:
        box = common(moved(self.state.matrix, (0, 0, 1, 1)), self.state.clip)
        if is_empty(box):
            return
        across, up = scales(self.state.matrix)
        resolution = min(
            picture.width / across * 72 if across else 0.0,
            picture.height / up * 72 if up else 0.0,
        )
        if picture.stencil:
            if self.state.fill_pattern is not None:
                self._pattern(self.state.fill_pattern, box)
            paint = self.state.fill
        else:
            paint = picture.paint
        self.drawn.add(Mark(Drawing.PICTURE, box, paint, resolution, picture=picture))

    def _form(self, form: Stream) -> None:
        if self.depth >= _DEEPEST:
            self._note("forms are nested too deep")
            return
        state = copy(self.state)
        state.matrix = times(matrix_of(form.get("/Matrix", IDENTITY)), state.matrix)
        state.clip = common(state.clip, moved(state.matrix, box_of(form.BBox)))
        own = isinstance(form.get("/Resources"), Dictionary)
        key = (form.objgen, state.matrix, state.clip, state.fill, state.stroke, state.line)
        simple = own and state.fill_pattern is None and state.stroke_pattern is None
        if simple and key in self.book.forms:
            self._take(self.book.forms[key])
            return
        inner = DrawnPage()
        group = form.get("/Group")
        inner.groups = isinstance(group, Dictionary) and group.get("/S") == Name.Transparency
        reading = _Reading(self.book, inner, self.left, self.depth + 1)
        reading.fill_space, reading.stroke_space = self.fill_space, self.stroke_space
        resources = form.Resources if own else self.resources
        reading.run(pikepdf.parse_content_stream(form), resources, state)
        if simple:
            self.book.forms[key] = inner
        self._take(inner)

    # Text.

    def begin_text(self, _: Operands) -> None:
        self.text = TextPlace()

    def choose_font(self, operands: Operands) -> None:
        self.state.size = float(operands[1])
        self.state.font = None
        self.state.font = self.book.font(self._named("/Font", operands[0]))

    def set_characters(self, operands: Operands) -> None:
        self.state.characters = float(operands[0])

    def set_words(self, operands: Operands) -> None:
        self.state.words = float(operands[0])

    def set_scale(self, operands: Operands) -> None:
        self.state.scale = float(operands[0]) / 100

    def set_leading(self, operands: Operands) -> None:
        self.state.leading = float(operands[0])

    def set_rise(self, operands: Operands) -> None:
        self.state.rise = float(operands[0])

    def set_mode(self, operands: Operands) -> None:
        self.state.mode = int(operands[0])

    def next_line(self, operands: Operands) -> None:
        x, y = float(operands[0]), float(operands[1])
        self.text.line = times((1.0, 0.0, 0.0, 1.0, x, y), self.text.line)
        self.text.here = self.text.line

    def next_line_leading(self, operands: Operands) -> None:
        self.state.leading = -float(operands[1])
        self.next_line(operands)

    def new_line(self, _: Operands) -> None:
        self.next_line((0.0, -self.state.leading))

    def place_text(self, operands: Operands) -> None:
        self.text.line = self.text.here = matrix_of(operands)

    def show(self, operands: Operands) -> None:
        self._show(operands[-1:])

    def show_line(self, operands: Operands) -> None:
        self.new_line(operands)
        self._show(operands[-1:])

    def show_spaced(self, operands: Operands) -> None:
        self.state.words, self.state.characters = float(operands[0]), float(operands[1])
        self.show_line(operands)

    def show_pieces(self, operands: Operands) -> None:
        self._show(operands[0])

    def _show(self, pieces: Sequence[Any] | Array) -> None:
        state, font = self.state, self.state.font
        if font is None:
            raise ValueError("text without a font")
        texts, spaces = [], 0.0
        for piece in pieces:
            if type(piece) is Object:
                texts.append(bytes(piece))
            else:
                spaces += float(piece)
        codes = _codes(font, b"".join(texts))
        get, width = font.widths.get, font.width
        advance = (sum([get(code, width) for code in codes]) - spaces / 1000) * state.size
        if state.words and not font.wide:
            advance += codes.count(32) * state.words
        if font.missing and state.mode != 3 and not font.missing.isdisjoint(codes):
            self.drawn.missing.add(font.family)
        advance = (advance + len(codes) * state.characters) * state.scale
        here = self.text.here
        if codes:
            self._write(font, times(here, state.matrix), advance)
        self.text.here = times((1.0, 0.0, 0.0, 1.0, advance, 0.0), here)

    def _write(self, font: DrawnFont, matrix: Matrix, advance: float) -> None:
        state = self.state
        if state.mode == 7:
            return
        low, high = font.below * state.size + state.rise, font.above * state.size + state.rise
        box = moved(matrix, (min(0.0, advance), min(low, high), max(0.0, advance), max(low, high)))
        box = common(box, state.clip)
        size = abs(state.size) * scales(matrix)[1]
        outlined = state.mode in (1, 5)
        paint = state.stroke if outlined else state.fill
        pattern = state.stroke_pattern if outlined else state.fill_pattern
        if pattern is not None and not is_empty(box):
            self._pattern(pattern, box)
        mark = Mark(Drawing.TEXT, box, paint, round(size, 3), font, hidden=state.mode == 3)
        self.drawn.add(mark)


def _codes(font: DrawnFont, text: bytes) -> Sequence[int]:
    if not font.wide:
        return list(text)
    return struct.unpack(f">{len(text) // 2}H", text[: len(text) // 2 * 2])


def _around(path: list[list[float]]) -> Box | None:
    if not path:
        return None
    lefts, bottoms, rights, tops = zip(*path, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _thickness(part: Sequence[float], clip: Box) -> float:
    """How thin a long part of a shape is; any other is as thick as it need be."""
    left, bottom, right, top = part
    across = min(right, clip[2]) - max(left, clip[0])
    up = min(top, clip[3]) - max(bottom, clip[1])
    thin = min(across, up)
    if max(across, up) < _LONG or (thin < _NOTHING < min(right - left, top - bottom)):
        return _LONG  # short, or cut off
    return thin


def _through(state: Object) -> set[str]:
    """What in a graphics state lets things shine through (ISO 32000-1, 11.6.4)."""
    found = set()
    if float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1:
        found.add("opacity below 1")
    blend = state.get("/BM", Name.Normal)
    modes = blend if isinstance(blend, Array) else [blend]
    if not any(str(mode) in _SOLID for mode in modes):
        found.add(f"the blend mode {str(modes[0])[1:]}")
    if isinstance(state.get("/SMask"), Dictionary):
        found.add("a soft mask")
    return found


def _plain(space: object) -> object:
    """The colour space of a picture in the line, whose name may come as a text."""
    return Name(space) if isinstance(space, str) and space.startswith("/") else space


_Does = Callable[[_Reading, Operands], None]


def _painting(*, fill: bool = False, stroke: bool = False) -> _Does:
    return lambda reading, operands: reading.paint(operands, fill=fill, stroke=stroke)


def _in(space: ColourSpace, *, stroke: bool = False) -> _Does:
    return lambda reading, operands: reading.device(operands, space, stroke=stroke)


# ISO 32000-1, Annex A.
_OPERATORS: dict[str, _Does] = {
    "q": _Reading.keep,
    "Q": _Reading.restore,
    "cm": _Reading.concatenate,
    "w": _Reading.width,
    "gs": _Reading.graphics,
    "cs": _Reading.space,
    "CS": lambda reading, operands: reading.space(operands, stroke=True),
    "sc": _Reading.colour,
    "scn": _Reading.colour,
    "SC": lambda reading, operands: reading.colour(operands, stroke=True),
    "SCN": lambda reading, operands: reading.colour(operands, stroke=True),
    "g": _in(GREY),
    "G": _in(GREY, stroke=True),
    "rg": _in(RGB),
    "RG": _in(RGB, stroke=True),
    "k": _in(CMYK),
    "K": _in(CMYK, stroke=True),
    "m": _Reading.move,
    "l": _Reading.line,
    "c": _Reading.line,
    "v": _Reading.line,
    "y": _Reading.line,
    "re": _Reading.rectangle,
    "W": _Reading.clip,
    "W*": _Reading.clip,
    "n": _painting(),
    "f": _painting(fill=True),
    "F": _painting(fill=True),
    "f*": _painting(fill=True),
    "S": _painting(stroke=True),
    "s": _painting(stroke=True),
    "B": _painting(fill=True, stroke=True),
    "B*": _painting(fill=True, stroke=True),
    "b": _painting(fill=True, stroke=True),
    "b*": _painting(fill=True, stroke=True),
    "sh": _Reading.shade,
    "Do": _Reading.draw,
    "INLINE IMAGE": _Reading.in_line,
    "BT": _Reading.begin_text,
    "Tf": _Reading.choose_font,
    "Tc": _Reading.set_characters,
    "Tw": _Reading.set_words,
    "Tz": _Reading.set_scale,
    "TL": _Reading.set_leading,
    "Ts": _Reading.set_rise,
    "Tr": _Reading.set_mode,
    "Td": _Reading.next_line,
    "TD": _Reading.next_line_leading,
    "T*": _Reading.new_line,
    "Tm": _Reading.place_text,
    "Tj": _Reading.show,
    "'": _Reading.show_line,
    '"': _Reading.show_spaced,
    "TJ": _Reading.show_pieces,
}
