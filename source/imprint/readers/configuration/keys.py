"""Every key that an author may write: what it may be, what it means, what it becomes."""

from __future__ import annotations

from imprint.readers.configuration import making, people, works
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

TITLE = Key("title", Text(), "The publication's title.", "The Sea")
SUBTITLE = Key("subtitle", Text(), "Its subtitle.", "A History of Salt")
AUTHOR = Key(
    "author", ListOf(people.person_form("aut")), "Who wrote it: one or several.", "Ursula Brandt"
)
CONTRIBUTOR = Key(
    "contributor",
    ListOf(people.person_form()),
    "Who else had a part in it: a table, or a list of tables, each with name and role.",
    'name = "Ida Kern" and role = "pfr"',
)
TRANSLATOR = Key("translator", ListOf(people.person_form("trl")), "Who translated it.", "Ann Lee")
EDITOR = Key("editor", ListOf(people.person_form("edt")), "Who edited it.", "Ben Holt")
ILLUSTRATOR = Key("illustrator", ListOf(people.person_form("ill")), "Who drew for it.", "Mia Sand")
PEOPLE = (AUTHOR, CONTRIBUTOR, TRANSLATOR, EDITOR, ILLUSTRATOR)

LANG = Key("lang", works.LANGUAGE, "Its language, as a BCP 47 tag.", "en-GB", default="en")
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
SUBJECT = Key("subject", ListOf(Text()), "What it is about, in terms: one or several.", "History")
KEYWORDS = Key(
    "keywords",
    ListOf(Text(), separator=","),
    "More terms, as a list or parted by commas.",
    "salt, trade, sea",
)

PUBLISHER = Key("publisher", people.PUBLISHER, "Who publishes it.", "Harbour Press")
DATE = Key("date", works.DATE, "When it is published: the year, month or day.", "2026-11-23")
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
    "formats", works.FORMATS, "The formats that it is published in, each with its own ISBN."
)
SERIES = Key(
    "belongs-to-collection",
    works.SERIES,
    "The series that it belongs to.",
    "Voices",
    aliases=("series",),
)
ORIGINAL = Key("original", works.ORIGINAL, "The publication that it translates or republishes.")

RIGHTS = Key("rights", Text(lines=True), "The copyright line.", "© 2026 Ursula Brandt")
LICENCE = Key(
    "license",
    works.LICENCE,
    "Its licence, by its SPDX identifier.",
    "CC-BY-SA-4.0",
    aliases=("licence",),
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
    "What a build makes, of epub, print, screen and archive.",
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
        *(TITLE, SUBTITLE, *PEOPLE, LANG, TYPE, DESCRIPTION, STANDFIRST, SUBJECT, KEYWORDS),
        *(PUBLISHER, DATE, MODIFIED, EDITION, VERSION, IDENTIFIER, FORMATS, SERIES, ORIGINAL),
        *(RIGHTS, LICENCE, CREDITS),
        *(CONTENTS, COVER, LAYOUT, FONTS, TARGETS, SLUG, SMART),
    ),
    build=lambda given: given,
)

# Keys of other tools and of habit, and where their facts go here.
STRANGERS = {
    "isbn": "write it as formats.print.isbn or formats.epub.isbn",
    "doi": "write it as identifier",
    "issn": "write it as belongs-to-collection.issn, or as identifier",
    "uuid": "write it as identifier",
    "language": "write lang",
    "locale": "write lang",
    "creator": "write author, or contributor with a role",
    "by": "write author",
    "tags": "write keywords",
    "categories": "write keywords",
    "category": "write subject",
    "summary": "write description",
    "excerpt": "write standfirst, or description",
    "copyright": "write rights",
    "year": "write date",
    "pubdate": "write date",
    "published": "write date",
    "updated": "write modified",
    "lastmod": "write modified",
    "journal": "write original.venue, or belongs-to-collection",
    "source": "write original, with its title and url",
    "url": "write identifier, or original.url",
    "collection": "write belongs-to-collection",
    "group-position": "write belongs-to-collection with title and position",
    "collection-title": "write belongs-to-collection",
    "chapters": "write contents",
    "files": "write contents",
    "theme": "write layout",
    "template": "write layout",
    "font": "write fonts",
    "mainfont": "write fonts",
    "output": "write targets",
    "filename": "write slug",
} | {
    role: f"write contributor with name and role: {role}"
    for role in (
        "photographer",
        "designer",
        "proofreader",
        "narrator",
        "compiler",
        "adapter",
        "annotator",
        "typesetter",
        "foreword",
        "preface",
        "introduction",
        "afterword",
    )
}
