"""What an explanation of a rule is."""

from __future__ import annotations

from msgspec import Struct


class Explanation(Struct, frozen=True):
    """``why`` a rule matters, how to ``mend`` what breaks it, and the ``source``: whose rule it is.

    Each is a text of one sentence or a few, ``source`` the address of a page, at the section that
    has the rule; empty for a rule of Imprint's own.
    """

    why: str
    mend: str
    source: str = ""
