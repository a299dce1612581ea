"""What is kept comes back as it was put, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from imprint.emitters.pdf.store import FolderStore

KEY, OTHER = "ab" * 32, "cd" * 32


def entry(folder: Path) -> Path:
    return folder / KEY[:2] / KEY


def test_what_was_put_is_given(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store.get(KEY) is None
    assert store.put(KEY, b"a fragment")
    assert FolderStore(tmp_path).get(KEY) == b"a fragment"
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda content: bytes([content[0] ^ 1]) + content[1:],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: content + b"x",
    ],
)
def test_a_damaged_entry_is_forgotten(tmp_path: Path, damage: object) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"a fragment")
    path = entry(tmp_path)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert store.get(KEY) is None
    assert not path.exists()
    store.put(KEY, b"a fragment")
    assert store.get(KEY) == b"a fragment"


def test_an_entry_under_another_key_is_none(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(KEY, b"a fragment")
    (tmp_path / OTHER[:2]).mkdir()
    entry(tmp_path).rename(tmp_path / OTHER[:2] / OTHER)
    assert store.get(OTHER) is None


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    store = FolderStore(tmp_path / "cache")
    assert not store.put(KEY, b"a fragment")
    assert "cache" in store.trouble
    assert store.get(KEY) is None


def test_the_oldest_is_forgotten_first_and_nothing_that_was_used(tmp_path: Path) -> None:
    first = FolderStore(tmp_path)
    keys = [f"{number:02x}" * 32 for number in range(8)]
    for number, key in enumerate(keys):
        first.put(key, bytes(1000))
        os.utime(tmp_path / key[:2] / key, (number, number))
    store = FolderStore(tmp_path, most=3500)
    assert store.get(keys[0])
    store.tidy()
    left = [key for key in keys if FolderStore(tmp_path).get(key)]
    assert left[0] == keys[0]
    assert left[1:] == keys[-len(left) + 1 :]
    assert len(left) < 5
