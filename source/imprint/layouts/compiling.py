"""A template's source becomes the code that was made of it before, if there is any."""

from __future__ import annotations

import marshal
import os
import stat
import tempfile
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import ClassVar

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

# The most templates whose code is held in memory; the built-in layouts have a hundred.
_MOST = 512
_DIGEST = sha256().digest_size


class Compiled(BytecodeCache):
    """The code of templates, for this process and, where a folder is given, for later ones.

    Code is held by the template's name, its file, its source and Jinja's settings. What is kept in
    the folder is run without looking at it again: only a folder that nobody but the user can write
    to is used, and it must never be one that came with a publication.
    """

    _held: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None and _is_private(folder) else None

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        key = sha256(f"{name}\0{filename}".encode()).hexdigest()
        bucket = Bucket(environment, key, _checksum(environment, source))
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._held.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._folder is not None:
            bucket.code = _read(self._folder / bucket.key, bucket.checksum)
            if bucket.code is not None:
                self._hold(bucket.key, bucket.checksum, bucket.code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._hold(bucket.key, bucket.checksum, bucket.code)
        if self._folder is not None:
            _write(self._folder / bucket.key, bucket.checksum, bucket.code)

    def _hold(self, key: str, checksum: str, code: CodeType) -> None:
        while len(self._held) >= _MOST:
            self._held.pop(next(iter(self._held)), None)
        self._held[key, checksum] = code


def _checksum(environment: jinja2.Environment, source: str) -> str:
    """A hash of everything that shapes a template's code, but for its name."""
    settings = (
        jinja2.__version__,
        MAGIC_NUMBER.hex(),
        environment.sandboxed,
        environment.optimized,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.keep_trailing_newline,
        source,
    )
    return sha256(repr(settings).encode("utf-8", "surrogatepass")).hexdigest()


def _is_private(folder: Path) -> bool:
    """Whether a folder is there, or can be made, and is the user's alone to write to."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        facts = folder.stat()
    except OSError:
        return False
    owned = not hasattr(os, "getuid") or facts.st_uid == os.getuid()
    return owned and not facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(path: Path, checksum: str) -> CodeType | None:
    """The code in a file; None where there is none, of that source, undamaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if content[:_DIGEST] != _seal(checksum, content[_DIGEST:]):
        return None
    code = marshal.loads(content[_DIGEST:])  # noqa: S302 - the folder is the user's own
    return code if isinstance(code, CodeType) else None


def _write(path: Path, checksum: str, code: CodeType) -> None:
    """Keep code in a file, in place of what was made of the template's earlier source."""
    content = marshal.dumps(code)
    try:
        handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(_seal(checksum, content) + content)
        Path(name).replace(path)
    except OSError:
        return  # the next build compiles it again


def _seal(checksum: str, content: bytes) -> bytes:
    return sha256(checksum.encode() + content).digest()
