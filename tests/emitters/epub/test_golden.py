"""Package, navigation, NCX and linked data of small books, held against texts that were read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.emitters.epub.specimens import emitted, full, opened, small

EXPECTED = Path(__file__).parent / "expected"
SPECIMENS = {"full": full, "small": small}


def dump(content: bytes) -> str:
    """The names of an EPUB's files, its package, navigation document, NCX and linked data.

    Stylesheets are left out: a layout may have as many as it likes.
    """
    files = opened(content)
    parts = ["\n".join(name for name in files if not name.endswith(".css"))]
    for name in ("content.opf", "nav.xhtml", "toc.ncx", "record.jsonld"):
        name = f"EPUB/{name}"
        text = re.sub(r"\n[^\n]*\.css[^\n]*|\n[ ]*(?=\n)", "", files[name].decode())
        parts.append(f"\n== {name}\n{text.strip()}")
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("name", SPECIMENS)
def test_epub_is_the_expected_one(name: str, accept: bool) -> None:
    found = dump(emitted(SPECIMENS[name]()))
    expected = EXPECTED / f"{name}.txt"
    if accept:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == set(SPECIMENS)
