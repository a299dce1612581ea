"""A report becomes lines for a person, part by part, and a line that sums it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from imprint.checks.report import NotRun, Report, Reported
from imprint.diagnostics import Severity
from imprint.model.parts import Part

_NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


def part_line(report: Report, part: Part, *, timed: bool = False) -> str:
    """The head of a part: its name, and how many findings of each kind it has."""
    allowed = sum(each.is_allowed for each in report.of(part))
    told = _counted(report.counts(part), allowed)
    if not told:
        told = "nothing found" if any(ran.part is part for ran in report.ran) else "not run"
        if part is Part.WELL_SET and any(each.faults for each in report.typography):
            told = "not as well as it could be"
    took = f" ({report.seconds.get(part, 0.0):.1f} s)" if timed else ""
    return f"{part.value}: {told}{took}"


def allowed_text(reported: Reported) -> str:
    """A finding that is allowed, with the reason."""
    finding = reported.finding
    where = f"\n  --> {finding.where}" if str(finding.where) else ""
    return f"allowed[{finding.code}]: {finding.what}{where}\n  reason: {reported.reason}"


def not_run_text(missed: NotRun) -> str:
    why = f": {missed.why}" if missed.why else ""
    mend = f"\n  mend: {missed.mend}" if missed.mend else ""
    return f"not run: {missed.what}{why}{mend}"


def summary_line(report: Report) -> str:
    """What is left in all: ``no errors, 2 warnings; 1 allowed; 1 check not run``."""
    if not (report.parts or report.reported):
        return "nothing was checked"
    counts = report.counts()
    pieces = [_counted(counts, len(report.allowed)) or "nothing found"]
    if not counts[Severity.ERROR] and pieces[0] != "nothing found":
        pieces[0] = f"no errors, {pieces[0]}"
    if report.not_run:
        count = len(report.not_run)
        pieces.append(f"{count} check{'s' * (count != 1)} not run")
    return "; ".join(pieces)


def _counted(counts: Mapping[Severity, int], allowed: int) -> str:
    return ", ".join(_pieces(counts, allowed))


def _pieces(counts: Mapping[Severity, int], allowed: int) -> Iterator[str]:
    for severity, (one, many) in _NAMES.items():
        if counts[severity]:
            yield f"{counts[severity]} {one if counts[severity] == 1 else many}"
    if allowed:
        yield f"{allowed} allowed"
