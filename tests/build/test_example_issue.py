"""The example issue of a magazine: built for every target, and judged by the validators."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from tests.validators import epubcheck, verapdf

import imprint
from imprint.build.artifacts import Build

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "examples" / "issue"
TARGETS = ["epub", "print", "screen", "archive"]
_HEAD, _FOOT = 58, 76  # points, from the edges of a page to its text
# "Use of Font-face declaration", and a licence of a font that no page links to.
EXPECTED = ("USAGE CSS-028", 'USAGE OPF-097 EPUB/content.opf: Resource "EPUB/fonts/LICENCE-')


def build(*settings: str) -> Build:
    return imprint.build_artifacts(imprint.read(EXAMPLE, settings=settings), targets=TARGETS)


@pytest.fixture(scope="module")
def issue() -> Build:
    return build()


@pytest.fixture(scope="module")
def in_columns() -> Build:
    return build("layout.columns=2")


def content(built: Build, target: str) -> bytes:
    return next(a.content for a in built.artifacts if a.target == target)


def pages(built: Build, target: str = "screen") -> dict[str, str]:
    """The text of each page, by its label."""
    with pymupdf.open(stream=content(built, target)) as book:
        return {page.get_label(): " ".join(page.get_text().split()) for page in book}


def letters(built: Build) -> Counter[str]:
    """The letters of the texts and notes, without running heads and folios."""
    with pymupdf.open(stream=content(built, "screen")) as book:
        said = [
            page.get_text(clip=(0, _HEAD, page.rect.width, page.rect.height - _FOOT))
            for page in book
            if page.get_label().isdigit()
        ]
    return Counter(character for character in "".join(said) if character.isalpha())


def test_nothing_is_wrong_with_it(issue: Build) -> None:
    assert [str(finding) for finding in issue.findings] == []


def test_epubcheck_finds_nothing(issue: Build) -> None:
    messages = epubcheck(content(issue, "epub"))
    assert [m for m in messages if not m.startswith(EXPECTED)] == []


@pytest.mark.parametrize(("target", "flavour"), [("screen", "ua1"), ("archive", "2a")])
@pytest.mark.parametrize("name", ["issue", "in_columns"])
def test_the_pdfs_are_what_they_claim_to_be(
    name: str, target: str, flavour: str, request: pytest.FixtureRequest
) -> None:
    assert verapdf(content(request.getfixturevalue(name), target), flavour) == []


def test_it_is_the_same_bytes_every_time(issue: Build) -> None:
    assert [a.digest for a in build().artifacts] == [a.digest for a in issue.artifacts]


def test_pages_have_their_heads(issue: Build) -> None:
    book = pages(issue)
    (first,) = [int(label) for label, said in book.items() if said.startswith("Story The Lamp")]
    verso, recto = sorted([first + 1, first + 2], key=lambda page: page % 2)
    issue_head, text_head = "The Breakwater, vol. 4, no. 2, Spring 2026", "The Lamp Room"
    assert [issue_head in book[str(page)] for page in (first, verso, recto)] == [False, True, False]
    assert text_head in book[str(recto)]


def test_texts_say_where_they_come_from(issue: Build) -> None:
    book = pages(issue)
    (sources,) = [said for said in book.values() if said.startswith("Sources")]
    assert "Die Lampenstube, Der Strom, vol. 12, no. 7, pp. 41–44, October 2019" in sources
    assert "Translated and published with the permission of the author." in sources
    (box,) = [said for said in book.values() if "translation © 2026 Ben Holt" in said]
    assert "About this text" in box


def test_columns_say_the_same_in_fewer_pages(issue: Build, in_columns: Build) -> None:
    assert len(pages(in_columns)) <= len(pages(issue))
    assert letters(in_columns) == letters(issue)


def test_the_pages_of_columns_are_in_the_ebook(in_columns: Build) -> None:
    with ZipFile(BytesIO(content(in_columns, "epub"))) as book:
        text = "".join(
            book.read(name).decode() for name in sorted(book.namelist()) if "chapter" in name
        )
    labels = re.findall(r'role="doc-pagebreak" aria-label="(\d+)"', text)
    assert labels == [str(n) for n in range(1, len(labels) + 1)]
    assert len(labels) > 4


def test_notes_in_columns_stand_below_their_page(in_columns: Build) -> None:
    (page,) = [
        said for said in pages(in_columns).values() if "I had copied the book seven times" in said
    ]
    assert "Heights and times are for average conditions" in page
