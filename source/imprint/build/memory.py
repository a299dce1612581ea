"""What a build read and made is remembered: whether the next one has anything to do."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from imprint.diagnostics import Finding, Place
from imprint.emitters.pdf.versions import library_versions
from imprint.readers.source import FolderSource, Log
from imprint.store import content_of
from imprint.values import fields_of

CACHE = ".cache"  # below the folder of the artifacts
_SHELF = "builds"
_MOST = 16  # orders that are remembered
_RECORD = re.compile(r"[0-9a-f]{64}\.json")


class WrittenFile(Struct, frozen=True):
    """A file that stands on the disk: its target, path, checksum, size in bytes, and pages."""

    target: str
    path: str
    sha256: str
    size: int
    pages: int


class Remembered(Struct, frozen=True):
    """What came of a build."""

    files: tuple[WrittenFile, ...]
    findings: tuple[Finding, ...]


class Memory:
    """The builds of a folder, each by what was asked for and by all that makes books here."""

    def __init__(self, cache: Path) -> None:
        self._shelf = cache / _SHELF

    def recall(self, asked: Mapping[str, object], path: Path) -> Remembered | None:
        """What a build for the same order made, if it would make just the same again."""
        try:
            facts = json.loads(content_of(self._path(asked)))
            files = tuple(_file(**file) for file in facts["files"])
            findings = tuple(_finding(*finding) for finding in facts["findings"])
            standing = {str(name): str(digest) for name, digest in facts["standing"].items()}
            log = Log.read(facts["log"])
            source = FolderSource(path if path.is_dir() else path.parent)
            holds = log.holds(source) and all(
                _digest(Path(name)) == digest for name, digest in standing.items()
            )
        # The folder may have come with the publication: whatever is in it, it is no reason to stop.
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None
        return Remembered(files, findings) if holds else None

    def remember(
        self,
        asked: Mapping[str, object],
        log: Log,
        made: Remembered,
        *,
        also: tuple[Path, ...] = (),
    ) -> None:
        """Keep what a build read and made; ``also`` are files that it left beside."""
        standing = {file.path: file.sha256 for file in made.files}
        facts = {
            "files": [fields_of(file) for file in made.files],
            "findings": [
                [f.code, f.what, f.mend, *fields_of(f.where).values()] for f in made.findings
            ],
            "standing": {**standing, **{str(path): _digest(path) for path in also}},
            "log": log.facts,
        }
        with suppress(OSError):
            self._shelf.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=".part", dir=self._shelf)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(facts, file)
                Path(name).replace(self._path(asked))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._forget()

    def _forget(self) -> None:
        """Delete the oldest; never what is not a record, as the folder may be a link elsewhere."""
        kept = [path for path in self._shelf.iterdir() if _RECORD.fullmatch(path.name)]
        kept.sort(key=lambda path: -path.lstat().st_mtime_ns)
        for path in kept[_MOST:]:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _path(self, asked: Mapping[str, object]) -> Path:
        facts = [asked, list(_makers())]
        text = json.dumps(facts, sort_keys=True, default=str)
        return self._shelf / f"{hashlib.sha256(text.encode()).hexdigest()}.json"


def _file(target: str, path: str, sha256: str, size: int, pages: int) -> WrittenFile:
    return WrittenFile(str(target), str(path), str(sha256), int(size), int(pages))


def _finding(code: str, what: str, mend: str, file: str, line: int, key: str) -> Finding:
    return Finding(code, str(what), str(mend), Place(str(file), int(line), str(key)))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(content_of(path)).hexdigest()
    except OSError:
        return ""


def _makers() -> Iterator[Any]:
    """All that makes books on this machine: packages, libraries, and Imprint's own files."""
    yield sys.version
    for folder in sys.path:
        with suppress(OSError):
            yield sorted(entry.name for entry in os.scandir(folder) if _is_package(entry.name))
    yield from library_versions()
    package = Path(__file__).parents[1]
    for root in (package, package.parents[1] / "layouts"):
        with suppress(FileNotFoundError):
            yield from _files(root)


def _files(folder: str | os.PathLike[str]) -> Iterator[Any]:
    """The name, size and time of every file in a folder that is not byte code."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                state = entry.stat()
                yield entry.name, state.st_size, state.st_mtime_ns


def _is_package(name: str) -> bool:
    """Whether it is a package's record, which has its version in its name."""
    return name.endswith(".dist-info")
