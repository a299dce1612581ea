"""Notes and tables that are higher than what a page has room for: nothing of them is lost."""

from __future__ import annotations

import re

import pymupdf
import pytest
from tests.checks.test_parity import Made, make

import imprint

pytestmark = pytest.mark.slow

PLAIN = "It was a plain day, and nothing in it was out of order. "
FOLIO = re.compile(r"^\d+$")


def words(letter: str, count: int) -> str:
    return " ".join(f"{letter}{number}" for number in range(count))


def publication(text: str, *, layout: str = "novel", more: str = "") -> imprint.Publication:
    configuration = f"""
title = "T"
author = "A"
lang = "en"
date = 2026-01-31
[layout]
name = "{layout}"
trim = "4in 6in"
{more}
"""
    return imprint.read_files({"imprint.toml": configuration, "source/1.md": text})


def pages(made: Made) -> list[str]:
    """What can be seen of each page."""
    with pymupdf.open(stream=made.files["print"][1]) as book:
        return [page.get_text(clip=page.rect) for page in book]


def found(made: Made, letter: str) -> list[str]:
    return re.findall(rf"\b{letter}\d+\b", " ".join(pages(made)))


def whole(made: Made) -> bool:
    return made.check(**{name: content for name, (_, content) in made.files.items()}) == ()


def table(*rows: tuple[str, str]) -> str:
    first, *others = (f"| {one} | {other} |\n" for one, other in rows)
    return f"# One\n\n{PLAIN}\n\n{first}|---|---|\n{''.join(others)}"


def test_no_note_is_forgotten_where_others_make_room_for_its_line() -> None:
    calls = ["".join(f"Word {n}[^{n}] and more. " for n in range(at, at + 10)) for at in (1, 11)]
    notes = "\n".join(f"[^{n}]: Note number {n} alone{n}. {PLAIN}\n" for n in range(1, 21))
    made = make(publication(f"# One\n\n{calls[0]}\n\n{calls[1]}\n\n{notes}", layout="essay"))
    assert found(made, "alone") == [f"alone{n}" for n in range(1, 21)]
    assert whole(made)


@pytest.mark.parametrize("layout", ["novel", "essay", "issue", "manual"])
def test_a_note_higher_than_a_page_goes_on(layout: str) -> None:
    text = f"# One\n\n{(PLAIN * 9)}\n\nHere[^1] and[^2] {PLAIN * 30}\n\n"
    notes = f"[^1]: {words('w', 700)}.\n\n[^2]: {words('v', 400)}.\n"
    made = make(publication(text + notes, layout=layout))
    assert found(made, "w") == words("w", 700).split()
    assert found(made, "v") == words("v", 400).split()
    assert whole(made)
    called = next(page for page in pages(made) if "Here" in page)
    assert "w0" in called  # it begins where it is called
    following = pages(made)[pages(made).index(called) + 1]
    assert "It was a plain day" in following or "nothing in it" in following


def test_a_note_in_columns_goes_on() -> None:
    text = "# One\n\n" + "".join(f"Word[^{n}] {PLAIN * 5}\n\n" for n in range(1, 9))
    notes = "".join(
        f"[^{n}]: {words('abcdefgh'[n - 1], 900 if n == 3 else 9)}.\n\n" for n in range(1, 9)
    )
    made = make(publication(text + notes, layout="issue", more='columns = "2"'))
    assert found(made, "c") == words("c", 900).split()
    assert found(made, "h") == words("h", 9).split()


def test_pages_of_notes_after_the_text_are_pages_like_others() -> None:
    made = make(publication(f"# One\n\nOnly a line.[^1]\n\n[^1]: {words('w', 900)}.\n"))
    assert found(made, "w") == words("w", 900).split()
    assert whole(made)
    last = [page for page in pages(made) if "w" in page][-1]
    assert any(FOLIO.match(line.strip()) for line in last.splitlines())


def test_notes_of_a_repeated_head_are_set_once() -> None:
    rows = [("Light[^1]", "Range"), *((f"r{n}", "1") for n in range(60))]
    made = make(publication(table(*rows) + "\n[^1]: Alone1 it stands.\n"))
    assert sum(page.count("Alone1") for page in pages(made)) == 1


HIGH = {
    "a row": table(("Light", "Range"), (words("w", 700), "near"), ("afterwards", "far")),
    "two cells": table(
        ("Light", "Range"), ("a", "b"), (words("w", 400), words("v", 600)), ("afterwards", "d")
    ),
    "a head": table((words("w", 200), "Range"), ("a", "b"), ("afterwards", "d")),
    "a head higher than a page": table((words("w", 600), "Range"), ("a", "b"), ("afterwards", "d")),
    "a head and a row": table(
        (words("w", 60), "Range"), (words("v", 150), "b"), ("afterwards", "d")
    ),
}


@pytest.mark.parametrize("layout", ["novel", "manual"])
@pytest.mark.parametrize("name", HIGH)
def test_tables_that_are_higher_than_a_page_keep_their_heads(name: str, layout: str) -> None:
    made = make(publication(HIGH[name], layout=layout), ("print", "screen"))
    assert whole(made)
    text = " ".join(pages(made))
    assert text.index("Range") < text.index("afterwards")


@pytest.mark.parametrize("layout", ["novel", "manual"])
def test_a_line_of_a_listing_keeps_its_indent_before_a_long_word(layout: str) -> None:
    lines = [f"{' ' * indent}{'abcdefghij' * 7}" for indent in (2, 4, 8)]
    listing = "\n".join(["first", *lines, "last"])
    made = make(publication(f"# One\n\n```\n{listing}\n```\n", layout=layout))
    assert whole(made)
    with pymupdf.open(stream=made.files["print"][1]) as book:
        text = [line for page in book for line in page.get_text().splitlines()]
    begun = next(at for at, line in enumerate(text) if line.strip() == "first")
    assert text[begun + 1].startswith("  abcdefghij")
