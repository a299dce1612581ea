"""Texts become countries (ISO 3166-1) and currencies (ISO 4217), as the Unicode CLDR knows them.

https://www.iso.org/iso-3166-country-codes.html · https://www.iso.org/iso-4217-currency-codes.html
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.wording import nearest, shown

# What CLDR has beside ISO 3166-1: unions, islands of other countries, and codes for tests.
# Kosovo's XK, which ISO leaves to its users, stays: the trade writes it (ONIX code list 91).
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
# The languages in which a name is looked for, to suggest its code.
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "zh")


@cache
def known_countries() -> frozenset[str]:
    """The codes of two letters."""
    from babel import Locale

    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code)) - _NO_COUNTRIES


@cache
def known_currencies() -> frozenset[str]:
    """The codes of the currencies that can be paid with somewhere today."""
    from babel.core import get_global

    return frozenset(
        code
        for of_territory in get_global("territory_currencies").values()
        for code, _, last_day, is_tender in of_territory
        if is_tender and last_day is None
    )


def parse_country(text: str) -> str:
    """A country's code in capitals; raises Wrong."""
    code = text.upper()
    if code in known_countries():
        return code
    raise Wrong("TRD-001", f"{shown(text)} is not a country of ISO 3166-1", _suggest_country(text))


def parse_currency(text: str) -> str:
    """A currency's code in capitals; raises Wrong."""
    code = text.upper()
    if code in known_currencies():
        return code
    raise Wrong("TRD-002", f"{shown(text)} is not a currency of ISO 4217", _suggest_currency(text))


def decimals(currency: str) -> int:
    """How many digits a price has after the point."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


@lru_cache(maxsize=256)
def _suggest_country(text: str) -> str:
    from babel import Locale
    from babel.core import get_global

    if text.upper() in ("WORLD", "EU", "ALL"):
        return "write each country's code, or leave the key out for all of them"
    old = get_global("territory_aliases").get(text.upper(), ())
    codes = [code for code in old if code in known_countries()][:1]
    name = text.casefold()
    for language in _LANGUAGES if not codes else ():
        names = Locale(language).territories
        codes += [code for code in known_countries() if names.get(code, "").casefold() == name]
    found = sorted(set(codes))
    return f"write {found[0]}" if found else "write the code of two letters, such as DE, FR or US"


@lru_cache(maxsize=256)
def _suggest_currency(text: str) -> str:
    from babel import Locale
    from babel.core import get_global

    if text in _MARKS:
        return f"write {_MARKS[text]}"
    names, code = Locale("en").currencies, text.upper()
    ever = {entry[0] for paid in get_global("territory_currencies").values() for entry in paid}
    if code in ever and code in names:
        return f"write a currency that is in use; {code} was the {names[code]}"
    called = {names[code].casefold(): code for code in sorted(known_currencies()) if code in names}
    near = nearest(text.casefold(), called)
    return f"write {called[near[0]]}" if near else "write its code, such as EUR, GBP or USD"


_MARKS = {
    "€": "EUR",
    "£": "GBP",
    "$": "USD, or the code of another dollar",
    "¥": "JPY or CNY",
    "円": "JPY",
    "元": "CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
}


def currency_of(mark: str) -> str:
    """The code that a mark such as € most likely stands for, or empty."""
    return _MARKS.get(mark, "")[:3]
