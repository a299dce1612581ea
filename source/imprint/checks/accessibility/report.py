"""What a rule found at some elements becomes one finding, at the first of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from imprint.checks.opened_epub import OpenedEpub, Page, line_of
from imprint.diagnostics import Finding, Place, Severity

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
_LONGEST = 60  # characters of a text in a message


@dataclass(slots=True)
class _Group:
    """What is the matter with several elements alike."""

    what: str
    mend: str
    places: dict[Place, None] = field(default_factory=dict)
    times: int = 0


@dataclass(slots=True)
class Report:
    """The findings on an EPUB while they are gathered.

    ``origins`` maps the ids of elements to their places in the manuscript, as far as known.
    """

    epub: OpenedEpub
    origins: Mapping[str, Place] = field(default_factory=dict)
    _groups: dict[object, _Group] = field(default_factory=dict)
    _codes: dict[object, str] = field(default_factory=dict)
    _single: count[int] = field(default_factory=count)

    def add(self, code: str, what: str, *, mend: str, where: Place | None = None) -> None:
        """Add what is to be said of the file as a whole."""
        self._put(next(self._single), code, what, mend, where or Place(self.epub.name))

    def on(
        self, page: Page, node: etree._Element, code: str, what: str, *, mend: str, kind: str = ""
    ) -> None:
        """Add what is to be said of an element; what has one ``kind`` is said once for all."""
        key = (code, kind) if kind else next(self._single)
        self._put(key, code, what, mend, self.place(page, node))

    def place(self, page: Page, node: etree._Element) -> Place:
        """Where an element comes from: the manuscript's line, else its document in the EPUB."""
        at: etree._Element | None = node
        while at is not None:
            known = self.origins.get(at.get("id", ""))
            if known:
                return known
            at = at.getparent()
        return Place(f"{self.epub.name}/{page.path}", line_of(node))

    def _put(self, key: object, code: str, what: str, mend: str, where: Place) -> None:
        group = self._groups.setdefault(key, _Group(what, mend))
        self._codes[key] = code
        group.places[where] = None
        group.times += 1

    def has(self, *codes: str) -> tuple[str, ...]:
        """Which of the codes were found so far."""
        return tuple(sorted({code for code in self._codes.values() if code in codes}))

    def settled(self) -> tuple[Finding, ...]:
        """Every finding once, the errors first."""
        findings: dict[Finding, None] = {}
        for key, group in self._groups.items():
            first, more = next(iter(group.places)), group.times - 1
            what = f"{group.what} (and {more} more)" if more else group.what
            findings[Finding(self._codes[key], what, group.mend, first)] = None
        return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity)))


def quoted(text: str) -> str:
    """A text for a message: short, in quotation marks."""
    text = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + '…'}”"
