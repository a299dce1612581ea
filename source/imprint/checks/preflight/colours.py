"""A colour space of a PDF and its numbers become a paint: what lands on the paper.

ISO 32000-1, 8.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from pikepdf import Array, Dictionary, Name, Object, Stream

from imprint.checks.preflight.functions import values_of


class Kind(Enum):
    """What a colour is mixed of."""

    GREY = "grey"
    RGB = "RGB"
    CMYK = "CMYK"
    LAB = "Lab"
    SPOT = "a spot ink"
    ALL = "registration"  # every plate that there is
    NONE = "nothing"
    PATTERN = "a pattern"
    OTHER = "unknown"


_BY_NAME = {
    "/DeviceGray": Kind.GREY, "/G": Kind.GREY, "/CalGray": Kind.GREY,
    "/DeviceRGB": Kind.RGB, "/RGB": Kind.RGB, "/CalRGB": Kind.RGB,
    "/DeviceCMYK": Kind.CMYK, "/CMYK": Kind.CMYK,
    "/Lab": Kind.LAB, "/Pattern": Kind.PATTERN,
}  # fmt: skip
_BY_COUNT = {1: Kind.GREY, 3: Kind.RGB, 4: Kind.CMYK}
_COMPONENTS = {Kind.GREY: 1, Kind.RGB: 3, Kind.CMYK: 4, Kind.LAB: 3}
_PLATES = ("/Cyan", "/Magenta", "/Yellow", "/Black")
_DEEPEST = 8  # spaces inside spaces


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as it is printed.

    ``values`` are 0 to 1, or empty where they are many (a picture). ``inks`` are the names of spot
    inks. ``tagged`` says that an ICC profile or a calibration comes with it.
    """

    kind: Kind
    values: tuple[float, ...] = ()
    inks: tuple[str, ...] = ()
    tagged: bool = False

    @property
    def ink(self) -> float:
        """How much ink it is, all plates together, in per cent; 0 where it is not told in inks."""
        match self.kind:
            case Kind.GREY:
                return 100 * (1 - sum(self.values))
            case Kind.CMYK | Kind.SPOT:
                return 100 * sum(self.values)
            case Kind.ALL:
                return 400 * sum(self.values)
        return 0.0

    @property
    def is_white(self) -> bool:
        """Whether the paper stays as it is."""
        values = self.values
        if self.kind is Kind.NONE:
            return True
        if not values:
            return False
        if self.kind in (Kind.GREY, Kind.RGB):
            return min(values) > 0.999
        if self.kind is Kind.LAB:
            return values[0] > 99.5
        return self.kind is not Kind.PATTERN and max(values) < 0.001

    @property
    def is_nearly_black(self) -> bool:
        """Whether a reader takes it for black or a grey as dark, mixed though it is."""
        values = self.values
        if self.kind is Kind.RGB and len(values) == 3:
            return max(values) <= 0.25 and max(values) - min(values) <= 0.06
        if self.kind is Kind.CMYK and len(values) == 4:
            cyan, magenta, yellow, black = values
            mixed = min(cyan, magenta, yellow)
            return max(values[:3]) > 0.02 and (black >= 0.7 or black + mixed >= 0.75)
        return False


BLACK = Paint(Kind.GREY, (0.0,))


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space: how many numbers a colour has in it, and what they mean."""

    kind: Kind
    components: int
    tagged: bool = False
    inks: tuple[str, ...] = ()
    plates: tuple[int, ...] = ()  # of each component, where all are plates of the four inks
    base: ColourSpace | None = None
    table: bytes = b""

    def paint(self, values: Sequence[float]) -> Paint:
        """The paint of a colour; too few numbers are filled up with nothing."""
        values = tuple(values[: self.components])
        if self.base is not None and self.table:
            return self.base.paint(self._entry(int(values[0]) if values else 0))
        if self.plates:
            mixed = [0.0] * 4
            for plate, value in zip(self.plates, values, strict=False):
                mixed[plate] = value
            values = tuple(mixed)
        if self.kind is not Kind.LAB:
            values = tuple(min(1.0, max(0.0, value)) for value in values)
        return Paint(self.kind, values, self.inks, self.tagged)

    def _entry(self, index: int) -> list[float]:
        assert self.base
        size = self.base.components
        return [byte / 255 for byte in self.table[index * size : (index + 1) * size]]

    @property
    def first(self) -> Paint:
        """The paint that a space begins with (ISO 32000-1, 8.6.5 to 8.6.6)."""
        if self.kind in (Kind.SPOT, Kind.ALL):
            return self.paint([1.0] * self.components)
        if self.kind is Kind.CMYK:
            return self.paint([1.0] * len(self.plates) if self.plates else [0.0, 0.0, 0.0, 1.0])
        return self.paint([0.0] * self.components)

    @property
    def colours(self) -> tuple[Paint, ...]:
        """Every colour of an indexed space; empty for others."""
        if self.base is None or not self.base.components:
            return ()
        return tuple(
            self.base.paint(self._entry(index))
            for index in range(len(self.table) // self.base.components)
        )


UNKNOWN = ColourSpace(Kind.OTHER, 0)
GREY = ColourSpace(Kind.GREY, 1)
RGB = ColourSpace(Kind.RGB, 3)
CMYK = ColourSpace(Kind.CMYK, 4)


def space_of(found: object, spaces: Object | None = None, depth: int = 0) -> ColourSpace:
    """A colour space, by its name or as an array; ``spaces`` are the named ones of a page."""
    if depth > _DEEPEST:
        return UNKNOWN
    if isinstance(found, Name):
        named = spaces.get(str(found)) if spaces is not None else None
        if named is not None and str(found) not in _BY_NAME:
            return space_of(named, None, depth + 1)
        kind = _BY_NAME.get(str(found), Kind.OTHER)
        return ColourSpace(kind, _COMPONENTS.get(kind, 0))
    if not isinstance(found, Array) or not len(found):
        return UNKNOWN
    try:
        return _of_array(str(found[0]), found, spaces, depth)
    except (ValueError, TypeError, IndexError, KeyError, AttributeError):
        return UNKNOWN


def _of_array(name: str, found: Array, spaces: Object | None, depth: int) -> ColourSpace:
    match name:
        case "/ICCBased":
            count = int(found[1].N)
            return ColourSpace(_BY_COUNT.get(count, Kind.OTHER), count, tagged=True)
        case "/Indexed" | "/I":
            base = space_of(found[1], spaces, depth + 1)
            table = found[3].read_bytes() if isinstance(found[3], Stream) else bytes(found[3])
            return ColourSpace(base.kind, 1, base.tagged, base.inks, (), base, table)
        case "/Separation":
            return _of_inks([str(found[1])])
        case "/DeviceN":
            return _of_inks([str(ink) for ink in found[1]])
    kind = _BY_NAME.get(name, Kind.OTHER)
    tagged = name in ("/CalGray", "/CalRGB", "/Lab")
    return ColourSpace(kind, _COMPONENTS.get(kind, 0), tagged)


def _of_inks(names: Sequence[str]) -> ColourSpace:
    if names == ["/All"]:
        return ColourSpace(Kind.ALL, 1)
    if all(name == "/None" for name in names):
        return ColourSpace(Kind.NONE, len(names))
    if all(name in _PLATES for name in names):
        plates = tuple(_PLATES.index(name) for name in names)
        return ColourSpace(Kind.CMYK, len(names), plates=plates)
    own = tuple(name[1:] for name in names if name not in (*_PLATES, "/None"))
    return ColourSpace(Kind.SPOT, len(names), inks=own)


def paints_of_shading(shading: Object, spaces: Object | None) -> tuple[Paint, ...]:
    """The colours that a shading goes through, as far as its functions tell (8.7.4.5)."""
    space = space_of(shading.get("/ColorSpace"), spaces)
    functions = shading.get("/Function")
    if functions is None:
        return (Paint(space.kind, (), space.inks, space.tagged),)
    found = values_of(functions)
    return tuple(space.paint(values) for values in found) or (
        Paint(space.kind, (), space.inks, space.tagged),
    )


def numbers(objects: Iterable[object]) -> list[float]:
    return [float(value) for value in objects if not isinstance(value, Name | Dictionary)]  # type: ignore[arg-type]
