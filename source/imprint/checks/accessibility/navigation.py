"""The ways into the book: its contents, its landmarks, and the order of both.

EPUB 3.3, "EPUB navigation document", https://www.w3.org/TR/epub-33/#sec-nav
"""

from __future__ import annotations

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub, Page, words_of

NCX = "application/x-dtbncx+xml"


def navigation_of(epub: OpenedEpub, kind: str) -> etree._Element | None:
    """The list of the navigation document that is of a kind: toc, landmarks, page-list."""
    page = epub.navigation
    for nav in page.root.iter(f"{XHTML}nav") if page else ():
        if kind in nav.get(EPUB_TYPE, "").split():
            return nav
    return None


def is_epub_2(epub: OpenedEpub) -> bool:
    """Whether the ways into the book are those of EPUB 2: an NCX and a guide."""
    media_types = {item.media_type for item in epub.items.values()}
    return epub.package.get("version", "").startswith("2") and NCX in media_types


def check_navigation(epub: OpenedEpub, report: Report) -> None:
    if is_epub_2(epub):
        return
    contents = navigation_of(epub, "toc")
    if contents is None or contents.find(f".//{XHTML}a") is None:
        what = "the file has no table of contents"
        report.add("A11-070", what, mend="add a navigation document that leads to each section")
    else:
        _check_order(epub, contents, report)
    marks = navigation_of(epub, "landmarks")
    links = marks.iter(f"{XHTML}a") if marks is not None else ()
    kinds = {kind for link in links for kind in link.get(EPUB_TYPE, "").split()}
    pages = {kind for page in epub.pages for kind in _types(page)}
    wanted = ("bodymatter", "toc") if "toc" in pages else ("bodymatter",)
    missing = [kind for kind in wanted if kind not in kinds]
    if missing:
        what = f"the landmarks do not lead to the {_WORDS[missing[0]]}"
        report.add("A11-071", what, mend=f"add a link of the type {missing[0]} to the landmarks")


_WORDS = {"bodymatter": "beginning of the text (bodymatter)", "toc": "table of contents (toc)"}


def _types(page: Page) -> set[str]:
    """What a document of the spine is as a whole; the navigation document counts elsewhere."""
    return {
        kind
        for node in (page.body, *page.body.iterchildren("*"))
        for kind in node.get(EPUB_TYPE, "").split()
        if node.tag != f"{XHTML}nav"
    }


def _check_order(epub: OpenedEpub, contents: etree._Element, report: Report) -> None:
    page = epub.navigation
    assert page is not None
    spine = {document.path: number for number, document in enumerate(epub.pages)}
    within = {
        node: number
        for document in epub.pages
        for number, node in enumerate(document.root.iter("*"))
        if node.get("id")
    }
    last = (-1, -1)
    for link in contents.iter(f"{XHTML}a"):
        path, target = epub.target(page, link.get("href", ""))
        if path not in spine:
            continue
        place = (spine[path], within.get(target, 0) if target is not None else 0)
        if place < last:
            what = f"{quoted(words_of(link))} comes earlier in the text than in the contents"
            report.on(page, link, "A11-072", what, mend="put the contents in the order of the text")
        last = place
