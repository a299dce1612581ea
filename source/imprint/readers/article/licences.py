"""The name, letters or address of a Creative Commons licence becomes the licence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from imprint.model.record import Licence
from imprint.readers.article import vocabulary
from imprint.readers.configuration.licences import parse_licence

# https://spdx.org/licenses/ has these for every version from 1.0 to 4.0.
_KINDS = {"by": "Attribution", "nc": "NonCommercial", "sa": "ShareAlike", "nd": "NoDerivatives"}
_LETTERS = re.compile(
    r"\bCC[- ]?(?P<kind>BY(?:[- ](?:NC|SA|ND))*)(?:[-, ]+(?:v\.?\s?)?(?P<version>[1-4]\.[05]))?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"creativecommons\.org/licenses/(?P<kind>by(?:-nc|-sa|-nd)*)/(?P<version>[1-4]\.[05])",
    re.IGNORECASE,
)
_ZERO = re.compile(
    r"\bCC[- ]?0\b(?!\.)|\bCC Zero\b|creativecommons\.org/publicdomain/zero", re.IGNORECASE
)
_VERSION = re.compile(r"\b([1-4]\.[05])\b")
_URL = re.compile(r"https?://(?:www\.)?creativecommons\.org/[^\s<>\"”)\],;]*[^\s<>\"”)\],;.]")


@dataclass(frozen=True, slots=True)
class Licensed:
    """What a text says of a licence; ``licence`` is None where it does not say the version."""

    licence: Licence | None
    said: str


def find_licence(text: str) -> Licensed | None:
    """The licence that a text names, or None where it names none."""
    if len(text) > 600:
        return None
    if _ZERO.search(text):
        licence = parse_licence("CC0-1.0")
        return Licensed(licence, licence.name)
    for pattern in (_ADDRESS, _LETTERS):
        if match := pattern.search(text):
            version = match["version"] or _version(text)
            return _licensed(re.sub(r"[ -]+", "-", match["kind"].lower()).split("-"), version)
    return _spelled(text)


def without_address(text: str) -> str:
    """The text without a licence's web address."""
    return _URL.sub("", text).strip(" ()[],;")


def _spelled(text: str) -> Licensed | None:
    parts = vocabulary.licence_parts()
    kinds = [kind for kind in ("by", "nc", "sa", "nd") if parts[kind].search(text)]
    named = parts["cc"].search(text) or (len(kinds) > 1 and "by" in kinds and len(text) <= 120)
    return _licensed(kinds, _version(text)) if kinds and named else None


def _version(text: str) -> str:
    match = _VERSION.search(text)
    return match[1] if match else ""


def _licensed(kinds: list[str], version: str) -> Licensed:
    order = [kind for kind in ("by", "nc", "nd", "sa") if kind in kinds or kind == "by"]
    kind = "-".join(order)
    name = "Creative Commons " + "-".join(_KINDS[part] for part in order)
    if not version:
        return Licensed(None, name)
    licence = parse_licence(f"CC-{kind.upper()}-{version}")
    return Licensed(licence, licence.name)
