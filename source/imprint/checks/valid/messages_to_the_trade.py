"""A message to the trade before the schemas of ONIX, as onixcheck has them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from imprint.checks.agreement import Finished
from imprint.checks.report import NotRun, Ran
from imprint.diagnostics import Finding, Place
from imprint.model.parts import Part

_SCHEMAS = ("xsd", "rng")


def check_onix(file: Finished) -> Iterator[Finding | Ran | NotRun]:
    """What the XSD and the RELAX NG schema of its release say of a message (VAL-004).

    https://www.editeur.org/93/Release-3.0-Downloads/
    """
    if find_spec("onixcheck") is None:
        yield NotRun(
            Part.VALID,
            f"onixcheck on {file.name}",
            "the package onixcheck is not installed",
            'pip install "imprint[check]"',
        )
        return
    import onixcheck

    with TemporaryDirectory() as folder:
        path = Path(folder, "message.xml")
        path.write_bytes(file.content)
        try:
            found = onixcheck.validate(str(path), schemas=_SCHEMAS)
        except Exception as error:  # of a stranger's library, on a stranger's file
            what = f"onixcheck on {file.name} could not finish: {error}"
            yield Finding("VAL-007", what, "look whether the file is an ONIX message")
            return
    yield Ran(Part.VALID, f"onixcheck on {file.name}")
    for message in found:
        line = _line(str(message.location))
        yield Finding(
            "VAL-004",
            f"{file.name} is not as the trade's schema wants it, onixcheck: {message.message}",
            "build it anew; if it stays so, please report it",
            Place(file.name, line),
        )


def _line(location: str) -> int:
    """The line in a location such as ``message.xml:12:0``."""
    numbers = [int(part) for part in location.split(":") if part.isdigit()]
    return numbers[0] if numbers else 0
