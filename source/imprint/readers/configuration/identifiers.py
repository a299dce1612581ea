"""Texts become identifiers in their canonical form, checked by their check digits.

ISBN: https://www.isbn-international.org/content/isbn-users-manual · ISSN:
https://www.issn.org/understanding-the-issn/ · DOI: https://www.doi.org/doi-handbook/ · ORCID:
https://support.orcid.org/hc/en-us/articles/360006897674 · ISNI: https://isni.org/page/faq/ · UUID
and URN: RFC 9562 and RFC 8141 · LCCN: https://www.loc.gov/marc/lccn-namespace.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from imprint.late import imported_late
from imprint.model.record import Identifier
from imprint.readers.configuration.addresses import parse_url
from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.wording import nearest, shown

_DASHES = re.compile("[\\s\u00ad\u2010-\u2015\u2212.-]+")
# Registrants have four digits or more; an ISBN-A begins as an ISBN does.
_DOI = re.compile(r"10\.(?:97[89]|[0-9]{4,9})(?:\.[0-9]+)*/\S+")
# What stdnum imports to ask servers, which is never done here.
_UNUSED = ("pydoc", "ssl")
_URN = re.compile(r"[uU][rR][nN]:[a-zA-Z0-9][a-zA-Z0-9-]{0,30}[a-zA-Z0-9]:[!-~]+")


def _wrong(what: str, mend: str) -> Wrong:
    return Wrong("REC-004", what, mend)


def _digits(text: str, prefix: str) -> str:
    """The characters that count: without a name before them, hyphens and spaces."""
    return _DASHES.sub("", re.sub(rf"^(urn:)?{prefix}[\s:]*", "", text, flags=re.I)).upper()


def parse_isbn(text: str) -> str:
    """An ISBN-13 with its hyphens, also from an ISBN-10; raises Wrong."""
    with imported_late(*_UNUSED):
        from stdnum import ean, isbn

    number = _digits(text, "isbn(?:-1[03])?")
    mend = "copy the number again from the barcode or the ISBN agency's list"
    if not re.fullmatch(r"[0-9]+X?", number):
        raise _wrong(f"an ISBN has digits only: {shown(text)}", mend)
    if len(number) not in (10, 13) or (len(number) == 13 and number.endswith("X")):
        raise _wrong(f"an ISBN has 13 digits, and this has {len(number)}: {shown(text)}", mend)
    if len(number) == 13 and not re.match(r"978|979[1-9]", number):
        raise _wrong(f"an ISBN begins with 978 or 979: {shown(text)}", mend)
    given = number[-1]
    if len(number) == 10:
        right = isbn.to_isbn10(isbn.to_isbn13(number))[-1]
    else:
        right = ean.calc_check_digit(number[:-1])
    if given != right:
        mended = isbn.format(number[:-1] + right)
        raise _wrong(
            f"the ISBN's check digit is {given}, expected {right}: {_like(mended, given)}",
            f"write {mended}, or copy it again from the barcode",
        )
    return str(isbn.format(number, convert=True))


def _like(mended: str, digit: str) -> str:
    return mended[:-1] + digit


def parse_issn(text: str) -> str:
    """An ISSN with its hyphen; raises Wrong."""
    with imported_late(*_UNUSED):
        from stdnum import issn

    number = _digits(text, "issn")
    if not re.fullmatch(r"[0-9]{7}[0-9X]", number):
        raise _wrong(
            f"an ISSN has eight digits, of which the last may be X: {shown(text)}",
            "write it as 1234-5679, or copy it again",
        )
    right = issn.calc_check_digit(number[:-1])
    if number[-1] != right:
        raise _wrong(
            f"the ISSN's check digit is {number[-1]}, expected {right}: {number[:4]}-{number[4:]}",
            f"write {number[:4]}-{number[4:7]}{right}, or copy it again",
        )
    return f"{number[:4]}-{number[4:]}"


def parse_doi(text: str) -> str:
    """A DOI without its resolver's address; raises Wrong."""
    name = re.sub(r"^(https?://(dx\.|www\.)?doi\.org/|doi:\s*)", "", text, flags=re.I)
    if not _DOI.fullmatch(name):
        raise _wrong(
            f"{shown(text)} is not a DOI", "write it as 10.1234/abcd, with its prefix and slash"
        )
    return name


def parse_orcid(text: str) -> str:
    """An ORCID iD as four groups of four (ISO 7064, MOD 11-2); raises Wrong."""
    bare = re.sub(r"^https?://(www\.)?orcid\.org/", "", text, flags=re.I).removesuffix("/")
    return "-".join(_groups(bare, "ORCID iD", "0000-0002-1825-0097", "orcid.org"))


def parse_isni(text: str) -> str:
    """An ISNI's sixteen digits (ISO 27729), without spaces; raises Wrong."""
    bare = re.sub(r"^https?://(www\.)?isni\.org/(isni/)?", "", text, flags=re.I).removesuffix("/")
    return "".join(_groups(bare, "ISNI", "0000 0001 2103 2683", "isni.org"))


def _groups(text: str, name: str, example: str, source: str) -> list[str]:
    """Sixteen digits in fours, of which the last one is right; raises Wrong."""
    with imported_late(*_UNUSED):
        from stdnum.iso7064 import mod_11_2

    number = _digits(text, name.split(maxsplit=1)[0])
    if not re.fullmatch(r"[0-9]{15}[0-9X]", number):
        raise _wrong(f"an {name} has sixteen digits: {shown(text)}", f"write it as {example}")
    right = mod_11_2.calc_check_digit(number[:-1])
    groups = [number[at : at + 4] for at in range(0, 16, 4)]
    if number[-1] != right:
        written = example[4].join(groups)
        raise _wrong(
            f"the {name}'s check digit is {number[-1]}, expected {right}: {written}",
            f"write {written[:-1]}{right}, or copy it again from {source}",
        )
    return groups


def parse_uuid(text: str) -> str:
    """A UUID in lower case; raises Wrong."""
    digits = re.sub(r"^urn:uuid:", "", text, flags=re.I)
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", digits, re.I):
        raise _wrong(
            f"{shown(text)} is not a UUID", "write it as 123e4567-e89b-12d3-a456-426614174000"
        )
    return str(UUID(digits))


def parse_urn(text: str) -> str:
    """A URN; raises Wrong."""
    if not _URN.fullmatch(text):
        raise _wrong(f"{shown(text)} is not a URN", "write it as urn:name:value, without spaces")
    return text


def parse_lccn(text: str) -> str:
    """A control number of the Library of Congress, in its normal form; raises Wrong."""
    number = re.sub(r"^(https?://lccn\.loc\.gov/|(info:)?lccn[\s:/]*)", "", text, flags=re.I)
    number = re.sub(r"\s+|/.*", "", number).lower()
    start, hyphen, serial = number.partition("-")
    number = start + serial.rjust(6, "0") if hyphen else number
    if not re.fullmatch(r"[a-z]{0,3}[0-9]{8}|[a-z]{0,2}[0-9]{10}", number):
        raise _wrong(
            f"{shown(text)} is not a control number of the Library of Congress",
            "write it as 2001627090, the year first; a shelf mark is none",
        )
    return number


def parse_oclc(text: str) -> str:
    """A number of the WorldCat without its prefix; raises Wrong."""
    number = re.sub(r"^(\(?ocolc\)?|oc[mn]|on|oclc)[\s:#]*", "", text, flags=re.I)
    if not re.fullmatch(r"0*[1-9][0-9]{0,13}", number):
        raise _wrong(f"an OCLC number has digits only: {shown(text)}", "write it as 1234567")
    return number.lstrip("0")


SCHEMES: dict[str, Callable[[str], str]] = {
    "isbn": parse_isbn,
    "issn": parse_issn,
    "doi": parse_doi,
    "uuid": parse_uuid,
    "urn": parse_urn,
    "url": parse_url,
    "lccn": parse_lccn,
    "oclc": parse_oclc,
}
# What pandoc and others call them (https://pandoc.org/MANUAL.html#epub-metadata).
_OTHER_NAMES = {
    "isbn-10": "isbn",
    "isbn-13": "isbn",
    "gtin-13": "isbn",
    "ean-13": "isbn",
    "isbn-a": "doi",
    "uri": "url",
    "olcc": "oclc",
}
# Schemes of other things, and where their facts go.
_REFUSED = {
    "gtin-14": "it counts boxes of books: write the ISBN that is in it",
    "upc": "it is not a book's: write the ISBN",
    "jp": "it is the code of an e-book in Japan: write the ISBN",
    "ismn-10": "it is printed music's: where the book is one of text, write its ISBN",
    "ismn-13": "it is printed music's: where the book is one of text, write its ISBN",
    "legal deposit number": "write legal-deposit",
}


def parse_scheme(text: str) -> str:
    """A scheme that the record has, also by another of its names; raises Wrong."""
    name = " ".join(text.lower().split())
    name = _OTHER_NAMES.get(name, name)
    if name in SCHEMES:
        return name
    near = nearest(name, tuple(SCHEMES))
    mend = f"write {near[0]}" if near else "write one of " + ", ".join(SCHEMES)
    raise Wrong(
        "CFG-005",
        f"{shown(text)} is not a scheme of identifiers that the record has",
        _REFUSED.get(name, mend),
    )


# How a text that stands alone shows its scheme; the first that matches.
_SIGNS = (
    (r"https?://(dx\.|www\.)?doi\.org/|doi:|10\.([0-9]{4}|97[89]\.)", "doi"),
    (r"https?:", "url"),
    (r"(urn:)?isbn\b", "isbn"),
    (r"(urn:)?issn\b", "issn"),
    (r"urn:uuid:|[0-9a-f]{8}-[0-9a-f]{4}-", "uuid"),
    (r"urn:", "urn"),
    (r"97[89]", "isbn"),
    (r"[0-9]{4}.?[0-9]{3}[0-9x]$", "issn"),
    (r"([0-9][\s‐-―-]?){9}[0-9x]$", "isbn"),
)


def recognise(text: str) -> Identifier:
    """The identifier that a text is; raises Wrong."""
    for sign, scheme in _SIGNS:
        if re.match(sign, text, re.IGNORECASE):
            return identify(scheme, text)
    raise _wrong(
        f"{shown(text)} is not an ISBN, ISSN, DOI, UUID, URN or web address",
        "say what it is, as in scheme: doi and value: 10.1234/abcd",
    )


def identify(scheme: str, text: str) -> Identifier:
    """The identifier of that scheme; raises Wrong."""
    return Identifier(scheme=scheme, value=SCHEMES[scheme](text))
