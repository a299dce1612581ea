"""What is text and what is not; what the report says of a book, and the command of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.checks.typography.specimens import (
    book,
    full,
    looked_at,
    page,
    paragraph,
    pdf,
)

import imprint
from imprint.build.checking import typography_of_files
from imprint.checks.typography import check_typography
from imprint.cli import main
from imprint.diagnostics import ExitCode, Place
from imprint.model.pages import Page, PageMap, PageStart, Side


def test_letters_that_are_set_apart_are_no_loose_lines() -> None:
    line = "tide rope stone gale verse lane"
    pages = [[f"{line}|"] * 20] * 8
    spaced = check_typography(pdf(pages, tracking=4), name="a.pdf")
    assert spaced.justified
    assert "TYP-008" not in spaced.counts
    assert "TYP-008" in check_typography(pdf(pages), name="a.pdf").counts


def test_a_drawing_between_paragraphs_is_no_gap() -> None:
    specimen = [*paragraph(8), "", "", *paragraph(10)]
    y = 570 - 14 * 8.5
    line = f"50 {y} 300 1 re f\n".encode()
    assert dict(looked_at(specimen).counts) == {"TYP-017": 1}
    assert looked_at(specimen, drawing=line).faults == ()


def test_verse_is_no_paragraph() -> None:
    words = ("stone", "lane", "horse", "so", "I", "shore", "oh")
    verse = [f"{word} and the tide" for word in words] * 3
    assert looked_at(verse[:20], verse[:19]).faults == ()


def test_text_that_is_not_justified_is_left_alone() -> None:
    ragged = [
        [line.rstrip("|")[: 40 + (at * 7 + number * 5) % 19] for at, line in enumerate(full(20))]
        for number in range(8)
    ]
    report = check_typography(pdf(ragged), name="a.pdf")
    assert not report.justified
    assert report.faults == ()
    assert "too little justified text" in str(report)


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_what_cannot_be_opened_has_no_report(content: bytes) -> None:
    report = check_typography(content, name="a.pdf")
    assert (report.pages, report.faults) == (0, ())
    assert str(report) == "typography: a.pdf has no text"


@pytest.mark.parametrize("lines", [[], ["I"], ["# "], ['()\\ <&>" “'], [">|"], ["x" * 2000]])
def test_odd_pages_do_no_harm(lines: list[str]) -> None:
    assert check_typography(pdf([lines]), name="a.pdf").pages == 1
    assert looked_at(lines, [], lines).pages == 9


def test_pages_are_named_as_the_map_names_them() -> None:
    made = book(page(), paragraph(20, last="so."))
    mapped = PageMap(
        tuple(
            Page(
                label=f"x{at}",
                section="a",
                side=Side.RECTO if at % 2 == 0 else Side.VERSO,
                start=PageStart("a", 0, "", Place("one.md", at + 1)),
            )
            for at in range(len(made))
        )
    )
    report = check_typography(pdf(made), name="a.pdf", pages=mapped)
    (finding,) = report.findings()
    assert "(page x7, 8 in the file)" in finding.what
    assert finding.where == Place("one.md", 8)


def test_counts_are_told_in_a_hundred_pages() -> None:
    report = looked_at(paragraph(20, last="so."), paragraph(20, last="I."), clean=8)
    assert report.per_hundred() == report.per_hundred("TYP-007") == 20
    assert str(report) == "typography: book.pdf, 10 pages: 2 runts; 20.0 in 100 pages"
    assert list(report.table) == ["TYP-007      2 runts                        20.0 in 100 pages"]


def test_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf(book(paragraph(20, last="so."))))
    monkeypatch.setattr("imprint.build.checking._preflight", lambda *_: ())
    assert run("check", str(path)) is ExitCode.GOOD
    said = capsys.readouterr().err
    assert "typography: book.pdf, 7 pages: 1 runt; 14.3 in 100 pages" in said
    assert "TYP-007" not in said
    assert run("check", str(path), "--typography") is ExitCode.GOOD
    said = capsys.readouterr().err
    assert "TYP-007      1 runt" in said
    assert "advice[TYP-007]" in said
    assert run("check", str(path), "--json") is ExitCode.GOOD
    facts = json.loads(capsys.readouterr().out)
    assert facts["typography"] == [{"file": "book.pdf", "pages": 7, "counts": {"TYP-007": 1}}]


def run(*arguments: str) -> ExitCode:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return ExitCode(left.value.code or 0)


def test_covers_and_other_files_are_left_out(tmp_path: Path) -> None:
    for name in ("a-cover.pdf", "a.epub"):
        (tmp_path / name).write_bytes(b"")
    paths = [tmp_path / name for name in ("a-cover.pdf", "a.epub", "none.pdf")]
    assert typography_of_files(paths) == ()


@pytest.mark.slow
def test_a_book_of_our_own_press() -> None:
    words = "The lighthouse keeper considered extraordinary circumstances without apprehension. "
    files: dict[str, str | bytes] = {
        "imprint.toml": 'title = "A Book"\nlang = "en"\n[layout]\nname = "novel"\n'
        'trim = "5in 8in"\nchapter-opening = "next"\n',
        **{
            f"source/{n}.md": f"# Chapter {n}\n\n" + "\n\n".join(words * (3 + (n + m) % 5)
            for m in range(14)) for n in range(1, 6)
        },
    }  # fmt: skip
    kept = built(files)
    assert not {"TYP-001", "TYP-002", "TYP-014", "TYP-017"} & set(kept)
    files["layouts/novel/print/own.css"] = "p { widows: 1 !important; orphans: 1 !important }"
    assert {"TYP-001", "TYP-002"} <= set(built(files))


def built(files: dict[str, str | bytes]) -> dict[str, int]:
    made = imprint.build_artifacts(imprint.read_files(files), targets=["print"])
    report = check_typography(made.artifacts[0].content, name="book.pdf", pages=made.pages)
    assert report.justified
    return dict(report.counts)
