"""The record becomes a CITATION.cff, as repositories show it: Citation File Format 1.2.0.

https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema-guide.md
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.records.kinds import kind_of
from imprint.emitters.records.names import name_of
from imprint.model.record import Contributor, Licence, PartialDate, Publisher, Record
from imprint.model.titles import full_title, tidy

_MESSAGE = "If you cite this publication, please cite it as below."
# The patterns of the format's schema; what has another form is stated elsewhere, or not at all.
_DOI = re.compile(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_URL = re.compile(r"(https|http|ftp|sftp)://.+")
_EMAIL = re.compile(r"\S+@\S+\.\S{2,}")
_ISBN = re.compile(r"[0-9\- ]{10,17}X?")
_ISSN = re.compile(r"\d{4}-\d{3}[\dxX]")
_ORCID = re.compile(r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def emit_cff(record: Record) -> bytes:
    """A publication as a citation file; what it is stands under ``preferred-citation``.

    The format knows software and data at its top, so that nothing is said of a kind there. Raises
    PublicationError (CIT-001) without a title, or without anybody to name as an author.
    """
    import yaml

    reference = dict(_reference(record))
    _refuse_missing(reference)
    shared = ("title", "authors", "version", "doi", "url", "license", "license-url", "abstract")
    facts = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        **{name: reference[name] for name in shared if name in reference},
        **_given({"date-released": _day(record.issued), "keywords": _unique(record.terms)}),
        **_given({"identifiers": list(_identifiers(record))}),
        "preferred-citation": reference,
    }
    text = yaml.dump(
        facts, Dumper=_plain_dumper(), sort_keys=False, allow_unicode=True, width=10_000
    )
    return str(text).encode("utf-8", "replace")


def _plain_dumper() -> Any:
    import yaml

    class Plain(yaml.SafeDumper):
        """Writes everything out: a name that stands twice is no anchor and no alias."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    return Plain


def _refuse_missing(reference: Mapping[str, Any]) -> None:
    wanted = {
        "title": ("a title", "write title"),
        "authors": ("an author or a publisher", "write author, or publisher"),
    }
    findings = [
        Finding("CIT-001", f"a citation file wants {what}, and the record has none", mend)
        for name, (what, mend) in wanted.items()
        if name not in reference
    ]
    if findings:
        raise PublicationError(findings)


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


def _reference(record: Record) -> Iterator[tuple[str, Any]]:
    kind, issued = kind_of(record), record.issued
    house, serial, series = record.publisher, record.serial, record.series
    url, doi = _first(record, "url", _URL), _first(record, "doi", _DOI)
    isbn = [i.value for i in record.identifiers if i.scheme == "isbn"]
    facts = {
        "type": kind.cff,
        "title": full_title(record) or (tidy(serial.title) if serial else ""),
        "authors": _authors(record),
        "editors": _people(record.by_role("edt", "edc", "com")) if record.authors else [],
        "translators": _people(record.by_role("trl")),
        "publisher": _publisher(house) if house else None,
        "year": issued.year if issued else None,
        "month": issued.month or None if issued else None,
        "date-published": _day(issued),
        "edition": tidy(record.edition),
        "version": tidy(record.version),
        "journal": tidy(serial.title) if serial else "",
        "volume": tidy(serial.volume) if serial else "",
        "issue": tidy(serial.number) if serial else "",
        "issue-date": tidy(serial.cover_date) if serial else "",
        "collection-title": tidy(series.title) if series else "",
        "number": tidy(series.position) if series and not serial else "",
        "isbn": next(filter(_ISBN.fullmatch, isbn), ""),
        "issn": _issn(record),
        "doi": doi,
        "url": url,
        "languages": _languages(record),
        "year-original": record.original.issued.year if record.original.issued else None,
        "copyright": tidy(record.rights),
        **_licence(record.licence),
        "keywords": _unique(record.terms),
        "abstract": record.description.strip(),
    }
    yield from _given(facts).items()


def _authors(record: Record) -> list[dict[str, str]]:
    """The authors; else who edited, translated or made it; else the house that answers for it."""
    people = record.authors or record.by_role("edt", "edc", "com") or record.contributors
    found = _people(people)
    if found or not record.publisher or not tidy(record.publisher.name):
        return found
    return [_publisher(record.publisher)]


def _people(people: Iterable[Contributor]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for person in people:
        value = _person(person)
        if value and value not in found:
            found.append(value)
    return found


def _person(person: Contributor) -> dict[str, str]:
    """Somebody with family and given name; a name whose parts are not known stands whole.

    The format has that for an entity only, which may as well be a person under one name.
    """
    name = name_of(person)
    orcid = next(filter(_ORCID.fullmatch, person.registered), "")
    website = person.url if _URL.fullmatch(person.url) else ""
    if name.literal:
        return _given({"name": name.literal, "orcid": orcid, "website": website})
    if not name.family:
        return {}
    return _given(
        {
            "family-names": name.family,
            "given-names": name.given,
            "name-suffix": name.suffix,
            "affiliation": tidy(person.affiliation),
            "orcid": orcid,
            "website": website,
        }
    )


def _publisher(house: Publisher) -> dict[str, str]:
    facts = {
        "name": tidy(house.imprint or house.name),
        "city": tidy(house.place),
        "country": house.country if _COUNTRY.fullmatch(house.country) else "",
        "email": house.email if _EMAIL.fullmatch(house.email) else "",
        "tel": tidy(house.phone),
        "website": house.url if _URL.fullmatch(house.url) else "",
    }
    return _given(facts) if facts["name"] else {}


def _identifiers(record: Record) -> Iterator[dict[str, str]]:
    """What else it is known by, with the format that an identifier is of."""
    for identifier in dict.fromkeys(record.identifiers):
        value = identifier.urn
        type_ = "url" if identifier.scheme == "url" and _URL.fullmatch(value) else "other"
        if identifier.scheme == "doi" and _DOI.fullmatch(identifier.value):
            type_, value = "doi", identifier.value
        yield _given({"type": type_, "value": value, "description": identifier.medium})


def _licence(licence: Licence | None) -> dict[str, str]:
    """Of a licence that SPDX does not know there is the address, if it has one."""
    if licence is None:
        return {}
    if licence.spdx and not licence.spdx.startswith("LicenseRef-"):
        return {"license": licence.spdx}
    return {"license-url": licence.url} if _URL.fullmatch(licence.url) else {}


def _languages(record: Record) -> list[str]:
    tags = (record.language, *record.other_languages)
    names = _unique(tag.partition("-")[0].lower() for tag in tags)
    return [name for name in names if _LANGUAGE.fullmatch(name)]


def _unique(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(map(tidy, texts)) if text]


def _issn(record: Record) -> str:
    given = [record.serial.issn if record.serial else record.series.issn if record.series else ""]
    given += [identifier.value for identifier in record.identifiers if identifier.scheme == "issn"]
    return next(filter(_ISSN.fullmatch, given), "")


def _first(record: Record, scheme: str, pattern: re.Pattern[str]) -> str:
    identifier = record.identifier(scheme)
    return identifier.value if identifier and pattern.fullmatch(identifier.value) else ""


def _day(date: PartialDate | None) -> str:
    return str(date) if date and date.day else ""
