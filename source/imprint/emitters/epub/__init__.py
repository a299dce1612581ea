"""An EPUB rendition becomes an EPUB 3.3 file, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from imprint.emitters.epub.accessibility import Facts, claims_of, doubts
from imprint.emitters.epub.container import packed
from imprint.emitters.epub.content import ContentDocument, content_documents
from imprint.emitters.epub.corrections import corrected_ncx, corrected_package
from imprint.emitters.epub.description import full_title, pagination_source
from imprint.emitters.epub.evidence import together
from imprint.emitters.epub.fonts import EmbeddedFont, embed, without_missing_fonts
from imprint.emitters.epub.markers import Marker, read_documents, with_markers
from imprint.emitters.epub.markup import Markup
from imprint.emitters.epub.package import FOLDER, Book, Part, assemble
from imprint.emitters.epub.page_list import page_list
from imprint.emitters.epub.page_numbers import with_page_numbers
from imprint.emitters.epub.stating import LINKED_DATA, ONIX, package_statements
from imprint.emitters.epub.verification import verify
from imprint.emitters.records.jsonld import emit_jsonld
from imprint.model.artifact import Artifact
from imprint.model.assets import Asset
from imprint.model.direction import is_right_to_left
from imprint.model.pages import PageMap
from imprint.model.publication import Matter, SectionKind
from imprint.model.record import Record
from imprint.model.rendition import Entry, Rendition, Stylesheet
from imprint.values import replace

__all__ = ["emit_epub", "read_documents"]

MEDIA_TYPE = "application/epub+zip"


def emit_epub(  # noqa: PLR0913 - what is in an EPUB beside its text
    rendition: Rendition,
    *,
    modified: datetime,
    cover: Asset,
    pages: PageMap | None = None,
    page_source: str = "",
    parts: Sequence[Record] = (),
    onix: bytes = b"",
    read: Mapping[str, Markup] = {},
    progress: Callable[[str], None] = lambda _: None,
) -> Artifact:
    """Package an EPUB rendition as an EPUB 3.3 file (https://www.w3.org/TR/epub-33/).

    ``modified`` is the moment that the package says it was made, ``cover`` the picture of its
    cover. With the ``pages`` of the printed book, the EPUB has a marker where each begins and a
    list of them; ``page_source`` is how the package identifies that book, by default its ISBN or
    what is known of it, ``none`` where there is no such book. The record is in the file as linked
    data as well, with ``parts``, the records of the texts in it that are texts of their own; and
    as the ONIX message ``onix``, if there is one. ``read`` is what ``read_documents``
    has of the rendition's documents already. ``progress`` is told of each step.
    Raises PublicationError (EPB-001) naming the section whose markup is not well-formed, or
    whatever did not reach the file whole.
    """
    cover = _named_apart(cover, rendition.assets)
    rendition = with_page_numbers(rendition, pages.folios if pages else {})
    rendition, markers = _paged(rendition, pages, read)
    progress("wrapping the documents")
    documents, navigation = content_documents(rendition, cover_name=cover.name)
    content = together(d.evidence for d in documents if d.kind is not SectionKind.COVER)
    everything = together([*(d.evidence for d in documents), navigation.evidence])
    progress("cutting the fonts")
    markup = [*(document.markup for document in rendition.documents), rendition.navigation]
    fonts = embed(rendition.fonts, rendition.stylesheets, everything, markup)
    stylesheets = without_missing_fonts(rendition.stylesheets, fonts)
    pictures = (cover, *_shown_beside(cover, rendition))
    facts = Facts(
        cover=together(d.evidence for d in documents if d.kind is SectionKind.COVER),
        content=content,
        navigation=navigation.evidence,
        assets=pictures,
        stylesheets=stylesheets,
        words=rendition.labels,
    )
    claims = claims_of(facts, rendition.record.accessibility)
    source = (page_source or pagination_source(rendition)) if markers else ""
    records = {
        LINKED_DATA: emit_jsonld(rendition.record, parts=parts, claims=claims),
        **({ONIX: onix} if onix else {}),
    }
    statements = package_statements(
        rendition, modified=modified, page_source=source, claims=claims, records=records
    )
    progress("packaging")
    language = rendition.record.language
    book = Book(
        title=full_title(rendition),
        language=language,
        right_to_left=is_right_to_left(language),
        modified=modified,
        statements=statements,
        parts=tuple(_parts(documents, navigation, stylesheets, pictures, fonts)),
        contents=rendition.contents or _beginning(rendition),
    )
    files = assemble(book)
    package, ncx = f"{FOLDER}/content.opf", f"{FOLDER}/toc.ncx"
    files[package] = corrected_package(files[package], statements, language=language)
    files[ncx] = corrected_ncx(
        files[ncx],
        language=language,
        markers=markers,
        page_title=_page_title(rendition),
        documents={document.path: document.content for document in documents},
    )
    files |= {f"{FOLDER}/{name}": content for name, content in records.items()}
    written = packed(files)
    progress("reading it back")
    verify(
        written,
        parts=book.parts,
        documents=(*documents, navigation),
        markers=markers,
        records=records,
    )
    return Artifact(
        name=f"{rendition.slug}.epub",
        target="epub",
        media_type=MEDIA_TYPE,
        content=written,
        accessibility=claims,
        findings=tuple(doubts(facts, rendition.record)),
    )


def _paged(
    rendition: Rendition, pages: PageMap | None, read: Mapping[str, Markup]
) -> tuple[Rendition, tuple[Marker, ...]]:
    """The rendition with a marker where each page begins, and with the list of them."""
    documents, markers = with_markers(rendition.documents, pages, read) if pages else ((), ())
    if not markers:
        return rendition, ()
    navigation = rendition.navigation.rstrip("\n") + "\n"
    navigation += page_list(markers, title=_page_title(rendition), navigation=navigation)
    return replace(rendition, documents=documents, navigation=navigation), markers


def _page_title(rendition: Rendition) -> str:
    return rendition.labels.get("page-list", "List of pages")


def _named_apart(cover: Asset, assets: tuple[Asset, ...]) -> Asset:
    """The cover, under another name if a picture of the text has its own."""
    taken = {asset.name.casefold() for asset in assets if asset.digest != cover.digest}
    stem, dot, extension = cover.name.rpartition(".")
    name, number = cover.name, 2
    while name.casefold() in taken:
        name, number = f"{stem}-{number}{dot}{extension}", number + 1
    return cover if name == cover.name else replace(cover, name=name)


def _shown_beside(cover: Asset, rendition: Rendition) -> Iterator[Asset]:
    """The pictures of the text: the one that the cover was made from only if the text has it."""
    made_from = rendition.cover.asset if rendition.cover else ""
    for asset in rendition.assets:
        named = f'"images/{asset.name}"'.encode()
        shown = asset.digest != made_from or any(named in d.xhtml for d in rendition.documents)
        if asset.name != cover.name and shown:
            yield asset


def _beginning(rendition: Rendition) -> tuple[Entry, ...]:
    """The one line of a table of contents that would have none: where the text begins."""
    body = [d for d in rendition.documents if d.matter is Matter.BODY]
    return tuple(
        Entry(
            label=document.title or full_title(rendition),
            document=document.name,
            fragment="",
            kind=document.kind,
        )
        for document in (body or list(rendition.documents))[:1]
    )


def _parts(
    documents: tuple[ContentDocument, ...],
    navigation: ContentDocument,
    stylesheets: tuple[Stylesheet, ...],
    pictures: tuple[Asset, ...],
    fonts: tuple[EmbeddedFont, ...],
) -> Iterator[Part]:
    """The files of the book in the order of its manifest: what is read first stands first."""
    yield _page("nav", navigation, "nav")
    for document in documents:
        yield _page("document", document, in_spine=True)
    for sheet in stylesheets:
        yield Part(
            family="style", path=sheet.name, media_type="text/css", content=sheet.css.encode()
        )
    for number, picture in enumerate(pictures):
        yield Part(
            family="image",
            path=f"images/{picture.name}",
            media_type=picture.media_type,
            content=picture.content,
            properties=() if number else ("cover-image",),
        )
    for font in fonts:
        path = f"fonts/{font.font.name}"
        yield Part(family="font", path=path, media_type="font/ttf", content=font.content)
    for family, licence in _licences(fonts):
        path = f"fonts/LICENCE-{family}.txt"
        yield Part(family="licence", path=path, media_type="text/plain", content=licence.encode())


def _page(family: str, document: ContentDocument, *properties: str, in_spine: bool = False) -> Part:
    return Part(
        family=family,
        path=document.path,
        media_type="application/xhtml+xml",
        content=document.content,
        properties=(*properties, *sorted(document.evidence.properties)),
        in_spine=in_spine,
    )


def _licences(fonts: tuple[EmbeddedFont, ...]) -> Iterator[tuple[str, str]]:
    """The licence of each embedded family, which must travel with it, and the family's name."""
    seen: set[str] = set()
    for font in (font.font for font in fonts):
        family = re.sub(r"[^A-Za-z0-9]+", "", font.family) or font.name.partition("-")[0]
        if font.licence and family not in seen:
            seen.add(family)
            yield family, font.licence
