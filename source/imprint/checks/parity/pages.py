"""A finished PDF's pages become lines of text with their places, as a reader would copy them."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from imprint.checks.facts import Unreadable
from imprint.checks.parity.markup import INVISIBLE

_HYPHENS = "-\u2010\u2011\u00ad\ufffe\x02"
# Lines end in a break, or in the engine's sign for a hyphen, after which there is none.
_LINE_END = re.compile("(?<=\n)|(?<=\ufffe)")
_DEEPEST = 8  # forms inside one another
_NOTHING = re.compile("[\x00\x02]+")
_SHORT = 40  # characters of a line in which the engine may have joined several
# Characters of scripts whose letters stand one after another.
_SIMPLE = re.compile("[\x00-\u058f\u1e00-\u1fff\u2000-\u27ff]*")
_RAISED = 7  # points by which a raised figure may stand above its line
_GAP = 0.12  # of a character's height that two may stand apart without a space


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page in the order that it is drawn in, its white space single.

    ``starts`` are the offsets of its lines, ``x`` and ``y`` the origins of their first characters,
    in points from the lower left corner. ``broken`` are the offsets at which a line ended in a
    hyphen, which is left out. ``pictures`` is how many images are drawn on it. ``furniture`` are
    the lines that are marked as running heads and folios, which are not in ``text``, each with its
    height.
    """

    text: str
    starts: array[int]
    x: array[float]
    y: array[float]
    broken: frozenset[int]
    pictures: int = 0
    furniture: tuple[tuple[str, float], ...] = ()


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
    drawn = list(_drawn(lines, pdfium))
    furniture: list[tuple[str, float]] = []
    while drawn and _is_furniture(lines, pdfium, drawn[-1].at):
        last = drawn.pop()
        furniture.append((last.text, last.y))
    starts, x, y = array("i"), array("f"), array("f")
    pieces: list[str] = []
    broken: set[int] = set()
    length = 0
    for line in drawn:
        if pieces and length not in broken:
            pieces.append(" ")
            length += 1
        starts.append(length)
        x.append(line.x)
        y.append(line.y)
        shown = line.text
        if shown and shown[-1] in _HYPHENS:
            shown = shown[:-1]
            if not shown or shown[-1] in _HYPHENS or shown[-1] == " ":
                shown += "-"  # it divides no word
            else:
                broken.add(length + len(shown))
        pieces.append(shown)
        length += len(shown)
    return PageText(
        "".join(pieces), starts, x, y, frozenset(broken), pictures, tuple(reversed(furniture))
    )


class _Drawn(NamedTuple):
    """A line: its text, the engine's number of its first character, and that one's place."""

    text: str
    at: int
    x: float
    y: float


def _drawn(lines: Any, pdfium: Any) -> Iterator[_Drawn]:
    """The lines of a page as they are drawn."""
    count = max(pdfium.FPDFText_CountChars(lines), 0)  # a damaged page has less than none
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(lines, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    left, bottom = ctypes.c_double(), ctypes.c_double()
    before = 0  # units of UTF-16 before a line
    for line in _LINE_END.split(text):
        shown = _NOTHING.sub("", line) if "\x00" in line else line
        if shown and not shown.isspace():
            begun = before + _units(line[: len(line) - len(line.lstrip())])
            at = pdfium.FPDFText_GetCharIndexFromTextIndex(lines, begun)
            if len(shown) > _SHORT or not _SIMPLE.fullmatch(shown):
                parts = [(shown, at)]
            else:
                parts = list(_parted(lines, pdfium, line.strip(), at))
            for part, first in parts:
                pdfium.FPDFText_GetCharOrigin(lines, first, left, bottom)
                yield _Drawn(_shown(" ".join(part.split())), first, left.value, bottom.value)
        before += _units(line)


def _parted(lines: Any, pdfium: Any, line: str, at: int) -> Iterator[tuple[str, int]]:
    """A short line cut where its characters go to another height, and spaced where it has gaps.

    Characters that are drawn one by one are joined by the engine, wherever they stand.
    """
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    piece, first = "", at
    right = height = 0.0
    for number, character in enumerate(line, at):
        if character.isspace() or character in _HYPHENS or character == "\x00":
            piece += character
            right = 0.0
            continue
        pdfium.FPDFText_GetCharOrigin(lines, number, x, y)
        pdfium.FPDFText_GetLooseCharBox(lines, number, box)
        if piece.strip() and abs(y.value - height) > _RAISED:
            yield piece, first
            piece, first = "", number
        elif right and box.left - right > _GAP * (box.top - box.bottom):
            piece += " "
        piece += character
        right, height = box.right, y.value
    if piece.strip():
        yield piece, first


def _is_furniture(lines: Any, pdfium: Any, at: int) -> bool:
    """Whether a character is marked as pagination: ISO 32000-1, 14.8.2.2.2."""
    drawn = pdfium.FPDFText_GetTextObject(lines, at)
    if not drawn:
        return False
    for number in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        # What else is an artifact says nothing of its type.
        if _name_of(mark, pdfium) == "Artifact" and pdfium.FPDFPageObjMark_CountParams(mark) > 0:
            return True
    return False


def _name_of(mark: Any, pdfium: Any) -> str:
    buffer, size = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size):
        return ""
    return bytes(buffer)[: max(size.value - 2, 0)].decode("utf-16-le", "replace")


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
