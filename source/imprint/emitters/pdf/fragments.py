"""The values of the press: what a fragment is set with, what it is made of, what came of it."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from msgspec import Struct

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.versions import engine_versions
from imprint.model.assets import Asset, Font
from imprint.model.pages import Side
from imprint.store import Store
from imprint.values import fields_of, replace

# What a link into another fragment leads to while its own is set; see ``_BASE`` in ``engine``.
ELSEWHERE = "https://elsewhere.invalid/"
# A page by its place, and not by its place in a group: ``:nth(2)``, but not ``:nth(2 of body)``.
_NTH = re.compile(r":nth\((?![^)]*\bof\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What every fragment of a rendition is set with, and the hash of it.

    ``pictures`` are those that a stylesheet names.
    """

    title: str
    language: str
    stylesheets: tuple[str, ...]
    fonts: tuple[Font, ...] = field(repr=False)
    pictures: tuple[Asset, ...] = field(repr=False)
    digest: str

    @property
    def counts_pages(self) -> bool:
        """Whether a stylesheet may say how many pages the book has."""
        return any("pages" in css for css in self.stylesheets)

    @property
    def counts_sheets(self) -> bool:
        """Whether a stylesheet may ask for a page by its place in the book, with ``:nth()``."""
        return any(_NTH.search(css) for css in self.stylesheets)


def setting_of(
    title: str,
    language: str,
    stylesheets: tuple[str, ...],
    fonts: tuple[Font, ...],
    assets: Iterable[Asset] = (),
) -> Setting:
    pictures = tuple(a for a in assets if any(a.name in css for css in stylesheets))
    facts = [*engine_versions(), title, language, *stylesheets]
    for font in fonts:
        facts += [font.name, hashlib.sha256(font.content).hexdigest()]
    for picture in pictures:
        facts += [picture.name, picture.digest]
    return Setting(title, language, stylesheets, fonts, pictures, digest_of(facts))


def digest_of(facts: object) -> str:
    """The sha-256 of a value that JSON can write, in hexadecimal."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class SectionShell(Struct, frozen=True):
    """A section's outermost element without what is in it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]

    @property
    def facts(self) -> list[Any]:
        return [self.tag, [list(attribute) for attribute in self.attributes]]

    @property
    def classed(self) -> SectionShell:
        """The section as far as every section after it knows it: by its class."""
        return SectionShell(self.tag, tuple(a for a in self.attributes if a[0] == "class"))


@dataclass(frozen=True, slots=True)
class FragmentJob:
    """A section to be set, with the sections that run on from it, as XHTML in UTF-8.

    ``before`` and ``after`` are the sections around it, as far as a stylesheet looks at them, and
    ``counters`` what it has counted in those before.
    ``folios`` are the labels of the pages that its page references name, by the id of their target.
    ``ahead`` are the pages before it, as far as a stylesheet can tell: 0 where it begins the book,
    else 1 unless they are counted. ``ends`` says that it is the last of the book.
    """

    setting: str
    sections: tuple[str, ...]  # the ids of its sections
    title: str
    xhtml: bytes = field(repr=False)
    before: tuple[SectionShell, ...] = ()
    after: tuple[SectionShell, ...] = ()
    counters: Mapping[str, int] = field(default_factory=dict)
    side: Side = Side.RECTO
    folios: Mapping[str, str] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    ahead: int = 0
    ends: bool = True

    @property
    def key(self) -> str:
        """The hash of everything that shapes the fragment."""
        return digest_of(
            [
                "fragment",
                self.setting,
                self.xhtml.decode("utf-8", "surrogatepass"),
                [shell.facts for shell in self.before],
                [shell.facts for shell in self.after],
                dict(self.counters),
                self.side.value,
                dict(self.folios),
                [(asset.name, asset.digest) for asset in self.assets],
                self.ahead,
                self.ends,
            ]
        )


class PageKind(Struct, frozen=True):
    """What CSS calls a page's type: which rules of ``@page`` apply to it."""

    side: str  # "left" or "right"
    blank: bool = False
    name: str = ""
    index: int = 0
    groups: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, facts: list[Any]) -> PageKind:
        side, blank, name, index, groups = facts
        return cls(side, blank, name, index, tuple((name, at) for name, at in groups))

    @property
    def facts(self) -> list[Any]:
        return [self.side, self.blank, self.name, self.index, [list(g) for g in self.groups]]

    @property
    def turned(self) -> PageKind:
        """The same page on the other side of the leaf."""
        side = "left" if self.side == "right" else "right"
        return PageKind(side, self.blank, self.name, self.index, self.groups)


class Start(Struct, frozen=True):
    """Where the text of a page begins: see ``model.pages.PageStart``."""

    element: str
    offset: int
    text: str


class LaidPage(Struct, frozen=True):
    """A page of a fragment.

    Lengths are points. ``shift`` is how far its content moves to the right when the page is turned
    to the other side. ``text`` is the box that text may fill, from the trim's lower left corner.
    ``strings`` are the named strings that are set on it, in order, by name; ``opened`` are the
    names of those that what stands first on it sets.
    """

    kind: PageKind
    width: float
    height: float
    shift: float
    text: tuple[float, float, float, float]
    bleeds: bool = False
    start: Start | None = None
    strings: Mapping[str, tuple[str, ...]] = {}
    opened: tuple[str, ...] = ()


class FontUse(Struct, frozen=True):
    """A font as fragments use it: the glyphs drawn, their widths and what they stand for.

    ``digest`` is the sha-256 of the whole font. ``widths`` are thousandths of an em.
    """

    digest: str
    name: str
    ascent: int
    descent: int
    flags: int
    widths: Mapping[int, int]
    unicode: Mapping[int, str]


class Anchor(Struct, frozen=True):
    """Where an element begins: the page of the fragment, and points from its lower left corner."""

    page: int
    x: float
    y: float


class LinkArea(Struct, frozen=True):
    """A rectangle of a page that leads elsewhere: to ``#id`` of an element, or to an address."""

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    words: str


class Parts(Protocol):
    """What is large of a fragment: its details (fonts and structure as JSON), and its PDF."""

    def read(self) -> tuple[bytes, bytes]: ...


class HeldParts(Struct, frozen=True):
    """Parts in memory."""

    details: bytes
    pdf: bytes

    def read(self) -> tuple[bytes, bytes]:
        return self.details, self.pdf


class KeptParts(Struct, frozen=True):
    """Parts in a store; a store that has lost them is an error (PDF-006)."""

    key: str
    store: Store

    def read(self) -> tuple[bytes, bytes]:
        content = self.store.get(self.key)
        if content is None:
            what = "what was typeset has vanished from the cache during the build"
            mend = "build again, and let nothing else empty the cache meanwhile"
            raise PublicationError([Finding("PDF-006", what, mend)])
        _, details, pdf = unpack(content, parts=2)
        return details, pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A section typeset: its pages as a PDF without fonts, and all that is known of them.

    ``mirrors`` says that the same pages will do on the other sides, moved sideways; ``plain`` that
    all in it is black or grey text and lines; ``running`` that a stylesheet asks for running
    elements, ``fixed`` for what stands on every page. ``opening`` is the side that what stands
    first in it must begin on, ``closing`` the one for what follows it, or none. ``counted`` are
    counters that it changes for others. ``missing`` are the code points that no font has,
    ``complaints`` what the engine had to say. ``parts`` are what is large, and looked at once.
    """

    pages: tuple[LaidPage, ...]
    anchors: Mapping[str, Anchor]
    links: tuple[LinkArea, ...]
    mirrors: bool
    plain: bool
    running: bool
    fixed: bool
    opening: str
    closing: str
    counted: tuple[str, ...]
    missing: tuple[int, ...]
    complaints: tuple[str, ...]
    parts: Parts = field(repr=False)

    @property
    def pdf(self) -> bytes:
        return self.parts.read()[1]

    @property
    def structure(self) -> list[Any]:
        """The tree of its elements, as ``structure.Element`` writes it."""
        return list(json.loads(self.parts.read()[0])["structure"])

    @property
    def fonts(self) -> Mapping[str, FontUse]:
        return fonts_from(json.loads(self.parts.read()[0])["fonts"])

    @property
    def numbered(self) -> Fragment:
        """The same without what was to be known until pages had their numbers and their heads."""
        pages = (replace(page, start=None, strings={}, opened=()) for page in self.pages)
        return replace(self, pages=tuple(pages), anchors={})

    @classmethod
    def unpack(cls, content: bytes, *, kept: KeptParts | None = None) -> Fragment:
        """The fragment that a worker packed; raises ValueError.

        ``kept`` is where its parts can be read again, so that they need not stay in memory.
        """
        facts, details, pdf = unpack(content, parts=2)
        return cls(
            pages=tuple(_laid_page(page) for page in facts["pages"]),
            anchors={name: Anchor(*place) for name, place in facts["anchors"].items()},
            links=tuple(
                LinkArea(page, tuple(rectangle), target, words)
                for page, rectangle, target, words in facts["links"]
            ),
            mirrors=facts["mirrors"],
            plain=facts["plain"],
            running=facts["running"],
            fixed=facts["fixed"],
            opening=str(facts["opening"]),
            closing=str(facts["closing"]),
            counted=tuple(facts["counted"]),
            missing=tuple(facts["missing"]),
            complaints=tuple(facts["complaints"]),
            parts=kept or HeldParts(details, pdf),
        )


def page_facts(page: LaidPage) -> dict[str, Any]:
    start = page.start and fields_of(page.start)
    return {**fields_of(page), "kind": page.kind.facts, "start": start}


def _laid_page(facts: Mapping[str, Any]) -> LaidPage:
    start = facts["start"]
    return LaidPage(
        kind=PageKind.of(facts["kind"]),
        width=facts["width"],
        height=facts["height"],
        shift=facts["shift"],
        text=tuple(facts["text"]),
        bleeds=facts["bleeds"],
        start=Start(**start) if start else None,
        strings={name: tuple(texts) for name, texts in facts["strings"].items()},
        opened=tuple(facts["opened"]),
    )


def font_facts(fonts: Mapping[str, FontUse]) -> dict[str, Any]:
    """Fonts as JSON can write them, in an order that does not depend on drawing."""
    facts = {}
    for name, font in sorted(fonts.items()):
        facts[name] = fields_of(font)
        facts[name]["widths"] = sorted(font.widths.items())
        facts[name]["unicode"] = sorted(font.unicode.items())
    return facts


def fonts_from(facts: Mapping[str, Any]) -> dict[str, FontUse]:
    return {
        name: FontUse(**{**font, "widths": dict(font["widths"]), "unicode": dict(font["unicode"])})
        for name, font in facts.items()
    }


# What goes from a worker to the store and back: the facts as JSON and other parts, each after its
# length.
_LENGTH = struct.Struct(">Q")


def as_json(facts: object) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def pack(facts: Mapping[str, Any], *parts: bytes) -> bytes:
    return b"".join(_LENGTH.pack(len(part)) + part for part in (as_json(facts), *parts))


def unpack(content: bytes, *, parts: int) -> tuple[Any, ...]:
    """The facts and the other parts that ``pack`` put together; raises ValueError."""
    found: list[bytes] = []
    at = 0
    while at < len(content):
        if len(content) < at + _LENGTH.size:
            raise ValueError("cut short")
        (length,) = _LENGTH.unpack_from(content, at)
        at += _LENGTH.size
        if len(content) < at + length:
            raise ValueError("cut short")
        found.append(content[at : at + length])
        at += length
    if len(found) != parts + 1:
        raise ValueError(f"{len(found)} parts")
    facts = json.loads(found[0].decode("utf-8", "surrogatepass"))
    if not isinstance(facts, dict):
        raise ValueError("no facts")
    return facts, *found[1:]


class FurnishedPage(Struct, frozen=True):
    """A page as its running heads and its folio see it.

    ``carried`` are the last values of named strings before the page.
    """

    kind: PageKind
    number: int
    strings: Mapping[str, tuple[str, ...]]
    carried: Mapping[str, str]
    opened: tuple[str, ...] = ()

    @property
    def facts(self) -> list[Any]:
        strings = {name: list(texts) for name, texts in self.strings.items()}
        return [self.kind.facts, self.number, strings, dict(self.carried), self.opened]


class FurnitureJob(Struct, frozen=True):
    """Pages whose margin boxes are to be drawn; ``total`` is the number of pages, 0 if untold."""

    setting: str
    pages: tuple[FurnishedPage, ...]
    total: int = 0

    @property
    def key(self) -> str:
        pages = [page.facts for page in self.pages]
        return digest_of(["furniture", self.setting, pages, self.total])


class PlanJob(Struct, frozen=True):
    """Sections whose beginnings are to be looked up in the stylesheets."""

    setting: str
    shells: tuple[SectionShell, ...]

    @property
    def key(self) -> str:
        return digest_of(["plan", self.setting, [shell.facts for shell in self.shells]])


class Unset(Struct, frozen=True):
    """The answer of a worker that has not been given the setting yet."""

    setting: str
