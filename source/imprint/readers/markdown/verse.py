"""``::: verse``: every line of the source becomes a line of verse, an empty line ends a stanza."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import field

from imprint.model.blocks import Stanza, Verse, VerseLine
from imprint.model.inlines import Inline, LineBreak, Link, SoftBreak, Styled
from imprint.readers.markdown.frames import BlockReader, Frame, LineFrame, line_of
from imprint.values import replace

SPACES_A_STEP = 2


class VerseFrame(Frame, kw_only=True):
    stanzas: list[Stanza] = field(default_factory=list)

    def finish(self, reader: BlockReader) -> None:
        reader.add(
            Verse(
                stanzas=tuple(self.stanzas),
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


class StanzaFrame(LineFrame, kw_only=True):
    indents: Sequence[int] = ()

    def take(self, children: tuple[Inline, ...], token: Token) -> None:
        self.children = children
        self.indents = token.meta["indents"]

    def finish(self, reader: BlockReader) -> None:
        verse = reader.top
        assert isinstance(verse, VerseFrame)
        lines = [
            self._line(children, line, reader)
            for line, children in split_lines(reader.smartened(self.children, self), self.line)
            if children
        ]
        if lines:
            place = reader.reading.place(self.line)
            verse.stanzas.append(Stanza(lines=tuple(lines), place=place))

    def _line(self, children: tuple[Inline, ...], line: int, reader: BlockReader) -> VerseLine:
        place = reader.reading.place(line)
        number = line - self.line
        indent = self.indents[number] if number < len(self.indents) else 0
        return VerseLine(children=children, indent=indent // SPACES_A_STEP, place=place)


def open_stanza(reader: BlockReader, token: Token) -> Frame:
    return StanzaFrame(by="stanza", line=line_of(token))


def split_lines(inlines: tuple[Inline, ...], first: int) -> list[tuple[int, tuple[Inline, ...]]]:
    """Inlines parted at their breaks, with line numbers; a style that spans lines is on each."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, SoftBreak | LineBreak):
            lines.append([])
        elif isinstance(inline, Styled | Link):
            parts = split_lines(inline.children, 0)
            for number, (_, children) in enumerate(parts):
                if number:
                    lines.append([])
                part = (
                    replace(inline, children=children) if number == 0 else _again(inline, children)
                )
                if children or len(parts) == 1:
                    lines[-1].append(part)
        else:
            lines[-1].append(inline)
    return [(first + number, tuple(line)) for number, line in enumerate(lines)]


def _again(inline: Styled | Link, children: tuple[Inline, ...]) -> Styled | Link:
    """The same style on a further line; an id can only be on the first."""
    old = inline.attributes
    attributes = replace(old, id="") if old.id else old
    place = children[0].place if children else inline.place
    return replace(inline, children=children, attributes=attributes, place=place)
