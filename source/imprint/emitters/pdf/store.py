"""Results by their key, kept on disk: whole or not at all, and never without bound."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

_MAGIC = b"imprint-cache-1\n"
_SUFFIX = ".part"
_DIGEST = hashlib.sha256().digest_size
# What is kept for other builds, beside what the last one used.
_LEAST, _TIMES = 64 * 1024 * 1024, 4


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


class FolderStore:
    """Keeps results in a folder, each in a file with its checksum.

    A file is written under another name and then renamed, so that a build that is killed leaves
    none half-written; one whose checksum is wrong is deleted. A folder that cannot be written is
    left alone: ``trouble`` says why.
    """

    def __init__(self, folder: Path, *, most: int = 0) -> None:
        self._folder = folder
        self._most = most
        self._used: dict[str, int] = {}
        self.trouble = ""

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            content = path.read_bytes()
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
        return body

    def put(self, key: str, content: bytes) -> bool:
        if self.trouble:
            return False
        digest = hashlib.sha256(key.encode() + content).digest()
        path = self._path(key)
        name = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(suffix=_SUFFIX, dir=path.parent)
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
        kept = 0
        for _, size, path in files:
            used = path.name in self._used
            if path.suffix == _SUFFIX or (kept + size > limit and not used):
                with suppress(OSError):
                    path.unlink()
            else:
                kept += size

    def _files(self) -> Iterator[tuple[int, int, Path]]:
        """Every file with the moment of its last use, in nanoseconds, and its size."""
        with suppress(OSError):
            for shelf in os.scandir(self._folder):
                if not shelf.is_dir(follow_symlinks=False):
                    continue
                for entry in os.scandir(shelf.path):
                    with suppress(OSError):
                        state = entry.stat(follow_symlinks=False)
                        yield state.st_mtime_ns, state.st_size, Path(entry.path)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key
