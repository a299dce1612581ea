"""What a page turns out to draw, as a preflight looks at it: marks, with their paint and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from pikepdf import Object

from imprint.checks.preflight.colours import BLACK, Paint
from imprint.checks.preflight.fonts import DrawnFont
from imprint.checks.preflight.geometry import IDENTITY, Box, Matrix, is_empty


class Drawing(Enum):
    """How a mark is made."""

    TEXT = "text"
    FILL = "a filled shape"
    LINE = "a line"
    PICTURE = "a picture"
    SHADING = "a shading"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's own facts. ``stencil`` ones have no colours; ``source`` is where its pixels are.

    ``width`` and ``height`` are pixels, ``bits`` those of a component.
    """

    width: int
    height: int
    bits: int
    stencil: bool
    paint: Paint
    source: Object | None = field(default=None, compare=False, repr=False)


@dataclass(slots=True)
class Mark:
    """Something drawn: ``box`` is what of it can be seen, in points of the page's space.

    ``size`` is the size of text, the width of a line or of the thinnest part of a shape, in points,
    and the resolution of a picture, in pixels an inch.
    """

    drawing: Drawing
    box: Box
    paint: Paint
    size: float = 0.0
    font: DrawnFont | None = None
    picture: Picture | None = None
    hidden: bool = False

    @property
    def is_seen(self) -> bool:
        return not self.hidden and not is_empty(self.box) and not self.paint.is_white


@dataclass(slots=True)
class DrawnPage:
    """Everything that a page draws.

    ``through`` says what lets things below shine through, ``groups`` whether it is composed in
    transparency groups. ``missing`` are the fonts that it draws characters of without a glyph.
    ``troubles`` say what could not be understood. ``goes_on`` says that the last mark is text of
    this stream, which what follows may be a part of.
    """

    marks: list[Mark] = field(default_factory=list)
    through: set[str] = field(default_factory=set)
    groups: bool = False
    missing: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)
    goes_on: bool = False

    def add(self, mark: Mark) -> None:
        """Add a mark; text that goes on as the text before it is one mark."""
        last = self.marks[-1] if self.goes_on else mark
        is_text = mark.drawing is Drawing.TEXT
        if (
            last is not mark
            and is_text
            and mark.font is last.font
            and mark.size == last.size
            and mark.hidden == last.hidden
            and mark.paint == last.paint
        ):
            one, other = last.box, mark.box
            last.box = (
                min(one[0], other[0]), min(one[1], other[1]),
                max(one[2], other[2]), max(one[3], other[3]),
            )  # fmt: skip
        else:
            self.marks.append(mark)
            self.goes_on = is_text

    def take(self, marks: Iterable[Mark]) -> None:
        """Add marks that stand elsewhere too."""
        self.marks.extend(marks)
        self.goes_on = False


@dataclass(slots=True)
class State:
    """The graphics state, as far as it matters here (ISO 32000-1, 8.4 and 9.3)."""

    matrix: Matrix
    clip: Box
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_pattern: Object | None = None
    stroke_pattern: Object | None = None
    line: float = 1.0
    font: DrawnFont | None = None
    size: float = 0.0
    characters: float = 0.0
    words: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class TextPlace:
    """Where the next character and the next line go (9.4.1)."""

    here: Matrix = IDENTITY
    line: Matrix = IDENTITY
