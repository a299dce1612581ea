"""What all rooms of the Markdown reader share while one file is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from markdown_it.utils import EnvType
from msgspec import Struct, field

from imprint.diagnostics import Findings, Place
from imprint.model.inlines import Inline
from imprint.model.nodes import Attributes
from imprint.readers.markdown.attributes import read_attributes
from imprint.readers.markdown.marks import Marks
from imprint.readers.markdown.notes import Notes
from imprint.readers.punctuation import smarten


class ImageLoader(Protocol):
    """Where pictures come from."""

    def load(self, reference: str, *, beside: str, place: Place) -> str | None:
        """The digest of the picture that ``beside`` (a file's path) refers to.

        None where there is none: a finding says why, and the picture is left out.
        """
        ...


class Reading(Struct):
    """One file being read; ``first`` is the number of its text's first line."""

    file: str
    first: int
    language: str
    smart: bool
    images: ImageLoader
    findings: Findings
    env: EnvType
    notes: Notes = field(default_factory=Notes)
    _places: dict[int, Place] = field(default_factory=dict)

    def place(self, line: int) -> Place:
        """The place of a line, counted from 0 in the text."""
        place = self._places.get(line)
        if place is None:
            place = self._places[line] = Place(self.file, line + self.first)
        return place

    def attributes(self, marks: Marks, *, line: int, also: tuple[str, ...] = ()) -> Attributes:
        """The attributes that marks on a line give."""
        return read_attributes(marks, place=self.place(line), findings=self.findings, also=also)

    def finding(self, code: str, what: str, *, mend: str, line: int) -> None:
        self.findings.add(code, what, mend=mend, where=self.place(line))

    def smartened(self, inlines: Iterable[Inline], *, language: str) -> tuple[Inline, ...]:
        """Inlines with the punctuation that their language sets, where the author wants it."""
        inlines = tuple(inlines)
        return smarten(inlines, language=language) if self.smart else inlines
