"""Pictures and the words that stand for them.

WCAG 2.2, 1.1.1 Non-text Content, https://www.w3.org/TR/WCAG22/#non-text-content
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import SVG, XHTML, OpenedEpub, Page, words_of
from imprint.model.alternatives import is_file_name, is_junk

LONGEST = 250  # characters of an alternative text that are read out well at once
_BEGINNING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic|pic) (?:of|showing|shows)\b",
    re.IGNORECASE,
)
_DECORATIVE = {"presentation", "none"}
_BLOCKS = ("p", "li", "td", "div", "dd")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a document. ``alternative`` is None where nothing is said at all."""

    page: Page
    node: etree._Element
    alternative: str | None
    marked: bool  # as decorative

    @property
    def decorative(self) -> bool:
        return self.marked or self.alternative == ""

    @property
    def silent(self) -> bool:
        """Whether it shows something, and nothing is said of it."""
        return not self.decorative and not (self.alternative or "").strip()


def pictures_of(page: Page) -> Iterator[Picture]:
    """The pictures of a document, in order."""
    ids = {node.get("id"): node for node in page.root.iter("*") if node.get("id")}
    for node in page.root.iter(f"{XHTML}img", f"{SVG}svg"):
        marked = (
            any(at.get("aria-hidden") == "true" for at in (node, *node.iterancestors()))
            or node.get("role") in _DECORATIVE
        )
        named = [words_of(ids[i]) for i in node.get("aria-labelledby", "").split() if i in ids]
        label = node.get("aria-label") or " ".join(named) or None
        if node.tag == f"{XHTML}img":
            alternative = label or node.get("alt")
            if alternative is not None and not marked and alternative and not alternative.strip():
                alternative = None  # white space says nothing
        else:
            alternative = label or _drawn_name(node)
        yield Picture(page, node, alternative, marked)


def _drawn_name(node: etree._Element) -> str | None:
    """The name of a drawing: its title, or the words of a picture that it only wraps."""
    title = node.find(f"{SVG}title")
    if title is not None and words_of(title):
        return words_of(title)
    described = node.find(f"{SVG}desc")
    return words_of(described) or None if described is not None else None


def check_pictures(epub: OpenedEpub, report: Report) -> None:
    for page in epub.pages:
        for picture in pictures_of(page):
            _check(picture, report)


def _check(picture: Picture, report: Report) -> None:
    page, node = picture.page, picture.node
    source = node.get("src", "").rpartition("/")[2]
    if picture.silent:
        what = f"the picture {source or '(a drawing)'} has no alternative text"
        mend = "say what it shows: ![what it shows](picture.png), or mark it as decorative"
        report.on(page, node, "A11-001", what, mend=mend)
        return
    caption = _caption(node)
    if picture.decorative:
        if caption:
            what = f"the picture {source} is left out for those who listen, and has a caption"
            report.on(page, node, "A11-007", what, mend="say what it shows beside its caption")
        elif not picture.marked:
            what = f"the picture {source} has an empty alternative text, and no mark as decorative"
            mend = 'add role="presentation", if it says nothing that the text does not'
            report.on(page, node, "A11-008", what, mend=mend, kind="empty")
        return
    text = " ".join((picture.alternative or "").split())
    _check_words(picture, text, report)
    beside = {_plain(caption), _plain(_beside(node))} - {""}
    if _plain(text) in beside:
        what = f"the alternative text {quoted(text)} repeats what stands beside the picture"
        mend = "say what the picture shows that its caption does not"
        report.on(page, node, "A11-005", what, mend=mend)


def _check_words(picture: Picture, text: str, report: Report) -> None:
    page, node = picture.page, picture.node
    mend = "say in a sentence what it shows"
    source = node.get("src", "").rpartition("/")[2]
    if is_file_name(text) or (source and text == source.rpartition(".")[0] and "_" in text):
        what = f"the alternative text {quoted(text)} is the name of a file"
        report.on(page, node, "A11-002", what, mend=mend)
    elif is_junk(text):
        what = f"the alternative text {quoted(text)} says nothing"
        report.on(page, node, "A11-003", what, mend=mend)
    elif _BEGINNING.match(text):
        what = f"the alternative text {quoted(text)} begins with what is said anyway"
        report.on(page, node, "A11-004", what, mend="begin with what the picture shows")
    if len(text) > LONGEST:
        what = f"the alternative text {quoted(text)} is {len(text)} characters long"
        mend = f"say the most in {LONGEST} characters, and the rest in the text"
        report.on(page, node, "A11-006", what, mend=mend)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())


def _caption(node: etree._Element) -> str:
    for above in node.iterancestors(f"{XHTML}figure"):
        found = above.find(f".//{XHTML}figcaption")
        return words_of(found) if found is not None else ""
    return ""


def _beside(node: etree._Element) -> str:
    """The words of the block that a picture stands in, where there are any."""
    for above in node.iterancestors(*(f"{XHTML}{name}" for name in _BLOCKS)):
        return words_of(above)
    return ""
