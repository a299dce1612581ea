"""The record becomes items for a citation processor: CSL-JSON for version 1.0.2.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from imprint.emitters.records.keys import citation_keys
from imprint.emitters.records.kinds import Kind, kind_of, kind_of_part
from imprint.emitters.records.names import name_of
from imprint.model.record import Contributor, Original, PartialDate, Record
from imprint.model.titles import full_title, tidy

_ROLES = {
    "aut": "author",
    "cmp": "composer",
    "com": "compiler",
    "ctb": "contributor",
    "cur": "curator",
    "drt": "director",
    "edc": "editor",
    "edt": "editor",
    "hst": "host",
    "ill": "illustrator",
    "ive": "author",
    "ivr": "interviewer",
    "nrt": "narrator",
    "pbd": "editorial-director",
    "prf": "performer",
    "pro": "producer",
    "trl": "translator",
}


def emit_csl(record: Record, *, parts: Sequence[Record] = ()) -> bytes:
    """A publication as an item, and each text of its own in it as one more.

    ``parts`` are the records of those texts.
    """
    kinds = [kind_of(record), *[kind_of_part(record)] * len(parts)]
    keys = citation_keys((record, *parts))
    items = []
    for key, kind, text in zip(keys, kinds, (record, *parts), strict=True):
        whole = record if text is not record else None
        items.append(_item(key, kind, text, whole))
    written = json.dumps(items, indent=2, ensure_ascii=False)
    return f"{written}\n".encode("utf-8", "replace")


def _item(key: str, kind: Kind, record: Record, whole: Record | None) -> dict[str, Any]:
    house = whole or record
    facts: dict[str, Any] = {
        "id": key,
        "type": kind.csl,
        "title": full_title(record) or (tidy(record.serial.title) if record.serial else ""),
        "title-short": tidy(record.short_title),
        **_people(record),
        **(_within(whole) if whole else _collections(record)),
        "issued": _date(_issued(record, whole)),
        "publisher": _publisher(house),
        "publisher-place": tidy(house.publisher.place) if house.publisher else "",
        "edition": tidy(house.edition),
        "version": tidy(record.version),
        "genre": tidy(record.publication_type),
        "language": record.language,
        "abstract": record.description,
        "keyword": ", ".join(record.terms),
        "ISBN": _isbn(house),
        "ISSN": _issn(house),
        "DOI": _first(record, "doi"),
        "URL": _first(record, "url"),
        **_original(record.original),
    }
    return {name: value for name, value in facts.items() if value}


def _issued(record: Record, whole: Record | None) -> PartialDate | None:
    """A chapter came out with its book; an article may have come out before its issue."""
    if whole and (not whole.serial or not record.issued):
        return whole.issued
    return record.issued


def _people(record: Record) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for person in record.contributors:
        variable = _ROLES.get(person.role)
        if variable and tidy(person.name):
            found.setdefault(variable, []).append(_name(person))
    return found


def _name(person: Contributor) -> dict[str, str]:
    """Family and given name where the form to file under tells them, else the name as it is."""
    name = name_of(person)
    facts = {
        "family": name.family,
        "given": name.given,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: value for part, value in facts.items() if value}


def _within(whole: Record) -> Mapping[str, Any]:
    """What a text is in: an issue of a serial, or a book with its editors."""
    if whole.serial:
        return _collections(whole)
    editors = [_name(person) for person in whole.by_role("edt", "edc", "com")]
    found: dict[str, Any] = {**_collections(whole), "container-title": full_title(whole)}
    return {**found, "editor": editors} if editors else found


def _collections(record: Record) -> dict[str, str]:
    series, serial = record.series, record.serial
    found: dict[str, str] = {}
    if series and series.title:
        found |= {
            "collection-title": tidy(series.title),
            "collection-number": tidy(series.position),
        }
    if serial:
        found |= {
            "container-title": tidy(serial.title),
            "volume": tidy(serial.volume),
            "issue": tidy(serial.number),
        }
    return found


def _original(original: Original) -> dict[str, Any]:
    authors = [_name(p) for p in original.contributors if p.role == "aut" and tidy(p.name)]
    return {
        "original-author": authors,
        "original-title": tidy(original.title),
        "original-date": _date(original.issued),
        "original-publisher": tidy(original.publisher or original.venue),
        "original-publisher-place": tidy(original.published_at),
    }


def _publisher(record: Record) -> str:
    return tidy(record.publisher.imprint or record.publisher.name) if record.publisher else ""


def _isbn(record: Record) -> str:
    """One, as a citation has it: the printed book's, where it has one."""
    found = [i for i in record.identifiers if i.scheme == "isbn"]
    printed = [i for i in found if i.medium == "print"]
    return next((i.value for i in (*printed, *found)), "")


def _issn(record: Record) -> str:
    own = record.serial.issn if record.serial else record.series.issn if record.series else ""
    return own or next((i.value for i in record.identifiers if i.scheme == "issn"), "")


def _first(record: Record, scheme: str) -> str:
    identifier = record.identifier(scheme)
    return identifier.value if identifier else ""


def _date(date: PartialDate | None) -> dict[str, list[list[int]]]:
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
