"""Blocks are found on a PDF's pages one after another, and what is drawn elsewhere beside them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from imprint.checks.parity.blocks import Block, Insert, Kind, Mark, Note
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.pages import PageText

_HYPHENS = frozenset("-\u2010\u2011")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NUMBER = re.compile(r" ?([0-9]+|[ivxlcdm]+)")
_CALL = re.compile(r" ?([0-9]{1,4}|[*†‡§‖¶]{1,3}|[a-z])")
_AHEAD = 2  # pages with text on them that a block is looked for on after its turn
_PROBE = 16  # characters that tell one text from another
_SURE = 5  # characters that are the same by no chance where they are expected
_RAISED = 7  # points by which a line may stand above the one before it, as a raised figure does
_LEVEL = 2  # points between the baselines of what stands on one line
_LONG = 40  # characters of a text that stands once in a book
_PARTS = 4  # lines that raised figures make of one
_NEAR = 60  # characters within which a text goes on after a difference
_CONTEXT = 20  # characters around a difference that are shown
_FOLDED = str.maketrans("()[]{}<>«»“”‘’", "(([[{{<<««““‘‘")


@dataclass(frozen=True, slots=True)
class Spot:
    """An offset in a page's text; pages count from 0."""

    page: int
    at: int


@dataclass(slots=True)
class Found:
    """Where a block, or as much of it as was found, stands: its offset, and the page's from–to."""

    end: int = 0
    segments: list[tuple[int, int, int, int]] = field(default_factory=list)
    spot: Spot = Spot(0, 0)
    trouble: list[Trouble] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    folios: list[tuple[str, str, int]] = field(default_factory=list)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A difference: what it is called, the block and the offset in it, and both sides.

    ``wanted`` and ``found`` are shown with their context. ``page`` counts from 0.
    """

    code: str
    section: int
    block: Block | None
    at: int
    page: int
    wanted: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """Lines that were found: how many characters they have, where they end, and a page's number."""

    count: int
    end: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Further:
    """Where a text goes on: so many of its characters later, at a spot; it stopped before."""

    skipped: int
    spot: Spot
    stop: int


@dataclass(slots=True)
class _Lost:
    section: int
    block: Block
    before: Spot | None  # where what comes before it was found
    page: int
    after: Spot | None = None  # and what comes after it


class Flow:
    """Finds blocks on pages, in order; what it finds is taken, and the rest can be asked for."""

    def __init__(self, pages: Sequence[PageText], generated: Generated) -> None:
        self.pages = pages
        self.generated = generated
        self.taken: list[list[tuple[int, int]]] = [[] for _ in pages]
        self.spot = Spot(0, 0)
        self.section = 0
        self.troubles: list[Trouble] = []
        self.lost: list[_Lost] = []
        self.calls: dict[str, int] = {}
        self.folios: list[tuple[str, str, int, int, Block]] = []
        self.homes: dict[str, int] = {}
        self.links: list[tuple[int, str, int, Block]] = []
        self.markers: dict[int, list[str]] = {}
        self.heads: list[tuple[int, str]] = []
        self._head_goes_on = False
        self.adrift: dict[str, int] = {}
        self.headings: set[str] = set()
        self.listings: list[tuple[int, Block, list[tuple[int, int, int, int]]]] = []
        self.explained: set[tuple[int, int]] = set()
        self.last: Spot | None = None  # where the block before began
        self._awaiting: list[_Lost] = []  # what is lost up to now before the next that is found
        self._line = (-1, 0)  # the page of the last line of the text, and its number there
        self._gaps: dict[int, list[tuple[int, int]]] | None = None

    # The text in its order.

    def follow(self, blocks: Iterable[Block]) -> None:
        """Find the blocks of a section, each after the one before."""
        for block in blocks:
            if block.text or block.inserts:
                self._follow(block)
            elif block.ids:
                for _, id_ in block.ids:
                    self.adrift.setdefault(id_, self.spot.page)

    def seek(self, blocks: Iterable[Block]) -> None:
        """Go on to the page that a text begins on, by the first of its long blocks that is found.

        If it is not the first of them, the text may begin a page before.
        """
        long = [block for block in blocks if len(block.text) >= _LONG]
        for number, block in enumerate(long):
            probe = _key(block.text[:_LONG])
            for page in range(self.spot.page, len(self.pages)):
                text = self.pages[page].text
                after = self.spot.at if page == self.spot.page else 0
                if any(_begins(text, at, probe) for at in self._starts(page, after, len(text))):
                    begun = page - 1 if number else page
                    if begun > self.spot.page:
                        self.spot = Spot(begun, 0)
                    return

    def _follow(self, block: Block) -> None:
        found = self._run(block, self.spot)
        if not found.whole or found.trouble or not self._ends_well(block, found):
            better = self._elsewhere(block, found)
            found = better or found
        if found.whole or found.end >= min(_PROBE, len(block.text)):
            self._take(block, found, moves=True)
            if not found.whole:
                self._differ(block, found)
        else:
            lost = _Lost(self.section, block, self.last, self.spot.page)
            self.lost.append(lost)
            self._awaiting.append(lost)

    def _ends_well(self, block: Block, found: Found) -> bool:
        """Whether the text on the page is not a longer word that begins alike."""
        text = self.pages[found.spot.page].text
        at = found.spot.at
        if not block.text or at >= len(text) or at in self.pages[found.spot.page].broken:
            return True
        last = block.text[-1]
        return not (last.isalnum() and text[at].isalnum() and ord(last) < 0x2E80)

    def _elsewhere(self, block: Block, at_turn: Found) -> Found | None:
        """A block that is not where it is expected: drawn before, as floats are, or further on."""
        best = at_turn
        for spot in self._candidates(block):
            found = self._run(block, spot)
            if found.whole and not found.trouble and self._ends_well(block, found):
                if self._is_before(spot, self.spot):
                    self._check_order(block, found)
                    self._take(block, found, moves=False)
                    return Found(whole=True, spot=self.spot)
                return found
            if found.end > best.end:
                best = found
        return None if best is at_turn else best

    def _candidates(self, block: Block) -> Iterator[Spot]:
        """Beginnings of lines that begin as a block does: skipped ones first, then those to come."""
        begins = self._beginning(block)
        page = self.spot.page
        for start, end in self._skipped(page):
            for at in self._starts(page, start, end):
                if begins(page, at):
                    yield Spot(page, at)
        ahead = 0
        while page < len(self.pages) and ahead <= _AHEAD:
            text = self.pages[page].text
            after = self.spot.at + 1 if page == self.spot.page else 0
            for at in self._starts(page, after, len(text)):
                if begins(page, at):
                    yield Spot(page, at)
            ahead += bool(text)
            page += 1

    def _beginning(self, block: Block) -> Callable[[int, int], bool]:
        """Whether a block may begin at an offset of a page."""
        if RIGHT_TO_LEFT.search(block.text):
            whole = "".join(p.text if isinstance(p, Insert) else p for p in block.pieces)
            squeezed = squeezed_line(whole)
            return lambda page, at: self._line_of(squeezed, 0, page, at) is not None
        probe = _key(block.text[:_PROBE] or _first_text(block))
        return lambda page, at: _begins(self.pages[page].text, at, probe)

    def _skipped(self, page: int) -> list[tuple[int, int]]:
        """What has been left out on a page up to now."""
        return [gap for gap in gaps_of(self.taken[page], self.spot.at) if gap[1] > gap[0]]

    def _starts(self, page: int, start: int, end: int) -> Iterator[int]:
        starts = self.pages[page].starts
        for at in range(bisect_left(starts, start), len(starts)):
            if starts[at] >= end:
                return
            yield starts[at]

    @staticmethod
    def _is_before(one: Spot, other: Spot) -> bool:
        return (one.page, one.at) < (other.page, other.at)

    def _take(self, block: Block, found: Found, *, moves: bool) -> None:
        for _, page, start, end in found.segments:
            if end > start:
                self.taken[page].append((start, end))
        self.troubles += found.trouble
        if moves:
            self.spot = found.spot
            if self._gaps is None:
                self._check_lines(block, found)
        if found.segments:
            _, page, at, _ = found.segments[0]
            self.last = Spot(page, at)
            if moves:
                for lost in self._awaiting:
                    lost.after = self.last
                self._awaiting.clear()
            if block.marker:
                self.markers.setdefault(page, []).append(block.marker)
        self._note_head(block, found)
        if block.kind is Kind.CODE:
            self.listings.append((self.section, block, found.segments))
        if block.kind is Kind.HEADING:
            self.headings.add(block.text)
        for note, page in found.calls:
            self.calls.setdefault(note, page)
        for target, text, page in found.folios:
            self.folios.append((target, text, page, self.section, block))
        for at, id_ in block.ids:
            self.homes.setdefault(id_, _page_at(found, at))
        for link in block.links:
            for page in sorted({_page_at(found, link.start), _page_at(found, link.end - 1)}):
                self.links.append((page, link.target, self.section, block))

    def _check_lines(self, block: Block, found: Found) -> None:
        """Whether a text's lines go down the page, or on to the right, as they are drawn."""
        for _, page, start, end in found.segments:
            sheet = self.pages[page]
            first = max(bisect_right(sheet.starts, start) - 1, 0)
            last = max(bisect_right(sheet.starts, end - 1) - 1, first)
            for line in range(first, last + 1 if end > start else first):
                before_page, before = self._line
                self._line = page, line
                if before_page != page or before >= line:
                    continue
                rises = sheet.y[line] - sheet.y[before]
                if rises > _RAISED and sheet.x[line] <= sheet.x[before] + 1:
                    at = max(sheet.starts[line], start)
                    code = "WHL-009" if block.kind is Kind.CELL else "WHL-004"
                    self._trouble(code, block, 0, page, around(sheet.text, at))
                    return

    def _note_head(self, block: Block, found: Found) -> None:
        """Keep the heads of tables, as each may stand again where its table goes on."""
        if block.in_head:
            page, text = found.spot.page, squeezed_line(block.text)
            if self._head_goes_on and self.heads:
                page, text = self.heads[-1][0], self.heads.pop()[1] + text
            self.heads.append((page, text))
        self._head_goes_on = block.in_head

    def _differ(self, block: Block, found: Found) -> None:
        """Say where a block that goes on otherwise does so."""
        spot = found.spot
        text = self.pages[spot.page].text
        self.explained.add((spot.page, spot.at))
        self._trouble("WHL-003", block, found.end, spot.page, around(block.text, found.end),
                      around(text, spot.at))  # fmt: skip

    def _trouble(
        self, code: str, block: Block | None, at: int, page: int, wanted: str = "", found: str = ""
    ) -> None:
        self.troubles.append(Trouble(code, self.section, block, at, page, wanted, found))

    # One block from a spot on.

    def _run(self, block: Block, spot: Spot) -> Found:
        """As much of a block as stands at a spot and where a text goes on from there."""
        if RIGHT_TO_LEFT.search(block.text):
            return self._run_by_lines(block, spot)
        found = Found(spot=spot)
        for piece in block.pieces:
            if isinstance(piece, Insert):
                self._run_insert(block, piece, found)
            elif piece and not self._run_piece(block, piece, found):
                return found
        found.whole = True
        return found

    def _run_piece(self, block: Block, piece: str, found: Found) -> bool:
        page, at = found.spot.page, found.spot.at
        origin, offset, size = found.end, 0, len(piece)
        begun, start = 0, at  # of the stretch that is on this page
        text = self.pages[page].text if page < len(self.pages) else ""
        while True:
            length = min(size - offset, len(text) - at)
            if piece[offset : offset + length] != text[at : at + length]:
                length = _common(piece, offset, text, at, length)
            offset += length
            at += length
            if offset == size:
                break
            stepped = self._step(block, piece, offset, page, at, found)
            if stepped:
                offset, at = stepped
                if offset == size:
                    break
                continue
            found.end, found.spot = origin + offset, Spot(page, at)
            further = self._further(block, piece, offset, found) if found.end else None
            stop = at if further is None else further.stop
            found.segments.append((origin + begun, page, start, stop))
            if further is None:
                return False
            found.spot = further.spot
            offset += further.skipped
            begun, page, at = offset, found.spot.page, found.spot.at
            start, text = at, self.pages[page].text
        found.segments.append((origin + begun, page, start, at))
        found.end, found.spot = origin + size, Spot(page, at)
        return True

    def _step(
        self, block: Block, piece: str, offset: int, page: int, at: int, found: Found
    ) -> tuple[int, int] | None:
        """Past what may differ between a text and its page, or None where nothing may."""
        sheet = self.pages[page] if page < len(self.pages) else None
        if sheet is None:
            return None
        wanted, text = piece[offset], sheet.text
        drawn = text[at : at + 1]
        if drawn == " ":
            return offset, at + 1
        if wanted in _HYPHENS and at in sheet.broken:
            return offset + 1, at
        if wanted == " ":
            if at in sheet.broken or not drawn or at == 0 or self._begins_line(sheet, at):
                return offset + 1, at
            if piece[offset + 1 : offset + 4] == text[at : at + min(3, len(piece) - offset - 1)]:
                if (
                    block.kind is not Kind.CODE
                    and piece[offset - 1 : offset].isalnum()
                    and drawn.isalnum()
                ):
                    found.trouble.append(
                        Trouble("WHL-003", self.section, block, found.end + offset, page,
                                around(piece, offset), around(text, at))
                    )  # fmt: skip
                return offset + 1, at
        if not drawn:
            return None
        if wanted in _HYPHENS and drawn in _HYPHENS:
            return offset + 1, at + 1
        stepped = _same_shape(piece, offset, text, at)
        if stepped:
            return stepped
        if self.generated.transforms:
            for cased in (wanted.upper(), wanted.lower(), wanted.title()):
                if text.startswith(cased, at):
                    return offset + 1, at + len(cased)
        patterns = [self.generated.quoted]
        if offset == 0:
            patterns += [self.generated.drawn, self.generated.counted]
        for pattern in patterns:
            drawing = pattern.match(text, at)
            if drawing and drawing.end() > at:
                return offset, drawing.end()
        return self._dropped_capital(piece, offset, page, at, found)

    @staticmethod
    def _begins_line(sheet: PageText, at: int) -> bool:
        place = bisect_left(sheet.starts, at)
        return place < len(sheet.starts) and sheet.starts[place] == at

    def _dropped_capital(
        self, piece: str, offset: int, page: int, at: int, found: Found
    ) -> tuple[int, int] | None:
        """Past a piece of the text that floats: it is drawn before the lines that it stands in."""
        text = self.pages[page].text
        for start, end in gaps_of(self.taken[page], at):
            for line in self._starts(page, start, end):
                last = min(end, self._line_end(page, line))
                capital = text[line:last].strip()
                if not capital or len(capital) > 3 or not piece.startswith(capital, offset):
                    continue
                after = offset + len(capital)
                if after == len(piece) or piece[after : after + 3] == text[at : at + 3]:
                    found.segments.append((found.end + offset, page, line, last))
                    return after, at
        return None

    def _line_end(self, page: int, start: int) -> int:
        starts = self.pages[page].starts
        at = bisect_right(starts, start)
        return starts[at] if at < len(starts) else len(self.pages[page].text)

    def _further(self, block: Block, piece: str, offset: int, found: Found) -> _Further | None:
        """Where a text goes on that does not go on here: on a page after, or after a difference."""
        page, at = found.spot.page, found.spot.at
        sheet = self.pages[page]
        line = self._line_start(page, at)
        over = len(sheet.text[line:at].rstrip())
        # The page may have gone on with a running head that begins as the text does.
        backs = (0, over) if 0 < over <= offset else (0,)
        for back in backs:
            probe = _key(piece[offset - back :].lstrip()[:_PROBE])
            spot = self._on_a_page_after(page, probe)
            if spot:
                return _Further(-back, spot, line if back else at)
        if not sheet.text[at:].strip():
            return None
        return self._after_difference(block, piece, offset, found)

    def _line_start(self, page: int, at: int) -> int:
        starts = self.pages[page].starts
        line = bisect_right(starts, at) - 1
        return starts[line] if line >= 0 else at

    def _on_a_page_after(self, page: int, probe: str) -> Spot | None:
        ahead, number = 0, page + 1
        while number < len(self.pages) and ahead < _AHEAD:
            text = self.pages[number].text
            for start in self._open_starts(number):
                if _begins(text, start, probe):
                    return Spot(number, start)
            ahead += bool(text)
            number += 1
        return None

    def _after_difference(
        self, block: Block, piece: str, offset: int, found: Found
    ) -> _Further | None:
        """Where the text goes on after a few characters that differ; the difference is noted."""
        spot = found.spot
        text = self.pages[spot.page].text
        for ahead in range(min(_NEAR, len(piece) - offset - _SURE)):
            probe = piece[offset + ahead : offset + ahead + 2 * _SURE]
            at = text.find(probe, spot.at, spot.at + _NEAR)
            if at >= 0 and found.end >= _SURE:
                found.trouble.append(
                    Trouble("WHL-003", self.section, block, found.end, spot.page,
                            around(piece, offset), around(text, spot.at))
                )  # fmt: skip
                return _Further(ahead, Spot(spot.page, at), at)
        return None

    def _open_starts(self, page: int) -> Iterator[int]:
        """The beginnings of lines that a text can go on at."""
        text = self.pages[page].text
        if self._gaps is None:
            yield from self._starts(page, 0, len(text))
            return
        for start, end in self.gaps(page):
            yield from self._starts(page, start, end)

    def _run_insert(self, block: Block, insert: Insert, found: Found) -> None:
        page, at = found.spot.page, found.spot.at
        text = self.pages[page].text
        if insert.mark is Mark.FOLIO:
            drawing = self.generated.drawn.match(text, at)
            match = _NUMBER.match(text, at) or (
                _NUMBER.match(text, drawing.end()) if drawing else None
            )
            if match:
                found.folios.append((insert.target, match[1], page))
                found.segments.append((found.end, page, at, match.end()))
                found.spot = Spot(page, match.end())
            else:
                found.folios.append((insert.target, "", page))
            return
        found.calls.append((insert.target, page))
        start = at + (text[at : at + 1] == " ")
        if insert.text and text.startswith(insert.text, start):
            end = start + len(insert.text)
        else:
            match = _CALL.match(text, at)
            end = match.end() if match else at
            if self.generated.numbers_notes and insert.text:
                found.trouble.append(
                    Trouble("WHL-007", self.section, block, found.end, page, insert.text,
                            match[1] if match else "")
                )  # fmt: skip
                end = match.end() if match and match[1].isdigit() else at
        found.segments.append((found.end, page, at, end))
        found.spot = Spot(page, end)

    # Lines that are written from right to left are compared as wholes.

    def _run_by_lines(self, block: Block, spot: Spot) -> Found:
        """As much of a block as stands in whole lines from a spot on.

        In what order the words of such a line are copied is for each reader to say.
        """
        if block.kind is Kind.CELL:
            return self._run_in_row(block, spot)
        found = Found(spot=spot)
        wanted = "".join(
            piece.text if isinstance(piece, Insert) else piece for piece in block.pieces
        )
        squeezed = squeezed_line(wanted)
        folio = next((i.target for i in block.inserts if i.mark is Mark.FOLIO), "")
        offset, page, at = 0, spot.page, spot.at
        while offset < len(squeezed):
            line = self._line_of(squeezed, offset, page, at, numbered=bool(folio))
            if line is None:
                further = self._line_after(squeezed, offset, page) if offset else None
                if further is None:
                    return found
                page, at = further.page, further.at
                continue
            begun = int(offset * len(block.text) / len(squeezed))
            found.segments.append((begun, page, at, line.end))
            offset, at = offset + line.count, line.end
            found.spot, found.end = Spot(page, at), int(offset * len(block.text) / len(squeezed))
            if folio and line.number:
                found.folios.append((folio, line.number, page))
        found.whole = True
        found.calls = [
            (i.target, _page_at(found, i.at)) for i in block.inserts if i.mark is Mark.CALL
        ]
        return found

    def _line_after(self, squeezed: str, offset: int, page: int) -> Spot | None:
        """Where a text from right to left goes on, on the pages after one."""
        for number in range(page + 1, min(page + 1 + _AHEAD, len(self.pages))):
            for start in self._open_starts(number):
                if self._line_of(squeezed, offset, number, start):
                    return Spot(number, start)
        return None

    def _line_of(
        self, squeezed: str, offset: int, page: int, at: int, *, numbered: bool = False
    ) -> _Line | None:
        """The next lines of a page, if they are the next characters of a text in any order.

        ``numbered`` allows the number of a page beside them.
        """
        if page >= len(self.pages):
            return None
        text = self.pages[page].text
        end = at + (text[at : at + 1] == " ")
        for _ in range(_PARTS):
            if end >= len(text):
                return None
            end = self._line_end(page, end)
            line = squeezed_line(text[at:end])
            part = squeezed[offset : offset + len(line)]
            if line and Counter(line) == Counter(part):
                return _Line(len(part), end)
            more = "".join((Counter(line) - Counter(part)).elements())
            if numbered and _NUMBER.fullmatch(more) and not Counter(part) - Counter(line):
                number = re.search(r"[0-9]+|[ivxlcdm]+", text[at:end])
                return _Line(len(part), end, number[0] if number else "")
        return None

    def _run_in_row(self, block: Block, spot: Spot) -> Found:
        """A cell in the row of cells at a spot, of which the last is copied first."""
        found = Found(spot=spot)
        page = spot.page
        text = self.pages[page].text
        start = spot.at + (text[spot.at : spot.at + 1] == " ")
        end = self._line_end(page, start) if start < len(text) else start
        for first, last in gaps_of(self.taken[page], end):
            at = text.find(block.text, max(first, start), last)
            if at >= 0:
                stop = at + len(block.text)
                rest = [text[a:b] for a, b in gaps_of([*self.taken[page], (at, stop)], end)
                        if b > start]  # fmt: skip
                found.segments = [(0, page, at, stop)]
                found.end, found.whole = len(block.text), True
                done = not any(piece.strip() for piece in rest)
                found.spot = Spot(page, end) if done else spot
                return found
        return found

    # What is drawn apart from the text.

    def find_notes(self, notes: Iterable[Note]) -> None:
        """Find a section's notes in what the text has left, from the pages that call them on."""
        self._gaps = {}
        for note in notes:
            page = self.calls.get(note.id)
            self._find_note(note, self.spot.page if page is None else page)
        self._gaps = None

    def _find_note(self, note: Note, page: int) -> None:
        blocks = [block for block in note.blocks if block.text]
        if not blocks:
            return
        if RIGHT_TO_LEFT.search(blocks[0].text):
            # The number stands somewhere in the first line.
            blocks[0] = replace(blocks[0], text=f"{note.number} {blocks[0].text}")
            spot = self._line_of_note(blocks[0], page, len(note.number))
        else:
            spot = self._note_at(note.number, blocks[0], page)
        if spot is None:
            self._trouble("WHL-006", blocks[0], 0, page, around(blocks[0].text, 0))
            return
        before, self.spot = self.spot, spot
        for block in blocks:
            found = self._run(block, self.spot)
            if not found.end:
                for start in self._after(self.spot, block):
                    found = self._run(block, start)
                    if found.end:
                        break
            if not found.whole and found.end < min(_PROBE, len(block.text)):
                self._trouble("WHL-006", block, 0, spot.page, around(block.text, 0))
                break
            self._take(block, found, moves=True)
            if not found.whole:
                self._differ(block, found)
        for _, id_ in (pair for block in blocks for pair in block.ids):
            self.homes[id_] = spot.page
        self.homes.setdefault(note.id, spot.page)
        self.spot = before

    def _line_of_note(self, block: Block, page: int, number: int) -> Spot | None:
        """Where a note from right to left begins, whose number has so many characters."""
        squeezed = squeezed_line(block.text)
        for each in range(page, min(page + 1 + _AHEAD, len(self.pages))):
            for at in self._open_starts(each):
                line = self._line_of(squeezed, 0, each, at)
                if line and line.count > number:
                    return Spot(each, at)
        return None

    def _after(self, spot: Spot, block: Block) -> Iterator[Spot]:
        probe = _key(block.text[:_PROBE])
        for page in range(spot.page, min(spot.page + 1 + _AHEAD, len(self.pages))):
            for at in self._open_starts(page):
                if (page, at) >= (spot.page, spot.at) and _begins(self.pages[page].text, at, probe):
                    yield Spot(page, at)

    def _note_at(self, number: str, block: Block, page: int) -> Spot | None:
        """Where a note's text begins: after its number, on the page of its call or the next."""
        probe = _key(block.text[:_PROBE])
        rivals: list[tuple[Spot, str]] = []
        for each in range(page, min(page + 1 + _AHEAD, len(self.pages))):
            text = self.pages[each].text
            for at in self._open_starts(each):
                if number and text.startswith(number, at):
                    after = at + len(number)
                    after += text[after : after + 1] == " "
                    if _begins(text, after, probe):
                        self.taken[each].append((at, after))
                        return Spot(each, after)
                match = _CALL.match(text, at)
                after = match.end() if match else at
                after += text[after : after + 1] == " "
                if match and _begins(text, after, probe):
                    rivals.append((Spot(each, after), match[1]))
                elif _begins(text, at, probe):
                    rivals.append((Spot(each, at), ""))
        if not rivals:
            return None
        spot, other = rivals[0]
        if number and self.generated.numbers_notes:
            self._trouble("WHL-007", block, 0, spot.page, number, other)
        if other:
            self.taken[spot.page].append((spot.at - len(other) - 1, spot.at))
        return spot

    def gaps(self, page: int) -> list[tuple[int, int]]:
        """What is not taken of a page's text."""
        return gaps_of(self.taken[page], len(self.pages[page].text))

    def find_lost(self) -> None:
        """Look once more for what was not found in its turn, in what is left."""
        self._gaps = {}
        missing, self.lost = self.lost, []
        for lost in missing[:_MOST_LOST]:
            self.section = lost.section
            found = self._anywhere(lost)
            if found is None:
                self.lost.append(lost)
                continue
            self.last = lost.before
            self._check_order(lost.block, found, lost.after)
            self._take(lost.block, found, moves=False)
        self.lost += missing[_MOST_LOST:]
        self._gaps = None

    def _anywhere(self, lost: _Lost) -> Found | None:
        begins = self._beginning(lost.block)
        order = sorted(range(len(self.pages)), key=lambda page: abs(page - lost.page))
        for page in order[: 2 * _NEAR]:
            text = self.pages[page].text
            for start, end in self.gaps(page):
                starts = [start + (text[start : start + 1] == " "), *self._starts(page, start, end)]
                for at in dict.fromkeys(starts):
                    if not begins(page, at):
                        continue
                    found = self._run(lost.block, Spot(page, at))
                    if found.whole and self._ends_well(lost.block, found):
                        return found
        return None

    def _check_order(self, block: Block, found: Found, after: Spot | None = None) -> None:
        """Whether what is drawn out of its turn stands in its place on the page."""
        if not found.segments:
            return
        _, page, at, _ = found.segments[0]
        own = Spot(page, at)
        rightwards = not RIGHT_TO_LEFT.search(block.text)
        follows = self.last is None or self._is_above(self.last, own, rightwards)
        if follows and (after is None or self._is_above(own, after, rightwards)):
            return
        code = "WHL-009" if block.kind is Kind.CELL else "WHL-004"
        self._trouble(code, block, 0, page, around(block.text, 0))

    def _is_above(self, one: Spot, other: Spot, rightwards: bool) -> bool:
        """Whether one spot stands above another, or beside it in the direction of reading."""
        if one.page != other.page:
            return one.page < other.page
        x, y = self._place(one.page, one.at)
        other_x, other_y = self._place(other.page, other.at)
        if abs(y - other_y) <= _LEVEL:
            return x <= other_x or not rightwards
        return y > other_y

    def _place(self, page: int, at: int) -> tuple[float, float]:
        """Where the line of a character begins, and the character as far to the right as it is."""
        sheet = self.pages[page]
        line = max(bisect_right(sheet.starts, at) - 1, 0)
        return sheet.x[line] + (at - sheet.starts[line]) * 0.01, sheet.y[line]


_MOST_LOST = 300


def gaps_of(taken: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The stretches up to ``end`` that are not in ``taken``."""
    gaps, at = [], 0
    for start, stop in sorted(taken):
        if start >= end:
            break
        if start > at:
            gaps.append((at, start))
        at = max(at, stop)
    if at < end:
        gaps.append((at, end))
    return gaps


def around(text: str, at: int) -> str:
    """A place in a text with what is around it."""
    before = text[max(at - _CONTEXT, 0) : at]
    return f"{'…' if at > _CONTEXT else ''}{before}▸{text[at : at + _CONTEXT]}{'…' if len(text) > at + _CONTEXT else ''}"


def _common(one: str, at: int, other: str, there: int, most: int) -> int:
    """How many characters are the same from two offsets on, at most so many."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if one[at + least : at + middle] == other[there + least : there + middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _same_shape(piece: str, offset: int, text: str, at: int) -> tuple[int, int] | None:
    """Past characters that a font draws with the same glyph: ﬁ and fi, ² and a raised 2."""
    wanted = unicodedata.normalize("NFKC", piece[offset])
    if wanted != piece[offset] and text.startswith(wanted, at):
        return offset + 1, at + len(wanted)
    drawn = unicodedata.normalize("NFKC", text[at])
    if drawn != text[at] and piece.startswith(drawn, offset):
        return offset + len(drawn), at + 1
    return None


def _key(text: str) -> str:
    """A text by its letters and figures alone."""
    return (
        "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold() or text.strip()
    )


def _begins(text: str, at: int, probe: str) -> bool:
    if not probe:
        return False
    first = text[at : at + 1]
    if first.isascii() and first.isalnum() and first.casefold() != probe[0]:
        return False
    window = text[at : at + 2 * len(probe) + 8]
    return _key(window).startswith(probe) or window.startswith(probe)


def squeezed_line(text: str) -> str:
    """A text without white space and hyphens, every bracket and quotation mark of its kind alike."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    return "".join(c for c in plain if not c.isspace() and c not in _HYPHENS)


def _first_text(block: Block) -> str:
    return next((insert.text for insert in block.inserts if insert.text), "")


def _page_at(found: Found, at: int) -> int:
    """The page that an offset of a block stands on."""
    page = found.segments[0][1] if found.segments else found.spot.page
    for start, number, _, _ in found.segments:
        if start <= at:
            page = number
    return page
