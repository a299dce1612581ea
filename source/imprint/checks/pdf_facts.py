"""A finished PDF becomes the facts that it states of itself, and the text of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf

from imprint.checks.facts import (
    Stated,
    Unreadable,
    all_canonical,
    canonical,
    identified,
    reason,
    words_in,
)
from imprint.checks.packets import packet_in

_LINE_END = "\ufffe"  # PDFium's sign for a hyphen at the end of a line, soft or not
_PRISM = "{http://prismstandard.org/namespaces/basic/3.0/}"
_XMP = {
    "dc:title": "title",
    "dc:publisher": "publisher",
    "dc:language": "language",
    "dc:rights": "rights",
    "dc:description": "description",
    "xmpRights:WebStatement": "licence",
    "xmp:ModifyDate": "modified",
    "xmp:CreateDate": "created",
    "xmpMM:VersionID": "version",
    "xmpRights:Owner": "owners",
    "xmpRights:UsageTerms": "terms of use",
}
# https://www.w3.org/submissions/2020/SUBM-prism-20200910/
_IN_PRISM = {
    "bookEdition": "edition", "versionIdentifier": "version", "subtitle": "subtitle",
    "seriesTitle": "series alone", "publicationName": "serial", "volume": "volume",
    "seriesNumber": "number in the series", "number": "number",
    "coverDisplayDate": "cover date", "issn": "ISSNs",
}  # fmt: skip
# What a record for the web says as well, in one place or another.
_ECHOED = ("doi", "issn", "isbn", "seriesTitle", "publicationName", "genre")


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF states: ``sizes`` are the widths and heights of its trimmed pages, in points."""

    stated: tuple[Stated, ...]
    sizes: tuple[tuple[float, float], ...]
    content: bytes = field(repr=False)

    @property
    def pages(self) -> int:
        return len(self.sizes)

    def texts_of(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The text of each of the pages, counted from 0, in the order that it is drawn in.

        Raises Unreadable: what one program mends by itself may be nothing for another.
        """
        import pypdfium2

        try:
            with pypdfium2.PdfDocument(self.content) as document:
                texts = [document[number].get_textpage().get_text_range() for number in numbers]
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"it is not a whole PDF: {error}") from None
        return tuple(text.replace(_LINE_END, "-") for text in texts)


def read_pdf(content: bytes, file: str, *, medium: str) -> PdfFacts:
    """What a PDF of a medium (``print``, ``screen`` …) states; raises Unreadable.

    ISO 32000-1, 14.3.3 (information) and ISO 16684-1 (XMP).
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            stated = (*_information(pdf, file), *_packet(pdf, file, medium))
            sizes = tuple(_size(page) for page in pdf.pages)
    except pikepdf.PasswordError:
        raise Unreadable("it wants a password") from None
    except pikepdf.PikepdfError as error:
        raise Unreadable(f"it is not a whole PDF: {reason(error)}") from None
    return PdfFacts(stated, sizes, content)


def _information(pdf: pikepdf.Pdf, file: str) -> list[Stated]:
    stated = []
    for key, fact in (("/Title", "title"), ("/Author", "role.aut"), ("/Subject", "description")):
        text = canonical(str(pdf.docinfo.get(key, "")))
        if text:
            values = all_canonical(text.split("; ")) if fact == "role.aut" else (text,)
            stated.append(
                Stated(fact, values, "information", file, f"{key[1:]} of the information")
            )
    words = words_in([str(pdf.docinfo.get("/Keywords", ""))])
    if words:
        stated.append(Stated("words", words, "information", file, "Keywords of the information"))
    for key, fact in (("/CreationDate", "created"), ("/ModDate", "modified")):
        moment = _moment(canonical(str(pdf.docinfo.get(key, ""))))
        if moment:
            where = f"{key[1:]} of the information"
            stated.append(Stated(fact, (moment,), "information", file, where))
    language = canonical(str(pdf.Root.get("/Lang", "")))
    if language:
        stated.append(Stated("language", (language,), "information", file, "Lang of the catalog"))
    return stated


def _packet(pdf: pikepdf.Pdf, file: str, medium: str) -> list[Stated]:
    stated: list[Stated] = []

    def add(fact: str, values: tuple[str, ...], name: str) -> None:
        if values:
            stated.append(Stated(fact, values, "xmp", file, name))

    with packet_in(pdf) as packet:
        for name, fact in _XMP.items():
            values = _values(packet.get(name))
            if fact in ("created", "modified"):
                values = tuple(map(_moment, values))
            if (name, values) != ("xmpMM:VersionID", ("1",)):  # which PDF/X wants in any case
                add(fact, values, name)
        creators = _values(packet.get("dc:creator"))
        add("role.aut", all_canonical(n for c in creators for n in c.split("; ")), "dc:creator")
        add("terms", tuple(sorted(_values(packet.get("dc:subject")))), "dc:subject")
        add("words", words_in(_values(packet.get("dc:subject"))), "dc:subject")
        add("words", words_in(_values(packet.get("pdf:Keywords"))), "pdf:Keywords")
        kinds = [kind for kind in _values(packet.get("dc:type")) if kind != "Text"]
        add("types", tuple(kinds), "dc:type")
        for text in _values(packet.get("dc:identifier")):
            scheme, bare = identified(text)
            if scheme:
                add(f"{scheme}.{medium}", (bare,), "dc:identifier")
        add(f"issued.{medium}", _values(packet.get("dc:date")), "dc:date")
        helpers = _values(packet.get("dc:contributor"))
        add("some names", helpers, "dc:contributor")
        add("helpers", tuple(sorted({*helpers})), "dc:contributor")
        for name in ("dc:source", f"{_PRISM}isTranslationOf"):
            sources = [s for s in _values(packet.get(name)) if "://" in s or s.startswith("urn:")]
            add("source", tuple(sources), name.rpartition("}")[2])
        for name, fact in _IN_PRISM.items():
            found = _values(packet.get(f"{_PRISM}{name}"))
            values = tuple(identified(text)[1] for text in found) if name == "issn" else found
            add(fact, values, f"prism:{name}")
        for name in ("dc:date", *(f"{_PRISM}{name}" for name in _ECHOED)):
            add("echo", _values(packet.get(name)), name.replace(_PRISM, "prism:"))
        of_others = [t for t in _values(packet.get("dc:relation")) if identified(t)[0]]
        add("echo", tuple(of_others), "dc:relation")
        related = [identified(text) for text in _values(packet.get("dc:relation"))]
        add("ISBNs", tuple(bare for scheme, bare in related if scheme == "isbn"), "dc:relation")
        for text in _values(packet.get(f"{_PRISM}isbn")):
            add(f"isbn.{medium}", (identified(text)[1],), "prism:isbn")
    return stated


def _moment(stamp: str) -> str:
    """A date of the information or of XMP as a moment in UTC, where it is one.

    ISO 32000-1, 7.9.4; ISO 16684-1, 8.2.1.3.
    """
    text = stamp.removeprefix("D:").replace("'", "")
    with suppress(ValueError):
        moment = datetime.fromisoformat(re.sub(r"^(\d{8})(\d{6})", r"\1T\2", text))
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment.tzinfo else text
    return stamp


def _values(found: Any) -> tuple[str, ...]:
    if found is None:
        return ()
    return all_canonical([found] if isinstance(found, str) else map(str, found))


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return right - left, top - bottom
