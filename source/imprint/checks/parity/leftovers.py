"""What is left of the pages when the text has been found is accounted for, or has been added."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from imprint.checks.parity.composed import Composed
from imprint.checks.parity.flow import Flow
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.texts import RIGHT_TO_LEFT, squeezed_line

_MARKER = re.compile(r"[•◦▪▸–‣·\-]|\(?(?:[0-9]+|[ivxlcdm]+|[a-zA-Z])[.)]?")
_FOLIO = re.compile(r"[0-9]+|[ivxlcdm]+")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text on a page that the manuscript does not account for."""

    page: int
    at: int
    text: str


@dataclass(slots=True)
class Accounts:
    """Tells what else may stand on a page: running heads, folios, marks of lists, table heads.

    ``labels`` are the numbers that the pages have, where they are known, ``lettering`` the text in
    drawings.
    """

    flow: Flow
    generated: Generated
    known: frozenset[str]
    labels: Sequence[str] = ()
    lettering: str = ""
    _heads: dict[str, bool] = field(default_factory=dict)
    _squeezed: list[str] = field(default_factory=list)

    def leftovers(self) -> Iterator[Leftover]:
        """What is left and not accounted for, piece by piece."""
        self._squeezed = sorted(
            {_squeezed(text) for text in self.known | self.flow.headings}, key=len, reverse=True
        )
        for number in range(len(self.flow.pages)):
            yield from self._of_page(number)

    def _of_page(self, number: int) -> Iterator[Leftover]:
        page = self.flow.pages[number]
        for line, height in page.furniture:
            if not (self._is_outside(number, height) and self._says_what_is_known(number, line)):
                yield Leftover(number, 0, line)
        markers = list(self.flow.markers.get(number, ()))
        pieces = []
        for start, end in self.flow.gaps(number):
            if (number, start) in self.flow.explained:
                continue
            pieces += [(a, b) for a, b in self._lines(number, start, end) if page.text[a:b].strip()]
        for start, end in pieces:
            text = page.text[start:end].strip()
            if _FOLIO.fullmatch(text) and self.flow.number(number, start, text):
                continue
            if self._is_furniture(number, start, text) or self._is_marker(text, markers):
                continue
            if self._is_drawn(text) or self._is_head_again(number, start, text):
                continue
            if self.lettering and squeezed_line(text) in self.lettering:
                continue
            yield Leftover(number, start, text)

    def _lines(self, number: int, start: int, end: int) -> Iterator[tuple[int, int]]:
        starts = self.flow.pages[number].starts
        at = bisect_right(starts, start)
        while at < len(starts) and starts[at] < end:
            yield start, starts[at]
            start = starts[at]
            at += 1
        yield start, end

    def _is_marker(self, text: str, markers: list[str]) -> bool:
        """Whether it is the mark of an item that begins on the page; each has one."""
        if not _MARKER.fullmatch(text):
            return (
                all(self._is_marker(part, markers) for part in text.split())
                if " " in text
                else False
            )
        bare = text.strip("().")
        for marker in markers:
            if marker == bare or (marker == "•") != bare.isalnum() or bare == _letter(marker):
                markers.remove(marker)
                return True
        return False

    def _is_drawn(self, text: str) -> bool:
        at = 0
        while at < len(text):
            drawn = (
                self.generated.drawn.match(text, at)
                or self.generated.counted.match(text, at)
                or self.generated.quoted.match(text, at)
            )
            if not drawn or drawn.end() == at:
                return not text[at:].strip()
            at = drawn.end()
        return True

    def _is_head_again(self, number: int, at: int, text: str) -> bool:
        """Whether it is of the head of a table that began on an earlier page."""
        bare = squeezed_line(text)
        return self._is_in_margin(number, at) and any(
            bare in head for page, head in self.flow.heads if page < number
        )

    def _is_furniture(self, number: int, at: int, text: str) -> bool:
        return self._is_in_margin(number, at) and self._says_what_is_known(number, text)

    def _is_in_margin(self, number: int, at: int) -> bool:
        """Whether it stands above or below all of the page's own text."""
        page = self.flow.pages[number]
        return self._is_outside(number, page.y[max(bisect_right(page.starts, at) - 1, 0)])

    def _is_outside(self, number: int, own: float) -> bool:
        page = self.flow.pages[number]
        lines = {bisect_right(page.starts, s) - 1 for s, e in self.flow.taken[number] if e > s}
        within = [page.y[line] for line in lines if line >= 0]
        last = [
            page.y[bisect_right(page.starts, e - 1) - 1]
            for s, e in self.flow.taken[number]
            if e > s
        ]
        within += last
        return not within or own > max(within) + 1 or own < min(within) - 1

    def _says_what_is_known(self, number: int, text: str) -> bool:
        """Whether it is the page's number, or a text that a running head may have, or both."""
        bare = _squeezed(text)
        if RIGHT_TO_LEFT.search(bare) and self._is_head_in_any_order(number, bare):
            return True
        label = self.labels[number] if number < len(self.labels) else ""
        if self.labels:
            if label and bare == label:
                return True
            for cut in (bare.removeprefix(label), bare.removesuffix(label)):
                if label and cut != bare and self._is_head(cut):
                    return True
        else:
            numbers = _FOLIO.match(bare) or re.search(r"([0-9]+|[ivxlcdm]+)$", bare)
            if numbers and self._is_head(bare[: numbers.start()] + bare[numbers.end() :]):
                return True
        return self._is_head(bare)

    def _is_head_in_any_order(self, number: int, bare: str) -> bool:
        """Whether a line from right to left has the characters of a head and a page's number."""
        label = self.labels[number] if number < len(self.labels) else ""
        own = Counter(bare)
        return any(own in (Counter(text), Counter(text + label)) for text in self._squeezed)

    def _is_head(self, bare: str) -> bool:
        known = self._heads.get(bare)
        if known is None:
            known = self._heads[bare] = self._is_made_of_known(bare)
        return known

    def _is_made_of_known(self, bare: str) -> bool:
        cut = bare.removesuffix("...")  # what an ellipsis is composed of
        if cut != bare and any(known.startswith(cut) for known in self._squeezed):
            return True
        folded = bare.casefold()
        for text in self._squeezed:
            if not folded:
                break
            if text and len(text) <= len(folded):
                folded = folded.replace(text.casefold(), "", 1)
        return not any(map(str.isalnum, folded))


def _letter(marker: str) -> str:
    return chr(ord("a") + int(marker) - 1) if marker.isdigit() and 1 <= int(marker) <= 26 else ""


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def accounts_of(flow: Flow, composed: Composed, labels: Sequence[str]) -> Accounts:
    """What a medium's pages may have beside the text."""
    lettering = squeezed_line(composed.lettering)
    return Accounts(flow, composed.generated, composed.known, labels, lettering)
