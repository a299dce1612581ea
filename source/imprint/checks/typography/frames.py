"""Lines that begin and end at the same places become columns of justified text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from imprint.checks.typography.lines import Frame, LaidPage, Line

_JUSTIFIED = 0.2  # share of the lines of a side that the commonest column has
_COLUMN = 0.015  # share that makes a column of its own
_FEWEST = 4  # lines of a column
_NARROWEST = 100  # points
_OVER = 0.3  # share of the width that a line may run over
_INDENT = 42  # points that a first line is indented at most


def find_frames(
    pages: Sequence[LaidPage], rectos: Sequence[bool], plain: set[Line], leading: float
) -> bool:
    """Give each line of plain text its column; whether the text is justified."""
    justified = True
    for recto in (True, False):
        lines = [
            line
            for page, side in zip(pages, rectos, strict=True)
            for line in page.lines
            if side is recto and line in plain
        ]
        frames = _frames(lines)
        justified &= bool(frames) or len(lines) < _FEWEST
        _assign(lines, frames, leading)
    return justified


def _frames(lines: Sequence[Line]) -> list[Frame]:
    """The columns that lines are justified in, none if they are not."""
    pairs = Counter((round(line.left), round(line.right)) for line in _in_rows(lines))
    gathered: Counter[tuple[int, int]] = Counter()
    for (left, right), count in pairs.most_common():
        near = next((p for p in gathered if abs(p[0] - left) <= 1 and abs(p[1] - right) <= 1), None)
        gathered[near or (left, right)] += count
    if not gathered:
        return []
    even = gathered.most_common(1)[0][1] >= _JUSTIFIED * len(lines)
    if not even:
        return []
    fewest = max(_FEWEST, _COLUMN * len(lines))
    rights: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        rights[round(line.right)].append(line)
    found = []
    for (left, right), count in gathered.most_common():
        if count < fewest or right - left < _NARROWEST:
            continue
        ending = [line for at in (right - 1, right, right + 1) for line in rights[at]]
        own = [line for line in ending if abs(line.left - left) <= 1.5]
        found.append(Frame(median(e.left for e in own), median(e.right for e in own)))
    return _without_indents(found)


def _in_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that end where the one above or below them ends: last lines do so by chance alone."""
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if any(
            n and n.page == line.page and abs(n.right - line.right) < 1.5 for n in (before, after)
        ):
            yield line


def _without_indents(frames: Sequence[Frame]) -> list[Frame]:
    """First lines make columns too, which are none: of the same right side, a little narrower."""
    kept: list[Frame] = []
    for frame in frames:
        near = [
            other for other in kept
            if abs(frame.right - other.right) < 1.5 and abs(frame.left - other.left) < _INDENT
        ]  # fmt: skip
        if not near:
            kept.append(frame)
        elif frame.left < near[0].left:
            kept[kept.index(near[0])] = frame
    return kept


def _assign(lines: Sequence[Line], frames: Sequence[Frame], leading: float) -> None:
    before: Line | None = None
    for line in lines:
        holding = [frame for frame in frames if frame.has(line)]
        if before is not None and before.frame in holding and before.page == line.page:
            step = before.baseline - line.baseline
            if 0 < step < 1.3 * leading:
                line.frame, before = before.frame, line
                continue
        ending = [frame for frame in holding if line.right > frame.right - 1.5]
        holding = ending or holding
        if holding:
            line.frame = min(holding, key=lambda frame: frame.width)
        elif before is not None and _runs_over(line, before, leading):
            line.frame = before.frame
        before = line


def _runs_over(line: Line, before: Line, leading: float) -> bool:
    """Whether a line is of the column of the line above it, and a little longer."""
    frame = before.frame
    return (
        before.page == line.page
        and 0 < before.baseline - line.baseline < 1.3 * leading
        and -1.5 < line.left - frame.left < _INDENT
        and line.right - frame.right < _OVER * frame.width
    )
