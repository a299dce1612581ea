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
from imprint.readers.configuration.wording import shown

if TYPE_CHECKING:
    from imprint.readers.configuration.toml_positions import Positions

LARGEST_TOML = 1_000_000  # characters

# What tomllib says, what that means, and how an author mends it.
_MEANINGS = (
    ("Invalid value", "the value cannot be read", 'write texts in quotation marks: "The Sea"'),
    (
        "Expected newline",
        "something follows where the line should end",
        "write one key on a line, and texts in quotation marks",
    ),
    ("Invalid initial", "a key is missing", 'write a key and a value, as in: lang = "en"'),
    (
        "Invalid statement",
        "the line is neither a key nor a [table]",
        'write a key and a value, as in: lang = "en"',
    ),
    ("Invalid date", "there is no such day or time", "write one that there is"),
    ("Expected '='", "there is no = after a key", 'write a key and a value: lang = "en"'),
    (
        r"Illegal character '\n'",
        "a quotation mark is not closed",
        'close it in the same line, or write three (""") around several lines',
    ),
    (
        r"Found invalid character '\n'",
        "a quotation mark is not closed",
        "close it in the same line, or write three (''') around several lines",
    ),
    ("Illegal character", "an invisible character is not allowed here", "delete it"),
    ("Unterminated string", "a quotation mark is not closed", "close it"),
    ("Expected \"'''\"", "a text is not closed", "write ''' at its end"),
    ('Expected "\'"', "a quotation mark is not closed", "close it in the same line"),
    ("Unclosed array", "a list is not closed", "put commas between its items, and ] at its end"),
    (
        "Unclosed inline table",
        "a table is not closed",
        "put commas between its keys, and } at its end; it stands on one line",
    ),
    ("Cannot overwrite a value", "a key is given twice", "keep one of the two"),
    ("Duplicate inline table key", "a key is given twice", "keep one of the two"),
    ("Cannot declare", "a table is declared twice", "join the two into one"),
    (
        r"Unescaped '\'",
        "a backslash stands alone",
        "write it twice, or put the text in 'single quotation marks'",
    ),
    ("Expected ']'", "a table's name is not closed", "write ] after it"),
    ("Exceeds the limit", "a number is too long", "put it in quotation marks"),
)
_UNQUOTED = re.compile(r"""\s*([\w.-]+)\s*=\s*([^\s"'\[{#][^"'#]*?)\s*(?:#.*)?""")
# tomllib needs time by the square of a dotted key's length.
_LONG_KEY = re.compile(r"(?:[\w-]+[ \t]*\.[ \t]*){200}")


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
        too_deep = _LONG_KEY.search(text) is not None
        values = {} if too_deep else tomllib.loads(text)
        too_deep = too_deep or _is_too_deep(values)
    except ValueError as error:  # also of a number with thousands of digits
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
    line, column = text.rstrip("\n").count("\n") + 1, 0
    if found:
        message = message[: found.start()]
        if found[1]:
            line, column = int(found[1]), int(found[2])
    what, mend = message[:1].lower() + message[1:], ""
    for start, meaning, how in _MEANINGS:
        if message.startswith(start):
            what, mend = meaning, how
            break
    unquoted = _UNQUOTED.fullmatch(text.split("\n")[line - 1])
    if unquoted and message.startswith(("Invalid value", "Expected newline")):
        mend = f'write {unquoted[1]} = "{shown(unquoted[2].strip("“”„‘’«»"))}"'
    findings.add(
        "CFG-001",
        what + (f", in column {column}" if column else ", at the end of the file"),
        mend=mend,
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
