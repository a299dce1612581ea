"""The record becomes the rows that a page can have, before a pack words them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from imprint.layouts.imprint_page.accessibility import statement
from imprint.layouts.imprint_page.facts import (
    capitalised,
    identifier_value,
    joined,
    lines_of,
    names_of,
    part_of_venue,
)
from imprint.layouts.imprint_page.making import Making
from imprint.layouts.imprint_page.values import Part, Value
from imprint.layouts.words import Words
from imprint.model.record import Contributor, Identifier, Licence, Original, Record
from imprint.model.rendition import Medium
from imprint.values import replace

# The order in which people stand, by MARC relator; others follow in the record's order.
_ROLES = (
    "aut", "ivr", "trl", "edt", "com", "ctb", "wfw", "wpr", "aui", "win",
    "aft", "waw", "ann", "ill", "pht", "pfr", "bkd",
    "cov", "nrt",
)  # fmt: skip
# What a wording can name beside the facts of the record: what is the row's own.
OWN_BLANKS = frozenset(("label", "names", "byline", "scheme", "value", "format", "part", "values"))
# Keys of rows that their makers give them, and that no row of a pack has as its name.
MADE_KEYS = frozenset(
    (
        "identifier-own", "identifier", "original-identifier", "original-url", "credit", "notice",
        "rights-of-part", "own",
    )
)  # fmt: skip
ROLE, ORIGINAL_ROLE = "role-", "original-role-"


class Telling(Struct, frozen=True, kw_only=True):
    """What rows are made of: the record, and its facts by name in the words of a language."""

    record: Record
    medium: Medium
    words: Words
    facts: Mapping[str, Value]
    making: Making


class Said(Struct, frozen=True, kw_only=True):
    """A row before it is worded.

    ``like`` is the row whose wording it takes if it has none of its own; ``blanks`` are what a
    wording can name beside the facts of the record.
    """

    key: str
    values: tuple[Value, ...]
    label: str = ""
    like: str = ""
    blanks: Mapping[str, Value] = field(default_factory=dict)
    kept: bool = False


Maker = Callable[[Telling], Iterator[Said]]


def is_row(name: str) -> bool:
    """Whether there is a row of that name; a role is one by its MARC relator."""
    return name in MAKERS or name in FACT_ROWS or name.startswith((ROLE, ORIGINAL_ROLE))


def rows_of(name: str, telling: Telling, apart: Iterable[str] = ()) -> Iterator[Said]:
    """The rows of one name; ``apart`` are roles that have rows of their own names."""
    if name in MAKERS:
        yield from (said for said in MAKERS[name](telling) if said.key not in apart)
    elif name.startswith(ROLE):
        yield from (said for said in _people(telling) if said.key == name)
    elif name.startswith(ORIGINAL_ROLE):
        yield from (said for said in _original_people(telling) if said.key == name)
    elif name in FACT_ROWS:
        fact, label = FACT_ROWS[name]
        value = telling.facts.get(fact)
        if value:
            text = capitalised(value.text) if name in _CAPITALISED else value.text
            cited = value.cited and name not in _OWN_TITLES
            shown = Value(text, value.href, value.language, cited=cited)
            yield Said(key=name, values=(shown,), label=telling.words.get(label, ""))


# Rows that are one fact: the fact, and the word for it.
FACT_ROWS: Mapping[str, tuple[str, str]] = {
    "title": ("title", "title"),
    "subtitle": ("subtitle", "subtitle"),
    "languages": ("languages", "languages"),
    "original-title": ("original-title", "original-title"),
    "original-language": ("original-language", "original-language"),
    "original-edition": ("original-edition", "original-edition"),
    "original-rights": ("original-rights", "original-rights"),
    "permission": ("original-permission", "permission"),
    "type": ("type", "type"),
    "house": ("house", "publisher"),
    "publisher-name": ("publisher", "publisher"),
    "imprint-name": ("imprint-name", "imprint-name"),
    "address": ("address", "address"),
    "date": ("date", "date"),
    "edition": ("edition", "edition"),
    "version": ("version", "version"),
    "series-issn": ("series-issn", "scheme-issn"),
    "serial-issn": ("serial-issn", "scheme-issn"),
    "price": ("price", "price"),
    "binding": ("binding", "binding"),
    "changes": ("changes", "changes"),
    "binder": ("binder", "binder"),
    "printing-date": ("printing-date", "printing-date"),
    "impression": ("impression", "impression"),
    "impression-line": ("impression-line", "impression"),
    "run": ("run", "run"),
    "sheets": ("sheets", "sheets"),
    "paper": ("paper", "paper"),
    "trim": ("trim", "trim"),
    "fonts": ("fonts", "fonts"),
    "tools": ("tools", "tools"),
    "revision": ("revision", "revision"),
}
# Rows that name what the page is about, which is not cited there.
_OWN_TITLES = {"title"}
_CAPITALISED = {"original-language", "date", "printing-date"}


def _people(telling: Telling) -> Iterator[Said]:
    yield from _by_role(telling.record.contributors, telling, ROLE, "people")


def _original_people(telling: Telling) -> Iterator[Said]:
    """The people of the original; an author whom the record names alike is told once."""
    original, authors = telling.record.original, telling.record.authors
    for said in _by_role(original.contributors, telling, ORIGINAL_ROLE, "original-people"):
        label = said.label
        if said.key == f"{ORIGINAL_ROLE}aut":
            if said.blanks["names"].text == names_of(authors, telling.words):
                continue
            label = telling.words["original-author"]
        yield Said(
            key=said.key, values=said.values, label=label, like=said.like, blanks=said.blanks
        )


def _by_role(
    people: tuple[Contributor, ...], telling: Telling, prefix: str, like: str
) -> Iterator[Said]:
    words = telling.words
    roles = [person.role for person in people]
    for role in sorted(dict.fromkeys(roles), key=lambda r: _ROLES.index(r) if r in _ROLES else 99):
        who = [person for person in people if person.role == role]
        label = role_label(role, len(who), words)
        language = telling.record.original.language if role == "trl" else ""
        names = [person.name for person in who]
        blanks = {"label": Value(label), "names": Value(words.join(names))}
        if f"byline-{role}" in words:
            blanks["byline"] = Value(capitalised(words.byline(role, names, language)))
        yield Said(
            key=f"{prefix}{role}",
            label=label,
            values=tuple(_person(person, words) for person in who),
            like=like,
            blanks=blanks,
        )


def _person(person: Contributor, words: Words) -> Value:
    """A name, where the person works, and an ORCID iD."""
    parts: tuple[Part, ...] = ()
    if person.affiliation:
        beside = Part(words["comma-facts"] + person.affiliation)
        parts = (Part(person.name, href=person.url), beside)
    return Value(
        joined(words, person.name, person.affiliation),
        href=person.url,
        note=words.say("orcid", orcid=person.orcid) if person.orcid else "",
        note_href=f"https://orcid.org/{person.orcid}" if person.orcid else "",
        parts=parts,
    )


def role_label(role: str, count: int, words: Words) -> str:
    """The word for a MARC relator, in the plural where several people share it."""
    label = words.get(f"role-{role}", words["role-other"])
    return words.get(f"role-{role}-many", label) if count > 1 else label


def _first_published(telling: Telling) -> Iterator[Said]:
    original = telling.record.original
    values = tuple(_places_of(original, telling, "original"))
    if values:
        key = "original-url" if values[0].href else "first-published"
        yield Said(key=key, label=telling.words[key], values=values, like="first-published")


def _places_of(original: Original, telling: Telling, name: str) -> Iterator[Value]:
    """Where and when it appeared, where it can be read, and where that is kept."""
    words, facts = telling.words, telling.facts
    told = [facts[f] for f in (f"{name}-venue", f"{name}-part", f"{name}-publisher",
                               f"{name}-place", f"{name}-date") if f in facts]  # fmt: skip
    if told:
        yield in_a_row(told, words)
    yield from _links(original, words)


def _links(original: Original, words: Words) -> Iterator[Value]:
    if original.url:
        accessed = words.date(original.accessed) if original.accessed else ""
        note = words.say("accessed", date=accessed) if accessed else ""
        yield Value(original.url, href=original.url, note=note)
    if original.archive_url:
        yield Value(original.archive_url, href=original.archive_url, note=words["archived"])


def _original(telling: Telling) -> Iterator[Said]:
    """The original's title and where it first appeared, in one line."""
    facts = telling.facts
    names = ("title", "venue", "part", "publisher", "place", "year")
    told = [facts[f"original-{name}"] for name in names if f"original-{name}" in facts]
    if not told:
        return
    key = "original-title" if "original-title" in facts else "first-published"
    line = _in_one_line(told, telling.words)
    yield Said(key="original", label=telling.words[key], values=(line,))


def _in_one_line(told: Iterable[Value], words: Words) -> Value:
    """Facts in a row, the first of which begins the line."""
    values = [*told]
    values[:1] = [replace(value, text=capitalised(value.text)) for value in values[:1]]
    return in_a_row(values, words)


def in_a_row(values: Iterable[Value], words: Words) -> Value:
    """Values in a row with the language's comma, each in its own language and dress."""
    parts: list[Part] = []
    for value in values:
        parts += [Part(words["comma-facts"])] if parts else []
        parts.append(Part(value.text, value.href, value.language, value.cited))
    return Value("".join(part.text for part in parts), parts=tuple(parts))


def _original_links(telling: Telling) -> Iterator[Said]:
    """Where the original can be read, for packs that tell in a sentence where it appeared."""
    values = tuple(_links(telling.record.original, telling.words))
    if values:
        yield Said(key="original-url", label=telling.words["original-url"], values=values)


def _via(telling: Telling) -> Iterator[Said]:
    """The translation that this one was made from."""
    via, facts = telling.record.original.via, telling.facts
    if not via:
        return
    names = ("via-title", "via-language", "via-translator")
    values = [_in_one_line([facts[name] for name in names if name in facts], telling.words)]
    values += [facts["via-edition"]] if "via-edition" in facts else []
    values += _places_of(via, telling, "via")
    terms = ("via-rights", "via-licence", "via-permission")
    values += [facts[name] for name in terms if name in facts]
    yield Said(
        key="via",
        label=telling.words["via"],
        values=tuple(value for value in values if value.text),
    )


def _original_identifiers(telling: Telling) -> Iterator[Said]:
    for identifier in telling.record.original.identifiers:
        scheme = scheme_of(identifier, telling.words)
        yield Said(
            key="original-identifier",
            label=telling.words.say("original-identifier", scheme=scheme),
            values=(identifier_value(identifier),),
            blanks={"scheme": Value(scheme), "value": identifier_value(identifier)},
        )


def _publisher(telling: Telling) -> Iterator[Said]:
    """The house with all that leads to it: its town, address, site, mail and telephone."""
    publisher = telling.record.publisher
    if publisher:
        name = joined(telling.words, publisher.imprint, publisher.name, publisher.place)
        values = [Value(name), *map(Value, lines_of(publisher.address)), *_contacts(telling)]
        yield Said(key="publisher", label=telling.words["publisher"], values=tuple(values))


def _contacts(telling: Telling) -> Iterator[Value]:
    yield from (telling.facts[n] for n in ("url", "email", "phone") if n in telling.facts)


def _contact(telling: Telling) -> Iterator[Said]:
    values = tuple(_contacts(telling))
    if values:
        yield Said(key="contact", label=telling.words["contact"], values=values)


def _address(telling: Telling) -> Iterator[Said]:
    publisher = telling.record.publisher
    values = tuple(map(Value, lines_of(publisher.address))) if publisher else ()
    if values:
        yield Said(key="address", label=telling.words["address"], values=values)


def _series(telling: Telling) -> Iterator[Said]:
    series = telling.record.series
    if series:
        value = Value(joined(telling.words, series.title, series.position))
        yield Said(key="series", label=telling.words["series"], values=(value,))


def _serial(telling: Telling) -> Iterator[Said]:
    serial, words = telling.record.serial, telling.words
    if serial:
        part = Original(volume=serial.volume, issue=serial.number)
        told = (
            Value(serial.title, cited=True),
            Value(part_of_venue(part, words)),
            Value(serial.cover_date),
        )
        value = in_a_row([value for value in told if value.text], words)
        yield Said(key="serial", label=words["serial"], values=(value,))


def _identifiers(telling: Telling) -> Iterator[Said]:
    """The identifiers: the format's own first, then the other formats', then those of the work."""
    medium, words = telling.medium.value, telling.words
    shown = [each for each in telling.record.identifiers if each.scheme != "uuid"]
    own = [identifier for identifier in shown if identifier.medium == medium]
    general = [identifier for identifier in shown if not identifier.medium]
    others = [identifier for identifier in shown if identifier not in (*own, *general)]
    for identifier in (*own, *others, *general):
        label = scheme = scheme_of(identifier, words)
        name = words.get(f"format-{identifier.medium}", identifier.medium)
        if identifier.medium:
            label = words.say("identifier-of", scheme=scheme, format=name)
        value = identifier_value(identifier)
        yield Said(
            key="identifier-own" if identifier in own else "identifier",
            label=label,
            values=(value,),
            like="identifiers",
            blanks={
                "scheme": Value("" if identifier.scheme == "url" else scheme),
                "value": value,
                "format": Value(name),
            },
        )


def scheme_of(identifier: Identifier, words: Words) -> str:
    return words.get(f"scheme-{identifier.scheme}", identifier.scheme.upper())


def _rights(telling: Telling) -> Iterator[Said]:
    """The copyright line, a sentence for each line that the author wrote."""
    lines = lines_of(telling.record.rights)
    if lines:
        values = tuple(Value(line) for line in lines)
        yield Said(key="rights", label=telling.words["rights"], values=values, kept=True)


def _licence(telling: Telling) -> Iterator[Said]:
    values = _licence_values(telling.record.licence)
    if values:
        yield Said(key="licence", label=telling.words["licence"], values=values)


def _original_licence(telling: Telling) -> Iterator[Said]:
    values = _licence_values(telling.record.original.licence)
    if values:
        label = telling.words["original-licence"]
        yield Said(key="original-licence", label=label, values=values)


def _licence_values(licence: Licence | None) -> tuple[Value, ...]:
    if licence is None:
        return ()
    name = Value(licence.name or licence.spdx)
    return (name, Value(licence.url, href=licence.url)) if licence.url else (name,)


def _rights_of_parts(telling: Telling) -> Iterator[Said]:
    for part in telling.record.rights_of_parts:
        values = (*map(Value, lines_of(part.text)), *_licence_values(part.licence))
        yield Said(
            key="rights-of-part",
            label=part.part,
            values=values,
            like="rights-of-parts",
            blanks={"part": Value(part.part), "values": in_a_row(values, telling.words)},
        )


def _printing(telling: Telling) -> Iterator[Said]:
    facts = telling.facts
    if "printer" in facts:
        values = [facts[name] for name in ("printer", "printer-address") if name in facts]
        yield Said(key="printer", label=telling.words["printer"], values=tuple(values))


def _notices(telling: Telling) -> Iterator[Said]:
    for notice in telling.record.notices:
        if notice.strip():
            yield Said(key="notice", values=(Value(" ".join(notice.split())),), like="notices")


def _deposit(telling: Telling) -> Iterator[Said]:
    """The notice of legal deposit; a whole sentence, as a library words it, has no label."""
    value = telling.facts.get("deposit")
    if value:
        label = "" if value.text.endswith((".", "。")) else telling.words["deposit"]
        yield Said(key="deposit", values=(value,), label=label)


def _cip(telling: Telling) -> Iterator[Said]:
    """The block as the agency gave it, line by line."""
    lines = telling.record.cip.strip().splitlines()
    if lines:
        yield Said(key="cip", values=tuple(Value(line.rstrip()) for line in lines), kept=True)


def _funding(telling: Telling) -> Iterator[Said]:
    values = []
    for funder in telling.record.funders:
        award = telling.words.say("award", award=funder.award) if funder.award else ""
        values.append(Value(joined(telling.words, funder.name, award), href=funder.url))
    if values:
        yield Said(key="funding", label=telling.words["funding"], values=tuple(values))


def _credits(telling: Telling) -> Iterator[Said]:
    """The credits, those of one label together."""
    names: dict[str, list[str]] = {}
    for credit in telling.record.credits:
        names.setdefault(credit.label or telling.words["credit"], []).append(credit.name)
    for label, who in names.items():
        values = tuple(Value(name) for name in who)
        blanks = {"label": Value(label), "names": Value(telling.words.join(who))}
        yield Said(key="credit", label=label, values=values, like="credits", blanks=blanks)


def _accessibility(telling: Telling) -> Iterator[Said]:
    values = tuple(statement(telling.record, telling.medium, telling.words, telling.making))
    if values:
        label = telling.words["accessibility"]
        yield Said(key="accessibility", label=label, values=values)


MAKERS: Mapping[str, Maker] = {
    "people": _people,
    "original-people": _original_people,
    "first-published": _first_published,
    "original": _original,
    "original-links": _original_links,
    "via": _via,
    "original-identifiers": _original_identifiers,
    "original-licence": _original_licence,
    "publisher": _publisher,
    "contact": _contact,
    "address": _address,
    "series": _series,
    "serial": _serial,
    "identifiers": _identifiers,
    "rights": _rights,
    "licence": _licence,
    "rights-of-parts": _rights_of_parts,
    "printer": _printing,
    "notices": _notices,
    "deposit": _deposit,
    "cip": _cip,
    "funding": _funding,
    "credits": _credits,
    "accessibility": _accessibility,
}
