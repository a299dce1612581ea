"""Every key that is given has its place: file, line and dotted key as written."""

from __future__ import annotations

from imprint.diagnostics import Findings
from imprint.readers.configuration import (
    Items,
    Located,
    Scalar,
    Table,
    read_overrides,
    read_toml,
    read_yaml,
    settings_of,
)

TOML = '''\
title = "The Sea" # 1
original."lang" = "de"
author = [
  # the first
  "Ann",
  {name = "Ben"},
]

[formats.print]
isbn = "978-0-306-40615-7"

[[contributor]]
name = "Eva"
role = "pfr"

[[contributor]]
name = "Udo"
role."x y" = """
two lines"""
after = 1_000
when = 2026-11-23
'''

YAML = """\
title: The Sea

author:
  - Ann
  - name: Ben
description: |
  One.
formats: {print: {isbn: 1}}
"""


def _places(value: Located) -> list[str]:
    inner: list[Located] = []
    if isinstance(value, Table):
        inner = list(value.entries.values())
    elif isinstance(value, Items):
        inner = list(value.items)
    said = f"{value.place}" + (f" {value.text!r}" if isinstance(value, Scalar) else "")
    return [said, *(line for entry in inner for line in _places(entry))]


def _read_toml(text: str) -> Table:
    findings = Findings()
    table = read_toml(text, file="imprint.toml", findings=findings)
    assert table is not None
    assert not list(findings)
    return table


def test_toml() -> None:
    assert [line.removeprefix("imprint.toml:") for line in _places(_read_toml(TOML))] == [
        "1",
        "1 (title) 'The Sea'",
        "2 (original)",
        "2 (original.lang) 'de'",
        "3 (author)",
        "5 (author[1]) 'Ann'",
        "6 (author[2])",
        "6 (author[2].name) 'Ben'",
        "9 (formats)",
        "9 (formats.print)",
        "10 (formats.print.isbn) '978-0-306-40615-7'",
        "12 (contributor)",
        "12 (contributor[1])",
        "13 (contributor[1].name) 'Eva'",
        "14 (contributor[1].role) 'pfr'",
        "16 (contributor[2])",
        "17 (contributor[2].name) 'Udo'",
        "18 (contributor[2].role)",
        "18 (contributor[2].role.x y) 'two lines'",
        "20 (contributor[2].after) '1000'",
        "21 (contributor[2].when) '2026-11-23'",
    ]


def test_toml_tables_in_lists_of_tables() -> None:
    text = "[[a]]\n[[a.b]]\nc = 1\n[[a.b]]\nc = 2\n[a.d]\ne = 3\n[[a]]\n[[a.b]]\nc = 4\n"
    scalars = [line for line in _places(_read_toml(text)) if line.endswith("'")]
    assert scalars == [
        "imprint.toml:3 (a[1].b[1].c) '1'",
        "imprint.toml:5 (a[1].b[2].c) '2'",
        "imprint.toml:7 (a[1].d.e) '3'",
        "imprint.toml:10 (a[2].b[1].c) '4'",
    ]


def test_toml_with_other_line_ends_and_a_byte_order_mark() -> None:
    assert _places(_read_toml("\ufeff" + TOML.replace("\n", "\r\n"))) == _places(_read_toml(TOML))


def test_yaml() -> None:
    table = read_yaml(YAML, file="essay.md", line=2, findings=Findings())
    assert table is not None
    assert [line.removeprefix("essay.md:") for line in _places(table)] == [
        "2",
        "2 (title) 'The Sea'",
        "4 (author)",
        "5 (author[1]) 'Ann'",
        "6 (author[2])",
        "6 (author[2].name) 'Ben'",
        "7 (description) 'One.\\n'",
        "9 (formats)",
        "9 (formats.print)",
        "9 (formats.print.isbn) '1'",
    ]


def test_yaml_with_other_line_ends_and_a_byte_order_mark() -> None:
    one = read_yaml(YAML, file="essay.md", line=2, findings=Findings())
    other = read_yaml(
        "\ufeff" + YAML.replace("\n", "\r\n"), file="essay.md", line=2, findings=Findings()
    )
    assert one is not None
    assert other is not None
    assert _places(one) == _places(other)


def test_overrides() -> None:
    table = read_overrides(['author=["Ann", {name = "Ben"}]', "a.b=c=d"], findings=Findings())
    assert table is not None
    assert _places(table) == [
        "--set",
        "--set (author)",
        "--set (author[1]) 'Ann'",
        "--set (author[2])",
        "--set (author[2].name) 'Ben'",
        "--set (a)",
        "--set (a.b) 'c=d'",
    ]


def test_settings_and_record_have_places_by_the_keys_first_names() -> None:
    toml = _read_toml('licence = "MIT"\nsubtitle = ""\n[formats.print]\nisbn = "0306406152"\n')
    yaml = read_yaml(
        "title: A\nlayout: {name: novel, trim: a5}\nauthor: [Ann]\nunknown: 1\n",
        file="essay.md",
        line=2,
        findings=Findings(),
    )
    assert yaml is not None
    settings = settings_of([toml, yaml], findings=Findings())
    assert {key: str(place) for key, place in settings.places.items()} == {
        "license": "imprint.toml:1 (licence)",
        "formats": "imprint.toml:3 (formats)",
        "formats.print": "imprint.toml:3 (formats.print)",
        "formats.print.isbn": "imprint.toml:4 (formats.print.isbn)",
        "title": "essay.md:2 (title)",
        "layout": "essay.md:3 (layout)",
        "layout.name": "essay.md:3 (layout.name)",
        "layout.trim": "essay.md:3 (layout.trim)",
        "author": "essay.md:4 (author)",
    }
    assert settings.record.places == settings.places
    assert str(settings.record.contributors[0].place) == "essay.md:4 (author[1])"
    assert str(settings.record.identifiers[0].place) == "imprint.toml:4 (formats.print.isbn)"
