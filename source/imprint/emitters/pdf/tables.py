"""Tables whose head leaves no room for a row keep both: the row is broken, or the head is.

The engine leaves a head out where it does not fit on a page together with what follows it, on the
page where the table begins too. CSS Tables 3, section 4.2
(https://www.w3.org/TR/css-tables-3/#repeated-headers), lets it be repeated or not, and no more.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import block

_MOST = 0.5  # of a page's height, for a head that is repeated

_plain = block.table_layout


def _table(
    context: Any,
    table: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
) -> Any:
    """Lay a table out; if that leaves its head out, once more with a row that may be broken."""
    rest = bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes
    laid = _plain(context, table, *rest)
    if not _has_head(table) or laid[0] is None or _has_head(laid[0]):
        return laid
    row = _first_row(table, skip_stack)
    if row is not None and row.style["break_inside"] != "auto":
        row.style = row.style.copy()
        row.style["break_inside"] = "auto"
        laid = _again(context, laid[0], table, *rest)
    if laid[0] is not None and skip_stack is None and not _is_short(context, laid[0]):
        # It is set once, like rows of the body.
        _demote(table.children[0])
        context.unrepeated = {*getattr(context, "unrepeated", ()), table.children[0].element}
        laid = _again(context, laid[0], table, *rest)
    return laid


def _demote(head: Any) -> None:
    """Make a head rows of the body, whose cells begin on one line wherever they are broken."""
    head.is_header = False
    for row in head.children:
        for cell in row.children:
            cell.style = cell.style.copy()
            cell.style["vertical_align"] = "top"


def _has_head(table: Any) -> bool:
    return bool(table.children) and table.children[0].is_header


def _is_short(context: Any, table: Any) -> bool:
    """Whether a table has a head that leaves most of a page to the body."""
    height = context.current_footnote_area.page.height
    return _has_head(table) and table.children[0].height < _MOST * height


def _first_row(table: Any, skip_stack: Any) -> Any:
    """The row of the body that comes next, or None."""
    skipped, inner = next(iter(skip_stack.items())) if skip_stack else (0, None)
    for group in table.children[skipped:]:
        if group.children and not group.is_header and not group.is_footer:
            return group.children[next(iter(inner)) if inner else 0]
    return None


def _again(context: Any, laid: Any, table: Any, *rest: Any) -> Any:
    *_, absolute_boxes, fixed_boxes = rest
    block.remove_placeholders(context, [laid], absolute_boxes, fixed_boxes)
    return _plain(context, table, *rest)


STEPS = ((block, "table_layout", _table),)
