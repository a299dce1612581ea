"""The lines of a book become what they are: body text in its columns, headings, furniture.

Nothing says in a PDF what a line is. The size that most letters have is the body's; where many
lines begin and end is a column; what stands apart at the head and the foot of many pages is
furniture; larger or bolder lines are headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import median

from imprint.checks.typography.frames import find_frames
from imprint.checks.typography.furniture import find_furniture
from imprint.checks.typography.lines import UNFRAMED, LaidPage, Line

_SIZE = 0.05  # share of the size that body text may be off
_INDENTED = 0.4  # ems, from which a line begins a paragraph


class Kind(Enum):
    """What a line is."""

    BODY = "body"
    HEADING = "heading"
    FURNITURE = "furniture"
    OTHER = "other"


@dataclass(eq=False, slots=True)
class Paragraph:
    """The lines of a paragraph, over all pages that it stands on."""

    lines: list[Line]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class SetPage:
    """A page with its lines from the top, column after column, and what they are."""

    number: int
    label: str
    height: float
    columns: list[list[Line]]
    recto: bool = True
    opens: bool = False

    @property
    def lines(self) -> Iterator[Line]:
        for column in self.columns:
            yield from column


@dataclass(slots=True)
class Setting:
    """A book as it is set. ``leading`` is the usual distance of its lines, in points.

    ``justified`` says whether the right sides of its lines are even; where they are not, nobody
    can tell a last line from another, and few rules can be looked at. ``draws`` says whether a
    page has a picture or the like between two heights, as thick as is asked for.
    """

    pages: list[SetPage]
    size: float
    leading: float
    space: float
    justified: bool
    draws: Callable[..., bool]
    kinds: dict[Line, Kind] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    home: dict[Line, Paragraph] = field(default_factory=dict)

    def body(self, column: Sequence[Line]) -> list[Line]:
        """The body text of a column."""
        return [line for line in column if self.kind(line) is Kind.BODY]

    def kind(self, line: Line) -> Kind:
        return self.kinds.get(line, Kind.OTHER)

    def is_full(self, line: Line) -> bool:
        """Whether a line goes to the right side of its column."""
        return line.frame is not UNFRAMED and line.right > line.frame.right - 1.5

    def is_first(self, line: Line) -> bool:
        paragraph = self.home.get(line)
        return paragraph is not None and paragraph.lines[0] is line

    def is_last(self, line: Line) -> bool:
        paragraph = self.home.get(line)
        return paragraph is not None and paragraph.lines[-1] is line


def understand(
    pages: Sequence[LaidPage],
    rectos: Sequence[bool],
    draws: Callable[..., bool] = lambda *_, **__: False,
) -> Setting:
    """What the lines of a book are; ``rectos`` says of each page whether it is on the right."""
    _take_typewriting_for_text(pages)
    size = _body_size(pages)
    leading = _leading(pages, size)
    furniture = find_furniture(pages, size, leading)
    plain = {
        line
        for page in pages
        for line in page.lines
        if line not in furniture and abs(line.size - size) <= _SIZE * size and not line.fixed
    }
    justified = find_frames(pages, rectos, plain, leading)
    set_pages = [
        SetPage(page.number, page.label, page.height, _columns(page.lines, furniture), recto)
        for page, recto in zip(pages, rectos, strict=True)
    ]
    setting = Setting(set_pages, size, leading, _own_space(plain), justified, draws)
    bold = _mostly_bold(plain)
    setting.kinds.update((line, Kind.FURNITURE) for line in furniture)
    for each in set_pages:
        setting.kinds.update((line, _kind(line, plain, size, bold=bold)) for line in each.lines)
        each.opens = _opens(each, setting)
    _gather_paragraphs(setting)
    return setting


def _take_typewriting_for_text(pages: Iterable[LaidPage]) -> None:
    """Type of one width is code, but in a book that has nothing else."""
    lines = [line for page in pages for line in page.lines]
    if 2 * sum(line.letters for line in lines if line.fixed) > sum(line.letters for line in lines):
        for line in lines:
            line.fixed = False


def _body_size(pages: Iterable[LaidPage]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not line.fixed:
                letters[line.size] += line.letters
    return max(letters, key=lambda size: (letters[size], size)) if letters else 0.0


def _leading(pages: Iterable[LaidPage], size: float) -> float:
    steps: Counter[float] = Counter()
    for page in pages:
        for one, other in zip(page.lines, page.lines[1:], strict=False):
            step = one.baseline - other.baseline
            if one.size == other.size == size and 0.8 * size < step < 2.5 * size:
                steps[round(step, 1)] += 1
    return steps.most_common(1)[0][0] if steps else 1.2 * (size or 10.0)


def _own_space(lines: Iterable[Line]) -> float:
    """The usual space of the body's font, in ems: what files say of it, or a quarter."""
    known = [line.own_space / line.size for line in lines if line.own_space]
    if known:
        return median(known)
    gaps = sorted(line.space / line.size for line in lines if line.space)
    # Of type whose spaces are not in the file, the narrower lines are those not stretched.
    return gaps[len(gaps) // 4] if gaps else 0.25


def _mostly_bold(lines: Iterable[Line]) -> bool:
    bold = [line.bold for line in lines]
    return sum(bold) * 2 > len(bold)


def _columns(lines: Iterable[Line], furniture: set[Line]) -> list[list[Line]]:
    """Lines in the order of reading; one that begins higher than the last begins a column."""
    columns: list[list[Line]] = []
    for line in lines:
        if line in furniture:
            continue
        last = columns[-1][-1] if columns else None
        if last is None or line.baseline > last.baseline + 2 * line.size:
            columns.append([])
        columns[-1].append(line)
    return columns


def _kind(line: Line, plain: set[Line], size: float, *, bold: bool) -> Kind:
    if line.fixed or not any(map(str.isalnum, line.text)):
        return Kind.OTHER
    if line in plain and line.bold == bold:
        return Kind.OTHER if line.frame is UNFRAMED else Kind.BODY
    if line.size > 1.1 * size or (line.bold and line.size > 0.95 * size):
        return Kind.HEADING
    return Kind.OTHER


def _opens(page: SetPage, setting: Setting) -> bool:
    """Whether a chapter begins on a page: with a heading, or far below the head."""
    first = next(page.lines, None)
    return first is not None and setting.kind(first) is Kind.HEADING


def _gather_paragraphs(setting: Setting) -> None:
    paragraph: Paragraph | None = None
    before: Line | None = None
    for page in setting.pages:
        if page.opens:
            before = paragraph = None
        for column in page.columns:
            for line in column:
                if setting.kind(line) is not Kind.BODY:
                    if _parts(line, before, setting):
                        before = paragraph = None
                    continue
                if paragraph is None or before is None or _begins(line, before, setting):
                    paragraph = Paragraph([])
                    setting.paragraphs.append(paragraph)
                paragraph.lines.append(line)
                setting.home[line] = paragraph
                before = line


def _parts(line: Line, before: Line | None, setting: Setting) -> bool:
    """Whether a line that is not body text ends a paragraph; notes at the foot do not."""
    return not (before is not None and line.size < 0.95 * setting.size)


def _begins(line: Line, before: Line, setting: Setting) -> bool:
    if not setting.is_full(before):
        return True
    if abs(line.frame.width - before.frame.width) > (0.0 if line.page == before.page else 2.0):
        return True
    indent = (line.left - line.frame.left) / setting.size
    if indent > _INDENTED:
        return True
    step = before.baseline - line.baseline
    return line.page == before.page and step > 1.3 * setting.leading
