"""Files that say which standard they are of, and saved files that are what they say."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from imprint.emitters.pdf.standards import Applied, apply_standard
from imprint.model.profile import OutputIntent, Profile, Standard
from imprint.values import replace

MODIFIED = datetime(2026, 1, 31, 12, 30, tzinfo=UTC)
PRINTER = Profile(
    name="test",
    title="A printer",
    verified_on="2026-11",
    standard=Standard.PDF_X_1A,
    output_intent=OutputIntent(identifier="CGATS TR 001", condition="SWOP"),
)
OFFSET = replace(PRINTER, standard=Standard.PDF_X_4, output_intent=OutputIntent(identifier="F52"))
PLAIN = replace(PRINTER, standard=Standard.NONE, output_intent=None)


def icc(kind: bytes = b"prtrCMYK") -> bytes:
    return bytes(12) + kind + bytes(16) + b"acsp" + bytes(88)


def made(profile: Profile, **more: object) -> tuple[bytes, Applied]:
    book = Pdf.new()
    book.add_blank_page(page_size=(100, 100))
    applied = apply_standard(book, profile, modified=MODIFIED, title="Das Meer – I", **more)
    content = BytesIO()
    book.save(content, **applied.save)
    return content.getvalue(), applied


def test_pdf_x_1a_is_claimed_where_its_readers_look() -> None:
    content, applied = made(PRINTER)
    assert applied.remarks == ()
    assert content.startswith(b"%PDF-1.3\n")
    assert b"/ObjStm" not in content
    assert b"/XRef" not in content
    with Pdf.open(BytesIO(content)) as book:
        assert {key: str(value) for key, value in book.docinfo.items()} == {
            "/Title": "Das Meer – I",
            "/CreationDate": "D:20260131123000Z",
            "/ModDate": "D:20260131123000Z",
            "/Trapped": "/False",
            "/GTS_PDFXVersion": "PDF/X-1:2001",
            "/GTS_PDFXConformance": "PDF/X-1a:2001",
        }
        assert isinstance(book.docinfo["/Trapped"], Name)
        assert len(book.trailer.ID) == 2


def test_the_printing_condition_is_named_as_the_registry_has_it() -> None:
    content, _ = made(PRINTER)
    with Pdf.open(BytesIO(content)) as book:
        (intent,) = book.Root.OutputIntents
        assert {key: str(value) for key, value in intent.items()} == {
            "/Type": "/OutputIntent",
            "/S": "/GTS_PDFX",
            "/OutputConditionIdentifier": "CGATS TR 001",
            "/OutputCondition": "SWOP",
            "/RegistryName": "http://www.color.org",
            "/Info": "SWOP",
        }


def test_pdf_x_4_is_claimed_in_xmp_with_the_profile_in_the_file() -> None:
    content, applied = made(OFFSET, icc=icc())
    assert applied.remarks == ()
    assert content.startswith(b"%PDF-1.6\n")
    with Pdf.open(BytesIO(content)) as book:
        assert "/GTS_PDFXVersion" not in book.docinfo
        (intent,) = book.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == icc()
        assert intent.DestOutputProfile.N == 4
        assert intent.Info == "F52"
        xmp = book.open_metadata()
        assert xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["dc:title"] == book.docinfo["/Title"] == "Das Meer – I"
        assert xmp["pdf:Trapped"] == "False"
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            assert xmp[key] == "2026-01-31T12:30:00Z"
        assert xmp["xmpMM:DocumentID"].startswith("uuid:")
        assert (xmp["xmpMM:VersionID"], xmp["xmpMM:RenditionClass"]) == ("1", "default")


def test_pdf_x_4_without_the_profile_is_not_claimed() -> None:
    content, applied = made(OFFSET)
    (remark,) = applied.remarks
    assert remark.what.endswith("which wants the ICC profile of F52 in it")
    assert remark.mend.startswith("give the ICC profile that the printer names")
    assert b"GTS_PDFXVersion" not in uncompressed(content)
    with Pdf.open(BytesIO(content)) as book:
        assert book.Root.OutputIntents[0].OutputConditionIdentifier == "F52"


@pytest.mark.parametrize("profile", [PRINTER, OFFSET])
def test_pages_that_do_not_conform_claim_nothing(profile: Profile) -> None:
    content, _ = made(profile, icc=icc(), conforms=False)
    assert b"GTS_PDFXVersion" not in uncompressed(content)
    assert b"GTS_PDFXConformance" not in uncompressed(content)


def test_a_printer_that_wants_no_standard_gets_none() -> None:
    content, applied = made(PLAIN)
    assert applied.remarks == ()
    assert applied.save["force_version"] == ""
    with Pdf.open(BytesIO(content)) as book:
        assert "/OutputIntents" not in book.Root
        assert "/Metadata" not in book.Root
        assert "/Trapped" not in book.docinfo


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is no ICC profile; give the .icc file"),
        (icc(b"mntrRGB "), r"none of a CMYK printer \(mntrRGB\); give the one"),
        (icc(b"prtrRGB "), r"none of a CMYK printer \(prtrRGB\)"),
    ],
)
def test_an_icc_profile_of_anything_else_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        made(PRINTER, icc=content)


@pytest.mark.parametrize("profile", [PRINTER, OFFSET, PLAIN])
def test_the_same_book_is_the_same_bytes(profile: Profile) -> None:
    assert made(profile, icc=icc())[0] == made(profile, icc=icc())[0]


def uncompressed(content: bytes) -> bytes:
    with Pdf.open(BytesIO(content)) as book:
        out = BytesIO()
        book.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        assert isinstance(book.Root, Dictionary)
        return out.getvalue()
