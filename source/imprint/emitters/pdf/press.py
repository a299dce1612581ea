"""A print rendition becomes set pages: planned, typeset in fragments, numbered, furnished."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from math import lcm
from typing import TypeVar
from xml.etree import ElementTree

from msgspec import Struct

from imprint.diagnostics import Finding, Findings, Place
from imprint.emitters.pdf.crew import Crew
from imprint.emitters.pdf.fragments import (
    ELSEWHERE,
    FontUse,
    Fragment,
    FragmentJob,
    FurnishedPage,
    FurnitureJob,
    KeptParts,
    LaidPage,
    PageKind,
    PlanJob,
    SectionShell,
    Setting,
    fonts_from,
    setting_of,
    unpack,
)
from imprint.emitters.pdf.jobs import Failure, Job, trim_memory
from imprint.emitters.pdf.numbering import arabic, number_of, roman
from imprint.model.pages import Page, PageMap, PageStart, Side
from imprint.model.profile import Profile
from imprint.model.publication import Matter
from imprint.model.rendition import Document, Rendition
from imprint.store import Store
from imprint.values import replace

# How often the pages that name other pages are set until no number moves any more.
_MOST_PASSES = 6
_SHEET_FOLDED = 4  # pages of a sheet folded once, as in a booklet that is its own cover
_REFERENCE = re.compile(r'data-folio-of="([^"]*)"')
_PICTURE = re.compile(r'src="images/([^"]*)"')
_OPENING_TAG = re.compile(r"\s*<(\w+)((?:\s+[^\s=>]+=\"[^\"]*\")*)\s*/?>")

T = TypeVar("T")
Progress = Callable[[str], None]


class SetPage(Struct, frozen=True, kw_only=True):
    """A page in its place in the book.

    ``leaf`` is the fragment and the page of it, None for a blank page. ``shift`` is how far its
    content is moved to the right, in points. ``size`` is the trimmed page's, in points.
    """

    leaf: tuple[int, int] | None
    kind: PageKind
    number: int
    label: str
    section: str
    size: tuple[float, float]
    shift: float = 0.0

    @property
    def side(self) -> Side:
        return Side.RECTO if self.kind.side == "right" else Side.VERSO


@dataclass(frozen=True, slots=True)
class Furniture:
    """Running heads and folios: a PDF with a page for each of the book's pages ``first`` and on.

    ``drawn`` are the pages of it that have any. ``plain`` ones are black or grey text and lines.
    ``text`` is the rectangle that the text of a page fills, by the number of the page in it: left,
    bottom, right and top, in points from the trim's lower left corner.
    """

    first: int
    drawn: tuple[int, ...]
    plain: bool
    text: Mapping[int, tuple[float, float, float, float]]
    pdf: bytes = field(repr=False)


class SetBook(Struct, frozen=True, kw_only=True):
    """A book typeset: what every binding is made of.

    ``keys`` are the hashes of all that shaped each fragment, and ``sections`` what is in it, by id.
    ``anchors`` maps the id of each element to the number of its page in the book, from 0, and to
    its place on it.
    """

    setting: Setting
    fragments: tuple[Fragment, ...]
    keys: tuple[str, ...] = ()
    sections: tuple[tuple[str, ...], ...] = ()
    pages: tuple[SetPage, ...]
    furniture: tuple[Furniture, ...] = ()
    fonts: Mapping[str, FontUse] = {}
    anchors: Mapping[str, tuple[int, float, float]] = {}
    page_map: PageMap = PageMap()
    findings: tuple[Finding, ...] = ()

    def laid(self, page: SetPage) -> LaidPage | None:
        return self.fragments[page.leaf[0]].pages[page.leaf[1]] if page.leaf else None


class _Group(Struct, frozen=True):
    """Documents that are set as one fragment, and the page that they begin on."""

    documents: tuple[Document, ...]
    opening: str  # "page", "left" or "right"
    before: tuple[SectionShell, ...] = ()
    after: tuple[SectionShell, ...] = ()
    counters: Mapping[str, int] = {}

    @property
    def xhtml(self) -> bytes:
        return b"".join(document.xhtml for document in self.documents)

    @property
    def matter(self) -> Matter:
        return self.documents[0].matter

    @property
    def title(self) -> str:
        first = self.documents[0]
        return first.title or first.section


class Press:
    """Sets one rendition's pages, with a crew and a store of what has been set before.

    ``setting`` is the rendition's, where it is known already.
    ``meanwhile`` is called when there is time for something else, while the crew is at work.
    """

    def __init__(
        self,
        rendition: Rendition,
        *,
        crew: Crew,
        store: Store,
        setting: Setting | None = None,
        progress: Progress = lambda _: None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self.rendition = rendition
        self.meanwhile = meanwhile
        self.crew = crew
        self.store = store
        self.progress = progress
        self.findings = Findings()
        self.setting = setting or setting_of(
            rendition.record.title,
            rendition.record.language,
            tuple(stylesheet.css for stylesheet in rendition.stylesheets),
            rendition.fonts,
            rendition.assets,
        )
        self._assets = {asset.name: asset for asset in rendition.assets}
        self._fragments: dict[str, Fragment] = {}
        self._kept: set[str] = set()  # what the store has
        crew.prepare(self.setting)

    def set_book(self, fits: Callable[[SetBook], bool] = lambda _: True) -> SetBook:
        """Set every page; raises PublicationError with every finding (PDF-002, PDF-003).

        A book that does not fit is as good as thrown away: it has no running heads and folios.
        """
        if self.rendition.is_large:
            trim_memory(garbage=True)  # what composing left
        self.progress("typesetting")
        jobs, fragments, pages = self._settle(self.plan())
        for job, fragment in zip(jobs, fragments, strict=True):
            self._report(job, fragment)
        folios = {id_: label for job in jobs for id_, label in sorted(job.folios.items())}
        keys, sections = tuple(job.key for job in jobs), tuple(job.sections for job in jobs)
        del jobs
        book = SetBook(
            setting=self.setting,
            fragments=fragments,
            keys=keys,
            sections=sections,
            pages=pages,
            findings=self.findings.settled(),
        )
        if not fits(book):
            return book
        self._forget_text()
        self.progress("setting running heads and folios")
        furniture, fonts, pages = self.furnish(pages, fragments)
        return replace(
            book,
            fragments=tuple(fragment.numbered for fragment in fragments),
            pages=pages,
            furniture=furniture,
            fonts=merged_fonts(chain([fonts], (fragment.fonts for fragment in fragments))),
            anchors=anchors_of(pages, fragments),
            page_map=self._page_map(pages, fragments, folios),
            findings=self.findings.settled(),
        )

    def _forget_text(self) -> None:
        """Give back the memory of text that is set, if nobody else wants it.

        In a large book it is as much as the pages themselves, which are to be put together now.
        """
        self.rendition = replace(self.rendition, documents=(), assets=())
        self._assets.clear()
        self._fragments.clear()
        trim_memory()

    def set_section(self, section: str, known: PageMap) -> SetBook:
        """Set the fragment of one section, with the page numbers that ``known`` has for it.

        Running heads know of the sections before it what the store has of them.
        """
        groups = self.plan()
        at = next(i for i, g in enumerate(groups) if any(d.section == section for d in g.documents))
        group = groups[at]
        named = {document.section for document in group.documents}
        first = next((n for n, page in enumerate(known) if page.section in named), -1)
        if first < 0:
            mend = "build the whole book first"
            self.findings.add("OUT-005", f"the last build had no section {section}", mend=mend)
            self.findings.settled()
        side = known.pages[first].side
        job = self.job_of(group, side=Side.RECTO, ahead=first, folios=known.folios)
        self.progress("typesetting")
        (fragment,) = self.fragments_of([job])
        if side is Side.VERSO and not fragment.mirrors:
            (fragment,) = self.fragments_of([replace(job, side=side)])
        pages = _numbered_as(known.pages[first:], fragment, group)
        self.progress("setting running heads and folios")
        carried = self._carried(groups[:at], known)
        furniture, fonts, pages = self.furnish(pages, (fragment,), carried=carried)
        self._report(job, fragment)
        return SetBook(
            setting=self.setting,
            fragments=(fragment,),
            pages=pages,
            furniture=furniture,
            fonts=merged_fonts([fonts, fragment.fonts]),
            anchors=anchors_of(pages, (fragment,)),
            page_map=known,
            findings=self.findings.settled(),
        )

    def _carried(self, groups: Sequence[_Group], known: PageMap) -> dict[str, str]:
        """The named strings at the end of fragments, as far as they have been kept."""
        carried: dict[str, str] = {}
        for group in groups:
            named = {document.section for document in group.documents}
            first = next((n for n, page in enumerate(known) if page.section in named), 0)
            job = self.job_of(group, side=Side.RECTO, ahead=first, folios=known.folios)
            kept = self.store.get(job.key)
            for page in Fragment.unpack(kept).pages if kept else ():
                carried |= {name: texts[-1] for name, texts in page.strings.items()}
        return carried

    # What is set together, and where it begins.

    def plan(self) -> tuple[_Group, ...]:
        """The documents as fragments: each begins a page, as the stylesheets have it."""
        if any("target-counter" in css for css in self.setting.stylesheets):
            what = "target-counter() knows only the pages of one section, and is not set right"
            mend = "give the link the class page, or the element data-folio-of, in a template"
            self.findings.add("PDF-005", what, mend=mend)
        documents = self.rendition.documents
        shells = tuple(_shell(document) for document in documents)
        job = PlanJob(self.setting.digest, shells)
        (result,) = self._results([job], _as_it_is)
        if isinstance(result, Failure):
            self.findings.add("PDF-002", f"the pages could not be planned: {result.reason}")
            self.findings.settled()
        assert isinstance(result, bytes)
        facts = unpack(result, parts=0)[0]
        openings, alone = facts["openings"], facts["alone"]
        groups: list[_Group] = []
        for at, document in enumerate(documents):
            opening = openings[at]
            begins_text = _is_front(documents[at - 1]) and not _is_front(document) if at else True
            if begins_text:
                opening = "right"
            if opening == "any":
                last = groups[-1]
                groups[-1] = replace(last, documents=(*last.documents, document))
            else:
                groups.append(_Group((document,), opening, counters=facts["counters"][at]))
        placed, at = [], 0
        for group in groups:
            end = at + len(group.documents)
            if all(alone[at:end]):
                previous = (shells[at - 1].classed,) if at else ()
                placed.append(replace(group, before=previous))
            else:
                placed.append(replace(group, before=shells[:at], after=shells[end:]))
            at = end
        return tuple(placed)

    def job_of(
        self, group: _Group, *, side: Side, ahead: int, folios: Mapping[str, str]
    ) -> FragmentJob:
        """What there is to be done for a group that begins on a side, after ``ahead`` pages."""
        xhtml = group.xhtml
        markup = xhtml.decode("utf-8", "surrogatepass")
        names = sorted(set(_PICTURE.findall(markup)) & self._assets.keys())
        return FragmentJob(
            setting=self.setting.digest,
            sections=tuple(document.section for document in group.documents),
            title=group.title,
            xhtml=xhtml,
            before=group.before,
            after=group.after,
            counters=group.counters,
            side=side,
            folios={id_: folios.get(id_, "") for id_ in sorted(set(_REFERENCE.findall(markup)))},
            assets=tuple(self._assets[name] for name in names),
            ahead=self._ahead(ahead),
            ends=group.documents[-1] is self.rendition.documents[-1],
        )

    # Pages that name other pages move them: they are set until nothing moves.

    def _settle(
        self, groups: Sequence[_Group]
    ) -> tuple[list[FragmentJob], tuple[Fragment, ...], tuple[SetPage, ...]]:
        """Fragments and pages in which every page number is the one that the page has."""
        firsts = list(range(len(groups)))
        sides = [Side.RECTO] * len(groups)
        folios: dict[str, str] = {}
        text_known = False
        for _ in range(_MOST_PASSES):
            jobs = [
                self.job_of(group, side=side, ahead=first, folios=folios)
                for group, side, first in zip(groups, sides, firsts, strict=True)
            ]
            # The front matter has numbers of its own: what it says of the text's waits for them.
            put_off = {
                at
                for at, (group, job) in enumerate(zip(groups, jobs, strict=True))
                if not text_known and group.matter is Matter.FRONT and job.folios
            }
            fragments = self.fragments_of([job for at, job in enumerate(jobs) if at not in put_off])
            standing = iter(fragments)
            placed = [None if at in put_off else next(standing) for at in range(len(jobs))]
            pages, firsts = arrange(groups, placed)
            wanted = [Side.VERSO if first % 2 else Side.RECTO for first in firsts]
            found = _folios(pages, placed, {id_ for job in jobs for id_ in job.folios})
            agreed = all(
                (sides[at] is wanted[at] or (fragment is not None and fragment.mirrors))
                and jobs[at].ahead == self._ahead(firsts[at])
                for at, fragment in enumerate(placed)
            )
            if not put_off and agreed and all(_agrees(job, found) for job in jobs):
                return jobs, fragments, pages
            sides = [
                side if fragment is None or fragment.mirrors else wanted[at]
                for at, (side, fragment) in enumerate(zip(sides, placed, strict=True))
            ]
            folios, text_known = found, True
        moving = next(job for job in jobs if not _agrees(job, found))
        self.findings.add(
            "PDF-003",
            f"the page numbers in {moving.title} still move after {_MOST_PASSES} passes",
            mend='give the page references more room, or set contents = "never"',
            where=self._place(moving),
        )
        self.findings.settled()
        raise AssertionError

    def fragments_of(self, jobs: Sequence[FragmentJob]) -> tuple[Fragment, ...]:
        """The jobs' fragments; PDF-002 names each section that could not be set."""
        keys = [job.key for job in jobs]
        unset = [job for job, key in zip(jobs, keys, strict=True) if key not in self._fragments]
        for job, result in zip(unset, self._results(unset, self._unpacked), strict=True):
            if isinstance(result, Failure):
                self.findings.add(
                    "PDF-002",
                    f"the section {job.title} could not be typeset: {result.reason}",
                    mend="look for what is unusual in it, or in the layout's stylesheets for it",
                    where=self._place(job),
                )
        self.findings.settled()
        return tuple(self._fragments[key] for key in keys)

    def _unpacked(self, key: str, content: bytes) -> Fragment:
        kept = KeptParts(key, self.store) if key in self._kept else None
        self._fragments[key] = fragment = Fragment.unpack(content, kept=kept)
        return fragment

    def _results(self, jobs: Sequence[Job], read: Callable[[str, bytes], T]) -> list[T | Failure]:
        """The results of jobs, from the store or from the crew, each read by its key."""
        keys = [job.key for job in jobs]
        results: dict[int, T | Failure] = {}
        missing = []
        for at, key in enumerate(keys):
            kept = self.store.get(key)
            try:
                if kept is not None:
                    self._kept.add(key)
                    results[at] = read(key, kept)
                    continue
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self._kept.discard(key)  # it is not what was put there
            missing.append(at)
        # The longest first, so that no worker is left alone with it at the end.
        missing.sort(key=lambda at: -_weight(jobs[at]))
        begun = [jobs[at] for at in missing]
        for number, result in self.crew.do(begun, self.setting, meanwhile=self.meanwhile):
            at = missing[number]
            if isinstance(result, Failure):
                results[at] = result
                continue
            if self.store.put(keys[at], result):
                self._kept.add(keys[at])
            results[at] = read(keys[at], result)
        return [results[at] for at in range(len(jobs))]

    def _place(self, job: FragmentJob) -> Place:
        return self.rendition.origins.get(job.sections[0], Place())

    def _report(self, job: FragmentJob, fragment: Fragment) -> None:
        """What the engine said of a fragment."""
        where = self._place(job)
        for complaint in fragment.complaints:
            if ELSEWHERE in complaint or ".notdef" in complaint:
                continue  # it is reported in words of our own
            self._say("PDF-001", complaint, "mend the layout's stylesheet", where)
        self._report_missing(fragment.missing, where)
        for name in fragment.counted:
            what = f"the counter {name} goes on from section to section, and is not kept"
            mend = f"write counter-reset: {name} in the rule for section, or count in the layout"
            self._say("PDF-005", what, mend, where)
        if fragment.fixed:
            what = "what has position: fixed stands on the pages of its own section alone"
            mend = "write it into a margin box of @page, where it is on every page"
            self._say("PDF-005", what, mend, where)
        if fragment.running:
            what = "running elements are not set; a named string can say the same"
            mend = "write string-set: name content() and content: string(name) in the stylesheet"
            self._say("PDF-005", what, mend, where)

    def _say(self, code: str, what: str, mend: str, where: Place = Place()) -> None:
        """Say something once, wherever else it is so too."""
        if all(what != finding.what for finding in self.findings):
            self.findings.add(code, what, mend=mend, where=where)

    def _report_missing(self, points: Iterable[int], where: Place) -> None:
        for point in points:
            what = f"a stylesheet adds {chr(point)} (U+{point:04X}), which no declared font has"
            mend = 'declare a font that has it: fonts = ["fonts/Family.ttf"]'
            if all(what != finding.what for finding in self.findings):
                self.findings.add("PDF-004", what, mend=mend, where=where)

    # Running heads and folios.

    def furnish(
        self,
        pages: Sequence[SetPage],
        fragments: Sequence[Fragment],
        *,
        carried: Mapping[str, str] = {},
    ) -> tuple[tuple[Furniture, ...], dict[str, FontUse], tuple[SetPage, ...]]:
        """The margin boxes of every page, the fonts they use, and the pages.

        ``carried`` are the named strings before the first page. How large a blank page is becomes
        known here.
        """
        pages = list(pages)
        total = len(pages) if self.setting.counts_pages else 0
        jobs, firsts = [], []
        furnished = self._furnished(pages, fragments, carried)
        for first, section in _by_section(furnished):
            jobs.append(FurnitureJob(self.setting.digest, tuple(section), total))
            firsts.append(first)
        furniture, fonts = [], []
        for first, result in zip(firsts, self._results(jobs, _as_it_is), strict=True):
            if isinstance(result, Failure):
                what = f"the running heads could not be set: {result.reason}"
                self.findings.add("PDF-002", what)
                continue
            facts, content = unpack(result, parts=1)
            fonts.append(fonts_from(facts["fonts"]))
            text = {at: tuple(rectangle) for at, *rectangle in facts["text"]}
            drawn = tuple(facts["drawn"])
            furniture.append(Furniture(first, drawn, facts["plain"], text, content))
            for at, *size in facts["sizes"]:
                pages[first + at] = replace(pages[first + at], size=tuple(size))
            self._report_missing(facts["missing"], Place())
            for complaint in facts["complaints"]:
                if ".notdef" not in complaint:
                    self._say("PDF-001", complaint, "mend the layout's stylesheet")
            for name in facts["counted"]:
                what = f"@page changes the counter {name}, and pages are counted without it"
                self._say("PDF-005", what, "leave it out: the text begins with page 1 by itself")
        self.findings.settled()
        return tuple(furniture), merged_fonts(fonts), tuple(pages)

    def _furnished(
        self, pages: Sequence[SetPage], fragments: Sequence[Fragment], before: Mapping[str, str]
    ) -> Iterator[tuple[FurnishedPage, str]]:
        """Each page as its running heads see it, and its section."""
        carried = dict(before)
        for at, page in enumerate(pages):
            strings: Mapping[str, tuple[str, ...]] = {}
            opened: tuple[str, ...] = ()
            if page.leaf:
                laid = fragments[page.leaf[0]].pages[page.leaf[1]]
                strings, opened = laid.strings, laid.opened
            kind = replace(page.kind, index=self._ahead(at))
            furnished = FurnishedPage(kind, page.number, strings, dict(carried), opened)
            yield furnished, page.section
            carried |= {name: texts[-1] for name, texts in strings.items()}

    def _ahead(self, pages: int) -> int:
        """How many pages come before one, as far as a stylesheet asks: most ask for none."""
        return pages if self.setting.counts_sheets else min(pages, 1)

    def _page_map(
        self,
        pages: Sequence[SetPage],
        fragments: Sequence[Fragment],
        folios: Mapping[str, str],
    ) -> PageMap:
        mapped = []
        for page in pages:
            start = None
            if page.leaf:
                found = fragments[page.leaf[0]].pages[page.leaf[1]].start
                if found:
                    place = self.rendition.origins.get(found.element, Place())
                    start = PageStart(found.element, found.offset, found.text, place)
            mapped.append(
                Page(
                    label=page.label,
                    section=page.section,
                    side=page.side,
                    blank=page.leaf is None,
                    start=start,
                )
            )
        return PageMap(tuple(mapped), folios)


def arrange(
    groups: Sequence[_Group], fragments: Sequence[Fragment | None]
) -> tuple[tuple[SetPage, ...], list[int]]:
    """Fragments one after another, with the blank pages between them; the first page of each.

    Page 1 is the first that is not front matter, a recto. A fragment that is not there yet counts
    as a page.
    """
    pages: list[SetPage] = []
    firsts: list[int] = []
    number, in_front = 0, True
    size = next((f.pages[0].width, f.pages[0].height) for f in fragments if f is not None)
    section = ""
    for at, (group, fragment) in enumerate(zip(groups, fragments, strict=True)):
        begins_text = in_front and group.matter is not Matter.FRONT
        side = "right" if len(pages) % 2 == 0 else "left"
        opening = group.opening
        if not begins_text and at:
            opening = _asked(fragments[at - 1], fragment) or opening
        if opening not in ("page", side):
            number += 1
            pages.append(_blank(side, number, in_front, section, size))
        if begins_text:
            number, in_front = 0, False
        firsts.append(len(pages))
        section = group.documents[0].section
        for page, laid in enumerate(fragment.pages if fragment else ()):
            number += 1
            turned = laid.kind.side != ("right" if len(pages) % 2 == 0 else "left")
            pages.append(
                SetPage(
                    leaf=(at, page),
                    kind=laid.kind.turned if turned else laid.kind,
                    number=number,
                    label=_label(number, in_front),
                    section=section,
                    size=(laid.width, laid.height),
                    shift=laid.shift if turned else 0.0,
                )
            )
    return tuple(pages), firsts


def _asked(before: Fragment | None, fragment: Fragment | None) -> str:
    """The side that a fragment must begin on, of what it and the one before it ask for, or none."""
    return (fragment.opening if fragment else "") or (before.closing if before else "")


def _numbered_as(known: Sequence[Page], fragment: Fragment, group: _Group) -> tuple[SetPage, ...]:
    """A fragment's pages with the sides and labels of known ones, and counted on from there."""
    pages: list[SetPage] = []
    right = known[0].side is Side.RECTO
    in_front = group.matter is Matter.FRONT
    label = known[0].label
    first = int(label) if label.isdigit() else number_of(label)
    for at, laid in enumerate(fragment.pages):
        turned = (laid.kind.side == "right") is not (right is (at % 2 == 0))
        pages.append(
            SetPage(
                leaf=(0, at),
                kind=laid.kind.turned if turned else laid.kind,
                number=first + at,
                label=_label(first + at, in_front),
                section=group.documents[0].section,
                size=(laid.width, laid.height),
                shift=laid.shift if turned else 0.0,
            )
        )
    return tuple(pages)


def _blank(
    side: str, number: int, in_front: bool, section: str, size: tuple[float, float]
) -> SetPage:
    return SetPage(
        leaf=None,
        kind=PageKind(side, blank=True, name="auto", index=1),
        number=number,
        label=_label(number, in_front),
        section=section,
        size=size,
    )


def _label(number: int, in_front: bool) -> str:
    return roman(number) if in_front else arabic(number)


def filled(pages: Sequence[SetPage], *, multiple: int, last_blank: bool) -> tuple[SetPage, ...]:
    """Pages with blank ones after them, up to a multiple, the last one blank if that is asked."""
    whole = list(pages)
    while len(whole) % multiple or (last_blank and whole[-1].leaf is not None):
        last = whole[-1]
        side = "right" if len(whole) % 2 == 0 else "left"
        in_front = last.label != str(last.number)
        whole.append(_blank(side, last.number + 1, in_front, last.section, last.size))
    return tuple(whole)


def printed_pages(book: SetBook, rendition: Rendition, profile: Profile) -> tuple[SetPage, ...]:
    """The pages of the printer's file: the book's, filled up as the printer wants them."""
    booklet = _SHEET_FOLDED if rendition.options.get("booklet") else 1
    return filled(
        book.pages, multiple=lcm(profile.multiple, booklet), last_blank=profile.last_blank
    )


def anchors_of(
    pages: Sequence[SetPage], fragments: Sequence[Fragment | None]
) -> dict[str, tuple[int, float, float]]:
    """The page of each element that has an id, and its place there, in points."""
    anchors: dict[str, tuple[int, float, float]] = {}
    for first, fragment in _firsts(pages, fragments):
        for id_, anchor in fragment.anchors.items():
            page = first + anchor.page
            anchors.setdefault(id_, (page, anchor.x + pages[page].shift, anchor.y))
    return anchors


def _firsts(
    pages: Sequence[SetPage], fragments: Sequence[Fragment | None]
) -> Iterator[tuple[int, Fragment]]:
    """Each fragment with the number of its first page in the book, from 0."""
    for at, page in enumerate(pages):
        if page.leaf and page.leaf[1] == 0:
            fragment = fragments[page.leaf[0]]
            if fragment is not None:
                yield at, fragment


def _folios(
    pages: Sequence[SetPage], fragments: Sequence[Fragment | None], named: Set[str]
) -> dict[str, str]:
    """The label of the page of each element that is named, as far as there is one."""
    folios: dict[str, str] = {}
    for first, fragment in _firsts(pages, fragments):
        for id_ in named & fragment.anchors.keys():
            folios.setdefault(id_, pages[first + fragment.anchors[id_].page].label)
    return folios


def _agrees(job: FragmentJob, folios: Mapping[str, str]) -> bool:
    return all(folios.get(id_, "") == label for id_, label in job.folios.items())


def _by_section(
    pages: Iterable[tuple[FurnishedPage, str]],
) -> Iterator[tuple[int, list[FurnishedPage]]]:
    """The pages of each section in turn, with the number of the first, from 0."""
    first, current, gathered = 0, "", list[FurnishedPage]()
    for at, (page, section) in enumerate(pages):
        if gathered and section != current:
            yield first, gathered
            first, gathered = at, []
        current = section
        gathered.append(page)
    if gathered:
        yield first, gathered


def bleeds(book: SetBook) -> bool:
    """Whether something runs to the edge of a page."""
    return any(laid is not None and laid.bleeds for laid in map(book.laid, book.pages))


def inside_margin(book: SetBook) -> float:
    """The least distance of the text from the spine, in points."""
    margins = []
    for page in book.pages:
        laid = book.laid(page)
        if laid is not None:
            left = laid.text[0] + page.shift
            right = laid.width - laid.text[2] - page.shift
            margins.append(left if page.side is Side.RECTO else right)
    return min(margins, default=0.0)


def merged_fonts(uses: Iterable[Mapping[str, FontUse]]) -> dict[str, FontUse]:
    """Fonts as several fragments use them, as one: the first says what a glyph stands for."""
    merged: dict[str, FontUse] = {}
    for fonts in uses:
        for name, font in fonts.items():
            known = merged.get(name)
            merged[name] = (
                replace(
                    known,
                    widths={**font.widths, **known.widths},
                    unicode={**font.unicode, **known.unicode},
                )
                if known
                else font
            )
    return merged


def _shell(document: Document) -> SectionShell:
    """A document's outermost element: its name and its attributes."""
    found = _OPENING_TAG.match(document.markup)
    if found:
        element = ElementTree.fromstring(f"<{found[1]}{found[2]}/>")  # noqa: S314 - our own markup
    else:
        element = ElementTree.fromstring(document.xhtml)  # noqa: S314
    return SectionShell(element.tag, tuple(sorted(element.attrib.items())))


def _is_front(document: Document) -> bool:
    return document.matter is Matter.FRONT


def _as_it_is(_: str, content: bytes) -> bytes:
    return content


def _weight(job: Job) -> int:
    match job:
        case FragmentJob():
            return len(job.xhtml)
        case FurnitureJob():
            return len(job.pages)
        case PlanJob():
            return 0
