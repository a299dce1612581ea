"""Whatever `imprint check` is given, it ends with a report and its code, and never by a fault."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from tests.checks.accessibility.specimens import book
from tests.checks.preflight.specimens import drawing

from imprint.cli import main
from imprint.diagnostics import ExitCode

# Those that start no validator.
PARTS = "whole,true,printable,well-set,agreement,shops"
TOML = 'title = "A"\nlang = "en"\n'


def locked() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawing(b"", count=2))) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return written.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "nothing").mkdir()
    (folder / "no-manuscript").mkdir()
    (folder / "no-manuscript" / "imprint.toml").write_text(TOML, "utf-8")
    (folder / "not-built").mkdir()
    (folder / "not-built" / "a.md").write_text("---\ntitle: A\nlang: en\n---\nText.\n", "utf-8")
    (folder / "folder.epub").mkdir()
    (folder / "empty.md").write_bytes(b"")
    (folder / "empty.epub").write_bytes(b"")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "a.epub").write_bytes(book())
    (folder / "b.epub").write_bytes(book({"book.opf": ("The Tide", "The Ebb")}))
    (folder / "cut.epub").write_bytes(book()[:900])
    whole = drawing(b"BT ET", count=24)
    (folder / "a.pdf").write_bytes(whole)
    (folder / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (folder / "locked.pdf").write_bytes(locked())
    (folder / "noise.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "a.json").write_text("[[[{}]]]", "utf-8")
    (folder / "a.xml").write_text("<!DOCTYPE x [<!ENTITY y SYSTEM 'z'>]><x>&y;</x>", "utf-8")
    (folder / "manifest.json").write_text('{"artifacts": {"a.epub": 7}}', "utf-8")
    return folder


ERRORS, FAILED = ExitCode.PUBLICATION_HAS_ERRORS, ExitCode.CHECKS_FAILED
GIVEN: dict[str, tuple[list[str], int, set[str]]] = {
    "an empty folder": (["nothing"], ERRORS, {"SRC-001"}),
    "a folder without a manuscript": (["no-manuscript"], ERRORS, {"SRC-011"}),
    "a publication that was not built": (["not-built/a.md"], ERRORS, {"AGR-008"}),
    "an empty manuscript": (["empty.md"], ERRORS, {"SRC-002"}),
    "a file that there is not": (["gone.md"], ERRORS, {"SRC-001"}),
    "an e-book that there is not": (["gone.epub"], FAILED, {"AGR-007"}),
    "a folder with an e-book's name": (["folder.epub"], FAILED, {"AGR-007"}),
    "an empty e-book": (["empty.epub"], FAILED, {"AGR-007"}),
    "an e-book that is cut short": (["cut.epub"], FAILED, {"AGR-007"}),
    "an empty PDF": (["empty.pdf"], FAILED, {"PRE-001", "AGR-007"}),
    "a PDF that is cut short": (["cut.pdf"], FAILED, {"PRE-001"}),
    "a PDF with a password": (["locked.pdf"], FAILED, {"AGR-007"}),
    "noise": (["noise.pdf"], FAILED, {"PRE-001", "AGR-007"}),
    "two e-books that differ": (["a.epub", "b.epub"], FAILED, {"AGR-001"}),
    "one e-book twice": (["a.epub", "a.epub"], ExitCode.GOOD, set()),
    "an e-book and a PDF with a password": (
        ["a.epub", "locked.pdf"], FAILED, {"AGR-007"},
    ),
    "a manifest alone": (["manifest.json"], ERRORS, {"AGR-008"}),
    "JSON of no record": (["a.json", "a.epub"], FAILED, {"AGR-007"}),
    "XML that fetches something": (["a.xml"], FAILED, {"AGR-007"}),
}  # fmt: skip


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["check", *words])
    return int(ended.value.code or 0)


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_given_is_reported(
    name: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths, code, codes = GIVEN[name]
    monkeypatch.chdir(folder)
    log, facts = tmp_path / "a.sarif", tmp_path / "a.json"
    written = ("--sarif", str(log), "--json-file", str(facts))
    assert run(*paths, "--part", PARTS, *written) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "imprint has a fault" not in said.err
    told = json.loads(facts.read_text("utf-8"))
    errors = {f["code"] for f in told["findings"] if f["severity"] == "error"}
    assert errors == codes
    assert all(f["what"] and f["mend"] for f in told["findings"])
    results = json.loads(log.read_text("utf-8"))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [f["code"] for f in told["findings"]]
    assert run(*paths, "--part", PARTS, "--json") == code
    assert json.loads(capsys.readouterr().out) == told


def test_a_manifest_of_another_form_is_no_manifest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run("not-built/a.md", "--out", ".", "--part", "agreement") == ERRORS


def test_what_was_not_compared_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run("a.pdf", "--part", "whole,valid") == ExitCode.GOOD
    said = capsys.readouterr().err
    assert "whole: not run\nvalid: not run\n" in said
    assert "not run: the comparison of the texts: it takes an EPUB and a PDF of one book" in said
    assert "2 checks not run" in said
