"""A publication becomes its artifacts: composed for each medium, set, bound, packaged."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field

from imprint.build.choices import chosen_layout, unknown_names
from imprint.build.ledger import Ledger
from imprint.build.pages import profile_of, set_pages
from imprint.build.records import RECORDS, make_record, parts_of
from imprint.build.targets import TARGETS, is_typeset
from imprint.diagnostics import Finding, PublicationError, Severity, ToolMissing
from imprint.emitters.cover import emit_cover, known_cover
from imprint.emitters.pdf.crew import Crew
from imprint.emitters.pdf.fragments import Setting, setting_of
from imprint.emitters.pdf.jobs import BindJob, bind_artifact, trim_memory
from imprint.emitters.pdf.press import Press, SetBook, printed_pages
from imprint.layouts import Layout, compose
from imprint.model.artifact import Artifact
from imprint.model.assets import Asset, Font
from imprint.model.pages import PageMap
from imprint.model.publication import Publication
from imprint.model.record import Record
from imprint.model.rendition import Medium, Rendition, Stylesheet
from imprint.store import NO_STORE, Store
from imprint.values import replace

if TYPE_CHECKING:
    from imprint.build.pages import SetPages
    from imprint.checks.parity.composed import Composed
    from imprint.model.wrap import Interior

T = TypeVar("T")

# A publication without a date has this one, the first that a ZIP file can hold.
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


class Event(Struct, frozen=True):
    """A step of a build, as it begins: ``target`` is what is being made."""

    target: str
    step: str


Listener = Callable[[Event], None]


def _unheard(_: Event) -> None:
    """Hear nothing."""


class Build(Struct, frozen=True):
    """What a build made: artifacts in the order of their targets, and every finding.

    ``pages`` is the map of the printed book's pages, empty where no PDF was made; ``revision`` the
    state of the source, where it is told.
    """

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    pages: PageMap = PageMap()
    revision: str = ""


def build_artifacts(  # noqa: PLR0913 - all of them but the first have defaults
    publication: Publication,
    *,
    targets: Sequence[str] = (),
    modified: datetime | None = None,
    listener: Listener = _unheard,
    crew: Crew | None = None,
    store: Store | None = None,
    templates: Path | None = None,
    pages: PageMap | None = None,
    interior: Interior | None = None,
    manifest: Mapping[str, Any] = {},
    proves: bool | None = None,
) -> Build:
    """Make a publication's artifacts, and write none.

    ``targets`` are names in TARGETS, by default the publication's own. ``modified`` is the moment
    that the artifacts say they were made, by default the publication's own date. ``crew`` typesets,
    by default a process for each processor; ``store`` keeps what was typeset for the next build,
    and ``templates`` is a folder of the user's own for their code, as for ``compose``. ``pages`` is
    the page map of an earlier build, for an EPUB that is made without a PDF, ``interior`` what is
    known of the printer's file of one, for a cover that is made alone, and ``manifest`` its
    manifest, for records of formats that are not made now. ``proves`` says whether what was made is
    held against the publication: by default what has changed since the build before, and nothing
    of one as long as half a dozen novels, as that takes more memory than the rest.

    Raises PublicationError with every finding, and ToolMissing.
    """
    targets = tuple(dict.fromkeys(targets or publication.targets))
    findings = list(publication.findings)
    unknown = [target for target in targets if target not in TARGETS]
    if unknown:
        mend = f"choose among {', '.join(TARGETS)}"
        problems = [Finding("OUT-002", f"there is no target {t}", mend) for t in unknown]
        raise PublicationError([*findings, *problems])
    order = _Order(
        publication=publication,
        targets=targets,
        moment=modified or moment_of(publication.record),
        listener=listener,
        store=store or NO_STORE,
        templates=templates,
        pages=pages,
        interior=interior,
        manifest=manifest,
        proves=proves,
        findings=findings,
    )
    del publication  # whoever asked for this may leave it to the build, which lets it go in time
    with nullcontext(crew) if crew else Crew() as workers:
        return order.filled(workers)


def moment_of(record: Record) -> datetime:
    """The moment that a publication's artifacts were made: modified, else published."""
    if record.modified:
        return record.modified.astimezone(UTC)
    date = record.issued
    if date is None or date.year < _UNDATED.year:
        return _UNDATED
    return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)


class _Ebook(Struct, frozen=True):
    """An e-book before it is packaged; ``read`` is its markup, as far as it is read already.

    ``parts`` are the records of the texts in it that have one.
    """

    rendition: Rendition
    cover: Asset
    parts: tuple[Record, ...] = ()
    read: Mapping[str, Any] = field(default_factory=dict)


class _Later:
    """Work that is begun once, when there is time for it or when its result is wanted."""

    def __init__(self, begin: Callable[[], Future[_Ebook]]) -> None:
        self._begin = begin
        self._future: Future[_Ebook] | None = None

    def begin(self) -> None:
        if self._future is None:
            self._future = self._begin()

    def result(self) -> _Ebook:
        self.begin()
        assert self._future is not None
        return self._future.result()


def _packaged(ebook: _Ebook, modified: datetime, page_map: PageMap | None) -> Artifact:
    from imprint.emitters.epub import emit_epub

    return emit_epub(
        ebook.rendition,
        modified=modified,
        cover=ebook.cover,
        pages=page_map,
        parts=ebook.parts,
        read=ebook.read,
    )


def _nothing() -> None:
    """Do nothing."""


class _Order(Struct, kw_only=True):
    """What is asked for, and what is known so far."""

    publication: Publication
    targets: tuple[str, ...]
    moment: datetime
    listener: Listener
    store: Store
    templates: Path | None
    pages: PageMap | None
    interior: Interior | None
    manifest: Mapping[str, Any]
    proves: bool | None
    composed: dict[Medium, Rendition | Composed] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    ledger: Ledger | None = None
    packed: tuple[bytes, ...] = ()  # the sections of a large text that is put away

    def filled(self, crew: Crew) -> Build:
        bound = [target for target in self.targets if is_typeset(target)]
        made: dict[str, Artifact] = {}
        page_map = PageMap()
        if bound or {"epub", "cover"} & {*self.targets}:
            page_map = self._books(bound, made, crew)
        elif unknown := unknown_names(self.publication):
            raise PublicationError(dict.fromkeys([*self.findings, *unknown]))
        if any(target in RECORDS for target in self.targets):
            self._stage(lambda: self._records(made, page_map))
        for artifact in made.values():
            self._note(artifact.findings)
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            raise PublicationError(self.findings)
        artifacts = tuple(replace(made[t], moment=self.moment) for t in self.targets)
        return Build(artifacts, tuple(self.findings), page_map, self.publication.revision)

    def _records(self, made: dict[str, Artifact], page_map: PageMap) -> None:
        """The records, put among what is made: they tell of the books."""
        from imprint.build.products import product_facts

        built = Build(tuple(made.values()), (), page_map)
        products = product_facts(self.publication, built=built, manifest=self.manifest)
        for target in self.targets:
            if target in RECORDS:
                made[target] = make_record(
                    self.publication, target, products=products, moment=self.moment
                )

    def _books(self, bound: Sequence[str], made: dict[str, Artifact], crew: Crew) -> PageMap:
        """The e-book and the PDFs, put among what is made; and the map of the PDFs' pages."""
        wraps = "cover" in self.targets
        if bound or wraps:
            self._need_engine()
            crew.start()  # before there is a second thread, which a new process would lose
            crew.load_language(self.publication.record.language, self.store)
        layout = self._stage(lambda: chosen_layout(self.publication, store=self.store))
        with ThreadPoolExecutor(1) as beside:
            draft = _Later(lambda: beside.submit(self._drafted, layout, crew if bound else None))
            if bound:
                # The e-book is composed while the workers set pages.
                meanwhile = draft.begin if "epub" in self.targets else _nothing
                pages = self._stage(lambda: self._set(layout, bound[0], crew, meanwhile))
                self._note(pages.findings)
                binding = {target: self._bound(pages, target, crew) for target in bound}
            page_map = pages.page_map if bound else PageMap()
            if "epub" in self.targets:
                ebook = self._stage(draft.result)
                made["epub"] = self._stage(
                    lambda: self._package(ebook, page_map or self.pages, crew if bound else None)
                )
            for target in bound:
                made[target] = self._stage(binding[target].result)
            if wraps:
                known = pages if bound else None
                made["cover"] = self._stage(lambda: self._wrapped(layout, known, crew))
            for artifact in made.values():
                self._note(artifact.findings)
            if self.proves is not False and (self.proves or self.store is not NO_STORE):
                known = pages if bound else None
                self._prove(made, page_map or self.pages or PageMap(), known, crew)
        return page_map

    def _set(
        self, layout: Layout, target: str, crew: Crew, meanwhile: Callable[[], None]
    ) -> SetPages:
        def heard(step: str) -> None:
            self.listener(Event(target, step))

        known: list[Setting] = []

        def styled(
            sheets: tuple[Stylesheet, ...], fonts: tuple[Font, ...], assets: tuple[Asset, ...]
        ) -> None:
            record = self.publication.record
            css = tuple(sheet.css for sheet in sheets)
            known.append(setting_of(record.title, record.language, css, fonts, assets))
            crew.prepare(known[-1])

        def composer(layout: Layout) -> Rendition:
            rendition = compose(
                self._taken_out(), layout, Medium.PRINT, templates=self.templates, styled=styled
            )
            if rendition.is_large and not self.proves and all(map(is_typeset, self.targets)):
                self._put_away()
            return rendition

        def setter(composed: Callable[[], Rendition], fits: Callable[[SetBook], bool]) -> SetBook:
            press = Press(
                self._kept(composed()),
                crew=crew,
                store=self.store,
                setting=known[-1],
                progress=heard,
                meanwhile=meanwhile,
            )
            return press.set_book(fits)

        profile = profile_of(self.publication)
        return set_pages(layout, profile, composer=composer, setter=setter, progress=heard)

    def _put_away(self) -> None:
        """Pack a large text up while its pages are set, in a sixth of the room.

        It is wanted again only if the margins are found to be too narrow for its number of pages.
        """
        trim_memory(garbage=True)  # what composing left
        if self.packed:
            return
        sections = deque(self.publication.sections)
        self.publication = replace(self.publication, sections=())
        packed = []
        while sections:  # each is let go before the next is packed
            packed.append(zlib.compress(pickle.dumps(sections.popleft()), 1))
        self.packed = tuple(packed)

    def _taken_out(self) -> Publication:
        """The publication with its text."""
        if not self.packed:
            return self.publication
        sections = (pickle.loads(zlib.decompress(each)) for each in self.packed)  # noqa: S301 - ours
        return replace(self.publication, sections=tuple(sections))

    def _bound(self, pages: SetPages, target: str, crew: Crew) -> Future[Artifact]:
        """A PDF that a worker binds, while the e-book is packaged here."""
        self.listener(Event(target, "binding"))
        # Who binds need not know what begins on each page, nor a printer where links lead.
        anchors = {} if target == "print" else pages.book.anchors
        book = replace(pages.book, page_map=PageMap(), anchors=anchors)
        return crew.call(
            bind_artifact,
            BindJob(
                book=book,
                rendition=pages.rendition,
                target=target,
                profile=pages.profile,
                colour_profile=self.publication.press.colour_profile,
                modified=self.moment,
            ),
            self.store,
        )

    def _wrapped(self, layout: Layout, pages: SetPages | None, crew: Crew) -> Artifact:
        """The cover of the printed book, its spine as thick as the pages are many."""
        from imprint.build.wrap import set_wrap, trim_of
        from imprint.emitters.pdf.wrap import WrapJob, bind_wrap

        def heard(step: str) -> None:
            self.listener(Event("cover", step))

        def setter(rendition: Rendition) -> SetBook:
            return Press(rendition, crew=crew, store=self.store).set_book()

        profile = profile_of(self.publication)
        interior = self.interior
        if pages is None and not (interior and interior.suits(profile.name, trim_of(layout))):
            heard("setting the pages, to count them")
            pages = self._set(layout, "cover", crew, _nothing)
            self._note(pages.findings)
        if pages is not None:
            count = len(printed_pages(pages.book, pages.rendition, profile))
        else:
            assert interior is not None
            count = interior.pages
        heard(f"composing, for {count} pages")
        wrap = set_wrap(
            self.publication,
            layout,
            pages=count,
            profile=profile,
            setter=setter,
            templates=self.templates,
        )
        self._note(wrap.findings)
        heard("binding")
        job = WrapJob(
            book=replace(wrap.book, page_map=PageMap(), anchors={}),
            rendition=wrap.rendition,
            sheet=wrap.sheet,
            profile=profile,
            colour_profile=self.publication.press.colour_profile,
            modified=self.moment,
        )
        artifact: Artifact = crew.call(bind_wrap, job, self.store).result()
        return replace(artifact, made_for=wrap.made_for)

    def _drafted(self, layout: Layout, crew: Crew | None) -> _Ebook:
        self.listener(Event("epub", "composing"))
        rendition = self._kept(
            compose(self.publication, layout, Medium.EPUB, templates=self.templates)
        )
        self.listener(Event("epub", "drawing the cover"))
        draw = partial(emit_cover, store=self.store)
        parts = parts_of(self.publication)
        if crew is None:
            return _Ebook(rendition, draw(rendition), parts)
        known = known_cover(rendition, self.store)
        cover = known or crew.call(draw, rendition.without_text).result()
        if self.proves or (self.proves is None and not self._ledger.is_new):
            from imprint.build.whole import make_ready

            make_ready(crew)
        if rendition.is_large:
            return _Ebook(rendition, cover, parts)
        from imprint.emitters.epub import read_documents

        return _Ebook(rendition, cover, parts, read_documents(rendition.documents))

    def _package(self, ebook: _Ebook, page_map: PageMap | None, crew: Crew | None) -> Artifact:
        self._note(ebook.rendition.findings)
        self.listener(Event("epub", "packaging"))
        if crew is None or not ebook.rendition.is_large:
            return _packaged(ebook, self.moment, page_map)
        # A large book is packaged by somebody who holds nothing else.
        return crew.call(_packaged, ebook, self.moment, page_map).result()

    def _kept(self, rendition: Rendition) -> Rendition:
        """A rendition, which is kept for the proof: a large one in little room."""
        if self.proves is None and rendition.is_large:
            self.proves = False
        if self.proves is not False:
            kept: Rendition | Composed = rendition
            if rendition.is_large:
                from imprint.checks.parity.composed import composed_of

                kept = composed_of(rendition, self.publication)
            self.composed[rendition.medium] = kept
        return rendition

    @property
    def _ledger(self) -> Ledger:
        """What the builds before have made of the same files; nothing, if all is to be proved."""
        if self.ledger is None:
            profile = self.publication.press.profile
            purpose = (self.targets, self.publication.layout.name, profile)
            self.ledger = Ledger(self.store, purpose, blind=bool(self.proves))
        return self.ledger

    def _prove(
        self,
        made: Mapping[str, Artifact],
        page_map: PageMap,
        pages: SetPages | None,
        crew: Crew | None,
    ) -> None:
        """Hold what was made against the publication, text by text, and remember what is proved."""
        from imprint.build.whole import check_whole, typeset_of
        from imprint.checks.parity.composed import composed_of

        # A first build is not held up by a proof, which takes a sixth of its time and more.
        only_notes = self.proves is None and self._ledger.is_new
        if not only_notes:
            self.listener(Event(next(iter(made)), "proving that nothing is lost"))
        composed = {
            medium: composed_of(kept, self.publication) if isinstance(kept, Rendition) else kept
            for medium, kept in self.composed.items()
        }
        found = check_whole(
            self.publication,
            {target: (artifact.name, artifact.content) for target, artifact in made.items()},
            composed,
            pages=page_map,
            crew=crew,
            typeset=typeset_of(pages) if pages else None,
            ledger=self._ledger,
            only_notes=only_notes,
        )
        if not found:
            self._ledger.keep()
        allowed = self.publication.allowed
        self._note([each for each in found if not any(entry.applies(each) for entry in allowed)])

    def _need_engine(self) -> None:
        """A missing shared library is found before anything waits for it."""
        from imprint.emitters.pdf.versions import missing_libraries

        missing = missing_libraries()
        if missing:
            raise ToolMissing(
                f"a PDF needs Pango, and {missing[0]} is missing on this machine\n"
                "  mend: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            )

    def _note(self, findings: Sequence[Finding]) -> None:
        self.findings.extend(f for f in findings if f not in self.findings)

    def _stage(self, stage: Callable[[], T]) -> T:
        """What a stage makes; if it cannot, its findings after those that are known already."""
        try:
            return stage()
        except PublicationError as error:
            raise PublicationError(dict.fromkeys([*self.findings, *error.findings])) from None
