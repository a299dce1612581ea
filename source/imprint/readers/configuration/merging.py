"""Layers of located values become one, key by key."""

from __future__ import annotations

from typing import Any

from imprint.readers.configuration.forms import Form, ListOf, Structure
from imprint.readers.configuration.located import Located, Scalar, Table, is_empty


def merge(
    form: Form[Any] | None, below: Located, above: Located, *, of_one: bool = False
) -> Located:
    """``above`` over ``below``: tables are merged key by key, all else is replaced.

    A table over a short form completes it: ``publisher.place`` over ``publisher = "Verso"``
    keeps the name. A list of people is a list, even where it has one person written as a table:
    only what is ``of_one`` layer, which names that table key by key, is put together.
    """
    if not isinstance(above, Table) or (isinstance(form, ListOf) and not of_one):
        return above
    if (
        isinstance(below, Scalar)
        and isinstance(form, Structure)
        and form.main
        and not is_empty(below)
    ):
        below = Table({form.main.name: below}, below.place)
    if not isinstance(below, Table):
        return above
    entries = dict(below.entries)
    for name, value in above.entries.items():
        key = form.find(name) if isinstance(form, Structure) else None
        known = entries.get(name)
        inner = key.form if key else None
        entries[name] = value if known is None else merge(inner, known, value, of_one=of_one)
    return Table(entries, above.place)
