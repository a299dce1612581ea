"""Blocks are found on a PDF's pages one after another, and what is drawn elsewhere beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from imprint.checks.parity.blocks import Block, Insert, Kind, Mark, Note
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.pages import PageText
from imprint.checks.parity.running import AHEAD, CALL, NUMBER, Runner
from imprint.checks.parity.sheets import Found, Spot, Trouble, gaps_of, page_at
from imprint.checks.parity.texts import (
    PROBE,
    RIGHT_TO_LEFT,
    around,
    begins,
    key_of,
    squeezed_line,
)
from imprint.values import replace

_RAISED = 7  # points by which a line may stand above the one before it, as a raised figure does
_LEVEL = 2  # points between the baselines of what stands on one line
_LONG = 40  # characters of a text that stands once in a book
_SHORT = 4  # characters of a text that may be another, as a number is
_TOP = 4  # lines that are drawn first on a page, as running heads are not
_MOST_LOST = 300
_MOST_PAGES = 120  # that what is lost is looked for on


@dataclass(slots=True)
class _Lost:
    section: int
    block: Block
    before: Spot | None  # where what comes before it was found
    page: int
    after: Spot | None = None  # and what comes after it


class Flow(Runner):
    """Finds blocks on pages, in order; what it finds is taken, and the rest can be asked for."""

    def __init__(self, pages: Sequence[PageText], generated: Generated) -> None:
        super().__init__(pages, generated)
        self.spot = Spot(0, 0)
        self.troubles: list[Trouble] = []
        self.lost: list[_Lost] = []
        self.calls: dict[str, int] = {}
        # Where on a page a line of the contents stands whose number is drawn apart from it.
        self.unnumbered: dict[int, list[tuple[int, int]]] = {}
        self.folios: list[tuple[str, str, int, int, Block]] = []
        self.homes: dict[str, int] = {}
        self.links: list[tuple[int, str, int, Block]] = []
        self.markers: dict[int, list[str]] = {}
        self.heads: list[tuple[int, str]] = []
        self._head_goes_on = False
        # What leads to, and from, what has no text: a picture, which is somewhere from there on.
        self.adrift: dict[str, int] = {}
        self.links_adrift: set[str] = set()
        self.headings: set[str] = set()
        self.listings: list[tuple[int, Block, list[tuple[int, int, int, int]]]] = []
        self.explained: set[tuple[int, int]] = set()
        self.last: Spot | None = None  # where the block before began
        self._awaiting: list[_Lost] = []  # what is lost up to now before the next that is found
        self._line = (-1, 0)  # the page of the last line of the text, and its number there

    def follow(self, blocks: Iterable[Block]) -> None:
        """Find the blocks of a section, each after the one before."""
        blocks = list(blocks)
        for block, after in zip_longest(blocks, blocks[1:]):
            if block.text or block.inserts:
                self._follow(block, after)
                continue
            for _, id_ in block.ids:
                self.adrift.setdefault(id_, self.spot.page)
            self.links_adrift |= {link.target for link in block.links}
            self._await_markers(block, self.spot.page)

    def stay_within(self, first: int | None, end: int | None) -> None:
        """Look for what follows from a page on, and before another one, where these are known."""
        if first is not None and first != self.spot.page and first < len(self.pages):
            self.spot = Spot(first, 0)
        self.end = len(self.pages) if end is None else min(end, len(self.pages))

    def seek(self, blocks: Iterable[Block]) -> None:
        """Go on to the page that a text begins on, by the first of its long blocks that is found.

        If it is not the first of them, the text may begin a page before.
        """
        long = [block for block in blocks if len(block.text) >= _LONG]
        for number, block in enumerate(long):
            probe = key_of(block.text[:_LONG])
            for page in range(self.spot.page, len(self.pages)):
                text = self.pages[page].text
                after = self.spot.at if page == self.spot.page else 0
                if any(begins(text, at, probe) for at in self._starts(page, after, len(text))):
                    begun = page - 1 if number else page
                    if begun > self.spot.page:
                        self.spot = Spot(begun, 0)
                    return

    def _follow(self, block: Block, after: Block | None) -> None:
        if after and self._is_drawn_before(block, after):
            return
        found = self._run(block, self.spot)
        if not found.whole or found.trouble or not self._ends_well(block, found):
            better = self._elsewhere(block, found)
            found = better or found
        if after and found.whole and not found.trouble and not self._is_surely(block, found, after):
            found = self._with_the_next(block, after) or found
        if found.whole or found.end >= min(PROBE, len(block.text)):
            self._take(block, found, moves=True)
            if not found.whole:
                self._differ(block, found)
        else:
            lost = _Lost(self.section, block, self.last, self.spot.page)
            self.lost.append(lost)
            self._awaiting.append(lost)

    def _is_drawn_before(self, block: Block, after: Block) -> bool:
        """Whether a label floats, and was drawn before a value that begins with the same words."""
        if not block.text or not after.text.startswith(block.text):
            return False
        value = self._run(after, self.spot)
        if not value.whole or value.trouble or not self._ends_well(after, value):
            return False
        may_begin = self._beginning(block)
        page = self.spot.page
        for start, end in self._skipped(page):
            for at in self._starts(page, start, end):
                found = self._run(block, Spot(page, at)) if may_begin(page, at) else None
                if found and found.whole and not found.trouble and self._ends_well(block, found):
                    self._take(block, found, moves=False)
                    return True
        return False

    def _is_surely(self, block: Block, found: Found, after: Block) -> bool:
        """Whether it is this block that was found, and no other text or number as short.

        It is if it is long enough to be nothing else, or what comes after it goes on from there.
        """
        if len(block.text) > _SHORT or not found.segments or not after.text:
            return True
        if self._run(after, found.spot).end >= min(len(after.text), _SHORT):
            return True
        probe = key_of(after.text[:PROBE])
        return len(after.text) > _SHORT and bool(self._on_a_page_after(found.spot.page, probe))

    def _with_the_next(self, block: Block, after: Block) -> Found | None:
        """A short block where it and the one after it stand together, further on."""
        for spot in self._candidates(block):
            if self._is_before(spot, self.spot):
                continue
            found = self._run(block, spot)
            ends = found.whole and not found.trouble and self._ends_well(block, found)
            if ends and self._run(after, found.spot).end >= min(len(after.text), _SHORT):
                return found
        return None

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
        misplaced: Found | None = None
        for spot in self._candidates(block):
            found = self._run(block, spot)
            if found.whole and not found.trouble and self._ends_well(block, found):
                if not self._is_before(spot, self.spot):
                    return found
                if not self._is_in_order(block, found):
                    # It may be the head of a table again, and what is meant still to come.
                    misplaced = misplaced or found
                    continue
                self._take(block, found, moves=False)
                return Found(whole=True, spot=self.spot)
            if found.end > best.end:
                best = found
        if misplaced and not best.whole:
            self._say_order(block, misplaced)
            self._take(block, misplaced, moves=False)
            return Found(whole=True, spot=self.spot)
        return None if best is at_turn else best

    def _candidates(self, block: Block) -> Iterator[Spot]:
        """Lines that begin as a block does: skipped ones first, then those to come."""
        may_begin = self._beginning(block)
        page = self.spot.page
        for start, end in self._skipped(page):
            for at in self._starts(page, start, end):
                if may_begin(page, at):
                    yield Spot(page, at)
        ahead = 0
        while page < self.end and ahead <= AHEAD:
            text = self.pages[page].text
            after = self.spot.at + 1 if page == self.spot.page else 0
            starts = self._starts(page, after, len(text))
            if page > self.spot.page and len(block.text) < PROBE:
                starts = self._starts_inside(page)
            for at in starts:
                if may_begin(page, at):
                    yield Spot(page, at)
            ahead += bool(text)
            page += 1

    def _starts_inside(self, page: int) -> Iterator[int]:
        """The beginnings of lines that are no running head or folio, which a short text may be."""
        sheet = self.pages[page]
        if sheet.starts:
            top, foot = max(sheet.y), min(sheet.y)
            for line, at in enumerate(sheet.starts):
                if line < _TOP or foot < sheet.y[line] < top:
                    yield at

    def _beginning(self, block: Block) -> Callable[[int, int], bool]:
        """Whether a block may begin at an offset of a page."""
        if RIGHT_TO_LEFT.search(block.text):
            whole = "".join(p.text if isinstance(p, Insert) else p for p in block.pieces)
            squeezed = squeezed_line(whole)
            return lambda page, at: self._line_of(squeezed, 0, page, at) is not None
        probe = _probe_of(block)
        if any(insert.mark is Mark.FOLIO for insert in block.inserts):
            return lambda page, at: self._begins_numbered(page, at, probe)
        return lambda page, at: begins(self.pages[page].text, at, probe)

    def _begins_numbered(self, page: int, at: int, probe: str) -> bool:
        """Whether a line of the contents begins, or its page's number does."""
        text = self.pages[page].text
        number = NUMBER.match(text, at)
        after = number.end() + (text[number.end() : number.end() + 1] == " ") if number else at
        return begins(text, at, probe) or begins(text, after, probe)

    def _skipped(self, page: int) -> list[tuple[int, int]]:
        """What has been left out on a page up to now."""
        return [gap for gap in gaps_of(self.taken[page], self.spot.at) if gap[1] > gap[0]]

    def _take(self, block: Block, found: Found, *, moves: bool) -> None:
        for _, page, start, end in found.segments:
            if end > start:
                self.taken[page].append((start, end))
        self.troubles += found.trouble
        if moves:
            self.spot = found.spot
            if not self.only_gaps:
                self._check_lines(block, found)
        if found.segments:
            _, page, at, _ = found.segments[0]
            self.last = Spot(page, at + (self.pages[page].text[at : at + 1] == " "))
            if moves:
                for lost in self._awaiting:
                    lost.after = self.last
                self._awaiting.clear()
            self._await_markers(block, page)
        self._note_head(block, found)
        if block.kind is Kind.CODE:
            self.listings.append((self.section, block, found.segments))
        if block.kind is Kind.HEADING:
            self.headings.add(block.text)
        for note, page in found.calls:
            self.calls.setdefault(note, page)
        for target, text, page in found.folios:
            if not text and found.segments:
                self.unnumbered.setdefault(page, []).append(
                    (found.segments[0][2], len(self.folios))
                )
            self.folios.append((target, text, page, self.section, block))
        for at, id_ in block.ids:
            self.homes.setdefault(id_, page_at(found, at))
        for link in block.links:
            for page in sorted({page_at(found, link.start), page_at(found, link.end - 1)}):
                self.links.append((page, link.target, self.section, block))

    def _await_markers(self, block: Block, page: int) -> None:
        """Expect the marks of the items that begin with a block: they are drawn after the text."""
        self.markers.setdefault(page, []).extend(block.marker.split())

    def _check_lines(self, block: Block, found: Found) -> None:
        """Whether a text's lines go down the page, or on to the right, as they are drawn."""
        for _, page, begun, end in found.segments:
            sheet = self.pages[page]
            start = begun + (sheet.text[begun : begun + 1] == " ")
            first = max(bisect_right(sheet.starts, start) - 1, 0)
            last = max(bisect_right(sheet.starts, end - 1) - 1, first)
            for line in range(first, last + 1 if end > start else first):
                before_page, before = self._line
                if before_page == page and before >= line:
                    continue  # it floats: it was drawn before
                self._line = page, line
                if before_page != page:
                    continue
                rises = sheet.y[line] - sheet.y[before]
                if rises > _RAISED and sheet.x[line] <= sheet.x[before] + 1:
                    at = max(sheet.starts[line], start)
                    code = "WHL-009" if block.kind is Kind.CELL else "WHL-004"
                    self._trouble(code, block, 0, page, around(sheet.text, at))
                    return

    def number(self, page: int, at: int, text: str) -> bool:
        """Give a number that stands beside a line of the contents to it; whether there is one."""
        waiting = self.unnumbered.get(page, [])
        for begun, folio in waiting:
            if self.is_level(page, begun + (self.pages[page].text[begun] == " "), at):
                target, _, number, section, block = self.folios[folio]
                self.folios[folio] = (target, text, number, section, block)
                waiting.remove((begun, folio))
                return True
        return False

    def _note_head(self, block: Block, found: Found) -> None:
        """Keep the heads of tables, as each may stand again where its table goes on."""
        if block.in_head:
            said = (p.text if isinstance(p, Insert) else p for p in block.pieces)
            page, text = found.spot.page, squeezed_line("".join(said))
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

    def find_notes(self, notes: Iterable[Note]) -> None:
        """Find a section's notes in what the text has left, from the pages that call them on."""
        self.only_gaps = True
        end = 0
        for note in notes:
            page = self.calls.get(note.id, self.spot.page)
            end = self._find_note(note, page, max(page, end))
        self.only_gaps = False

    def _find_note(self, note: Note, page: int, before: int) -> int:
        """Find a note on the pages from one on; the page that it ends on.

        ``before`` is the page that the note before it ends on.
        """
        blocks = [block for block in note.blocks if block.text]
        if not blocks:
            self.markers.setdefault(page, []).append(note.number)
            return before
        if RIGHT_TO_LEFT.search(blocks[0].text):
            # The number stands somewhere in the first line.
            blocks[0] = replace(blocks[0], text=f"{note.number} {blocks[0].text}")
            spot = self._line_of_note(blocks[0], range(page, before + 1 + AHEAD), len(note.number))
        else:
            spot = self._note_at(note.number, blocks[0], range(page, before + 1 + AHEAD))
        if spot is None:
            self._trouble("WHL-006", blocks[0], 0, page, around(blocks[0].text, 0))
            return before
        kept, self.spot = self.spot, spot
        for block in blocks:
            found = self._run(block, self.spot)
            if not found.end:
                for start in self._after(self.spot, block):
                    found = self._run(block, start)
                    if found.end:
                        break
            if not found.whole and found.end < min(PROBE, len(block.text)):
                self._trouble("WHL-006", block, 0, spot.page, around(block.text, 0))
                break
            self._take(block, found, moves=True)
            if not found.whole:
                self._differ(block, found)
        for _, id_ in (pair for block in blocks for pair in block.ids):
            self.homes[id_] = spot.page
        self.homes.setdefault(note.id, spot.page)
        end, self.spot = self.spot.page, kept
        return end

    def _line_of_note(self, block: Block, pages: range, number: int) -> Spot | None:
        """Where a note from right to left begins, whose number has so many characters."""
        squeezed = squeezed_line(block.text)
        for each in pages[: max(self.end - pages.start, 0)]:
            for at in self._open_starts(each):
                line = self._line_of(squeezed, 0, each, at)
                if line and line.count > number:
                    return Spot(each, at)
        return None

    def _after(self, spot: Spot, block: Block) -> Iterator[Spot]:
        probe = _probe_of(block)
        for page in range(spot.page, min(spot.page + 1 + AHEAD, self.end)):
            for at in self._open_starts(page):
                if (page, at) >= (spot.page, spot.at) and begins(self.pages[page].text, at, probe):
                    yield Spot(page, at)

    def _note_at(self, number: str, block: Block, pages: range) -> Spot | None:
        """Where a note's text begins on the pages: after its number."""
        probe = _probe_of(block)
        rivals: list[tuple[Spot, str]] = []
        for each in pages[: max(self.end - pages.start, 0)]:
            text = self.pages[each].text
            for at in self._open_starts(each):
                if number and text.startswith(number, at):
                    after = at + len(number)
                    after += text[after : after + 1] == " "
                    if begins(text, after, probe):
                        self.taken[each].append((at, after))
                        return Spot(each, after)
                match = CALL.match(text, at)
                after = match.end() if match else at
                after += text[after : after + 1] == " "
                if match and begins(text, after, probe):
                    rivals.append((Spot(each, after), match[1]))
                elif begins(text, at, probe):
                    rivals.append((Spot(each, at), ""))
        if not rivals:
            return None
        spot, other = rivals[0]
        if number and self.generated.numbers_notes:
            self._trouble("WHL-007", block, 0, spot.page, number, other)
        if other:
            self.taken[spot.page].append((spot.at - len(other) - 1, spot.at))
        return spot

    def find_lost(self) -> None:
        """Look once more for what was not found in its turn, in what is left."""
        self.only_gaps = True
        self.end = len(self.pages)
        missing, self.lost = self.lost, []
        for lost in missing[:_MOST_LOST]:
            self.section = lost.section
            found = self._anywhere(lost)
            if found is None:
                self.lost.append(lost)
                continue
            self.last = lost.before
            if not self._is_in_order(lost.block, found, lost.after):
                self._say_order(lost.block, found)
            self._take(lost.block, found, moves=False)
        self.lost += missing[_MOST_LOST:]
        self.only_gaps = False

    def _anywhere(self, lost: _Lost) -> Found | None:
        may_begin = self._beginning(lost.block)
        order = sorted(range(len(self.pages)), key=lambda page: abs(page - lost.page))
        for page in order[:_MOST_PAGES]:
            text = self.pages[page].text
            for start, end in self.gaps(page):
                starts = [start + (text[start : start + 1] == " "), *self._starts(page, start, end)]
                for at in dict.fromkeys(starts):
                    if not may_begin(page, at):
                        continue
                    found = self._run(lost.block, Spot(page, at))
                    if found.whole and self._ends_well(lost.block, found):
                        return found
        return None

    def _is_in_order(self, block: Block, found: Found, after: Spot | None = None) -> bool:
        """Whether what is drawn out of its turn stands in its place on the page."""
        if not found.segments:
            return True
        _, page, at, _ = found.segments[0]
        own = Spot(page, at)
        rightwards = not RIGHT_TO_LEFT.search(block.text)
        follows = self.last is None or self._is_above(self.last, own, rightwards)
        return follows and (after is None or self._is_above(own, after, rightwards))

    def _say_order(self, block: Block, found: Found) -> None:
        code = "WHL-009" if block.kind is Kind.CELL else "WHL-004"
        self._trouble(code, block, 0, found.segments[0][1], around(block.text, 0))

    def _is_above(self, one: Spot, other: Spot, rightwards: bool) -> bool:
        """Whether one spot stands above another, or beside it in the direction of reading."""
        if one.page != other.page:
            return one.page < other.page
        x, y = self._place(one.page, one.at)
        other_x, other_y = self._place(other.page, other.at)
        if abs(y - other_y) <= _LEVEL:
            return x <= other_x or not rightwards
        return y > other_y


def _probe_of(block: Block) -> str:
    """How a block begins on a page, up to what a page has between its characters."""
    first = next((insert for insert in block.inserts if insert.text or insert.at), None)
    if first is None:
        return key_of(block.text[:PROBE])
    if first.at:
        return key_of(block.text[: min(first.at, PROBE)])
    return key_of(f"{first.text}{block.text}"[:PROBE])
