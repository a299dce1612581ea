"""A finished PDF is held against what its publication was composed to: text, notes, links, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from imprint.checks.opened_epub import XHTML
from imprint.checks.parity.blocks import Block, Kind, Picture
from imprint.checks.parity.composed import Composed, ComposedDocument, readings
from imprint.checks.parity.flow import Flow
from imprint.checks.parity.leftovers import Leftover, accounts_of
from imprint.checks.parity.manuscript import place_of, sections_of
from imprint.checks.parity.pages import PageText
from imprint.checks.parity.sheets import Trouble
from imprint.checks.parity.texts import around, squeezed_line
from imprint.diagnostics import NOWHERE, Finding, Findings
from imprint.model.publication import Publication

if TYPE_CHECKING:
    from imprint.checks.parity.tags import Tags

_MEND = "build it anew; if it is so again, report it with the manuscript's line"
_NUMBER = re.compile(r"[0-9]+|[ivxlcdm]+")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
# Arabic, Syriac, the scripts of India, Tibet, Burma and Cambodia, and shapes of Arabic letters.
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)
_ALIKE = 0.6  # of two texts that are the same one, changed
_LONGEST = 200  # characters of texts that are compared so
_SAME_INDENT = 1.0  # points
_SHOWN = 60  # characters of a text in a message


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """A PDF that has been opened: its name, its pages' text, and its tags and links.

    ``tags`` is None where it has none to be compared; ``labels`` are its pages' numbers, where they
    are known, and ``begins`` the page from 0 that is the first of each section. ``looks`` are those
    of the images that are drawn, where they are compared.
    """

    name: str
    pages: Sequence[PageText]
    tags: Tags | None = None
    labels: Sequence[str] = ()
    begins: Mapping[str, int] = field(default_factory=dict)
    looks: Sequence[bytes] = ()


def check_pdf(
    pdf: OpenedPdf,
    composed: Composed,
    publication: Publication | None,
    *,
    only_lost: bool = False,
) -> tuple[Finding, ...]:
    """What a PDF loses, adds, moves or changes of what it was composed of.

    ``only_lost`` says nothing of what else is on its pages, where that is not known.
    """
    findings = _Comparison(pdf, composed, publication, only_lost).findings()
    return _told_apart(findings, composed, pdf.name)


def _told_apart(
    findings: tuple[Finding, ...], composed: Composed, name: str
) -> tuple[Finding, ...]:
    """Findings in scripts whose letters a PDF may not tell apart say only that (WHL-015)."""
    joined = [finding for finding in findings if _JOINED.search(finding.what)]
    # Of a book without such letters the PDF has them by mistake.
    if not joined or not any(_JOINED.search(document.text) for document in composed.documents):
        return findings
    what = f"{name}: text in a script whose letters join is not compared in {len(joined)} places"
    mend = "read these pages, or try another font; the e-book has it compared"
    told = Finding("WHL-015", what, mend, joined[0].where)
    return (*(finding for finding in findings if finding not in joined), told)


class _Comparison:
    def __init__(
        self,
        pdf: OpenedPdf,
        composed: Composed,
        publication: Publication | None,
        only_lost: bool,
    ) -> None:
        self.only_lost = only_lost
        self.pdf = pdf
        self.composed = composed
        self.sections = sections_of(publication) if publication else {}
        self.flow = Flow(pdf.pages, composed.generated)
        self.documents: list[ComposedDocument] = []
        self.found = Findings()
        self.levels: list[int] = []
        self.pictures: list[Picture] = []
        self.apart: list[Picture] = []  # those of notes
        self.said: set[tuple[str, int]] = set()

    def findings(self) -> tuple[Finding, ...]:
        for at, (document, reading) in enumerate(readings(self.composed, drawn=True)):
            self.documents.append(document)
            self.flow.section = at
            self.flow.stay_within(*self._pages_of(at))
            if self.only_lost:
                self.flow.seek(reading.blocks)
            self.flow.follow(reading.blocks)
            self.flow.find_notes(reading.notes)
            every = [*reading.blocks, *(b for note in reading.notes for b in note.blocks)]
            self.levels += [b.level for b in every if b.kind is Kind.HEADING]
            self.pictures += [p for b in reading.blocks for p in b.pictures]
            self.apart += [p for note in reading.notes for b in note.blocks for p in b.pictures]
        self.flow.find_lost()
        left = list(accounts_of(self.flow, self.composed, self.pdf.labels).leftovers())
        self._say_lost(left)
        for trouble in self.flow.troubles:
            self._say_trouble(trouble)
        if self.only_lost:
            return tuple(self.found)
        self._say_added(left)
        self._check_folios()
        self._check_code()
        self._check_pictures()
        if self.pdf.tags is not None:
            self._check_tags(self.pdf.tags)
        return tuple(self.found)

    def _pages_of(self, at: int) -> tuple[int | None, int | None]:
        """The first page of a document, and that of the next one that begins a page."""
        documents = self.composed.documents
        own = self.pdf.begins.get(documents[at].section) if documents[at].opens else None
        begun = (self.pdf.begins.get(each.section) for each in documents[at + 1 :] if each.opens)
        return own, next((page for page in begun if page is not None), None)

    def _say(
        self, code: str, section: int, what: str, block: Block | None = None, at: int = 0
    ) -> None:
        """Say the first difference of its kind in a section."""
        if (code, section) in self.said:
            return
        self.said.add((code, section))
        own = self.sections.get(self.documents[section].section) if section >= 0 else None
        where = place_of(own, block.text, at) if block else own.place if own else NOWHERE
        self.found.add(code, what, mend=_MEND, where=where)

    def _page(self, number: int) -> str:
        label = self.pdf.labels[number] if number < len(self.pdf.labels) else ""
        at = f"page {number + 1}"
        return (
            f"{self.pdf.name}, {at} ({label})"
            if label and label != str(number + 1)
            else (f"{self.pdf.name}, {at}")
        )

    def _title(self, section: int) -> str:
        document = self.documents[section]
        return document.title or document.section

    def _say_lost(self, left: list[Leftover]) -> None:
        """What is not on the pages; a text beside it that is much like it is the same, changed."""
        for lost in self.flow.lost:
            block, wanted = lost.block, lost.block.text[:_LONGEST]
            rival = next(
                (
                    each
                    for each in left
                    if abs(each.page - lost.page) <= 1 and _are_alike(wanted, each.text[:_LONGEST])
                ),
                None,
            )
            if rival is None:
                what = (
                    f"{self._page(lost.page)}: “{_short(block.text or _marks(block))}” of "
                    f"{self._title(lost.section)} is not there or on the pages after it"
                )
                self._say(_code_of(block, "WHL-001"), lost.section, what, block)
                continue
            left.remove(rival)
            at = _first_difference(block.text, rival.text)
            self._say_trouble(
                Trouble("WHL-003", lost.section, block, at, rival.page,
                        around(block.text, at), around(rival.text, at))
            )  # fmt: skip

    def _say_trouble(self, trouble: Trouble) -> None:
        where, block = self._page(trouble.page), trouble.block
        title = self._title(trouble.section)
        code = trouble.code
        kind = block.kind.value if block else "text"
        match code:
            case "WHL-003":
                code = _code_of(block, code)
                if _UNREADABLE.search(trouble.found.replace("\n", "")):
                    code = "WHL-012"
                    what = f"{where}: “{trouble.wanted}” has a character that cannot be copied"
                else:
                    what = f"{where}: “{trouble.wanted}” of {title} reads “{trouble.found}”"
            case "WHL-004" | "WHL-009":
                what = f"{where}: the {kind} “{trouble.wanted}” of {title} stands in another order"
            case "WHL-006":
                what = f"{where}: the note “{trouble.wanted}” of {title} is not there"
            case _:
                found = f"is {trouble.found}" if trouble.found else "is not there"
                what = f"{where}: the number of note {trouble.wanted} of {title} {found}"
        self._say(code, trouble.section, what, block, trouble.at)

    def _say_added(self, left: list[Leftover]) -> None:
        """What is on the pages and nowhere in the manuscript; its page names the section."""
        pages = sorted((page, section) for page, section in self._pages_of_sections())
        numbers = [each for each in left if self.pdf.labels and _NUMBER.fullmatch(each.text)]
        if len({each.page for each in numbers}) > 1:  # all pages have moved
            left = [each for each in left if each not in numbers]
            first, more = numbers[0], len(numbers) - 1
            what = f"{self._page(first.page)} bears the number {first.text} (and {more} more)"
            self._say("WHL-013", -1, what)
        for each in left:
            section = next((s for page, s in reversed(pages) if page <= each.page), 0)
            code = "WHL-012" if _UNREADABLE.search(each.text) else "WHL-002"
            what = f"{self._page(each.page)}: “{_short(each.text)}” is not in the manuscript there"
            self._say(code, section, what)

    def _pages_of_sections(self) -> Iterator[tuple[int, int]]:
        for at, document in enumerate(self.documents):
            if document.section in self.flow.homes:
                yield self.flow.homes[document.section], at

    def _check_folios(self) -> None:
        """The numbers of pages in the contents and in references are those of the pages."""
        if not self.pdf.labels:
            return
        for target, text, page, section, block in self.flow.folios:
            home = self.flow.homes.get(target)
            if home is None or home >= len(self.pdf.labels) or target in self.flow.adrift:
                continue
            if text != self.pdf.labels[home]:
                what = (
                    f"{self._page(page)}: “{_short(block.text)}” names page {text or 'none'}; "
                    f"what it means is on page {self.pdf.labels[home]}"
                )
                self._say("WHL-013", section, what, block)

    def _check_code(self) -> None:
        """The lines of a listing begin as far in as they were written."""
        for section, block, segments in self.flow.listings:
            own = self.sections.get(self.documents[section].section)
            written = _lines_of(own, block)
            places = list(_begun(written, segments, self.pdf.pages))
            # How wide a tab is, is for a stylesheet to say.
            for page, tabbed in sorted({place[:2] for place in places}):
                here = [place[2:] for place in places if place[:2] == (page, tabbed)]
                if not _are_in_order(here):
                    what = f"{self._page(page)}: the indents of “{_short(block.text)}” have changed"
                    self._say("WHL-011", section, what, block)

    def _check_pictures(self) -> None:
        """As many images are drawn as the text has; drawings in SVG are none on a page."""
        every = (*self.pictures, *self.apart)
        wanted = [p for p in every if not p.name.lower().endswith(".svg")]
        drawn = sum(page.pictures for page in self.pdf.pages)
        if drawn < len(wanted):
            what = f"{self.pdf.name}: {drawn} pictures are drawn, expected {len(wanted)}"
            self._say("WHL-008", -1, what)
        elif self.composed.looks:
            self._check_looks()

    def _check_looks(self) -> None:
        """Each picture is drawn, after the one before it; of drawings in SVG nothing is said.

        Those of notes may stand anywhere, as notes do.
        """
        from imprint.checks.parity.sight import are_alike

        last = -1
        for number, picture in enumerate((*self.pictures, *self.apart)):
            look = self.composed.looks.get(picture.name)
            if look is None:
                continue
            places = [at for at, each in enumerate(self.pdf.looks) if are_alike(look, each)]
            after = next((at for at in places if at > last), None)
            if after is None and (not places or number < len(self.pictures)):
                how = "stands where another should" if places else "is another one"
                shown = _short(_words(picture) or picture.name)
                self._say("WHL-008", -1, f"{self.pdf.name}: the picture “{shown}” {how}")
                return
            if number < len(self.pictures):
                last = after if after is not None else last

    def _check_tags(self, tags: Tags) -> None:
        levels = list(_without_steps(self.levels))
        if tags.is_tagged and list(tags.levels) != levels:
            at = _first_difference(tags.levels, levels)
            found = tags.levels[at] if at < len(tags.levels) else "none"
            wanted = levels[at] if at < len(levels) else "none"
            what = f"{self.pdf.name}: heading {at + 1} has level {found}, expected {wanted}"
            self._say("WHL-005", -1, what)
        wanted_words = sorted(_words(p) for p in (*self.pictures, *self.apart) if _words(p))
        found_words = sorted(words for words in tags.alternatives if words)
        if tags.is_tagged and wanted_words != found_words:
            missing = [words for words in wanted_words if words not in found_words]
            shown = _short((missing or found_words or [""])[0])
            what = f"{self.pdf.name}: the alternative text “{shown}” is not that of the manuscript"
            self._say("WHL-008", -1, what)
        self._check_links(tags)
        if self.composed.outline:
            if not tags.is_tagged:
                what = f"{self.pdf.name} has no structure: its headings are none"
                self._say("WHL-005", -1, what)
            self._check_parts(tags)
            self._check_outline(tags)
            self._check_labels(tags)

    def _check_parts(self, tags: Tags) -> None:
        """The header cells of tables, and the languages of parts, are told to those who listen."""
        if not tags.is_tagged:
            return
        roots = [document.root for document in self.composed.documents]
        heads = sum(1 for root in roots for _ in root.iter(f"{XHTML}th"))
        if tags.heads < heads:
            what = f"{self.pdf.name}: {tags.heads} header cells of tables, expected {heads}"
            self._say("WHL-009", -1, what)
        named = (node.get("lang") for root in roots for node in root.iter("*"))
        own = {document.language for document in self.composed.documents}
        wanted = {language for language in named if language} - own
        lost, more = wanted - tags.languages, tags.languages - wanted - own
        if lost or more:
            said = f"marked as {min(more)}" if more else f"not marked any more as {min(lost)}"
            self._say("WHL-003", -1, f"{self.pdf.name}: a text is {said}")

    def _check_outline(self, tags: Tags) -> None:
        homes = self.flow.homes | self.flow.adrift
        wanted = [(label, homes[id_]) for label, id_ in self.composed.outline if id_ in homes]
        if list(tags.outline) == wanted:
            return
        at = _first_difference(tags.outline, wanted)
        what = f"{self.pdf.name}: entry {at + 1} of its outline "
        what += f"is {_entry(tags.outline[at])}" if at < len(tags.outline) else "is not there"
        what += f", expected {_entry(wanted[at])}" if at < len(wanted) else ", expected none"
        self._say("WHL-010", -1, what)

    def _check_labels(self, tags: Tags) -> None:
        for at, (label, wanted) in enumerate(zip(tags.labels, self.pdf.labels, strict=False)):
            if label != wanted:
                what = f"{self.pdf.name}: page {at + 1} is called {label}, expected {wanted}"
                self._say("WHL-013", -1, what)
                return

    def _check_links(self, tags: Tags) -> None:
        homes = self.flow.homes | self.flow.adrift
        adrift = {unquote(target) for target in self.flow.links_adrift}
        wanted: dict[int, set[int | str]] = {}
        for page, target, section, block in self.flow.links:
            goal: int | str = unquote(target)
            if target.startswith("#"):
                if target[1:] not in homes or target[1:] in self.flow.adrift:
                    continue
                goal = homes[target[1:]]
            wanted.setdefault(page, set()).add(goal)
            if goal not in tags.links[page]:
                leads = f"page {goal + 1}" if isinstance(goal, int) else goal
                what = f"{self._page(page)}: no link in “{_short(block.text)}” leads to {leads}"
                self._say("WHL-010", section, what, block)
        for page, links in enumerate(tags.links):
            if -1 in links:
                self._say("WHL-010", -1, f"{self._page(page)}: a link leads nowhere")
            addresses = {goal for goal in links if isinstance(goal, str)}
            for goal in sorted(addresses - wanted.get(page, set()) - adrift):
                what = f"{self._page(page)}: a link leads to {goal}, which the manuscript does not"
                self._say("WHL-010", -1, what)


def _entry(entry: tuple[str, int]) -> str:
    return f"“{_short(entry[0])}” on page {entry[1] + 1}"


def _without_steps(levels: Iterable[int]) -> Iterator[int]:
    """Levels of which none is left out on the way down (ISO 14289-1, 7.4.2)."""
    last = 0
    for level in levels:
        last = min(level, last + 1)
        yield last


def _are_alike(one: str, other: str) -> bool:
    if one[:8] == other[:8] or one[-8:] == other[-8:]:
        return True
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio() > _ALIKE and (
        SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE
    )


def _first_difference(one: Sequence[object], other: Sequence[object]) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _code_of(block: Block | None, code: str) -> str:
    """The code of a text that is lost or changed, by what it is."""
    if block is not None and block.kind is Kind.CODE:
        return "WHL-011"
    if block is not None and block.kind is Kind.CELL and code == "WHL-003":
        return "WHL-009"
    return code


def _marks(block: Block) -> str:
    return " ".join(insert.text for insert in block.inserts if insert.text)


def _words(picture: Picture) -> str:
    return " ".join((picture.alternative or "").split())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _lines_of(section: object, block: Block) -> list[str]:
    from imprint.model.blocks import CodeBlock
    from imprint.model.publication import Section
    from imprint.model.tree import nodes_of

    wanted = "".join(block.text.split())
    if isinstance(section, Section):
        for node in nodes_of(section):
            if isinstance(node, CodeBlock) and "".join(node.text.split()) == wanted:
                return node.text.split("\n")
    return block.raw.split("\n")


def _begun(
    lines: Sequence[str],
    segments: Sequence[tuple[int, int, int, int]],
    pages: Sequence[PageText],
) -> Iterator[tuple[int, bool, int, float]]:
    """Where each line begins: its page, whether it has tabs, its indent, and its place."""
    drawn = [
        (page, number)
        for _, page, first, last in segments
        for number, start in enumerate(pages[page].starts)
        if first <= start < last
    ]
    at = 0
    for line in lines:
        rest = squeezed_line(line)
        begun = at
        # What is too long for the page goes on in lines that begin anywhere.
        while rest and at < len(drawn):
            page, number = drawn[at]
            part = squeezed_line(_line_at(pages[page], number))
            if not rest.startswith(part):
                return
            rest = rest[len(part) :]
            at += 1
        if at > begun:
            page, number = drawn[begun]
            indent = line[: len(line) - len(line.lstrip())]
            yield page, "\t" in indent, len(indent.expandtabs()), pages[page].x[number]


def _line_at(sheet: PageText, number: int) -> str:
    end = sheet.starts[number + 1] if number + 1 < len(sheet.starts) else len(sheet.text)
    return sheet.text[sheet.starts[number] : end]


def _are_in_order(places: Sequence[tuple[int, float]]) -> bool:
    """Whether the lines of one indent begin at one place, and those of a deeper one further in."""
    by_indent: dict[int, float] = {}
    for indent, x in places:
        if abs(by_indent.setdefault(indent, x) - x) > _SAME_INDENT:
            return False
    ordered = [by_indent[indent] for indent in sorted(by_indent)]
    return all(one < other for one, other in pairwise(ordered))
