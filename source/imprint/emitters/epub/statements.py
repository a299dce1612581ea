"""The record becomes statements of the package document: one element of its metadata each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from imprint.model.record import Contributor, Identifier, Licence, Original, Record
from imprint.model.rendition import Rendition

UNIQUE_IDENTIFIER = "publication-id"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# ONIX code list 5: how an identifier of each scheme is called there.
# https://ns.editeur.org/onix/en/5
_ONIX_TYPES = {"isbn": "15", "doi": "06", "uuid": "22", "urn": "22"}
# https://www.w3.org/TR/epub-33/#sec-reserved-prefixes
PREFIXES = {
    "a11y": "http://www.idpf.org/epub/vocab/package/a11y/#",
    "dcterms": "http://purl.org/dc/terms/",
    "marc": "http://id.loc.gov/vocabulary/",
    "onix": "http://www.editeur.org/ONIX/book/codelists/current.html#",
    "schema": "http://schema.org/",
}
_COLONS = {"fr": "\u00a0: ", "zh": "：", "ja": "："}
_ENDS = ("?", "!", "…", ".", ":", "？", "！", "。", "：")
_POSITION = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the package's metadata: ``dc:title``, ``meta`` or ``link``, and its text."""

    element: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> str:
        return dict(self.attributes).get(name, "")


def meta(
    name: str,
    text: str,
    *,
    refines: str = "",
    scheme: str = "",
    language: str = "",
    identifier: str = "",
) -> Statement:
    """A property of the publication, or of the statement whose id is ``refines``.

    https://www.w3.org/TR/epub-33/#sec-meta-elem
    """
    given = {"property": name, "id": identifier, "scheme": scheme, LANGUAGE: language}
    if refines:
        given["refines"] = f"#{refines}"
    return Statement("meta", _tidy(text), tuple((k, v) for k, v in given.items() if v))


def element(name: str, text: str, *, identifier: str = "", language: str = "") -> Statement:
    """A Dublin Core element of the publication.

    https://www.w3.org/TR/epub-33/#sec-opf-dcmes-hd
    """
    given = {"id": identifier, LANGUAGE: language}
    return Statement(f"dc:{name}", _tidy(text), tuple((k, v) for k, v in given.items() if v))


def link(rel: str, href: str, *, refines: str = "") -> Statement:
    """A resource that belongs to the publication and is not in it.

    https://www.w3.org/TR/epub-33/#sec-link-elem
    """
    given = {"rel": rel, "href": href, "refines": f"#{refines}" if refines else ""}
    return Statement("link", "", tuple((k, v) for k, v in given.items() if v))


def _tidy(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def prefixes_of(statements: Iterable[Statement]) -> str:
    """The value of the package's ``prefix``: the vocabularies that the statements use.

    https://www.w3.org/TR/epub-33/#sec-prefix-attr
    """
    used = {
        value.partition(":")[0]
        for statement in statements
        for name, value in statement.attributes
        if name in ("property", "scheme", "rel") and ":" in value
    }
    return " ".join(f"{name}: {PREFIXES[name]}" for name in sorted(used))


def statements_of(
    rendition: Rendition, *, modified: datetime, page_source: str = ""
) -> tuple[Statement, ...]:
    """What the record says of the publication, each statement before those that refine it.

    ``page_source`` identifies the book whose pages are marked, if any are.
    """
    record = rendition.record
    found = [
        *_identifiers(rendition),
        element("title", full_title(rendition)),
        element("language", record.language),
        *_people(record.contributors),
        *_publishing(record, modified),
        *_subjects(record),
        *_rights(record.rights, record.licence),
        *_editions(record),
        *_original(record.original, record.language),
        *_pagination(page_source, record.original),
        *_series(record),
    ]
    return tuple(statement for statement in found if statement.text or statement.element == "link")


def pagination_source(rendition: Rendition) -> str:
    """How the printed book is identified: by an identifier of its own, else by what is known of it.

    https://www.w3.org/community/reports/publishingcg/CG-FINAL-page-source-id-20230314/
    """
    record = rendition.record
    own = [i for i in record.identifiers if i.medium == "print" and i.scheme != "issn"]
    isbn = record.identifier("isbn", "print")
    if isbn or own:
        return _tidy((isbn or own[0]).urn)
    facts = (
        full_title(rendition),
        record.publisher.name if record.publisher else "",
        str(record.issued or ""),
        record.edition,
        rendition.labels.get("format-print", "print"),
    )
    return ", ".join(_tidy(fact) for fact in facts if _tidy(fact))


def full_title(rendition: Rendition) -> str:
    """The title and the subtitle as one, as EPUB advises: few readers show more than one title.

    https://www.w3.org/TR/epub-33/#sec-opf-dctitle
    """
    record = rendition.record
    title, subtitle = _tidy(record.title), _tidy(record.subtitle)
    if not title:
        named = [document.title for document in rendition.documents if document.title]
        return next((_tidy(t) for t in (subtitle, *named, rendition.slug) if _tidy(t)), "—")
    if not subtitle:
        return title
    colon = " " if title.endswith(_ENDS) else _COLONS.get(record.language.split("-")[0], ": ")
    return f"{title}{colon}{subtitle}"


def moment(modified: datetime) -> str:
    """A moment as dcterms:modified wants it: to the second, in UTC; without a zone it is in UTC.

    https://www.w3.org/TR/epub-33/#sec-metadata-last-modified
    """
    aware = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified.astimezone(UTC)
    return f"{aware.year:04d}-{aware:%m-%dT%H:%M:%SZ}"


def _identifiers(rendition: Rendition) -> Iterator[Statement]:
    """The unique identifier, then the EPUB's own others and those of the publication as a whole.

    An ISSN is not among them: it says what the publication is a part of.
    """
    own = [rendition.identifier]
    for medium in ("epub", ""):
        own += [i for i in rendition.record.identifiers if i.medium == medium]
    seen: dict[str, Identifier] = {}
    for identifier in own:
        if identifier.scheme != "issn":
            seen.setdefault(_tidy(identifier.urn), identifier)
    for number, (urn, identifier) in enumerate(seen.items()):
        name = f"identifier-{number + 1}" if number else UNIQUE_IDENTIFIER
        yield element("identifier", urn, identifier=name)
        code = _ONIX_TYPES.get(identifier.scheme, "")
        if code:
            yield meta("identifier-type", code, refines=name, scheme="onix:codelist5")


def _people(people: Iterable[Contributor]) -> Iterator[Statement]:
    """Authors as creators and everybody else as contributors, each with a role.

    https://www.w3.org/TR/epub-33/#sec-opf-dccreator
    """
    people = [person for person in people if _tidy(person.name)]
    for name, them in (
        ("creator", [person for person in people if person.role == "aut"]),
        ("contributor", [person for person in people if person.role != "aut"]),
    ):
        for number, person in enumerate(them, 1):
            identifier = f"{name}-{number}"
            yield element(name, person.name, identifier=identifier)
            if person.role:
                yield meta("role", person.role, refines=identifier, scheme="marc:relators")
            yield meta("file-as", person.sort_name, refines=identifier)
            if person.orcid:
                orcid = f"https://orcid.org/{person.orcid.rsplit('/', 1)[-1]}"
                yield meta("dcterms:identifier", orcid, refines=identifier)


def _publishing(record: Record, modified: datetime) -> Iterator[Statement]:
    if record.publisher:
        yield element("publisher", record.publisher.name)
    if record.issued:
        yield element("date", str(record.issued))
    yield meta("dcterms:modified", moment(modified))


def _subjects(record: Record) -> Iterator[Statement]:
    yield element("description", record.description)
    for subject in dict.fromkeys(_tidy(subject) for subject in record.terms):
        yield element("subject", subject)


def _rights(rights: str, licence: Licence | None) -> Iterator[Statement]:
    yield element("rights", rights or (licence.name if licence else ""))
    if licence:
        known = licence.spdx and not licence.spdx.startswith("LicenseRef-")
        spdx = f"https://spdx.org/licenses/{licence.spdx}" if known else licence.name
        yield meta("dcterms:license", spdx)
        if licence.url:
            yield link("dcterms:license", licence.url)


def _editions(record: Record) -> Iterator[Statement]:
    yield meta("schema:bookEdition", record.edition)
    yield meta("schema:version", record.version)


def _original(original: Original, language: str) -> Iterator[Statement]:
    """Where the text comes from; its title is named where this is a translation of it."""
    for source in _sources(original):
        yield element("source", source)
    if original.language and original.language.partition("-")[0] != language.partition("-")[0]:
        yield meta("schema:translationOfWork", original.title, language=original.language)


def _sources(original: Original) -> dict[str, None]:
    found = [original.url, *(i.urn for i in original.identifiers if i.scheme != "issn")]
    return dict.fromkeys(_tidy(source) for source in found)


def _pagination(source: str, original: Original) -> Iterator[Statement]:
    """Which book the page numbers are of, told apart from what the text was taken from.

    EPUB 3.4 has a property of its own for it; earlier reading systems look for a source that is
    refined. https://w3c.github.io/epub-specs/epub34/authoring/#sec-pageBreakSource · https://www.w3.org/TR/epub-33/#sec-source-of
    """
    yield meta("pageBreakSource", source)
    if source not in ("", "none") and source not in _sources(original):
        yield element("source", source, identifier="page-source")
        yield meta("source-of", "pagination", refines="page-source")


def _series(record: Record) -> Iterator[Statement]:
    """The series and the place in it where that is a number, or the serial that it is part of.

    https://www.w3.org/TR/epub-33/#sec-belongs-to-collection
    """
    series = record.series
    issn = next((i.urn for i in record.identifiers if i.scheme == "issn"), "")
    if not series or not _tidy(series.title):
        yield meta("dcterms:isPartOf", issn)
        return
    given = (("property", "belongs-to-collection"), ("id", "series"))
    yield Statement("meta", _tidy(series.title), given)
    yield meta("collection-type", "series", refines="series")
    if _POSITION.fullmatch(series.position):
        yield meta("group-position", series.position, refines="series")
    yield meta(
        "dcterms:identifier", f"urn:issn:{series.issn}" if series.issn else issn, refines="series"
    )
