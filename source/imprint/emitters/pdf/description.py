"""The record becomes what a PDF says of itself: its information and its XMP packet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from pikepdf import Pdf, String

from imprint.model.record import Record


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file claims to be: ``PDF/UA-1``, and a part and level of PDF/A such as ``2A``."""

    accessible: bool = False
    archival: str = ""


def describe(pdf: Pdf, record: Record, modified: datetime, claims: Claims = Claims()) -> None:
    """The record as document information (ISO 32000-1, 14.3.3) and XMP (ISO 16684-1)."""
    pdf.Root.Lang = String(record.language)
    producer = f"Imprint {version('imprint')}; WeasyPrint {version('weasyprint')}"
    authors = [author.name for author in record.authors]
    modified = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified.astimezone(UTC)
    stamp = modified.strftime("D:%Y%m%d%H%M%SZ")
    moment = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    title = record.title or "—"
    pdf.docinfo["/Title"] = String(title)
    if authors:
        # One author as the standards want it: what the two places say must be the same.
        pdf.docinfo["/Author"] = String("; ".join(authors))
    pdf.docinfo["/Producer"] = String(producer)
    pdf.docinfo["/CreationDate"] = String(stamp)
    pdf.docinfo["/ModDate"] = String(stamp)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        if authors:
            metadata["dc:creator"] = ["; ".join(authors)] if claims.archival else authors
        if record.description:
            metadata["dc:description"] = record.description
        if record.terms:
            metadata["dc:subject"] = set(record.terms)
        metadata["dc:language"] = [record.language]
        if record.publisher:
            metadata["dc:publisher"] = [record.publisher.name]
        if record.rights:
            metadata["dc:rights"] = record.rights
        if record.licence and record.licence.url:
            metadata["xmpRights:WebStatement"] = record.licence.url
        isbn = record.identifier("isbn", "print")
        if isbn:
            metadata["dc:identifier"] = isbn.urn
        metadata["xmp:CreateDate"] = moment
        metadata["xmp:ModifyDate"] = moment
        metadata["pdf:Producer"] = producer
        if claims.accessible:
            metadata["pdfuaid:part"] = "1"
        if claims.archival:
            metadata["pdfaid:part"] = claims.archival[0]
            metadata["pdfaid:conformance"] = claims.archival[1:]
