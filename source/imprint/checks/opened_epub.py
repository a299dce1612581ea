"""A finished EPUB becomes its package, its documents in reading order, and its resources.

Every check opens EPUBs here, whoever made them: a hostile or damaged one raises Unreadable.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from imprint.checks.facts import Unreadable, parsed

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
CONTAINER = "META-INF/container.xml"
# What a damaged or hostile archive makes the reading of it end with.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError,
    ValueError, EOFError, struct.error,
)  # fmt: skip
_LARGEST = 64 * 1024 * 1024  # bytes of a resource that is opened
_MOST = 1024 * 1024 * 1024  # bytes of all of them


class Item(Struct, frozen=True):
    """A resource of the manifest: its path in the container, media type and properties."""

    path: str
    media_type: str
    properties: frozenset[str] = frozenset()
    size: int = 0


class Reference(Struct, frozen=True):
    """A place in the spine: the path of its document, and whether it is in the line of reading."""

    path: str
    linear: bool = True


class Page(Struct, frozen=True):
    """A content document: its path, its tree, and whether it is in the line of reading."""

    path: str
    root: etree._Element
    linear: bool = True
    size: int = 0

    @property
    def body(self) -> etree._Element:
        found = self.root.find(f"{XHTML}body")
        return self.root if found is None else found


class OpenedEpub(Struct, frozen=True, kw_only=True, dict=True):
    """An EPUB, opened once: ``path`` is its package's, ``spine`` the paths in reading order.

    What is in it is read when it is asked for; what cannot be read then raises Unreadable.
    ``size`` is the file's, in bytes.
    """

    name: str
    path: str
    package: etree._Element
    items: Mapping[str, Item]
    spine: tuple[Reference, ...]
    archive: zipfile.ZipFile
    size: int = 0

    def __contains__(self, path: object) -> bool:
        return path in self._members

    @cached_property
    def _members(self) -> Mapping[str, zipfile.ZipInfo]:
        return _members(self.archive)

    def read(self, path: str) -> bytes:
        """A resource; raises Unreadable."""
        return _read(self.archive, path)

    def root(self, path: str) -> etree._Element:
        """The root of a document, parsed anew at each call; raises Unreadable."""
        return parsed(self.read(path), path)

    @property
    def navigation_path(self) -> str:
        """The path of the navigation document; empty where it has none."""
        return next((i.path for i in self.items.values() if "nav" in i.properties), "")

    @cached_property
    def resources(self) -> Mapping[str, bytes]:
        """Every resource that is small enough to be opened, by its path; raises Unreadable."""
        small = (p for p, info in self._members.items() if info.file_size <= _LARGEST)
        return {path: self.read(path) for path in small}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The documents of the spine that are there; raises Unreadable."""
        return tuple(
            Page(item.path, self.root(item.path), reference.linear, item.size)
            for reference in self.spine
            for item in (self.items[reference.path],)
            if item.path in self and item.media_type == "application/xhtml+xml"
        )

    @cached_property
    def navigation(self) -> Page | None:
        """The navigation document, where there is one; raises Unreadable."""
        path = self.navigation_path
        if path not in self:
            return None
        known = (page for page in self.pages if page.path == path)
        return next(known, None) or Page(path, self.root(path), False, self.items[path].size)

    @property
    def metadata(self) -> etree._Element:
        found = self.package.find(f"{OPF}metadata")
        return self.package if found is None else found

    @property
    def records(self) -> Iterator[tuple[str, str]]:
        """The records that the package links to and that are in it: media type and path.

        https://www.w3.org/TR/epub-33/#sec-link-record
        """
        for link in self.metadata.iter(f"{OPF}link"):
            path = resolved(self.path, link.get("href", ""))
            if "record" in link.get("rel", "").split() and path in self:
                yield link.get("media-type", ""), path

    def stated(self, name: str) -> tuple[str, ...]:
        """The values of a property that the package states of the book itself.

        EPUB 2 states them in names and contents (Open Packaging Format 2.0.1, 2.2).
        """
        return tuple(
            " ".join((meta.get("content") or meta.text or "").split())
            for meta in self.metadata.iter(f"{OPF}meta")
            if name in (meta.get("property"), meta.get("name")) and not meta.get("refines")
        )

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, etree._Element]]:
        return {page.path: ids_of(page.root) for page in self.documents}

    @property
    def documents(self) -> tuple[Page, ...]:
        """Every document, the navigation document too."""
        extra = self.navigation
        if extra is None or any(page.path == extra.path for page in self.pages):
            return self.pages
        return (*self.pages, extra)

    def target(self, page: Page, href: str) -> tuple[str, etree._Element | None]:
        """The document that a link inside the book leads to, and the element there, if any."""
        path, _, fragment = href.partition("#")
        inside = resolved(page.path, path) if path else page.path
        return inside, self._ids.get(inside, {}).get(unquote(fragment)) if fragment else None

    def cover(self) -> Item | None:
        """The cover's picture, as the package names it (EPUB 3.3, cover-image; or EPUB 2)."""
        for item in self.items.values():
            if "cover-image" in item.properties:
                return item
        for meta in self.metadata.iter(f"{OPF}meta"):
            if meta.get("name") == "cover":
                for element in self.package.iter(f"{OPF}item"):
                    if element.get("id") == meta.get("content"):
                        return self._item_at(element.get("href", ""))
        return None

    def _item_at(self, href: str) -> Item | None:
        found = (item for path, item in self.items.items() if path.endswith(unquote(href)))
        return next(found, None)

    def stylesheets(self, page: Page) -> Iterator[str]:
        """The CSS that a document uses, in its order; that of other addresses is not followed."""
        for node in page.root.iter(f"{XHTML}link", f"{XHTML}style"):
            if node.tag == f"{XHTML}style":
                yield "".join(str(text) for text in node.itertext())
            elif "stylesheet" in node.get("rel", "").lower().split():
                path = resolved(page.path, node.get("href", ""))
                yield self.resources.get(path, b"").decode("utf-8", "replace")


def ids_of(root: etree._Element) -> dict[str, etree._Element]:
    """The elements that have an id, the first of each."""
    found: dict[str, etree._Element] = {}
    for node in root.iter("*"):
        name = node.get("id")
        if name:
            found.setdefault(name, node)
    return found


def resolved(base: str, href: str) -> str:
    """The path in the container that an address in a document stands for."""
    path = unquote(href.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def line_of(element: etree._Element) -> int:
    """The line of its file that an element begins on, from 1; 0 where it is not known."""
    return int(getattr(element, "sourceline", 0) or 0)


def is_outside(href: str) -> bool:
    """Whether an address leads out of the book."""
    head = href.partition("#")[0].partition("/")[0]
    return ":" in head or href.startswith("//")


def words_of(element: etree._Element) -> str:
    """The text in an element, its white space single."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def open_epub(content: bytes, name: str) -> OpenedEpub:
    """Open an EPUB 2 or 3, as far as its package; raises Unreadable.

    https://www.w3.org/TR/epub-33/#sec-container-metainf-container.xml
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = _members(archive)
    except _DAMAGES as error:
        raise Unreadable(f"it is not a whole EPUB: {error}") from None
    if sum(info.file_size for info in members.values()) > _MOST:
        raise Unreadable(f"what is in it is larger than {_MOST // 1024 // 1024} MiB")
    container = parsed(_read(archive, CONTAINER), CONTAINER)
    root = container.find(f".//{_CONTAINER}rootfile")
    if root is None:
        raise Unreadable("its container names no package")
    path = root.get("full-path", "")
    package = parsed(_read(archive, path), path)
    items: dict[str, Item] = {}
    by_id: dict[str, Item] = {}
    for element in package.iter(f"{OPF}item"):
        inside = resolved(path, element.get("href", ""))
        item = Item(
            inside,
            element.get("media-type", ""),
            frozenset((element.get("properties") or "").split()),
            members[inside].file_size if inside in members else 0,
        )
        items[inside] = by_id[element.get("id", "")] = item
    spine = tuple(
        Reference(by_id[reference.get("idref", "")].path, reference.get("linear") != "no")
        for reference in package.iter(f"{OPF}itemref")
        if reference.get("idref", "") in by_id
    )
    return OpenedEpub(
        name=name,
        path=path,
        package=package,
        items=items,
        spine=spine,
        archive=archive,
        size=len(content),
    )


def open_whole(content: bytes, name: str) -> OpenedEpub:
    """Open an EPUB and read all that is in it, so that nothing fails later; raises Unreadable."""
    epub = open_epub(content, name)
    _ = epub.resources, epub.pages, epub.navigation
    return epub


def member_of(content: bytes, path: str) -> bytes:
    """A member of an EPUB whose package need not be whole; raises Unreadable."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _DAMAGES as error:
        raise Unreadable(f"it is not a whole EPUB: {error}") from None
    return _read(archive, path)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    return {info.filename: info for info in archive.infolist() if not info.is_dir()}


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    """A member; never more than what the archive says that it has, and that not too much."""
    try:
        info = archive.getinfo(path)
        if info.file_size > _LARGEST:
            raise Unreadable(f"{path} is larger than {_LARGEST // 1024 // 1024} MiB")
        return archive.read(info)
    except KeyError:
        raise Unreadable(f"it has no {path or 'package'}") from None
    except _DAMAGES as error:
        raise Unreadable(f"{path} cannot be read: {error}") from None
