"""The fonts and the letters: all in the file, all there, large enough to read.

https://kdp.amazon.com/help/topic/GYEKAVKMSE23PFTM
"""

from __future__ import annotations

from collections.abc import Sequence

from imprint.checks.preflight.drawn import Mark
from imprint.checks.preflight.fonts import DrawnFont
from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.report import Report
from imprint.model.profile import Standard

_UNREADABLE = 5.0  # points below which type fills in or breaks
_NEARLY = 0.05  # points that two ways of counting points differ by
_MOST_NAMED = 3  # fonts

Used = dict[DrawnFont, list[PrintedPage]]


def check_fonts(file: PrintedFile, report: Report) -> None:
    """Whether every font is in the file, and of a kind that the printer takes."""
    used = _used(file)
    by_name: dict[tuple[str, str, str], list[PrintedPage]] = {}
    for font, pages in used.items():
        by_name.setdefault((font.family, font.kind, font.program), []).extend(pages)
    for (name, kind, program), pages in by_name.items():
        if kind == "Type3":
            report.on(
                pages,
                "PRE-020",
                f"the letters of {name or 'a font'} are drawings (Type 3), which print coarsely",
                mend="use a TrueType or OpenType font, or make the letters outlines",
            )
        elif not program:
            report.on(
                pages,
                "PRE-019",
                f"the font {name} is not in the file: the printer would set another",
                mend="export the file with all fonts embedded, the standard ones too",
            )
        elif program == "OpenType" and file.profile.standard is Standard.PDF_X_1A:
            report.on(
                pages,
                "PRE-021",
                f"the font {name} is embedded as OpenType, which is newer than"
                f" {file.profile.standard.value}",
                mend="export the file for PDF 1.3",
            )
    if file.profile.full_fonts:
        subsets = sorted({font.family for font in used if font.is_subset and font.program})
        if subsets:
            report.add(
                "PRE-022",
                f"of {_named(subsets)} there are only the letters that are used;"
                f" {file.profile.title} would rather have whole fonts",
                mend="export the file with whole fonts, if your program can",
            )


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _used(file: PrintedFile) -> Used:
    used: Used = {}
    for page in file.pages:
        for font in {id(mark.font): mark.font for mark in page.texts}.values():
            if font is not None:
                used.setdefault(font, []).append(page)
    return used


def check_letters(file: PrintedFile, report: Report) -> None:
    """Whether letters have glyphs, can be seen, and are large enough."""
    missing: dict[str, list[PrintedPage]] = {}
    for page in file.pages:
        for name in sorted(page.drawn.missing):
            missing.setdefault(name, []).append(page)
    for name, pages in missing.items():
        report.on(
            pages,
            "PRE-023",
            f"a character has no glyph in {name}: a box or nothing is printed in its place",
            mend="choose a font that has it, or another character",
        )
    hidden = [page for page in file.pages if any(m.hidden for m in page.drawn.marks)]
    report.on(
        hidden,
        "PRE-026",
        "there is text that is not drawn, as under a scanned page",
        mend="take the invisible text out, or export without recognized text",
    )
    _check_sizes(file, report)


def _check_sizes(file: PrintedFile, report: Report) -> None:
    tiny: list[PrintedPage] = []
    small: list[PrintedPage] = []
    least_tiny = least_small = 1000.0
    for page in file.pages:
        size = min((mark.size for mark in page.texts if _has_size(mark)), default=1000.0)
        if size < _UNREADABLE - _NEARLY:
            tiny.append(page)
            least_tiny = min(least_tiny, size)
        elif size < file.profile.smallest_type - _NEARLY:
            small.append(page)
            least_small = min(least_small, size)
    report.on(
        tiny,
        "PRE-024",
        f"there is type of {least_tiny:.1f} points, which is hard to print and to read",
        mend=f"set it in {_UNREADABLE:g} points at least",
    )
    report.on(
        small,
        "PRE-025",
        f"there is type of {least_small:.1f} points; {file.profile.title} advises"
        f" {file.profile.smallest_type:g}",
        mend="set it larger where you can",
    )


def _has_size(mark: Mark) -> bool:
    return mark.size > 0
