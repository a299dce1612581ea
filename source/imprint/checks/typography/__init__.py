"""A finished PDF is looked at as a compositor looks at proofs, line by line.

Nothing here is wrong by itself: the report says where a page could be better, and nobody must
rewrite a book for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from imprint.checks.typography.faults import Fault
from imprint.checks.typography.lines import LaidPage, read_lines
from imprint.checks.typography.pages import (
    find_hyphens_at_feet,
    find_lonely_headings,
    find_lost_breaks,
    find_short_last_pages,
    find_stranded_lines,
    find_unequal_feet,
)
from imprint.checks.typography.paragraphs import find_ladders, find_runts, find_stacks
from imprint.checks.typography.report import TypographyReport
from imprint.checks.typography.setting import Setting, understand
from imprint.checks.typography.spaces import (
    find_long_lines,
    find_rivers,
    find_uneven_lines,
    find_wide_blanks,
)
from imprint.diagnostics import NOWHERE
from imprint.model.pages import PageMap, Side

__all__ = ["Fault", "TypographyReport", "check_typography"]

_FILLING = 8  # blank pages that may follow those of a page map
_THICK = 2.0  # points from which a drawing is not a rule
_RULES = (
    find_stranded_lines,
    find_ladders,
    find_hyphens_at_feet,
    find_runts,
    find_uneven_lines,
    find_rivers,
    find_lonely_headings,
    find_short_last_pages,
    find_unequal_feet,
    find_long_lines,
    find_stacks,
    find_lost_breaks,
    find_wide_blanks,
)


def check_typography(content: bytes, *, name: str, pages: PageMap = PageMap()) -> TypographyReport:
    """How well a PDF is set; any program may have made it.

    ``pages`` is the page map of the book, where it is known: it names the pages and leads to the
    manuscript. A file that cannot be opened has no pages in the report.
    """
    try:
        with pypdfium2.PdfDocument(content) as document:
            return _looked_at(document, name, pages)
    except pypdfium2.PdfiumError:
        return TypographyReport(name, 0, 0.0, 0.0, False, (), ())


def _looked_at(document: pypdfium2.PdfDocument, name: str, pages: PageMap) -> TypographyReport:
    laid = tuple(read_lines(document))
    is_known = 0 <= len(laid) - len(pages) <= _FILLING
    mapped = pages.pages if is_known else ()
    rectos = [
        mapped[at].side is Side.RECTO if at < len(mapped) else at % 2 == 0
        for at in range(len(laid))
    ]

    def draws(number: int, bottom: float, top: float, *, thick: float = _THICK) -> bool:
        return _draws(document[number], bottom, top, thick)

    setting = understand(laid, rectos, draws)
    return TypographyReport(
        name,
        len(laid),
        setting.size,
        setting.leading,
        setting.justified,
        tuple(sorted(_faults(setting), key=lambda fault: (fault.page, fault.code))),
        _labels(laid, mapped),
        tuple(page.start.place if page.start else NOWHERE for page in mapped),
    )


def _faults(setting: Setting) -> Iterator[Fault]:
    for rule in _RULES:
        yield from rule(setting)


def _labels(laid: Sequence[LaidPage], mapped: Sequence[object]) -> tuple[str, ...]:
    known = [str(getattr(page, "label", "")) for page in mapped]
    return tuple(
        (known[page.number] if page.number < len(known) else "") or page.label for page in laid
    )


def _draws(page: pypdfium2.PdfPage, bottom: float, top: float, thick: float) -> bool:
    """Whether a page has a picture or a drawing between two heights."""
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING]
    for drawn in page.get_objects(filter=kinds, max_depth=6):
        _, low, _, high = drawn.get_bounds()
        if thick <= high - low < page.get_height() and low < top and high > bottom:
            return True
    return False
