"""Tables become what the record says of works: identifiers, formats, series and the original."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from imprint.diagnostics import Place
from imprint.model.record import Identifier, Licence, Original, Series
from imprint.readers.configuration.dates import parse_date
from imprint.readers.configuration.forms import (
    Checked,
    Form,
    Given,
    Key,
    ListOf,
    Placed,
    Reading,
    Structure,
    Text,
    Wrong,
)
from imprint.readers.configuration.identifiers import (
    SCHEMES,
    identify,
    parse_doi,
    parse_isbn,
    parse_issn,
    recognise,
)
from imprint.readers.configuration.licences import known_licences, parse_licence
from imprint.readers.configuration.located import Located, Table
from imprint.readers.configuration.making import one_of
from imprint.readers.configuration.people import URL, person_form
from imprint.readers.configuration.wording import shown
from imprint.readers.languages import known_language, suggest_language
from imprint.readers.settings import PressWish


def _parse_language(text: str) -> str:
    """A BCP 47 tag in its usual casing; raises Wrong."""
    tag = known_language(text)
    if tag:
        return tag
    problem = f"{shown(text)} is not a language that BCP 47 knows"
    raise Wrong("REC-001", problem, suggest_language(text))


DATE = Checked("a date", "2026-11-23", parse_date)
LANGUAGE = Checked("a language's BCP 47 tag", "en-GB", _parse_language)


def _identifier(scheme: str) -> Callable[[str, Place], Identifier]:
    return lambda value, place: Identifier(scheme=scheme, value=value, place=place)


ISBN = Placed(Checked("an ISBN", "978-0-306-40615-7", parse_isbn), _identifier("isbn"))
DOI = Placed(Checked("a DOI", "10.1234/abcd", parse_doi), _identifier("doi"))

_SCHEME = Key(
    "scheme",
    Checked("a scheme", "doi", lambda text: one_of(text.lower(), tuple(SCHEMES), "a known scheme")),
    "One of isbn, issn, doi, uuid, urn and url.",
    "doi",
    required=True,
)
_VALUE = Key("value", Text(), "The identifier itself.", "10.1234/abcd", required=True)
_PAIR = Structure(
    keys=(_SCHEME, _VALUE),
    build=lambda given: (given.text(_SCHEME), given.text(_VALUE), given.place_of(_VALUE)),
)


@dataclass(frozen=True, slots=True)
class AnyIdentifier(Form[Identifier]):
    """A text whose scheme shows, or a table with scheme and value."""

    words: str = "an ISBN, ISSN, DOI, UUID, URN or web address, or a table with scheme and value"
    example: str = "https://doi.org/10.1234/abcd"
    keys = _PAIR.keys

    def read(self, value: Located, reading: Reading) -> Identifier | None:
        if not isinstance(value, Table):
            form = Checked(self.words, self.example, recognise)
            found = form.read(value, reading)
            return replace(found, place=value.place) if found else None
        pair = _PAIR.read(value, reading)
        if pair is None:
            return None
        scheme, text, place = pair
        try:
            return replace(identify(scheme, text), place=place)
        except Wrong as wrong:
            reading.refuse(wrong, place)
            return None


IDENTIFIERS = ListOf(AnyIdentifier())

_FORMAT_ISBN = Key("isbn", ISBN, "The format's own ISBN.", "978-0-306-40615-7")
_FORMAT_IDENTIFIER = Key("identifier", IDENTIFIERS, "Other identifiers of the format.")
_FORMAT = Structure(
    keys=(_FORMAT_ISBN, _FORMAT_IDENTIFIER),
    build=lambda given: (
        *((given.get(_FORMAT_ISBN),) if _FORMAT_ISBN in given else ()),
        *given.all(_FORMAT_IDENTIFIER),
    ),
    main=_FORMAT_ISBN,
    open_counts=True,
    example='isbn = "978-0-306-40615-7"',
)
_PROFILE = Key(
    "profile",
    Text(),
    "The printer's profile that the PDF is made for.",
    "kdp-paperback",
    default="generic",
)
_ICC = Key(
    "colour-profile",
    Text(words="a path", example="profiles/paper.icc"),
    "The ICC profile of the printing condition, where the printer wants one.",
    "profiles/paper.icc",
)


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What the printed format has beside its identifiers."""

    identifiers: tuple[Identifier, ...]
    press: PressWish | None


def _build_print(given: Given) -> PrintWish:
    identifiers = _FORMAT.build(given)
    if _PROFILE not in given and _ICC not in given:
        return PrintWish(identifiers, None)
    return PrintWish(
        identifiers,
        PressWish(
            profile=given.text(_PROFILE),
            colour_profile=given.text(_ICC),
            place=given.place_of(_PROFILE),
            colour_place=given.place_of(_ICC),
        ),
    )


_PRINT = Structure(
    keys=(_FORMAT_ISBN, _FORMAT_IDENTIFIER, _PROFILE, _ICC),
    build=_build_print,
    main=_FORMAT_ISBN,
    open_counts=True,
    example='isbn = "978-0-306-40615-7"',
)
# The formats that a publisher sells or deposits; the first ones are Imprint's targets.
_FORMAT_NAMES = {
    "epub": "The e-book.",
    "print": "The printed book.",
    "screen": "The PDF for reading on a screen.",
    "archive": "The PDF for an archive.",
    "paperback": "A paperback beside or in place of print.",
    "hardcover": "A hardcover edition.",
    "large-print": "A large-print edition.",
    "audiobook": "An audiobook.",
    "kindle": "An edition for Amazon's devices.",
    "braille": "A braille edition.",
    "web": "An edition on the web.",
}


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a publication: the identifiers of each, and how it is printed."""

    identifiers: Mapping[str, tuple[Identifier, ...]] = field(default_factory=dict)
    press: PressWish | None = None


def _build_formats(given: Given) -> Formats:
    identifiers: dict[str, tuple[Identifier, ...]] = {}
    press: PressWish | None = None
    for name, value in given.values.items():
        if isinstance(value, PrintWish):
            press, value = value.press, value.identifiers
        identifiers[name] = tuple(replace(identifier, medium=name) for identifier in value)
    return Formats(identifiers, press)


FORMATS = Structure(
    keys=tuple(
        Key(name, _PRINT if name == "print" else _FORMAT, text)
        for name, text in _FORMAT_NAMES.items()
    ),
    build=_build_formats,
    example='print = {isbn = "978-0-306-40615-7"}',
)

_SPDX = Key(
    "spdx",
    Checked("an SPDX licence identifier", "CC-BY-SA-4.0", parse_licence),
    "The licence's SPDX identifier, or LicenseRef- and a name of its own.",
    "CC-BY-SA-4.0",
    aliases=("id",),
    required=True,
)
_LICENCE_NAME = Key("name", Text(), "The licence's name, where Imprint does not know it.")
_LICENCE_URL = Key("url", URL, "The address of its deed, where Imprint does not know it.")


def _build_licence(given: Given) -> Licence:
    licence = cast("Licence", given.get(_SPDX))
    if licence.spdx in known_licences():
        return licence
    return replace(
        licence,
        name=given.text(_LICENCE_NAME) or licence.name,
        url=given.text(_LICENCE_URL),
    )


LICENCE = Structure(
    keys=(_SPDX, _LICENCE_NAME, _LICENCE_URL),
    build=_build_licence,
    main=_SPDX,
    example="CC-BY-SA-4.0",
)

_SERIES_TITLE = Key(
    "title", Text(), "The series' title.", "Voices", aliases=("name",), required=True
)
_POSITION = Key("position", Text(), "The volume's number in it.", "3", aliases=("group-position",))
_SERIES_ISSN = Key("issn", Checked("an ISSN", "0378-5955", parse_issn), "The series' ISSN.")
_SERIES_TYPE = Key(
    "type",
    Checked(
        "series or set", "series", lambda text: one_of(text, ("series", "set"), "series or set")
    ),
    "Whether it is a series or a set.",
    default="series",
)


def _build_series(given: Given) -> Series:
    return Series(
        title=given.text(_SERIES_TITLE),
        position=given.text(_POSITION),
        issn=given.text(_SERIES_ISSN),
    )


SERIES = Structure(
    keys=(_SERIES_TITLE, _POSITION, _SERIES_ISSN, _SERIES_TYPE),
    build=_build_series,
    main=_SERIES_TITLE,
    example="Voices",
)

_TITLE = Key("title", Text(), "The original's title.", "Das Meer")
_LANG = Key("lang", LANGUAGE, "The language it was written in.", "de")
_AUTHOR = Key("author", ListOf(person_form("aut")), "Its author, where it is another.")
_PUBLISHER = Key("publisher", Text(), "Who published it.", "Hafen Verlag")
_VENUE = Key(
    "venue",
    Text(),
    "The journal, site or book that it first appeared in.",
    "Merkur",
    aliases=("container-title",),
)
_DATE = Key("date", DATE, "When it was published.", "1987-05")
_URL = Key("url", URL, "Where it can be read.", "https://example.org/meer")
_ACCESSED = Key("accessed", DATE, "When that address was last looked at.", "2026-11-23")
_ISBN = Key("isbn", ISBN, "Its ISBN.")
_DOI = Key("doi", DOI, "Its DOI.", "10.1234/abcd")


def _build_original(given: Given) -> Original:
    identifiers = (given.get(_ISBN), given.get(_DOI))
    return Original(
        title=given.text(_TITLE),
        language=given.text(_LANG),
        contributors=given.all(_AUTHOR),
        publisher=given.text(_PUBLISHER),
        venue=given.text(_VENUE),
        issued=given.get(_DATE),
        url=given.text(_URL),
        accessed=given.get(_ACCESSED),
        identifiers=tuple(identifier for identifier in identifiers if identifier),
    )


ORIGINAL = Structure(
    keys=(
        _TITLE,
        _LANG,
        _AUTHOR,
        _PUBLISHER,
        _VENUE,
        _DATE,
        _URL,
        _ACCESSED,
        _ISBN,
        _DOI,
    ),
    build=_build_original,
    example='title = "Das Meer", lang = "de"',
)
