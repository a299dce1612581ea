"""Files with facts of their own: each is one section with a record."""

from __future__ import annotations

import pytest
from tests.dump import dump

import imprint
from imprint.diagnostics import PublicationError
from imprint.model.inlines import Text
from imprint.model.publication import Publication, Section, SectionKind
from imprint.model.record import PartialDate, Record
from imprint.model.text import plain

TOML = 'title = "Volume"\nlang = "en-GB"\n'
OTHER = "# Another\n\nText."


def read(text: str, **files: str) -> Publication:
    others = {f"source/{name}.md": content for name, content in files.items()}
    return imprint.read_files(
        {"imprint.toml": TOML, "source/a.md": text, "source/b.md": OTHER, **others}
    )


def first(text: str) -> Section:
    return read(text).sections[0]


def record_of(text: str) -> Record:
    record = first(text).record
    assert record is not None
    return record


def findings(text: str) -> list[tuple[str, int, str]]:
    """The codes, lines and keys of what is found in a text."""
    try:
        found = read(text).findings
    except PublicationError as error:
        found = tuple(error.findings)
    return [(finding.code, finding.where.line, finding.where.key) for finding in found]


def test_the_facts_of_a_file_are_those_of_its_section() -> None:
    publication = read(
        "---\ntitle: The Ferry\nsubtitle: A Report\nauthor: Ada Moor\ntranslator: Ben Holt\n"
        "date: 2026-03\nlicense: CC-BY-4.0\nrights: © Ada Moor\nidentifier: 10.5555/ferry\n"
        "abstract: About a ferry.\nkeywords: [river, boat]\nstandfirst: It crosses.\n"
        "original: {title: Die Fähre, lang: de, venue: Der Strom, date: 2019}\n---\n\nText.\n"
    )
    section, other = publication.sections
    record = section.record
    assert record is not None
    assert other.record is None
    assert plain(section.title) == record.title == "The Ferry"
    assert plain(section.subtitle) == record.subtitle == "A Report"
    assert [(p.role, p.name) for p in record.contributors] == [
        ("aut", "Ada Moor"),
        ("trl", "Ben Holt"),
    ]
    assert record.issued == PartialDate(2026, 3)
    assert record.licence is not None
    assert record.licence.spdx == "CC-BY-4.0"
    assert record.rights == "© Ada Moor"
    assert [identifier.urn for identifier in record.identifiers] == [
        "https://doi.org/10.5555/ferry"
    ]
    assert record.description == "About a ferry."
    assert record.keywords == ("river", "boat")
    assert record.standfirst == "It crosses."
    assert (record.original.title, record.original.venue) == ("Die Fähre", "Der Strom")
    assert record.places["title"].file == "source/a.md"
    assert publication.record.contributors == ()
    assert publication.findings == ()


def test_facts_that_are_not_given_are_not_the_volumes_but_the_language() -> None:
    record = record_of("---\ntitle: T\n---\n\nText.")
    assert record == Record(title="T", language="en-GB")


def test_a_text_in_another_language_says_so_and_is_set_so() -> None:
    section = first('---\ntitle: Le bac\nlang: fr\n---\n\n"Il passe" !')
    assert section.attributes.language == "fr"
    assert [plain(block.children) for block in section.blocks] == ["«\xa0Il passe\xa0»\u202f!"]


def test_the_volumes_language_is_not_said_again() -> None:
    assert first("---\ntitle: T\nlang: en-GB\n---\n\nText.").attributes.language == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\nauthor: A\n---\n\n# The Ferry\n\nText.", "The Ferry"),
        ("---\ntitle: The Ferry\n---\n\n# The Ferry\n\nText.", "The Ferry"),
        ('---\ntitle: The "Ferry"\n---\n\n# The “ferry”\n\nText.', "The “ferry”"),
        ("---\ntitle: The Ferry\n---\n\nText.", "The Ferry"),
    ],
)
def test_one_title_of_the_two_that_a_file_may_have(text: str, title: str) -> None:
    section = first(text)
    assert plain(section.title) == title
    assert len(section.blocks) == 1


def test_a_heading_that_is_the_title_has_its_emphasis_and_its_id() -> None:
    section = first("---\ntitle: The Ferry\n---\n\n# The *Ferry* {#ferry .interlude}\n\nText.")
    assert section.id == "ferry"
    assert section.kind is SectionKind.INTERLUDE
    assert not all(isinstance(inline, Text) for inline in section.title)


def test_first_level_headings_inside_go_down_with_what_is_under_them() -> None:
    sections = [
        first(
            "---\ntitle: The Ferry\n---\n\nBefore.[^1]\n\n# One {#one}\n\n## Below\n\n"
            "More.[^2] Again.[^1]\n\n# Two {-}\n\n::: note\n### Inside\n\nIt.\n:::\n\n"
            "###### Deep\n\n[^1]: First.\n\n[^2]: Second.\n"
        )
    ]
    assert dump(sections).splitlines() == [
        "   2  chapter {#chapter-1} [The Ferry]",
        "   5    paragraph {#chapter-1.1} [Before.] note<chapter-1.note-1>",
        "   7    heading-2 {#one} [One]",
        "   9    heading-3 {#chapter-1.below} [Below]",
        "  11    paragraph {#chapter-1.4} [More.] note<chapter-1.note-2> [ Again.]"
        " note<chapter-1.note-1>",
        "  13    heading-2 {#chapter-1.two} unnumbered [Two]",
        "  15    note {#chapter-1.6}",
        "  16      heading-4 {#chapter-1.6.inside} [Inside]",
        "  18      paragraph {#chapter-1.6.2} [It.]",
        "  21    heading-6 {#chapter-1.deep} [Deep]",
        "  23    note 1 {#chapter-1.note-1}",
        "  23      paragraph {#chapter-1.note-1.1} [First.]",
        "  25    note 2 {#chapter-1.note-2}",
        "  25      paragraph {#chapter-1.note-2.1} [Second.]",
    ]


@pytest.mark.parametrize(
    "key",
    [
        *("layout: essay", "targets: epub", "formats: {}", "contents: [a.md]", "slug: x"),
        *("serial: X", "series: X", "group-position: 1", "printing: {}", "cip: X", "cover: a.png"),
        *("publisher: X", "reviews: [X]", "accessibility: {}", "deposit: X"),
    ],
)
def test_what_only_a_publication_has_is_said_to_be_misplaced(key: str) -> None:
    assert findings(f"---\ntitle: T\n{key}\n---\n\nText.") == [
        ("VOL-001", 3, key.partition(":")[0])
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\nauthor: A\n---\n\nText.", [("VOL-002", 1, "")]),
        ("---\ntitle: T\n---\n\n# X {.appendix}\n\nText.", [("VOL-003", 5, "")]),
        ("---\ntitel: T\n---\n\n# X\n\nText.", [("CFG-003", 2, "titel")]),
        ("---\ntitle: [\n---\n\nText.", [("CFG-002", 3, "")]),
        (
            "---\ntitle: T\nlang: de\ntranslator: B\noriginal: {lang: de}\n---\n\nText.",
            [("REC-010", 5, "original.lang")],
        ),
        ("---\ntitle: T\ntranslator: B\noriginal: {lang: en}\n---\n\nText.", []),
    ],
)
def test_what_is_wrong_in_a_text_is_found_where_it_is(
    text: str, found: list[tuple[str, int, str]]
) -> None:
    assert findings(text) == found


def test_the_front_matter_of_the_only_file_is_told_to_move() -> None:
    publication = imprint.read_files(
        {"imprint.toml": TOML, "source/a.md": "---\ntitle: T\n---\n\nText."}
    )
    assert [finding.code for finding in publication.findings] == ["SRC-013"]
    assert publication.sections[0].record is None


def test_a_text_in_a_part_and_of_a_kind() -> None:
    toml = TOML + (
        'contents = [{part = "One", contents = ["a.md"]}, {file = "b.md", kind = "afterword"}]\n'
    )
    text = "---\ntitle: T\n---\n\nText."
    part, after = imprint.read_files(
        {"imprint.toml": toml, "source/a.md": text, "source/b.md": text}
    ).sections
    assert [section.record is not None for section in (part, part.sections[0], after)] == [
        False,
        True,
        True,
    ]
    assert after.kind is SectionKind.AFTERWORD


def test_links_lead_to_a_text_by_its_file_and_to_its_headings() -> None:
    publication = read(
        "---\ntitle: T\n---\n\n# One\n\nText.",
        c="# C\n\n[a](a.md) and [b](a.md#one)",
    )
    assert "link<#chapter-1>" in dump(publication.sections)
    assert "link<#chapter-1.one>" in dump(publication.sections)


def test_straight_punctuation_can_be_kept_in_one_text() -> None:
    section = first('---\ntitle: T\nsmart: false\n---\n\n"A"')
    assert plain(section.blocks[0].children) == '"A"'


def test_an_article_copied_from_the_web_is_a_text() -> None:
    article = (
        "The Ferry\n\nBy Ada Moor\n\nThe boat lay at the landing, and nobody was in it. "
        "The river was high that year.\n\nAbout this publication\n\n"
        "Author: Ada Moor\nPublished: 3 May 2024\nLicence: CC BY 4.0\n"
    )
    toml = TOML + 'contents = ["a.txt", "b.md"]\n'
    section, _ = imprint.read_files(
        {"imprint.toml": toml, "source/a.txt": article, "source/b.md": OTHER}
    ).sections
    assert section.record is not None
    assert plain(section.title) == section.record.title == "The Ferry"
    assert [author.name for author in section.record.authors] == ["Ada Moor"]
    assert section.record.issued == PartialDate(2024, 5, 3)
    assert section.attributes.language == ""


@pytest.mark.parametrize(
    "title", ["<b>&amp;</b>", "👩‍👩‍👧 emoji", "שלום", "x" * 10_000, "…", "--- '\""]
)
def test_hostile_titles(title: str) -> None:
    quoted = title.replace("'", "''")
    section = first(f"---\ntitle: '{quoted}'\nauthor: '{quoted}'\n---\n\nText.")
    assert section.record is not None
    assert plain(section.title) == section.record.title == title
