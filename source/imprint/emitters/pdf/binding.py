"""A set book becomes its PDFs: for the screen, for the printer, for the archive."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from pikepdf import Dictionary

from imprint.diagnostics import Finding
from imprint.emitters.pdf.archive import make_archival
from imprint.emitters.pdf.description import ARCHIVAL, Claims, describe
from imprint.emitters.pdf.joining import join, read_back, saved
from imprint.emitters.pdf.navigation import add_labels, add_outline
from imprint.emitters.pdf.press import SetBook
from imprint.emitters.pdf.printing import bind_print
from imprint.emitters.pdf.tags import add_structure, alternatives, has_missing_alternatives
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.artifact import Artifact
from imprint.model.profile import Profile
from imprint.model.rendition import Rendition
from imprint.store import Store


def bind_screen(
    book: SetBook, rendition: Rendition, *, modified: datetime, store: Store, archival: bool = False
) -> BinaryIO:
    """A tagged PDF with links and an outline: PDF/UA-1, or PDF/A-2a where it is ``archival``.

    It claims PDF/UA-1 only if every picture that says something has words for it.
    """
    pdf = join(book, book.pages, whole_fonts=False, store=store)
    add_structure(pdf, book, book.pages)
    add_outline(pdf, book, rendition.outline or rendition.contents)
    add_labels(pdf, book.pages)
    claims = Claims(
        accessible=not archival and not has_missing_alternatives(book),
        archival=ARCHIVAL if archival else "",
    )
    medium = "archive" if archival else "screen"
    describe(pdf, rendition.record, modified, claims, medium=medium)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if archival:
        make_archival(pdf)
    return saved(pdf, min_version="1.7")


def emit_pdf(
    book: SetBook,
    rendition: Rendition,
    target: str,
    *,
    profile: Profile,
    colour_profile: bytes | None,
    modified: datetime,
    store: Store,
) -> Artifact:
    """One of a set book's PDFs: ``print`` for a printer's profile, ``screen`` or ``archive``."""
    pages = len(book.pages)
    findings: tuple[Finding, ...] = ()
    made_for: tuple[tuple[str, str | tuple[float, ...]], ...] = ()
    if target == "print":
        printed = bind_print(
            book,
            rendition,
            profile=profile,
            colour_profile=colour_profile,
            modified=modified,
            store=store,
        )
        file, pages, findings = printed.file, printed.pages, printed.findings
        made_for = (("profile", profile.name), ("trim", book.pages[0].size))
    else:
        file = bind_screen(
            book, rendition, modified=modified, store=store, archival=target == "archive"
        )
    return Artifact(
        name=f"{rendition.slug}-{target}.pdf",
        target=target,
        media_type="application/pdf",
        content=read_back(file),
        pages=pages,
        fonts=rendition.families,
        trim=book.pages[0].size if book.pages else None,
        accessibility=None if target == "print" else _claims(book, rendition, target),
        made_for=made_for,
        findings=findings,
    )


def _claims(book: SetBook, rendition: Rendition, target: str) -> AccessibilityClaims:
    """What a tagged PDF proves; nothing on its pages can move, flash or sound."""
    words = list(alternatives(book))
    has_words = all(words)
    house = rendition.record.accessibility
    features = {
        "taggedPDF": True,
        "readingOrder": True,
        "tableOfContents": bool(rendition.outline or rendition.contents),
        "alternativeText": bool(words) and has_words,
        "pageNavigation": True,
    }
    return AccessibilityClaims(
        modes=("textual", "visual") if words else ("textual",),
        sufficient=(
            *(["textual,visual"] if words else []),
            *(["textual"] if has_words else []),
        ),
        features=tuple(sorted(name for name, holds in features.items() if holds)),
        hazards=("none",),
        standards=("PDF/UA-1",) if target == "screen" and has_words else (),
        summary=house.summary,
        contact=house.contact,
        exemption=house.exemption,
    )
