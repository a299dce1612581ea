"""Each specimen's layers become the settings and the findings that stand below them.

A specimen is ``=== its name``, layers (``--- toml``, ``--- yaml``, ``--- set``), and what comes of
them: ``--- settings`` has every fact that is not the default, ``--- findings`` every finding.
``pytest --accept`` writes both anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.values import is_value

from imprint.diagnostics import Findings, Place
from imprint.readers.configuration import (
    read_overrides,
    read_toml,
    read_yaml,
    settings_of,
)
from imprint.values import fields_of

SPECIMENS = Path(__file__).parent / "specimens"
EXPECTED = ("settings", "findings")
Sections = list[tuple[str, str]]


def _load(file: Path) -> dict[str, Sections]:
    specimens: dict[str, Sections] = {}
    for specimen in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, rest = specimen.partition("\n")
        assert name not in specimens, f"{file.name} has two specimens called {name}"
        parts = re.split(r"^--- (\w+)\n", rest, flags=re.M)
        texts = [text.rstrip("\n") + "\n" for text in parts[2::2]]
        specimens[name] = list(zip(parts[1::2], texts, strict=True))
    return specimens


def _outcome(sections: Sections) -> Sections:
    findings = Findings()
    layers = []
    for kind, text in sections:
        match kind:
            case "toml":
                layers.append(read_toml(text, file="imprint.toml", findings=findings))
            case "yaml":
                layers.append(read_yaml(text, file="essay.md", line=2, findings=findings))
            case "set":
                layers.append(read_overrides(text.splitlines(), findings=findings))
            case _:
                raise AssertionError(f"a specimen has no section {kind}")
    settings = settings_of([layer for layer in layers if layer], findings=findings)
    said = [("settings", "".join(f"{line}\n" for line in _facts(settings)))]
    said.append(("findings", "".join(f"{finding}\n" for finding in findings)))
    return [(kind, text) for kind, text in said if text]


def _facts(value: Any, path: str = "") -> list[str]:
    lines = []
    for field, inner in fields_of(value).items():
        if field in ("places", "place"):
            continue
        name = f"{path}{field}"
        if inner == getattr(type(value)(), field):
            continue
        if field in ("record", "original") or (path and field == "via"):
            lines += _facts(inner, f"{name}.")
        elif isinstance(inner, tuple):
            lines += [f"{name}[{at}] = {_short(item)}" for at, item in enumerate(inner)]
        else:
            lines.append(f"{name} = {_short(inner)}")
    return lines


def _short(value: Any) -> str:
    """The repr without what is empty, and without places: those are in test_places.py."""
    if is_value(value):
        parts = [
            f"{name}={_short(inner)}"
            for name, inner in fields_of(value).items()
            if inner not in ("", 0, (), None) and not isinstance(inner, Place)
        ]
        return f"{type(value).__name__}({', '.join(parts)})"
    if isinstance(value, tuple):
        return f"({', '.join(_short(item) for item in value)})"
    return repr(value)


def _write(specimens: dict[str, Sections]) -> str:
    return "\n".join(
        f"=== {name}\n" + "".join(f"--- {kind}\n{text}" for kind, text in sections)
        for name, sections in specimens.items()
    )


@pytest.mark.parametrize("file", sorted(SPECIMENS.glob("*.txt")), ids=lambda file: file.stem)
def test_specimens(file: Path, request: pytest.FixtureRequest) -> None:
    given = _load(file)
    come = {
        name: [
            *((kind, text) for kind, text in sections if kind not in EXPECTED),
            *_outcome([(kind, text) for kind, text in sections if kind not in EXPECTED]),
        ]
        for name, sections in given.items()
    }
    if request.config.getoption("--accept"):
        file.write_text(_write(come), encoding="utf-8")
        return
    assert _write(come) == _write(given)


CODES = (
    *("CFG-001", "CFG-002", "CFG-003", "CFG-004", "CFG-005", "CFG-006", "CFG-007"),
    *("REC-001", "REC-002", "REC-003", "REC-004", "REC-005", "REC-006", "REC-007"),
    *("REC-010", "REC-011", "REC-012", "SRC-010"),
    *("TRD-001", "TRD-002", "TRD-003", "TRD-004", "TRD-005", "TRD-006", "OTH-001", "OTH-002"),
)


def test_every_code_has_a_specimen() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in SPECIMENS.glob("*.txt"))
    assert sorted(set(re.findall(r"\[([A-Z]{3}-\d{3})\]: ", text))) == sorted(CODES)


def test_no_code_is_left_out() -> None:
    import imprint.readers.configuration as room

    code = "".join(file.read_text(encoding="utf-8") for file in Path(room.__path__[0]).glob("*.py"))
    assert sorted(set(re.findall(r'"([A-Z]{3}-\d{3})"', code))) == sorted(CODES)
