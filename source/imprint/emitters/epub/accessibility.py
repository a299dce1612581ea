"""Evidence becomes the accessibility metadata that it proves, and nothing beyond it.

https://www.w3.org/TR/epub-a11y-11/#sec-disc-package · https://www.w3.org/community/reports/a11y-discov-vocab/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from imprint.emitters.epub.evidence import Evidence, Picture
from imprint.emitters.epub.statements import Statement, meta
from imprint.model.assets import Asset
from imprint.model.rendition import Stylesheet

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What can move, flash or sound; a still page has none of it.
_LIVELY = {
    "animate", "animateMotion", "animateTransform", "audio", "canvas", "embed", "iframe",
    "object", "script", "set", "video",
}  # fmt: skip
_MOVING_CSS = re.compile(r"@(-\w+-)?keyframes\b", re.IGNORECASE)
_MOVING_SVG = re.compile(rb"<(\w+:)?(animate\w*|set)\b")
_FIXED_TEXT = re.compile(
    r"(?:^|[;{\s])(?:font-size|line-height|font)\s*:[^;}]*\d(?:px|pt|pc|cm|mm|in|q)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the claims stand on.

    ``cover`` is the evidence of the cover's own page, ``content`` of every other document and
    ``navigation`` of the navigation document; ``assets`` are the pictures in the book.
    """

    cover: Evidence
    content: Evidence
    navigation: Evidence
    assets: tuple[Asset, ...]
    stylesheets: tuple[Stylesheet, ...]
    summary: str = ""


def claims(facts: Facts) -> Iterator[Statement]:
    """The schema.org properties of the book, in the vocabulary's order.

    No conformance is claimed: that takes an audit (EPUB Accessibility 1.1, "Conformance
    reporting"), https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting.
    """
    pictures = [picture for picture in facts.content.pictures if not picture.decorative]
    yield meta("schema:accessMode", "textual")
    if pictures:
        yield meta("schema:accessMode", "visual")
        yield meta("schema:accessModeSufficient", "textual,visual")
    if _have_alternatives(pictures):
        yield meta("schema:accessModeSufficient", "textual")
    for feature in sorted(_features(facts)):
        yield meta("schema:accessibilityFeature", feature)
    yield meta("schema:accessibilityHazard", "unknown" if _may_move(facts) else "none")
    if facts.summary:
        yield meta("schema:accessibilitySummary", facts.summary)


def _features(facts: Facts) -> Iterator[str]:
    """https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/#accessibilityFeature"""
    yield "readingOrder"  # the order of the spine is the order of the text
    if "toc" in facts.navigation.semantics:
        yield "tableOfContents"
    if _HEADINGS & facts.content.elements:
        yield "structuralNavigation"
    if not any(_FIXED_TEXT.search(sheet.css) for sheet in facts.stylesheets):
        yield "displayTransformability"
    shown = [*facts.cover.pictures, *facts.content.pictures]
    pictures = [picture for picture in shown if not picture.decorative]
    if pictures and _have_alternatives(pictures):
        yield "alternativeText"
    if any(role.startswith("doc-") for role in facts.content.roles):
        yield "ARIA"
    if "math" in facts.content.elements:
        yield "MathML"
    if "index" in facts.content.semantics:
        yield "index"
    if "page-list" in facts.navigation.semantics:
        yield "pageNavigation"
    if "pagebreak" in facts.content.semantics:
        yield "pageBreakMarkers"


def _have_alternatives(pictures: Iterable[Picture]) -> bool:
    return all(picture.alternative for picture in pictures)


def _may_move(facts: Facts) -> bool:
    """Whether anything is in the book that could flash, move or sound."""
    if _LIVELY & (facts.content.elements | facts.cover.elements):
        return True
    if any(_MOVING_CSS.search(sheet.css) for sheet in facts.stylesheets):
        return True
    return any(_is_moving(asset) for asset in facts.assets)


def _is_moving(asset: Asset) -> bool:
    match asset.media_type:
        case "image/svg+xml":
            return bool(_MOVING_SVG.search(asset.content) or b"@keyframes" in asset.content)
        case "image/gif" | "image/webp" | "image/png":
            return _has_frames(asset.content)
    return False


def _has_frames(content: bytes) -> bool:
    from PIL import Image

    try:
        with Image.open(BytesIO(content)) as image:
            return bool(getattr(image, "is_animated", False))
    except (OSError, ValueError):
        return True  # what cannot be read cannot be vouched for
