"""The preflight where it is asked for: of a publication, and of a file alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checks.preflight.specimens import drawing

from imprint.build.checking import check_files
from imprint.cli import main
from imprint.diagnostics import ExitCode


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "book.pdf"
    path.write_bytes(drawing(b"1 0 0 rg 100 200 30 30 re f", count=24))
    return path


def preflight(path: Path, profile: str = "") -> list[str]:
    found = check_files([path], profile=profile)
    return [finding.code for finding in found if finding.code.startswith("PRE")]


def test_a_file_alone_is_held_against_the_profile_that_is_named(file: Path) -> None:
    assert preflight(file) == []
    assert preflight(file, "kdp-paperback") == ["PRE-033"]


def test_a_file_for_reading_is_left_alone_unless_a_profile_is_named(file: Path) -> None:
    import pikepdf

    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript)
        pdf.save(file)
    assert preflight(file) == ["PRE-043"]
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata() as packet:
            packet["pdfuaid:part"] = "1"
        pdf.save(file)
    assert preflight(file) == []
    assert "PRE-043" in preflight(file, "offset")


def test_a_cover_has_other_rules(file: Path) -> None:
    cover = file.rename(file.with_name("book-cover.pdf"))
    assert preflight(cover, "kdp-paperback") == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--profile", "ingramspark"], ExitCode.CHECKS_FAILED, "error[PRE-032]"),
        (["--profile", "kdp-paperback"], ExitCode.GOOD, "warning[PRE-033]"),
        (["--profile", "nobody"], ExitCode.USAGE, "choose among generic, ingramspark"),
    ],
)
def test_the_command_line(
    file: Path, arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", str(file), *arguments])
    assert ended.value.code == code
    assert said in capsys.readouterr().err


def test_a_publication_has_its_profile_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", str(tmp_path), "--profile", "offset"])
    assert ended.value.code == ExitCode.USAGE
    assert "--set" in capsys.readouterr().err
