"""The lines: thick enough to be seen on paper.

https://kdp.amazon.com/en_US/help/topic/G201857950
"""

from __future__ import annotations

from imprint.checks.preflight.drawn import Drawing
from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.report import Report

_HAIR = 0.25  # points, about a tenth of a millimetre
_EXACT = 0.01


def check_lines(file: PrintedFile, report: Report) -> None:
    """Whether no line, or shape drawn as one, is thinner than a press can print."""
    hair: list[PrintedPage] = []
    thin: list[PrintedPage] = []
    least_hair = least_thin = 1000.0
    for page in file.pages:
        least = min(
            (m.size for m in page.marks if m.drawing in (Drawing.LINE, Drawing.FILL)),
            default=1000.0,
        )
        if least < _HAIR - _EXACT:
            hair.append(page)
            least_hair = min(least_hair, least)
        elif least < file.profile.thinnest_line - _EXACT:
            thin.append(page)
            least_thin = min(least_thin, least)
    report.on(
        hair,
        "PRE-027",
        f"a line is {max(0.0, least_hair):.2f} points thick: it may break or vanish in print",
        mend=f"draw it {_HAIR} points thick at least",
    )
    report.on(
        thin,
        "PRE-028",
        f"a line is {least_thin:.2f} points thick; {file.profile.title} advises"
        f" {file.profile.thinnest_line:g}",
        mend="draw it thicker where you can",
    )
