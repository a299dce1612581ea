"""The plain text of a page becomes an article: its text, and the record that it states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imprint.diagnostics import Findings, Place
from imprint.model.blocks import Block
from imprint.model.record import Record
from imprint.readers.article.body import build_blocks
from imprint.readers.article.filing import file_facts
from imprint.readers.article.guess import guess_language
from imprint.readers.article.head import read_head, take_title
from imprint.readers.article.ledger import Ledger
from imprint.readers.article.leftovers import swallow, weed
from imprint.readers.article.lines import read_lines
from imprint.readers.article.parts import Part, PartKind, part
from imprint.readers.article.setting import set_blocks, set_line
from imprint.readers.article.tail import read_about, read_tail, take_captions
from imprint.readers.article.units import Shape, Unit, read_units
from imprint.values import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article: its title, its text, and the facts that the text itself states.

    ``language`` is a BCP 47 tag, empty where neither the caller nor the text says it and it
    could not be guessed.
    """

    title: str
    title_place: Place
    blocks: tuple[Block, ...]
    record: Record
    language: str = ""


def read_article(
    text: str, *, file: str, findings: Findings, language: str = "", smart: bool = True
) -> Article:
    """The article in a text saved or copied from a web page.

    ART-001 a line left out · ART-002 a fact read · ART-003 no text · ART-004 not understood or
    in doubt · REC-004 a false check digit · REC-010 a fact said twice and differently.

    ``smart`` sets the marks of the text and its title as its language does.
    """
    ledger = Ledger(file)
    title, units = take_title(read_units(read_lines(text)), ledger)
    body = _without_edges(_text_of(part(units), ledger), ledger)
    place = Place(file, title.line if title else 0)
    record = file_facts(title.text if title else "", place, ledger)
    stated = language or (record.language if "lang" in record.places else "")
    known = stated or guess_language(unit.text for unit in body)
    ledger.settle(findings)
    if not body:
        _report_empty(place, findings)
    marks = known if smart else ""
    record = replace(record, title=set_line(record.title, language=marks))
    return Article(
        title=record.title,
        title_place=place,
        blocks=set_blocks(build_blocks(body, file=file), language=marks),
        record=_in_language(record, known, stated=bool(language), file=file),
        language=known,
    )


def _text_of(parts: Sequence[Part], ledger: Ledger) -> list[Unit]:
    """The units that are the author's text; all others go to the ledger."""
    runs = list(_runs(parts, ledger))
    units = read_head(runs[0], ledger)
    for run in runs[1:]:
        units = [*units, *run]
    return take_captions(weed(units, ledger), ledger)


def _runs(parts: Sequence[Part], ledger: Ledger) -> Iterator[list[Unit]]:
    """What each part gives to the text; the first part's head is still on it."""
    for number, section in enumerate(parts):
        match section.kind:
            case PartKind.ABOUT | PartKind.WEAK_ABOUT:
                yield read_about(section, ledger)
            case PartKind.COMMENTS | PartKind.RELATED | PartKind.WEAK_SECTION:
                yield read_tail(swallow(section, ledger), ledger)
            case PartKind.AUTHOR:
                yield _about_author(section, ledger)
            case PartKind.TEXT:
                yield _first(section, ledger) if not number else list(section.units)


def _first(section: Part, ledger: Ledger) -> list[Unit]:
    return read_tail(section.units, ledger)


def _about_author(section: Part, ledger: Ledger) -> list[Unit]:
    """The notes on the author under their heading; a heading without any is left out."""
    rest = weed(read_tail(section.units, ledger), ledger)
    if section.heading is None:
        return rest
    if not rest:
        ledger.drop(section.heading)
        return []
    level = max(section.heading.count, 2)
    return [replace(section.heading, shape=Shape.HEADING, count=level), *rest]


def _without_edges(units: list[Unit], ledger: Ledger) -> list[Unit]:
    """The text without the breaks before and after it, and without two breaks in a row."""
    kept: list[Unit] = []
    for unit in units:
        idle = unit.shape is Shape.BREAK and (not kept or kept[-1].shape is Shape.BREAK)
        if idle:
            ledger.drop(unit)
        else:
            kept.append(unit)
    while kept and kept[-1].shape is Shape.BREAK:
        ledger.drop(kept.pop())
    return kept


def _in_language(record: Record, known: str, *, stated: bool, file: str) -> Record:
    places = dict(record.places)
    if stated:
        places["lang"] = Place(file)
    return replace(record, language=known or Record().language, places=places)


def _report_empty(place: Place, findings: Findings) -> None:
    findings.add(
        "ART-003",
        "there is no text under the title",
        mend="write the text below the title; a backslash before a line that was left out keeps it",
        where=place,
    )
