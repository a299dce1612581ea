"""The faults of a book become a report: counts by rule, and the worst of them as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from imprint.checks.typography.faults import Fault
from imprint.diagnostics import Finding, Place

# A rule as it is counted, one and several, and what mends it.
RULES: Mapping[str, tuple[str, str, str, str]] = {
    "TYP-001": ("widow", "widows", "the last line of a paragraph stands alone at the head",
                "add or take away a line earlier in the chapter"),
    "TYP-002": ("orphan", "orphans", "the first line of a paragraph stands alone at the foot",
                "add or take away a line earlier in the chapter"),
    "TYP-003": ("stack of hyphens", "stacks of hyphens", "lines one above the other end in hyphens",
                "keep a word together, or change the wording"),
    "TYP-004": ("ladder", "ladders", "many lines one above the other end in hyphens",
                "keep a word together, or change the wording"),
    "TYP-005": ("hyphen at a recto’s foot", "hyphens at a recto’s foot",
                "a word is broken where the leaf is turned", "keep the word together"),
    "TYP-006": ("hyphen at a verso’s foot", "hyphens at a verso’s foot",
                "a word is broken over two pages", "keep the word together if it is easy"),
    "TYP-007": ("runt", "runts", "the last line of a paragraph is no more than a few letters",
                "join the last two words with a no-break space, or change the wording"),
    "TYP-008": ("loose line", "loose lines", "the words of a line stand far apart",
                "let a word be broken, or change the wording"),
    "TYP-009": ("tight line", "tight lines", "the words of a line stand close together",
                "change the wording"),
    "TYP-010": ("river", "rivers", "wide spaces run down through the lines",
                "change the wording of one of the lines"),
    "TYP-011": ("lonely heading", "lonely headings", "a heading has fewer than two lines below it",
                "let it begin the next page"),
    "TYP-012": ("short last page", "short last pages", "the last page of a chapter has few lines",
                "take away or add lines in the chapter"),
    "TYP-013": ("unequal pair", "unequal pairs", "facing pages end at different heights",
                "add or take away a line on one of them"),
    "TYP-014": ("overfull line", "overfull lines", "a line runs over the side of its column",
                "let a word be broken, or change the wording"),
    "TYP-015": ("stack of words", "stacks of words",
                "lines one above the other begin or end with the same word",
                "change the wording of one of the lines"),
    "TYP-016": ("lost break", "lost breaks", "a break of the scene falls between two pages",
                "let an ornament show it"),
    "TYP-017": ("wide gap", "wide gaps", "there is more than one blank line in the text",
                "leave one blank line, or none"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypographyReport:
    """How well a book is set.

    ``labels`` are what readers call its pages, ``places`` where their texts begin in the
    manuscript, as far as it is known. ``size`` and ``leading`` of the body text are points.
    ``faults`` are in the order of the pages. ``justified`` says whether its lines are; where they
    are not, nobody can tell a last line from another, and nothing is looked at.
    """

    name: str
    pages: int
    size: float
    leading: float
    justified: bool
    faults: tuple[Fault, ...]
    labels: tuple[str, ...] = field(repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each rule is broken, in the order of the rules; those that are not are left."""
        counted = Counter(fault.code for fault in self.faults)
        return {code: counted[code] for code in RULES if code in counted}

    def per_hundred(self, code: str = "") -> float:
        """The faults of a rule, or all, in a hundred pages."""
        count = self.counts.get(code, 0) if code else len(self.faults)
        return 100 * count / self.pages if self.pages else 0.0

    def worst(self, code: str, most: int = 10) -> tuple[Fault, ...]:
        """The worst faults of a rule."""
        own = [fault for fault in self.faults if fault.code == code]
        return tuple(sorted(own, key=lambda fault: (-fault.weight, fault.page))[:most])

    def findings(self, most: int = 10) -> tuple[Finding, ...]:
        """The worst faults of each rule as findings."""
        return tuple(self._finding(f) for code in self.counts for f in self.worst(code, most))

    def _finding(self, fault: Fault) -> Finding:
        _, _, what, mend = RULES[fault.code]
        place = self.places[fault.page] if fault.page < len(self.places) else Place()
        label, number = self.labels[fault.page], str(fault.page + 1)
        page = label if label == number else f"{label}, {number} in the file"
        detail = f", {fault.detail}" if fault.detail else ""
        return Finding(
            fault.code,
            f"{what} (page {page}{detail}): “{fault.words}”",
            mend,
            place if place.file else Place(self.name),
        )

    def __str__(self) -> str:
        """One line of counts."""
        if not self.size:
            return f"typography: {self.name} has no text"
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        if not self.justified:
            return f"typography: {self.name} has too little justified text to be looked at"
        if not self.faults:
            return f"typography: {self.name} is well set, {pages}"
        told = (f"{n} {RULES[code][n != 1]}" for code, n in self.counts.items())
        each = f"{self.per_hundred():.1f} in 100 pages"
        return f"typography: {self.name}, {pages}: {', '.join(told)}; {each}"

    @property
    def table(self) -> Iterator[str]:
        """The counts by rule, as lines of a table."""
        for code, count in self.counts.items():
            name = RULES[code][count != 1]
            yield f"{code}  {count:>5} {name:<26} {self.per_hundred(code):>6.1f} in 100 pages"
