"""The keys of the imprint page: its pack, what is changed of it, and the source's revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imprint.diagnostics import Place
from imprint.model.imprint_page import ImprintPageChoice, OwnLine
from imprint.readers.configuration.forms import (
    Checked,
    Form,
    Given,
    Key,
    ListOf,
    Reading,
    Structure,
    Text,
)
from imprint.readers.configuration.located import Located, Table, is_empty
from imprint.readers.configuration.making import one_of
from imprint.values import replace

_PAGES = ("title-verso", "last")
_FORMS = ("rows", "lines")
GIT = "git"

_PACK = Key("pack", Text(), "The pack's name.", "de")
_LINE_TEXT = Key("text", Text(), "What the line says.", "Printed for friends.")
_LINE_LABEL = Key("label", Text(), "Its label, where it has one.", "Dedicated to")
_LINE_ROW = Key("row", Text(), "A row that the pack does not have, by its name.", "type")
_LINE_AFTER = Key("after", Text(), "The row that it follows; without it, it comes last.", "edition")
_LINE = Structure(
    keys=(_LINE_TEXT, _LINE_LABEL, _LINE_ROW, _LINE_AFTER),
    build=lambda given: OwnLine(
        text=given.text(_LINE_TEXT),
        label=given.text(_LINE_LABEL),
        row=given.text(_LINE_ROW),
        after=given.text(_LINE_AFTER),
        place=given.place,
    ),
    main=_LINE_TEXT,
    example="Printed for friends.",
)


@dataclass(frozen=True, slots=True)
class Wordings(Form[Mapping[str, str]]):
    """A table of rows and how they are worded."""

    words: str = "a table of rows and their words"
    example: str = 'publisher = "House"'

    def read(self, value: Located, reading: Reading) -> Mapping[str, str] | None:
        if not isinstance(value, Table):
            self.refuse(value, reading)
            return None
        wordings: dict[str, str] = {}
        for name, entry in value.entries.items():
            text = "" if is_empty(entry) else Text().read(entry, reading)
            if text is not None:
                wordings[name] = text
        return wordings


_ADD = Key("add", ListOf(_LINE), "Lines of your own.", "Printed for friends.")
_DROP = Key(
    "drop", ListOf(Text(), separator=","), "Rows, or groups of them, to leave out.", "tools, trim"
)
_ORDER = Key(
    "order", ListOf(Text(), separator=","), "Rows, or groups of them, to put first.", "rights"
)
_WORDS = Key("words", Wordings(), "Other words for rows, with blanks.", 'edition = "{edition}"')
_PLACE = Key(
    "place",
    Checked("a place", "last", lambda text: one_of(text, _PAGES, "a place of the imprint page")),
    "Where it stands: title-verso or last.",
    "last",
)
_FORM = Key(
    "form",
    Checked("a form", "rows", lambda text: one_of(text, _FORMS, "a form of the imprint page")),
    "What it is made of: rows of labels and values, or running lines.",
    "rows",
)


def _build(given: Given) -> ImprintPageChoice:
    return ImprintPageChoice(
        pack=given.text(_PACK),
        add=given.all(_ADD),
        drop=given.all(_DROP),
        order=given.all(_ORDER),
        words=given.get(_WORDS) or {},
        page=given.text(_PLACE),
        form=given.text(_FORM),
    )


IMPRINT_PAGE = Key(
    "imprint-page",
    Structure(
        keys=(_PACK, _ADD, _DROP, _ORDER, _WORDS, _PLACE, _FORM),
        build=_build,
        main=_PACK,
        example="de",
    ),
    "How the imprint page states the record: a pack by its name, or a table that changes it.",
    "de",
    default="that of the layout, or of the publisher's country, or international",
)
REVISION = Key(
    "revision",
    Text(),
    "The state of the source, told in the colophon and in the manifest: a text, or git for the "
    "commit of the working copy.",
    GIT,
)


def choice_of(given: Given, places: Mapping[str, Place]) -> ImprintPageChoice:
    """What the author wants of the imprint page, with the place of each wish."""
    choice = given.get(IMPRINT_PAGE) or ImprintPageChoice()
    prefix = f"{IMPRINT_PAGE.name}."
    found = {key.removeprefix(prefix): at for key, at in places.items() if key.startswith(prefix)}
    if IMPRINT_PAGE.name in places:
        found.setdefault("pack", places[IMPRINT_PAGE.name])
    return replace(choice, places=found)
