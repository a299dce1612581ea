"""What every node of the content tree has: its place in the source and its attributes."""

from __future__ import annotations

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Place


class Attributes(Struct, frozen=True):
    """What an author may say of any element.

    ``id`` is unique in the publication. ``language`` is a BCP 47 tag, empty where the element
    has its parent's. ``direction`` is ``ltr``, ``rtl`` or empty.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    language: str = ""
    direction: str = ""


PLAIN = Attributes()


class Node(Struct, frozen=True, kw_only=True):
    """An element of the content tree."""

    place: Place = NOWHERE
    attributes: Attributes = PLAIN
