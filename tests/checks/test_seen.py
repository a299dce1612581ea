"""What readers see of the facts: changed in a finished file, each is found and named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests.checks.test_agreement import Built, in_epub

import imprint
from imprint.build import write_artifacts
from imprint.diagnostics import Finding

pytestmark = pytest.mark.slow

CONFIGURATION = """
title = "Low Lamps"
lang = "en"
date = "2026-03-20"
publisher = "Harbour Press"
rights = "© 2026 the authors"
license = "CC-BY-4.0"
layout = "issue"
contents = ["source/tide.md", "source/boat.md"]
[serial]
title = "The Mole"
number = "2"
[[editor]]
name = "Ida Kern"
[formats.epub]
isbn = "978-3-16-148410-0"
[formats.print]
isbn = "978-0-306-40615-7"
"""
TIDE = """---
title: A Table of Tides
author: Ann Author
license: CC-BY-4.0
---

The water went out.
"""
BOAT = """---
title: A Boat of Paper
author: Ben Writer
translator: Tom Trans
---

It floats.
"""


def read(old: str = "", new: str = "") -> imprint.Publication:
    files = {"imprint.toml": CONFIGURATION, "source/tide.md": TIDE, "source/boat.md": BOAT}
    return imprint.read_files({name: text.replace(old, new) if old else text
                               for name, text in files.items()})  # fmt: skip


@pytest.fixture(scope="module")
def build() -> imprint.Build:
    return imprint.build_artifacts(read(), targets=["epub", "print"])


@pytest.fixture
def built(build: imprint.Build, tmp_path: Path) -> Built:
    write_artifacts(build.artifacts, tmp_path, pages=build.pages)
    return Built(tmp_path, read())


def named(findings: tuple[Finding, ...], code: str, *words: str) -> bool:
    return any(f.code == code and all(word in f.what for word in words) for f in findings)


def document(member: str, old: str, new: str) -> Callable[[Built], None]:
    return lambda built: in_epub(built.path(".epub"), member, old, new)


IN_EPUB = {
    "a name": (document("imprint.xhtml", "Ida Kern", "Ida Kerm"), "AGR-003", "Ida Kern"),
    "the ISBN": (
        document("imprint.xhtml", "978-0-306-40615-7", "978-0-306-40615-8"),
        "AGR-003",
        "978-0-306-40615-7",
    ),
    "the year": (document("imprint.xhtml", "© 2026", "© 2016"), "AGR-003", "2026"),
    "the licence": (
        document("imprint.xhtml", "licenses/by/4.0", "licenses/by-nc/4.0"),
        "AGR-003",
        "licenses/by/4.0",
    ),
    "the title page": (document("titlepage.xhtml", "Low Lamps", "Low Camps"), "WHL-003", "Lamps"),
    "a byline": (
        document("chapter-2.xhtml", "Ben Writer", "Ben Wr1ter"),
        "WHL-003",
        "by Ben Wr▸iter",
    ),
    "a translator": (
        document("chapter-2.xhtml", "Tom Trans", "Tim Trans"),
        "WHL-003",
        "by T▸om Trans",
    ),
}


def test_what_was_built_is_right(built: Built) -> None:
    assert [str(finding) for finding in built.check()] == []


@pytest.mark.parametrize("name", IN_EPUB)
def test_what_an_ebook_shows_is_named(built: Built, name: str) -> None:
    tamper, code, words = IN_EPUB[name]
    tamper(built)
    findings = built.check()
    assert named(findings, code, words, ".epub"), [str(f) for f in findings]


IN_PRINT = {
    "a name": ("Ida Kern", "Ida Kerm", "AGR-003"),
    "the ISBN": ("978-0-306-40615-7", "978-1-4028-9462-6", "AGR-003"),
    "the year": ("© 2026", "© 2016", "AGR-003"),
    "the licence": ("CC-BY-4.0", "CC-BY-NC-4.0", "AGR-003"),
    "the title page": ("Low Lamps", "Low Camps", "WHL-003"),
    "a byline": ("Ben Writer", "Ben Wr1ter", "WHL-003"),
}


@pytest.mark.parametrize("name", IN_PRINT)
def test_what_a_printed_page_shows_is_named(built: Built, name: str) -> None:
    """The file is one of a publication that says something else there."""
    old, new, code = IN_PRINT[name]
    (pdf,) = imprint.build_artifacts(read(old, new), targets=["print"]).artifacts
    built.path("print.pdf").write_bytes(pdf.content)
    findings = [f for f in built.check() if f.code == code]
    assert any("print.pdf" in f.what for f in findings), [str(f) for f in built.check()]


def test_another_cover_in_an_ebook_is_named(built: Built) -> None:
    """A picture of the same size, in which a few letters are painted over."""
    with imprint_cover(built) as picture:
        ImageDraw.Draw(picture).rectangle((200, 300, 600, 500), fill="black")
        written = io.BytesIO()
        picture.save(written, "JPEG")
    replace_cover(built, written.getvalue())
    assert named(built.check(), "AGR-005", ".epub", "Low Lamps")


def test_a_cover_that_was_saved_again_is_the_same(built: Built) -> None:
    """It looks alike; that the file was touched is said."""
    with imprint_cover(built) as picture:
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=97)
    replace_cover(built, written.getvalue())
    assert [f.code for f in built.check()] == ["AGR-008"]


def imprint_cover(built: Built) -> Image.Image:
    with zipfile.ZipFile(built.path(".epub")) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("cover.jpg"))
        return Image.open(io.BytesIO(archive.read(name)))


def replace_cover(built: Built, content: bytes) -> None:
    path = built.path(".epub")
    with zipfile.ZipFile(path) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, old in files.items():
            archive.writestr(name, content if name.endswith("cover.jpg") else old)
