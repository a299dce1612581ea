"""A set book becomes a printer's file: its boxes, its inks, its number of pages, its standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from msgspec import Struct
from pikepdf import Object, Pdf

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.boxes import Boxes, set_boxes
from imprint.emitters.pdf.description import describe
from imprint.emitters.pdf.inks import to_inks
from imprint.emitters.pdf.joining import join, lay_over, saved
from imprint.emitters.pdf.navigation import add_labels, add_outline
from imprint.emitters.pdf.press import SetBook, SetPage, bleeds, printed_pages
from imprint.emitters.pdf.remarks import Remark
from imprint.emitters.pdf.standards import apply_standard
from imprint.emitters.pdf.tags import add_links
from imprint.model.pages import Side
from imprint.model.profile import Profile, Standard
from imprint.model.rendition import Rendition
from imprint.store import Store

_CLOSE = 0.5  # points that a trimmed size may be off
_MARK, _MARK_GAP, _MARK_LINE = 12.0, 3.0, 0.25  # points: a crop mark, its distance, its line
ROOM_FOR_MARKS = _MARK_GAP + _MARK + _MARK_GAP
# Left, bottom, right and top, in points from the trim's lower left corner.
Rectangle = tuple[float, float, float, float]
_MOST_NAMED = 6  # pages that a finding names


class Printed(Struct, frozen=True):
    """A printer's file as it was saved, its number of pages, and what is to be said of it."""

    file: BinaryIO
    pages: int
    findings: tuple[Finding, ...]


def bind_print(
    book: SetBook,
    rendition: Rendition,
    *,
    profile: Profile,
    colour_profile: bytes | None,
    modified: datetime,
    store: Store,
) -> Printed:
    """Bind a book for a printer's profile.

    ``colour_profile`` is the ICC profile of its printing condition. What the printer would refuse
    are findings (PRN).
    """
    pages = printed_pages(book, rendition, profile)
    pdf = join(book, pages, whole_fonts=profile.full_fonts, store=store)
    bled = profile.bleed_always or bleeds(book)
    findings = list(printable(book, pages, profile, bleeds=bled))
    remarks = _put_into_inks(pdf, book, pages, profile)
    bleed = dict.fromkeys(profile.bleed_edges, profile.bleed) if bled else {}
    room = ROOM_FOR_MARKS if "marks" in profile.furniture else 0.0
    boxes = Boxes()
    for page, set_page in zip(pdf.pages, pages, strict=True):
        trim, side = set_page.size, set_page.side
        set_boxes(page, trim=trim, bleed=bleed, side=side, room=room, boxes=boxes)
    _add_furniture(pdf, book, pages, rendition, profile)
    finished = finish(
        pdf,
        profile,
        rendition,
        modified=modified,
        colour_profile=colour_profile,
        conforms=not any(remark.transparent for remark in remarks),
    )
    labels = [page.label for page in pages]
    findings += [as_finding(remark, labels) for remark in (*remarks, *finished.remarks)]
    return Printed(finished.file, len(pages), tuple(findings))


class Finished(Struct, frozen=True):
    """A printer's file as it was saved, and what keeps it from its standard."""

    file: BinaryIO
    remarks: tuple[Remark, ...]


def finish(
    pdf: Pdf,
    profile: Profile,
    rendition: Rendition,
    *,
    modified: datetime,
    colour_profile: bytes | None,
    conforms: bool,
) -> Finished:
    """Describe a file as the printer allows, give it its standard, and save it.

    Raises PublicationError (PRN-005) for a colour profile that is none of a printer.
    """
    utc = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified.astimezone(UTC)
    if "metadata" in profile.furniture:
        describe(pdf, rendition.record, utc)
    try:
        applied = apply_standard(
            pdf,
            profile,
            modified=utc,
            title=rendition.record.title or rendition.slug,
            icc=colour_profile,
            conforms=conforms,
        )
    except ValueError as error:
        what, _, mend = str(error).partition("; ")
        raise PublicationError([Finding("PRN-005", what, mend)]) from None
    return Finished(saved(pdf, **applied.save), applied.remarks)


def _put_into_inks(
    pdf: Pdf, book: SetBook, pages: Sequence[SetPage], profile: Profile
) -> tuple[Remark, ...]:
    """Put what is not black text into inks; text is drawn in one ink from the beginning."""
    coloured = [
        number
        for number, page in enumerate(pages)
        if page.leaf and not book.fragments[page.leaf[0]].plain
    ]
    furnished = [
        furniture.first + at
        for furniture in book.furniture
        if not furniture.plain
        for at in furniture.drawn
    ]
    return to_inks(
        pdf,
        profile.colour,
        ink_most=profile.ink_most,
        solid=profile.standard is Standard.PDF_X_1A,
        pages=sorted({*coloured, *furnished}),
    )


def _add_furniture(
    pdf: Pdf, book: SetBook, pages: Sequence[SetPage], rendition: Rendition, profile: Profile
) -> None:
    """What a printer allows beside the pages."""
    if "labels" in profile.furniture:
        add_labels(pdf, pages)
    if "outline" in profile.furniture:
        add_outline(pdf, book, rendition.outline or rendition.contents)
    if "links" in profile.furniture:
        add_links(pdf, book, pages)
    if "marks" in profile.furniture:
        for page in pdf.pages:
            add_marks(pdf, page.obj)


def add_marks(pdf: Pdf, page: Object) -> None:
    """Crop marks at the corners, outside the bleed."""
    left, bottom, right, top = (float(side) for side in page.TrimBox)
    bleed = [float(side) for side in page.BleedBox]
    gap = max(left - bleed[0], bottom - bleed[1], bleed[2] - right, bleed[3] - top) + _MARK_GAP
    lines = []
    for x in (left, right):
        for y, away in ((bottom, -1), (top, 1)):
            lines.append(f"{x:g} {y + away * gap:g} m {x:g} {y + away * (gap + _MARK):g} l S")
    for y in (bottom, top):
        for x, away in ((left, -1), (right, 1)):
            lines.append(f"{x + away * gap:g} {y:g} m {x + away * (gap + _MARK):g} {y:g} l S")
    drawing = " ".join(["q 0 G", f"{_MARK_LINE} w", *lines, "Q"])
    lay_over(pdf, page, drawing.encode())


def printable(
    book: SetBook, pages: Sequence[SetPage], profile: Profile, *, bleeds: bool
) -> Iterator[Finding]:
    """What a printer would refuse of a book's size, its number of pages, its margins."""
    width, height = pages[0].size
    if not _offers(profile, width, height):
        offered = ", ".join(f"{w / 72:g}×{h / 72:g}" for w, h in profile.trims[:12])
        yield Finding(
            "PRN-001",
            f"{profile.title} does not print pages of {width / 72:g} × {height / 72:g} in",
            mend=f"set the layout's trim to one that it offers, in inches: {offered}",
        )
    if len(pages) < profile.pages_least or (profile.pages_most and len(pages) > profile.pages_most):
        most = f" to {profile.pages_most}" if profile.pages_most else " or more"
        yield Finding(
            "PRN-002",
            f"the book has {len(pages)} pages; {profile.title} prints {profile.pages_least}{most}",
            mend="change the trim, the size of the text, or the printer",
        )
    yield from _margins(book, pages, profile, bleeds=bleeds)


def _offers(profile: Profile, width: float, height: float) -> bool:
    if not profile.trims and not profile.trim_range:
        return True
    if any(abs(width - w) < _CLOSE and abs(height - h) < _CLOSE for w, h in profile.trims):
        return True
    if not profile.trim_range:
        return False
    least, most = profile.trim_range
    return all(
        low - _CLOSE <= side <= high + _CLOSE
        for low, side, high in zip(least, (width, height), most, strict=True)
    )


def _margins(
    book: SetBook, pages: Sequence[SetPage], profile: Profile, *, bleeds: bool
) -> Iterator[Finding]:
    """The distance of text and of running heads from each edge, against what is wanted."""
    safe = profile.safe_for(bleeds=bleeds)
    wanted = {"inside": profile.inside_for(len(pages)), **dict.fromkeys(_EDGES, safe)}
    texts = [_text_of(book, page) for page in pages]
    yield from _too_near("the text comes", pages, texts, wanted, profile)
    furnished: list[Rectangle | None] = [None] * len(pages)
    for furniture in book.furniture:
        for at, rectangle in furniture.text.items():
            furnished[furniture.first + at] = rectangle
    yield from _too_near("running heads and folios come", pages, furnished, wanted, profile)


def _too_near(
    what: str,
    pages: Sequence[SetPage],
    rectangles: Sequence[Rectangle | None],
    wanted: Mapping[str, float],
    profile: Profile,
) -> Iterator[Finding]:
    """What comes nearer to an edge than is wanted: ``rectangles`` has one for each page."""
    found: dict[str, tuple[float, list[str]]] = {}
    for page, rectangle in zip(pages, rectangles, strict=True):
        for edge, margin in _distances(page, rectangle).items():
            if margin < wanted[edge] - 0.05:
                least, labels = found.setdefault(edge, (margin, []))
                labels.append(page.label)
                found[edge] = (min(least, margin), labels)
    for edge, (least, labels) in found.items():
        yield Finding(
            "PRN-003",
            f"{what} within {least / 72:.3f} in of the {_CALLED[edge]} edge; "
            f"{profile.title} wants {wanted[edge] / 72:.3f} in{_on(labels)}",
            mend=f'give the layout a wider margin: margin-{edge} = "{wanted[edge] / 72:.3f}in"',
        )


_EDGES = ("outside", "top", "bottom")
_CALLED = {"inside": "inner", "outside": "outer", "top": "upper", "bottom": "lower"}


def _text_of(book: SetBook, page: SetPage) -> Rectangle | None:
    """The rectangle of a page that text may fill; a blank page has none."""
    laid = book.laid(page)
    if laid is None:
        return None
    left, bottom, right, top = laid.text
    return left + page.shift, bottom, right + page.shift, top


def _distances(page: SetPage, rectangle: Rectangle | None) -> Mapping[str, float]:
    if rectangle is None:
        return {}
    (width, height), (left, bottom, right, top) = page.size, rectangle
    inside, outside = (left, width - right) if page.side is Side.RECTO else (width - right, left)
    return {"inside": inside, "outside": outside, "top": height - top, "bottom": bottom}


def as_finding(remark: Remark, labels: Sequence[str]) -> Finding:
    """A remark, with those of its pages whose ``labels`` there are."""
    labels = [labels[number] for number in remark.pages if number < len(labels)]
    return Finding("PRN-004", f"{remark.what}{_on(labels)}", mend=remark.mend)


def _on(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    named = ", ".join(labels[:_MOST_NAMED])
    more = f" and {len(labels) - _MOST_NAMED} more" if len(labels) > _MOST_NAMED else ""
    return f" (page {named})" if len(labels) == 1 else f" (pages {named}{more})"
