"""Where the rules are read: standards, vocabularies, and what printers and shops publish."""

from __future__ import annotations

# E-books and the web.
EPUB = "https://www.w3.org/TR/epub-33/"
EPUB_A11Y = "https://www.w3.org/TR/epub-a11y-11/"
EPUB_TECH = "https://www.w3.org/TR/epub-a11y-tech-11/"
PAGE_SOURCE = "https://www.w3.org/community/reports/publishingcg/CG-FINAL-page-source-id-20230314/"
DISCOVERY = "https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/"
DPUB_ARIA = "https://www.w3.org/TR/dpub-aria-1.1/"
WCAG = "https://www.w3.org/TR/WCAG22/"
WAI_DECORATIVE = "https://www.w3.org/WAI/tutorials/images/decorative/"
WAI_IMAGES = "https://www.w3.org/WAI/tutorials/images/tips/"
WAI_LANDMARKS = "https://www.w3.org/WAI/ARIA/apg/practices/landmark-regions/"
WAI_CAPTIONS = "https://www.w3.org/WAI/WCAG22/Techniques/html/H39"
XML = "https://www.w3.org/TR/xml/"
CSS = "https://www.w3.org/TR/CSS/"
CSS_PAGE = "https://www.w3.org/TR/css-page-3/"
LATIN = "https://www.w3.org/TR/dpub-latinreq/"
EPUBCHECK = "https://www.w3.org/publishing/epubcheck/"
ACE = "https://daisy.github.io/ace/"

# PDF, fonts and printers.
PDF = "https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf"
PDFX = "https://www.loc.gov/preservation/digital/formats/fdd/fdd000124.shtml"
PDF_UA = "https://docs.verapdf.org/validation/pdfua-part1/"
VERAPDF = "https://docs.verapdf.org/validation/"
OPENTYPE = "https://learn.microsoft.com/en-us/typography/opentype/spec/os2"
CONDITIONS = "https://www.color.org/chardata/drsection1.xalter"
MARGINS = "https://kdp.amazon.com/en_US/help/topic/GVBQ3CMEQW3W2VL6"
SUBMISSION = "https://kdp.amazon.com/en_US/help/topic/G201857950"
SAVING = "https://kdp.amazon.com/help/topic/GYEKAVKMSE23PFTM"
PAPERS = "https://kdp.amazon.com/en_US/help/topic/G201834180"
COVER = "https://kdp.amazon.com/en_US/help/topic/G201953020"
INGRAM = "https://www.ingramspark.com/hubfs/downloads/file-creation-guide.pdf"

# The record and the trade.
ONIX = "https://www.editeur.org/93/Release-3.0-and-3.1-Downloads/"
THEMA = "https://www.editeur.org/151/Thema/"
ISBN_MANUAL = "https://www.isbn-international.org/content/isbn-users-manual"
GS1 = "https://www.gs1.org/standards/barcodes-epcrfid-id-keys/gs1-general-specifications"
RELATORS = "https://www.loc.gov/marc/relators/"
SPDX = "https://spdx.org/licenses/"
BCP47 = "https://www.rfc-editor.org/info/bcp47"
ISO3166 = "https://www.iso.org/iso-3166-country-codes.html"
ISO4217 = "https://www.iso.org/iso-4217-currency-codes.html"
NOTE_DATETIME = "https://www.w3.org/TR/NOTE-datetime"
CFF = "https://citation-file-format.github.io/"

# Files and their forms.
RFC3629 = "https://www.rfc-editor.org/rfc/rfc3629"
RFC3986 = "https://www.rfc-editor.org/rfc/rfc3986"
TOML = "https://toml.io/en/v1.0.0"
YAML = "https://yaml.org/spec/1.1/"
JINJA = "https://jinja.palletsprojects.com/en/stable/templates/"
PANDOC = "https://pandoc.org/MANUAL.html"

# Shops.
COVER_IMAGE = "https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX"
KDP_METADATA = "https://kdp.amazon.com/en_US/help/topic/G201097560"
APPLE = "https://help.apple.com/itc/booksassetguide/"
APPLE_COVER = "https://help.apple.com/itc/booksassetguide/en.lproj/itc1bda991ba.html"
APPLE_IMAGES = "https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html"
APPLE_SIZE = "https://help.apple.com/itc/booksassetguide/en.lproj/itcd08fcb646.html"
APPLE_EPUB = "https://help.apple.com/itc/booksassetguide/en.lproj/itc17c05674b.html"
GOOGLE = "https://support.google.com/books/partner/answer/3424254"
KOBO = "https://github.com/kobolabs/epub-spec"

OWN = "Imprint"
NAMES = {
    EPUB: "EPUB 3.3",
    EPUB_A11Y: "EPUB Accessibility 1.1",
    EPUB_TECH: "EPUB Accessibility Techniques",
    PAGE_SOURCE: "EPUB page sources",
    DISCOVERY: "Accessibility vocabulary",
    DPUB_ARIA: "DPUB-ARIA 1.1",
    WCAG: "WCAG 2.2",
    WAI_DECORATIVE: "WAI on decoration",
    WAI_IMAGES: "WAI on pictures",
    WAI_LANDMARKS: "ARIA Authoring Practices, landmark regions",
    WAI_CAPTIONS: "WCAG 2.2, H39",
    XML: "XML 1.0",
    CSS: "CSS",
    CSS_PAGE: "CSS Paged Media",
    LATIN: "W3C on Latin layout",
    EPUBCHECK: "EPUBCheck",
    ACE: "Ace",
    PDF: "PDF 1.7",
    PDFX: "PDF/X",
    PDF_UA: "PDF/UA-1",
    VERAPDF: "veraPDF",
    OPENTYPE: "OpenType",
    CONDITIONS: "ICC",
    MARGINS: "KDP on margins",
    SUBMISSION: "KDP on submission",
    SAVING: "KDP on saving",
    PAPERS: "KDP on papers",
    COVER: "KDP on covers",
    INGRAM: "IngramSpark",
    ONIX: "ONIX 3",
    THEMA: "Thema",
    ISBN_MANUAL: "ISBN manual",
    GS1: "GS1",
    RELATORS: "MARC relators",
    SPDX: "SPDX",
    BCP47: "BCP 47",
    ISO3166: "ISO 3166-1",
    ISO4217: "ISO 4217",
    NOTE_DATETIME: "W3C on dates",
    CFF: "Citation File Format",
    RFC3629: "UTF-8",
    RFC3986: "RFC 3986",
    TOML: "TOML",
    YAML: "YAML",
    JINJA: "Jinja",
    PANDOC: "pandoc",
    COVER_IMAGE: "KDP on cover pictures",
    KDP_METADATA: "KDP on metadata",
    APPLE: "Apple Books",
    APPLE_COVER: "Apple Books on covers",
    APPLE_IMAGES: "Apple Books on pictures",
    APPLE_SIZE: "Apple Books on sizes",
    APPLE_EPUB: "Apple Books on EPUB",
    GOOGLE: "Google Play",
    KOBO: "Kobo",
}


def name_of(source: str) -> str:
    """What a source is called, by its address: ``WCAG 2.2, non-text content``."""
    if not source:
        return OWN
    page, _, section = source.partition("#")
    words = section.removeprefix("sec-").replace("-", " ").replace("_", " ")
    return f"{NAMES[page]}, {words}" if words else NAMES[page]
