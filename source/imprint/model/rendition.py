"""A rendition: a publication composed for one medium, as documents, styles, assets and fonts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from imprint.diagnostics import Finding, Place
from imprint.model.assets import Asset, Font
from imprint.model.media import Medium as Medium  # noqa: PLC0414 - it is named here too
from imprint.model.publication import Cover, Matter, SectionKind
from imprint.model.record import Identifier, Record
from imprint.values import replace

_LARGE = 4_000_000  # bytes of markup: half a dozen novels


class Opening(Enum):
    """Which page a document begins on in print."""

    NEXT = "next"
    RECTO = "recto"
    VERSO = "verso"
    NONE = "none"  # it runs on from the one before


class Document(Struct, frozen=True, kw_only=True):
    """One section as markup: one content document of the EPUB, one fragment of the PDF.

    ``name`` is an ASCII file name without extension, unique in the rendition; ``section`` the id of
    its outermost element. ``xhtml`` is one well-formed XHTML element in the XHTML namespace, and
    no document around it, in UTF-8: a text with curly quotes takes half the room that it would
    take as a string. ``markup`` is the same as a string, made whenever it is asked for.
    ``semantics`` is its ``epub:type`` term.
    """

    name: str
    section: str
    kind: SectionKind
    matter: Matter
    title: str
    xhtml: bytes
    language: str
    semantics: str = ""
    opening: Opening = Opening.NEXT
    display: bool = False  # a display page: no running head and no folio

    @property
    def markup(self) -> str:
        return self.xhtml.decode("utf-8", "surrogatepass")


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the table of contents: a label and where it leads, with the lines below it.

    ``label`` is ``number`` and ``title`` together; ``language`` the tag of a title that is not in
    the publication's. ``byline`` says who wrote and translated a text that has a record of its
    own, ``standfirst`` is the record's.
    """

    label: str
    number: str = ""
    title: str = ""
    document: str
    fragment: str
    kind: SectionKind
    language: str = ""
    byline: str = ""
    standfirst: str = ""
    entries: tuple[Entry, ...] = ()


class Landmark(Struct, frozen=True, kw_only=True):
    """A place of the book that reading systems offer by its meaning."""

    semantics: str
    label: str
    document: str


class Stylesheet(Struct, frozen=True, kw_only=True):
    name: str
    css: str


class Rendition(Struct, frozen=True, kw_only=True):
    """A publication composed for one medium.

    ``origins`` maps the id of each element in the documents to its place in the source.
    ``identifier`` is the one that this format is known by. ``outline`` is the contents with every
    heading, for a format that shows them beside the text. ``navigation`` is the markup of the
    EPUB's navigation document's body (empty for print).
    """

    medium: Medium
    slug: str
    record: Record
    identifier: Identifier
    documents: tuple[Document, ...]
    contents: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]
    stylesheets: tuple[Stylesheet, ...]
    fonts: tuple[Font, ...]
    assets: tuple[Asset, ...]
    navigation: str = ""
    outline: tuple[Entry, ...] = ()
    cover: Cover | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Place] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_large(self) -> bool:
        """Whether its text takes so much memory that a build had better not hold it twice."""
        return sum(len(document.xhtml) for document in self.documents) > _LARGE

    @property
    def without_text(self) -> Rendition:
        """The rendition without what is set already: its markup, its pictures, their origins."""
        return replace(self, documents=(), assets=(), origins={}, findings=())

    @property
    def families(self) -> tuple[tuple[str, str], ...]:
        """The families of its fonts, each with its version, in order."""
        return tuple(dict.fromkeys((font.family, font.version) for font in self.fonts))
