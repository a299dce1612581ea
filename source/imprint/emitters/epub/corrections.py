"""The package document and the NCX that EbookLib made become the ones that EPUB 3.3 asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.epub.markers import Marker
from imprint.emitters.epub.page_list import add_page_targets
from imprint.emitters.epub.statements import LANGUAGE, Statement, prefixes_of

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def corrected_package(package: bytes, statements: Sequence[Statement], *, language: str) -> bytes:
    """The package document with its language and its vocabularies, and each statement in order.

    EbookLib sorts metadata by name, adds a generator, and drops in silence what XML cannot say:
    the statements stand in their own order here, refinements after what they refine, and one that
    is missing raises PublicationError (EPB-001).
    https://www.w3.org/TR/epub-33/#sec-package-doc
    """
    root = _parsed(package)
    metadata = root.find(f"{_OPF}metadata")
    assert metadata is not None
    written = {_statement(node): node for node in metadata}
    lost = [statement for statement in statements if _key(statement) not in written]
    if lost:
        raise PublicationError(
            Finding(
                "EPB-001",
                f"a fact of the record did not reach the package: {s.element} {s.text!r}",
                mend="look for a character in it that cannot be seen, and delete it",
            )
            for s in lost
        )
    corrected = etree.fromstring(f'<package xmlns="{_OPF[1:-1]}"/>'.encode())
    for name in ("version", "unique-identifier"):
        corrected.set(name, str(root.get(name)))
    corrected.set(LANGUAGE, language)
    corrected.set("prefix", prefixes_of(statements))
    stated = etree.SubElement(corrected, f"{_OPF}metadata", nsmap={"dc": _DC[1:-1]})
    for node in (written[_key(statement)] for statement in statements):
        copy = etree.SubElement(stated, node.tag, _in_order(node))
        copy.text = node.text
    corrected.extend(child for child in root if child is not metadata)
    for item in corrected.iter(f"{_OPF}item"):
        attributes = _in_order(item)
        item.attrib.clear()
        for name, value in attributes.items():
            item.set(name, value)
    return _written(corrected)


def corrected_ncx(
    ncx: bytes,
    *,
    language: str,
    markers: Sequence[Marker] = (),
    page_title: str = "",
    documents: Mapping[str, bytes] = {},
) -> bytes:
    """The NCX with its language, its depth, an id of its own for each line, and a list of pages.

    ``documents`` are the content documents by their paths, in the order of the spine.
    https://www.w3.org/TR/epub-33/#sec-opf2-ncx
    """
    root = _parsed(ncx)
    root.set(LANGUAGE, language)
    points = list(root.iter(f"{_NCX}navPoint"))
    for number, point in enumerate(points, 1):
        point.set("id", f"line-{number}")
    depth = max((sum(1 for _ in p.iterancestors(f"{_NCX}navPoint")) for p in points), default=0)
    for fact in root.iter(f"{_NCX}meta"):
        if fact.get("name") == "dtb:depth":
            fact.set("content", str(depth + 1))
    if markers:
        add_page_targets(root, markers, title=page_title, documents=documents)
    return _written(root)


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    return etree.fromstring(content, parser)


def _written(root: etree._Element) -> bytes:
    etree.cleanup_namespaces(root)
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


_ORDER = ("refines", "id", "property", "rel", "href", "media-type", "properties", "scheme", "name")


def _in_order(node: etree._Element) -> dict[str, str]:
    """A node's attributes in an order that reads well."""
    names = sorted(node.attrib, key=lambda n: _ORDER.index(n) if n in _ORDER else len(_ORDER))
    return {str(name): str(node.get(name)) for name in names}


_Key = tuple[str, str, frozenset[tuple[str, str]]]


def _statement(node: etree._Element) -> _Key:
    attributes = frozenset((str(name), str(value)) for name, value in node.attrib.items())
    return str(node.tag), str(node.text or ""), attributes


def _key(statement: Statement) -> _Key:
    prefix, _, name = statement.element.rpartition(":")
    tag = f"{_DC if prefix == 'dc' else _OPF}{name}"
    return tag, statement.text, frozenset(statement.attributes)
