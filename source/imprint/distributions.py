"""Installed distributions: their versions and files, read where installers record them.

``importlib.metadata`` tells the same, and is asked where a distribution is recorded otherwise. It
parses metadata as e-mail, and to import that takes as long as to read a short book.
https://packaging.python.org/en/latest/specifications/recording-installed-packages/
"""

from __future__ import annotations

import csv
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path, PurePath

_RECORDED = ".dist-info"


def version_of(name: str) -> str:
    """The version of an installed distribution, or nothing where there is none."""
    found = _recorded(name)
    if found is not None:
        return found.name.removesuffix(_RECORDED).partition("-")[2]
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def files_of(name: str) -> tuple[Path, tuple[PurePath, ...]]:
    """The folder that a distribution is installed in, and its files, relative to that.

    Where there is no such distribution, or none of its files is recorded, there are no files.
    """
    found = _recorded(name)
    if found is not None:
        with suppress(OSError, UnicodeError, csv.Error):
            rows = csv.reader((found / "RECORD").read_text(encoding="utf-8").splitlines())
            return found.parent, tuple(PurePath(row[0]) for row in rows if row)
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        recorded = distribution(name)
    except PackageNotFoundError:
        return Path(), ()
    return Path(str(recorded.locate_file(""))), tuple(recorded.files or ())


def _recorded(name: str) -> Path | None:
    return _folders(tuple(sys.path)).get(_normalized(name))


@cache
def _folders(places: tuple[str, ...]) -> dict[str, Path]:
    """The folder that each distribution is recorded in; of two, the one that is imported."""
    folders: dict[str, Path] = {}
    for place in places:
        with suppress(OSError):
            for folder in sorted(Path(place).glob(f"*{_RECORDED}")):
                folders.setdefault(_normalized(folder.name.partition("-")[0]), folder)
    return folders


def _normalized(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/."""
    return re.sub("[-_.]+", "-", name).lower()
