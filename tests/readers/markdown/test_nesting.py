"""Structures nested too deep are a finding, soon; they never crash the reader."""

from __future__ import annotations

import time

import pytest

from imprint.diagnostics import Findings, Place
from imprint.readers.markdown import read_markdown


class NoImages:
    def load(self, reference: str, *, beside: str, place: Place) -> str | None:
        return None


def read(text: str) -> Findings:
    findings = Findings()
    read_markdown(text, file="deep.md", line=7, images=NoImages(), findings=findings)
    return findings


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5000 + " x",
        "[" * 5000,
        "[" * 5000 + "a" + "]" * 5000,
        "![" * 5000,
        "^[" * 5000,
        "- " * 5000 + "x",
        "*a **b " * 2500 + "c* d** " * 2500,
        "*" * 5000 + "a" + "*" * 5000,
        "::: {.a}\n" * 5000,
        "<div>\n" * 5000,
        "x " + "<b>" * 5000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_too_deep(text: str) -> None:
    start = time.perf_counter()
    findings = read(text)
    assert [finding.code for finding in findings] == ["TXT-011"]
    assert next(iter(findings)).where.line >= 7
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "text",
    ["_a " * 3000, '"' * 3000, "'a " * 3000, "`" * 3001, "<" * 3000, "<!--" * 3000, "[a]{" * 3000,
     "[a]{.b " * 2000, "{.a " * 3000, "# {.a " + ".b " * 3000 + "x}", "a\n: " * 1000],
    ids=lambda text: text[:8].strip(),
)  # fmt: skip
def test_long_nonsense_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 2


def test_sixty_deep_is_read() -> None:
    assert not read("> " * 60 + "x").gathered
