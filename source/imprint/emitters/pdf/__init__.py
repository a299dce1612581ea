"""A print rendition becomes a PDF: front matter and text typeset apart, then bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.binding import bind
from imprint.emitters.pdf.engine import Engine, Flow
from imprint.model.artifact import Artifact
from imprint.model.publication import Matter
from imprint.model.rendition import Document, Rendition

# How often the front matter is typeset until its own page numbers no longer move.
_MOST_PASSES = 4
_SHEET_FOLDED = 4  # pages of a sheet folded once, as in a booklet that is its own cover
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def emit_print(
    rendition: Rendition,
    *,
    modified: datetime,
    progress: Callable[[str], None] = lambda _: None,
) -> Artifact:
    """Typeset and bind a print rendition.

    ``modified`` is the moment that the file says it was made. ``progress`` is told of each step.
    """
    engine = Engine(rendition)
    front = [d for d in rendition.documents if d.matter is Matter.FRONT]
    text = [d for d in rendition.documents if d.matter is not Matter.FRONT]
    flows: list[tuple[Flow, str]] = []
    folios: dict[str, str] = {}
    progress("typesetting the text")
    if text:
        main, folios = _settle(engine, text, folios, arabic)
        flows.append((main, "D"))
    if front:
        progress("typesetting the front matter")
        opening, _ = _settle(engine, front, folios, roman)
        flows.insert(0, (opening, "r"))
    progress("binding")
    multiple = _SHEET_FOLDED if rendition.options.get("booklet") else 2
    content, pages = bind(flows, record=rendition.record, modified=modified, multiple=multiple)
    return Artifact(
        name=f"{rendition.slug}-print.pdf",
        target="print",
        media_type="application/pdf",
        content=content,
        pages=pages,
        fonts=rendition.families,
        findings=tuple(engine.findings),
    )


def _settle(
    engine: Engine,
    documents: list[Document],
    known: Mapping[str, str],
    style: Callable[[int], str],
) -> tuple[Flow, dict[str, str]]:
    """Typeset until the page numbers that the documents refer to are the ones they have."""
    refers = any("data-folio-of=" in document.markup for document in documents)
    folios = dict(known)
    for _ in range(_MOST_PASSES):
        flow = engine.typeset(documents, folios)
        settled = {**known, **{id_: style(page + 1) for id_, page in flow.folios.items()}}
        if not refers or settled == folios:
            return flow, settled
        folios = settled
    raise PublicationError(
        [
            Finding(
                "PDF-003",
                f"the page numbers of {documents[0].title} still move after {_MOST_PASSES} passes",
                mend='give the page references more room, or set contents = "never"',
            )
        ]
    )


def arabic(number: int) -> str:
    return str(number)


def roman(number: int) -> str:
    """A number in lower-case roman figures."""
    figures = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        figures += figure * count
    return figures
