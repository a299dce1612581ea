"""Hyphenation patterns, kept as they are when they have been read.

A dictionary of patterns (https://hunspell.github.io/, "hyph_*.dic") takes as long to read as ten
pages to set. What is kept is data, which can say nothing but where words break.
"""

from __future__ import annotations

import json
from hashlib import sha256

import pyphen

from imprint.store import Store

_FORM = "hyphenation-1"
_Patterns = dict[str, tuple[int, tuple[int, ...]]]


def load_patterns(language: str, store: Store) -> None:
    """Have the patterns of a language (BCP 47) ready, if there are any."""
    found = pyphen.language_fallback(language)
    if not found:
        return
    path = pyphen.LANGUAGES[found]
    if path in pyphen.hdcache:
        return
    key = sha256(repr((_FORM, pyphen.VERSION)).encode() + path.read_bytes()).hexdigest()
    kept = _unpacked(store.get(key))
    if kept is None:
        pyphen.Pyphen(lang=found)
        packed = _packed(pyphen.hdcache[path].patterns)
        if packed:
            store.put(key, packed)
        return
    dictionary = object.__new__(pyphen.HyphDict)
    dictionary.patterns, dictionary.cache = kept, {}
    dictionary.maxlen = max(map(len, kept))
    pyphen.hdcache[path] = dictionary


def _packed(patterns: _Patterns) -> bytes:
    """Patterns by where their values begin and what these are, which few differ in.

    Nothing is packed if there are changes of spelling among them, as in Hungarian.
    """
    groups: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for letters, (start, values) in patterns.items():
        if any(type(value) is not int for value in values):
            return b""
        groups.setdefault((start, values), []).append(letters)
    rows = [[start, values, " ".join(found)] for (start, values), found in groups.items()]
    return json.dumps(rows, ensure_ascii=False).encode()


def _unpacked(content: bytes | None) -> _Patterns | None:
    """What was packed; None if it is anything else, as the folder may come with a publication."""
    patterns: _Patterns = {}
    try:
        for start, values, letters in json.loads(content or b"[]"):
            if not all(type(value) is int for value in (start, *values)):
                return None
            patterns.update(dict.fromkeys(letters.split(" "), (start, tuple(values))))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return patterns or None
