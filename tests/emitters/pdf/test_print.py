"""The print PDF, opened again: its pages, its folios and heads, its boxes, its ink."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pymupdf
import pytest

import imprint
from imprint.emitters.pdf.numbering import number_of, roman
from imprint.model.artifact import Artifact

pytestmark = pytest.mark.slow

CHAPTER = "It was a plain day, and nothing in it was out of order. " * 30
FILES = {
    "imprint.toml": """
title = "A Plain Book"
author = "Ann Author"
lang = "en"
date = 2026-01-31
publisher = { name = "The House", place = "Here" }
[formats.print]
isbn = "978-0-306-40615-7"
[formats.epub]
isbn = "978-3-16-148410-0"
[layout]
name = "novel"
chapter-opening = "recto"
""",
    "source/01-dedication.md": "For someone",
    "source/02-preface.md": f"# Before\n\n{CHAPTER}",
    "source/11.md": "\n\n".join(["# First", *[CHAPTER] * 6, "A note.[^1]", "[^1]: At the foot."]),
    "source/12.md": f"# Second\n\n[Back](11.md)\n\n{CHAPTER}",
}  # fmt: skip


@pytest.fixture(scope="module")
def artifact() -> Artifact:
    publication = imprint.read_files(FILES)
    built = imprint.build_artifacts(publication, targets=["print"])
    assert built.findings == ()
    return built.artifacts[0]


@pytest.fixture(scope="module")
def pages(artifact: Artifact) -> list[str]:
    with pymupdf.open(stream=artifact.content) as book:
        return [" ".join(page.get_text().split()) for page in book]


@pytest.fixture(scope="module")
def labels(artifact: Artifact) -> list[str]:
    with pymupdf.open(stream=artifact.content) as book:
        return [page.get_label() for page in book]


def first_page(pages: list[str], words: str) -> int:
    return next(at for at, text in enumerate(pages) if words in text)


def test_the_page_count_is_even_and_known(artifact: Artifact, pages: list[str]) -> None:
    assert artifact.pages == len(pages)
    assert len(pages) % 2 == 0


def test_front_matter_has_roman_folios_and_the_text_begins_at_arabic_one(
    pages: list[str], labels: list[str]
) -> None:
    text = first_page(pages, "First")
    start = next(at for at, label in enumerate(labels) if label == "1")
    assert labels[0] == "i"
    assert start % 2 == 0
    assert pages[start].startswith("First") or "First" in pages[start]
    assert labels[start - 1] == roman(start)
    assert text <= start


def test_sections_that_open_on_a_recto_do(pages: list[str]) -> None:
    for words in ("For someone", "Before It was", "First It was", "Second Back"):
        assert first_page(pages, words) % 2 == 0, words


def test_the_imprint_page_is_on_the_verso_of_the_title_page(pages: list[str]) -> None:
    page = first_page(pages, "978-0-306-40615-7")
    assert page == 3
    assert "978-3-16-148410-0" in pages[page]


def test_display_and_blank_pages_have_no_heads_and_no_folios(pages: list[str]) -> None:
    assert pages[0] == "A Plain Book"
    assert pages[1] == ""
    dedication = first_page(pages, "For someone")
    assert pages[dedication] == "For someone"
    assert pages[dedication + 1] == ""


def test_openings_have_no_running_head_and_the_pages_after_them_do(pages: list[str]) -> None:
    opening = first_page(pages, "First It was")
    assert pages[opening].count("First") == 1
    assert "Author" in pages[opening + 1] or "AUTHOR" in pages[opening + 1].upper()
    assert "First" in pages[opening + 2]


def test_the_contents_name_the_pages_that_the_chapters_are_on(
    pages: list[str], labels: list[str]
) -> None:
    contents = pages[first_page(pages, "Contents")]
    for title, words in (("First", "First It was"), ("Second", "Second Back")):
        label = labels[first_page(pages, words)]
        assert re.search(rf"{title}[ .]*\b{label}\b", contents), contents


def test_a_note_is_at_the_foot_of_its_page(artifact: Artifact) -> None:
    with pymupdf.open(stream=artifact.content) as book:
        for page in book:
            found = page.search_for("At the foot.")
            if found:
                assert found[0].y0 > page.search_for("A note.")[0].y0
                return
    pytest.fail("the note is on no page")


def test_the_sheet_is_the_trim_and_has_no_links(artifact: Artifact) -> None:
    with pikepdf.open(BytesIO(artifact.content)) as book:
        for page in book.pages:
            assert [float(side) for side in page.trimbox] == [0, 0, 396, 612]
            assert "/Annots" not in page
        assert "/Outlines" not in book.Root
        assert "/Dests" not in book.Root
        assert "/Names" not in book.Root


def test_black_is_one_ink(artifact: Artifact) -> None:
    with pikepdf.open(BytesIO(artifact.content)) as book:
        for page in book.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                assert str(operator) not in ("rg", "RG"), (page.index, operands)


def test_every_font_is_embedded_and_declared(artifact: Artifact) -> None:
    with pymupdf.open(stream=artifact.content) as book:
        fonts = {font for page in book for font in page.get_fonts(full=True)}
    names = {font[3].split("+")[-1] for font in fonts}
    assert all(font[1] == "ttf" for font in fonts), fonts
    assert all("Garamond" in name for name in names), names


def test_the_file_says_what_it_is(artifact: Artifact) -> None:
    with pikepdf.open(BytesIO(artifact.content)) as book:
        assert book.docinfo["/Title"] == "A Plain Book"
        assert book.docinfo["/Author"] == "Ann Author"
        assert book.docinfo["/CreationDate"] == "D:20260131000000Z"
        with book.open_metadata() as metadata:
            assert metadata["dc:identifier"] == "urn:isbn:9780306406157"
            assert metadata["dc:title"] == "A Plain Book"


@pytest.mark.parametrize(
    ("number", "figures"), [(1, "i"), (4, "iv"), (9, "ix"), (40, "xl"), (1994, "mcmxciv")]
)
def test_roman_figures(number: int, figures: str) -> None:
    assert roman(number) == figures
    assert number_of(figures) == number
