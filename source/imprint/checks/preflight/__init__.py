"""A finished PDF is held against a printer's profile, and what the printer would refuse is said.

Nothing is trusted but the file: its boxes, its content streams, its fonts and pictures are read as
a printer's own programs read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from imprint.checks.facts import reason
from imprint.checks.preflight.boxes import check_bleed, check_boxes, check_sheet, check_trim
from imprint.checks.preflight.counting import check_blanks, check_count
from imprint.checks.preflight.furniture import check_furniture
from imprint.checks.preflight.inks import check_black, check_colours, check_ink
from imprint.checks.preflight.lettering import check_fonts, check_letters
from imprint.checks.preflight.lines import check_lines
from imprint.checks.preflight.margins import check_margins
from imprint.checks.preflight.opened import PrintedFile, open_pages
from imprint.checks.preflight.report import Report
from imprint.checks.preflight.resolution import check_resolution
from imprint.checks.preflight.standards import (
    check_standard,
    check_transparency,
    is_for_reading,
)
from imprint.diagnostics import Finding, Place
from imprint.model.pages import PageMap
from imprint.model.profile import Profile

__all__ = ["check_print", "is_for_reading"]

# In the order in which an author should look at what they find.
_RULES = (
    check_trim,
    check_boxes,
    check_sheet,
    check_bleed,
    check_count,
    check_blanks,
    check_fonts,
    check_letters,
    check_margins,
    check_colours,
    check_black,
    check_ink,
    check_transparency,
    check_resolution,
    check_lines,
    check_standard,
    check_furniture,
)


def check_print(
    content: bytes, profile: Profile, *, name: str, pages: PageMap = PageMap()
) -> tuple[Finding, ...]:
    """What a printer would refuse of a PDF, errors first; any program may have made it.

    ``name`` is the file's, for the messages. ``pages`` is the page map of the book, where it is
    known: findings then name the pages by their labels and lead to the manuscript.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            found = _checked(pdf, content, profile, name=name, pages=pages)
            return (*_damages(content, name), *found)
    except pikepdf.PasswordError:
        what, mend = "it wants a password", "export it without a password"
    except pikepdf.PikepdfError as error:
        what, mend = f"it is not a whole PDF: {reason(error)}", "export it anew"
    return (Finding("PRE-001", f"{name} cannot be opened: {what}", mend, Place(name)),)


def _damages(content: bytes, name: str) -> Iterator[Finding]:
    """What has to be mended before the file can be read at all (ISO 32000-1, 7.5)."""
    try:
        pikepdf.open(BytesIO(content), attempt_recovery=False).close()
    except pikepdf.PikepdfError as error:
        what = f"{name} is damaged, and opens only when it is repaired: {reason(error)}"
        yield Finding("PRE-001", what, "export it anew, or copy it again", Place(name))


def _checked(
    pdf: pikepdf.Pdf, content: bytes, profile: Profile, *, name: str, pages: PageMap
) -> tuple[Finding, ...]:
    if not len(pdf.pages):
        return (Finding("PRE-001", f"{name} has no pages", "export it anew", Place(name)),)
    file = PrintedFile(name, pdf, content, profile, open_pages(pdf, profile, pages))
    report = Report(file)
    if pdf.is_encrypted:
        report.add(
            "PRE-002",
            "the file is locked, and the printer may not change or print it",
            mend="export it without a password and without restrictions",
        )
    for rule in _RULES:
        try:
            rule(file, report)
        except (ValueError, TypeError, LookupError, AttributeError, pikepdf.PdfError) as error:
            report.add(
                "PRE-053",
                f"the file is built in a way that cannot be understood ({rule.__name__}: {error})",
                mend="export the file anew",
            )
    for page in file.pages:
        for trouble in page.drawn.troubles:
            report.on(
                [page],
                "PRE-053",
                f"a part of the page cannot be read: {trouble}",
                mend="export the file anew; what cannot be read may not be printed",
            )
    return report.settled()
