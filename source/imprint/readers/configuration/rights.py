"""Texts and tables become licences and statements of rights."""

from __future__ import annotations

from typing import cast

from imprint.model.record import Licence, RightsStatement
from imprint.readers.configuration.checked import URL
from imprint.readers.configuration.forms import Checked, Given, Key, Structure, Text, Wrong
from imprint.readers.configuration.licences import known_licences, parse_licence
from imprint.values import replace

_SPDX = Key(
    "spdx",
    Checked("an SPDX licence identifier", "CC-BY-SA-4.0", parse_licence),
    "The licence's SPDX identifier, or LicenseRef- and a name of its own.",
    "CC-BY-SA-4.0",
    aliases=("id",),
    required=True,
)
_NAME = Key("name", Text(), "The licence's name, where Imprint does not know it.")
_URL = Key("url", URL, "The address of its deed, where Imprint does not know it.")


def _build_licence(given: Given) -> Licence:
    licence = cast("Licence", given.get(_SPDX))
    if licence.spdx in known_licences():
        return licence
    return replace(licence, name=given.text(_NAME) or licence.name, url=given.text(_URL))


LICENCE = Structure(
    keys=(_SPDX, _NAME, _URL), build=_build_licence, main=_SPDX, example="CC-BY-SA-4.0"
)

_PART = Key("part", Text(), "The part that is meant.", "The photographs", required=True)
_TEXT = Key("text", Text(lines=True), "Its copyright line.", "© 2026 Mia Sand", aliases=("rights",))
_LICENCE = Key(
    "license",
    LICENCE,
    "Its licence, by its SPDX identifier.",
    "CC-BY-4.0",
    aliases=("licence",),
)


def _build_statement(given: Given) -> RightsStatement:
    if given.lacks(_TEXT) and given.lacks(_LICENCE):
        raise Wrong(
            "CFG-006",
            "the rights in this part are missing",
            "write text, its copyright line, or license",
        )
    return RightsStatement(
        part=given.text(_PART), text=given.text(_TEXT), licence=given.get(_LICENCE)
    )


RIGHTS_OF_PART = Structure(
    keys=(_PART, _TEXT, _LICENCE),
    build=_build_statement,
    example='part = "The photographs" and text = "© 2026 Mia Sand"',
)
