"""A layout's options become typed values, checked against what its layout.toml declares."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Findings, Place

# Millimetres in a unit (CSS Values and Units 4, "Absolute lengths").
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|cm|in|pt|pc|px)")

# Trim sizes by name, as the trade names them: width × height.
TRIM_SIZES = {
    "a4": ("210mm", "297mm"),
    "a5": ("148mm", "210mm"),
    "a6": ("105mm", "148mm"),
    "b5": ("176mm", "250mm"),
    "a-format": ("111mm", "178mm"),
    "b-format": ("129mm", "198mm"),
    "demy": ("138mm", "216mm"),
    "royal": ("156mm", "234mm"),
    "pocket": ("4.25in", "6.87in"),
    "trade": ("5.5in", "8.5in"),
    "us-trade": ("6in", "9in"),
    "digest": ("5.5in", "8.5in"),
    "executive": ("7in", "10in"),
    "letter": ("8.5in", "11in"),
    "5x8": ("5in", "8in"),
    "5.06x7.81": ("5.06in", "7.81in"),
    "5.25x8": ("5.25in", "8in"),
    "5.5x8.5": ("5.5in", "8.5in"),
    "6x9": ("6in", "9in"),
    "7x10": ("7in", "10in"),
}
_SMALLEST_TRIM, _LARGEST_TRIM = 60.0, 500.0  # millimetres


class Length(Struct, frozen=True):
    """A length as it was written; ``str`` gives CSS."""

    amount: float
    unit: str

    def __str__(self) -> str:
        return f"{self.amount:g}{self.unit}"

    @property
    def millimetres(self) -> float:
        return self.amount * _MILLIMETRES[self.unit]

    @property
    def points(self) -> float:
        return self.millimetres / 25.4 * 72


class Size(Struct, frozen=True):
    """A trim size; ``str`` gives CSS."""

    width: Length
    height: Length

    def __str__(self) -> str:
        return f"{self.width} {self.height}"


class Option(Struct, frozen=True):
    """An option that a layout declares: ``type`` is one of the names in ``PARSERS``."""

    name: str
    type: str
    default: object
    help: str
    choices: tuple[str, ...] = ()


class WrongValue(Exception):
    """A value that an option cannot have; the message says which it can."""


def parse_length(text: object) -> Length:
    """A CSS length with a unit; raises WrongValue."""
    found = _LENGTH.fullmatch(str(text).strip())
    if not found:
        raise WrongValue("a length with a unit, such as 12mm, 0.5in or 11pt")
    return Length(float(found[1]), found[2])


def parse_size(text: object) -> Size:
    """A trim size by name (``b-format``) or measure (``129mm 198mm``); raises WrongValue."""
    wanted = "a size by name or measure, such as a5, 6x9 or 129mm x 198mm; by name: " + ", ".join(
        TRIM_SIZES
    )
    words = str(text).strip().lower()
    name = re.sub(r"\s*[x×]\s*", "x", words.replace("in", "").strip()) if "mm" not in words else ""
    if words in TRIM_SIZES or name in TRIM_SIZES:
        width, height = TRIM_SIZES.get(words) or TRIM_SIZES[name]
        return Size(parse_length(width), parse_length(height))
    parts = re.split(r"\s*[x×]\s*|\s*,\s*|\s+(?=[\d.])", words)
    if len(parts) == 2:
        unit = re.search(r"[a-z]+$", parts[1])
        first = (
            parts[0] if re.search(r"[a-z]+$", parts[0]) else parts[0] + (unit[0] if unit else "")
        )
        try:
            size = Size(parse_length(first), parse_length(parts[1]))
        except WrongValue:
            raise WrongValue(wanted) from None
        sides = (size.width.millimetres, size.height.millimetres)
        if not all(_SMALLEST_TRIM <= side <= _LARGEST_TRIM for side in sides):
            raise WrongValue(
                f"a size between {_SMALLEST_TRIM:g} and {_LARGEST_TRIM:g} mm on each side"
            )
        return size
    raise WrongValue(wanted)


def _parse_margin(value: object) -> Length | str:
    """A length, or ``auto`` for the layout to reckon it from the page."""
    return "auto" if str(value).strip() == "auto" else parse_length(value)


def _parse_number(value: object) -> float:
    if isinstance(value, bool) or not re.fullmatch(r"\d+(\.\d+)?", str(value).strip()):
        raise WrongValue("a number")
    return float(str(value))


def _parse_boolean(value: object) -> bool:
    words = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() not in words:
        raise WrongValue("true or false")
    return words[str(value).strip().lower()]


def _parse_colour(value: object) -> str:
    """A colour as CSS writes it in six digits, or ``auto`` for the one that Imprint chooses."""
    text = str(value).strip().lower()
    if text != "auto" and not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise WrongValue("a colour of six digits such as #14213d, or auto")
    return text


def _parse_text(value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise WrongValue("a text")


PARSERS = {
    "length": parse_length,
    "margin": _parse_margin,
    "size": parse_size,
    "number": _parse_number,
    "boolean": _parse_boolean,
    "colour": _parse_colour,
    "text": _parse_text,
}


def parse(option: Option, value: object) -> object:
    """An option's value from what its author wrote; raises WrongValue."""
    if option.type == "choice":
        if str(value) not in option.choices:
            raise WrongValue("one of " + ", ".join(option.choices))
        return str(value)
    return PARSERS[option.type](value)


def settle(
    declared: Mapping[str, Option],
    given: Mapping[str, object],
    *,
    layout: str,
    places: Mapping[str, Place],
    findings: Findings,
) -> dict[str, object]:
    """Every declared option with the author's value or the default; LAY-003, LAY-004."""
    values: dict[str, object] = {name: parse(o, o.default) for name, o in declared.items()}
    for name, value in given.items():
        where = places.get(name, NOWHERE)
        option = declared.get(name)
        if option is None:
            near = difflib.get_close_matches(name, declared, 1)
            findings.add(
                "LAY-003",
                f"the layout {layout} has no option {name}",
                mend=f"write {near[0]}" if near else "it has: " + ", ".join(sorted(declared)),
                where=where,
            )
            continue
        try:
            values[name] = parse(option, value)
        except WrongValue as wanted:
            findings.add(
                "LAY-004",
                f"the option {name} cannot be {value}",
                mend=f"write {wanted}",
                where=where,
            )
    return values
