"""A report of checks is printed for a person, told as JSON, and written to files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from imprint.checks.report import Report
from imprint.checks.report_text import allowed_text, not_run_text, part_line, summary_line
from imprint.checks.sarif import Locate, sarif_of
from imprint.checks.typography import TypographyReport
from imprint.cli.speaking import Speaker, as_json
from imprint.diagnostics import Finding, PublicationError
from imprint.explanations import explanation_of
from imprint.model.parts import Part


def print_report(report: Report, speaker: Speaker, *, in_full: bool) -> None:
    """The findings under the head of their part, what was not run, and the sum of it."""
    speaker.findings(each.finding for each in report.reported if each.part is None)
    for part in report.parts:
        speaker.note(part_line(report, part, timed=speaker.verbose))
        if part is Part.WELL_SET:
            _show_typography(speaker, report.typography, in_full=in_full)
        for each in report.of(part):
            if each.is_allowed:
                speaker.note(allowed_text(each))
            else:
                speaker.findings([each.finding])
    for missed in report.not_run:
        speaker.note(not_run_text(missed))
    speaker.note(summary_line(report))


def _show_typography(
    speaker: Speaker, reports: Iterable[TypographyReport], *, in_full: bool
) -> None:
    for report in reports:
        speaker.note(str(report))
        for line in report.table if in_full else ():
            speaker.note(f"  {line}")


def report_facts(report: Report, *, timed: bool) -> dict[str, Any]:
    """The report as JSON has it; ``timed`` adds how many seconds each part took."""
    parts = {}
    for part in report.parts:
        facts: dict[str, Any] = {s.value: n for s, n in report.counts(part).items()}
        facts["allowed"] = sum(each.is_allowed for each in report.of(part))
        facts["ran"] = [ran.what for ran in report.ran if ran.part is part]
        if timed:
            facts["seconds"] = round(report.seconds.get(part, 0.0), 3)
        parts[part.value] = facts
    return {
        "findings": [
            {
                **as_json(each.finding),
                "part": each.part.value if each.part else "",
                "source": explanation_of(each.finding.code).source,
                "allowed": each.reason,
            }
            for each in report.reported
        ],
        "not_run": [
            {"part": missed.part.value, "what": missed.what, "why": missed.why, "mend": missed.mend}
            for missed in report.not_run
        ],
        "parts": parts,
        "typography": [
            {"file": each.name, "pages": each.pages, "counts": dict(each.counts)}
            for each in report.typography
        ],
        "counts": {severity.value: count for severity, count in report.counts().items()},
    }


def write_report(
    report: Report,
    facts: dict[str, Any],
    *,
    json_to: Path | None,
    sarif_to: Path | None,
    locate: Locate = quote,
) -> None:
    """Write the report to files, where any are named; raises PublicationError (OUT-001)."""
    if json_to:
        _write(json_to, json.dumps(facts, indent=2, ensure_ascii=False) + "\n")
    if sarif_to:
        _write(sarif_to, sarif_of(report, locate))


def of_publication(source: Path, built: Path) -> Locate:
    """The URIs of what stands in a publication's folder, or in the one that it was built into."""

    def locate(file: str) -> str:
        first, *_ = PurePosixPath(file).parts
        is_built = not (source / file).exists() and (built / first).exists()
        return _uri((built if is_built else source) / file)

    return locate


def of_files(paths: Iterable[Path]) -> Locate:
    """The URIs of finished files and of what is in them, by their names."""
    known = {path.name: path for path in paths}

    def locate(file: str) -> str:
        first, *more = PurePosixPath(file).parts
        return _uri(known.get(first, Path(first)).joinpath(*more))

    return locate


def _uri(path: Path) -> str:
    """The URI of a path: relative to the current folder, or absolute for what is not in it."""
    relative = os.path.relpath(path)
    if relative.startswith(".."):
        return path.absolute().as_uri()
    return quote(Path(relative).as_posix())


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        what = f"{path} cannot be written: {error.strerror or error}"
        mend = "check the folder's permissions and the space on the disk"
        raise PublicationError([Finding("OUT-001", what, mend)]) from None
