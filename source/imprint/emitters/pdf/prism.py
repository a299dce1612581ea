"""The record becomes statements of PRISM: the serial, the series and the book that a PDF is of.

PRISM Metadata for basic use, version 3.0, http://prismstandard.org/namespaces/basic/3.0/
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from pikepdf import Name, Pdf, Stream
from pikepdf.models import PdfMetadata

from imprint.model.record import Record
from imprint.model.titles import tidy

_URI = "http://prismstandard.org/namespaces/basic/3.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
# What each property says, and its type in the words of ISO 19005-2, 6.6.2.3.
_PROPERTIES = {
    "aggregationType": ("bag Text", "What kind of publication it is"),
    "bookEdition": ("Text", "The edition of the book"),
    "coverDisplayDate": ("Text", "The date as it stands on the cover"),
    "doi": ("Text", "The digital object identifier"),
    "genre": ("bag Text", "What kind of text it is"),
    "isTranslationOf": ("Text", "What it was translated from"),
    "isbn": ("bag Text", "The ISBN of this format"),
    "issn": ("Text", "The ISSN of the serial or series"),
    "number": ("Text", "The number of the issue"),
    "publicationName": ("Text", "The name of the serial"),
    "seriesNumber": ("Integer", "The place in the series"),
    "seriesTitle": ("Text", "The title of the series"),
    "subtitle": ("Text", "The subtitle"),
    "versionIdentifier": ("Text", "The version"),
    "volume": ("Text", "The volume of the serial"),
}


def prism_of(record: Record, medium: str) -> dict[str, str | set[str]]:
    """What PRISM has a property for, by the property's name; a set is a bag.

    ``medium`` is the format that the file is of.
    """
    serial, series = record.serial, record.series
    isbn, doi = record.identifier("isbn", medium), record.identifier("doi")
    issn = record.identifier("issn")
    of_serial = serial.issn if serial else series.issn if series else ""
    position = series.position if series else ""
    found: dict[str, str | set[str]] = {
        "aggregationType": {"book"} if isbn and not serial else set(),
        "bookEdition": tidy(record.edition),
        "coverDisplayDate": tidy(serial.cover_date) if serial else "",
        "doi": doi.value if doi else "",
        "genre": {tidy(record.publication_type)} - {""},
        "isTranslationOf": _translated(record),
        "isbn": {isbn.value} if isbn else set(),
        "issn": of_serial or (issn.value if issn else ""),
        "number": tidy(serial.number) if serial else "",
        "publicationName": tidy(serial.title) if serial else "",
        "seriesNumber": position if position.isascii() and position.isdigit() else "",
        "seriesTitle": tidy(series.title) if series else "",
        "subtitle": tidy(record.subtitle),
        "versionIdentifier": tidy(record.version),
        "volume": tidy(serial.volume) if serial else "",
    }
    return {name: value for name, value in found.items() if value}


def _translated(record: Record) -> str:
    original = record.original
    here, there = (tag.partition("-")[0].lower() for tag in (record.language, original.language))
    return (original.url or tidy(original.title)) if there and there != here else ""


def state_prism(metadata: PdfMetadata, facts: dict[str, str | set[str]]) -> None:
    """Write the facts into a packet that is open, under the prefix that PRISM gives itself."""
    PdfMetadata.register_xml_namespace(_URI, "prism")
    for name, value in facts.items():
        metadata[f"{{{_URI}}}{name}"] = value


def declare_prism(pdf: Pdf, names: Iterable[str]) -> None:
    """Say in the packet what the properties are, as a file for the archive has to.

    ISO 19005-2 (PDF/A-2), 6.6.2.3: a schema that XMP does not know is described in the file.
    """
    written = bytes(pdf.Root.Metadata.read_bytes())
    begin, end = written.index(b"<x:xmpmeta"), written.rindex(b"<?xpacket")
    root = etree.fromstring(written[begin:end])
    (rdf,) = root.iter(f"{{{_RDF}}}RDF")
    rdf.append(_description(names))
    packet = written[:begin] + etree.tostring(root, encoding="utf-8") + b"\n" + written[end:]
    pdf.Root.Metadata = Stream(pdf, packet)
    pdf.Root.Metadata.Type = Name.Metadata
    pdf.Root.Metadata.Subtype = Name.XML


def _description(names: Iterable[str]) -> etree._Element:
    spaces = {
        "rdf": _RDF,
        "pdfaExtension": _EXTENSION,
        "pdfaSchema": _SCHEMA,
        "pdfaProperty": _PROPERTY,
    }
    description = etree.Element(f"{{{_RDF}}}Description", nsmap=spaces)
    description.set(f"{{{_RDF}}}about", "")
    schemas = etree.SubElement(description, f"{{{_EXTENSION}}}schemas")
    schema = _resource(etree.SubElement(schemas, f"{{{_RDF}}}Bag"))
    for name, text in (("schema", "PRISM"), ("namespaceURI", _URI), ("prefix", "prism")):
        etree.SubElement(schema, f"{{{_SCHEMA}}}{name}").text = text
    properties = etree.SubElement(schema, f"{{{_SCHEMA}}}property")
    sequence = etree.SubElement(properties, f"{{{_RDF}}}Seq")
    for name in names:
        type_, meaning = _PROPERTIES[name]
        declared = _resource(sequence)
        facts = {"name": name, "valueType": type_, "category": "external", "description": meaning}
        for fact, text in facts.items():
            etree.SubElement(declared, f"{{{_PROPERTY}}}{fact}").text = text
    return description


def _resource(parent: etree._Element) -> etree._Element:
    item = etree.SubElement(parent, f"{{{_RDF}}}li")
    item.set(f"{{{_RDF}}}parseType", "Resource")
    return item
