"""A set book becomes one PDF: its fragments' pages, with running heads and folios laid over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import SEEK_END, BytesIO
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, Stream

from imprint.emitters.pdf.boxes import Boxes
from imprint.emitters.pdf.fonts import embed_fonts
from imprint.emitters.pdf.jobs import trim_memory
from imprint.emitters.pdf.press import SetBook, SetPage
from imprint.store import Store

_LARGE = 4_000_000  # bytes of a file


def join(book: SetBook, pages: Sequence[SetPage], *, whole_fonts: bool, store: Store) -> Pdf:
    """The pages of a set book in a PDF, with their running heads; nothing else is in it yet."""
    pdf = Pdf.new()
    fonts = embed_fonts(pdf, book.fonts, book.setting.fonts, whole=whole_fonts, store=store)
    _Joiner(pdf, book, fonts).join(pages)
    return pdf


class _Joiner(Struct):
    pdf: Pdf
    book: SetBook
    fonts: Mapping[str, Object]

    def join(self, pages: Sequence[SetPage]) -> None:
        self._add_pages(pages)
        boxes, shifts = Boxes(), dict[float, Object]()
        pop = self.pdf.make_indirect(Stream(self.pdf, b"Q"))
        for page, set_page in zip(self.pdf.pages, pages, strict=True):
            page.obj.MediaBox = page.obj.TrimBox = boxes.of(0, 0, *set_page.size)
            if set_page.shift:
                if set_page.shift not in shifts:
                    move = f"q 1 0 0 1 {set_page.shift:g} 0 cm".encode()
                    shifts[set_page.shift] = self.pdf.make_indirect(Stream(self.pdf, move))
                page.obj.Contents = Array([shifts[set_page.shift], page.obj.Contents, pop])
        self._furnish()

    def _add_pages(self, pages: Sequence[SetPage]) -> None:
        """The fragments' pages, in order, with blank ones between them."""
        for page in pages:
            if page.leaf is None:
                blank = Dictionary(
                    Type=Name.Page,
                    Resources=Dictionary(Font=Dictionary()),
                    MediaBox=Array([0, 0, *page.size]),
                )
                self._give_fonts(blank.Resources)
                self.pdf.pages.append(Page(self.pdf.make_indirect(blank)))
            elif page.leaf[1] == 0:
                fragment = self.book.fragments[page.leaf[0]]
                first = len(self.pdf.pages)
                with Pdf.open(BytesIO(fragment.pdf)) as source:
                    for drawn in source.pages:
                        _strip(drawn.obj)
                    self.pdf.pages.extend(source.pages)
                self._give_fonts(self.pdf.pages[first].obj.Resources)

    def _give_fonts(self, resources: Object) -> None:
        for name, font in self.fonts.items():
            resources.Font[f"/{name}"] = font

    def _furnish(self) -> None:
        """Lay running heads and folios over the pages."""
        sheets = [page.obj for page in self.pdf.pages]
        for furniture in self.book.furniture:
            with Pdf.open(BytesIO(furniture.pdf)) as source:
                for at in furniture.drawn:
                    number = furniture.first + at
                    if number >= len(sheets):
                        continue
                    drawing = source.pages[at]
                    if furniture.plain:
                        content = drawing.obj.Contents.read_bytes()
                    else:
                        content = self._as_form(sheets[number], drawing, number)
                    lay_over(self.pdf, sheets[number], content)

    def _as_form(self, sheet: Object, drawing: Page, number: int) -> bytes:
        """A drawing with resources of its own, which may have the names of the page's."""
        form = self.pdf.copy_foreign(drawing.as_form_xobject())
        self._give_fonts(form.Resources)
        name = f"/Furniture{number}"
        if "/XObject" not in sheet.Resources:
            sheet.Resources.XObject = Dictionary()
        sheet.Resources.XObject[name] = form
        return b"/Artifact <</Type /Pagination>> BDC " + f"{name} Do EMC".encode()


_OF_A_PAGE = ("/Type", "/Parent", "/MediaBox", "/Resources", "/Contents")


def _strip(page: Object) -> None:
    """Leave nothing of a page but what is drawn: what was kept may have come from elsewhere."""
    for key in [*page.keys()]:
        if key not in _OF_A_PAGE:
            del page[key]


def lay_over(pdf: Pdf, page: Object, content: bytes) -> None:
    """Draw something over what is on a page already."""
    stream = pdf.make_indirect(Stream(pdf, content))
    under = page.get("/Contents")
    if under is None:
        page.Contents = stream
    elif isinstance(under, Array):
        under.append(stream)
    else:
        page.Contents = Array([under, stream])


def saved(pdf: Pdf, **options: Any) -> BinaryIO:
    """A temporary file with a PDF, the same for the same content; the PDF is closed.

    A large book is not held as a file beside what it is written from: see ``read_back``.
    """
    given = {"object_stream_mode": ObjectStreamMode.generate, **options}
    given = {"deterministic_id": True, "compress_streams": True, **given}
    try:
        file: BinaryIO = TemporaryFile()  # noqa: SIM115 - whoever reads it back closes it
        pdf.save(file, **given)
    except OSError:  # there is no room for a file
        file = BytesIO()
        pdf.save(file, **given)
    pdf.close()
    return file


def read_back(file: BinaryIO) -> bytes:
    """What was saved, when nothing holds the PDF any more that it was written from."""
    with file:
        if file.seek(0, SEEK_END) > _LARGE:
            trim_memory(garbage=True)
        file.seek(0)
        return file.read()
