"""The record becomes the statements that the package document makes of the publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from imprint.emitters.epub.people import people
from imprint.emitters.epub.statements import (
    UNIQUE_IDENTIFIER,
    Statement,
    element,
    link,
    meta,
    moment,
)
from imprint.emitters.epub.works import original_work, pages_of, serial, series
from imprint.model.record import Identifier, Licence, Record, RightsStatement, Subject
from imprint.model.rendition import Rendition
from imprint.model.titles import full_title as title_of
from imprint.model.titles import joined, tidy

# ONIX code list 5: how an identifier of each scheme is called there.
# https://ns.editeur.org/onix/en/5
_ONIX_TYPES = {"isbn": "15", "doi": "06", "uuid": "22", "urn": "22"}
# The schemes that EPUB reserves a name for; any other is called as the record calls it.
# https://www.w3.org/TR/epub-33/#subject-authority
_AUTHORITIES = {
    name.lower(): name
    for name in "AAT BIC BISAC CLC CLIL DDC EuroVoc LCSH MEDTOP NDC Thema UDC WGS".split()
}


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
        meta("schema:alternateName", record.short_title),
        *_languages(record),
        *people(record.contributors, language=record.language),
        *_publishing(record, modified),
        *_subjects(record),
        *_rights(record),
        *_editions(record),
        *original_work(record.original, record.language),
        *pages_of(page_source, record.original),
        *series(record),
        *serial(record),
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
        return tidy((isbn or own[0]).urn)
    facts = (
        full_title(rendition),
        record.publisher.name if record.publisher else "",
        str(record.issued_as("print") or ""),
        record.edition,
        rendition.labels.get("format-print", "print"),
    )
    return ", ".join(tidy(fact) for fact in facts if tidy(fact))


def full_title(rendition: Rendition) -> str:
    """The title and the subtitle as one, as EPUB advises: few readers show more than one title.

    https://www.w3.org/TR/epub-33/#sec-opf-dctitle
    """
    named = [document.title for document in rendition.documents if document.title]
    found = (title_of(rendition.record), *map(tidy, named), tidy(rendition.slug), "—")
    return next(title for title in found if title)


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
            seen.setdefault(tidy(identifier.urn), identifier)
    for number, (urn, identifier) in enumerate(seen.items()):
        name = f"identifier-{number + 1}" if number else UNIQUE_IDENTIFIER
        yield element("identifier", urn, identifier=name)
        code = _ONIX_TYPES.get(identifier.scheme, "")
        if code:
            yield meta("identifier-type", code, refines=name, scheme="onix:codelist5")


def _languages(record: Record) -> Iterator[Statement]:
    """The text's own language first, for the first is the one that counts.

    https://www.w3.org/TR/epub-33/#sec-opf-dclanguage
    """
    for language in dict.fromkeys((record.language, *record.other_languages)):
        yield element("language", language)


def _publishing(record: Record, modified: datetime) -> Iterator[Statement]:
    if record.publisher:
        yield element("publisher", record.publisher.name)
        yield meta("schema:publisherImprint", record.publisher.imprint)
    issued = record.issued_as("epub")
    if issued:
        yield element("date", str(issued))
    yield meta("dcterms:modified", moment(modified))


def _subjects(record: Record) -> Iterator[Statement]:
    """What it is about and what kind of text it is; each subject once.

    https://www.w3.org/TR/epub-33/#sec-opf-dcsubject
    """
    yield element("description", record.description)
    yield element("type", record.publication_type)
    number = 0
    for subject in _once(record):
        if not subject.term:
            yield element("subject", subject.text)
            continue
        number += 1
        name = f"subject-{number}"
        yield element("subject", subject.text or subject.term, identifier=name)
        authority = _AUTHORITIES.get(subject.authority.lower(), subject.authority)
        yield meta("authority", authority, refines=name)
        yield meta("term", subject.term, refines=name)


def _once(record: Record) -> Iterable[Subject]:
    """Subjects, then keywords that say more; a code and its authority stand together or not."""
    found: dict[Subject, None] = {}
    for subject in record.subjects:
        text, authority, term = tidy(subject.text), tidy(subject.authority), tidy(subject.term)
        is_coded = bool(authority and term)
        if text or is_coded:
            plain = Subject(text=text)
            found[Subject(text=text, authority=authority, term=term) if is_coded else plain] = None
    said = {subject.text for subject in found}
    words = dict.fromkeys(tidy(keyword) for keyword in record.keywords)
    return (*found, *(Subject(text=word) for word in words if word and word not in said))


def _rights(record: Record) -> Iterator[Statement]:
    """The rights in the whole, then in parts of it, each with its licence."""
    licence = record.licence
    yield element("rights", record.rights or (licence.name if licence else ""))
    yield from _licence(licence)
    for holder in record.by_role("cph"):
        yield meta("dcterms:rightsHolder", holder.name)
    for number, part in enumerate(filter(_states_something, record.rights_of_parts), 1):
        name = f"rights-{number}"
        text = tidy(part.text) or (tidy(part.licence.name) if part.licence else "")
        said = joined(tidy(part.part), text, record.language)
        yield element("rights", said, identifier=name)
        yield from _licence(part.licence, refines=name)


def _states_something(part: RightsStatement) -> bool:
    return bool(tidy(part.text) or (part.licence and tidy(part.licence.name)))


def _licence(licence: Licence | None, refines: str = "") -> Iterator[Statement]:
    if licence is None:
        return
    known = licence.spdx and not licence.spdx.startswith("LicenseRef-")
    spdx = f"https://spdx.org/licenses/{licence.spdx}" if known else licence.name
    yield meta("dcterms:license", spdx, refines=refines)
    if licence.url:
        yield link("dcterms:license", licence.url, refines=refines)


def _editions(record: Record) -> Iterator[Statement]:
    yield meta("schema:bookEdition", record.edition)
    yield meta("schema:version", record.version)
