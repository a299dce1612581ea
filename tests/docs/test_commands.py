"""Every command and every Python snippet of README and manual is run, page by page, in a folder.

A block marked ``.file`` is written to the path that the words before it name; a ``text`` block
below commands is what they print, unless it is marked ``.typed``; a line of ``…`` stands there for
any number of lines.
"""

from __future__ import annotations

import io
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from tests.docs.chapters import PAGES, ROOT, Fence, fences

import imprint
from imprint.cli import main
from imprint.diagnostics import ExitCode, Severity

_ELSEWHERE = {"sudo", "python3", "pip", "cd", "."}
_STEP = re.compile(r"^(?:epub|print|screen|archive): .*\n", re.MULTILINE)
_ASSIGNMENT = re.compile(r"([A-Z_]+)=(.*)")


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_of_a_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed, names = "", {}
    for fence in fences(page):
        if "file" in fence.marks:
            path = tmp_path / fence.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.text, "utf-8")
        elif fence.language == "sh":
            printed = "".join(_run(line, fence) for line in fence.text.splitlines())
        elif fence.language == "python":
            _execute(fence, names)
        elif fence.language == "text" and printed and "typed" not in fence.marks:
            assert _matches(fence.text, printed), f"{fence.name} prints:\n{printed}"


def _run(line: str, fence: Fence) -> str:
    """What an imprint command prints, on both streams; other commands are not for a test."""
    words = shlex.split(line)
    environment = {}
    while found := _ASSIGNMENT.fullmatch(words[0]):
        environment[found[1]] = found[2]
        del words[0]
    if words[0] != "imprint":
        return ""
    stream = io.StringIO()
    wanted = next((int(m[5:]) for m in fence.marks if m.startswith("exit-")), ExitCode.GOOD)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with redirect_stdout(stream), redirect_stderr(stream), pytest.raises(SystemExit) as ended:
            main(words[1:])
    assert ended.value.code == wanted, f"{fence.name}: {line}\n{stream.getvalue()}"
    return _STEP.sub("", stream.getvalue())


def _matches(expected: str, printed: str) -> bool:
    pieces = [re.escape(piece) for piece in expected.split("…\n")]
    return re.fullmatch(r"(?:.*\n)*".join(pieces), printed) is not None


def _execute(fence: Fence, names: dict[str, object]) -> None:
    with redirect_stdout(io.StringIO()):
        exec(compile(fence.text, fence.name, "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_are_there(page: Path) -> None:
    """Commands that are not run name targets, packages and commands that exist."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    install = (ROOT / "tools" / "install").read_text("utf-8")
    for fence in fences(page):
        for line in fence.text.splitlines() if fence.language == "sh" else ():
            words = [word for word in shlex.split(line) if not _ASSIGNMENT.fullmatch(word)]
            name = words[0].rpartition("/")[2]
            if name == "make":
                assert re.search(rf"^{words[1]}:", makefile, re.MULTILINE), line
            elif words[:3] == ["sudo", "apt-get", "install"]:
                packages = {package for package in words[3:] if package.startswith("lib")}
                assert packages == set(re.findall(r"^need (lib\S+)", install, re.MULTILINE)), line
            else:
                assert name in _ELSEWHERE or name == "imprint", line


def test_exit_codes_are_listed() -> None:
    page = next(page for page in PAGES if page.stem == "command-line")
    listed = {int(code) for code in re.findall(r"^\| +(\d+) \|", page.read_text("utf-8"), re.M)}
    assert listed == {*ExitCode, 130}


@pytest.mark.slow
def test_the_manual_builds_without_a_fault() -> None:
    """Zero errors and zero warnings, in both media."""
    with chdir(ROOT):
        built = imprint.build_artifacts(imprint.read("docs"))
    faults = [f for f in built.findings if f.severity is not Severity.ADVICE]
    assert [str(finding) for finding in faults] == []
    assert [artifact.target for artifact in built.artifacts] == ["epub", "print"]
