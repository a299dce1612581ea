"""A publication's record, written by a command of its own or beside the books."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import imprint
from imprint import cli
from imprint.build import RECORDS, target_of
from imprint.model.publication import Publication
from imprint.model.record import Record
from imprint.readers.configuration import making
from imprint.values import replace

ESSAY = """---
title: The Sea
author: {name: Ursula Brandt, file-as: "Brandt, Ursula"}
lang: en
date: 2026-11-24
---

It was flat calm.

## Then

#### Later

It was not.
"""
FILES = {
    "jsonld": "sea.jsonld",
    "bibtex": "sea.bib",
    "csl-json": "sea.csl.json",
    "cff": "CITATION.cff",
    "onix": "sea.onix.xml",
    "onix-3.1": "sea.onix-3.1.xml",
}


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "sea.md"
    path.write_text(ESSAY, "utf-8")
    return path


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main([str(word) for word in words])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def publication(text: str = ESSAY) -> Publication:
    return imprint.read_files({"sea.md": text})


def test_every_list_of_formats_is_the_same() -> None:
    assert tuple(RECORDS) == cli.RECORDS == tuple(FILES)
    assert tuple(imprint.TARGETS) == making.TARGETS


@pytest.mark.parametrize("name", FILES)
def test_a_record_goes_to_the_standard_output(
    name: str, essay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("record", essay, "--to", name) == 0
    out, err = capsys.readouterr()
    assert "TXT-008" in err
    (artifact,) = imprint.build_artifacts(publication(), targets=[name]).artifacts
    assert out.encode() == artifact.content
    assert "The Sea" in out
    assert artifact.name == FILES[name]
    assert [path.name for path in essay.parent.iterdir()] == ["sea.md"]


def test_a_record_goes_to_a_file(essay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = essay.parent / "there" / "it.txt"
    assert run("record", essay, "--to", "bibtex", "-o", file, "--set", "title=Calm") == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert "{{Calm}}" in file.read_text("utf-8")
    assert [path.name for path in file.parent.iterdir()] == ["it.txt"]


def test_a_record_as_json_is_one_value(essay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("record", essay, "--to", "jsonld", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert json.loads(said["record"])["name"] == "The Sea"
    assert {finding["code"] for finding in said["findings"]} == {"TXT-008"}
    assert run("record", essay, "--to", "onix", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert {finding["code"] for finding in said["findings"]} > {"TXT-008", "ONX-003"}


def test_what_is_wrong_is_said_as_in_a_build(
    essay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("record", essay.parent / "none", "--to", "cff") == 1
    assert run("record", essay, "--to", "marc") == 2
    assert run("record", essay) == 2
    essay.write_text(ESSAY.replace("author", "writer"), "utf-8")
    capsys.readouterr()
    assert run("record", essay, "--to", "cff") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "CFG-003" in err


def test_a_citation_file_that_cannot_be_made_is_an_error_among_the_others() -> None:
    author = 'author: {name: Ursula Brandt, file-as: "Brandt, Ursula"}\n'
    unsigned = publication(ESSAY.replace(author, ""))
    with pytest.raises(imprint.PublicationError) as stopped:
        imprint.build_artifacts(unsigned, targets=["cff"])
    codes = [finding.code for finding in stopped.value.findings]
    assert codes.count("CIT-001") == 1
    assert set(codes) == {"CIT-001", *(finding.code for finding in unsigned.findings)}


@pytest.mark.slow
def test_records_are_targets_beside_the_books(
    essay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = essay.parent / "build"
    names = ["epub", *FILES]
    assert run("build", essay, "--to", ",".join(names), "--quiet") == 0
    files = ["sea.epub", *FILES.values()]
    assert capsys.readouterr().out.split() == [str(folder / file) for file in files]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    targets = {file: entry["target"] for file, entry in manifest["artifacts"].items()}
    assert targets == dict(zip(files, names, strict=True))
    assert run("build", essay, "--to", ",".join(names), "--quiet", "--set", "title=Calm") == 0
    for file in FILES.values():
        assert "Calm" in (folder / file).read_text("utf-8")
    capsys.readouterr()
    assert run("clean", essay) == 0
    assert not any((folder / file).exists() for file in files)


def extents(message: str) -> list[str]:
    return re.findall(r"<ExtentType>07</ExtentType>\s*<ExtentValue>(\d+)<", message)


@pytest.mark.slow
def test_a_record_knows_what_was_built_last(
    essay: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def recorded(name: str) -> str:
        assert run("record", essay, "--to", name, "--quiet") == 0
        return capsys.readouterr().out

    def claimed() -> str:
        examples = json.loads(recorded("jsonld")).get("workExample", {})
        epub = examples[0] if isinstance(examples, list) else examples
        return str(epub.get("accessibilityHazard", ""))

    assert (extents(recorded("onix")), claimed()) == ([], "")
    assert run("build", essay, "--to", "epub,print,onix,jsonld", "--quiet") == 0
    capsys.readouterr()
    folder = essay.parent / "build"
    pages = json.loads((folder / "manifest.json").read_text("utf-8"))["artifacts"]
    count = str(pages["sea-print.pdf"]["pages"])
    built = extents((folder / "sea.onix.xml").read_text("utf-8"))
    assert set(built) == set(extents(recorded("onix"))) == {count}
    assert claimed() == "none"
    _, printed = json.loads(recorded("jsonld"))["workExample"]
    assert printed["numberOfPages"] == int(count)
    assert json.loads((folder / "sea.jsonld").read_text("utf-8")) == json.loads(recorded("jsonld"))
    assert run("check", essay, "--quiet") == 0


@pytest.mark.parametrize("name", ["onix", "onix-3.1"])
def test_a_message_is_of_its_release_and_of_the_books_moment(
    name: str, essay: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("record", essay, "--to", name, "--quiet") == 0
    message = capsys.readouterr().out
    release = "3.1" if name == "onix-3.1" else "3.0"
    assert f'release="{release}"' in message
    assert "<SentDateTime>20261124T000000Z</SentDateTime>" in message
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert run("record", essay, "--to", name, "--quiet") == 0
    assert "<SentDateTime>20270115T080000Z</SentDateTime>" in capsys.readouterr().out


def test_an_extension_picks_a_record(essay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = essay.parent / "mine.bib"
    assert run("build", essay, "-o", file) == 0
    assert file.read_text("utf-8").startswith("@book{brandt2026sea,")
    assert not (essay.parent / "build" / "sea.epub").exists()
    assert run("build", essay, "-o", essay.parent / "mine.doc") == 2
    assert ".bib, .cff, .epub, .json, .jsonld, .pdf, .xml" in capsys.readouterr().err
    assert run("build", essay, "-o", file, "--only", "sea") == 2
    assert target_of(Path("A.CSL.JSON"), ()) == "csl-json"


@pytest.mark.slow
def test_records_alone_need_no_engine() -> None:
    code = (
        "import sys, imprint\n"
        f"p = imprint.read_files({{'sea.md': {ESSAY!r}}})\n"
        f"imprint.build_artifacts(p, targets={list(FILES)!r})\n"
        "assert not {'weasyprint', 'pikepdf', 'ebooklib'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_text_of_its_own_is_part_of_every_record() -> None:
    """In the EPUB's linked data too."""
    whole = publication()
    section = replace(whole.sections[0], record=Record(title="A Text of Its Own"))
    whole = replace(whole, sections=(section,))
    targets = ["epub", "jsonld", "bibtex", "csl-json"]
    built = imprint.build_artifacts(whole, targets=targets)
    epub, *records = (artifact.content for artifact in built.artifacts)
    with ZipFile(BytesIO(epub)) as archive:
        records.append(archive.read("EPUB/record.jsonld"))
    assert all(b"A Text of Its Own" in content for content in records)
