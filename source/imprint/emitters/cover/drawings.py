"""The letters of a title become one quiet drawing: its measures are theirs."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from PIL import Image, ImageDraw

from imprint.emitters.cover.palettes import Colour, Palette, digest

# Drawings are made twice as large and reduced, which smooths their edges.
_FINENESS = 2
Box = tuple[int, int, int, int]


class Surface(Protocol):
    """What drawings are made on, in tones of the accent; coordinates are pixels of it."""

    width: int
    height: int

    def disc(self, x: float, y: float, radius: float, strength: float) -> None: ...

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, strength: float) -> None: ...

    def quarter(self, x: float, y: float, side: float, corner: int, strength: float) -> None: ...

    def polygon(self, points: list[tuple[float, float]], strength: float) -> None: ...


class Canvas:
    """A part of the cover to draw on in tones of the accent; coordinates are pixels of the part."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.width, self.height = width, height
        self._palette = palette
        # A pixel is the number of its tone: a third of the work that its colours would be.
        self._tones: dict[Colour, int] = {palette.ground: 0}
        self._image = Image.new("L", (width * _FINENESS, height * _FINENESS))
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, x: float, y: float, radius: float, strength: float) -> None:
        box = [_FINENESS * v for v in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(box, fill=self._tone(strength))

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, strength: float) -> None:
        box = [round(_FINENESS * v) for v in (x0, y0, x1, y1)]
        if box[2] > box[0] and box[3] > box[1]:
            box[2], box[3] = box[2] - 1, box[3] - 1  # Pillow draws the last row and column too
            self._draw.rectangle(box, fill=self._tone(strength))

    def quarter(self, x: float, y: float, side: float, corner: int, strength: float) -> None:
        """A quarter of a disc in a square, with its centre in one of the corners."""
        right, below = corner in (1, 2), corner in (2, 3)
        cx, cy = x + side * right, y + side * below
        box = [_FINENESS * v for v in (cx - side, cy - side, cx + side, cy + side)]
        start = {0: 0, 1: 90, 2: 180, 3: 270}[corner]
        self._draw.pieslice(box, start, start + 90, fill=self._tone(strength))

    def polygon(self, points: list[tuple[float, float]], strength: float) -> None:
        scaled = [(x * _FINENESS, y * _FINENESS) for x, y in points]
        self._draw.polygon(scaled, fill=self._tone(strength))

    def finished(self) -> Image.Image:
        bands = []
        for levels in zip(*self._tones, strict=True):
            shades = bytes(levels).ljust(256, b"\0")
            bands.append(self._image.point(list(shades)).reduce(_FINENESS))
        return Image.merge("RGB", bands)

    def _tone(self, strength: float) -> int:
        return self._tones.setdefault(self._palette.tone(strength), len(self._tones))


def letters_of(title: str) -> list[list[int]]:
    """The words of a title as numbers from 0 to 25, one for each letter.

    A Latin letter has its place in the alphabet; any other character one made from its code.
    """
    words: list[list[int]] = []
    for word in title.casefold().split():
        numbers = [_number(character) for character in word if character.isalnum()]
        if numbers:
            words.append(numbers)
    return words or [[13]]


def _number(character: str) -> int:
    return ord(character) - ord("a") if "a" <= character <= "z" else ord(character) * 7 % 26


def pipes(canvas: Surface, words: list[list[int]]) -> None:
    """A column for each letter, as high as its place in the alphabet; a gap between words."""
    row: list[int | None] = []
    while len(row) < 18:
        for word in words:
            row += [*word, None]
    row = row[:64]
    step = canvas.width / len(row)
    for place, letter in enumerate(row):
        if letter is not None:
            high = canvas.height * (0.16 + 0.84 * (letter + 1) / 26)
            strength = 0.9 if letter in (0, 4, 8, 14, 20) else 0.42  # vowels sound
            left, top = place * step + step * 0.14, canvas.height - high
            canvas.rectangle(left, top, left + step * 0.72, canvas.height, strength)


def rings(canvas: Surface, words: list[list[int]]) -> None:
    """Rings about a point at the foot, as wide as the letters; words in two tones."""
    widths = [(0.35 + letter / 25, turn) for turn, word in enumerate(words) for letter in word]
    while len(widths) < 12:
        widths += [(width, turn + len(words)) for width, turn in widths]
    widths = widths[:26]
    centre = canvas.width * (0.5 + 0.42 * (sum(words[0]) % 26) / 25)
    radius = float(canvas.height)
    scale = radius / sum(width for width, _ in widths)
    for number, (width, turn) in enumerate(widths):
        strength = (0.26, 0.6)[turn % 2] + 0.2 * (number % 2)
        canvas.disc(centre, canvas.height, radius, strength)
        radius -= width * scale
        canvas.disc(centre, canvas.height, radius + min(7, width * scale / 3), 0.0)


def horizon(canvas: Surface, words: list[list[int]]) -> None:
    """A disc over a level sea, whose waves come nearer by the letters of the title."""
    letters = [letter for word in words for letter in word]
    level = canvas.height * 0.5
    radius = min(canvas.width, canvas.height) * (0.27 + 0.08 * (letters[0] / 25))
    x = canvas.width * (0.3 + 0.4 * (sum(letters) % 26) / 25)
    canvas.disc(x, level - radius * 0.12, radius, 0.95)
    canvas.rectangle(0, level, canvas.width, canvas.height, 0.3)
    y, number = level, 0
    while y < canvas.height:
        near = (y - level) / (canvas.height - level)
        thick = 5 + 26 * near
        gap = 12 + (letters[number % len(letters)] + 8) * (0.7 + 2.0 * near)
        canvas.rectangle(0, y, canvas.width, y + thick, 0.0 if number % 2 else 0.62)
        y += thick + gap
        number += 1


def tiles(canvas: Surface, words: list[list[int]]) -> None:
    """Quarters of discs in a grid, each turned by a letter."""
    columns = 5
    side = canvas.width / columns
    rows = max(1, int(canvas.height / side))
    above = canvas.height - rows * side
    letters = [letter for word in words for letter in word]
    for place in range(columns * rows):
        letter = letters[place % len(letters)] + place // len(letters) * 5
        column, row = place % columns, place // columns
        x, y = column * side, above + row * side
        ground, figure = ((0.0, 0.55), (0.3, 0.95), (0.55, 0.0), (0.18, 0.4))[letter // 4 % 4]
        canvas.rectangle(x, y, x + side, y + side, ground)
        canvas.quarter(x, y, side, letter % 4, figure)


def hills(canvas: Surface, words: list[list[int]]) -> None:
    """Ridges one behind the other, a word each: its letters are their rise and fall."""
    ranges = list(words)
    while len(ranges) < 5:
        ranges += [[letter * 3 % 26 for letter in word[::-1]] for word in words]
    ranges = ranges[:7]
    count = len(ranges)
    for number, word in enumerate(ranges):
        top = canvas.height * (0.04 + 0.8 * number / count)
        rise = canvas.height * 0.26
        points = []
        for x in range(0, canvas.width + 8, 8):
            points.append((float(x), top + rise * (1 - _ridge(word, x / canvas.width, number))))
        points += [(canvas.width, canvas.height), (0.0, canvas.height)]
        canvas.polygon(points, 0.16 + 0.8 * (number / (count - 1)) ** 1.4)


def _ridge(word: list[int], place: float, phase: int) -> float:
    """A smooth line from 0 to 1 whose waves are weighted by a word's letters."""
    weights = [(letter + 3) / (number + 1) for number, letter in enumerate(word[:5])]
    total = sum(
        weight * math.sin(2 * math.pi * (place * (number + 1) * 0.6 + (letter + phase * 5) / 26))
        for number, (weight, letter) in enumerate(zip(weights, word, strict=False))
    )
    return 0.5 + 0.5 * total / sum(weights)


DRAWINGS: tuple[Callable[[Surface, list[list[int]]], None], ...] = (
    pipes,
    rings,
    horizon,
    tiles,
    hills,
)


def drawing_for(title: str) -> Callable[[Surface, list[list[int]]], None]:
    """The drawing that a title has, the same one every time."""
    return DRAWINGS[digest(title, "drawing") % len(DRAWINGS)]
