"""Why finished files have to be whole, valid and of one mind, and how to mend what is not."""

from __future__ import annotations

from imprint.explanations.explanation import Explanation
from imprint.explanations.sources import (
    ACE,
    COVER,
    EPUB,
    EPUBCHECK,
    ONIX,
    PDF_UA,
    VERAPDF,
    WCAG,
)

_BUILD = "Build the publication anew, with all of its targets."
_THE_SAME = "Readers, shops and libraries meet a fact in one file and not in the other."

EXPLANATIONS: dict[str, Explanation] = {
    "AGR-001": Explanation(
        f"{_THE_SAME} Where they differ, one of them is wrong, or of another book.",
        f"{_BUILD} If a file was changed by hand, change imprint.toml in its place.",
    ),
    "AGR-002": Explanation(f"{_THE_SAME} A file that leaves it out cannot be found by it.", _BUILD),
    "AGR-003": Explanation(
        "The imprint page is what the law and libraries look at; it has to be what the record is.",
        _BUILD,
    ),
    "AGR-004": Explanation(
        "A number of pages goes to shops and printers, who calculate the spine and the price.",
        f"{_BUILD} The number is counted from the PDF for print.",
    ),
    "AGR-005": Explanation(
        "A spine that is too narrow or too wide puts the title on the front of the book.",
        "Build the cover anew together with the print.",
        COVER,
    ),
    "AGR-006": Explanation(
        "A shop shows the e-book beside the printed book where their records name each other.",
        "Build the message to the trade anew.",
        ONIX,
    ),
    "AGR-007": Explanation("A file that cannot be read here is refused everywhere.", _BUILD),
    "AGR-008": Explanation(
        "What is not there, or not as the build left it, has not been proved.", _BUILD
    ),
    "AGR-009": Explanation(
        "What is not looked at may be wrong.",
        'Install what is missing: pip install "imprint[check]".',
    ),
    "AGR-010": Explanation(
        "A file under an old name is easily sent in the place of the right one.",
        "Delete it, or run imprint clean and build.",
    ),
    "VAL-001": Explanation(
        "Shops refuse an EPUB that EPUBCheck finds errors in.",
        "The message names the place in the manuscript, where it can be traced. Raw HTML and"
        " templates of your own are the usual causes.",
        EPUBCHECK,
    ),
    "VAL-002": Explanation(
        "A warning of EPUBCheck is not refused, and some reading systems stumble over it.",
        "Mend the text or the template that makes it.",
        EPUBCHECK,
    ),
    "VAL-003": Explanation(
        "A PDF that states PDF/UA or PDF/A and is none misleads readers with assistive"
        " technology and archives.",
        "Build it anew; if it stays so, it is a fault of Imprint or of a template of yours.",
        VERAPDF,
    ),
    "VAL-004": Explanation(
        "Distributors' systems drop a message that is not as the schema wants it.",
        "Build it anew; if it stays so, please report it.",
        ONIX,
    ),
    "VAL-005": Explanation(
        "Some readers cannot read a part of the book, or not find their way in it.",
        "Follow the page that the message names.",
        ACE,
    ),
    "VAL-006": Explanation(
        "Some readers have more trouble with a part of the book than needs be.",
        "Follow the page that the message names.",
        ACE,
    ),
    "VAL-007": Explanation(
        "What a validator could not judge is not proved.",
        "See whether the file opens in a reader; if it does, please report it.",
    ),
    "ALW-001": Explanation(
        "An entry that nothing needs would hide the next fault of its kind.",
        "Delete the entry, or mend its where.",
    ),
    "WHL-001": Explanation(
        "A reader of this file does not get a text that readers of the other have.",
        "Build the file anew; if a template or a stylesheet of your own leaves it out, mend that.",
    ),
    "WHL-002": Explanation(
        "A reader of this file gets a text that you did not write there.",
        "Build the file anew; look at templates and stylesheets of your own.",
    ),
    "WHL-003": Explanation(
        "Readers of the one file quote what the other does not say.",
        "Build the file anew; if it was changed by hand, change the manuscript instead.",
    ),
    "WHL-004": Explanation(
        "Whoever reads it aloud, or copies it, gets the sentences in another order.",
        "Build the file anew; look at stylesheets of your own that move things.",
    ),
    "WHL-005": Explanation(
        "Contents, outlines and assistive technology go by headings.",
        "Let the template make a heading of the level that the manuscript has.",
        f"{WCAG}#info-and-relationships",
    ),
    "WHL-006": Explanation(
        "The number in the text leads to nothing.",
        "Build the file anew; look at templates of your own for notes.",
    ),
    "WHL-007": Explanation(
        "A reader finds the wrong note under a number.",
        "Build the file anew; look at templates of your own for notes.",
    ),
    "WHL-008": Explanation(
        "A reader does not see the picture, or does not hear what it shows.",
        "Build the file anew; look at templates of your own for pictures.",
        f"{WCAG}#non-text-content",
    ),
    "WHL-009": Explanation(
        "A number in the wrong cell is a false statement.",
        "Build the file anew; look at templates of your own for tables.",
    ),
    "WHL-010": Explanation(
        "A reader who follows the link goes elsewhere, or nowhere.",
        "Build the file anew; look at templates of your own for links.",
    ),
    "WHL-011": Explanation(
        "A program that is copied from the book does not run.",
        "Build the file anew; look at templates of your own for listings.",
    ),
    "WHL-012": Explanation(
        "Whoever copies the text, looks for a word, or has it read aloud gets another character"
        " or none.",
        "Use a font that says which characters its glyphs are.",
        PDF_UA,
    ),
    "WHL-013": Explanation(
        "A reader turns to the wrong page.",
        "Build the book anew, the EPUB together with the print.",
    ),
    "WHL-014": Explanation(
        "What comes after the damage has not been compared.", "Build the file anew."
    ),
    "WHL-015": Explanation(
        "Where letters join or change places, a PDF may know a shape and not which letters it is"
        " of: nobody can search or copy them, and nothing says whether they are all there.",
        "Read these pages, or try another font; in the e-book the text is compared.",
    ),
    "WHL-016": Explanation(
        "The same source makes the same bytes. A file that differs was changed by hand, is older"
        " than the layout or the manuscript, or comes of a fault in the packaging: its style, its"
        " fonts and what lies beside the text are not what you have seen and proved.",
        "Build it anew; change the manuscript, the record or the layout, and not the file.",
        f"{EPUB}#sec-ocf",
    ),
    "WHL-017": Explanation(
        "A text that is in the file and is hidden, as white letters on white or a paragraph that"
        " is not displayed, is lost to whoever looks; what is hidden from those who listen, to"
        " them. Shops take hidden text for a fraud.",
        "Look for the rule of the stylesheet that hides it, and take it away; what nobody is meant"
        " to read, leave out of the manuscript.",
        f"{WCAG}#info-and-relationships",
    ),
    "WHL-018": Explanation(
        "A PDF for reading that starts a program, has files attached, layers, forms or notes laid"
        " over its pages, lacks a font, reads other words aloud than it shows, or draws a page"
        " otherwise than the other PDFs of the book, was changed after it was built: viewers warn"
        " of it, and readers cannot trust it.",
        "Build it anew; if you add something on purpose, keep that file apart from the build's.",
    ),
}
