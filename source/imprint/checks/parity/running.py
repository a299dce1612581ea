"""One block is followed over the pages from a spot on, past all that may differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from imprint.checks.parity.blocks import Block, Insert, Kind, Mark
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.pages import PageText
from imprint.checks.parity.sheets import Found, Sheets, Spot, Trouble, gaps_of, page_at
from imprint.checks.parity.texts import (
    HYPHENS,
    PROBE,
    RIGHT_TO_LEFT,
    around,
    begins,
    common,
    key_of,
    same_shape,
    squeezed_line,
)
from imprint.values import replace

CALL = re.compile(r" ?([0-9]{1,4}|[*†‡§‖¶]{1,3}|[a-z])")
AHEAD = 2  # pages with text on them that a text is looked for on after its turn
NUMBER = re.compile(r" ?([0-9]+|[ivxlcdm]+)")
_SURE = 5  # characters that are the same by no chance where they are expected
_NEAR = 60  # characters within which a text goes on after a difference
MARKER = re.compile(r"\s*(?:[•◦▪▸–‣·\-]|\(?(?:[0-9]+|[ivxlcdm]+|[a-zA-Z])[.)]?)(?=\s)")
_MOST_GENERATED = 4  # pieces that a stylesheet draws before a text
_CAPITAL = 3  # characters of a dropped capital with its quotation mark
_PARTS = 4  # lines that raised figures make of one


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


class Runner(Sheets):
    """Compares a block with the text from a spot on."""

    def __init__(self, pages: Sequence[PageText], generated: Generated) -> None:
        super().__init__(pages)
        self.generated = generated
        self.section = 0

    def _run(self, block: Block, spot: Spot) -> Found:
        """As much of a block as stands at a spot and where a text goes on from there."""
        if RIGHT_TO_LEFT.search(block.text):
            return self._run_by_lines(block, spot)
        found = self._run_in_turn(block, spot)
        if not found.end and any(i.mark is Mark.FOLIO for i in block.inserts):
            return self._run_after_number(block, spot) or found
        return found

    def _run_in_turn(self, block: Block, spot: Spot) -> Found:
        found = Found(spot=spot)
        for piece in block.pieces:
            if isinstance(piece, Insert):
                self._run_insert(block, piece, found)
            elif piece and not self._run_piece(block, piece, found):
                return found
        found.whole = True
        return found

    def _run_after_number(self, block: Block, spot: Spot) -> Found | None:
        """A line of the contents whose page is drawn before its title."""
        match = NUMBER.match(self.pages[spot.page].text, spot.at)
        if match is None:
            return None
        rest = tuple(i for i in block.inserts if i.mark is not Mark.FOLIO)
        found = self._run_in_turn(replace(block, inserts=rest), Spot(spot.page, match.end()))
        if not found.end or not self.is_level(spot.page, match.start(1), match.end() + 1):
            return None
        found.segments.insert(0, (0, spot.page, spot.at, match.end()))
        target = next(i.target for i in block.inserts if i.mark is Mark.FOLIO)
        found.folios.append((target, match[1], spot.page))
        return found

    def _run_piece(self, block: Block, piece: str, found: Found) -> bool:
        page, at = found.spot.page, found.spot.at
        origin, offset, size = found.end, 0, len(piece)
        begun, start = 0, at  # of the stretch that is on this page
        text = self.pages[page].text if page < len(self.pages) else ""
        while True:
            length = min(size - offset, len(text) - at)
            if piece[offset : offset + length] != text[at : at + length]:
                length = common(piece, offset, text, at, length)
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
        if wanted in HYPHENS and at in sheet.broken:
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
        if wanted in HYPHENS and drawn in HYPHENS:
            return offset + 1, at + 1
        stepped = same_shape(piece, offset, text, at)
        if stepped:
            return stepped
        if self.generated.transforms:
            for cased in (wanted.upper(), wanted.lower(), wanted.title()):
                if text.startswith(cased, at):
                    return offset + 1, at + len(cased)
        drawing = self.generated.quoted.match(text, at)
        if drawing and drawing.end() > at:
            return offset, drawing.end()
        if offset == 0:
            end = self._past_generated(block, piece, text, at)
            if end is not None:
                return offset, end
        return self._dropped_capital(piece, offset, page, at, found)

    def _past_generated(
        self, block: Block, piece: str, text: str, at: int, deepest: int = _MOST_GENERATED
    ) -> int | None:
        """Past what a stylesheet draws before a text: to where its characters stand."""
        patterns = [self.generated.drawn, self.generated.counter, self.generated.quoted]
        if block.marker and not any(insert.mark is Mark.FOLIO for insert in block.inserts):
            patterns.append(MARKER)
        for pattern in patterns:
            drawing = pattern.match(text, at)
            if drawing is None or drawing.end() == at:
                continue
            end = drawing.end() + (text[drawing.end() : drawing.end() + 1] == " ")
            if text[end : end + 3] == piece[: len(text[end : end + 3])] and end < len(text):
                return end
            if deepest:
                further = self._past_generated(block, piece, text, drawing.end(), deepest - 1)
                if further is not None:
                    return further
        return None

    def _dropped_capital(
        self, piece: str, offset: int, page: int, at: int, found: Found
    ) -> tuple[int, int] | None:
        """Past a piece of the text that floats: it is drawn before or after the lines beside it."""
        text = self.pages[page].text
        capital, begun = "", -1
        for start, end in gaps_of(self.taken[page], len(text)):
            for line in self._starts(page, start, end):
                last = min(end, self._line_end(page, line))
                drawn = text[line:last].strip()
                if line <= at < last or not drawn or len(drawn) > _CAPITAL:
                    capital, begun = "", -1
                    continue
                # A quotation mark may hang beside it, on a line of its own.
                if not piece.startswith(capital + drawn, offset):
                    capital, begun = "", -1
                if not piece.startswith(capital + drawn, offset):
                    continue
                capital, begun = capital + drawn, line if begun < 0 else begun
                after = offset + len(capital)
                after += piece[after : after + 1] == " " and text[at : at + 1] != " "
                if after < len(piece) and piece[after : after + 3] == text[at : at + 3]:
                    found.segments.append((found.end + offset, page, begun, last))
                    return after, at
        return None

    def _further(self, block: Block, piece: str, offset: int, found: Found) -> _Further | None:
        """Where a text goes on that does not go on here: on a page after, or after a difference."""
        page, at = found.spot.page, found.spot.at
        sheet = self.pages[page]
        line = self._line_start(page, at)
        over = len(sheet.text[line:at].rstrip())
        # In the middle of a line the page has gone on with something that begins as the text does.
        ends = not sheet.text[at:].strip() or self._begins_line(sheet, at + (sheet.text[at] == " "))
        backs = (0,) if ends else (over,) if 0 < over < offset else ()
        for back in backs:
            probe = key_of(piece[offset - back :].lstrip()[:PROBE])
            spot = self._on_a_page_after(page, probe)
            if spot:
                return _Further(-back, spot, line if back else at)
        if not sheet.text[at:].strip():
            return None
        return self._after_difference(block, piece, offset, found)

    def _on_a_page_after(self, page: int, probe: str) -> Spot | None:
        ahead, number = 0, page + 1
        while number < self.end and ahead < AHEAD:
            text = self.pages[number].text
            for start in self._open_starts(number):
                if begins(text, start, probe):
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

    def _run_insert(self, block: Block, insert: Insert, found: Found) -> None:
        page, at = found.spot.page, found.spot.at
        text = self.pages[page].text
        if insert.mark is Mark.FOLIO:
            drawing = self.generated.drawn.match(text, at)
            match = NUMBER.match(text, at) or (
                NUMBER.match(text, drawing.end()) if drawing else None
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
            match = CALL.match(text, at)
            end = match.end() if match else at
            if self.generated.numbers_notes and insert.text:
                found.trouble.append(
                    Trouble("WHL-007", self.section, block, found.end, page, insert.text,
                            match[1] if match else "")
                )  # fmt: skip
                end = match.end() if match and match[1].isdigit() else at
        found.segments.append((found.end, page, at, end))
        found.spot = Spot(page, end)

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
            (i.target, page_at(found, i.at)) for i in block.inserts if i.mark is Mark.CALL
        ]
        return found

    def _line_after(self, squeezed: str, offset: int, page: int) -> Spot | None:
        """Where a text from right to left goes on, on the pages after one."""
        for number in range(page + 1, min(page + 1 + AHEAD, self.end)):
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
            if numbered and NUMBER.fullmatch(more) and not Counter(part) - Counter(line):
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
