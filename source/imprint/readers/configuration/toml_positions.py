"""The text of a TOML file becomes the line and the wording of each value in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import tree_sitter
import tree_sitter_toml

_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """The line that a value's key stands on, from 1, and the value as written."""

    line: int
    raw: str = ""


Positions = dict[_Path, Position]


def find_positions(text: str) -> Positions:
    """Where each value of a valid TOML text stands, by its path of keys and list indexes."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    positions: Positions = {}
    lengths: dict[_Path, int] = {}  # of arrays of tables
    for node in parser.parse(text.encode()).root_node.named_children:
        if node.type == "pair":
            _note_pair(node, (), positions)
        elif node.type in ("table", "table_array_element"):
            path = _note_header(node, positions, lengths)
            for child in node.named_children[1:]:
                if child.type == "pair":
                    _note_pair(child, path, positions)
    return positions


def _note_header(table: tree_sitter.Node, positions: Positions, lengths: dict[_Path, int]) -> _Path:
    """The path of a ``[table]`` or of the newest table of a ``[[list]]``."""
    line = Position(table.start_point[0] + 1)
    path: _Path = ()
    names = list(_names(table.named_children[0]))
    for at, name in enumerate(names):
        path = (*path, name)
        positions.setdefault(path, line)
        is_last = at == len(names) - 1
        if is_last and table.type == "table_array_element":
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
    positions[path] = line
    return path


def _note_pair(pair: tree_sitter.Node, path: _Path, positions: Positions) -> None:
    children = [child for child in pair.named_children if child.type != "comment"]
    if len(children) != 2:  # a fault that tomllib lets pass has no positions
        return
    key, value = children
    line = key.start_point[0] + 1
    for name in _names(key):
        path = (*path, name)
        positions.setdefault(path, Position(line))
    _note_value(value, path, line, positions)


def _note_value(value: tree_sitter.Node, path: _Path, line: int, positions: Positions) -> None:
    if value.type == "inline_table":
        positions[path] = Position(line)
        for child in value.named_children:
            if child.type == "pair":
                _note_pair(child, path, positions)
    elif value.type == "array":
        positions[path] = Position(line)
        items = [child for child in value.named_children if child.type != "comment"]
        for at, item in enumerate(items):
            _note_value(item, (*path, at), item.start_point[0] + 1, positions)
    else:
        positions[path] = Position(line, (value.text or b"").decode())


def _names(key: tree_sitter.Node) -> Iterator[str]:
    """The names in a key, which may be dotted: the grammar nests those to the left."""
    parts: list[tree_sitter.Node] = []
    while key.type == "dotted_key":
        inner = key.named_children
        parts.append(inner[-1])
        key = inner[0]
    for part in (key, *reversed(parts)):
        raw = (part.text or b"").decode()
        yield raw if part.type == "bare_key" else next(iter(tomllib.loads(f"{raw} = 0")))
