"""A wording with blanks becomes a sentence: what is not known is left out with the words round it.

``First published[ in {original-language}][ as {original-title}]`` has two parts in brackets, each
of which stands only where its blanks can be filled. A blank outside brackets is needed by the
whole. Brackets without a blank in them stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from imprint.layouts.imprint_page.values import Part, Value

_TOKEN = re.compile(r"\{([^{}\[\]]*)\}|([\[\]{}])")
_DEEPEST = 8


class WrongWording(Exception):
    """A wording that cannot be read; the message says why."""


class Blank(Struct, frozen=True):
    """A place for a fact, by its name."""

    name: str


class Wording(Struct, frozen=True):
    """Texts, blanks, and wordings in brackets, in order."""

    pieces: tuple[str | Blank | Wording, ...] = ()

    @property
    def blanks(self) -> Iterator[str]:
        """The names of all blanks."""
        for piece in self.pieces:
            if isinstance(piece, Blank):
                yield piece.name
            elif isinstance(piece, Wording):
                yield from piece.blanks

    @property
    def text(self) -> str:
        """The wording as it was written, without blanks."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


@lru_cache(maxsize=4096)
def parse_wording(text: str) -> Wording:
    """A wording as it was written; raises WrongWording."""
    stack: list[list[str | Blank | Wording]] = [[]]
    at = 0
    for found in _TOKEN.finditer(text):
        stack[-1].append(text[at : found.start()])
        at = found.end()
        if found[2] == "[":
            if len(stack) > _DEEPEST:
                raise WrongWording("brackets stand in each other too deep")
            stack.append([])
        elif found[2] == "]":
            if len(stack) == 1:
                raise WrongWording("a bracket ] is closed that was not opened")
            inner = _joined(stack.pop())
            if not any(True for _ in inner.blanks):
                inner = Wording((f"[{inner.text}]",))
                stack[-1].extend(inner.pieces)
            else:
                stack[-1].append(inner)
        elif found[2]:
            raise WrongWording(f"a brace {found[2]} stands alone")
        else:
            stack[-1].append(Blank(found[1].strip()))
    if len(stack) > 1:
        raise WrongWording("a bracket [ is not closed")
    stack[-1].append(text[at:])
    return _joined(stack[0])


def _joined(pieces: list[str | Blank | Wording]) -> Wording:
    """The pieces with texts that follow each other made one."""
    joined: list[str | Blank | Wording] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return Wording(tuple(joined))


def filled(wording: Wording, facts: Mapping[str, Value]) -> Value | None:
    """The sentence, or None where a fact that it needs is not known."""
    parts = _filled(wording, facts)
    if not parts:
        return None
    merged: list[Part] = []
    for part in parts:
        plain = not (part.href or part.language or part.cited)
        last = merged[-1] if merged else None
        if last and plain and not (last.href or last.language or last.cited):
            merged[-1] = Part(last.text + part.text)
        else:
            merged.append(part)
    text = "".join(part.text for part in merged)
    if not text.strip():
        return None
    return Value(text, parts=tuple(merged))


def _filled(wording: Wording, facts: Mapping[str, Value]) -> list[Part] | None:
    parts: list[Part] = []
    for piece in wording.pieces:
        if isinstance(piece, str):
            parts.append(Part(piece))
        elif isinstance(piece, Blank):
            value = facts.get(piece.name)
            if value is None or not value.text:
                return None
            if value.parts:
                parts.extend(value.parts)
            else:
                parts.append(Part(value.text, value.href, value.language, value.cited))
        else:
            parts.extend(_filled(piece, facts) or ())
    return parts
