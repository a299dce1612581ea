"""Artifacts are written last: each to a temporary name that is then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from imprint.build.manifest import MANIFEST, manifest_of, read_manifest
from imprint.build.memory import CACHE
from imprint.diagnostics import Finding, PublicationError
from imprint.model.artifact import Artifact
from imprint.model.pages import PageMap


def write_artifacts(
    artifacts: Iterable[Artifact],
    folder: Path,
    *,
    names: Mapping[str, Path] = {},
    pages: PageMap = PageMap(),
    revision: str = "",
) -> list[Path]:
    """Write artifacts and their manifest, each to a temporary name that is then renamed.

    ``names`` maps a target to a path of its own; those are left out of the folder. ``pages`` is the
    page map that the manifest tells, ``revision`` the state of the source. Raises PublicationError
    (OUT-001) when one cannot be written, and OUT-003 when two have the same path; the ones before
    them stay as they were.
    """
    artifacts = tuple(artifacts)
    files = {names.get(a.target, folder / a.name): a.content for a in artifacts}
    if len(files) < len(artifacts):
        what = "two of the files have the same path, and one would be lost"
        mend = "give -o another name"
        raise PublicationError([Finding("OUT-003", what, mend)])
    manifest = folder / MANIFEST
    kept = [artifact for artifact in artifacts if artifact.target not in names]
    if kept:
        previous = read_manifest(manifest)
        files[manifest] = manifest_of(kept, pages=pages, revision=revision, previous=previous)
    written: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            written.append((_write_beside(path, content), path))
        for temporary, path in written:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in written:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        finding = Finding(
            "OUT-001",
            f"{error.filename or folder} cannot be written: {error.strerror or error}",
            mend="check the folder's permissions and the space on the disk, or give --out DIR",
        )
        raise PublicationError([finding]) from None
    return [path for path in files if path != manifest]


def _write_beside(path: Path, content: bytes) -> Path:
    """The content in a temporary file of the same folder, on the disk before it is renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def clean_artifacts(folder: Path) -> list[Path]:
    """Delete what builds left in a folder: what its manifest names, the manifest, the cache.

    Unfinished files go too. Returns what was deleted. Raises PublicationError (OUT-001) for a file
    that cannot be.
    """
    manifest, cache = folder / MANIFEST, folder / CACHE
    unfinished = sorted(folder.glob(".*.part")) if folder.is_dir() else []
    named = [folder / name for name in read_manifest(manifest).get("artifacts", {})]
    deleted = []
    try:
        for path in (*named, *unfinished, manifest):
            if path.is_file():
                path.unlink()
                deleted.append(path)
        if cache.is_dir() and not cache.is_symlink():
            shutil.rmtree(cache)
            deleted.append(cache)
    except OSError as error:
        problem = f"{error.filename} cannot be deleted: {error.strerror or error}"
        mend = "check the folder's permissions"
        raise PublicationError([Finding("OUT-001", problem, mend)]) from None
    return deleted
