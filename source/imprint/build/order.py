"""What somebody asks for becomes files on the disk: read, built, written, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from imprint.build.memory import CACHE, Memory, Remembered, WrittenFile
from imprint.build.targets import TARGETS, is_typeset, target_of
from imprint.diagnostics import Finding, PublicationError, ToolMissing, UnusableOrder
from imprint.readers.source import Log

if TYPE_CHECKING:
    from imprint.build.artifacts import Build, Event
    from imprint.emitters.pdf.crew import Crew
    from imprint.store import Store

Listener = Callable[["Event"], None]


class Order(Struct, frozen=True, kw_only=True):
    """What is asked for: a publication's path, and what to make of it.

    ``targets`` are by default the publication's own; ``outputs`` are files with names of their own,
    by whose extension their target is known; ``folder`` is where the others go, by default
    ``build`` beside the manuscript. ``only`` names a section to be set alone. ``workers`` 0 is one
    for each processor. ``keeps`` says that what is typeset is kept for the next build.
    """

    path: Path
    targets: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    folder: Path | None = None
    settings: tuple[str, ...] = ()
    only: str = ""
    workers: int = 0
    keeps: bool = True
    proves: bool | None = None
    modified: datetime | None = None

    @property
    def target_folder(self) -> Path:
        beside = self.path if self.path.is_dir() else self.path.parent
        return self.folder or beside / "build"

    @property
    def wanted(self) -> tuple[str, ...]:
        """The targets as far as they are known before anything is read."""
        by_name = [target_of(path, self.targets) or "" for path in self.outputs]
        return self.targets or tuple(by_name) or ("epub", "print")

    @property
    def facts(self) -> Mapping[str, object]:
        """What is asked for, as JSON can write it."""
        return {
            "path": str(self.path.resolve()),
            "targets": self.targets,
            "outputs": [str(path.resolve()) for path in self.outputs],
            "folder": str(self.target_folder.resolve()),
            "settings": self.settings,
            "proves": self.proves,
            "modified": str(self.modified),
        }


class Outcome(Struct, frozen=True):
    """The files that were made, or were there already, and every finding."""

    files: tuple[WrittenFile, ...]
    findings: tuple[Finding, ...]


def carry_out(order: Order, *, listener: Listener) -> Outcome:
    """Do what an order asks for.

    Where nothing that a build reads has changed since the last one, and its files are as it left
    them, there is nothing to do. Raises PublicationError, ToolMissing, and UnusableOrder.
    """
    cache = order.target_folder / CACHE
    memory = Memory(cache) if order.keeps and not order.only else None
    if memory:
        known = memory.recall(order.facts, order.path)
        if known is not None:
            return Outcome(known.files, known.findings)
    from imprint.emitters.pdf.crew import Crew

    with Crew(workers=order.workers) as crew:
        if any(is_typeset(target) or target == "cover" for target in order.wanted):
            crew.start(warm=1 if cache.is_dir() else 2)
        return _carried_out(order, crew, memory, listener)


def _carried_out(order: Order, crew: Crew, memory: Memory | None, listener: Listener) -> Outcome:
    from platformdirs import user_cache_path

    from imprint.build.artifacts import build_artifacts
    from imprint.build.choices import read_with_choices
    from imprint.build.manifest import MANIFEST, interior_of, page_map_of, read_manifest
    from imprint.build.proof import make_proof
    from imprint.build.writing import write_artifacts
    from imprint.emitters.pdf.jobs import trim_memory
    from imprint.readers import read
    from imprint.store import NO_STORE, FolderStore

    folder = order.target_folder
    log = Log()
    publication = read_with_choices(order.path, settings=order.settings, log=log)
    wanted = order.targets or publication.targets
    names, made = _outputs(order.outputs, wanted, asked=bool(order.targets), only=bool(order.only))
    cache = folder / CACHE / "press"
    store: Store = FolderStore(cache) if order.keeps else NO_STORE
    # Code is kept where no publication can bring any.
    own = user_cache_path("imprint", appauthor=False)
    templates = own / "templates" if order.keeps else None
    targets = made or wanted
    # A build that sets pages itself has no need of what the last one knew of them.
    sets = any(map(is_typeset, targets)) and not order.only
    is_told = any(not is_typeset(target) and target != "epub" for target in targets)
    page_map = None if sets else page_map_of(folder / MANIFEST)
    interior = interior_of(folder / MANIFEST) if is_told else None
    manifest = read_manifest(folder / MANIFEST) if is_told else {}
    # What is built has no other owner than the build, which lets go of a large text in time. Both
    # calls are therefore written out: one with its arguments bound before would own it as well.
    given = [publication]
    del publication

    def made_with(store: Store) -> Build:
        if order.only:
            return make_proof(
                given.pop() if given else read(order.path, settings=order.settings),
                only=order.only,
                targets=targets,
                modified=order.modified,
                listener=listener,
                crew=crew,
                store=store,
                templates=templates,
                pages=page_map,
            )
        return build_artifacts(
            given.pop() if given else read(order.path, settings=order.settings),
            targets=targets,
            modified=order.modified,
            listener=listener,
            crew=crew,
            store=store,
            templates=templates,
            pages=page_map,
            interior=interior,
            manifest=manifest,
            proves=order.proves,
        )

    try:
        built = made_with(store)
    except (PublicationError, ToolMissing, UnusableOrder):
        raise
    except Exception:
        if not (isinstance(store, FolderStore) and store.given):
            raise
        # What was kept is whole, but not what it should be: it is made again.
        store = FolderStore(cache, blind=True)
        built = made_with(store)
    trim_memory()
    written = write_artifacts(
        built.artifacts, folder, names=names, pages=built.pages, revision=built.revision
    )
    store.tidy()
    files = tuple(
        WrittenFile(a.target, str(path), a.digest, len(a.content), a.pages)
        for a, path in zip(built.artifacts, written, strict=True)
    )
    findings = (*built.findings, *_troubles(store))
    if memory:
        apart = len(names) == len(files) and "cover" not in wanted
        listed = () if apart else (folder / MANIFEST,)
        memory.remember(order.facts, log, Remembered(files, findings), also=listed)
    return Outcome(files, findings)


def _outputs(
    outputs: Sequence[Path], targets: Sequence[str], *, asked: bool, only: bool
) -> tuple[dict[str, Path], tuple[str, ...]]:
    """The path of each target that has one of its own, and the targets to make."""
    names: dict[str, Path] = {}
    for output in outputs:
        target = target_of(output, targets if asked else ())
        if target is None:
            known = sorted({target.suffix for target in TARGETS.values()})
            raise UnusableOrder(f"-o {output}: the extension must be one of {', '.join(known)}")
        if only and not is_typeset(target):
            raise UnusableOrder(f"-o {output}: a section alone is a PDF")
        if target in names:
            raise UnusableOrder(f"-o {output}: {names[target]} is made of the same target")
        names[target] = output
    made = tuple(dict.fromkeys([*(targets if asked else ()), *names])) if names else ()
    return names, made


def _troubles(store: Store) -> Iterator[Finding]:
    trouble = getattr(store, "trouble", "")
    if trouble:
        what = f"what was typeset cannot be kept for the next build: {trouble}"
        mend = "check the folder's permissions and the space on the disk, or give --no-cache"
        yield Finding("OUT-004", what, mend)
