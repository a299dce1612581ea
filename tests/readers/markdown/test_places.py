"""Every node knows its line in the file, also below front matter."""

from __future__ import annotations

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.model.blocks import Paragraph
from imprint.model.inlines import CodeSpan, Image, Link, Text
from imprint.model.text import walk_inlines
from imprint.readers.markdown import read_markdown

TEXT = """\
# Title

One `code
over lines` then [a
link](x.md
"title") and ![an
image](b.png) here <b
class="x">bold</b>.
"""


class AnyImage:
    def load(self, reference: str, *, beside: str, place: Place) -> str | None:
        return reference


def test_inlines_have_their_lines() -> None:
    findings = Findings()
    manuscript = read_markdown(
        TEXT, file="text/a.md", line=10, images=AnyImage(), findings=findings
    )
    (section,) = manuscript.sections
    (paragraph,) = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert section.place == Place("text/a.md", 10)
    assert paragraph.place == Place("text/a.md", 12)
    inlines = list(walk_inlines(paragraph.children))
    assert NOWHERE not in {inline.place for inline in inlines}
    lines = {
        type(inline): inline.place.line
        for inline in inlines
        if isinstance(inline, CodeSpan | Link | Image)
    }
    assert lines == {CodeSpan: 12, Link: 13, Image: 15}
    texts = {inline.text: inline.place.line for inline in inlines if isinstance(inline, Text)}
    assert texts == {
        "One ": 12, " then ": 13, "a": 13, "link": 14, " and ": 15, " here ": 16, "bold": 17,
        ".": 17,
    }  # fmt: skip
