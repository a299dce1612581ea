"""The bytes of a finished EPUB are opened again and held against what went in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.epub.content import ContentDocument
from imprint.emitters.epub.evidence import OPS, XHTML
from imprint.emitters.epub.markers import Marker
from imprint.emitters.epub.package import FOLDER, Part

_OPF = "{http://www.idpf.org/2007/opf}"
_XHTML = f"{{{XHTML}}}"
_PACKAGE = f"{FOLDER}/content.opf"
_MEND = "this is a fault of Imprint or of EbookLib: please report it with the publication"


def verify(
    content: bytes,
    *,
    parts: Sequence[Part],
    documents: Sequence[ContentDocument],
    markers: Sequence[Marker] = (),
    records: Mapping[str, bytes] = {},
) -> None:
    """Raise PublicationError (EPB-001) unless every part is in the book, byte for byte.

    The documents were parsed when they were made, so the same bytes are the same trees. Each page
    marker must be in its document once and in the list of pages, in the order of the text. The
    ``records``, by their paths below the package's folder, are in the book and not in its manifest.
    """
    labels = {document.path: document.label for document in documents}
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            problems = [
                f"{labels.get(part.path, part.path)} ({part.path}) {problem}"
                for part in parts
                if (problem := _problem(archive, names, part))
            ]
            problems += [
                f"{path} is not what was put in"
                for path, given in records.items()
                if archive.read(f"{FOLDER}/{path}") != given
            ]
            problems += _manifest_problems(archive, names, records)
            if markers:
                problems += _page_problems(archive, parts, documents, markers)
    except (BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        problems = [f"the container cannot be read: {error}"]
    if problems:
        raise PublicationError(Finding("EPB-001", what, _MEND) for what in problems)


def _problem(archive: ZipFile, names: set[str], part: Part) -> str:
    path = f"{FOLDER}/{part.path}"
    if path not in names:
        return "is missing"
    return "" if archive.read(path) == part.content else "is not what was put in"


def _manifest_problems(archive: ZipFile, names: set[str], records: Iterable[str]) -> Iterable[str]:
    """What the manifest, the spine and the container say of one another that is not so."""
    root = etree.fromstring(archive.read(_PACKAGE))
    ids: dict[str, str] = {}
    for item in root.iter(f"{_OPF}item"):
        name, path = str(item.get("id")), f"{FOLDER}/{item.get('href')}"
        if name in ids:
            yield f"the manifest has two items {name}"
        if path not in names:
            yield f"the manifest lists {path}, which is not in the book"
        ids[name] = path
    listed = {*ids.values(), _PACKAGE, "mimetype", "META-INF/container.xml"}
    listed |= {f"{FOLDER}/{path}" for path in records}
    yield from (f"the manifest does not list {path}" for path in sorted(names - listed))
    for reference in root.iter(f"{_OPF}itemref"):
        if reference.get("idref") not in ids:
            yield f"the spine names {reference.get('idref')}, which is not in the manifest"


def _page_problems(
    archive: ZipFile,
    parts: Iterable[Part],
    documents: Iterable[ContentDocument],
    markers: Iterable[Marker],
) -> Iterator[str]:
    """What the page markers and the list of pages say that is not so."""
    meant = [marker.target for marker in markers]
    present = [f"{d.path}#{name}" for d in documents for name in d.evidence.page_breaks]
    if [target for target in present if target in set(meant)] != meant:
        yield "the page markers are not those of the printed book"
    listed = [
        str(link.get("href"))
        for part in parts
        if "nav" in part.properties
        for nav in etree.fromstring(archive.read(f"{FOLDER}/{part.path}")).iter(f"{_XHTML}nav")
        if nav.get(f"{{{OPS}}}type") == "page-list"
        for link in nav.iter(f"{_XHTML}a")
    ]
    if listed != meant:
        yield "the list of pages is not that of the page markers"
