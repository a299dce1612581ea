"""Files that mean harm, or nothing, become one finding each, and fast."""

from __future__ import annotations

import pytest

from imprint.diagnostics import Findings
from imprint.readers.configuration import (
    Located,
    Table,
    read_overrides,
    read_toml,
    read_yaml,
    reference,
    settings_of,
)

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
TOO_DEEP = "lists and tables stand in each other more than 32 deep"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a = " + "[" * 1000 + "]" * 1000, TOO_DEEP),
        ("a = " + "[" * 1000, TOO_DEEP),
        ("a = " + "[" * 100 + "]" * 100, TOO_DEEP),
        ("a" + ".a" * 100 + " = 1", TOO_DEEP),
        ("a" + ".a" * 200_000 + " = 1", TOO_DEEP),
        ("[" + "a." * 100_000 + "a]", TOO_DEEP),
        ("x = 1\n" * 900_000, "the file has 5,400,000 characters; it may have 1,000,000"),
        ("\x00\x01\x02\x7fELF", "the line is neither a key nor a [table], in column 1"),
        ('title = "\x00"', "an invisible character is not allowed here, in column 10"),
        ("n = " + "9" * 5000, "a number is too long, at the end of the file"),
        ("date = 2026-02-30", "there is no such day or time, in column 8"),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_toml(text: str, what: str) -> None:
    findings = Findings()
    assert read_toml(text, file="imprint.toml", findings=findings) is None
    assert [(finding.code, finding.what) for finding in findings] == [("CFG-001", what)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: " + "[" * 1000 + "]" * 1000, TOO_DEEP),
        ("a: " + "[" * 90_000, TOO_DEEP),
        ("".join(f"{' ' * depth}a:\n" for depth in range(100)), TOO_DEEP),
        ("- " * 1000, TOO_DEEP),
        (BOMB, "aliases (*name) repeat each other without end"),
        ("a: &a [*a]", "aliases (*name) repeat each other without end"),
        ("a: &a {b: *a}", "aliases (*name) repeat each other without end"),
        ("x: 1\n" * 1_000_000, "the front matter has 5,000,000 characters; it may have 100,000"),
        ("title: \x00", "the character U+0000 is not allowed in YAML"),
        ("? [a, b]\n: c", "a list or a table stands where a key should"),
        ("? {a: b}\n: c", "a list or a table stands where a key should"),
        ('"": a', "a colon has no key before it"),
        ("a: 1\n---\nb: 2", "a line --- stands in the front matter, in column 1"),
        ("- a\n- b", "the front matter is not a table of keys"),
        ("a: !!binary aGk=", "the tag !!binary is not allowed"),
        ("a: !!set {a, b}", "the tag !!set is not allowed"),
        ("%YAML 9.9\n---\na: 1", "found incompatible YAML document (version 1.* is required)"),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_yaml(text: str, what: str) -> None:
    findings = Findings()
    assert read_yaml(text, file="essay.md", line=2, findings=findings) is None
    assert [finding.code for finding in findings] == ["CFG-002"]
    assert next(iter(findings)).what.startswith(what)


def test_overrides() -> None:
    findings = Findings()
    assert read_overrides(["a." * 100 + "a=1"], findings=findings) is None
    assert [finding.code for finding in findings] == ["CFG-007"]
    findings = Findings()
    bracket = read_overrides(["title=" + "[" * 2000, "subtitle=[a\nb=1"], findings=findings)
    assert bracket is not None
    assert settings_of([bracket], findings=findings).record.title == "[" * 2000
    assert not list(findings)


def test_keys_are_only_keys() -> None:
    names = ["__proto__", "__class__", "constructor", "get", "<<", "=", "null", "a" * 900]
    text = "".join(f"{name}: {{x: 1}}\n" for name in names if name != "null")
    findings = Findings()
    table = read_yaml(text, file="essay.md", line=2, findings=findings)
    assert table is not None
    settings_of([table], findings=findings)
    assert {finding.code for finding in findings} == {"CFG-003"}
    assert len(list(findings)) == len(names) - 1
    assert all(len(finding.what) < 100 for finding in findings)


@pytest.mark.slow
def test_values_of_every_wrong_kind_never_raise() -> None:
    kinds = ["1", "1.5", "true", '""', '"x"', "[]", "[[]]", "[1, true]", "{}", "{x = {}}"]
    kinds += ["2026-11-23", "10:30:00", "nan", "-inf", "[{}, {name = []}]", '"\\u0001"']
    paths = [tuple(help_.key.split(".")) for help_ in reference()]
    for kind in kinds:
        findings = Findings()
        table = read_toml(f"x = {kind}", file="imprint.toml", findings=findings)
        assert table is not None
        for depth in range(1, max(map(len, paths)) + 1):
            shallow = {path[:depth] for path in paths}
            settings_of([_table_of(shallow, table.entries["x"])], findings=findings)
        assert all(finding.where.line == 1 for finding in findings)


def _table_of(paths: set[tuple[str, ...]], value: Located) -> Located:
    """A table with every one of the paths, and the value at the ends of them."""
    inner: dict[str, set[tuple[str, ...]]] = {}
    for path in sorted(paths):
        if path:
            inner.setdefault(path[0], set()).add(path[1:])
    if not inner:
        return value
    return Table({name: _table_of(rest, value) for name, rest in inner.items()}, value.place)
