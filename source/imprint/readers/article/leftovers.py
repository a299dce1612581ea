"""Units lose what the web page put around and between them, each with a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imprint.readers.article import vocabulary
from imprint.readers.article.credits import Reading, read_credit
from imprint.readers.article.facts import Zone
from imprint.readers.article.ledger import Ledger
from imprint.readers.article.parts import Part, PartKind
from imprint.readers.article.sentences import ends, is_prose, is_speech
from imprint.readers.article.units import Shape, Unit

_SEVERAL = (re.compile(r"\s*[|｜·•/]\s*"), re.compile(r"\s+"))
_WEAK = 160  # characters; no weak pattern is longer
_COMMENT_REACH = 60  # units that a reader's comment may have after its line of name and time


def is_strong(unit: Unit) -> bool:
    """Whether the unit is a page's own wherever it stands."""
    return not unit.kept and vocabulary.matches("leftovers", unit.text)


def is_weak(unit: Unit) -> bool:
    """Whether the unit is a page's own if it stands at an edge or beside another."""
    if unit.kept or len(unit.text) > _WEAK:
        return False
    if vocabulary.matches("weak_leftovers", unit.text) or is_strong(unit):
        return True
    return any(_are_weak(splitter.split(unit.text)) for splitter in _SEVERAL)


def _are_weak(pieces: Sequence[str]) -> bool:
    """Whether a line is a row of buttons."""
    several = 1 < len(pieces) <= 12
    return several and all(vocabulary.matches("weak_leftovers", piece) for piece in pieces)


def at_an_edge(unit: Unit, above: Unit | None) -> bool:
    """Whether a unit at the end of the text is the page's own.

    A weak one is not where it goes on with the line above it, as in verse.
    """
    if is_strong(unit):
        return True
    return is_weak(unit) and not _goes_on(unit, above)


def _goes_on(unit: Unit, above: Unit | None) -> bool:
    if above is None or above.group != unit.group or is_weak(above):
        return False
    return not (ends(above.text) or re.search("[:：]", above.text))


def weed(units: Sequence[Unit], ledger: Ledger) -> list[Unit]:
    """The units without the page's own: strong ones, and weak ones side by side."""
    weak = [is_weak(unit) for unit in units]
    kept: list[Unit] = []
    for at, unit in enumerate(units):
        beside = (at > 0 and weak[at - 1]) or (at + 1 < len(units) and weak[at + 1])
        if weak[at] and (beside or is_strong(unit)):
            ledger.drop(unit)
        else:
            kept.append(unit)
    return kept


def swallow(part: Part, ledger: Ledger) -> list[Unit]:
    """What stays of a part that is the page's own: prose and what follows it.

    Comments and lists of other texts go, line by line; a paragraph of prose stays, with a
    finding, unless the line above it names a reader and the time of the comment.
    """
    heading = part.heading
    if heading is not None:
        if part.kind is PartKind.WEAK_SECTION and not _is_proved(part):
            return [heading, *part.units]
        ledger.drop(heading)
    comments = part.kind in (PartKind.COMMENTS, PartKind.WEAK_SECTION)
    commenter = -_COMMENT_REACH
    for at, unit in enumerate(part.units):
        if comments and _is_commenter(unit):
            commenter = at
        by_reader = at - commenter < _COMMENT_REACH
        if not (is_strong(unit) or by_reader) and _is_text(unit):
            if heading is not None:
                _warn(unit, heading, ledger)
            return list(part.units[at:])
        if not _is_last_right(unit, ledger):
            ledger.drop(unit)
    return []


def _is_proved(part: Part) -> bool:
    """Whether a heading such as "Comments" is the page's own: after prose, or above such lines."""
    if part.after_prose or not part.units:
        return True
    above = (None, *part.units)
    own = [
        not _goes_on(unit, above[at]) and (is_weak(unit) or _is_commenter(unit))
        for at, unit in enumerate(part.units)
    ]
    return sum(own) * 2 > len(own)


def _is_commenter(unit: Unit) -> bool:
    return not unit.kept and vocabulary.matches("commenters", unit.text)


def _is_last_right(unit: Unit, ledger: Ledger) -> bool:
    """Whether a page's last line says whose the rights are, and nothing did before; note it."""
    reading = read_credit(unit.text, zone=Zone.TAIL) if "©" in unit.text[:400] else Reading()
    stated = {fact.key for fact, _ in ledger.facts}
    if not reading.whole or "rights" in stated or reading.facts[0].key != "rights":
        return False
    for fact in reading.facts:
        ledger.read(unit, fact)
    return True


def _is_text(unit: Unit) -> bool:
    if unit.kept:
        return True
    if unit.shape not in (Shape.TEXT, Shape.QUOTE):
        return False
    return is_prose(unit.text) or (is_speech(unit.text) and ends(unit.text))


def _warn(unit: Unit, heading: Unit, ledger: Ledger) -> None:
    if not unit.kept:
        ledger.doubt(
            unit,
            f"kept as text, though it stands under “{heading.text}”",
            "delete it if it is not the author's",
        )
