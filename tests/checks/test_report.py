"""Findings become a report: by part, with what is allowed, what was not run, and the sum."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imprint.catalogue import RULES
from imprint.checks.report import Gathering, NotRun, Ran, Report, refused
from imprint.checks.report_text import (
    allowed_text,
    not_run_text,
    part_line,
    summary_line,
)
from imprint.checks.sarif import sarif_of
from imprint.cli import PARTS, main
from imprint.cli.reporting import of_files, of_publication, report_facts
from imprint.diagnostics import Finding, Place, Severity
from imprint.explanations import EXPLANATIONS, name_of
from imprint.explanations.sources import NAMES
from imprint.model.allowance import Allowance
from imprint.model.parts import FAMILIES, Part, part_of

SMALL = Finding("PRE-025", "type of 5 pt (page 12)", "set it larger", Place("source/1.md", 7))
MISSING = Finding("PRE-019", "a font [x](y) is {missing}", "embed it", Place("sea-print.pdf"))
WRONG = Finding("AGR-001", "the title is another", where=Place("imprint.toml", 1, "title"))
NO_ACE = NotRun(Part.VALID, "Ace on sea.epub", "Ace is not installed", "npm install ace")


def report(*allowed: Allowance, ran: tuple[Part, ...] = tuple(Part)) -> Report:
    gathering = Gathering()
    found = {Part.PRINTABLE: (SMALL, MISSING, SMALL), Part.AGREEMENT: (WRONG,)}
    for part in ran:
        outcome = found.get(part, ())
        gathering.run(part, "a check", lambda said=outcome: said, clock=lambda: 0.0)
    gathering.add(Part.VALID, (NO_ACE,))
    return gathering.settled(allowed)


def entry(code: str, where: str = "") -> Allowance:
    place = Place("imprint.toml", 9, "allow")
    return Allowance(code=code, reason="It is so", where=where, place=place)


def test_findings_come_once_by_part_and_the_gravest_first() -> None:
    made = report()
    assert [each.finding for each in made.reported] == [MISSING, SMALL, WRONG]
    assert made.counts() == {Severity.ERROR: 2, Severity.WARNING: 0, Severity.ADVICE: 1}
    assert made.counts(Part.AGREEMENT)[Severity.ERROR] == 1
    assert made.has_failed


def test_an_allowed_error_stays_and_does_not_fail() -> None:
    made = report(entry("PRE-019"), entry("AGR-001", "title"))
    assert not made.has_failed
    assert made.findings == (SMALL,)
    assert [(each.finding, each.reason) for each in made.allowed] == [
        (MISSING, "It is so"),
        (WRONG, "It is so"),
    ]


@pytest.mark.parametrize("where", ["page 12", "source/1.md:7", "1.md", "5 pt (page"])
def test_an_entry_can_mean_one_place(where: str) -> None:
    assert SMALL not in report(entry("PRE-025", where)).findings


@pytest.mark.parametrize("where", ["page 1", "md:70", "ource/1.md", "age 12", ".*", "type.of"])
def test_an_entry_means_whole_words_and_nothing_else(where: str) -> None:
    assert SMALL in report(entry("PRE-025", where)).findings


def test_an_entry_that_another_stands_for_is_found() -> None:
    made = report(entry("PRE-025"), entry("PRE-025", "page 12"))
    assert [f.what for f in made.findings if f.code == "ALW-001"] == [
        "PRE-025 at page 12 is allowed by an entry above it already"
    ]
    narrow_first = report(entry("PRE-025", "page 12"), entry("PRE-025"))
    assert [f.what for f in narrow_first.findings if f.code == "ALW-001"] == [
        "PRE-025 is allowed by an entry above it already"
    ]


def test_a_publication_that_cannot_be_checked_has_a_report_too() -> None:
    wrong = Finding("SRC-011", "there is no manuscript", where=Place("imprint.toml"))
    made = refused([wrong])
    assert made.has_failed
    assert (made.parts, summary_line(made)) == ((), "1 error")
    (result,) = json.loads(sarif_of(made))["runs"][0]["results"]
    assert result["ruleId"] == "SRC-011"


@pytest.mark.parametrize("other", [entry("PRE-025", "page 13"), entry("PRE-001")])
def test_an_entry_that_nothing_needs_is_found(other: Allowance) -> None:
    made = report(other)
    assert SMALL in made.findings
    (left,) = [finding for finding in made.findings if finding.code == "ALW-001"]
    assert left.where == other.place
    assert other.code in left.what


def test_what_was_not_run_says_nothing_of_an_entry() -> None:
    assert "ALW-001" not in [f.code for f in report(entry("PRE-001"), ran=()).findings]
    # One of the validators is missing: what it would find is not known.
    assert "ALW-001" not in [f.code for f in report(entry("VAL-001")).findings]


@pytest.mark.parametrize("in_full", [False, True])
def test_typography_is_judged_in_full_or_not_at_all(in_full: bool) -> None:
    gathering = Gathering(in_full=in_full)
    gathering.run(Part.WELL_SET, "the lines", lambda: (), clock=lambda: 0.0)
    found = gathering.settled((entry("TYP-007"),)).findings
    assert [finding.code for finding in found] == ["ALW-001"] * in_full


def test_a_missing_tool_is_a_check_that_was_not_run() -> None:
    gathering = Gathering()
    told = Finding("AGR-009", "the barcode was not read", "pip install it")
    gathering.run(Part.AGREEMENT, "the facts", lambda: (told, WRONG), clock=lambda: 0.0)
    made = gathering.settled()
    assert made.not_run == (NotRun(Part.AGREEMENT, told.what, "", told.mend),)
    assert made.findings == (WRONG,)
    assert made.ran == (Ran(Part.AGREEMENT, "the facts"),)


def test_a_check_of_several_tools_says_which_were_run() -> None:
    gathering = Gathering()
    gathering.run(Part.VALID, "validators", lambda: (NO_ACE,), clock=lambda: 0.0)
    assert gathering.settled().ran == ()
    assert part_line(gathering.settled(), Part.VALID) == "valid: not run"


def test_seconds_are_those_of_the_clock() -> None:
    ticks = iter((1.0, 3.5, 4.0, 4.25))
    gathering = Gathering()
    for _ in range(2):
        gathering.run(Part.TRUE, "a check", lambda: (), clock=lambda: next(ticks))
    assert gathering.settled().seconds == {Part.TRUE: 2.75}
    assert part_line(gathering.settled(), Part.TRUE, timed=True) == "true: nothing found (2.8 s)"


def test_the_text_of_a_report() -> None:
    made = report(entry("PRE-019"))
    assert part_line(made, Part.WHOLE) == "whole: nothing found"
    assert part_line(made, Part.PRINTABLE) == "printable: 1 piece of advice, 1 allowed"
    assert allowed_text(made.allowed[0]) == (
        "allowed[PRE-019]: a font [x](y) is {missing}\n  --> sea-print.pdf\n  reason: It is so"
    )
    assert not_run_text(NO_ACE) == (
        "not run: Ace on sea.epub: Ace is not installed\n  mend: npm install ace"
    )
    assert summary_line(made) == "1 error, 1 piece of advice, 1 allowed; 1 check not run"
    mended = report(entry("PRE-019"), entry("AGR-001"))
    assert summary_line(mended) == "no errors, 1 piece of advice, 2 allowed; 1 check not run"
    assert summary_line(Gathering().settled()) == "nothing was checked"


def test_sarif_has_rules_places_and_reasons() -> None:
    log = json.loads(sarif_of(report(entry("PRE-019"))))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["AGR-001", "PRE-019", "PRE-025"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    small, missing, wrong = run["results"]
    assert small["level"] == "note"
    assert small["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "source/1.md"},
        "region": {"startLine": 7},
    }
    assert missing["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "It is so"}
    ]
    assert missing["message"]["text"].startswith("a font [x\\](y) is {{missing}}")
    assert "region" not in missing["locations"][0]["physicalLocation"]
    assert wrong["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "title"}]
    assert rules[1]["shortDescription"]["text"] == RULES["PRE-019"].summary
    assert rules[1]["helpUri"].startswith("https://")
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "npm install ace" in told["message"]["text"]


def test_sarif_has_uris_and_no_markup_that_is_none() -> None:
    gathering = Gathering()
    found = (
        Finding("PRE-025", "small", where=Place("source/a b%{1}é.md", 3)),
        Finding("AGR-001", "other", where=Place("--set", 0, "title")),
        Finding("A11-023", "x", where=Place("source/1.md")),
    )
    gathering.add(Part.PRINTABLE, found)
    (run,) = json.loads(sarif_of(gathering.settled()))["runs"]
    places = {each["ruleId"]: each["locations"][0] for each in run["results"]}
    uri = places["PRE-025"]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "source/a%20b%25%7B1%7D%C3%A9.md"
    assert places["AGR-001"] == {"logicalLocations": [{"fullyQualifiedName": "title"}]}
    (rule,) = [each for each in run["tool"]["driver"]["rules"] if each["id"] == "A11-023"]
    assert rule["help"]["text"].endswith("[слово]{{lang=ru}}.")


def test_uris_are_those_of_the_folder_that_the_check_is_run_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sea" / "source").mkdir(parents=True)
    (tmp_path / "sea" / "source" / "1 one.md").write_text("# One")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sea.epub").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    locate = of_publication(Path("sea"), Path("out"))
    assert locate("source/1 one.md") == "sea/source/1%20one.md"
    assert locate("sea.epub/EPUB/nav.xhtml") == "out/sea.epub/EPUB/nav.xhtml"
    assert locate("imprint.toml") == "sea/imprint.toml"
    locate = of_files([Path("out/sea.epub"), tmp_path.parent / "far.pdf"])
    assert locate("sea.epub/EPUB/nav.xhtml") == "out/sea.epub/EPUB/nav.xhtml"
    assert locate("far.pdf") == (tmp_path.parent / "far.pdf").as_uri()


def test_the_keys_of_the_json_are_those_of_the_manual() -> None:
    facts = report_facts(report(entry("PRE-019")), timed=True)
    assert sorted(facts) == ["counts", "findings", "not_run", "parts", "typography"]
    own = ["code", "severity", "what", "mend", "file", "line", "key"]
    assert {tuple(each) for each in facts["findings"]} == {(*own, "part", "source", "allowed")}
    assert [tuple(each) for each in facts["not_run"]] == [("part", "what", "why", "mend")]
    counts = ("error", "warning", "advice")
    parts = {tuple(each) for each in facts["parts"].values()}
    assert parts == {(*counts, "allowed", "ran", "seconds")}
    assert tuple(facts["counts"]) == counts
    manual = (Path(__file__).parents[2] / "docs/source/command-line.md").read_text("utf-8")
    assert all(f"| `{key}` |" in manual for key in facts)


def test_parts_have_their_families_and_names() -> None:
    assert set(FAMILIES) == set(Part)
    assert tuple(part.value.replace(" ", "-") for part in Part) == PARTS
    assert part_of("PRE-001") is Part.PRINTABLE
    assert part_of("SRC-001") is None


def test_every_rule_is_explained() -> None:
    assert sorted(EXPLANATIONS) == sorted(RULES)
    for code, explained in EXPLANATIONS.items():
        assert explained.why.endswith("."), code
        assert explained.mend.endswith("."), code
        assert explained.source.startswith("https://") or not explained.source, code


def test_a_source_has_a_name_of_its_own() -> None:
    sources = {explained.source for explained in EXPLANATIONS.values()}
    assert len({name_of(source) for source in sources}) == len(sources)
    assert {source.partition("#")[0] for source in sources} == {"", *NAMES}
    assert name_of("") == "Imprint"
    assert name_of("https://www.w3.org/TR/WCAG22/#page-titled") == "WCAG 2.2, page titled"


def explain(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["explain", *words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_explain_says_what_the_catalogue_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("pre-025") == 0
    said = capsys.readouterr().out
    assert said.startswith("advice[PRE-025]: type is smaller than the printer advises\n")
    assert [line.split(":")[0].strip() for line in said.splitlines()[1:]] == [
        "part",
        "why",
        "mend",
        "source",
    ]
    assert explain("SRC-001", "--json") == 0
    assert json.loads(capsys.readouterr().out)["summary"] == RULES["SRC-001"].summary
    assert explain("PRE-25") == 2
    assert "did you mean PRE-025?" in capsys.readouterr().err
