"""An e-book's marks of pages are held against where the pages of the printed book begin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub
from imprint.checks.parity.pages import PageText
from imprint.diagnostics import Finding, Findings

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
    if len(pages) < len(labels) or any(page.text for page in pages[len(labels) :]):
        return ()  # which is said of the number of pages
    letters = [_letters(page.text) for page in pages]
    numbers = {label: number for number, label in reversed(list(enumerate(labels)))}
    wrong = []
    for name in (ref.path for ref in epub.spine):
        for label, before, text in _marks(epub.root(name)):
            number = numbers.get(label, -1)
            after = _letters(text)[:_PROBE]
            if not 0 <= number < len(letters) or len(after) < _LEAST:
                continue
            shown = f"page {label} begins at “{' '.join(text.split())[:_SHOWN]}…”"
            led = _letters(before)[-_PROBE:]
            if after not in letters[number]:
                there = next((n for n, page in enumerate(letters) if after in page), len(labels))
                if there < len(labels):
                    wrong.append(f"{name}: {shown}, which {printed} has on page {labels[there]}")
            elif (
                len(led) >= _LEAST
                and letters[number].count(after) == 1
                and led + after in letters[number]
            ):
                wrong.append(f"{name}: {shown}, and {printed} has text before it on that page")
    found = Findings()
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        what = f"{epub.name}, {wrong[0]}{more}"
        found.add("WHL-013", what, mend="build both files together")
    return tuple(found)


def _marks(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Each mark's number, with the text before it and after it, as far as the next mark."""
    body = root.find(f"{XHTML}body")
    labels, pieces = [""], [[""]]
    for event, element in etree.iterwalk(
        root if body is None else body, events=("start", "end", "comment", "pi")
    ):
        if event == "start":
            if element.get("role") == "doc-pagebreak" or element.get(EPUB_TYPE) == "pagebreak":
                labels.append(element.get("aria-label") or element.get("title") or "")
                pieces.append([])
            pieces[-1].append(element.text or "")
        else:
            pieces[-1].append(element.tail or "")
    texts = ["".join(piece) for piece in pieces]
    for label, (before, after) in zip(labels[1:], pairwise(texts), strict=True):
        yield label, before, after


def _letters(text: str) -> str:
    """The letters and figures of a text, without what a line's end may add or take away."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))
