"""Every field of the record can be written, in each of the three places, and means the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.values import defaults_of, is_kind, is_value

from imprint.diagnostics import NOWHERE, Findings
from imprint.model import record as model
from imprint.model.record import Record
from imprint.readers.configuration import read_overrides, read_toml, read_yaml, settings_of
from imprint.readers.configuration.located import Items, Located, Scalar, Table
from imprint.values import fields_of, names_of, replace

FULL = (Path(__file__).parent / "full.toml").read_text("utf-8")
KINDS = tuple(
    kind for kind in vars(model).values() if is_kind(kind) and kind.__module__ == model.__name__
)

# Metadata as pandoc's manual has it (https://pandoc.org/MANUAL.html#epub-metadata), and more of it.
PANDOC = """\
title:
- type: main
  text: On Salt
- type: subtitle
  text: A History
- type: short
  text: Salt
- type: edition
  text: Second edition
creator:
- role: author
  text: Ursula Brandt
  file-as: Brandt, Ursula
- role: editor
  text: Ben Holt
contributor:
- role: translator
  text: Ann Lee
identifier:
- scheme: DOI
  text: doi:10.234234.234/33
- scheme: ISBN-13
  text: 978-0-306-40615-7
lang: en-GB
date: 2026-11-23
subject:
- text: Social history
  authority: Thema
  term: NHTB
- Salt
description: What salt was.
type: essay
publisher:  Harbour Press
rights: © 2026 Ursula Brandt, CC BY-NC
belongs-to-collection: Voices
group-position: 3
ibooks:
  version: 1.3.4
"""
OWN = """\
title = "On Salt"
subtitle = "A History"
short-title = "Salt"
edition = "Second edition"
author = {name = "Ursula Brandt", file-as = "Brandt, Ursula"}
editor = "Ben Holt"
translator = "Ann Lee"
identifier = ["https://doi.org/10.234234.234/33", "978-0-306-40615-7"]
lang = "en-GB"
date = 2026-11-23
subject = [{text = "Social history", authority = "thema", term = "NHTB"}, "Salt"]
description = "What salt was."
type = "essay"
publisher = "Harbour Press"
rights = "© 2026 Ursula Brandt, CC BY-NC"
belongs-to-collection = {title = "Voices", position = "3"}
"""


def _record(table: Table | None, *, codes: tuple[str, ...] = ()) -> Record:
    findings = Findings()
    assert table is not None
    record = settings_of([table], findings=findings).record
    assert tuple(finding.code for finding in findings) == codes
    return _without_places(record)


def _toml(text: str) -> Table | None:
    return read_toml(text, file="imprint.toml", findings=Findings())


def _without_places(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_without_places(item) for item in value)
    if not is_value(value):
        return value
    changes = {name: _without_places(inner) for name, inner in fields_of(value).items()}
    for name, nothing in (("place", NOWHERE), ("places", {})):
        if name in changes:
            changes[name] = nothing
    return replace(value, **changes)


def _filled(value: Any) -> Iterator[tuple[type, str]]:
    """Each field of the record's types that has a value which is not the default."""
    if isinstance(value, tuple):
        for item in value:
            yield from _filled(item)
    elif type(value) in KINDS:
        defaults = defaults_of(type(value))
        for name, inner in fields_of(value).items():
            if name not in defaults or inner != defaults[name]:
                yield type(value), name
            yield from _filled(inner)


def test_every_field_can_be_written() -> None:
    findings = Findings()
    table = _toml(FULL)
    assert table is not None
    record = settings_of([table], findings=findings).record
    assert list(findings) == []
    wanted = {(kind, name) for kind in KINDS for name in names_of(kind)}
    assert wanted - set(_filled(record)) == set()


def test_yaml_says_the_same_as_toml() -> None:
    table = _toml(FULL)
    assert table is not None
    text = _as_yaml(table)
    assert "\n  - name:" in text
    read = read_yaml(text, file="essay.md", line=2, findings=Findings())
    assert _record(read) == _record(table)


def _as_yaml(value: Located, indent: str = "") -> str:
    """A value in YAML's block style; the conversion is naive, and the values are kind to it."""
    if isinstance(value, Scalar):
        quoted = "\n" in value.text or value.text.endswith(" ")
        text = value.text.replace("\n", f"\n{indent}")
        return f" |\n{indent}{text}\n" if quoted else f" {_plain(value.text)}\n"
    if isinstance(value, Items):
        items = (_as_yaml(item, indent + "  ") for item in value.items)
        return "\n" + "".join(f"{indent}- {item.lstrip()}" for item in items)
    entries = (
        f"{indent}{name}:{_as_yaml(entry, indent + '  ')}" for name, entry in value.entries.items()
    )
    return ("\n" if indent else "") + "".join(entries)


def _plain(text: str) -> str:
    return f"'{text}'" if ": " in text or text[0] in "&*'\"{[@" else text


def test_the_command_line_says_the_same_as_toml() -> None:
    table = _toml(FULL)
    assert table is not None
    pairs = list(_as_pairs(table, ""))
    assert "formats.print.binding=Perfect bound" in pairs
    assert _record(read_overrides(pairs, findings=Findings())) == _record(table)


def _as_pairs(value: Located, path: str) -> Iterator[str]:
    if isinstance(value, Table):
        for name, entry in value.entries.items():
            yield from _as_pairs(entry, f"{path}.{name}" if path else name)
    elif isinstance(value, Items):
        yield f"{path}={_inline(value)}"
    else:
        yield f"{path}={value.text}"


def _inline(value: Located) -> str:
    if isinstance(value, Table):
        entries = (f"{name} = {_inline(entry)}" for name, entry in value.entries.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, Items):
        return f"[{', '.join(map(_inline, value.items))}]"
    return f'"{value.text}"'


def test_pandoc_says_the_same_as_our_own_keys() -> None:
    pandoc = read_yaml(PANDOC, file="essay.md", line=2, findings=Findings())
    assert _record(pandoc, codes=("OTH-001",)) == _record(_toml(OWN))


def test_who_has_no_role_is_a_contributor() -> None:
    """As pandoc writes ``dc:contributor`` without a role (MARC: ctb)."""
    for text in (
        "contributor: Ida Kern",
        "contributor: [Ida Kern]",
        "contributor: {text: Ida Kern}",
        "contributor: [{name: Ida Kern, role: }]",
        "contributor: {name: Ida Kern, role: ctb}",
    ):
        (person,) = _record(read_yaml(text, file="a.md", line=2, findings=Findings())).contributors
        assert (person.name, person.role) == ("Ida Kern", "ctb"), text


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp; \"'",
        "👩‍👩‍👧‍👦🏽",
        "עברית و العربية",
        "a" * 10_000,
        "1" * 10_000,
        "1" + " " * 10_000 + "€",
        "٣",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_every_text_is_taken_as_it_is_or_refused_by_a_finding(text: str) -> None:
    """No value raises, and none is lost without a word."""
    table = _toml(FULL)
    assert table is not None
    findings = Findings()
    settings_of([_swapped(table, text)], findings=findings)
    assert all(len(finding.what) < 300 for finding in findings)
    assert {finding.code for finding in findings} >= {"REC-002", "REC-004", "TRD-001", "TRD-002"}
    for name in ("subtitle", "short-title", "changes", "cip", "legal-deposit", "edition"):
        read = _toml("")
        assert read is not None
        swapped = Table({name: Scalar(text)}, read.place)
        record = settings_of([swapped], findings=Findings()).record
        fact = getattr(record, {"legal-deposit": "deposit"}.get(name, name.replace("-", "_")))
        assert fact == text


def _swapped(value: Located, text: str) -> Located:
    """The same tables and lists, with a text in place of each scalar."""
    if isinstance(value, Table):
        entries = {name: _swapped(entry, text) for name, entry in value.entries.items()}
        return Table(entries, value.place)
    if isinstance(value, Items):
        return Items(tuple(_swapped(item, text) for item in value.items), value.place)
    return Scalar(text, place=value.place)
