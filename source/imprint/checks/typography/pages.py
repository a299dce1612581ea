"""The pages of a book: how paragraphs, headings and chapters are broken over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from imprint.checks.typography.faults import Fault, fault
from imprint.checks.typography.lines import Line
from imprint.checks.typography.measures import MEASURES
from imprint.checks.typography.setting import Kind, SetPage, Setting

_SAME = 2.0  # points that the feet of full pages may be off by nature


def find_stranded_lines(setting: Setting) -> Iterator[Fault]:
    """Widows: the last line of a paragraph alone at a head. Orphans: its first line at a foot."""
    for one, other in _breaks(setting):
        above, below = one[-1], other[0]
        paragraph = setting.home[above]
        if setting.home[below] is not paragraph:
            continue
        if setting.is_last(below):
            yield fault("TYP-001", below)
        if setting.is_first(above):
            yield fault("TYP-002", above)


def _breaks(setting: Setting) -> Iterator[tuple[list[Line], list[Line]]]:
    """The body text on both sides of each break between columns or pages."""
    columns = [column for page in setting.pages for column in _texts(page, setting)]
    for one, other in pairwise(columns):
        if other[0].page - one[0].page <= 1:
            yield one, other


def _texts(page: SetPage, setting: Setting) -> Iterator[list[Line]]:
    for column in page.columns:
        if body := setting.body(column):
            yield body


def find_hyphens_at_feet(setting: Setting) -> Iterator[Fault]:
    """A word that is broken over two pages: worse where the leaf is turned in between."""
    for page, following in pairwise(setting.pages):
        texts = list(_texts(page, setting))
        if not texts or following.opens:
            continue
        last = texts[-1][-1]
        if last.hyphenated and setting.is_full(last):
            yield fault("TYP-005" if page.recto else "TYP-006", last, end=True)


def find_lonely_headings(setting: Setting) -> Iterator[Fault]:
    """A heading that fewer than two lines of text stand below."""
    for page in setting.pages:
        for column in page.columns:
            yield from _lonely_in(column, setting)


def _lonely_in(column: Sequence[Line], setting: Setting) -> Iterator[Fault]:
    headings = [at for at, line in enumerate(column) if setting.kind(line) is Kind.HEADING]
    if not headings or headings[0] == headings[-1] == 0 == len(column) - 1:
        return  # a title page
    at = headings[-1]
    if not any(setting.kind(line) is Kind.BODY for line in column[: headings[0]]):
        return
    below = column[at + 1 :]
    if len(below) >= MEASURES.below_heading or _is_at_end(column[at], setting):
        return
    if not setting.draws(column[at].page, 0.0, column[at].baseline - column[at].size):
        yield fault("TYP-011", column[at], weight=MEASURES.below_heading - len(below))


def _is_at_end(heading: Line, setting: Setting) -> bool:
    """Whether nothing follows on the next page that could stand below the heading."""
    following = setting.pages[heading.page + 1 : heading.page + 2]
    return not following or following[0].opens or not any(following[0].lines)


def find_short_last_pages(setting: Setting) -> Iterator[Fault]:
    """The last page of a chapter with few lines on it."""
    for page in setting.pages:
        lines = list(page.lines)
        body = [line for line in lines if setting.kind(line) is Kind.BODY]
        if not body or page.opens or page.number == 0 or not _ends_chapter(page, setting):
            continue
        before = setting.pages[page.number - 1]
        if len(lines) >= MEASURES.last_page or not any(_texts(before, setting)):
            continue
        if not setting.draws(page.number, 0.0, page.height):
            yield fault("TYP-012", body[0], weight=-len(lines), detail=_lines(len(lines)))


def _lines(count: int) -> str:
    return "one line" if count == 1 else f"{count} lines"


def _ends_chapter(page: SetPage, setting: Setting) -> bool:
    """Whether what follows a page begins with a heading, maybe after blank pages, or is nothing."""
    for following in setting.pages[page.number + 1 :]:
        if any(following.lines):
            return following.opens
    return True


def find_unequal_feet(setting: Setting) -> Iterator[Fault]:
    """Facing pages of running text whose last lines stand at different heights."""
    depth = _usual_depth(setting)
    for verso, recto in pairwise(setting.pages):
        if verso.recto or not recto.recto:
            continue
        feet = [_foot(page, setting) for page in (verso, recto)]
        if None in feet or _ends_chapter(verso, setting) or _ends_chapter(recto, setting):
            continue
        one, other = feet[0], feet[1]
        assert one is not None
        assert other is not None
        apart = abs(one.baseline - other.baseline)
        short = one if one.baseline > other.baseline else other
        if apart <= MEASURES.depth * setting.leading or not _is_usual(feet, depth):
            continue
        below = short.baseline - 0.4 * short.size
        if _goes_on_in_text(short, setting) and not setting.draws(short.page, depth, below):
            count = apart / setting.leading
            yield fault("TYP-013", short, weight=count, detail=f"{count:.1f} lines", end=True)


def _goes_on_in_text(foot: Line, setting: Setting) -> bool:
    """Whether the next page begins with text: a table or a list may have had no room."""
    following = setting.pages[foot.page + 1]
    first = next(following.lines, None)
    return first is not None and setting.kind(first) is Kind.BODY


def _is_usual(feet: Sequence[Line | None], depth: float) -> bool:
    return any(line is not None and abs(line.baseline - depth) < _SAME for line in feet)


def _usual_depth(setting: Setting) -> float:
    feet = Counter(round(foot.baseline) for page in setting.pages if (foot := _foot(page, setting)))
    return float(feet.most_common(1)[0][0]) if feet else 0.0


def _foot(page: SetPage, setting: Setting) -> Line | None:
    """The lowest line of a page, where it is body text: notes and pictures stand as they may."""
    lowest = min(page.lines, key=lambda line: line.baseline, default=None)
    return lowest if lowest and setting.kind(lowest) is Kind.BODY else None


def find_lost_breaks(setting: Setting) -> Iterator[Fault]:
    """A break of the scene between two pages that nothing shows."""
    if not _indents(setting):
        return
    for one, other in _breaks(setting):
        above, below = one[-1], other[0]
        page = setting.pages[below.page]
        if page.opens or not _stands_first(below, setting):
            continue
        plain = abs(below.left - below.frame.left) < 1.5
        ended = setting.is_last(above) and setting.is_first(below) and not setting.is_full(above)
        if plain and ended and _same_measure(above, below) and setting.is_full(below):
            yield fault("TYP-016", below)


def _same_measure(one: Line, other: Line) -> bool:
    return abs(one.frame.width - other.frame.width) < 2.0


def _stands_first(line: Line, setting: Setting) -> bool:
    """Whether nothing else is above a line in its column, and nothing below the one before."""
    columns = setting.pages[line.page].columns
    first = next(column for column in columns if line in column)[0]
    if first is not line:
        return False
    if columns[0][0] is not line:
        return True
    before = setting.pages[line.page - 1].columns if line.page else []
    return bool(before) and setting.kind(before[-1][-1]) is Kind.BODY


def _indents(setting: Setting) -> bool:
    """Whether the book shows by indents where paragraphs begin."""
    firsts = [p.lines[0] for p in setting.paragraphs if len(p.lines) > 1]
    indented = [line for line in firsts if line.left > line.frame.left + 0.4 * setting.size]
    return len(indented) * 2 > len(firsts) > 3
