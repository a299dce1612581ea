"""Results by their key, kept on disk: whole or not at all, and never without bound."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

_MAGIC = b"imprint-cache-1\n"
_PREFIX, _SUFFIX = "imprint-", ".part"  # of a file that is being written
_ABANDONED = 3600  # seconds after which nobody is writing it any more
_SHELF, _FILE = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{64}")
_DIGEST = hashlib.sha256().digest_size
# What is kept for other builds, beside what the last one used.
_LEAST, _TIMES = 64 * 1024 * 1024, 4


def content_of(path: Path) -> bytes:
    """What is in a file; raises OSError, also for a pipe or a device, which would never end."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path} is not a file")
        return file.read()


@cache
def source_digest(module: Path) -> str:
    """The hash of a package's modules: what it makes may change with them.

    ``module`` is one of them; an installation from a checkout may change any without a new version.
    """
    digest = hashlib.sha256()
    for path in sorted(module.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Store(Protocol):
    """Where results are kept. A store may forget; what it gives is what was put."""

    def get(self, key: str) -> bytes | None:
        """The content that was put under a key, or None."""
        ...

    def put(self, key: str, content: bytes) -> bool:
        """Keep content under a key, if that can be done; whether it was."""
        ...

    def tidy(self) -> None:
        """Forget what has not been used for longest, if there is too much."""
        ...


class NoStore:
    """Keeps nothing."""

    def get(self, key: str) -> bytes | None:
        return None

    def put(self, key: str, content: bytes) -> bool:
        return False

    def tidy(self) -> None:
        pass


NO_STORE = NoStore()


class FolderStore:
    """Keeps results in a folder, each in a file with its checksum.

    A file is written under another name and then renamed, so that a build that is killed leaves
    none half-written; one whose checksum is wrong is deleted. A folder that cannot be written is
    left alone: ``trouble`` says why. Nothing is touched but files with names of the store's own, as
    the folder may be a link to somewhere else. ``given`` says whether anything was found;
    a ``blind`` store finds nothing, and keeps what it is given in place of what there is.
    """

    def __init__(self, folder: Path, *, most: int = 0, blind: bool = False) -> None:
        self._folder = folder
        self._most = most
        self._blind = blind
        self._used: dict[str, int] = {}
        self.given = False
        self.trouble = ""

    def get(self, key: str) -> bytes | None:
        if self._blind and key not in self._used:
            return None
        path = self._path(key)
        try:
            content = content_of(path)
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST
        body = content[start:]
        if content[:start] != _MAGIC + hashlib.sha256(key.encode() + body).digest():
            with suppress(OSError):
                path.unlink()
            return None
        if key not in self._used:
            with suppress(OSError):
                os.utime(path)  # it is worth keeping
        self._used[key] = len(content)
        self.given = True
        return body

    def put(self, key: str, content: bytes) -> bool:
        if self.trouble:
            return False
        digest = hashlib.sha256(key.encode() + content).digest()
        path = self._path(key)
        name = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + digest)
                file.write(content)
            Path(name).replace(path)
        except OSError as error:
            self.trouble = f"{self._folder}: {error.strerror or error}"
            with suppress(OSError):
                Path(name or path).unlink(missing_ok=True)
            return False
        self._used[key] = len(_MAGIC) + _DIGEST + len(content)
        return True

    def tidy(self) -> None:
        limit = self._most or max(_LEAST, _TIMES * sum(self._used.values()))
        files = sorted(self._files(), key=lambda file: file[0], reverse=True)
        kept, now = 0, time.time_ns()
        for moment, size, path in files:
            used = path.name in self._used
            if path.suffix == _SUFFIX:
                # Another build may be writing it; the clock may have been put back since.
                gone = abs(now - moment) > _ABANDONED * 10**9
            else:
                gone = kept + size > limit and not used
            if gone:
                with suppress(OSError):
                    path.unlink()
            else:
                kept += size

    def _files(self) -> Iterator[tuple[int, int, Path]]:
        """Every file of the store with the moment of its last use, in nanoseconds, and its size."""
        with suppress(OSError):
            for shelf in os.scandir(self._folder):
                if not _SHELF.fullmatch(shelf.name) or not shelf.is_dir(follow_symlinks=False):
                    continue
                for entry in os.scandir(shelf.path):
                    if not _is_own(entry.name) or not entry.is_file(follow_symlinks=False):
                        continue
                    with suppress(OSError):
                        state = entry.stat(follow_symlinks=False)
                        yield state.st_mtime_ns, state.st_size, Path(entry.path)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _is_own(name: str) -> bool:
    unfinished = name.startswith(_PREFIX) and name.endswith(_SUFFIX)
    return unfinished or _FILE.fullmatch(name) is not None
