"""A cover of another book, or of another number of pages, is found; the right one is not."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

import imprint
from imprint.build import write_artifacts
from imprint.build.checking import check_publication
from imprint.diagnostics import Finding

pytestmark = pytest.mark.slow

CONFIGURATION = """
title = "The Lamp Room"
author = "Ann Author"
lang = "en"
description = "What a lighthouse saw."
publisher = "Harbour Press"
layout = {name = "novel", trim = "5in 8in"}
[formats.print]
isbn = "978-0-306-40615-7"
profile = "kdp-paperback"
paper = "cream"
addon = "51299"
price = "12.99 USD"
"""
PARAGRAPH = "The lamp was lit at dusk, and nobody saw it go out again. " * 12
TEXT = "\n\n".join(f"# Chapter {n}\n\n" + "\n\n".join([PARAGRAPH] * 9) for n in range(1, 13))


def published(configuration: str = CONFIGURATION, text: str = TEXT) -> imprint.Publication:
    return imprint.read_files({"imprint.toml": configuration, "source/1.md": text})


@pytest.fixture(scope="module")
def build() -> imprint.Build:
    return imprint.build_artifacts(published(), targets=["print", "cover"])


def checked(
    folder: Path,
    build: imprint.Build,
    *,
    cover: bytes = b"",
    publication: imprint.Publication | None = None,
) -> list[Finding]:
    """What is found when the cover of a build is another file, or its publication another one."""
    write_artifacts(build.artifacts, folder, pages=build.pages)
    if cover:
        next(folder.glob("*-cover.pdf")).write_bytes(cover)
    return [*check_publication(publication or published(), folder)]


def cover_of(publication: imprint.Publication) -> bytes:
    _, cover = imprint.build_artifacts(publication, targets=["print", "cover"]).artifacts
    return cover.content


def test_the_right_cover_is_right(build: imprint.Build, tmp_path: Path) -> None:
    assert checked(tmp_path, build) == []


def test_a_cover_for_another_number_of_pages_is_found(build: imprint.Build, tmp_path: Path) -> None:
    shorter = cover_of(published(text=TEXT[: len(TEXT) // 2]))
    (finding,) = checked(tmp_path, build, cover=shorter)
    assert finding.code == "AGR-005"
    assert f"{build.artifacts[0].pages} pages on cream paper want" in finding.what


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("978-0-306-40615-7", "978-1-4028-9462-6", "the barcode of"),
        ("51299", "51399", "beside the barcode of"),
        ('addon = "51299"', "", "beside the barcode of"),
        ("The Lamp Room", "The Damp Room", "does not say “The Lamp Room”"),
        ("Ann Author", "Ann Other", "does not say “Ann Author”"),
        ('"cream"', '"white"', "the spine of"),
        ("Harbour Press", "Haven Press", "does not say “Harbour Press”"),
        ("a lighthouse saw", "a lighthouse did", "does not say “What a lighthouse saw.”"),
        ("12.99 USD", "13.99 USD", "does not say the price 12.99"),
        ("5in 8in", "5.5in 8.5in", "for pages of another size"),
    ],
)
def test_a_cover_of_another_record_is_found(
    build: imprint.Build, tmp_path: Path, old: str, new: str, said: str
) -> None:
    other = cover_of(published(CONFIGURATION.replace(old, new)))
    findings = checked(tmp_path, build, cover=other)
    assert findings
    assert {finding.code for finding in findings} == {"AGR-005"}
    assert any(said in finding.what for finding in findings)


def test_a_cover_without_its_barcode_is_found(build: imprint.Build, tmp_path: Path) -> None:
    bare = cover_of(published(CONFIGURATION.replace('isbn = "978-0-306-40615-7"\n', "")))
    findings = checked(tmp_path, build, cover=bare)
    assert any("is none; the ISBN is 9780306406157" in f.what for f in findings)


def test_the_paper_that_is_chosen_later_is_found(build: imprint.Build, tmp_path: Path) -> None:
    changed = published(CONFIGURATION.replace('"cream"', '"white"'))
    findings = checked(tmp_path, build, publication=changed)
    assert any("on white paper want" in f.what for f in findings)


def test_a_cover_that_is_no_sheet_is_found(build: imprint.Build, tmp_path: Path) -> None:
    (finding,) = checked(tmp_path, build, cover=build.artifacts[0].content)
    assert "a cover is one sheet" in finding.what
    half = build.artifacts[1].content[: len(build.artifacts[1].content) // 2]
    for torn in (b"%PDF-1.3 torn", half):
        (finding,) = checked(tmp_path, build, cover=torn)
        assert finding.code == "AGR-007"


def test_a_barcode_that_nobody_can_read_is_found(build: imprint.Build, tmp_path: Path) -> None:
    """White bars on white: what is in the file is not what is seen."""
    cover = next(a for a in build.artifacts if a.target == "cover").content
    with pikepdf.open(io.BytesIO(cover)) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(side) for side in page.mediabox)
        veil = f"q 0 g 0 0 {right - left} {top - bottom} re f Q".encode()
        page.contents_add(pdf.make_stream(veil))
        written = io.BytesIO()
        pdf.save(written)
    findings = checked(tmp_path, build, cover=written.getvalue())
    assert any("the barcode of" in finding.what for finding in findings)
