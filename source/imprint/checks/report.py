"""Findings of many checks become one report: by part, with what was not run, what is allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from imprint.checks.typography import TypographyReport
from imprint.diagnostics import Finding, Severity
from imprint.model.allowance import Allowance
from imprint.model.parts import Part, part_of

# Codes that say that a tool is missing.
_MISSING_TOOL = {"AGR-009"}


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that was not run: what it is, why, and the line that mends it."""

    part: Part
    what: str
    why: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Ran:
    """A check that was run."""

    part: Part
    what: str


# What a check says: what it finds, and where it is of several tools, which were run.
Outcome = Iterable[Finding | Ran | NotRun | TypographyReport]
Check = Callable[[], Outcome]


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding in its part, None where nothing could be checked at all.

    ``reason`` is why its author allows it, else empty.
    """

    finding: Finding
    part: Part | None
    reason: str = ""

    @property
    def is_allowed(self) -> bool:
        return bool(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the checks say of the finished files of a publication.

    ``reported`` are the findings, allowed ones too, part by part, the gravest first; ``ran`` and
    ``not_run`` the checks, ``typography`` how well pages are set, ``seconds`` how long each part
    took.
    """

    reported: tuple[Reported, ...] = ()
    ran: tuple[Ran, ...] = ()
    not_run: tuple[NotRun, ...] = ()
    typography: tuple[TypographyReport, ...] = ()
    seconds: Mapping[Part, float] = field(default_factory=dict, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found and not allowed."""
        return tuple(each.finding for each in self.reported if not each.is_allowed)

    @property
    def allowed(self) -> tuple[Reported, ...]:
        return tuple(each for each in self.reported if each.is_allowed)

    @property
    def has_failed(self) -> bool:
        """Whether an error is left that nobody allows."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that a check was run or not run for, or that have findings, in order."""
        named = {
            *(reported.part for reported in self.reported),
            *(ran.part for ran in self.ran),
            *(missed.part for missed in self.not_run),
        }
        return tuple(part for part in Part if part in named)

    def of(self, part: Part) -> tuple[Reported, ...]:
        return tuple(each for each in self.reported if each.part is part)

    def counts(self, part: Part | None = None) -> dict[Severity, int]:
        """How many findings of each severity are left, in a part or in all."""
        reported = self.reported if part is None else self.of(part)
        counted = Counter(each.finding.severity for each in reported if not each.is_allowed)
        return {severity: counted[severity] for severity in Severity}


@dataclass(slots=True)
class Gathering:
    """A report while the checks run.

    ``in_full`` says that each finding of typography is wanted, and not their counts alone.
    """

    in_full: bool = False
    found: list[tuple[Part, Finding]] = field(default_factory=list)
    ran: list[Ran] = field(default_factory=list)
    not_run: list[NotRun] = field(default_factory=list)
    typography: list[TypographyReport] = field(default_factory=list)
    seconds: dict[Part, float] = field(default_factory=dict)

    def run(self, part: Part, what: str, check: Check, *, clock: Callable[[], float]) -> None:
        """Run a check of a part, and take what it says.

        A check of several tools says itself which of them were run, and which were not.
        """
        before = clock()
        outcome = tuple(check())
        self.seconds[part] = self.seconds.get(part, 0.0) + clock() - before
        if not any(isinstance(each, Ran | NotRun) for each in outcome):
            self.ran.append(Ran(part, what))
        self.add(part, outcome)

    def add(self, part: Part, outcome: Outcome) -> None:
        """Take findings of a part, and what was run and not run for it."""
        for each in outcome:
            if isinstance(each, Ran):
                self.ran.append(each)
            elif isinstance(each, NotRun):
                self.not_run.append(each)
            elif isinstance(each, TypographyReport):
                self.typography.append(each)
                self.found += [(part, found) for found in each.findings() if self.in_full]
            elif each.code in _MISSING_TOOL:
                self.not_run.append(NotRun(part, each.what, "", each.mend))
            else:
                self.found.append((part, each))

    def settled(
        self, allowed: Sequence[Allowance] = (), *, parts: Collection[Part] = tuple(Part)
    ) -> Report:
        """The report, with what an author allows; an entry that nothing needs is a finding.

        What one check says of parts that are not asked for is left out.
        """
        reported: dict[tuple[Part, Finding], Reported] = {}
        used: set[int] = set()  # entries by their number: two may say the same
        meant: set[int] = set()
        for part, finding in self.found:
            part = part_of(finding.code) or part
            if part in (Part.TRUE, Part.SHOPS) and part not in parts:
                continue
            entries = [at for at, entry in enumerate(allowed) if entry.applies(finding)]
            meant.update(entries)
            used.update(entries[:1])
            reason = allowed[entries[0]].reason if entries else ""
            reported.setdefault((part, finding), Reported(finding, part, reason))
        for at, entry in enumerate(allowed):
            own = part_of(entry.code)
            if own is not None and at not in used and (at in meant or self._is_complete(own)):
                finding = _left_over(entry, doubled=at in meant)
                reported[own, finding] = Reported(finding, own)
        return Report(
            reported=tuple(sorted(reported.values(), key=_order)),
            ran=tuple(ran for ran in self.ran if ran.part in parts),
            not_run=tuple(self.not_run),
            typography=tuple(self.typography),
            seconds=dict(self.seconds),
        )

    def _is_complete(self, part: Part) -> bool:
        """Whether all checks of a part were run, so that what they do not find is not there."""
        if part is Part.WELL_SET and not self.in_full:
            return False
        return any(ran.part is part for ran in self.ran) and all(
            missed.part is not part for missed in self.not_run
        )


def _left_over(entry: Allowance, *, doubled: bool) -> Finding:
    at = f" at {entry.where}" if entry.where else ""
    why = "by an entry above it already" if doubled else "and is not found any more"
    what = f"{entry.code}{at} is allowed{' ' if doubled else ', '}{why}"
    return Finding("ALW-001", what, "delete the entry", entry.place)


def refused(findings: Iterable[Finding]) -> Report:
    """The report on a publication that cannot be checked as it stands."""
    return Report(reported=tuple(Reported(finding, None) for finding in findings))


def _order(reported: Reported) -> tuple[int, bool, int]:
    """By part; what is allowed comes last, the gravest first."""
    severities = list(Severity)
    return (
        list(Part).index(reported.part) if reported.part else -1,
        reported.is_allowed,
        severities.index(reported.finding.severity),
    )
