"""Matrices and boxes of PDF's user space: points, from the lower left (ISO 32000-1, 8.3)."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

# a, b, c, d, e, f of ISO 32000-1, 8.3.3.
Matrix = tuple[float, float, float, float, float, float]
# Left, bottom, right, top.
Box = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


def matrix_of(numbers: Iterable[object]) -> Matrix:
    """Six numbers as a matrix; raises ValueError or TypeError if they are none."""
    a, b, c, d, e, f = (float(number) for number in numbers)  # type: ignore[arg-type]
    return a, b, c, d, e, f


def box_of(numbers: Iterable[object]) -> Box:
    """Four numbers as a box, whichever corners they name; raises ValueError or TypeError."""
    x, y, z, w = (float(number) for number in numbers)  # type: ignore[arg-type]
    return min(x, z), min(y, w), max(x, z), max(y, w)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does what ``first`` does, and then what ``then`` does."""
    a, b, c, d, e, f = first
    k, l, m, n, o, p = then  # noqa: E741 - as the standard counts them
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p  # noqa: E501  # fmt: skip


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved(matrix: Matrix, box: Box) -> Box:
    """The box around a box that a matrix has moved."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    if not b and not c:
        x, z, y, w = a * left + e, a * right + e, d * bottom + f, d * top + f
        return (x if x < z else z, y if y < w else w, z if x < z else x, w if y < w else y)
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Box, other: Box) -> Box:
    """What two boxes share; turned inside out where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])  # noqa: E501  # fmt: skip


def around(one: Box, other: Box) -> Box:
    """The box around two boxes."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])  # noqa: E501  # fmt: skip


def is_empty(box: Box) -> bool:
    return box[2] < box[0] or box[3] < box[1]


def scales(matrix: Matrix) -> tuple[float, float]:
    """How long a unit across and a unit up become."""
    return hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3])
