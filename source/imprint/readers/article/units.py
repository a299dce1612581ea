"""Lines become units: paragraphs made whole again, list items, quotations, headings, breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from imprint.readers.article.credits import read_credit
from imprint.readers.article.dates import whole_date
from imprint.readers.article.facts import Zone
from imprint.readers.article.lines import Line, join
from imprint.readers.article.wrapping import Wrapping
from imprint.values import replace

_BREAK = re.compile(r"(?:[*⁂•·~_=#—–-]\s*){3,}|⁂|[*•·❦❧]|◆|◇|(?:\*\s*)+")
_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_QUOTE = re.compile(r"(?:>\s?)+(.*)")
_BULLET = re.compile(r"([-*•‣▪◦●])\s+(\S.*)")
_NUMBERED = re.compile(r"(\d{1,3})([.)])\s+(\S.*)")
_MOST_CREDITS = 20  # lines that stand together as a list of credits
_SHORT = 40  # a line longer than this is never a break


class Shape(Enum):
    """What the characters of a line say that it is."""

    TEXT = "text"
    HEADING = "heading"
    BREAK = "break"
    QUOTE = "quote"
    BULLET = "bullet"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, heading, list item or break of the file.

    ``group`` counts the runs of lines between blank lines; ``lonely`` units are a group on their
    own. ``count`` is a heading's level or a numbered item's number, ``marker`` the item's marker.
    """

    text: str
    line: int
    group: int
    shape: Shape = Shape.TEXT
    kept: bool = False
    count: int = 0
    marker: str = ""
    lonely: bool = True
    lines: int = 1

    @property
    def plain(self) -> bool:
        """Whether nothing but its words says what it is."""
        return self.shape is Shape.TEXT and not self.kept


def read_units(lines: Sequence[Line]) -> tuple[Unit, ...]:
    """The units of the lines, in order."""
    groups = tuple(_groups(lines))
    wrapping = Wrapping.of(groups)
    quoting = _indents_quote(groups)
    units: list[Unit] = []
    for number, group in enumerate(groups):
        members = _units(group, number, wrapping, quoting=quoting)
        lonely = len(members) == 1
        units.extend(replace(unit, lonely=lonely) for unit in members if unit.text)
    return tuple(units)


def _groups(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    group: list[Line] = []
    for line in lines:
        if line.blank and not line.kept:
            if group:
                yield tuple(group)
            group = []
        elif not line.blank:
            group.append(line)
    if group:
        yield tuple(group)


def _indents_quote(groups: Sequence[tuple[Line, ...]]) -> bool:
    """Whether indented lines are quotations: not where many paragraphs are indented."""
    indented = sum(1 for group in groups if group[0].indent >= 2)
    return indented * 10 <= len(groups) * 3


def _units(group: Sequence[Line], number: int, wrapping: Wrapping, *, quoting: bool) -> list[Unit]:
    quoted = quoting and all(line.indent >= 2 for line in group) and not _is_list(group)
    few = len(group) <= _MOST_CREDITS
    runs: list[list[Unit]] = []
    before: Line | None = None
    for line in group:
        unit = _shaped(line, number, quoted=quoted)
        goes_on = before is not None and _continues(runs[-1], before, unit, line, wrapping)
        if goes_on and before and not (few and _are_credits(before, line)):
            runs[-1].append(unit)
        else:
            runs.append([unit])
        before = line
    return [_whole(run) for run in runs]


def _whole(run: Sequence[Unit]) -> Unit:
    """The unit that several lines make."""
    return replace(run[0], text=join([unit.text for unit in run]), lines=len(run))


def _is_list(group: Sequence[Line]) -> bool:
    return bool(_BULLET.fullmatch(group[0].text) or _NUMBERED.fullmatch(group[0].text))


def _shaped(line: Line, group: int, *, quoted: bool) -> Unit:
    plain = Unit(line.text, line.number, group, kept=line.kept)
    if line.kept:
        return plain
    first = line.text[0]
    if len(line.text) <= _SHORT and _BREAK.fullmatch(line.text):
        return replace(plain, shape=Shape.BREAK)
    if first == "#" and (match := _HEADING.fullmatch(line.text)):
        return replace(plain, shape=Shape.HEADING, text=match[2], count=len(match[1]))
    if first == ">" and (match := _QUOTE.fullmatch(line.text)):
        return replace(plain, shape=Shape.QUOTE, text=match[1].strip())
    if quoted:
        return replace(plain, shape=Shape.QUOTE)
    if match := _BULLET.fullmatch(line.text):
        return replace(plain, shape=Shape.BULLET, text=match[2], marker=match[1])
    match = _NUMBERED.fullmatch(line.text)
    if match and not whole_date(line.text):
        return replace(
            plain, shape=Shape.NUMBERED, text=match[3], count=int(match[1]), marker=match[2]
        )
    return plain


def _continues(
    run: Sequence[Unit], before: Line, unit: Unit, line: Line, wrapping: Wrapping
) -> bool:
    """Whether a line goes on with the unit that the lines above it make."""
    shape = run[0].shape
    if unit.kept or shape in (Shape.HEADING, Shape.BREAK):
        return False
    if shape is Shape.QUOTE:
        above, below = replace(before, text=run[-1].text), replace(line, text=unit.text or " ")
        return unit.shape is Shape.QUOTE and wrapping.joins(above, below)
    if unit.shape is not Shape.TEXT:
        return False
    if shape in (Shape.BULLET, Shape.NUMBERED):
        return line.indent > before.indent or line.indent >= 2 or wrapping.joins(before, line)
    opens = line.indent >= 2 and before.indent < line.indent
    return not opens and wrapping.joins(before, line)


def _are_credits(before: Line, line: Line) -> bool:
    """Whether two lines each say a fact whole: a list of credits, and not a wrapped one."""
    if not line.text[0].isupper():
        return False
    return all(read_credit(each.text, zone=Zone.ABOUT).whole for each in (before, line))
