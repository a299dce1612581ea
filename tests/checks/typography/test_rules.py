"""Each rule: pages that break it and no other, and pages a little better that break none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from tests.checks.typography.specimens import full, looked_at, paragraph

from imprint.catalogue import RULES
from imprint.checks.typography.report import RULES as TOLD

Pages = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Case:
    """``clean`` pages come first: after six the specimen begins on a recto, after seven not."""

    spoiled: Pages
    mended: Pages
    words: str
    clean: int = 6
    drawing: bytes = field(default=b"", repr=False)


def ending_in(line: str, word: str) -> str:
    """A full line whose last word is another."""
    return f"{line.rstrip('|').rpartition(' ')[0]} {word}|"


def with_ends(lines: Sequence[str], at: int, *words: str) -> list[str]:
    """A paragraph with other last words from some line on."""
    changed = [ending_in(line, word) for line, word in zip(lines[at:], words, strict=False)]
    return [*lines[:at], *changed, *lines[at + len(words) :]]


def with_starts(lines: Sequence[str], at: int, *words: str) -> list[str]:
    changed = [
        f"{word} {line.partition(' ')[2]}" for line, word in zip(lines[at:], words, strict=False)
    ]
    return [*lines[:at], *changed, *lines[at + len(words) :]]


def within(*lines: str) -> list[str]:
    """A page with lines in the middle of a paragraph."""
    around = paragraph(20)
    return [*around[:6], *lines, *around[6 + len(lines) :]]


LONG, LONGER = paragraph(21), paragraph(22)
RIVER = (
    "tide stone bridge house candle horse verse stage|",
    "rope verse candle stage bridge stone horse store|",
    "lane store bridle horse saddle store house stone|",
    "pale horse middle store riddle house stage verse|",
)
CLOSE = [
    ">rope lighthouse stone gale bridge shore verse lane store|",
    *["rope tide stone lighthouse bridge gale verse shore pale lane|",
      "tide rope lighthouse stone gale bridge shore verse lane pale|"] * 9,
    "nobody spoke.",
]  # fmt: skip
BROKEN = with_ends(LONGER[:20], 19, "cot-")
OPENING = ["", "", "", "# Another Chapter", "", *paragraph(9)]

CASES = {
    "TYP-001": Case(
        [LONG[:20], [LONG[20], *paragraph(19)]],
        [LONGER[:20], [*LONGER[20:], *paragraph(18)]],
        "and the bell rang twice.",
    ),
    "TYP-002": Case(
        [[*paragraph(19), LONG[0]], [*LONG[1:15], "nobody spoke.", *paragraph(5)]],
        [[*paragraph(18), *LONG[:2]], [*LONG[2:15], "nobody spoke.", *paragraph(6)]],
        "tide rope",
    ),
    "TYP-003": Case(
        [with_ends(paragraph(20), 5, "cot-", "bri-", "sho-")],
        [with_ends(paragraph(20), 5, "cot-", "bri-")],
        "cot- / bri- / sho-",
    ),
    "TYP-004": Case(
        [with_ends(paragraph(20), 5, "cot-", "bri-", "sho-", "sto-")],
        [with_ends(with_ends(paragraph(20), 5, "cot-", "bri-"), 8, "sho-", "sto-")],
        "cot- / bri- / sho- / sto-",
    ),
    "TYP-005": Case([BROKEN, [*LONGER[20:], *paragraph(18)]], [BROKEN, OPENING], "cot-"),
    "TYP-006": Case([BROKEN, [*LONGER[20:], *paragraph(18)]], [BROKEN, OPENING], "cot-", clean=7),
    "TYP-007": Case([paragraph(20, last="so.")], [paragraph(20, last="so be it.")], "so."),
    "TYP-008": Case(
        [within("candle lighthouse stone bridge shore lane|")],
        [within("candle lighthouse stone bridge shore lane and stage|")],
        "candle lighthouse stone",
    ),
    "TYP-009": Case(
        [within("candle lighthouse stone bridge shore lane and stage horse tide ore|")],
        [within("candle lighthouse stone bridge shore lane and stage horse tide|")],
        "candle lighthouse stone",
    ),
    "TYP-010": Case(
        [[*CLOSE[:6], *RIVER, *CLOSE[10:]]], [[*CLOSE[:6], *RIVER[:3], *CLOSE[9:]]], "tide stone"
    ),
    "TYP-011": Case(
        [[*paragraph(18), "", "# A Heading"], paragraph(20)],
        [[*paragraph(16), "", "# A Heading", *LONG[:2]], [*LONG[2:15], "nobody spoke."]],
        "A Heading",
    ),
    "TYP-012": Case(
        [LONGER[:20], LONGER[20:], OPENING],
        [LONGER[:20], [*LONGER[20:], *paragraph(2)], OPENING],
        "horse",
    ),
    "TYP-013": Case(
        [paragraph(20), [*paragraph(9), *paragraph(9)], paragraph(20)],
        [paragraph(20), [*paragraph(9), *paragraph(11)], paragraph(20)],
        "and the bell rang twice.",
        clean=7,
    ),
    "TYP-014": Case(
        [within("candle lighthouse stone bridge shore lane and stage horse tide")],
        [within("candle lighthouse stone bridge shore lane and stage horse|")],
        "stage horse tide",
    ),
    "TYP-015": Case(
        [with_starts(paragraph(20), 5, "here", "here", "Here")],
        [with_starts(paragraph(20), 5, "here", "here", "there")],
        "here",
    ),
    "TYP-016": Case(
        [[*full(3), "nobody spoke.", *paragraph(16)]],
        [["* * *", *full(3), "nobody spoke.", *paragraph(15)]],
        "tide rope",
    ),
    "TYP-017": Case(
        [[*paragraph(9), "", "", *paragraph(9)]], [[*paragraph(9), "", *paragraph(10)]], "tide rope"
    ),
}  # fmt: skip


def test_every_rule_has_its_specimens() -> None:
    family = [code for code in RULES if code.startswith("TYP")]
    assert list(CASES) == family == list(TOLD)
    assert {RULES[code].severity for code in family} == {"warning", "advice"}


@pytest.mark.parametrize("code", CASES)
def test_a_fault_is_found(code: str) -> None:
    case = CASES[code]
    report = looked_at(*case.spoiled, clean=case.clean)
    assert dict(report.counts) == {code: 1}
    (fault,) = report.worst(code)
    assert case.words in fault.words
    assert fault.page >= case.clean
    (finding,) = report.findings()
    assert finding.code == code
    assert f"(page {fault.page + 1}" in finding.what
    assert fault.words in finding.what
    assert finding.mend


@pytest.mark.parametrize("code", CASES)
def test_a_mended_page_is_left_alone(code: str) -> None:
    case = CASES[code]
    assert looked_at(*case.mended, clean=case.clean).faults == ()


def test_clean_pages_are_well_set() -> None:
    report = looked_at(clean=12)
    assert report.justified
    assert (report.pages, report.size, report.leading) == (12, 10, 14)
    assert str(report) == "typography: book.pdf is well set, 12 pages"


def test_the_rest_of_a_word_is_a_runt() -> None:
    broken = with_ends(paragraph(20, last="tage."), 18, "cot-")
    report = looked_at(broken)
    assert dict(report.counts) == {"TYP-007": 1}
    assert "“cot- tage.”" in report.findings()[0].what


def test_the_worst_come_first() -> None:
    report = looked_at(paragraph(20, last="so."), paragraph(20, last="I."))
    assert [fault.words for fault in report.worst("TYP-007")] == ["I.", "so."]
    assert [fault.words for fault in report.worst("TYP-007", 1)] == ["I."]
    assert len(report.findings(1)) == 1
