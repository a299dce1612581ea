"""A fact that is changed in a finished file is found there and named; nothing else is."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

import imprint
from imprint.build import write_artifacts
from imprint.build.checking import check_files, check_publication
from imprint.checks.facts import Unreadable
from imprint.checks.statements import statements_in
from imprint.diagnostics import Finding, PublicationError, Severity

pytestmark = pytest.mark.slow

CONFIGURATION = """
title = "The Lamp Room"
subtitle = "A History"
author = ["Ann Author", "Ben Writer"]
translator = "Tom Trans"
lang = "en-GB"
date = "2026-03-04"
publisher = "Harbour Press"
rights = "© 2026 Ann Author"
license = "CC-BY-4.0"
description = "What a lighthouse saw."
subject = ["Lighthouses"]
keywords = ["lamps", "sea"]
edition = "Second edition"
belongs-to-collection = {title = "Coasts", position = "3"}
original = {title = "Die Lampe", lang = "de"}
layout = "novel"
[formats.print]
isbn = "978-0-306-40615-7"
spine = "0.25in"
[formats.epub]
isbn = "978-3-16-148410-0"
"""
TEXT = "# One\n\nA lamp was lit.\n\n# Two\n\nIt went out.\n"
TARGETS = ("epub", "print", "archive", "cover")


@dataclass
class Built:
    """A publication that was built into a folder."""

    folder: Path
    publication: imprint.Publication

    def check(self) -> tuple[Finding, ...]:
        return check_publication(self.publication, self.folder)

    def path(self, end: str) -> Path:
        return next(path for path in self.folder.iterdir() if path.name.endswith(end))


@pytest.fixture(scope="module")
def made() -> tuple[imprint.Publication, imprint.Build]:
    publication = imprint.read_files({"imprint.toml": CONFIGURATION, "source/1.md": TEXT})
    return publication, imprint.build_artifacts(publication, targets=TARGETS)


@pytest.fixture
def built(made: tuple[imprint.Publication, imprint.Build], tmp_path: Path) -> Built:
    publication, build = made
    write_artifacts(build.artifacts, tmp_path, pages=build.pages)
    return Built(tmp_path, publication)


def in_epub(path: Path, member: str, old: str, new: str) -> None:
    """Replace a text in a member of an EPUB, which has it."""
    written = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(written, "w") as changed:
        assert any(name.endswith(member) for name in archive.namelist())
        for info in archive.infolist():
            content = archive.read(info)
            if info.filename.endswith(member):
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            changed.writestr(info, content)
    path.write_bytes(written.getvalue())


def in_information(path: Path, key: str, value: str) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo[key] = value
        pdf.save(path)


def in_packet(path: Path, key: str, value: object) -> None:
    with (
        pikepdf.open(path, allow_overwriting_input=True) as pdf,
        pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as packet,
    ):
        packet[key] = value
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as packet:
            packet[key] = value
        pdf.save(path)


def opf(old: str, new: str) -> Callable[[Built], None]:
    return lambda built: in_epub(built.path(".epub"), "content.opf", old, new)


def page(old: str, new: str) -> Callable[[Built], None]:
    return lambda built: in_epub(built.path(".epub"), "imprint.xhtml", old, new)


def information(key: str, value: str) -> Callable[[Built], None]:
    return lambda built: in_information(built.path("print.pdf"), key, value)


def packet(key: str, value: object, end: str = "archive.pdf") -> Callable[[Built], None]:
    return lambda built: in_packet(built.path(end), key, value)


TAMPERINGS: dict[str, tuple[Callable[[Built], None], str, str]] = {
    "title of the EPUB": (opf(">The Lamp Room", ">The Damp Room"), "AGR-001", "title"),
    "an author's letter": (opf(">Ben Writer<", ">Ben Wr1ter<"), "AGR-001", "authors"),
    "an author left out": (opf(">Ben Writer<", "><"), "AGR-001", "authors"),
    "the translator's role": (opf(">trl<", ">edt<"), "AGR-001", "edt"),
    "language": (opf(">en-GB</dc:language", ">en-US</dc:language"), "AGR-001", "language"),
    "publisher": (opf(">Harbour Press<", ">Harbor Press<"), "AGR-001", "publisher"),
    "date": (opf(">2026-03-04<", ">2025-03-04<"), "AGR-001", "date of publication"),
    "ISBN of the EPUB": (opf("9783161484100", "9780306406157"), "AGR-001", "ISBN"),
    "licence": (opf("licenses/by/4.0/", "licenses/by-nc/4.0/"), "AGR-001", "licence"),
    "rights": (opf("© 2026", "© 2016"), "AGR-001", "rights"),
    "description": (opf("lighthouse saw", "lighthouse ate"), "AGR-001", "description"),
    "a subject": (opf(">Lighthouses<", ">Light houses<"), "AGR-001", "subjects"),
    "edition": (opf(">Second edition<", ">Third edition<"), "AGR-001", "edition"),
    "series": (opf(">Coasts<", ">Boats<"), "AGR-001", "series"),
    "place in the series": (opf(">3<", ">4<"), "AGR-001", "place in the series"),
    "title of the original": (opf(">Die Lampe<", ">Der Lampe<"), "AGR-001", "original"),
    "ISBN on the imprint page": (page("978-0-306-40615-7", "978-0-306-40615-8"), "AGR-003", "978"),
    "name on the imprint page": (page("Tom Trans", "Tim Trans"), "AGR-003", "Tom Trans"),
    "more on the imprint page": (page("</section>", "nobody</section>"), "AGR-003", "nobody"),
    "title of the PDF": (information("/Title", "The Lamp Rooms"), "AGR-001", "title"),
    "author of the PDF": (information("/Author", "Ann Author"), "AGR-001", "authors"),
    "title in XMP": (packet("dc:title", "The Lamps"), "AGR-001", "title"),
    "publisher in XMP": (packet("dc:publisher", ["Another"]), "AGR-001", "publisher"),
    "licence in XMP": (packet("xmpRights:WebStatement", "https://x.org/"), "AGR-001", "licence"),
    "language in XMP": (packet("dc:language", ["fr"]), "AGR-001", "language"),
    **{
        f"{fact} in XMP of the {end}": (packet(key, value, f"{end}.pdf"), "AGR-001", named)
        for end in ("print", "cover")
        for fact, key, value, named in (
            ("title", "dc:title", "The Lamps", "title"),
            ("publisher", "dc:publisher", ["Another"], "publisher"),
            ("rights", "dc:rights", "© 2026 Nobody", "rights"),
            ("ISBN", "dc:identifier", "urn:isbn:9781402894626", "9780306406157"),
        )
    },
}  # fmt: skip


def _is_of_text(finding: Finding) -> bool:
    """Whether it was found as a text as well, which the imprint page is."""
    return finding.code.startswith("WHL")


def test_what_was_built_agrees(built: Built) -> None:
    assert built.check() == ()


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_fact_that_is_changed_is_found_and_named(built: Built, name: str) -> None:
    tamper, code, named = TAMPERINGS[name]
    tamper(built)
    findings = built.check()
    assert findings
    assert {finding.code for finding in findings if not _is_of_text(finding)} <= {code, "AGR-002"}
    assert any(named in finding.what for finding in findings if finding.code == code)


@pytest.mark.parametrize(
    ("key", "old", "new", "label"),
    [
        ("title", "The Lamp Room", "The Lantern Room", "title"),
        ("author", "Ben Writer", "Bea Writer", "authors"),
        ("publisher", "Harbour Press", "Haven Press", "publisher"),
        ("formats.epub.isbn", "978-3-16-148410-0", "978-1-4028-9462-6", "ISBN"),
    ],
)
def test_a_record_that_has_changed_since_is_found(
    built: Built, key: str, old: str, new: str, label: str
) -> None:
    changed = {"imprint.toml": CONFIGURATION.replace(old, new), "source/1.md": TEXT}
    built.publication = imprint.read_files(changed)
    findings = built.check()
    assert any(f.code == "AGR-001" and label in f.what for f in findings)
    assert any(f.code == "AGR-003" for f in findings), "the imprint page is stale as well"
    assert any(key.split(".", maxsplit=1)[0] in f.where.key for f in findings)


def test_a_printed_imprint_page_of_another_book_is_found(built: Built) -> None:
    other = imprint.read_files(
        {"imprint.toml": CONFIGURATION.replace("Tom Trans", "Tim Trans"), "source/1.md": TEXT}
    )
    (pdf,) = imprint.build_artifacts(other, targets=["print"]).artifacts
    built.path("print.pdf").write_bytes(pdf.content)
    findings = built.check()
    assert {f.code for f in findings if not _is_of_text(f)} == {"AGR-001", "AGR-003"}
    assert all("print.pdf" in f.what for f in findings)
    assert any("Tim Trans" in f.what for f in findings if f.code == "AGR-001")
    assert any("Tom Trans" in f.what for f in findings if f.code == "AGR-003")


def test_a_file_that_was_touched_anyhow_is_found(built: Built) -> None:
    """A fact that no check knows to read: a class in a document of the e-book."""
    in_epub(built.path(".epub"), "titlepage.xhtml", "titlepage frontmatter", "titlepage")
    (finding,) = built.check()
    assert finding.code == "WHL-016"
    assert ".epub: “" in finding.what
    assert "titlepage.xhtml reads" in finding.what


def test_a_record_that_was_touched_anyhow_is_found(built: Built) -> None:
    """Nothing in it is another fact."""
    path = built.path("archive.pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    (finding,) = built.check()
    assert finding.code == "AGR-008"
    assert "archive.pdf has been changed" in finding.what


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 2],
    "another thing": lambda content: b"<html>no</html>",
}


@pytest.mark.parametrize("end", [".epub", "print.pdf"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_named(built: Built, end: str, damage: str) -> None:
    path = built.path(end)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    findings = built.check()
    assert any(f.code == "AGR-007" and path.name in f.what for f in findings)


def test_nothing_built_is_an_error(tmp_path: Path) -> None:
    publication = imprint.read_files({"imprint.toml": CONFIGURATION, "source/1.md": TEXT})
    with pytest.raises(PublicationError) as caught:
        check_publication(publication, tmp_path)
    assert [finding.code for finding in caught.value.findings] == ["AGR-008"]


def test_files_alone_are_held_against_each_other(built: Built) -> None:
    files = [built.path(".epub"), built.path("print.pdf"), built.path("archive.pdf")]
    assert check_files(files) == ()
    in_information(files[1], "/Title", "Another Book")
    findings = check_files(files)
    assert findings
    assert all(f.severity is Severity.ERROR and "Another Book" in f.what for f in findings)
    assert [f.code for f in check_files([built.folder / "none.pdf"])] == ["AGR-007"]


def test_a_bomb_in_an_epub_is_not_unpacked(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imprint.checks.opened_epub._LARGEST", 100)
    assert any(f.code == "AGR-007" and "larger" in f.what for f in built.check())


def in_manifest(built: Built, name: str, entry: dict[str, object] | None) -> None:
    path = built.folder / "manifest.json"
    facts = json.loads(path.read_text("utf-8"))
    if entry is None:
        del facts["artifacts"][name]
    else:
        facts["artifacts"][name] |= entry
    path.write_text(json.dumps(facts), "utf-8")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (None, "is none that manifest.json tells of, and is not checked"),
        ({"target": "screen"}, "made for screen, not for print"),
    ],
)
def test_a_file_that_the_manifest_does_not_know_is_named(
    built: Built, entry: dict[str, object] | None, said: str
) -> None:
    in_manifest(built, "the-lamp-room-print.pdf", entry)
    assert any(f.code == "AGR-008" and said in f.what for f in built.check())


def test_a_book_that_is_called_a_proof_is_checked(built: Built) -> None:
    in_manifest(built, "the-lamp-room-print.pdf", {"proof": True})
    in_information(built.path("print.pdf"), "/Title", "Another Book")
    assert any(f.code == "AGR-001" and "print.pdf" in f.what for f in built.check())


def test_a_packet_that_is_damaged_is_said_once(built: Built) -> None:
    path = built.path("archive.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Metadata.write(b"<x:xmpmeta><broken")
        pdf.save(path, fix_metadata_version=False)
    (finding,) = built.check()
    assert finding.code == "AGR-007"
    assert "the metadata (XMP) of the-lamp-room-archive.pdf cannot be read" in finding.what


def test_a_packet_that_says_nothing_is_said_once(built: Built) -> None:
    path = built.path("archive.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Metadata.write(
            b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
            b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
        )
        pdf.save(path, fix_metadata_version=False)
    assert [f.what for f in built.check() if "XMP" in f.what] == [
        "the-lamp-room-archive.pdf states nothing of the publication in its XMP"
    ]


def test_a_key_that_is_there_twice_is_found() -> None:
    with pytest.raises(Unreadable, match="the key name is in it twice"):
        statements_in(b'{"name": "One", "name": "Two"}', "jsonld")
