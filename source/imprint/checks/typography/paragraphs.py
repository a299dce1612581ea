"""The lines of paragraphs: hyphens one above the other, runts, the same word again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from imprint.checks.typography.faults import Fault, fault, shortened
from imprint.checks.typography.lines import Line
from imprint.checks.typography.measures import MEASURES
from imprint.checks.typography.setting import Setting


def find_ladders(setting: Setting) -> Iterator[Fault]:
    """Hyphens at the ends of lines that follow one another, on one page."""
    for paragraph in setting.paragraphs:
        for (_, hyphenated), run in groupby(paragraph.lines, _page_and_hyphen):
            lines = list(run)
            if hyphenated and len(lines) >= MEASURES.ladder:
                tall = len(lines) >= MEASURES.tall_ladder
                words = " / ".join(line.words[-1].text for line in lines)
                code = "TYP-004" if tall else "TYP-003"
                yield Fault(
                    code, lines[0].page, shortened(words), len(lines), f"{len(lines)} lines"
                )


def _page_and_hyphen(line: Line) -> tuple[int, bool]:
    return line.page, line.hyphenated


def find_runts(setting: Setting) -> Iterator[Fault]:
    """A last line that is a part of a word, or a word of very few letters."""
    for paragraph in setting.paragraphs:
        if len(paragraph.lines) < 2:
            continue
        before, last = paragraph.lines[-2:]
        if len(last.words) > 1:
            continue
        letters = sum(character.isalnum() for character in last.text)
        if before.hyphenated or 0 < letters < MEASURES.runt:
            whole = f"{before.words[-1].text} {last.text}"
            yield fault("TYP-007", last, weight=20 - letters, detail=f"after “{shortened(whole)}”"
                        if before.hyphenated else "")  # fmt: skip


def find_stacks(setting: Setting) -> Iterator[Fault]:
    """Lines that begin, or end, with the same word, one above the other."""
    for paragraph in setting.paragraphs:
        full = [line for line in paragraph.lines if len(line.words) > 1]
        for at, side in ((0, "begin"), (-1, "end")):
            yield from _stacks(full, at, side)


def _stacks(lines: Sequence[Line], at: int, side: str) -> Iterator[Fault]:
    for (_, word), run in groupby(lines, lambda line: (line.page, _bare(line.words[at].text))):
        same = list(run)
        if word and len(same) >= MEASURES.stack:
            detail = f"{len(same)} lines {side} with “{word}”"
            yield fault("TYP-015", same[0], weight=len(same), detail=detail, end=at < 0)


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word)).casefold()
