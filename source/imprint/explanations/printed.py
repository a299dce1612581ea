"""Why a printer wants a finished PDF as he does, and what is well set."""

from __future__ import annotations

from imprint.explanations.explanation import Explanation
from imprint.explanations.sources import (
    CONDITIONS,
    INGRAM,
    LATIN,
    MARGINS,
    PAPERS,
    PDF,
    PDFX,
    SAVING,
    SUBMISSION,
)

EXPLANATIONS: dict[str, Explanation] = {
    "PRE-001": Explanation("What cannot be opened cannot be printed.", "Make the file anew.", PDF),
    "PRE-002": Explanation(
        "A printer has to place the pages on sheets, which a lock forbids.",
        "Save it without a password.",
        SAVING,
    ),
    "PRE-003": Explanation(
        "Without a TrimBox nobody knows where to cut.", "Set the TrimBox of each page.", PDFX
    ),
    "PRE-004": Explanation(
        "The trimmed page lies in its bleed, and that on the sheet; else the cut goes astray.",
        "Set the boxes anew: TrimBox within BleedBox within MediaBox.",
        PDF,
    ),
    "PRE-005": Explanation(
        "All pages of a book are cut at once.", "Give all pages one size.", MARGINS
    ),
    "PRE-006": Explanation(
        "A printer cuts books to some sizes only.", "Choose one of the sizes.", MARGINS
    ),
    "PRE-007": Explanation(
        "This printer takes the sheet for the page; what lies around it moves everything.",
        "Leave out marks and slugs.",
        MARGINS,
    ),
    "PRE-008": Explanation(
        "A cut is never exact: colour at the edge has to go on beyond it.",
        "Let the pages bleed as the message says, on the outer edges.",
        MARGINS,
    ),
    "PRE-009": Explanation(
        "What ends at the edge leaves a white line where the cut is a hair off.",
        "Let it run over the edge, by the bleed.",
        MARGINS,
    ),
    "PRE-010": Explanation(
        "Programs of printers read boxes and not turns; the page comes out wrong.",
        "Turn or scale what is on the page in place of the page.",
        PDF,
    ),
    "PRE-011": Explanation(
        "A binding holds neither too few pages nor too many.",
        "Change the size of the page or of the type.",
        PAPERS,
    ),
    "PRE-012": Explanation(
        "Books are printed in sheets of several pages; the printer adds blank ones at the end.",
        "Let the press fill the last sheet, or leave it to the printer.",
        INGRAM,
    ),
    "PRE-013": Explanation(
        "The printer puts a bar code on the last page.", "Leave the last page blank.", INGRAM
    ),
    "PRE-014": Explanation(
        "Readers take several blank pages for a fault, and some printers too.",
        "Take out what makes them.",
        SUBMISSION,
    ),
    "PRE-015": Explanation(
        "A thicker paper makes a thicker book, which the binding cannot hold.",
        "Choose another paper.",
        PAPERS,
    ),
    "PRE-016": Explanation(
        "A thick book does not open flat: words sink into the fold.",
        "Widen the inner margin; it grows with the number of pages.",
        MARGINS,
    ),
    "PRE-017": Explanation(
        "Paper shifts while it is cut; what is near an edge may be cut off.",
        "Widen the margins, or let a picture bleed.",
        MARGINS,
    ),
    "PRE-018": Explanation(
        "It is cut off, and nobody reads it.", "Move it onto the page, or delete it.", MARGINS
    ),
    "PRE-019": Explanation(
        "The printer's machine would set another font in its place.", "Embed every font.", SAVING
    ),
    "PRE-020": Explanation(
        "Type 3 fonts are drawn coarsely or not at all by many machines.",
        "Use a TrueType or OpenType font.",
        SAVING,
    ),
    "PRE-021": Explanation(
        "The standard of the file does not have fonts of this kind; a machine may refuse it.",
        "Use a TrueType or OpenType font, or make the file of the newer standard.",
        PDFX,
    ),
    "PRE-022": Explanation(
        "This printer prefers whole fonts, and takes parts of them as well.",
        "Leave it, or embed whole fonts.",
        SAVING,
    ),
    "PRE-023": Explanation(
        "An empty box or nothing is printed in its place.",
        "Choose a font that has the character: fonts.",
        PDF,
    ),
    "PRE-024": Explanation(
        "Letters as small as this fill with ink.", "Set them larger.", SUBMISSION
    ),
    "PRE-025": Explanation(
        "Small letters tire readers and may fill with ink.",
        "Set them larger, or allow it with a reason.",
        SUBMISSION,
    ),
    "PRE-026": Explanation(
        "Invisible text is a sign of a scan, or of a trick; printers refuse it.",
        "Take it out.",
        SAVING,
    ),
    "PRE-027": Explanation(
        "A line thinner than this is not printed, or in pieces.", "Draw it thicker.", SUBMISSION
    ),
    "PRE-028": Explanation(
        "A line thinner than the printer advises may be printed in pieces.",
        "Draw it thicker.",
        SUBMISSION,
    ),
    "PRE-029": Explanation(
        "The picture will be of visible squares.",
        "Take a larger picture, or show it smaller.",
        SUBMISSION,
    ),
    "PRE-030": Explanation(
        "The picture will look soft.", "Take a larger picture, or show it smaller.", SUBMISSION
    ),
    "PRE-031": Explanation(
        "Edges of pictures in black and white alone show steps below 600 dots an inch.",
        "Scan it finer, or draw it as lines (SVG).",
        INGRAM,
    ),
    "PRE-032": Explanation(
        "The standard has no such colours; the machine would guess.",
        "Write colours as the profile has them.",
        PDFX,
    ),
    "PRE-033": Explanation(
        "The machine turns colours of a screen into inks by its own rules, mostly duller.",
        "Give colours in the inks of the profile, or look at a proof.",
        INGRAM,
    ),
    "PRE-034": Explanation(
        "A book in black prints colours as greys, which may not be told apart.",
        "Choose greys yourself, or a profile with colour.",
        INGRAM,
    ),
    "PRE-035": Explanation(
        "An ink of its own costs a plate of its own, or is refused.",
        "Mix the colour of the four inks.",
        INGRAM,
    ),
    "PRE-036": Explanation(
        "Plates are never quite aligned: letters of four inks get coloured edges.",
        "Print text in black alone.",
        INGRAM,
    ),
    "PRE-037": Explanation(
        "Registration colour is for marks beside the page; on it, it smears.", "Use black.", INGRAM
    ),
    "PRE-038": Explanation(
        "Too much ink does not dry; it sets off on the next page.",
        "Lighten the darkest spots, or turn the picture with the printer's ICC profile.",
        INGRAM,
    ),
    "PRE-039": Explanation(
        "PDF/X-1a and X-3 have no transparency; a machine leaves out what it does not know.",
        "Flatten it, or make a PDF/X-4.",
        PDFX,
    ),
    "PRE-040": Explanation(
        "Links mean nothing on paper, and printers refuse files with them.",
        "Make the PDF without links, as the target print does.",
        SAVING,
    ),
    "PRE-041": Explanation("Printers refuse files with bookmarks.", "Leave it out.", SAVING),
    "PRE-042": Explanation("Fields are not printed, or not as they look.", "Leave it out.", PDFX),
    "PRE-043": Explanation(
        "A file that runs something is refused as a danger.", "Take out scripts and actions.", PDFX
    ),
    "PRE-044": Explanation("Attachments are refused.", "Take them out.", PDFX),
    "PRE-045": Explanation(
        "What is shown depends on a switch, and the machine may choose the other way.",
        "Flatten the layers.",
        PDFX,
    ),
    "PRE-046": Explanation(
        "This printer asks for files without it.", "Save the file without metadata.", SAVING
    ),
    "PRE-047": Explanation("They are of no use in print.", "Leave them out.", PDF),
    "PRE-048": Explanation(
        "The printer asks for the standard, as it says what can be relied on.",
        "Make the PDF with the printer's profile.",
        PDFX,
    ),
    "PRE-049": Explanation(
        "A printer relies on what the file says of itself.",
        "Make the PDF as the standard wants it, or without the claim.",
        PDFX,
    ),
    "PRE-050": Explanation(
        "The standard is fixed to a version of PDF; machines may not know a newer one.",
        "Save it in the older version.",
        PDFX,
    ),
    "PRE-051": Explanation(
        "Colours are calculated for one press and paper, and differ on another.",
        "Make the file with the printer's ICC profile.",
        CONDITIONS,
    ),
    "PRE-052": Explanation(
        "PDF/X wants both to say the same, and a checker refuses the file.",
        "Make the file anew.",
        PDFX,
    ),
    "PRE-053": Explanation(
        "What is not looked at may be wrong.", "Look at the page yourself.", PDF
    ),
    "TYP-001": Explanation(
        "The line is cut off from its paragraph, and the page begins with a gap.",
        "Add or take away a line earlier in the chapter, by other words or a hyphen more.",
        f"{LATIN}#widows",
    ),
    "TYP-002": Explanation(
        "The line is cut off from its paragraph; the reader turns the page for the second one.",
        "Add or take away a line earlier in the chapter. Many houses allow it.",
        f"{LATIN}#orphans",
    ),
    "TYP-003": Explanation(
        "Hyphens one above the other draw the eye to the edge of the text.",
        "Keep one of the words together, or change the wording.",
        f"{LATIN}#parameters-for-hyphenation",
    ),
    "TYP-004": Explanation(
        "A ladder of hyphens makes readers lose the line.",
        "Keep one of the words together, or change the wording.",
        f"{LATIN}#parameters-for-hyphenation",
    ),
    "TYP-005": Explanation(
        "The reader turns the leaf in the middle of a word.",
        "Keep the word together, or move a line.",
        f"{LATIN}#recto-and-verso-hyphens",
    ),
    "TYP-006": Explanation(
        "The reader moves to the other page in the middle of a word.",
        "Keep the word together, if it is easy.",
        f"{LATIN}#recto-and-verso-hyphens",
    ),
    "TYP-007": Explanation(
        "A few letters alone look like an empty line, and with an indent below like a hole.",
        "Join the last two words by a no-break space, or change the wording.",
        f"{LATIN}#the-classical-rules-of-hyphenation-and-pagination",
    ),
    "TYP-008": Explanation(
        "Wide gaps are seen before the words are.",
        "Let a word be broken, or change the wording.",
        f"{LATIN}#justification",
    ),
    "TYP-009": Explanation(
        "Words that stand close are hard to tell apart.",
        "Change the wording, or let the line be broken elsewhere.",
        f"{LATIN}#justification",
    ),
    "TYP-010": Explanation(
        "White runs down through the page, and the eye follows it.",
        "Change the wording of one of the lines.",
        f"{LATIN}#justification",
    ),
    "TYP-011": Explanation(
        "A heading belongs to what follows, and that is on the next page.",
        "Let the heading begin the next page, or bring lines back to it.",
        f"{LATIN}#heads-at-the-bottom-of-a-page",
    ),
    "TYP-012": Explanation(
        "A page with a line or two looks like a mistake.",
        "Take away or add lines in the chapter.",
        f"{LATIN}#chapter-optimization",
    ),
    "TYP-013": Explanation(
        "Pages that lie side by side are seen together, and one looks cut off.",
        "Add or take away a line on one of them, or let both end early.",
        f"{LATIN}#facing-pages",
    ),
    "TYP-014": Explanation(
        "Letters stand in the margin, or are cut off.",
        "Let a word be broken, or change the wording.",
        f"{LATIN}#justification",
    ),
    "TYP-015": Explanation(
        "The eye goes to the wrong line where two begin alike.",
        "Change the wording of one of the lines.",
        f"{LATIN}#the-classical-rules-of-hyphenation-and-pagination",
    ),
    "TYP-016": Explanation(
        "At the edge of a page white space is not seen, and the scenes run together.",
        "Let an ornament show the break.",
        f"{LATIN}#space-breaks-and-ornaments",
    ),
    "TYP-017": Explanation(
        "Readers take a wide gap for a break, and look for what is missing.",
        "Leave one blank line, or none.",
        f"{LATIN}#space-breaks-and-ornaments",
    ),
}
