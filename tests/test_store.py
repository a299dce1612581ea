"""What is kept comes back as it was or not at all, whatever happens to the folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from imprint.store import FolderStore, content_of

KEYS = [f"{number:02x}" * 32 for number in range(5)]
KEY = KEYS[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "press"


def file_of(folder: Path, key: str = KEY) -> Path:
    return folder / key[:2] / key


def test_what_was_put_is_given(folder: Path) -> None:
    FolderStore(folder).put(KEY, b"content")
    store = FolderStore(folder)
    assert not store.given
    assert store.get(KEY) == b"content"
    assert store.given
    assert store.get(KEYS[1]) is None


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def made_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def made_a_circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def moved(path: Path) -> None:
    target = file_of(path.parents[1], KEYS[1])
    target.parent.mkdir()
    path.rename(target)


@pytest.mark.parametrize(
    "damage", [cut, emptied, flipped, made_a_folder, made_a_pipe, made_a_circle, moved]
)
def test_what_is_damaged_is_not_given(folder: Path, damage: object) -> None:
    FolderStore(folder).put(KEY, b"content")
    damage(file_of(folder))  # type: ignore[operator]
    store = FolderStore(folder)
    assert [store.get(key) for key in KEYS[:2]] == [None, None]
    store.put(KEY, b"new")
    assert store.get(KEY) in (b"new", None)


def test_a_blind_store_gives_what_was_put_into_it_alone(folder: Path) -> None:
    FolderStore(folder).put(KEY, b"old")
    store = FolderStore(folder, blind=True)
    assert store.get(KEY) is None
    store.put(KEY, b"new")
    assert store.get(KEY) == b"new"
    assert FolderStore(folder).get(KEY) == b"new"


def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = FolderStore(folder)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        store.put(KEY, b"content")
    assert "No space left" in store.trouble
    assert store.get(KEY) is None
    assert list(folder.rglob("*.part")) == []


def test_a_file_in_place_of_the_folder_is_said(folder: Path) -> None:
    folder.write_text("in the way")
    store = FolderStore(folder)
    store.put(KEY, b"content")
    assert store.trouble
    assert store.get(KEY) is None
    store.tidy()
    assert folder.read_text() == "in the way"


def test_what_cannot_be_read_is_not_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FolderStore(folder).put(KEY, b"content")

    def refused(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    assert FolderStore(folder).get(KEY) is None


def test_the_oldest_go_when_there_is_too_much_and_what_was_used_stays(folder: Path) -> None:
    earlier = FolderStore(folder)
    for age, key in enumerate(KEYS):
        earlier.put(key, b"x" * 1000)
        os.utime(file_of(folder, key), (1000 - age, 1000 - age))
    store = FolderStore(folder, most=3000)
    os.utime(file_of(folder, KEYS[4]), (1, 1))
    assert store.get(KEYS[4])
    os.utime(file_of(folder, KEYS[4]), (1, 1))  # as if the clock had been put back
    store.tidy()
    left = [key for key in KEYS if FolderStore(folder).get(key)]
    assert left == [KEYS[0], KEYS[1], KEYS[4]]


def test_what_another_build_is_writing_stays_until_nobody_can_be_writing_it(folder: Path) -> None:
    store = FolderStore(folder)
    store.put(KEY, b"content")
    writing, abandoned = (folder / KEY[:2] / f"imprint-{name}.part" for name in "ab")
    writing.write_text("half")
    abandoned.write_text("half")
    os.utime(abandoned, (1, 1))
    store.tidy()
    assert writing.exists()
    assert not abandoned.exists()


def test_nothing_of_others_is_deleted_where_the_folder_is_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other"
    for shelf in ("papers", "ab"):
        (other / shelf).mkdir(parents=True)
        for name in ("letter", "download.part"):
            (other / shelf / name).write_bytes(b"x" * 1000)
            os.utime(other / shelf / name, (1, 1))
    (tmp_path / "press").symlink_to(other)
    store = FolderStore(tmp_path / "press", most=1)
    store.put(KEY, b"content")
    store.tidy()
    assert sum(1 for path in other.rglob("*") if path.name in ("letter", "download.part")) == 4


def test_a_device_is_no_file() -> None:
    with pytest.raises(OSError, match="not a file"):
        content_of(Path("/dev/zero"))
