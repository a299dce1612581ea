"""Static styles of variable fonts: made once, kept, and never believed without a look."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import imprint
from imprint.layouts import fonts
from imprint.model.publication import LayoutChoice
from imprint.store import FolderStore


@pytest.fixture(autouse=True)
def _nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_held", {})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Each style that is made, as it is made."""
    styles: list[Any] = []
    plain = fonts._made

    def noted(content: bytes, axes: Any, wanted: Any) -> bytes:
        styles.append(axes)
        return plain(content, axes, wanted)

    monkeypatch.setattr(fonts, "_made", noted)
    return styles


def loaded(store: Any = None) -> Any:
    choice = LayoutChoice(name="novel")
    layout = imprint.load_layout(choice, store=store) if store else imprint.load_layout(choice)
    return layout.fonts


def test_a_style_is_made_once_for_a_process(made: list[Any]) -> None:
    assert loaded() == loaded()
    assert len(made) == len(loaded())


def test_a_style_is_kept_for_the_next_process(
    tmp_path: Path, made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = loaded(FolderStore(tmp_path))
    count = len(made)
    monkeypatch.setattr(fonts, "_held", {})
    assert loaded(FolderStore(tmp_path)) == first
    assert len(made) == count > 0
    assert all(font.characters for font in first)


def test_what_is_kept_and_is_no_font_is_made_again(
    tmp_path: Path, made: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forged(FolderStore):
        def get(self, key: str) -> bytes | None:
            return b"not a font"

    first = loaded()
    monkeypatch.setattr(fonts, "_held", {})
    made.clear()
    assert loaded(Forged(tmp_path)) == first
    assert made
