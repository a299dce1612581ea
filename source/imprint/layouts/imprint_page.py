"""The record becomes the imprint page's groups of rows, in the publication's language."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imprint.layouts.fonts import Family
from imprint.layouts.words import Words
from imprint.model.record import Contributor, Identifier, Original, Publisher, Record
from imprint.model.rendition import Medium

# The order in which people stand, by MARC relator; others follow in the record's order.
_ROLES = (
    "aut", "trl", "edt", "com", "ctb", "aui", "aft", "ann", "ill", "pht", "pfr", "bkd", "cov", "nrt",
)  # fmt: skip
_TOOLS = ("imprint", "ebooklib", "weasyprint")
_TOOL_NAMES = {"imprint": "Imprint", "ebooklib": "EbookLib", "weasyprint": "WeasyPrint"}


@dataclass(frozen=True, slots=True)
class Value:
    """A fact as it stands on the page; ``href`` is where it leads, ``language`` what it is in."""

    text: str
    href: str = ""
    language: str = ""
    note: str = ""


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
    record: Record, medium: Medium, words: Words, families: Iterable[Family]
) -> tuple[Group, ...]:
    """The page's groups, in reading order, without the empty ones.

    The identifiers of ``medium`` come first and the other formats' follow, so that each format
    shows its own ISBN and lists the others.
    """
    groups = (
        Group("title", tuple(_title_rows(record, words))),
        Group("people", tuple(_people_rows(record.contributors, words))),
        Group("original", tuple(_original_rows(record.original, words))),
        Group("edition", tuple(_edition_rows(record, words))),
        Group("identifiers", tuple(_identifier_rows(record, medium, words))),
        Group("rights", tuple(_rights_rows(record, words))),
        Group("credits", tuple(_credit_rows(record, words))),
        Group("colophon", tuple(_colophon_rows(words, families))),
    )
    return tuple(group for group in groups if group.rows)


def _row(key: str, label: str, *texts: str) -> Iterator[Row]:
    values = tuple(Value(text) for text in texts if text)
    if values:
        yield Row(key, label, values)


def _title_rows(record: Record, words: Words) -> Iterator[Row]:
    yield from _row("title", words["title"], record.title)
    yield from _row("subtitle", words["subtitle"], record.subtitle)
    if record.original.title:
        value = Value(record.original.title, language=record.original.language)
        yield Row("original-title", words["original-title"], (value,))
    if record.original.language:
        name = words.language_name(record.original.language)
        yield from _row("original-language", words["original-language"], name)


def _people_rows(people: tuple[Contributor, ...], words: Words) -> Iterator[Row]:
    roles = [person.role for person in people]
    for role in sorted(dict.fromkeys(roles), key=lambda r: _ROLES.index(r) if r in _ROLES else 99):
        who = [person for person in people if person.role == role]
        yield Row(
            f"role-{role}",
            role_label(role, len(who), words),
            tuple(Value(person.name, href=person.url) for person in who),
        )


def role_label(role: str, count: int, words: Words) -> str:
    """The word for a MARC relator, in the plural where several people share it."""
    many = f"role-{role}-many"
    if count > 1 and many in words:
        return words[many]
    return words[f"role-{role}"] if f"role-{role}" in words else words["role-other"]


def _original_rows(original: Original, words: Words) -> Iterator[Row]:
    people = [person.name for person in original.contributors]
    yield from _row("original-author", words["original-author"], words.join(people))
    parts = [original.venue, original.publisher]
    if original.issued:
        parts.append(words.date(original.issued))
    published = words["comma"].join(part for part in parts if part)
    yield from _row("first-published", words["first-published"], published)
    if original.url:
        accessed = words.date(original.accessed) if original.accessed else ""
        note = words.say("accessed", date=accessed) if accessed else ""
        value = Value(original.url, href=original.url, note=note)
        yield Row("original-url", words["original-url"], (value,))
    for identifier in original.identifiers:
        yield Row(
            "original-identifier",
            f"{words['original-identifier']} {_scheme(identifier, words)}",
            (_identifier_value(identifier),),
        )


def _edition_rows(record: Record, words: Words) -> Iterator[Row]:
    yield from _row("type", words["type"], _publication_type(record.publication_type, words))
    if record.publisher:
        yield Row("publisher", words["publisher"], tuple(_publisher_values(record.publisher)))
    issued = words.date(record.issued) if record.issued else ""
    yield from _row("date", words["date"], issued)
    yield from _row("edition", words["edition"], record.edition)
    yield from _row("version", words["version"], record.version)
    if record.series:
        position = record.series.position
        text = record.series.title + (f", {position}" if position else "")
        yield from _row("series", words["series"], text)
        issn = record.series.issn
        yield from _row("series-issn", "ISSN", issn)


def _publication_type(text: str, words: Words) -> str:
    key = f"type-{text.lower()}"
    return words[key] if key in words else text


def _publisher_values(publisher: Publisher) -> Iterator[Value]:
    name = ", ".join(part for part in (publisher.name, publisher.place) if part)
    yield Value(name, href=publisher.url)
    if publisher.address:
        yield Value(publisher.address)
    if publisher.email:
        yield Value(publisher.email, href=f"mailto:{publisher.email}")


def _identifier_rows(record: Record, medium: Medium, words: Words) -> Iterator[Row]:
    shown = [identifier for identifier in record.identifiers if identifier.scheme != "uuid"]
    own = [identifier for identifier in shown if identifier.medium == medium.value]
    general = [identifier for identifier in shown if not identifier.medium]
    others = [identifier for identifier in shown if identifier not in (*own, *general)]
    for identifier in (*own, *general, *others):
        label = _scheme(identifier, words)
        if identifier.medium:
            label = words.say("identifier-of", scheme=label, format=_format(identifier, words))
        key = "identifier-own" if identifier in own else "identifier"
        yield Row(key, label, (_identifier_value(identifier),))


def _identifier_value(identifier: Identifier) -> Value:
    href = identifier.urn if identifier.scheme in ("doi", "url") else ""
    return Value(identifier.value, href=href)


def _scheme(identifier: Identifier, words: Words) -> str:
    key = f"scheme-{identifier.scheme}"
    return words[key] if key in words else identifier.scheme.upper()


def _format(identifier: Identifier, words: Words) -> str:
    key = f"format-{identifier.medium}"
    return words[key] if key in words else identifier.medium


def _rights_rows(record: Record, words: Words) -> Iterator[Row]:
    yield from _row("rights", words["rights"], record.rights)
    if record.licence:
        value = Value(record.licence.name or record.licence.spdx, href=record.licence.url)
        yield Row("licence", words["licence"], (value,))


def _credit_rows(record: Record, words: Words) -> Iterator[Row]:
    for credit in record.credits:
        yield from _row("credit", credit.label or words["credit"], credit.name)


def _colophon_rows(words: Words, families: Iterable[Family]) -> Iterator[Row]:
    names = list(dict.fromkeys(family.name for family in families))
    if names:
        yield from _row("fonts", words["fonts"], words.join(names))
    tools = [f"{_TOOL_NAMES[tool]} {importlib.metadata.version(tool)}" for tool in _TOOLS]
    yield from _row("tools", words["tools"], words.join(tools))
