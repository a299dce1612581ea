"""Files that other programs made, of kinds that Imprint does not make."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from imprint.build.checking import check_files
from imprint.checks.locked import lock_of
from imprint.diagnostics import Severity

_OCF = "urn:oasis:names:tc:opendocument:xmlns:container"
CONTAINER = (
    f'<container xmlns="{_OCF}" version="1.0"><rootfiles><rootfile full-path="book.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF_3 = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
    'xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:identifier id="id">urn:isbn:9780306406157</dc:identifier><dc:title>The Tide</dc:title>'
    '<dc:language>en</dc:language><meta property="dcterms:modified">2026-01-31T00:00:00Z</meta>'
    "{facts}</metadata><manifest>"
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml" {more}/>{items}'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '</manifest><spine><itemref idref="a"/></spine></package>'
)
OPF_2 = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:opf="http://www.idpf.org/2007/opf">'
    '<dc:identifier id="id" opf:scheme="ISBN">9780306406157</dc:identifier>'
    "<dc:title>The Tide</dc:title><dc:language>en</dc:language>"
    '<meta name="schema:accessMode" content="textual"/>'
    '<meta name="schema:accessModeSufficient" content="textual"/>'
    '<meta name="schema:accessibilityFeature" content="{feature}"/>'
    '<meta name="schema:accessibilityHazard" content="none"/></metadata>'
    '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="a"/></spine></package>'
)
HTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'lang="en" xml:lang="en"><head><title>One</title>{head}</head><body>{body}</body></html>'
)
DTD = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
    '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
)
NAVIGATION = HTML.format(
    head="",
    body='<nav epub:type="toc" role="doc-toc"><ol><li><a href="a.xhtml">One</a></li></ol></nav>'
    '<nav epub:type="landmarks" hidden=""><ol><li><a epub:type="bodymatter" href="a.xhtml">One</a>'
    "</li></ol></nav>",
)
WORDS = "<h1>One</h1><p id='p'>The sea was flat.</p>"
ENCRYPTION = (
    f'<encryption xmlns="{_OCF}" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="{how}"/><enc:CipherData>'
    '<enc:CipherReference URI="{what}"/></enc:CipherData></enc:EncryptedData></encryption>'
)


def _stated(**facts: str) -> str:
    return "".join(f'<meta property="{n.replace("_", ":")}">{v}</meta>' for n, v in facts.items())


def _packed(files: dict[str, str | bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def _book(
    body: str = WORDS,
    *,
    facts: str = "",
    more: str = "",
    items: str = "",
    head: str = "",
    **files: str | bytes,
) -> bytes:
    return _packed(
        {
            "book.opf": OPF_3.format(facts=facts, more=more, items=items),
            "nav.xhtml": NAVIGATION,
            "a.xhtml": HTML.format(head=head, body=body),
            **{name.replace("__", "."): content for name, content in files.items()},
        }
    )


def _old(feature: str) -> bytes:
    ncx = '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"/>'
    text = DTD + HTML.format(head="", body=WORDS.replace("sea was", "sea&nbsp;was"))
    return _packed({"book.opf": OPF_2.format(feature=feature), "toc.ncx": ncx, "a.xhtml": text})


def _locked_book(how: str, what: str) -> bytes:
    files = {"META-INF/encryption.xml": ENCRYPTION.format(how=how, what=what)}
    return _book(
        items='<item id="f" href="f.otf" media-type="font/otf"/>',
        f__otf=bytes(range(256)),
        **files,  # type: ignore[arg-type]
    )


FIXED = _stated(rendition_layout="pre-paginated", schema_accessMode="textual")
SPOKEN = _stated(
    schema_accessMode="auditory",
    schema_accessibilityFeature="synchronizedAudioText",
    schema_accessibilityHazard="noSoundHazard",
)
SMIL = '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body/></smil>'
MANGLED = "http://www.idpf.org/2008/embedding"
AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"


def _found(tmp_path: Path, name: str, content: bytes) -> dict[str, Severity]:
    path = tmp_path / name
    path.write_bytes(content)
    return {f.code: f.severity for f in check_files([path]) if not f.code.startswith("SHP")}


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (_old("tableOfContents"), {"A11-101", "A11-111"}),
        (_old("index"), {"A11-100", "A11-101", "A11-111"}),
        (_book(), {"A11-106"}),
        (
            _book(WORDS.replace("<p ", "<p style='font-size: 20px' "), facts=FIXED),
            {"A11-106", "A11-111"},
        ),
        (
            _book(
                f'{WORDS}<audio controls="" src="a.mp3"/>',
                facts=SPOKEN,
                more='media-overlay="s"',
                items='<item id="s" href="a.smil" media-type="application/smil+xml"/>'
                '<item id="m" href="a.mp3" media-type="audio/mpeg"/>',
                a__smil=SMIL,
                a__mp3=b"ID3" + bytes(90),
            ),
            {"A11-101", "A11-106", "A11-110", "A11-111"},
        ),
        (_locked_book(MANGLED, "f.otf"), {"A11-106"}),
        (_locked_book(AES, "a.xhtml"), {"AGR-007"}),
    ],
    ids=["EPUB 2", "EPUB 2 that claims", "bare", "fixed", "spoken", "mangled font", "locked"],
)
def test_e_books_of_other_kinds(content: bytes, codes: set[str], tmp_path: Path) -> None:
    assert set(_found(tmp_path, "a.epub", content)) == codes


def _line(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].obj.Contents = Stream(pdf, b"BT /F1 12 Tf 20 200 Td (The sea was flat.) Tj ET")


def _scan(pdf: Pdf) -> None:
    picture = Stream(pdf, bytes(600 * 900))
    picture.Type, picture.Subtype, picture.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    picture.Width, picture.Height, picture.BitsPerComponent = 600, 900, 8
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=picture))
    pdf.pages[0].obj.Contents = Stream(pdf, b"q 144 0 0 216 0 0 cm /I Do Q")


def _pdf(*changes: object, pages: int = 2, **options: object) -> bytes:
    written = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(144, 216))
        for change in changes:
            change(pdf)  # type: ignore[operator]
        pdf.save(written, **options)  # type: ignore[arg-type]
    return written.getvalue()


ANYBODYS = pikepdf.Encryption(owner="o", user="")
SOMEBODYS = pikepdf.Encryption(owner="o", user="u")


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (_pdf(), set()),
        (_pdf(pages=0), {"PRE-001"}),
        (_pdf(_scan), {"A11-123"}),
        (_pdf(_line, force_version="2.0"), {"PRE-019"}),
        (_pdf(_line, encryption=ANYBODYS), {"PRE-002", "PRE-019"}),
        (_pdf(_line, encryption=SOMEBODYS), {"AGR-007"}),
        (b"%PDF-1.7 /Encrypt", {"AGR-007", "PRE-001"}),
    ],
    ids=["blank", "no pages", "a scan", "PDF 2.0", "half locked", "locked", "broken"],
)
def test_pdfs_of_other_kinds(content: bytes, codes: set[str], tmp_path: Path) -> None:
    assert set(_found(tmp_path, "a.pdf", content)) == codes


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF /Encrypt", _book(), _pdf()])
def test_what_is_not_locked(content: bytes) -> None:
    assert lock_of(content) == ""
