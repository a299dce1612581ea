"""The record becomes entries for LaTeX: BibTeX with the types and fields of BibLaTeX.

https://ctan.org/pkg/biblatex, "Entry Types" and "Entry Fields".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from imprint.emitters.records.keys import citation_keys
from imprint.emitters.records.kinds import Kind, kind_of, kind_of_part
from imprint.emitters.records.names import Name, name_of
from imprint.model.record import Contributor, Original, Record
from imprint.model.titles import tidy

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_TABLE = str.maketrans(_SIGNS)
# An address is taken as it is, but its braces must be even and it has no white space.
_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in "\\{} \t\r\n"}
# The languages that BibLaTeX has words for in other languages; any other is named in English.
_LANGUAGES = {
    "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "gl": "galician", "hr": "croatian", "it": "italian", "ja": "japanese",
    "la": "latin", "lv": "latvian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ru": "russian", "sl": "slovene",
    "sr": "serbian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
# What stands in place of a publisher.
_HOUSES = {"online": "organization", "report": "institution", "thesis": "institution"}
_EDITORS = {"edt": "editor", "edc": "editor", "com": "compiler"}


def emit_bibtex(record: Record, *, parts: Sequence[Record] = ()) -> bytes:
    """A publication as an entry, and each text of its own in it as one more.

    ``parts`` are the records of those texts. The file is UTF-8, as Biber reads it.
    """
    keys = citation_keys((record, *parts))
    name = _type(record, kind_of(record))
    entries = [_entry(name, keys[0], _whole(record, name))]
    for key, part in zip(keys[1:], parts, strict=True):
        entries.append(_entry(kind_of_part(record).bibtex, key, _part(part, record)))
    return "\n".join(entries).encode("utf-8", "replace")


def _type(record: Record, kind: Kind) -> str:
    """An article that stands alone is in no journal: it is on the web, or simply there."""
    if kind.bibtex != "article":
        return kind.bibtex
    return "online" if _first(record, "url") or _first(record, "doi") else "misc"


def _entry(name: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    lines = [f"  {field} = {{{value}}},\n" for field, value in fields if value]
    return f"@{name}{{{key},\n{''.join(lines)}}}\n"


def _whole(record: Record, name: str) -> Iterator[tuple[str, str]]:
    yield from _people(record.contributors)
    if record.serial:
        yield from _issue_titles(record)
        yield from _issue(record)
    else:
        yield "title", _kept(record.title)
        yield "subtitle", _kept(record.subtitle)
        yield "shorttitle", _kept(record.short_title)
    yield from _original(record.original)
    if record.series and not record.serial:
        yield "series", _kept(record.series.title)
        yield "number", _text(record.series.position)
    yield "edition", _text(record.edition)
    yield "version", _text(record.version)
    yield from _published(record, _HOUSES.get(name, "publisher"))
    if name in ("booklet", "manual", "misc", "report", "thesis"):
        yield "type", _text(record.publication_type)
    yield from _facts(record)


def _part(part: Record, whole: Record) -> Iterator[tuple[str, str]]:
    """An article of an issue, or a chapter of a book with its editors."""
    yield from _people(part.contributors)
    yield "title", _kept(part.title)
    yield "subtitle", _kept(part.subtitle)
    yield from _original(part.original)
    if whole.serial:
        yield "journaltitle", _kept(whole.serial.title)
        if tidy(whole.title) != tidy(whole.serial.title):
            yield "issuetitle", _kept(whole.title)
        yield from _issue(whole)
    else:
        yield "booktitle", _kept(whole.title)
        yield "booksubtitle", _kept(whole.subtitle)
        editors = [p for p in whole.contributors if p.role in _EDITORS]
        yield "editor", _names(editors)
        yield from _published(whole, "publisher")
    if whole.serial:
        yield "date", str(part.issued or whole.issued or "")
    yield from _facts(part)


def _issue_titles(record: Record) -> Iterator[tuple[str, str]]:
    """The title of an issue is the serial's; its own, where it has one, stands beside it."""
    assert record.serial
    serial = record.serial.title or record.title
    yield "title", _kept(serial)
    if tidy(record.title) != tidy(serial):
        yield "issuetitle", _kept(record.title)
        yield "issuesubtitle", _kept(record.subtitle)


def _issue(record: Record) -> Iterator[tuple[str, str]]:
    serial = record.serial
    if serial:
        yield "volume", _text(serial.volume)
        yield "number", _text(serial.number)
        yield "issue", _text(serial.cover_date)
        yield "issn", _text(serial.issn or _first(record, "issn"))


def _published(record: Record, name: str) -> Iterator[tuple[str, str]]:
    """Where, when and by whom; ``name`` is what the type calls the house."""
    house = record.publisher
    if house:
        yield name, _item(house.imprint or house.name)
        yield "location", _item(house.place)
    yield "date", str(record.issued or "")
    isbn = [i.value for i in record.identifiers if i.scheme == "isbn"]
    yield "isbn", ", ".join(map(_text, isbn))
    if record.series and not record.serial:
        yield "issn", _text(record.series.issn or _first(record, "issn"))


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    yield "doi", _address(_first(record, "doi"))
    yield "url", _address(_first(record, "url"))
    yield "language", _language(record.language)
    yield "keywords", ", ".join(_text(term.replace(",", " ")) for term in record.terms)
    yield "abstract", _text(record.description)


def _original(original: Original) -> Iterator[tuple[str, str]]:
    yield "origtitle", _kept(original.title)
    yield "origlanguage", _language(original.language)
    yield "origdate", str(original.issued or "")
    yield "origpublisher", _item(original.publisher or original.venue)
    yield "origlocation", _item(original.published_at)


def _people(people: Iterable[Contributor]) -> Iterator[tuple[str, str]]:
    people = tuple(people)
    editors = [person for person in people if person.role in _EDITORS]
    yield "author", _names(person for person in people if person.role in ("aut", "ive"))
    yield "editor", _names(editors)
    if editors and all(person.role == "com" for person in editors):
        yield "editortype", "compiler"
    yield "translator", _names(person for person in people if person.role == "trl")
    for role, field in (("aui", "introduction"), ("aft", "afterword"), ("ann", "annotator")):
        yield field, _names(person for person in people if person.role == role)
    yield "commentator", _names(person for person in people if person.role == "cwt")


def _names(people: Iterable[Contributor]) -> str:
    return " and ".join(_name(name_of(person)) for person in people if tidy(person.name))


def _name(name: Name) -> str:
    """``Family, Given`` or ``Family, Suffix, Given``; a name without parts is one, in braces."""
    if name.literal:
        return f"{{{_text(name.literal)}}}"
    parts = (name.family, name.suffix, name.given)
    return ", ".join(_item(part) for part in parts if part)


def _item(text: str) -> str:
    """A text that is one of a list."""
    divides = re.search(r",|(^|\s)and(\s|$)", tidy(text), re.IGNORECASE)
    return f"{{{_text(text)}}}" if divides else _text(text)


def _kept(text: str) -> str:
    """A title whose capitals no style may make small."""
    return f"{{{_text(text)}}}" if tidy(text) else ""


def _text(text: str) -> str:
    return tidy(text).translate(_TABLE)


def _address(text: str) -> str:
    return tidy(text).translate(_ADDRESS)


def _language(tag: str) -> str:
    primary = tag.partition("-")[0].lower()
    if not primary or primary in _LANGUAGES:
        return _LANGUAGES.get(primary, "")
    from babel import Locale

    return _text(str(Locale("en").languages.get(primary, primary)))


def _first(record: Record, scheme: str) -> str:
    identifier = record.identifier(scheme)
    return identifier.value if identifier else ""
