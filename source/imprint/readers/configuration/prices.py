"""Texts and tables become prices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from imprint.model.record import Price
from imprint.readers.configuration.checked import COUNTRY
from imprint.readers.configuration.forms import (
    Boolean,
    Checked,
    Form,
    Given,
    Key,
    ListOf,
    Reading,
    Structure,
    Wrong,
)
from imprint.readers.configuration.located import Located, Table
from imprint.readers.configuration.territories import (
    currency_of,
    decimals,
    known_currencies,
    parse_currency,
)
from imprint.readers.configuration.wording import shown

_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,6}))?")
_OTHER_WAY = re.compile(
    r"(?P<before>[^\d\s.,]{0,3})\s*(?P<amount>[0-9][0-9., ]*?)\s*(?P<after>[^\d\s.,]{0,3})"
)
_LONGEST = 40  # characters of a price that somebody meant
_USUAL = "write the amount with a point and the currency's code, such as 19.90 EUR"
_FREE = "write free = true, and no price"


def parse_price(text: str) -> Price:
    """An amount and a currency, such as ``19.90 EUR``; raises Wrong."""
    amount, _, currency = text.partition(" ")
    if not _AMOUNT.fullmatch(amount) or not currency:
        raise Wrong("TRD-002", f"{shown(text)} is not a price", _suggest(text))
    code = parse_currency(currency.strip())
    return Price(amount=in_currency(parse_amount(amount), code), currency=code)


def parse_amount(text: str) -> str:
    """A decimal number above 0; raises Wrong."""
    if not _AMOUNT.fullmatch(text):
        raise Wrong("TRD-002", f"{shown(text)} is not an amount of money", _suggest_amount(text))
    if not text.strip("0."):
        raise Wrong("TRD-003", "a price of 0 is no price", _FREE)
    return text


def in_currency(amount: str, currency: str) -> str:
    """An amount with as many decimals as its currency has; raises Wrong where it has more."""
    whole, _, part = amount.partition(".")
    places = decimals(currency)
    part = part.rstrip("0")
    if len(part) > places:
        said = {0: "no decimals", 1: "one decimal"}.get(places, f"{places} decimals")
        raise Wrong(
            "TRD-002",
            f"an amount of {currency} has {said}: {amount}",
            "round it as it stands in the shops",
        )
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part.ljust(places, '0')}" if places else whole


def _suggest(text: str) -> str:
    """How to write a price that was written in another way."""
    found = re.fullmatch(
        r"(?P<before>[^\d\s.,]{0,3})\s*(?P<amount>[0-9][0-9., ]*?)\s*(?P<after>[^\d\s.,]{0,3})",
        text,
    )
    if not found:
        return _USUAL
    amount = _plain_amount(found["amount"])
    mark = found["before"] or found["after"]
    code = currency_of(mark) or mark.upper()
    if not amount or (mark and code not in known_currencies()):
        return _USUAL
    return f"write {amount} {code}" if code else f"write the currency too, as in {amount} EUR"


def _suggest_amount(text: str) -> str:
    amount = _plain_amount(text)
    return f"write {amount}" if amount else "write the number alone, with a point, such as 19.90"


def _plain_amount(text: str) -> str:
    """An amount without the commas and spaces that people write, or empty where it is unclear."""
    text = text.replace(" ", "") if len(text) <= _LONGEST else ""
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", text):
        text = text.replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?", text):
        text = text.replace(",", "")
    return text if _AMOUNT.fullmatch(text) else ""


_NUMBER = Key(
    "amount",
    Checked("a decimal number", "19.90", parse_amount),
    "The amount, with a point before its decimals.",
    "19.90",
    required=True,
)
_CURRENCY = Key(
    "currency",
    Checked("a currency's code of three letters", "EUR", parse_currency),
    "The currency, by its ISO 4217 code.",
    "EUR",
    required=True,
)
_COUNTRIES = Key(
    "countries",
    ListOf(COUNTRY, separator=","),
    "Where it holds, by ISO 3166-1 codes; without it, everywhere.",
    "DE, AT",
    aliases=("country",),
)
_TAXED = Key("taxed", Boolean(), "Whether the tax on sales is in it.", "false", default="true")


def _build_price(given: Given) -> Price:
    currency = given.text(_CURRENCY)
    return Price(
        amount=in_currency(given.text(_NUMBER), currency),
        currency=currency,
        countries=tuple(dict.fromkeys(given.all(_COUNTRIES))),
        taxed=given.get(_TAXED) is not False,
    )


_PRICE = Structure(keys=(_NUMBER, _CURRENCY, _COUNTRIES, _TAXED), build=_build_price)


@dataclass(frozen=True, slots=True)
class AnyPrice(Form[Price]):
    """A text with the amount and the currency, or a table that says where the price holds."""

    words: str = "an amount and a currency, or a table with amount, currency, countries and taxed"
    example: str = "19.90 EUR"
    keys = _PRICE.keys

    def read(self, value: Located, reading: Reading) -> Price | None:
        if isinstance(value, Table):
            return _PRICE.read(value, reading)
        return Checked(self.words, self.example, parse_price).read(value, reading)


PRICES = ListOf(AnyPrice())
