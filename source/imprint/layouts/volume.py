"""The records of a volume's texts become bylines, boxes, its contributors and its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from imprint.layouts.imprint_page import Group, Languages, Pack, imprint_page
from imprint.layouts.imprint_page.rows import ROLE
from imprint.layouts.words import Words
from imprint.model.publication import Publication, Section
from imprint.model.record import Contributor, Original, Record, Serial
from imprint.model.rendition import Medium
from imprint.model.text import plain
from imprint.values import replace

# Whom a byline names, by MARC relator; an editor only where there is no author.
_NAMED = ("aut", "trl", "ill")
# Rows of the imprint page that a text's box has no need of: they stand above the text, or are
# said of the whole volume on its own imprint page.
_ELSEWHERE = frozenset(
    {
        "title",
        "subtitle",
        "type",
        "publisher",
        "serial",
        "serial-issn",
        "series",
        "series-issn",
        "accessibility",
        "fonts",
        "tools",
    }
)
_BLANK_LINE = re.compile(r"\n\s*\n")


class Byline(Struct, frozen=True):
    """A line such as *translated by …*, for a MARC relator."""

    role: str
    names: tuple[str, ...]
    text: str


class Issue(Struct, frozen=True):
    """What an issue of a magazine is called: ``line`` is its volume, number and cover date.

    ``name`` is the magazine's title with them; the publication's own title where there is none.
    """

    name: str
    line: str


class Listed(Struct, frozen=True):
    """A text as a list names it: its title and the id of its section.

    ``language`` is the tag of a title that is not in the publication's.
    """

    title: str
    section: str
    language: str = ""


class Person(Struct, frozen=True):
    """Somebody on the contributors' page, with the texts that they had a part in."""

    name: str
    affiliation: str
    url: str
    orcid: str
    biography: tuple[str, ...]  # paragraphs
    texts: tuple[Listed, ...]


class Source(Struct, frozen=True):
    """Where a text first appeared: a line of facts, and what else is known of it.

    ``via`` is the translation that was translated in turn.
    """

    title: str
    language: str
    names: str
    facts: str
    address: str
    archive: str
    accessed: str
    permission: str
    via: Source | None = None


class Sourced(Struct, frozen=True):
    """A text of the volume, who made it, and its source."""

    text: Listed
    byline: str
    source: Source


def issue_of(record: Record, words: Words) -> Issue:
    """What runs above the pages and stands on the title page of an issue."""
    serial = record.serial
    if serial is None:
        return Issue(record.title, "")
    line = _joined(words, *_numbers(serial.volume, serial.number, words), serial.cover_date)
    return Issue(_joined(words, serial.title, line), line)


def names_issue(record: Record) -> bool:
    """Whether the publication's title is more than the magazine's."""
    return not isinstance(record.serial, Serial) or record.serial.title != record.title


def bylines(record: Record | None, words: Words) -> tuple[Byline, ...]:
    """Who wrote, translated and illustrated a text, a line for each role."""
    if record is None:
        return ()
    roles = _NAMED if record.authors else ("edt", *_NAMED)
    found = ((role, tuple(who.name for who in record.by_role(role))) for role in roles)
    return tuple(
        Byline(role, names, words.byline(role, list(names), record.original.language))
        for role, names in found
        if names
    )


def credit(record: Record | None, words: Words) -> str:
    """The bylines as the contents have them: the authors' names alone, then what others did."""
    lines = bylines(record, words)
    return _joined(
        words,
        *(words.join(list(line.names)) if line.role == "aut" else line.text for line in lines),
    )


def about_text(
    record: Record | None, medium: Medium, words: Words, pack: Pack
) -> tuple[Group, ...]:
    """The facts under a text: the rows of a pack's page, as far as they are the text's own.

    None where its people are all that is known, as their names stand above it.
    """
    if record is None:
        return ()
    page = imprint_page(record, medium, Languages(words=words, own=words), pack=pack)
    groups = tuple(
        replace(group, rows=tuple(row for row in group.rows if row.key not in _ELSEWHERE))
        for group in page.groups
    )
    kept = tuple(group for group in groups if group.rows)
    told = any(not row.key.startswith(ROLE) for group in kept for row in group.rows)
    return kept if told else ()


def contributors_of(publication: Publication) -> tuple[Person, ...]:
    """Everybody whose biography is given, of the texts and then of the volume.

    Filed by their names if all have one to file by, else in the order of the texts.
    """
    people: dict[str, Contributor] = {}
    texts: dict[str, dict[str, Listed]] = {}
    for section in publication.walk():
        for person in section.record.contributors if section.record else ():
            _meet(people, person)
            texts.setdefault(person.name, {})[section.id] = listed(section)
    if not any(person.biography for person in people.values()):
        return ()
    for person in publication.record.contributors:
        _meet(people, person)
    known = [person for person in people.values() if person.biography]
    if all(person.sort_name for person in known):
        known.sort(key=lambda person: person.sort_name.casefold())
    return tuple(
        Person(
            name=person.name,
            affiliation=person.affiliation,
            url=person.url,
            orcid=person.orcid,
            biography=tuple(_paragraphs(person.biography)),
            texts=tuple(texts.get(person.name, {}).values()),
        )
        for person in known
    )


def _meet(people: dict[str, Contributor], person: Contributor) -> None:
    """Note a person down; what one place does not say of them, another may."""
    known = people.setdefault(person.name, person)
    people[person.name] = replace(
        known,
        sort_name=known.sort_name or person.sort_name,
        affiliation=known.affiliation or person.affiliation,
        url=known.url or person.url,
        orcid=known.orcid or person.orcid,
        biography=known.biography or person.biography,
    )


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in _BLANK_LINE.split(text):
        if paragraph.strip():
            yield " ".join(paragraph.split())


def sources_of(sections: Iterable[Section], words: Words) -> tuple[Sourced, ...]:
    """Where each text first appeared, of those that say so."""
    return tuple(
        Sourced(
            listed(section),
            credit(section.record, words),
            _source(original, words, {person.name for person in section.record.authors}),
        )
        for section in sections
        if section.record and (original := section.record.original)
    )


def listed(section: Section) -> Listed:
    """A text as lists name it."""
    title = " ".join(plain(section.title).split())
    return Listed(title, section.id, section.attributes.language)


def _source(original: Original, words: Words, authors: set[str]) -> Source:
    """A text's source; of its people, those whom its own byline does not name as authors."""
    accessed = words.date(original.accessed) if original.accessed else ""
    doi = next((i.urn for i in original.identifiers if i.scheme == "doi"), "")
    return Source(
        title=original.title,
        language=original.language,
        names=words.join(
            [person.name for person in original.contributors if person.name not in authors]
        ),
        facts=_joined(
            words,
            original.venue,
            *_numbers(original.volume, original.issue, words),
            words.say("source-pages", pages=original.pages) if original.pages else "",
            original.edition,
            original.publisher,
            original.published_at,
            words.date(original.issued) if original.issued else "",
        ),
        address=original.url or doi,
        archive=original.archive_url,
        accessed=words.say("accessed", date=accessed) if accessed else "",
        permission=original.permission,
        via=_source(original.via, words, authors) if original.via else None,
    )


def _numbers(volume: str, number: str, words: Words) -> Iterator[str]:
    if volume:
        yield words.say("serial-volume", volume=volume)
    if number:
        yield words.say("serial-number", number=number)


def _joined(words: Words, *facts: str) -> str:
    """Facts of different kinds in one line, with the language's comma."""
    return words["comma-facts"].join(fact for fact in facts if fact)
