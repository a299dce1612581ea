"""The forms that a value may have: each turns what an author wrote into a checked value."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct, field

from imprint.diagnostics import Findings, Place
from imprint.readers.configuration.located import (
    Items,
    Located,
    Scalar,
    Table,
    Writing,
    inside,
    is_empty,
    kind_of,
    plain,
)
from imprint.readers.configuration.wording import nearest, shown
from imprint.values import replace

T = TypeVar("T")
U = TypeVar("U")

# What XML has no place for; an escape in TOML or YAML can still write it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Wrong(Exception):
    """A value that cannot be: the finding's code, what is wrong, and how to mend it."""

    def __init__(self, code: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.code, self.what, self.mend = code, what, mend


class Stranger(Struct, frozen=True):
    """A key of another tool or of habit: where its fact goes here, and the finding's code."""

    mend: str
    code: str = "CFG-003"
    what: str = "unknown key"


class Reading(Struct, frozen=True):
    """One reading: the findings so far, and mends for keys that have no place anywhere."""

    findings: Findings
    top: frozenset[str] = frozenset()
    example: str = ""  # of the key that is read
    strangers: Mapping[str, Stranger] = field(default_factory=dict)

    def refuse(self, wrong: Wrong, where: Place) -> None:
        self.findings.add(wrong.code, wrong.what, mend=wrong.mend, where=where)


class Form(ABC, Generic[T]):
    """What a value may be: ``words`` say it to an author, ``example`` shows it."""

    words: str
    example: str

    @property
    def brief(self) -> str:
        """The words for a message."""
        return self.words

    @abstractmethod
    def read(self, value: Located, reading: Reading) -> T | None:
        """The checked value, or None with findings, or None where it was left open."""

    def refuse(self, value: Located, reading: Reading) -> None:
        reading.findings.add(
            "CFG-004",
            f"the value must be {self.brief}, and is {kind_of(value)}",
            mend=f"write {self.brief}, such as {reading.example or self.example}",
            where=value.place,
        )


@dataclass(frozen=True, slots=True)
class Text(Form[str]):
    """A text, as written; one on a single line unless ``lines`` allows several."""

    lines: bool = False
    words: str = "a text"
    example: str = "The Sea"

    def read(self, value: Located, reading: Reading) -> str | None:
        if not isinstance(value, Scalar) or value.writing is Writing.BOOLEAN:
            self.refuse(value, reading)
            return None
        if is_empty(value):
            return None
        bad = _FORBIDDEN.search(value.text)
        if bad:
            reading.findings.add(
                "SRC-010",
                f"the control character U+{ord(bad[0]):04X} is not allowed in a text",
                mend="delete it",
                where=value.place,
            )
            return None
        text = value.text.strip()
        if self.lines:
            return text
        lines = (line.strip(" \t") for line in text.split("\n"))
        return " ".join(line for line in lines if line) if "\n" in text else text


@dataclass(frozen=True, slots=True)
class Checked(Form[T]):
    """A text that a check turns into a value; the check raises Wrong."""

    words: str
    example: str
    check: Callable[[str], T]

    def read(self, value: Located, reading: Reading) -> T | None:
        text = Text(words=self.words, example=self.example).read(value, reading)
        if text is None:
            return None
        try:
            return self.check(text)
        except Wrong as wrong:
            reading.refuse(wrong, value.place)
            return None


@dataclass(frozen=True, slots=True)
class Boolean(Form[bool]):
    """True or false; YAML and ``--set`` may say yes, no, on or off."""

    words: str = "true or false"
    example: str = "false"

    def read(self, value: Located, reading: Reading) -> bool | None:
        if isinstance(value, Scalar) and value.writing in (Writing.BOOLEAN, Writing.PLAIN):
            words = value.text.strip().lower()
            if words in ("true", "yes", "on"):
                return True
            if words in ("false", "no", "off"):
                return False
        self.refuse(value, reading)
        return None


@dataclass(frozen=True, slots=True)
class Placed(Form[U], Generic[T, U]):
    """A form whose values want to know their place."""

    form: Form[T]
    place: Callable[[T, Place], U]

    @property
    def words(self) -> str:  # type: ignore[override]
        return self.form.words

    @property
    def example(self) -> str:  # type: ignore[override]
        return self.form.example

    def read(self, value: Located, reading: Reading) -> U | None:
        inner = self.form.read(value, reading)
        return None if inner is None else self.place(inner, value.place)


@dataclass(frozen=True, slots=True)
class ListOf(Form[tuple[T, ...]]):
    """One or several; a text is split at ``separator`` where there is one."""

    form: Form[T]
    separator: str = ""

    @property
    def words(self) -> str:  # type: ignore[override]
        return f"{self.form.words}, or a list of those"

    @property
    def example(self) -> str:  # type: ignore[override]
        return self.form.example

    def read(self, value: Located, reading: Reading) -> tuple[T, ...] | None:
        if isinstance(value, Scalar) and self.separator:
            parts = [part.strip() for part in value.text.split(self.separator)]
            items: tuple[Located, ...] = tuple(
                Scalar(part, value.writing, value.place) for part in parts if part
            )
        else:
            items = value.items if isinstance(value, Items) else (value,)
        read = [self.form.read(item, reading) for item in items if not is_empty(item)]
        return tuple(item for item in read if item is not None)


@dataclass(frozen=True, slots=True)
class Options(Form[Mapping[str, object]]):
    """Keys that somebody else knows, as they were written."""

    words: str = "a table of keys"
    example: str = 'trim = "a5"'

    def read(self, value: Located, reading: Reading) -> Mapping[str, object] | None:
        if not isinstance(value, Table):
            self.refuse(value, reading)
            return None
        return cast("Mapping[str, object]", plain(value))


class Key(Struct, Generic[T], frozen=True):
    """A key that an author may write, and all that the manual says of it."""

    name: str
    form: Form[T]
    help: str
    example: str = ""
    aliases: tuple[str, ...] = ()
    default: str = ""
    required: bool = False


class Given(Struct, frozen=True):
    """The checked values of a table, by key, and the keys that nobody here knows."""

    place: Place = Place()
    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()  # what findings are about

    def get(self, key: Key[T]) -> T | None:
        return cast("T | None", self.values.get(key.name))

    def text(self, key: Key[str]) -> str:
        return self.get(key) or ""

    def all(self, key: Key[tuple[T, ...]]) -> tuple[T, ...]:
        return self.get(key) or ()

    def place_of(self, key: Key[T]) -> Place:
        return self.places.get(key.name, self.place)

    def __contains__(self, key: Key[Any]) -> bool:
        return key.name in self.values

    def lacks(self, key: Key[Any]) -> bool:
        """Whether the key was not given at all, or left open."""
        return key.name not in self.values and key.name not in self.refused


@dataclass(frozen=True, slots=True)
class Structure(Form[T]):
    """A table of known keys; a single text stands for its ``main`` key. ``build`` may raise Wrong.

    ``free`` tables keep unknown keys as options. ``open_counts`` says that a table left open
    (``print:``) is a table without keys rather than nothing.
    """

    keys: tuple[Key[Any], ...]
    build: Callable[[Given], T]
    main: Key[Any] | None = None
    free: bool = False
    open_counts: bool = False
    example: str = ""

    @property
    def words(self) -> str:  # type: ignore[override]
        names = ", ".join(key.name for key in self.keys)
        more = " and a layout's options" if self.free else ""
        table = f"a table with {names}{more}"
        return f"{self.main.form.words}, or {table}" if self.main else table

    @property
    def brief(self) -> str:
        return f"{self.main.form.words} or a table of keys" if self.main else "a table of keys"

    def find(self, name: str) -> Key[Any] | None:
        return next((key for key in self.keys if name == key.name or name in key.aliases), None)

    def read(self, value: Located, reading: Reading) -> T | None:
        if is_empty(value):
            if not self.open_counts:
                return None
            value = Table({}, value.place)
        if self.main and (
            isinstance(value, Scalar)
            or (isinstance(value, Items) and isinstance(self.main.form, ListOf))
        ):
            value = Table({self.main.name: value}, value.place)
        if not isinstance(value, Table):
            self.refuse(value, reading)
            return None
        settled = canonical(self, value, reading.findings)
        return self._read_table(settled, reading) if isinstance(settled, Table) else None

    def _read_table(self, table: Table, reading: Reading) -> T | None:
        values: dict[str, Any] = {}
        options: dict[str, object] = {}
        refused: set[str] = set()
        complete = True
        for name, entry in table.entries.items():
            key = self.find(name)
            if key is None:
                if self.free:
                    options[name] = plain(entry)
                else:
                    self._report_unknown(name, entry.place, reading)
                continue
            counts = isinstance(key.form, Structure) and key.form.open_counts
            if is_empty(entry) and not counts:
                continue
            read = key.form.read(entry, replace(reading, example=key.example))
            if read is not None:
                values[name] = read
            else:
                refused.add(name)  # and a finding says why
                complete = complete and not key.required
        for key in self.keys:
            entry = table.entries.get(key.name, Scalar("", Writing.EMPTY))
            if key.required and is_empty(entry):
                complete = False
                reading.findings.add(
                    "CFG-006",
                    f"the key {key.name} is missing",
                    mend=f"write {key.name}, {key.help[0].lower()}{key.help[1:].rstrip('.')}"
                    + (f", such as {key.example}" if key.example else ""),
                    where=inside(table.place, key.name),
                )
        if not complete:
            return None
        places = {name: entry.place for name, entry in table.entries.items()}
        try:
            given = Given(table.place, values, places, options, frozenset(refused))
            return self.build(given)
        except Wrong as wrong:
            reading.refuse(wrong, table.place)
            return None

    def _report_unknown(self, name: str, place: Place, reading: Reading) -> None:
        names = [known for key in self.keys for known in (key.name, *key.aliases)]
        near = nearest(name.lower().replace("_", "-"), names)
        at_top = "." not in place.key
        stranger = reading.strangers.get(name) if at_top else None
        if stranger:
            what = f"{stranger.what}: {shown(name)}"
            reading.findings.add(stranger.code, what, mend=stranger.mend, where=place)
            return
        if near:
            mend = f"write {near[0]}"
        elif name in reading.top and not at_top:
            mend = f"if it is the publication's own {name}, write it above the first [table]"
            if not place.file.endswith(".toml"):
                mend = f"if it is the publication's own {name}, do not indent it"
        elif at_top:
            mend = "delete it, or look for the key in the manual"
        else:
            mend = "delete it; the keys here are " + ", ".join(key.name for key in self.keys)
        reading.findings.add("CFG-003", f"unknown key: {shown(name)}", mend=mend, where=place)


def canonical(form: Form[Any], value: Located, findings: Findings) -> Located:
    """The value with each key by its first name, so that layers meet under one.

    REC-010 where a key and its other name say different things.
    """
    if not isinstance(form, Structure) or not isinstance(value, Table):
        return value
    entries: dict[str, Located] = {}
    for name, entry in value.entries.items():
        key = form.find(name)
        if key is None:
            entries[name] = entry
            continue
        settled = canonical(key.form, entry, findings)
        known = entries.get(key.name)
        if known is not None and known != settled:
            findings.add(
                "REC-010",
                f"{known.place.key} and {entry.place.key} are one key, and say different things",
                mend="keep one of the two; the second one was taken",
                where=entry.place,
            )
        entries[key.name] = settled
    return Table(entries, value.place)
