"""The records for citing, BibTeX and CITATION.cff, become the facts that they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from imprint.checks.facts import (
    Stated,
    Unreadable,
    all_canonical,
    canonical,
    identified,
    number_of,
)

Facts = Iterator[tuple[str, tuple[str, ...], str]]

_ENTRY = re.compile(r"@(\w+)\s*\{\s*[^,\s]*\s*,")
_ENTRIES = re.compile(r"^@(\w+)\s*\{\s*([^,\s]*)\s*,", re.MULTILINE)
_FIELD = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*\{")
# What stands for a sign that TeX would read otherwise; braces alone only group.
_COMMANDS = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~",
             "asciicircum": "^"}  # fmt: skip
_SIGNS = re.compile(r"\\text(\w+)\{\}|\\([#$%&_])|[{}]")
_ROLES = {"author": "aut", "translator": "trl", "editor": "edt"}
_BIBTEX = {
    "subtitle": "subtitle", "issuesubtitle": "subtitle", "date": "issued", "edition": "edition",
    "version": "version", "publisher": "publisher", "location": "place", "volume": "volume",
    "issue": "cover date", "origtitle": "original.title", "abstract": "description",
}  # fmt: skip
_CFF = {
    "title": "title", "version": "version", "license": "licence", "abstract": "description",
    "date-released": "issued",
}  # fmt: skip
_CFF_CITED = {
    "title": "title", "version": "version", "edition": "edition", "license": "licence",
    "date-published": "issued", "journal": "serial", "issue": "number", "issue-date": "cover date",
    "collection-title": "series alone", "abstract": "description",
}  # fmt: skip


def read_bibtex(content: bytes, file: str) -> tuple[Stated, ...]:
    """The facts of the first entry of a BibTeX file; raises Unreadable."""
    text = content.decode("utf-8", "replace")
    entry = _ENTRY.search(text)
    if entry is None:
        raise Unreadable("it has no entry")
    fields = dict(_fields(text, entry.end()))
    return tuple(
        Stated(fact, values, "bibtex", file, where)
        for fact, values, where in _bibtex(entry[1].lower(), fields)
        if values
    )


def bibtex_entries(text: str) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Each entry that begins a line: its kind, its key, and its fields as they are written."""
    for entry in _ENTRIES.finditer(text):
        yield entry[1].lower(), entry[2], tuple(_fields(text, entry.end()))


def _fields(text: str, at: int) -> Iterator[tuple[str, str]]:
    while found := _FIELD.match(text, at):
        begin = at = found.end()
        depth = 1
        while depth and at < len(text):
            if text[at] == "\\":
                at += 1
            else:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        yield found[1].lower(), text[begin : at - 1]
        at = text.find(",", at) + 1 or len(text)


def _plain(text: str) -> str:
    return _SIGNS.sub(lambda m: _COMMANDS.get(m[1] or "", m[2] or ""), text)


def _bibtex(kind: str, fields: Mapping[str, str]) -> Facts:
    if kind != "periodical":
        yield "title", all_canonical([_plain(fields.get("title", ""))]), "title"
    else:
        yield "serial", all_canonical([_plain(fields.get("title", ""))]), "title"
        yield "title", all_canonical([_plain(fields.get("issuetitle", ""))]), "issuetitle"
        yield "number", all_canonical([_plain(fields.get("number", ""))]), "number"
    for name, fact in _BIBTEX.items():
        yield fact, all_canonical([_plain(fields.get(name, ""))]), name
    for name, role in _ROLES.items():
        people = map(_family, _people(fields.get(name, "")))
        yield f"cited {role}", all_canonical(people), name
    isbns = (identified(isbn) for isbn in _plain(fields.get("isbn", "")).split(","))
    yield "ISBNs", tuple(bare for scheme, bare in isbns if scheme == "isbn"), "isbn"
    for name, fact in (("issn", "ISSNs"), ("doi", "doi")):
        number = _plain(fields.get(name, ""))
        yield fact, (identified(number)[1],) if number else (), name


def _people(text: str) -> Iterator[str]:
    """The names between the words ``and`` that are in no braces."""
    depth, begin = 0, 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and text.startswith(" and ", at):
            yield text[begin:at]
            begin = at + 5
    yield text[begin:]


def _family(name: str) -> str:
    """The part of a name that it is filed under; one in braces is whole."""
    name = name.strip()
    return _plain(name if name.startswith("{") else name.partition(",")[0])


def read_cff(content: bytes, file: str) -> tuple[Stated, ...]:
    """The facts of a citation file (https://citation-file-format.github.io); raises Unreadable."""
    try:
        facts = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(f"it is not YAML: {canonical(str(error))}") from None
    if not isinstance(facts, dict):
        raise Unreadable("it describes nothing")
    cited = facts.get("preferred-citation")
    told = [*_cff(facts, _CFF, ""), *(_cited(cited) if isinstance(cited, dict) else ())]
    return tuple(Stated(fact, values, "cff", file, where) for fact, values, where in told if values)


def _cff(facts: Mapping[str, Any], names: Mapping[str, str], where: str) -> Facts:
    for name, fact in names.items():
        if facts.get(name) is not None:
            yield fact, all_canonical([str(facts[name])]), where + name
    if facts.get("doi"):
        yield "doi", (identified(str(facts["doi"]))[1],), where + "doi"
    people = [each for each in _list(facts.get("authors")) if isinstance(each, dict)]
    yield "cited names", all_canonical(map(_name, people)), where + "authors"
    numbers = (number_of(str(person.get("orcid", ""))) for person in people)
    yield "people's numbers", tuple(filter(None, numbers)), f"{where}orcid"
    keywords = map(str, _list(facts.get("keywords")))
    yield "some terms", all_canonical(keywords), where + "keywords"


def _cited(facts: Mapping[str, Any]) -> Facts:
    where = "preferred-citation."
    yield from _cff(facts, _CFF_CITED, where)
    for name in ("editors", "translators"):
        people = [each for each in _list(facts.get(name)) if isinstance(each, dict)]
        yield "cited names", all_canonical(map(_name, people)), where + name
    for name, fact in (("isbn", "ISBNs"), ("issn", "ISSNs")):
        if facts.get(name):
            yield fact, (identified(str(facts[name]))[1],), where + name
    house = facts.get("publisher")
    if isinstance(house, dict):
        yield "publisher", all_canonical([str(house.get("name", ""))]), where + "publisher"
        yield "place", all_canonical([str(house.get("city", ""))]), where + "publisher"
        yield "country", all_canonical([str(house.get("country", "")).upper()]), where + "publisher"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(person: Mapping[str, Any]) -> str:
    """The name of a house, or the family name of a person."""
    family = (str(person.get(part, "") or "") for part in ("name-particle", "family-names"))
    return str(person.get("name", "")) or " ".join(filter(None, family))
