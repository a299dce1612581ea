"""What the file says of itself: PDF/X in full where it says so, or where the printer wants it.

ISO 15930 is not free to read: the rules are those of ISO 32000-1, 14.11.5, and of the public
descriptions of the standard. https://www.loc.gov/preservation/digital/formats/fdd/fdd000124.shtml
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from imprint.checks.packets import packet_in
from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.report import Report
from imprint.model.profile import Standard

_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_SOLID = ("PDF/X-1", "PDF/X-3")  # the flavours without transparency
_VERSIONS = {"PDF/X-1a:2001": "1.3", "PDF/X-3:2002": "1.3", "PDF/X-1a:2003": "1.4",
             "PDF/X-3:2003": "1.4", "PDF/X-4": "1.6"}  # fmt: skip
_ALIKE = (("/Title", "dc:title"), ("/Trapped", "pdf:Trapped"), ("/Producer", "pdf:Producer"))


@dataclass(frozen=True, slots=True)
class Claim:
    """The standard that a file says it keeps, as ``PDF/X-1a:2001``; empty: none."""

    name: str

    @property
    def solid(self) -> bool:
        return self.name.startswith(_SOLID)


def claim_of(file: PrintedFile) -> Claim:
    """What the file says that it is: before PDF/X-4 in its information, since then in XMP."""
    information = file.pdf.docinfo
    conformance = str(information.get("/GTS_PDFXConformance", ""))
    version = str(information.get("/GTS_PDFXVersion", ""))
    return Claim(conformance or version or str(_packet(file).get(_PDFX) or ""))


def check_standard(file: PrintedFile, report: Report) -> None:
    """Whether the file says that it is what the printer wants, and is what it says."""
    claim, wanted = claim_of(file), file.profile.standard
    needs = " with the ICC profile that the printer names" * (wanted is Standard.PDF_X_4)
    if wanted is not Standard.NONE and not claim.name:
        report.add(
            "PRE-048",
            f"the file does not say that it is {wanted.value}, which {file.profile.title} wants",
            mend=f"export the file as {wanted.value}{needs}",
        )
    elif wanted is not Standard.NONE and claim.name != wanted.value:
        report.add(
            "PRE-048",
            f"the file says that it is {claim.name}; {file.profile.title} wants {wanted.value}",
            mend=f"export the file as {wanted.value}{needs}",
        )
    if claim.name:
        for what in _lacking(file, claim):
            report.add(
                "PRE-049",
                f"the file says that it is {claim.name}, and {what}",
                mend="export it anew as PDF/X, or do not say that it is",
            )
        both = [p for p in file.pages if {"TrimBox", "ArtBox"} <= p.boxes.written]
        neither = [p for p in file.pages if not {"TrimBox", "ArtBox"} & p.boxes.written]
        report.on(
            [*both, *neither],
            "PRE-049",
            f"the file says that it is {claim.name}, which wants either a TrimBox or an ArtBox on"
            " every page",
            mend="give every page its TrimBox, and no ArtBox",
        )
    _check_version(file, claim.name or wanted.value, report)
    _check_intent(file, report)
    if claim.name or wanted is not Standard.NONE:
        _check_packet(file, report)


def _lacking(file: PrintedFile, claim: Claim) -> Iterator[str]:
    """What the standard asks of the file as a whole and it has not."""
    information, trailer = file.pdf.docinfo, file.pdf.trailer
    if str(information.get("/Trapped", "")) not in ("/True", "/False"):
        yield "does not say whether it is trapped"
    if "/ID" not in trailer:
        yield "has no identifier (ID)"
    if claim.solid:
        for key in ("/Title", "/CreationDate", "/ModDate"):
            if not str(information.get(key, "")):
                yield f"has no {key[1:]} in its information"
    elif not _packet(file):
        yield "has no metadata (XMP)"
    intents = _intents(file)
    if not intents:
        yield "does not name the printing condition (OutputIntent) that it is made for"
    elif not any(str(intent.get("/OutputConditionIdentifier", "")) for intent in intents):
        yield "its OutputIntent has no identifier"
    elif not claim.solid and not any("/DestOutputProfile" in intent for intent in intents):
        yield "has no ICC profile of its printing condition in it"


def _intents(file: PrintedFile) -> list[Object]:
    found = file.pdf.Root.get("/OutputIntents")
    return [
        intent
        for intent in (found if isinstance(found, Array) else ())
        if isinstance(intent, Dictionary) and intent.get("/S") == Name.GTS_PDFX
    ]


def _check_version(file: PrintedFile, standard: str, report: Report) -> None:
    most = _VERSIONS.get(standard)
    version = file.pdf.pdf_version
    if most and _number(version) > _number(most):
        report.add(
            "PRE-050",
            f"the file is PDF {version}; {standard} is PDF {most} at most",
            mend=f"export the file as PDF {most}",
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _check_intent(file: PrintedFile, report: Report) -> None:
    intent = file.profile.output_intent
    found = [str(i.get("/OutputConditionIdentifier", "")) for i in _intents(file)]
    if intent and found and intent.identifier not in found:
        report.add(
            "PRE-051",
            f"the file is made for the printing condition {found[0] or 'of no name'};"
            f" {file.profile.title} prints as {intent.identifier}",
            mend=f"convert the colours for {intent.identifier}, and name it",
        )


def _check_packet(file: PrintedFile, report: Report) -> None:
    packet = _packet(file)
    for key, name in _ALIKE:
        one = str(file.pdf.docinfo.get(key, "")).removeprefix("/")
        other = str(packet.get(name) or "")
        if one and other and one != other:
            report.add(
                "PRE-052",
                f"the information of the file gives {one} as its {key[1:]}, its metadata {other}",
                mend="export the file anew, so that both are written together",
            )


def _packet(file: PrintedFile) -> Mapping[str, str]:
    return packet_of(file.pdf, (_PDFX, *(name for _, name in _ALIKE)))


def packet_of(pdf: pikepdf.Pdf, names: Iterable[str]) -> Mapping[str, str]:
    """What the XMP metadata say under some names; empty if there are none that can be read."""
    if "/Metadata" not in pdf.Root:
        return {}
    try:
        with packet_in(pdf) as packet:
            return {name: str(value) for name in names if (value := packet.get(name))}
    except (ValueError, TypeError, KeyError, AttributeError, SyntaxError, pikepdf.PdfError):
        return {}


def is_for_reading(content: bytes) -> bool:
    """Whether a PDF says that it is for a screen or an archive: PDF/UA or PDF/A."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return bool(packet_of(pdf, ("pdfuaid:part", "pdfaid:part")))
    except pikepdf.PikepdfError:
        return False


def check_transparency(file: PrintedFile, report: Report) -> None:
    """Whether nothing shines through where the standard has no words for it."""
    standard, claim = file.profile.standard, claim_of(file)
    if standard is not Standard.PDF_X_1A and not claim.solid:
        return
    named = standard.value if standard is Standard.PDF_X_1A else claim.name
    found: dict[str, list[PrintedPage]] = {}
    for page in file.pages:
        for reason in sorted(page.drawn.through):
            found.setdefault(reason, []).append(page)
        if page.drawn.groups:
            found.setdefault("a transparency group", []).append(page)
    for reason, pages in found.items():
        report.on(
            pages,
            "PRE-039",
            f"something shines through ({reason}); {named} has no transparency",
            mend="flatten the transparency, or give the thing a solid colour",
        )
