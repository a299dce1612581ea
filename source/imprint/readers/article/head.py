"""The first units become the title, the standfirst and the credits below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imprint.readers.article.credits import is_label, read_credit
from imprint.readers.article.facts import Fact, Facts, Zone, interpret
from imprint.readers.article.ledger import Ledger
from imprint.readers.article.leftovers import is_strong, is_weak
from imprint.readers.article.names import read_names
from imprint.readers.article.sentences import is_prose, is_stopped
from imprint.readers.article.units import Shape, Unit
from imprint.values import replace

_DEEPEST = 25  # units that a head may have
_STANDFIRST = 400  # characters
_CREDIT = 300


def take_title(units: Sequence[Unit], ledger: Ledger) -> tuple[Unit | None, list[Unit]]:
    """The title and what follows it; leftovers before it and its repetition are dropped."""
    start = 0
    while start < len(units) and _precedes_title(units, start):
        ledger.drop(units[start])
        start += 1
    if start == len(units):
        return None, []
    title = _freed(units[start], ledger)
    rest = list(units[start + 1 :])
    while rest and not rest[0].kept and _is_repeated(rest[0], title):
        ledger.drop(rest.pop(0))
    return title, rest


def _precedes_title(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    if unit.kept:
        return False
    if is_strong(unit) or unit.shape is Shape.BREAK:
        return True
    if not is_weak(unit):
        return False
    if at + 1 >= len(units) or at > 0:
        return True
    follower = units[at + 1]
    if is_weak(follower):
        return True
    short = len(follower.text) <= 100 and not is_stopped(follower.text)
    return short and not read_credit(follower.text, zone=Zone.HEAD).facts


def _freed(unit: Unit, ledger: Ledger) -> Unit:
    """The title without the label "Title:", and without a mark of emphasis around it."""
    text = unit.text.strip("*_ ") or unit.text
    facts = [] if unit.kept else read_credit(text, zone=Zone.HEAD).facts
    if len(facts) == 1 and facts[0].key == "title":
        ledger.read(unit, facts[0])
        text = str(facts[0].value)
    return replace(unit, text=text.replace("\t", " "))


def _is_repeated(unit: Unit, title: Unit) -> bool:
    if unit.shape is Shape.BREAK:
        return True
    same = unit.text.strip("*_ ").casefold() == title.text.casefold()
    return same and unit.shape in (Shape.TEXT, Shape.HEADING)


@dataclass(frozen=True, slots=True)
class _Step:
    """What to do with some units at the top: note facts, or drop them."""

    units: tuple[Unit, ...]
    facts: Facts = ()


def read_head(units: Sequence[Unit], ledger: Ledger) -> list[Unit]:
    """What follows the credits at the top; the credits go to the ledger."""
    steps: list[_Step] = []
    settled = 0  # steps that a credit below them proves
    standfirst = credited = False
    at = 0
    while at < len(units) and len(steps) < _DEEPEST and not units[at].kept:
        step = _step(units, at, credited=credited)
        if step is None and not (standfirst or credited) and _may_be_standfirst(units, at):
            standfirst = True
            key = "subtitle" if units[at].shape is Shape.HEADING else "standfirst"
            step = _Step((units[at],), (Fact(key, units[at].text),))
            steps.append(step)
        elif step is None:
            break
        else:
            steps.append(step)
            dropped = not step.facts
            credited = credited or not dropped
            if not dropped or not standfirst or credited:
                settled = len(steps)
        at += len(step.units)
    return _settle(steps[:settled], list(units), ledger)


def _settle(steps: Sequence[_Step], units: list[Unit], ledger: Ledger) -> list[Unit]:
    for step in steps:
        if not step.facts:
            ledger.drop(step.units[0])
        for fact in step.facts:
            ledger.read(step.units[-1], fact)
    rest = units[sum(len(step.units) for step in steps) :]
    return _doubted(rest, ledger, credited=any(step.facts for step in steps))


def _step(units: Sequence[Unit], at: int, *, credited: bool) -> _Step | None:
    unit = units[at]
    if unit.shape is Shape.BREAK or is_strong(unit) or is_weak(unit):
        return _Step((unit,))
    if unit.shape not in (Shape.TEXT, Shape.QUOTE) or len(unit.text) > _CREDIT:
        return None
    reading = read_credit(unit.text, zone=Zone.HEAD)
    if reading.whole:
        return _Step((unit,), reading.facts)
    if at + 1 < len(units) and (facts := below_label(unit, units[at + 1], zone=Zone.HEAD)):
        return _Step((unit, units[at + 1]), facts)
    return _bare_name(units, at, credited=credited)


def below_label(unit: Unit, follower: Unit, *, zone: Zone) -> Facts:
    """The facts in a line below a line that has nothing but a label."""
    if follower.kept or not (keys := is_label(unit.text)) or len(follower.text) > _CREDIT:
        return ()
    return interpret(keys, follower.text, zone=zone, label=unit.text.strip(" :："))


def _bare_name(units: Sequence[Unit], at: int, *, credited: bool) -> _Step | None:
    """A name alone is a byline only above a date or the like, where none came before."""
    unit = units[at]
    names = () if credited else read_names(unit.text, several_words=True)
    if not names or at + 1 >= len(units):
        return None
    below = units[at + 1]
    reading = read_credit(below.text, zone=Zone.HEAD) if len(below.text) <= _CREDIT else None
    if reading is None or not reading.whole or any(fact.key == "aut" for fact in reading.facts):
        return None
    return _Step((unit,), interpret("aut", unit.text, zone=Zone.HEAD))


def _may_be_standfirst(units: Sequence[Unit], at: int) -> bool:
    unit = units[at]
    if unit.shape not in (Shape.TEXT, Shape.QUOTE, Shape.HEADING):
        return False
    if len(unit.text) > _STANDFIRST or at + 1 == len(units):
        return False
    if unit.shape is not Shape.HEADING and unit.lonely:
        return True
    below = units[at + 1].text
    return len(below) <= _CREDIT and read_credit(below, zone=Zone.HEAD).whole


def _doubted(units: list[Unit], ledger: Ledger, *, credited: bool) -> list[Unit]:
    """A name alone under the title stays text: it may be the author's, or a heading."""
    if not units or credited or units[0].kept or not units[0].lonely:
        return units
    first = units[0]
    short = first.shape is Shape.TEXT and len(first.text) <= 60 and not is_prose(first.text)
    if not short or not read_names(first.text, several_words=True):
        return units
    mend = f"write “By {first.text}” if it is, or put a backslash before the line"
    ledger.doubt(first, "kept as text, and may be the author's name", mend)
    return [replace(first, kept=True), *units[1:]]
