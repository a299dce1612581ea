"""A colour becomes amounts of ink.

Grey is the luma of ITU-R BT.601, which is also what Pillow makes of a picture, so that drawings and
pictures agree. CMYK is the formula of ISO 32000-1, 10.3.4, with all that the three inks share
printed by black instead: what is neutral is black alone, and no colour has more than 200 % of ink.
No ICC profile is asked: colours are as far from those of a screen as the press is.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from imprint.model.profile import Colour


class Kind(Enum):
    """What the numbers of a colour mean; ``OTHER`` are those that are not numbers of a colour."""

    GREY = 1
    RGB = 3
    CMYK = 4
    LAB = 5
    INDEXED = 6
    SPOT = 7
    OTHER = 0

    @property
    def components(self) -> int:
        return 3 if self is Kind.LAB else self.value


class Inks(Struct, frozen=True):
    """The inks of a book: ``most`` is the most on one spot, in per cent; 0: there is no limit."""

    colour: Colour
    most: float = 0.0

    @property
    def kind(self) -> Kind:
        return Kind.GREY if self.colour is Colour.GREY else Kind.CMYK

    def mix(self, kind: Kind, numbers: Sequence[float]) -> tuple[float, ...]:
        """A colour in as many numbers as it needs: one of grey, or four of inks."""
        if kind is Kind.GREY:
            return (numbers[0],)
        if kind is Kind.CMYK:
            if self.kind is Kind.GREY:
                return (_grey_of_inks(*numbers),)
            return _limited(numbers, self.most)
        red, green, blue = _rgb_of_lab(*numbers) if kind is Kind.LAB else numbers
        if red == green == blue:
            return (red,)
        if self.kind is Kind.GREY:
            return (0.299 * red + 0.587 * green + 0.114 * blue,)
        return _limited(_inks_of_rgb(red, green, blue), self.most)

    def mix_whole(self, kind: Kind, numbers: Sequence[float]) -> tuple[float, ...]:
        """A colour in all the numbers that the inks have, as a colour space wants them."""
        mixed = self.mix(kind, numbers)
        if len(mixed) < self.kind.components:
            return (0.0, 0.0, 0.0, 1.0 - mixed[0])
        return mixed


def _inks_of_rgb(red: float, green: float, blue: float) -> tuple[float, ...]:
    cyan, magenta, yellow = 1 - red, 1 - green, 1 - blue
    black = min(cyan, magenta, yellow)
    return cyan - black, magenta - black, yellow - black, black


def _grey_of_inks(cyan: float, magenta: float, yellow: float, black: float) -> float:
    """ISO 32000-1, 10.3.3, with the weights that RGB has."""
    return 1.0 - min(1.0, 0.299 * cyan + 0.587 * magenta + 0.114 * yellow + black)


def _limited(inks: Sequence[float], most: float) -> tuple[float, ...]:
    """As much black as there was, and of the other inks what still has room."""
    cyan, magenta, yellow, black = inks
    coloured = cyan + magenta + yellow
    room = max(most / 100 - black, 0.0)
    if not most or coloured <= room:
        return cyan, magenta, yellow, black
    share = room / coloured
    return cyan * share, magenta * share, yellow * share, black


def _rgb_of_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CIE L*a*b* to sRGB, its white taken for white (IEC 61966-2-1)."""
    y = (lightness + 16) / 116
    x, y, z = (_cube(value) for value in (y + a / 500, y, y - b / 200))
    x, z = x * 0.95046, z * 1.08906
    red, green, blue = (
        _encoded(value)
        for value in (
            3.2406 * x - 1.5372 * y - 0.4986 * z,
            -0.9689 * x + 1.8758 * y + 0.0415 * z,
            0.0557 * x - 0.2040 * y + 1.0570 * z,
        )
    )
    if a == b == 0:
        return green, green, green
    return red, green, blue


def _cube(value: float) -> float:
    return value**3 if value > 6 / 29 else (value - 4 / 29) * 108 / 841


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
