"""What the last build of a publication left is held against the publication as it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any
from xml.etree import ElementTree

from imprint.build.manifest import MANIFEST, page_map_of, read_manifest
from imprint.build.pages import profile_of
from imprint.build.reading import check_epubs, check_reading
from imprint.build.targets import TARGETS
from imprint.build.whole import check_built, check_pairs
from imprint.build.wrap import addon_of, sheet_of
from imprint.checks.agreement import (
    Finished,
    ImprintPage,
    check_agreement,
    check_each_other,
)
from imprint.checks.cover import CoverWanted
from imprint.checks.facts import Unreadable
from imprint.checks.pdf_facts import read_pdf
from imprint.checks.preflight import check_print, is_for_reading
from imprint.checks.typography import TypographyReport, check_typography
from imprint.diagnostics import Finding, PublicationError
from imprint.layouts import Layout, compose, load_layout
from imprint.model.pages import PageMap
from imprint.model.profile import Profile
from imprint.model.publication import Publication, SectionKind
from imprint.model.rendition import Medium, Rendition
from imprint.profiles import load_profile
from imprint.profiles.shops import load_shop

_HTML = "{http://www.w3.org/1999/xhtml}"
_SURE = 40  # characters of a text on the back that stand there however much is cut
# Elements that hold a line of an imprint page, where no other of them is inside.
_LINES = {"h1", "h2", "h3", "h4", "p", "dt", "dd", "li", "td", "th", "caption", "address"}


def check_publication(
    publication: Publication,
    folder: Path,
    *,
    shops: Sequence[str] = (),
    templates: Path | None = None,
) -> tuple[Finding, ...]:
    """Hold the artifacts in a build folder against their publication.

    ``shops`` names those that the e-book is for, in place of the publication's own.

    Raises PublicationError where there is nothing to check, or the publication cannot be composed.
    """
    manifest = read_manifest(folder / MANIFEST)
    files, findings = _files(folder, manifest, publication.slug)
    if not files and not findings:
        what = f"there is nothing to check in {folder}"
        raise PublicationError([Finding("AGR-008", what, "build the publication first")])
    pages = page_map_of(folder / MANIFEST) or PageMap()
    layout = load_layout(publication.layout)
    cover, troubles = _cover(publication, layout, files)
    agreement = check_agreement(
        publication.record,
        files,
        slug=publication.slug,
        imprint_pages=_imprint_pages(publication, layout, files, pages, templates),
        cover=cover,
    )
    preflight = _preflight(files, profile_of(publication), pages)
    reading = check_reading(publication, layout, files, shops=shops, templates=templates)
    whole = _whole(publication, files, pages, templates)
    every = (*findings, *troubles, *agreement, *whole, *preflight, *reading)
    return tuple(dict.fromkeys(every))


def typography_of(publication: Publication, folder: Path) -> tuple[TypographyReport, ...]:
    """How well the pages are set that the last build of a publication left.

    All PDFs of a book have the same pages: the one for print is looked at, or else the first.
    """
    files, _ = _files(folder, read_manifest(folder / MANIFEST), publication.slug)
    pdfs = [file for file in files if file.target in ("print", "screen", "archive")]
    pdfs.sort(key=lambda file: file.target != "print")
    pages = page_map_of(folder / MANIFEST) or PageMap()
    return tuple(check_typography(f.content, name=f.name, pages=pages) for f in pdfs[:1])


def typography_of_files(paths: Sequence[Path]) -> tuple[TypographyReport, ...]:
    """How well finished PDFs are set; any program may have made them. Covers are left out."""
    return tuple(
        check_typography(path.read_bytes(), name=path.name)
        for path in paths
        if path.suffix.lower() == ".pdf" and not path.stem.endswith("-cover") and path.is_file()
    )


def _preflight(files: Sequence[Finished], profile: Profile, pages: PageMap) -> tuple[Finding, ...]:
    """What the printer would refuse of the files that were made for print."""
    printed = (file for file in files if file.target == "print")
    return tuple(
        finding
        for file in printed
        for finding in check_print(file.content, profile, name=file.name, pages=pages)
    )


def check_files(
    paths: Sequence[Path], *, profile: str = "", shops: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Hold finished files against each other, and PDFs against a printer's profile.

    Any program may have made them. Without a ``profile`` it is ``generic``, and PDFs that say that
    they are for reading are left alone. EPUBs are held against the ``shops`` that are named. Raises
    LookupError for a profile or a shop that there is not.
    """
    rules = load_profile(profile or "generic")
    files, findings = [], []
    for path in paths:
        try:
            files.append(Finished(path.name, "", path.read_bytes()))
        except OSError as error:
            what = f"{path} cannot be read: {error.strerror}"
            findings.append(Finding("AGR-007", what, "check the path"))
    printed = (
        Finished(file.name, "print", file.content)
        for file in files
        if _is_for_print(file, asked=bool(profile))
    )
    texts = check_pairs([(file.name, file.content) for file in files])
    preflight = _preflight(tuple(printed), rules, PageMap())
    reading = check_epubs(files, [load_shop(name) for name in shops])
    every = (*findings, *check_each_other(files), *texts, *preflight, *reading)
    return tuple(dict.fromkeys(every))


def _whole(
    publication: Publication, files: Sequence[Finished], pages: PageMap, templates: Path | None
) -> tuple[Finding, ...]:
    """What the files have lost of the manuscript; a damaged one has been named already."""
    named = {file.target: (file.name, file.content) for file in files}
    whole = check_built(publication, named, pages=pages, templates=templates)
    return tuple(finding for finding in whole if finding.code != "WHL-014")


def _is_for_print(file: Finished, *, asked: bool) -> bool:
    """Whether a file is one of a book's pages, as far as it says; a cover has rules of its own."""
    path = PurePath(file.name.lower())
    if path.suffix != ".pdf" or path.stem.endswith("-cover"):
        return False
    return asked or not is_for_reading(file.content)


def _stems(slug: str) -> set[str]:
    """What the names of a publication's files begin with, up to their first dot."""
    return {slug, "CITATION", *(f"{slug}-{target}" for target in TARGETS)}


def _files(
    folder: Path, manifest: Mapping[str, Any], slug: str
) -> tuple[list[Finished], list[Finding]]:
    files, findings = [], []
    # A section alone states nothing of the book.
    made = {n: e for n, e in manifest.get("artifacts", {}).items() if not e.get("proof")}
    own = {name for name in made if name.partition(".")[0] in _stems(slug)}
    for name, entry in made.items():
        if own and name not in own:
            what = f"{folder / name} is left of a build under another name"
            findings.append(Finding("AGR-010", what, "delete it, or run imprint clean and build"))
            continue
        try:
            files.append(Finished(name, str(entry.get("target", "")), (folder / name).read_bytes()))
        except OSError as error:
            what = f"{folder / name} cannot be read: {error.strerror}"
            findings.append(Finding("AGR-008", what, "build it anew"))
    return files, findings


def _imprint_pages(
    publication: Publication,
    layout: Layout,
    files: Sequence[Finished],
    pages: PageMap,
    templates: Path | None,
) -> dict[str, ImprintPage]:
    """What composition puts on the imprint page of each medium that was built."""
    targets = {file.target for file in files}
    media = [
        medium
        for medium, made in (
            (Medium.EPUB, {"epub"}),
            (Medium.PRINT, {"print", "screen", "archive"}),
        )
        if targets & made
    ]
    found = {}
    for medium in media:
        rendition = compose(publication, layout, medium, templates=templates)
        found[medium.value] = ImprintPage(
            lines=tuple(_lines_of(rendition)),
            pages=tuple(_numbers(rendition, pages)),
            furniture=tuple(_heads_of(rendition)),
        )
    return found


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
