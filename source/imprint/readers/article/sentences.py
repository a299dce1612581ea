"""A unit's text is judged: a sentence, several, prose, a line of speech."""

from __future__ import annotations

import re

from imprint.readers.article.lines import width

LONG = 200  # columns; a paragraph of this length is prose
_MIDDLING = 80
_FINAL = re.compile(r"[.!?…。！？][\"'”’»«›)\]」』]*$")
_STOPPED = re.compile(r"[.!?…。！？:：;；,，、—–\"'”’»«›」』]$")
_SENTENCE = re.compile(
    r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]*(?=[A-ZÀ-ÞĀ-Ž¿¡])|[。！？][”’」』）]*(?=\S)"
)
_SPEECH = re.compile(r"[\"“„«»‹›‘「『—–]|'\w|-\s?[A-ZÀ-Þ¿¡]")
_INITIAL = re.compile(
    r"(?:^|[\s.(])(?:[A-ZÀ-Þ]|Dr|Mr|Mrs|Ms|St|Prof|Jr|Sr|No|Nr|vol|Vol|ca|Hrsg)\.$"
)


def ends(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_FINAL.search(text[-8:]))


def is_stopped(text: str) -> bool:
    """Whether any punctuation mark ends the text."""
    return bool(_STOPPED.search(text[-2:]))


def is_speech(text: str) -> bool:
    """Whether the text begins as a line of dialogue does."""
    return bool(_SPEECH.match(text[:3]))


def is_prose(text: str) -> bool:
    """Whether the text is a paragraph beyond doubt: long, or of several sentences."""
    columns = width(text[: LONG + 1])
    if columns > LONG or (columns >= _MIDDLING and ends(text)):
        return True
    return ends(text) and len(split_sentences(text)) > 1


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; initials and titles before a name end none."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE.finditer(text):
        sentence = text[start : match.end()].strip()
        if _INITIAL.search(sentence):
            continue
        parts.append(sentence)
        start = match.end()
    rest = text[start:].strip()
    return [*parts, rest] if rest else parts
