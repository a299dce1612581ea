"""A stylesheet becomes its rules, as far as the choice of fonts needs to see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from imprint.emitters.epub.evidence import Evidence

_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z) | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | \\. | [{};]""",
    re.DOTALL | re.VERBOSE,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
# What a selector's functions and attribute tests say about other elements is not looked at.
_ARGUMENTS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_NAME = re.compile(r"([.#:]*)(-?(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w-]|[^\x00-\x7f])*)")
# Conditional group rules hold rules; the others hold declarations or nothing of interest.
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope")


class Rule(Struct, frozen=True):
    """A rule: what stands before its braces, what stands in them, and where it is in the text."""

    prelude: str
    body: str
    start: int
    end: int


def rules_of(css: str, offset: int = 0) -> Iterator[Rule]:
    """The style rules and @font-face rules of a stylesheet, those inside @media too."""
    depth, begin, opened = 0, 0, 0
    for token in _TOKEN.finditer(css):
        match token.group():
            case "{":
                depth += 1
                if depth == 1:
                    opened = token.end()
            case "}" if depth:
                depth -= 1
                if depth == 0:
                    yield from _rule(css, begin, opened, token.end(), offset)
                    begin = token.end()
            case ";" if depth == 0:
                begin = token.end()
            case _:
                pass


def _rule(css: str, begin: int, opened: int, end: int, offset: int) -> Iterator[Rule]:
    prelude = _COMMENT.sub(" ", css[begin : opened - 1]).strip()
    body = css[opened : end - 1]
    if prelude.lower().startswith(_GROUPS):
        yield from rules_of(body, offset + opened)
    else:
        yield Rule(prelude, _COMMENT.sub(" ", body), offset + begin, offset + end)


def can_match(prelude: str, evidence: Evidence) -> bool:
    """Whether a rule's selectors may match an element; only what is certain is answered no.

    A selector that names an element or a class that no document has matches nothing.
    """
    return any(_may_match(selector, evidence) for selector in _selectors(prelude))


def _selectors(prelude: str) -> list[str]:
    plain = prelude
    while (shorter := _ARGUMENTS.sub("", plain)) != plain:
        plain = shorter
    return plain.split(",")


def _may_match(selector: str, evidence: Evidence) -> bool:
    if "\\" in selector or "|" in selector:  # an escape or a namespace: not looked into
        return True
    for sigil, name in _NAME.findall(selector):
        if sigil == "" and name.lower() not in evidence.elements and name not in evidence.elements:
            return False
        if sigil == "." and name not in evidence.classes:
            return False
    return True


def unescape(css: str) -> str:
    """CSS text with its escapes replaced by the characters that they stand for.

    https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point
    """
    return _ESCAPE.sub(_character, css)


def _character(escape: re.Match[str]) -> str:
    number, character = escape.groups()
    if number is None:
        return str(character)
    code = int(number, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
