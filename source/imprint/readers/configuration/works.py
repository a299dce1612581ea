"""Texts and tables become identifiers, and what the publication is a part of: series, serial."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from imprint.diagnostics import Place
from imprint.model.record import Identifier, Serial, Series
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
    identify,
    parse_doi,
    parse_isbn,
    parse_issn,
    parse_scheme,
    recognise,
)
from imprint.readers.configuration.located import Located, Table
from imprint.readers.configuration.making import one_of
from imprint.values import replace


def _identifier(scheme: str) -> Callable[[str, Place], Identifier]:
    return lambda value, place: Identifier(scheme=scheme, value=value, place=place)


_ISSN_TEXT = Checked("an ISSN", "0378-5955", parse_issn)
ISBN = Placed(Checked("an ISBN", "978-0-306-40615-7", parse_isbn), _identifier("isbn"))
ISSN = Placed(_ISSN_TEXT, _identifier("issn"))
DOI = Placed(Checked("a DOI", "10.1234/abcd", parse_doi), _identifier("doi"))

_SCHEME = Key(
    "scheme",
    Checked("a scheme", "doi", parse_scheme),
    "One of isbn, issn, doi, uuid, urn, url, lccn and oclc.",
    "doi",
    required=True,
)
_VALUE = Key(
    "value", Text(), "The identifier itself.", "10.1234/abcd", aliases=("text",), required=True
)
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


def _parse_collection_type(text: str) -> str:
    return one_of(text, ("series", "set"), "series or set")


COLLECTION_TYPE = Checked("series or set", "series", _parse_collection_type)

_SERIES_TITLE = Key(
    "title", Text(), "The series' title.", "Voices", aliases=("name",), required=True
)
_POSITION = Key("position", Text(), "The volume's number in it.", "3", aliases=("group-position",))
_SERIES_ISSN = Key("issn", _ISSN_TEXT, "The series' ISSN.", "0378-5955")
_SERIES_TYPE = Key(
    "type",
    COLLECTION_TYPE,
    "Whether it is a series, or a set: volumes that are one work.",
    "set",
    aliases=("collection-type",),
    default="series",
)


def _build_series(given: Given) -> Series:
    return Series(
        title=given.text(_SERIES_TITLE),
        position=given.text(_POSITION),
        issn=given.text(_SERIES_ISSN),
        type=given.text(_SERIES_TYPE) or Series(title="").type,
    )


SERIES = Structure(
    keys=(_SERIES_TITLE, _POSITION, _SERIES_ISSN, _SERIES_TYPE),
    build=_build_series,
    main=_SERIES_TITLE,
    example="Voices",
)

_SERIAL_TITLE = Key("title", Text(), "The magazine's title.", "The Pier", required=True)
_SERIAL_ISSN = Key("issn", _ISSN_TEXT, "The magazine's ISSN.", "0378-5955")
_VOLUME = Key("volume", Text(), "The volume.", "12")
_NUMBER = Key("number", Text(), "The issue's number.", "3", aliases=("issue",))
_COVER_DATE = Key("cover-date", Text(), "The date as it stands on the cover.", "Spring 2026")


def _build_serial(given: Given) -> Serial:
    return Serial(
        title=given.text(_SERIAL_TITLE),
        issn=given.text(_SERIAL_ISSN),
        volume=given.text(_VOLUME),
        number=given.text(_NUMBER),
        cover_date=given.text(_COVER_DATE),
    )


SERIAL = Structure(
    keys=(_SERIAL_TITLE, _SERIAL_ISSN, _VOLUME, _NUMBER, _COVER_DATE),
    build=_build_serial,
    main=_SERIAL_TITLE,
    example="The Pier",
)
