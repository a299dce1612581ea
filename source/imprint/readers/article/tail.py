"""The last units of the text, and those under the credits' heading, become credits."""

from __future__ import annotations

from collections.abc import Sequence

from imprint.readers.article import vocabulary
from imprint.readers.article.credits import Reading, is_label, read_credit
from imprint.readers.article.facts import Zone
from imprint.readers.article.head import below_label
from imprint.readers.article.ledger import Ledger
from imprint.readers.article.leftovers import at_an_edge, is_strong, is_weak
from imprint.readers.article.parts import Part, PartKind
from imprint.readers.article.sentences import is_prose
from imprint.readers.article.units import Shape, Unit

_NEAR = 8  # units from the end in which a credit may stand above a biographical note
_CREDIT = 400  # characters
_MUCH = 1_200  # characters of prose under a heading that nobody understood: it is text
_FEW = 4  # paragraphs of it
_EXPLICIT = {"aut", "issued", "leftover", "publisher", "unclear", "title", "standfirst"}


def read_tail(units: Sequence[Unit], ledger: Ledger) -> list[Unit]:
    """The units without the credits and leftovers at their end."""
    end = len(units)
    while end and not units[end - 1].kept:
        size = _credit_at_end(units, end, ledger)
        if not size:
            break
        end -= size
    return _without_near_credits(list(units[:end]), ledger)


def _credit_at_end(units: Sequence[Unit], end: int, ledger: Ledger) -> int:
    """How many units before ``end`` are a credit or a leftover; they go to the ledger."""
    unit = units[end - 1]
    if unit.shape is Shape.BREAK or at_an_edge(unit, units[end - 2] if end > 1 else None):
        ledger.drop(unit)
        return 1
    if unit.shape not in (Shape.TEXT, Shape.QUOTE):
        return 0
    reading = _reading(unit)
    if reading.mostly:
        _note(unit, reading, ledger)
        return 1
    label = units[end - 2] if end > 1 else None
    if label is not None and not label.kept:
        facts = below_label(label, unit, zone=Zone.TAIL)
        for fact in facts:
            ledger.read(unit, fact)
        return 2 if facts else 0
    return 0


def _reading(unit: Unit) -> Reading:
    if len(unit.text) > _CREDIT:
        return Reading((), (unit.text,))
    return read_credit(unit.text, zone=Zone.TAIL)


def _note(unit: Unit, reading: Reading, ledger: Ledger) -> None:
    for fact in reading.facts:
        ledger.read(unit, fact)
    for piece in reading.rest:
        ledger.keep_aside(unit, piece)


def _without_near_credits(units: list[Unit], ledger: Ledger) -> list[Unit]:
    """Credits that stand a few units above the end, as over a note on the author."""
    reach = min(_NEAR, len(units) // 3)
    kept = units[: len(units) - reach]
    for unit in units[len(units) - reach :]:
        plain = unit.plain and unit.lonely and len(unit.text) <= 200
        reading = _reading(unit) if plain else Reading()
        if reading.mostly and not any(fact.key in _EXPLICIT for fact in reading.facts):
            _note(unit, reading, ledger)
        else:
            kept.append(unit)
    return kept


def take_captions(units: Sequence[Unit], ledger: Ledger) -> list[Unit]:
    """The units without the lines that do nothing but name who made a picture."""
    kept: list[Unit] = []
    for unit in units:
        reading = _caption(unit)
        if reading.whole:
            _note(unit, reading, ledger)
        else:
            kept.append(unit)
    return kept


def _caption(unit: Unit) -> Reading:
    short = unit.plain and len(unit.text) <= 120
    if not short or not vocabulary.caption().match(unit.text):
        return Reading()
    return read_credit(unit.text, zone=Zone.BODY)


def read_about(part: Part, ledger: Ledger) -> list[Unit]:
    """What of the part under the credits' heading is text; the rest goes to the ledger."""
    readings = [_about(unit) for unit in part.units]
    if part.heading is not None and _is_text(part, readings):
        return [part.heading, *part.units]
    if part.heading is not None:
        ledger.drop(part.heading)
    at, left = 0, False
    while at < len(part.units):
        unit = part.units[at]
        left = left or is_weak(unit)
        if left and _is_teaser(unit, readings[at]):
            ledger.drop(unit)
            at += 1
            continue
        strange = is_prose(unit.text) and not readings[at].facts and not is_strong(unit)
        if unit.kept or unit.shape is Shape.HEADING or (strange and not part.after_prose):
            return list(part.units[at:])
        follower = part.units[at + 1] if at + 1 < len(part.units) else None
        at += _file_about(unit, follower, readings[at], ledger)
    return []


def _is_teaser(unit: Unit, reading: Reading) -> bool:
    """Whether a unit below the page's own is the page's too: a title or a date of another text."""
    credited = any(fact.key != "issued" for fact in reading.facts)
    return not (unit.kept or credited or is_prose(unit.text))


def _about(unit: Unit) -> Reading:
    if unit.kept or unit.shape is Shape.HEADING:
        return Reading()
    return read_credit(unit.text, zone=Zone.ABOUT)


def _is_text(part: Part, readings: Sequence[Reading]) -> bool:
    """Whether a part with the heading of credits is a section of the article."""
    strange = [
        unit
        for unit, reading in zip(part.units, readings, strict=True)
        if not reading.facts and is_prose(unit.text) and not is_strong(unit)
    ]
    if not part.after_prose and strange:
        return not readings[0].facts
    if part.kind is PartKind.WEAK_ABOUT:
        return bool(strange) or not any(reading.facts for reading in readings)
    return len(strange) > _FEW or sum(len(unit.text) for unit in strange) > _MUCH


def _file_about(unit: Unit, follower: Unit | None, reading: Reading, ledger: Ledger) -> int:
    """Note what a unit under the credits' heading says; how many units that took."""
    if unit.shape is Shape.BREAK or (is_weak(unit) and not reading.facts):
        ledger.drop(unit)
        return 1
    if follower is not None and not reading.facts:
        facts = below_label(unit, follower, zone=Zone.ABOUT)
        for fact in facts:
            ledger.read(follower, fact)
        if facts:
            return 2
        if is_label(unit.text) and not is_label(follower.text) and len(follower.text) <= _CREDIT:
            ledger.keep_aside(unit, f"{unit.text.rstrip(' :：')}: {follower.text}")
            return 2
    _note(unit, reading, ledger)
    return 1
