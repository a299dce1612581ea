"""HTML's elements: which of them the model has words for, and what to write for the others."""

from __future__ import annotations

from imprint.model.inlines import Style

STYLES = {
    "em": Style.EMPHASIS,
    "strong": Style.STRONG,
    "i": Style.ITALIC,
    "b": Style.BOLD,
    "s": Style.STRIKETHROUGH,
    "del": Style.STRIKETHROUGH,
    "ins": Style.INSERTED,
    "u": Style.UNDERLINE,
    "mark": Style.HIGHLIGHT,
    "small": Style.SMALL,
    "sub": Style.SUBSCRIPT,
    "sup": Style.SUPERSCRIPT,
    "cite": Style.CITED_TITLE,
    "q": Style.QUOTATION,
    "abbr": Style.ABBREVIATION,
    "dfn": Style.DEFINITION,
    "kbd": Style.KEYBOARD,
    "samp": Style.SAMPLE,
    "var": Style.VARIABLE,
    "span": Style.PLAIN,
}

# Classes of a span that are styles.
STYLE_CLASSES = {
    "smallcaps": Style.SMALL_CAPS,
    "small-caps": Style.SMALL_CAPS,
    "underline": Style.UNDERLINE,
    "ul": Style.UNDERLINE,
    "mark": Style.HIGHLIGHT,
}

INLINE = frozenset({*STYLES, "code", "a", "br", "wbr", "img"})
BLOCK = frozenset({"p", "div", "blockquote", "ul", "ol", "li", "hr", "h2", "h3", "h4", "h5", "h6"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())

# Elements whose text is no HTML: it is skipped up to the closing tag.
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "plaintext"})

MENDS = {
    "script": "delete it: a publication runs no code",
    "style": "delete it, and write the CSS in the publication's layouts/ folder",
    "iframe": "write a link to the page instead",
    "video": "write a link to the film instead, or a picture of it",
    "audio": "write a link to the recording instead",
    "svg": "save the drawing as a file and show it with ![what it shows](drawing.svg)",
    "math": "save the formula as a picture and show it with ![the formula in words](formula.svg)",
    "table": "write a Markdown table: | a | b |, then | - | - |, then the rows",
    "h1": "write # Title: a heading of the first level begins a section",
    "pre": "write a fenced code block: ``` before and after the lines",
    "figure": "write ::: figure, the picture, its caption, and :::",
    "center": "write ::: {.center}, the text and :::",
    "font": "write [the text]{.a-class}, and its CSS in the publication's layouts/ folder",
    "dl": "write the term on one line and : its definition on the next",
    "section": "write ::: {.a-class}, the text and :::",
    "details": "write ::: note, the text and :::",
}
FALLBACK_MEND = "delete it, or say the same in Markdown"
