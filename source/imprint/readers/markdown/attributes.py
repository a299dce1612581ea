"""Marks become checked attributes: an id, classes, a language, a direction.

Nothing else of what an author writes on an element reaches the model: no event handler, no style.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Collection, Iterable

from imprint.diagnostics import Findings, Place
from imprint.model.nodes import PLAIN, Attributes
from imprint.readers.languages import known_language
from imprint.readers.markdown.marks import NO_MARKS, Marks

_KNOWN = ("id", "class", "lang", "dir")
_DIRECTIONS = ("ltr", "rtl")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like one, or nothing."""
    found = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def read_attributes(
    marks: Marks, *, place: Place, findings: Findings, also: Collection[str] = ()
) -> Attributes:
    """Attributes from marks; ``also`` names keys that the caller reads itself.

    TXT-003 an unknown key or direction · TXT-010 an unknown language.
    """
    if marks is NO_MARKS:
        return PLAIN
    language, direction = "", ""
    for key, value in marks.pairs:
        if key in {"lang", "xml:lang"}:
            language = _language(value, place, findings)
        elif key == "dir":
            direction = _direction(value, place, findings)
        elif key not in also:
            _refuse(key, place, findings, also)
    return Attributes(
        "-".join(marks.id.split()), tuple(dict.fromkeys(marks.classes)), language, direction
    )


def _language(value: str, place: Place, findings: Findings) -> str:
    tag = _known_language(value)
    if not tag:
        findings.add(
            "TXT-010",
            f"the language is not a known BCP 47 tag: {value}",
            mend="write a tag such as fr, pt-BR or zh-Hant",
            where=place,
        )
    return tag


@functools.cache
def _known_language(value: str) -> str:
    return known_language(value.replace("_", "-"))


def _direction(value: str, place: Place, findings: Findings) -> str:
    if value in _DIRECTIONS:
        return value
    findings.add(
        "TXT-003",
        f"the direction is not known and is left out: dir={value}",
        mend="write dir=ltr or dir=rtl",
        where=place,
    )
    return ""


def _refuse(key: str, place: Place, findings: Findings, also: Collection[str]) -> None:
    likely = nearest(key, (*_KNOWN, *also))
    findings.add(
        "TXT-003",
        f"the attribute is unknown and is left out: {key}",
        mend=f"write {likely}" if likely else "delete it, or write a class for the layout's CSS",
        where=place,
    )
