"""What the imprint page tells of how a publication was made: what composition itself knows."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from imprint.distributions import version_of
from imprint.layouts.census import Census
from imprint.layouts.layout import Layout
from imprint.layouts.options import Size
from imprint.layouts.words import Words
from imprint.model.record import Record
from imprint.model.rendition import Medium

_TOOLS = {
    Medium.EPUB: {"imprint": "Imprint", "ebooklib": "EbookLib"},
    Medium.PRINT: {"imprint": "Imprint", "weasyprint": "WeasyPrint"},
}


class Making(Struct, frozen=True, kw_only=True):
    """The families that are embedded, the trimmed page, and the state of the source.

    ``pictures`` says whether there are any, ``described`` whether each of them is described in
    words or marked as mere decoration.
    """

    fonts: tuple[str, ...] = ()
    trim: Size | None = None
    revision: str = ""
    pictures: bool = False
    described: bool = False


def tools(medium: Medium) -> list[str]:
    """The tools that make the book of a medium, with their versions."""
    made_by = _TOOLS[Medium.EPUB if medium is Medium.EPUB else Medium.PRINT]
    return [f"{name} {version_of(tool)}" for tool, name in made_by.items()]


def trim_in_words(size: Size, words: Words) -> str:
    """A trim size as the trade says it: ``5.5 × 8.5 in`` in English, else ``129 × 198 mm``."""
    width, height = size.width, size.height
    in_inches = width.unit == height.unit == "in" and words.language.startswith("en")
    unit = "in" if in_inches else "mm"
    amounts = (
        f"{length.amount:g}" if in_inches else f"{length.millimetres:.0f}"
        for length in (width, height)
    )
    return " × ".join(words.number(Decimal(amount)) for amount in amounts) + f"\u00a0{unit}"


def fonts_used(record: Record, census: Census, layout: Layout) -> tuple[str, ...]:
    """The families that the text is set in: one for code only where there is code, the author's
    only where the layout's lack a character. Optical sizes of a family are not named apart.
    """
    families = [family.name for family in layout.families if family.use != "mono" or census.code]
    lacking = {ord(character) for character in census.characters.union(record.title)}.difference(
        *(font.characters for font in layout.fonts)
    )
    for font in layout.fallbacks:
        if not lacking.isdisjoint(font.characters):
            lacking -= font.characters
            families.append(font.family)
    return _families(families)


def _families(names: Iterable[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(names))
    return tuple(name for name in names if not any(name.startswith(f"{other} ") for other in names))
