"""A finished EPUB becomes the facts that its package states, and the text of its imprint page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
    words_in,
)
from imprint.checks.opened_epub import DC, EPUB_TYPE, OPF, XHTML, OpenedEpub, open_epub

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
    "schema:accessModeSufficient": "accessibility.sufficient",
    "schema:alternateName": "short title",
    "dcterms:rightsHolder": "owners",
    "schema:accessibilityHazard": "accessibility.hazards",
    "dcterms:conformsTo": "accessibility.conformance",
    "schema:publisherImprint": "imprint",
    "schema:accessibilitySummary": "summary",
    "schema:volumeNumber": "volume",
    "schema:issueNumber": "number",
}

_ECHOED = {
    "identifier", "date", "belongs-to-collection", "alternate-script", "dcterms:identifier",
    "authority",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EpubFacts:
    """What an EPUB states.

    ``package`` is its package document, ``imprint_page`` the text of its imprint page, empty where
    it has none; ``records`` are the records inside it, by their media type.
    """

    stated: tuple[Stated, ...]
    package: bytes = field(repr=False)
    imprint_page: str = ""
    records: tuple[tuple[str, bytes], ...] = ()
    page_labels: tuple[str, ...] = ()


def read_epub(content: bytes, file: str) -> EpubFacts:
    """What an EPUB states; raises Unreadable.

    https://www.w3.org/TR/epub-33/#sec-pkg-metadata
    """
    epub = open_epub(content, file)
    return _Book(epub).facts()


@dataclass
class _Book:
    epub: OpenedEpub
    stated: list[Stated] = field(default_factory=list)

    def facts(self) -> EpubFacts:
        metadata = self.epub.package.find(f"{OPF}metadata")
        if metadata is None:
            raise Unreadable("its package has no metadata")
        self._state(metadata)
        page, labels = self._documents()
        return EpubFacts(
            stated=tuple(self.stated),
            package=self.epub.read(self.epub.path),
            imprint_page=page,
            records=tuple((kind, self.epub.read(path)) for kind, path in self.epub.records),
            page_labels=labels,
        )

    def _add(self, fact: str, values: tuple[str, ...], where: str) -> None:
        if values:
            self.stated.append(Stated(fact, values, _VIEW, self.epub.name, where))

    def _state(self, metadata: etree._Element) -> None:
        refined = _refinements(metadata)
        for name, fact in (
            ("title", "title"), ("language", "language"), ("publisher", "publisher"),
            ("date", "issued.epub"), ("rights", "rights"), ("description", "description"),
            ("source", "sources"), ("type", "types"),
        ):  # fmt: skip
            elements = metadata.findall(f"{DC}{name}")
            own = [e for e in elements if "source-of" not in refined.get(e.get("id", ""), {})]
            self._add(fact, all_canonical(e.text for e in own), f"dc:{name}")
        for element in metadata.findall(f"{DC}source"):
            scheme, number = identified(element.text or "")
            if scheme == "isbn" and "source-of" in refined.get(element.get("id", ""), {}):
                self._add("isbn.print", (number,), "dc:source of its pages")
        self._add("terms", _texts(metadata, "subject"), "dc:subject")
        self._add("words", words_in(_texts(metadata, "subject")), "dc:subject")
        self._add("rights in parts", _texts(metadata, "rights")[1:], "dc:rights")
        self._details(metadata)
        self._echoes(metadata)
        self._people(metadata, refined)
        for element in metadata.findall(f"{DC}identifier"):
            scheme, bare = identified(element.text or "")
            if scheme:
                fact = "dois" if scheme == "doi" else f"{scheme}.epub"
                self._add(fact, (bare,), "dc:identifier")
        for name, fact in _PROPERTIES.items():
            values = all_canonical(
                meta.text
                for meta in metadata.findall(f"{OPF}meta")
                if meta.get("property") == name and not meta.get("refines")
            )
            sets = fact.startswith("accessibility.")
            self._add(fact, tuple(sorted(values)) if sets else values, name)
        for link in metadata.findall(f"{OPF}link"):
            if link.get("rel") == "dcterms:license" and not link.get("refines"):
                self._add("licence", (canonical(link.get("href", "")),), "link dcterms:license")
        for meta in metadata.findall(f"{OPF}meta"):
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
            for element in metadata.findall(f"{DC}{name}"):
                details = refined.get(element.get("id", ""), {})
                role = details.get("role", "aut" if name == "creator" else "ctb")
                roles.setdefault(role, []).append(canonical(element.text or ""))
                self._add(
                    f"file-as.{roles[role][-1]}", all_canonical([details.get("file-as")]), "file-as"
                )
        helpers = all_canonical(e.text for e in metadata.findall(f"{DC}contributor"))
        self._add("helpers", tuple(sorted({*helpers})), "dc:contributor")
        for role, names in roles.items():
            self._add(f"role.{role}", all_canonical(names), f"people with the role {role}")

    def _echoes(self, metadata: etree._Element) -> None:
        """What the record in the book says as well, in one place or another."""
        for element in metadata.iterchildren("*"):
            name = element.get("property") or etree.QName(element).localname
            text = canonical(element.text or "")
            is_known = name != "identifier" or bool(identified(text)[0])
            if name in _ECHOED and is_known:
                self._add("echo", all_canonical([text]), name)

    def _details(self, metadata: etree._Element) -> None:
        """What refines people, subjects and wholes: their numbers, codes and other names."""
        for meta in metadata.findall(f"{OPF}meta"):
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

    def _documents(self) -> tuple[str, tuple[str, ...]]:
        """The text of the imprint page, and the labels of the page list."""
        page = ""
        labels: tuple[str, ...] = ()
        for item in self.epub.items.values():
            if item.media_type != "application/xhtml+xml":
                continue
            content = self.epub.read(item.path)
            if "nav" not in item.properties and b"copyright-page" not in content:
                continue
            document = parsed(content, item.path)
            for element in document.iter(f"{XHTML}section", f"{XHTML}nav"):
                types = element.get(EPUB_TYPE, "").split()
                if "copyright-page" in types:
                    page += "".join(_spoken(element))
                elif "page-list" in types:
                    labels = all_canonical(text_of(a) for a in element.iter(f"{XHTML}a"))
        return page, labels


def _texts(metadata: etree._Element, name: str) -> tuple[str, ...]:
    return all_canonical(element.text for element in metadata.findall(f"{DC}{name}"))


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
    for meta in metadata.findall(f"{OPF}meta"):
        target = meta.get("refines", "").removeprefix("#")
        if target:
            refined.setdefault(target, {})[meta.get("property", "")] = canonical(meta.text or "")
    return refined
