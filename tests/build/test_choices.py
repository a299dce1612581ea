"""Names that there are not are told all at once, by a build as by a check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import imprint
from imprint import cli
from imprint.build.checking import check_publication
from imprint.build.choices import chosen_layout, unknown_shops
from imprint.diagnostics import Finding, PublicationError

CONFIGURATION = """
title = "The Sea"
lang = "en"
shops = ["kobo", "corner", "appel"]
layout = "{layout}"
imprint-page = "{pack}"
[formats.print]
profile = "{profile}"
"""
WRONG = {"layout": "novel", "pack": "web-artikle", "profile": "kdp-paperbak"}
SAID = [
    ("IMP-003", "web-artikle", "write web-article", 6),
    ("CFG-005", "kdp-paperbak", "write kdp-paperback", 8),
    ("CFG-005", "corner", "write one of ", 4),
    ("CFG-005", "appel", "write apple", 4),
]


def publication(**names: str) -> imprint.Publication:
    toml = CONFIGURATION.format(**{**WRONG, **names})
    return imprint.read_files({"imprint.toml": toml, "source/1.md": "# One\n\nText.\n"})


def assert_said(findings: Sequence[Finding], said: Sequence[tuple[str, str, str, int]]) -> None:
    assert [(f.code, f.where.line) for f in findings] == [(code, line) for code, *_, line in said]
    for finding, (_, name, mend, _) in zip(findings, said, strict=True):
        assert name in finding.what
        assert finding.mend.startswith(mend)


@pytest.mark.parametrize("targets", [("epub",), ("print",), ("cover",), ("epub", "print", "onix")])
def test_a_build_tells_all_of_them(targets: tuple[str, ...]) -> None:
    with pytest.raises(PublicationError) as stopped:
        imprint.build_artifacts(publication(), targets=targets)
    assert_said(stopped.value.findings, SAID)


def test_a_check_tells_the_same(tmp_path: Path) -> None:
    with pytest.raises(PublicationError) as stopped:
        check_publication(publication(), tmp_path)
    assert_said(stopped.value.findings, SAID)


def test_records_tell_those_that_need_no_layout() -> None:
    with pytest.raises(PublicationError) as stopped:
        imprint.build_artifacts(publication(), targets=["jsonld"])
    assert_said(stopped.value.findings, SAID[1:])


def test_an_unknown_layout_hides_none_of_the_others() -> None:
    with pytest.raises(PublicationError) as stopped:
        chosen_layout(publication(layout="nouvel"))
    layout, *others = stopped.value.findings
    assert (layout.code, layout.where.line) == ("LAY-001", 5)
    assert_said(others, SAID[1:])


@pytest.mark.parametrize("broken", [False, True])
def test_the_command_line_tells_all_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, broken: bool
) -> None:
    (tmp_path / "imprint.toml").write_text(CONFIGURATION.format(**WRONG), "utf-8")
    (tmp_path / "source").mkdir()
    picture = "![A boat](boat.png)\n" if broken else ""
    (tmp_path / "source" / "1.md").write_text(f"# One\n\nText.\n\n{picture}", "utf-8")
    told = []
    for words in (["build", str(tmp_path), "--to", "epub"], ["check", str(tmp_path)]):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == cli.ExitCode.PUBLICATION_HAS_ERRORS
        told.append(capsys.readouterr().err)
    for err in told:
        assert [err.count(code) for code in ("IMP-003", "CFG-005")] == [1, 3]
        assert ("boat.png" in err) is broken
    assert told[0].replace("; nothing was written", "") == told[1]


def test_what_there_is_is_no_mistake() -> None:
    assert unknown_shops(("kobo", "apple")) == ()
    hostile = "<b>&\U0001f600" + "x" * 10_000
    (finding,) = unknown_shops((hostile,))
    assert len(finding.what) < 120
    assert chosen_layout(
        imprint.read_files({"a.md": "---\ntitle: A\nimprint-page: us\n---\n\nText.\n"})
    )
