"""A finished EPUB becomes the facts that its package states, and the text of its imprint page."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from imprint.checks.facts import (
    Stated,
    Unreadable,
    all_canonical,
    canonical,
    identified,
    number_of,
    parsed,
    text_of,
)

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_LARGEST = 64 * 1024 * 1024  # bytes of a document that is opened
_VIEW = "package"
# Properties that state a fact of the record by themselves.
_PROPERTIES = {
    "dcterms:modified": "modified",
    "schema:bookEdition": "edition",
    "schema:version": "version",
    "schema:translationOfWork": "original.title",
    "dcterms:license": "licence",
    "schema:accessibilityFeature": "accessibility.features",
    "schema:accessMode": "accessibility.modes",
    "schema:accessibilityHazard": "accessibility.hazards",
    "dcterms:conformsTo": "accessibility.conformance",
    "schema:publisherImprint": "imprint",
    "schema:accessibilitySummary": "summary",
    "schema:volumeNumber": "volume",
    "schema:issueNumber": "number",
}


@dataclass(frozen=True, slots=True)
class EpubFacts:
    """What an EPUB states.

    ``imprint_page`` is the text of its imprint page, empty where it has none; ``records`` are the
    records inside it, by their media type.
    """

    stated: tuple[Stated, ...]
    imprint_page: str = ""
    records: tuple[tuple[str, bytes], ...] = ()
    page_labels: tuple[str, ...] = ()


def read_epub(content: bytes, file: str) -> EpubFacts:
    """What an EPUB states; raises Unreadable.

    https://www.w3.org/TR/epub-33/#sec-pkg-metadata
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _Book(archive, file).facts()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(f"it is not a whole EPUB: {error}") from None


@dataclass
class _Book:
    archive: zipfile.ZipFile
    file: str
    stated: list[Stated] = field(default_factory=list)

    def facts(self) -> EpubFacts:
        container = parsed(self._read("META-INF/container.xml"), "META-INF/container.xml")
        root = container.find(f".//{_CONTAINER}rootfile")
        if root is None:
            raise Unreadable("its container names no package")
        path = root.get("full-path", "")
        package = parsed(self._read(path), path)
        folder = posixpath.dirname(path)
        self._state(package)
        page, labels = self._documents(package, folder)
        records = tuple(
            (link.get("media-type", ""), self._read(_inside(folder, link.get("href", ""))))
            for link in package.iter(f"{_OPF}link")
            if "record" in link.get("rel", "").split() and "://" not in link.get("href", "")
        )
        return EpubFacts(tuple(self.stated), page, records, labels)

    def _read(self, name: str) -> bytes:
        info = self.archive.getinfo(name)
        if info.file_size > _LARGEST:
            raise Unreadable(f"{name} is larger than {_LARGEST // 1024 // 1024} MiB")
        return self.archive.read(info)

    def _add(self, fact: str, values: tuple[str, ...], where: str) -> None:
        if values:
            self.stated.append(Stated(fact, values, _VIEW, self.file, where))

    def _state(self, package: etree._Element) -> None:
        metadata = package.find(f"{_OPF}metadata")
        if metadata is None:
            raise Unreadable("its package has no metadata")
        refined = _refinements(metadata)
        for name, fact in (
            ("title", "title"), ("language", "language"), ("publisher", "publisher"),
            ("date", "issued.epub"), ("rights", "rights"), ("description", "description"),
            ("source", "sources"), ("type", "types"),
        ):  # fmt: skip
            elements = metadata.findall(f"{_DC}{name}")
            own = [e for e in elements if "source-of" not in refined.get(e.get("id", ""), {})]
            self._add(fact, all_canonical(e.text for e in own), f"dc:{name}")
        self._add("terms", _texts(metadata, "subject"), "dc:subject")
        self._details(metadata)
        self._people(metadata, refined)
        for element in metadata.findall(f"{_DC}identifier"):
            scheme, bare = identified(element.text or "")
            if scheme:
                fact = "doi" if scheme == "doi" else f"{scheme}.epub"
                self._add(fact, (bare,), "dc:identifier")
        for name, fact in _PROPERTIES.items():
            values = all_canonical(
                meta.text
                for meta in metadata.findall(f"{_OPF}meta")
                if meta.get("property") == name and not meta.get("refines")
            )
            self._add(fact, values, name)
        for link in metadata.findall(f"{_OPF}link"):
            if link.get("rel") == "dcterms:license" and not link.get("refines"):
                self._add("licence", (canonical(link.get("href", "")),), "link dcterms:license")
        for meta in metadata.findall(f"{_OPF}meta"):
            if meta.get("property") == "belongs-to-collection" and not meta.get("refines"):
                details = refined.get(meta.get("id", ""), {})
                kind = details.get("collection-type", "series")
                self._add("series", all_canonical([meta.text]), f"belongs-to-collection ({kind})")
                position = all_canonical([details.get("group-position")])
                self._add("series.position", position, "group-position")
            elif meta.get("property") == "pageBreakSource":
                scheme, bare = identified(meta.text or "")
                if scheme == "isbn":
                    self._add("isbn.print", (bare,), "pageBreakSource")

    def _people(self, metadata: etree._Element, refined: dict[str, dict[str, str]]) -> None:
        roles: dict[str, list[str]] = {}
        for name in ("creator", "contributor"):
            for element in metadata.findall(f"{_DC}{name}"):
                details = refined.get(element.get("id", ""), {})
                role = details.get("role", "aut" if name == "creator" else "ctb")
                roles.setdefault(role, []).append(canonical(element.text or ""))
                self._add(
                    f"file-as.{roles[role][-1]}", all_canonical([details.get("file-as")]), "file-as"
                )
        for role, names in roles.items():
            self._add(f"role.{role}", all_canonical(names), f"people with the role {role}")

    def _details(self, metadata: etree._Element) -> None:
        """What refines people, subjects and wholes: their numbers, codes and other names."""
        for meta in metadata.findall(f"{_OPF}meta"):
            name, text = meta.get("property", ""), canonical(meta.text or "")
            if name == "a11y:certifiedBy":
                self._add("certifier", all_canonical([text]), name)
            elif not meta.get("refines"):
                continue
            elif name == "dcterms:identifier":
                scheme, bare = identified(text)
                if scheme == "issn":
                    self._add("ISSNs", (bare,), name)
                elif number_of(text):
                    self._add("people's numbers", (number_of(text),), name)
            elif name == "alternate-script":
                self._add("some names", all_canonical([text]), name)
            elif name == "term":
                self._add("codes of subjects", all_canonical([text]), name)

    def _documents(self, package: etree._Element, folder: str) -> tuple[str, tuple[str, ...]]:
        """The text of the imprint page, and the labels of the page list."""
        page = ""
        labels: tuple[str, ...] = ()
        for item in package.iter(f"{_OPF}item"):
            if item.get("media-type") != "application/xhtml+xml":
                continue
            name = _inside(folder, item.get("href", ""))
            is_navigation = "nav" in (item.get("properties") or "").split()
            content = self._read(name)
            if not is_navigation and b"copyright-page" not in content:
                continue
            document = parsed(content)
            for element in document.iter(f"{_HTML}section", f"{_HTML}nav"):
                types = element.get(_EPUB_TYPE, "").split()
                if "copyright-page" in types:
                    page += "".join(_spoken(element))
                elif "page-list" in types:
                    labels = all_canonical(text_of(a) for a in element.iter(f"{_HTML}a"))
        return page, labels


def _inside(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _texts(metadata: etree._Element, name: str) -> tuple[str, ...]:
    return all_canonical(element.text for element in metadata.findall(f"{_DC}{name}"))


def _spoken(element: etree._Element) -> Iterator[str]:
    """The text of an element, a space after each block."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _spoken(child)
        yield f" {child.tail or ''}"


def _refinements(metadata: etree._Element) -> dict[str, dict[str, str]]:
    """The properties that refine each element, by its id."""
    refined: dict[str, dict[str, str]] = {}
    for meta in metadata.findall(f"{_OPF}meta"):
        target = meta.get("refines", "").removeprefix("#")
        if target:
            refined.setdefault(target, {})[meta.get("property", "")] = canonical(meta.text or "")
    return refined
