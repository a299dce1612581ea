"""A finished cover is held against the book that it goes around: its spine, its words, its bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO

from imprint.checks.facts import Unreadable, canonical, squeezed
from imprint.checks.opened_epub import open_epub
from imprint.checks.parity.pages import count_pages
from imprint.checks.pdf_facts import PdfFacts, read_pdf
from imprint.diagnostics import Finding, Findings, Place

_CLOSE = 0.5  # points that a spine may be off
_SEEN = 64  # levels of grey, of 255, by which a pixel is another one
_FEW = 200  # pixels of a cover that may be others
_DPI = 300  # of the picture that the barcode is read from
_ISBN = re.compile(r"97[89](?:[-\u2010 ]?\d){10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverWanted:
    """What the cover of a book has to be.

    ``trim`` is the width and height of its pages and ``spine`` the thickness for ``pages`` of them
    on ``paper``, in points. ``words`` stand on it, and the amounts of ``prices``.
    ``on_front`` stand on the front, ``on_spine`` along the spine and nothing else does, where it is
    known what does. ``isbn`` are the digits of its barcode, ``addon`` the five beside it; empty
    where there is none.
    """

    trim: tuple[float, float]
    spine: float
    pages: int
    paper: str = ""
    words: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()
    on_front: tuple[str, ...] = ()
    on_spine: tuple[str, ...] | None = None
    isbn: str = ""
    addon: str = ""


def check_cover(content: bytes, file: str, wanted: CoverWanted) -> Iterator[Finding]:
    """What does not fit on a finished cover (AGR-005, AGR-007)."""
    findings = Findings()
    try:
        cover = read_pdf(content, file, medium="cover")
        count_pages(content)  # what one program mends by itself may be nothing for another
    except Unreadable as error:
        yield Finding("AGR-007", f"{file} cannot be read: {error}", "build it anew", Place(file))
        return
    if cover.pages != 1:
        what = f"{file} has {cover.pages} pages; a cover is one sheet"
        findings.add("AGR-005", what, mend="build the cover anew")
    else:
        _check_size(cover, file, wanted, findings)
        _check_words(canonical(" ".join(cover.texts_of([0]))), file, wanted, findings)
        _check_sides(content, file, wanted, findings)
        _check_barcode(content, file, wanted, findings)
    yield from findings


def check_picture(
    content: bytes, file: str, wanted: bytes, words: Sequence[str]
) -> Iterator[Finding]:
    """Whether the cover in an EPUB is the picture that the record makes, which says ``words``."""
    try:
        epub = open_epub(content, file)
        cover = epub.cover()
        found = epub.read(cover.path) if cover else b""
    except Unreadable:
        return  # which is said of the file itself
    if found == wanted:
        return
    told = "; ".join(filter(None, words))
    if not found:
        what = f"{file} has no picture of its cover, which says {told}"
        yield Finding("AGR-005", what, "build it anew")
    elif not _look_alike(found, wanted):
        what = f"the cover in {file} is another picture than the record makes, which says {told}"
        yield Finding("AGR-005", what, "build it anew")


def _look_alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures look the same but for what another version of a library rounds."""
    from PIL import Image, ImageChops

    try:
        with Image.open(BytesIO(one)) as found, Image.open(BytesIO(other)) as wanted:
            if found.size != wanted.size:
                return False
            difference = ImageChops.difference(found.convert("L"), wanted.convert("L"))
            return sum(difference.histogram()[_SEEN:]) < _FEW
    except (OSError, ValueError, Image.DecompressionBombError):
        return False


def _check_size(cover: PdfFacts, file: str, wanted: CoverWanted, findings: Findings) -> None:
    (width, height), (leaf, tall) = cover.sizes[0], wanted.trim
    spine = width - 2 * leaf
    if abs(height - tall) > _CLOSE or spine < -_CLOSE:
        findings.add(
            "AGR-005",
            f"{file} is for pages of another size: it is {_inches(width)} × {_inches(height)} in, "
            f"and the pages are {_inches(leaf)} × {_inches(tall)} in",
            mend="build the cover anew",
        )
    elif abs(spine - wanted.spine) > _CLOSE:
        paper = f" on {wanted.paper} paper" if wanted.paper else ""
        findings.add(
            "AGR-005",
            f"the spine of {file} is {_inches(spine)} in wide; "
            f"{wanted.pages} pages{paper} want {_inches(wanted.spine)} in",
            mend="build the cover anew, with the book",
        )


def _inches(points: float) -> str:
    return f"{points / 72:.3f}"


def _check_words(text: str, file: str, wanted: CoverWanted, findings: Findings) -> None:
    said = _letters(text)
    for words in wanted.words:
        if _letters(words) not in said:
            what = f"{file} does not say “{words}”"
            findings.add("AGR-005", what, mend="build the cover anew")
    for amount in wanted.prices:
        whole, _, parts = amount.partition(".")
        if not re.search(rf"(?<!\d){whole}(?:[.,]{parts or '0+'})?(?!\d)", text):
            what = f"{file} does not say the price {amount}"
            findings.add("AGR-005", what, mend="build the cover anew")
    for found in _ISBN.findall(text):
        digits = re.sub(r"\D", "", found)
        if digits != wanted.isbn:
            instead = f"the printed book has {wanted.isbn}" if wanted.isbn else "there is none"
            what = f"{file} says the ISBN {found}; {instead}"
            findings.add("AGR-005", what, mend="build the cover anew")


def _check_sides(content: bytes, file: str, wanted: CoverWanted, findings: Findings) -> None:
    """Whether the front and the spine say what they have to, and the spine nothing else."""
    front, spine = map(_letters, _texts_of_sides(content, wanted.trim[0]))
    for words in wanted.on_front:
        if _letters(words) not in front:
            what = f"the front of {file} does not say “{words}”"
            findings.add("AGR-005", what, mend="build the cover anew")
    if wanted.on_spine is None:
        return
    for words in wanted.on_spine:
        if _letters(words) not in spine:
            what = f"the spine of {file} does not say “{words}”"
            findings.add("AGR-005", what, mend="build the cover anew")
        spine = spine.replace(_letters(words), " ", 1)
    alien = " ".join(spine.split())
    if re.search(r"\w", alien):
        instead = "; ".join(wanted.on_spine) or "it should say nothing"
        what = f"the spine of {file} says “{alien}”; the record says {instead}"
        findings.add("AGR-005", what, mend="build the cover anew")


def _texts_of_sides(content: bytes, leaf: float) -> tuple[str, str]:
    """The text of the front and of the spine, which are right of the back of the ``leaf`` width."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        left, bottom, right, top = page.get_trimbox()
        text = page.get_textpage()
        front = text.get_text_bounded(right - leaf, bottom, right, top)
        return front, text.get_text_bounded(left + leaf, bottom, right - leaf, top)


def _letters(text: str) -> str:
    """A text as it can be looked for on a sheet: without white space, hyphens and capitals."""
    return re.sub("[-\u2010\u00ad\u200b]", "", squeezed(text)).casefold()


def _check_barcode(content: bytes, file: str, wanted: CoverWanted, findings: Findings) -> None:
    if find_spec("zxingcpp") is None:
        what = f"the barcode of {file} was not read: that needs the package zxing-cpp"
        findings.add("AGR-009", what, mend='pip install "imprint[check]"')
        return
    codes = list(_barcodes(content))
    isbns = {code[:13] for code in codes}
    if isbns != ({wanted.isbn} - {""}):
        found = ", ".join(sorted(isbns)) or "none"
        what = f"the barcode of {file} is {found}; the ISBN is {wanted.isbn or 'not given'}"
        findings.add("AGR-005", what, mend="build the cover anew")
    addons = {code[13:] for code in codes} - {""}
    if addons != ({wanted.addon} - {""}):
        found = ", ".join(sorted(addons)) or "none"
        what = f"beside the barcode of {file} stands {found}; it should be {wanted.addon or 'none'}"
        findings.add("AGR-005", what, mend="build the cover anew")


def _barcodes(content: bytes) -> Iterator[str]:
    """The digits of each barcode of a book, those of its add-on behind them."""
    import pypdfium2
    import zxingcpp

    with pypdfium2.PdfDocument(content) as document:
        picture = document[0].render(scale=_DPI / 72, grayscale=True).to_pil()
    symbol = zxingcpp.EanAddOnSymbol.Read
    for found in zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.EAN13),
        ean_add_on_symbol=symbol,
    ):
        yield re.sub(r"\D", "", found.text)
