"""What an author wants of the imprint page beside what its pack makes of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Place


class OwnLine(Struct, frozen=True, kw_only=True):
    """A line of the author's own, or a row by its name that the pack does not have.

    ``after`` is the row that it follows; otherwise it comes last.
    """

    text: str = ""
    label: str = ""
    row: str = ""
    after: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintPageChoice:
    """The pack that the author chose by name, and what is changed of it.

    ``add`` are lines beside its rows, ``drop`` rows and groups that are left out, ``order`` those
    that come first; ``words`` maps a row to another wording. ``page`` is where it stands
    (``title-verso`` or ``last``), ``form`` how (``rows`` or ``lines``); empty: as the pack says.
    ``places`` maps ``pack`` and each name to where it was written.
    """

    pack: str = ""
    add: tuple[OwnLine, ...] = ()
    drop: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    form: str = ""
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
