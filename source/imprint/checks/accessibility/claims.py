"""What files say of a book's accessibility is held against what is in the book.

EPUB Accessibility 1.1, https://www.w3.org/TR/epub-a11y-11/ · the words:
https://www.w3.org/community/reports/a11y-discov-vocab/ · in ONIX code lists 143 and 196:
https://ns.editeur.org/onix/en/196
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from imprint.checks.accessibility.evidence import Evidence
from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.accessibility_codes import FEATURES, HAZARDS
from imprint.checks.facts import Unreadable, parsed
from imprint.checks.opened_epub import OPF, OpenedEpub, line_of
from imprint.diagnostics import Place

MODES = {
    "auditory", "chartOnVisual", "chemOnVisual", "colorDependent", "diagramOnVisual",
    "mathOnVisual", "musicOnVisual", "tactile", "textOnVisual", "textual", "visual",
}  # fmt: skip
_ON_VISUAL = {mode for mode in MODES if mode.endswith("OnVisual")} | {"colorDependent", "visual"}
# Features that nobody can see in a file without knowing what it means.
_UNSEEN = {
    "annotations", "bookmarks", "braille", "ChemML", "highContrastDisplay", "largePrint", "latex",
    "latex-chemistry", "MathML-chemistry", "readingOrder", "tactileGraphic", "tactileObject",
    "timingControl", "horizontalWriting", "verticalWriting", "withAdditionalWordSegmentation",
    "withoutAdditionalWordSegmentation", "none", "unknown",
}  # fmt: skip
_WORTH_SAYING = (
    "tableOfContents", "structuralNavigation", "alternativeText", "ARIA", "MathML", "index",
    "pageNavigation", "pageBreakMarkers", "displayTransformability", "captions",
    "synchronizedAudioText", "longDescription",
)  # fmt: skip
_HAZARDS = ("flashing", "motionSimulation", "sound")
_NO_HAZARD = {"flashing": "noFlashingHazard", "motionSimulation": "noMotionSimulationHazard",
              "sound": "noSoundHazard"}  # fmt: skip
_UNKNOWN_HAZARD = {"unknownFlashingHazard", "unknownMotionSimulationHazard", "unknownSoundHazard"}
_KNOWN_HAZARDS = {*_HAZARDS, *_NO_HAZARD.values(), *_UNKNOWN_HAZARD, "none", "unknown"}
_STANDARD = re.compile(r"EPUB Accessibility 1\.[12] - WCAG 2\.[012] Level (A{1,3})")
_OLD_STANDARD = re.compile(
    r"https?://www\.idpf\.org/epub/a11y/accessibility-20170105\.html#wcag-(a{1,3})"
)
# What speaks against each level, by the codes of what was found.
_AGAINST_A = ("A11-001", "A11-002", "A11-003", "A11-012", "A11-013", "A11-020", "A11-043",
              "A11-044", "A11-050", "A11-060", "A11-061", "A11-062", "A11-063", "A11-070",
              "A11-081")  # fmt: skip
_AGAINST_AA = ("A11-085", "A11-090")
# Codes of list 196 that say of the whole book that a rule holds, and what speaks against them.
_196_RULES = {
    "22": ("that the languages of its parts are told", ("A11-020", "A11-023")),
    "26": ("that its contrast is 4.5:1 or more", ("A11-090",)),
    "32": ("that it has landmarks", ("A11-071",)),
    "40": ("that its links say where they lead", ("A11-040", "A11-043")),
}
_LEVELS = {"84": "A", "85": "AA", "86": "AAA", "02": "A", "03": "AA"}
_AGAIN = "mend the metadata, or build the file with Imprint, which claims what it finds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What one place says: ``who`` names it in messages, ``where`` is the file and its line."""

    who: str
    where: Place
    modes: tuple[str, ...] = ()
    sufficient: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()


def check_claims(
    epub: OpenedEpub,
    evidence: Evidence,
    report: Report,
    records: Sequence[tuple[str, bytes]],
) -> None:
    """Judge what the package says, and what the records in it and beside it say."""
    package = _of_package(epub)
    _judge(package, evidence, report)
    _check_presence(package, evidence, report)
    _check_conformance(epub, package.where, report)
    inside = [
        (f"{epub.name}/{path}", epub.resources[path])
        for _, path in epub.records
        if path in epub.resources
    ]
    for name, content in (*inside, *records):
        try:
            found = list(_of_record(name, content))
        except Unreadable:
            continue  # which is said of the file itself
        for claims in found:
            _judge(claims, evidence, report)


def _judge(claims: Claims, evidence: Evidence, report: Report) -> None:
    """Whether what a place says can be true."""
    _judge_features(claims, evidence, report)
    _judge_modes(claims, evidence, report)
    _judge_hazards(claims, evidence, report)
    against = report.has(*_AGAINST_A)
    for level in claims.levels:
        found = against if level == "A" else (*against, *report.has(*_AGAINST_AA))
        if found:
            what = f"{claims.who} says that it conforms to level {level}, and {', '.join(found)}"
            what += " speak against it" if len(found) > 1 else " speaks against it"
            mend = "mend what is found, or take the claim away"
            report.add("A11-108", what, mend=mend, where=claims.where)
    for code in claims.rules:
        said, rules = _196_RULES[code]
        found = report.has(*rules)
        if found:
            what = f"{claims.who} says {said} (code {code}), and {' and '.join(found)} was found"
            report.add("A11-100", what, mend=_AGAIN, where=claims.where)


def _judge_features(claims: Claims, evidence: Evidence, report: Report) -> None:
    for name in claims.features:
        if name in evidence.absent:
            why = _WHY.get(name, "there is nothing of the kind in the file")
            what = f"{claims.who} claims {name}, and {why}"
            report.add("A11-100", what, mend=_AGAIN, where=claims.where)
        elif name not in evidence.features and name not in _UNSEEN:
            bare = name.partition("/")[0]
            if bare not in evidence.features | evidence.absent | _UNSEEN:
                what = f"{claims.who} claims {quoted(name)}, which the vocabulary does not have"
                report.add("A11-105", what, mend=_AGAIN, where=claims.where)
    lonely = {"none", "unknown"} & set(claims.features)
    if lonely and len(set(claims.features)) > 1:
        what = f"{claims.who} claims {sorted(lonely)[0]} and other features beside it"
        report.add("A11-100", what, mend=_AGAIN, where=claims.where)


_WHY = {
    "alternativeText": "a picture has no words, or such as say nothing, or there is none",
    "displayTransformability": "its type or its pages have a fixed size",
    "structuralNavigation": "it has no headings, or empty ones",
    "tableOfContents": "it has no table of contents",
    "pageNavigation": "it has no list of pages, or one that leads nowhere",
    "pageBreakMarkers": "no place in the text says where a printed page begins",
    "ARIA": "no element has a role of the digital publishing vocabulary",
    "unlocked": "it is locked",
}


def _judge_modes(claims: Claims, evidence: Evidence, report: Report) -> None:
    sensed = _sensed(evidence)
    for mode in claims.modes:
        if mode not in MODES:
            what = f"{claims.who} names the mode {quoted(mode)}, which the vocabulary does not have"
            report.add("A11-105", what, mend=_AGAIN, where=claims.where)
        elif not sensed.get(_sense(mode), True):
            what = f"{claims.who} names the access mode {mode}, and nothing in the file is {mode}"
            report.add("A11-102", what, mend=_AGAIN, where=claims.where)
    for enough in claims.sufficient:
        named = {word.strip() for word in enough.replace(",", " ").split()}
        if named == {"textual"} and (evidence.silent or evidence.films or evidence.sounds):
            count = len(evidence.silent)
            why = (
                f"{count} picture{'s have' if count > 1 else ' has'} no words"
                if count else "it has sound or film"
            )  # fmt: skip
            what = f"{claims.who} says that it can be read as text alone, and {why}"
            report.add("A11-103", what, mend=_AGAIN, where=claims.where)
        for mode in sorted(named):
            if not sensed.get(_sense(mode), True):
                what = f"{claims.who} says that {enough} is enough, and nothing is {mode}"
                report.add("A11-103", what, mend=_AGAIN, where=claims.where)


def _sense(mode: str) -> str:
    return "visual" if mode in _ON_VISUAL else mode


def _sensed(evidence: Evidence) -> dict[str, bool]:
    return {
        "textual": evidence.text,
        "visual": bool(evidence.pictures or evidence.cover or evidence.films),
        "auditory": bool(evidence.sounds or evidence.films)
        or "synchronizedAudioText" in evidence.features,
    }


def _judge_hazards(claims: Claims, evidence: Evidence, report: Report) -> None:
    said = set(claims.hazards)
    for word in sorted(said - _KNOWN_HAZARDS):
        what = f"{claims.who} names the hazard {quoted(word)}, which the vocabulary does not have"
        report.add("A11-105", what, mend=_AGAIN, where=claims.where)
    contrary = [f"{h} and {_NO_HAZARD[h]}" for h in _HAZARDS if {h, _NO_HAZARD[h]} <= said]
    for word in ("none", "unknown"):
        others = sorted(said - {word} - (set(_NO_HAZARD.values()) if word == "none" else set()))
        if word in said and others:
            contrary.append(f"{word} and {others[0]}")
    for pair in contrary:
        what = f"{claims.who} names the hazards {pair}, which cannot both be"
        report.add("A11-104", what, mend=_AGAIN, where=claims.where)
    if evidence.autoplay and said & {"none", "noSoundHazard"}:
        what = f"{claims.who} says that there is no hazard, and something begins by itself"
        report.add("A11-104", what, mend=_AGAIN, where=claims.where)
    elif evidence.alive and said & {"none", *_NO_HAZARD.values()}:
        what = f"{claims.who} says that there is no hazard, and there is {evidence.alive[0]}"
        mend = "look at it yourself, or claim unknown"
        report.add("A11-110", what, mend=mend, where=claims.where)


def _check_presence(claims: Claims, evidence: Evidence, report: Report) -> None:
    """Whether the package says what it has to, and all that is in the book."""
    required = {
        "schema:accessMode": claims.modes,
        "schema:accessModeSufficient": claims.sufficient,
        "schema:accessibilityFeature": claims.features,
        "schema:accessibilityHazard": claims.hazards,
    }
    missing = [name for name, values in required.items() if not values]
    if missing:
        what = f"{claims.who} does not state {', '.join(missing)}"
        mend = "state what holds, or build the file with Imprint, which claims what it finds"
        report.add("A11-106", what, mend=mend, where=claims.where)
    if not claims.features and not claims.modes:
        return
    if not claims.summary:
        what = f"{claims.who} says nothing of accessibility in words"
        mend = "state schema:accessibilitySummary"
        report.add("A11-111", what, mend=mend, where=claims.where)
    for name in _WORTH_SAYING:
        if name in evidence.features and name not in claims.features and claims.features:
            what = f"the file has {name}, and {claims.who} does not say so"
            report.add("A11-101", what, mend=_AGAIN, where=claims.where)
    wanted = (("textual", evidence.text), ("visual", bool(evidence.shown or evidence.films)))
    for mode, there in wanted:
        if there and claims.modes and mode not in map(_sense, claims.modes):
            what = f"the file has what is {mode}, and {claims.who} does not say so"
            report.add("A11-101", what, mend=_AGAIN, where=claims.where)


def _check_conformance(epub: OpenedEpub, where: Place, report: Report) -> None:
    """Whether a claim is worded as the standard wants it, and somebody stands for it."""
    stated = _conformances(epub)
    claimed = [text for text in stated if _level(text)]
    for text in stated:
        words = text.casefold()
        if not _level(text) and ("wcag" in words or "epub accessibility" in words):
            what = f"the package claims {quoted(text)}, which is not to the letter"
            mend = "write it as in: EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
            report.add("A11-107", what, mend=mend, where=where)
    certified = any(
        meta.get("property") == "a11y:certifiedBy" and (meta.text or "").strip()
        for meta in epub.metadata.iter(f"{OPF}meta")
    )
    if claimed and not certified:
        what = f"the package claims {quoted(claimed[0])}, and nobody stands for it"
        report.add("A11-109", what, mend="name the certifier, or drop the claim", where=where)


def _conformances(epub: OpenedEpub) -> tuple[str, ...]:
    links = tuple(
        link.get("href", "")
        for link in epub.metadata.iter(f"{OPF}link")
        if "dcterms:conformsTo" in link.get("rel", "").split()
    )
    return (*epub.stated("dcterms:conformsTo"), *links)


def _level(text: str) -> str:
    """The level of WCAG that a conformance is of."""
    found = _STANDARD.fullmatch(text) or _OLD_STANDARD.fullmatch(text)
    return found[1].upper() if found else ""


def _of_package(epub: OpenedEpub) -> Claims:
    return Claims(
        who="the package",
        where=Place(f"{epub.name}/{epub.path}", line_of(epub.metadata)),
        modes=epub.stated("schema:accessMode"),
        sufficient=epub.stated("schema:accessModeSufficient"),
        features=epub.stated("schema:accessibilityFeature"),
        hazards=epub.stated("schema:accessibilityHazard"),
        levels=tuple(filter(None, map(_level, _conformances(epub)))),
        summary=epub.stated("schema:accessibilitySummary"),
    )


def _of_record(name: str, content: bytes) -> Iterator[Claims]:
    """What a description for the web or a message to the trade says of EPUBs."""
    if name.endswith((".jsonld", ".json")):
        try:
            yield from _of_description(name, json.loads(content))
        except (ValueError, RecursionError):
            raise Unreadable("it is not JSON") from None
    elif name.endswith(".xml"):
        yield from _of_message(name, parsed(content))


def _of_description(name: str, facts: Any) -> Iterator[Claims]:
    """The e-books that a schema.org description tells of."""
    stack: list[Any] = [facts]
    while stack:
        at = stack.pop()
        if isinstance(at, list):
            stack.extend(reversed(at))
        elif isinstance(at, dict):
            kind, form = str(at.get("encodingFormat", "")), str(at.get("bookFormat", ""))
            if kind == "application/epub+zip" or (not kind and form.endswith("EBook")):
                yield Claims(
                    who=name,
                    where=Place(name),
                    modes=_words(at.get("accessMode")),
                    sufficient=tuple(_sufficient(at.get("accessModeSufficient"))),
                    features=_words(at.get("accessibilityFeature")),
                    hazards=_words(at.get("accessibilityHazard")),
                    levels=tuple(filter(None, map(_level, _words(at.get("conformsTo"))))),
                )
            stack.extend(reversed(list(at.values())))


def _words(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(each for each in values if isinstance(each, str) and each.strip())


def _sufficient(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            yield ",".join(_words(each.get("itemListElement")))


def _of_message(name: str, root: etree._Element) -> Iterator[Claims]:
    """The products of an ONIX message in reference tags that are EPUBs."""
    for product in root.iter("{*}Product"):
        details = [(d.text or "").strip() for d in product.iter("{*}ProductFormDetail")]
        if "E101" not in details:
            continue
        codes: dict[str, list[str]] = {}
        for feature in product.iter("{*}ProductFormFeature"):
            kind = feature.findtext("{*}ProductFormFeatureType", "").strip()
            value = feature.findtext("{*}ProductFormFeatureValue", "").strip()
            codes.setdefault(kind, []).append(value)
        said = codes.get("09", [])
        yield Claims(
            who=f"{name}, product {product.findtext('{*}RecordReference', '').strip()},",
            where=Place(name, line_of(product)),
            sufficient=("textual",) if "52" in said else (),
            features=tuple(FEATURES[code] for code in said if code in FEATURES),
            hazards=tuple(HAZARDS[code] for code in codes.get("12", []) if code in HAZARDS),
            levels=tuple(_LEVELS[code] for code in said if code in _LEVELS),
            rules=tuple(code for code in said if code in _196_RULES),
        )
