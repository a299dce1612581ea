"""A book in the colours of a screen becomes one in the inks of a press, without a colour engine."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Pdf

from imprint.emitters.pdf.inks.book import Inking
from imprint.emitters.pdf.inks.mixing import Inks
from imprint.emitters.pdf.remarks import Remark, by_trouble
from imprint.model.profile import Colour

__all__ = ["to_inks"]


def to_inks(
    book: Pdf,
    colour: Colour,
    *,
    ink_most: float = 0.0,
    solid: bool = False,
    pages: Iterable[int] | None = None,
) -> tuple[Remark, ...]:
    """Put every colour of a book into inks, in place; what could not be put right is returned.

    ``pages`` are those to look at, from 0, where the others are known to be black text: all of
    them by default.

    Whatever the colour, black is one ink. With GREY all is grey; with CMYK what is neutral is black
    alone, and no spot has more than ``ink_most`` per cent of ink (0: there is no limit); with ANY
    all else stays as it is. ``solid`` takes transparency out, as PDF/X-1a wants: pictures with an
    alpha channel stand on the white of the paper. If the remarks tell of transparency beside them,
    that and its settings stay, and the file is not what PDF/X-1a wants.
    """
    inking = Inking(book, Inks(colour, ink_most), solid)
    numbers = range(len(book.pages)) if pages is None else pages
    remarks = by_trouble({number: inking.page(book.pages[number]) for number in numbers})
    inking.forget_spaces()
    if solid and not any(remark.transparent for remark in remarks):
        inking.forget_transparency()
    return remarks
