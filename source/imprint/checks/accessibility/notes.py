"""Notes: the way from the text to each of them, and back.

DPUB-ARIA 1.1, https://www.w3.org/TR/dpub-aria-1.1/#doc-noteref
"""

from __future__ import annotations

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub, Page, is_outside, words_of

_NOTES = {"footnote", "endnote", "rearnote"}
_NOTE_ROLES = {"doc-footnote", "doc-endnote"}


def check_notes(epub: OpenedEpub, report: Report) -> None:
    called: set[etree._Element] = set()
    callers: dict[etree._Element, set[etree._Element]] = {}
    for page in epub.pages:
        for link in page.root.iter(f"{XHTML}a"):
            href = link.get("href", "")
            if not _is_call(link) or is_outside(href):
                continue
            _, note = epub.target(page, href)
            if note is None:
                what = f"the reference {quoted(words_of(link))} leads to no note"
                report.on(page, link, "A11-050", what, mend="write the note, or mend its name")
                continue
            for element in (note, *note.iterancestors()):
                called.add(element)
                callers.setdefault(element, set()).add(link)
    for page in epub.pages:
        for note in page.root.iter("*"):
            if not _is_note(note):
                continue
            begins = quoted(words_of(note))
            if note not in called:
                mend = "refer to it from the text, or take it away"
                report.on(page, note, "A11-052", f"nothing refers to the note {begins}", mend=mend)
            elif not any(
                _leads_to(epub, page, link, callers[note]) for link in note.iter(f"{XHTML}a")
            ):
                mend = "end it with a link to its reference (role doc-backlink)"
                what = f"the note {begins} has no link back to the text"
                report.on(page, note, "A11-051", what, mend=mend, kind="back")


def _is_call(link: etree._Element) -> bool:
    return link.get("role") == "doc-noteref" or "noteref" in link.get(EPUB_TYPE, "").split()


def _is_note(node: etree._Element) -> bool:
    return node.get("role") in _NOTE_ROLES or bool(_NOTES & {*node.get(EPUB_TYPE, "").split()})


def _leads_to(
    epub: OpenedEpub, page: Page, link: etree._Element, calls: set[etree._Element]
) -> bool:
    """Whether a link leads to a reference, or to the paragraph that it stands in."""
    _, target = epub.target(page, link.get("href", ""))
    if target is None:
        return False
    return any(target is call or target in call.iterancestors() for call in calls) or any(
        below in calls for below in target.iterdescendants()
    )
