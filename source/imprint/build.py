"""A publication becomes its artifacts: read, compose, emit, write last."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from imprint.diagnostics import Finding, PublicationError, ToolMissing
from imprint.layouts import compose, load_layout
from imprint.model.artifact import Artifact
from imprint.model.publication import Publication
from imprint.model.record import Record
from imprint.model.rendition import Medium, Rendition

T = TypeVar("T")

MANIFEST = "manifest.json"
# A publication without a date has this one, the first that a ZIP file can hold.
_UNDATED = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a build, as it begins: ``target`` is what is being made."""

    target: str
    step: str


Listener = Callable[[Event], None]


def _unheard(_: Event) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: artifacts in the order of their targets, and every finding."""

    artifacts: tuple[Artifact, ...]
    findings: tuple[Finding, ...]


def build_artifacts(
    publication: Publication,
    *,
    targets: Sequence[str] = (),
    modified: datetime | None = None,
    listener: Listener = _unheard,
) -> Build:
    """Make a publication's artifacts, and write nothing.

    ``targets`` are names in TARGETS, by default the publication's own. ``modified`` is the moment
    that the artifacts say they were made, by default the publication's own date. Raises
    PublicationError with every finding.
    """
    targets = tuple(dict.fromkeys(targets or publication.targets))
    findings = list(publication.findings)
    unknown = [target for target in targets if target not in TARGETS]
    if unknown:
        mend = f"choose among {', '.join(TARGETS)}"
        problems = [Finding("OUT-002", f"there is no target {t}", mend) for t in unknown]
        raise PublicationError([*findings, *problems])
    moment = modified or moment_of(publication.record)
    layout = _or_raise(findings, lambda: load_layout(publication.layout))
    artifacts = []
    for target in targets:
        maker = TARGETS[target]
        listener(Event(target, "composing"))
        rendition = _or_raise(findings, lambda: compose(publication, layout, maker.medium))  # noqa: B023
        findings.extend(f for f in rendition.findings if f not in findings)
        artifact = _or_raise(findings, lambda: maker.emit(rendition, moment, listener))  # noqa: B023
        findings.extend(f for f in artifact.findings if f not in findings)
        artifacts.append(artifact)
    return Build(tuple(artifacts), tuple(findings))


def moment_of(record: Record) -> datetime:
    """The moment that a publication's artifacts were made: modified, else published."""
    if record.modified:
        return record.modified.astimezone(UTC)
    date = record.issued
    if date is None or date.year < _UNDATED.year:
        return _UNDATED
    return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)


def _or_raise(findings: Iterable[Finding], stage: Callable[[], T]) -> T:
    """What a stage makes; if it cannot, its findings after those that are known already."""
    try:
        return stage()
    except PublicationError as error:
        raise PublicationError(dict.fromkeys([*findings, *error.findings])) from None


@dataclass(frozen=True, slots=True)
class _Target:
    medium: Medium
    emit: Callable[[Rendition, datetime, Listener], Artifact]
    suffix: str


def _emit_epub(rendition: Rendition, modified: datetime, listener: Listener) -> Artifact:
    from imprint.emitters.cover import emit_cover
    from imprint.emitters.epub import emit_epub

    listener(Event("epub", "drawing the cover"))
    cover = emit_cover(rendition)
    listener(Event("epub", "packaging"))
    return emit_epub(rendition, modified=modified, cover=cover)


def _emit_print(rendition: Rendition, modified: datetime, listener: Listener) -> Artifact:
    # The typesetting engine takes half a second to import, which an EPUB should not pay.
    try:
        from imprint.emitters.pdf import emit_print
    except OSError as error:  # a shared library that it loads is not there
        raise ToolMissing(
            f"the print PDF needs Pango, which is missing on this machine: {error}\n"
            "  mend: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from None

    return emit_print(
        rendition,
        modified=modified,
        progress=lambda step: listener(Event("print", step)),
    )


TARGETS: Mapping[str, _Target] = {
    "epub": _Target(Medium.EPUB, _emit_epub, ".epub"),
    "print": _Target(Medium.PRINT, _emit_print, ".pdf"),
}


def target_of(path: Path, targets: Sequence[str]) -> str | None:
    """The target that a file name asks for by its extension; of several, the one in ``targets``."""
    suffixed = [name for name, maker in TARGETS.items() if maker.suffix == path.suffix.lower()]
    wanted = [name for name in suffixed if name in targets]
    return next(iter(wanted or suffixed), None)


def write_artifacts(
    artifacts: Iterable[Artifact], folder: Path, *, names: Mapping[str, Path] = {}
) -> list[Path]:
    """Write artifacts and their manifest, each to a temporary name that is then renamed.

    ``names`` maps a target to a path of its own; those are left out of the folder. Raises
    PublicationError (OUT-001) when one cannot be written; the ones before it stay as they were.
    """
    files = {names.get(a.target, folder / a.name): a.content for a in artifacts}
    manifest = folder / MANIFEST
    if any(artifact.target not in names for artifact in artifacts):
        files[manifest] = manifest_of(artifacts, previous=_previous(manifest))
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


def _previous(manifest: Path) -> dict[str, object]:
    """The entries of a manifest whose files are still there."""
    try:
        entries = json.loads(manifest.read_text(encoding="utf-8"))["artifacts"]
        return {name: e for name, e in entries.items() if (manifest.parent / name).is_file()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def clean_artifacts(folder: Path) -> list[Path]:
    """Delete the artifacts that a folder's manifest names, the manifest, and unfinished files.

    Returns what was deleted. Raises PublicationError (OUT-001) for a file that cannot be.
    """
    manifest = folder / MANIFEST
    unfinished = sorted(folder.glob(".*.part")) if folder.is_dir() else []
    named = [folder / name for name in _previous(manifest) if Path(name).name == name]
    deleted = []
    for path in (*named, *unfinished, manifest):
        try:
            if path.is_file():
                path.unlink()
                deleted.append(path)
        except OSError as error:
            problem = f"{path} cannot be deleted: {error.strerror or error}"
            mend = "check the folder's permissions"
            raise PublicationError([Finding("OUT-001", problem, mend)]) from None
    return deleted


def manifest_of(artifacts: Iterable[Artifact], *, previous: Mapping[str, object] = {}) -> bytes:
    """What a build made, as JSON: sha-256, size, pages, fonts of each artifact, and the tools.

    ``previous`` are the entries of artifacts that this build did not make.
    """
    entries = dict(previous)
    for artifact in artifacts:
        entry: dict[str, object] = {
            "target": artifact.target,
            "sha256": artifact.digest,
            "size": len(artifact.content),
        }
        if artifact.pages:
            entry["pages"] = artifact.pages
        if artifact.fonts:
            entry["fonts"] = dict(artifact.fonts)
        entries[artifact.name] = entry
    tools = {name: version(name) for name in ("imprint", "ebooklib", "weasyprint")}
    facts = {"artifacts": dict(sorted(entries.items())), "tools": tools}
    return (json.dumps(facts, indent=2, ensure_ascii=False) + "\n").encode()
