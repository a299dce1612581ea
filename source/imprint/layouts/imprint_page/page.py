"""A record, a pack and the author's changes become the imprint page."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Findings
from imprint.layouts.imprint_page.facts import FACTS, facts_of
from imprint.layouts.imprint_page.making import Making
from imprint.layouts.imprint_page.packs import Groups, Pack
from imprint.layouts.imprint_page.requirements import report_missing
from imprint.layouts.imprint_page.rows import (
    FACT_ROWS,
    MADE_KEYS,
    MAKERS,
    ORIGINAL_ROLE,
    OWN_BLANKS,
    ROLE,
    Said,
    Telling,
    in_a_row,
    is_row,
    rows_of,
)
from imprint.layouts.imprint_page.values import Group, ImprintPage, Row, Value
from imprint.layouts.imprint_page.wording import Wording, WrongWording, filled, parse_wording
from imprint.layouts.words import Words
from imprint.model.imprint_page import ImprintPageChoice, OwnLine
from imprint.model.record import Record
from imprint.model.rendition import Medium
from imprint.values import replace

OWN = "own"
_COLOPHON = "colophon"
HEADING = "imprint"


class Languages(Struct, frozen=True, kw_only=True):
    """The words of the publication's language, and those of the pack's own."""

    words: Words
    own: Words


def imprint_page(
    record: Record,
    medium: Medium,
    languages: Languages,
    *,
    pack: Pack,
    choice: ImprintPageChoice = ImprintPageChoice(),
    making: Making = Making(),
) -> ImprintPage:
    """The page's groups, in reading order, without the empty ones.

    The identifiers of ``medium`` come first and the other formats' follow, so that each format
    shows its own ISBN and lists the others.
    """
    telling = _telling(record, medium, languages.words, making)
    fixed = _telling(record, medium, languages.own, making) if pack.fixed else telling
    composer = _Composer(pack=pack, choice=choice, telling=telling, fixed=fixed)
    return ImprintPage(
        form=choice.form or pack.form,
        groups=composer.page(pack.groups, own=True),
        closing=composer.page(pack.closing),
    )


def heading(pack: Pack, choice: ImprintPageChoice, words: Words) -> str:
    """What the page is called: as the author says, or the pack in the publication's language."""
    own = pack.wordings(words.language, [HEADING])
    return choice.words.get(HEADING, "") or (own[0] if own else words[HEADING])


def report_page(
    record: Record,
    medium: Medium,
    words: Words,
    *,
    pack: Pack,
    choice: ImprintPageChoice,
    findings: Findings,
) -> None:
    """IMP-001 and IMP-002 for facts that the pack requires, IMP-005 and IMP-006 for what the
    author's changes name that there is not.
    """
    _report_choice(pack, choice, findings)
    facts = facts_of(record, medium, words, Making())
    where = choice.places.get("pack", NOWHERE)
    report_missing(
        pack.name, pack.requires, facts=facts, record=record, medium=medium, where=where,
        findings=findings,
    )  # fmt: skip


def _telling(record: Record, medium: Medium, words: Words, making: Making) -> Telling:
    facts = facts_of(record, medium, words, making)
    return Telling(record=record, medium=medium, words=words, facts=facts, making=making)


@dataclass(frozen=True, kw_only=True)
class _Composer:
    """One page being put together; ``fixed`` tells in the pack's own language."""

    pack: Pack
    choice: ImprintPageChoice
    telling: Telling
    fixed: Telling

    @cached_property
    def apart(self) -> frozenset[str]:
        """The roles that have rows of their own names, and stand in no other."""
        names = (*self.pack.row_names, *(line.row for line in self.choice.add))
        return frozenset(name for name in names if name.startswith((ROLE, ORIGINAL_ROLE)))

    def page(self, groups: Groups, *, own: bool = False) -> tuple[Group, ...]:
        made = [(name, self._group(rows)) for name, rows in groups]
        if own:
            lines = [line for line in self.choice.add if line.after not in self.pack.row_names]
            rows = [(row.key, row) for line in lines for row in self._own(line)]
            at = len(made) - bool(made and made[-1][0] == _COLOPHON)
            made.insert(at, (OWN, rows))
        ranked: list[tuple[int, Group]] = []
        for group, rows in made:
            kept = [
                (self._rank((name, row.key)), row)
                for name, row in rows
                if not {group, row.key}.intersection(self.choice.drop)
            ]
            if kept:
                kept.sort(key=lambda item: item[0])
                first = min(self._rank((group,)), kept[0][0])
                ranked.append((first, Group(group, tuple(row for _, row in kept))))
        return tuple(group for _, group in sorted(ranked, key=lambda item: item[0]))

    def _rank(self, names: Iterable[str]) -> int:
        """Where the author wants what has one of the names; after what is named, as it was."""
        order = self.choice.order
        return min((order.index(name) for name in names if name in order), default=len(order))

    def _group(self, names: tuple[str, ...]) -> list[tuple[str, Row]]:
        """The rows of a group, each with the name that the pack has it by."""
        rows: list[tuple[str, Row]] = []
        for name in names:
            if name not in self.choice.drop:
                rows.extend((name, row) for row in self._rows(name))
            for line in self.choice.add:
                if line.after in (name, *self.pack.otherwise.get(name, ())):
                    rows.extend((name, row) for row in self._own(line))
        return rows

    def _own(self, line: OwnLine) -> Iterator[Row]:
        if line.row:
            yield from self._rows(line.row)
        elif line.text:
            yield Row(OWN, line.label, (Value(line.text),))

    def _rows(self, name: str) -> Iterator[Row]:
        telling = self.fixed if name in self.pack.fixed else self.telling
        others = self.pack.otherwise.get(name, ())
        if others and not self._wordings((name,), telling):
            for other in others:
                if other not in self.choice.drop:
                    yield from self._said(other)
            return
        yield from self._said(name)

    def _said(self, name: str) -> Iterator[Row]:
        telling = self.fixed if name in self.pack.fixed else self.telling
        apart = () if name.startswith((ROLE, ORIGINAL_ROLE)) else self.apart
        said = list(rows_of(name, telling, apart)) if is_row(name) else [Said(key=name, values=())]
        for each in said:
            row = self._worded(each, name, telling)
            if row:
                yield row

    def _worded(self, said: Said, name: str, telling: Telling) -> Row | None:
        """A row in the words of the author, of the pack, or of the language: a label, or a
        sentence where the wording has blanks that can be filled.
        """
        language = "" if telling is self.telling else self.pack.language
        if language.split("-")[0] == self.telling.words.language.split("-")[0]:
            language = ""
        keys = dict.fromkeys((said.key, name, *([said.like] if said.like else [])))
        label = said.label
        facts = {**telling.facts, **_own_blanks(said, telling.words), **said.blanks}
        for text in self._wordings(tuple(keys), telling):
            wording = parse_wording(text)
            if not any(True for _ in wording.blanks):
                label = wording.text
                break
            sentence = filled(wording, facts)
            if sentence:
                return Row(said.key, "", (sentence,), language=language)
        if not said.values:
            return None
        return Row(said.key, label, said.values, said.kept, language)

    def _wordings(self, keys: tuple[str, ...], telling: Telling) -> tuple[str, ...]:
        own = next((self.choice.words[key] for key in keys if key in self.choice.words), None)
        if own is not None and _is_good(own):
            return (own,)
        return self.pack.wordings(telling.words.language, keys)


def _own_blanks(said: Said, words: Words) -> Mapping[str, Value]:
    """A row's label, and its values in a row."""
    return {"label": Value(said.label), "value": in_a_row(said.values, words)}


def _is_good(text: str) -> bool:
    try:
        parse_wording(text)
    except WrongWording:
        return False
    return True


# What the author's changes name.


def _report_choice(pack: Pack, choice: ImprintPageChoice, findings: Findings) -> None:
    groups = [name for name, _ in (*pack.groups, *pack.closing)]
    rows = {*pack.row_names, *MAKERS, *FACT_ROWS, *MADE_KEYS}
    known = {*rows, *groups, OWN}
    named = [("drop", name) for name in choice.drop]
    named += [("order", name) for name in choice.order]
    for table, name in named:
        if name not in known and not is_row(name):
            _unknown(name, known, choice, f"{table}.{name}", findings)
    for line in choice.add:
        if line.after and line.after not in pack.row_names:
            _unknown(line.after, set(pack.row_names), choice, "", findings, line)
        if line.row and not is_row(line.row):
            _unknown(line.row, {*MAKERS, *FACT_ROWS}, choice, "", findings, line)
    for name, text in choice.words.items():
        if name not in {*rows, HEADING} and not is_row(name):
            _unknown(name, {*rows, HEADING}, choice, f"words.{name}", findings)
        _report_wording(name, text, choice, findings)


def _unknown(
    name: str,
    known: set[str],
    choice: ImprintPageChoice,
    key: str,
    findings: Findings,
    line: OwnLine | None = None,
) -> None:
    near = difflib.get_close_matches(name[:60], sorted(known), 1)
    mend = f"write {near[0]}" if near else f"write one of {', '.join(sorted(known))}"
    where = line.place if line else choice.places.get(key, choice.places.get("pack", NOWHERE))
    findings.add("IMP-005", f"the imprint page has no row {name:.60}", mend=mend, where=where)


def _report_wording(name: str, text: str, choice: ImprintPageChoice, findings: Findings) -> None:
    where = choice.places.get(f"words.{name}", choice.places.get("pack", NOWHERE))
    try:
        wording: Wording = parse_wording(text)
    except WrongWording as wrong:
        mend = "write blanks as {title}, and what depends on them in brackets: [, {place}]"
        findings.add("IMP-006", f"the words for {name:.60}: {wrong}", mend=mend, where=where)
        return
    known = FACTS | OWN_BLANKS
    for blank in wording.blanks:
        if blank not in known:
            near = difflib.get_close_matches(blank[:60], sorted(known), 1)
            mend = f"write {{{near[0]}}}" if near else "write one of the facts in the manual"
            what = f"the words for {name:.60} name the fact {{{blank:.60}}}, which there is not"
            findings.add("IMP-006", what, mend=mend, where=where)


def texts_of(page: ImprintPage) -> Iterator[str]:
    """Every text of a page: what its fonts have to have."""
    for group in (*page.groups, *page.closing):
        for row in group.rows:
            yield row.label
            for value in row.values:
                yield value.text
                yield value.note


def plain_words(words: Words, changes: Mapping[str, str]) -> Words:
    """The words with some of them said otherwise."""
    return replace(words, table={**words.table, **changes})
