"""Numbers become the figures of folios."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def arabic(number: int) -> str:
    return str(number)


def roman(number: int) -> str:
    """A number in lower-case roman figures."""
    figures = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        figures += figure * count
    return figures


def number_of(figures: str) -> int:
    """The number that lower-case roman figures stand for."""
    number = 0
    for value, figure in _ROMAN:
        while figures.startswith(figure):
            number += value
            figures = figures.removeprefix(figure)
    return number
