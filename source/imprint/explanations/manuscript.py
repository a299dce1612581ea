"""Why what stands in imprint.toml and in a manuscript matters, and how to mend it."""

from __future__ import annotations

from imprint.explanations.explanation import Explanation
from imprint.explanations.sources import (
    BCP47,
    COVER_IMAGE,
    EPUB,
    EPUB_A11Y,
    ISBN_MANUAL,
    ISO3166,
    ISO4217,
    NOTE_DATETIME,
    ONIX,
    PANDOC,
    RELATORS,
    RFC3629,
    RFC3986,
    SPDX,
    THEMA,
    TOML,
    WCAG,
    XML,
    YAML,
)

EXPLANATIONS: dict[str, Explanation] = {
    "SRC-001": Explanation(
        "A build begins with all of its files; one that is missing would leave a hole in the book.",
        "Correct the name, with its capitals, or put the file there.",
    ),
    "SRC-002": Explanation(
        "An empty file makes a chapter without a text.",
        "Write the text, or take the file out of the contents.",
    ),
    "SRC-003": Explanation(
        "Letters with accents and everything beyond English would be other ones in the book.",
        "Save the file as UTF-8 in your editor.",
        RFC3629,
    ),
    "SRC-004": Explanation(
        "What a publication shows has to travel with it; a path to elsewhere works on one"
        " machine alone, and could carry off a file that is nobody's business.",
        "Copy the file into the folder of the publication, and name it there.",
    ),
    "SRC-005": Explanation(
        "Imprint would have to guess what is text in it.",
        "Save it as Markdown (.md) or as plain text (.txt).",
    ),
    "SRC-006": Explanation(
        "A manuscript of this size is a mistake more often than a book.",
        "Split it into one file a chapter.",
    ),
    "SRC-007": Explanation(
        "A pattern that matches nothing leaves chapters out without a word.",
        "Look at the folder's name and at the end of the files' names.",
    ),
    "SRC-008": Explanation(
        "What cannot be read cannot be published.",
        "Give yourself the right to read the file, and see that it is a file.",
    ),
    "SRC-009": Explanation(
        "A chapter may have been forgotten.",
        "Add the file to contents, or move it out of the manuscript's folder.",
    ),
    "SRC-010": Explanation(
        "XML, and with it EPUB, does not allow such a character; it cannot be printed either.",
        "Delete it. Word processors and copied PDFs leave such characters behind.",
        f"{XML}#charsets",
    ),
    "SRC-011": Explanation(
        "A publication without a text is none.",
        "Put a manuscript into source/, or name it in contents.",
    ),
    "SRC-012": Explanation(
        "The same chapter would be in the book twice, and every link to it would have two goals.",
        "Name each file once.",
    ),
    "SRC-013": Explanation(
        "Facts that are said in two places drift apart; imprint.toml is the one place for a book.",
        "Move what it says to imprint.toml.",
    ),
    "CFG-001": Explanation(
        "What cannot be read says nothing of the book.",
        "Look at the line: a text stands in quotation marks, a list in square brackets.",
        TOML,
    ),
    "CFG-002": Explanation(
        "What cannot be read says nothing of the book.",
        "Look at the line: a text with a colon stands in quotation marks.",
        YAML,
    ),
    "CFG-003": Explanation(
        "A misspelled key would be passed over, and the fact would be missing in the book.",
        "Write the key that the message names, or delete the line.",
    ),
    "CFG-004": Explanation(
        "A fact of another form cannot be put where it belongs.",
        "Write it as the example in the message.",
    ),
    "CFG-005": Explanation(
        "A value that there is not would be passed over.",
        "Write one of those that the message names.",
    ),
    "CFG-006": Explanation(
        "Without this fact there is no book: shops and libraries file it by its title and its"
        " language.",
        "Write the key.",
        f"{EPUB}#sec-pkg-metadata",
    ),
    "CFG-007": Explanation(
        "What is passed over on the command line would be a fact less in the book.",
        "Write KEY=VALUE, with dots between the names of a key.",
    ),
    "REC-001": Explanation(
        "Reading aloud, hyphenation, quotation marks and a shop's shelves all go by the language.",
        "Write a tag such as en, pt-BR or zh-Hant.",
        BCP47,
    ),
    "REC-002": Explanation(
        "A date that cannot be read by programs is dropped, or is read as another one.",
        "Write it as 2026-03-31, 2026-03 or 2026.",
        NOTE_DATETIME,
    ),
    "REC-003": Explanation(
        "Shops and libraries know contributors by these roles; one that they do not know is"
        " dropped.",
        "Write a relator's code or its word, such as trl or translator.",
        RELATORS,
    ),
    "REC-004": Explanation(
        "A wrong digit makes it the number of another book, or of none: orders go astray.",
        "Copy it again from where it was given.",
        ISBN_MANUAL,
    ),
    "REC-005": Explanation(
        "One ISBN stands for one product; shops would sell the one and send the other.",
        "Give each format a number of its own.",
        ISBN_MANUAL,
    ),
    "REC-006": Explanation(
        "Readers and machines have to know which licence is meant, and in which version.",
        "Write the identifier, such as CC-BY-4.0; for another licence write rights in words.",
        SPDX,
    ),
    "REC-007": Explanation(
        "In a book there is no page that an address could be relative to.",
        "Write the address in full, with https://.",
        RFC3986,
    ),
    "REC-008": Explanation(
        "A reader, a librarian and a shop would look for these facts.",
        "Say what you know of them; what nobody knows may be left out.",
    ),
    "REC-010": Explanation(
        "Two statements of one fact cannot both be right, and only one is used.",
        "Delete the one that is wrong.",
    ),
    "REC-011": Explanation(
        "One of the dates is wrong, and a library would file the book by it.",
        "Correct one of the two.",
    ),
    "REC-012": Explanation(
        "A claim of conformance says that somebody has looked, and who.",
        "Write accessibility.certifier, or leave the claim out.",
        f"{EPUB_A11Y}#sec-conf-reporting",
    ),
    "TRD-001": Explanation(
        "The trade knows countries by their codes.",
        "Write a code of two letters, such as DE.",
        ISO3166,
    ),
    "TRD-002": Explanation(
        "A shop cannot sell at a price that it cannot read.",
        "Write an amount and a currency, such as 12.99 EUR.",
        ISO4217,
    ),
    "TRD-003": Explanation(
        "The trade has one word for free and another for a price; a message cannot have both.",
        "Delete the price, or what says that it is free.",
        ONIX,
    ),
    "TRD-004": Explanation(
        "A shop would choose one of the two, and you would not know which.",
        "Keep one price for each country.",
        ONIX,
    ),
    "TRD-005": Explanation(
        "Shops sort their shelves by these codes; one that is none is dropped.",
        "Look the code up in its scheme.",
        THEMA,
    ),
    "TRD-006": Explanation(
        "A code says nothing without its scheme, nor a scheme without a code.",
        "Write both, or neither.",
        f"{EPUB}#sec-opf-dcsubject",
    ),
    "OTH-001": Explanation(
        "The key is for another tool, and what it asks for is done without it, or not at all.",
        "Delete it; nothing in the book changes.",
        f"{PANDOC}#epub-metadata",
    ),
    "OTH-002": Explanation(
        "What a book offers to readers with disabilities is computed from what it has: a claim"
        " by hand may be false.",
        "Delete it.",
        f"{EPUB_A11Y}#sec-disc-package",
    ),
    "VOL-001": Explanation(
        "A volume has one publisher, one layout, one price; a text in it can have its own"
        " author, title and licence.",
        "Move the key to imprint.toml.",
    ),
    "VOL-002": Explanation(
        "A text without a title cannot stand in the contents.",
        "Write title in its front matter, or a heading of the first level above it.",
    ),
    "VOL-003": Explanation(
        "Inside of a text there are headings; a preface or an appendix is a part of the volume.",
        "Take the kind away, or give the section a file of its own.",
    ),
    "TXT-001": Explanation(
        "A book runs no programs and has no forms: readers' devices leave them out or refuse"
        " the file.",
        "Delete the element, or say the same in Markdown.",
        f"{EPUB}#sec-xhtml",
    ),
    "TXT-002": Explanation(
        "A reading system shows a page that is well-formed, or none of it.",
        "Close every element, in the order in which they were opened.",
        f"{EPUB}#sec-xhtml",
    ),
    "TXT-003": Explanation(
        "It would change nothing in the book.",
        "Write the attribute that the message names, or a class for the layout's stylesheet.",
        f"{PANDOC}#extension-attributes",
    ),
    "TXT-004": Explanation(
        "A reader who follows the number finds nothing.", "Write the note: [^1]: and its text."
    ),
    "TXT-005": Explanation(
        "A note that nothing refers to is found by nobody, and is left out.",
        "Put its reference into the text, or delete it.",
    ),
    "TXT-006": Explanation(
        "The layout does not know how to set it.",
        "Write one of the kinds in the manual.",
        f"{PANDOC}#extension-fenced_divs",
    ),
    "TXT-007": Explanation(
        "All that follows would belong to it.",
        "Close it with a line of colons.",
        f"{PANDOC}#extension-fenced_divs",
    ),
    "TXT-008": Explanation(
        "Readers who listen find their way by the levels of headings; a gap sounds like a loss.",
        "Write the heading one level below the one before.",
        f"{WCAG}#info-and-relationships",
    ),
    "TXT-009": Explanation(
        "A link to it could mean either.", "Give one of them another id.", f"{XML}#id"
    ),
    "TXT-010": Explanation(
        "A voice would read the words by the rules of another language.",
        "Write a tag such as fr, pt-BR or zh-Hant.",
        BCP47,
    ),
    "TXT-011": Explanation(
        "No page has room for it, and reading systems give up.",
        "Make the quotation or the list flatter.",
    ),
    "ART-001": Explanation(
        "A copied page brings its buttons and comments with it, and they are no part of the"
        " article.",
        "Put a backslash before the line, if it is text.",
    ),
    "ART-002": Explanation(
        "A fact went from the text to the record; you should know which.",
        "Put a backslash before the line, if it is text.",
    ),
    "ART-003": Explanation(
        "An article without a text is none.", "See that the file has all of the page."
    ),
    "ART-004": Explanation(
        "Words that might be a credit, a date or a licence are kept, and no program can use them.",
        "Write the line as “label: value”.",
    ),
    "REF-001": Explanation(
        "A reader who follows the link finds nothing.",
        "Correct the address, or give the place that is meant an id.",
        f"{WCAG}#link-purpose-in-context",
    ),
    "REF-002": Explanation(
        "The link leads to the first of several places, and you may mean another.",
        "Give the heading that is meant an id of its own.",
    ),
    "REF-003": Explanation(
        "An address that runs something is a danger, and reading systems refuse it.",
        "Link to a page of the web or to a place in the book.",
        f"{EPUB}#sec-xhtml",
    ),
    "AST-001": Explanation(
        "The page would have a hole.", "Correct the name, with its capitals, or put the file there."
    ),
    "AST-002": Explanation(
        "A reading system and a printer show a few kinds of pictures only.",
        "Save it as PNG, JPEG or SVG.",
        f"{EPUB}#sec-core-media-types",
    ),
    "AST-003": Explanation(
        "Half of a picture is shown, or none.", "Copy the file again from where it came."
    ),
    "AST-004": Explanation(
        "A book has to be whole without a network, and the file may be gone tomorrow.",
        "Save the file into the folder of the publication, if its licence allows that.",
        f"{EPUB}#sec-resource-locations",
    ),
    "AST-005": Explanation(
        "Readers who do not see it do not know what it shows.",
        "Write what it shows between the square brackets, or mark it as decorative.",
        f"{WCAG}#non-text-content",
    ),
    "AST-006": Explanation(
        "Programs and addresses in a picture are a danger, and shops refuse them.",
        "Save it as plain SVG, or as PNG.",
    ),
    "AST-007": Explanation(
        "It would take all of the memory, and no page needs as many pixels.",
        "Save it smaller: 300 pixels to the inch of its printed size are enough.",
    ),
    "AST-008": Explanation(
        "A cover is what a shop shows of the book; a small one is blurred, one of another shape"
        " has bars beside it.",
        "Save it with 1600 × 2560 pixels.",
        COVER_IMAGE,
    ),
}
