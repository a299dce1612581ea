"""Words beside a label or in a credit sentence become facts of the record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from imprint.model.record import Contributor, Credit, Identifier, Licence, PartialDate
from imprint.readers.article import vocabulary
from imprint.readers.article.dates import Dated, find_date, whole_date
from imprint.readers.article.licences import find_licence
from imprint.readers.article.names import read_names
from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.identifiers import parse_isbn, parse_issn

Value = str | PartialDate | Contributor | Licence | Identifier | Credit

ROLES = ("aut", "trl", "edt", "pfr", "ill", "pht", "ivr", "aui", "nrt")
URL = re.compile(r"https?://[^\s<>\"“”«»（）]*[^\s<>\"“”«»（）.,;:!?)\]'’]")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S*[^\s.,;])", re.I)
# A text may well have the title "By the River", and nobody that name.
_ARTICLES = tuple(f"{word} " for word in "the der die das den dem la le les el los las of".split())
_LICENCE_WORDS = 16  # a longer sentence says more than which licence it is
_QUOTES = "\"“”„‟«»‹›‘’'《》〈〉「」『』*_ "
_PAIRS = {
    pair[0]: pair[1]
    for pair in (
        "“”",
        "„“",
        "«»",
        "»«",
        "‹›",
        "‘’",
        "《》",
        "〈〉",
        "「」",
        "『』",
        "**",
        "__",
        '""',
        "''",
    )
}
_UNDER_TITLE = re.compile(
    r"[\s,]+(?:under the title|as|with the title|titled|sous le titre|unter dem titel"
    r"|con el título|bajo el título)[\s:]+(.+)",
    re.IGNORECASE,
)


class Zone(Enum):
    """Where in the file a line stands, which decides what it may be taken for."""

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact read: a MARC role, a field of the record, or one of three keys of our own.

    ``credit`` is work with no field of its own; ``unclear`` a Credit that nobody understood;
    ``leftover`` a piece of a credit line that is the web page's own.
    """

    key: str
    value: Value


Facts = tuple[Fact, ...]


def interpret(key: str, said: str, *, zone: Zone, label: str = "") -> Facts:
    """The facts in a value that stands for one of the facts in ``key``; empty where it cannot."""
    said = said.strip().rstrip(";,；，")
    for choice in key.split("|"):
        if said and (facts := _interpret(choice, said, zone, label)):
            return facts
    return ()


def _interpret(key: str, said: str, zone: Zone, label: str) -> Facts:
    if key == "byline":
        key = "aut" if zone is Zone.HEAD else "publisher"
    if key in ROLES:
        names = read_names(said, several_words=zone is Zone.TAIL and key == "aut" and not label)
        if key == "aut" and any(name.startswith(_ARTICLES) for name in names):
            return ()
        return tuple(Fact(key, Contributor(name=name, role=key)) for name in names)
    if key == "credit":
        known = read_names(said) or whole_date(said) or zone is Zone.ABOUT
        return (Fact("credit", Credit(label=label, name=_sentence(said))),) if known else ()
    reader = _READERS.get(key)
    return reader(key, said, label) if reader else ()


def _date(key: str, said: str, label: str) -> Facts:
    found = whole_date(said)
    if found is None:
        return ()
    if found.date is None:
        return (Fact("unclear", Credit(label=label, name=said)),)
    return (Fact(key, found.date),)


def _language(key: str, said: str, label: str) -> Facts:
    tag = read_language(said)
    return (Fact(key, tag),) if tag else ()


def read_language(said: str) -> str:
    """The BCP 47 tag of a language's name in one of the languages of the tables, or ``""``."""
    names = vocabulary.language_names()
    name = said.casefold().strip(" .()（）").removeprefix("the ").removeprefix("das ")
    name = re.sub(r"^(?:le |la |l['’]|el |du )", "", name)
    for ending in ("", "en", "n", "e", "a", "ne"):
        if name.endswith(ending) and (tag := names.get(name[: len(name) - len(ending)])):
            return tag
    return ""


def _title(key: str, said: str, label: str) -> Facts:
    title = unquoted(_sentence(said))
    return (Fact(key, title),) if title and len(title) <= 200 and not URL.search(said) else ()


def _url(key: str, said: str, label: str) -> Facts:
    match = URL.search(said)
    if match is None or match.start() > 60 or said[match.end() :].strip(" .,;:)]>”»"):
        return ()
    return (Fact(key, match.group()),)


def _words(key: str, said: str, label: str) -> Facts:
    name = unquoted(_sentence(said))
    proper = name and (_is_capital(name) or any(_is_capital(word) for word in name.split()))
    broken = URL.search(said) or re.search(r"[，。：；]", name)
    known = proper and len(name) <= 80 and not broken
    return (Fact(key, name),) if known else ()


def _type(key: str, said: str, label: str) -> Facts:
    return (Fact(key, _sentence(said)),) if len(said) <= 40 else ()


def _text(key: str, said: str, label: str) -> Facts:
    return (Fact(key, said),)


def _rights(key: str, said: str, label: str) -> Facts:
    return _licence(key, said, label) if find_licence(said) else (Fact("rights", said),)


def _licence(key: str, said: str, label: str) -> Facts:
    found = find_licence(said)
    if found is None:
        return (Fact("rights", said),) if label else ()
    if found.licence is None:
        return (Fact("unclear", Credit(label=label, name=said)),)
    licence = Fact("licence", found.licence)
    more = len(said.split()) > _LICENCE_WORDS
    return (licence, Fact("rights", said)) if more else (licence,)


def _venue(key: str, said: str, label: str) -> Facts:
    """ "Le Monde, 3 March 2021", with or without the date and the title there."""
    under = _UNDER_TITLE.search(said)
    titles = _title("original.title", under[1], label) if under else ()
    said = said[: under.start()] if under and titles else said
    found = find_date(said, years=True)
    if found is None:
        venue = _words(key, said, label) if len(said.split()) <= 12 else ()
        return (*venue, *titles) if venue else ()
    if found.date is None:
        return (Fact("unclear", Credit(label=label, name=said)),)
    return (*facts, *titles) if (facts := _dated_venue(key, said, found)) else ()


def _dated_venue(key: str, said: str, found: Dated) -> Facts:
    assert found.date is not None
    issued = Fact("original.issued", found.date)
    before = vocabulary.connectors().sub("", said[: found.start])
    after = said[found.end :].strip(" .,;)")
    seasonal = before.casefold().rsplit(" ", 1)[-1].strip("( ") in _seasons()
    if after and len(after.split()) > 2:
        return ()
    if after or seasonal or before.count("(") != before.count(")"):
        return _whole_venue(key, said, issued)
    if not before:
        return (issued,)
    if len(before.split()) <= 2 and before.isalpha():
        return (Fact(key, before), issued)
    venue = _words(key, before, "")
    return (*venue, issued) if venue else ()


def _whole_venue(key: str, said: str, issued: Fact) -> Facts:
    venue = _words(key, said, "") if len(said.split()) <= 14 else ()
    return (*venue, issued) if venue else ()


def _seasons() -> frozenset[str]:
    return vocabulary.gathered(lambda words: words.seasons)


def _isbn(key: str, said: str, label: str) -> Facts:
    return _identifiers("isbn", said, parse_isbn)


def _issn(key: str, said: str, label: str) -> Facts:
    return _identifiers("issn", said, parse_issn)


def _identifiers(scheme: str, said: str, parse: Callable[[str], str]) -> Facts:
    number = re.sub(r"\s*[(（].*", "", said).strip(" .")
    if not re.fullmatch(r"[\dXx -]{8,20}", number):
        return ()
    try:
        return (Fact(scheme, Identifier(scheme=scheme, value=parse(number))),)
    except Wrong:
        return (Fact("false " + scheme, number),)


def _doi(key: str, said: str, label: str) -> Facts:
    match = _DOI.fullmatch(said)
    return (Fact("doi", Identifier(scheme="doi", value=match[1])),) if match else ()


def _is_capital(word: str) -> bool:
    first = word.lstrip(_QUOTES + "(")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or not first.islower())


def _sentence(said: str) -> str:
    said = said.strip()
    return said[:-1] if said.endswith((".", "。")) and not re.search(r"\b\w\.$", said) else said


def unquoted(said: str) -> str:
    """The text without quotation marks or emphasis around the whole of it."""
    said = said.strip()
    while len(said) > 2 and _PAIRS.get(said[0]) == said[-1] and said[0] not in said[1:-1]:
        said = said[1:-1].strip()
    return said


_READERS: dict[str, Callable[[str, str, str], Facts]] = {
    "issued": _date,
    "original.issued": _date,
    "original.language": _language,
    "language": _language,
    "original.title": _title,
    "title": _title,
    "subtitle": _title,
    "original.url": _url,
    "original.venue": _venue,
    "original.publisher": _words,
    "publisher": _words,
    "licence": _licence,
    "rights": _rights,
    "rights.whole": _text,
    "type": _type,
    "description": _text,
    "standfirst": _text,
    "subjects": _text,
    "edition": _type,
    "isbn": _isbn,
    "issn": _issn,
    "doi": _doi,
}
