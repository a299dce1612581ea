"""The record becomes what a PDF says of itself: its information and its XMP packet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO

from msgspec import Struct
from pikepdf import Pdf, String

from imprint.distributions import version_of
from imprint.emitters.pdf.prism import declare_prism, prism_of, state_prism
from imprint.model.record import Identifier, Licence, Record
from imprint.model.titles import joined, tidy

# Schemes that identify a serial, or a record in a library's catalogue.
_OF_OTHERS = {"issn", "lccn", "oclc"}
_FORMAT = "application/pdf"
# Licences by which somebody gives up every right.
_FREED = {"CC0-1.0", "CC-PDDC", "PDDL-1.0", "Unlicense", "0BSD"}
ARCHIVAL = "2A"  # the part of PDF/A and its level that files for the archive keep


class Claims(Struct, frozen=True):
    """What a file claims to be: ``PDF/UA-1``, and a part and level of PDF/A such as ``2A``."""

    accessible: bool = False
    archival: str = ""


def describe(
    pdf: Pdf,
    record: Record,
    modified: datetime,
    claims: Claims = Claims(),
    *,
    medium: str = "print",
) -> None:
    """The record as document information (ISO 32000-1, 14.3.3) and XMP (ISO 16684-1).

    ``medium`` is the format that the file is of; what identifies another one does not identify it.
    """
    pdf.Root.Lang = String(record.language)
    producer = f"Imprint {version_of('imprint')}; WeasyPrint {version_of('weasyprint')}"
    modified = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified.astimezone(UTC)
    stamp = modified.strftime("D:%Y%m%d%H%M%SZ")
    moment = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    title = record.title or "—"
    authors = _names(record, "aut")
    # One author as the standards want it: what the two places say must be the same.
    information = {
        "/Title": title,
        "/Author": "; ".join(authors),
        "/Subject": record.description,
        "/Keywords": "; ".join(record.terms),
        "/Producer": producer,
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    for key, text in information.items():
        if text:
            pdf.docinfo[key] = String(text)
    facts: dict[str, str | list[str]] = {
        "dc:title": title,
        "dc:creator": ["; ".join(authors)] if authors and claims.archival else authors,
        **_dublin_core(record, medium),
        **_rights(record),
        "xmpMM:VersionID": tidy(record.version),
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
        "pdf:Producer": producer,
        "pdf:Keywords": information["/Keywords"],
        **_claims(claims),
    }
    prism = prism_of(record, medium)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name, value in facts.items():
            if value:
                metadata[name] = value
        state_prism(metadata, prism)
    if prism and claims.archival:
        declare_prism(pdf, prism)


def stating(record: Record, modified: datetime, *, medium: str, claims: Claims = Claims()) -> bytes:
    """A PDF without pages that says what one of a format has to, to hold a finished one against."""
    written = BytesIO()
    with Pdf.new() as pdf:
        describe(pdf, record, modified, claims, medium=medium)
        pdf.save(written)
    return written.getvalue()


def _names(record: Record, *roles: str) -> list[str]:
    return [person.name for person in record.by_role(*roles) if tidy(person.name)]


def _dublin_core(record: Record, medium: str) -> Mapping[str, str | list[str]]:
    """The elements of Dublin Core but for title and creator (ISO 16684-1, 8.3)."""
    others = [p.name for p in record.contributors if p.role != "aut" and tidy(p.name)]
    own, general = _identifiers(record, medium), _identifiers(record, "")
    identifier = next(iter([*own, *general]), None)
    related = [
        other.urn
        for other in record.identifiers
        if other not in own and other not in general and other.scheme not in _OF_OTHERS
    ]
    publisher, issued = record.publisher, record.issued_as(medium)
    return {
        "dc:contributor": list(dict.fromkeys(others)),
        "dc:date": [str(issued)] if issued else [],
        "dc:description": record.description,
        "dc:format": _FORMAT,
        "dc:identifier": identifier.urn if identifier else "",
        "dc:language": list(dict.fromkeys((record.language, *record.other_languages))),
        "dc:publisher": [publisher.name] if publisher else [],
        "dc:relation": list(dict.fromkeys(related)),
        "dc:rights": record.rights or (record.licence.name if record.licence else ""),
        "dc:source": next(_sources(record), ""),
        "dc:subject": list(record.terms),
        "dc:type": [word for word in ("Text", tidy(record.publication_type)) if word],
    }


def _identifiers(record: Record, medium: str) -> list[Identifier]:
    """A format's own identifiers, an ISBN first; not those of serials and of catalogues."""
    own = [i for i in record.identifiers if i.medium == medium and i.scheme not in _OF_OTHERS]
    return sorted(own, key=lambda identifier: identifier.scheme != "isbn")


def _sources(record: Record) -> Iterator[str]:
    original = record.original
    yield from (i.urn for i in original.identifiers if i.scheme != "issn")
    yield from (text for text in (original.url, tidy(original.title)) if text)


def _rights(record: Record) -> Mapping[str, str | list[str]]:
    """Whose it is and what others may do with it (ISO 16684-1, 8.5).

    It is marked as somebody's where anything is said of rights, and as nobody's where they were
    given up. The terms are those of the whole, then those of parts.
    """
    licence = record.licence
    parts = [
        joined(tidy(part.part), tidy(part.text) or _name(part.licence), record.language)
        for part in record.rights_of_parts
    ]
    terms = [term for term in (_name(licence), *parts) if term]
    is_freed = licence is not None and licence.spdx in _FREED
    said = record.rights or licence
    return {
        "xmpRights:Marked": str(not is_freed) if said else "",
        "xmpRights:Owner": _names(record, "cph"),
        "xmpRights:UsageTerms": "; ".join(terms),
        "xmpRights:WebStatement": licence.url if licence else "",
    }


def _name(licence: Licence | None) -> str:
    return tidy(licence.name) if licence else ""


def _claims(claims: Claims) -> Mapping[str, str]:
    return {
        "pdfuaid:part": "1" if claims.accessible else "",
        "pdfaid:part": claims.archival[:1],
        "pdfaid:conformance": claims.archival[1:],
    }
