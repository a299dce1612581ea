"""Lines that can be nothing but a paragraph, and text with no marks in it, skip all other rules.

Most of a book is such lines: each would be held against fifteen rules for blocks, and its text
against twelve for what stands in a line.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph

# No rule for blocks begins at one of these, or turns the line before it into something else.
_BEGINNING = re.compile(r"[^\W\d_]|[\"'“‘„«(¿¡]")
# What rules for inlines begin with.
_MARK = re.compile(r"[\n\\`~*_\[!<&^{]")


def is_plain(text: str) -> bool:
    """Whether a text has no character that means anything in Markdown."""
    return _MARK.search(text) is None


def plain_plugin(parser: MarkdownIt) -> None:
    """Teach a parser to see at once what can only be a paragraph."""
    parser.block.ruler.before("table", "plain", _plain)


def _plain(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph whose lines all begin as text does, and no definition after it."""
    line = start
    while line < end and not state.isEmpty(line):
        if not _begins_as_text(state, line):
            return False
        line += 1
    after = line + 1
    if after < end and not state.isEmpty(after) and not _begins_as_text(state, after):
        return False  # after a term may come an empty line, and then its definition
    return paragraph(state, start, end, silent)


def _begins_as_text(state: StateBlock, line: int) -> bool:
    """Whether a line that is no listing begins with a letter or what may stand before one."""
    indent = state.sCount[line] - state.blkIndent
    begin = state.bMarks[line] + state.tShift[line]
    return 0 <= indent < 4 and _BEGINNING.match(state.src, begin) is not None
