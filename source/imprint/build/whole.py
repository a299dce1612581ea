"""Finished files are held against their publication before anything is written: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from imprint.checks.facts import Unreadable
from imprint.checks.parity.composed import Composed, composed_of
from imprint.checks.parity.epub import check_epub, open_epub
from imprint.checks.parity.manuscript import check_composed
from imprint.checks.parity.pages import PageText, count_pages, read_pages
from imprint.checks.parity.pdf import OpenedPdf, check_pdf
from imprint.diagnostics import Finding
from imprint.model.pages import PageMap
from imprint.model.publication import Publication
from imprint.model.rendition import Medium, Rendition

if TYPE_CHECKING:
    from concurrent.futures import Future

    from imprint.emitters.pdf.crew import Crew

_LEAST = 60  # pages that are worth a job of their own
_READERS = 2  # who read the pages of a PDF at a time
# Targets whose PDFs have links and a structure.
_TAGGED = ("screen", "archive")


def check_whole(
    publication: Publication,
    files: Mapping[str, tuple[str, bytes]],
    composed: Mapping[Medium, Composed],
    *,
    pages: PageMap,
    crew: Crew | None = None,
) -> tuple[Finding, ...]:
    """What finished files lose, add, move or change of their publication.

    ``files`` are the name and the content of each target's; ``composed`` is what each medium was
    composed to. ``crew`` reads pages while this process does something else.
    """
    reading = {
        target: _Pages(content, crew)
        for target, (_, content) in files.items()
        if target in ("print", *_TAGGED)
    }
    findings: list[Finding] = []
    for each in composed.values():
        findings += check_composed(each, publication)
    labels = tuple(page.label for page in pages)
    for target, (name, content) in files.items():
        medium = Medium.EPUB if target == "epub" else Medium.PRINT
        if medium not in composed or (target != "epub" and target not in reading):
            continue
        try:
            if target == "epub":
                epub = open_epub(content, name)
                findings += check_epub(epub, composed[medium], publication, folios=pages.folios)
            else:
                pdf = _opened(target, name, content, reading[target].all(), labels)
                findings += check_pdf(pdf, composed[medium], publication)
        except Unreadable as error:
            findings.append(Finding("WHL-014", f"{name}: {error}", "build it anew"))
    return tuple(dict.fromkeys(findings))


def check_built(
    publication: Publication,
    files: Mapping[str, tuple[str, bytes]],
    renditions: Mapping[Medium, Rendition],
    *,
    pages: PageMap,
) -> tuple[Finding, ...]:
    """The same of files that an earlier build made, for which the publication is composed anew."""
    composed = {
        medium: composed_of(rendition, publication) for medium, rendition in renditions.items()
    }
    return check_whole(publication, files, composed, pages=pages)


def check_pairs(files: Sequence[tuple[str, bytes]]) -> tuple[Finding, ...]:
    """Hold the text of each PDF among files against that of each EPUB, whoever made them."""
    from imprint.checks.parity.each_other import check_texts

    epubs = [file for file in files if file[0].lower().endswith(".epub")]
    pdfs = [file for file in files if file[0].lower().endswith(".pdf")]
    return tuple(
        dict.fromkeys(f for epub in epubs for pdf in pdfs for f in check_texts(*epub, *pdf))
    )


def _opened(
    target: str, name: str, content: bytes, pages: Sequence[PageText], labels: Sequence[str]
) -> OpenedPdf:
    from imprint.checks.parity.tags import read_tags

    tags = read_tags(content) if target in _TAGGED else None
    return OpenedPdf(name, pages, tags, labels)


class _Pages:
    """The pages of a PDF, which somebody else reads where there is somebody."""

    def __init__(self, content: bytes, crew: Crew | None) -> None:
        self.content = content
        self.parts: list[Future[tuple[PageText, ...]]] = []
        if crew is None:
            return
        try:
            count = count_pages(content)
        except Unreadable:
            return  # it will be said when it is read
        if count < _LEAST:
            return
        step = -(-count // _READERS)
        self.parts = [
            crew.call(read_pages, content, first, min(first + step, count))
            for first in range(0, count, step)
        ]

    def all(self) -> tuple[PageText, ...]:
        """Every page; raises Unreadable."""
        if not self.parts:
            return read_pages(self.content)
        return tuple(self._joined())

    def _joined(self) -> Iterator[PageText]:
        for part in self.parts:
            yield from part.result()
