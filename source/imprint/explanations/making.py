"""Why layouts, fonts, covers and records matter that a build makes, and how to mend them."""

from __future__ import annotations

from imprint.explanations.explanation import Explanation
from imprint.explanations.sources import (
    CFF,
    CONDITIONS,
    COVER,
    CSS,
    CSS_PAGE,
    EPUB,
    EPUB_A11Y,
    GS1,
    ISBN_MANUAL,
    JINJA,
    MARGINS,
    ONIX,
    OPENTYPE,
    PAPERS,
    SAVING,
    TOML,
)

_CERTIFIED = "A claim of accessibility that does not hold misleads readers, and can be against law."

EXPLANATIONS: dict[str, Explanation] = {
    "LAY-001": Explanation(
        "The pages of a book are set by its layout.",
        "Write the name of one that there is, or make a folder of that name in layouts/.",
    ),
    "LAY-002": Explanation(
        "A page cannot be made from it.",
        "Mend the line that the message names, or delete the file to have the layout's own.",
        JINJA,
    ),
    "LAY-003": Explanation(
        "A misspelled option would be passed over, and the page would look otherwise than you"
        " think.",
        "Write the option that the message names.",
    ),
    "LAY-004": Explanation(
        "A value that there is not would be passed over.",
        "Write one of those that the message names.",
    ),
    "LAY-005": Explanation(
        "A layout that cannot be read whole would be used in part.",
        "Mend layout.toml at the place that the message names.",
        TOML,
    ),
    "LAY-006": Explanation(
        "An EPUB has to be well-formed XML; a reading system shows such a page or none of it.",
        "Close every element in the template.",
        f"{EPUB}#sec-xhtml",
    ),
    "LAY-008": Explanation(
        "Words such as “Contents” come from the layout; English ones stand in a book of another"
        " language.",
        "Write the file of words that the message names.",
    ),
    "IMP-001": Explanation(
        "Libraries, shops and readers look for this fact on the page.",
        "Write the key that the message names, or choose a pack that does not ask for it.",
    ),
    "IMP-002": Explanation(
        "The law of the country, or its legal deposit, wants this fact to be there.",
        "Write the key that the message names.",
    ),
    "IMP-003": Explanation(
        "The page follows the customs of a country or a house, which are kept in a pack.",
        "Write one of those that the message names.",
    ),
    "IMP-004": Explanation(
        "A pack that cannot be read whole would be used in part.",
        "Mend the file at the place that the message names.",
        TOML,
    ),
    "IMP-005": Explanation(
        "A row that there is not can be neither moved nor left out.",
        "Write the row that the message names.",
    ),
    "IMP-006": Explanation(
        "A blank that cannot be filled would be printed as it is.",
        "Write blanks as {title}, and what depends on them in square brackets.",
    ),
    "IMP-007": Explanation(
        "The page would say which state of the source the book was made from, and nobody knows it.",
        "Commit the source with git, or write revision as a text.",
    ),
    "FNT-001": Explanation(
        "A book has to look the same on every machine, so that fonts come with it and not from"
        " the machine.",
        "Install the package, or put the file into the folder of the publication.",
    ),
    "FNT-002": Explanation(
        "Only fonts that are whole, and may be embedded, can go into a file.",
        "Declare a TrueType font whose licence allows embedding.",
        f"{OPENTYPE}#fstype",
    ),
    "FNT-003": Explanation(
        "An empty box would be printed in its place.", "Declare a font that has the character."
    ),
    "FNT-004": Explanation(
        "It depends on the reader's device whether the character is shown.",
        "Declare a font that has the character.",
        f"{EPUB}#sec-core-media-types",
    ),
    "OUT-001": Explanation(
        "The files of the last build are left as they were.",
        "Look at the folder's permissions and at the space on the disk.",
    ),
    "OUT-002": Explanation(
        "Imprint does not know what to make.", "Write one of the targets that the message names."
    ),
    "OUT-003": Explanation(
        "One of the two would be lost.", "Give one of them another name with -o."
    ),
    "OUT-004": Explanation(
        "The book is made, and the next build begins from nothing.",
        "Look at the permissions of the cache's folder, or write --no-cache.",
    ),
    "OUT-005": Explanation(
        "A section alone is set with the pages that it had in the whole book.",
        "Build the whole book first, and write the section's id or its file.",
    ),
    "EPB-001": Explanation(
        "The EPUB lacks something that the standard wants, and would be refused.",
        "Please report it.",
        EPUB,
    ),
    "PDF-001": Explanation(
        "The engine passed over what it does not understand, and the page may look otherwise"
        " than you think.",
        "Mend the stylesheet of the layout.",
        CSS,
    ),
    "PDF-002": Explanation(
        "A book without one of its sections is none.",
        "Look for what is unusual in it: very deep lists, very wide tables, a stylesheet of its"
        " own.",
    ),
    "PDF-003": Explanation(
        "A line that needs another page when its number changes never comes to rest.",
        "Leave more room for the number, or take the reference away.",
    ),
    "PDF-004": Explanation(
        "An empty box would be printed on every page that the stylesheet is for.",
        "Declare a font that has the character, or write another one.",
    ),
    "PDF-005": Explanation(
        "Each section is set by itself, and what goes on from one to the next is not kept.",
        "Do what the message says.",
        CSS_PAGE,
    ),
    "PDF-006": Explanation(
        "The parts of the book are gone that were put there a moment ago.",
        "Build again, and let nothing else empty the cache meanwhile.",
    ),
    "PRN-001": Explanation(
        "A printer cuts books to some sizes only.",
        "Write a size that the printer offers: layout.trim.",
        MARGINS,
    ),
    "PRN-002": Explanation(
        "A binding holds neither too few pages nor too many.",
        "Change the size of the page or of the type, or choose another printer.",
        PAPERS,
    ),
    "PRN-003": Explanation(
        "Paper shifts while it is cut; text near an edge is cut into.",
        "Widen the margins with the layout's options.",
        MARGINS,
    ),
    "PRN-004": Explanation(
        "The printer would change the file in a way that nobody has looked at.",
        "Do what the message says, or choose another profile.",
        SAVING,
    ),
    "PRN-005": Explanation(
        "The colours of a PDF/X are meant for one printing condition.",
        "Ask the printer for the ICC profile of the press.",
        CONDITIONS,
    ),
    "CLM-001": Explanation(_CERTIFIED, "Mend what the record says under accessibility.", EPUB_A11Y),
    "CLM-002": Explanation(
        _CERTIFIED,
        "Write who certified it: accessibility.certifier.",
        f"{EPUB_A11Y}#sec-conf-reporting",
    ),
    "CLM-003": Explanation(
        _CERTIFIED,
        "Mend what the message names in the manuscript, or take the claim back.",
        f"{EPUB_A11Y}#sec-conf-reporting",
    ),
    "ONX-001": Explanation(
        "Without these facts a message is refused.", "Write the fact into imprint.toml.", ONIX
    ),
    "ONX-002": Explanation(
        "Bookshops order by ISBN.",
        "Give each format that is sold an ISBN: formats.print.isbn.",
        ISBN_MANUAL,
    ),
    "ONX-003": Explanation(
        "Shops show what the message says; what it lacks they leave out, or the book with it.",
        "Write the fact into imprint.toml.",
        ONIX,
    ),
    "ONX-004": Explanation(
        "ONIX has no code for it, and the trade does not hear of it.",
        "Write the fact in a form that ONIX knows, or leave it.",
        ONIX,
    ),
    "ONX-005": Explanation(
        "The number of pages and the size of files are known when the book is built.",
        "Build the book, then the record.",
        ONIX,
    ),
    "COV-001": Explanation(
        "The spine is as thick as the paper; of a paper that the printer has not, nobody knows"
        " how thick it is.",
        "Write one of the papers that the message names: formats.print.paper.",
        PAPERS,
    ),
    "COV-002": Explanation(
        "A spine that is guessed puts the title on the front or the back.",
        "Ask the printer for the thickness, and write formats.print.spine.",
        COVER,
    ),
    "COV-003": Explanation(
        "A binding holds a certain number of leaves of each paper.",
        "Choose another paper, a larger page or smaller type, or make two volumes.",
        PAPERS,
    ),
    "COV-004": Explanation(
        "The picture will look soft on paper, where it is shown larger than on a screen.",
        "Save it with the pixels that the message names.",
        COVER,
    ),
    "COV-005": Explanation(
        "Bookshops scan the ISBN; a book without a barcode is sold by hand or not at all.",
        "Write formats.print.isbn, or leave it, if no shop sells the book.",
        ISBN_MANUAL,
    ),
    "COV-006": Explanation(
        "On a thin spine letters would run over its edges when the cover is folded.",
        "Leave it; it is for your information.",
        COVER,
    ),
    "COV-007": Explanation(
        "Readers see a text that ends in the middle.",
        "Write a shorter description, or leave out reviews.",
    ),
    "COV-008": Explanation(
        "A barcode that scanners cannot read is refused by shops.",
        "Give the ISBN with all digits, an add-on of five, and a size between 80 and 200 %.",
        GS1,
    ),
    "COV-009": Explanation(
        "Parts of the picture are not on the cover.",
        "Make it of the shape that the message names.",
        COVER,
    ),
    "COV-010": Explanation(
        "The back is where a reader looks first after the front.",
        "Write description, which shops show as well.",
    ),
    "COV-011": Explanation(
        "A book that is read from right to left opens on the other side, and its front is there.",
        "Have the wrap made otherwise: Imprint does not make one with its front on the left yet.",
    ),
    "CIT-001": Explanation(
        "A reference without a title or a name cannot be cited.",
        "Write title, and author or publisher.",
        CFF,
    ),
}
