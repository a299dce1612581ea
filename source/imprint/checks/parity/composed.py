"""A rendition becomes what its artifact is to say: the documents' markup, and what styles add."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from lxml import etree

from imprint.checks.parity.blocks import Reading
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.markup import read_markup
from imprint.model.publication import Publication
from imprint.model.rendition import Medium, Rendition

_WRAPPER = (
    '<r xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{}</r>'
)
# Markup has no end that an author sets.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


@dataclass(frozen=True, slots=True)
class ComposedDocument:
    """A document as it was composed; its markup is packed until it is read."""

    name: str
    section: str
    title: str
    packed: bytes = field(repr=False)

    def read(self, notes: Container[str], *, drawn: bool) -> Reading:
        return read_markup(self.root, notes=notes, drawn=drawn)

    @property
    def root(self) -> etree._Element:
        return wrapped(zlib.decompress(self.packed).decode())


@dataclass(frozen=True, slots=True)
class Composed:
    """What a medium's artifacts are to say.

    ``known`` are the texts that running heads may have; ``notes`` the ids of all notes.
    """

    medium: Medium
    documents: tuple[ComposedDocument, ...]
    navigation: str
    notes: frozenset[str]
    generated: Generated = field(repr=False)
    known: frozenset[str] = field(repr=False)


def composed_of(rendition: Rendition, publication: Publication) -> Composed:
    """What a rendition says, in little room: its text is packed."""
    record = rendition.record
    documents = tuple(
        ComposedDocument(
            name=document.name,
            section=document.section,
            title=document.title,
            packed=zlib.compress(document.markup.encode(), 1),
        )
        for document in rendition.documents
    )
    generated = Generated(
        (sheet.css for sheet in rendition.stylesheets),
        (document.markup for document in rendition.documents),
    )
    known = {record.title, record.subtitle, *(person.name for person in record.contributors)}
    known |= {document.title for document in rendition.documents} | generated.strings
    return Composed(
        medium=rendition.medium,
        documents=documents,
        navigation=rendition.navigation,
        notes=frozenset(n.attributes.id for s in publication.walk() for n in s.notes),
        generated=generated,
        known=frozenset(text for text in known if text.strip()),
    )


def wrapped(markup: str) -> etree._Element:
    """The root around markup without one."""
    return etree.fromstring(_WRAPPER.format(markup).encode(), _PARSER)


def readings(composed: Composed, *, drawn: bool) -> Iterator[tuple[ComposedDocument, Reading]]:
    """Each document with its blocks, one at a time."""
    for document in composed.documents:
        yield document, document.read(composed.notes, drawn=drawn)
