"""The library: values in, values out; nothing printed, nothing kept, nothing on the disk."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import imprint
from imprint import _HOMES

ESSAY = (
    "---\ntitle: An Essay\nauthor: Ann Author\nlang: en\n---\nA text that never touches the disk.\n"
)


def test_the_public_names_are_sorted_and_there() -> None:
    assert imprint.__all__ == sorted(imprint.__all__, key=lambda n: (not n.isupper(), n))
    assert sorted(imprint.__all__) == sorted(name for names in _HOMES.values() for name in names)
    for name in imprint.__all__:
        assert getattr(imprint, name) is not None
    with pytest.raises(AttributeError):
        _ = imprint.nothing  # type: ignore[attr-defined]


@pytest.mark.slow
def test_a_text_in_memory_becomes_both_books(capsys: pytest.CaptureFixture[str]) -> None:
    publication = imprint.read_files({"essay.md": ESSAY})
    events: list[imprint.Event] = []
    built = imprint.build_artifacts(publication, listener=events.append)
    assert [artifact.name for artifact in built.artifacts] == ["essay.epub", "essay-print.pdf"]
    assert built.artifacts[0].content.startswith(b"PK")
    assert built.artifacts[1].content.startswith(b"%PDF")
    assert {event.target for event in events} == {"epub", "print"}
    assert capsys.readouterr() == ("", "")


def test_findings_are_values() -> None:
    with pytest.raises(imprint.PublicationError) as stopped:
        imprint.read_files({"essay.md": ESSAY + "\n[x](#y)\n"})
    (finding,) = stopped.value.findings
    assert finding.severity is imprint.Severity.ERROR
    assert finding.where == imprint.Place("essay.md", 8)


@pytest.mark.slow
def test_the_same_source_gives_the_same_bytes() -> None:
    def make() -> list[str]:
        built = imprint.build_artifacts(imprint.read_files({"essay.md": ESSAY}))
        return [artifact.digest for artifact in built.artifacts]

    assert make() == make()


@pytest.mark.slow
def test_a_moment_given_is_the_moment_stated() -> None:
    publication = imprint.read_files({"essay.md": ESSAY})
    moments = [datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC)]
    one, two = (
        imprint.build_artifacts(publication, targets=["epub"], modified=moment).artifacts[0]
        for moment in moments
    )
    assert one.digest != two.digest


def test_files_are_written_whole_and_named_in_the_manifest(tmp_path: Path) -> None:
    built = imprint.build_artifacts(imprint.read_files({"essay.md": ESSAY}), targets=["epub"])
    written = imprint.write_artifacts(built.artifacts, tmp_path)
    assert written == [tmp_path / "essay.epub"]
    assert {path.name for path in tmp_path.iterdir()} == {"essay.epub", "manifest.json"}
    assert built.artifacts[0].digest in (tmp_path / "manifest.json").read_text()


@pytest.mark.slow
def test_an_epub_alone_never_imports_the_typesetting_engine() -> None:
    code = (
        "import sys, imprint\n"
        f"p = imprint.read_files({{'essay.md': {ESSAY!r}}})\n"
        "imprint.build_artifacts(p, targets=['epub'])\n"
        "assert not {'weasyprint', 'pikepdf'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_asking_for_help_imports_no_engine() -> None:
    code = (
        "import sys\nfrom imprint.cli import cli\n"
        "heavy = {'weasyprint', 'ebooklib', 'lxml', 'jinja2', 'markdown_it', 'babel', 'PIL'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
