"""How the author wants the publication put together: contents, cover, layout, names of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import Struct, field

from imprint.model.publication import SectionKind
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
from imprint.readers.configuration.located import Items, Located, Table
from imprint.readers.configuration.wording import nearest, shown
from imprint.readers.settings import CoverChoice, FileEntry, FontChoice, PartEntry

TARGETS = (
    *("epub", "print", "screen", "archive", "cover"),
    *("jsonld", "bibtex", "csl-json", "cff", "onix", "onix-3.1"),
)


def parse_target(text: str) -> str:
    """A target's name; raises Wrong."""
    return one_of(text, TARGETS, "a target")


def parse_kind(text: str) -> str:
    """A section's kind; raises Wrong."""
    return one_of(text, tuple(kind.value for kind in SectionKind), "a kind of section")


def parse_slug(text: str) -> str:
    """ASCII letters, digits and single hyphens; raises Wrong."""
    if re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", text) and len(text) <= 100:
        return text
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-").lower()[:100]
    raise Wrong(
        "CFG-005",
        f"a slug has letters from a to z, digits and hyphens between them: {shown(text)}",
        f"write {slug or 'a name such as the-sea'}",
    )


def one_of(text: str, allowed: tuple[str, ...], what: str) -> str:
    """The text, where it is allowed; raises Wrong."""
    if text in allowed:
        return text
    near = nearest(text.lower(), allowed)
    mend = f"write {near[0]}" if near else "write one of " + ", ".join(allowed)
    raise Wrong("CFG-005", f"{shown(text)} is not {what}", mend)


_PATH = Text(words="a path", example="source/chapter-1.md")

_FILE = Key(
    "file",
    _PATH,
    "A manuscript file, or a pattern like chapters/*.md.",
    "preface.md",
    required=True,
)
_KIND = Key(
    "kind",
    Checked("a kind of section", "preface", parse_kind),
    "What the file's sections are, such as preface, chapter or appendix.",
    "preface",
)


def _build_file(given: Given) -> FileEntry:
    return FileEntry(pattern=given.text(_FILE), kind=given.text(_KIND), place=given.place)


FILE = Structure(keys=(_FILE, _KIND), build=_build_file, main=_FILE, example="source/chapter-1.md")

_PART = Key("part", Text(), "The part's title.", "Volume One", required=True)
_FILES = Key(
    "contents", ListOf(FILE), "The files of the part's chapters.", "volume-1/*.md", required=True
)


def _build_part(given: Given) -> PartEntry:
    return PartEntry(title=given.text(_PART), entries=given.all(_FILES), place=given.place)


PART = Structure(keys=(_PART, _FILES), build=_build_part)


@dataclass(frozen=True, slots=True)
class Entry(Form[FileEntry | PartEntry]):
    """A file or a part: the key ``part`` tells which."""

    words: str = "a path, a table with file and kind, or a table with part and contents"
    example: str = "source/chapter-1.md"
    keys = (*FILE.keys, *PART.keys)

    def read(self, value: Located, reading: Reading) -> FileEntry | PartEntry | None:
        if isinstance(value, Table) and "part" in value.entries:
            inner = value.entries.get("contents")
            for item in inner.items if isinstance(inner, Items) else ():
                if isinstance(item, Table) and "part" in item.entries:
                    wrong = Wrong(
                        "CFG-005",
                        "a part cannot stand in a part",
                        "put its files into the contents of the part around it",
                    )
                    reading.refuse(wrong, item.place)
                    return None
            return PART.read(value, reading)
        if isinstance(value, Items):
            self.refuse(value, reading)
            return None
        return FILE.read(value, reading)


CONTENTS = ListOf(Entry())

_IMAGE = Key("image", _PATH, "The picture's file.", "images/cover.jpg", required=True)
_ALT = Key("alt", Text(), "What the picture shows, for who cannot see it.", "A boat at dawn")


def _build_cover(given: Given) -> CoverChoice:
    return CoverChoice(image=given.text(_IMAGE), alternative=given.text(_ALT), place=given.place)


COVER = Structure(keys=(_IMAGE, _ALT), build=_build_cover, main=_IMAGE, example="images/cover.jpg")


class LayoutWish(Struct, frozen=True):
    """The layout's name and its options as they were written."""

    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


_LAYOUT_NAME = Key("name", Text(), "The layout's name.", "novel")


def _build_layout(given: Given) -> LayoutWish:
    return LayoutWish(given.text(_LAYOUT_NAME), given.options)


LAYOUT = Structure(
    keys=(_LAYOUT_NAME,), build=_build_layout, main=_LAYOUT_NAME, free=True, example="novel"
)

FONTS = ListOf(
    Placed(
        Text(words="a font package's name or a font file's path", example="fontpkg-noto-serif"),
        lambda name, place: FontChoice(name=name, place=place),
    )
)
