"""The spaces of justified lines: too wide, too narrow, one below the other; and lines too long."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from imprint.checks.typography.faults import Fault, fault
from imprint.checks.typography.lines import Line
from imprint.checks.typography.measures import MEASURES
from imprint.checks.typography.setting import Kind, Setting


def find_uneven_lines(setting: Setting) -> Iterator[Fault]:
    """Loose and tight lines: their word space against that of the font."""
    for line in _justified(setting):
        share = _share(line, setting)
        space = line.space - 2 * line.tracking
        if share >= MEASURES.loose and space >= MEASURES.loose_ems * line.size:
            yield fault("TYP-008", line, weight=share, detail=_told(share))
        elif MEASURES.impossible < share <= MEASURES.tight and len(line.words) > 3:
            yield fault("TYP-009", line, weight=1 / max(share, 0.01), detail=_told(share))


def _justified(setting: Setting) -> Iterator[Line]:
    for paragraph in setting.paragraphs:
        for line in paragraph.lines[:-1]:
            if len(line.words) > 1:
                yield line


def _told(share: float) -> str:
    return f"spaces of {share:.1f} times the font’s"


def _share(line: Line, setting: Setting) -> float:
    own = line.own_space or setting.space * line.size
    return (line.space - 2 * line.tracking) / own if own else 1.0


def find_rivers(setting: Setting) -> Iterator[Fault]:
    """Wide spaces that run down through lines, each touching the one above."""
    for paragraph in setting.paragraphs:
        flows: list[tuple[float, float, list[Line]]] = []
        ended: list[list[Line]] = []
        for line in paragraph.lines:
            wide = _wide(line, setting)
            going: list[tuple[float, float, list[Line]]] = []
            for left, right in wide:
                above = [
                    f for f in flows if f[0] < right and left < f[1] and _follows(f[2][-1], line)
                ]
                longest = max(above, key=lambda f: len(f[2]), default=(0.0, 0.0, []))
                going.append((left, right, [*longest[2], line]))
            ended.extend(f[2] for f in flows if not any(f[2][-1] in g[2] for g in going))
            flows = going
        ended.extend(flow[2] for flow in flows)
        yield from _rivers(ended)


def _rivers(ended: Sequence[list[Line]]) -> Iterator[Fault]:
    seen: set[Line] = set()
    for lines in sorted(ended, key=len, reverse=True):
        if len(lines) >= MEASURES.river_lines and not seen & set(lines):
            seen.update(lines)
            yield fault("TYP-010", lines[0], weight=len(lines), detail=f"{len(lines)} lines")


def _wide(line: Line, setting: Setting) -> list[tuple[float, float]]:
    own = line.own_space or setting.space * line.size
    least = max(MEASURES.river * own, MEASURES.river_ems * line.size) + 2 * line.tracking
    return [(left, right) for left, right in line.gaps if right - left >= least]


def _follows(above: Line, below: Line) -> bool:
    return above.page == below.page and 0 < above.baseline - below.baseline < 2 * above.size


def find_long_lines(setting: Setting) -> Iterator[Fault]:
    """Lines that run over the side of their column."""
    for paragraph in setting.paragraphs:
        for line in paragraph.lines:
            over = line.right - line.frame.right
            allowed = MEASURES.over if line.text[-1].isalnum() else MEASURES.hanging
            if over > allowed * line.size:
                yield fault("TYP-014", line, weight=over, detail=f"by {over:.1f} points", end=True)


def find_wide_blanks(setting: Setting) -> Iterator[Fault]:
    """More than one blank line within the running text, with nothing in it."""
    for page in setting.pages:
        for column in page.columns:
            for above, below in itertools.pairwise(column):
                both = setting.kind(above) is setting.kind(below) is Kind.BODY
                lines = (above.baseline - below.baseline) / setting.leading
                if not both or lines <= MEASURES.blank:
                    continue
                top = above.baseline - 0.4 * above.size
                if not setting.draws(page.number, below.baseline + below.size, top, thick=0.0):
                    yield fault("TYP-017", below, weight=lines, detail=f"{lines - 1:.1f} lines")
