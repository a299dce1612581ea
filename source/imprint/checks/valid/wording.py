"""The rules of validators become plain words: what is wrong, and what an author can do."""

from __future__ import annotations

_REPORT = "mend the text or the template that makes this; if neither is yours, please report it"
_ANEW = "build it anew; if it stays so, please report it"

# EPUBCheck's ids, or their families, with what they mean and how to mend it.
# https://github.com/w3c/epubcheck/blob/main/src/main/resources/com/adobe/epubcheck/messages/MessageBundle.properties
_EPUBCHECK = {
    "RSC-001": ("a file that the e-book names is not in it", _ANEW),
    "RSC-005": ("the markup is not as the standard wants it", _REPORT),
    "RSC-006": ("the e-book fetches something from the web", "take it into the manuscript"),
    "RSC-007": ("a link leads to a file that is not in the e-book", "mend the link"),
    "RSC-008": ("a file is shown that the e-book does not list", _ANEW),
    "RSC-011": ("a link leads to a document that is not read in order", _ANEW),
    "RSC-012": ("a link leads to a place that is not there", "mend the link"),
    "RSC-016": ("a document is not well-formed and cannot be opened", _REPORT),
    "RSC-020": ("an address is not a URL", "mend the address"),
    "OPF-003": ("a file lies in the e-book that it does not list", _ANEW),
    "OPF-014": ("a document has something in it that the package does not tell", _ANEW),
    "OPF-028": ("a vocabulary is used that is not declared", _ANEW),
    "OPF-049": ("the reading order names a document that is not listed", _ANEW),
    "OPF-053": ("a date is not written as the standard wants it", "mend the date"),
    "OPF-092": ("a language is not a BCP 47 tag", "mend the tag"),
    "PKG-006": ("the e-book does not begin with its type", "pack it anew"),
    "PKG-007": ("the e-book does not begin with its type", "pack it anew"),
    "PKG-008": ("the file is not an e-book that can be opened", _ANEW),
    "CSS-008": ("a stylesheet cannot be understood", "mend the stylesheet"),
    "MED-004": ("a picture is damaged", "save the picture anew"),
    "NAV": ("the contents of the e-book are not as the standard wants them", _ANEW),
    "NCX": ("the contents for old readers are not as the standard wants them", _ANEW),
    "OPF": ("what the e-book says of itself is not as the standard wants it", _ANEW),
    "PKG": ("the e-book is not packed as the standard wants it", _ANEW),
    "CSS": ("a stylesheet is not as the standard wants it", "mend the stylesheet"),
    "MED": ("a picture or sound is not as the standard wants it", "save it anew"),
    "HTM": ("the markup is not as the standard wants it", _REPORT),
    "RSC": ("a file of the e-book is not as the standard wants it", _REPORT),
    "ACC": ("the e-book is not as accessible as it could be", _REPORT),
}
_OTHERWISE = ("the e-book is not as the standard wants it", _REPORT)

# What the clauses of a standard are about; the longest that fits.
_ACCESSIBLE = {
    "5": "what the file says of its standard is",
    "6": "what the file says of its tags is",
    "7.1": "the order and the tags of the contents are",
    "7.2": "the language or the nesting of a text is",
    "7.3": "a picture or its alternative text is",
    "7.4": "the levels of headings are",
    "7.5": "the heads of a table are",
    "7.7": "a formula is",
    "7.9": "a note is",
    "7.10": "a layer is",
    "7.11": "an attachment is",
    "7.15": "a form is",
    "7.16": "the lock of the file is",
    "7.18": "a link or annotation is",
    "7.20": "a part that is shown again is",
    "7.21": "a font or its characters are",
}
_ARCHIVAL = {
    "6.1": "the file's own structure is",
    "6.2.2": "the drawing on a page is",
    "6.2.3": "the printing condition is",
    "6.2.4": "a colour is",
    "6.2.8": "a picture is",
    "6.2.10": "something that shines through is",
    "6.2.11": "a font or its characters are",
    "6.3": "an annotation is",
    "6.4": "a form is",
    "6.5": "a link or action is",
    "6.6": "what the file says of itself is",
    "6.7": "the order and the tags of the contents are",
    "6.8": "an attachment is",
    "6.9": "a layer is",
}


def in_plain_words(rule: str) -> tuple[str, str]:
    """What breaks a rule of EPUBCheck, and how to mend it."""
    return _EPUBCHECK.get(rule) or _EPUBCHECK.get(rule.partition("-")[0]) or _OTHERWISE


def subject_of_clause(flavour: str, rule: str) -> str:
    """What a rule of veraPDF is about, such as ``7.4.2-1``, with its verb."""
    subjects = _ACCESSIBLE if flavour.startswith("ua") else _ARCHIVAL
    parts = rule.partition("-")[0].split(".")
    for length in range(len(parts), 0, -1):
        subject = subjects.get(".".join(parts[:length]))
        if subject:
            return subject
    return "something is"
