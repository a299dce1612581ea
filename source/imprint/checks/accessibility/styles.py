"""Stylesheets become the colours, sizes and places that the elements of a document have.

Only declarations that matter here are looked at: https://www.w3.org/TR/css-cascade-4/#cascading
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cssselect2
import tinycss2
from lxml import etree
from tinycss2.color3 import RGBA
from tinycss2.color4 import parse_color

_PROPERTIES = {
    "color", "background-color", "background", "background-image", "font-size", "font-weight",
    "font", "line-height", "display", "visibility", "opacity", "content-visibility", "text-indent",
    "margin-left", "margin-top", "clip", "clip-path", "transform", "position", "left", "right",
    "top", "bottom", "overflow", "height", "width", "max-height", "max-width", "block-size",
    "inline-size",
}  # fmt: skip
_LENGTH = re.compile(r"(?<![\w.])(?:(?:\d*\.)?\d+(?:[a-z]+|%)|0(?=[/ ]))", re.IGNORECASE)
_GROUPING = {"media", "supports", "layer"}
_DARK = re.compile(r"prefers-color-scheme\s*:\s*dark", re.IGNORECASE)
_LIGHT = re.compile(r"prefers-color-scheme\s*:\s*light", re.IGNORECASE)
_PAPER = re.compile(r"^\s*(?:only\s+)?(?:print|speech|amzn-mobi)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration that may apply, with what decides whether it does."""

    name: str
    value: str
    important: bool
    scheme: str = ""  # "dark" or "light" where it is for one alone


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector list and what it declares."""

    selector: str
    declarations: tuple[Declaration, ...]


@lru_cache(maxsize=64)
def rules_of(css: str) -> tuple[Rule, ...]:
    """The rules of a stylesheet that declare a colour, a size, a place, or that it is shown."""
    parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(parsed, ""))


def _rules(nodes: Sequence[object], scheme: str) -> Iterator[Rule]:
    for node in nodes:
        kind = getattr(node, "type", "")
        if kind == "qualified-rule":
            declared = tuple(_declared(node.content, scheme))  # type: ignore[attr-defined]
            if declared:
                yield Rule(tinycss2.serialize(node.prelude), declared)  # type: ignore[attr-defined]
        elif kind == "at-rule" and node.lower_at_keyword in _GROUPING and node.content:  # type: ignore[attr-defined]
            query = tinycss2.serialize(node.prelude)  # type: ignore[attr-defined]
            if _PAPER.match(query):
                continue
            inner = "dark" if _DARK.search(query) else "light" if _LIGHT.search(query) else scheme
            content = tinycss2.parse_rule_list(
                node.content,  # type: ignore[attr-defined]
                skip_comments=True,
                skip_whitespace=True,
            )
            yield from _rules(content, inner)


def declared_in(style: str) -> tuple[Declaration, ...]:
    """What a style attribute declares."""
    return tuple(_declared(style, ""))


def _declared(content: object, scheme: str) -> Iterator[Declaration]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and node.lower_name in _PROPERTIES:
            value = tinycss2.serialize(node.value).strip()
            yield Declaration(node.lower_name, value, node.important, scheme)


class Cascade:
    """The declarations that hold for each element of a document."""

    def __init__(self, root: etree._Element, sheets: Sequence[str]) -> None:
        self._matcher = cssselect2.Matcher()
        self._has_rules = False
        for sheet in sheets:
            for rule in rules_of(sheet):
                try:
                    selectors = cssselect2.compile_selector_list(rule.selector)
                except cssselect2.SelectorError:
                    continue
                for selector in selectors:
                    if selector.pseudo_element is None and not selector.never_matches:
                        self._matcher.add_selector(selector, rule.declarations)
                        self._has_rules = True
        self._root = root

    @property
    def empty(self) -> bool:
        """Whether nothing is declared for any element."""
        return not self._has_rules and self._root.find(".//*[@style]") is None

    def walk(self, scheme: str) -> Iterator[tuple[etree._Element, dict[str, str]]]:
        """Each element, parents first, with what is declared for it in a scheme of colours."""
        wrapped = cssselect2.ElementWrapper.from_html_root(self._root)
        for wrapper in wrapped.iter_subtree():
            node = wrapper.etree_element
            found: dict[str, tuple[tuple[object, ...], str]] = {}
            matches = self._matcher.match(wrapper) if self._has_rules else ()
            layers = [(tuple(m[0]), m[1], m[3]) for m in matches]
            style = node.get("style", "")
            if style:
                layers.append(((9, 9, 9), 0, declared_in(style)))
            for specificity, order, declarations in layers:
                for number, each in enumerate(declarations):
                    if each.scheme not in ("", scheme):
                        continue
                    weight = (each.important, specificity, order, number)
                    if each.name not in found or found[each.name][0] <= weight:
                        found[each.name] = (weight, each.value)
                        size = _LENGTH.search(each.value)
                        if each.name == "background":
                            found["background-color"] = (weight, each.value)
                        elif each.name == "font" and size:
                            found["font-size"] = (weight, size[0])
            yield node, {name: value for name, (_, value) in found.items()}


def colour_of(value: str, current: RGBA | None) -> RGBA | None:
    """A colour that can be told from its value alone; None where it cannot."""
    if value.lower() == "currentcolor":
        return current
    found = parse_color(value)
    try:
        red, green, blue = found.to("srgb").coordinates
    except (AttributeError, NotImplementedError, TypeError, ValueError):
        return None
    return RGBA(red or 0.0, green or 0.0, blue or 0.0, found.alpha)


def over(colour: RGBA, ground: RGBA) -> RGBA:
    """A colour that lets its ground shine through, as it looks on it."""
    alpha = colour.alpha
    red, green, blue = (
        mine * alpha + below * (1 - alpha)
        for mine, below in zip(tuple(colour)[:3], tuple(ground)[:3], strict=True)
    )
    return RGBA(red, green, blue, 1.0)


def contrast(one: RGBA, other: RGBA) -> float:
    """The contrast ratio, from 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: RGBA) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear: list[float] = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (min(1.0, max(0.0, value)) for value in tuple(colour)[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
