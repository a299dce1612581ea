"""Countries become the territory that the house may sell in."""

from __future__ import annotations

from imprint.model.record import WORLD, SalesRights
from imprint.readers.configuration.checked import COUNTRY
from imprint.readers.configuration.forms import (
    Boolean,
    Checked,
    Given,
    Key,
    ListOf,
    Structure,
    Wrong,
)
from imprint.readers.configuration.territories import parse_country


def _parse_land(text: str) -> str:
    """A country's code, or WORLD; raises Wrong."""
    return WORLD if text.upper() == WORLD else parse_country(text)


_COUNTRIES = Key(
    "countries",
    ListOf(Checked("world, or a country's code of two letters", "world", _parse_land), ","),
    "Where the publisher may sell it: world, or ISO 3166-1 codes.",
    "world",
    required=True,
)
_EXCEPT = Key(
    "except",
    ListOf(COUNTRY, ","),
    "Countries of the world where the publisher may not.",
    "US, CA",
)
_EXCLUSIVE = Key(
    "exclusive",
    Boolean(),
    "Whether nobody else may sell it there.",
    "false",
    default="true, and false under a Creative Commons licence",
)


def _build(given: Given) -> SalesRights | None:
    countries = tuple(dict.fromkeys(given.all(_COUNTRIES)))
    excluded = tuple(dict.fromkeys(given.all(_EXCEPT)))
    if not countries:
        return None  # a finding says why
    if WORLD in countries and len(countries) > 1:
        raise Wrong("CFG-005", "the world has every country already", "write world, or countries")
    if excluded and WORLD not in countries:
        what = "countries are excepted from a territory that is not the world"
        raise Wrong("CFG-005", what, 'leave except out, or write countries = "world"')
    return SalesRights(countries=countries, excluded=excluded, exclusive=given.get(_EXCLUSIVE))


SALES_RIGHTS: Structure[SalesRights | None] = Structure(
    keys=(_COUNTRIES, _EXCEPT, _EXCLUSIVE), build=_build, main=_COUNTRIES, example="world"
)
