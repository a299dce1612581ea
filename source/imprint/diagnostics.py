"""What went wrong, and where, becomes findings that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum

from msgspec import Struct, field

from imprint.catalogue import RULES


class Severity(Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class ExitCode(IntEnum):
    """What the command line answers with."""

    GOOD = 0
    PUBLICATION_HAS_ERRORS = 1
    USAGE = 2
    CHECKS_FAILED = 3
    TOOL_IS_MISSING = 4
    BUG = 70


class Place(Struct, frozen=True, order=True):
    """A place in the source: a file, a line in it, and where it helps the key of a fact.

    ``file`` is relative to the publication's folder, with forward slashes; ``line`` counts
    from 1, and 0 means the file as a whole. ``key`` is a dotted path such as
    ``formats.print.isbn``.
    """

    file: str = ""
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        if self.key:
            return f"{place} ({self.key})" if place else self.key
        return place


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader of the report should know: where, what, and how to mend it."""

    code: str
    what: str
    mend: str = ""
    where: Place = NOWHERE

    def __post_init__(self) -> None:
        if self.code not in RULES:
            raise ValueError(f"finding code {self.code} is not in the catalogue")

    @property
    def severity(self) -> Severity:
        return Severity(RULES[self.code].severity)

    def __str__(self) -> str:
        lines = [f"{self.severity.value}[{self.code}]: {self.what}"]
        if str(self.where):
            lines.append(f"  --> {self.where}")
        if self.mend:
            lines.append(f"  mend: {self.mend}")
        return "\n".join(lines)


class PublicationError(Exception):
    """The publication cannot be built as it stands; ``findings`` say why, all of them at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[PublicationError], tuple[tuple[Finding, ...]]]:
        """A worker's error reaches the one who waits for it with its findings."""
        return PublicationError, (self.findings,)


class UnusableOrder(Exception):
    """What was asked for cannot be understood; the message says why."""


class ToolMissing(Exception):
    """A tool outside Python is missing; the message names it and the line that installs it."""


class Findings(Struct):
    """Findings while they are being gathered; a stage makes one, fills it and hands on a tuple."""

    gathered: list[Finding] = field(default_factory=list)

    def add(self, code: str, what: str, *, mend: str = "", where: Place = NOWHERE) -> None:
        self.gathered.append(Finding(code, what, mend, where))

    def extend(self, findings: Iterable[Finding]) -> None:
        self.gathered.extend(findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.gathered)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.gathered if finding.severity is Severity.ERROR)

    def settled(self) -> tuple[Finding, ...]:
        """The findings as a tuple; raises PublicationError with all of them if one is an error."""
        if self.errors:
            raise PublicationError(self.gathered)
        return tuple(self.gathered)
