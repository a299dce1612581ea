"""A layout's words in the publication's language: labels, sentences, dates, language names."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal
from msgspec import Struct

from imprint.diagnostics import Findings, Place
from imprint.layouts.layout import Layout
from imprint.model.record import PartialDate

FALLBACK_LANGUAGE = "en"

# What a language's name becomes after "from" in a byline: the first pattern that it matches, and
# what that is replaced by. "Französisch" is "aus dem Französischen", "anglais" is "de l’anglais".
_AFTER_FROM = {
    "de": ((r"^Latein$", "Lateinischen"), (r"(isch|Deutsch)$", r"\1en")),
    "fr": ((r"^(?=[aeiouàâäéèêëîïôöœ]|hébreu|hawaïen)", "de l’"), (r"^", "du ")),
    "it": (
        (r"^(?=[aeiouh])", "dall’"),
        (r"^(?=s[^aeiou]|[xyz]|gn|ps)", "dallo "),
        (r"^", "dal "),
    ),
}
# How a price stands in its own country, where it is not as the locale's data have it.
_PRICES = {("ja", "JPY"): "{amount}円", ("zh", "CNY"): "{amount}元"}
# The day beside its month, which stay in one line: "14 mars", "1er mars", "14. März", "March 14".
_DAY = re.compile(r"^(\d\w*[.º]?|\w+) (\d|\w+)")
_VOWEL = re.compile(r"[aeiouàâäéèêëîïôöœùûü]", re.IGNORECASE)
_BEFORE_I = re.compile(r"h?[ií](?!e)", re.IGNORECASE)


class Words(Struct, frozen=True):
    """The words of a layout in one language, and its ways with dates and lists.

    ``language`` is the tag that the words are in: the publication's, or English when the layout
    has none for it.
    """

    language: str
    table: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.table[key]

    def __contains__(self, key: object) -> bool:
        return key in self.table

    def get(self, key: str, default: str) -> str:
        return self.table.get(key, default)

    def say(self, key: str, **values: str) -> str:
        """A sentence of the layout with its blanks filled."""
        return self.table[key].format(**values)

    def blanks(self, key: str) -> tuple[str, ...]:
        """The names of a sentence's blanks."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.table[key]) if name)

    def date(self, date: PartialDate) -> str:
        """A date in words, as exact as it is known."""
        locale = locale_of(self.language)
        if date.day:
            day = datetime.date(date.year, date.month, date.day)
            text = str(format_date(day, "long", locale=locale))
            return _DAY.sub("\\1\u00a0\\2", re.sub(r"^1\b", self["first-day"], text), count=1)
        if date.month:
            return str(
                format_skeleton("yMMMM", datetime.date(date.year, date.month, 1), locale=locale)
            )
        return self.say("year", year=str(date.year))

    def language_name(self, tag: str) -> str:
        """A language's name in this one; the tag itself when it has none."""
        locale = locale_of(self.language)
        subtags = tag.replace("_", "-").split("-")
        for length in range(len(subtags), 0, -1):
            name = locale.languages.get("_".join(subtags[:length]))
            if name:
                return str(name)
        return tag

    def price(self, amount: str, currency: str) -> str:
        """A decimal amount of a currency, as the language writes it."""
        own = _PRICES.get((self.language.split("-")[0], currency))
        if own:
            locale = locale_of(self.language)
            plain = format_currency(Decimal(amount), currency, "#,##0.00", locale=locale)
            return own.format(amount=plain)
        return str(format_currency(Decimal(amount), currency, locale=locale_of(self.language)))

    def number(self, number: Decimal) -> str:
        """A decimal number, as the language writes it."""
        return str(format_decimal(number, locale=locale_of(self.language)))

    def language_names(self, tags: Sequence[str]) -> list[str]:
        """The names of several languages, with the region only where two would be called alike."""
        short = [self.language_name(_without_region(tag)) for tag in tags]
        if len(set(short)) == len(set(tags)):
            return short
        return [self.language_name(tag) for tag in tags]

    def country_name(self, code: str) -> str:
        """A country's name in this language, by its ISO 3166-1 code; the code if it has none."""
        return str(locale_of(self.language).territories.get(code, code))

    def byline(self, role: str, names: list[str], language: str = "") -> str:
        """A line such as *translated from the French by …*, for a MARC relator."""
        values = {"names": self.join(names)}
        if language and self.table.get(f"byline-{role}-from"):
            return self.say(f"byline-{role}-from", language=self.after_from(language), **values)
        if f"byline-{role}" in self.table:
            return self._elided(self.say(f"byline-{role}", **values), values["names"])
        return values["names"]

    def _elided(self, line: str, names: str) -> str:
        """A French line with *d’* where *de* meets the vowel of the first name."""
        if self.language.split("-")[0] == "fr" and _VOWEL.match(names):
            return line.replace(f" de {names}", f" d’{names}")
        return line

    def after_from(self, tag: str) -> str:
        """A language's name, without its script, in the form that it takes after *from*."""
        spoken = "-".join(subtag for subtag in tag.split("-") if len(subtag) != 4)
        name = self.language_name(spoken)
        for pattern, replacement in _AFTER_FROM.get(self.language.split("-")[0], ()):
            inflected, found = re.subn(pattern, replacement, name, count=1, flags=re.IGNORECASE)
            if found:
                return inflected
        return name

    def join(self, names: list[str]) -> str:
        """Names in a row, with the language's commas and its word for *and*."""
        if len(names) < 2:
            return "".join(names)
        joint = self["and"]
        if self.language.split("-")[0] == "es" and _BEFORE_I.match(names[-1]):
            joint = " e "  # "Ana e Inés" (RAE, Diccionario panhispánico de dudas, "y")
        return self["comma"].join(names[:-1]) + joint + names[-1]


def load_words(layout: Layout, language: str, *, findings: Findings) -> Words:
    """The words for a language: each key from the nearest layout and the nearest tag.

    ``de-CH`` takes from ``de-CH.toml``, then ``de.toml``, and ``zh-TW`` from ``zh-Hant.toml`` in
    between; LAY-008 when there are none.
    """
    tags = related_tags(language)
    table: dict[str, str] = {}
    found = False
    for tag in reversed((*tags, FALLBACK_LANGUAGE) if FALLBACK_LANGUAGE not in tags else tags):
        for link in reversed(layout.chain):
            path = f"{link}/words/{tag}.toml"
            if path not in layout.files:
                continue
            try:
                facts = tomllib.loads(layout.files[path])
            except tomllib.TOMLDecodeError as error:
                findings.add("LAY-005", f"not valid TOML: {error}", where=Place(f"layouts/{path}"))
                continue
            table.update({key: str(value) for key, value in facts.items()})
            found = found or tag in tags
    if not found:
        findings.add(
            "LAY-008",
            f"the layout {layout.name} has no words in the language {language}; English ones stand",
            mend=f"write layouts/{layout.name}/words/{tags[-1]}.toml",
        )
        return Words(FALLBACK_LANGUAGE, table)
    return Words(language, table)


def related_tags(language: str) -> tuple[str, ...]:
    """A tag and its shorter forms, longest first, with the script that its region implies."""
    subtags = language.split("-")
    tags = ["-".join(subtags[:length]) for length in range(len(subtags), 0, -1)]
    script = locale_of(language).script
    if script and script not in subtags:
        tags.insert(-1, f"{subtags[0]}-{script}")
    return tuple(tags)


def _without_region(tag: str) -> str:
    """A tag's language and script (RFC 5646, 2.1)."""
    first, *others = tag.split("-")
    return "-".join([first, *(subtag for subtag in others if len(subtag) == 4)])


def direction_of(language: str) -> str:
    """``rtl`` for a language that is written from right to left, else nothing."""
    is_so = bool(language) and locale_of(language).text_direction == "rtl"
    return "rtl" if is_so else ""


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    subtags = language.split("-")
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK_LANGUAGE)
