"""Headings and titles, in one document and from one to the next.

WCAG 2.2, 1.3.1, 2.4.2 and 2.4.6 · EPUB Accessibility Techniques, "Titles" and "Headings":
https://www.w3.org/TR/epub-a11y-tech-11/#sec-titles
"""

from __future__ import annotations

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import XHTML, OpenedEpub, words_of

_HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}


def check_headings(epub: OpenedEpub, report: Report) -> None:
    last = 0
    for page in epub.pages:
        title = page.root.find(f"{XHTML}head/{XHTML}title")
        if title is None or not words_of(title):
            mend = "give its section a title"
            report.on(page, page.root, "A11-013", f"{page.path} has no title", mend=mend)
        first = 0
        for node in page.root.iter(*_HEADINGS):
            level, words = _HEADINGS[str(node.tag)], words_of(node)
            pictured = any(image.get("alt") for image in node.iter(f"{XHTML}img"))
            if not words and not pictured and not node.get("aria-label"):
                what = f"a heading (h{level}) has no words"
                report.on(page, node, "A11-012", what, mend="give it a text, or take it away")
                continue
            if level > last + 1:
                before = f"after a heading of level {last}" if last else "at the beginning"
                what = f"the heading {quoted(words)} has level {level}, {before}"
                mend = f"make it level {last + 1}, or put in what is between"
                report.on(page, node, "A11-010", what, mend=mend)
            if level == 1 and first:
                what = f"the heading {quoted(words)} is the second of level 1 in {page.path}"
                report.on(page, node, "A11-011", what, mend="make it level 2")
            first = first or level == 1
            last = level
