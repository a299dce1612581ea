"""Other works that the record names become statements: series, serial, original, printed book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imprint.emitters.epub.statements import Statement, element, meta
from imprint.model.record import Original, Record
from imprint.model.titles import tidy

_POSITION = re.compile(r"\d+(\.\d+)*")


def original_work(original: Original, language: str) -> Iterator[Statement]:
    """Where the text comes from: its title, and that of the translation it was made from.

    What is in another language was translated; what is in the same one was taken as it is or
    altered. https://www.w3.org/TR/epub-33/#sec-opf-dcsource
    """
    for source in _sources(original):
        yield element("source", source)
    translated = bool(original.language) and _primary(original.language) != _primary(language)
    relation = "schema:translationOfWork" if translated else "schema:isBasedOn"
    yield meta(relation, original.title, language=original.language)
    if original.via:
        yield meta("schema:isBasedOn", original.via.title, language=original.via.language)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _sources(original: Original) -> dict[str, None]:
    """The addresses and identifiers of the original, and of what was translated in its place."""
    found: list[str] = []
    for work in (original, original.via):
        if work:
            found += [work.url, *(i.urn for i in work.identifiers if i.scheme != "issn")]
    return dict.fromkeys(tidy(source) for source in found)


def pages_of(source: str, original: Original) -> Iterator[Statement]:
    """Which book the page numbers are of, told apart from what the text was taken from.

    EPUB 3.4 has a property of its own for it; earlier reading systems look for a source that is
    refined. https://w3c.github.io/epub-specs/epub34/authoring/#sec-pageBreakSource · https://www.w3.org/TR/epub-33/#sec-source-of
    """
    yield meta("pageBreakSource", source)
    if source not in ("", "none") and source not in _sources(original):
        yield element("source", source, identifier="page-source")
        yield meta("source-of", "pagination", refines="page-source")


def series(record: Record) -> Iterator[Statement]:
    """The series or set, and the place in it where that is a number.

    An ISSN of a publication without a series and without a serial says what it is part of.
    https://www.w3.org/TR/epub-33/#sec-belongs-to-collection
    """
    given, issn = record.series, _issn(record)
    if not given or not tidy(given.title):
        if not record.serial or not tidy(record.serial.title):
            yield meta("dcterms:isPartOf", issn)
        return
    yield meta("belongs-to-collection", given.title, identifier="series")
    yield meta("collection-type", given.type, refines="series")
    if _POSITION.fullmatch(given.position):
        yield meta("group-position", given.position, refines="series")
    own = f"urn:issn:{given.issn}" if given.issn else "" if record.serial else issn
    yield meta("dcterms:identifier", own, refines="series")


def serial(record: Record) -> Iterator[Statement]:
    """The magazine that this is an issue of: its place is volume and number, ``12.3``.

    A reading system sorts by that; volume and number stand by themselves as well.
    """
    given = record.serial
    if not given or not tidy(given.title):
        return
    yield meta("belongs-to-collection", given.title, identifier="serial")
    yield meta("collection-type", "series", refines="serial")
    position = ".".join(part for part in (given.volume, given.number) if part)
    if _POSITION.fullmatch(position):
        yield meta("group-position", position, refines="serial")
    issn = f"urn:issn:{given.issn}" if given.issn else _issn(record)
    yield meta("dcterms:identifier", issn, refines="serial")
    yield meta("schema:volumeNumber", given.volume)
    yield meta("schema:issueNumber", given.number)


def _issn(record: Record) -> str:
    return next((i.urn for i in record.identifiers if i.scheme == "issn"), "")
