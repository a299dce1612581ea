"""The words of one language that stand around an article, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def rows(text: str) -> tuple[str, ...]:
    """The lines of a table, without blank ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def run(text: str) -> tuple[str, ...]:
    """The words of a text, in order."""
    return tuple(text.split())


def bag(text: str) -> frozenset[str]:
    """The words of a text, in no order."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one language says around a text.

    *Patterns* (``leftovers``, ``weak_leftovers``, the headings) are regular expressions that must
    match a whole line; case and final punctuation do not matter.

    *Phrases* are credit sentences: ``{fact}`` is a value, ``(a|b)`` a choice, ``[a]`` may be
    missing; every other character stands for itself. ``labels`` gives for each fact the words
    that stand before a colon, parted by ``|``. Facts are named after MARC relator codes and the
    record's fields (see ``facts.py``).

    ``leftovers`` count anywhere, ``weak_leftovers`` only around the text or side by side;
    ``comments`` and ``related`` are headings after which the page's own matter follows, and
    ``weak_sections`` such headings that count only after the last paragraph.
    """

    language: str
    stop_words: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    joiners: tuple[str, ...] = ()
    particles: str = ""
    trades: str = ""
    connectors: str = ""
    seasons: str = ""
    leftovers: tuple[str, ...] = ()
    weak_leftovers: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    weak_sections: tuple[str, ...] = ()
    commenters: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    weak_about: tuple[str, ...] = ()
    about_author: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    licence_parts: Mapping[str, str] = field(default_factory=dict)
