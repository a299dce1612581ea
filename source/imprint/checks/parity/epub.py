"""A finished EPUB is held against what its publication was composed to, document by document."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import zip_longest
from urllib.parse import unquote

from lxml import etree

from imprint.checks.facts import Unreadable, parsed, text_of
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, XML_LANG, OpenedEpub
from imprint.checks.parity.blocks import Block, Kind, Mark, Note, Picture, Reading
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
_COVER = "cover.jpg"  # as a rendition names the cover; no picture of the text has this name


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
            asked = document.read(self.composed.notes, drawn=False)
            cover = self.epub.cover()
            path = cover.path if cover else ""
            asked.blocks = [_with_cover(block, path) for block in asked.blocks]
            self._compare(document, asked, made)
            self._compare_languages(document, root)
            self._compare_files(document, asked, posixpath.dirname(name))
        self._check_navigation()
        return tuple(self.found)

    @property
    def _navigation(self) -> str:
        return posixpath.basename(self.epub.navigation_path)

    def _check_spine(self, found: Sequence[str], wanted: Sequence[str]) -> None:
        passed = {posixpath.basename(ref.path) for ref in self.epub.spine if not ref.linear}
        for name, document in zip(wanted, self.composed.documents, strict=True):
            if name not in found:
                self._say("WHL-001", document, f"{document.title or name} is not in its spine")
            elif name in passed:
                what = f"{document.title or name} is passed over in its spine (linear is no)"
                self._say("WHL-001", document, what)
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
        if wanted.blocks == made.blocks and wanted.notes == made.notes:
            self._compare_spans(document, wanted, made)

    def _compare_spans(self, document: ComposedDocument, wanted: Reading, made: Reading) -> None:
        """Compare what is marked inside the lines of a text that is the same."""
        if wanted.spans == made.spans:
            return
        pairs = zip_longest(wanted.spans, made.spans)
        span, other = next((a, b) for a, b in pairs if a != b)
        every = [*wanted.blocks, *(b for note in wanted.notes for b in note.blocks)]
        either = span or other
        assert either is not None
        text = either.text
        block = next((b for b in every if text and text in b.text), None)
        if span and other and span.text == other.text and span.name == other.name:
            said, meant = (s.language or "no language" for s in (other, span))
            what = f"“{_short(text)}” is marked as {said}, expected {meant}"
        elif other and (span is None or span in made.spans):
            what = f"“{_short(other.text)}” is marked with {other.name}, and is not so"
        else:
            how = f"{either.name} ({either.language})" if either.language else either.name
            what = f"“{_short(text)}” is not marked any more with {how}"
        self._say("WHL-003", document, what, block)

    def _compare_languages(self, document: ComposedDocument, root: etree._Element) -> None:
        """Compare the language of a document; that it says none is for others to tell."""
        made = root.get("lang") or root.get(XML_LANG)
        if made and document.language and made != document.language:
            what = f"its language is {made}, expected {document.language}"
            self._say("WHL-003", document, what)

    def _compare_files(self, document: ComposedDocument, asked: Reading, folder: str) -> None:
        """Compare the files of the pictures that a document shows."""
        every = [*asked.blocks, *(b for note in asked.notes for b in note.blocks)]
        for block in every:
            for picture in block.pictures:
                digest = self.composed.pictures.get(picture.name)
                if digest is None:
                    continue
                shown = _short(picture.alternative or picture.name)
                try:
                    made = self.epub.read(posixpath.join(folder, "images", picture.name))
                except Unreadable as error:
                    self._say("WHL-008", document, f"the picture “{shown}”: {error}", block)
                    continue
                if sha256(made).hexdigest() != digest:
                    what = f"the file of the picture “{shown}” is another, {picture.name}"
                    self._say("WHL-008", document, what, block)

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
            block = next((b for b in note.blocks if not _is_number(b.text)), None)
            other = found.pop(note.id, None)
            shown = _short(_bare(note) or note.id)
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
            self._compare_menu(name, entries, found.get(name, []))

    def _compare_menu(
        self, name: str, entries: Sequence[tuple[str, str]], made: Sequence[tuple[str, str]]
    ) -> None:
        menu = f"{self.epub.name}, {name} of its navigation"
        lost = [entry for entry in entries if entry not in made]
        more = [entry for entry in made if entry not in entries]
        if len(made) < len(entries) and lost and not more:
            self.found.add("WHL-001", f"{menu}: {_entry(lost[0])} no more", mend=_MEND)
        elif len(made) > len(entries) and more and not lost:
            self.found.add("WHL-002", f"{menu}: {_entry(more[0])}, and should not", mend=_MEND)
        else:
            pairs = zip(entries, made, strict=False)
            differing = next(((a, b) for a, b in pairs if a != b), None)
            if differing:
                entry, other = differing
                what = f"{menu}: {_entry(other)} instead of {_entry(entry)}"
                code = "WHL-010" if entry[0] == other[0] else "WHL-003"
                self.found.add(code, what, mend=_MEND)
            elif len(made) != len(entries):
                what = f"{menu}: {len(made)} entries, expected {len(entries)}"
                self.found.add("WHL-001", what, mend=_MEND)


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


def _with_cover(block: Block, cover: str) -> Block:
    """A block that shows the cover under the name that the EPUB has settled for it."""
    if all(picture.name != _COVER for picture in block.pictures):
        return block
    name = posixpath.basename(cover)
    pictures = (replace(p, name=name) if p.name == _COVER else p for p in block.pictures)
    return replace(block, pictures=tuple(pictures))


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
        yield "WHL-008", _difference_of_pictures(block.pictures, other.pictures), block
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


def _difference_of_pictures(wanted: Sequence[Picture], made: Sequence[Picture]) -> str:
    """What the first picture that differs is said to be, or which file it is."""
    for picture, other in zip_longest(wanted, made):
        if picture is None:
            return f"there is a picture more, {other.name}"
        shown = f"the picture “{_short(picture.alternative or '')}”"
        if other is None:
            return f"{shown} is not there"
        if picture.alternative != other.alternative:
            return f"{shown} is “{_short(other.alternative or '')}”"
        if picture.name != other.name:
            return f"{shown} is {other.name}, expected {picture.name}"
    return ""


def _named(block: Block) -> str:
    return f"heading of level {block.level}" if block.level else block.kind.value


def _lost(block: Block) -> str:
    if block.kind is Kind.CODE:
        return "WHL-011"
    return "WHL-008" if block.pictures and not block.text else "WHL-001"


def _shown(block: Block) -> str:
    return block.text or next((p.alternative or p.name for p in block.pictures), "")


def _is_number(text: str) -> bool:
    return text.isdigit() or text in "*†‡§"


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
