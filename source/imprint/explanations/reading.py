"""Why readers need a finished EPUB to be as it is, and shops want it so."""

from __future__ import annotations

from imprint.explanations.explanation import Explanation
from imprint.explanations.sources import (
    APPLE,
    APPLE_COVER,
    APPLE_EPUB,
    APPLE_IMAGES,
    APPLE_SIZE,
    BCP47,
    COVER_IMAGE,
    DISCOVERY,
    DPUB_ARIA,
    EPUB,
    EPUB_A11Y,
    EPUB_TECH,
    GOOGLE,
    ISBN_MANUAL,
    KDP_METADATA,
    KOBO,
    PAGE_SOURCE,
    PDF_UA,
    WAI_CAPTIONS,
    WAI_DECORATIVE,
    WAI_IMAGES,
    WAI_LANDMARKS,
    WCAG,
)

EXPLANATIONS: dict[str, Explanation] = {
    "A11-001": Explanation(
        "Readers who do not see it do not know what it shows.",
        "Say what it shows, or mark it as decorative.",
        f"{WCAG}#non-text-content",
    ),
    "A11-002": Explanation(
        "A voice reads the name of the file aloud, letter by letter.",
        "Say in a sentence what the picture shows.",
        f"{WCAG}#non-text-content",
    ),
    "A11-003": Explanation(
        "A word such as “image” tells no more than that there is one, which the reader knows.",
        "Say in a sentence what the picture shows.",
        f"{WCAG}#non-text-content",
    ),
    "A11-004": Explanation(
        "The reading system says that it is a picture; the words say it once more.",
        "Begin with what the picture shows.",
        WAI_IMAGES,
    ),
    "A11-005": Explanation(
        "The same words are heard twice, and what the picture shows is not heard at all.",
        "Say what the picture shows that its caption does not.",
        f"{WCAG}#non-text-content",
    ),
    "A11-006": Explanation(
        "A voice reads it without a pause, and nobody can go back in it.",
        "Say the most in a sentence or two, and the rest in the text.",
        WAI_IMAGES,
    ),
    "A11-007": Explanation(
        "A picture with a caption is there to be understood, and those who listen hear the"
        " caption of nothing.",
        "Say what the picture shows beside its caption.",
        f"{WCAG}#non-text-content",
    ),
    "A11-008": Explanation(
        "A check cannot tell whether the text was forgotten.",
        'Add role="presentation", or say what the picture shows.',
        WAI_DECORATIVE,
    ),
    "A11-010": Explanation(
        "Readers who listen find their way by the levels of headings; a gap sounds like a loss.",
        "Write the heading one level below the one before.",
        f"{WCAG}#info-and-relationships",
    ),
    "A11-011": Explanation(
        "A document has one title, and what stands below it is of a lower level.",
        "Write the second one a level lower.",
        f"{WCAG}#info-and-relationships",
    ),
    "A11-012": Explanation(
        "A voice says “heading”, and nothing.",
        "Give the heading a text, or take it away.",
        f"{WCAG}#headings-and-labels",
    ),
    "A11-013": Explanation(
        "Reading systems say the title where readers choose and change documents.",
        "Give the section a title.",
        f"{WCAG}#page-titled",
    ),
    "A11-020": Explanation(
        "A voice guesses, and reads the text by the rules of another language.",
        "Write lang on the html element.",
        f"{WCAG}#language-of-page",
    ),
    "A11-021": Explanation(
        "One reading system goes by the one, another by the other.",
        "Write the same language in both.",
        f"{WCAG}#language-of-page",
    ),
    "A11-022": Explanation(
        "The language of titles and names in the package is not known.",
        "Write xml:lang on the package.",
        f"{EPUB}#sec-shared-attrs",
    ),
    "A11-023": Explanation(
        "A voice reads the words by the rules of another language, or leaves them out.",
        "Mark the words with their language: [слово]{lang=ru}.",
        f"{WCAG}#language-of-parts",
    ),
    "A11-024": Explanation(
        "A tag that is none is passed over.", "Write a tag such as fr, pt-BR or zh-Hant.", BCP47
    ),
    "A11-030": Explanation(
        "In a cell a listener does not know which row and column it is in.",
        "Give the table a first row of headers.",
        f"{WCAG}#info-and-relationships",
    ),
    "A11-031": Explanation(
        "It is not said whether the header is for the row or for the column.",
        'Add scope="col" or scope="row".',
        f"{WCAG}#info-and-relationships",
    ),
    "A11-032": Explanation(
        "A caption says what a table is about before one goes into it; who lists the tables of a"
        " book hears nothing else. Right below a heading, or words that end in a colon, a table"
        " needs none.",
        "Write a caption, or a heading.",
        WAI_CAPTIONS,
    ),
    "A11-033": Explanation(
        "A voice says which column or row a cell is in by its header, and here it says nothing.",
        "Write the header, or leave the corner of the table a plain cell.",
        f"{WCAG}#info-and-relationships",
    ),
    "A11-040": Explanation(
        "Many readers go from link to link; “here” tells nothing without its sentence.",
        "Make the link of words that name its goal.",
        f"{WCAG}#link-purpose-in-context",
    ),
    "A11-041": Explanation(
        "A voice reads the address letter by letter.",
        "Write words for the link, and the address where it leads.",
        f"{WCAG}#link-purpose-in-context",
    ),
    "A11-042": Explanation(
        "In a list of links nobody can tell them apart.",
        "Word them so that they differ.",
        f"{WCAG}#link-purpose-link-only",
    ),
    "A11-043": Explanation(
        "A voice says “link”, and nothing.",
        "Write where it leads between the square brackets.",
        f"{WCAG}#link-purpose-in-context",
    ),
    "A11-044": Explanation(
        "A reader who follows the link finds nothing.",
        "Correct the address, or take the link away.",
        f"{EPUB}#sec-xhtml",
    ),
    "A11-045": Explanation(
        "A link to the id can mean either.",
        "Give one of them another id.",
        f"{WCAG}#name-role-value",
    ),
    "A11-050": Explanation(
        "A reader who follows the number finds nothing.",
        "Write the note, or correct the reference.",
        f"{DPUB_ARIA}#doc-noteref",
    ),
    "A11-051": Explanation(
        "Whoever has read the note has to find the way back alone.",
        "End the note with a link to its reference (role doc-backlink).",
        f"{DPUB_ARIA}#doc-backlink",
    ),
    "A11-052": Explanation(
        "A note that nothing refers to is found by nobody.",
        "Refer to it from the text, or take it away.",
        f"{DPUB_ARIA}#doc-noteref",
    ),
    "A11-060": Explanation(
        "Whoever is told a page of the printed book does not find it.",
        "Build the EPUB together with the print.",
        f"{EPUB_A11Y}#sec-page-nav",
    ),
    "A11-061": Explanation(
        "Whoever chooses the page goes elsewhere, or nowhere.",
        "Build the EPUB together with the print.",
        f"{EPUB_A11Y}#sec-page-nav",
    ),
    "A11-062": Explanation(
        "A class that opens page 12 is on two different pages.",
        "Build the EPUB together with the print.",
        f"{EPUB_A11Y}#sec-page-nav",
    ),
    "A11-063": Explanation(
        "A page number means something only of one printed book, whose ISBN says which.",
        "Give formats.print an ISBN, or state the source of the pages.",
        PAGE_SOURCE,
    ),
    "A11-064": Explanation(
        "Reading systems count on the order of the list.",
        "Build the EPUB together with the print.",
        f"{EPUB}#sec-nav-pagelist",
    ),
    "A11-065": Explanation(
        "The file promises pages that it has not.",
        "Build the book for print too, and the EPUB with it.",
        PAGE_SOURCE,
    ),
    "A11-066": Explanation(
        "A voice says that a page begins, and not which.",
        "Give it an aria-label with the number.",
        f"{DPUB_ARIA}#doc-pagebreak",
    ),
    "A11-070": Explanation(
        "Without it readers cannot see what is in the book, nor go there.",
        "Write a nav element of the type toc.",
        f"{EPUB}#sec-nav-toc",
    ),
    "A11-071": Explanation(
        "Reading systems open a book at its first page of text, which a landmark tells.",
        "Add the landmark that the message names.",
        f"{EPUB}#sec-nav-landmarks",
    ),
    "A11-072": Explanation(
        "Whoever goes through the contents jumps back and forth.",
        "Write the contents in the order of the text.",
        f"{EPUB}#sec-nav-def",
    ),
    "A11-073": Explanation(
        "Older readers, and some shops, take the table of contents from toc.ncx: whoever follows it"
        " comes to another place than the book says.",
        "Make it anew from the navigation document, or leave it out: EPUB 3 does not want it.",
        f"{EPUB}#sec-opf2-ncx",
    ),
    "A11-080": Explanation(
        "With the keyboard one goes to and fro over the page.",
        "Take tabindex away, or write 0.",
        f"{WCAG}#focus-order",
    ),
    "A11-081": Explanation(
        "Sound drowns the voice that reads, and a page that moves on cannot be read to its end.",
        "Let readers begin it themselves.",
        f"{WCAG}#audio-control",
    ),
    "A11-082": Explanation(
        "Many reading systems run no scripts, and what they would show is missing.",
        "Take the script away.",
        f"{EPUB}#sec-scripted-content",
    ),
    "A11-083": Explanation(
        "Assistive technology knows roles, and mostly not epub:type.",
        "Add the role that the message names.",
        EPUB_TECH,
    ),
    "A11-084": Explanation(
        "Reading systems hear one thing, and assistive technology another.",
        "Let both say the same.",
        EPUB_TECH,
    ),
    "A11-085": Explanation(
        "Readers who do not hear it do not know what is said.",
        "Add a track of the kind captions.",
        f"{WCAG}#captions-prerecorded",
    ),
    "A11-086": Explanation(
        "A voice says “frame”, and not what is in it.",
        "Give it a title.",
        f"{WCAG}#name-role-value",
    ),
    "A11-087": Explanation(
        "Readers who listen go from landmark to landmark, and these two sound the same.",
        "Give each a label of its own (aria-label), or a heading that names it.",
        WAI_LANDMARKS,
    ),
    "A11-090": Explanation(
        "Many eyes cannot tell the letters from their ground, and in sunlight nobody can.",
        "Choose a darker or a lighter colour: 4.5 to 1 for text, 3 to 1 for large type.",
        f"{WCAG}#contrast-minimum",
    ),
    "A11-091": Explanation(
        "Readers who need larger letters cannot have them.",
        "Write sizes in em or per cent.",
        f"{WCAG}#resize-text",
    ),
    "A11-092": Explanation(
        "What a stylesheet hides nobody reads, and what is hidden with aria-hidden nobody hears."
        " Words for those who listen alone may be meant; a text of the book is not.",
        "Take away what hides it, or leave the text out.",
        f"{WCAG}#info-and-relationships",
    ),
    "A11-100": Explanation(
        "Whoever needs it buys the book for it; a claim that does not hold misleads readers,"
        " and can be against law.",
        "Build the file anew, or mend what the claim stands on.",
        DISCOVERY,
    ),
    "A11-101": Explanation(
        "Readers who look for it in shops do not find the book.", "Build the file anew.", DISCOVERY
    ),
    "A11-102": Explanation(
        "The claim says by which senses the book can be read, and it cannot.",
        "Build the file anew.",
        f"{EPUB_A11Y}#confreq-schema-accessMode",
    ),
    "A11-103": Explanation(
        "Readers rely on it that one sense is enough for the whole book.",
        "Say what each picture shows, and build the file anew.",
        f"{EPUB_A11Y}#confreq-schema-accessModeSufficient",
    ),
    "A11-104": Explanation(
        "What flashes or moves can make people ill; they have to know before.",
        "Build the file anew; “none” stands beside nothing else.",
        f"{EPUB_A11Y}#confreq-schema-accessibilityHazard",
    ),
    "A11-105": Explanation(
        "Shops show the words of the vocabulary, and drop all others.",
        "Write a word of the vocabulary.",
        DISCOVERY,
    ),
    "A11-106": Explanation(
        "The standard wants the claim in every EPUB, and the trade asks for it.",
        "Build the file anew.",
        f"{EPUB_A11Y}#sec-disc-package",
    ),
    "A11-107": Explanation(
        "Shops and laws look for the exact words.",
        "Write it as: EPUB Accessibility 1.1 - WCAG 2.2 Level AA.",
        f"{EPUB_A11Y}#sec-conf-reporting",
    ),
    "A11-108": Explanation(
        "A claim of conformance that does not hold misleads readers, and can be against law.",
        "Mend what is found, or take the claim away.",
        f"{EPUB_A11Y}#sec-conf-reporting",
    ),
    "A11-109": Explanation(
        "A claim says that somebody has looked, and who.",
        "Name the certifier, or take the claim away.",
        f"{EPUB_A11Y}#sec-conf-reporting",
    ),
    "A11-110": Explanation(
        "Whether it can make people ill has to be looked at by a person.",
        "Look at it yourself, and say what you see, or claim unknown.",
        f"{EPUB_A11Y}#confreq-schema-accessibilityHazard",
    ),
    "A11-111": Explanation(
        "Shops and libraries show readers these words before they take the book.",
        "Build it with Imprint, which writes them, or add schema:accessibilitySummary.",
        f"{EPUB_A11Y}#confreq-schema-accessibilitySummary",
    ),
    "A11-120": Explanation(
        "Tags say what is a heading, a list or a table, and in which order it is read.",
        "Export it as tagged PDF, or build the target screen.",
        PDF_UA,
    ),
    "A11-121": Explanation(
        "A voice speaks the words of one language by the rules of another.",
        "State the language of the document.",
        PDF_UA,
    ),
    "A11-122": Explanation(
        "A window is named by the file, which says little of the book.",
        "State the title, and that it is shown (DisplayDocTitle).",
        PDF_UA,
    ),
    "A11-123": Explanation(
        "Pictures of pages cannot be heard, searched, copied or set larger.",
        "Make the PDF from its source, or recognise its text (OCR).",
        f"{WCAG}#images-of-text",
    ),
    "SHP-001": Explanation(
        "A shop shows the cover; it refuses a book without.", "Give the book a cover.", COVER_IMAGE
    ),
    "SHP-002": Explanation(
        "A shop refuses a cover that it cannot show.",
        "Make it 1600 × 2560 pixels: every shop takes that.",
        COVER_IMAGE,
    ),
    "SHP-003": Explanation(
        "On good screens the cover is blurred.", "Make it 1600 × 2560 pixels.", COVER_IMAGE
    ),
    "SHP-004": Explanation(
        "It is shown with bars beside it, or cut.", "Make it 1.6 times as high as wide.", KOBO
    ),
    "SHP-005": Explanation(
        "Colours of printing inks are shown wrong, or the cover is refused.",
        "Save it in RGB.",
        APPLE_COVER,
    ),
    "SHP-006": Explanation("The shop cannot show it.", "Save it as JPEG or PNG.", COVER_IMAGE),
    "SHP-007": Explanation(
        "Where it is transparent the shop's ground is seen, black or white.",
        "Save it without transparency.",
        KOBO,
    ),
    "SHP-008": Explanation(
        "The shop does not take the file.", "Save its pictures smaller.", GOOGLE
    ),
    "SHP-009": Explanation(
        "Readers wait for the file, and some shops take its delivery off the price.",
        "Save its pictures smaller.",
        APPLE_SIZE,
    ),
    "SHP-010": Explanation(
        "Devices run out of memory, and the shop refuses the file.",
        "Save it with fewer pixels.",
        APPLE_IMAGES,
    ),
    "SHP-011": Explanation(
        "Colours of printing inks are shown wrong, or the file is refused.", "Save it in RGB.", KOBO
    ),
    "SHP-012": Explanation(
        "The picture is not shown, or the file is refused.", "Save it as JPEG or PNG.", APPLE_IMAGES
    ),
    "SHP-013": Explanation(
        "On a dark page the picture may not be seen.",
        "Save it without transparency, or see how it looks at night.",
        KOBO,
    ),
    "SHP-014": Explanation(
        "Devices take long to open a long document.", "Split it into several chapters.", KOBO
    ),
    "SHP-015": Explanation(
        "Devices run out of memory.", "Split the document, or save its pictures smaller.", KOBO
    ),
    "SHP-016": Explanation(
        "The shop takes it out, or refuses the file.",
        "Take it away.",
        f"{EPUB}#sec-scripted-content",
    ),
    "SHP-017": Explanation(
        "A book has to be whole without a network.",
        "Put the file into the book.",
        f"{EPUB}#sec-resource-locations",
    ),
    "SHP-018": Explanation(
        "On another screen the text lies over other text, or outside of the page.",
        "Let the text flow.",
        APPLE,
    ),
    "SHP-019": Explanation(
        "At night the page is black, and so is the text.",
        "Leave the colour of the text to the reader.",
        APPLE,
    ),
    "SHP-020": Explanation(
        "Another font is shown in its place.", "Save it as TrueType or OpenType.", KOBO
    ),
    "SHP-021": Explanation("The shop does not take the file.", "Make it an EPUB 3.", APPLE_EPUB),
    "SHP-022": Explanation(
        "Some shops sell without one, and none can tell editions apart then.",
        "Write formats.epub.isbn.",
        ISBN_MANUAL,
    ),
    "SHP-023": Explanation(
        "The shop asks for it, and the message to the trade has none.",
        "Write formats.epub.price.",
        GOOGLE,
    ),
    "SHP-024": Explanation(
        "The shop cuts the title, or refuses it.",
        "Write a shorter title, and the rest as subtitle.",
        KDP_METADATA,
    ),
    "SHP-025": Explanation("The shop cuts the description.", "Write a shorter one.", KDP_METADATA),
    "SHP-026": Explanation(
        "The file is good for the shops that you chose; another one may come later.",
        "Check it for that shop, if it is to be sold there: imprint check --shop.",
    ),
    "SHP-027": Explanation(
        "Readers and shops know an EPUB by its first entry, which is called mimetype and is stored"
        " as it is; a file packed with another program is refused, or opened as a folder of files."
        " Of two entries of one name each program takes the one or the other.",
        "Build the file anew, or pack it with a program for EPUBs.",
        f"{EPUB}#sec-zip-container-mime",
    ),
    "SHP-028": Explanation(
        "Readers pass over a font that is damaged, or mangled with the key of another book, and"
        " show the text in one of their own, which may have no letters for it.",
        "Embed the font anew.",
        f"{EPUB}#sec-font-obfuscation",
    ),
}
