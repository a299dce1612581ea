"""Versions and files of distributions, as installers record them and as Python tells them."""

from __future__ import annotations

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from imprint.distributions import files_of, version_of


@pytest.mark.parametrize("name", ["imprint", "weasyprint", "EbookLib", "markdown_it_py", "Pillow"])
def test_versions_are_those_that_python_tells(name: str) -> None:
    assert version_of(name) == metadata.version(name)


def test_files_are_those_that_were_installed() -> None:
    folder, files = files_of("fontpkg-eb-garamond")
    assert all((folder / file).exists() for file in files if file.suffix == ".ttf")
    assert {str(file) for file in files} == {
        str(file) for file in metadata.files("fontpkg-eb-garamond") or ()
    }


def test_what_is_not_installed_has_neither() -> None:
    assert version_of("no-such-distribution") == ""
    assert files_of("no-such-distribution")[1] == ()


def test_a_distribution_in_an_archive_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "packed.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("packed-2.5.dist-info/METADATA", "Metadata-Version: 2.1\nName: packed\n")
        file.writestr("packed-2.5.dist-info/RECORD", "")
    monkeypatch.setattr(sys, "path", [str(archive), *sys.path])
    assert version_of("packed") in ("2.5", metadata.version("packed"))


def test_of_two_the_one_that_is_imported_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, version in (("first", "1.0"), ("second", "2.0")):
        (tmp_path / folder / f"Some_Thing-{version}.dist-info").mkdir(parents=True)
    record = tmp_path / "first" / "Some_Thing-1.0.dist-info" / "RECORD"
    record.write_text('"a, b.ttf",,\nsome/thing.py,sha256=x,1\n\n', encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "first"), str(tmp_path / "second")])
    assert version_of("some.thing") == "1.0"
    assert [str(file) for file in files_of("some-thing")[1]] == ["a, b.ttf", "some/thing.py"]
