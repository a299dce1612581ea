"""Whatever is changed in a finished e-book, in its text or beside it, is found and named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.checks.test_agreement import Built

import imprint
from imprint.build import write_artifacts
from imprint.build.checking import report_publication
from imprint.diagnostics import Finding
from imprint.model.parts import Part

pytestmark = pytest.mark.slow

CONFIGURATION = """
title = "Low Water"
author = "Ann Author"
lang = "en"
date = "2026-03-20"
layout = "novel"
contents = ["source/tide.md", "source/boat.md"]
"""
FILES = {
    "imprint.toml": CONFIGURATION,
    "source/tide.md": "# The Tide\n\nThe water *went* out.\n\nIt came back.\n",
    "source/boat.md": "# The Boat\n\nIt floats.\n",
}
Members = dict[str, bytes]
PARTS = frozenset(Part) - {Part.VALID, Part.WELL_SET}


@pytest.fixture(scope="module")
def made() -> tuple[imprint.Publication, imprint.Build]:
    publication = imprint.read_files(FILES)
    return publication, imprint.build_artifacts(publication, targets=("epub", "onix"))


@pytest.fixture
def built(made: tuple[imprint.Publication, imprint.Build], tmp_path: Path) -> Built:
    publication, build = made
    write_artifacts(build.artifacts, tmp_path, pages=build.pages)
    return Built(tmp_path, publication)


def changed(built: Built, change: Callable[[Members], object]) -> tuple[Finding, ...]:
    """What is found when the members of the e-book are changed, and the manifest with them."""
    path = built.path(".epub")
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    before = dict(members)
    change(members)
    assert members != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    manifest = built.folder / "manifest.json"
    facts = json.loads(manifest.read_text("utf-8"))
    content = path.read_bytes()
    facts["artifacts"][path.name] |= {"sha256": sha256(content).hexdigest(), "size": len(content)}
    manifest.write_text(json.dumps(facts), "utf-8")
    return built.check()


def put(end: str, old: str, new: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        (name,) = (name for name in members if name.endswith(end))
        assert old in members[name].decode()
        members[name] = members[name].decode().replace(old, new, 1).encode()

    return change


def add(end: str, text: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        name = next(name for name in members if name.endswith(end))
        members[name] += text.encode()

    return change


def drop(end: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        del members[next(name for name in members if name.endswith(end))]

    return change


SABOTAGES: dict[str, tuple[Callable[[Members], object], set[str], str]] = {
    "words of a stylesheet": (
        add(".css", 'p::after { content: " Buy more" }'),
        {"WHL-016"},
        "p::after { content:",
    ),
    "a paragraph that a stylesheet hides": (
        add(".css", "p + p { display: none }"),
        {"WHL-016", "WHL-017"},
        "“It came back.” is not seen (display: none)",
    ),
    "a class": (put("chapter-1.xhtml", 'class="', 'class="other '), {"WHL-016"}, "chapter-1.xhtml"),
    "a style": (
        put("chapter-1.xhtml", "<em>", '<em style="visibility: hidden">'),
        {"WHL-017"},
        "“went” is made invisible",
    ),
    "a script": (
        put("chapter-1.xhtml", "</head>", "<script/></head>"),
        {"A11-082", "SHP-026"},
        "script",
    ),
    "a stylesheet dropped": (drop(".css"), {"SHP-017"}, ".css"),
    "a font dropped": (drop(".ttf"), {"SHP-017"}, ".ttf"),
    "a font that is none": (
        lambda members: members.update(
            {next(n for n in members if n.endswith(".ttf")): b"no font"}
        ),
        {"SHP-028"},
        "is none",
    ),
    "a font of another cut": (
        lambda members: members.update(
            {one: members[other] for one, other in [[n for n in members if n.endswith(".ttf")][:2]]}
        ),
        {"WHL-016"},
        ".ttf is another file",
    ),
    "a file more": (
        lambda members: members.update({"META-INF/extra.txt": b"1"}),
        {"WHL-016"},
        "META-INF/extra.txt is in it",
    ),
    "the contents for older readers": (
        put("toc.ncx", "chapter-2.xhtml#chapter-2", "chapter-1.xhtml#chapter-1"),
        {"A11-073"},
        "“The Boat” leads to EPUB/chapter-1.xhtml",
    ),
    "the title of those": (put("toc.ncx", ">The Boat<", ">The Goat<"), {"WHL-016"}, "toc.ncx"),
    "the direction of reading": (
        put("content.opf", "<spine", '<spine page-progression-direction="rtl"'),
        {"WHL-016"},
        "content.opf",
    ),
    "a property of the manifest": (
        put("content.opf", ' properties="cover-image"', ""),
        {"WHL-016"},
        "content.opf",
    ),
    "the licence of a font": (add(".txt", "Mine."), {"WHL-016"}, "Mine."),
    "the container": (
        put("container.xml", "<rootfiles>", "<!-- x --><rootfiles>"),
        {"WHL-016"},
        "container.xml",
    ),
}


@pytest.mark.parametrize("name", SABOTAGES)
def test_what_is_changed_in_an_ebook_is_found(built: Built, name: str) -> None:
    change, codes, said = SABOTAGES[name]
    findings = changed(built, change)
    assert {finding.code for finding in findings} == codes, [str(f) for f in findings]
    assert any(said in finding.what for finding in findings), [str(f) for f in findings]


def test_how_it_is_packed_is_another_question(built: Built) -> None:
    path = built.path(".epub")
    written = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(written, "w") as copy:
        for info in archive.infolist():
            content = archive.read(info)
            if info.filename != "mimetype":
                info.compress_type = zipfile.ZIP_STORED
            copy.writestr(info, content)
    path.write_bytes(written.getvalue())
    (finding,) = built.check()
    assert finding.code == "AGR-008"


def test_what_a_layout_hides_is_found(tmp_path: Path) -> None:
    """The build has made just what the publication is; nobody reads the text all the same."""
    css = "p { display: none }"
    hiding = imprint.read_files({**FILES, "layouts/novel/epub/ours.css": css})
    build = imprint.build_artifacts(hiding, targets=["epub"])
    write_artifacts(build.artifacts, tmp_path)
    findings = Built(tmp_path, hiding).check()
    assert {finding.code for finding in findings} == {"WHL-017"}
    assert any(finding.where.file == "source/tide.md" for finding in findings)


def test_other_libraries_are_a_reason_not_to_look(built: Built) -> None:
    manifest = built.folder / "manifest.json"
    facts = json.loads(manifest.read_text("utf-8"))
    facts["tools"]["ebooklib"] = "0.1"
    manifest.write_text(json.dumps(facts), "utf-8")
    report = report_publication(built.publication, built.folder, parts=PARTS)
    assert report.findings == ()
    assert any("file by file" in missed.what for missed in report.not_run)
