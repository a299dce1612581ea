"""Text that a stylesheet or an attribute hides: from those who look, or from those who listen.

https://www.w3.org/TR/WCAG22/#info-and-relationships, https://www.w3.org/TR/wai-aria-1.2/#aria-hidden
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from imprint.checks.accessibility.contrast import Look, look_of
from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.accessibility.styles import Cascade, contrast, over
from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import (
    EPUB_TYPE,
    MATHML,
    SVG,
    XHTML,
    OpenedEpub,
    Page,
    open_whole,
    words_of,
)
from imprint.diagnostics import Finding, Place

_LEAST = 2.0  # pixels, below which letters are specks
_FAR = 900.0  # pixels outside of what is shown
_FAINT = 0.1  # of opacity
_ALIKE = 1.2  # a contrast at which nobody sees the letters
_EM = 16.0
_LENGTH = re.compile(r"([-+]?(?:\d*\.)?\d+)(px|pt|em|rem|ex|%|in|cm|mm|vw|vh|ch|q|pc)?", re.I)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": _EM, "rem": _EM, "ex": 8.0, "in": 96.0, "cm": 37.8,
           "mm": 3.78, "%": 10.0, "vw": 10.0, "vh": 10.0, "ch": 8.0, "q": 0.945, "pc": 16.0,
           "": 1.0}  # fmt: skip
_UNSEEN = {f"{XHTML}{name}" for name in ("head", "script", "style", "title", "template", "rp")}
_NO_TEXT = {"pagebreak", "page-list", "landmarks"}


@dataclass(frozen=True, slots=True)
class _State:
    """How an element is shown. ``how`` is what hides all of it, ``veil`` what its text takes on."""

    look: Look
    how: str = ""
    veil: str = ""


def check_hidden(epub: OpenedEpub, report: Report) -> None:
    """Of a file alone: what is hidden may be meant, as words for those who listen are."""
    if not report.origins:
        _check(epub, report, "A11-092", "")


def check_seen(content: bytes, *, name: str, origins: Mapping[str, Place]) -> tuple[Finding, ...]:
    """Of a publication's e-book: every text of the manuscript is there to be seen and heard.

    ``origins`` maps the ids of its elements to their places. Of a file that cannot be opened
    nothing is said.
    """
    try:
        epub = open_whole(content, name)
    except Unreadable:
        return ()
    report = Report(epub, origins)
    _check(epub, report, "WHL-017", f"{name}, ")
    return report.settled()


def _check(epub: OpenedEpub, report: Report, code: str, named: str) -> None:
    for page in epub.pages:
        for node, how in hidden_in(epub, page):
            what = f"{named}{page.path}: {quoted(words_of(node))} {how}"
            mend = "take away what hides it, and leave out what nobody is meant to read"
            report.on(page, node, code, what, mend=mend, kind=f"{page.path} {how}")


def hidden_in(epub: OpenedEpub, page: Page) -> Iterator[tuple[etree._Element, str]]:
    """The outermost elements of a document whose text is hidden, and how it is."""
    cascade = Cascade(page.root, list(epub.stylesheets(page)))
    states: dict[etree._Element, _State] = {}
    told: set[etree._Element] = set()
    for node, declared in cascade.walk("light"):
        parent = node.getparent()
        above = states.get(parent, _State(Look())) if parent is not None else _State(Look())
        state = states[node] = _state(node, declared, above)
        how = state.how or state.veil
        if how and parent in told:
            told.add(node)
        elif how and _is_read(node) and (state.how or _has_letters(node)):
            told.add(node)
            yield node, how


def _state(node: etree._Element, declared: Mapping[str, str], above: _State) -> _State:
    look = look_of(node, dict(declared), above.look)
    if node.tag in _UNSEEN or str(node.tag).startswith((SVG, MATHML)):
        return _State(look)
    how = above.how or _how(node, declared)
    shown = declared.get("visibility", "").lower()
    veil = above.veil if above.veil.startswith(_INVISIBLE) else ""
    if shown in ("hidden", "collapse"):
        veil = f"{_INVISIBLE} (visibility: {shown})"
    elif shown == "visible":
        veil = ""
    if not veil and look.size < _LEAST:
        veil = "is too small to be seen (font-size)"
    if not veil and _is_drowned(look):
        veil = "has the colour of its ground"
    return _State(look, how, veil)


def _is_drowned(look: Look) -> bool:
    if not (look.chosen and look.colour and look.ground):
        return False
    return contrast(over(look.colour, look.ground), look.ground) < _ALIKE


_INVISIBLE = "is made invisible"


def _how(node: etree._Element, declared: Mapping[str, str]) -> str:
    """What hides an element with all that is in it; empty where nothing does."""
    if node.get("aria-hidden", "").strip().lower() == "true":
        return "is hidden from those who listen (aria-hidden)"
    if node.get("inert") is not None or node.get("hidden") is not None:
        name = "inert" if node.get("hidden") is None else "hidden"
        return f"is not shown (the attribute {name})"
    for name, rule in _RULES.items():
        value = declared.get(name, "").lower()
        if value and rule(value):
            return f"is not seen ({name}: {value})"
    if declared.get("position", "").lower() in ("absolute", "fixed"):
        for side in ("left", "right", "top", "bottom"):
            value = declared.get(side, "")
            if _pixels(value) <= -_FAR:
                return f"is put outside of the page ({side}: {value})"
    if declared.get("overflow", "").lower() in ("hidden", "clip"):
        for side in ("height", "width", "max-height", "max-width", "block-size", "inline-size"):
            value = declared.get(side, "")
            if value and _LENGTH.fullmatch(value) and _pixels(value) <= _LEAST:
                return f"is cut away ({side}: {value}; overflow: {declared['overflow']})"
    return ""


def _pixels(value: str) -> float:
    found = _LENGTH.match(value.strip())
    return float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0.0


def _is_nothing(value: str) -> bool:
    found = _LENGTH.fullmatch(value)
    number = float(found[1]) / (100 if value.endswith("%") else 1) if found else 1.0
    return number < _FAINT


def _is_cut(value: str) -> bool:
    """``clip`` and ``clip-path`` that leave next to nothing."""
    lengths = [_pixels(f"{number}{unit}") for number, unit in _LENGTH.findall(value)]
    if value.startswith("rect("):
        return bool(lengths) and all(abs(length) <= _LEAST for length in lengths)
    if value.startswith("inset("):
        return any(float(n) >= 50 for n, unit in _LENGTH.findall(value) if unit == "%")
    is_round = value.startswith(("circle(", "ellipse("))
    return is_round and bool(lengths) and lengths[0] <= _LEAST


def _is_moved(value: str) -> bool:
    if re.search(r"\bscale[xy3d]*\(\s*0*\.?0*\s*[,)]", value):
        return True
    moved = re.findall(r"translate[xy3d]*\(([^)]*)\)", value)
    return any(abs(_pixels(part)) >= _FAR for each in moved for part in each.split(","))


_RULES: Mapping[str, Callable[[str], bool]] = {
    "display": lambda value: value == "none",
    "content-visibility": lambda value: value == "hidden",
    "opacity": _is_nothing,
    "text-indent": lambda value: abs(_pixels(value)) >= _FAR,
    "margin-left": lambda value: _pixels(value) <= -_FAR,
    "margin-top": lambda value: _pixels(value) <= -_FAR,
    "clip": _is_cut,
    "clip-path": _is_cut,
    "transform": _is_moved,
}


def _is_read(node: etree._Element) -> bool:
    """Whether an element has text that is meant for readers."""
    for each in (node, *node.iterancestors()):
        kinds = {*each.get(EPUB_TYPE, "").split(), each.get("role", "").removeprefix("doc-")}
        if kinds & _NO_TEXT or each.tag in _UNSEEN or each.get("role") == "presentation":
            return False
    return any(letter.isalnum() for letter in words_of(node))


def _has_letters(node: etree._Element) -> bool:
    texts = [node.text, *(child.tail for child in node)]
    return any(letter.isalnum() for text in texts if text for letter in text)
