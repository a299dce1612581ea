"""A text tells its language by its script and its smallest words, or does not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from imprint.readers.article.words import LANGUAGES

_SAMPLE = 40_000  # characters that are looked at
_ENOUGH_WORDS = 20
_SHARE = 0.12  # stop words among all words, in the language that is guessed
_LEAD = 1.35  # how far it must be ahead of the next
_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def guess_language(texts: Iterable[str]) -> str:
    """The language of a text among nine, as a BCP 47 tag, or ``""`` where it is not certain."""
    sample = _sampled(texts)
    letters = sum(1 for character in sample if character.isalpha())
    kana, han = len(_KANA.findall(sample)), len(_HAN.findall(sample))
    if letters and (kana + han) * 2 > letters:
        if kana * 10 > han:
            return "ja"
        return "zh" if han >= _ENOUGH_WORDS else ""
    return _by_words(_WORD.findall(sample.casefold()))


def _sampled(texts: Iterable[str]) -> str:
    pieces: list[str] = []
    size = 0
    for text in texts:
        pieces.append(text[: _SAMPLE - size])
        size += len(pieces[-1]) + 1
        if size >= _SAMPLE:
            break
    return "\n".join(pieces)


def _by_words(words: list[str]) -> str:
    if len(words) < _ENOUGH_WORDS:
        return ""
    counts = sorted(
        (
            (sum(1 for word in words if word in table.stop_words), table.language)
            for table in LANGUAGES
            if table.stop_words
        ),
        reverse=True,
    )
    (best, language), (second, _) = counts[0], counts[1]
    certain = best >= _SHARE * len(words) and best >= _LEAD * second
    return language if certain else ""
