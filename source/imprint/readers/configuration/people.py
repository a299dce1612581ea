"""Names and tables become contributors, publishers and credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imprint.model.record import Contributor, Credit, Publisher
from imprint.readers.configuration.checked import COUNTRY, EMAIL, LANGUAGE, URL
from imprint.readers.configuration.forms import (
    Checked,
    Form,
    Given,
    Key,
    Reading,
    Structure,
    Text,
)
from imprint.readers.configuration.identifiers import parse_isni, parse_orcid
from imprint.readers.configuration.located import Items, Located, Scalar, Table, is_empty
from imprint.readers.configuration.making import one_of
from imprint.readers.configuration.relators import parse_role
from imprint.values import replace

_NAME = Key(
    "name", Text(), "The name as it is printed.", "Ursula Brandt", aliases=("text",), required=True
)
_SORT_NAME = Key("file-as", Text(), "The name as it is filed.", "Brandt, Ursula")
_ORCID = Key(
    "orcid",
    Checked("an ORCID iD", "0000-0002-1825-0097", parse_orcid),
    "The person's ORCID iD.",
    "0000-0002-1825-0097",
)
_ISNI = Key(
    "isni",
    Checked("an ISNI", "0000 0001 2103 2683", parse_isni),
    "The ISNI of the person or body.",
    "0000 0001 2103 2683",
)
_URL = Key("url", URL, "The person's page on the web.", "https://example.org/ursula")
_ROLE = Key(
    "role",
    Checked("a MARC relator code or its English word", "trl", parse_role),
    "What the person did, as a MARC relator code or an English word.",
    "trl",
)
_BODIES = ("organization", "organisation")
_TYPE = Key(
    "type",
    Checked(
        "person or organization",
        "organization",
        lambda text: one_of(text, ("person", *_BODIES), "person or organization"),
    ),
    "Whether it is a person or an organization.",
    "organization",
    default="person",
)
_OTHER_NAME = Key(
    "name", Text(), "The name in that script.", "Урсула Брандт", aliases=("text",), required=True
)
_OTHER_LANGUAGE = Key(
    "lang", LANGUAGE, "Its language and script, as a BCP 47 tag.", "ru", required=True
)
_ALTERNATE = Key(
    "alternate-script",
    Structure(
        keys=(_OTHER_NAME, _OTHER_LANGUAGE),
        build=lambda given: (given.text(_OTHER_NAME), given.text(_OTHER_LANGUAGE)),
        example='name = "Урсула Брандт", lang = "ru"',
    ),
    "The name in another script: a table with name and lang.",
    '{name = "Урсула Брандт", lang = "ru"}',
)
_AFFILIATION = Key(
    "affiliation", Text(), "Where the person works.", "Institute for the History of Salt"
)
_BIOGRAPHY = Key(
    "biography", Text(lines=True), "A few sentences on the person.", "She lives by the sea."
)


def person_form(role: str) -> Structure[Contributor]:
    """A name or a table; ``role`` is the role of who has none."""
    role_key = replace(_ROLE, default=role)

    def build(given: Given) -> Contributor:
        alternate_name, alternate_language = given.get(_ALTERNATE) or ("", "")
        return Contributor(
            name=given.text(_NAME),
            role=given.text(role_key) or role,
            sort_name=given.text(_SORT_NAME),
            is_body=given.text(_TYPE) in _BODIES,
            alternate_name=alternate_name,
            alternate_language=alternate_language,
            orcid=given.text(_ORCID),
            isni=given.text(_ISNI),
            url=given.text(_URL),
            affiliation=given.text(_AFFILIATION),
            biography=given.text(_BIOGRAPHY),
            place=given.place,
        )

    return Structure(
        keys=(
            *(_NAME, _SORT_NAME, role_key, _TYPE, _ALTERNATE, _ORCID, _ISNI, _URL),
            *(_AFFILIATION, _BIOGRAPHY),
        ),
        build=build,
        main=_NAME,
        example="Ursula Brandt",
    )


def in_order(given: Given, keys: Sequence[Key[tuple[Contributor, ...]]]) -> tuple[Contributor, ...]:
    """The people of the first key, and then everybody else in the order of the keys as written."""
    order = list(given.places)
    others = sorted(
        (key for key in keys[1:] if key in given), key=lambda key: order.index(key.name)
    )
    return tuple(person for key in (keys[0], *others) for person in given.all(key))


_HOUSE = Key("name", Text(), "The publisher's name.", "Harbour Press", required=True)
_IMPRINT = Key(
    "imprint", Text(), "The name that it publishes this under, if another.", "Pier Books"
)
_TOWN = Key("place", Text(), "Where the publisher is.", "Leipzig")
_COUNTRY = Key("country", COUNTRY, "Its country, by the ISO 3166-1 code.", "DE")
_ADDRESS = Key("address", Text(lines=True), "The postal address; several lines are kept.")
_SITE = Key("url", URL, "The publisher's site.", "https://example.org/press")
_EMAIL = Key("email", EMAIL, "Where to write to.", "editors@example.org")
_PHONE = Key("phone", Text(), "Where to call.", "+49 341 0000000", aliases=("tel",))


def _build_publisher(given: Given) -> Publisher:
    return Publisher(
        name=given.text(_HOUSE),
        imprint=given.text(_IMPRINT),
        place=given.text(_TOWN),
        country=given.text(_COUNTRY),
        address=given.text(_ADDRESS),
        url=given.text(_SITE),
        email=given.text(_EMAIL),
        phone=given.text(_PHONE),
    )


PUBLISHER = Structure(
    keys=(_HOUSE, _IMPRINT, _TOWN, _COUNTRY, _ADDRESS, _SITE, _EMAIL, _PHONE),
    build=_build_publisher,
    main=_HOUSE,
    example="Harbour Press",
)

_LABEL = Key("label", Text(), "What was done.", "Typesetting", required=True)
_DOER = Key("name", Text(), "Who did it.", "Ida Kern", required=True)
_CREDIT = Structure(
    keys=(_LABEL, _DOER),
    build=lambda given: Credit(label=given.text(_LABEL), name=given.text(_DOER)),
    example='label = "Typesetting" and name = "Ida Kern"',
)


@dataclass(frozen=True, slots=True)
class Credits(Form[tuple[Credit, ...]]):
    """A list of tables with a label and a name, or one table of labels and names."""

    words: str = "a table of labels and names, or a list of tables with label and name"
    example: str = 'Typesetting = "Ida Kern"'
    keys = _CREDIT.keys

    def read(self, value: Located, reading: Reading) -> tuple[Credit, ...] | None:
        if isinstance(value, Scalar):
            self.refuse(value, reading)
            return None
        if isinstance(value, Items):
            read = [_CREDIT.read(item, reading) for item in value.items if not is_empty(item)]
            return tuple(credit for credit in read if credit is not None)
        return tuple(self._of_labels(value, reading))

    def _of_labels(self, table: Table, reading: Reading) -> Iterator[Credit]:
        for label, entry in table.entries.items():
            for item in entry.items if isinstance(entry, Items) else (entry,):
                name = Text().read(item, reading)
                if name:
                    yield Credit(label=label, name=name)
