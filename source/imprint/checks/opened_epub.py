"""A finished EPUB becomes its package, its documents in reading order, and its resources."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from imprint.checks.facts import Unreadable

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_LARGEST = 64 * 1024 * 1024  # bytes of a resource that is opened
_MOST = 1024 * 1024 * 1024  # bytes of all of them


@dataclass(frozen=True, slots=True)
class Item:
    """A resource of the manifest: its path in the container, media type and properties."""

    path: str
    media_type: str
    properties: frozenset[str] = frozenset()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A content document: its path, its tree, and whether it is in the line of reading."""

    path: str
    root: etree._Element
    linear: bool = True
    size: int = 0

    @property
    def body(self) -> etree._Element:
        found = self.root.find(f"{XHTML}body")
        return self.root if found is None else found


@dataclass(frozen=True, kw_only=True)
class OpenedEpub:
    """An EPUB, read once: ``path`` is its package's, ``pages`` are the documents of its spine."""

    name: str
    path: str
    package: etree._Element
    items: Mapping[str, Item]
    pages: tuple[Page, ...]
    navigation: Page | None
    resources: Mapping[str, bytes] = field(repr=False)
    size: int = 0

    @property
    def metadata(self) -> etree._Element:
        found = self.package.find(f"{OPF}metadata")
        return self.package if found is None else found

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
    """Open an EPUB 2 or 3; raises Unreadable."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _opened(archive, name, len(content))
    except (
        zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, OSError,
        ValueError, EOFError,
    ) as error:  # fmt: skip
        raise Unreadable(f"it is not a whole EPUB: {error}") from None


def _opened(archive: zipfile.ZipFile, name: str, size: int) -> OpenedEpub:
    infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if sum(info.file_size for info in infos.values()) > _MOST:
        raise Unreadable("what is in it is larger than 1 GiB")
    small = {path: info for path, info in infos.items() if info.file_size <= _LARGEST}
    resources = {path: archive.read(info) for path, info in small.items()}
    container = _parsed(resources["META-INF/container.xml"], "META-INF/container.xml")
    root = container.find(f".//{_CONTAINER}rootfile")
    if root is None:
        raise Unreadable("its container names no package")
    path = root.get("full-path", "")
    package = _parsed(resources[path], path)
    items: dict[str, Item] = {}
    by_id: dict[str, Item] = {}
    for element in package.iter(f"{OPF}item"):
        inside = resolved(path, element.get("href", ""))
        item = Item(
            inside,
            element.get("media-type", ""),
            frozenset((element.get("properties") or "").split()),
            infos[inside].file_size if inside in infos else 0,
        )
        items[inside] = by_id[element.get("id", "")] = item
    pages = []
    for reference in package.iter(f"{OPF}itemref"):
        found = by_id.get(reference.get("idref", ""))
        if found and found.path in resources and found.media_type == "application/xhtml+xml":
            root_element = _parsed(resources[found.path], found.path)
            linear = reference.get("linear") != "no"
            pages.append(Page(found.path, root_element, linear, found.size))
    return OpenedEpub(
        name=name,
        path=path,
        package=package,
        items=items,
        pages=tuple(pages),
        navigation=_navigation(items, pages, resources),
        resources=resources,
        size=size,
    )


def _navigation(
    items: Mapping[str, Item], pages: list[Page], resources: Mapping[str, bytes]
) -> Page | None:
    for item in items.values():
        if "nav" in item.properties and item.path in resources:
            for page in pages:
                if page.path == item.path:
                    return page
            return Page(item.path, _parsed(resources[item.path], item.path), False, item.size)
    return None


def _parsed(content: bytes, path: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        why = getattr(error, "msg", None) or error
        raise Unreadable(f"{path} is not well-formed XML: {why}") from None
