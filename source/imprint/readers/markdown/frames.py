"""Block tokens become blocks: a stack of frames, one for each structure that is still open."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it.token import Token
from msgspec import Struct, field

from imprint.diagnostics import Place
from imprint.model.blocks import Block, Figure, Paragraph
from imprint.model.inlines import Image, Inline, SoftBreak, Text
from imprint.model.nodes import PLAIN, Attributes
from imprint.readers.markdown.depth import DEEPEST, TooDeep
from imprint.readers.markdown.html import refuse_form
from imprint.readers.markdown.inlines import InlineBuilder, read_inlines
from imprint.readers.markdown.marks import NO_MARKS, Marks, marks_of
from imprint.readers.markdown.reading import Reading
from imprint.values import replace


class Frame(Struct, kw_only=True):
    """A structure that is still open: ``by`` is what closes it, ``line`` where it begins."""

    by: str
    line: int
    attributes: Attributes = PLAIN
    language: str = ""
    blocks: list[Block] = field(default_factory=list)
    loose: InlineBuilder | None = None  # text of an HTML element outside any paragraph

    def finish(self, reader: BlockReader) -> None:
        """Hand on what the structure has become."""


class LineFrame(Frame, kw_only=True):
    """A structure that holds inlines, and no blocks."""

    children: tuple[Inline, ...] = ()

    def take(self, children: tuple[Inline, ...], token: Token) -> None:
        self.children = children


Opening = Callable[["BlockReader", Token], Frame]
Leaf = Callable[["BlockReader", Token], None]


class BlockReader:
    """The stack; ``openings`` and ``leaves`` say what each kind of token becomes."""

    def __init__(
        self,
        reading: Reading,
        *,
        root: Frame,
        openings: Mapping[str, Opening],
        leaves: Mapping[str, Leaf],
    ) -> None:
        self.reading = reading
        self.stack = [root]
        self._openings = openings
        self._leaves = leaves
        self._marks = NO_MARKS
        self._marks_line = 0

    @property
    def top(self) -> Frame:
        return self.stack[-1]

    def read(self, tokens: list[Token]) -> None:
        """Take up all tokens of a file, and close what is open at its end."""
        for token in tokens:
            self._read(token)
        while len(self.stack) > 1:
            self._leave_open()
        self.flush()
        self._drop_marks()

    def _read(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._read_line(token)
        elif kind == "marks":
            self._keep_marks(token)
        elif kind in self._leaves:
            self._leaves[kind](self, token)
        elif kind.endswith("_open"):
            self.push(self._openings[kind](self, token))
        else:
            self._drop_marks()
            self.close(kind.removesuffix("_close"))

    def _read_line(self, token: Token) -> None:
        frame = self.top
        assert isinstance(frame, LineFrame)
        line = token.map[0] if token.map else frame.line
        children = read_inlines(
            token.children or (), self.reading, line=line, language=frame.language
        )
        frame.take(children, token)

    def push(self, frame: Frame) -> None:
        """Open a structure inside the innermost one."""
        if len(self.stack) > DEEPEST:
            raise TooDeep(frame.line)
        self.flush()
        frame.language = frame.attributes.language or frame.language or self.top.language
        self.stack.append(frame)

    def close(self, by: str) -> None:
        """Close what a Markdown token opened; TXT-002 for HTML that is still open in it."""
        while self.top.by != by:
            self._leave_open()
        self.pop()

    def pop(self) -> None:
        """Close the innermost structure."""
        self.flush()
        self.stack.pop().finish(self)

    def _leave_open(self) -> None:
        refuse_form(f"{self.top.by} is never closed", self.reading, line=self.top.line)
        self.pop()

    def add(self, block: Block) -> None:
        """Put a block into the innermost structure."""
        self.flush()
        self.top.blocks.append(block)

    def smartened(self, inlines: tuple[Inline, ...], frame: Frame) -> tuple[Inline, ...]:
        return self.reading.smartened(inlines, language=frame.language)

    def line_block(
        self, children: tuple[Inline, ...], frame: Frame, *, place: Place, attributes: Attributes
    ) -> Block:
        """A paragraph, or the figure that a picture on its own is; its title is the caption."""
        match children:
            case (Image(title=title) as image,):
                caption = (Text(text=title, place=image.place),) if title else ()
                return Figure(
                    image=replace(image, title=""),
                    caption=self.smartened(caption, frame),
                    place=place,
                    attributes=attributes,
                )
        return Paragraph(
            children=self.smartened(children, frame), place=place, attributes=attributes
        )

    # Marks on a line of their own belong to the block after it.

    def marks(self, token: Token) -> Marks:
        """The marks of a token, and those on the line before it."""
        marks = marks_of(token)
        if self._marks is not NO_MARKS:
            marks, self._marks = self._marks.joined(marks), NO_MARKS
        return marks

    def attributes(self, token: Token) -> Attributes:
        """The attributes of a token that has no keys of its own."""
        marks = self.marks(token)
        return self.reading.attributes(marks, line=line_of(token))

    def _keep_marks(self, token: Token) -> None:
        self._marks = self._marks.joined(marks_of(token))
        self._marks_line = line_of(token)

    def _drop_marks(self) -> None:
        if self._marks is not NO_MARKS:
            self._marks = NO_MARKS
            self.reading.finding(
                "TXT-003",
                "attributes stand on a line of their own with no block after them",
                mend="put them on the line before the block that they belong to",
                line=self._marks_line,
            )

    # Text of HTML elements outside any paragraph.

    def loose(self, line: int) -> InlineBuilder:
        """The builder of the text that stands in no paragraph yet."""
        if self.top.loose is None:
            self.top.loose = InlineBuilder(self.reading, line=line, language=self.top.language)
        return self.top.loose

    def flush(self) -> None:
        """Make a paragraph of the text that stands in none."""
        frame = self.top
        if frame.loose is None:
            return
        builder, frame.loose = frame.loose, None
        children = trimmed(builder.finish())
        if not children:
            return
        if isinstance(frame, LineFrame):
            frame.children = children
        else:
            place = children[0].place
            frame.blocks.append(self.line_block(children, frame, place=place, attributes=PLAIN))


def line_of(token: Token) -> int:
    """The first line of a token, counted from 0."""
    return token.map[0] if token.map else 0


def trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inlines without white space at either end."""
    kept = list(inlines)
    while kept and _is_space(kept[0]):
        del kept[0]
    while kept and _is_space(kept[-1]):
        del kept[-1]
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(text=first.text.lstrip(), place=first.place)
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = Text(text=last.text.rstrip(), place=last.place)
    return tuple(kept)


def _is_space(inline: Inline) -> bool:
    return isinstance(inline, SoftBreak) or (isinstance(inline, Text) and not inline.text.strip())
