"""A cover wrap: the back, the spine and the front of a paperback on one sheet, and what is on it.

Lengths are points. Places on the sheet are measured from its upper left corner, across and down.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Interior:
    """The pages of a printed book, as its file has them: how many, for whom, and their size."""

    pages: int
    profile: str
    trim: tuple[float, float]

    def suits(self, profile: str, trim: tuple[float, float]) -> bool:
        """Whether it was made for this printer and this trimmed size."""
        near = all(abs(old - new) < 0.01 for old, new in zip(self.trim, trim, strict=True))
        return self.profile == profile and near


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The measures of a wrap: the trimmed ``width`` and ``height`` of its front, the ``spine``.

    ``bleed`` goes past the trim on all four edges. ``margin`` is the distance of texts from the
    trim and from the folds, ``fold_safe`` the least of the spine's text from the folds. ``pages``
    and ``paper`` are what the spine was reckoned from.
    """

    width: float
    height: float
    spine: float
    bleed: float
    margin: float = 0.0
    fold_safe: float = 0.0
    pages: int = 0
    paper: str = ""

    @property
    def across(self) -> float:
        """The width of the whole sheet."""
        return round(2 * self.width + self.spine + 2 * self.bleed, 4)

    @property
    def down(self) -> float:
        """The height of the whole sheet."""
        return round(self.height + 2 * self.bleed, 4)

    @property
    def spine_long(self) -> float:
        """The length of the spine that text may fill."""
        return self.height - 2 * self.margin

    @property
    def folds(self) -> tuple[float, float]:
        """Where the sheet is folded about the spine."""
        first = self.bleed + self.width
        return round(first, 4), round(first + self.spine, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """A text in lines: ``role`` is ``names``, ``title``, ``subtitle``, ``byline`` or ``publisher``.

    ``left`` and ``top`` are the first line's, from the front's trimmed corner.
    """

    role: str
    lines: tuple[str, ...]
    size: float
    leading: float
    left: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The front: its texts, and where the drawing begins and ends; or the author's ``picture``."""

    texts: tuple[SetText, ...] = ()
    drawing: tuple[float, float] | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineText:
    """What stands on the spine, in its order, at a ``size``.

    ``lift`` is how far, in ems, a line is moved towards the heads of its letters for what is inked
    to be in the middle; ``tracking`` is in ems.
    """

    names: str
    title: str
    publisher: str
    size: float
    lift: float = 0.0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Digit:
    """A digit below or above the bars: the left of its cell, from the barcode's upper left."""

    text: str
    left: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode:
    """A barcode in its white box, quiet zones in it; places are from the box's upper left corner.

    ``bars`` are the left, top, width and height of each. ``cell`` is the width of a digit's place,
    ``module`` that of the thinnest bar. ``label`` is the ISBN with its hyphens, whose line begins
    at ``label_left`` and is ``label_width`` wide.
    """

    isbn: str
    addon: str
    module: float
    width: float
    height: float
    bars: tuple[tuple[float, float, float, float], ...]
    digits: tuple[Digit, ...]
    cell: float
    label: str
    label_left: float
    label_top: float
    label_width: float
    label_height: float

    @property
    def magnification(self) -> float:
        """The size as a part of the nominal one, whose module is 0.33 mm."""
        return self.module / (0.33 / 25.4 * 72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """sRGB colours as CSS writes them: the ground, the ink of the text, the accent."""

    ground: str
    ink: str
    accent: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A review as the back has it."""

    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The back: paragraphs of the description, reviews, the price; ``size`` is the text's."""

    paragraphs: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    prices: tuple[tuple[Decimal, str], ...] = ()
    size: float = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """A cover wrap, all of it; ``barcode_place`` is the barcode's upper left corner."""

    sheet: Sheet
    front: Front
    spine: SpineText | None
    back: Back
    barcode: Barcode | None
    barcode_place: tuple[float, float] = (0.0, 0.0)
    colours: Colours
