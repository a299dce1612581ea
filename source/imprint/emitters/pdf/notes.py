"""Notes that find no room at the foot of their page go on at the foot of the next.

The engine sets a note whole, and what is higher than the page runs over its top; and it forgets a
note whose line came to a page only as other notes made room for it. Here a page keeps a few lines
for the text, and notes are broken where they leave no more, as text is. CSS Generated Content for
Paged Media, section 2 (https://www.w3.org/TR/css-gcpm-3/#footnotes), leaves both to the engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext, block, page
from weasyprint.text import line_break

_KEPT = 3  # lines of text on a page of notes

_plain_block = block.block_level_layout
_plain_lines = block.iter_line_boxes
_plain_page = page.make_page
_plain_groups = page._update_page_groups
_plain_report = LayoutContext.report_footnote
_plain_unlayout = LayoutContext.unlayout_footnote
_plain_pages = layout.make_all_pages


class _Foot:
    """The notes of the page that is being made, and what of them is for the next one.

    ``due`` are those that were called on a page and have not come to their end, ``done`` those that
    have, and ``whole`` those that do on this page. ``begun`` are those that go on here, with where.
    ``cut`` is the last note of the page if it may have no more than the ``room`` that its line
    leaves, and ``limit`` is where notes are broken off, if they are; heights are pixels.
    ``line`` is the line being set: its lower edge, its height, and the lines that stand together.
    ``alone`` says that the text has come to its end before. ``heights`` are those of notes that
    were set alone, by the width of the text.
    """

    def __init__(self, notes: list[Any]) -> None:
        self.order = {note: at for at, note in enumerate(notes)}
        self.due: set[Any] = set()
        self.done: set[Any] = set()
        self.begun: dict[Any, Any] = {}
        self.heights: dict[tuple[Any, float], float] = {}
        self.line: tuple[float, float, int] | None = None
        self.alone = False
        self.begin()

    def begin(self) -> None:
        self.cut: Any = None
        self.room = inf
        self.limit: float | None = None
        self.whole: set[Any] = set()


def _all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
    """Make all pages; where notes go over to others, none are kept from the round before."""
    context.foot = _Foot(context.footnotes)
    return _plain_pages(context, root_box, html, [] if context.footnotes else pages)  # type: ignore[no-any-return]


def _make_page(context: Any, root_box: Any, page_type: Any, *args: Any) -> Any:
    """Make a page; what is left of its notes is for the next one."""
    foot = context.foot
    if not foot.order:
        return _plain_page(context, root_box, page_type, *args)
    foot.begin()
    foot.line = None
    foot.alone = args[0] is None and args[1] > 1
    made, resume_at, next_page = _plain_page(context, root_box, page_type, *args)
    if context.footnotes or context.reported_footnotes or context.current_page_footnotes:
        called = {box.footnote for box in made.descendants(placeholders=True) if box.footnote}
        foot.due |= called - foot.done
        foot.due -= foot.whole
        foot.done |= foot.whole
        context.reported_footnotes = sorted(foot.due, key=foot.order.__getitem__)
        context.footnotes = [n for n in foot.order if n not in foot.due and n not in foot.done]
    root_box.page_name = page_type.name
    if foot.alone:
        made.page_type = page_type._replace(blank=False)
    return made, resume_at, next_page


def _page_groups(groups: Any, resume_at: Any, next_page: Any, root_box: Any, blank: bool) -> Any:
    """The name of the next page: one of notes alone is of the same kind as the one before."""
    if blank and resume_at is None:
        return root_box.page_name
    return _plain_groups(groups, resume_at, next_page, root_box, blank)


def _lines(context: Any, box: Any, *args: Any) -> Iterator[Any]:
    """The lines of a block; where notes are to come, it is known which one is being set."""
    lines = _plain_lines(context, box, *args)
    return _watched(context.foot, lines) if context.footnotes else lines


def _watched(foot: _Foot, lines: Iterator[Any]) -> Iterator[Any]:
    for line, resume_at in lines:
        foot.line = line.position_y + line.height, line.height, line.style["orphans"]
        yield line, resume_at


def _page_block(context: Any, box: Any, *args: Any, **options: Any) -> Any:
    """Lay out what a page consists of: its notes are broken where they leave no more room."""
    if not isinstance(box, boxes.FootnoteAreaBox) or not box.children:
        return _plain_block(context, box, *args, **options)
    foot, notes = context.foot, context.current_page_footnotes
    skipped = foot.begun.pop(notes[0], None)
    options["skip_stack"] = skipped and {0: skipped}
    if foot.limit is not None:
        options["bottom_space"] = context.page_bottom - box.position_y - foot.limit
    with _apart(context):
        laid = _plain_block(context, box, *args, **options)
    if laid[1] is not None:
        ((last, rest),) = laid[1].items()
        if rest is not None:
            foot.begun[notes[last]] = rest
        notes = notes[:last]
    foot.whole = set(notes)
    return laid


def _update(context: Any) -> bool:
    """Make room for the notes of the page; whether the last of them does not even begin on it."""
    foot, area, notes = context.foot, context.current_footnote_area, context.current_page_footnotes
    if area.style["box_decoration_break"] != "clone":
        # What is above notes is above those that go on too.
        area.style = area.style.copy()
        area.style["box_decoration_break"] = "clone"
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children, area.height = notes, 0
    foot.limit, overflows = None, False
    if notes:
        skipped = foot.begun.get(notes[0])
        laid, resume_at = _set(context, area, -inf, skipped and {0: skipped})
        height = _height(context, area)
        if context.overflows(height, laid.margin_height()) and _is_broken_like_text(notes):
            foot.limit = height
            space = context.page_bottom - area.position_y - height
            laid, resume_at = _set(context, area, space, skipped and {0: skipped})
        area.height = laid.height
        if resume_at is not None:
            ((last, rest),) = resume_at.items()
            overflows = last < len(notes) - 1 or rest is None
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return overflows


def _set(context: Any, area: Any, bottom_space: float, skip_stack: Any) -> tuple[Any, Any]:
    """The notes of an area laid out, down to a space above the foot of the page; where to go on."""
    copied = create_anonymous_boxes(area.deepcopy())
    with _apart(context):
        laid, resume_at, *_ = _plain_block(context, copied, bottom_space, skip_stack, area.page)
    return laid, resume_at


@contextmanager
def _apart(context: Any) -> Iterator[None]:
    """While the lines of notes are set, no note is to make room for them, or called by them."""
    line, notes = context.foot.line, context.current_page_footnotes
    context.current_page_footnotes = []
    try:
        yield
    finally:
        context.foot.line, context.current_page_footnotes = line, notes


def _is_broken_like_text(notes: list[Any]) -> bool:
    """Whether each note stands in a block of its own, and none in lines with others."""
    return all(isinstance(note, boxes.BlockLevelBox) for note in notes)


def _height(context: Any, area: Any) -> float:
    """The most that the notes of a page may take of its height."""
    foot = context.foot
    if foot.cut is not None and foot.cut in context.current_page_footnotes:
        return float(foot.room)
    kept = (
        0 if foot.alone else min(_KEPT * line_break.strut(area.page.style)[0], area.page.height / 2)
    )
    return float(min(area.page.height - kept, area.max_height + area.margin_top))


def _layout_note(context: Any, note: Any) -> bool:
    """Put a note on the page; whether it does not fit there.

    One that is too high for any page begins on that of the line that calls it.
    """
    foot, line = context.foot, context.foot.line
    if foot.cut is not None and foot.cut in context.current_page_footnotes:
        return False  # it is not put there, and comes after the one that goes on
    context.footnotes.remove(note)
    context.current_page_footnotes.append(note)
    overflows = _update(context)
    if line is None or context.in_column or context.reported_footnotes:
        return overflows
    lower, height, together = line
    fits = not overflows and not context.overflows_page(0, lower)
    if (fits and foot.limit is None) or not (fits or _is_high(context, note)):
        return overflows
    area = context.current_footnote_area
    room = area.position_y - lower - (together - 1) * height
    foot.cut, foot.room = note, min(room, _height(context, area))
    least = area.margin_top + 2 * line_break.strut(note.style)[0]
    if foot.room >= least and not _update(context):
        return False
    foot.begin()
    return _update(context)


def _report(context: Any, note: Any) -> None:
    """Leave a note to the next page, if it has been put on this one."""
    if note in context.current_page_footnotes:
        _plain_report(context, note)


def _unlayout_note(context: Any, note: Any) -> None:
    """Take a note back whose call goes to another page, unless it was called before."""
    if note not in context.foot.due and note not in context.foot.done:
        _plain_unlayout(context, note)


def _is_high(context: Any, note: Any) -> bool:
    """Whether a note alone is higher than what a page has room for."""
    foot, area = context.foot, context.current_footnote_area
    if not _is_broken_like_text([note]):
        return False
    key = note, area.page.width
    if key not in foot.heights:
        alone = _set(context, area.copy_with_children([note]), -inf, None)[0]
        foot.heights[key] = alone.margin_height()
    return context.overflows(_height(context, area), foot.heights[key])  # type: ignore[no-any-return]


STEPS = (
    (layout, "make_all_pages", _all_pages),
    (page, "make_page", _make_page),
    (page, "_update_page_groups", _page_groups),
    (page, "block_level_layout", _page_block),
    (block, "iter_line_boxes", _lines),
    (LayoutContext, "_update_footnote_area", _update),
    (LayoutContext, "layout_footnote", _layout_note),
    (LayoutContext, "report_footnote", _report),
    (LayoutContext, "unlayout_footnote", _unlayout_note),
)
