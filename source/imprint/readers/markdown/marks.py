"""``{#id .class key=value}`` in Markdown becomes marks on the token that it belongs to.

The grammar is pandoc's (https://pandoc.org/MANUAL.html#extension-attributes), with ``{-}`` for
``{.unnumbered}``.
"""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

_NAME = r"[^\s!\"#$%&'()*+,./;<=>?@\[\\\]^`{|}~]+"
_VALUE = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s\"'=<>`{}]+"
_ITEM = rf"(?:[#.]{_NAME}|-|[A-Za-z][\w:-]*=(?:{_VALUE}))"
MARKS = rf"\{{[ \t\n]*(?:{_ITEM}[ \t\n]+)*{_ITEM}[ \t\n]*\}}"

_MARKS = re.compile(MARKS)
_ONE = re.compile(rf"([#.])({_NAME})|([A-Za-z][\w:-]*)=({_VALUE})|(-)")
_AT_END = re.compile(rf"(?:(?<=[ \t])|^)({MARKS})[ \t]*$")
_ESCAPE = re.compile(r"\\(.)")

# What inline marks may follow directly.
_MARKABLE = frozenset({"link_close", "span_close", "image", "code_inline"})


class Marks(Struct, frozen=True):
    """What an author wrote between braces, or on an HTML element."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        return next((value for name, value in reversed(self.pairs) if name == key), None)

    def without(self, *names: str) -> Marks:
        """These marks without some classes."""
        kept = tuple(name for name in self.classes if name not in names)
        return Marks(self.id, kept, self.pairs)

    def joined(self, later: Marks) -> Marks:
        """These marks with later ones, which win where only one can be."""
        return Marks(later.id or self.id, self.classes + later.classes, self.pairs + later.pairs)


NO_MARKS = Marks()


def read_marks(written: str) -> Marks:
    """Marks from their written form, braces included."""
    identifier, classes, pairs = "", [], []
    for sigil, name, key, value, dash in _ONE.findall(written[1:-1]):
        if sigil == "#":
            identifier = name
        elif sigil == ".":
            classes.append(name)
        elif dash:
            classes.append("unnumbered")
        elif key == "class":
            classes.extend(_unquoted(value).split())
        elif key == "id":
            identifier = _unquoted(value)
        else:
            pairs.append((key, _unquoted(value)))
    return Marks(identifier, tuple(classes), tuple(pairs))


def split_marks(text: str) -> tuple[str, Marks]:
    """A line's text and the marks that end it."""
    found = _AT_END.search(text) if text.endswith("}") else None
    if found is None:
        return text, NO_MARKS
    return text[: found.start()].rstrip(), read_marks(found[1])


def marks_of(token: Token) -> Marks:
    """The marks of a token."""
    marks = token.meta.get("marks", NO_MARKS)
    assert isinstance(marks, Marks)
    return marks


def marks_plugin(parser: MarkdownIt) -> None:
    """Teach a parser marks on blocks, headings, spans, links, images and code."""
    parser.block.ruler.before("fence", "marks_block", _marks_block)
    parser.core.ruler.after("block", "marks_heading", _marks_heading)
    parser.inline.ruler.after("link", "span", _span)
    parser.inline.ruler.push("marks_inline", _marks_inline)


def _unquoted(value: str) -> str:
    if value[0] in "\"'":
        value = _ESCAPE.sub(r"\1", value[1:-1])
    return html.unescape(value)


def _marks_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.src[begin : begin + 1] != "{" or state.is_code_block(start):
        return False
    found = _MARKS.fullmatch(state.src[begin : state.eMarks[start]].rstrip())
    if found is None:
        return False
    if not silent:
        token = state.push("marks", "", 0)
        token.map = [start, start + 1]
        token.meta["marks"] = read_marks(found[0])
        state.line = start + 1
    return True


def _marks_heading(state: StateCore) -> None:
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and inline.content.endswith("}"):
            inline.content, opening.meta["marks"] = split_marks(inline.content)


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    opening, limit = state.pos, state.posMax
    closing = state.md.helpers.parseLinkLabel(state, opening, False)
    if closing < 0 or state.src[closing + 1 : closing + 2] != "{":
        return False
    found = _MARKS.match(state.src, closing + 1, limit)
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = opening + 1, closing
        state.push("span_open", "span", 1).meta["marks"] = read_marks(found[0])
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), limit
    return True


def _marks_inline(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    last = state.tokens[-1]
    found = _MARKS.match(state.src, state.pos, state.posMax)
    if last.type not in _MARKABLE or found is None:
        return False
    marked = _opening(state.tokens)
    marked.meta["marks"] = marks_of(marked).joined(read_marks(found[0]))
    state.pos = found.end()
    return True


def _opening(tokens: list[Token]) -> Token:
    """The token that the last one closes, or the last one itself."""
    depth = 0
    for token in reversed(tokens):
        depth += token.nesting
        if depth >= 0:
            return token
    return tokens[-1]
