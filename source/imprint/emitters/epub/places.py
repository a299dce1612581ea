"""Where the text of a page begins becomes the place in the markup where its marker goes."""

from __future__ import annotations

import re
from bisect import bisect_right
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
_SURE = 24  # characters by which the text of a page's beginning is known


def place_of(start: PageStart, markup: Markup) -> int:
    """Where in the markup a page's marker goes: directly before the page's first word.

    Of a word that is divided between two pages, that is the rest of it: the marker stands just
    where the page begins.

    The markup must have the element. Where the text of the page is elsewhere in the element than
    on paper, as in contents with an entry more, it is looked for. An offset beyond the element's
    text is the end of that text; an element without text has the marker before it.
    """
    element = markup.elements[start.element]
    number = element.before + max(0, start.offset)
    number = _nearest(start.text, number, element, markup.words)
    if element.before == element.after:
        return _allowed(element.start, element.parent)
    if number >= element.after:
        piece, index = _find(markup.words, element.after - 1)
        last = markup.words[piece]
        return _allowed(last.place(index + 1), last.parent)
    piece, index = _find(markup.words, number)
    words = markup.words[piece]
    place, parent = words.place(index), words.parent
    while parent and parent is not element and parent.name in INLINE and place == parent.inside:
        place, parent = parent.start, parent.parent
    return _allowed(place, parent)


def _nearest(text: str, number: int, element: Element, pieces: Sequence[Words]) -> int:
    """The number of the character at which a text begins, if it is not the one that is given."""
    wanted = "".join(text.split())[:_SURE]
    if not wanted or _from(number, len(wanted), element, pieces).startswith(wanted):
        return number
    whole = _from(element.before, element.after - element.before, element, pieces)
    found = (element.before + match.start() for match in re.finditer(re.escape(wanted), whole))
    return min(found, key=lambda at: abs(at - number), default=number)


def _from(number: int, count: int, element: Element, pieces: Sequence[Words]) -> str:
    """So many characters of an element from the one of a number on, white space left out."""
    end = min(number + count, element.after)
    taken: list[str] = []
    for piece in islice(pieces, bisect_right(pieces, number, key=lambda w: w.after), None):
        if piece.before >= end:
            break
        printed = "".join(piece.text.split())
        taken.append(printed[max(number - piece.before, 0) : end - piece.before])
    return "".join(taken)


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
