"""``::: name`` … ``:::`` becomes tokens of a division, pandoc's fenced divs.

https://pandoc.org/MANUAL.html#extension-fenced_divs. A closing fence closes the innermost division
whose fence is as long; where none is as long, the innermost of all. A pair of fences with no name
is a plain division, and a fence that closes nothing is text. Verse is kept line by line.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from msgspec import Struct

from imprint.readers.markdown.depth import DEEPEST, TooDeep
from imprint.readers.markdown.marks import MARKS, NO_MARKS, Marks, read_marks

_OPENING = re.compile(
    rf"(?P<fence>:{{3,}})[ \t]*(?:(?P<name>[A-Za-z][\w-]*)(?:[ \t]+(?P<title>[^{{:\s].*?))?)?"
    rf"[ \t]*(?P<marks>{MARKS})?[ \t]*:*[ \t]*"
)
_CLOSING = re.compile(r":{3,}[ \t]*")
_CODE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")


class Opening(Struct, frozen=True):
    """What the opening line of a fenced division says."""

    fence: int
    name: str
    title: str
    marks: Marks

    @property
    def is_bare(self) -> bool:
        return not self.name and self.marks is NO_MARKS


def fences_plugin(parser: MarkdownIt) -> None:
    """Teach a parser fenced divisions."""
    parser.block.ruler.before(
        "fence", "division", _division, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def read_opening(line: str) -> Opening | None:
    """What an opening line says, or None where it is not one."""
    found = _OPENING.fullmatch(line)
    if found is None or not (found["name"] or found["marks"]):
        return None
    marks = read_marks(found["marks"]) if found["marks"] else NO_MARKS
    return Opening(len(found["fence"]), found["name"] or "", found["title"] or "", marks)


def _bare_opening(line: str) -> Opening | None:
    """A fence with no name: it opens a plain division if another one closes it."""
    return Opening(len(line.rstrip()), "", "", NO_MARKS) if _CLOSING.fullmatch(line) else None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]):
        return False
    line = _line(state, start)
    opening = None if state.is_code_block(start) else read_opening(line) or _bare_opening(line)
    if opening is None:
        return False
    last, closed = _find_closing(state, opening, start, end)
    if not closed and opening.is_bare:
        return False
    if not silent:
        _push_division(state, opening, start, last, closed=closed)
    return True


def _push_division(
    state: StateBlock, opening: Opening, start: int, last: int, *, closed: bool
) -> None:
    parent_type, last_line = state.parentType, state.lineMax
    state.parentType, state.lineMax = "division", last
    token = state.push("division_open", "div", 1)
    token.map = [start, last]
    token.meta = {"marks": opening.marks, "name": opening.name, "closed": closed}
    _push_title(state, opening.title, start)
    if opening.name == "verse" or "verse" in opening.marks.classes:
        _push_verse(state, start, last)
    else:
        state.md.block.tokenize(state, start + 1, last)
    state.push("division_close", "div", -1)
    state.parentType, state.lineMax = parent_type, last_line
    state.line = last + 1 if closed else last


def _find_closing(state: StateBlock, opening: Opening, start: int, end: int) -> tuple[int, bool]:
    """The line that closes a division, or the one after its last, and whether one does."""
    open_fences, code = [opening.fence], ""
    for line in range(start + 1, end):
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return line, False
        if code:
            if text.startswith(code) and not text.strip(code[0] + " \t"):
                code = ""
        elif found := _CODE.fullmatch(text):
            code = found[1] or found[2]
        elif text.startswith(":::"):
            _count(open_fences, text, line)
            if not open_fences:
                # An inner division that the outer one's fence closes is the one to be mended.
                return line, True
    return end, False


def _count(open_fences: list[int], text: str, line: int) -> None:
    """Let a line open or close divisions; ``open_fences`` are the lengths of the open ones."""
    if inner := read_opening(text):
        open_fences.append(inner.fence)
        if len(open_fences) > DEEPEST:
            raise TooDeep(line)
    elif _CLOSING.fullmatch(text):
        length = len(text.rstrip())
        while length in open_fences[:-1] and open_fences[-1] != length:
            open_fences.pop()
        open_fences.pop()


def _push_title(state: StateBlock, title: str, line: int) -> None:
    if not title:
        return
    state.push("title_open", "", 1)
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = title, [line, line + 1], []
    state.push("title_close", "", -1)


def _push_verse(state: StateBlock, start: int, last: int) -> None:
    """One inline token a stanza; its ``indents`` are the spaces before each line."""
    margin = state.sCount[start]
    first = start + 1
    while first < last:
        if state.isEmpty(first):
            first += 1
            continue
        after = first
        while after < last and not state.isEmpty(after):
            after += 1
        lines = [_line(state, line).rstrip() for line in range(first, after)]
        state.push("stanza_open", "", 1).map = [first, after]
        token = state.push("inline", "", 0)
        token.content = "\n".join(lines).removesuffix("\\")
        token.map, token.children = [first, after], []
        token.meta["indents"] = [
            max(0, state.sCount[line] - margin) for line in range(first, after)
        ]
        state.push("stanza_close", "", -1)
        first = after
