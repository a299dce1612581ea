"""An EPUB and a PDF of one book are held against each other, whoever made them."""

from __future__ import annotations

import zlib

from lxml import etree

from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub, open_epub
from imprint.checks.parity.composed import Composed, ComposedDocument
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.markup import read_markup
from imprint.checks.parity.pages import read_pages
from imprint.checks.parity.pdf import OpenedPdf, check_pdf
from imprint.diagnostics import Finding
from imprint.model.rendition import Medium
from imprint.values import replace

# Pages that an e-book and a printed book have each in its own way (EPUB Structural Semantics).
_OWN = {
    "cover", "titlepage", "halftitlepage", "copyright-page", "imprint", "toc", "landmarks", "lot",
    "loi", "page-list", "index",
}  # fmt: skip


def check_texts(
    epub_name: str, epub_content: bytes, pdf_name: str, pdf_content: bytes
) -> tuple[Finding, ...]:
    """Where a PDF's text is not that of an EPUB, in order; its title, contents and imprint aside.

    What a layout adds to a PDF is not known, so that only what is lost, moved or changed is said.
    """
    try:
        epub = open_epub(epub_content, epub_name)
        composed = _composed_of(epub)
        pdf = OpenedPdf(pdf_name, read_pages(pdf_content))
    except Unreadable:
        return ()  # it is said where facts are compared
    if not composed.documents:
        return ()
    findings = check_pdf(pdf, composed, None, only_lost=True)
    mend = f"compare {pdf_name} with {epub_name}, and build both anew from the same source"
    return tuple(replace(finding, mend=mend) for finding in findings)


def _composed_of(epub: OpenedEpub) -> Composed:
    """What an EPUB says in its own text, as if a PDF had been made from it."""
    documents = []
    known = set()
    for name in (reference.path for reference in epub.spine):
        if name == epub.navigation_path:
            continue
        root = epub.root(name)
        body = root.find(f"{XHTML}body")
        if body is None or _is_of_its_own(body):
            continue
        reading = read_markup(body, drawn=True)
        title = next((block.text for block in reading.blocks if block.level == 1), "")
        known |= {block.text for block in reading.blocks if block.level}
        documents.append(
            ComposedDocument(
                name=name,
                section=name,
                title=title or name,
                markup=zlib.compress(etree.tostring(body, with_tail=False), 1),
                is_packed=True,
            )
        )
    return Composed(
        medium=Medium.EPUB,
        documents=tuple(documents),
        navigation="",
        notes=frozenset(),
        stylesheets=(),
        said=frozenset(known),
    ).adding(Generated((), ("<q>",)))


def _is_of_its_own(body: etree._Element) -> bool:
    for element in (body, *body.iterchildren(f"{XHTML}section", f"{XHTML}nav", f"{XHTML}div")):
        kinds = set(element.get(EPUB_TYPE, "").split())
        if kinds & _OWN or element.get("role") == "doc-toc":
            return True
    return body.find(f".//{XHTML}nav") is not None
