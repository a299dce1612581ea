"""The real validators judge finished files, and a fault is traced back to the manuscript."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sysconfig
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pytest
from tests.validators import ace

import imprint
from imprint.build import MANIFEST, page_map_of
from imprint.build.checking import report_files, report_publication
from imprint.checks.agreement import Finished
from imprint.checks.report import NotRun
from imprint.checks.valid import check_valid, java
from imprint.checks.valid.ace import check_with_ace, tell_ace
from imprint.checks.valid.origins import Origins, elements_at
from imprint.checks.valid.wording import in_plain_words, subject_of_clause
from imprint.cli import main
from imprint.diagnostics import NOWHERE, Finding, Place
from imprint.model.parts import Part

CONFIGURATION = """
title = "The Lamp Room"
author = "Ann Author"
lang = "en-GB"
date = "2026-03-04"
publisher = "Harbour Press"
rights = "© 2026 Ann Author"
layout = "novel"
targets = "epub, print, screen, archive, onix"
"""
ONE = "# One\n\nA lamp was lit.\n\nIt burned *all night*.\n"
TWO = "# Two\n\nIt went out.\n"


def _changed(content: bytes, end: str, change: Callable[[str], str]) -> bytes:
    """An EPUB with another text in the file whose name ends so."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith(end):
                text = change(data.decode())
                assert text != data.decode()
                data = text.encode()
            new.writestr(info, data)
    return written.getvalue()


def _edited(content: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf)
        pdf.save(written)
    return written.getvalue()


def _untagged(number: int) -> Callable[[pikepdf.Pdf], None]:
    """Something is drawn on a page outside of all tags."""
    return lambda pdf: pdf.pages[number].contents_add(b"q 10 10 20 20 re f Q")


def _unmarked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


@pytest.fixture(scope="module")
def publication() -> imprint.Publication:
    return imprint.read_files(
        {"imprint.toml": CONFIGURATION, "source/1.md": ONE, "source/2.md": TWO}
    )


@pytest.fixture(scope="module")
def folder(publication: imprint.Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    built = imprint.build_artifacts(publication, targets=publication.targets)
    imprint.write_artifacts(built.artifacts, folder, pages=built.pages)
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".json"}


def _need_java() -> None:
    if java.missing() or find_spec("onixcheck") is None:
        reason = "validators are not installed: pip install 'imprint[check]'"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@pytest.mark.slow
def test_each_validator_finds_its_fault_and_none_where_there_is_none(
    publication: imprint.Publication, folder: Path, tmp_path: Path
) -> None:
    _need_java()
    good = _files(folder)
    clean = report_publication(publication, folder, parts={Part.VALID})
    assert [f for f in clean.findings if f.code.startswith("VAL-00") and f.code < "VAL-005"] == []
    assert {
        "EPUBCheck on the-lamp-room.epub",
        "veraPDF (ua1) on the-lamp-room-screen.pdf",
        "veraPDF (2a) on the-lamp-room-archive.pdf",
        "onixcheck on the-lamp-room.onix.xml",
    } <= {ran.what for ran in clean.ran}

    spoiled = shutil.copytree(folder, tmp_path / "spoiled")
    text = next(name for name in _members(good["the-lamp-room.epub"]) if "chapter" in name)
    epub = _changed(
        good["the-lamp-room.epub"],
        text,
        lambda page: page.replace("<em>all", '<a href="#nowhere">so</a> <em>all'),
    )
    epub = _changed(epub, ".opf", lambda opf: re.sub('prefix="', 'prefix=" ', opf))
    (spoiled / "the-lamp-room.epub").write_bytes(epub)
    pages = page_map_of(folder / MANIFEST)
    assert pages
    number = next(n for n, p in enumerate(pages) if p.start and p.start.place.file == "source/2.md")
    for end, edit in (("screen", _untagged(number)), ("archive", _unmarked)):
        path = spoiled / f"the-lamp-room-{end}.pdf"
        path.write_bytes(_edited(path.read_bytes(), edit))
    message = spoiled / "the-lamp-room.onix.xml"
    message.write_text(message.read_text("utf-8").replace("ProductForm>", "ProductFrom>"), "utf-8")

    found = report_publication(publication, spoiled, parts={Part.VALID}).findings
    by_code = {finding.code: finding for finding in found}
    assert by_code["VAL-001"].where == Place("source/1.md", 5)
    assert "EPUBCheck RSC-012" in by_code["VAL-001"].what
    assert by_code["VAL-001"].what.startswith("a link leads to a place that is not there (")
    assert "EPUBCheck OPF-004" in by_code["VAL-002"].what
    assert by_code["VAL-002"].where == Place("the-lamp-room.epub")
    of_pdfs = [finding for finding in found if finding.code == "VAL-003"]
    (untagged,) = [f for f in of_pdfs if "the-lamp-room-screen.pdf" in f.what]
    assert "PDF/UA-1" in untagged.what
    assert "veraPDF 7.1-3" in untagged.what
    assert untagged.where == Place("source/2.md", 1)
    assert f"page {pages.pages[number].label}, {number + 1} in the file" in untagged.what
    assert any("PDF/A-2a" in f.what and "archive.pdf" in f.what for f in of_pdfs)
    assert "ProductFrom" in by_code["VAL-004"].what
    assert by_code["VAL-004"].where.file == "the-lamp-room.onix.xml"
    assert by_code["VAL-004"].where.line > 1


def _members(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return sorted(book.namelist())


@pytest.mark.slow
def test_files_alone_are_held_against_what_they_state(folder: Path, tmp_path: Path) -> None:
    _need_java()
    broken = tmp_path / "broken.epub"
    broken.write_bytes(b"no book")
    pdf = tmp_path / "broken.pdf"
    pdf.write_bytes((folder / "the-lamp-room-screen.pdf").read_bytes()[:3000])
    paths = [broken, pdf, *(folder / f"the-lamp-room-{t}.pdf" for t in ("print", "screen"))]
    # Two files of one name are two files.
    whole = tmp_path / "whole" / "broken.epub"
    whole.parent.mkdir()
    whole.write_bytes((folder / "the-lamp-room.epub").read_bytes())
    report = report_files([whole, *paths], parts={Part.VALID})
    assert [
        f for f in report_files([whole], parts={Part.VALID}).findings if "Ace" not in f.what
    ] == []
    assert {ran.what for ran in report.ran} - {"Ace on broken.epub"} == {
        "EPUBCheck on broken.epub",
        "veraPDF (ua1) on the-lamp-room-screen.pdf",
    }
    found = [f for f in report.findings if "Ace" not in f.what]
    assert {finding.code for finding in found} == {"VAL-001"}
    assert all("EPUBCheck PKG" in finding.what for finding in found)
    assert all("(broken.epub); EPUBCheck" in finding.what for finding in found)  # and no copy of it


@pytest.mark.slow
def test_ace_judges_where_it_is_installed(folder: Path) -> None:
    content = (folder / "the-lamp-room.epub").read_bytes()
    assert ace(content) == []
    spoiled = _changed(
        content,
        ".opf",
        lambda opf: re.sub(r"<meta property=.schema:accessMode.>.*?</meta>", "", opf),
    )
    (said,) = ace(spoiled)
    assert said.startswith("VAL-005 book.epub, EPUB/content.opf; Ace metadata-accessmode: ")


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(java, "find_spec", lambda name: None if name == "jpype" else object())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "bin"))
    (said, ace) = check_valid([Finished("a.epub", "epub", b"")])
    assert said == NotRun(
        Part.VALID,
        "EPUBCheck on a.epub",
        "the package jpype1 is not installed",
        'pip install "imprint[check]"',
    )
    assert isinstance(ace, NotRun)
    assert ace.mend == "install Node.js, then: npm install --global @daisy/ace-cli"
    (tmp_path / "node").write_text("")
    (tmp_path / "node").chmod(0o755)
    (ace,) = check_with_ace(Finished("a.epub", "epub", b""), Origins(b"", {}))
    assert isinstance(ace, NotRun)
    assert ace.mend == "npm install --global @daisy/ace-cli"


def test_a_file_that_claims_nothing_is_not_judged() -> None:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    (said,) = check_valid([Finished("a.pdf", "screen", written.getvalue())])
    assert isinstance(said, NotRun)
    assert "does not say that it is PDF/UA-1" in said.why


def test_nothing_to_judge_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java.subprocess, "run", lambda *_, **__: pytest.fail("Java was started"))
    assert check_valid([Finished("a.bib", "bibtex", b"@book{}")]) == ()
    assert check_valid([Finished("a.pdf", "print", b"%PDF-1.7")]) == ()


REPORT = {
    "assertions": [
        {
            "earl:testSubject": {"url": "EPUB/text/one.xhtml"},
            "assertions": [
                {
                    "earl:result": {
                        "earl:outcome": "fail",
                        "dct:description": "Fix:\n  no alternative text",
                        "earl:pointer": {"cfi": ["/4/2[s1]/8[s1.p^]4]/2[not-ours]/1"]},
                    },
                    "earl:test": {
                        "dct:title": "image-alt",
                        "earl:impact": "critical",
                        "help": {"url": "https://example.org/image-alt"},
                    },
                },
                {
                    "earl:result": {"earl:outcome": "fail", "dct:description": "No summary"},
                    "earl:test": {"dct:title": "summary", "earl:impact": "moderate"},
                },
                {"earl:result": {"earl:outcome": "pass"}},
            ],
        }
    ]
}


def test_violations_of_ace_are_traced() -> None:
    places = {"s1": Place("source/1.md", 1), "s1.p]4": Place("source/1.md", 4)}
    grave, other = tell_ace(json.loads(json.dumps(REPORT)), "a.epub", Origins(b"", places))
    assert grave == Finding(
        "VAL-005",
        "a.epub, EPUB/text/one.xhtml; Ace image-alt: Fix: no alternative text",
        "see https://example.org/image-alt",
        Place("source/1.md", 4),
    )
    assert (other.code, other.where) == ("VAL-006", Place("a.epub"))


DOCUMENT = b"""<html><body id="b">
<p id="p1">One <em>word</em></p> <p id="p2">Two</p>
<p>Three</p></body></html>"""


@pytest.mark.parametrize(
    ("line", "column", "ids"),
    [
        (1, 20, ("b",)),
        (2, 12, ("p1", "b")),
        (2, 20, ("p1", "b")),
        (2, 48, ("p2", "b", "p1")),
        (3, 5, ("b", "p2", "p1")),
        (2, 0, ("b", "p2", "p1")),
    ],
)
def test_the_elements_at_a_position(line: int, column: int, ids: tuple[str, ...]) -> None:
    assert elements_at(DOCUMENT, line, column) == ids


def test_what_is_no_document_has_no_place() -> None:
    places = {"b": Place("1.md", 1)}
    assert elements_at(b"<p id='a'>&no; <", 1, 90) == ("a",)
    assert Origins(b"no archive", places).place("EPUB/a.xhtml", 1, 1) == NOWHERE
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as book:
        book.writestr("a.xhtml", DOCUMENT)
    origins = Origins(written.getvalue(), places)
    assert origins.place("a.xhtml", 3, 5) == Place("1.md", 1)
    assert origins.place("b.xhtml", 3, 5) == NOWHERE
    assert origins.place("a.xhtml", 0, 0) == NOWHERE


def test_rules_are_told_in_plain_words() -> None:
    assert in_plain_words("RSC-012")[0] == "a link leads to a place that is not there"
    assert in_plain_words("OPF-999") == in_plain_words("OPF")
    assert in_plain_words("XXX-001")[0]
    assert subject_of_clause("ua1", "7.21.5-1") == "a font or its characters are"
    assert subject_of_clause("2a", "6.2.11.5-1") == "a font or its characters are"
    assert subject_of_clause("ua1", "7.1-3") != subject_of_clause("ua1", "7.18.1-2")
    assert subject_of_clause("2a", "9-1") == "something is"


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.slow
def test_the_command_reports_allows_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book"
    (book / "source").mkdir(parents=True)
    (book / "source" / "1.md").write_text(ONE, "utf-8")
    configuration = book / "imprint.toml"
    configuration.write_text(CONFIGURATION, "utf-8")
    assert run("build", book, "--to", "epub,print", "--quiet") == 0
    own = ("check", book, "--part", "printable,agreement")
    capsys.readouterr()
    assert run(*own) == 0
    assert capsys.readouterr().err == (
        "printable: nothing found\nagreement: nothing found\nnothing found\n"
    )

    changed = (*own, "--set", "title=Another")
    log, facts = tmp_path / "log" / "a.sarif", tmp_path / "a.json"
    assert run(*changed, "--sarif", log, "--json-file", facts) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "error[AGR-001]" in said.err
    results = json.loads(log.read_text("utf-8"))["runs"][0]["results"]
    found = json.loads(facts.read_text("utf-8"))
    assert {r["ruleId"] for r in results} == {f["code"] for f in found["findings"]}
    assert found["counts"]["error"] == len([f for f in found["findings"] if f["part"]])
    assert "seconds" not in found["parts"]["agreement"]
    assert run(*changed, "--json", "--verbose") == 3
    printed = json.loads(capsys.readouterr().out)
    assert "seconds" in printed["parts"]["agreement"]
    assert printed["findings"] == found["findings"]

    codes = sorted({finding["code"] for finding in found["findings"]})
    entries = "".join(f'[[allow]]\ncode = "{code}"\nreason = "A test"\n' for code in codes)
    configuration.write_text(f"{CONFIGURATION}{entries}", "utf-8")
    assert run(*changed) == 0
    said = capsys.readouterr()
    assert "allowed[AGR-001]" in said.err
    assert "  reason: A test\n" in said.err
    assert run(*own) == 0
    assert "warning[ALW-001]" in capsys.readouterr().err
    assert run(*own[:2], "--part", "well") == 2
    assert run(*own, "--sarif", tmp_path / "a.json" / "b") == 1
    assert "OUT-001" in capsys.readouterr().err
