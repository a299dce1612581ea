"""Typeset flows become one printable PDF: pages joined, labelled, and cleared of what a press
does not want."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from imprint.emitters.pdf.engine import Flow
from imprint.model.record import Record

# Black as the engine writes it, three equal inks, and as a press wants it, one.
_RGB_BLACK = re.compile(rb"(?<![\d.])0 0 0 (rg|RG)(?=\s)")
_GREY_BLACK = {b"rg": b"0 g", b"RG": b"0 G"}


def bind(
    flows: Sequence[tuple[Flow, str]], *, record: Record, modified: datetime, multiple: int
) -> tuple[bytes, int]:
    """Join flows, each with its label style (``r`` roman, ``D`` arabic), into a print PDF.

    Every flow begins on a recto, so that one of an odd number of pages is followed by a blank
    verso; blank pages at the end fill the book up to a ``multiple`` (even) of pages. Returns the
    file and its number of pages.
    """
    book = Pdf.new()
    labels = Array()
    for flow, style in flows:
        labels.append(len(book.pages))
        labels.append(Dictionary(S=Name("/" + style)))
        with Pdf.open(BytesIO(flow.pdf)) as pages:
            _clear(pages)
            book.pages.extend(pages.pages)
            if len(pages.pages) % 2:
                _add_blank(book)
    while len(book.pages) % multiple:
        _add_blank(book)
    book.Root.PageLabels = book.make_indirect(Dictionary(Nums=labels))
    book.Root.Lang = String(record.language)
    _describe(book, record, modified)
    book.remove_unreferenced_resources()
    content = BytesIO()
    book.save(
        content,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return content.getvalue(), len(book.pages)


def _clear(pdf: Pdf) -> None:
    """Leave pages alone: no links, no outline, no names; black as one ink."""
    done: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for key in ("/Annots", "/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
        page.contents_coalesce()
        _blacken(page.obj.Contents)
        _blacken_forms(page.obj.get("/Resources"), done)


def _blacken(stream: Object) -> None:
    content = stream.read_bytes()
    blackened = _RGB_BLACK.sub(lambda found: _GREY_BLACK[found[1]], content)
    if blackened != content:
        stream.write(blackened)


def _blacken_forms(resources: Object | None, done: set[tuple[int, int]]) -> None:
    """The same in the form XObjects of a page, and in theirs."""
    forms = resources.get("/XObject") if resources is not None else None
    for form in (forms or {}).values():
        if form.get("/Subtype") == Name.Form and form.objgen not in done:
            done.add(form.objgen)
            _blacken(form)
            _blacken_forms(form.get("/Resources"), done)


def _add_blank(book: Pdf) -> None:
    last = book.pages[-1].obj
    blank = Dictionary(Type=Name.Page, Resources=Dictionary())
    for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
        if box in last:
            blank[box] = Array(last[box])
    book.pages.append(pikepdf.Page(book.make_indirect(blank)))


def _describe(book: Pdf, record: Record, modified: datetime) -> None:
    """The record in the document's information (ISO 32000-1, 14.3.3) and its XMP packet."""
    producer = f"Imprint {version('imprint')}; WeasyPrint {version('weasyprint')}"
    authors = [author.name for author in record.authors]
    stamp = modified.strftime("D:%Y%m%d%H%M%SZ")
    book.docinfo["/Title"] = String(record.title)
    if authors:
        book.docinfo["/Author"] = String(", ".join(authors))
    book.docinfo["/Producer"] = String(producer)
    book.docinfo["/CreationDate"] = String(stamp)
    book.docinfo["/ModDate"] = String(stamp)
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        moment = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
        metadata["dc:title"] = record.title
        if authors:
            metadata["dc:creator"] = authors
        metadata["dc:language"] = [record.language]
        if record.publisher:
            metadata["dc:publisher"] = [record.publisher.name]
        if record.rights:
            metadata["dc:rights"] = record.rights
        isbn = record.identifier("isbn", "print")
        if isbn:
            metadata["dc:identifier"] = isbn.urn
        metadata["xmp:CreateDate"] = moment
        metadata["xmp:ModifyDate"] = moment
        metadata["pdf:Producer"] = producer
