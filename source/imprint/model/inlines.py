"""The content of a line: text, and what is set apart in it."""

from __future__ import annotations

from enum import Enum

from imprint.model.nodes import Node


class Style(Enum):
    """How a run of text is set apart; the value names its template (``inlines/<value>.xhtml``)."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    ITALIC = "italic"  # an alternate voice or a foreign phrase, not stress
    BOLD = "bold"  # attention without importance
    STRIKETHROUGH = "strikethrough"
    INSERTED = "inserted"
    UNDERLINE = "underline"
    HIGHLIGHT = "highlight"
    SMALL = "small"
    SMALL_CAPS = "small-caps"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    CITED_TITLE = "cited-title"
    QUOTATION = "quotation"
    ABBREVIATION = "abbreviation"  # ``title`` has the expansion
    DEFINITION = "definition"
    KEYBOARD = "keyboard"
    SAMPLE = "sample"
    VARIABLE = "variable"
    PLAIN = "plain"  # only attributes: a class, a language


class Text(Node, frozen=True, kw_only=True):
    """A run of characters, with no line break in it that means anything."""

    text: str


class Styled(Node, frozen=True, kw_only=True):
    """A run of inlines set apart from the text around it."""

    style: Style
    children: tuple[Inline, ...]
    title: str = ""


class CodeSpan(Node, frozen=True, kw_only=True):
    """A piece of code in a line; its characters are never changed."""

    text: str


class Link(Node, frozen=True, kw_only=True):
    """A link: ``target`` is an absolute URL, or ``#id`` of an element of the publication."""

    target: str
    children: tuple[Inline, ...]
    title: str = ""


class Image(Node, frozen=True, kw_only=True):
    """A picture in a line.

    ``asset`` is the content hash of an asset of the publication. An empty ``alternative`` with
    ``decorative`` false is a missing one.
    """

    asset: str
    alternative: str = ""
    title: str = ""
    decorative: bool = False


class LineBreak(Node, frozen=True, kw_only=True):
    """The end of a line that must be kept, as in an address."""


class SoftBreak(Node, frozen=True, kw_only=True):
    """The end of a line in the source that means a space, or nothing between Chinese characters."""


class NoteReference(Node, frozen=True, kw_only=True):
    """The call of a note of the same section: ``note`` is its id."""

    note: str


Inline = Text | Styled | CodeSpan | Link | Image | LineBreak | SoftBreak | NoteReference
