"""The colours of text and ground, and type whose size the reader cannot change.

WCAG 2.2, 1.4.3 and 1.4.4, https://www.w3.org/TR/WCAG22/#contrast-minimum
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from tinycss2.color3 import RGBA

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.accessibility.styles import Cascade, colour_of, contrast, over
from imprint.checks.opened_epub import MATHML, SVG, XHTML, OpenedEpub, Page, words_of

_BLACK, _WHITE = RGBA(0, 0, 0, 1), RGBA(1, 1, 1, 1)
_EM = 16.0  # CSS pixels that reading systems begin with
_LARGE, _LARGE_BOLD = 24.0, 18.66  # pixels: 18 points, or 14 points in bold
_FIXED = re.compile(r"(?:^|[\s/])\d*\.?\d+(px|pt|pc|cm|mm|in|q)\b", re.IGNORECASE)
_LENGTH = re.compile(r"(\d*\.?\d+)(px|pt|em|rem|%|ex|pc|in|cm|mm)", re.IGNORECASE)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_WORDS = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24,
          "xx-large": 32}  # fmt: skip
_BOLD_TAGS = {
    f"{XHTML}{name}" for name in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6")
}
_HEADING_SIZES = {f"{XHTML}h1": 2.0, f"{XHTML}h2": 1.5, f"{XHTML}h3": 1.17}
_UNSEEN = {f"{XHTML}{name}" for name in ("head", "script", "style", "title", "template")}


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is drawn. ``ground`` is None over a picture, or where it cannot be told."""

    colour: RGBA | None = _BLACK
    ground: RGBA | None = _WHITE
    size: float = _EM
    bold: bool = False
    chosen: bool = False  # whether the book chose the colour or the ground


def check_contrast(epub: OpenedEpub, report: Report) -> None:
    is_fixed = "pre-paginated" in epub.stated("rendition:layout")
    for page in epub.documents:
        cascade = Cascade(page.root, list(epub.stylesheets(page)))
        seen: set[str] = set()
        for scheme in () if cascade.empty else ("light", "dark"):
            looks: dict[etree._Element, Look] = {}
            for node, declared in cascade.walk(scheme):
                parent = node.getparent()
                above = looks.get(parent, Look()) if parent is not None else Look()
                look = looks[node] = look_of(node, declared, above)
                if scheme == "light" and not is_fixed:
                    _check_size(page, node, declared, report)
                if look.chosen and _says_something(node):
                    _check(page, node, look, scheme, seen, report)


def look_of(node: etree._Element, declared: dict[str, str], above: Look) -> Look:
    """How an element is drawn, by what is declared for it and how its parent is drawn."""
    if str(node.tag).startswith((SVG, MATHML)):
        return Look(None, None)
    colour, chosen = above.colour, above.chosen
    value = declared.get("color", "").lower()
    if value and value not in ("inherit", "unset"):
        colour, chosen = colour_of(value, above.colour), True
    ground = above.ground
    image = declared.get("background-image", "none") + declared.get("background", "")
    value = declared.get("background-color", "").lower()
    if "url(" in image or "gradient(" in image:
        ground = None
    elif value and value not in ("none", "transparent", "inherit", "initial", "unset"):
        found = colour_of(value, colour) or _first_colour(value, colour)
        known = found is not None and ground is not None
        ground = over(found, ground) if known and found and ground else found
        chosen = True
    size = _size(declared.get("font-size", ""), above.size, node)
    weight = declared.get("font-weight", "")
    bold = above.bold or node.tag in _BOLD_TAGS
    if weight:
        bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 700)
    return Look(colour, ground, size, bold, chosen)


def _first_colour(value: str, current: RGBA | None) -> RGBA | None:
    """The colour among the parts of a background."""
    for part in value.split():
        found = colour_of(part, current)
        if found is not None:
            return found
    return None


def _size(value: str, above: float, node: etree._Element) -> float:
    """A size in CSS pixels, as far as it can be told."""
    if not value:
        return above * _HEADING_SIZES.get(str(node.tag), 1.0)
    if value.lower() in _WORDS:
        return float(_WORDS[value.lower()])
    if value == "0":
        return 0.0
    found = _LENGTH.fullmatch(value)
    if not found:
        return above
    number, unit = float(found[1]), found[2].lower()
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    return {"em": number * above, "%": number / 100 * above, "rem": number * _EM}.get(unit, above)


def _says_something(node: etree._Element) -> bool:
    if node.tag in _UNSEEN or any(above.tag in _UNSEEN for above in node.iterancestors()):
        return False
    texts = [node.text, *(child.tail for child in node)]
    return any(text and text.strip() for text in texts)


def _check(
    page: Page, node: etree._Element, look: Look, scheme: str, seen: set[str], report: Report
) -> None:
    if look.colour is None or look.ground is None:
        return
    drawn = over(look.colour, look.ground)
    ratio = contrast(drawn, look.ground)
    is_large = look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD)
    least = 3.0 if is_large else 4.5
    if ratio >= least - 0.005:
        return
    pair = f"{_hexadecimal(drawn)} on {_hexadecimal(look.ground)}"
    if scheme == "dark" and pair in seen:
        return
    seen.add(pair)
    when = " where the reader has a dark screen" if scheme == "dark" else ""
    what = (
        f"{quoted(words_of(node))} is {pair}{when}: a contrast of {ratio:.1f}, "
        f"and {least:g} is the least"
    )
    mend = "choose a darker or a lighter colour in the stylesheet"
    report.on(page, node, "A11-090", what, mend=mend, kind=f"{pair} {scheme}")


def _hexadecimal(colour: RGBA) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, c)) * 255):02x}" for c in tuple(colour)[:3])


def _check_size(page: Page, node: etree._Element, declared: dict[str, str], report: Report) -> None:
    value = declared.get("font-size", "")
    if value and _FIXED.search(value) and not str(node.tag).startswith((SVG, MATHML)):
        what = f"type has the size {value}, whatever size the reader chooses"
        mend = "write the size in em or per cent"
        report.on(page, node, "A11-091", what, mend=mend, kind=value)
