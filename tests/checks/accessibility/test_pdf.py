"""PDFs of any program: what those lack who listen to them on a screen."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from imprint.build.checking import report_files
from imprint.catalogue import RULES
from imprint.checks.accessibility.pdf import check_pdf_for_readers
from imprint.model.parts import Part

Change = Callable[[Pdf], None]


def _made(*changes: Change) -> bytes:
    """A page of one line, tagged, in English, that shows its title; and changes to it."""
    written = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 300))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        line = b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 200 Td (The sea was flat.) Tj ET EMC"
        pdf.pages[0].obj.Contents = Stream(pdf, line)
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array())
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = pikepdf.String("en")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = "The Tide"
        for change in changes:
            change(pdf)
        pdf.save(written)
    return written.getvalue()


def _without(*keys: str) -> Change:
    def change(pdf: Pdf) -> None:
        for key in keys:
            del pdf.Root[key]

    return change


def _link(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([note])


def _inherited(pdf: Pdf) -> None:
    """The page has its fonts from the tree of pages."""
    page = pdf.pages[0].obj
    page.Parent.Resources = page.Resources
    del page["/Resources"]


def _in_a_form(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    form = Stream(pdf, b"BT ET")
    form.Subtype, form.Resources = Name.Form, page.Resources
    page.Resources = Dictionary(XObject=Dictionary(X=form))


def _scanned(pdf: Pdf) -> None:
    picture = Stream(pdf, b"\x00")
    picture.Subtype = Name.Image
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=picture))


def _untitled(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]


SPOILT: list[tuple[str, tuple[Change, ...]]] = [
    ("A11-120", (_without("/StructTreeRoot"), _link)),
    ("A11-120", (_without("/MarkInfo"),)),
    ("A11-121", (_without("/Lang"),)),
    ("A11-122", (_without("/ViewerPreferences"),)),
    ("A11-122", (_untitled,)),
    ("A11-123", (_scanned,)),
]


@pytest.mark.parametrize(("code", "changes"), SPOILT)
def test_a_fault_is_found(code: str, changes: tuple[Change, ...]) -> None:
    assert [f.code for f in check_pdf_for_readers(_made(*changes), name="a.pdf")] == [code]


def test_every_code_has_a_specimen() -> None:
    assert {code for code, _ in SPOILT} == {c for c in RULES if "A11-120" <= c < "A12"}


@pytest.mark.parametrize(
    "changes", [(), (_without("/StructTreeRoot", "/Lang"),), (_inherited,), (_in_a_form,)]
)
def test_what_is_no_fault(changes: tuple[Change, ...]) -> None:
    assert list(check_pdf_for_readers(_made(*changes), name="a.pdf")) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", _made()[:300]])
def test_what_is_no_pdf_is_said_elsewhere(content: bytes) -> None:
    assert list(check_pdf_for_readers(content, name="a.pdf")) == []


def test_what_takes_two_files_is_named_where_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_made(_without("/Lang")))
    report = report_files([path], parts={Part.WHOLE, Part.TRUE})
    assert [finding.code for finding in report.findings] == ["A11-121"]
    assert [missed.part for missed in report.not_run] == [Part.WHOLE]
