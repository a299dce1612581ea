"""The bytes of a PDF become a file with its pages, boxes and marks, ready to be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Object, Page, Pdf

from imprint.checks.preflight.drawn import Drawing, DrawnPage, Mark
from imprint.checks.preflight.geometry import Box, box_of, common, is_empty
from imprint.checks.preflight.interpreting import Interpreter
from imprint.diagnostics import NOWHERE, Place
from imprint.model.pages import PageMap, Side
from imprint.model.profile import Profile

CLOSE = 0.5  # points that a box may be off
EDGES = ("inside", "outside", "top", "bottom")
_DEEPEST = 32  # parents of a page that are asked
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page (ISO 32000-1, 14.11.2): points, from the lower left.

    ``written`` are the names of those that stand in the file; the others follow from these.
    """

    media: Box
    bleed: Box
    trim: Box
    written: frozenset[str] = frozenset()

    @property
    def size(self) -> tuple[float, float]:
        return self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]


@dataclass(slots=True)
class PrintedPage:
    """A page: ``number`` counts from 0, ``label`` is what a reader calls it.

    ``begins`` is how its text begins and ``place`` where that stands in the manuscript, as far as
    it is known.
    """

    number: int
    label: str
    side: Side
    boxes: Boxes
    drawn: DrawnPage
    source: Object = field(repr=False)
    begins: str = ""
    place: Place = NOWHERE

    def distances(self, box: Box) -> Mapping[str, float]:
        """How far a box is inside each edge of the trim, in points; below 0 it is outside."""
        left, bottom, right, top = self.boxes.trim
        near, far = box[0] - left, right - box[2]
        inside, outside = (near, far) if self.side is Side.RECTO else (far, near)
        return {
            "inside": inside, "outside": outside, "top": top - box[3], "bottom": box[1] - bottom,
        }  # fmt: skip

    @property
    def marks(self) -> Iterator[Mark]:
        """What is seen within the bleed: the printer's own marks stand outside."""
        bleed = self.boxes.bleed
        for mark in self.drawn.marks:
            if mark.is_seen and not is_empty(common(mark.box, bleed)):
                yield mark

    @property
    def texts(self) -> Iterator[Mark]:
        return (mark for mark in self.marks if mark.drawing is Drawing.TEXT)

    @property
    def is_blank(self) -> bool:
        return next(self.marks, None) is None


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A PDF while it is open, and the profile that it is held against.

    ``bleeds`` says that something on its pages runs over the trim, or that they have room for it.
    """

    name: str
    pdf: Pdf
    content: bytes = field(repr=False)
    profile: Profile
    pages: tuple[PrintedPage, ...]

    @property
    def bleeds(self) -> bool:
        return self.profile.bleed_always or any(
            max(bleed_of(page).values()) > CLOSE or any(edges_met(page)) for page in self.pages
        )


def bleed_of(page: PrintedPage) -> Mapping[str, float]:
    """How far the sheet goes past the trim for bleed on each edge, in points."""
    room = common(page.boxes.bleed, page.boxes.media)
    return {edge: -distance for edge, distance in page.distances(room).items()}


def edges_met(page: PrintedPage) -> Iterator[tuple[Mark, str, float]]:
    """What runs to an edge of the trim or over it, the edge, and how far it goes past it.

    Text is left out: it should be at no edge.
    """
    for mark in page.marks:
        if mark.drawing is not Drawing.TEXT:
            for edge, distance in page.distances(mark.box).items():
                if distance < CLOSE:
                    yield mark, edge, -distance


def open_pages(pdf: Pdf, profile: Profile, pages: PageMap) -> tuple[PrintedPage, ...]:
    """Read every page of a PDF.

    ``pages`` is the map of the book that it is said to be. It is believed where it has as many, or
    the few less that fill the last sheet.
    """
    interpreter = Interpreter()
    filling = len(pdf.pages) - len(pages)
    mapped = pages.pages if 0 <= filling <= profile.multiple + profile.last_blank else ()
    turned = _is_read_from_the_right(pdf)
    found = []
    for number, page in enumerate(pdf.pages):
        known = mapped[number] if number < len(mapped) else None
        recto = (number % 2 == 0) is not turned
        side = known.side if known else Side.RECTO if recto else Side.VERSO
        boxes = _boxes(page, profile, side)
        start = known.start if known else None
        found.append(
            PrintedPage(
                number,
                known.label if known else _label(page, number),
                side,
                boxes,
                interpreter.page(page),
                page.obj,
                start.text if start else "",
                start.place if start else NOWHERE,
            )
        )
    return tuple(found)


def _label(page: Page, number: int) -> str:
    try:
        return page.label or str(number + 1)
    except (ValueError, TypeError, RuntimeError, AttributeError):
        return str(number + 1)


def _is_read_from_the_right(pdf: Pdf) -> bool:
    """ISO 32000-1, 12.2: the first page of such a book is on the left of its spread."""
    preferences = pdf.Root.get("/ViewerPreferences")
    return isinstance(preferences, Dictionary) and str(preferences.get("/Direction")) == "/R2L"


def _boxes(page: Page, profile: Profile, side: Side) -> Boxes:
    media = _inherited(page, "/MediaBox") or _LETTER
    crop = _inherited(page, "/CropBox") or media
    written = {
        name: box
        for name in ("TrimBox", "BleedBox", "ArtBox")
        if f"/{name}" in page.obj and (box := _box(page.obj[f"/{name}"]))
    }
    trim = written.get("TrimBox") or written.get("ArtBox")
    if trim is None:
        trim = _trim_within(crop, profile, side) or crop
    return Boxes(media, written.get("BleedBox", crop), trim, frozenset(written))


def _inherited(page: Page, name: str) -> Box | None:
    """A box that the page has, or one of its parents for it (7.7.3.4)."""
    at: Object | None = page.obj
    for _ in range(_DEEPEST):
        if not isinstance(at, Dictionary):
            break
        if name in at:
            return _box(at[name])
        at = at.get("/Parent")
    return None


def _box(found: object) -> Box | None:
    if not isinstance(found, Array) or len(found) != 4:
        return None
    try:
        return box_of(found)
    except (ValueError, TypeError):
        return None


def _trim_within(sheet: Box, profile: Profile, side: Side) -> Box | None:
    """The trim of a sheet without a trim box, if it is a size of the printer's with its bleed."""
    sizes = (sheet[2] - sheet[0], sheet[3] - sheet[1])
    bleed = {edge: profile.bleed if edge in profile.bleed_edges else 0.0 for edge in EDGES}
    bled = sizes[0] - bleed["inside"] - bleed["outside"], sizes[1] - bleed["top"] - bleed["bottom"]
    if not profile.bleed or _is_among(sizes, profile) or not _is_among(bled, profile):
        return None
    left = sheet[0] + bleed["inside" if side is Side.RECTO else "outside"]
    bottom = sheet[1] + bleed["bottom"]
    return left, bottom, left + bled[0], bottom + bled[1]


def _is_among(size: tuple[float, float], profile: Profile) -> bool:
    return any(abs(size[0] - w) < CLOSE and abs(size[1] - h) < CLOSE for w, h in profile.trims)
