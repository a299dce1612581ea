"""Declared fonts become embedded ones: those that the pages use, cut to the book's characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import uharfbuzz
from msgspec import Struct

from imprint.emitters.epub.evidence import Evidence
from imprint.emitters.epub.stylesheets import Rule, can_match, rules_of, unescape
from imprint.model.assets import Font
from imprint.model.rendition import Stylesheet

_URL = re.compile(r"""url\(\s*["']?(?:\./)?fonts/([^"')]+?)["']?\s*\)""", re.IGNORECASE)
# Basic Latin and Latin-1, and what a reading system sets on its own: hyphens, quotation marks
# around <q>, bullets.
_ALWAYS = frozenset(
    {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "\u2010\u2011‘’“”‚„‹›•◦▪…")}
)
# "Access all alternates" is a menu of design programs: it would keep every variant of a letter.
_NOT_FOR_READING = (b"aalt",)


class EmbeddedFont(Struct, frozen=True):
    """A font as it goes into the book: the declared one, and the part of it that is needed."""

    font: Font
    content: bytes


def embed(
    fonts: Iterable[Font],
    stylesheets: Iterable[Stylesheet],
    evidence: Evidence,
    characters: Iterable[str],
) -> tuple[EmbeddedFont, ...]:
    """The fonts of the families that a rule of the stylesheets sets in a document.

    A family that always stands behind others, as a fallback, is cut to the characters that one
    of those lacks, and left out where there is none.
    """
    named: dict[str, Font] = {}
    for font in fonts:
        named.setdefault(font.name, font)
    sheets = list(stylesheets)
    wanted = _characters(characters, sheets)
    needed = _needed(list(named.values()), sheets, evidence, wanted)
    return tuple(
        EmbeddedFont(font, cut(font.content, needed[_fold(font.family)]))
        for font in named.values()
        if needed.get(_fold(font.family))
    )


def without_missing_fonts(
    stylesheets: Iterable[Stylesheet], embedded: Iterable[EmbeddedFont]
) -> tuple[Stylesheet, ...]:
    """The stylesheets without the @font-face rules of fonts that are not in the book."""
    present = {font.font.name for font in embedded}
    return tuple(Stylesheet(name=s.name, css=_pruned(s.css, present)) for s in stylesheets)


def cut(content: bytes, characters: Iterable[int]) -> bytes:
    """A font with the glyphs of these characters alone, and every layout feature that reads them.

    Small capitals, old-style figures and ligatures of the kept characters are kept.
    """
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(sorted(characters))
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.invert()
    for feature in _NOT_FOR_READING:
        plan.layout_feature_tag_set.remove(int.from_bytes(feature, "big"))
    return bytes(uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob(content)), plan).blob.data)


def _characters(texts: Iterable[str], stylesheets: Iterable[Stylesheet]) -> frozenset[int]:
    """The characters of the book, their capitals, and those that stylesheets add."""
    found: set[str] = set()
    for text in (*texts, *(unescape(sheet.css) for sheet in stylesheets)):
        found.update(text)
        if not unicodedata.is_normalized("NFC", text):
            found.update(unicodedata.normalize("NFC", text))
    for character in list(found):
        found.update(character.upper(), character.lower())
    return frozenset({*map(ord, found), *_ALWAYS})


def _needed(
    fonts: list[Font],
    stylesheets: Iterable[Stylesheet],
    evidence: Evidence,
    wanted: frozenset[int],
) -> Mapping[str, frozenset[int]]:
    """The characters that each family is needed for."""
    covered: dict[str, frozenset[int]] = {}
    for font in fonts:
        family = _fold(font.family)
        characters = font.characters or wanted
        covered[family] = covered.get(family, characters) & characters
    needed: dict[str, frozenset[int]] = {}
    for stack in _stacks(covered, stylesheets, evidence):
        missing = wanted
        for position, family in enumerate(stack):
            share = missing if position == 0 else missing & covered[family]
            needed[family] = needed.get(family, frozenset()) | share
            missing -= covered[family]
    return needed


def _stacks(
    families: Iterable[str], stylesheets: Iterable[Stylesheet], evidence: Evidence
) -> Iterator[list[str]]:
    """The declared families that each rule names, in its order, if the rule matches anything."""
    for sheet in stylesheets:
        for rule in rules_of(sheet.css):
            if rule.prelude.startswith("@"):
                continue
            body = _fold(unescape(rule.body))
            found = ((_position(family, body), family) for family in families)
            named = sorted(pair for pair in found if pair[0] >= 0)
            if named and can_match(rule.prelude, evidence):
                yield [family for _, family in named]


def _position(family: str, body: str) -> int:
    """Where a rule's body names a family, whole; -1 where it does not."""
    match = re.search(rf"(?<![\w -]){re.escape(family)}(?![\w-]| \w)", body)
    return match.start() if match else -1


def _pruned(css: str, present: set[str]) -> str:
    for rule in reversed(list(rules_of(css))):
        if _is_of_missing_font(rule, present):
            css = css[: rule.start] + css[rule.end :]
    return css.strip() + "\n"


def _is_of_missing_font(rule: Rule, present: set[str]) -> bool:
    if rule.prelude.lower() != "@font-face":
        return False
    names = _URL.findall(rule.body)
    return bool(names) and not present.intersection(names)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
