"""A fault of typography: which rule, on which page, in which words, and how bad."""

from __future__ import annotations

from dataclasses import dataclass

from imprint.checks.typography.lines import Line

_LONGEST = 60  # characters of a line in a report


@dataclass(frozen=True, slots=True)
class Fault:
    """``page`` counts from 0; ``weight`` orders the faults of a rule, the worst the highest."""

    code: str
    page: int
    words: str
    weight: float = 1.0
    detail: str = ""


def fault(
    code: str, line: Line, *, weight: float = 1.0, detail: str = "", end: bool = False
) -> Fault:
    """A fault at a line, named by how the line begins, or how it ends."""
    return Fault(code, line.page, shortened(line.text, end=end), weight, detail)


def shortened(text: str, *, end: bool = False) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"…{text[-_LONGEST:].lstrip()}" if end else f"{text[:_LONGEST].rstrip()}…"
