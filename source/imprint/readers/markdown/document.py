"""One Markdown file becomes the sections of a manuscript."""

from __future__ import annotations

from msgspec import Struct

from imprint.diagnostics import Findings
from imprint.model.publication import Section
from imprint.readers.markdown.depth import DEEPEST, TooDeep
from imprint.readers.markdown.divisions import open_division, open_title
from imprint.readers.markdown.elements import read_html
from imprint.readers.markdown.frames import BlockReader, Leaf, Opening
from imprint.readers.markdown.lists import (
    open_bullet_list,
    open_definition,
    open_definition_list,
    open_item,
    open_ordered_list,
    open_term,
)
from imprint.readers.markdown.paragraphs import (
    open_paragraph,
    open_quote,
    read_listing,
    read_scene_break,
)
from imprint.readers.markdown.parser import parse
from imprint.readers.markdown.reading import ImageLoader, Reading
from imprint.readers.markdown.sections import (
    begin_file,
    finish_sections,
    open_heading,
    open_note,
)
from imprint.readers.markdown.tables import leave_out, open_cell, open_row, open_table
from imprint.readers.markdown.verse import open_stanza

_OPENINGS: dict[str, Opening] = {
    "paragraph_open": open_paragraph,
    "heading_open": open_heading,
    "blockquote_open": open_quote,
    "bullet_list_open": open_bullet_list,
    "ordered_list_open": open_ordered_list,
    "list_item_open": open_item,
    "dl_open": open_definition_list,
    "dt_open": open_term,
    "dd_open": open_definition,
    "table_open": open_table,
    "tr_open": open_row,
    "th_open": open_cell,
    "td_open": open_cell,
    "division_open": open_division,
    "title_open": open_title,
    "stanza_open": open_stanza,
    "footnote_reference_open": open_note,
}

_LEAVES: dict[str, Leaf] = {
    "fence": read_listing,
    "code_block": read_listing,
    "hr": read_scene_break,
    "html_block": read_html,
    "thead_open": leave_out,
    "thead_close": leave_out,
    "tbody_open": leave_out,
    "tbody_close": leave_out,
}


class Manuscript(Struct, frozen=True):
    """What one file holds: its sections in reading order."""

    sections: tuple[Section, ...]


def read_markdown(
    text: str,
    *,
    file: str,
    line: int = 1,
    language: str = "en",
    smart: bool = True,
    images: ImageLoader,
    findings: Findings,
) -> Manuscript:
    """The sections of a Markdown text, with what is wrong in it among the findings.

    ``file`` and ``line``, the number of the text's first line, are for places. ``language`` is
    the BCP 47 tag that the text is in where it does not say otherwise; its rules set quotation
    marks, apostrophes and dashes, unless ``smart`` is false. The text is split at its first-level
    headings. A text that is nested too deep (TXT-011) gives no sections.
    """
    reading = Reading(
        file=file,
        first=line,
        language=language,
        smart=smart,
        images=images,
        findings=findings,
        env={},
    )
    root = begin_file(reading)
    reader = BlockReader(reading, root=root, openings=_OPENINGS, leaves=_LEAVES)
    try:
        tokens, reading.env = parse(text)
        reader.read(tokens)
    except TooDeep as error:
        reading.finding(
            "TXT-011",
            f"structures are nested more than {DEEPEST} deep",
            mend="take some of the quotations, lists, brackets or elements apart",
            line=error.line,
        )
        return Manuscript(())
    reading.notes.check(findings)
    return Manuscript(finish_sections(root, reading))
