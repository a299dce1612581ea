"""Codes of the catalogue become explanations: why it matters, how to mend it, whose rule it is."""

from __future__ import annotations

from dataclasses import dataclass

_EPUB = "https://www.w3.org/TR/epub-33/"
_EPUB_A11Y = "https://www.w3.org/TR/epub-a11y-11/"
_PDF = "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf"
_PDFX = "https://www.loc.gov/preservation/digital/formats/fdd/fdd000124.shtml"
_ONIX = "https://www.editeur.org/93/Release-3.0-and-3.1-Downloads/"
_MARGINS = "https://kdp.amazon.com/en_US/help/topic/GVBQ3CMEQW3W2VL6"
_SUBMISSION = "https://kdp.amazon.com/en_US/help/topic/G201857950"
_SAVING = "https://kdp.amazon.com/help/topic/GYEKAVKMSE23PFTM"
_PAPERS = "https://kdp.amazon.com/en_US/help/topic/G201834180"
_COVER = "https://kdp.amazon.com/en_US/help/topic/G201953020"
_INGRAM = "https://www.ingramspark.com/hubfs/downloads/file-creation-guide.pdf"
_CONDITIONS = "https://www.color.org/chardata/drsection1.xalter"
_EPUBCHECK = "https://www.w3.org/publishing/epubcheck/"
_VERAPDF = "https://docs.verapdf.org/validation/"
_ACE = "https://daisy.github.io/ace/"


@dataclass(frozen=True, slots=True)
class Explanation:
    """``why`` a rule matters, how to ``mend`` what breaks it, and the ``source``: whose rule it is.

    Each is a text of one sentence or a few, ``source`` the address of a page; any may be empty.
    """

    why: str
    mend: str
    source: str = ""


_THE_SAME = "Readers, shops and libraries meet a fact in one file and not in the other."
_BUILD = "Build the publication anew, with all of its targets."
_CERTIFIED = "A claim of accessibility that does not hold misleads readers, and can be against law."

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
        _COVER,
    ),
    "AGR-006": Explanation(
        "A shop shows the e-book beside the printed book where their records name each other.",
        "Build the message to the trade anew.",
        _ONIX,
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
        _EPUBCHECK,
    ),
    "VAL-002": Explanation(
        "A warning of EPUBCheck is not refused, and some reading systems stumble over it.",
        "Mend the text or the template that makes it.",
        _EPUBCHECK,
    ),
    "VAL-003": Explanation(
        "A PDF that states PDF/UA or PDF/A and is none misleads readers with assistive technology"
        " and archives.",
        "Build it anew; if it stays so, it is a fault of Imprint or of a template of yours.",
        _VERAPDF,
    ),
    "VAL-004": Explanation(
        "Distributors' systems drop a message that is not as the schema wants it.",
        "Build it anew; if it stays so, please report it.",
        _ONIX,
    ),
    "VAL-005": Explanation(
        "Some readers cannot read a part of the book, or not find their way in it.",
        "Follow the page that the message names.",
        _ACE,
    ),
    "VAL-006": Explanation(
        "Some readers have more trouble with a part of the book than needs be.",
        "Follow the page that the message names.",
        _ACE,
    ),
    "VAL-007": Explanation(
        "What a validator could not judge is not proved.",
        "See whether the file opens in a reader; if it does, please report it.",
    ),
    "ALW-001": Explanation(
        "An entry that nothing needs would hide the next fault of its kind.",
        "Delete the entry, or mend its where.",
    ),
    "EPB-001": Explanation(
        "The EPUB lacks something that the standard wants, and would be refused.",
        "Please report it.",
        _EPUB,
    ),
    "PRN-001": Explanation(
        "A printer cuts books to some sizes only.",
        "Write a size that the printer offers: layout.trim.",
        _MARGINS,
    ),
    "PRN-002": Explanation(
        "A binding holds neither too few pages nor too many.",
        "Change the size of the page or of the type, or choose another printer.",
        _PAPERS,
    ),
    "PRN-003": Explanation(
        "Paper shifts while it is cut; text near an edge is cut into.",
        "Widen the margins with the layout's options.",
        _MARGINS,
    ),
    "PRN-004": Explanation(
        "The printer would change the file in a way that nobody has looked at.",
        "Do what the message says, or choose another profile.",
        _SAVING,
    ),
    "PRN-005": Explanation(
        "The colours of a PDF/X are meant for one printing condition.",
        "Ask the printer for the ICC profile of the press.",
        _CONDITIONS,
    ),
    "CLM-001": Explanation(
        _CERTIFIED, "Mend what the record says under accessibility.", _EPUB_A11Y
    ),
    "CLM-002": Explanation(
        _CERTIFIED,
        "Write who certified it: accessibility.certifier.",
        f"{_EPUB_A11Y}#sec-conf-reporting",
    ),
    "CLM-003": Explanation(
        _CERTIFIED,
        "Mend what the message names in the manuscript, or take the claim back.",
        f"{_EPUB_A11Y}#sec-conf-reporting",
    ),
    "ONX-001": Explanation(
        "Without these facts a message is refused.", "Write the fact into imprint.toml.", _ONIX
    ),
    "ONX-002": Explanation(
        "Bookshops order by ISBN.",
        "Give each format that is sold an ISBN: formats.print.isbn.",
        "https://www.isbn-international.org",
    ),
    "ONX-003": Explanation(
        "Shops show what the message says; what it lacks they leave out, or the book with it.",
        "Write the fact into imprint.toml.",
        _ONIX,
    ),
    "ONX-004": Explanation(
        "ONIX has no code for it, and the trade does not hear of it.",
        "Write the fact in a form that ONIX knows, or leave it.",
        _ONIX,
    ),
    "ONX-005": Explanation(
        "The number of pages and the size of files are known when the book is built.",
        "Build the book, then the record.",
        _ONIX,
    ),
    "PRE-001": Explanation("What cannot be opened cannot be printed.", "Make the file anew.", _PDF),
    "PRE-002": Explanation(
        "A printer has to place the pages on sheets, which a lock forbids.",
        "Save it without a password.",
        _SAVING,
    ),
    "PRE-003": Explanation(
        "Without a TrimBox nobody knows where to cut.",
        "Set the TrimBox of each page.",
        _PDFX,
    ),
    "PRE-004": Explanation(
        "The trimmed page lies in its bleed, and that on the sheet; else the cut goes astray.",
        "Set the boxes anew: TrimBox within BleedBox within MediaBox.",
        _PDF,
    ),
    "PRE-005": Explanation(
        "All pages of a book are cut at once.", "Give all pages one size.", _MARGINS
    ),
    "PRE-006": Explanation(
        "A printer cuts books to some sizes only.", "Choose one of the sizes.", _MARGINS
    ),
    "PRE-007": Explanation(
        "This printer takes the sheet for the page; what lies around it moves everything.",
        "Leave out marks and slugs.",
        _MARGINS,
    ),
    "PRE-008": Explanation(
        "A cut is never exact: colour at the edge has to go on beyond it.",
        "Let the pages bleed as the message says, on the outer edges.",
        _MARGINS,
    ),
    "PRE-009": Explanation(
        "What ends at the edge leaves a white line where the cut is a hair off.",
        "Let it run over the edge, by the bleed.",
        _MARGINS,
    ),
    "PRE-010": Explanation(
        "Programs of printers read boxes and not turns; the page comes out wrong.",
        "Turn or scale what is on the page in place of the page.",
        _PDF,
    ),
    "PRE-011": Explanation(
        "A binding holds neither too few pages nor too many.",
        "Change the size of the page or of the type.",
        _PAPERS,
    ),
    "PRE-012": Explanation(
        "Books are printed in sheets of several pages; the printer adds blank ones at the end.",
        "Let the press fill the last sheet, or leave it to the printer.",
        _INGRAM,
    ),
    "PRE-013": Explanation(
        "The printer puts a bar code on the last page.", "Leave the last page blank.", _INGRAM
    ),
    "PRE-014": Explanation(
        "Readers take several blank pages for a fault, and some printers too.",
        "Take out what makes them.",
        _SUBMISSION,
    ),
    "PRE-015": Explanation(
        "A thicker paper makes a thicker book, which the binding cannot hold.",
        "Choose another paper.",
        _PAPERS,
    ),
    "PRE-016": Explanation(
        "A thick book does not open flat: words sink into the fold.",
        "Widen the inner margin; it grows with the number of pages.",
        _MARGINS,
    ),
    "PRE-017": Explanation(
        "Paper shifts while it is cut; what is near an edge may be cut off.",
        "Widen the margins, or let a picture bleed.",
        _MARGINS,
    ),
    "PRE-018": Explanation(
        "It is cut off, and nobody reads it.", "Move it onto the page, or delete it.", _MARGINS
    ),
    "PRE-019": Explanation(
        "The printer's machine would set another font in its place.",
        "Embed every font.",
        _SAVING,
    ),
    "PRE-020": Explanation(
        "Type 3 fonts are drawn coarsely or not at all by many machines.",
        "Use a TrueType or OpenType font.",
        _SAVING,
    ),
    "PRE-021": Explanation(
        "The standard of the file does not have fonts of this kind; a machine may refuse it.",
        "Use a TrueType or OpenType font, or make the file of the newer standard.",
        _PDFX,
    ),
    "PRE-022": Explanation(
        "This printer prefers whole fonts, and takes parts of them as well.",
        "Leave it, or embed whole fonts.",
        _SAVING,
    ),
    "PRE-023": Explanation(
        "An empty box or nothing is printed in its place.",
        "Choose a font that has the character: fonts.",
        _PDF,
    ),
    "PRE-024": Explanation(
        "Letters as small as this fill with ink.", "Set them larger.", _SUBMISSION
    ),
    "PRE-025": Explanation(
        "Small letters tire readers and may fill with ink.",
        "Set them larger, or allow it with a reason.",
        _SUBMISSION,
    ),
    "PRE-026": Explanation(
        "Invisible text is a sign of a scan, or of a trick; printers refuse it.",
        "Take it out.",
        _SAVING,
    ),
    "PRE-027": Explanation(
        "A line thinner than this is not printed, or in pieces.", "Draw it thicker.", _SUBMISSION
    ),
    "PRE-028": Explanation(
        "A line thinner than the printer advises may be printed in pieces.",
        "Draw it thicker.",
        _SUBMISSION,
    ),
    "PRE-029": Explanation(
        "The picture will be of visible squares.",
        "Take a larger picture, or show it smaller.",
        _SUBMISSION,
    ),
    "PRE-030": Explanation(
        "The picture will look soft.", "Take a larger picture, or show it smaller.", _SUBMISSION
    ),
    "PRE-031": Explanation(
        "Edges of pictures in black and white alone show steps below 600 dots an inch.",
        "Scan it finer, or draw it as lines (SVG).",
        _INGRAM,
    ),
    "PRE-032": Explanation(
        "The standard has no such colours; the machine would guess.",
        "Write colours as the profile has them.",
        _PDFX,
    ),
    "PRE-033": Explanation(
        "The machine turns colours of a screen into inks by its own rules, mostly duller.",
        "Give colours in the inks of the profile, or look at a proof.",
        _INGRAM,
    ),
    "PRE-034": Explanation(
        "A book in black prints colours as greys, which may not be told apart.",
        "Choose greys yourself, or a profile with colour.",
        _INGRAM,
    ),
    "PRE-035": Explanation(
        "An ink of its own costs a plate of its own, or is refused.",
        "Mix the colour of the four inks.",
        _INGRAM,
    ),
    "PRE-036": Explanation(
        "Plates are never quite aligned: letters of four inks get coloured edges.",
        "Print text in black alone.",
        _INGRAM,
    ),
    "PRE-037": Explanation(
        "Registration colour is for marks beside the page; on it, it smears.",
        "Use black.",
        _INGRAM,
    ),
    "PRE-038": Explanation(
        "Too much ink does not dry; it sets off on the next page.",
        "Lighten the darkest spots, or turn the picture with the printer's ICC profile.",
        _INGRAM,
    ),
    "PRE-039": Explanation(
        "PDF/X-1a and X-3 have no transparency; a machine leaves out what it does not know.",
        "Flatten it, or make a PDF/X-4.",
        _PDFX,
    ),
    "PRE-040": Explanation(
        "Links mean nothing on paper, and printers refuse files with them.",
        "Make the PDF without links, as the target print does.",
        _SAVING,
    ),
    "PRE-041": Explanation("Printers refuse files with bookmarks.", "Leave it out.", _SAVING),
    "PRE-042": Explanation("Fields are not printed, or not as they look.", "Leave it out.", _PDFX),
    "PRE-043": Explanation(
        "A file that runs something is refused as a danger.", "Take out scripts and actions.", _PDFX
    ),
    "PRE-044": Explanation("Attachments are refused.", "Take them out.", _PDFX),
    "PRE-045": Explanation(
        "What is shown depends on a switch, and the machine may choose the other way.",
        "Flatten the layers.",
        _PDFX,
    ),
    "PRE-046": Explanation(
        "This printer asks for files without it.", "Save the file without metadata.", _SAVING
    ),
    "PRE-047": Explanation("They are of no use in print.", "Leave them out.", _PDF),
    "PRE-048": Explanation(
        "The printer asks for the standard, as it says what can be relied on.",
        "Make the PDF with the printer's profile.",
        _PDFX,
    ),
    "PRE-049": Explanation(
        "A printer relies on what the file says of itself.",
        "Make the PDF as the standard wants it, or without the claim.",
        _PDFX,
    ),
    "PRE-050": Explanation(
        "The standard is fixed to a version of PDF; machines may not know a newer one.",
        "Save it in the older version.",
        _PDFX,
    ),
    "PRE-051": Explanation(
        "Colours are calculated for one press and paper, and differ on another.",
        "Make the file with the printer's ICC profile.",
        _CONDITIONS,
    ),
    "PRE-052": Explanation(
        "PDF/X wants both to say the same, and a checker refuses the file.",
        "Make the file anew.",
        _PDFX,
    ),
    "PRE-053": Explanation(
        "What is not looked at may be wrong.", "Look at the page yourself.", _PDF
    ),
}


def explanation_of(code: str) -> Explanation:
    """The explanation of a code; an empty one where the catalogue's words say all."""
    return EXPLANATIONS.get(code, Explanation("", ""))
