"""A title becomes the colours of its cover: a ground, an ink that reads on it, two tones."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """sRGB colours: the ground, the ink of the letters, the accent of the drawing."""

    name: str
    ground: Colour
    ink: Colour
    accent: Colour

    def tone(self, strength: float) -> Colour:
        """The accent laid over the ground: 0 is the ground, 1 the accent."""
        red, green, blue = (
            round(under + (over - under) * strength)
            for under, over in zip(self.ground, self.accent, strict=True)
        )
        return red, green, blue


def _palette(name: str, ground: str, ink: str, accent: str) -> Palette:
    return Palette(name, _colour(ground), _colour(ink), _colour(accent))


def _colour(digits: str) -> Colour:
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


# Ink and ground stand at 7:1 or more (WCAG 2.2, contrast enhanced), which a test measures.
PALETTES = (
    _palette("midnight", "14213d", "f5efe2", "c8a253"),
    _palette("oxblood", "4a1620", "f7ece0", "cf8a6d"),
    _palette("bottle", "12352c", "f4efdf", "9bb784"),
    _palette("aubergine", "301c3b", "f5ecee", "b98bb0"),
    _palette("slate", "25323b", "f2f1ea", "93b0bb"),
    _palette("umber", "3c2618", "f7eede", "d29a57"),
    _palette("petrol", "0f3640", "f1efe4", "d8a15e"),
    _palette("paper", "f1e8d6", "23201c", "b4523a"),
    _palette("sage", "dde4d3", "1b2a23", "557a60"),
    _palette("morning", "dce5ea", "14263a", "4f769b"),
    _palette("sand", "ead9bb", "2a1c12", "a86a33"),
    _palette("blush", "f0dcd1", "3a1420", "ad525a"),
)


def palette_for(title: str) -> Palette:
    """The palette that a title has, the same one every time."""
    return PALETTES[digest(title, "palette") % len(PALETTES)]


def digest(text: str, purpose: str) -> int:
    """A number made from a text, another one for each purpose."""
    content = f"{purpose}\0{text}".encode("utf-8", "replace")
    return int.from_bytes(sha256(content).digest()[:8], "big")
