"""A PDF whose pages are ready becomes one that says so: PDF/X-1a:2001 or PDF/X-4.

What PDF/X asks of pages (inks, boxes, fonts, no annotations) is the work of others; here are the
file's own facts. ISO 15930 is not free to read; what is written here follows ISO 32000-1, 14.11.5
("Output intents") and the public descriptions of the standard:
https://www.loc.gov/preservation/digital/formats/fdd/fdd000124.shtml
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String
from pikepdf.models import PdfMetadata

from imprint.emitters.pdf.remarks import Remark
from imprint.model.profile import OutputIntent, Profile, Standard

_PDFX = "{http://www.npes.org/pdfx/ns/id/}"


class SaveOptions(TypedDict):
    """What ``Pdf.save`` is to be given; the same book is then the same bytes."""

    deterministic_id: bool
    compress_streams: bool
    object_stream_mode: ObjectStreamMode
    force_version: str


class Applied(Struct, frozen=True):
    """What a standard asks of the saving, and what the file wants before it may name it."""

    save: SaveOptions
    remarks: tuple[Remark, ...] = ()


# PDF/X-1a:2001 is PDF 1.3, in which every object stands alone; PDF/X-4 is PDF 1.6.
_VERSIONS = {Standard.NONE: "", Standard.PDF_X_1A: "1.3", Standard.PDF_X_4: "1.6"}


def apply_standard(
    book: Pdf,
    profile: Profile,
    *,
    modified: datetime,
    title: str,
    icc: bytes | None = None,
    conforms: bool = True,
) -> Applied:
    """Write what a profile's standard wants of a file, in place.

    ``modified`` is UTC. ``icc`` is the ICC profile of the profile's printing condition; raises
    ValueError if it is one of anything but a CMYK printer. A file whose pages do not conform, or
    that wants an ICC profile and has none, gets all but the claim.
    """
    save = SaveOptions(
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=ObjectStreamMode.disable
        if profile.standard is Standard.PDF_X_1A
        else ObjectStreamMode.generate,
        force_version=_VERSIONS[profile.standard],
    )
    if profile.output_intent:
        book.Root.OutputIntents = Array([_output_intent(book, profile.output_intent, icc)])
    if profile.standard is Standard.NONE:
        return Applied(save)
    _describe(book, modified, title)
    if profile.standard is Standard.PDF_X_4 and icc is None:
        return Applied(save, (_wants_icc(profile),))
    if conforms:
        _claim(book, profile.standard)
    return Applied(save)


def _output_intent(book: Pdf, intent: OutputIntent, icc: bytes | None) -> Object:
    """The printing condition; ``Info`` is what a reader shows, and wanted where it is not known."""
    entry = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(intent.identifier),
        RegistryName=String(intent.registry),
        Info=String(intent.condition or intent.identifier),
    )
    if intent.condition:
        entry.OutputCondition = String(intent.condition)
    if icc is not None:
        _check(icc)
        entry.DestOutputProfile = Stream(book, icc, N=4)
    return book.make_indirect(entry)


def _check(icc: bytes) -> None:
    """ICC.1:2010, 7.2: the header has the profile's class at byte 12, its colours at byte 16."""
    if icc[36:40] != b"acsp":
        raise ValueError("this is no ICC profile; give the .icc file that the printer names")
    if icc[12:20] != b"prtrCMYK":
        kind = icc[12:20].decode("latin-1").strip()
        raise ValueError(
            f"this ICC profile is none of a CMYK printer ({kind}); give the one that the printer"
            " names"
        )


def _wants_icc(profile: Profile) -> Remark:
    # PDF/X-1a may name a registered condition and no more. PDF/X-4 has its profile in the file
    # always; to refer to one outside is another standard, PDF/X-4p.
    assert profile.output_intent
    name = profile.output_intent.identifier
    return Remark(
        f"the file does not say that it is PDF/X-4, which wants the ICC profile of {name} in it",
        "give the ICC profile that the printer names, or send the file as the PDF that it is",
    )


def _describe(book: Pdf, modified: datetime, title: str) -> None:
    """Title, dates and trapping, the same in the document's information and in XMP."""
    stamp = modified.strftime("D:%Y%m%d%H%M%SZ")
    book.docinfo["/Title"] = String(title)
    book.docinfo["/CreationDate"] = String(stamp)
    book.docinfo["/ModDate"] = String(stamp)
    book.docinfo["/Trapped"] = Name("/False")
    moment = modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    with _metadata(book) as metadata:
        metadata["dc:title"] = title
        metadata["xmp:CreateDate"] = moment
        metadata["xmp:ModifyDate"] = moment
        metadata["xmp:MetadataDate"] = moment
        metadata["pdf:Trapped"] = "False"
        # The pages of a book and its cover are two documents.
        document = uuid5(NAMESPACE_URL, f"{title} {moment} {len(book.pages)}")
        metadata["xmpMM:DocumentID"] = f"uuid:{document}"
        metadata.setdefault("xmpMM:VersionID", "1")
        metadata["xmpMM:RenditionClass"] = "default"


def _claim(book: Pdf, standard: Standard) -> None:
    if standard is Standard.PDF_X_1A:
        # Before PDF/X-4 the claim stands in the document's information, in two keys.
        book.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1:2001")
        book.docinfo["/GTS_PDFXConformance"] = String(standard.value)
        return
    with _metadata(book) as metadata:
        metadata[f"{_PDFX}GTS_PDFXVersion"] = standard.value


def _metadata(book: Pdf) -> PdfMetadata:
    return book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
