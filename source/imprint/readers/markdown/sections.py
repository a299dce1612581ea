"""First-level headings become sections; what their marks say becomes the section's kind."""

from __future__ import annotations

from markdown_it.token import Token
from msgspec import Struct, field

from imprint.model.blocks import Block
from imprint.model.publication import Section, SectionKind
from imprint.readers.markdown.attributes import nearest
from imprint.readers.markdown.frames import BlockReader, Frame, LineFrame, line_of
from imprint.readers.markdown.marks import Marks
from imprint.readers.markdown.notes import Definition
from imprint.readers.markdown.paragraphs import QuoteFrame, heading_frame
from imprint.readers.markdown.reading import Reading
from imprint.values import replace

_KINDS = {kind.value: kind for kind in SectionKind}
_SWITCHES = ("unnumbered", "unlisted")


class Draft(Struct, kw_only=True):
    """A section as it is being read; its notes are found when the whole file is."""

    section: Section
    blocks: list[Block] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


class FileFrame(Frame, kw_only=True):
    """The file: the sections that are read, and the one that is being read."""

    drafts: list[Draft] = field(default_factory=list)
    level: int = 1  # of the last heading


class SectionFrame(LineFrame, kw_only=True):
    """The heading that begins a section."""

    kind: SectionKind
    numbered: bool
    listed: bool

    def finish(self, reader: BlockReader) -> None:
        title = reader.smartened(self.children, self)
        section = Section(
            kind=self.kind,
            title=title,
            numbered=self.numbered,
            listed=self.listed,
            place=reader.reading.place(self.line),
            attributes=self.attributes,
        )
        reader.top.language = self.language
        # Notes that the title calls are the first of the section.
        _begin(reader, section, calls=reader.reading.notes.calls)


def begin_file(reading: Reading) -> FileFrame:
    """The frame of a file, with the section that has no title."""
    root = FileFrame(by="", line=0, language=reading.language)
    section = Section(kind=SectionKind.CHAPTER, place=reading.place(0))
    root.drafts.append(Draft(section=section, blocks=root.blocks, calls=reading.notes.calls))
    return root


def _begin(reader: BlockReader, section: Section, *, calls: list[str]) -> None:
    root = reader.top
    assert isinstance(root, FileFrame)
    root.blocks = []
    root.level = 1
    root.drafts.append(Draft(section=section, blocks=root.blocks, calls=calls))


def open_heading(reader: BlockReader, token: Token) -> Frame:
    """A heading, or where it is of the first level and in no other structure, a section."""
    level, line, marks = int(token.tag[1]), line_of(token), reader.marks(token)
    root = reader.top
    if level == 1 and isinstance(root, FileFrame):
        # What was loose before the heading belongs to the section before it.
        reader.flush()
        reader.reading.notes.calls = []
        return _section_frame(reader.reading, line, marks)
    _check_level(reader, level, line)
    return heading_frame(reader, by="heading", level=level, line=line, marks=marks)


def _check_level(reader: BlockReader, level: int, line: int) -> None:
    """TXT-008 where a heading is more than one step below the one before it."""
    root = reader.stack[0]
    assert isinstance(root, FileFrame)
    if any(isinstance(frame, QuoteFrame | NoteFrame) for frame in reader.stack):
        return
    if level > root.level + 1:
        reader.reading.finding(
            "TXT-008",
            f"a heading of level {level} follows one of level {root.level}",
            mend=f"write {'#' * (root.level + 1)} for it, or add the heading between them",
            line=line,
        )
    root.level = level


def _section_frame(reading: Reading, line: int, marks: Marks) -> SectionFrame:
    kind, named = _kind(reading, line, marks)
    attributes = reading.attributes(marks.without(named, *_SWITCHES), line=line, also=("kind",))
    return SectionFrame(
        by="heading",
        line=line,
        kind=kind,
        numbered="unnumbered" not in marks.classes,
        listed="unlisted" not in marks.classes,
        attributes=attributes,
        language=attributes.language or reading.language,
    )


def _kind(reading: Reading, line: int, marks: Marks) -> tuple[SectionKind, str]:
    """The kind that marks name, and the class that did; CFG-005 for an unknown one."""
    named = next((name for name in marks.classes if name in _KINDS), "")
    written = marks.get("kind")
    if written is None:
        return _KINDS.get(named, SectionKind.CHAPTER), named
    if written not in _KINDS:
        likely = nearest(written, _KINDS)
        reading.finding(
            "CFG-005",
            f"the kind of the section is unknown: {written}",
            mend=f"write kind={likely}" if likely else f"write one of {', '.join(_KINDS)}",
            line=line,
        )
    return _KINDS.get(written, SectionKind.CHAPTER), named


class NoteFrame(Frame, kw_only=True):
    """The definition of a note; its calls are its own, not the section's."""

    label: str
    outer_calls: list[str]

    def finish(self, reader: BlockReader) -> None:
        notes = reader.reading.notes
        place = reader.reading.place(self.line)
        definition = Definition(self.label, place, tuple(self.blocks), tuple(notes.calls))
        notes.calls = self.outer_calls
        notes.define(definition, reader.reading.findings)


def open_note(reader: BlockReader, token: Token) -> Frame:
    notes = reader.reading.notes
    outer, notes.calls = notes.calls, []
    return NoteFrame(
        by="footnote_reference",
        line=line_of(token),
        label=str(token.meta["label"]),
        outer_calls=outer,
    )


def finish_sections(root: FileFrame, reading: Reading) -> tuple[Section, ...]:
    """The sections with their blocks and notes; an empty one before the first heading is none."""
    return tuple(
        replace(draft.section, blocks=tuple(draft.blocks), notes=reading.notes.of(draft.calls))
        for number, draft in enumerate(root.drafts)
        if number or draft.blocks
    )
