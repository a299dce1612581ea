"""The contents of a book become the outline of its PDF, its folios the labels of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from imprint.emitters.pdf.press import SetBook, SetPage
from imprint.emitters.pdf.tags import destination
from imprint.model.rendition import Entry


def add_labels(pdf: Pdf, pages: Sequence[SetPage]) -> None:
    """The labels of pages, as ranges that count on (ISO 32000-1, 12.4.2)."""
    labels = Array()
    expected: tuple[bool, int] | None = None
    for at, page in enumerate(pages):
        arabic = page.label == str(page.number)
        if (arabic, page.number) != expected:
            style = Dictionary(S=Name.D if arabic else Name.r)
            if page.number != 1:
                style.St = page.number
            labels.append(at)
            labels.append(style)
        expected = (arabic, page.number + 1)
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=labels))


def add_outline(pdf: Pdf, book: SetBook, entries: Iterable[Entry]) -> None:
    """The outline (ISO 32000-1, 12.3.3), all of it closed below the first level."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    count = _fill(pdf, book, root, entries)
    if count:
        root.Count = count
        pdf.Root.Outlines = root
        pdf.Root.PageMode = Name.UseOutlines


def _fill(pdf: Pdf, book: SetBook, parent: Object, entries: Iterable[Entry]) -> int:
    """Put entries under an outline item; how many there are of them."""
    made: list[Object] = []
    for entry in entries:
        place = destination(pdf, book, entry.fragment)
        if place is None:
            continue
        item = pdf.make_indirect(Dictionary(Title=String(entry.label), Dest=place, Parent=parent))
        below = _fill(pdf, book, item, entry.entries)
        if below:
            item.Count = -below
        if made:
            item.Prev, made[-1].Next = made[-1], item
        made.append(item)
    if made:
        parent.First, parent.Last = made[0], made[-1]
    return len(made)
