from __future__ import annotations

from pathlib import Path

import pytest

import imprint
from imprint.layouts import compose, load_layout
from imprint.layouts.compiling import Compiled
from imprint.model.rendition import Medium, Rendition

OVERRIDE = "layouts/essay/shared/blocks/paragraph.xhtml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for compiled templates, in a process that has compiled none yet."""
    monkeypatch.setattr(Compiled, "_held", {})
    return tmp_path / "templates"


def composed(paragraph: str, folder: Path | None) -> Rendition:
    Compiled._held.clear()
    files = {"essay.md": "# A title\n\nSome *text*.\n", OVERRIDE: paragraph}
    publication = imprint.read_files(files, main="essay.md")
    layout = load_layout(publication.layout)
    return compose(publication, layout, Medium.EPUB, templates=folder)


PLAIN = "<p{{ attributes }}>{{ content }}</p>"


def test_kept_templates_make_the_same_markup(folder: Path) -> None:
    first, second = composed(PLAIN, folder), composed(PLAIN, folder)
    assert first == second == composed(PLAIN, None)
    assert list(folder.iterdir())


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    composed(PLAIN, folder)
    names = {path.name for path in folder.iterdir()}
    changed = composed(PLAIN.replace("<p", "<p data-new='1'"), folder)
    assert any("data-new" in document.markup for document in changed.documents)
    assert {path.name for path in folder.iterdir()} == names


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_a_damaged_file_is_compiled_anew(folder: Path, damage: bytes) -> None:
    first = composed(PLAIN, folder)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:40] + damage)
    assert composed(PLAIN, folder) == first


def test_a_folder_that_others_can_write_to_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    composed(PLAIN, folder)
    assert not list(folder.iterdir())


def test_what_is_held_in_memory_has_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imprint.layouts.compiling._MOST", 3)
    composed(PLAIN, None)
    assert len(Compiled._held) == 3
