"""The pages of the printed book: markers in the text, the list of them, and their source.

EPUB Accessibility 1.1, "Page navigation", https://www.w3.org/TR/epub-a11y-11/#sec-page-nav
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from imprint.checks.accessibility.report import Report
from imprint.checks.opened_epub import DC, EPUB_TYPE, OPF, XHTML, OpenedEpub, Page, words_of


def markers_of(epub: OpenedEpub) -> Iterator[tuple[Page, etree._Element]]:
    """The places where printed pages begin, in the order of reading."""
    for page in epub.pages:
        for node in page.root.iter("*"):
            types = node.get(EPUB_TYPE, "").split()
            if "pagebreak" in types or node.get("role") == "doc-pagebreak":
                yield page, node


def listed_pages(epub: OpenedEpub) -> Iterator[etree._Element]:
    """The links of the list of pages."""
    page = epub.navigation
    for nav in page.root.iter(f"{XHTML}nav") if page else ():
        if "page-list" in nav.get(EPUB_TYPE, "").split():
            yield from nav.iter(f"{XHTML}a")


def check_page_list(epub: OpenedEpub, report: Report) -> None:
    markers = list(markers_of(epub))
    links = list(listed_pages(epub))
    navigation = epub.navigation
    named = {node: _label(node) for _, node in markers}
    order = {node: number for number, (_, node) in enumerate(markers)}
    listed: dict[etree._Element, None] = {}
    last = -1
    for link in links:
        assert navigation is not None
        words = words_of(link)
        _, target = epub.target(navigation, link.get("href", ""))
        if target is None or target not in named:
            if target is None or markers:
                what = f"page {words} of the list of pages leads to no place where a page begins"
                report.on(
                    navigation, link, "A11-061", what, mend="lead it to where the page begins"
                )
            continue
        listed[target] = None
        if named[target] and named[target] != words:
            what = f"page {words} of the list of pages is called {named[target]} in the text"
            report.on(navigation, link, "A11-062", what, mend="give it one number in both")
        if order[target] < last:
            what = f"page {words} of the list of pages comes before the one that it follows"
            report.on(
                navigation, link, "A11-064", what, mend="put the list in the order of the text"
            )
        last = order[target]
    for page, node in markers:
        if not named[node]:
            what = "the beginning of a page has no number"
            report.on(page, node, "A11-066", what, mend="give it an aria-label", kind="label")
        if node not in listed:
            what = f"page {named[node] or node.get('id', '')} is not in the list of pages"
            report.on(page, node, "A11-060", what, mend="add it to the list of pages", kind="list")
    _check_source(epub, report, has_pages=bool(markers or links))


def _check_source(epub: OpenedEpub, report: Report, *, has_pages: bool) -> None:
    sources = [*epub.stated("pageBreakSource"), *epub.stated("a11y:pageBreakSource")]
    refined = {
        meta.get("refines", "").removeprefix("#")
        for meta in epub.metadata.iter(f"{OPF}meta")
        if meta.get("property") == "source-of"
    }
    sources += [s.text or "" for s in epub.metadata.iter(f"{DC}source") if s.get("id") in refined]
    if has_pages and not any(source.strip() for source in sources):
        what = "the file has the pages of a printed book, and does not say of which"
        mend = "give formats.print an ISBN, or state pageBreakSource"
        report.add("A11-063", what, mend=mend)
    if sources and not has_pages and "none" not in sources:
        what = "the file names the source of its pages, and has none"
        report.add("A11-065", what, mend="build the book for print too, and the EPUB with it")


def _label(node: etree._Element) -> str:
    return node.get("aria-label") or node.get("title") or words_of(node)
