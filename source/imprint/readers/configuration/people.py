"""Names and tables become contributors, publishers and credits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from imprint.model.record import Contributor, Credit, Publisher
from imprint.readers.configuration.addresses import parse_email, parse_url
from imprint.readers.configuration.forms import (
    Checked,
    Form,
    Given,
    Key,
    Reading,
    Structure,
    Text,
)
from imprint.readers.configuration.identifiers import parse_orcid
from imprint.readers.configuration.located import Items, Located, Scalar, Table, is_empty
from imprint.readers.configuration.relators import parse_role

URL = Checked("a web address", "https://example.org/page", parse_url)

_NAME = Key("name", Text(), "The name as it is printed.", "Ursula Brandt", required=True)
_SORT_NAME = Key("file-as", Text(), "The name as it is filed.", "Brandt, Ursula")
_ORCID = Key(
    "orcid",
    Checked("an ORCID iD", "0000-0002-1825-0097", parse_orcid),
    "The person's ORCID iD.",
    "0000-0002-1825-0097",
)
_URL = Key("url", URL, "The person's page on the web.", "https://example.org/ursula")
_ROLE = Key(
    "role",
    Checked("a MARC relator code or its English word", "trl", parse_role),
    "What the person did, as a MARC relator code or an English word.",
    "trl",
)


def person_form(role: str = "") -> Structure[Contributor]:
    """A name or a table; ``role`` is the role of who has none, and empty where one must be said."""
    role_key = replace(_ROLE, default=role, required=not role)

    def build(given: Given) -> Contributor:
        return Contributor(
            name=given.text(_NAME),
            role=given.text(role_key) or role,
            sort_name=given.text(_SORT_NAME),
            orcid=given.text(_ORCID),
            url=given.text(_URL),
            place=given.place,
        )

    return Structure(
        keys=(_NAME, _SORT_NAME, role_key, _ORCID, _URL),
        build=build,
        main=_NAME,
        example="Ursula Brandt",
    )


_HOUSE = Key("name", Text(), "The publisher's name.", "Harbour Press", required=True)
_TOWN = Key("place", Text(), "Where the publisher is.", "Leipzig")
_ADDRESS = Key("address", Text(lines=True), "The postal address; several lines are kept.")
_SITE = Key("url", URL, "The publisher's site.", "https://example.org/press")
_EMAIL = Key(
    "email",
    Checked("a mail address", "editors@example.org", parse_email),
    "Where to write to.",
    "editors@example.org",
)


def _build_publisher(given: Given) -> Publisher:
    return Publisher(
        name=given.text(_HOUSE),
        place=given.text(_TOWN),
        address=given.text(_ADDRESS),
        url=given.text(_SITE),
        email=given.text(_EMAIL),
    )


PUBLISHER = Structure(
    keys=(_HOUSE, _TOWN, _ADDRESS, _SITE, _EMAIL),
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
