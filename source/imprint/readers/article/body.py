"""The units of the text become blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from imprint.diagnostics import Place
from imprint.model.blocks import (
    Block,
    BlockQuote,
    Heading,
    List,
    ListItem,
    Paragraph,
    SceneBreak,
    Stanza,
    Verse,
    VerseLine,
)
from imprint.model.inlines import Inline, Link, Text
from imprint.readers.article import vocabulary
from imprint.readers.article.credits import is_label, read_credit
from imprint.readers.article.facts import URL, Zone
from imprint.readers.article.lines import width
from imprint.readers.article.sentences import ends, is_prose, is_speech, is_stopped
from imprint.readers.article.units import Shape, Unit
from imprint.values import replace

_HEADING = 70  # columns; longer lines are paragraphs
_HEADING_WORDS = 10
_VERSE = 64  # columns
_STANZA = 2  # lines, at least
_PARAGRAPH = 60  # columns that what stands under a heading must have


def build_blocks(units: Sequence[Unit], *, file: str) -> tuple[Block, ...]:
    """The blocks of the text, each with its line."""
    units = _with_headings(_as_paragraphs(units))
    verses = _verse_groups(units)
    blocks: list[Block] = []
    at = 0
    while at < len(units):
        unit = units[at]
        size = _run(units, at, verses)
        run = units[at : at + size]
        if unit.group in verses:
            blocks.append(_verse(run, file))
        else:
            blocks.append(_BUILDERS[unit.shape](run, file))
        at += size
    return tuple(blocks)


def _run(units: Sequence[Unit], at: int, verses: frozenset[int]) -> int:
    """How many units from ``at`` make one block."""
    first = units[at]
    size = 1
    if first.group in verses:
        while at + size < len(units) and _goes_on(units[at + size - 1], units[at + size], verses):
            size += 1
    elif first.shape in (Shape.QUOTE, Shape.BULLET, Shape.NUMBERED):
        while at + size < len(units) and units[at + size].shape is first.shape:
            size += 1
            if first.shape is Shape.NUMBERED and not _counts(units, at + size - 1):
                return size - 1
    return size


def _goes_on(before: Unit, unit: Unit, verses: frozenset[int]) -> bool:
    return unit.group in verses and unit.group - before.group <= 1


def _counts(units: Sequence[Unit], at: int) -> bool:
    return units[at].count == units[at - 1].count + 1


def _as_paragraphs(units: Sequence[Unit]) -> list[Unit]:
    """Items that are no list become paragraphs again, with their marks.

    A numbered line alone, numbers that leave some out, notes under their heading, and speech
    that begins with a hyphen.
    """
    found = list(units)
    in_notes = False
    for at, unit in enumerate(units):
        if unit.shape in (Shape.TEXT, Shape.HEADING) and not is_prose(unit.text):
            in_notes = vocabulary.matches("notes", unit.text)
        if unit.shape is Shape.NUMBERED and (in_notes or not _in_order(units, at)):
            found[at] = _marked(unit, f"{unit.count}{unit.marker}")
        elif unit.shape is Shape.BULLET and _is_speech_run(units, at):
            found[at] = _marked(unit, unit.marker)
    return found


def _marked(unit: Unit, mark: str) -> Unit:
    return replace(unit, shape=Shape.TEXT, text=f"{mark} {unit.text}")


def _in_order(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    before = units[at - 1] if at else None
    after = units[at + 1] if at + 1 < len(units) else None
    follows = before and before.shape is Shape.NUMBERED and before.count + 1 == unit.count
    leads = after and after.shape is Shape.NUMBERED and after.count == unit.count + 1
    return bool(follows or leads)


def _is_speech_run(units: Sequence[Unit], at: int) -> bool:
    """Whether an item is a line of dialogue: capital, final mark, beside one that asks."""
    near = [unit for unit in units[max(0, at - 3) : at + 4] if unit.shape is Shape.BULLET]
    if any(unit.marker != "-" or not unit.text[0].isupper() for unit in near):
        return units[at].marker == "-" and len(near) == 1 and ends(units[at].text)
    spoken = all(ends(unit.text) for unit in near)
    return spoken and any(re.search(r"[?!]|, \w+ (?:dit|dijo)\b", unit.text) for unit in near)


def _with_headings(units: Sequence[Unit]) -> list[Unit]:
    """Short lines between paragraphs become headings, where nothing speaks against it."""
    candidates = [_may_be_heading(unit) for unit in units]
    counts = Counter(unit.text for unit, may in zip(units, candidates, strict=True) if may)
    return [
        replace(unit, shape=Shape.HEADING, count=2)
        if candidates[at] and counts[unit.text] == 1 and _stands_as_heading(units, at, candidates)
        else unit
        for at, unit in enumerate(units)
    ]


def _may_be_heading(unit: Unit) -> bool:
    text = unit.text
    if not unit.plain or not unit.lonely or unit.lines > 1 or width(text[:200]) > _HEADING:
        return False
    if is_stopped(text) or is_speech(text) or len(text.split()) > _HEADING_WORDS:
        return False
    return not text[0].islower() and any(c.isalnum() for c in text) and not URL.search(text)


def _stands_as_heading(units: Sequence[Unit], at: int, candidates: Sequence[bool]) -> bool:
    if at + 1 == len(units) or (at and candidates[at - 1]) or candidates[at + 1]:
        return False
    if at and not _closes(units[at - 1]):
        return False
    text = units[at].text
    if vocabulary.matches("notes", text):
        return True
    if not _opens(units[at + 1]) or is_label(re.split("[:：]", text)[0]):
        return False
    if vocabulary.matches("weak_leftovers", text) or is_label(text):
        return False
    return not read_credit(text, zone=Zone.TAIL).facts


def _closes(unit: Unit) -> bool:
    """Whether a heading can stand below the unit."""
    return unit.shape is not Shape.TEXT or ends(unit.text)


def _opens(unit: Unit) -> bool:
    """Whether a heading can stand above the unit."""
    if unit.shape in (Shape.BULLET, Shape.NUMBERED, Shape.QUOTE):
        return True
    return unit.shape is Shape.TEXT and width(unit.text[:200]) >= _PARAGRAPH and ends(unit.text)


def _verse_groups(units: Sequence[Unit]) -> frozenset[int]:
    """The runs of lines that are verse: short, mostly unstopped, no speech."""
    groups: dict[int, list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.group, []).append(unit)
    return frozenset(
        number
        for number, group in groups.items()
        if _is_verse(group, share=2 if len(groups) > 2 else 4)
    )


def _is_verse(group: Sequence[Unit], *, share: int) -> bool:
    if len(group) < _STANZA or any(unit.shape is not Shape.TEXT or unit.kept for unit in group):
        return False
    if any(width(unit.text[:200]) > _VERSE or is_speech(unit.text) for unit in group):
        return False
    if any(re.match(r"[^\s:：]{1,24}(?: [^\s:：]{1,24})?[:：]\s?\S", unit.text) for unit in group):
        return False
    stopped = sum(1 for unit in group if ends(unit.text))
    return stopped * share <= len(group)


def _paragraph(run: Sequence[Unit], file: str) -> Block:
    place = Place(file, run[0].line)
    return Paragraph(children=inlines(run[0].text, place), place=place)


def _heading(run: Sequence[Unit], file: str) -> Block:
    place = Place(file, run[0].line)
    level = min(max(run[0].count, 2), 6)
    return Heading(level=level, children=inlines(run[0].text, place), place=place)


def _break(run: Sequence[Unit], file: str) -> Block:
    return SceneBreak(place=Place(file, run[0].line))


def _quote(run: Sequence[Unit], file: str) -> Block:
    texts = [unit for unit in run if unit.text]
    blocks = tuple(_paragraph([unit], file) for unit in texts)
    return BlockQuote(blocks=blocks, place=Place(file, run[0].line))


def _list(run: Sequence[Unit], file: str) -> Block:
    items = tuple(
        ListItem(blocks=(_paragraph([unit], file),), place=Place(file, unit.line)) for unit in run
    )
    return List(
        items=items,
        ordered=run[0].shape is Shape.NUMBERED,
        start=run[0].count if run[0].shape is Shape.NUMBERED else 1,
        tight=len({unit.group for unit in run}) == 1,
        place=Place(file, run[0].line),
    )


def _verse(run: Sequence[Unit], file: str) -> Block:
    groups: dict[int, list[VerseLine]] = {}
    for unit in run:
        place = Place(file, unit.line)
        line = VerseLine(children=inlines(unit.text, place), place=place)
        groups.setdefault(unit.group, []).append(line)
    stanzas = tuple(Stanza(lines=tuple(lines), place=lines[0].place) for lines in groups.values())
    return Verse(stanzas=stanzas, place=Place(file, run[0].line))


def inlines(text: str, place: Place) -> tuple[Inline, ...]:
    """A text and the links in it."""
    text = text.replace("\t", " ")
    found: list[Inline] = []
    start = 0
    for match in URL.finditer(text):
        if match.start() > start:
            found.append(Text(text=text[start : match.start()], place=place))
        address = Text(text=match.group(), place=place)
        found.append(Link(target=match.group(), children=(address,), place=place))
        start = match.end()
    if start < len(text):
        found.append(Text(text=text[start:], place=place))
    return tuple(found)


_BUILDERS: dict[Shape, Callable[[Sequence[Unit], str], Block]] = {
    Shape.TEXT: _paragraph,
    Shape.HEADING: _heading,
    Shape.BREAK: _break,
    Shape.QUOTE: _quote,
    Shape.BULLET: _list,
    Shape.NUMBERED: _list,
}
