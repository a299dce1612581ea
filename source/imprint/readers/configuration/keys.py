"""Every key that an author may write: what it may be, what it means, what it becomes."""

from __future__ import annotations

from imprint.readers.configuration import (
    accessibility,
    allowing,
    checked,
    imprint_page,
    making,
    originals,
    people,
    printing,
    reception,
    rights,
    sales,
    shops,
    subjects,
    titles,
    trade,
    works,
)
from imprint.readers.configuration.dates import parse_moment
from imprint.readers.configuration.forms import (
    Boolean,
    Checked,
    Given,
    Key,
    ListOf,
    Structure,
    Text,
)

TITLE = Key(
    "title", titles.TITLE, "The publication's title, or a list of titles with types.", "The Sea"
)
SUBTITLE = Key("subtitle", Text(), "Its subtitle.", "A History of Salt")
SHORT_TITLE = Key("short-title", Text(), "A shorter title, for where there is little room.", "Salt")
AUTHOR = Key(
    "author", ListOf(people.person_form("aut")), "Who wrote it: one or several.", "Ursula Brandt"
)
CREATOR = Key(
    "creator",
    ListOf(people.person_form("aut")),
    "Who made it, as pandoc has it: authors, and others with a role.",
    "Ursula Brandt",
)
CONTRIBUTOR = Key(
    "contributor",
    ListOf(people.person_form("ctb")),
    "Who else had a part in it: one or several, each with a role as a rule.",
    'name = "Ida Kern" and role = "pfr"',
)
TRANSLATOR = Key("translator", ListOf(people.person_form("trl")), "Who translated it.", "Ann Lee")
EDITOR = Key("editor", ListOf(people.person_form("edt")), "Who edited it.", "Ben Holt")
ILLUSTRATOR = Key("illustrator", ListOf(people.person_form("ill")), "Who drew for it.", "Mia Sand")
PEOPLE = (AUTHOR, CREATOR, CONTRIBUTOR, TRANSLATOR, EDITOR, ILLUSTRATOR)

LANG = Key(
    "lang",
    checked.LANGUAGE,
    "Its language, as a BCP 47 tag.",
    "en-GB",
    aliases=("language",),
    default="en",
)
OTHER_LANGUAGES = Key(
    "other-languages",
    ListOf(checked.LANGUAGE, separator=","),
    "Further languages of the text, in a book of more than one.",
    "la, grc",
)
TYPE = Key(
    "type",
    Text(),
    "What it is, in the publisher's word: article, essay, novel and so on.",
    "essay",
    aliases=("genre",),
)
DESCRIPTION = Key(
    "description",
    Text(lines=True),
    "What it is about, for shops and catalogues; a blank line parts paragraphs.",
    "A short history of salt.",
    aliases=("abstract",),
)
STANDFIRST = Key("standfirst", Text(lines=True), "The sentences under the title of an article.")
SUBJECT = Key(
    "subject",
    ListOf(subjects.SUBJECT),
    "What it is about, in terms: one or several, with their codes in Thema, BISAC and so on.",
    "History",
)
KEYWORDS = Key(
    "keywords",
    ListOf(Text(), separator=","),
    "More terms, as a list or parted by commas.",
    "salt, trade, sea",
)

PUBLISHER = Key("publisher", people.PUBLISHER, "Who publishes it.", "Harbour Press")
DATE = Key("date", works.PUBLISHED, "When it is published: the year, month or day.", "2026-11-23")
MODIFIED = Key(
    "modified",
    Checked("a date, or a date and time", "2026-11-23T10:30:00Z", parse_moment),
    "When it was last changed; a time without a zone is in UTC.",
    "2026-11-23T10:30:00Z",
)
EDITION = Key("edition", Text(), "Which edition it is, in words or as a number.", "2")
VERSION = Key("version", Text(), "The version of a text that is revised.", "1.0")
IDENTIFIER = Key(
    "identifier",
    works.IDENTIFIERS,
    "Identifiers of the work in all its formats: a DOI, URN, UUID or address.",
    "10.1234/abcd",
)
FORMATS = Key(
    "formats",
    trade.FORMATS,
    "The formats that it is published in, each with its own ISBN, price and date.",
)
SALES_RIGHTS = Key(
    "sales-rights",
    sales.SALES_RIGHTS,
    "Where the publisher may sell it: the world, or some countries.",
    "world",
)
SERIES = Key(
    "belongs-to-collection",
    works.SERIES,
    "The series that it belongs to.",
    "Voices",
    aliases=("series",),
)
GROUP_POSITION = Key(
    "group-position", Text(), "The volume's number in the series, as pandoc has it.", "3"
)
COLLECTION_TYPE = Key(
    "collection-type",
    works.COLLECTION_TYPE,
    "Whether belongs-to-collection is a series or a set.",
    "set",
    default="series",
)
SERIAL = Key(
    "serial",
    works.SERIAL,
    "The magazine or journal that it is an issue of.",
    "The Pier",
    aliases=("periodical",),
)
ORIGINAL = Key("original", originals.ORIGINAL, "The publication that it translates or republishes.")
REVIEWS = Key(
    "reviews",
    ListOf(reception.REVIEW),
    "What others said of it: one or several.",
    "A calm, clear book.",
    aliases=("review",),
)
FUNDING = Key(
    "funding",
    ListOf(reception.FUNDER),
    "Who paid for it: one or several.",
    "Example Foundation",
    aliases=("funder",),
)
PRINTING = Key("printing", printing.PRINTING, "How this printing was made.")
LEGAL_DEPOSIT = Key(
    "legal-deposit",
    Text(lines=True),
    "The notice of legal deposit, as the library gave it.",
    "Legal deposit: November 2026",
    aliases=("deposit",),
)
CIP = Key(
    "cip",
    Text(lines=True),
    "The cataloguing in publication, as the agency gave it; its lines are kept.",
)
ACCESSIBILITY = Key(
    "accessibility",
    accessibility.ACCESSIBILITY,
    "Whom to ask, and who certified what; the rest Imprint finds by itself.",
)
ACCESSIBILITY_SUMMARY = Key(
    "accessibility-summary",
    Text(lines=True),
    "The summary of accessibility, as pandoc has it.",
    "All maps are described in the text.",
    aliases=("accessibilitySummary",),
)

RIGHTS = Key("rights", Text(lines=True), "The copyright line.", "© 2026 Ursula Brandt")
LICENCE = Key(
    "license",
    rights.LICENCE,
    "Its licence, by its SPDX identifier.",
    "CC-BY-SA-4.0",
    aliases=("licence",),
)
RIGHTS_OF_PARTS = Key(
    "rights-of-parts",
    ListOf(rights.RIGHTS_OF_PART),
    "The rights in a part of it: the pictures, the translation, one text.",
    'part = "The photographs" and text = "© 2026 Mia Sand"',
)
CHANGES = Key(
    "changes",
    Text(lines=True),
    "What was altered of the original, as many licences want it said.",
    "Shortened, with new pictures",
)
NOTICES = Key(
    "notices",
    ListOf(Text(lines=True)),
    "Other paragraphs of the imprint page: one or several.",
    "All persons are made up",
    aliases=("notice",),
)
CREDITS = Key(
    "credits",
    people.Credits(),
    "Work that the imprint page names, as a table of labels and names.",
    'Typesetting = "Ida Kern"',
    aliases=("credit",),
)

CONTENTS = Key(
    "contents",
    making.CONTENTS,
    "The manuscript's files in reading order: paths, patterns, files with a kind, and parts.",
    "source/*.md",
    default="every manuscript file in source/",
)
COVER = Key("cover", making.COVER, "The cover picture.", "cover.jpg", aliases=("cover-image",))
LAYOUT = Key("layout", making.LAYOUT, "The layout's name, or a table with its options.", "novel")
FONTS = Key(
    "fonts",
    making.FONTS,
    "Font packages or font files for characters that the layout's fonts lack.",
    "fontpkg-noto-serif",
)
TARGETS = Key(
    "targets",
    ListOf(Checked("a target", "epub", making.parse_target), separator=","),
    "What a build makes, of epub, print, screen, archive and cover.",
    "epub, print",
    default="epub, print",
)
SLUG = Key(
    "slug",
    Checked("a slug", "the-sea", making.parse_slug),
    "The stem of the artifacts' file names.",
    "the-sea",
    default="made from the title",
)
SMART = Key(
    "smart",
    Boolean(),
    "Whether straight quotation marks, hyphens and dots become typographic ones.",
    "false",
    default="true",
)

TOP: Structure[Given] = Structure(
    keys=(
        *(TITLE, SUBTITLE, SHORT_TITLE, *PEOPLE),
        *(LANG, OTHER_LANGUAGES, TYPE, DESCRIPTION, STANDFIRST, SUBJECT, KEYWORDS),
        *(PUBLISHER, DATE, MODIFIED, EDITION, VERSION, IDENTIFIER, FORMATS, SALES_RIGHTS),
        *(SERIES, GROUP_POSITION, COLLECTION_TYPE, SERIAL, ORIGINAL, PRINTING),
        *(LEGAL_DEPOSIT, CIP, REVIEWS, FUNDING, ACCESSIBILITY, ACCESSIBILITY_SUMMARY),
        *(RIGHTS, LICENCE, RIGHTS_OF_PARTS, CHANGES, NOTICES, CREDITS),
        *(CONTENTS, COVER, LAYOUT, imprint_page.IMPRINT_PAGE, FONTS, TARGETS, SLUG, SMART),
        *(shops.SHOPS, imprint_page.REVISION, allowing.ALLOW),
    ),
    build=lambda given: given,
)

# What is said of the publication alone, and not of one of several texts in it.
OF_PUBLICATION = (
    *(PUBLISHER, FORMATS, SALES_RIGHTS, SERIES, GROUP_POSITION, COLLECTION_TYPE, SERIAL, PRINTING),
    *(LEGAL_DEPOSIT, CIP, REVIEWS, ACCESSIBILITY, ACCESSIBILITY_SUMMARY),
    *(CONTENTS, COVER, LAYOUT, FONTS, TARGETS, SLUG, shops.SHOPS, allowing.ALLOW),
)
