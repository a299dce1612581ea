"""The tables of the manual that the code writes itself; ``pytest --accept`` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.chapters import CHAPTERS
from tests.docs.generated import MAKERS, names_in, regenerated


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.stem)
def test_chapter_says_what_the_code_says(chapter: Path, accept: bool) -> None:
    fresh = regenerated(chapter.read_text("utf-8"))
    if accept:
        chapter.write_text(fresh, "utf-8")
    assert chapter.read_text("utf-8") == fresh


def test_every_table_stands_somewhere() -> None:
    used = [name for chapter in CHAPTERS for name in names_in(chapter.read_text("utf-8"))]
    assert sorted(used) == sorted(MAKERS)
