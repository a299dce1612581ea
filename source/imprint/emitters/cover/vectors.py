"""A drawing becomes SVG, which a press prints as sharp as its plates are."""

from __future__ import annotations

from imprint.emitters.cover.palettes import Palette

_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))  # from the upper left, clockwise


class VectorCanvas:
    """A surface to draw on in tones of the accent, as SVG (https://www.w3.org/TR/SVG11/)."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.width, self.height = width, height
        self._palette = palette
        self._shapes: list[str] = []

    def disc(self, x: float, y: float, radius: float, strength: float) -> None:
        if radius > 0:
            self._add(f'circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}"', strength)

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, strength: float) -> None:
        if x1 > x0 and y1 > y0:
            size = f'width="{x1 - x0:.2f}" height="{y1 - y0:.2f}"'
            self._add(f'rect x="{x0:.2f}" y="{y0:.2f}" {size}', strength)

    def quarter(self, x: float, y: float, side: float, corner: int, strength: float) -> None:
        """A quarter of a disc in a square, with its centre in one of the corners."""
        (cx, cy), (ax, ay), (bx, by) = (
            (x + side * _CORNERS[at % 4][0], y + side * _CORNERS[at % 4][1])
            for at in (corner, corner + 1, corner + 3)
        )
        arc = f"A{side:.2f} {side:.2f} 0 0 1 {bx:.2f} {by:.2f}"
        self._add(f'path d="M{cx:.2f} {cy:.2f}L{ax:.2f} {ay:.2f}{arc}Z"', strength)

    def polygon(self, points: list[tuple[float, float]], strength: float) -> None:
        corners = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._add(f'polygon points="{corners}"', strength)

    def finished(self) -> bytes:
        """The drawing; whoever shows it fills a box with it, which may be a hair off in shape."""
        size = f'width="{self.width}" height="{self.height}" preserveAspectRatio="none"'
        view = f'viewBox="0 0 {self.width} {self.height}"'
        shapes = "".join(self._shapes)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{shapes}</svg>'.encode()

    def _add(self, shape: str, strength: float) -> None:
        colour = "#{:02x}{:02x}{:02x}".format(*self._palette.tone(strength))
        self._shapes.append(f'<{shape} fill="{colour}"/>')
