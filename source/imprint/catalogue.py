"""The catalogue of finding codes: permanent, one severity each, said once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: its severity (``error``, ``warning`` or ``advice``) and its meaning."""

    severity: str
    summary: str


def _error(summary: str) -> Rule:
    return Rule("error", summary)


def _warning(summary: str) -> Rule:
    return Rule("warning", summary)


def _advice(summary: str) -> Rule:
    return Rule("advice", summary)


# Families: SRC files of the source · CFG imprint.toml and front matter · REC the record ·
# TRD what the trade wants to know · OTH keys of other tools · VOL texts in a volume ·
# TXT Markdown and its constructs · ART plain-text articles · REF references · AST assets ·
# LAY layouts · IMP the imprint page · FNT fonts · OUT artifacts · EPB EPUB · PDF PDF ·
# PRN the printer's file ·
# COV the cover of the printed book · CLM claims of accessibility · ONX the message to the trade ·
# AGR agreement of finished files · CIT citations.
RULES: dict[str, Rule] = {
    "SRC-001": _error("a file or folder is missing"),
    "SRC-002": _error("a file has no text in it"),
    "SRC-003": _error("a file is not UTF-8"),
    "SRC-004": _error("a path leaves the publication's folder"),
    "SRC-005": _error("the kind of file is not one that Imprint reads"),
    "SRC-006": _error("a file is too large to be a manuscript"),
    "SRC-007": _error("a pattern in the contents matches no file"),
    "SRC-008": _error("a file cannot be read"),
    "SRC-009": _warning("a manuscript file is not named in the contents"),
    "SRC-010": _error("a character is not allowed in a text"),
    "SRC-011": _error("the publication has no contents"),
    "SRC-012": _error("a file is named twice in the contents"),
    "SRC-013": _warning("the only file of the contents has front matter of its own"),
    "CFG-001": _error("the file is not valid TOML"),
    "CFG-002": _error("the front matter is not valid YAML"),
    "CFG-003": _error("a key is unknown"),
    "CFG-004": _error("a value has the wrong type"),
    "CFG-005": _error("a value is not one of the allowed ones"),
    "CFG-006": _error("a required key is missing"),
    "CFG-007": _error("a key given on the command line cannot be understood"),
    "REC-001": _error("the language is not a known BCP 47 tag"),
    "REC-002": _error("a date is not an ISO 8601 date"),
    "REC-003": _error("a role is not a MARC relator"),
    "REC-004": _error("an identifier's check digit or form is wrong"),
    "REC-005": _error("one ISBN stands for two formats"),
    "REC-006": _error("a licence is not an SPDX identifier"),
    "REC-007": _error("a URL is not absolute"),
    "REC-008": _warning("a fact that a publisher would still want is missing"),
    "REC-009": _warning("the publication has no title of its own"),
    "REC-010": _warning("two statements of the same fact disagree"),
    "REC-011": _warning("dates are in an order that cannot be"),
    "REC-012": _error("a claim of accessibility has nobody who stands for it"),
    "TRD-001": _error("a country is not one of ISO 3166-1"),
    "TRD-002": _error("a price is not an amount in a currency of ISO 4217"),
    "TRD-003": _error("a format is free and has a price"),
    "TRD-004": _error("a format has two prices in one country"),
    "TRD-005": _error("a subject's code is not one of its scheme"),
    "TRD-006": _error("a subject has a scheme without a code, or a code without a scheme"),
    "OTH-001": _warning("a key of another tool is not needed and is left out"),
    "OTH-002": _warning("a claim is left out that Imprint computes from evidence"),
    "VOL-001": _error("a text in a volume says what only the publication can"),
    "VOL-002": _warning("a text in a volume has no title"),
    "VOL-003": _warning("a heading inside a text in a volume names a kind of section"),
    "TXT-001": _error("an HTML element has no place in the content model"),
    "TXT-002": _error("HTML is not well-formed"),
    "TXT-003": _warning("an attribute is unknown and is left out"),
    "TXT-004": _error("a note is referred to and never defined"),
    "TXT-005": _warning("a note is defined and never referred to"),
    "TXT-006": _error("the kind of a fenced division is unknown"),
    "TXT-007": _error("a fenced division is never closed"),
    "TXT-008": _warning("heading levels skip a step"),
    "TXT-009": _error("two elements have the same id"),
    "TXT-010": _error("a language of a part is not a known BCP 47 tag"),
    "TXT-011": _error("structures are nested too deep"),
    "ART-001": _advice("a line was taken for the web page's leftovers and left out"),
    "ART-002": _advice("a credit line was read into the record"),
    "ART-003": _error("the article has a title and no text"),
    "ART-004": _warning("a line under the credits could not be understood and was kept aside"),
    "REF-001": _error("a link points to nothing in the publication"),
    "REF-002": _warning("a link's target is found in more than one place"),
    "REF-003": _error("a link's address is not allowed"),
    "AST-001": _error("a file that the text shows is missing"),
    "AST-002": _error("a file is not an image that can be published"),
    "AST-003": _error("an image is truncated or damaged"),
    "AST-004": _error("a remote file is not fetched"),
    "AST-005": _warning("an image has no alternative text"),
    "AST-006": _error("an SVG picture has active or remote content"),
    "AST-007": _error("an image is too large to be handled"),
    "AST-008": _warning("the cover picture is not of the size and shape that shops want"),
    "LAY-001": _error("the layout does not exist"),
    "LAY-002": _error("a layout's template has an error"),
    "LAY-003": _error("a layout option is unknown"),
    "LAY-004": _error("a layout option has a wrong value"),
    "LAY-005": _error("layout.toml has an error"),
    "LAY-006": _error("a template did not make well-formed XHTML"),
    "LAY-007": _error("a stylesheet has an error"),
    "LAY-008": _advice("a layout has no words in the publication's language"),
    "IMP-001": _warning("a fact that the imprint page should state is missing"),
    "IMP-002": _error("a fact that the imprint page has to state is missing"),
    "IMP-003": _error("there is no such pack for the imprint page"),
    "IMP-004": _error("a pack of the imprint page has an error"),
    "IMP-005": _error("a row of the imprint page is unknown"),
    "IMP-006": _error("a wording of the imprint page cannot be understood"),
    "IMP-007": _warning("the revision of the source cannot be found"),
    "FNT-001": _error("a font that the layout or the publication declares cannot be found"),
    "FNT-002": _error("a file is not a font that can be embedded"),
    "FNT-003": _error("a character has no glyph in any declared font"),
    "FNT-004": _advice("a character has no glyph in the fonts that the EPUB embeds"),
    "OUT-001": _error("an artifact cannot be written"),
    "OUT-002": _error("the target is unknown"),
    "OUT-003": _error("two targets write to the same file"),
    "OUT-004": _advice("what was typeset cannot be kept for the next build"),
    "OUT-005": _error("a section was asked for that cannot be set alone"),
    "EPB-001": _error("the EPUB that was made is not whole"),
    "PDF-001": _warning("the typesetting engine reported a fault"),
    "PDF-002": _error("a section could not be typeset"),
    "PDF-003": _error("page numbers do not settle"),
    "PDF-004": _error("a stylesheet adds a character that no declared font has"),
    "PDF-005": _warning("a stylesheet asks for what the press does not do"),
    "PDF-006": _error("the cache was emptied during a build"),
    "PRN-001": _error("the printer does not offer the trimmed size"),
    "PRN-002": _error("the book has too few or too many pages for the printer"),
    "PRN-003": _error("text comes nearer to an edge than the printer wants"),
    "PRN-004": _warning("the file cannot be made as the printer wants it"),
    "PRN-005": _error("the ICC profile is not one of a printing condition"),
    "CLM-001": _warning("what the record says of accessibility cannot be claimed"),
    "CLM-002": _warning("nobody stands for a claim of accessibility"),
    "CLM-003": _warning("the book speaks against a claim of accessibility"),
    "ONX-001": _error("a message to the trade cannot be made"),
    "ONX-002": _warning("a product that is sold has no ISBN"),
    "ONX-003": _warning("a fact that the trade wants is missing"),
    "ONX-004": _warning("a fact cannot be said in a message to the trade"),
    "ONX-005": _advice("what only a build knows of a product is not known"),
    "COV-001": _error("the printer does not offer the paper"),
    "COV-002": _error("the thickness of the spine is not known"),
    "COV-003": _error("the book is too long for its paper"),
    "COV-004": _warning("the cover picture has too few pixels for print"),
    "COV-005": _advice("the cover has no barcode"),
    "COV-006": _advice("the spine has no text"),
    "COV-007": _warning("the texts of the back are too long, and are cut short"),
    "COV-008": _error("the barcode cannot be made"),
    "COV-009": _advice("the cover picture is of another shape than the front, and is cut"),
    "COV-010": _advice("the back of the cover has no text"),
    "AGR-001": _error("a finished file states a fact otherwise than the record"),
    "AGR-002": _error("a finished file leaves out a fact that it has to state"),
    "AGR-003": _error("the imprint page of a finished file is not what the record makes it"),
    "AGR-004": _error("a number of pages is stale"),
    "AGR-005": _error("the cover does not fit the book"),
    "AGR-006": _error("the products of a record do not point at each other"),
    "AGR-007": _error("a finished file cannot be read"),
    "AGR-008": _error("a file that the last build made is not there, or not as it left it"),
    "AGR-009": _advice("a check was not run, as a tool for it is missing"),
    "AGR-010": _advice("a file is left of a build under another name"),
    "CIT-001": _error("a fact is missing that the format of a citation wants"),
    "CHK-001": _error("a check of a finished artifact failed"),
}
