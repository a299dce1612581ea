"""Evidence becomes the accessibility metadata that it proves, and nothing beyond it.

https://www.w3.org/TR/epub-a11y-11/#sec-disc-package · https://www.w3.org/community/reports/a11y-discov-vocab/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Finding
from imprint.emitters.epub.evidence import Evidence, Picture
from imprint.emitters.epub.statements import Statement, link, meta
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.alternatives import says_something
from imprint.model.assets import Asset
from imprint.model.record import Accessibility, Record
from imprint.model.rendition import Stylesheet
from imprint.values import replace

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
_CONFORMANCE = re.compile(
    r"(?:EPUB Accessibility 1\.1 - )?WCAG (?P<version>2\.[012]) (?:Level )?(?P<level>A{1,3})",
    re.IGNORECASE,
)
_EXEMPTIONS = {
    "eaa-microenterprise", "eaa-disproportionate-burden", "eaa-fundamental-alteration",
}  # fmt: skip


class Facts(Struct, frozen=True, kw_only=True):
    """What the claims stand on.

    ``cover`` is the evidence of the cover's own page, ``content`` of every other document and
    ``navigation`` of the navigation document; ``assets`` are the pictures in the book. ``words``
    are the sentences that the imprint page states them in, by their keys.
    """

    cover: Evidence
    content: Evidence
    navigation: Evidence
    assets: tuple[Asset, ...]
    stylesheets: tuple[Stylesheet, ...]
    words: Mapping[str, str] = {}


def claims_of(facts: Facts, house: Accessibility) -> AccessibilityClaims:
    """The schema.org properties that the book proves, and what the house says of it.

    Conformance takes an audit (EPUB Accessibility 1.1, "Conformance reporting"): it is claimed
    only where somebody stands for it and nothing in the book speaks against it; if not, ``doubts``
    say why. https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting
    """
    pictures = [picture for picture in facts.content.pictures if not picture.decorative]
    features = set(_features(facts))
    claims = AccessibilityClaims(
        modes=("textual", "visual") if pictures else ("textual",),
        sufficient=(
            *(["textual,visual"] if pictures else []),
            *(["textual"] if _have_alternatives(pictures) else []),
        ),
        features=tuple(sorted(features)),
        hazards=("unknown" if _may_move(facts) else "none",),
        summary=house.summary.strip() or " ".join(_summary(facts, features)),
        contact=house.contact,
        exemption=house.exemption if house.exemption in _EXEMPTIONS else "",
    )
    wanted = _CONFORMANCE.fullmatch(house.conformance.strip())
    if not wanted or any(True for _ in _doubts(facts, house)):
        return claims
    return replace(
        claims,
        wcag=wanted["version"],
        level=wanted["level"].upper(),
        certifier=house.certifier,
        credential=house.credential,
        report=house.report,
        certified=house.certified,
    )


def doubts(facts: Facts, record: Record) -> Iterator[Finding]:
    """Why something that the record says of accessibility is not claimed."""
    house, places = record.accessibility, record.places
    whole = places.get("accessibility", NOWHERE)
    if house.exemption and house.exemption not in _EXEMPTIONS:
        yield Finding(
            "CLM-001",
            f"{house.exemption} is no exemption that the law knows, and is not stated",
            "write one of " + ", ".join(sorted(_EXEMPTIONS)),
            places.get("accessibility.exemption", whole),
        )
    where = places.get("accessibility.conformance", whole)
    for code, what, mend in _doubts(facts, house) if house.conformance else ():
        yield Finding(code, f"{what}; {house.conformance} is not claimed", mend, where)


def _doubts(facts: Facts, house: Accessibility) -> Iterator[tuple[str, str, str]]:
    """Why the conformance is not claimed: a code, what is wrong, and how to mend it."""
    if not _CONFORMANCE.fullmatch(house.conformance.strip()):
        mend = "write a version of WCAG and a level, such as WCAG 2.2 AA"
        yield "CLM-001", "it is no conformance that an EPUB can claim", mend
    if not house.certifier.strip():
        mend = "name who examined the book as its certifier"
        yield "CLM-002", "nobody stands for the conformance", mend
    shown = [*facts.cover.pictures, *facts.content.pictures]
    silent = sum(1 for p in shown if not p.decorative and not says_something(p.alternative))
    if silent:
        what = "a picture has no words" if silent == 1 else f"{silent} pictures have no words"
        yield "CLM-003", what, "give each an alternative text, or mark it as decorative"


def claim_statements(claims: AccessibilityClaims) -> Iterator[Statement]:
    """The claims as statements of the package, in the vocabulary's order.

    https://www.w3.org/TR/epub-a11y-11/#sec-disc-package · the exemption:
    https://www.w3.org/TR/epub-a11y-exemption/
    """
    for mode in claims.modes:
        yield meta("schema:accessMode", mode)
    for sufficient in claims.sufficient:
        yield meta("schema:accessModeSufficient", sufficient)
    for feature in claims.features:
        yield meta("schema:accessibilityFeature", feature)
    for hazard in claims.hazards:
        yield meta("schema:accessibilityHazard", hazard)
    if claims.summary.strip():
        yield meta("schema:accessibilitySummary", claims.summary)
    if claims.exemption:
        yield meta("a11y:exemption", claims.exemption)
    if claims.conformance:
        yield from _certification(claims)


def _certification(claims: AccessibilityClaims) -> Iterator[Statement]:
    conformance, certifier = "conformance", "certifier"
    yield meta("dcterms:conformsTo", claims.conformance, identifier=conformance)
    yield meta("a11y:certifiedBy", claims.certifier, refines=conformance, identifier=certifier)
    if claims.certified:
        yield meta("dcterms:date", str(claims.certified), refines=certifier)
    if claims.credential.strip():
        yield meta("a11y:certifierCredential", claims.credential, refines=certifier)
    if claims.report.strip():
        yield link("a11y:certifierReport", claims.report, refines=certifier)


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


def _summary(facts: Facts, features: set[str]) -> Iterator[str]:
    """What the features come to, in the sentences of the imprint page."""
    if {"tableOfContents", "structuralNavigation"} <= features:
        yield facts.words.get("a11y-navigation", "")
    if any(not picture.decorative for picture in facts.content.pictures):
        described = "alternativeText" in features
        yield facts.words.get("a11y-pictures" if described else "a11y-silent", "")


def _have_alternatives(pictures: Iterable[Picture]) -> bool:
    return all(says_something(picture.alternative) for picture in pictures)


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
