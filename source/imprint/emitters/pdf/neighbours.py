"""What a section owes to those around it: how a stylesheet counts and compares sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

import cssselect2
import tinycss2
from cssselect2 import parser
from cssselect2.compiler import CompiledSelector
from weasyprint.formatting_structure.build import update_counters
from weasyprint.layout.block import _add_break_values

from imprint.emitters.pdf.fragments import SectionShell

# Selectors that look at more than an element and what it is in.
_LOOKING_ASIDE = ("+", "~", ":nth-", ":first-", ":last-", ":only-", ":has(")
_OWN_COUNTERS = ("page", "pages", "footnote", "list-item")
SIDES = {"left": "left", "verso": "left", "right": "right", "recto": "right"}
Test = Callable[[Any], bool]


def document_of(language: str, shells: Sequence[SectionShell]) -> ElementTree.Element:
    """A document of sections without what is in them."""
    root = ElementTree.Element("html", {"lang": language})
    body = ElementTree.SubElement(root, "body")
    for shell in shells:
        ElementTree.SubElement(body, shell.tag, dict(shell.attributes))
    return root


def stand_alone(
    language: str, stylesheets: Sequence[str], shells: Sequence[SectionShell]
) -> list[bool]:
    """Whether each section looks the same where only the class of the one before it is known."""
    tests = [test for css in stylesheets for test in _tests(css)]
    if not tests:
        return [True] * len(shells)
    together = _wrapped(language, shells)
    alike = []
    for at, shell in enumerate(shells):
        here = (*(s.classed for s in shells[max(at - 1, 0) : at]), shell)
        alone = _wrapped(language, here)
        pairs = list(zip(together[:2], alone[:2], strict=True))
        pairs.append((together[2 + at], alone[-1]))
        alike.append(all(test(one) == test(other) for test in tests for one, other in pairs))
    return alike


def _wrapped(language: str, shells: Sequence[SectionShell]) -> list[Any]:
    root = document_of(language, shells)
    wrapper = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    return list(wrapper.iter_subtree())


def _tests(css: str) -> Iterator[Test]:
    """The selectors of a stylesheet that look aside, and the parts of them that lead there."""
    if not any(sign in css for sign in _LOOKING_ASIDE):
        return
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    seen: set[str] = set()
    for prelude in _preludes(rules):
        text = tinycss2.serialize(prelude)
        if text in seen or not any(sign in text for sign in _LOOKING_ASIDE):
            continue
        seen.add(text)
        try:
            selectors = list(parser.parse(prelude))
        except parser.SelectorError:
            continue  # the engine says so, and passes it over too
        for selector in selectors:
            tree = selector.parsed_tree
            while True:
                yield CompiledSelector(parser.Selector(tree, None)).test
                if not isinstance(tree, parser.CombinedSelector):
                    break
                tree = tree.left


def _preludes(rules: Sequence[Any]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule.prelude
        elif rule.type == "at-rule" and rule.content is not None and rule.at_keyword != "page":
            yield from _preludes(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            )


def counters_before(root: ElementTree.Element, styles: Any) -> list[dict[str, int]]:
    """The counters that go on from section to section, as they stand before each of them."""
    body = root[0]
    values: dict[str, list[int]] = {}
    state: tuple[Any, ...] = ([0], values, [set[str]()], [])
    for element in (root, body):
        update_counters(state, styles(element))
        state[2].append(set())
    found = []
    for shell in body:
        found.append(
            {name: kept[-1] for name, kept in values.items() if kept and name not in _OWN_COUNTERS}
        )
        if styles(shell)["display"] != ("none",):
            update_counters(state, styles(shell))
    return found


def counted_inside(
    root: ElementTree.Element, styles: Any, counters: Sequence[str]
) -> Iterator[str]:
    """Those of ``counters`` that something inside a section counts on, for all that follow it."""
    reset: set[str] = set()
    counted: set[str] = set()
    for section in root[-1]:
        for element in section.iter():
            for part in (None, "before", "after"):
                style = styles(element, part)
                if style is None:
                    continue
                reset.update(name for name, _ in style["counter_reset"])
                if element is not section:
                    changes = [style["counter_set"], style["counter_increment"]]
                    counted.update(n for change in changes if change != "auto" for n, _ in change)
    yield from sorted((counted & set(counters)) - reset)


class Edges:
    """The sides of the leaf that the two ends of a fragment ask for: ``left``, ``right`` or none.

    What begins or ends with a section speaks for it, as CSS Fragmentation 3, section 3.1 has it.
    """

    def __init__(self, root: Any) -> None:
        body = root.children[0] if root.children else root
        inside = [child for child in body.children if child.is_in_normal_flow()]
        self._first = list(_chain(inside[0], 0)) if inside else []
        self._last = list(_chain(inside[-1], -1)) if inside else []
        self.opening = self._asked(inside[:1], "before")
        self.closing = self._asked(inside[-1:], "after")

    def _asked(self, boxes: list[Any], end: str) -> str:
        values = _add_break_values(boxes[0], end) if boxes else []
        return next((SIDES[value] for value in reversed(values) if value in SIDES), "")

    def inner_sides(self, root: ElementTree.Element, styles: Any) -> bool:
        """Whether anything between the ends asks for a side."""
        return any(
            (styles(element)["break_before"] in SIDES and element not in self._first)
            or (styles(element)["break_after"] in SIDES and element not in self._last)
            for element in root[-1].iter()
        )


def _chain(box: Any, at: int) -> Iterator[ElementTree.Element]:
    """The elements of a box, of its first or last child, and so on."""
    while box is not None:
        if box.element is not None:
            yield box.element
        children = getattr(box, "children", ())
        box = children[at] if children else None
