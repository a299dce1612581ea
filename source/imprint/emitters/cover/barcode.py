"""The ISBN of a printed book becomes the bars of an EAN-13, five digits more those of an EAN-5.

GS1 General Specifications, 5.2.1 ("EAN/UPC barcodes") and 5.2.2 ("add-on symbols"): patterns,
quiet zones, sizes. https://www.gs1.org/standards/barcodes-epcrfid-id-keys/gs1-general-specifications
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from imprint.model.wrap import Barcode, Digit

NOMINAL = 0.33 / 25.4 * 72  # points: the thinnest bar at 100 per cent
SMALLEST, LARGEST = 0.8, 2.0  # parts of the nominal size

# The seven modules of each digit, 1 a bar: with an odd number of them dark. With an even number
# they are the odd ones' complement backwards, and right of the middle the complement.
_ODD = (
    "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011"
).split()  # fmt: skip
_RIGHT = ["".join("10"[int(module)] for module in odd) for odd in _ODD]
_EVEN = [right[::-1] for right in _RIGHT]
_SETS = {"o": _ODD, "e": _EVEN}
# The sets of the six digits left of the middle say what the first digit is; those of the five
# digits of an add-on, what their checksum is.
_FIRST = "oooooo ooeoee ooeeoe ooeeeo oeooee oeeooe oeeeoo oeoeoe oeoeeo oeeoeo".split()
_CHECK = "eeooo eoeoo eooeo eoooe oeeoo ooeeo oooee oeoeo oeooe ooeoe".split()

# Modules. Right of an add-on five are enough by the standard, but not for every scanner where the
# cover around the box is dark.
_LEFT_QUIET, _RIGHT_QUIET, _GAP, _ADDON_QUIET = 11, 7, 9, 9
_WIDE = 95
_GUARDS = (0, 2, 46, 48, 92, 94)  # the bars that reach down between the digits
_BAR_HEIGHT, _GUARD_HEIGHT = 22.85 / 0.33, 22.85 / 0.33 + 5
_DIGIT_HEIGHT = 8.0  # with a module of white
_LABEL_HEIGHT = 9.5
_BORDER = 2.0


def barcode(isbn: str, addon: str = "", *, magnification: float = 1.0) -> Barcode:
    """The barcode of an ISBN of thirteen digits, hyphens and all.

    ``addon`` has five digits, or is empty. ``magnification`` is the size as a part of the nominal
    one. Raises ValueError for anything else, and for a wrong check digit.
    """
    digits = isbn.replace("-", "").replace(" ", "")
    if len(digits) != 13 or not _are_digits(digits) or digits[-1] != _check_digit(digits):
        raise ValueError(f"{isbn} is no ISBN of thirteen digits")
    if addon and (len(addon) != 5 or not _are_digits(addon)):
        raise ValueError(f"{addon} has not five digits")
    if not SMALLEST - 1e-9 <= magnification <= LARGEST + 1e-9:
        raise ValueError(f"{magnification:.0%} is no size of a barcode: 80 to 200 % are")
    module = NOMINAL * magnification
    top = _BORDER + _LABEL_HEIGHT
    bars = list(_main_bars(digits, top))
    below = top + _BAR_HEIGHT + 0.5
    cells = [Digit(digits[0], _LEFT_QUIET - 9, below)]
    cells += [
        Digit(digit, _LEFT_QUIET + 3 + 7 * at + (5 if at >= 6 else 0), below)
        for at, digit in enumerate(digits[1:])
    ]
    width = _LEFT_QUIET + _WIDE + _RIGHT_QUIET
    if addon:
        begin = _LEFT_QUIET + _WIDE + _GAP
        bars += _addon_bars(addon, begin, top)
        cells += [Digit(digit, begin + 5 + 9 * at, top) for at, digit in enumerate(addon)]
        width = begin + len(_addon_modules(addon)) + _ADDON_QUIET
    height = top + _BAR_HEIGHT + 0.5 + _DIGIT_HEIGHT + _BORDER
    return Barcode(
        isbn=digits,
        addon=addon,
        module=module,
        width=_scaled(width, module),
        height=_scaled(height, module),
        bars=tuple(
            (_scaled(x, module), _scaled(y, module), _scaled(w, module), _scaled(h, module))
            for x, y, w, h in bars
        ),
        digits=tuple(
            Digit(cell.text, _scaled(cell.left, module), _scaled(cell.top, module))
            for cell in cells
        ),
        cell=_scaled(7, module),
        label=f"ISBN {isbn}",
        label_left=_scaled(_LEFT_QUIET, module),
        label_top=_scaled(_BORDER, module),
        label_width=_scaled(_WIDE, module),
        label_height=_scaled(_LABEL_HEIGHT, module),
    )


def as_svg(code: Barcode) -> bytes:
    """The bars alone, black, as SVG whose units are points.

    They are one path: a rectangle by itself is widened to whole pixels by many a renderer, until a
    scanner takes it for the next wider one.
    """
    bars = "".join(f"M{x} {y}h{w}v{h}h{-w}z" for x, y, w, h in code.bars)
    size = f'width="{code.width}pt" height="{code.height}pt"'
    view = f'viewBox="0 0 {code.width} {code.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}><path d="{bars}"/></svg>'.encode()
    )


def price_addon(amount: str) -> str:
    """The add-on of a price in United States dollars: 5, and cents; 59999 for 100 and more."""
    whole, _, cents = amount.partition(".")
    total = int(whole or 0) * 100 + int(cents.ljust(2, "0")[:2])
    return f"5{min(total, 9999):04d}"


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _check_digit(digits: str) -> str:
    """ISBN Users' Manual, "Check digit": weights of 1 and 3, to a multiple of ten."""
    total = sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(digits[:12]))
    return str(-total % 10)


def _main_bars(digits: str, top: float) -> Iterator[tuple[float, float, float, float]]:
    sets = _FIRST[int(digits[0])]
    left = "".join(_SETS[s][int(d)] for s, d in zip(sets, digits[1:7], strict=True))
    right = "".join(_RIGHT[int(d)] for d in digits[7:])
    for at, wide in _dark(f"101{left}01010{right}101"):
        height = _GUARD_HEIGHT if at in _GUARDS else _BAR_HEIGHT
        yield _LEFT_QUIET + at, top, wide, height


def _addon_modules(addon: str) -> str:
    odd, even = sum(map(int, addon[::2])), sum(map(int, addon[1::2]))
    sets = _CHECK[(3 * odd + 9 * even) % 10]
    return "01011" + "01".join(_SETS[s][int(d)] for s, d in zip(sets, addon, strict=True))


def _addon_bars(
    addon: str, begin: float, top: float
) -> Iterator[tuple[float, float, float, float]]:
    """Bars that end where the guards do, and leave room for digits above them."""
    for at, wide in _dark(_addon_modules(addon)):
        yield begin + at, top + _DIGIT_HEIGHT, wide, _GUARD_HEIGHT - _DIGIT_HEIGHT


def _dark(modules: str) -> Iterator[tuple[int, int]]:
    """Where each bar begins and how wide it is."""
    at = 0
    for module, run in groupby(modules):
        wide = len(list(run))
        if module == "1":
            yield at, wide
        at += wide


def _scaled(modules: float, module: float) -> float:
    return round(modules * module, 4)
