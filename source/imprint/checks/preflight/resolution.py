"""The pictures: enough pixels for the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterator

from imprint.checks.preflight.drawn import Drawing, Mark
from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.report import Report

_FAR_TOO_COARSE = 0.5  # of what the printer wants: pixels show as steps
_LINE_ART = 600.0  # pixels an inch
_FLAT = 2  # pixels across or up: a colour that is stretched, and no picture
_NEARLY = 0.98


def check_resolution(file: PrintedFile, report: Report) -> None:
    """Whether pictures have as many pixels an inch as the printer wants, where they are placed."""
    wanted = file.profile.resolution
    coarse: list[tuple[float, PrintedPage]] = []
    short: list[tuple[float, PrintedPage]] = []
    stepped: list[tuple[float, PrintedPage]] = []
    for page in file.pages:
        for mark in _pictures(page):
            assert mark.picture
            if mark.size < wanted * _FAR_TOO_COARSE:
                coarse.append((mark.size, page))
            elif mark.size < wanted * _NEARLY:
                short.append((mark.size, page))
            elif mark.picture.bits == 1 and mark.size < _LINE_ART * _NEARLY:
                stepped.append((mark.size, page))
    for code, found, so in (
        ("PRE-029", coarse, "its pixels will show"),
        ("PRE-030", short, "it will look soft"),
    ):
        if found:
            report.on(
                (page for _, page in found),
                code,
                f"a picture has {min(found, key=lambda f: f[0])[0]:.0f} pixels an inch at the size"
                f" at which it is printed; {file.profile.title} wants {wanted:.0f}: {so}",
                mend="give a picture with more pixels, or print it smaller; enlarging the file"
                " with a program adds nothing",
            )
    if stepped:
        report.on(
            (page for _, page in stepped),
            "PRE-031",
            f"a picture in pure black and white has {min(stepped, key=lambda f: f[0])[0]:.0f}"
            f" pixels an inch; its edges are smooth from {_LINE_ART:.0f}",
            mend="scan it again finer, or give the drawing as SVG",
        )


def _pictures(page: PrintedPage) -> Iterator[Mark]:
    for mark in page.drawn.marks:
        picture = mark.picture
        if (
            mark.drawing is Drawing.PICTURE
            and picture is not None
            and min(picture.width, picture.height) > _FLAT
        ):
            yield mark
