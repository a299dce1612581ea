"""The table of formats becomes identifiers, products and the printer's wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

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
_FORMAT_KEYS: tuple[Key[Any], ...] = (_ISBN, _IDENTIFIER, _PRICE, _FREE, _AVAILABILITY, _DATE)
_PAPER_KEYS: tuple[Key[Any], ...] = (*_FORMAT_KEYS, _PAPER, _BINDING, _ADDON)
_PRINT_KEYS: tuple[Key[Any], ...] = (*_PAPER_KEYS, _PROFILE, _ICC)

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


@dataclass(frozen=True, slots=True)
class Format:
    """What is said of one format."""

    product: Product
    identifiers: tuple[Identifier, ...] = ()
    press: PressWish | None = None


@dataclass(frozen=True, slots=True)
class Formats:
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
    if _PROFILE not in given and _ICC not in given:
        return None
    return PressWish(
        profile=given.text(_PROFILE),
        colour_profile=given.text(_ICC),
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
