"""A row is run turn by turn and becomes an outcome: medians, and the ratios of the pairs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tools.bench.book import CannotMeasure
from tools.bench.measure import CommandFailed, Cost, measure
from tools.bench.rows import Bench, Row, Side

_PAGES = "import sys, pikepdf\nwith pikepdf.open(sys.argv[1]) as pdf: print(len(pdf.pages))"


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle, the least and the most of several runs."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Result:
    """The runs of one side, and the pages of what it made (0 for a file without any)."""

    label: str
    pages: int
    costs: tuple[Cost, ...]

    def spread(self, fact: str) -> Spread:
        """``fact`` is a field of Cost."""
        return Spread.of([getattr(cost, fact) for cost in self.costs])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row as it was measured; or the reason why it was not."""

    name: str
    subject: Result | None = None
    other: Result | None = None
    reason: str = ""

    def ratios(self, fact: str) -> Spread:
        """The subject's costs by the other's, pair by pair as they were run."""
        assert self.subject
        assert self.other
        pairs = zip(self.subject.costs, self.other.costs, strict=True)
        return Spread.of([getattr(one, fact) / getattr(two, fact) for one, two in pairs])


def run_row(bench: Bench, name: str, *, runs: int, tell: Callable[[str], None]) -> Outcome:
    """Run both sides of a row in turns, after one turn that does not count.

    That turn warms the disk's cache, and Imprint's own where a row is about rebuilding. Whatever
    it was that failed is the outcome's reason. The book is left as it was at first.
    """
    try:
        row = bench.row(name)
        return _run(row, name, runs=runs, tell=tell)
    except (CannotMeasure, CommandFailed) as error:
        return Outcome(name, reason=str(error))
    finally:
        bench.book.restore()


def _run(row: Row, name: str, *, runs: int, tell: Callable[[str], None]) -> Outcome:
    sides = (row.subject, row.other)
    pages = [0, 0]
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for turn in range(runs + 1):
        tell(f"{name}: run {turn} of {runs}" if turn else f"{name}: trial")
        for number, side in enumerate(sides):
            cost = _measured(side, turn)
            if turn:
                costs[number].append(cost)
            else:
                pages[number] = _pages(side.command.output)
    one, two = (Result(sides[n].label, pages[n], tuple(costs[n])) for n in (0, 1))
    return Outcome(name, one, two)


def _measured(side: Side, turn: int) -> Cost:
    side.prepare(turn)
    try:
        return measure(side.command)
    except CommandFailed as error:
        raise CommandFailed(f"{side.label}: {error}") from None


def _pages(output: Path) -> int:
    """The pages of a PDF, or of those in a folder; counted by a process of its own."""
    files = sorted(output.glob("*.pdf")) if output.is_dir() else [output]
    counts = [_count(file) for file in files if file.suffix == ".pdf"]
    return max(counts, default=0)


def _count(file: Path) -> int:
    arguments = [sys.executable, "-c", _PAGES, str(file)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    return int(done.stdout)
