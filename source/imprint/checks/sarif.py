"""A report becomes SARIF 2.1.0, which editors and forges show beside the manuscript's lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from imprint.catalogue import RULES
from imprint.checks.report import NotRun, Report, Reported
from imprint.diagnostics import Place, Severity
from imprint.distributions import version_of
from imprint.explanations import explanation_of
from imprint.model.parts import part_of

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


# From a place's file to its URI (RFC 3986): relative to where the check is run, and encoded.
Locate = Callable[[str], str]


def sarif_of(report: Report, locate: Locate = quote) -> str:
    """The report as a log of one run; what is allowed is there, and suppressed with its reason.

    ``locate`` gives the URI of a finding's file.
    """
    codes = sorted({each.finding.code for each in report.reported})
    run = {
        "tool": {
            "driver": {
                "name": "Imprint",
                "version": version_of("imprint"),
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [_notification(missed) for missed in report.not_run],
            }
        ],
        "results": [
            _result(each, codes.index(each.finding.code), locate) for each in report.reported
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """The metadata of a rule, out of the catalogue (§3.49)."""
    rule, explained = RULES[code], explanation_of(code)
    facts: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": _escaped(rule.summary)},
        "defaultConfiguration": {"level": _LEVELS[Severity(rule.severity)]},
    }
    facts["fullDescription"] = {"text": _escaped(explained.why)}
    facts["help"] = {"text": _escaped(explained.mend)}
    if explained.source:
        facts["helpUri"] = explained.source
    part = part_of(code)
    if part is not None:
        facts["properties"] = {"tags": [part.value]}
    return facts


def _result(reported: Reported, index: int, locate: Locate) -> dict[str, Any]:
    finding = reported.finding
    text = f"{finding.what}\nmend: {finding.mend}" if finding.mend else finding.what
    facts: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escaped(text)},
        "locations": [_location(finding.where, locate)] if str(finding.where) else [],
    }
    if reported.is_allowed:
        facts["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": reported.reason}
        ]
    return facts


def _location(place: Place, locate: Locate) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if place.file and not place.file.startswith("-"):  # which stands for the command line
        physical: dict[str, Any] = {"artifactLocation": {"uri": locate(place.file)}}
        if place.line:
            physical["region"] = {"startLine": place.line}
        facts["physicalLocation"] = physical
    if place.key:
        facts["logicalLocations"] = [{"fullyQualifiedName": place.key}]
    return facts


def _notification(missed: NotRun) -> dict[str, Any]:
    text = ": ".join(filter(None, (f"{missed.what} was not run", missed.why)))
    mend = f"\nmend: {missed.mend}" if missed.mend else ""
    return {"level": "warning", "message": {"text": _escaped(text + mend)}}


def _escaped(text: str) -> str:
    """A text without placeholders and links (§3.11.5, §3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")
