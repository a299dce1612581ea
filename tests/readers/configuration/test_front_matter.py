"""A manuscript's first lines become its front matter, or stay its text."""

from __future__ import annotations

import pytest

from imprint.readers.configuration import split_front_matter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, "", 1)),
        ("Text.\n", (None, "Text.\n", 1)),
        ("---\ntitle: A\n---\nText.\n", ("title: A\n", "Text.\n", 4)),
        ("---\ntitle: A\n...\n\nText.\n", ("title: A\n", "\nText.\n", 4)),
        ("---  \ntitle: A\n---\t\nText.", ("title: A\n", "Text.", 4)),
        ("\ufeff---\r\ntitle: A\r\n---\r\nText.\r\n", ("title: A\n", "Text.\n", 4)),
        ("---\ntitle: A\n---", ("title: A\n", "", 4)),
        ("---\n---\nText.\n", ("", "Text.\n", 3)),
        # A thematic break.
        ("---\n", (None, "---\n", 1)),
        ("---\nText.\n", (None, "---\nText.\n", 1)),
        ("---\n\nText.\n\n---\n\nMore.\n", (None, "---\n\nText.\n\n---\n\nMore.\n", 1)),
        ("----\ntitle: A\n----\n", (None, "----\ntitle: A\n----\n", 1)),
        ("\n---\ntitle: A\n---\n", (None, "\n---\ntitle: A\n---\n", 1)),
        (" ---\ntitle: A\n---\n", (None, " ---\ntitle: A\n---\n", 1)),
        # A line inside that only looks like the end.
        ("---\ntitle: |\n  ---\n---\nText.", ("title: |\n  ---\n", "Text.", 5)),
    ],
)
def test_split(text: str, expected: tuple[str | None, str, int]) -> None:
    assert split_front_matter(text) == expected
