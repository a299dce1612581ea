"""What a publication is becomes what each format calls such a thing."""

from __future__ import annotations

from msgspec import Struct

from imprint.model.record import Record


class Kind(Struct, frozen=True):
    """A kind of publication: its name in schema.org, in BibLaTeX, in CSL 1.0.2 and in CFF 1.2.

    https://schema.org/CreativeWork · https://ctan.org/pkg/biblatex ·
    https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
    """

    schema: str
    bibtex: str
    csl: str
    cff: str


BOOK = Kind("Book", "book", "book", "book")
COLLECTION = Kind("Book", "collection", "book", "edited-work")
ISSUE = Kind("PublicationIssue", "periodical", "periodical", "serial")
ARTICLE = Kind("Article", "article", "article", "article")
ARTICLE_OF_ISSUE = Kind("Article", "article", "article-magazine", "magazine-article")
CHAPTER = Kind("Chapter", "incollection", "chapter", "article")
INTERVIEW = Kind("Article", "article", "interview", "article")
MANUAL = Kind("Book", "manual", "book", "manual")
PAMPHLET = Kind("Book", "booklet", "pamphlet", "pamphlet")
REPORT = Kind("Report", "report", "report", "report")
REVIEW = Kind("Article", "article", "review", "article")
THESIS = Kind("Thesis", "thesis", "thesis", "thesis")

# The author's word for what it is, where it is one of these.
_WORDS = {
    "article": ARTICLE,
    "brochure": PAMPHLET,
    "chapbook": PAMPHLET,
    "column": ARTICLE,
    "commentary": ARTICLE,
    "dissertation": THESIS,
    "essay": ARTICLE,
    "feature": ARTICLE,
    "handbook": MANUAL,
    "interview": INTERVIEW,
    "leaflet": PAMPHLET,
    "manual": MANUAL,
    "opinion": ARTICLE,
    "pamphlet": PAMPHLET,
    "preprint": ARTICLE,
    "report": REPORT,
    "reportage": ARTICLE,
    "review": REVIEW,
    "speech": ARTICLE,
    "technical report": REPORT,
    "thesis": THESIS,
    "user guide": MANUAL,
    "white paper": REPORT,
    "working paper": REPORT,
    "zine": PAMPHLET,
}


def kind_of(record: Record) -> Kind:
    """What a publication is.

    An issue belongs to a serial. What has an ISBN, or no word that says otherwise, is a book, and a
    collection if it has editors and no authors. https://www.isbn-international.org
    """
    if record.serial:
        return ISSUE
    has_isbn = any(identifier.scheme == "isbn" for identifier in record.identifiers)
    named = _WORDS.get(record.publication_type.strip().casefold(), BOOK)
    if named not in (BOOK, MANUAL, REPORT, THESIS) and has_isbn:
        named = BOOK
    if named is BOOK and not record.authors and record.by_role("edt", "edc", "com"):
        return COLLECTION
    return named


def kind_of_part(whole: Record) -> Kind:
    """What a text of its own is in a publication: an article of an issue, a chapter of a book."""
    return ARTICLE_OF_ISSUE if whole.serial else CHAPTER
