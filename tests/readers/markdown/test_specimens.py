"""Small Markdown files and the trees that they become: ``specimens/*.md`` and ``*.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.dump import dump

from imprint.diagnostics import Findings, Place
from imprint.readers.markdown import read_markdown

SPECIMENS = Path(__file__).parent / "specimens"
NAMES = sorted(path.stem for path in SPECIMENS.glob("*.md"))


class Shelf:
    """Every picture but ``missing.png``; the digest is the reference."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def load(self, reference: str, *, beside: str, place: Place) -> str | None:
        if reference == "missing.png":
            self.findings.add("AST-001", f"there is no file {reference}", where=place)
            return None
        return reference


@pytest.mark.parametrize("name", NAMES)
def test_specimen_becomes_its_tree(name: str, accept: bool) -> None:
    findings = Findings()
    manuscript = read_markdown(
        (SPECIMENS / f"{name}.md").read_text("utf-8"),
        file=f"{name}.md",
        images=Shelf(findings),
        findings=findings,
    )
    tree = dump(manuscript.sections, findings)
    expected = SPECIMENS / f"{name}.txt"
    if accept:
        expected.write_text(tree, "utf-8")
    assert tree == expected.read_text("utf-8")


def test_every_tree_has_its_specimen() -> None:
    assert sorted(path.stem for path in SPECIMENS.glob("*.txt")) == NAMES
