"""A finished PDF's pages become lines of text with their places, as a reader would copy them."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from imprint.checks.facts import Unreadable
from imprint.checks.parity.markup import INVISIBLE

_HYPHENS = "-\u2010\u2011\u00ad\ufffe\x02"
# Lines end in a break, or in the engine's sign for a hyphen, after which there is none.
_LINE_END = re.compile("(?<=\n)|(?<=\ufffe)")
_DEEPEST = 8  # forms inside one another
_NOTHING = re.compile("[\x00\x02]+")


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page in the order that it is drawn in, its white space single.

    ``starts`` are the offsets of its lines, ``x`` and ``y`` the origins of their first characters,
    in points from the lower left corner. ``broken`` are the offsets at which a line ended in a
    hyphen, which is left out. ``pictures`` is how many images are drawn on it.
    """

    text: str
    starts: array[int]
    x: array[float]
    y: array[float]
    broken: frozenset[int]
    pictures: int = 0


UNREAD = PageText("", array("i"), array("f"), array("f"), frozenset())


def read_pages(
    content: bytes, numbers: Iterable[int] | None = None, *, count: int | None = None
) -> tuple[PageText, ...]:
    """The pages of a PDF, or those of some ``numbers`` from 0.

    Raises Unreadable, also if it has another ``count`` of pages than is known.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"it is not a whole PDF: {error}") from None
    pages = []
    with document:
        if count is not None and len(document) != count:
            raise Unreadable(f"it has {len(document)} pages, expected {count}")
        for number in range(len(document)) if numbers is None else numbers:
            page = pdfium.FPDF_LoadPage(document.raw, number)
            if not page:
                raise Unreadable(f"its page {number + 1} is damaged")
            lines = pdfium.FPDFText_LoadPage(page)
            pages.append(_page(lines, pdfium, _images(page, pdfium)))
            pdfium.FPDFText_ClosePage(lines)
            pdfium.FPDF_ClosePage(page)
    return tuple(pages)


def load_reader() -> None:
    """Load what reads pages, before there are any to read."""
    import_module("pypdfium2.raw")


def count_pages(content: bytes) -> int:
    """How many pages a PDF has; raises Unreadable."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            return len(document)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"it is not a whole PDF: {error}") from None


def _page(lines: Any, pdfium: Any, pictures: int) -> PageText:
    count = max(pdfium.FPDFText_CountChars(lines), 0)  # a damaged page has less than none
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(lines, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    starts, x, y = array("i"), array("f"), array("f")
    left, bottom = ctypes.c_double(), ctypes.c_double()
    pieces: list[str] = []
    broken: set[int] = set()
    length, before = 0, 0  # characters, and units of UTF-16 before a line
    for line in _LINE_END.split(text):
        shown = _NOTHING.sub("", line) if "\x00" in line else line
        words = " ".join(shown.split())
        if words:
            at = pdfium.FPDFText_GetCharIndexFromTextIndex(
                lines, before + _units(line[: len(line) - len(line.lstrip())])
            )
            pdfium.FPDFText_GetCharOrigin(lines, at, left, bottom)
            if pieces and length not in broken:
                pieces.append(" ")
                length += 1
            starts.append(length)
            x.append(left.value)
            y.append(bottom.value)
            shown = _shown(words)
            if shown and shown[-1] in _HYPHENS:
                shown = shown[:-1]
                broken.add(length + len(shown))
            pieces.append(shown)
            length += len(shown)
        before += _units(line)
    return PageText("".join(pieces), starts, x, y, frozenset(broken), pictures)


def _images(page: Any, pdfium: Any) -> int:
    """How many images a page draws, those in forms too."""
    found = 0
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        found += _images_in(pdfium.FPDFPage_GetObject(page, number), pdfium, _DEEPEST)
    return found


def _images_in(drawn: Any, pdfium: Any, deepest: int) -> int:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return 1
    if kind != pdfium.FPDF_PAGEOBJ_FORM or not deepest:
        return 0
    return sum(
        _images_in(pdfium.FPDFFormObj_GetObject(drawn, number), pdfium, deepest - 1)
        for number in range(pdfium.FPDFFormObj_CountObjects(drawn))
    )


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _shown(line: str) -> str:
    """A line as it is compared: composed, without invisible characters and ends of lines."""
    line = line.rstrip("\r\n")
    if not line.isascii():
        if not unicodedata.is_normalized("NFC", line):
            line = unicodedata.normalize("NFC", line)
        if INVISIBLE.search(line):
            line = INVISIBLE.sub("", line)
    return line
