"""One section becomes a proof: set alone, with the pages that it had in the last build."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from imprint.build.artifacts import Build, Event, moment_of
from imprint.build.choices import chosen_layout
from imprint.build.pages import profile_of, set_pages
from imprint.build.targets import is_typeset
from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.crew import Crew
from imprint.emitters.pdf.press import Press, SetBook
from imprint.layouts import Layout, compose
from imprint.model.pages import PageMap
from imprint.model.publication import Publication
from imprint.model.rendition import Document, Medium, Rendition
from imprint.store import Store
from imprint.values import replace


def make_proof(  # noqa: PLR0913 - what build_artifacts takes, and the section
    publication: Publication,
    *,
    only: str,
    targets: Sequence[str],
    modified: datetime | None,
    listener: Callable[[Event], None],
    crew: Crew,
    store: Store,
    templates: Path | None,
    pages: PageMap | None,
) -> Build:
    """Set one section, and those that run on with it, as a PDF of its own.

    ``only`` is the section's id, its title, or its file. ``pages`` is the page map of the last
    build. Raises PublicationError (OUT-005) if there is no such section or there was no build.
    """
    from imprint.emitters.pdf.binding import emit_pdf

    bound = [target for target in targets if is_typeset(target)]
    if pages is None:
        _refuse("there is no earlier build that has page numbers", "build the whole book first")
    assert pages is not None
    target = bound[0] if bound else "print"
    found: list[Document] = []

    def heard(step: str) -> None:
        listener(Event(target, step))

    def composer(layout: Layout) -> Rendition:
        return compose(publication, layout, Medium.PRINT, templates=templates)

    def setter(composed: Callable[[], Rendition], _: Callable[[SetBook], bool]) -> SetBook:
        rendition = composed()
        found[:] = [_document(rendition, only)]
        press = Press(rendition, crew=crew, store=store, progress=heard)
        return press.set_section(found[0].section, pages)

    layout = chosen_layout(publication, store=store)
    proof = set_pages(
        layout,
        profile_of(publication),
        composer=composer,
        setter=setter,
        count=len(pages),
        progress=heard,
    )
    artifact = emit_pdf(
        proof.book,
        proof.rendition,
        target,
        profile=replace(proof.profile, multiple=1, last_blank=False, pages_least=1),
        colour_profile=publication.press.colour_profile,
        modified=modified or moment_of(publication.record),
        store=store,
    )
    name = f"{proof.rendition.slug}-{found[0].name}-proof.pdf"
    artifact = replace(artifact, name=name, is_proof=True)
    findings = (*publication.findings, *proof.findings, *artifact.findings)
    return Build((artifact,), tuple(dict.fromkeys(findings)))


def _document(rendition: Rendition, only: str) -> Document:
    names: dict[str, Document] = {}
    for document in rendition.documents:
        place = rendition.origins.get(document.section)
        file = place.file if place else ""
        for name in (document.section, document.title, file, file.rpartition("/")[2]):
            if name:
                names.setdefault(name, document)
    if only not in names:
        near = difflib.get_close_matches(only, names, 1)
        offered = ", ".join(document.section for document in rendition.documents)
        mend = f"write {near[0]}" if near else f"write one of {offered}"
        _refuse(f"there is no section {only}", mend)
    return names[only]


def _refuse(what: str, mend: str) -> None:
    raise PublicationError([Finding("OUT-005", what, mend)])
