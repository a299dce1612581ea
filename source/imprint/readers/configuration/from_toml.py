"""The text of a TOML file becomes located values (https://toml.io/en/v1.0.0)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.diagnostics import Findings, Place
from imprint.readers.configuration.located import (
    DEEPEST,
    Items,
    Located,
    Scalar,
    Table,
    Writing,
    inside,
    numbered,
)

if TYPE_CHECKING:
    from imprint.readers.configuration.toml_positions import Positions

LARGEST_TOML = 1_000_000  # characters

# What tomllib says, and how an author mends it.
_MENDS = (
    ("Invalid value", 'write texts in quotation marks, as in: title = "The Sea"'),
    ("Invalid initial character for a key", 'write a key and a value, as in: lang = "en"'),
    ("Expected '='", 'write a key and a value, as in: lang = "en"'),
    ("Expected newline", "write one key on a line, and texts in quotation marks"),
    ("Illegal character '\\n'", 'close the quotation mark; around several lines write """'),
    ("Illegal character", "delete the character; it is invisible and not allowed here"),
    ("Unterminated string", "close the quotation mark"),
    ("Expected \"'''\"", "close the text with '''"),
    ("Unclosed array", "put commas between the items, and close the list with ]"),
    ("Unclosed inline table", "put commas between the keys, and close the table with }"),
    ("Cannot overwrite a value", "keep one of the two; a key may be given once"),
    ("Duplicate inline table key", "keep one of the two; a key may be given once"),
    ("Cannot declare", "join the two tables into one"),
    ("Unescaped '\\'", "write the backslash twice, or use 'single quotation marks'"),
    ("Expected ']'", "close the table's name with ]"),
)


def read_toml(text: str, *, file: str, findings: Findings) -> Table | None:
    """The values of a TOML file with the line of each, or None with CFG-001."""
    import tomllib

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > LARGEST_TOML:
        findings.add(
            "CFG-001",
            f"the file has {len(text):,} characters; it may have {LARGEST_TOML:,}",
            mend="check that it is the right file; the manuscript goes into files of its own",
            where=Place(file),
        )
        return None
    try:
        values = tomllib.loads(text)
        too_deep = _is_too_deep(values)
    except tomllib.TOMLDecodeError as error:
        _report(str(error), text, file, findings)
        return None
    except RecursionError:
        too_deep = True
    if too_deep:
        findings.add(
            "CFG-001",
            f"lists and tables stand in each other more than {DEEPEST} deep",
            mend="check the brackets",
            where=Place(file),
        )
        return None
    from imprint.readers.configuration.toml_positions import find_positions

    located = _located(values, (), Place(file, 1), find_positions(text))
    assert isinstance(located, Table)
    return located


def _report(message: str, text: str, file: str, findings: Findings) -> None:
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    line, column, what = text.count("\n") + 1, 0, message
    if found:
        what = message[: found.start()]
        if found[1]:
            line, column = int(found[1]), int(found[2])
    findings.add(
        "CFG-001",
        f"{what[:1].lower()}{what[1:]}, "
        + (f"in column {column}" if column else "at the end of the file"),
        mend=next((mend for start, mend in _MENDS if what.startswith(start)), ""),
        where=Place(file, line),
    )


def _is_too_deep(values: object) -> bool:
    """Whether values nest deeper than Imprint's keys; looks without recursion."""
    level: list[object] = [values]
    for _ in range(DEEPEST):
        level = [
            inner
            for value in level
            for inner in (
                value.values()
                if isinstance(value, dict)
                else value
                if isinstance(value, list)
                else ()
            )
        ]
        if not level:
            return False
    return True


def _located(
    value: object, path: tuple[str | int, ...], place: Place, positions: Positions
) -> Located:
    if isinstance(value, dict):
        entries: dict[str, Located] = {}
        for name, entry in value.items():
            inner = (*path, name)
            line = positions[inner].line if inner in positions else 0
            entries[name] = _located(entry, inner, inside(place, name, line), positions)
        return Table(entries, place)
    if isinstance(value, list):
        items: list[Located] = []
        for at, item in enumerate(value):
            inner = (*path, at)
            line = positions[inner].line if inner in positions else 0
            items.append(_located(item, inner, numbered(place, at + 1, line), positions))
        return Items(tuple(items), place)
    if isinstance(value, str):
        return Scalar(value, Writing.TEXT, place)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), Writing.BOOLEAN, place)
    raw = positions[path].raw if path in positions else str(value)
    if isinstance(value, int | float):
        return Scalar(raw.replace("_", ""), Writing.NUMBER, place)
    return Scalar(raw, Writing.DATE, place)
