"""What the last build of a publication left is held against the publication as it is now."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree

from imprint.build.artifacts import moment_of
from imprint.build.choices import chosen_layout
from imprint.build.manifest import MANIFEST, moment_told, page_map_of, read_manifest, tools
from imprint.build.pages import profile_of
from imprint.build.reading import check_epubs, check_reading
from imprint.build.records import parts_of
from imprint.build.stating import stating_of
from imprint.build.targets import TARGETS
from imprint.build.whole import check_built, check_pairs, check_siblings
from imprint.build.wrap import addon_of, sheet_of, spine_of
from imprint.checks.accessibility.hidden import check_seen
from imprint.checks.accessibility.pdf import check_pdf_for_readers
from imprint.checks.agreement import (
    Finished,
    ImprintPage,
    check_agreement,
    check_each_other,
)
from imprint.checks.cover import CoverWanted, check_picture
from imprint.checks.facts import Unreadable
from imprint.checks.locked import lock_of
from imprint.checks.opened_epub import open_epub
from imprint.checks.parity.members import check_members
from imprint.checks.pdf_facts import read_pdf
from imprint.checks.preflight import check_print, is_for_reading
from imprint.checks.report import Check, Gathering, NotRun, Ran, Report
from imprint.checks.typography import TypographyReport, check_typography
from imprint.checks.valid import check_valid
from imprint.diagnostics import Finding, Place, PublicationError
from imprint.layouts import Layout, compose
from imprint.model.artifact import Artifact
from imprint.model.assets import Asset
from imprint.model.pages import PageMap
from imprint.model.parts import Part
from imprint.model.profile import Profile
from imprint.model.publication import Publication, SectionKind
from imprint.model.rendition import Medium, Rendition
from imprint.profiles import load_profile
from imprint.profiles.shops import load_shop
from imprint.values import replace

_HTML = "{http://www.w3.org/1999/xhtml}"
_SURE = 40  # characters of a text on the back that stand there however much is cut
# Elements that hold a line of an imprint page, where no other of them is inside.
_LINES = {"h1", "h2", "h3", "h4", "p", "dt", "dd", "li", "td", "th", "caption", "address"}


# The parts whose findings come without validators, and without looking at each line.
OWN_PARTS = frozenset(Part) - {Part.VALID, Part.WELL_SET}
_ALL_PARTS = frozenset(Part)
_Outcome = Iterable[Finding | Ran | NotRun | TypographyReport]
_Clock = Callable[[], float]


@dataclass(frozen=True)
class _Built:
    """A publication, and the files that its last build left."""

    publication: Publication
    layout: Layout
    files: Sequence[Finished]
    pages: PageMap
    templates: Path | None = None
    shops: Sequence[str] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def ebook(self) -> Artifact | None:
        """The e-book as it would be packaged now; None where there is none, or it cannot be."""
        epub = self.epub
        if epub is None or self.manifest.get("tools") != tools():
            return None
        from imprint.emitters.cover import emit_cover
        from imprint.emitters.epub import emit_epub

        rendition = self.renditions[Medium.EPUB]
        entry = self.manifest["artifacts"][epub.name]
        try:
            return emit_epub(
                rendition,
                modified=moment_told(entry) or moment_of(self.publication.record),
                cover=_cover_in(epub, emit_cover(rendition)),
                pages=self.pages,
                parts=parts_of(self.publication),
            )
        except PublicationError:
            return None  # a build says why

    @property
    def epub(self) -> Finished | None:
        return next((file for file in self.files if file.target == "epub"), None)

    @cached_property
    def renditions(self) -> dict[Medium, Rendition]:
        """What composition makes for each medium that was built."""
        targets = {file.target for file in self.files}
        media = {Medium.EPUB: {"epub"}, Medium.PRINT: {"print", "screen", "archive"}}
        return {
            medium: compose(self.publication, self.layout, medium, templates=self.templates)
            for medium, made in media.items()
            if targets & made
        }


def report_publication(
    publication: Publication,
    folder: Path,
    *,
    shops: Sequence[str] = (),
    templates: Path | None = None,
    parts: Collection[Part] = _ALL_PARTS,
    in_full: bool = False,
    clock: _Clock = lambda: 0.0,
) -> Report:
    """Hold the artifacts in a build folder against their publication, and say what is found.

    ``shops`` names those that the e-book is for, in place of the publication's own.
    ``in_full`` asks for the findings of typography beside their counts. ``clock`` gives seconds,
    for how long each check takes. Raises PublicationError where there is
    nothing to check, a name is chosen that there is not, or the publication cannot be composed.
    """
    layout = chosen_layout(publication)
    manifest = read_manifest(folder / MANIFEST, as_left=True)
    files, findings = _files(folder, manifest, publication.slug)
    if not files and not findings:
        what = f"there is nothing to check in {folder}"
        raise PublicationError([Finding("AGR-008", what, "build the publication first")])
    built = _Built(
        publication,
        layout,
        files,
        page_map_of(folder / MANIFEST) or PageMap(),
        templates,
        shops,
        manifest,
    )
    gathering = Gathering(in_full=in_full)
    gathering.add(Part.AGREEMENT, findings)
    for part, what, check in _CHECKS:
        if part in parts or (part is Part.TRUE and Part.SHOPS in parts):
            gathering.run(part, what, partial(check, built), clock=clock)
    for part, look in ((Part.WHOLE, _members), (Part.AGREEMENT, _touched)):
        if part in parts:
            said = [finding for _, finding in gathering.found]
            gathering.add(part, look(built, said))
    return gathering.settled(publication.allowed, parts=parts)


def check_publication(
    publication: Publication,
    folder: Path,
    *,
    shops: Sequence[str] = (),
    templates: Path | None = None,
) -> tuple[Finding, ...]:
    """What report_publication finds without the validators, as bare findings."""
    report = report_publication(
        publication, folder, shops=shops, templates=templates, parts=OWN_PARTS
    )
    return report.findings


def _whole(built: _Built) -> _Outcome:
    """What the files have lost of the manuscript; a damaged one is named for its facts."""
    named = {file.target: (file.name, file.content) for file in built.files}
    found = check_built(built.publication, named, built.renditions, pages=built.pages)
    yield from (finding for finding in found if finding.code != "WHL-014")
    if built.epub:
        content, name = built.epub.content, built.epub.name
        yield from check_seen(content, name=name, origins=built.renditions[Medium.EPUB].origins)


def _valid(built: _Built) -> _Outcome:
    """What the validators of their standards say of the files."""
    epub = built.renditions.get(Medium.EPUB)
    return check_valid(built.files, origins=epub.origins if epub else {}, pages=built.pages)


def _printable(built: _Built) -> _Outcome:
    """What the printer would refuse of the files that were made for print."""
    if all(file.target != "print" for file in built.files):
        why, mend = "no PDF for print was built", "imprint build --to print"
        return (NotRun(Part.PRINTABLE, "the preflight", why, mend),)
    return _preflight(built.files, profile_of(built.publication), built.pages)


def _true(built: _Built) -> _Outcome:
    """What bars readers and shops from the e-book."""
    if all(file.target != "epub" for file in built.files):
        why, mend = "no e-book was built", "imprint build --to epub"
        yield NotRun(Part.TRUE, "the look at the e-book", why, mend)
        return
    yield from _READERS_AND_SHOPS
    origins = built.renditions[Medium.EPUB].origins
    yield from check_reading(built.publication, built.files, origins=origins, shops=built.shops)


_READERS_AND_SHOPS = (
    Ran(Part.TRUE, "the needs of readers, and the claims"),
    Ran(Part.SHOPS, "the rules of shops"),
)


def _well_set(built: _Built) -> _Outcome:
    """How well the pages are set; all PDFs of a book have the same, and one is looked at."""
    pdfs = [file for file in built.files if file.target in ("print", "screen", "archive")]
    pdfs.sort(key=lambda file: file.target != "print")
    for file in pdfs[:1]:
        yield check_typography(file.content, name=file.name, pages=built.pages)
    if not pdfs:
        why, mend = "no PDF was built", "imprint build --to print"
        yield NotRun(Part.WELL_SET, "the look at the lines", why, mend)


def _agreement(built: _Built) -> _Outcome:
    """Where a file states a fact otherwise than the record."""
    publication = built.publication
    cover, troubles = _cover(publication, built.layout, built.files)
    found = (
        *troubles,
        *check_agreement(
            publication.record,
            built.files,
            slug=publication.slug,
            imprint_pages=_imprint_pages(built),
            cover=cover,
            wanted=stating_of(publication, built.files, built.renditions, built.manifest),
        ),
    )
    sizes = _sizes(built)
    yield from (f for f in (*found, *_pictures(built, found)) if not _is_of_size(f, sizes))


def _sizes(built: _Built) -> frozenset[str]:
    """The sizes in bytes that an e-book has, had and would have, where it is not as it was made."""
    epub, ebook = built.epub, built.ebook
    if epub is None or ebook is None or epub.content == ebook.content:
        return frozenset()
    told = built.manifest["artifacts"][epub.name].get("size", 0)
    return frozenset(map(str, (told, len(epub.content), len(ebook.content))))


def _is_of_size(finding: Finding, sizes: Collection[str]) -> bool:
    """Whether all that is said is that a file has changed, by its size."""
    size = _SIZE.search(finding.what)
    return bool(size and size[1] in sizes)


_SIZE = re.compile("› Extent 22 › ExtentValue[)] is ([0-9]+); ")  # of a file: ONIX, list 23


# Each check of a publication: its part, what it is, and the function that runs it.
_CHECKS: tuple[tuple[Part, str, Callable[[_Built], _Outcome]], ...] = (
    (Part.WHOLE, "the text of the files beside the manuscript", _whole),
    (Part.VALID, "the validators of the standards", _valid),
    (Part.TRUE, "the needs of readers and shops", _true),
    (Part.PRINTABLE, "the preflight", _printable),
    (Part.WELL_SET, "the look at the lines", _well_set),
    (Part.AGREEMENT, "the facts of the record", _agreement),
)


def typography_of_files(paths: Sequence[Path]) -> tuple[TypographyReport, ...]:
    """How well finished PDFs are set; any program may have made them. Covers are left out."""
    return tuple(
        check_typography(path.read_bytes(), name=path.name)
        for path in paths
        if path.suffix.lower() == ".pdf" and not path.stem.endswith("-cover") and path.is_file()
    )


def _cover_in(epub: Finished, drawn: Asset) -> Asset:
    """The cover that is in the e-book where it looks as it is drawn now, which is another rule's.

    Not every machine rounds what it draws alike.
    """
    if any(check_picture(epub.content, epub.name, drawn.content, ())):
        return drawn
    try:
        opened = open_epub(epub.content, epub.name)
        cover = opened.cover()
        content = opened.read(cover.path) if cover else drawn.content
    except Unreadable:
        return drawn
    return replace(drawn, content=content)


def _members(built: _Built, found: Sequence[Finding]) -> _Outcome:
    """What is otherwise in the files where nothing is said of it: in the e-book, on the pages."""
    named = {file.target: (file.name, file.content) for file in built.files}
    yield from check_siblings(named, found)
    if built.epub is None:
        return
    if built.ebook is None:
        told = built.manifest.get("tools")
        version = told.get("imprint") if isinstance(told, dict) else None
        why = f"it was built with Imprint {version} or other libraries than there are now"
        what = f"{built.epub.name} file by file"
        yield NotRun(Part.WHOLE, what, why, "build it anew")
        return
    try:
        yield from check_members(
            built.epub.content, built.ebook.content, name=built.epub.name, said=found
        )
    except Unreadable:
        return  # which is said of the file itself


def _touched(built: _Built, found: Sequence[Finding]) -> Iterator[Finding]:
    """The files that are not as the build left them, where nothing else is said of them."""
    for file in built.files:
        if not _is_touched(built, file):
            continue
        if not any(file.name in f.what or f.where.file.startswith(file.name) for f in found):
            what = f"{file.name} has been changed since it was built"
            yield Finding("AGR-008", what, "build it anew, and change imprint.toml instead")


def _is_touched(built: _Built, file: Finished) -> bool:
    sum_then = built.manifest["artifacts"][file.name].get("sha256")
    return sum_then not in (None, sha256(file.content).hexdigest())


def _pictures(built: _Built, found: Sequence[Finding]) -> Iterator[Finding]:
    """Where the cover in an EPUB is another picture than the record makes.

    It is drawn anew only if the file was touched, or is found to be stale.
    """
    for file in built.files:
        is_stale = any(file.name in f.what for f in found if f.code.startswith("AGR"))
        if file.target == "epub" and (is_stale or _is_touched(built, file)):
            from imprint.emitters.cover import emit_cover, text_of

            publication, rendition = built.publication, built.renditions[Medium.EPUB]
            said = text_of(publication.record, rendition.labels, slug=publication.slug)
            words = () if publication.cover else (said.title, said.names, said.publisher)
            wanted = emit_cover(rendition).content
            yield from check_picture(file.content, file.name, wanted, words)


def _preflight(files: Sequence[Finished], profile: Profile, pages: PageMap) -> tuple[Finding, ...]:
    printed = (file for file in files if file.target == "print")
    return tuple(
        finding
        for file in printed
        for finding in check_print(file.content, profile, name=file.name, pages=pages)
    )


def report_files(
    paths: Sequence[Path],
    *,
    profile: str = "",
    shops: Sequence[str] = (),
    parts: Collection[Part] = _ALL_PARTS,
    in_full: bool = False,
    clock: _Clock = lambda: 0.0,
) -> Report:
    """Hold finished files against each other, their standards, and a printer's profile.

    Any program may have made them. Without a ``profile`` it is ``generic``, and PDFs that say that
    they are for reading are left alone. Raises LookupError for a profile that there is not, and
    PublicationError where there is nothing to check.
    """
    rules = load_profile(profile or "generic")
    files: list[Finished] = []
    findings: list[Finding] = []
    for path in paths:
        if path.name == MANIFEST:
            continue  # it is of no reader's, and has what the files have
        try:
            file = Finished(path.name, "", path.read_bytes())
            locked = _locked(file)
            findings += locked
            files += [] if locked else [file]
        except OSError as error:
            what = f"{path} cannot be read: {error.strerror}"
            findings.append(Finding("AGR-007", what, "check the path", Place(path.name)))
    paths = [path for path in paths if path.name in {file.name for file in files}]
    printed = [
        Finished(file.name, "print", file.content)
        for file in files
        if _is_for_print(file, asked=bool(profile))
    ]
    if not files and not findings:
        what = "there is nothing to check: a manifest has what its files have"
        raise PublicationError([Finding("AGR-008", what, "name the files, or the publication")])
    named = [(file.name, file.content) for file in files]
    wanted = [load_shop(name) for name in shops]
    gathering = Gathering(in_full=in_full)
    gathering.add(Part.AGREEMENT, findings)

    kinds = {PurePath(file.name).suffix.lower() for file in files}

    def whole() -> _Outcome:
        return check_pairs(named) if kinds >= {".epub", ".pdf"} else (_NO_PAIR,)

    def true() -> _Outcome:
        if any(PurePath(name.lower()).suffix == ".epub" for name, _ in named):
            yield from _READERS_AND_SHOPS
            yield from check_epubs(files, wanted)
        for name, content in named:
            if PurePath(name.lower()).suffix == ".pdf":
                yield from check_pdf_for_readers(content, name=name)

    checks: tuple[tuple[Part, str, Check], ...] = (
        (Part.WHOLE, "the texts of the files", whole),
        (Part.VALID, "the validators", lambda: check_valid(files) or (_NO_STANDARD,)),
        (Part.PRINTABLE, "the preflight", lambda: _preflight(printed, rules, PageMap())),
        (Part.TRUE, "the needs of readers and shops", true),
        (Part.WELL_SET, "the look at the lines", lambda: typography_of_files(paths)),
        (Part.AGREEMENT, "the facts that the files state", lambda: check_each_other(files)),
    )
    for part, what, check in checks:
        needed = {
            Part.PRINTABLE: bool(printed),
            Part.WELL_SET: ".pdf" in kinds,
            Part.TRUE: bool(kinds & {".epub", ".pdf"}),
        }
        is_asked = part in parts or (part is Part.TRUE and Part.SHOPS in parts)
        if files and is_asked and needed.get(part, True):
            gathering.run(part, what, check, clock=clock)
    return gathering.settled(parts=parts)


_NO_PAIR = NotRun(
    Part.WHOLE,
    "the comparison of the texts",
    "it takes an EPUB and a PDF of one book",
    "give both files to imprint check",
)
_NO_STANDARD = NotRun(
    Part.VALID, "the validators", "no file is an e-book, or says which standard it keeps"
)


def check_files(
    paths: Sequence[Path], *, profile: str = "", shops: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What report_files finds without the validators, as bare findings."""
    return report_files(paths, profile=profile, shops=shops, parts=OWN_PARTS).findings


def _is_for_print(file: Finished, *, asked: bool) -> bool:
    """Whether a file is one of a book's pages, as far as it says; a cover has rules of its own."""
    path = PurePath(file.name.lower())
    if path.suffix != ".pdf" or path.stem.endswith("-cover"):
        return False
    return asked or not is_for_reading(file.content)


def _locked(file: Finished) -> tuple[Finding, ...]:
    """Why nothing in a file can be checked, if it is locked."""
    lock = lock_of(file.content)
    what = f"{file.name} cannot be read: it {lock}"
    mend = "check it before it is locked, or export it without"
    return (Finding("AGR-007", what, mend),) if lock else ()


def _stems(slug: str) -> set[str]:
    """What the names of a publication's files begin with, up to their first dot."""
    return {slug, "CITATION", *(f"{slug}-{target}" for target in TARGETS)}


def _files(
    folder: Path, manifest: Mapping[str, Any], slug: str
) -> tuple[list[Finished], list[Finding]]:
    files, findings = [], []
    # A section alone states nothing of the book.
    made = {n: e for n, e in manifest.get("artifacts", {}).items() if not _is_proof(n, e)}
    own = {name for name in made if name.partition(".")[0] in _stems(slug)}
    for name, entry in made.items():
        if own and name not in own:
            if not (folder / name).is_file():
                continue  # and it does no harm any more
            what = f"{folder / name} is left of a build under another name"
            findings.append(Finding("AGR-010", what, "delete it, or run imprint clean and build"))
            continue
        try:
            content = (folder / name).read_bytes()
            told = str(entry.get("target", ""))
            target = _named_for(slug).get(name, told)
            if target != told:
                what = f"{MANIFEST} has {name} as made for {told or 'nothing'}, not for {target}"
                findings.append(Finding("AGR-008", what, "build it anew"))
            file = Finished(name, target, content)
            locked = _locked(file)
            findings += locked
            files += [] if locked else [file]
        except OSError as error:
            what = f"{folder / name} cannot be read: {error.strerror}"
            findings.append(Finding("AGR-008", what, "build it anew"))
    for name in _named_for(slug) if files else ():
        if name not in made and (folder / name).is_file():
            what = f"{folder / name} is none that {MANIFEST} tells of, and is not checked"
            findings.append(Finding("AGR-008", what, "build it anew, or delete it"))
    return files, findings


def _is_proof(name: str, entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("proof")) and PurePath(name).stem.endswith("-proof")


def _named_for(slug: str) -> dict[str, str]:
    """The names that files of the publication have, with the target that each is made for."""
    named = {f"{slug}-{name}{target.suffix}": name for name, target in TARGETS.items()}
    return {**named, f"{slug}.epub": "epub"}


def _imprint_pages(built: _Built) -> dict[str, ImprintPage]:
    """What composition puts on the imprint page of each medium that was built."""
    return {
        medium.value: ImprintPage(
            lines=tuple(_lines_of(rendition)),
            pages=tuple(_numbers(rendition, built.pages)),
            furniture=tuple(_heads_of(rendition)),
        )
        for medium, rendition in built.renditions.items()
    }


def _cover(
    publication: Publication, layout: Layout, files: Sequence[Finished]
) -> tuple[CoverWanted | None, tuple[Finding, ...]]:
    """What the cover has to be for the pages of the printer's file, if both are there."""
    printed = next((file for file in files if file.target == "print"), None)
    if printed is None or all(file.target != "cover" for file in files):
        return None, ()
    try:
        count = read_pdf(printed.content, printed.name, medium="print").pages
        profile = profile_of(publication)
        sheet = sheet_of(publication, layout, pages=count, profile=profile)
    except Unreadable:
        return None, ()  # which is said of the file itself
    except PublicationError as error:
        return None, error.findings
    record = publication.record
    isbn = record.identifier("isbn", "print")
    product = record.product("print")
    wanted = CoverWanted(
        trim=(sheet.width, sheet.height),
        spine=sheet.spine,
        pages=count,
        paper=sheet.paper,
        words=tuple(filter(None, _words_of_cover(publication))),
        on_front=() if publication.cover else (record.title or publication.slug,),
        on_spine=spine_of(publication, layout, sheet, profile=profile),
        prices=tuple(p.amount for p in product.prices) if product and not product.is_free else (),
        isbn=isbn.value.replace("-", "") if isbn else "",
        addon=addon_of(record, layout) if isbn else "",
    )
    return wanted, ()


def _words_of_cover(publication: Publication) -> Iterator[str]:
    """What a cover says, as far as it is sure to have room for it."""
    record = publication.record
    if not publication.cover:  # a picture has its own words
        yield from (record.title, *(author.name for author in record.authors))
    if record.publisher:
        yield record.publisher.imprint or record.publisher.name
    for text in (record.description, *(review.text for review in record.reviews)):
        yield " ".join(text.split())[:_SURE]


def _lines_of(rendition: Rendition) -> Iterator[str]:
    for document in rendition.documents:
        if document.kind is SectionKind.IMPRINT:
            root = ElementTree.fromstring(  # noqa: S314 - markup of our own templates
                f'<r xmlns:epub="http://www.idpf.org/2007/ops">{document.markup}</r>'
            )
            yield from _lines(root)


def _lines(element: ElementTree.Element) -> Iterator[str]:
    """The text of each innermost block."""
    inner = [child for child in element.iter() if child is not element and _is_line(child)]
    if _is_line(element) and not inner:
        yield "".join(element.itertext())
        return
    for child in element:
        yield from _lines(child)


def _is_line(element: ElementTree.Element) -> bool:
    return element.tag.removeprefix(_HTML) in _LINES


def _heads_of(rendition: Rendition) -> Iterator[str]:
    """What running heads may say: the book, its authors, the section."""
    record = rendition.record
    yield from (record.title, record.subtitle, *(author.name for author in record.authors))
    yield from (d.title for d in rendition.documents if d.kind is SectionKind.IMPRINT)


def _numbers(rendition: Rendition, pages: PageMap) -> Iterator[int]:
    sections = {d.section for d in rendition.documents if d.kind is SectionKind.IMPRINT}
    for number, page in enumerate(pages):
        if page.section in sections and not page.blank:
            yield number
