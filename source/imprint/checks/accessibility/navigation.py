"""The ways into the book: its contents, its landmarks, and the order of both.

EPUB 3.3, "EPUB navigation document", https://www.w3.org/TR/epub-33/#sec-nav
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import (
    EPUB_TYPE,
    XHTML,
    OpenedEpub,
    Page,
    line_of,
    resolved,
    words_of,
)
from imprint.diagnostics import Place

_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
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
        _check_older(epub, contents, report)
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


def _check_older(epub: OpenedEpub, contents: etree._Element, report: Report) -> None:
    """Whether the table of contents of EPUB 2 leads where that of EPUB 3 does.

    Older readers show it, and some shops (Open Packaging Format 2.0.1, 2.4.1).
    """
    item = next((item for item in epub.items.values() if item.media_type == NCX), None)
    page = epub.navigation
    if item is None or item.path not in epub or page is None:
        return
    try:
        points = list(_points(epub.root(item.path), item.path))
    except Unreadable as error:
        report.add("A11-073", str(error), mend=_OLDER, where=Place(f"{epub.name}/{item.path}"))
        return
    leads: dict[str, set[str]] = {}
    for link in contents.iter(f"{XHTML}a"):
        goal = _goal(page.path, link.get("href", ""))
        leads.setdefault(words_of(link), set()).add(goal)
    documents = {goal.partition("#")[0] for goals in leads.values() for goal in goals}
    for line, label, goal in points:
        wanted = leads.get(label)
        if wanted and goal not in wanted and goal.partition("#")[0] not in wanted:
            led, instead = goal, sorted(wanted)[0]
            what = f"{quoted(label)} leads to {led}, and to {instead} in the table of contents"
        elif goal.partition("#")[0] not in epub:
            what = f"{quoted(label)} leads to {goal}, which is not there"
        else:
            continue
        report.add("A11-073", what, mend=_OLDER, where=Place(f"{epub.name}/{item.path}", line))
        return
    lost = documents - {goal.partition("#")[0] for *_, goal in points}
    if points and lost and len(lost) < len(documents):
        what = f"nothing in it leads to {min(lost)}, to which the table of contents does"
        report.add("A11-073", what, mend=_OLDER, where=Place(f"{epub.name}/{item.path}"))


_OLDER = "make toc.ncx of the table of contents, or leave it out"


def _points(root: etree._Element, path: str) -> Iterator[tuple[int, str, str]]:
    """The entries of an NCX: their lines, what they say, and where they lead."""
    for point in root.iter(f"{_NCX}navPoint"):
        label, content = point.find(f"{_NCX}navLabel"), point.find(f"{_NCX}content")
        if label is not None and content is not None:
            yield line_of(point), words_of(label), _goal(path, content.get("src", ""))


def _goal(base: str, href: str) -> str:
    path, _, fragment = href.partition("#")
    goal = resolved(base, path) if path else base
    return f"{goal}#{unquote(fragment)}" if fragment else goal
