"""What a command has to say: messages for a person, results, or one JSON value."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from imprint.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from imprint.build import Event

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


class Speaker:
    """Messages for a person on stderr, results on stdout; or one JSON value on stdout."""

    def __init__(self, *, quiet: bool, verbose: bool, as_json: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.as_json = as_json
        self.colour = None if not os.environ.get("NO_COLOR") else False

    def findings(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            if self.as_json or (self.quiet and finding.severity is not Severity.ERROR):
                continue
            head, *rest = str(finding).split("\n")
            head = click.style(head, fg=_COLOURS[finding.severity], bold=True)
            click.echo("\n".join([head, *rest]), err=True, color=self.colour)

    def step(self, event: Event) -> None:
        if not (self.quiet or self.as_json):
            click.echo(f"{event.target}: {event.step}", err=True, color=self.colour)

    def note(self, text: str) -> None:
        if not (self.quiet or self.as_json):
            click.echo(text, err=True, color=self.colour)

    def result(self, text: str) -> None:
        if not self.as_json:
            click.echo(text)

    def json(self, **facts: Any) -> None:
        if self.as_json:
            import json

            click.echo(json.dumps(facts, indent=2, ensure_ascii=False))


def speaking(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has for how much it says."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON."),
        click.option("--verbose", is_flag=True, help="Say more, as for a fault of ours."),
        click.option("--quiet", is_flag=True, help="Say nothing but errors."),
    ):
        command = option(command)
    return command


def as_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "what": finding.what,
        "mend": finding.mend,
        "file": finding.where.file,
        "line": finding.where.line,
        "key": finding.where.key,
    }
