"""What can be made of a publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from imprint.build.records import RECORDS
from imprint.model.media import Medium


class Target(Struct, frozen=True):
    """A kind of artifact: the medium that it is composed for, and how its files' names end.

    What is made of the record alone is composed for none.
    """

    medium: Medium | None
    suffix: str


TARGETS: Mapping[str, Target] = {
    "epub": Target(Medium.EPUB, ".epub"),
    "print": Target(Medium.PRINT, ".pdf"),
    "screen": Target(Medium.PRINT, ".pdf"),
    "archive": Target(Medium.PRINT, ".pdf"),
    "cover": Target(Medium.COVER, ".pdf"),
    **{name: Target(None, Path(form.file).suffix) for name, form in RECORDS.items()},
}


def target_of(path: Path, targets: Sequence[str]) -> str | None:
    """The target that a file name asks for by its extension; of several, the one in ``targets``."""
    suffixed = [name for name, target in TARGETS.items() if target.suffix == path.suffix.lower()]
    wanted = [name for name in suffixed if name in targets]
    return next(iter(wanted or suffixed), None)


def is_typeset(target: str) -> bool:
    """Whether a target is made of pages."""
    return target in TARGETS and TARGETS[target].medium is Medium.PRINT
