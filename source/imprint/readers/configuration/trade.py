"""The table of formats becomes identifiers, products and the printer's wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from imprint.model.record import Availability, Identifier, Product
from imprint.readers.configuration.checked import DATE
from imprint.readers.configuration.forms import (
    Boolean,
    Checked,
    Given,
    Key,
    Structure,
    Text,
    Wrong,
)
from imprint.readers.configuration.making import one_of
from imprint.readers.configuration.prices import PRICES
from imprint.readers.configuration.wording import shown
from imprint.readers.configuration.works import IDENTIFIERS, ISBN
from imprint.readers.settings import PressWish
from imprint.values import replace


def _parse_availability(text: str) -> Availability:
    words = tuple(known.value for known in Availability)
    return Availability(one_of(text, words, "an availability"))


def _parse_addon(text: str) -> str:
    """The five digits of an EAN-5; raises Wrong."""
    if re.fullmatch(r"[0-9]{5}", text):
        return text
    raise Wrong(
        "CFG-005",
        f"the add-on of a barcode has five digits: {shown(text)}",
        "write a digit for the currency and the price in cents, such as 51990, or 90000 for none",
    )


_ISBN = Key("isbn", ISBN, "The format's own ISBN.", "978-0-306-40615-7")
_IDENTIFIER = Key("identifier", IDENTIFIERS, "Other identifiers of the format.")
_PRICE = Key(
    "price",
    PRICES,
    "What it costs; a table says where, and whether the tax is in it.",
    "19.90 EUR",
    aliases=("prices",),
)
_FREE = Key("free", Boolean(), "Whether it costs nothing.", "true", default="false")
_AVAILABILITY = Key(
    "availability",
    Checked("a word for the availability", "forthcoming", _parse_availability),
    "One of available, forthcoming, on-demand, out-of-print and withdrawn.",
    "on-demand",
)
_DATE = Key("date", DATE, "When this format is published, where that is another day.", "2027-01-15")
_PAPER = Key("paper", Text(), "The paper, by its name in the printer's profile.", "cream")
_BINDING = Key("binding", Text(), "How it is bound, in words.", "Perfect bound")
_ADDON = Key(
    "addon",
    Checked("five digits", "51990", _parse_addon),
    "The five digits beside the barcode.",
    "51990",
    aliases=("ean-5",),
)
_PROFILE = Key(
    "profile",
    Text(),
    "The printer's profile that the PDF is made for.",
    "kdp-paperback",
    default="generic",
)
_ICC = Key(
    "colour-profile",
    Text(words="a path", example="profiles/paper.icc"),
    "The ICC profile of the printing condition, where the printer wants one.",
    "profiles/paper.icc",
)
# Points in a unit (CSS Values and Units 4, "Absolute lengths").
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0}


def _parse_spine(text: str) -> float:
    """A length in points; raises Wrong."""
    found = re.fullmatch(r"(\d{1,4}(?:\.\d{1,6})?)\s*(mm|cm|in|pt)", text)
    points = float(found[1]) * _POINTS[found[2]] if found else 0.0
    if points <= 0:
        problem = f"{shown(text)} is not the thickness of a spine"
        raise Wrong("CFG-005", problem, "write a length with its unit, such as 0.57in or 14.5mm")
    return round(points, 4)


_SPINE = Key(
    "spine",
    Checked("a length", "0.57in", _parse_spine),
    "The thickness of the spine, where the printer tells it rather than that of its papers.",
    "0.57in",
)
_FORMAT_KEYS: tuple[Key[Any], ...] = (_ISBN, _IDENTIFIER, _PRICE, _FREE, _AVAILABILITY, _DATE)
_PAPER_KEYS: tuple[Key[Any], ...] = (*_FORMAT_KEYS, _PAPER, _BINDING, _ADDON)
_PRINT_KEYS: tuple[Key[Any], ...] = (*_PAPER_KEYS, _PROFILE, _ICC, _SPINE)

# The formats that a publisher sells or deposits; the first ones are Imprint's targets.
_FORMAT_NAMES = {
    "epub": "The e-book.",
    "print": "The printed book.",
    "screen": "The PDF for reading on a screen.",
    "archive": "The PDF for an archive.",
    "paperback": "A paperback beside or in place of print.",
    "hardcover": "A hardcover edition.",
    "large-print": "A large-print edition.",
    "audiobook": "An audiobook.",
    "kindle": "An edition for Amazon's devices.",
    "braille": "A braille edition.",
    "web": "An edition on the web.",
}
_ON_PAPER = ("paperback", "hardcover", "large-print", "braille")


class Format(Struct, frozen=True):
    """What is said of one format."""

    product: Product
    identifiers: tuple[Identifier, ...] = ()
    press: PressWish | None = None


class Formats(Struct, frozen=True):
    """What is said of all formats, in the author's order."""

    identifiers: tuple[Identifier, ...] = ()
    products: tuple[Product, ...] = ()
    press: PressWish | None = None


def _format(name: str) -> Structure[Format]:
    """The table of the format of that name."""

    def build(given: Given) -> Format:
        return Format(_product(name, given), tuple(_identifiers(name, given)), _press(given))

    keys = _PRINT_KEYS if name == "print" else _PAPER_KEYS if name in _ON_PAPER else _FORMAT_KEYS
    return Structure(
        keys=keys,
        build=build,
        main=_ISBN,
        open_counts=True,
        example='isbn = "978-0-306-40615-7"',
    )


def _product(name: str, given: Given) -> Product:
    return Product(
        medium=name,
        prices=given.all(_PRICE),
        is_free=given.get(_FREE) is True,
        availability=given.get(_AVAILABILITY),
        issued=given.get(_DATE),
        paper=given.text(_PAPER),
        binding=given.text(_BINDING),
        addon=given.text(_ADDON),
        place=given.place,
    )


def _identifiers(name: str, given: Given) -> Iterator[Identifier]:
    own = given.get(_ISBN)
    for identifier in ((own,) if own else ()) + given.all(_IDENTIFIER):
        yield replace(identifier, medium=name)


def _press(given: Given) -> PressWish | None:
    if not any(key in given for key in (_PROFILE, _ICC, _SPINE)):
        return None
    return PressWish(
        profile=given.text(_PROFILE),
        colour_profile=given.text(_ICC),
        spine=given.get(_SPINE) or 0.0,
        place=given.place_of(_PROFILE),
        colour_place=given.place_of(_ICC),
    )


def _build_formats(given: Given) -> Formats:
    formats: list[Format] = list(given.values.values())
    return Formats(
        identifiers=tuple(each for format_ in formats for each in format_.identifiers),
        products=tuple(format_.product for format_ in formats),
        press=next((format_.press for format_ in formats if format_.press), None),
    )


FORMATS = Structure(
    keys=tuple(Key(name, _format(name), text) for name, text in _FORMAT_NAMES.items()),
    build=_build_formats,
    example='print = {isbn = "978-0-306-40615-7"}',
)
