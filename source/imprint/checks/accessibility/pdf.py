"""A PDF of any program becomes what bars readers from it on a screen.

ISO 14289-1 (PDF/UA-1), 7.1 and 7.2 · https://www.w3.org/TR/WCAG20-TECHS/pdf.html, PDF7, PDF16,
PDF18. Whether the tags are right is veraPDF's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from imprint.checks.packets import packet_in
from imprint.diagnostics import Finding, Place

_DEEPEST = 8  # forms within forms that are looked into


def check_pdf_for_readers(content: bytes, *, name: str) -> Iterator[Finding]:
    """What a PDF lacks for those who listen to it (A11-120 to A11-123).

    Files that show by nothing that they are for a screen, such as links, an outline or tags, are
    judged by their text alone; what is no PDF is said elsewhere.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            found = tuple(_lacks(pdf, name))
    except (pikepdf.PdfError, ValueError, AttributeError, TypeError):
        return
    for code, what, mend in found:
        yield Finding(code, what, mend, Place(name))


def _lacks(pdf: Pdf, name: str) -> Iterator[tuple[str, str, str]]:
    drawn = [page.obj for page in pdf.pages]
    if any(_has(page, _shows_picture) for page in drawn) and not any(
        _has(page, _sets_text) for page in drawn
    ):
        what = f"{name} has pictures of pages and no text: nobody can hear, search or enlarge it"
        yield "A11-123", what, "make the PDF from its source, or recognise its text (OCR)"
        return
    if not _is_for_a_screen(pdf):
        return
    root = pdf.Root
    if "/StructTreeRoot" not in root or not bool(_of(root, "/MarkInfo").get("/Marked", False)):
        what = f"{name} has no tags: who listens to it hears no headings, lists or order"
        yield "A11-120", what, "export it as tagged PDF (PDF/UA), or read the EPUB instead"
    if not str(root.get("/Lang", "")).strip():
        what = f"{name} does not say which language it is in"
        yield "A11-121", what, "state the language of the document"
    if not _shows_title(pdf):
        what = f"{name} shows the name of the file in place of its title"
        yield "A11-122", what, "state the title, and that it is shown (DisplayDocTitle)"


def _is_for_a_screen(pdf: Pdf) -> bool:
    root = pdf.Root
    if "/StructTreeRoot" in root or "/First" in _of(root, "/Outlines"):
        return True
    return any(
        isinstance(note, Dictionary) and note.get("/Subtype") == Name.Link
        for page in pdf.pages
        for note in (page.obj.get("/Annots") or ())
    )


def _shows_title(pdf: Pdf) -> bool:
    shown = bool(_of(pdf.Root, "/ViewerPreferences").get("/DisplayDocTitle", False))
    return shown and bool(str(pdf.docinfo.get("/Title", "")).strip() or _title_in_xmp(pdf))


def _title_in_xmp(pdf: Pdf) -> str:
    with packet_in(pdf) as packet:
        return str(packet.get("dc:title") or "").strip()


def _of(dictionary: Object, key: str) -> Object:
    value = dictionary.get(key)
    return value if isinstance(value, Dictionary) else Dictionary()


def _has(drawn: Object, test: Callable[[Object], bool], depth: int = 0) -> bool:
    """Whether the resources of a page or form, or of a form in it, pass a test."""
    resources = drawn.get("/Resources")
    while resources is None and isinstance(drawn.get("/Parent"), Dictionary):
        drawn = drawn.Parent  # pages inherit theirs (ISO 32000-1, 7.7.3.4)
        resources = drawn.get("/Resources")
    if not isinstance(resources, Dictionary):
        return False
    if test(resources):
        return True
    forms = [form for _, form in _of(resources, "/XObject").items()]
    return depth < _DEEPEST and any(
        form.get("/Subtype") == Name.Form and _has(form, test, depth + 1) for form in forms
    )


def _sets_text(resources: Object) -> bool:
    return bool(len(_of(resources, "/Font").keys()))


def _shows_picture(resources: Object) -> bool:
    shown = _of(resources, "/XObject").items()
    return any(drawn.get("/Subtype") == Name.Image for _, drawn in shown)
