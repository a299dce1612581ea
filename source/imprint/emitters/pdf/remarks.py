"""What the press would mind in a file, and could not be put right, becomes remarks by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct


class Trouble(NamedTuple):
    """Something that could not be put right, and how its author mends it."""

    what: str
    mend: str
    transparent: bool = False


class Remark(Struct, frozen=True):
    """A trouble, with the pages that have it, from 0; none if it is the file's as a whole.

    It is ``transparent`` if something shines through, fades or blends.
    """

    what: str
    mend: str
    transparent: bool = False
    pages: tuple[int, ...] = ()


def by_trouble(pages: Mapping[int, Iterable[Trouble]]) -> tuple[Remark, ...]:
    """One remark for each trouble, in the order in which the pages have them."""
    gathered: dict[Trouble, list[int]] = {}
    for page, troubles in pages.items():
        for trouble in dict.fromkeys(troubles):
            gathered.setdefault(trouble, []).append(page)
    return tuple(Remark(*trouble, pages=tuple(found)) for trouble, found in gathered.items())
