"""A text, or pandoc's list of titles with their types, becomes the titles of the record.

https://pandoc.org/MANUAL.html#epub-metadata · https://www.w3.org/TR/epub-33/#sec-title-type
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.readers.configuration.forms import Checked, Given, Key, ListOf, Structure, Text
from imprint.readers.configuration.making import one_of
from imprint.readers.configuration.wording import shown

_TYPES = ("main", "subtitle", "short", "edition", "collection", "expanded", "extended")


class TitlePart(Struct, frozen=True):
    """One title with its type, and where it and its form to file under were written.

    The type is empty where what was written is none.
    """

    text: str
    type: str
    place: Place = NOWHERE
    filed_at: Place = NOWHERE


_TEXT = Key("text", Text(), "The title itself.", "The Sea", required=True)
_TYPE = Key(
    "type",
    Checked("a type of title", "subtitle", lambda text: one_of(text, _TYPES, "a type of title")),
    "One of main, subtitle, short, edition and collection.",
    "subtitle",
    default="main",
)
_FILE_AS = Key("file-as", Text(), "Read, and not used: a title is filed as it is written.")


def _build_part(given: Given) -> TitlePart:
    return TitlePart(
        given.text(_TEXT),
        "main" if given.lacks(_TYPE) else given.text(_TYPE),
        given.place_of(_TEXT),
        given.place_of(_FILE_AS) if _FILE_AS in given else NOWHERE,
    )


TITLE = ListOf(
    Structure(keys=(_TEXT, _TYPE, _FILE_AS), build=_build_part, main=_TEXT, example="The Sea")
)


class Titles(Struct, frozen=True):
    """The first title of each type, and where it was written."""

    texts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def get(self, kind: str) -> str:
        return self.texts.get(kind, "")


def gather(parts: tuple[TitlePart, ...], *, findings: Findings) -> Titles:
    """The titles by their types. REC-010 for a second one of a type; OTH-001 for what has no place.

    An expanded title (pandoc: extended) is all the others together, and so says nothing new.
    """
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    for part in parts:
        if part.filed_at != NOWHERE:
            findings.add(
                "OTH-001",
                "the form that a title is filed under is not kept",
                mend="delete file-as here",
                where=part.filed_at,
            )
        if part.type in ("expanded", "extended"):
            findings.add(
                "OTH-001",
                f"the title {shown(part.text)} is made of the other ones, and is left out",
                mend="delete it, or write it as the main title",
                where=part.place,
            )
        elif texts.get(part.type, part.text) != part.text:
            findings.add(
                "REC-010",
                f"there are two titles of the type {part.type}, and the first was taken: "
                f"{shown(texts[part.type])}",
                mend="keep one of the two, or give the other one its type",
                where=part.place,
            )
        elif part.type:
            texts.setdefault(part.type, part.text)
            places.setdefault(part.type, part.place)
    return Titles(texts, places)
