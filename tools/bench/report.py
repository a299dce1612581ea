"""Outcomes become a table in Markdown, or JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.bench.runs import Outcome, Result, Spread

_MEBIBYTE = 1 << 20
_HEADS = (
    "Row", "What was run", "Seconds", "Processor seconds", "Memory, MiB", "Pages",
    "Ratio of seconds", "Ratio of memory",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was measured, where, how often and with what."""

    book: str
    page: str
    runs: int
    machine: str
    versions: Mapping[str, str]
    outcomes: Sequence[Outcome]

    def markdown(self) -> str:
        """The table, and below it what could not be measured."""
        measured = [outcome for outcome in self.outcomes if not outcome.reason]
        table = [_HEADS, *(line for outcome in measured for line in _lines(outcome))]
        widths = [max(len(line[n]) for line in table) for n in range(len(_HEADS))]
        rows = [_row(line, widths) for line in table]
        rows.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
        left_out = [f"- {o.name}: {o.reason}" for o in self.outcomes if o.reason]
        return "\n".join(
            [
                f"{self.book}; {self.page}.",
                "",
                f"{self.machine}.",
                ", ".join(f"{name} {version}" for name, version in self.versions.items()) + ".",
                f"Each is the median of {self.runs} run{'s' * (self.runs != 1)}, with the least"
                " and the most; ratios are the first command's by the second's, run by run."
                " Memory is that of the largest process.",
                *(["", *rows] if measured else []),
                *(["", "Not measured:", "", *left_out] if left_out else []),
            ]
        )

    def json(self) -> str:
        facts = {
            "book": self.book,
            "page": self.page,
            "runs": self.runs,
            "machine": self.machine,
            "versions": dict(self.versions),
            "rows": [_facts(outcome) for outcome in self.outcomes],
        }
        return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def describe_machine() -> str:
    """The system, its processor, the cores that this process may use, and its memory."""
    cores = len(os.sched_getaffinity(0))
    share = f"{cores} core{'s' * (cores != 1)}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return (
        f"{platform.system()} {platform.machine()}, {_processor()}, {share},"
        f" {memory:.0f} GiB, Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(iter(names), platform.processor() or "processor unknown")


def _lines(outcome: Outcome) -> list[tuple[str, ...]]:
    assert outcome.subject
    assert outcome.other
    ratios = (_number(outcome.ratios("seconds")), _number(outcome.ratios("memory")))
    return [
        (outcome.name, *_cells(outcome.subject), *ratios),
        ("", *_cells(outcome.other), "", ""),
    ]


def _cells(result: Result) -> tuple[str, ...]:
    memory = Spread.of([cost.memory / _MEBIBYTE for cost in result.costs])
    return (
        result.label,
        _number(result.spread("seconds")),
        _number(result.spread("processor")),
        _number(memory, 0),
        str(result.pages or "–"),
    )


def _number(spread: Spread, places: int = 2) -> str:
    return f"{spread.median:.{places}f} ({spread.least:.{places}f}–{spread.most:.{places}f})"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _facts(outcome: Outcome) -> dict[str, Any]:
    if outcome.reason:
        return {"row": outcome.name, "reason": outcome.reason}
    assert outcome.subject
    assert outcome.other
    return {
        "row": outcome.name,
        "sides": [_side(outcome.subject), _side(outcome.other)],
        "ratios": {f: asdict(outcome.ratios(f)) for f in ("seconds", "processor", "memory")},
    }


def _side(result: Result) -> dict[str, Any]:
    facts = ("seconds", "processor", "memory")
    return {
        "label": result.label,
        "pages": result.pages,
        "runs": [asdict(cost) for cost in result.costs],
        **{fact: asdict(result.spread(fact)) for fact in facts},
    }
