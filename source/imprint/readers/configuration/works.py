"""Texts and tables become identifiers, and what the publication is a part of: series, serial."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from imprint.diagnostics import Place
from imprint.model.record import Identifier, PartialDate, Serial, Series
from imprint.readers.configuration.checked import DATE
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
from imprint.readers.configuration.wording import shown
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
    default="the one that the identifier shows",
)
_VALUE = Key(
    "value", Text(), "The identifier itself.", "10.1234/abcd", aliases=("text",), required=True
)
_TABLE: Structure[Given] = Structure(keys=(_SCHEME, _VALUE), build=lambda given: given)


@dataclass(frozen=True, slots=True)
class AnyIdentifier(Form[Identifier]):
    """A text whose scheme shows, or a table with scheme and value."""

    words: str = "an ISBN, ISSN, DOI, UUID, URN or web address, or a table with scheme and value"
    example: str = "https://doi.org/10.1234/abcd"
    keys = _TABLE.keys

    def read(self, value: Located, reading: Reading) -> Identifier | None:
        if not isinstance(value, Table):
            form = Checked(self.words, self.example, recognise)
            found = form.read(value, reading)
            return replace(found, place=value.place) if found else None
        given = _TABLE.read(value, reading)
        if given is None or (_SCHEME not in given and not given.lacks(_SCHEME)):
            return None
        scheme, text, place = given.text(_SCHEME), given.text(_VALUE), given.place_of(_VALUE)
        try:
            return replace(identify(scheme, text) if scheme else recognise(text), place=place)
        except Wrong as wrong:
            reading.refuse(wrong, place)
            return None


IDENTIFIERS = ListOf(AnyIdentifier())


def _parse_event(text: str) -> str:
    """What happened on a date, which has to be the publication; raises Wrong."""
    if text.lower() in ("publication", "published", "issued"):
        return "publication"
    mends = {
        "modification": "write modified",
        "creation": "write original.date if it was published before, or notices",
    }
    raise Wrong(
        "CFG-005",
        f"the date is that of publication, and not of {shown(text)}",
        mends.get(text.lower(), "leave event out where it is that of publication"),
    )


_DAY = Key("text", DATE, "The date itself.", "2026-11-23", required=True)
_EVENT = Key(
    "event",
    Checked("publication", "publication", _parse_event),
    "What happened then, as pandoc has it: the publication.",
    "publication",
    default="publication",
)


def _build_day(given: Given) -> PartialDate | None:
    is_another = _EVENT not in given and not given.lacks(_EVENT)
    return None if is_another else given.get(_DAY)


PUBLISHED: Structure[PartialDate | None] = Structure(
    keys=(_DAY, _EVENT), build=_build_day, main=_DAY, example="2026-11-23"
)


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
