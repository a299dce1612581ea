"""The distance of what is drawn from the edges: the spine takes some, and the knife some.

https://kdp.amazon.com/en_US/help/topic/GVBQ3CMEQW3W2VL6
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from imprint.checks.preflight.boxes import CALLED
from imprint.checks.preflight.counting import counted
from imprint.checks.preflight.drawn import Drawing
from imprint.checks.preflight.geometry import Box, around
from imprint.checks.preflight.opened import EDGES, PrintedFile, PrintedPage, edges_met
from imprint.checks.preflight.report import Report

_TOLERANCE = 0.25  # points that nobody measures on paper


@dataclass(slots=True)
class _Near:
    """The pages on which something comes too near to an edge, and how near at most."""

    least: float
    pages: list[PrintedPage] = field(default_factory=list)


def check_margins(file: PrintedFile, report: Report) -> None:
    """Whether everything that does not bleed is in the safe area, and no text beyond the trim."""
    wanted = _wanted(file)
    near: dict[tuple[str, str], _Near] = {}
    beyond: list[PrintedPage] = []
    for page, what, box in _drawn(file, wanted):
        for edge, distance in page.distances(box).items():
            if what == Drawing.TEXT.value and distance < -_TOLERANCE:
                beyond.append(page)
            elif distance < wanted[edge] - _TOLERANCE:
                found = near.setdefault((edge, what), _Near(distance))
                found.least = min(found.least, distance)
                found.pages.append(page)
    report.on(
        beyond,
        "PRE-018",
        "text stands beyond the trimmed page and would be cut off",
        mend="move it into the page, or break the line",
    )
    for (edge, what), found in near.items():
        report.on(
            found.pages,
            "PRE-016" if edge == "inside" else "PRE-017",
            f"{what} comes within {max(0.0, found.least) / 72:.3f} in of the {CALLED[edge]} edge;"
            f" {file.profile.title} wants {wanted[edge] / 72:.3f} in{_why(edge, file)}",
            mend=f"keep it {wanted[edge] / 72:.3f} in from the edge, with a wider margin or a"
            " smaller width",
        )


def _why(edge: str, file: PrintedFile) -> str:
    return f" in a book of {counted(len(file.pages))}" if edge == "inside" else ""


def _wanted(file: PrintedFile) -> Mapping[str, float]:
    safe = file.profile.safe_for(bleeds=file.bleeds)
    inside = file.profile.inside_for(len(file.pages))
    return {edge: inside if edge == "inside" else safe for edge in EDGES}


def _drawn(
    file: PrintedFile, wanted: Mapping[str, float]
) -> Iterator[tuple[PrintedPage, str, Box]]:
    """What is too near on each page: its text as one, and each thing that does not bleed."""
    letters = _Letters(file.content)
    for page in file.pages:
        text: Box | None = None
        bleeding = {id(mark) for mark, *_ in edges_met(page)}
        for mark in page.marks:
            if mark.drawing is Drawing.TEXT:
                text = around(text, mark.box) if text else mark.box
            elif id(mark) not in bleeding and _is_near(page, mark.box, wanted):
                yield page, mark.drawing.value, mark.box
        if text and _is_near(page, text, wanted):
            exact = letters.around(page.number, text)
            if exact:
                yield page, Drawing.TEXT.value, exact


def _is_near(page: PrintedPage, box: Box, wanted: Mapping[str, float]) -> bool:
    distances = page.distances(box)
    return any(distances[edge] < wanted[edge] - _TOLERANCE for edge in EDGES)


@dataclass(slots=True)
class _Letters:
    """The boxes of the letters themselves, asked for where a line comes near to an edge."""

    content: bytes
    document: pypdfium2.PdfDocument | None = None

    def around(self, number: int, known: Box) -> Box | None:
        """The box around the ink of a page's letters, in points of the page's space.

        None where all of them are white space, ``known`` where they cannot be had.
        """
        try:
            if self.document is None:
                self.document = pypdfium2.PdfDocument(self.content, autoclose=True)
            page = self.document[number]
            return _around_letters(page.get_textpage())
        except (pypdfium2.PdfiumError, IndexError):
            return known


def _around_letters(text: pypdfium2.PdfTextPage) -> Box | None:
    sides = [ctypes.c_double() for _ in range(4)]
    found: Box | None = None
    for index in range(text.count_chars()):
        if not chr(raw.FPDFText_GetUnicode(text, index)).strip():
            continue
        if raw.FPDFText_GetCharBox(text, index, *sides):
            left, right, bottom, top = (side.value for side in sides)
            if left < right and bottom < top:
                box = (left, bottom, right, top)
                found = around(found, box) if found else box
    return found
