"""A page map and the documents of an EPUB become documents with a marker where each page begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from msgspec import Struct

from imprint.emitters.epub.markup import Markup, read_markup
from imprint.emitters.epub.places import place_of
from imprint.model.pages import PageMap
from imprint.model.rendition import Document
from imprint.values import replace

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._]+")


class Marker(Struct, frozen=True):
    """The beginning of a page of the printed book, in the file of that name without extension."""

    label: str
    id: str
    document: str

    @property
    def target(self) -> str:
        """The marker's address within the book."""
        return f"{self.document}.xhtml#{self.id}"

    @property
    def markup(self) -> str:
        """The marker as it stands in its document.

        https://www.w3.org/TR/epub-ssv-11/#pagebreak · https://www.w3.org/TR/dpub-aria-1.1/#doc-pagebreak
        """
        return (
            f'<span id="{self.id}" epub:type="pagebreak" role="doc-pagebreak"'
            f' aria-label="{escape(self.label)}"/>'
        )


def read_documents(documents: Sequence[Document]) -> dict[str, Markup]:
    """The markup of documents, read; it can be read before the pages are known."""
    return {document.markup: read_markup(document.markup) for document in documents}


def with_markers(
    documents: Sequence[Document], pages: PageMap, read_before: Mapping[str, Markup] = {}
) -> tuple[tuple[Document, ...], tuple[Marker, ...]]:
    """The documents with a marker where each page begins, and the markers in reading order.

    ``read_before`` is what ``read_documents`` has of them.
    Pages that begin with an element that no document has are left out. Nothing but the markers is
    put into a document, and a document without any is as it was.
    """
    read = [read_before.get(d.markup) or read_markup(d.markup) for d in documents]
    starts = _starts(read, pages)
    taken = {name for markup in read for name in markup.elements}
    marked: list[Document] = []
    markers: list[Marker] = []
    for document, found in zip(documents, starts, strict=True):
        placed = [
            (place, Marker(label, _free_id(label, taken), document.name)) for place, label in found
        ]
        markup = "".join(_spliced(document.markup, placed))
        marked.append(replace(document, xhtml=markup.encode()) if placed else document)
        markers += [marker for _, marker in placed]
    return tuple(marked), tuple(markers)


def _starts(read: Sequence[Markup], pages: PageMap) -> list[list[tuple[int, str]]]:
    """The pages that begin in each document, with their places in its markup, in that order."""
    homes: dict[str, int] = {}
    for number, markup in enumerate(read):
        for name in markup.elements:
            homes.setdefault(name, number)
    starts: list[list[tuple[int, str]]] = [[] for _ in read]
    for page in pages:
        if page.start is not None and page.start.element in homes:
            home = homes[page.start.element]
            starts[home].append((place_of(page.start, read[home]), page.label))
    for found in starts:
        found.sort(key=lambda start: start[0])
    return starts


def _free_id(label: str, taken: set[str]) -> str:
    """``page-xii`` for the page xii, or another id where an element has that one."""
    wanted = f"page-{_NOT_IN_A_NAME.sub('-', label)}"
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name


def _spliced(markup: str, placed: Iterable[tuple[int, Marker]]) -> Iterator[str]:
    done = 0
    for place, marker in placed:
        yield markup[done:place]
        yield marker.markup
        done = place
    yield markup[done:]
