"""The characters of a rendition are held against its fonts: which have no glyph, and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.layouts.census import Census
from imprint.layouts.fonts import load_parts
from imprint.layouts.layout import Layout
from imprint.layouts.words import Words, related_tags
from imprint.model.assets import Font
from imprint.model.inlines import CodeSpan, Text
from imprint.model.publication import Publication
from imprint.model.record import Record
from imprint.model.rendition import Medium
from imprint.model.text import runs_of_section, walk_inlines
from imprint.values import replace

# More missing characters than this are told together: it is the script that has no font.
_MOST_NAMED = 8


# Punctuation that a script of full-width characters shares with others, and draws in its own way.
_SHARED = frozenset(map(ord, " ‘’“”—―‥…·⸺"))


def with_scripts(
    layout: Layout, record: Record, census: Census, words: Words, *, texts: Iterable[str] = ()
) -> Layout:
    """The layout with fonts for the characters that its own and the author's lack.

    ``texts`` are what it says beside the sections. The fonts come from the families that it names
    for other scripts, those of the publication's language first, then of the original's, as far as
    they are installed.
    """
    known = frozenset().union(*(f.characters for f in (*layout.fonts, *layout.fallbacks)))
    used = set(census.characters)
    used.update(*words.table.values(), *texts)
    for each in (record, *census.records):
        used.update(*_stated(each, words))
    lacking = frozenset(ord(c) for c in used if not _needs_no_glyph(c)) - known
    if not lacking:
        return layout
    tags = [tag for tag in (record.language, record.original.language) if tag]
    families = sorted(layout.scripts, key=lambda family: _distance(family.use, tags))
    parts = load_parts(families, lacking, _SHARED)
    return replace(layout, fallbacks=(*layout.fallbacks, *parts))


def _distance(tag: str, languages: list[str]) -> tuple[int, int]:
    """How far a script's language is from the ones that the publication is in, first of all."""
    for place, language in enumerate(languages):
        tags = related_tags(language)
        if tag in tags:
            return place, tags.index(tag)
    return len(languages), 0


def _stated(record: Record, words: Words) -> Iterator[str]:
    """What the record says, and what the layout says of it in words."""
    yield repr(record)
    yield from (text for text, _ in _texts_of_record(record))
    for date in (record.issued, record.original.issued, record.original.accessed):
        if date:
            yield words.date(date)
    if record.original.language:
        yield words.language_name(record.original.language)


def check_coverage(
    publication: Publication,
    texts: Iterable[str],
    fonts: Iterable[Font],
    medium: Medium,
    findings: Findings,
) -> None:
    """FNT-003 (on paper) or FNT-004 (EPUB) for each character that no font of the rendition has."""
    covered: frozenset[int] = frozenset().union(*(font.characters for font in fonts))
    used: set[str] = set()
    for text in texts:
        used.update(text)
    missing = {c for c in used if ord(c) not in covered and not _needs_no_glyph(c)}
    if not missing:
        return
    code = "FNT-004" if medium is Medium.EPUB else "FNT-003"
    places = _places(publication, missing)
    by_mend: dict[str, list[str]] = {}
    for character in sorted(missing, key=lambda c: (c not in places, places.get(c, NOWHERE), c)):
        by_mend.setdefault(_mend(character), []).append(character)
    for mend, characters in by_mend.items():
        singly = characters if len(characters) <= _MOST_NAMED else ()
        for character in singly:
            what = f"no declared font has {_named(character)}"
            findings.add(code, what, mend=mend, where=places.get(character, NOWHERE))
        if not singly:
            some = " ".join(characters[:_MOST_NAMED])
            what = f"no declared font has {len(characters)} of the characters, as {some}"
            findings.add(code, what, mend=mend, where=places.get(characters[0], NOWHERE))


def _named(character: str) -> str:
    """A character with its number and name, as a missing one is often one that cannot be seen."""
    name = unicodedata.name(character, "a character without a name")
    return f"{character} (U+{ord(character):04X}, {name})"


def _mend(character: str) -> str:
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    if wide and unicodedata.category(character) != "So":  # which emoji are
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
        if section.record:
            yield from _texts_of_record(section.record)
    yield from _texts_of_record(publication.record)


def _texts_of_record(record: Record) -> Iterator[tuple[str, Place]]:
    for key, place in record.places.items():
        value = getattr(record, key, "")
        if isinstance(value, str):
            yield value, place
