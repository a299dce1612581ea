"""The tables of words of all languages become what the reader looks lines up in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from imprint.readers.article.words import LANGUAGES, Words
from imprint.readers.article.words.table import bag

_PARTICLES = "al el bin ibn ben ter la le di af av zu dos e y i"  # those of no one language
_LONGEST = 600  # characters; no boilerplate is longer
_BEFORE = " >«→▸•*#_|-–—"
_AFTER = " :：.!…»→›▾*_|"
_MARKUP = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", " ": r"\s+"}


@cache
def _pattern(table: str) -> re.Pattern[str]:
    rows = [row for words in LANGUAGES for row in getattr(words, table)]
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


def matches(table: str, text: str) -> bool:
    """Whether a whole line is in a table of patterns (a field of ``Words``), in any language."""
    if len(text) > _LONGEST:
        return False
    pattern = _pattern(table)
    plain = text.replace("\u00a0", " ").strip()
    bare = plain.lstrip(_BEFORE).rstrip(_AFTER)
    return bool(pattern.fullmatch(plain) or (bare != plain and pattern.fullmatch(bare)))


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """The facts that each label stands for, those to be tried first in front."""
    found: dict[str, tuple[str, ...]] = {}
    for words in LANGUAGES:
        for facts, row in words.labels.items():
            for label in row.split("|"):
                name = label.casefold()
                known = found.get(name, ())
                found[name] = tuple(dict.fromkeys((*known, *facts.split("|"))))
    return found


@cache
def caption() -> re.Pattern[str]:
    """How the credit of a picture begins."""
    names = [label for label, facts in labels().items() if facts[0] in ("pht", "ill")]
    rows = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"[(\[*_]*(?:{rows})", re.IGNORECASE)


@cache
def label_ahead() -> re.Pattern[str]:
    """The white space before a known label and its colon."""
    names = sorted((re.escape(label) for label in labels()), key=len, reverse=True)
    return re.compile(
        rf"\s+(?=(?:{'|'.join(names)})\s*[:：]|[\u3400-\u9fff]{{1,4}}[/／])", re.IGNORECASE
    )


@cache
def phrases() -> tuple[re.Pattern[str], ...]:
    """The credit sentences as patterns; group names are facts, ``__`` for a full stop.

    A number after ``___`` keeps the names of one pattern apart.
    """
    return tuple(
        re.compile(_compiled(phrase), re.IGNORECASE)
        for words in LANGUAGES
        for phrase in words.phrases
    )


def _compiled(phrase: str) -> str:
    return "".join(_tokens(phrase))


def _tokens(phrase: str) -> Iterator[str]:
    for number, token in enumerate(re.findall(r"\{[a-z._]+\}|.", phrase)):
        if token.startswith("{"):
            name = token[1:-1]
            anything = ".*?" if name.endswith(".whole") else ".+?"
            yield f"(?P<{name.replace('.', '__')}___{number}>{anything})"
        else:
            yield _MARKUP.get(token, re.escape(token))


@cache
def clause_ahead() -> re.Pattern[str]:
    """What parts two credits in one sentence: a comma or "and" before a participle."""
    starts = sorted(
        {
            match[0]
            for words in LANGUAGES
            if words.language not in ("zh", "ja")
            for phrase in words.phrases
            for match in [re.match(r"[^\W\d_]{5,}(?= )", re.sub(r"[\[(]", "", phrase))]
            if match
        }
    )
    participles = "|".join([*map(re.escape, starts), *_OPENING_WORDS])
    return re.compile(
        rf"(?:\s*[,;]\s+(?:and\s+|und\s+|et\s+|y\s+)?|\s+(?:and|und|et|y)\s+)"
        rf"(?=(?:was\s+|is\s+|wurde\s+|fue\s+|a été\s+)?(?:{participles})\b)",
        re.IGNORECASE,
    )


_OPENING_WORDS = (
    "translated by", "translated from", "edited by", "illustrated by", "published", "revised by",
    "originally", "first published", "übersetzt", "aus dem", "herausgegeben", "traduit",
    "traducido", "licensed", "available under", "photos? by", "illustrations? by",
)  # fmt: skip


@cache
def openings() -> re.Pattern[str]:
    """How a sentence about the text begins: "This essay was "."""
    rows = [row for words in LANGUAGES for row in words.openings]
    return re.compile(rf"(?:{'|'.join(rows)})\s*", re.IGNORECASE)


@cache
def language_names() -> dict[str, str]:
    """Names of languages, in small letters, and their BCP 47 tags."""
    return {
        name: tag
        for words in LANGUAGES
        for tag, row in words.languages.items()
        for name in row.split("|")
    }


@cache
def months() -> dict[str, int]:
    """Names of months, in small letters, and their numbers."""
    return {
        name: number
        for words in LANGUAGES
        for number, row in enumerate(words.months, 1)
        for name in row.split("|")
    }


def gathered(pick: Callable[[Words], str | Iterable[str]]) -> frozenset[str]:
    """A column of words of all languages, parted by ``|`` or white space."""
    found: set[str] = set()
    for words in LANGUAGES:
        column = pick(words)
        found.update(column.split("|") if isinstance(column, str) else column)
    return frozenset(word for word in found if word)


@cache
def particles() -> frozenset[str]:
    """Small words that stand inside names."""
    return gathered(lambda words: words.particles.split()) | bag(_PARTICLES)


@cache
def joiners() -> re.Pattern[str]:
    """What parts two names."""
    marks = gathered(lambda words: words.joiners)
    spaced = "|".join(re.escape(mark) for mark in sorted(marks) if mark.isascii())
    wide = "".join(re.escape(mark) for mark in sorted(marks) if not mark.isascii())
    return re.compile(rf"\s*[;&/／{wide}]\s*|\s*,\s*(?:(?:{spaced})\s+)?|\s+(?:{spaced})\s+")


@cache
def trades() -> frozenset[str]:
    """Words for what somebody is, as they follow a byline's name."""
    return frozenset(word.casefold() for word in gathered(lambda words: words.trades))


@cache
def connectors() -> re.Pattern[str]:
    """Small words that stand between a venue and its date."""
    rows = gathered(lambda words: words.connectors)
    return re.compile(
        rf"(?:[\s,;:·(，、]+(?:{'|'.join(map(re.escape, sorted(rows)))}))?[\s,;:·(，、]*$",
        re.IGNORECASE,
    )


@cache
def licence_parts() -> dict[str, re.Pattern[str]]:
    """The elements of the Creative Commons licences by their letters."""
    return {
        part: re.compile(
            "|".join(
                words.licence_parts[part] for words in LANGUAGES if part in words.licence_parts
            ),
            re.IGNORECASE,
        )
        for part in ("cc", "by", "nc", "sa", "nd")
    }
