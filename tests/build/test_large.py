"""A large text is held in little room, and what is made of it is the same."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

import imprint
from imprint.build.artifacts import Event
from imprint.build.order import Order, carry_out
from imprint.model.publication import Section
from imprint.model.text import plain

FILES: dict[str, str | bytes] = {
    "imprint.toml": 'title = "The Sea"\nauthor = "Ann Author"\nlang = "en"\ndate = 2026-01-31\n'
    '[layout]\nname = "novel"\ntrim = "5in 8in"\nmargin-inside = "0.1in"\ngutter = "0in"\n'
    '[formats.print]\nprofile = "kdp-paperback"\n',
    "source/01.md": "# The harbour\n\nThe “harbour” lay still.[^1]\n\n[^1]: It was Monday.\n",
    "source/02.md": "# The gull\n\nThe *gull* came back to [the harbour](#the-harbour){.page}.\n",
}
FILES |= {f"source/{number:02d}.md": f"# Chapter {number}\n\nA word.\n" for number in range(3, 21)}


def made(targets: list[str]) -> tuple[dict[str, bytes], list[str]]:
    """The bytes of each target, and the steps that were told."""
    steps: list[str] = []

    def heard(event: Event) -> None:
        steps.append(event.step)

    built = imprint.build_artifacts(imprint.read_files(FILES), targets=targets, listener=heard)
    return {artifact.target: artifact.content for artifact in built.artifacts}, steps


@pytest.mark.slow
@pytest.mark.parametrize("targets", [["print"], ["screen", "print"], ["epub", "print", "onix"]])
def test_a_large_text_is_set_anew_where_the_margins_are_too_narrow(
    targets: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, _ = made(targets)
    monkeypatch.setattr("imprint.model.rendition._LARGE", 100)
    found, steps = made(targets)
    assert any(step.startswith("widening the margin") for step in steps)
    assert found == expected


@pytest.mark.slow
def test_a_book_that_is_set_anew_has_its_running_heads_set_once() -> None:
    _, steps = made(["print"])
    assert steps.count("typesetting") == 2
    assert steps.count("setting running heads and folios") == 1


@pytest.mark.slow
@pytest.mark.parametrize(("least", "held"), [(100, 0), (4_000_000, 1)])
def test_a_large_text_is_let_go_of_while_its_pages_are_set(
    least: int, held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imprint.model.rendition._LARGE", least)
    (tmp_path / "sea.md").write_text("---\ntitle: Sea\n---\n\n# Kept or let go\n\nText.\n", "utf-8")
    found: list[int] = []

    def heard(event: Event) -> None:
        if event.step == "typesetting":
            gc.collect()
            sections = (each for each in gc.get_objects() if isinstance(each, Section))
            found.append(sum(plain(each.title) == "Kept or let go" for each in sections))

    carry_out(Order(path=tmp_path / "sea.md", targets=("print",)), listener=heard)
    assert [min(count, 1) for count in found] == [held]
