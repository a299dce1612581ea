"""What a finished file states: each fact in one form, whatever the file's own way to write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as a file states it.

    ``fact`` is its key, such as ``title``, ``role.trl`` or ``isbn.print``; ``values`` are what is
    said, each in the form that ``canonical`` gives; ``view`` is the kind of file that says it
    (``package``, ``xmp``, ``onix`` …), ``file`` its name, and ``where`` the place in it, in words.
    """

    fact: str
    values: tuple[str, ...]
    view: str
    file: str
    where: str


class Unreadable(Exception):
    """A file that cannot be opened; the message says why."""


def canonical(text: str) -> str:
    """A text without what no reader sees: composed, its white space single, none at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00ad", "").split())


def all_canonical(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that say anything."""
    return tuple(found for found in (canonical(text or "") for text in texts) if found)


def text_of(element: etree._Element) -> str:
    """All the text in an element, as it stands."""
    return "".join(str(text) for text in element.itertext())


def reason(error: Exception) -> str:
    """Why a file cannot be opened, without where in memory it lay."""
    return re.sub(r"^stream <.*?>: ", "", str(error))


def squeezed(text: str) -> str:
    """A text without white space, as one compares it with the lines of a page."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))


def identified(text: str) -> tuple[str, str]:
    """The scheme of an identifier and its bare form: digits of an ISBN, the name of a DOI."""
    text = canonical(text)
    bare = re.sub(r"^(urn:isbn:|isbn[: ])", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"97[89][\d -]{10,14}", bare) and len(re.sub(r"\D", "", bare)) == 13:
        return "isbn", re.sub(r"\D", "", bare)
    bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", bare):
        return "doi", bare.lower()
    bare = re.sub(r"^(urn:issn:|issn[: ])", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{4}-?\d{3}[\dXx]", bare):
        return "issn", bare.replace("-", "").upper()
    return "", text


def words_in(texts: Iterable[str]) -> tuple[str, ...]:
    """What something can be found by, where a file has each word or all of them in one text."""
    parted = (part for text in texts for part in text.split(";"))
    return tuple(sorted({*all_canonical(parted)}))


def bare(text: str) -> str:
    """A text as it can be looked for among others: a number without its scheme, small letters."""
    return number_of(text) or identified(text)[1].casefold()


def kind_of(text: str) -> str:
    """What kind of value a text in the form of ``bare`` is: a scheme's, a date, or a name."""
    is_date = re.fullmatch(r"\d{4}(-\d\d){0,2}", text)
    return "date" if is_date else identified(text)[0] or ("number" if number_of(text) else "name")


_SPDX = re.compile(r"https?://spdx\.org/licenses/([\w.+-]+?)(?:\.html|\.json)?/?")
_COMMONS = re.compile(
    r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)(/.*)?"
)


def licence_of(address: str) -> str:
    """The SPDX identifier of the licence that an address stands for, in small letters, or nothing.

    https://spdx.org/licenses/ · https://creativecommons.org/licenses/
    """
    if found := _SPDX.fullmatch(address):
        return found[1].lower()
    if found := _COMMONS.fullmatch(address):
        name = {"zero": "cc0", "mark": "pdm"}.get(found[2], f"cc-{found[2]}")
        return f"{name}-{found[3]}"
    return ""


def number_of(text: str) -> str:
    """The bare number by which a register knows a person: the sixteen digits of ORCID or ISNI."""
    bare = re.sub(r"[^0-9X]", "", canonical(text).rpartition("/")[2].upper())
    return bare if len(bare) == 16 else ""


def parsed(content: bytes, name: str = "it") -> etree._Element:
    """The root of an XML document without comments and processing instructions.

    Its entities are never followed. Raises Unreadable, in whose message it has the ``name``.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        why = getattr(error, "msg", None) or error
        raise Unreadable(f"{name} is not well-formed XML: {why}") from None


def sales_territory(countries: Iterable[str], excluded: Iterable[str]) -> tuple[str, ...]:
    """The countries of a territory, and those that are not in it, in one form."""
    without = (f"without {country}" for country in excluded)
    return all_canonical(sorted({*countries, *without}))
