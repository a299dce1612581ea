"""A table becomes what the house says of accessibility.

https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting · the exemptions:
https://www.w3.org/TR/epub-a11y-exemption/
"""

from __future__ import annotations

import re

from imprint.model.record import Accessibility
from imprint.readers.configuration.checked import CONTACT, DATE, URL
from imprint.readers.configuration.forms import Checked, Given, Key, Structure, Text, Wrong
from imprint.readers.configuration.making import one_of
from imprint.readers.configuration.wording import shown

_CLAIM = re.compile(
    r"(?:EPUB Accessibility 1\.1 ?[-–—:]? ?)?WCAG (2\.[012])(?: Level)? (A{1,3})", re.IGNORECASE
)
_EXEMPTIONS = (
    "eaa-microenterprise",
    "eaa-disproportionate-burden",
    "eaa-fundamental-alteration",
)


def _parse_conformance(text: str) -> str:
    """A claim such as ``WCAG 2.2 AA``; raises Wrong."""
    found = _CLAIM.fullmatch(" ".join(text.split()))
    if found:
        return f"WCAG {found[1]} {found[2].upper()}"
    raise Wrong(
        "CFG-005",
        f"{shown(text)} is not a claim that EPUB Accessibility 1.1 knows",
        "write WCAG, a version from 2.0 to 2.2 and a level from A to AAA, as in WCAG 2.2 AA",
    )


_CONTACT = Key(
    "contact",
    CONTACT,
    "Where to ask for help, or for another version: a mail or web address.",
    "access@example.org",
)
_SUMMARY = Key(
    "summary",
    Text(lines=True),
    "A sentence beside what Imprint finds by itself.",
    "All maps are described in the text.",
)
_CONFORMANCE = Key(
    "conformance",
    Checked("a claim of WCAG", "WCAG 2.2 AA", _parse_conformance),
    "What the certifier confirms: WCAG 2.0, 2.1 or 2.2, and A, AA or AAA.",
    "WCAG 2.2 AA",
)
_CERTIFIER = Key("certifier", Text(), "Who confirms it.", "Example Access Office")
_CREDENTIAL = Key("credential", Text(), "The certifier's credential.", "Example Auditor 12")
_REPORT = Key("report", URL, "The certifier's report.", "https://example.org/report")
_DATE = Key("date", DATE, "When it was confirmed.", "2026-11-20")
_EXEMPTION = Key(
    "exemption",
    Checked(
        "a ground of the European Accessibility Act",
        _EXEMPTIONS[0],
        lambda text: one_of(text, _EXEMPTIONS, "an exemption"),
    ),
    "Why the European Accessibility Act does not bind it: " + ", ".join(_EXEMPTIONS) + ".",
    _EXEMPTIONS[0],
)


def _build_accessibility(given: Given) -> Accessibility:
    orphans = [key.name for key in (_CREDENTIAL, _REPORT, _DATE) if key in given]
    if given.lacks(_CERTIFIER) and (_CONFORMANCE in given or orphans):
        said = given.text(_CONFORMANCE) or f"a certificate's {orphans[0]}"
        raise Wrong(
            "REC-012",
            f"{said} is given, and nobody who stands for it",
            "write certifier, or leave the claim out: what the book offers is found by Imprint",
        )
    return Accessibility(
        contact=given.text(_CONTACT),
        summary=given.text(_SUMMARY),
        conformance=given.text(_CONFORMANCE),
        certifier=given.text(_CERTIFIER),
        credential=given.text(_CREDENTIAL),
        report=given.text(_REPORT),
        certified=given.get(_DATE),
        exemption=given.text(_EXEMPTION),
    )


ACCESSIBILITY = Structure(
    keys=(
        *(_CONTACT, _SUMMARY, _CONFORMANCE, _CERTIFIER, _CREDENTIAL, _REPORT, _DATE),
        _EXEMPTION,
    ),
    build=_build_accessibility,
    example='contact = "access@example.org"',
)
