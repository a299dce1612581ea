"""A finished EPUB is held against what its publication was composed to, document by document."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree

from imprint.checks.facts import Unreadable, parsed, text_of
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub
from imprint.checks.parity.blocks import Block, Kind, Mark, Note, Reading
from imprint.checks.parity.composed import Composed, ComposedDocument, wrapped
from imprint.checks.parity.manuscript import place_of, sections_of
from imprint.checks.parity.markup import read_markup
from imprint.checks.parity.texts import around
from imprint.diagnostics import NOWHERE, Finding, Findings
from imprint.model.publication import Publication
from imprint.values import replace

_MEND = "build it anew; if it is so again, report it with the manuscript's line"
_NEAR = 8  # blocks within which one that moved is looked for
_SHOWN = 60  # characters of a text in a message
_NAVIGATION = ("toc", "landmarks")


def check_epub(
    epub: OpenedEpub,
    composed: Composed,
    publication: Publication | None,
    *,
    folios: Mapping[str, str] = {},
    is_proved: Callable[[ComposedDocument, bytes], bool] = lambda *_: False,
) -> tuple[Finding, ...]:
    """What an EPUB loses, adds, moves or changes of what it was composed of.

    ``folios`` are the pages' numbers that its references may have. ``is_proved`` says of a document
    and the content of its file that nothing is to be found in them.
    """
    return _Comparison(epub, composed, publication, folios, is_proved).findings()


class _Comparison:
    def __init__(
        self,
        epub: OpenedEpub,
        composed: Composed,
        publication: Publication | None,
        folios: Mapping[str, str],
        is_proved: Callable[[ComposedDocument, bytes], bool],
    ) -> None:
        self.epub = epub
        self.folios = folios
        self.is_proved = is_proved
        self.composed = composed
        self.sections = sections_of(publication) if publication else {}
        self.found = Findings()

    def findings(self) -> tuple[Finding, ...]:
        finished = {posixpath.basename(ref.path): ref.path for ref in self.epub.spine}
        wanted = [f"{document.name}.xhtml" for document in self.composed.documents]
        self._check_spine([n for n in finished if n != self._navigation], wanted)
        for document in self.composed.documents:
            name = finished.get(f"{document.name}.xhtml")
            if name is None:
                continue
            try:
                content = self.epub.read(name)
                if self.is_proved(document, content):
                    continue
                root = parsed(content, name)
            except Unreadable as error:
                self.found.add("WHL-014", f"{self.epub.name}: {error}", mend=_MEND)
                continue
            body = root.find(f"{XHTML}body")
            made = read_markup(root if body is None else body, notes=self.composed.notes)
            self._compare(document, document.read(self.composed.notes, drawn=False), made)
        self._check_navigation()
        return tuple(self.found)

    @property
    def _navigation(self) -> str:
        return posixpath.basename(self.epub.navigation_path)

    def _check_spine(self, found: Sequence[str], wanted: Sequence[str]) -> None:
        for name, document in zip(wanted, self.composed.documents, strict=True):
            if name not in found:
                self._say("WHL-001", document, f"{document.title or name} is not in its spine")
        for name in found:
            if name not in wanted:
                what = f"{self.epub.name}: {name} is in its spine and not in the manuscript"
                self.found.add("WHL-002", what, mend=_MEND)
        known = [name for name in wanted if name in found]
        for name, other in zip(known, [n for n in found if n in wanted], strict=True):
            if name != other:
                document = self.composed.documents[wanted.index(name)]
                what = f"{other} stands where {name} should, in the order of its spine"
                self._say("WHL-004", document, what)
                return

    def _compare(self, document: ComposedDocument, wanted: Reading, made: Reading) -> None:
        self._compare_folios(document, wanted, made)
        if wanted.blocks != made.blocks:
            self._say_difference(document, wanted.blocks, made.blocks)
        if wanted.notes != made.notes:
            self._compare_notes(document, wanted.notes, made.notes)

    def _compare_folios(self, document: ComposedDocument, wanted: Reading, made: Reading) -> None:
        """Compare the numbers of pages, and leave them out of the blocks."""
        for want, made_ in ((wanted.blocks, made.blocks), *_note_blocks(wanted, made)):
            for block, other in zip(want, made_, strict=False):
                said = [i.text for i in other.inserts if i.mark is Mark.FOLIO]
                asked = [i.target for i in block.inserts if i.mark is Mark.FOLIO]
                labels = [self.folios[t] for t in asked if self.folios.get(t)]
                if said and said != labels:
                    meant = f"page {labels[0]} is meant" if labels else "no page is meant"
                    what = f"“{_short(block.text)}” names page {said[0]}; {meant}"
                    self._say("WHL-013", document, what, block)
                    break
        for reading in (wanted, made):
            reading.blocks = [_without_folios(block) for block in reading.blocks]
            reading.notes = [
                replace(note, blocks=tuple(map(_without_folios, note.blocks)))
                for note in reading.notes
            ]

    def _say(self, code: str, document: ComposedDocument, what: str, block: Block | None = None,
             at: int = 0) -> None:  # fmt: skip
        section = self.sections.get(document.section)
        where = (
            place_of(section, block.text, at) if block else section.place if section else NOWHERE
        )
        self.found.add(code, f"{self.epub.name}, {document.name}.xhtml: {what}", mend=_MEND,
                       where=where)  # fmt: skip

    def _compare_notes(
        self, document: ComposedDocument, wanted: Sequence[Note], made: Sequence[Note]
    ) -> None:
        found = {note.id: note for note in made}
        for note in wanted:
            block = note.blocks[0] if note.blocks else None
            other = found.pop(note.id, None)
            shown = _short(block.text if block else note.id)
            if other is None:
                self._say("WHL-006", document, f"the note “{shown}” is not there", block)
                return
            if other.blocks == note.blocks:
                continue
            if any(_bare(other) == _bare(each) for each in wanted if each is not note):
                what = f"the call of “{shown}” leads to another note, “{_short(_bare(other))}”"
                self._say("WHL-007", document, what, block)
            else:
                self._say_difference(document, note.blocks, other.blocks)
            return
        for other in found.values():
            self._say(
                "WHL-002", document, f"the note “{_short(_bare(other))}” is not of the manuscript"
            )
            return
        self._say("WHL-004", document, "its notes stand in another order")

    def _say_difference(
        self, document: ComposedDocument, wanted: Sequence[Block], made: Sequence[Block]
    ) -> None:
        """Say the first difference between two rows of blocks, by what it most likely is."""
        at = next(
            (n for n, (a, b) in enumerate(zip(wanted, made, strict=False)) if a != b),
            min(len(wanted), len(made)),
        )
        block = wanted[at] if at < len(wanted) else None
        other = made[at] if at < len(made) else None
        for code, what, concerned in _differences(block, other, wanted[at:], made[at:], made):
            self._say(code, document, what, concerned, _offset(block, other))

    def _check_navigation(self) -> None:
        if not self.composed.navigation or not self.epub.navigation_path:
            return
        try:
            root = self.epub.root(self.epub.navigation_path)
        except Unreadable as error:
            self.found.add("WHL-014", f"{self.epub.name}: {error}", mend=_MEND)
            return
        wanted = dict(_menus(wrapped(self.composed.navigation)))
        found = dict(_menus(root))
        for name, entries in wanted.items():
            made = found.get(name, [])
            for entry, other in zip(entries, made, strict=False):
                if entry != other:
                    what = f"{self.epub.name}, {name} of its navigation: {_entry(other)}"
                    code = "WHL-010" if entry[0] == other[0] else "WHL-003"
                    self.found.add(code, f"{what} instead of {_entry(entry)}", mend=_MEND)
                    break
            if len(made) != len(entries):
                what = f"{self.epub.name}, {name} of its navigation: {len(made)} entries"
                self.found.add("WHL-001", f"{what}, expected {len(entries)}", mend=_MEND)


def _note_blocks(
    wanted: Reading, made: Reading
) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    found = {note.id: note.blocks for note in made.notes}
    for note in wanted.notes:
        yield note.blocks, found.get(note.id, ())


def _without_folios(block: Block) -> Block:
    if not any(insert.mark is Mark.FOLIO for insert in block.inserts):
        return block
    return replace(block, inserts=tuple(i for i in block.inserts if i.mark is not Mark.FOLIO))


def _entry(entry: tuple[str, str]) -> str:
    return f"“{entry[0]}” leads to {entry[1]}"


def _menus(root: etree._Element) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The menus of a navigation document: what each entry says, and where it leads."""
    for nav in root.iter(f"{XHTML}nav"):
        for name in nav.get(EPUB_TYPE, "").split():
            if name in _NAVIGATION:
                yield (
                    name,
                    [
                        (" ".join(text_of(a).split()), unquote(a.get("href", "")))
                        for a in nav.iter(f"{XHTML}a")
                    ],
                )


def _differences(
    block: Block | None,
    other: Block | None,
    wanted: Sequence[Block],
    made: Sequence[Block],
    every: Sequence[Block],
) -> Iterable[tuple[str, str, Block | None]]:
    """What the first difference is: its code, the message, and the block of the manuscript."""
    if block is None and other is not None:
        return [("WHL-002", f"“{_short(other.text)}” is not in the manuscript there", None)]
    assert block is not None
    if other is None:
        return [(_lost(block), f"“{_short(_shown(block))}” is not there", block)]
    if block.text == other.text and block.raw == other.raw:
        return list(_differences_beside_text(block, other))
    near = [_shown(each) for each in made[1:_NEAR]]
    awaited = [_shown(each) for each in wanted[1:_NEAR]]
    shown = _shown(block)
    if _shown(other) in awaited and shown in near and block.kind is not Kind.CELL:
        what = f"“{_short(block.text)}” stands after “{_short(other.text)}”"
        return [("WHL-004", what, block)]
    if block.kind is Kind.CELL:
        what = f"the table cell “{_short(block.text)}” reads “{_short(other.text)}”"
        return [("WHL-009", what, block)]
    if shown in near and shown:
        return [("WHL-002", f"“{_short(other.text)}” is not in the manuscript there", block)]
    if _shown(other) in awaited:
        code = "WHL-004" if shown in map(_shown, every) else _lost(block)
        return [(code, f"“{_short(shown)}” is not there", block)]
    if block.kind is Kind.CODE:
        at = _offset(block, other)
        what = f"“{around(block.raw, at)}” reads “{around(other.raw, at)}”"
        return [("WHL-011", what.replace("\n", "⏎"), block)]
    at = _offset(block, other)
    return [("WHL-003", f"“{around(block.text, at)}” reads “{around(other.text, at)}”", block)]


def _differences_beside_text(block: Block, other: Block) -> Iterator[tuple[str, str, Block | None]]:
    shown = _short(_shown(block))
    if block.pictures != other.pictures:
        said = other.pictures[0].alternative if other.pictures else None
        wanted = block.pictures[0].alternative if block.pictures else None
        what = (
            f"the picture “{wanted or ''}” is “{said}”"
            if other.pictures
            else (f"the picture “{wanted or ''}” is not there")
        )
        yield "WHL-008", what, block
    elif (block.kind, block.level) != (other.kind, other.level):
        is_heading = Kind.HEADING in (block.kind, other.kind)
        what = f"“{shown}” is a {_named(other)}, expected a {_named(block)}"
        yield "WHL-005" if is_heading else "WHL-003", what, block
    elif [i.target for i in block.inserts] != [i.target for i in other.inserts]:
        yield "WHL-007", f"a call in “{shown}” leads to another note", block
    elif block.inserts != other.inserts:
        yield "WHL-007", f"a call in “{shown}” has another number, or another place", block
    elif block.links != other.links:
        gone = [link.target for link in block.links if link not in other.links]
        leads = f"to {gone[0]}" if gone else "elsewhere"
        yield "WHL-010", f"a link in “{shown}” does not lead {leads}", block
    elif block.ids != other.ids:
        yield "WHL-010", f"links to “{shown}” lead to another place, or nowhere", block
    else:
        yield "WHL-003", f"“{shown}” is marked otherwise", block


def _named(block: Block) -> str:
    return f"heading of level {block.level}" if block.level else block.kind.value


def _lost(block: Block) -> str:
    if block.kind is Kind.CODE:
        return "WHL-011"
    return "WHL-008" if block.pictures and not block.text else "WHL-001"


def _shown(block: Block) -> str:
    return block.text or next((p.alternative or p.name for p in block.pictures), "")


def _bare(note: Note) -> str:
    text = " ".join(block.text for block in note.blocks)
    return text.lstrip("0123456789 ")


def _offset(block: Block | None, other: Block | None) -> int:
    if block is None or other is None:
        return 0
    one, two = (block.raw, other.raw) if block.kind is Kind.CODE else (block.text, other.text)
    return next(
        (n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
