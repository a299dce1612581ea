"""Notes defined anywhere in a file become the numbered notes of the sections that call them."""

from __future__ import annotations

import re

from msgspec import Struct, field

from imprint.diagnostics import Findings, Place
from imprint.model.blocks import Block, Note
from imprint.model.nodes import Attributes

_UNSAFE = re.compile(r"[^\w.-]+")


class Definition(Struct, frozen=True):
    """A note as it was written, and the ids of the notes that it calls itself."""

    label: str
    place: Place
    blocks: tuple[Block, ...]
    calls: tuple[str, ...]


class Notes(Struct):
    """The notes of a file: those defined, and those called, with the place of the first call."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    called: dict[str, tuple[str, Place]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)  # of the section or note being read
    _ids: dict[str, str] = field(default_factory=dict)
    _unnamed: int = 0

    def id_of(self, label: str) -> str:
        """The id of the note with a label; two labels never share one."""
        if label not in self._ids:
            slug = "note-" + (_UNSAFE.sub("-", label).strip("-") or "x")
            taken, unique, count = set(self._ids.values()), slug, 1
            while unique in taken:
                count += 1
                unique = f"{slug}-{count}"
            self._ids[label] = unique
        return self._ids[label]

    def unnamed_label(self) -> str:
        """A label for a note that was written where it is called."""
        self._unnamed += 1
        return f"inline-{self._unnamed}"

    def call(self, label: str, place: Place) -> str:
        """Note down a call; the note's id."""
        identifier = self.id_of(label)
        self.calls.append(identifier)
        self.called.setdefault(identifier, (label, place))
        return identifier

    def define(self, definition: Definition, findings: Findings) -> None:
        """Keep a definition; TXT-009 where its label has one already."""
        identifier = self.id_of(definition.label)
        first = self.definitions.setdefault(identifier, definition)
        if first is not definition:
            findings.add(
                "TXT-009",
                f"the note [^{definition.label}] is defined twice, first at {first.place}",
                mend="give one of the two notes another label",
                where=definition.place,
            )

    def of(self, calls: list[str]) -> tuple[Note, ...]:
        """The notes that a section's calls and those notes' own calls need, numbered from 1."""
        ordered = dict.fromkeys(calls)
        waiting = list(ordered)
        for identifier in waiting:
            definition = self.definitions.get(identifier)
            for inner in definition.calls if definition else ():
                if inner not in ordered:
                    ordered[inner] = None
                    waiting.append(inner)
        found = [identifier for identifier in ordered if identifier in self.definitions]
        return tuple(
            Note(
                number=number,
                blocks=self.definitions[identifier].blocks,
                place=self.definitions[identifier].place,
                attributes=Attributes(id=identifier),
            )
            for number, identifier in enumerate(found, 1)
        )

    def check(self, findings: Findings) -> None:
        """TXT-004 a note that is called and not defined · TXT-005 the other way round."""
        for identifier, (label, place) in self.called.items():
            if identifier not in self.definitions:
                findings.add(
                    "TXT-004",
                    f"the note [^{label}] is not defined",
                    mend=f"write its text on a line of its own: [^{label}]: …",
                    where=place,
                )
        for identifier, definition in self.definitions.items():
            if identifier not in self.called:
                findings.add(
                    "TXT-005",
                    f"the note [^{definition.label}] is never referred to",
                    mend=f"write [^{definition.label}] where it belongs, or delete the note",
                    where=definition.place,
                )
