"""The characters of a rendition are held against its fonts: which have no glyph, and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.model.assets import Font
from imprint.model.inlines import CodeSpan, Text
from imprint.model.publication import Publication
from imprint.model.rendition import Medium
from imprint.model.text import runs_of_section, walk_inlines

# Named in full, as a missing character is often one that cannot be seen.
_MOST_NAMED = 20


def check_coverage(
    publication: Publication,
    texts: Iterable[str],
    fonts: Iterable[Font],
    medium: Medium,
    findings: Findings,
) -> None:
    """FNT-003 (print) or FNT-004 (EPUB) for each character that no font of the rendition has."""
    covered: frozenset[int] = frozenset().union(*(font.characters for font in fonts))
    used: set[str] = set()
    for text in texts:
        used.update(text)
    missing = {c for c in used if ord(c) not in covered and not _needs_no_glyph(c)}
    if not missing:
        return
    code = "FNT-003" if medium is Medium.PRINT else "FNT-004"
    places = _places(publication, missing)
    for character in sorted(missing)[:_MOST_NAMED]:
        name = unicodedata.name(character, "a character without a name")
        findings.add(
            code,
            f"no declared font has {character} (U+{ord(character):04X}, {name})",
            mend=_mend(character),
            where=places.get(character, NOWHERE),
        )
    if len(missing) > _MOST_NAMED:
        findings.add(
            code,
            f"{len(missing) - _MOST_NAMED} more characters are in no declared font",
            mend='declare a font for that script: fonts = ["fonts/Family.ttf"]',
        )


def _mend(character: str) -> str:
    if unicodedata.name(character, "").startswith(("CJK", "HIRAGANA", "KATAKANA", "HANGUL")):
        return 'pip install "imprint[cjk]", or declare a font: fonts = ["fonts/Family.ttf"]'
    return 'declare a font that has it: fonts = ["fonts/Family.ttf"], or write it otherwise'


def _needs_no_glyph(character: str) -> bool:
    """Whether a text shaper draws the character without a glyph of its own."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp") or (
        0xFE00 <= ord(character) <= 0xFE0F
    )


def _places(publication: Publication, wanted: set[str]) -> dict[str, Place]:
    """Where each character first stands in the source."""
    places: dict[str, Place] = {}
    for text, place in _texts(publication):
        for character in wanted.intersection(text):
            places.setdefault(character, place)
    return places


def _texts(publication: Publication) -> Iterator[tuple[str, Place]]:
    for section in publication.walk():
        for run in runs_of_section(section):
            for inline in walk_inlines(run):
                if isinstance(inline, Text | CodeSpan):
                    yield inline.text, inline.place
    for key, place in publication.record.places.items():
        value = getattr(publication.record, key, "")
        if isinstance(value, str):
            yield value, place
