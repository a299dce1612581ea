"""A glyph's outlines become a picture of it, by the rule that fonts are drawn by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PIL import Image

Point = tuple[float, float]
# A picture (white is ink) and the place of its left upper corner from the glyph's origin.
Shape = tuple[Image.Image, int, int]
# How much of each of its points a curve has, in eight steps along it.
_STEPS = [step / 8 for step in range(1, 9)]
_QUADRATIC = [((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in _STEPS]
_CUBIC = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in _STEPS]


class OutlinePen:
    """Draws a glyph's curves as polygons in pixels, with y downwards from the baseline."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self.contours: list[list[Point]] = []

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the pen protocol's own names
        self.contours.append([self._in_pixels(point)])

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self.contours[-1].append(self._in_pixels(point))

    def qCurveTo(self, control: Point, end: Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2) = self.contours[-1][-1], *map(self._in_pixels, (control, end))
        self.contours[-1] += [
            (a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2) for a, b, c in _QUADRATIC
        ]

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (
            self.contours[-1][-1],
            *map(self._in_pixels, (first, second, end)),
        )
        self.contours[-1] += [
            (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
            for a, b, c, d in _CUBIC
        ]

    def closePath(self) -> None:  # noqa: N802
        """A polygon closes by itself."""

    def endPath(self) -> None:  # noqa: N802
        """A polygon closes by itself."""

    def _in_pixels(self, point: Point) -> Point:
        return point[0] * self._scale, -point[1] * self._scale


def filled(contours: Iterable[Sequence[Point]]) -> Shape | None:
    """The picture of an outline, filled by the non-zero winding rule, without smoothed edges.

    Contours of variable fonts overlap, themselves and one another, which Pillow's own polygons
    would leave white. https://learn.microsoft.com/typography/opentype/spec/glyf
    """
    contours = [contour for contour in contours if len(contour) > 2]
    points = [point for contour in contours for point in contour]
    if not points:
        return None
    across, down = zip(*points, strict=True)
    left, top = math.floor(min(across)), math.floor(min(down))
    width, height = math.ceil(max(across)) - left, math.ceil(max(down)) - top
    if width <= 0 or height <= 0:
        return None
    rows = _crossings(contours, left, top, height)
    content = bytearray(width * height)
    for row, crossings in enumerate(rows):
        crossings.sort()
        winding, begin = 0, 0
        for x, turn in crossings:
            if not winding:
                begin = row * width + round(x)
            winding += turn
            if not winding:
                length = row * width + round(x) - begin
                content[begin : begin + length] = b"\xff" * length
    picture = Image.frombuffer("L", (width, height), content, "raw", "L", 0, 1)
    return picture, left, top


def _crossings(
    contours: Iterable[Sequence[Point]], left: int, top: int, height: int
) -> list[list[tuple[float, int]]]:
    """Where the middle of each row of pixels meets the outline, and which way that goes."""
    rows: list[list[tuple[float, int]]] = [[] for _ in range(height)]
    for contour in contours:
        for (x0, y0), (x1, y1) in zip(contour, (*contour[1:], contour[0]), strict=True):
            if y0 == y1:
                continue
            turn = 1
            if y0 > y1:
                x0, y0, x1, y1, turn = x1, y1, x0, y0, -1
            slope = (x1 - x0) / (y1 - y0)
            first, last = math.ceil(y0 - 0.5), math.ceil(y1 - 0.5)
            for row, crossings in enumerate(rows[first - top : last - top], first):
                crossings.append((x0 + (row + 0.5 - y0) * slope - left, turn))
    return rows
