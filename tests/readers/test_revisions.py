"""The state of the source: what git's own files say of a working copy, without git."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import imprint
from imprint.build.manifest import manifest_of
from imprint.readers import read
from imprint.readers.revisions import git_revision
from imprint.readers.source import FolderSource, Log

COMMIT = "0123456789abcdef0123456789abcdef01234567"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    hidden = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run = subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **hidden},
    )
    return run.stdout.strip()


def working_copy(folder: Path) -> str:
    (folder / "book" / "source").mkdir(parents=True)
    (folder / "book" / "imprint.toml").write_text('title = "T"\nrevision = "git"\n', "utf-8")
    (folder / "book" / "source" / "a.md").write_text("# One\n\nText.\n", "utf-8")
    (folder / "elsewhere.txt").write_text("text", "utf-8")
    git(folder, "init", "-q", "-b", "trunk/main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "Begin")
    return git(folder, "rev-parse", "HEAD")


@needs_git
def test_a_working_copy_has_the_revision_of_its_commit(tmp_path: Path) -> None:
    commit = working_copy(tmp_path)[:12]
    book = tmp_path / "book"
    assert git_revision(tmp_path) == commit
    assert git_revision(book) == commit
    (tmp_path / "elsewhere.txt").write_text("other", "utf-8")
    assert git_revision(book) == commit
    assert git_revision(tmp_path) == f"{commit}+"
    (book / "notes.txt").write_text("not kept", "utf-8")
    assert git_revision(book) == commit
    (book / "source" / "a.md").write_text("# One\n\nTexts\n", "utf-8")
    assert git_revision(book) == f"{commit}+"
    (book / "source" / "a.md").write_bytes(b"# One\r\n\r\nText.\r\n")
    assert git_revision(book) == commit
    (book / "source" / "a.md").unlink()
    assert git_revision(book) == f"{commit}+"


@needs_git
def test_branches_packed_and_detached_and_worktrees_are_found(tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    commit = working_copy(top)[:12]
    git(top, "pack-refs", "--all")
    assert git_revision(top) == commit
    git(top, "worktree", "add", "-q", "../beside", "-b", "other")
    assert git_revision(tmp_path / "beside" / "book") == commit
    git(top, "checkout", "-q", "--detach")
    assert git_revision(top) == commit


@needs_git
def test_it_stands_in_the_publication_and_a_new_commit_is_noticed(tmp_path: Path) -> None:
    commit = working_copy(tmp_path)[:12]
    log = Log()
    assert read(tmp_path / "book", log=log).revision == commit
    source = FolderSource(tmp_path / "book")
    assert log.holds(source)
    assert Log.read(log.facts).holds(source)
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "Go on")
    assert not log.holds(source)


def bare(folder: Path, head: str, **files: str) -> Path:
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text(head, "utf-8")
    for name, text in files.items():
        (folder / ".git" / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    "head",
    [
        "",
        "ref: refs/heads/main",
        "ref: refs/heads/../../../secret",
        "not a commit",
        COMMIT[:-1],
        COMMIT,  # without an index it cannot be told whether it is changed
    ],
)
def test_what_is_no_whole_repository_has_no_revision(tmp_path: Path, head: str) -> None:
    (tmp_path / "secret").write_text(COMMIT, "utf-8")
    assert git_revision(bare(tmp_path, head)) == ""


@pytest.mark.parametrize("index", [b"", b"DIRC", b"DIRC\0\0\0\x04\0\0\0\x01", b"x" * 200])
def test_a_damaged_index_gives_no_revision(tmp_path: Path, index: bytes) -> None:
    bare(tmp_path, COMMIT)
    (tmp_path / ".git" / "index").write_bytes(index)
    assert git_revision(tmp_path) == ""


def test_a_text_is_told_as_it_is_and_a_missing_working_copy_is_a_finding() -> None:
    def made(revision: str) -> imprint.Publication:
        toml = f'title = "T"\nrevision = "{revision}"\n'
        return imprint.read_files({"imprint.toml": toml, "source/a.md": "# One\n\nText.\n"})

    told = made("v1.2 <&>")
    assert (told.revision, told.findings) == ("v1.2 <&>", ())
    unknown = made("git")
    assert unknown.revision == ""
    (finding,) = unknown.findings
    assert (finding.code, finding.where.line) == ("IMP-007", 2)


def test_the_manifest_has_it() -> None:
    assert b'"revision": "0a1b+"' in manifest_of((), revision="0a1b+")
    assert b"revision" not in manifest_of(())
