"""A function of a PDF becomes the values that it goes through (ISO 32000-1, 7.10)."""

from __future__ import annotations

from itertools import islice

from pikepdf import Array, Object

_DEEPEST = 6
_MOST = 4096  # values of a sampled function that are looked at
_WHOLE = {8: 1, 16: 2}  # bytes of a sample


def values_of(function: Object, depth: int = 0) -> list[list[float]]:
    """The values among which the extremes of a function are; empty if that cannot be told.

    An exponential function goes straight from one end to the other, so that its ends will do; a
    stitched one has the ends of its parts, a sampled one its samples.
    """
    if depth > _DEEPEST:
        return []
    try:
        if isinstance(function, Array):
            return _side_by_side(function, depth)
        match int(function.FunctionType):
            case 0:
                return _samples(function)
            case 2:
                first = [float(v) for v in function.get("/C0", [0])]
                return [first, [float(v) for v in function.get("/C1", [1])]]
            case 3:
                parts = (values_of(part, depth + 1) for part in function.Functions)
                return [values for part in parts for values in part]
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return []
    return []


def _side_by_side(functions: Array, depth: int) -> list[list[float]]:
    """One function for each component: each may be at its most where the others are."""
    parts = [values_of(part, depth + 1) for part in functions]
    if not all(parts):
        return []
    lists = [[values[0] for values in part] for part in parts]
    length = max(len(part) for part in lists)
    return [[part[min(at, len(part) - 1)] for part in lists] for at in range(length)]


def _samples(function: Object) -> list[list[float]]:
    size = _WHOLE.get(int(function.BitsPerSample))
    count = len(function.Range) // 2
    if not size:
        return []
    low = [float(v) for v in list(function.get("/Decode", function.Range))[::2]]
    high = [float(v) for v in list(function.get("/Decode", function.Range))[1::2]]
    data, most = function.read_bytes(), float(256**size - 1)
    samples = (
        int.from_bytes(data[start : start + size], "big") / most
        for start in range(0, len(data) - size + 1, size)
    )
    found: list[list[float]] = []
    while len(found) < _MOST and (values := list(islice(samples, count))):
        if len(values) == count:
            found.append([a + (b - a) * v for a, b, v in zip(low, high, values, strict=True)])
    return found
