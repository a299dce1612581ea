"""Units become the parts of a page: the text, what is said about it, what the page adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from imprint.readers.article import vocabulary
from imprint.readers.article.sentences import is_prose
from imprint.readers.article.units import Shape, Unit


class PartKind(Enum):
    """What a heading that the tables know begins."""

    TEXT = "text"
    ABOUT = "about"
    WEAK_ABOUT = "weak_about"
    AUTHOR = "about_author"
    COMMENTS = "comments"
    RELATED = "related"
    WEAK_SECTION = "weak_sections"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of units and the heading that begins it; the first part has none."""

    kind: PartKind
    heading: Unit | None
    units: tuple[Unit, ...]
    after_prose: bool = False  # whether a paragraph of prose stands before it in the file


_ANYWHERE = (PartKind.ABOUT, PartKind.AUTHOR, PartKind.COMMENTS, PartKind.RELATED)
_AT_THE_END = (PartKind.WEAK_ABOUT, PartKind.WEAK_SECTION)


def part(units: Sequence[Unit]) -> list[Part]:
    """The parts of a file's units, after its title."""
    kinds = _kinds(units)
    starts = [at for at, kind in enumerate(kinds) if kind is not None]
    first = starts[0] if starts else len(units)
    parts = [Part(PartKind.TEXT, None, tuple(units[:first]))]
    after_prose = False
    for start, end in pairwise([*starts, len(units)]):
        kind = kinds[start] or PartKind.TEXT
        after_prose = after_prose or any(is_prose(unit.text) for unit in parts[-1].units)
        members = tuple(units[start + 1 : end])
        parts.append(Part(kind, units[start], members, after_prose))
    return parts


def _kinds(units: Sequence[Unit]) -> list[PartKind | None]:
    """For each unit the kind of part that it begins."""
    kinds: list[PartKind | None] = []
    prose_follows = False
    for at in range(len(units) - 1, -1, -1):
        kind = _kind(units[at], at_the_end=not prose_follows)
        if kind is not None and kind is not PartKind.WEAK_ABOUT:
            prose_follows = False
        elif kind is None and units[at].shape in (Shape.TEXT, Shape.QUOTE):
            prose_follows = prose_follows or is_prose(units[at].text)
        kinds.append(kind)
    return kinds[::-1]


def _kind(unit: Unit, *, at_the_end: bool) -> PartKind | None:
    if unit.kept or unit.lines > 1 or len(unit.text) > 160:
        return None
    if unit.shape not in (Shape.TEXT, Shape.HEADING):
        return None
    for kind in _ANYWHERE:
        if vocabulary.matches(kind.value, unit.text):
            return kind
    for kind in _AT_THE_END if at_the_end or unit.shape is Shape.HEADING else ():
        if unit.lonely and vocabulary.matches(kind.value, unit.text):
            return kind
    return None
