"""The book's parts become an EPUB through EbookLib, whose package and NCX are then mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from ebooklib import epub
from msgspec import Struct

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.epub.statements import UNIQUE_IDENTIFIER, Statement
from imprint.model.rendition import Entry

FOLDER = "EPUB"
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._\-\u00c0-\u02ff\u0370-\u1fff\u3001-\ud7ff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of the book: its path below the package's folder, its bytes, its manifest entry.

    ``family`` begins its manifest id: ``document``, ``style``, ``image``, ``font``, ``licence``.
    """

    family: str
    path: str
    media_type: str
    content: bytes = field(repr=False)
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Book(Struct, frozen=True, kw_only=True):
    """What an EPUB is made of, in the order of its manifest and spine."""

    title: str
    language: str
    right_to_left: bool
    modified: datetime
    statements: tuple[Statement, ...]
    parts: tuple[Part, ...]
    contents: tuple[Entry, ...]


def assemble(book: Book) -> dict[str, bytes]:
    """The files of the EPUB as EbookLib makes them, by path, ``mimetype`` first.

    Documents go in as plain items: an ``EpubHtml`` would pass them through an HTML parser that
    repairs in silence, and its navigation document knows no landmarks.
    """
    _refuse_collisions(book.parts)
    made = epub.EpubBook()
    made.IDENTIFIER_ID = UNIQUE_IDENTIFIER
    _state(made, book)
    identifiers = manifest_ids(book.parts)
    for part in book.parts:
        item = _item(part, identifiers[part.path])
        made.add_item(item)
        if part.in_spine:
            made.spine.append(item)
    made.add_item(epub.EpubNcx(uid="ncx", file_name="toc.ncx"))
    made.toc = [_line(entry) for entry in book.contents]
    made.set_direction("rtl" if book.right_to_left else None)
    written = BytesIO()
    options = {
        "raise_exceptions": True,
        "compresslevel": 0,
        "mtime": book.modified.astimezone(UTC) if book.modified.tzinfo else book.modified,
        "play_order": {"enabled": True, "start_from": 1},
    }
    epub.write_epub(written, made, options)
    with ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_ids(parts: Iterable[Part]) -> Mapping[str, str]:
    """A readable id for each path: ``document.chapter-1``, ``font.EBGaramond-400``.

    The cover's picture is ``cover-image``, the name that older reading systems know.
    """
    ids: dict[str, str] = {}
    taken = {"ncx", "cover-image", UNIQUE_IDENTIFIER}
    for part in parts:
        if "cover-image" in part.properties:
            ids[part.path] = "cover-image"
            continue
        if "nav" in part.properties:
            wanted = "nav"
        else:
            stem = part.path.rpartition("/")[2].rpartition(".")[0].removeprefix("LICENCE-")
            wanted = f"{part.family}.{_NOT_IN_A_NAME.sub('-', stem)}"
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}.{number}", number + 1
        taken.add(name)
        ids[part.path] = name
    return ids


def _state(made: epub.EpubBook, book: Book) -> None:
    made.title, made.language = book.title, book.language
    for statement in book.statements:
        attributes = dict(statement.attributes)
        prefix, _, name = statement.element.rpartition(":")
        if attributes.get("id") == UNIQUE_IDENTIFIER:
            made.set_identifier(statement.text)
        elif attributes.get("property") == "dcterms:modified":
            continue  # EbookLib writes its own from the option mtime
        else:
            namespace = "DC" if prefix == "dc" else None
            made.add_metadata(namespace, name, statement.text or None, attributes)


def _item(part: Part, identifier: str) -> epub.EpubItem:
    if "cover-image" in part.properties:
        item = epub.EpubCover(uid=identifier, file_name=part.path)
        item.media_type, item.content = part.media_type, part.content
        return item
    item = epub.EpubItem(identifier, part.path, part.media_type, part.content)
    item.properties = list(part.properties)
    return item


def _line(entry: Entry) -> object:
    target = f"{entry.document}.xhtml"
    if entry.fragment:
        target = f"{target}#{entry.fragment}"
    if entry.entries:
        return epub.Section(entry.label, target), [_line(inner) for inner in entry.entries]
    return epub.Link(target, entry.label, "line")


def _refuse_collisions(parts: Iterable[Part]) -> None:
    """Raise EPB-001 for files whose names differ in case alone, or not at all.

    https://www.w3.org/TR/epub-33/#sec-container-filenames
    """
    seen: dict[str, str] = {}
    findings = []
    for part in parts:
        other = seen.setdefault(part.path.casefold(), part.path)
        if other is not part.path:
            what = f"two files of the book have one name: {other} and {part.path}"
            mend = "give one of the sections or pictures another id or file name"
            findings.append(Finding("EPB-001", what, mend))
    if findings:
        raise PublicationError(findings)
