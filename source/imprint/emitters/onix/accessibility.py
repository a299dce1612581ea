"""Accessibility claims become features of a product (lists 196 and 143) and kinds of content.

https://w3c.github.io/publ-a11y/metadata-crosswalk/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from imprint.emitters.onix.nodes import Node, composite, leaf
from imprint.model.accessibility import AccessibilityClaims

ACCESSIBILITY, HAZARD = "09", "12"  # list 79
# List 196.
_SUMMARY, _UNKNOWN, _EPUB_1_1 = "00", "08", "04"
_CERTIFIER, _CERTIFIER_ADDRESS, _CREDENTIAL, _CREDENTIAL_ADDRESS = "90", "93", "88", "89"
_CERTIFIED_ON, _REPORT, _PUBLISHERS_PAGE, _CONTACT = "91", "94", "96", "99"
_WCAG = {"2.0": "80", "2.1": "81", "2.2": "82"}
_LEVELS = {"A": "84", "AA": "85", "AAA": "86"}
_STANDARDS = {"PDF/UA-1": "05", "PDF/UA-2": "06"}
_EXEMPTIONS = {
    "eaa-microenterprise": "75",
    "eaa-disproportionate-burden": "76",
    "eaa-fundamental-alteration": "77",
}
_FEATURES = {
    "none": "09", "unknown": "08", "tableOfContents": "11", "index": "12", "readingOrder": "13",
    "alternativeText": "14", "longDescription": "15", "MathML": "17", "ChemML": "18",
    "pageBreakMarkers": "19", "synchronizedAudioText": "20", "ttsMarkup": "21",
    "structuralNavigation": "29", "ARIA": "30", "latex": "35", "displayTransformability": "36",
    "highContrastDisplay": "37", "pageNavigation": "41", "describedMath": "53",
}  # fmt: skip
_SUFFICIENT = {"auditory": "51", "textual": "52"}
# List 143.
_HAZARDS = {
    "none": ("00",),
    "unknown": ("24", "25", "26"),
    "flashing": ("13",),
    "noFlashingHazard": ("14",),
    "unknownFlashingHazard": ("24",),
    "sound": ("15",),
    "noSoundHazard": ("16",),
    "unknownSoundHazard": ("25",),
    "motionSimulation": ("17",),
    "noMotionSimulationHazard": ("18",),
    "unknownMotionSimulationHazard": ("26",),
}
# List 81.
TEXT, PICTURES, MATHEMATICS, AUDIOBOOK = "10", "07", "48", "01"
_MODES = {"textual": TEXT, "visual": PICTURES, "auditory": "04", "mathOnVisual": MATHEMATICS}
_ADDRESS = re.compile(r"https?://\S+")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


def features(claims: AccessibilityClaims | None) -> Iterator[Node | None]:
    """What a digital product is known to offer; unknown where nobody has looked."""
    if claims is None:
        yield _feature(_UNKNOWN)
        return
    if claims.summary.strip():
        yield _feature(_SUMMARY, claims.summary)
    codes = [
        *_conformance(claims),
        *(_FEATURES.get(feature, "") for feature in claims.features),
        *(_SUFFICIENT.get(sufficient, "") for sufficient in claims.sufficient),
        _EXEMPTIONS.get(claims.exemption, ""),
    ]
    for code in sorted({code for code in codes if code}):
        yield _feature(code)
    yield from _certification(claims)
    yield from _contact(claims.contact.strip())
    for hazard in claims.hazards:
        for code in _HAZARDS.get(hazard, ()):
            yield _feature(code, kind=HAZARD)


def content_types(claims: AccessibilityClaims | None) -> tuple[str, ...]:
    """The kinds of content that the claims speak of, in list 81."""
    if claims is None:
        return ()
    codes = [_MODES.get(mode, "") for mode in claims.modes]
    if {"MathML", "describedMath", "latex"} & set(claims.features):
        codes.append(MATHEMATICS)
    return tuple(dict.fromkeys(code for code in codes if code))


def _conformance(claims: AccessibilityClaims) -> Iterator[str]:
    for standard in claims.standards:
        yield _STANDARDS.get(standard, "")
    if claims.conformance:
        yield _EPUB_1_1
        yield _WCAG.get(claims.wcag, "")
        yield _LEVELS.get(claims.level, "")


def _certification(claims: AccessibilityClaims) -> Iterator[Node | None]:
    """Who stands for the conformance; a name that is an address has a code of its own."""
    if not claims.conformance:
        return
    certifier, credential = claims.certifier.strip(), claims.credential.strip()
    yield _named(certifier, _CERTIFIER, _CERTIFIER_ADDRESS)
    yield _named(credential, _CREDENTIAL, _CREDENTIAL_ADDRESS)
    if claims.certified and claims.certified.day:
        yield _feature(_CERTIFIED_ON, str(claims.certified).replace("-", ""))
    if claims.report.strip():
        yield _feature(_REPORT, claims.report)


def _contact(contact: str) -> Iterator[Node | None]:
    if _EMAIL.fullmatch(contact):
        yield _feature(_CONTACT, contact)
    elif _ADDRESS.fullmatch(contact):
        yield _feature(_PUBLISHERS_PAGE, contact)


def _named(text: str, name: str, address: str) -> Node | None:
    if not text:
        return None
    return _feature(address if _ADDRESS.fullmatch(text) else name, text)


def _feature(code: str, text: str = "", *, kind: str = ACCESSIBILITY) -> Node | None:
    return composite(
        "ProductFormFeature",
        leaf("ProductFormFeatureType", kind),
        leaf("ProductFormFeatureValue", code),
        leaf("ProductFormFeatureDescription", text),
    )
