"""A build is done again when anything has changed that it read or left, and only then."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from imprint.build import Event, Order, WrittenFile, carry_out
from imprint.build.memory import Memory, Remembered
from imprint.layouts.compiling import Compiled
from imprint.readers.source import Log

Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that has been built; what the tests change in it, they build again."""
    folder = tmp_path_factory.mktemp("memory") / "book"
    (folder / "source").mkdir(parents=True)
    (folder / "layouts/essay/epub").mkdir(parents=True)
    (folder / "imprint.toml").write_text(
        'title = "A Book"\nauthor = "A"\nlang = "en"\ndate = 2026-01-31\ntargets = ["epub"]\n'
        'layout = { name = "essay" }\n'
    )
    (folder / "source/1.md").write_text("# One\n\nThe text. ![Red](red.png)\n")
    (folder / "layouts/essay/epub/own.css").write_text("p { color: red }")
    Image.new("RGB", (3, 2), (200, 0, 0)).save(folder / "source/red.png")
    assert does_something(folder)
    return folder


def does_something(folder: Path, **order: Any) -> bool:
    steps: list[Event] = []
    carry_out(Order(path=folder, **order), listener=steps.append)
    return bool(steps)


def same_size_and_time(folder: Path) -> None:
    file = folder / "source/1.md"
    state = file.stat()
    file.write_text(file.read_text().replace("The", "Tha"))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


CHANGES: dict[str, Change] = {
    "a manuscript": same_size_and_time,
    "another manuscript": lambda f: (f / "source/2.md").write_text("# Two\n\nMore.\n"),
    "imprint.toml": lambda f: (f / "imprint.toml").open("a").write('subtitle = "Or not"\n'),
    "a stylesheet": lambda f: (f / "layouts/essay/epub/own.css").write_text("p { margin: 0 }"),
    "another stylesheet": lambda f: (f / "layouts/essay/epub/x.css").write_text("p { margin: 0 }"),
    "a stylesheet less": lambda f: (f / "layouts/essay/epub/own.css").unlink(),
    "a template": lambda f: (f / "layouts/essay/epub/x.xhtml").write_text("x"),
    "a picture": lambda f: Image.new("RGB", (3, 2), (0, 200, 0)).save(f / "source/red.png"),
    "an artifact less": lambda f: (f / "build/a-book.epub").unlink(),
    "an artifact": lambda f: (f / "build/a-book.epub").open("ab").write(b"x"),
    "the manifest": lambda f: (f / "build/manifest.json").write_text("{}"),
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(folder: Path, change: str) -> None:
    CHANGES[change](folder)
    assert does_something(folder)
    assert not does_something(folder)


@pytest.mark.parametrize(
    "order",
    [
        {"settings": ("title=Another",)},
        {"modified": datetime(2026, 2, 1, tzinfo=UTC)},
        {"keeps": False},
    ],
)
def test_another_order_is_another_build(folder: Path, order: dict[str, Any]) -> None:
    assert does_something(folder, **order)
    does_something(folder)


def test_what_is_only_touched_has_not_changed(folder: Path) -> None:
    for file in folder.rglob("*"):
        os.utime(file)
    assert not does_something(folder)


ASKED = {"path": "here"}
MADE = Remembered((WrittenFile("epub", "a.epub", "", 1, 0),), ())
FORGERIES: dict[str, Any] = {
    "no JSON": b"\xff",
    "nothing": b"",
    "deep": b"[" * 200_000,
    "a list": [],
    "null": None,
    "no files": {},
    "files of another kind": {"files": [{"path": 1}], "findings": [], "standing": {}, "log": {}},
    "no size": {"files": [{**dict.fromkeys(("target", "path", "sha256", "pages"), "1")}]},
    "an unknown finding": {"findings": [["XXX-999", "", "", "", 0, ""]]},
    "a device": {"standing": {"/dev/zero": "1"}},
    "a listing of another place": {"log": {"listings": {"../..": "1", "\0": ""}}},
    "a file of another place": {"log": {"contents": {"../../etc/passwd": "1"}}},
    "a log of another kind": {"log": {"listings": 1}},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_record_is_no_record(tmp_path: Path, forgery: str) -> None:
    memory = Memory(tmp_path)
    (tmp_path / "a.epub").write_bytes(b"")
    memory.remember(ASKED, Log(), Remembered((), ()))
    assert memory.recall(ASKED, tmp_path) == Remembered((), ())
    (record,) = (tmp_path / "builds").iterdir()
    forged = FORGERIES[forgery]
    if isinstance(forged, dict) and forged and "log" not in forged.get("files", ()):
        whole = json.loads(record.read_text())
        log = {**whole["log"], **forged.get("log", {})}
        forged = {**whole, **forged, "log": log}
    record.write_bytes(forged if isinstance(forged, bytes) else json.dumps(forged).encode())
    assert memory.recall(ASKED, tmp_path) is None


def test_nothing_of_others_is_deleted_where_the_folder_is_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for number in range(30):
        (other / f"letter{number}").write_text("dear")
    (tmp_path / "builds").symlink_to(other)
    for number in range(20):
        Memory(tmp_path).remember({"number": number}, Log(), MADE)
    assert sum(1 for path in other.iterdir() if path.name.startswith("letter")) == 30
    assert sum(1 for path in other.iterdir() if path.suffix == ".json") == 16


def test_the_code_of_templates_is_kept_for_the_user_and_not_in_the_publication(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(Compiled, "_held", {})
    (folder / "source/1.md").write_text("# One\n\nAnother text.\n")
    assert does_something(folder, keeps=False)
    kept = tmp_path / "imprint/templates"
    assert not kept.exists()
    monkeypatch.setattr(Compiled, "_held", {})
    assert does_something(folder)
    names = {path.name for path in kept.iterdir()}
    assert names
    assert not names & {path.name for path in folder.rglob("*")}
