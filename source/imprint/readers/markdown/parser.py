"""Markdown text becomes markdown-it's tokens, each with the line that it stands on.

CommonMark (https://spec.commonmark.org/0.31.2/) with tables, strikethrough, notes, definition
lists, marks and fenced divisions.
"""

from __future__ import annotations

import functools
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from imprint.readers.markdown.depth import DEEPEST, TooDeep
from imprint.readers.markdown.fences import fences_plugin
from imprint.readers.markdown.marks import marks_plugin
from imprint.readers.markdown.plain import is_plain, plain_plugin


class _PlacedState(StateInline):
    """The state of inline parsing; each token's ``map`` is its line, counted from its block's."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self._seen = 0
        self._line = 0
        self._has_lines = "\n" in src

    def line_now(self) -> int:
        """The line of the current position."""
        if self._has_lines and self.pos != self._seen:
            if self.pos > self._seen:
                self._line += self.src.count("\n", self._seen, self.pos)
            else:
                self._line -= self.src.count("\n", self.pos, self._seen)
            self._seen = self.pos
        return self._line

    def pushPending(self) -> Token:  # noqa: N802
        token = super().pushPending()
        line = self.line_now()
        token.map = [line, line]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        line = self.line_now()
        token.map = [line, line]
        return token


class _PlacedParser(ParserInline):
    """An inline parser that keeps lines and says when nesting is too deep to go on."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if is_plain(src):
            if src:
                tokens.append(Token("text", "", 0, map=[0, 0], content=src))
            return tokens
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        _refuse_depth(state)
        super().skipToken(state)

    def tokenize(self, state: StateInline) -> None:
        _refuse_depth(state)
        super().tokenize(state)


def _refuse_depth(state: StateInline) -> None:
    if state.level >= DEEPEST:
        raise TooDeep(state.src.count("\n", 0, state.pos))


def parse(text: str) -> tuple[list[Token], EnvType]:
    """The block tokens of a text, and what was gathered beside them (the notes).

    Raises TooDeep.
    """
    env: EnvType = {}
    tokens = _parser().parse(text, env)
    for token in tokens:
        if token.level >= DEEPEST - 1:
            # markdown-it leaves out what is deeper still.
            raise TooDeep(token.map[0] if token.map else 0)
    return tokens, env


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    inline = _PlacedParser()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = inline
    parser.enable(["table", "strikethrough"]).disable("text_join")
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    parser.use(deflist_plugin).use(marks_plugin).use(fences_plugin).use(plain_plugin)
    # Addresses that are not allowed become findings, not text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    _place_inline_blocks(parser)
    return parser


def _place_inline_blocks(parser: MarkdownIt) -> None:
    """Say which block's line a TooDeep means: inline parsing knows only its own lines."""

    def inline(state: object) -> None:
        from markdown_it.rules_core import StateCore

        assert isinstance(state, StateCore)
        for token in state.tokens:
            if token.type == "inline":
                token.children = []
                try:
                    parser.inline.parse(token.content, state.md, state.env, token.children)
                except TooDeep as error:
                    raise TooDeep((token.map or [0])[0] + error.line) from None

    parser.core.ruler.at("inline", inline)
