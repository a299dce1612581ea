"""What is in the file beside its pages: nothing that paper cannot have.

https://kdp.amazon.com/help/topic/GYEKAVKMSE23PFTM (annotations, bookmarks, metadata); ISO 32000-1,
12.5 (annotations), 12.6 (actions), 12.7 (forms), 7.11.4 (attachments), 8.11 (layers).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object

from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.report import Report

_INFORMATION = ("/Title", "/Author", "/Subject", "/Keywords")
_PRINTERS_OWN = ("/TrapNet", "/PrinterMark")


def check_furniture(file: PrintedFile, report: Report) -> None:
    """Whether there is nothing that moves, opens, asks or hides."""
    _check_annotations(file, report)
    for code, what, mend in _extras(file):
        report.add(code, what, mend=mend)
    thumbnails = [page for page in file.pages if "/Thumb" in page.source]
    report.on(
        thumbnails,
        "PRE-047",
        "the page has a small picture of itself in the file",
        mend="export without thumbnails",
    )


def _check_annotations(file: PrintedFile, report: Report) -> None:
    links: list[PrintedPage] = []
    others: dict[str, list[PrintedPage]] = {}
    for page in file.pages:
        for kind in _annotations(page.source):
            if kind == "/Link":
                links.append(page)
            else:
                others.setdefault(kind[1:] or "of no kind", []).append(page)
    if "links" not in file.profile.furniture:
        report.on(
            links,
            "PRE-040",
            "the page has links, which nobody can follow on paper",
            mend="export the file for print, without links",
        )
    for kind, pages in others.items():
        report.on(
            pages,
            "PRE-040",
            f"the page has an annotation ({kind}), which may be printed or not",
            mend="take comments and other annotations away before you export",
        )


def _annotations(page: Object) -> Iterator[str]:
    found = page.get("/Annots")
    for annotation in found if isinstance(found, Array) else ():
        kind = str(annotation.get("/Subtype", "")) if isinstance(annotation, Dictionary) else ""
        if kind not in _PRINTERS_OWN:
            yield kind


def _extras(file: PrintedFile) -> Iterator[tuple[str, str, str]]:
    """What the catalog has that is not for paper: code, what, how to mend it."""
    root, wanted = file.pdf.Root, file.profile.furniture
    outline = root.get("/Outlines")
    if "outline" not in wanted and isinstance(outline, Dictionary) and "/First" in outline:
        what = "the file has an outline (bookmarks)"
        yield "PRE-041", what, "export the file for print, without bookmarks"
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and (_has(form, "/Fields") or "/XFA" in form):
        yield "PRE-042", "the file has a form to fill in", "flatten the form into the page"
    names = root.get("/Names", Dictionary())
    if "/JavaScript" in names or _acts(root) or any(_acts(p.source) for p in file.pages):
        what = "the file has a program in it, or something that it does when it is opened"
        yield "PRE-043", what, "export the file without actions and scripts"
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield "PRE-044", "the file has other files attached to it", "export it without attachments"
    layers = root.get("/OCProperties")
    if isinstance(layers, Dictionary) and _has(layers, "/OCGs"):
        what = "the file has layers, which may be printed or not"
        yield "PRE-045", what, "merge the layers into the pages"
    yield from _descriptions(file)


def _has(owner: Object, name: str) -> bool:
    """Whether there is a list under a name that has something in it."""
    found = owner.get(name)
    return isinstance(found, Array) and len(found) > 0


def _acts(owner: Object) -> bool:
    """Whether it does anything by itself but to show a page (ISO 32000-1, 12.6.4)."""
    action = owner.get("/OpenAction")
    return "/AA" in owner or (isinstance(action, Dictionary) and action.get("/S") != Name.GoTo)


def _descriptions(file: PrintedFile) -> Iterator[tuple[str, str, str]]:
    wanted = file.profile.furniture
    if "metadata" not in wanted:
        information = [key[1:] for key in _INFORMATION if str(file.pdf.docinfo.get(key, ""))]
        if information or "/Metadata" in file.pdf.Root:
            named = f" ({', '.join(information)})" if information else ""
            what = f"the file describes itself{named}; {file.profile.title} wants no metadata"
            yield "PRE-046", what, "export the file without document information"
    if "labels" not in wanted and "/PageLabels" in file.pdf.Root:
        what = f"the pages have labels; {file.profile.title} wants nothing beside the pages"
        yield "PRE-046", what, "export the file without page labels"
