"""The folder of a working copy becomes the name of its commit, read from git's own files.

Git itself is not run: a repository may name programs that it would start.
https://git-scm.com/docs/gitrepository-layout · https://git-scm.com/docs/index-format
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from pathlib import Path

CHANGED = "+"
_SHORT = 12
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = re.compile(r"ref: (refs/[\w./+@-]+)")
_HEADER, _ENTRY = 12, 62
_LINK, _MODULE = 0o120000, 0o160000


def git_revision(folder: Path) -> str:
    """The short name of the commit that a folder is checked out of; empty where there is none.

    A ``+`` follows it where a file of the folder that git keeps is not as it was added. Files that
    git does not keep are not looked at, and neither is what was added since the commit.
    """
    try:
        top, store = _repository(folder.resolve())
        commit = _head(store)
        return commit[:_SHORT] + (CHANGED if commit and _is_changed(top, store, folder) else "")
    except (OSError, ValueError, RuntimeError, struct.error):
        return ""


def _repository(folder: Path) -> tuple[Path, Path]:
    """The top of the working copy, and where git keeps its files; raises FileNotFoundError."""
    for top in (folder, *folder.parents):
        git = top / ".git"
        if git.is_dir():
            return top, git
        if git.is_file():  # of a linked worktree or a submodule
            target = git.read_text("utf-8")[:4096].partition("gitdir:")[2].strip()
            return top, top / target
    raise FileNotFoundError(folder)


def _head(store: Path) -> str:
    """The commit that is checked out, in full; empty before the first one."""
    head = _line(store / "HEAD")
    if _COMMIT.fullmatch(head):
        return head
    branch = _BRANCH.fullmatch(head)
    if not branch or ".." in branch[1]:
        return ""
    common = store / _line(store / "commondir") if (store / "commondir").is_file() else store
    for place in (store, common):
        if (place / branch[1]).is_file():
            commit = _line(place / branch[1])
            return commit if _COMMIT.fullmatch(commit) else ""
    for line in (common / "packed-refs").read_text("utf-8").splitlines():
        commit, _, name = line.partition(" ")
        if name == branch[1] and _COMMIT.fullmatch(commit):
            return commit
    return ""


def _line(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline(4096).strip()


def _is_changed(top: Path, store: Path, folder: Path) -> bool:
    """Whether a file below the folder is not what the index has of it."""
    below = folder.resolve().relative_to(top).as_posix()
    prefix = "" if below == "." else f"{below}/"
    for mode, digest, name in _entries((store / "index").read_bytes()):
        if not name.startswith(prefix) or mode in (_LINK, _MODULE):
            continue
        path = top / name
        if not path.is_file():
            return True
        content = path.read_bytes()
        hashed = hashlib.sha1(b"blob %d\x00" % len(content), usedforsecurity=False)
        hashed.update(content)
        if hashed.digest() != digest:
            unended = content.replace(b"\r\n", b"\n")  # which git may have taken away
            again = hashlib.sha1(b"blob %d\x00" % len(unended), usedforsecurity=False)
            again.update(unended)
            if again.digest() != digest:
                return True
    return False


def _entries(index: bytes) -> Iterator[tuple[int, bytes, str]]:
    """The mode, SHA-1 and path of each file of an index of version 2 or 3; raises ValueError."""
    signature, version, count = struct.unpack_from(">4sII", index)
    if signature != b"DIRC" or version not in (2, 3):
        raise ValueError(f"an index of version {version}")
    at = _HEADER
    for _ in range(count):
        (mode,) = struct.unpack_from(">I", index, at + 24)
        digest = index[at + 40 : at + 60]
        (flags,) = struct.unpack_from(">H", index, at + 60)
        start = at + _ENTRY + (2 if flags & 0x4000 else 0)
        end = index.index(b"\x00", start)
        yield mode, digest, index[start:end].decode("utf-8", "surrogateescape")
        at += (end - at + 8) // 8 * 8
