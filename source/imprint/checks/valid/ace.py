"""Ace by DAISY on an EPUB, where it is installed: its violations become findings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from imprint.checks.agreement import Finished
from imprint.checks.report import NotRun, Ran
from imprint.checks.valid.origins import Origins
from imprint.diagnostics import NOWHERE, Finding, Place
from imprint.model.parts import Part

_COMMANDS = ("ace-cli", "ace")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_INSTALL = "npm install --global @daisy/ace-cli"
_GRAVE = {"critical", "serious"}
_PATIENCE = 1800  # seconds
_ID = re.compile(r"\[((?:\^.|[^\]^])+)\]")


def check_with_ace(file: Finished, origins: Origins) -> Iterator[Finding | Ran | NotRun]:
    """What Ace finds on an EPUB (VAL-005, VAL-006); https://daisy.github.io/ace/."""
    command = find_ace()
    if command is None:
        has_node = shutil.which("node") is not None
        why = "Ace is not installed" if has_node else "Ace is not installed, nor is Node.js"
        mend = _INSTALL if has_node else f"install Node.js, then: {_INSTALL}"
        yield NotRun(Part.VALID, f"Ace on {file.name}", why, mend)
        return
    with TemporaryDirectory() as folder:
        path, out = Path(folder, "book.epub"), Path(folder, "report")
        path.write_bytes(file.content)
        try:
            run = subprocess.run(
                [command, "--silent", "--force", "--outdir", str(out), str(path)],
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
                env=_surroundings(),
            )
        except subprocess.TimeoutExpired:
            yield _broke(file, "it took more than half an hour")
            return
        except OSError as error:
            yield _broke(file, f"{command}: {error.strerror or error}")
            return
        try:
            report = json.loads((out / "report.json").read_text("utf-8"))
        except (OSError, ValueError):
            told = (run.stderr + run.stdout).decode("utf-8", "replace").splitlines()
            reasons = [line for line in told if line.strip() and "--verbose" not in line]
            yield _broke(file, reasons[-1] if reasons else "it left no report")
            return
    yield Ran(Part.VALID, f"Ace on {file.name}")
    yield from tell_ace(report, file.name, origins)


def find_ace() -> str | None:
    """The path of Ace's command: beside this Python, or where the machine has its programs."""
    folders = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)])
    return next(filter(None, (shutil.which(name, path=folders) for name in _COMMANDS)), None)


def _surroundings() -> dict[str, str]:
    """The environment, with a browser of the machine where none is chosen."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    chosen = {"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}
    return {**chosen, **os.environ}


def _broke(file: Finished, told: str) -> Finding:
    what = f"Ace on {file.name} could not finish: {told}"
    return Finding("VAL-007", what, "run ace-cli on the file by hand to see why")


def tell_ace(report: Mapping[str, Any], name: str, origins: Origins) -> Iterator[Finding]:
    """The violations in a report of Ace (EARL in JSON)."""
    for document in report.get("assertions", ()):
        path = str(document.get("earl:testSubject", {}).get("url", ""))
        for assertion in document.get("assertions", ()):
            result, test = assertion.get("earl:result", {}), assertion.get("earl:test", {})
            if result.get("earl:outcome") != "fail":
                continue
            described = " ".join(str(result.get("dct:description", "")).split())
            place = _place(result, origins)
            yield Finding(
                "VAL-005" if test.get("earl:impact") in _GRAVE else "VAL-006",
                f"{name}, {path}; Ace {test.get('dct:title', '')}: {described}",
                _mend(test),
                place if place != NOWHERE else Place(name),
            )


def _mend(test: Mapping[str, Any]) -> str:
    page = test.get("help", {}).get("url")
    return f"see {page}" if page else "mend the text or the template there"


def _place(result: Mapping[str, Any], origins: Origins) -> Place:
    """The place of the nearest element with an id, in the fragment identifiers that Ace gives.

    https://idpf.org/epub/linking/cfi/#sec-path-id
    """
    for path in result.get("earl:pointer", {}).get("cfi", ()):
        for id_ in reversed(_ID.findall(str(path))):
            place = origins.places.get(re.sub(r"\^(.)", r"\1", id_), NOWHERE)
            if place != NOWHERE:
                return place
    return NOWHERE
