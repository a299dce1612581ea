"""Facts become the record; a fact that is said twice and differently counts once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from imprint.diagnostics import Place
from imprint.model.record import (
    Contributor,
    Credit,
    Identifier,
    Publisher,
    Record,
)
from imprint.readers.article.facts import Fact
from imprint.readers.article.ledger import Ledger, shown
from imprint.values import replace

# The keys of imprint.toml for facts that have another name in the record.
_KEYS = {"issued": "date", "original.issued": "original.date",
         "language": "lang", "original.language": "original.lang"}  # fmt: skip
_COMPARED = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _File:
    record: Record
    ledger: Ledger
    places: dict[str, Place] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)


def file_facts(title: str, title_place: Place, ledger: Ledger) -> Record:
    """The record that the ledger's facts make, with the places where they were stated."""
    file = _File(Record(title=title), ledger)
    if title:
        file.places["title"] = title_place
        file.said["title"] = title
    for fact, place in sorted(ledger.facts, key=lambda stated: stated[1].line):
        _file(fact, place, file)
    return replace(file.record, places=dict(file.places))


def _file(fact: Fact, place: Place, file: _File) -> None:
    record = file.record
    match fact.value:
        case Contributor():
            file.record = _with_contributor(record, fact.value, place)
            file.places.setdefault(fact.key, place)
        case Credit():
            file.record = replace(record, credits=(*record.credits, fact.value))
        case Identifier():
            if fact.value.value not in {known.value for known in record.identifiers}:
                known = replace(fact.value, place=place)
                file.record = replace(record, identifiers=(*record.identifiers, known))
        case _ if fact.key == "subjects":
            words = tuple(word for word in re.split(r"\s*[,;，、；]\s*", str(fact.value)) if word)
            file.record = replace(record, keywords=tuple(dict.fromkeys((*record.keywords, *words))))
        case _ if fact.key == "rights" and record.rights:
            file.record = replace(record, rights=_both(record.rights, str(fact.value)))
        case _:
            _file_once(fact, place, file)


def _both(known: str, said: str) -> str:
    """Two statements of rights as one."""
    if said.strip(".").casefold() in known.casefold():
        return known
    return f"{known} {said}" if known.endswith((".", "。")) else f"{known}. {said}"


def _file_once(fact: Fact, place: Place, file: _File) -> None:
    """File a fact that has one value; a second one that says something else is a credit."""
    key = _KEYS.get(fact.key, fact.key)
    said = shown(fact)
    known = file.said.get(key)
    if known is None:
        file.said[key] = said
        file.places[key] = place
        file.record = _SETTERS[fact.key](file.record, fact.value)
    elif _COMPARED.sub("", said).casefold() not in _COMPARED.sub("", known).casefold():
        file.ledger.disagree(key, place, said, known)
        credit = Credit(label=key, name=said)
        file.record = replace(file.record, credits=(*file.record.credits, credit))


def _with_contributor(record: Record, person: Contributor, place: Place) -> Record:
    names = {(known.name.casefold(), known.role) for known in record.contributors}
    if (person.name.casefold(), person.role) in names:
        return record
    return replace(record, contributors=(*record.contributors, replace(person, place=place)))


def _original(name: str) -> Callable[[Record, object], Record]:
    def set_fact(record: Record, value: object) -> Record:
        return replace(record, original=replace(record.original, **{name: value}))

    return set_fact


def _field(name: str) -> Callable[[Record, object], Record]:
    def set_fact(record: Record, value: object) -> Record:
        return replace(record, **{name: value})

    return set_fact


def _publisher(record: Record, value: object) -> Record:
    return replace(record, publisher=Publisher(name=str(value)))


_SETTERS: dict[str, Callable[[Record, object], Record]] = {
    "title": _field("title"),
    "subtitle": _field("subtitle"),
    "standfirst": _field("standfirst"),
    "language": _field("language"),
    "issued": _field("issued"),
    "rights": _field("rights"),
    "licence": _field("licence"),
    "edition": _field("edition"),
    "type": _field("publication_type"),
    "description": _field("description"),
    "publisher": _publisher,
    "original.title": _original("title"),
    "original.language": _original("language"),
    "original.venue": _original("venue"),
    "original.publisher": _original("publisher"),
    "original.issued": _original("issued"),
    "original.url": _original("url"),
}
