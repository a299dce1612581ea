"""A report becomes SARIF 2.1.0, which editors and forges show beside the manuscript's lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
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


def sarif_of(report: Report) -> str:
    """The report as a log of one run; what is allowed is there, and suppressed with its reason."""
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
        "results": [_result(each, codes.index(each.finding.code)) for each in report.reported],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """The metadata of a rule, out of the catalogue (§3.49)."""
    rule, explained = RULES[code], explanation_of(code)
    facts: dict[str, Any] = {
        "id": code,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[Severity(rule.severity)]},
    }
    if explained.why:
        facts["fullDescription"] = {"text": explained.why}
    if explained.mend:
        facts["help"] = {"text": explained.mend}
    if explained.source:
        facts["helpUri"] = explained.source
    part = part_of(code)
    if part is not None:
        facts["properties"] = {"tags": [part.value]}
    return facts


def _result(reported: Reported, index: int) -> dict[str, Any]:
    finding = reported.finding
    text = f"{finding.what}\nmend: {finding.mend}" if finding.mend else finding.what
    facts: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _escaped(text)},
        "locations": [_location(finding.where)] if str(finding.where) else [],
    }
    if reported.is_allowed:
        facts["suppressions"] = [{"kind": "external", "justification": reported.reason}]
    return facts


def _location(place: Place) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if place.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
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
