"""What goes wrong is said with where, what and how to mend it, and leaves the last build whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imprint.cli import main
from imprint.diagnostics import ExitCode

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001737501180000000049454e44ae426082"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """An exit code and what was printed."""
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return int(stopped.value.code or 0), printed.out, printed.err


def essay(text: str, front: str = "title: T\nlang: en\n") -> str:
    return f"---\n{front}---\n{text}\n"


# A manuscript, and the findings that building it must give: code and line.
MISTAKES = {
    "a missing picture": (essay("![A](no.png)"), [("AST-001", 5)]),
    "a remote picture": (essay("![A](https://example.org/a.png)"), [("AST-004", 5)]),
    "a path out of the folder": (essay("![A](../../etc/passwd)"), [("SRC-004", 5)]),
    "an absolute path": (essay("![A](/etc/passwd)"), [("SRC-004", 5)]),
    "a picture that is not one": (essay("![A](text.png)"), [("AST-002", 5)]),
    "a truncated picture": (essay("![A](short.png)"), [("AST-003", 5)]),
    "an empty picture": (essay("![A](empty.png)"), [("AST-002", 5)]),
    "an active picture": (essay("![A](active.svg)"), [("AST-006", 5)]),
    "a broken link": (essay("One.\n\n[x](#nowhere)"), [("REF-001", 7)]),
    "a link to a file outside": (essay("[x](other.md)"), [("REF-001", 5)]),
    "a script": (essay("<script>alert(1)</script>"), [("TXT-001", 5)]),
    "a dangerous link": (essay("[x](javascript:alert(1))"), [("REF-003", 5)]),
    "a note without text": (essay("A note.[^1]"), [("TXT-004", 5)]),
    "an unknown division": (essay("::: nonsense\nA.\n:::"), [("TXT-006", 5)]),
    "one id twice": (essay("## A {#x}\n\n## B {#x}"), [("TXT-009", 7)]),
    "an unknown key": (essay("A.", "titel: T\nlang: en\n"), [("CFG-003", 2)]),
    "a wrong ISBN digit": (
        essay("A.", "title: T\nlang: en\nformats:\n  print:\n    isbn: 978-0-306-40615-8\n"),
        [("REC-004", 6)],
    ),
    "a wrong date": (essay("A.", "title: T\nlang: en\ndate: 2025-02-30\n"), [("REC-002", 4)]),
    "an unknown language": (essay("A.", "title: T\nlang: xx-Nope\n"), [("REC-001", 3)]),
    "no title": (essay("# One\n\nA.\n\n# Two\n\nB.", "lang: en\n"), [("CFG-006", 0)]),
    "an unknown layout": (essay("A.", "title: T\nlang: en\nlayout: novell\n"), [("LAY-001", 4)]),
    "an unknown option": (
        essay("A.", "title: T\nlang: en\nlayout:\n  name: essay\n  tirm: a5\n"),
        [("LAY-003", 6)],
    ),
    "an impossible trim": (
        essay("A.", "title: T\nlang: en\nlayout:\n  name: essay\n  trim: vast\n"),
        [("LAY-004", 6)],
    ),
    "a missing font": (
        essay("A.", "title: T\nlang: en\nfonts: [fontpkg-not-there]\n"), [("FNT-001", 4)]
    ),
    "two mistakes at once": (
        essay("![A](no.png)\n\n[x](#nowhere)"), [("AST-001", 5), ("REF-001", 7)]
    ),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text.png").write_text("not a picture")
    (tmp_path / "short.png").write_bytes(PNG[:40])
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "active.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    )
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_has_its_finding(
    mistake: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, expected = MISTAKES[mistake]
    (folder / "essay.md").write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "build", folder / "essay.md", "--json")
    findings = json.loads(out)["findings"]
    errors = [(f["code"], f["line"]) for f in findings if f["severity"] == "error"]
    assert errors == expected
    assert all(f["what"] and f["mend"] for f in findings)
    assert code == ExitCode.PUBLICATION_HAS_ERRORS
    left = [path for path in (folder / "build").glob("*") if path.name != ".cache"]
    assert left == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "SRC-001"), (b"", "SRC-002"), (b"a\xe9b", "SRC-003"), (b"a\x00b", "SRC-010")],
)
def test_a_file_that_is_no_text(
    content: bytes | None, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "essay.md"
    if content is not None:
        path.write_bytes(content)
    exit_code, _, err = run(capsys, "build", path)
    assert f"error[{code}]" in err
    assert "mend:" in err
    assert exit_code == ExitCode.PUBLICATION_HAS_ERRORS


@pytest.mark.slow
def test_a_kind_of_file_that_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "essay.docx").write_bytes(b"PK")
    code, _, err = run(capsys, "build", tmp_path / "essay.docx")
    assert "error[SRC-005]" in err
    assert code == ExitCode.PUBLICATION_HAS_ERRORS


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("<p>{{ nothing }}</p>", "LAY-002"),
        ("<p>{% if %}</p>", "LAY-002"),
        ("<p>{{ content.__class__.__mro__ }}</p>", "LAY-002"),
        ("<p>{% for i in range(10**9) %}x{% endfor %}</p>", "LAY-002"),
        ("<p>{{ 1 / 0 }}</p>", "LAY-002"),
        ('{% include "blocks/paragraph.xhtml" %}', "LAY-002"),
        ('{% include "blocks/nothing.xhtml" %}', "LAY-002"),
        ("<p>{{ content }}", "LAY-006"),
        ("<p>&nbsp;{{ content }}</p>", "LAY-006"),
    ],
)
def test_a_template_with_an_error(
    template: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "layouts/essay/shared/blocks/paragraph.xhtml"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(template)
    (tmp_path / "essay.md").write_text(essay("A."))
    exit_code, _, err = run(capsys, "build", tmp_path / "essay.md", "--to", "epub")
    assert f"error[{code}]" in err
    assert f"--> {path}" in err
    assert exit_code == ExitCode.PUBLICATION_HAS_ERRORS


@pytest.mark.slow
def test_a_link_out_of_the_folder_is_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "picture.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "book" / "essay.md").write_text(essay("![A](picture.png)"))
    code, _, err = run(capsys, "build", tmp_path / "book" / "essay.md")
    assert "error[SRC-004]" in err
    assert code == ExitCode.PUBLICATION_HAS_ERRORS


def test_a_failed_build_leaves_the_last_one_untouched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "essay.md"
    path.write_text(essay("A."))
    assert run(capsys, "build", path, "--to", "epub")[0] == ExitCode.GOOD
    before = artifacts_in(tmp_path / "build")
    path.write_text(essay("[x](#nowhere)"))
    assert run(capsys, "build", path, "--to", "epub")[0] == ExitCode.PUBLICATION_HAS_ERRORS
    assert artifacts_in(tmp_path / "build") == before


def artifacts_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_an_output_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "essay.md").write_text(essay("A."))
    (tmp_path / "build").write_text("a file where the folder should be")
    code, _, err = run(capsys, "build", tmp_path / "essay.md", "--to", "epub")
    assert "error[OUT-001]" in err
    assert code == ExitCode.PUBLICATION_HAS_ERRORS


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--to", "pdf"],
        ["build", "-o", "book.docx"],
        ["build", "-o", "a.epub", "-o", "b.epub"],
        ["build", "--nonsense"],
        ["frobnicate"],
    ],
)
def test_wrong_usage_exits_with_two(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "essay.md").write_text(essay("A."))
    if arguments[0] == "build":
        arguments = [arguments[0], str(tmp_path / "essay.md"), *arguments[1:]]
    code, _, err = run(capsys, *arguments)
    assert code == ExitCode.USAGE
    assert err
    assert "Traceback" not in err
