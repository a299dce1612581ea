"""Running heads that are too long: cut after a word, by the width of what they are written in."""

from __future__ import annotations

import pytest

from imprint.layouts.environment import shortened


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("", 10, ""),
        ("The Sea", 7, "The Sea"),
        ("The Sea and Salt", 12, "The Sea and…"),
        ("The Sea and Salt", 11, "The Sea…"),
        ("The Sea, and Salt", 10, "The Sea…"),
        ("vol. 4, no. 2, Spring 2026", 16, "vol. 4, no. 2…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("渡し守の知っていたこと", 30, "渡し守の知っていたこと"),
        ("渡し守の知っていたこと", 10, "渡し守の…"),
        ("摆渡人，所知道的", 10, "摆渡人…"),
        ("<b>&\"' \U0001f600" + "x" * 10_000, 9, "<b>&\"'…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, length: int, expected: str) -> None:
    assert shortened(text, length) == expected
