"""The PDFs of one book are held against each other: the same pages, drawn by the same strokes.

They are bound of the same fragments; only colours and tags are written otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO

import pikepdf

from imprint.checks.facts import Unreadable

# Letters and where they stand, curves and boxes; straight lines may be crop marks.
_DRAWN = "TJ Tj ' \" Tm Td T* c v y re Do"
_DEEPEST = 4  # forms inside one another


def drawings_in(content: bytes) -> tuple[bytes, ...]:
    """A digest of the letters, curves and boxes on each page of a PDF; raises Unreadable."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return tuple(_digest(page) for page in pdf.pages)
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"what it draws cannot be read: {error}") from None


def odd_pages(drawings: Mapping[str, Sequence[bytes]]) -> Iterator[tuple[int, str, str]]:
    """The pages from 0 that a file draws otherwise than another: number, its name, the other's.

    Of three files it is the one that the two others are not like; of two, the first.
    """
    names = list(drawings)
    if len(names) < 2:
        return
    count = min(map(len, drawings.values()))
    for number in range(count):
        drawn = {name: drawings[name][number] for name in names}
        most, times = Counter(drawn.values()).most_common(1)[0]
        if times == len(names):
            continue
        others = [name for name in names if drawn[name] != most]
        yield number, others[0], next(name for name in names if drawn[name] == most)


def _digest(page: pikepdf.Page) -> bytes:
    made = sha256()
    for written in _strokes(page.obj, _DEEPEST):
        made.update(written)
    return made.digest()


def _strokes(drawn: pikepdf.Object, deepest: int) -> Iterator[bytes]:
    if "/Contents" not in drawn and not isinstance(drawn, pikepdf.Stream):
        return
    resources = drawn.get("/Resources", pikepdf.Dictionary())
    named = resources.get("/XObject", pikepdf.Dictionary())
    for each in pikepdf.parse_content_stream(drawn, _DRAWN):
        operands, operator = list(each.operands), str(each.operator)
        if operator != "Do":
            yield f"{operands} {operator}".encode()
            continue
        inner = named.get(str(operands[0])) if operands else None
        if inner is not None and inner.get("/Subtype") == "/Form" and deepest:
            yield from _strokes(inner, deepest - 1)
