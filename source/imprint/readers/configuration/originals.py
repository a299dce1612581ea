"""A table becomes what the record says of the original, and of the version in between."""

from __future__ import annotations

from typing import Any

from imprint.model.record import Original
from imprint.readers.configuration.checked import DATE, LANGUAGE, URL
from imprint.readers.configuration.forms import Given, Key, ListOf, Structure, Text
from imprint.readers.configuration.people import in_order, person_form
from imprint.readers.configuration.rights import LICENCE
from imprint.readers.configuration.works import DOI, IDENTIFIERS, ISBN, ISSN

_TITLE = Key("title", Text(), "The original's title.", "Das Meer")
_LANG = Key("lang", LANGUAGE, "The language it was written in.", "de")
_AUTHOR = Key("author", ListOf(person_form("aut")), "Its author, where it is another.")
_TRANSLATOR = Key("translator", ListOf(person_form("trl")), "Who translated it.")
_EDITOR = Key("editor", ListOf(person_form("edt")), "Who edited it.")
_CONTRIBUTOR = Key("contributor", ListOf(person_form("ctb")), "Who else had a part in it.")
_PEOPLE = (_AUTHOR, _TRANSLATOR, _EDITOR, _CONTRIBUTOR)
_PUBLISHER = Key("publisher", Text(), "Who published it.", "Hafen Verlag")
_PLACE = Key("place", Text(), "The town where it was published.", "Hamburg")
_VENUE = Key(
    "venue",
    Text(),
    "The journal, site or book that it first appeared in.",
    "Merkur",
    aliases=("container-title",),
)
_VOLUME = Key("volume", Text(), "The journal's volume.", "41")
_ISSUE = Key("issue", Text(), "The journal's issue.", "5", aliases=("number",))
_PAGES = Key("pages", Text(), "The pages there.", "12–31", aliases=("page",))
_EDITION = Key(
    "edition", Text(), "The edition or version that was used.", "2nd edition", aliases=("version",)
)
_DATE = Key("date", DATE, "When it was published.", "1987-05")
_URL = Key("url", URL, "Where it can be read.", "https://example.org/meer")
_ARCHIVE = Key(
    "archive-url",
    URL,
    "Where a copy of that page is kept.",
    "https://archive.example.org/meer",
    aliases=("archive",),
)
_ACCESSED = Key("accessed", DATE, "When that address was last looked at.", "2026-11-23")
_ISBN = Key("isbn", ISBN, "Its ISBN.")
_ISSN = Key("issn", ISSN, "The journal's ISSN.", "0378-5955")
_DOI = Key("doi", DOI, "Its DOI.", "10.1234/abcd")
_IDENTIFIER = Key("identifier", IDENTIFIERS, "Other identifiers of it.")
_RIGHTS = Key("rights", Text(lines=True), "Its copyright line.", "© 1987 Hafen Verlag")
_LICENCE = Key(
    "license",
    LICENCE,
    "Its licence, by its SPDX identifier.",
    "CC-BY-4.0",
    aliases=("licence",),
)
_PERMISSION = Key(
    "permission",
    Text(lines=True),
    "Who allowed this publication, and how.",
    "Translated by permission of Hafen Verlag",
)
_KEYS: tuple[Key[Any], ...] = (
    *(_TITLE, _LANG, *_PEOPLE, _PUBLISHER, _PLACE, _VENUE, _VOLUME, _ISSUE, _PAGES, _EDITION),
    *(_DATE, _URL, _ARCHIVE, _ACCESSED, _ISBN, _ISSN, _DOI, _IDENTIFIER),
    *(_RIGHTS, _LICENCE, _PERMISSION),
)


def _build_original(given: Given) -> Original:
    named = tuple(given.get(key) for key in (_ISBN, _ISSN, _DOI))
    return Original(
        title=given.text(_TITLE),
        language=given.text(_LANG),
        contributors=in_order(given, _PEOPLE),
        publisher=given.text(_PUBLISHER),
        published_at=given.text(_PLACE),
        venue=given.text(_VENUE),
        volume=given.text(_VOLUME),
        issue=given.text(_ISSUE),
        pages=given.text(_PAGES),
        edition=given.text(_EDITION),
        issued=given.get(_DATE),
        url=given.text(_URL),
        archive_url=given.text(_ARCHIVE),
        accessed=given.get(_ACCESSED),
        identifiers=(*(each for each in named if each), *given.all(_IDENTIFIER)),
        rights=given.text(_RIGHTS),
        licence=given.get(_LICENCE),
        permission=given.text(_PERMISSION),
        via=given.get(_VIA) or None,
    )


_VIA = Key(
    "via",
    Structure(keys=_KEYS, build=_build_original, example='title = "La Mer", lang = "fr"'),
    "The translation that this one was made from: a table with the same keys.",
    '{title = "La Mer", lang = "fr"}',
)
ORIGINAL = Structure(
    keys=(*_KEYS, _VIA),
    build=_build_original,
    example='title = "Das Meer", lang = "de"',
)
