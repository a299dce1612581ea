"""What a rule found on some pages becomes one finding, in the words of the book's author."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pypdfium2

from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.diagnostics import Finding, Place, Severity

_MOST_NAMED = 6  # pages that a finding names
_LONGEST = 40  # characters of how a page begins
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


@dataclass(slots=True)
class Report:
    """The findings on a file while they are gathered."""

    file: PrintedFile
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, what: str, *, mend: str) -> None:
        """Add what is to be said of the file as a whole."""
        self.found.append(Finding(code, what, mend, Place(self.file.name)))

    def on(self, pages: Iterable[PrintedPage], code: str, what: str, *, mend: str) -> None:
        """Add what is to be said of some pages, if there are any: the first one is the place."""
        named = list({page.number: page for page in pages}.values())
        if not named:
            return
        first = named[0]
        where = first.place if first.place.file else Place(self.file.name)
        self.found.append(Finding(code, f"{what} ({self._told(named)})", mend, where))

    def _told(self, pages: Sequence[PrintedPage]) -> str:
        first = pages[0]
        begins = self._beginning(first)
        if len(pages) == 1:
            return f"page {_called(first)}{f', “{begins}”' * bool(begins)}"
        named = [page.label for page in pages[:_MOST_NAMED]]
        if len(pages) > _MOST_NAMED:
            told = f"pages {', '.join(named)} and {len(pages) - _MOST_NAMED} more"
        else:
            told = f"pages {', '.join(named[:-1])} and {named[-1]}"
        return told + f"; page {_called(first)}: “{begins}”" * bool(begins)

    def _beginning(self, page: PrintedPage) -> str:
        """How a page begins: as the page map has it, else as the file itself has."""
        text = page.begins or _text_of(self.file.content, page.number)
        text = " ".join(text.split())
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"

    def settled(self) -> tuple[Finding, ...]:
        """Every finding once, the errors first; those of a kind in the order of the rules."""
        once = dict.fromkeys(self.found)
        return tuple(sorted(once, key=lambda finding: _ORDER.index(finding.severity)))


def _called(page: PrintedPage) -> str:
    """A page's label, and its place in the file where that is another number."""
    number = str(page.number + 1)
    return page.label if page.label == number else f"{page.label}, {number} in the file"


def _text_of(content: bytes, number: int) -> str:
    try:
        with pypdfium2.PdfDocument(content) as document:
            return str(document[number].get_textpage().get_text_range(0, _LONGEST * 2))
    except (pypdfium2.PdfiumError, IndexError):
        return ""
