"""Texts and tables become subjects, whose codes are checked where their scheme has a form.

https://www.w3.org/TR/epub-33/#sec-opf-dcsubject · Thema: https://www.editeur.org/151/Thema/ ·
BISAC: https://www.bisg.org/BISAC-Subject-Codes-main
"""

from __future__ import annotations

import re

from imprint.model.record import Subject
from imprint.readers.configuration.addresses import parse_url
from imprint.readers.configuration.forms import Checked, Given, Key, Structure, Text, Wrong
from imprint.readers.configuration.wording import nearest, shown

# The schemes that EPUB has a word for; any other one is an address.
# https://www.w3.org/TR/epub-33/#sec-authority
_AUTHORITIES = tuple("aat bic bisac clc ddc clil eurovoc medtop lcsh ndc thema udc wgs".split())
_PATTERNS = {
    # A letter of the main categories, or a qualifier's digit and letter; national extensions
    # follow after a country's code, as in 1DFG-DE-BE.
    "thema": re.compile(r"(?:[1-6][A-Z]|[A-DFGJ-NP-Y])[A-Z0-9]{0,9}(?:-[A-Z]{2}-[A-Z0-9]{1,9})?"),
    "bisac": re.compile(r"[A-Z]{3}[0-9]{6}"),
}
_EXAMPLES = {"thema": "FBA", "bisac": "FIC000000"}
_LISTS = {
    "thema": "https://ns.editeur.org/thema/",
    "bisac": "https://www.bisg.org/complete-bisac-subject-headings-list",
}


def _parse_authority(text: str) -> str:
    """A scheme's name in small letters, or its address; raises Wrong."""
    if re.match(r"https?:", text, re.IGNORECASE):
        return parse_url(text)
    if text.lower() in _AUTHORITIES:
        return text.lower()
    near = nearest(text.lower(), _AUTHORITIES)
    mend = (
        f"write {near[0]}"
        if near
        else "write its web address, or one of " + ", ".join(_AUTHORITIES)
    )
    raise Wrong("CFG-005", f"{shown(text)} is not a scheme of subjects that EPUB knows", mend)


_TEXT = Key("text", Text(), "The subject in words.", "History of trade", required=True)
_AUTHORITY = Key(
    "authority",
    Checked("a scheme's name or address", "thema", _parse_authority),
    "The scheme that its code is from: thema, bisac, lcsh and so on, or an address.",
    "thema",
    aliases=("scheme",),
)
_TERM = Key("term", Text(), "Its code in that scheme.", "NHTB", aliases=("code",))


def _build_subject(given: Given) -> Subject:
    text, authority, term = given.text(_TEXT), given.text(_AUTHORITY), given.text(_TERM)
    if authority and given.lacks(_TERM):
        raise Wrong(
            "TRD-006",
            f"the subject {shown(text)} has a scheme and no code",
            f"write term, its code in {shown(authority)}, or leave authority out",
        )
    if term and given.lacks(_AUTHORITY):
        raise Wrong(
            "TRD-006",
            f"the subject {shown(text)} has the code {shown(term)}, and no scheme",
            f"write authority{_guess(term)}, or leave term out",
        )
    pattern = _PATTERNS.get(authority)
    if pattern and not pattern.fullmatch(term):
        raise Wrong("TRD-005", f"{shown(term)} is no code of {authority}", _mend(authority, term))
    return Subject(text=text, authority=authority, term=term)


def _guess(term: str) -> str:
    """The one scheme whose codes look like this one, for a message."""
    found = [name for name in ("bisac", "thema") if _PATTERNS[name].fullmatch(term)]
    return f' = "{found[0]}"' if found else ", the name of its scheme"


def _mend(authority: str, term: str) -> str:
    mended = re.sub(r"\s+", "", term).upper()
    if _PATTERNS[authority].fullmatch(mended):
        return f"write {mended}"
    return f"write one such as {_EXAMPLES[authority]}, from {_LISTS[authority]}"


SUBJECT = Structure(
    keys=(_TEXT, _AUTHORITY, _TERM),
    build=_build_subject,
    main=_TEXT,
    example="History",
)
