"""A contributor's name becomes its parts, as far as the form to file under tells them."""

from __future__ import annotations

import re

from msgspec import Struct

from imprint.model.record import Contributor
from imprint.model.titles import tidy

_SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|[ivx]{2,})\.?", re.IGNORECASE)


class Name(Struct, frozen=True, kw_only=True):
    """A name in parts, or a ``literal`` one whose parts are not known."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


def name_of(person: Contributor) -> Name:
    """The name in parts where ``Family, Given`` is how it is filed, else as it is printed.

    ``King, Martin Luther, Jr.`` and ``King, Jr., Martin Luther`` have a suffix. What is before the
    comma is the family name only if the printed name has it too: a name that is filed under a
    translation of itself stays whole.
    """
    printed = tidy(person.name)
    parts = [part.strip() for part in tidy(person.sort_name).split(",")]
    suffixes = [part for part in parts[1:] if _SUFFIX.fullmatch(part)]
    parts = [part for part in parts if part not in suffixes]
    is_whole = len(parts) == 2 and all(parts) and len(suffixes) <= 1
    if person.is_body or not is_whole or not _has(printed, parts[0]):
        return Name(literal=printed)
    return Name(family=parts[0], given=parts[1], suffix="".join(suffixes))


def _has(printed: str, part: str) -> bool:
    return part.casefold() in printed.casefold()
