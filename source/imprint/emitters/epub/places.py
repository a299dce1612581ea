"""Where the text of a page begins becomes the place in the markup where its marker goes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from imprint.emitters.epub.markup import INLINE, Element, Markup, Words
from imprint.model.pages import PageStart

# A marker in one of these would become a part of the name that assistive technology gives to a
# section, a table or a picture, or is no markup there: it stands before it.
_WHOLE = frozenset({
    "caption", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "math", "summary", "svg",
})  # fmt: skip
# A <span> is no child of these.
_STRICT = frozenset({
    "audio", "colgroup", "details", "dl", "fieldset", "figure", "hgroup", "menu", "object", "ol",
    "optgroup", "picture", "ruby", "select", "table", "tbody", "tfoot", "thead", "tr", "ul",
    "video",
})  # fmt: skip
_PRINTED = re.compile(r"\S")
# What stands inside a word beside its letters: soft hyphen, joiners, apostrophes, hyphens.
_IN_A_WORD = frozenset("\u00ad\u200c\u200d\u2060'\u2019-\u2010\u2011")
# Scripts that are divided without a hyphen, from Thai to Korean.
_WITHOUT_HYPHENS = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_CLOSING = frozenset({"Pe", "Pf", "Po"})


def place_of(start: PageStart, markup: Markup) -> int:
    """Where in the markup a page's marker goes: directly before the page's first whole word.

    The markup must have the element. An offset beyond its text is the end of that text; an
    element without text has the marker before it.
    """
    element = markup.elements[start.element]
    number = element.before + max(0, start.offset)
    if element.before == element.after:
        return _allowed(element.start, element.parent)
    if number >= element.after:
        piece, index = _find(markup.words, element.after - 1)
        last = markup.words[piece]
        return _allowed(last.place(index + 1), last.parent)
    piece, index = _past_divided_word(markup.words, *_find(markup.words, number))
    words = markup.words[piece]
    place, parent = words.place(index), words.parent
    while parent and parent is not element and parent.name in INLINE and place == parent.inside:
        place, parent = parent.start, parent.parent
    return _allowed(place, parent)


def past_divided_word(text: str, index: int) -> int:
    """Where a marker goes instead of the middle of a word that a page divides.

    That is after the word, before the one that follows it: no marker stands within a word, says
    the DAISY Consortium, https://kb.daisy.org/publishing/docs/navigation/pagebreaks.html.
    """
    if not (0 < index < len(text) and _is_of_word(text[index - 1]) and _is_of_word(text[index])):
        return index
    while index < len(text) and _is_of_word(text[index]):
        index += 1
    while index < len(text) and unicodedata.category(text[index]) in _CLOSING:
        index += 1
    following = _PRINTED.search(text, index)
    return following.start() if following else index


def _is_of_word(character: str) -> bool:
    """Whether a character can stand inside a word that is divided with a hyphen."""
    if _WITHOUT_HYPHENS.match(character):
        return False
    if character.isalnum() or character in _IN_A_WORD:
        return True
    return unicodedata.category(character).startswith("M")


def _past_divided_word(pieces: Sequence[Words], piece: int, index: int) -> tuple[int, int]:
    """A piece of text and a place in it, or the ones past the word that they divide."""
    block = pieces[piece].block
    first = bisect_left(pieces, block, key=lambda words: words.block)
    last = bisect_right(pieces, block, key=lambda words: words.block)
    texts = [words.text for words in pieces[first:last]]
    before = sum(map(len, texts[: piece - first]))
    remaining = past_divided_word("".join(texts), before + index)
    if remaining == before + index:
        return piece, index
    for number, text in enumerate(texts, first):
        if remaining < len(text) or number == last - 1:
            return number, remaining
        remaining -= len(text)
    return piece, index


def _find(pieces: Sequence[Words], number: int) -> tuple[int, int]:
    """The piece of text with a character of that number, and where it is in the piece."""
    piece = bisect_right(pieces, number, key=lambda words: words.after)
    words = pieces[piece]
    printed = _PRINTED.finditer(words.text)
    return piece, next(islice(printed, number - words.before, None)).start()


def _allowed(place: int, parent: Element | None) -> int:
    """The place, or the nearest one before it where a <span> may stand and does no harm."""
    holder = parent
    while parent is not None:
        if parent.name in _WHOLE:
            place, holder = parent.start, parent.parent
        parent = parent.parent
    while holder is not None and holder.name in _STRICT:
        place, holder = holder.start, holder.parent
    return place
