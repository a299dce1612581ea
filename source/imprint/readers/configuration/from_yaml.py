"""A front-matter block in YAML becomes located values (https://yaml.org/spec/1.1/)."""

from __future__ import annotations

from functools import cache
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
    import yaml

LARGEST_YAML = 100_000  # characters
_MOST_VALUES = 20_000  # with those that aliases repeat
_TAG = "tag:yaml.org,2002:"
_SCALAR_TAGS = {_TAG + name for name in ("str", "int", "float", "bool", "null", "timestamp")}
_SCALAR_TAGS |= {_TAG + "merge", _TAG + "value"}  # a plain << or =, which are text to us

# What PyYAML says, what that means, and how an author mends it.
_MEANINGS = (
    (
        "mapping values are not allowed",
        "a second colon stands in the line",
        "put a value that has a colon in it in quotation marks",
    ),
    (r"found character '\t'", "the line is indented with a tab", "indent it with spaces"),
    ("found character '", "a value begins with a sign of YAML's own", "put it in quotation marks"),
    ("could not find expected ':'", "a key has no colon", "write it as in lang: en"),
    ("found unexpected end of stream", "a quotation mark is not closed", "close it"),
    (
        "expected <block end>",
        "the line does not fit the ones above it",
        "put a value that begins with a quotation mark in others, or check the indents",
    ),
    ("expected ',' or", "a bracket is not closed", "close it, and put commas between the items"),
    ("did not find expected", "a bracket is not closed", "close it"),
    ("found undefined alias", "a value begins with *", "put it in quotation marks"),
    ("expected alphabetic", "a value begins with * or &", "put it in quotation marks"),
    ("but found another document", "a line --- stands in the front matter", "delete it"),
)


class _Refused(Exception):
    """YAML that Imprint does not read, though YAML allows it."""

    def __init__(self, what: str, mend: str, line: int) -> None:
        super().__init__(what)
        self.what, self.mend, self.line = what, mend, line


def read_yaml(text: str, *, file: str, line: int, findings: Findings) -> Table | None:
    """The values of a front-matter block with the line of each, or None with CFG-002.

    ``line`` is the number of the block's first line in the file. A scalar keeps its wording:
    ``lang: no`` is Norwegian and ``version: 1.10`` is 1.10.
    """
    import yaml

    try:
        if len(text) > LARGEST_YAML:
            raise _Refused(
                f"the front matter has {len(text):,} characters; it may have {LARGEST_YAML:,}",
                "close it with a line --- above the text",
                0,
            )
        return _read(text.removeprefix("\ufeff"), file, line)
    except _Refused as refused:
        what, mend, at = refused.what, refused.mend, refused.line
    except yaml.reader.ReaderError as error:
        what = f"the character U+{int(error.character):04X} is not allowed in YAML"
        mend = "delete it; it is often left behind by a word processor"
        at = text.count("\n", 0, error.position)
    except yaml.MarkedYAMLError as error:
        problem = error.problem or error.context or "the block cannot be read"
        # What is not closed is shown where it was opened.
        is_open = problem.startswith(("expected ',' or", "found unexpected end of stream"))
        mark = (error.context_mark if is_open else None) or error.problem_mark
        what, mend = problem, ""
        for start, meaning, how in _MEANINGS:
            if problem.startswith(start):
                what, mend = meaning, how
                break
        what += f", in column {mark.column + 1}" if mark else ""
        at = mark.line if mark else 0
    findings.add("CFG-002", what, mend=mend, where=Place(file, line + at))
    return None


def _read(text: str, file: str, line: int) -> Table:
    loader = _loader_class()(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if node is None:
        return Table({}, Place(file, line))
    located = _Conversion(line).located(node, Place(file, line), 0)
    if not isinstance(located, Table):
        raise _Refused(
            "the front matter is not a table of keys",
            "write a key, a colon and a value on each line, as in title: The Sea; "
            "below a --- that is a thematic break leave a blank line",
            node.start_mark.line,
        )
    return located


@cache
def _loader_class() -> type[yaml.SafeLoader]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Composes nodes, and only so deep."""

        depth = 0

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.depth > DEEPEST:
                raise _Refused(
                    f"lists and tables stand in each other more than {DEEPEST} deep",
                    "check the brackets and the indents",
                    self.line,
                )
            self.depth += 1
            try:
                return super().compose_node(parent, index)
            finally:
                self.depth -= 1

    return Loader


class _Conversion:
    """Turns YAML nodes into located values, and counts them."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.count = 0

    def located(self, node: yaml.Node, place: Place, depth: int) -> Located:
        import yaml

        self.count += 1
        line = node.start_mark.line
        if self.count > _MOST_VALUES or depth > DEEPEST:
            raise _Refused(
                "aliases (*name) repeat each other without end",
                "write the values themselves",
                line,
            )
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self._table(node, place, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            return self._items(node, place, depth)
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALAR_TAGS:
            return _scalar(node, place)
        raise _Refused(
            f"the tag {shown(node.tag.replace(_TAG, '!!'))} is not allowed", "delete it", line
        )

    def _items(self, node: yaml.SequenceNode, place: Place, depth: int) -> Items:
        items = []
        for at, item in enumerate(node.value, 1):
            line = self.first_line + item.start_mark.line
            items.append(self.located(item, numbered(place, at, line), depth + 1))
        return Items(tuple(items), place)

    def _table(self, node: yaml.MappingNode, place: Place, depth: int) -> Table:
        import yaml

        entries: dict[str, Located] = {}
        for key, value in node.value:
            line = key.start_mark.line
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _SCALAR_TAGS:
                raise _Refused(
                    "a list or a table stands where a key should",
                    "put a value that begins with { or [ in quotation marks",
                    line,
                )
            name = key.value
            if not name.strip():
                raise _Refused("a colon has no key before it", "write the key", line)
            if name in entries:
                first = entries[name].place.line
                raise _Refused(
                    f"the key {shown(name)} is given twice, first in line {first}",
                    "keep one of the two",
                    line,
                )
            inner = inside(place, name, self.first_line + line)
            entries[name] = self.located(value, inner, depth + 1)
        return Table(entries, place)


def _scalar(node: yaml.ScalarNode, place: Place) -> Scalar:
    if node.tag == _TAG + "null":
        return Scalar("", Writing.EMPTY, place)
    writing = Writing.PLAIN if node.style is None else Writing.TEXT
    return Scalar(node.value, writing, place)
