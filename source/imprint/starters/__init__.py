"""An empty folder becomes a small publication that builds at once."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from imprint.diagnostics import Finding, Place, PublicationError

_TITLE = "{{ title }}"


def start(folder: Path, kind: str) -> list[Path]:
    """Write the starter of a kind into a new or empty folder.

    The kind is ``novel``, ``essay``, ``manual`` or ``issue``. The folder's name becomes the title.
    Returns the files, and raises PublicationError (OUT-001) when the folder has something in it or
    cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise PublicationError([_occupied(folder)])
        title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
        title = title.replace("\\", "").replace('"', "") or "Untitled"
        written = []
        for path, text in _files(resources.files("imprint.starters") / kind, Path()):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace(_TITLE, title), encoding="utf-8")
            written.append(file)
        return written
    except OSError as error:
        problem = f"{error.filename or folder} cannot be written: {error.strerror or error}"
        mend = "name a folder in which you may write"
        raise PublicationError([Finding("OUT-001", problem, mend)]) from None


def _files(folder: Traversable, below: Path) -> Iterator[tuple[Path, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, below / entry.name)
        else:
            yield below / entry.name, entry.read_text(encoding="utf-8")


def _occupied(folder: Path) -> Finding:
    return Finding(
        "OUT-001",
        f"{folder} is there already and is not an empty folder",
        mend="name a folder that does not exist yet",
        where=Place(str(folder)),
    )
