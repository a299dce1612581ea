"""``--set KEY=VALUE`` on the command line becomes located values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from imprint.diagnostics import Findings, Place
from imprint.readers.configuration.from_toml import read_toml
from imprint.readers.configuration.keys import TOP
from imprint.readers.configuration.located import (
    DEEPEST,
    Items,
    Located,
    Scalar,
    Table,
    Writing,
)
from imprint.readers.configuration.merging import merge
from imprint.readers.configuration.wording import shown

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_FILE = "--set"


def read_overrides(pairs: Sequence[str], *, findings: Findings) -> Table | None:
    """The values of ``--set`` pairs, later ones over earlier, or None with CFG-007.

    Keys are dotted: ``formats.print.isbn=…``. A value is taken as it stands; one that is a TOML
    list or table (``author=["Ann", "Ben"]``) is read as that.
    """
    together = Table({}, Place(_FILE))
    good = True
    for pair in pairs:
        table = _read_pair(pair, findings)
        if table is None:
            good = False
        else:
            merged = merge(TOP, together, table, of_one=True)
            together = merged if isinstance(merged, Table) else table
    return together if good else None


def _read_pair(pair: str, findings: Findings) -> Table | None:
    key, equals, text = pair.partition("=")
    key = key.strip()
    names = key.split(".")
    if not equals:
        findings.add(
            "CFG-007",
            f"there is no = in {shown(pair)}",
            mend=f"write --set {shown(key) or 'KEY'}=VALUE",
            where=Place(_FILE),
        )
        return None
    if len(names) > DEEPEST or not all(_NAME.fullmatch(name) for name in names):
        findings.add(
            "CFG-007",
            f"{shown(key) or 'an empty text'} is not a key",
            mend="write the key with dots, as in: --set formats.print.isbn=978-0-306-40615-7",
            where=Place(_FILE),
        )
        return None
    value: Located = _read_value(text.strip(), key)
    for at in range(len(names) - 1, -1, -1):
        value = Table({names[at]: value}, Place(_FILE, 0, ".".join(names[:at])))
    assert isinstance(value, Table)
    return value


def _read_value(text: str, key: str) -> Located:
    import tomllib

    place = Place(_FILE, 0, key)
    if text.startswith(("[", "{")):
        try:
            tomllib.loads(f"value = {text}")
        except (tomllib.TOMLDecodeError, RecursionError):
            return Scalar(text, Writing.PLAIN, place)
        table = read_toml(f"value = {text}", file=_FILE, findings=Findings())
        if table and set(table.entries) == {"value"}:
            return _moved(table.entries["value"], key)
    return Scalar(text, Writing.PLAIN, place)


def _moved(value: Located, key: str) -> Located:
    """The value with its places at a key of the command line, which has no lines."""
    place = Place(_FILE, 0, key + value.place.key.removeprefix("value"))
    if isinstance(value, Table):
        entries = {name: _moved(entry, key) for name, entry in value.entries.items()}
        return Table(entries, place)
    if isinstance(value, Items):
        return Items(tuple(_moved(item, key) for item in value.items), place)
    return Scalar(value.text, value.writing, place)
