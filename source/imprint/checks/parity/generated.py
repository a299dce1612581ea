"""Stylesheets and markup become what a layout adds to a page by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

# What a list's items and the author's quotations are marked with where a stylesheet says nothing.
_USUAL = ("•", "◦", "▪", "▸", "–")
_QUOTES = ("“", "”", "‘", "’", "«", "»", "„", "‚", "‹", "›", '"', "'", "「", "」", "『", "』")
_NOTHING = re.compile(r"(?!)")
_COUNTER = r"(?:[0-9]+(?:\.[0-9]+)*|[ivxlcdm]+|[IVXLCDM]+|[a-zA-Z])[.)]?"
_COUNTED = rf"{_COUNTER}(?!\w)"


class Generated:
    """What may stand on a page and is not in the markup.

    ``drawn`` matches a text that a stylesheet draws, ``counted`` a number that it counts,
    ``counter`` one that a text may follow at once, and ``quoted`` a quotation mark;
    ``strings`` are all the texts in the stylesheets, for running heads. ``numbers_notes`` says
    that notes have the numbers that the markup gives them; ``transforms`` that letters may be
    drawn as capitals or small ones.
    """

    def __init__(self, stylesheets: Iterable[str], markups: Iterable[str]) -> None:
        styles = list(stylesheets)
        literals, names, leaders = set(_USUAL), set[str](), set[str]()
        self.strings: set[str] = set()
        self.counts = self.transforms = False
        markups = list(markups)
        # The quotation marks of a q are its own (HTML, 15.3.4).
        self.quotes = any("<q" in markup for markup in markups)
        for css in styles:
            for name, tokens, of_page in _declarations(_parsed(css)):
                if of_page or name == "string-set":
                    self.strings |= {token.value for token in tokens if token.type == "string"}
                elif name == "content":
                    self._gather(tokens, literals, names, leaders)
                elif name == "text-transform":
                    self.transforms = True
        self.numbers_notes = "data-number" in names
        values = set()
        attributes = sorted(names - {"data-number"})
        if attributes:
            wanted = re.compile(rf'\s(?:{"|".join(map(re.escape, attributes))})="([^"]*)"')
            for markup in markups:
                values |= set(wanted.findall(markup))
        self.strings |= literals | {_unescaped(value) for value in values}
        pieces = [
            _loosely(text)
            for text in sorted(literals | values, key=len, reverse=True)
            if text.strip()
        ]
        pieces += [
            rf"(?:\s*{re.escape(text.strip())})+" for text in sorted(leaders) if text.strip()
        ]
        self.drawn = re.compile(rf"\s*(?:{'|'.join(pieces)})")
        self.counted = re.compile(rf"\s*{_COUNTED}") if self.counts else _NOTHING
        self.counter = re.compile(rf"\s*{_COUNTER}") if self.counts else _NOTHING
        self.quoted = re.compile(rf"[{''.join(_QUOTES)}]") if self.quotes else _NOTHING

    def _gather(
        self, tokens: Iterable[Any], literals: set[str], names: set[str], leaders: set[str]
    ) -> None:
        for token in tokens:
            kind = getattr(token, "type", "")
            if kind == "string":
                literals.add(token.value)
            elif kind == "ident":
                self.quotes = self.quotes or token.value.endswith("-quote")
            elif kind == "function":
                name = token.lower_name
                if name == "attr":
                    names |= {t.value for t in token.arguments if t.type == "ident"}
                elif name == "leader":
                    leaders |= {t.value for t in token.arguments if t.type == "string"}
                    leaders |= {"." for t in token.arguments if t.type == "ident"}
                elif name in ("counter", "counters"):
                    self.counts = True


def _parsed(css: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _declarations(
    rules: Iterable[Any], *, of_page: bool = False
) -> Iterator[tuple[str, list[Any], bool]]:
    """The declarations in rules and in the rules inside them, and whether they are of pages."""
    for rule in rules:
        content = getattr(rule, "content", None)
        if content is None:
            continue
        inside = of_page or getattr(rule, "lower_at_keyword", "") == "page"
        parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        for each in parts:
            if each.type == "declaration":
                yield each.lower_name, each.value, inside
            elif each.type in ("qualified-rule", "at-rule"):
                yield from _declarations([each], of_page=inside)


def _loosely(text: str) -> str:
    """A pattern of a text, whose white space may be any or none."""
    return r"\s*".join(re.escape(word) for word in text.split())


def _unescaped(text: str) -> str:
    for entity, character in (("&#34;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(entity, character)
    return text.replace("&amp;", "&")
