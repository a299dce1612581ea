"""The number of pages, and which of them are blank."""

from __future__ import annotations

from itertools import groupby

from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.report import Report

_MOST_BLANK = 2  # blank pages one after the other


def check_count(file: PrintedFile, report: Report) -> None:
    """Whether the printer binds as few or as many pages, and on which paper."""
    profile, count = file.profile, len(file.pages)
    if count < profile.pages_least or (profile.pages_most and count > profile.pages_most):
        most = f" to {profile.pages_most}" if profile.pages_most else " or more"
        report.add(
            "PRE-011",
            f"the file has {counted(count)}; {profile.title} prints {profile.pages_least}{most}",
            mend="change the trim, the size of the text, or the printer",
        )
        return
    if profile.multiple > 1 and count % profile.multiple:
        report.add(
            "PRE-012",
            f"the file has {counted(count)}, which is not divided by {profile.multiple}:"
            f" {profile.title} would add {-count % profile.multiple} blank",
            mend="add blank pages at the end, so that you know where they are",
        )
    narrow = [p for p in profile.papers if p.pages_most and count > p.pages_most]
    for paper in narrow:
        report.add(
            "PRE-015",
            f"the file has {counted(count)}; on {paper.name} {profile.title} prints no more than"
            f" {paper.pages_most}",
            mend="choose another paper when you order",
        )


def counted(pages: int) -> str:
    return f"{pages} page{'s' * (pages != 1)}"


def check_blanks(file: PrintedFile, report: Report) -> None:
    """Whether the last page is the printer's, and no blank pages stand in a row."""
    profile, pages = file.profile, file.pages
    if profile.last_blank and not pages[-1].is_blank:
        report.on(
            [pages[-1]],
            "PRE-013",
            f"the last page has something on it; {profile.title} puts its mark there",
            mend="end the book with a blank page",
        )
    runs = [list(run) for blank, run in groupby(pages, lambda page: page.is_blank) if blank]
    for run in runs:
        if len(run) > _allowed(run, file):
            report.on(
                run,
                "PRE-014",
                f"{len(run)} blank pages follow one another; printers take that for a fault",
                mend="take some of them out",
            )


def _allowed(run: list[PrintedPage], file: PrintedFile) -> int:
    """Pages at the end may be there for the sheet to be full."""
    at_end = run[-1].number == len(file.pages) - 1
    return max(_MOST_BLANK, file.profile.multiple if at_end else 0)
