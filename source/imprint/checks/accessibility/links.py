"""Links: their words, where they lead, and the ids that they lead to.

WCAG 2.2, 2.4.4 Link Purpose, https://www.w3.org/TR/WCAG22/#link-purpose-in-context
"""

from __future__ import annotations

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import (
    EPUB_TYPE,
    XHTML,
    OpenedEpub,
    Page,
    is_outside,
    resolved,
    words_of,
)

_LONGEST = 60  # characters of an address that anybody listens to
_EMPTY_WORDS = {
    "here", "click here", "click", "link", "this link", "more", "read more", "this", "this page",
    "learn more", "details", "go", "see here", "follow this link", "url",
    "hier", "hier klicken", "mehr", "weiterlesen", "ici", "cliquez ici", "en savoir plus",
    "aquí", "haga clic aquí", "más", "leer más", "qui", "clicca qui", "aqui", "clique aqui",
    "здесь", "тут", "こちら", "ここ", "这里", "點此", "点击这里",
}  # fmt: skip
_APPARATUS = {"doc-noteref", "doc-backlink", "doc-glossref", "doc-biblioref"}


def check_links(epub: OpenedEpub, report: Report) -> None:
    for page in epub.documents:
        _check_ids(page, report)
        said: dict[str, tuple[str, etree._Element]] = {}
        for node in page.root.iter(f"{XHTML}a"):
            href = node.get("href")
            if href is None or _is_hidden(node):
                continue
            words = _named(node)
            _check_target(epub, page, node, href, words, report)
            if not words:
                mend = "write where it leads between the square brackets"
                what = f"a link to {href} has no words"
                report.on(page, node, "A11-043", what, mend=mend, kind=page.path)
            elif not _is_apparatus(node):
                _check_words(page, node, href, words, report)
                _check_same(page, node, href, words, said, report)


def _check_ids(page: Page, report: Report) -> None:
    seen: set[str] = set()
    for node in page.root.iter("*"):
        name = node.get("id")
        if name and name in seen:
            what = f"two elements of {page.path} have the id {name}"
            report.on(page, node, "A11-045", what, mend="give one of them another")
        seen.add(name or "")


def _check_target(
    epub: OpenedEpub, page: Page, node: etree._Element, href: str, words: str, report: Report
) -> None:
    if is_outside(href):
        return
    path, element = epub.target(page, href)
    is_there = path in epub.resources and path in epub.items
    if not is_there or (href.partition("#")[2] and element is None):
        what = f"the link {quoted(words)} leads to {href}, which is not there"
        report.on(page, node, "A11-044", what, mend="mend the address, or take the link away")


def _check_words(page: Page, node: etree._Element, href: str, words: str, report: Report) -> None:
    if words.casefold().strip(" .,:;!>»›→…") in _EMPTY_WORDS:
        what = f"the link {quoted(words)} does not say where it leads"
        mend = "make the link of words that name its target"
        report.on(page, node, "A11-040", what, mend=mend)
    elif len(words) > _LONGEST and " " not in words and words.startswith(("http", "www.")):
        what = f"the link {quoted(words)} is a bare address"
        mend = "write words for it: [what is there](address)"
        report.on(page, node, "A11-041", what, mend=mend, kind="address")


def _check_same(
    page: Page,
    node: etree._Element,
    href: str,
    words: str,
    said: dict[str, tuple[str, etree._Element]],
    report: Report,
) -> None:
    """Whether the same words lead to two places; numbers and short signs do so by their nature."""
    if sum(letter.isalpha() for letter in words) < 3 or _in_navigation(node):
        return
    full = href if is_outside(href) else f"{resolved(page.path, href)}#{href.partition('#')[2]}"
    first, _ = said.setdefault(words.casefold(), (full, node))
    if first != full:
        what = f"the links {quoted(words)} in {page.path} lead to {first} and to {full}"
        mend = "word them so that one can tell them apart"
        report.on(page, node, "A11-042", what, mend=mend, kind=f"{page.path} {words.casefold()}")


def _named(node: etree._Element) -> str:
    """What a link is called: its label, its words, or those of the pictures in it."""
    alternatives = (image.get("alt", "") for image in node.iter(f"{XHTML}img"))
    words = node.get("aria-label", "").strip() or words_of(node)
    return words or " ".join(filter(None, alternatives)).strip()


def _is_hidden(node: etree._Element) -> bool:
    """Whether nobody who listens meets a link."""
    return any(at.get("aria-hidden") == "true" for at in (node, *node.iterancestors()))


def _is_apparatus(node: etree._Element) -> bool:
    kinds = {*node.get(EPUB_TYPE, "").split()}
    return node.get("role") in _APPARATUS or bool(kinds & {"noteref", "backlink"})


def _in_navigation(node: etree._Element) -> bool:
    """Whether a link stands in a list of contents, where two chapters may have one title."""
    return any(
        above.tag == f"{XHTML}nav" or above.get("role") in ("doc-toc", "doc-index")
        for above in node.iterancestors()
    )
