"""What imprint.toml, a front-matter block and the command line say, as one checked value."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from imprint.diagnostics import NOWHERE, Place
from imprint.model.allowance import Allowance
from imprint.model.imprint_page import ImprintPageChoice
from imprint.model.record import Record


class FileEntry(Struct, frozen=True, kw_only=True):
    """Files of the contents by path or pattern, and the kind that their sections have."""

    pattern: str
    kind: str = ""
    place: Place = NOWHERE


class PartEntry(Struct, frozen=True, kw_only=True):
    """A part of the book and the files of its chapters."""

    title: str
    entries: tuple[FileEntry, ...]
    place: Place = NOWHERE


class CoverChoice(Struct, frozen=True, kw_only=True):
    """The author's cover picture, by its path."""

    image: str
    alternative: str = ""
    place: Place = NOWHERE


class FontChoice(Struct, frozen=True, kw_only=True):
    """A family beside the layout's own: a font package's name, or a font file's path."""

    name: str
    place: Place = NOWHERE


class PressWish(Struct, frozen=True, kw_only=True):
    """A printer's profile by its name, an ICC profile by its path, the spine in points."""

    profile: str = ""
    colour_profile: str = ""
    spine: float = 0.0
    place: Place = NOWHERE
    colour_place: Place = NOWHERE


class Settings(Struct, frozen=True, kw_only=True):
    """The record, and how the author wants the publication to be put together.

    ``places`` maps each key that was given to where it was given.
    """

    record: Record = Record()
    slug: str = ""
    contents: tuple[FileEntry | PartEntry, ...] = ()
    cover: CoverChoice | None = None
    layout: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    fonts: tuple[FontChoice, ...] = ()
    press: PressWish | None = None
    imprint_page: ImprintPageChoice = ImprintPageChoice()
    revision: str = ""
    allowed: tuple[Allowance, ...] = ()
    targets: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    smart_punctuation: bool = True
    places: Mapping[str, Place] = field(default_factory=dict)
