"""A printer's profile: what a printer wants of the file, as data."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Colour(Enum):
    """The inks that pictures and coloured text are printed with."""

    GREY = "grey"  # black alone
    CMYK = "cmyk"
    ANY = "any"  # as they are: RGB stays RGB


class Standard(Enum):
    """What the file claims to be."""

    NONE = ""
    PDF_X_1A = "PDF/X-1a:2001"
    PDF_X_4 = "PDF/X-4"


class Paper(Struct, frozen=True, kw_only=True):
    """A paper that the printer offers.

    ``thickness`` is what a page (half a leaf) adds to the spine, in points; 0 where the printer
    does not publish it. ``pages_most`` is the most pages of a book on it; 0: there is no limit.
    """

    name: str
    thickness: float = 0.0
    pages_most: int = 0


class OutputIntent(Struct, frozen=True, kw_only=True):
    """The printing condition that the file is made for, by its name in the ICC's registry.

    https://www.color.org/chardata/drsection1.xalter
    """

    identifier: str
    condition: str = ""
    registry: str = "http://www.color.org"


class CoverRules(Struct, frozen=True, kw_only=True):
    """What a printer wants of a paperback's cover, on one sheet. Lengths are points.

    ``bleed`` is on all four edges, ``safe`` the least distance of text from the trim. A book of
    fewer than ``spine_pages`` pages has no text on its spine; ``fold_safe`` is the least distance
    of that text from the folds. ``barcode`` is the width and height that a barcode with its white
    may have, 0 where there is no limit, and ``barcode_safe`` its least distance from the fold and
    the trim. ``colour`` are the cover's inks. ``spine_from`` says where the thickness of the spine
    is to be had.
    """

    bleed: float = 9.0
    safe: float = 9.0
    spine_pages: int = 0
    fold_safe: float = 4.5
    barcode: tuple[float, float] = (0.0, 0.0)
    barcode_safe: float = 18.0
    colour: Colour = Colour.CMYK
    spine_from: str = "the printer"


class Profile(Struct, frozen=True, kw_only=True):
    """A printer's rules for the pages of a book. Lengths are points (1/72 inch).

    ``verified_on`` is the day, or the month, on which the figures stood at the ``sources``.
    ``trims`` are the trimmed sizes it offers, width and height, and ``trim_range`` the least and
    the largest that may be asked for; with neither, any size will do. ``bleed`` is how far pictures
    go past the trim, on ``bleed_edges`` (``top``, ``bottom``, ``outside``, ``inside``); without
    ``bleed_always`` only in a book in which something bleeds. ``inside`` pairs a number of pages
    with the least inside margin of books up to that long, shortest first. ``safe`` is the least
    distance of text from the other edges, ``safe_with_bleed`` the same in a book that bleeds.
    ``pages_most`` is 0 where there is no limit. ``multiple`` divides the number of pages;
    ``last_blank`` leaves the last page to the printer. ``ink_most`` is the most ink on one spot, in
    per cent; 0: there is no limit. ``resolution`` is the least resolution of pictures, in pixels an
    inch. ``thinnest_line`` and ``smallest_type`` are the least that it advises, in points; 0: it
    gives no advice. ``furniture`` names what the file may have beside pages: ``links``,
    ``outline``, ``labels``, ``marks``, ``metadata``. ``cover`` are the rules of the cover.
    """

    name: str
    title: str
    verified_on: str
    sources: tuple[str, ...] = ()
    trims: tuple[tuple[float, float], ...] = ()
    trim_range: tuple[tuple[float, float], tuple[float, float]] | None = None
    bleed: float = 0.0
    bleed_edges: frozenset[str] = frozenset()
    bleed_always: bool = False
    inside: tuple[tuple[int, float], ...] = ()
    safe: float = 0.0
    safe_with_bleed: float = 0.0
    pages_least: int = 1
    pages_most: int = 0
    multiple: int = 2
    last_blank: bool = False
    colour: Colour = Colour.CMYK
    ink_most: float = 0.0
    resolution: float = 300.0
    thinnest_line: float = 0.0
    smallest_type: float = 0.0
    standard: Standard = Standard.NONE
    output_intent: OutputIntent | None = None
    full_fonts: bool = False
    furniture: frozenset[str] = frozenset()
    papers: tuple[Paper, ...] = ()
    cover: CoverRules = CoverRules()

    def safe_for(self, *, bleeds: bool) -> float:
        """The least distance of text from the edges but the inner one, in points."""
        return self.safe_with_bleed if bleeds else self.safe

    def inside_for(self, pages: int) -> float:
        """The least inside margin of a book of that many pages, in points."""
        return next(
            (margin for most, margin in self.inside if pages <= most),
            self.inside[-1][1] if self.inside else 0.0,
        )
