"""A publication: its record, its sections in reading order, and the files that they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Finding, Place
from imprint.model.allowance import Allowance
from imprint.model.assets import Asset
from imprint.model.blocks import Block, Note
from imprint.model.imprint_page import ImprintPageChoice
from imprint.model.inlines import Inline
from imprint.model.nodes import Node
from imprint.model.record import Record


class Matter(Enum):
    """The three partitions of a book (EPUB Structural Semantics, "Document partitions")."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


class SectionKind(Enum):
    """What a section is; the value is the author's word, EPUB's where EPUB has one.

    https://www.w3.org/TR/epub-ssv-11/
    """

    COVER = "cover"
    HALF_TITLE = "halftitlepage"
    TITLE_PAGE = "titlepage"
    IMPRINT = "imprint"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "toc"
    FIGURES = "loi"
    TABLES = "lot"
    FOREWORD = "foreword"
    PREFACE = "preface"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    PART = "part"
    CHAPTER = "chapter"
    INTERLUDE = "interlude"
    EPILOGUE = "epilogue"
    CONCLUSION = "conclusion"
    AFTERWORD = "afterword"
    ACKNOWLEDGMENTS = "acknowledgments"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    CONTRIBUTORS = "contributors"
    SOURCES = "sources"
    COLOPHON = "colophon"

    @property
    def matter(self) -> Matter:
        if self in _FRONT:
            return Matter.FRONT
        return Matter.BACK if self in _BACK else Matter.BODY


_FRONT = {
    SectionKind.COVER,
    SectionKind.HALF_TITLE,
    SectionKind.TITLE_PAGE,
    SectionKind.IMPRINT,
    SectionKind.DEDICATION,
    SectionKind.EPIGRAPH,
    SectionKind.CONTENTS,
    SectionKind.FIGURES,
    SectionKind.TABLES,
    SectionKind.FOREWORD,
    SectionKind.PREFACE,
}
_BACK = {
    SectionKind.AFTERWORD,
    SectionKind.ACKNOWLEDGMENTS,
    SectionKind.APPENDIX,
    SectionKind.GLOSSARY,
    SectionKind.BIBLIOGRAPHY,
    SectionKind.CONTRIBUTORS,
    SectionKind.SOURCES,
    SectionKind.COLOPHON,
}


class Section(Node, frozen=True, kw_only=True):
    """An element of front matter, body or back matter.

    ``attributes.id`` is unique and stable. ``title`` may be empty (a dedication has none).
    ``numbered`` says whether a layout that numbers may number it. ``sections`` are a part's
    chapters. ``record`` are the facts of a text of its own, in a magazine or an anthology.
    """

    kind: SectionKind
    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    sections: tuple[Section, ...] = ()
    numbered: bool = True
    listed: bool = True
    record: Record | None = None

    @property
    def id(self) -> str:
        return self.attributes.id

    def walk(self) -> Iterator[Section]:
        """This section and the ones inside it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class FontSource:
    """A family that the author declares: an installed font package, or one font file.

    Exactly one of ``package`` (a distribution's name, as ``fontpkg-noto-serif``) and ``content``
    is given; ``name`` is the file's name.
    """

    package: str = ""
    name: str = ""
    content: bytes = field(default=b"", repr=False)
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutChoice:
    """The layout that the author chose, its options as written, and overriding files.

    ``files`` maps paths below ``layouts/`` (``novel/print/style.css``) to their text.
    ``fonts`` are families beside the layout's own, tried in order for characters it lacks.
    ``places`` maps ``layout`` and each option's name to where it was written.
    """

    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    fonts: tuple[FontSource, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


class Cover(Struct, frozen=True, kw_only=True):
    """The author's cover picture: the asset's digest and what the picture shows."""

    asset: str
    alternative: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressChoice:
    """How the author has it printed: a printer's profile by name.

    ``colour_profile`` is the ICC profile of the printing condition, where the author has one;
    ``spine`` the thickness of the spine in points, where the printer has told it, else 0.
    """

    profile: str = "generic"
    colour_profile: bytes | None = field(default=None, repr=False)
    spine: float = 0.0
    place: Place = NOWHERE


class Publication(Struct, frozen=True, kw_only=True):
    """A publication, read once; every format is made from this value.

    ``slug`` is the stem of its artifacts' file names; ``targets`` those that its author builds
    by default, ``shops`` those that its e-book is for.
    ``imprint_page`` says how the record is shown on the imprint page. ``revision`` is
    the state of the source that it was read from, where the author wants that told. ``allowed``
    is what a check may find and leave. ``findings`` are the reader's warnings and advice.
    """

    slug: str
    record: Record
    sections: tuple[Section, ...]
    assets: Mapping[str, Asset] = {}
    cover: Cover | None = None
    layout: LayoutChoice = LayoutChoice()
    press: PressChoice = PressChoice()
    imprint_page: ImprintPageChoice = ImprintPageChoice()
    revision: str = ""
    allowed: tuple[Allowance, ...] = ()
    targets: tuple[str, ...] = ("epub", "print")
    shops: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Every section, parts before their chapters, in reading order."""
        for section in self.sections:
            yield from section.walk()
