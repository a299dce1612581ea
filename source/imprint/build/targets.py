"""What can be made of a publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from imprint.model.rendition import Medium


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of artifact: the medium that it is composed for, and its files' extension."""

    medium: Medium
    suffix: str


TARGETS: Mapping[str, Target] = {
    "epub": Target(Medium.EPUB, ".epub"),
    "print": Target(Medium.PRINT, ".pdf"),
    "screen": Target(Medium.PRINT, ".pdf"),
    "archive": Target(Medium.PRINT, ".pdf"),
    "cover": Target(Medium.COVER, ".pdf"),
}


def target_of(path: Path, targets: Sequence[str]) -> str | None:
    """The target that a file name asks for by its extension; of several, the one in ``targets``."""
    suffixed = [name for name, target in TARGETS.items() if target.suffix == path.suffix.lower()]
    wanted = [name for name in suffixed if name in targets]
    return next(iter(wanted or suffixed), None)
