"""A line of a listing whose first word is too long keeps its indent: the word is broken after it.

The engine takes the end of the indent for the first place to break a line at, so that an empty line
came before the word. A word joiner after the indent says that it is none (UAX 14, rule LB11).
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

_JOINER = "\u2060"

_plain = inline.split_first_line


def _split(
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """Fit as much of a text as goes on a line; an indent stays with the word after it."""
    options = style, context, max_width, justification_spacing, is_line_start, minimum
    split = _plain(text, *options)
    if text[:1] != " " or not is_line_start or minimum or split[2] is None:
        return split
    word = text.lstrip(" ")
    indent = len(text) - len(word)
    if style["white_space"] != "pre-wrap" or split[1] > indent or word[:1] in ("", "\n"):
        return split
    layout, length, resume_index, *measures = _plain(f"{text[:indent]}{_JOINER}{word}", *options)
    if length <= indent + len(_JOINER.encode()):
        return split
    shift = len(_JOINER.encode())
    return layout, length - shift, resume_index and resume_index - shift, *measures


STEPS = ((inline, "split_first_line", _split),)
