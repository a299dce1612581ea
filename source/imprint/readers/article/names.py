"""A text becomes the names of people or bodies, or none where it is no list of names."""

from __future__ import annotations

import re

from imprint.readers.article import vocabulary

_LONGEST = 160
_MOST_WORDS = 6
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{0,60}[)）\]]\s*")
_HANDLE = re.compile(r"\s+@\w+|\s+<?[\w.]+@[\w.]+>?$")
_TITLES = re.compile(r",?\s+((?:ph\.?\s?d|m\.?d|jr|sr|ii|iii|obe|mba)\.?)$", re.IGNORECASE)
_WIDE = re.compile(r"[\u3400-\u9fff·•・‧\u3040-\u30ff\uac00-\ud7af]{2,24}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WIDE_WORDS = re.compile(r"[的了是在我你他她们這这那有不也就都很]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’‘ʼ.-])*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?){1,4}")
_ABBREVIATED = {"jr.", "sr.", "st.", "dr.", "prof.", "ph.d.", "m.d.", "mr.", "mrs.", "ms.", "inc."}
_NEVER = {
    "this", "that", "these", "those", "here", "there", "when", "what", "why", "how", "if", "it",
    "we", "i", "you", "he", "they", "she", "is", "was", "are", "my", "our", "your", "his", "her",
    "read", "see", "click", "share", "unknown", "admin", "administrator", "anonymous user",
}  # fmt: skip


def read_names(text: str, *, several_words: bool = False) -> tuple[str, ...]:
    """The names in a list of names, ``()`` where any part of it is none.

    With ``several_words``, a name of one word is none either.
    """
    if len(text) > _LONGEST:
        return ()
    text = _HANDLE.sub("", _ASIDE.sub(" ", text.replace("\u00a0", " "))).strip(" ,;:：*_")
    if _is_name(text) and not vocabulary.joiners().search(text):
        parts = [text]
    else:
        parts = vocabulary.joiners().split(_TITLES.sub(r" \1", text))
    names = [_trimmed(part) for part in parts]
    if len(names) > 1:
        names = [names[0], *(name for name in names[1:] if not _is_trade(name))]
    if not names or not all(_is_name(name) for name in names):
        return ()
    if len(names) == 2 and "," in text and not any(" " in name for name in names):
        return ()  # "Roe, Jane" is one name or two
    if several_words and not all(" " in name or _WIDE.fullmatch(name) for name in names):
        return ()
    return tuple(names)


def _trimmed(part: str) -> str:
    part = part.strip(" ,;")
    last = part.rsplit(" ", 1)[-1].casefold()
    if part.endswith(".") and last not in _ABBREVIATED and not _INITIALS.fullmatch(last):
        return part[:-1]
    return part


def _is_trade(part: str) -> bool:
    words = part.casefold().split()
    return any(
        " ".join(words[:size]) in vocabulary.trades()
        or " ".join(words[-size:]) in vocabulary.trades()
        for size in (1, 2)
    )


def _is_name(text: str) -> bool:
    if _WIDE.fullmatch(text):
        return not _WIDE_WORDS.search(text)
    if _HAN.search(text):
        return False
    words = text.split()
    if not words or len(words) > _MOST_WORDS or words[0].casefold() in _NEVER:
        return False
    return _is_proper(words[-1]) and all(_fits(word) for word in words)


def _fits(word: str) -> bool:
    return word.casefold() in vocabulary.particles() or word == "the" or _is_proper(word)


def _is_proper(word: str) -> bool:
    """Whether a word is capitalised as in a name: "Roe", "O’Brien", "d’Arcy", "J.R."."""
    if _INITIALS.fullmatch(word) or word.casefold() in _ABBREVIATED:
        return word[0].isupper()
    if not _WORD.fullmatch(word) or word.endswith("."):
        return False
    if word[0].isupper() or not word[0].islower():
        return True
    apostrophe = re.match(r"(?:d|l|al|el|an|ad|as|ash|at|ibn)['’‘ʼ-](.)", word)
    return bool(apostrophe and apostrophe[1].isupper())
