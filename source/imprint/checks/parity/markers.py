"""An e-book's marks of pages are held against where the pages of the printed book begin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from lxml import etree

from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub
from imprint.checks.parity.pages import PageText
from imprint.diagnostics import Finding, Findings

_BLOCKS = {
    f"{XHTML}{name}"
    for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "figcaption", "td")
}
_PROBE = 16  # letters by which a place is known on a page
_LEAST = 8  # of them that are needed
_SHOWN = 40  # characters of a text in a message


def check_markers(
    epub: OpenedEpub, pages: Sequence[PageText], labels: Sequence[str], *, printed: str
) -> tuple[Finding, ...]:
    """Whether each page begins in the e-book with the text that it has on paper (WHL-013).

    ``labels`` are the numbers of the ``pages`` of the file ``printed``. Only what is surely
    elsewhere is told: a text that is on another page, or that goes on from the same one. Raises
    Unreadable. https://www.w3.org/TR/epub-a11y-11/#sec-page-nav
    """
    letters = [_letters(page.text) for page in pages]
    numbers = {label: number for number, label in reversed(list(enumerate(labels)))}
    wrong = []
    for name in (ref.path for ref in epub.spine):
        for label, before, text in _marks(epub.root(name)):
            number = numbers.get(label, -1)
            after = _letters(text)[:_PROBE]
            if not 0 <= number < len(letters) or len(after) < _LEAST:
                continue
            shown = f"page {label} begins at “{text.strip()[:_SHOWN]}…”"
            led = _letters(before)[-_PROBE:]
            if after not in letters[number]:
                there = [n for n, page in enumerate(letters) if after in page]
                if there:
                    wrong.append(f"{name}: {shown}, which {printed} has on page {labels[there[0]]}")
            elif len(led) >= _LEAST and led + after in letters[number]:
                wrong.append(f"{name}: {shown}, and {printed} has text before it on that page")
    found = Findings()
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        what = f"{epub.name}, {wrong[0]}{more}"
        found.add("WHL-013", what, mend="build both files together")
    return tuple(found)


def _marks(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Each mark's number, with the text of its block before it and after it."""
    for mark in root.iter(f"{XHTML}span", f"{XHTML}div", f"{XHTML}a", f"{XHTML}hr"):
        if mark.get("role") != "doc-pagebreak" and mark.get(EPUB_TYPE) != "pagebreak":
            continue
        block = next((e for e in mark.iterancestors() if e.tag in _BLOCKS), None)
        if block is not None:
            before, after = _around(block, mark)
            yield mark.get("aria-label") or mark.get("title") or "", before, after


def _around(block: etree._Element, mark: etree._Element) -> tuple[str, str]:
    """The text of a block before a mark and after it, up to the next mark."""
    pieces: list[list[str]] = [[], []]
    side = 0
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            if element is mark:
                side = 1
            elif side and element.get("role") == "doc-pagebreak":
                break
            pieces[side].append(element.text or "")
        elif element is not block:
            pieces[side].append(element.tail or "")
    return "".join(pieces[0]), "".join(pieces[1])


def _letters(text: str) -> str:
    """The letters and figures of a text, without what a line's end may add or take away."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))
