"""Finished files are held against their publication before anything is written: nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, msgpack

from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import open_epub
from imprint.checks.parity.composed import Composed, ComposedDocument, composed_of
from imprint.checks.parity.epub import check_epub
from imprint.checks.parity.manuscript import check_composed
from imprint.checks.parity.pages import UNREAD, PageText, count_pages, load_reader, read_pages
from imprint.checks.parity.pdf import OpenedPdf, check_pdf
from imprint.diagnostics import NOWHERE, Finding
from imprint.emitters.pdf.press import printed_pages
from imprint.model.pages import PageMap
from imprint.model.publication import Publication, Section
from imprint.model.rendition import Entry, Medium, Rendition
from imprint.values import replace

if TYPE_CHECKING:
    from concurrent.futures import Future

    from imprint.build.ledger import Ledger
    from imprint.build.pages import SetPages
    from imprint.emitters.pdf.crew import Crew

_LEAST = 60  # pages that are worth a job of their own
_READERS = 2  # who read the pages of a PDF at a time
# Targets whose PDFs have links and a structure, which are compared as a whole.
_TAGGED = ("screen", "archive")
_SHOWN = 60  # characters of a text in a message
_MOST_ANEW = 0.5  # of the pages, above which all are read


class Typeset(Struct, frozen=True, kw_only=True):
    """How the printed pages were made: by the id of a section, the key of what it is set as.

    ``pages`` has the same key for each page that something of it is on, and nothing for a blank.
    """

    sections: Mapping[str, str]
    pages: Sequence[str]


def check_whole(
    publication: Publication,
    files: Mapping[str, tuple[str, bytes]],
    composed: Mapping[Medium, Composed],
    *,
    pages: PageMap,
    crew: Crew | None = None,
    typeset: Typeset | None = None,
    ledger: Ledger | None = None,
    only_notes: bool = False,
) -> tuple[Finding, ...]:
    """What finished files lose, add, move or change of their publication.

    ``files`` are the name and the content of each target's; ``composed`` is what each medium was
    composed to. ``crew`` reads pages while this process does something else. What is in the
    ``ledger`` is not looked at again; of the printer's file, what is ``typeset`` as it was. With
    ``only_notes`` nothing is, and the ledger comes to know all.
    """
    proof = _Proof(
        publication=publication,
        files=files,
        composed=composed,
        page_map=pages,
        crew=crew,
        typeset=typeset,
        ledger=ledger,
        only_notes=only_notes,
    )
    return tuple(dict.fromkeys(proof.findings()))


class _Proof(Struct, frozen=True, kw_only=True):
    publication: Publication
    files: Mapping[str, tuple[str, bytes]]
    composed: Mapping[Medium, Composed]
    page_map: PageMap
    crew: Crew | None
    typeset: Typeset | None
    ledger: Ledger | None
    only_notes: bool

    def _begins(self) -> dict[str, int]:
        """The number of the page that each section begins on, from 0."""
        begins: dict[str, int] = {}
        for number, page in enumerate(self.page_map):
            if not page.blank:
                begins.setdefault(page.section, number)
        return begins

    def _holds(self, *parts: bytes) -> bool:
        return self.ledger is not None and (self.ledger.holds(*parts) or self.only_notes)

    def findings(self) -> Iterator[Finding]:
        # What is read by others is asked for first.
        pdfs = {
            target: self._pages(target, content)
            for target, (_, content) in self.files.items()
            if target in ("print", *_TAGGED) and Medium.PRINT in self.composed
            if not self.only_notes
        }
        if self.only_notes and self.typeset:
            self._anew(self.typeset)
        for each in self.composed.values():
            yield from check_composed(each, self.publication, is_proved=self._is_composed(each))
        for target, (name, content) in self.files.items():
            try:
                if target == "epub" and Medium.EPUB in self.composed:
                    yield from self._check_epub(name, content)
                elif target in pdfs:
                    yield from self._check_pdf(target, name, pdfs[target])
            except Unreadable as error:
                yield Finding("WHL-014", f"{name}: {error}", "build it anew")

    def _is_composed(self, composed: Composed) -> Callable[[Section, ComposedDocument], bool]:
        medium = composed.medium.value.encode()

        def is_proved(section: Section, document: ComposedDocument) -> bool:
            return self._holds(b"composed", medium, msgpack.encode(section), document.markup)

        return is_proved

    def _check_epub(self, name: str, content: bytes) -> tuple[Finding, ...]:
        folios = repr(sorted(self.page_map.folios.items())).encode()

        def is_proved(document: ComposedDocument, content: bytes) -> bool:
            return self._holds(
                b"epub", name.encode(), document.name.encode(), document.markup, content, folios
            )

        return check_epub(
            open_epub(content, name),
            self.composed[Medium.EPUB],
            self.publication,
            folios=self.page_map.folios,
            is_proved=is_proved,
        )

    def _check_pdf(self, target: str, name: str, pages: _Pages) -> tuple[Finding, ...]:
        composed = self.composed[Medium.PRINT]
        if pages.some is not None and self.typeset is not None:
            anew = pages.some.anew
            composed = composed.only(
                {section for section, key in self.typeset.sections.items() if key in anew}
            )
        tags = None
        if target in _TAGGED:
            from imprint.checks.parity.tags import read_tags

            tags = read_tags(pages.content)
        labels = tuple(page.label for page in self.page_map)
        looks: tuple[bytes, ...] = ()
        if composed.looks:
            from imprint.checks.parity.sight import looks_in

            looks = looks_in(pages.content)
        pdf = OpenedPdf(name, pages.all(), tags, labels, self._begins(), looks)
        return check_pdf(pdf, composed, self.publication)

    def _anew(self, typeset: Typeset) -> set[str]:
        keys = dict.fromkeys((*typeset.sections.values(), *typeset.pages))
        return {key for key in keys if key and not self._holds(b"print", key.encode())}

    def _pages(self, target: str, content: bytes) -> _Pages:
        """The pages to read: of the printer's file those that are set otherwise than when proved.

        The whole file is, if that is most of them, or if it has other pages than were set.
        """
        if target in _TAGGED or self.ledger is None or self.typeset is None:
            return _Pages(content, self.crew)
        anew = self._anew(self.typeset)
        numbers = [n for n, key in enumerate(self.typeset.pages) if key in anew]
        total = len(self.typeset.pages)
        if len(numbers) > _MOST_ANEW * total:
            return _Pages(content, self.crew, total=total)
        return _Pages(content, self.crew, _Some(numbers, total, frozenset(anew)))


def typeset_of(pages: SetPages) -> Typeset:
    """How the pages of the printer's file were made."""
    book = pages.book
    return Typeset(
        sections={
            section: key
            for key, sections in zip(book.keys, book.sections, strict=True)
            for section in sections
        },
        pages=[
            book.keys[page.leaf[0]] if page.leaf else ""
            for page in printed_pages(book, pages.rendition, pages.profile)
        ],
    )


def check_built(
    publication: Publication,
    files: Mapping[str, tuple[str, bytes]],
    renditions: Mapping[Medium, Rendition],
    *,
    pages: PageMap,
) -> tuple[Finding, ...]:
    """The same of files that an earlier build made, for which the publication is composed anew."""
    composed = {
        medium: replace(
            composed_of(rendition, publication),
            pictures={asset.name: asset.digest for asset in rendition.assets},
            looks=_looks(rendition),
            outline=tuple(_flat(rendition.outline or rendition.contents)),
        )
        for medium, rendition in renditions.items()
    }
    return (
        *check_whole(publication, files, composed, pages=pages),
        *_check_markers(files, pages),
        *_check_sight(publication, files, pages),
        *_check_fonts(files),
        *_check_beside(files),
        *_check_tags(files),
    )


def _check_beside(files: Mapping[str, tuple[str, bytes]]) -> Iterator[Finding]:
    """Whether the PDFs for reading have something that no build puts into them."""
    from imprint.checks.parity.beside import alien_in

    for target in (*_TAGGED, "cover"):
        with suppress(Unreadable, KeyError):  # which is said of the file itself
            name, content = files[target]
            for alien in alien_in(content):
                yield Finding("WHL-018", f"{name} {alien}", "build it anew")


def _check_tags(files: Mapping[str, tuple[str, bytes]]) -> Iterator[Finding]:
    """Whether all that is on the pages is told to those who listen, and in one order."""
    from imprint.checks.parity.tags import read_places

    told = {}
    for target in _TAGGED:
        with suppress(Unreadable, KeyError):  # which is said of the file itself
            name, content = files[target]
            places, untold = read_places(content)
            for number in untold[:1]:
                what = f"{name}, page {number + 1}: a text is in no element of the structure"
                yield Finding("WHL-017", f"{what}, and nobody hears it", "build it anew")
            if places:
                told[name] = places
    if len(told) == len(_TAGGED) and len({*told.values()}) > 1:
        (one, places), (other, others) = told.items()
        at = next(
            (n for n, (a, b) in enumerate(zip(places, others, strict=False)) if a != b),
            min(len(places), len(others)),
        )
        page = (places[at : at + 1] or others[at : at + 1])[0][0]
        what = f"{one} and {other} are read aloud in different orders from page {page + 1} on"
        yield Finding("WHL-004", what, "build both anew")


def check_siblings(
    files: Mapping[str, tuple[str, bytes]], said: Sequence[Finding]
) -> Iterator[Finding]:
    """Whether the PDFs of a book draw the same, where nothing is ``said`` of their pages."""
    from imprint.checks.parity.siblings import drawings_in, odd_pages

    drawings = {}
    for target in ("print", *_TAGGED):
        name, content = files.get(target, ("", b""))
        if not content or any(
            f.code.startswith(("WHL", "AGR-007")) and name in f.what for f in said
        ):
            continue
        with suppress(Unreadable):
            drawings[name] = drawings_in(content)
    odd = list(odd_pages(drawings))
    for number, one, other in odd[:1]:
        more = f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
        what = f"{one} draws page {number + 1} otherwise than {other}{more}, under the same text"
        yield Finding("WHL-018", what, "build both anew")


def _check_fonts(files: Mapping[str, tuple[str, bytes]]) -> Iterator[Finding]:
    """Whether the letters of the PDFs can be copied at all."""
    from imprint.checks.parity.tags import mute_fonts

    for target, (name, content) in files.items():
        if target not in ("print", *_TAGGED):
            continue
        with suppress(Unreadable):  # which is said of the file itself
            for font in mute_fonts(content):
                what = f"{name}: no letter of the font {font} can be copied or read aloud"
                yield Finding("WHL-012", what, "build it anew")


def _looks(rendition: Rendition) -> dict[str, bytes]:
    """What the pictures of the pages look like, by their names."""
    if rendition.medium is not Medium.PRINT:
        return {}
    from imprint.checks.parity.sight import look_of

    looks = ((asset.name, look_of(asset.content)) for asset in rendition.assets)
    return {name: look for name, look in looks if look}


def _check_sight(
    publication: Publication, files: Mapping[str, tuple[str, bytes]], page_map: PageMap
) -> Iterator[Finding]:
    """Whether all that stands on the pages of the PDFs can be seen there."""
    from imprint.checks.parity.manuscript import sections_of
    from imprint.checks.parity.sight import unseen_in

    sections, labels = sections_of(publication), tuple(page_map)
    for target, (name, content) in files.items():
        if target not in ("print", *_TAGGED, "cover"):
            continue
        try:
            unseen = list(unseen_in(content))
        except Unreadable:
            continue  # which is said of the file itself
        if not unseen:
            continue
        first, more = unseen[0], len(unseen) - 1
        page = labels[first.page] if first.page < len(labels) and target != "cover" else None
        section = sections.get(page.section) if page else None
        label = f" ({page.label})" if page and page.label != str(first.page + 1) else ""
        what = f"{name}, page {first.page + 1}{label}: “{first.text[:_SHOWN]}” cannot be seen"
        what += f" (and {more} more)" if more else ""
        mend = "look at that page; build the file anew, or mend the colours of the stylesheet"
        yield Finding("WHL-017", what, mend, section.place if section else NOWHERE)


def _flat(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """What entries of contents say, and the ids that they lead to, each before those below it."""
    for entry in entries:
        yield entry.label, entry.fragment
        yield from _flat(entry.entries)


def _check_markers(
    files: Mapping[str, tuple[str, bytes]], page_map: PageMap
) -> tuple[Finding, ...]:
    """Whether the e-book's marks of pages stand where the pages of the printed book begin."""
    from imprint.checks.parity.markers import check_markers

    printed = next((files[target] for target in ("print", *_TAGGED) if target in files), None)
    if printed is None or "epub" not in files:
        return ()
    try:
        epub = open_epub(files["epub"][1], files["epub"][0])
        labels = tuple(page.label for page in page_map)
        return check_markers(epub, read_pages(printed[1]), labels, printed=printed[0])
    except Unreadable:
        return ()  # which is said of the file itself


def check_pairs(files: Sequence[tuple[str, bytes]]) -> tuple[Finding, ...]:
    """Hold the text of each PDF among files against that of each EPUB, whoever made them."""
    from imprint.checks.parity.each_other import check_texts

    epubs = [file for file in files if file[0].lower().endswith(".epub")]
    pdfs = [file for file in files if file[0].lower().endswith(".pdf")]
    return tuple(
        dict.fromkeys(f for epub in epubs for pdf in pdfs for f in check_texts(*epub, *pdf))
    )


class _Some(NamedTuple):
    """Some of ``total`` pages: the numbers of all that something which is set ``anew`` is on."""

    numbers: Sequence[int]
    total: int
    anew: frozenset[str]


class _Pages:
    """All or some of the pages of a PDF, which somebody else reads where there is somebody.

    ``total`` is how many it has, where that is known; 0 otherwise.
    """

    def __init__(
        self, content: bytes, crew: Crew | None, some: _Some | None = None, total: int = 0
    ) -> None:
        self.content = content
        self.some = some
        self.parts: list[Future[tuple[PageText, ...]]] = []
        if crew is None:
            return
        if some is not None:
            self.parts = [crew.call(_read_some, content, some)]
            return
        try:
            count = total or count_pages(content)
        except Unreadable:
            return  # it will be said when it is read
        if count < _LEAST:
            return
        step = -(-count // _READERS)
        self.parts = [
            crew.call(_read_part, content, range(first, min(first + step, count)), count)
            for first in range(0, count, step)
        ]

    def all(self) -> tuple[PageText, ...]:
        """Every page, unread ones without text; raises Unreadable."""
        if self.parts:
            return tuple(self._joined())
        return _read_some(self.content, self.some) if self.some else read_pages(self.content)

    def _joined(self) -> Iterator[PageText]:
        for part in self.parts:
            yield from part.result()


def _read_part(content: bytes, numbers: Sequence[int], total: int) -> tuple[PageText, ...]:
    return read_pages(content, numbers, count=total)


def _read_some(content: bytes, some: _Some) -> tuple[PageText, ...]:
    pages = [UNREAD] * some.total
    read = read_pages(content, some.numbers, count=some.total)
    for number, page in zip(some.numbers, read, strict=True):
        pages[number] = page
    return tuple(pages)


def make_ready(crew: Crew | None) -> None:
    """Let somebody load what reads pages, while there are none."""
    if crew is not None:
        crew.call(load_reader)
