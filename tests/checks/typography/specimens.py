"""Pages that are drawn by hand: every character is half an em wide, so that lines are arithmetic.

Words end in ``e``: the font is not in the file, and the one that stands for it has its own edges.

A page is a list of lines. One that ends in ``|`` is justified to a measure of 60 characters, one
that begins with ``>`` is indented by three characters, ``# `` begins a heading, an empty string
leaves a line out. ``-`` at the end of a line is a hyphen as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from imprint.checks.typography import TypographyReport, check_typography
from imprint.model.pages import PageMap

SIZE, LEADING, CHARACTERS = 10, 14, 60
DEPTH = 20  # lines of a page
_WORDS = (
    "tide rope lighthouse stone gale bridge shore verse lane candle pale stage horse cottage store"
).split()

Lines = Sequence[str]


def full(count: int, seed: int = 0) -> list[str]:
    """Justified lines of words that are not the same one above the other."""
    found, at = [], seed
    for _ in range(count):
        line = _WORDS[at % len(_WORDS)]
        while len(line) + 1 + len(_WORDS[(at + 1) % len(_WORDS)]) <= CHARACTERS:
            at += 1
            line = f"{line} {_WORDS[at % len(_WORDS)]}"
        at += 2
        found.append(f"{line}|")
    return found


def paragraph(count: int, seed: int = 0, last: str = "and the bell rang twice.") -> list[str]:
    """A paragraph of some lines, indented and with a short last line."""
    lines = full(count - 1, seed)
    return [f">{lines[0][: lines[0].rindex(' ')]}|", *lines[1:], last]


def page(seed: int = 0) -> list[str]:
    """A clean page: two paragraphs, of which the second goes on."""
    second = paragraph(12, seed + 7)[:-1]
    return [*paragraph(9, seed), *second][:DEPTH]


def rest(seed: int = 0) -> list[str]:
    """A page on which the paragraph of the page before ends."""
    return [*full(2, seed), "nobody spoke.", *paragraph(9, seed + 4), *paragraph(8, seed + 9)]


def book(*pages: Lines, clean: int = 6) -> list[Lines]:
    """Clean pages with heads and folios that give the measure, then those of a specimen."""
    made = [page if at % 2 == 0 else rest for at in range(clean)]
    return [*(make(at) for at, make in enumerate(made)), *pages]


def pdf(pages: Sequence[Lines], *, drawing: bytes = b"", tracking: float = 0.0) -> bytes:
    """A PDF of pages of 400 by 640 points; ``drawing`` is under the text of the last one."""
    with pikepdf.new() as made:
        font = made.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Specimen"), FirstChar=32,
                LastChar=126, Widths=Array([500] * 95), Encoding=Name.WinAnsiEncoding,
                FontDescriptor=Dictionary(
                    Type=Name.FontDescriptor, FontName=Name("/Specimen"), Flags=32,
                    FontBBox=Array([0, -200, 500, 800]), ItalicAngle=0, Ascent=800, Descent=-200,
                    CapHeight=700, StemV=80,
                ),
            )
        )  # fmt: skip
        for number, lines in enumerate(pages):
            sheet = made.add_blank_page(page_size=(400, 640))
            sheet.Resources = Dictionary(Font=Dictionary(F=font))
            content = b"".join(_drawn(lines, number, tracking))
            if number == len(pages) - 1:
                content = drawing + content
            sheet.Contents = made.make_stream(content)
        written = BytesIO()
        made.save(written)
    return written.getvalue()


def _drawn(lines: Lines, number: int, tracking: float) -> list[bytes]:
    made = [_line(f"Chapter {number // 10 + 1}", 50, 610), _line(str(number + 1), 190, 30)]
    for at, line in enumerate(lines):
        y = 570 - LEADING * at
        if line.startswith("# "):
            made.append(_line(line[2:], 50, y, size=16))
            continue
        text, x, width = line, 50, CHARACTERS * SIZE // 2
        if text.startswith(">"):
            text, x, width = text[1:], x + 15, width - 15
        stretch = 0.0
        if text.endswith("|"):
            text = text[:-1]
            natural = len(text) * (SIZE / 2 + tracking)
            stretch = (width - natural) / max(1, text.count(" "))
        if text:
            made.append(_line(text, x, y, stretch=stretch, tracking=tracking))
    return made


def _line(
    text: str,
    x: float,
    y: float,
    *,
    size: float = SIZE,
    stretch: float = 0.0,
    tracking: float = 0.0,
) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return (
        f"BT /F {size} Tf {stretch:.3f} Tw {tracking:.3f} Tc 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET\n"
    ).encode("cp1252")


def looked_at(
    *pages: Lines, clean: int = 6, mapped: PageMap = PageMap(), **how: float
) -> TypographyReport:
    content = pdf(book(*pages, clean=clean), **how)  # type: ignore[arg-type]
    return check_typography(content, name="book.pdf", pages=mapped)
