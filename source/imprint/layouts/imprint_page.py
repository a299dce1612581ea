"""The record becomes the imprint page's groups of rows, in the publication's language."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imprint.layouts.census import Census
from imprint.layouts.layout import Layout
from imprint.layouts.words import Words
from imprint.model.record import Contributor, Identifier, Original, Publisher, Record
from imprint.model.rendition import Medium

# The order in which people stand, by MARC relator; others follow in the record's order.
_ROLES = (
    "aut", "ivr", "trl", "edt", "com", "ctb", "aui", "aft", "ann", "ill", "pht", "pfr", "bkd",
    "cov", "nrt",
)  # fmt: skip
_TOOLS = ("imprint", "ebooklib", "weasyprint")
_TOOL_NAMES = {"imprint": "Imprint", "ebooklib": "EbookLib", "weasyprint": "WeasyPrint"}


@dataclass(frozen=True, slots=True)
class Value:
    """A fact as it stands on the page; ``href`` is where it leads, ``language`` what it is in.

    ``note`` follows it and is no part of it: when an address was read, whose ORCID it is.
    """

    text: str
    href: str = ""
    language: str = ""
    note: str = ""
    note_href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its values; ``key`` names the row for templates and stylesheets."""

    key: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together and stand apart from the next group."""

    key: str
    rows: tuple[Row, ...]


def imprint_page(
    record: Record, medium: Medium, words: Words, fonts: Iterable[str]
) -> tuple[Group, ...]:
    """The page's groups, in reading order, without the empty ones.

    The identifiers of ``medium`` come first and the other formats' follow, so that each format
    shows its own ISBN and lists the others. ``fonts`` are the names of the families in use.
    """
    groups = (
        Group("title", tuple(_title_rows(record, words))),
        Group("people", tuple(_people_rows(record.contributors, words))),
        Group("original", tuple(_original_rows(record.original, words))),
        Group("edition", tuple(_edition_rows(record, words))),
        Group("identifiers", tuple(_identifier_rows(record, medium, words))),
        Group("rights", tuple(_rights_rows(record, words))),
        Group("credits", tuple(_credit_rows(record, words))),
        Group("colophon", tuple(_colophon_rows(words, fonts))),
    )
    return tuple(group for group in groups if group.rows)


def fonts_used(record: Record, census: Census, layout: Layout) -> tuple[str, ...]:
    """The families that the text is set in: one for code only where there is code, the author's
    only where the layout's lack a character. Optical sizes of a family are not named apart.
    """
    families = [family.name for family in layout.families if family.use != "mono" or census.code]
    lacking = {ord(character) for character in census.characters.union(record.title)}.difference(
        *(font.characters for font in layout.fonts)
    )
    for font in layout.fallbacks:
        if not lacking.isdisjoint(font.characters):
            lacking -= font.characters
            families.append(font.family)
    return tuple(
        name
        for name in dict.fromkeys(families)
        if not any(name.startswith(f"{other} ") for other in families)
    )


def _row(key: str, label: str, *texts: str) -> Iterator[Row]:
    values = tuple(Value(text) for text in texts if text)
    if values:
        yield Row(key, label, values)


def _title_rows(record: Record, words: Words) -> Iterator[Row]:
    yield from _row("title", words["title"], record.title)
    yield from _row("subtitle", words["subtitle"], record.subtitle)
    original = record.original
    if original.title:
        value = Value(original.title, language=original.language)
        yield Row("original-title", words["original-title"], (value,))
    if original.language:
        name = _capitalised(words.language_name(original.language))
        yield from _row("original-language", words["original-language"], name)


def _capitalised(text: str) -> str:
    """A text as it begins a line: months and languages are small in many languages."""
    return text[:1].upper() + text[1:]


def _people_rows(people: tuple[Contributor, ...], words: Words) -> Iterator[Row]:
    roles = [person.role for person in people]
    for role in sorted(dict.fromkeys(roles), key=lambda r: _ROLES.index(r) if r in _ROLES else 99):
        who = [person for person in people if person.role == role]
        label = role_label(role, len(who), words)
        yield Row(f"role-{role}", label, tuple(_person(person) for person in who))


def _person(person: Contributor) -> Value:
    return Value(
        person.name,
        href=person.url,
        note=f"(ORCID {person.orcid})" if person.orcid else "",
        note_href=f"https://orcid.org/{person.orcid}" if person.orcid else "",
    )


def role_label(role: str, count: int, words: Words) -> str:
    """The word for a MARC relator, in the plural where several people share it."""
    label = words.get(f"role-{role}", words["role-other"])
    return words.get(f"role-{role}-many", label) if count > 1 else label


def _original_rows(original: Original, words: Words) -> Iterator[Row]:
    for row in _people_rows(original.contributors, words):
        label = words["original-author"] if row.key == "role-aut" else row.label
        yield Row(row.key.replace("role", "original"), label, row.values)
    issued = words.date(original.issued) if original.issued else ""
    published = _facts(words, original.venue, original.publisher, issued)
    values = [Value(published)] if published else []
    if original.url:
        accessed = words.date(original.accessed) if original.accessed else ""
        note = words.say("accessed", date=accessed) if accessed else ""
        values.append(Value(original.url, href=original.url, note=note))
    if values:
        key = "first-published" if published else "original-url"
        yield Row(key, words[key], tuple(values))
    for identifier in original.identifiers:
        yield Row(
            "original-identifier",
            words.say("original-identifier", scheme=_scheme(identifier, words)),
            (_identifier_value(identifier),),
        )


def _facts(words: Words, *facts: str) -> str:
    """Facts of different kinds in one line, with the language's comma."""
    return words["comma-facts"].join(fact for fact in facts if fact)


def _edition_rows(record: Record, words: Words) -> Iterator[Row]:
    yield from _row("type", words["type"], _publication_type(record.publication_type, words))
    if record.publisher:
        values = tuple(_publisher_values(record.publisher, words))
        yield Row("publisher", words["publisher"], values)
    issued = _capitalised(words.date(record.issued)) if record.issued else ""
    yield from _row("date", words["date"], issued)
    yield from _row("edition", words["edition"], record.edition)
    yield from _row("version", words["version"], record.version)
    if record.series:
        series = _facts(words, record.series.title, record.series.position)
        yield from _row("series", words["series"], series)
        yield from _row("series-issn", words["scheme-issn"], record.series.issn)


def _publication_type(text: str, words: Words) -> str:
    return words.get(f"type-{text.lower()}", text)


def _publisher_values(publisher: Publisher, words: Words) -> Iterator[Value]:
    yield Value(_facts(words, publisher.name, publisher.place))
    if publisher.address:
        yield Value(publisher.address)
    if publisher.url:
        yield Value(publisher.url, href=publisher.url)
    if publisher.email:
        yield Value(publisher.email, href=f"mailto:{publisher.email}")


def _identifier_rows(record: Record, medium: Medium, words: Words) -> Iterator[Row]:
    shown = [identifier for identifier in record.identifiers if identifier.scheme != "uuid"]
    own = [identifier for identifier in shown if identifier.medium == medium.value]
    general = [identifier for identifier in shown if not identifier.medium]
    others = [identifier for identifier in shown if identifier not in (*own, *general)]
    for identifier in (*own, *others, *general):
        label = _scheme(identifier, words)
        if identifier.medium:
            label = words.say("identifier-of", scheme=label, format=_format(identifier, words))
        key = "identifier-own" if identifier in own else "identifier"
        yield Row(key, label, (_identifier_value(identifier),))


def _identifier_value(identifier: Identifier) -> Value:
    """An identifier as it is cited; a DOI as its address (DOI Handbook, "Display")."""
    if identifier.scheme in ("doi", "url"):
        return Value(identifier.urn, href=identifier.urn)
    return Value(identifier.value)


def _scheme(identifier: Identifier, words: Words) -> str:
    return words.get(f"scheme-{identifier.scheme}", identifier.scheme.upper())


def _format(identifier: Identifier, words: Words) -> str:
    return words.get(f"format-{identifier.medium}", identifier.medium)


def _rights_rows(record: Record, words: Words) -> Iterator[Row]:
    yield from _row("rights", words["rights"], record.rights)
    licence = record.licence
    if licence:
        values = [Value(licence.name or licence.spdx)]
        if licence.url:
            values.append(Value(licence.url, href=licence.url))
        yield Row("licence", words["licence"], tuple(values))


def _credit_rows(record: Record, words: Words) -> Iterator[Row]:
    """The credits, those of one label together."""
    names: dict[str, list[str]] = {}
    for credit in record.credits:
        names.setdefault(credit.label or words["credit"], []).append(credit.name)
    for label, row in names.items():
        yield from _row("credit", label, *row)


def _colophon_rows(words: Words, fonts: Iterable[str]) -> Iterator[Row]:
    yield from _row("fonts", words["fonts"], words.join(list(fonts)))
    tools = [f"{_TOOL_NAMES[tool]} {importlib.metadata.version(tool)}" for tool in _TOOLS]
    yield from _row("tools", words["tools"], words.join(tools))
