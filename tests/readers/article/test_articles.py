"""Each folder beside this file has an article and the dump of what is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.readers.article.article_dump import dump

from imprint.diagnostics import Findings
from imprint.readers.article import read_article

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "_.")


def read(folder: Path) -> str:
    findings = Findings()
    text = (folder / "article.txt").read_text(encoding="utf-8")
    return dump(read_article(text, file="article.txt", findings=findings), findings)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_article(folder: Path, accept: bool) -> None:
    expected = folder / "expected.txt"
    if accept:
        expected.write_text(read(folder), encoding="utf-8")
    assert read(folder) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_folder_has_nothing_left_over(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"article.txt", "expected.txt"}


def test_reading_twice_gives_the_same() -> None:
    assert [read(folder) for folder in FOLDERS] == [read(folder) for folder in FOLDERS]
