"""A listing becomes markup with its syntax marked by class."""

from __future__ import annotations

from markupsafe import Markup, escape


def highlight(code: str, language: str) -> Markup:
    """The listing's characters, none added or lost, in spans where the language is known.

    The classes are Pygments' short names (https://pygments.org/docs/tokens/), which the layouts'
    stylesheets set in weight and slant, not in colour alone.
    """
    if not language:
        return escape(code)
    # Pygments takes a while to import, and most publications have no listings.
    from pygments.lexers import get_lexer_by_name
    from pygments.token import STANDARD_TYPES
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(code)
    tokens = list(lexer.get_tokens(code))
    if "".join(text for _, text in tokens) != code:
        return escape(code)
    span = Markup('<span class="{}">{}</span>')
    return Markup("").join(
        span.format(STANDARD_TYPES[kind], text)
        if STANDARD_TYPES.get(kind) and text.strip()
        else escape(text)
        for kind, text in tokens
    )
