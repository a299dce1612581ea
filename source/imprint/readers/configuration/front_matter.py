"""A manuscript becomes its YAML front matter and its body."""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """The YAML between ``---`` and ``---`` or ``...``, the body, and the body's first line.

    Lines count from 1. The block opens on the first line, or there is none; a text that begins
    with a thematic break has none either: what follows is blank, or no line closes it.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    is_open = _OPENING.fullmatch(lines[0]) and len(lines) > 1 and bool(lines[1].strip())
    if is_open:
        for at, line in enumerate(lines[1:], 1):
            if _CLOSING.fullmatch(line):
                return "\n".join([*lines[1:at], ""]), "\n".join(lines[at + 1 :]), at + 2
    return None, text, 1
