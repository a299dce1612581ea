"""A finished file becomes all that it states, piece by piece, and is held against another.

The facts that are read by name (``epub_facts``, ``onix_facts`` …) are held against the record with
knowledge of what they mean. This is the net below them: whatever a file says that the record does
not make it say is found here, whether anybody thought of it or not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import yaml
from lxml import etree

from imprint.checks.citation_facts import bibtex_entries
from imprint.checks.facts import Unreadable, canonical, parsed

_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# What tells one composite of a kind from another, where a file has several.
_TELLING = re.compile(r"\w*(Type|Role|RelationCode|SchemeIdentifier|Reference)|@(id|type)|name")
# What is no fact of a publication, and may be another at the next build: versions of tools, numbers
# of the file.
_OF_TOOLS = {
    "Producer", "Creator", "pdf:Producer", "xmp:CreatorTool",
    "xmpMM:DocumentID", "xmpMM:InstanceID", "xmp:MetadataDate", "xmpMM:RenditionClass",
}  # fmt: skip
# What PDF/X wants a file to say, and a schema's own words: who checks those standards judges that.
_OF_STANDARDS = re.compile(
    r"GTS_PDFX\w*|Trapped|pdf:Trapped|pdfxid:\w+|pdfx:\w+|pdfaExtension:\w+"
    r"|\{http://www\.npes\.org/[^}]*\}\w+"
)
_FIRST_VERSION = ("xmpMM:VersionID", "1")  # which PDF/X wants of a record that has none
_LABELS = {
    "ProductFormFeature 09": "accessibility", "ProductFormFeature 12": "safety",
    "a11y:certifiedBy": "certifier", "a11y:certifierCredential": "credential of the certifier",
    "a11y:certifierReport": "report of the certifier", "a11y:exemption": "exemption",
    "dcterms:conformsTo": "conformance", "dcterms:modified": "moment of the last change",
    "dcterms:license": "licence", "dcterms:identifier": "number in a register",
    "ModDate": "moment of the last change", "CreationDate": "moment that it was made",
    "xmp:ModifyDate": "moment of the last change", "xmp:CreateDate": "moment that it was made",
    "xmpRights:UsageTerms": "terms of use", "xmpRights:WebStatement": "licence",
    "xmpRights:Marked": "mark that there are rights",
    "SentDateTime": "moment that it was sent", "Measure": "measures",
    "RelatedProduct": "related product", "ProductAvailability": "availability",
    "PublishingStatus": "status of publication", "ProductForm": "form of the product",
    "ProductFormDetail": "form of the product", "Extent": "extent", "Funder": "funder",
    "usageInfo": "permission", "funding": "funder", "license": "licence", "@lang": "language",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file says in one place: its name there, its text, and what is said of it."""

    name: str
    text: str = ""
    parts: tuple[Statement, ...] = ()

    @property
    def title(self) -> str:
        """Its name, and what tells it from others of the name."""
        for part in self.parts:
            if part.text and _TELLING.fullmatch(part.name):
                return f"{self.name} {part.text}"
        return self.name

    @property
    def said(self) -> tuple[str, ...]:
        """Every text in it."""
        own = (self.text,) if self.text else ()
        return (*own, *(text for part in self.parts for text in part.said))


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two files differ: ``found`` and ``wanted`` are what they say, empty for nothing."""

    path: tuple[str, ...]
    found: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the fact is called, from the innermost place that has a name for it."""
        for step in reversed(self.path):
            bare = step.partition(" ")[0]
            if step in _LABELS or bare in _LABELS:
                return _LABELS.get(step, _LABELS.get(bare, ""))
        return _in_words(self.path[-1].partition(" ")[0]) if self.path else "content"

    @property
    def where(self) -> str:
        return " › ".join(self.path)


def _in_words(name: str) -> str:
    """``ProductFormFeatureValue`` as words."""
    bare = name.lstrip("@").rpartition("}")[2].rpartition(":")[2]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-_]", " ", bare)
    return words if bare.isupper() else words.lower()


def statements_in(content: bytes, kind: str) -> Statement:
    """All that a file states; ``kind`` is one of READERS. Raises Unreadable."""
    return Statement(kind, parts=READERS[kind](content))


def _onix(content: bytes) -> tuple[Statement, ...]:
    return (_of_element(parsed(content)),)


def _of_element(node: etree._Element) -> Statement:
    own = [node.text or "", *(child.tail or "" for child in node)]
    attributes = (
        Statement(f"@{etree.QName(str(name)).localname}", canonical(str(value)))
        for name, value in node.attrib.items()
    )
    children = (_of_element(child) for child in node.iterchildren("*"))
    return Statement(
        etree.QName(node).localname, canonical(" ".join(own)), (*attributes, *children)
    )


def _package(content: bytes) -> tuple[Statement, ...]:
    """The metadata of a package, each statement with those that refine it.

    https://www.w3.org/TR/epub-33/#sec-pkg-metadata
    """
    metadata = parsed(content).find(f"{_OPF}metadata")
    if metadata is None:
        raise Unreadable("its package has no metadata")
    nodes = list(metadata.iterchildren("*"))
    ids = {node.get("id") for node in nodes} - {None}
    refining: dict[str, list[etree._Element]] = {}
    own = []
    for node in nodes:
        target = node.get("refines", "").removeprefix("#")
        if target and target in ids and target != node.get("id"):
            refining.setdefault(target, []).append(node)
        else:
            own.append(node)
    return tuple(_of_metadata(node, refining, frozenset()) for node in own)


def _of_metadata(
    node: etree._Element, refining: Mapping[str, list[etree._Element]], above: frozenset[str]
) -> Statement:
    tag = str(node.tag)
    known = {"id"}
    if tag.startswith(_DC):
        name, text = f"dc:{tag.removeprefix(_DC)}", node.text
    elif node.get("property"):
        name, text = str(node.get("property")), node.text
        known.add("property")
    elif tag == f"{_OPF}link":
        name, text = f"link {node.get('rel', '')}", node.get("href")
        known |= {"rel", "href"}
    else:
        name, text = f"meta {node.get('name', '')}", node.get("content")
        known |= {"name", "content"}
    own = str(node.get("id", ""))
    # Two that refine each other are refined no more.
    refined = refining.get(own, []) if own and own not in above else []
    if above:
        known.add("refines")
    attributes = (
        Statement(f"@{etree.QName(str(key)).localname}", canonical(str(value)))
        for key, value in node.attrib.items()
        if key not in known
    )
    deeper = (_of_metadata(each, refining, above | {own}) for each in refined)
    return Statement(name, canonical(text or ""), (*attributes, *deeper))


def _json(content: bytes) -> tuple[Statement, ...]:
    try:
        return tuple(_of_value("item", json.loads(content, object_pairs_hook=_once)))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are there once: of two, readers take the one or the other."""
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {twice} is in it twice")
    return made


def _yaml(content: bytes) -> tuple[Statement, ...]:
    try:
        return tuple(_of_value("file", yaml.safe_load(content)))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(f"it is not YAML: {canonical(str(error))}") from None


def _of_value(name: str, value: Any) -> Iterator[Statement]:
    """A value of JSON; each value of a list is one of the name."""
    if isinstance(value, dict):
        parts = (part for key, each in value.items() for part in _of_value(str(key), each))
        yield Statement(name, parts=tuple(parts))
    elif isinstance(value, list):
        for each in value:
            yield from _of_value(name, each)
    else:
        yield Statement(name, canonical(str(value)))


def _bibtex(content: bytes) -> tuple[Statement, ...]:
    return tuple(
        Statement(kind, key, tuple(Statement(name, canonical(text)) for name, text in fields))
        for kind, key, fields in bibtex_entries(content.decode("utf-8", "replace"))
    )


def _pdf(content: bytes) -> tuple[Statement, ...]:
    """The language, the information and the packet of a PDF, without what tools say of it."""
    import pikepdf

    from imprint.checks.packets import packet_in

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            language = canonical(str(pdf.Root.get("/Lang", "")))
            information = [(str(k).lstrip("/"), [str(v)]) for k, v in pdf.docinfo.items()]
            with packet_in(pdf) as packet:
                told = [(str(name), list(_texts(packet[name]))) for name in packet]
    except (pikepdf.PdfError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"what it says of itself cannot be read: {error}") from None
    groups = (("information", information), ("XMP", told))
    return (
        Statement("language of the catalog", language),
        *(
            Statement(
                group,
                parts=tuple(
                    Statement(name, canonical(text))
                    for name, texts in sorted(_shortened(pairs))
                    if name not in _OF_TOOLS and not _OF_STANDARDS.fullmatch(name)
                    for text in texts
                    if (name, text) != _FIRST_VERSION
                ),
            )
            for group, pairs in groups
        ),
    )


_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights", "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf", "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid", "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
    "http://prismstandard.org/namespaces/basic/3.0/": "prism",
}  # fmt: skip


def _shortened(pairs: Iterable[tuple[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    for name, texts in pairs:
        space, _, local = name.removeprefix("{").rpartition("}")
        prefix = _PREFIXES.get(space, "")
        yield (f"{prefix}:{local}" if prefix else name), texts


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, set):
        return sorted(map(str, value))
    return map(str, value) if isinstance(value, list) else (str(value),)


READERS: Mapping[str, Callable[[bytes], tuple[Statement, ...]]] = {
    "package": _package,
    "pdf": _pdf,
    "onix": _onix,
    "onix-3.1": _onix,
    "jsonld": _json,
    "csl-json": _json,
    "bibtex": _bibtex,
    "cff": _yaml,
}


def differences(found: Statement, wanted: Statement) -> Iterator[Difference]:
    """Each place where one says something else than the other, left out or beside it."""
    yield from _differences(found, wanted, ())


def _differences(
    found: Statement, wanted: Statement, path: tuple[str, ...]
) -> Iterator[Difference]:
    if found.text != wanted.text:
        yield Difference(path, _given(found.text), _given(wanted.text))
    names = dict.fromkeys(part.name for part in (*wanted.parts, *found.parts))
    for name in names:
        yield from _differences_of(
            [part for part in found.parts if part.name == name],
            [part for part in wanted.parts if part.name == name],
            path,
        )


def _differences_of(
    found: Sequence[Statement], wanted: Sequence[Statement], path: tuple[str, ...]
) -> Iterator[Difference]:
    """The differences of those that have one name."""
    if found == wanted:
        return
    odd = _without(found, wanted)
    lost = _without(wanted, found)
    if not odd and not lost:
        yield Difference((*path, found[0].name), _texts_of(found), _texts_of(wanted))
        return
    for statement in odd:
        pair = _nearest(statement, lost)
        if pair is None:
            yield Difference((*path, statement.title), statement.said or ("it",))
        else:
            lost.remove(pair)
            yield from _differences(statement, pair, (*path, pair.title))
    for statement in lost:
        yield Difference((*path, statement.title), (), statement.said or ("it",))


def _without(some: Sequence[Statement], others: Sequence[Statement]) -> list[Statement]:
    """Those that are not among the others, each as often as it is there more often."""
    left = Counter(others)
    kept = []
    for statement in some:
        if left[statement]:
            left[statement] -= 1
        else:
            kept.append(statement)
    return kept


def _nearest(statement: Statement, others: Sequence[Statement]) -> Statement | None:
    """The one that has most in common; the first of several."""

    def common(other: Statement) -> int:
        return sum((Counter(statement.said) & Counter(other.said)).values())

    return max(others, key=common, default=None)


def _given(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _texts_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(text for statement in statements for text in statement.said)
