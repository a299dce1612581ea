"""A publication's folder, on disk or in memory, becomes texts and bytes by relative path."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from imprint.diagnostics import Findings, Place
from imprint.readers.revisions import git_revision

_GIT = "git"
LARGEST_TEXT = 64 * 1024 * 1024
LARGEST_ASSET = 256 * 1024 * 1024
# What XML 1.0 has no place for (https://www.w3.org/TR/xml/#charsets), and the C1 controls.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Source(Protocol):
    """Where a publication's files come from.

    Paths are relative to the publication's folder, with forward slashes, and never leave it.
    """

    def paths(self, below: str = "") -> tuple[str, ...]:
        """Every file's path, sorted; only those in the folder ``below`` where it is given."""
        ...

    def size(self, path: str) -> int | None:
        """The file's size in bytes, or None where there is no such file."""
        ...

    def read(self, path: str) -> bytes:
        """The file's content; raises OSError."""
        ...

    def revision(self) -> str:
        """The commit that the folder is a working copy of; empty where it is none."""
        ...

    def leads_out(self, path: str) -> bool:
        """Whether there is something at the path that is not in the publication's folder."""
        ...


class MemorySource:
    """Files that never touch the disk."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self._files = {
            str(PurePosixPath(path)): content.encode() if isinstance(content, str) else content
            for path, content in files.items()
        }

    def paths(self, below: str = "") -> tuple[str, ...]:
        prefix = f"{below.rstrip('/')}/" if below else ""
        return tuple(sorted(path for path in self._files if path.startswith(prefix)))

    def size(self, path: str) -> int | None:
        content = self._files.get(path)
        return None if content is None else len(content)

    def read(self, path: str) -> bytes:
        try:
            return self._files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    def revision(self) -> str:
        return ""

    def leads_out(self, path: str) -> bool:
        return False


class FolderSource:
    """A folder on disk; symbolic links that lead out of it are not followed."""

    # What a build or a version control system leaves in a publication's folder.
    _IGNORED = frozenset({"build", "node_modules", "__pycache__"})

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def paths(self, below: str = "") -> tuple[str, ...]:
        found: list[str] = []
        top = self.folder / below if below else self.folder
        for folder, folders, files in os.walk(top):
            if not self._is_inside(Path(folder)):
                break  # of another folder, whose name here is a link
            here = Path(folder).relative_to(self.folder)
            at_top = here == Path()
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and not (at_top and name in self._IGNORED)
            )
            prefix = "" if at_top else f"{here.as_posix()}/"
            for name in files:
                path = os.path.join(folder, name)  # noqa: PTH118 - thousands of them
                outside = os.path.islink(path) and not self._is_inside(Path(path))  # noqa: PTH114
                if not name.startswith(".") and not outside:
                    found.append(prefix + name)
        return tuple(sorted(found))

    def size(self, path: str) -> int | None:
        file = self.folder / path
        try:
            if not self._is_inside(file) or not file.is_file():
                return None
            return file.stat().st_size
        except (OSError, ValueError):
            return None

    def read(self, path: str) -> bytes:
        file = self.folder / path
        if not self._is_inside(file):
            raise PermissionError(f"{path} leads out of the publication's folder")
        return file.read_bytes()

    def revision(self) -> str:
        return git_revision(self.folder)

    def leads_out(self, path: str) -> bool:
        file = self.folder / path
        return file.is_symlink() or (file.exists() and not self._is_inside(file))

    def _is_inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.folder)
        except (OSError, ValueError):
            return False


class Log:
    """What was asked of a source and what it answered: enough to tell whether it would again."""

    def __init__(self) -> None:
        self._listings: dict[str, str] = {}
        self._sizes: dict[str, int | None] = {}
        self._contents: dict[str, str] = {}
        self._revisions: dict[str, str] = {}

    def of(self, source: Source) -> Source:
        """The source, with what it answers written down here."""
        return _LoggedSource(source, self)

    def holds(self, source: Source) -> bool:
        """Whether a source answers as it did."""
        try:
            return (
                all(_listing(source.paths(b)) == known for b, known in self._listings.items())
                and all(source.size(path) == size for path, size in self._sizes.items())
                and all(_digest(source.read(p)) == known for p, known in self._contents.items())
                and all(source.revision() == known for known in self._revisions.values())
            )
        except OSError:
            return False

    @property
    def facts(self) -> dict[str, dict[str, str] | dict[str, int | None]]:
        """The log as JSON can write it."""
        return {
            "listings": self._listings,
            "sizes": self._sizes,
            "contents": self._contents,
            "revisions": self._revisions,
        }

    @classmethod
    def read(cls, facts: Mapping[str, Mapping[str, Any]]) -> Log:
        """The log that ``facts`` were of; raises KeyError, TypeError."""
        log = cls()
        log._listings = dict(facts["listings"])
        log._sizes = dict(facts["sizes"])
        log._contents = dict(facts["contents"])
        log._revisions = dict(facts["revisions"])
        return log


class _LoggedSource:
    def __init__(self, source: Source, log: Log) -> None:
        self._source = source
        self._log = log

    def paths(self, below: str = "") -> tuple[str, ...]:
        paths = self._source.paths(below)
        self._log._listings[below] = _listing(paths)
        return paths

    def size(self, path: str) -> int | None:
        size = self._source.size(path)
        self._log._sizes[path] = size
        return size

    def read(self, path: str) -> bytes:
        content = self._source.read(path)
        self._log._contents[path] = _digest(content)
        return content

    def revision(self) -> str:
        revision = self._source.revision()
        self._log._revisions[_GIT] = revision
        return revision

    def leads_out(self, path: str) -> bool:
        return self._source.leads_out(path)


def _listing(paths: Iterable[str]) -> str:
    return _digest("\n".join(paths).encode("utf-8", "surrogatepass"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def locate(
    reference: str, *, beside: str, place: Place, findings: Findings, source: Source
) -> str | None:
    """The path of a file that ``beside`` (a file's path) refers to, or None with a finding.

    The reference is tried relative to the file that makes it. SRC-004 when it leaves the
    publication's folder.
    """
    if "\x00" in reference or "\\" in reference or reference.startswith("/") or ":" in reference:
        _refuse(reference, place, findings)
        return None
    parts: list[str] = list(PurePosixPath(beside).parent.parts)
    for part in PurePosixPath(reference).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            _refuse(reference, place, findings)
            return None
    path = "/".join(parts)
    if source.size(path) is None and source.leads_out(path):
        _refuse(reference, place, findings)
        return None
    return path


def _refuse(reference: str, place: Place, findings: Findings) -> None:
    findings.add(
        "SRC-004",
        f"the path leaves the publication's folder: {reference}",
        mend="copy the file into the publication's folder and name it by a relative path",
        where=place,
    )


def expand(pattern: str, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that a pattern names: ``*``, ``?``, ``[…]`` within a folder, ``**`` across them.

    Sorted by the numbers and words in them, so that ``2.md`` comes before ``10.md``.
    """
    found = [path for path in paths if _matches(path.split("/"), pattern.split("/"))]
    return tuple(sorted(found, key=_natural_key))


def _matches(parts: list[str], pattern: list[str]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[start:], pattern[1:]) for start in range(len(parts) + 1))
    return (
        bool(parts)
        and fnmatch.fnmatchcase(parts[0], pattern[0])
        and _matches(parts[1:], pattern[1:])
    )


def _natural_key(path: str) -> list[tuple[int, int, str]]:
    key: list[tuple[int, int, str]] = []
    digits, letters = "", ""
    for character in [*path, "\x00"]:
        if character.isascii() and character.isdigit():
            if letters:
                key.append((1, 0, letters))
                letters = ""
            digits += character
        else:
            if digits:
                key.append((0, int(digits), ""))
                digits = ""
            letters += character
    return [*key, (1, 0, letters)]


def read_text(path: str, *, source: Source, place: Place, findings: Findings) -> str | None:
    """The text of a UTF-8 file with line ends as ``\\n``, or None with a finding.

    SRC-001 missing · SRC-002 empty · SRC-003 not UTF-8 · SRC-006 too large · SRC-008 unreadable ·
    SRC-010 a control character.
    """
    size = source.size(path)
    where = place if str(place) else Place(path)
    if size is None:
        findings.add(
            "SRC-001",
            f"there is no file {path}",
            mend="check its name and folder; names are case-sensitive",
            where=where,
        )
        return None
    if size > LARGEST_TEXT:
        findings.add(
            "SRC-006",
            f"{path} has {size:,} bytes; a manuscript file may have {LARGEST_TEXT:,}",
            mend="split it into one file a chapter",
            where=Place(path),
        )
        return None
    try:
        content = source.read(path)
    except OSError as error:
        findings.add(
            "SRC-008",
            f"{path} cannot be read: {error.strerror or error}",
            mend="check the file's permissions",
            where=where,
        )
        return None
    return decode(content, path=path, findings=findings)


def decode(content: bytes, *, path: str, findings: Findings) -> str | None:
    """UTF-8 bytes as text with line ends as ``\\n``, or None with a finding."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        findings.add(
            "SRC-003",
            f"the file is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}",
            mend=f"save it as UTF-8, as with: iconv -f WINDOWS-1252 -t UTF-8 {path}",
            where=Place(path, before.count(b"\n") + 1),
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        findings.add(
            "SRC-002",
            "the file is empty",
            mend="write the text, or leave the file out",
            where=Place(path),
        )
        return None
    bad = _FORBIDDEN.search(text)
    if bad:
        character = bad[0]
        findings.add(
            "SRC-010",
            f"the control character U+{ord(character):04X} is not allowed in a text",
            mend="delete it; it is often left behind by a word processor",
            where=Place(path, text.count("\n", 0, bad.start()) + 1),
        )
        return None
    return text
