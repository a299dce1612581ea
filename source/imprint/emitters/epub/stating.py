"""All that a package says of its book: the record's statements, the claims, links to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from imprint.emitters.epub.accessibility import claim_statements
from imprint.emitters.epub.description import pagination_source, statements_of
from imprint.emitters.epub.statements import Statement, link
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.rendition import Rendition

# The records in the container, which the package links to and its manifest does not list.
LINKED_DATA, ONIX = "record.jsonld", "record.onix.xml"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"


def package_statements(
    rendition: Rendition,
    *,
    modified: datetime,
    page_source: str,
    claims: AccessibilityClaims,
    records: Iterable[str],
) -> tuple[Statement, ...]:
    """Each statement of a package in its order; ``records`` are the names of those beside it."""
    return (
        *statements_of(rendition, modified=modified, page_source=page_source),
        *claim_statements(claims),
        *_links(records),
        Statement("meta", "", (("name", "cover"), ("content", "cover-image"))),
    )


def package_stating(
    rendition: Rendition,
    *,
    modified: datetime,
    claims: AccessibilityClaims,
    has_pages: bool,
    records: Iterable[str] = (LINKED_DATA,),
) -> bytes:
    """A package that has nothing but its metadata, for a finished one to be held against.

    ``has_pages`` says that the EPUB has the numbers of the printed pages.
    """
    source = pagination_source(rendition) if has_pages else ""
    package = etree.Element(f"{{{_OPF}}}package", nsmap={"opf": _OPF, "dc": _DC})
    metadata = etree.SubElement(package, f"{{{_OPF}}}metadata")
    for statement in package_statements(
        rendition, modified=modified, page_source=source, claims=claims, records=records
    ):
        prefix, _, name = statement.element.rpartition(":")
        space = _DC if prefix == "dc" else _OPF
        node = etree.SubElement(metadata, f"{{{space}}}{name}", dict(statement.attributes))
        node.text = statement.text
    written: bytes = etree.tostring(package)
    return written


def _links(records: Iterable[str]) -> Iterator[Statement]:
    """https://www.w3.org/TR/epub-33/#sec-link-record"""
    for name in records:
        if name == ONIX:
            yield link("record", name, media_type="application/xml", properties="onix")
        else:
            yield link("record", name, media_type="application/ld+json")
