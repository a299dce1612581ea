"""The record becomes facts by name, each as it stands on the page in the publication's language.

A wording names them in its blanks, a pack in what it requires.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import numeric

from imprint.layouts.imprint_page.making import Making, tools, trim_in_words
from imprint.layouts.imprint_page.values import Value
from imprint.layouts.words import Words
from imprint.model.record import (
    Contributor,
    Identifier,
    Original,
    PartialDate,
    Price,
    Printing,
    Publisher,
    Record,
    Serial,
    Series,
)
from imprint.model.rendition import Medium
from imprint.values import replace

# What a notice of legal deposit may begin with, which the page's wording says already.
_DEPOSIT = re.compile(
    r"(?:dépôt légal|depósito legal|dipòsit legal|deposito legale|legal deposit|pflichtexemplar)"
    r"\s*[:：]\s*",
    re.I,
)
# The number of an edition; in Chinese and Japanese also in their own numerals, or "first" (初版).
_EDITION_NUMBER = re.compile(
    r"第?\s*(?P<digits>\d{1,4})|第(?P<numeral>[一二三四五六七八九十])版|(?P<first>初版)"
)
# The numbers of an impression line are of one decade.
_DECADE = 10


def facts_of(record: Record, medium: Medium, words: Words, making: Making) -> Mapping[str, Value]:
    """Every fact that is known, by its name; what is about paper and press only in print."""
    facts: dict[str, Value] = {}
    for stated in (
        _about_titles(record, words),
        _about_people(record, words),
        _about_publisher(record.publisher, words),
        _about_edition(record, medium, words),
        _about_series(record.series, record.serial),
        _about_rights(record),
        _about_identifiers(record, medium),
        _about_original("original", record.original, words),
        _about_original("via", record.original.via or Original(), words),
        _about_price(record, medium, words),
        _about_colophon(making, medium, words),
        _about_printing(record, making, words) if medium is Medium.PRINT else (),
    ):
        facts.update({name: value for name, value in stated if value.text})
    return facts


def _original_names(name: str) -> Iterator[str]:
    said = (
        "title", "language", "language-from", "author", "translator", "publisher", "place",
        "venue", "part", "edition", "date", "month", "year", "url", "archive", "rights", "licence",
        "permission",
    )  # fmt: skip
    yield from (f"{name}-{fact}" for fact in said)


# The names of all facts.
FACTS = frozenset(
    (
        "title", "subtitle", "short-title", "languages", "description",
        "authors", "translators", "editors",
        "publisher", "imprint-name", "house", "place", "country", "address", "url", "email",
        "phone", "date", "month", "year", "type", "edition", "edition-words", "edition-number",
        "version", "deposit", "cip", "series", "position", "series-issn", "serial", "serial-issn",
        "serial-volume", "serial-number", "cover-date", "rights", "changes", "licence",
        "licence-url", "isbn", "doi", "issn", "web", "price", "binding", "fonts", "tools",
        "revision", "printer", "printer-address", "binder", "printing-date", "printing-month",
        "printing-year", "run", "sheets", "paper", "impression", "impression-line", "trim",
        *_original_names("original"), *_original_names("via"),
    )
)  # fmt: skip

Stated = Iterable[tuple[str, Value]]


def capitalised(text: str) -> str:
    """A text as it begins a line: months and languages are small in many languages."""
    return text[:1].upper() + text[1:]


def joined(words: Words, *facts: str) -> str:
    """Facts of different kinds in one line, with the language's comma."""
    return words["comma-facts"].join(fact for fact in facts if fact)


def names_of(people: Iterable[Contributor], words: Words) -> str:
    return words.join([person.name for person in people])


def _about_titles(record: Record, words: Words) -> Stated:
    yield "title", Value(record.title, cited=True)
    yield "subtitle", Value(record.subtitle)
    yield "short-title", Value(record.short_title, cited=True)
    tags = (record.language, *record.other_languages)
    names = words.language_names(tags) if record.other_languages else []
    yield "languages", Value(capitalised(words.join(names)))
    yield "description", Value(record.description)


def _about_people(record: Record, words: Words) -> Stated:
    for name, role in (("authors", "aut"), ("translators", "trl"), ("editors", "edt")):
        yield name, Value(names_of(record.by_role(role), words))


def _about_publisher(publisher: Publisher | None, words: Words) -> Stated:
    if publisher is None:
        return
    yield "publisher", Value(publisher.name)
    yield "imprint-name", Value(publisher.imprint)
    yield "house", Value(publisher.imprint or publisher.name)
    yield "place", Value(publisher.place)
    yield "country", Value(words.country_name(publisher.country) if publisher.country else "")
    yield "address", Value(joined(words, *lines_of(publisher.address)))
    yield "url", Value(publisher.url, href=publisher.url)
    yield "email", Value(publisher.email, href=f"mailto:{publisher.email}")
    yield "phone", Value(publisher.phone)


def lines_of(text: str) -> list[str]:
    """The lines of a text, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def dates(name: str, date: PartialDate | None, words: Words) -> Stated:
    """A date as it is known, to its month, and its year: ``date``, ``month``, ``year``."""
    if date is None:
        return
    prefix = name.removesuffix("date")
    yield name, Value(words.date(date))
    yield f"{prefix}month", Value(words.date(replace(date, day=0)))
    yield f"{prefix}year", Value(words.date(PartialDate(date.year)))


def _about_edition(record: Record, medium: Medium, words: Words) -> Stated:
    yield from dates("date", record.issued_as(medium.value), words)
    yield (
        "type",
        Value(words.get(f"type-{record.publication_type.lower()}", record.publication_type)),
    )
    yield "edition", Value(record.edition)
    # A number says nothing without the word for it.
    yield "edition-words", Value("" if record.edition.strip().isdigit() else record.edition)
    yield "edition-number", Value(_edition_number(record.edition))
    yield "version", Value(record.version)
    yield "deposit", Value(_DEPOSIT.sub("", record.deposit, count=1).strip())
    yield "cip", Value(record.cip)


def _edition_number(edition: str) -> str:
    """The number that an edition begins with: ``2nd edition``, ``第2版``, ``第二版``, ``初版``."""
    found = _EDITION_NUMBER.match(edition.strip())
    if not found:
        return ""
    if found["first"]:
        return "1"
    return str(int(found["digits"] or numeric(found["numeral"])))


def _about_series(series: Series | None, serial: Serial | None) -> Stated:
    if series:
        yield "series", Value(series.title)
        yield "position", Value(series.position)
        yield "series-issn", Value(series.issn)
    if serial:
        yield "serial", Value(serial.title, cited=True)
        yield "serial-issn", Value(serial.issn)
        yield "serial-volume", Value(serial.volume)
        yield "serial-number", Value(serial.number)
        yield "cover-date", Value(serial.cover_date)


def _about_rights(record: Record) -> Stated:
    yield "rights", Value(" ".join(record.rights.split()))
    yield "changes", Value(" ".join(record.changes.split()))
    if record.licence:
        name, url = record.licence.name or record.licence.spdx, record.licence.url
        yield "licence", Value(name, href=url)
        yield "licence-url", Value(url, href=url)


def _about_identifiers(record: Record, medium: Medium) -> Stated:
    own = record.identifier("isbn", medium.value)
    yield "isbn", Value(own.value if own else "")
    for name, scheme in (("doi", "doi"), ("issn", "issn"), ("web", "url")):
        identifier = record.identifier(scheme)
        if identifier:
            yield name, identifier_value(identifier)


def identifier_value(identifier: Identifier) -> Value:
    """An identifier as it is cited; a DOI as its address (DOI Handbook, "Display")."""
    if identifier.scheme in ("doi", "url"):
        return Value(identifier.urn, href=identifier.urn)
    return Value(identifier.value)


def part_of_venue(original: Original, words: Words) -> str:
    """Where in a journal a text stands: its volume, issue and pages."""
    said = (
        ("serial-volume", "volume", original.volume),
        ("serial-number", "number", original.issue),
        ("source-pages", "pages", original.pages),
    )
    return joined(words, *(words.say(key, **{blank: text}) for key, blank, text in said if text))


def _about_original(name: str, original: Original, words: Words) -> Stated:
    """The facts of the original, or of the translation that was translated again (``via``)."""
    if not original:
        return
    language = original.language
    yield f"{name}-title", Value(original.title, language=language, cited=True)
    yield f"{name}-language", Value(words.language_name(language) if language else "")
    yield f"{name}-language-from", Value(words.after_from(language) if language else "")
    for people, role in (("author", "aut"), ("translator", "trl")):
        who = [person for person in original.contributors if person.role == role]
        yield f"{name}-{people}", Value(names_of(who, words))
    yield f"{name}-publisher", Value(original.publisher)
    yield f"{name}-place", Value(original.published_at)
    yield f"{name}-venue", Value(original.venue, cited=True)
    yield f"{name}-part", Value(part_of_venue(original, words))
    yield f"{name}-edition", Value(original.edition)
    yield from dates(f"{name}-date", original.issued, words)
    yield f"{name}-url", Value(original.url, href=original.url)
    yield f"{name}-archive", Value(original.archive_url, href=original.archive_url)
    yield f"{name}-rights", Value(" ".join(original.rights.split()))
    if original.licence:
        licence = original.licence
        yield f"{name}-licence", Value(licence.name or licence.spdx, href=licence.url)
    yield f"{name}-permission", Value(" ".join(original.permission.split()))


def _about_price(record: Record, medium: Medium, words: Words) -> Stated:
    product = record.product(medium.value)
    if product is None:
        return
    prices = list(dict.fromkeys(_price(price, words) for price in product.prices))
    yield "price", Value(words["free"] if product.is_free else " · ".join(prices))
    yield "binding", Value(product.binding)


def _price(price: Price, words: Words) -> str:
    """The amount, and the countries that it holds in."""
    amount = words.price(price.amount, price.currency)
    countries = words.join([words.country_name(code) for code in price.countries])
    return words.say("price-in", price=amount, countries=countries) if countries else amount


def _about_colophon(making: Making, medium: Medium, words: Words) -> Stated:
    yield "fonts", Value(words.join(list(making.fonts)))
    yield "tools", Value(words.join(tools(medium)))
    yield "revision", Value(making.revision)


def _about_printing(record: Record, making: Making, words: Words) -> Stated:
    printing = record.printing
    yield "printer", Value(printing.printer)
    yield "printer-address", Value(joined(words, *lines_of(printing.address)))
    yield "binder", Value(printing.binder)
    yield from dates("printing-date", printing.date, words)
    yield "run", Value(printing.run)
    yield "sheets", Value(printing.sheets)
    yield "paper", Value(printing.paper)
    yield from _impression(printing)
    if making.trim:
        yield "trim", Value(trim_in_words(making.trim, words))


def _impression(printing: Printing) -> Iterator[tuple[str, Value]]:
    """The impression, and the line of numbers whose lowest one it is: ``10 9 8 7 6 5 4 3``."""
    impression = printing.impression
    if impression < 1:
        return
    yield "impression", Value(str(impression))
    most = -(-impression // _DECADE) * _DECADE
    yield "impression-line", Value(" ".join(str(n) for n in range(most, impression - 1, -1)))
