"""Volumes of texts that have records of their own: bylines, boxes, contributors, sources."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from xml.etree import ElementTree

import pytest

from imprint.diagnostics import Findings
from imprint.layouts import compose, load_layout
from imprint.layouts.imprint_page import TEXT_PACK, Pack, load_pack
from imprint.layouts.layout import Layout
from imprint.layouts.volume import (
    Source,
    about_text,
    bylines,
    contributors_of,
    credit,
    issue_of,
    names_issue,
    sources_of,
)
from imprint.layouts.words import Words, load_words
from imprint.model.inlines import Text
from imprint.model.nodes import Attributes
from imprint.model.publication import LayoutChoice, Publication, Section, SectionKind
from imprint.model.record import (
    Contributor,
    Identifier,
    Licence,
    Original,
    PartialDate,
    Record,
    Serial,
)
from imprint.model.rendition import Document, Entry, Medium, Rendition
from imprint.values import replace

UGLY = "<b>&amp; \"it\" 'is' {{ x }} " + "x" * 10_000
HOSTILE = "🜁 שלום " + UGLY  # with characters that no font of the layouts has

AUTHOR = Contributor(name="Ada Moor", biography="Ada Moor keeps accounts.\n\nShe is at sea.")
TRANSLATOR = Contributor(name="Ben Holt", role="trl")
ORIGINAL = Original(
    title="Die Lampenstube",
    language="de",
    contributors=(Contributor(name="Ada Moor"), Contributor(name="Ida Kern", role="edt")),
    venue="Der Strom",
    volume="12",
    issue="7",
    pages="41–44",
    publisher="Hafen Verlag",
    issued=PartialDate(2019, 10),
    url="https://example.org/strom/7",
    archive_url="https://example.org/archive/strom/7",
    accessed=PartialDate(2026, 1, 15),
    permission="With the permission of the author.",
)
TEXT = Record(
    title="The Lamp Room",
    language="en-GB",
    contributors=(AUTHOR, TRANSLATOR),
    original=ORIGINAL,
    rights="© 2026 Ben Holt",
    licence=Licence(spdx="CC-BY-4.0", name="CC BY 4.0"),
    identifiers=(Identifier(scheme="doi", value="10.5555/lamp"),),
    standfirst="My aunt kept the lamps.",
)
SERIAL = Serial(
    title="The Breakwater", issn="9999-9994", volume="4", number="2", cover_date="Spring 2026"
)


@cache
def words(language: str = "en-GB") -> Words:
    layout = load_layout(LayoutChoice(name="issue"))
    return load_words(layout, language, findings=Findings())


@cache
def pack() -> Pack:
    return load_pack(layout("issue"), TEXT_PACK, findings=Findings())


@cache
def layout(name: str, **options: object) -> Layout:
    return load_layout(LayoutChoice(name=name, options=options))


def section(record: Record | None, *, id: str = "one", language: str = "") -> Section:
    title = (Text(text=record.title if record else "Plain"),)
    return Section(
        kind=SectionKind.CHAPTER,
        title=title,
        attributes=Attributes(id=id, language=language),
        record=record,
    )


def volume(*sections: Section, **facts: object) -> Publication:
    record = Record(**{"title": "Low Water", "language": "en-GB", **facts})  # type: ignore[arg-type]
    return Publication(slug="v", record=record, sections=sections)


def composed(
    publication: Publication, name: str = "issue", medium: Medium = Medium.EPUB, **options: object
) -> Rendition:
    return compose(publication, layout(name, **options), medium)


def document(rendition: Rendition, name: str) -> Document:
    return next(document for document in rendition.documents if document.name == name)


def texts(markup: str, *classes: str) -> list[str]:
    """The texts of the elements of a class, in order."""
    root = ElementTree.fromstring(f'<r xmlns:epub="e">{markup}</r>')
    return [
        " ".join("".join(element.itertext()).split())
        for element in root.iter()
        if any(name in (element.get("class") or "").split() for name in classes)
    ]


# What is said of texts.


def test_bylines_name_who_wrote_translated_and_illustrated() -> None:
    record = replace(
        TEXT, contributors=(*TEXT.contributors, Contributor(name="Mia Sand", role="ill"))
    )
    assert [line.text for line in bylines(record, words())] == [
        "by Ada Moor",
        "translated from the German by Ben Holt",
        "illustrated by Mia Sand",
    ]
    assert credit(record, words()) == (
        "Ada Moor, translated from the German by Ben Holt, illustrated by Mia Sand"
    )


def test_an_editor_is_named_where_there_is_no_author() -> None:
    editor = Contributor(name="Ida Kern", role="edt")
    assert credit(Record(title="T", contributors=(editor,)), words()) == "edited by Ida Kern"
    assert credit(Record(title="T", contributors=(editor, AUTHOR)), words()) == "Ada Moor"


def test_who_is_no_text_of_its_own_says_nothing() -> None:
    assert bylines(None, words()) == ()
    assert credit(None, words()) == ""
    assert about_text(None, Medium.PRINT, words(), pack()) == ()


def test_the_box_has_what_is_true_of_the_text_alone() -> None:
    record = replace(TEXT, subtitle="S", publication_type="Story")
    keys = {
        row.key for group in about_text(record, Medium.PRINT, words(), pack()) for row in group.rows
    }
    assert {"original-title", "role-trl", "first-published", "rights", "licence"} <= keys
    assert not keys & {"title", "subtitle", "type", "publisher", "fonts", "tools"}


def test_there_is_no_box_for_names_that_stand_above_the_text() -> None:
    assert about_text(Record(title="T", contributors=(AUTHOR,)), Medium.EPUB, words(), pack()) == ()


# What an issue is called.


@pytest.mark.parametrize(
    ("serial", "language", "name"),
    [
        (None, "en-GB", "Low Water"),
        (SERIAL, "en-GB", "The Breakwater, vol.\u00a04, no.\u00a02, Spring 2026"),
        (SERIAL, "de", "The Breakwater, Jg.\u00a04, Heft\u00a02, Spring 2026"),
        (Serial(title="灯火", volume="4", number="2"), "zh", "灯火，第4卷，第2期"),
        (Serial(title="Tide"), "en-GB", "Tide"),
        (Serial(title="Tide", number="9"), "en-GB", "Tide, no.\u00a09"),
    ],
)
def test_the_name_of_an_issue(serial: Serial | None, language: str, name: str) -> None:
    assert issue_of(Record(title="Low Water", serial=serial), words(language)).name == name


def test_a_title_that_is_the_magazines_is_not_said_twice() -> None:
    assert names_issue(Record(title="Low Water", serial=SERIAL))
    assert not names_issue(Record(title="The Breakwater", serial=SERIAL))
    made = composed(volume(section(TEXT), title="The Breakwater", serial=SERIAL))
    assert texts(document(made, "titlepage").markup, "masthead", "title") == ["The Breakwater"]


def test_the_masthead_says_magazine_number_date_editors_and_issn() -> None:
    editor = Contributor(name="Ida Kern", role="edt")
    made = composed(volume(section(TEXT), serial=SERIAL, contributors=(editor,)))
    assert texts(
        document(made, "titlepage").markup, "masthead", "issue-line", "title", "byline", "issn"
    ) == [
        "The Breakwater",
        "vol. 4, no. 2, Spring 2026",
        "Low Water",
        "edited by Ida Kern",
        "ISSN 9999-9994",
    ]


# The contributors.


def test_contributors_are_the_people_with_a_biography() -> None:
    people = contributors_of(
        volume(
            section(TEXT),
            section(replace(TEXT, title="Another", contributors=(TRANSLATOR,)), id="two"),
            contributors=(Contributor(name="Ben Holt", role="edt", biography="Of the house."),),
        )
    )
    assert [(who.name, who.biography, [t.section for t in who.texts]) for who in people] == [
        ("Ada Moor", ("Ada Moor keeps accounts.", "She is at sea."), ["one"]),
        ("Ben Holt", ("Of the house.",), ["one", "two"]),
    ]


def test_contributors_are_filed_where_all_have_a_name_to_file_by() -> None:
    def person(name: str, sort_name: str) -> Contributor:
        return Contributor(name=name, sort_name=sort_name, biography="B.")

    def names(*people: Contributor) -> list[str]:
        return [
            who.name for who in contributors_of(volume(section(replace(TEXT, contributors=people))))
        ]

    moor, holt = person("Ada Moor", "Moor, Ada"), person("Zoe Holt", "Holt, Zoe")
    assert names(moor, holt) == ["Zoe Holt", "Ada Moor"]
    assert names(moor, person("Cat", ""), holt) == ["Ada Moor", "Cat", "Zoe Holt"]


def test_there_are_no_contributors_without_a_biography_in_a_text() -> None:
    editor = Contributor(name="Ida Kern", role="edt", biography="B.")
    text = replace(TEXT, contributors=(TRANSLATOR,))
    publication = volume(section(text), contributors=(editor,))
    assert contributors_of(publication) == ()
    assert not any(d.kind is SectionKind.CONTRIBUTORS for d in composed(publication).documents)


# The sources.


def test_a_source_says_where_the_text_first_appeared() -> None:
    (sourced,) = sources_of([section(TEXT), section(None, id="two")], words())
    assert sourced.text.title == "The Lamp Room"
    assert sourced.byline == "Ada Moor, translated from the German by Ben Holt"
    assert sourced.source == Source(
        title="Die Lampenstube",
        language="de",
        names="Ida Kern",
        facts="Der Strom, vol.\u00a012, no.\u00a07, pp.\u00a041–44, Hafen Verlag, October 2019",
        address="https://example.org/strom/7",
        archive="https://example.org/archive/strom/7",
        accessed="(accessed 15\u00a0January 2026)",
        permission="With the permission of the author.",
    )


def test_a_translation_of_a_translation_names_both() -> None:
    via = Original(title="La chambre", language="fr", contributors=(Contributor(name="Lou Roc"),))
    (sourced,) = sources_of([section(replace(TEXT, original=replace(ORIGINAL, via=via)))], words())
    assert sourced.source.via is not None
    assert (sourced.source.via.title, sourced.source.via.names) == ("La chambre", "Lou Roc")
    made = composed(volume(section(replace(TEXT, original=replace(ORIGINAL, via=via)))))
    assert "La chambre, Lou Roc" in texts(document(made, "sources").markup, "facts")


def test_a_source_without_an_address_has_its_doi() -> None:
    doi = Identifier(scheme="doi", value="10.5555/strom")
    original = Original(venue="Der Strom", identifiers=(doi,))
    (sourced,) = sources_of([section(replace(TEXT, original=original))], words())
    assert sourced.source.address == "https://doi.org/10.5555/strom"


# Pages.


@pytest.mark.parametrize("medium", [Medium.EPUB, Medium.PRINT])
def test_an_issue_has_pages_for_its_contributors_and_sources(medium: Medium) -> None:
    made = composed(volume(section(TEXT)), medium=medium)
    kinds = [document.kind.value for document in made.documents]
    assert kinds[-3:] == ["chapter", "contributors", "sources"]
    assert [entry.title for entry in made.contents][-2:] == ["Contributors", "Sources"]
    href = "one.xhtml#one" if medium is Medium.EPUB else "#one"
    for name in ("contributors", "sources"):
        assert f'href="{href}"' in document(made, name).markup


def test_both_pages_and_the_boxes_can_be_left_out() -> None:
    options = {"contributors-page": False, "list-of-sources": False, "about-texts": False}
    made = composed(volume(section(TEXT)), **options)
    assert [d.kind.value for d in made.documents][-1] == "chapter"
    assert texts(document(made, "one").markup, "about-text") == []


def test_a_written_page_stands_in_the_place_of_a_made_one() -> None:
    written = Section(
        kind=SectionKind.SOURCES,
        title=(Text(text="Where they come from"),),
        attributes=Attributes(id="own"),
    )
    made = composed(volume(section(TEXT), written))
    assert [d.name for d in made.documents][-2:] == ["contributors", "own"]
    assert "Where they come from" in document(made, "own").markup


def test_the_semantics_of_both_pages() -> None:
    made = composed(volume(section(TEXT)))
    assert 'epub:type="contributors"' in document(made, "contributors").markup
    assert 'epub:type="other-credits" role="doc-credits"' in document(made, "sources").markup


def test_an_opening_has_title_standfirst_bylines_and_original_title() -> None:
    made = composed(
        volume(section(replace(TEXT, publication_type="story"))), **{"about-texts": False}
    )
    assert texts(document(made, "one").markup, "kicker", "standfirst", "byline", "original") == [
        "Story",
        "My aunt kept the lamps.",
        "by Ada Moor",
        "translated from the German by Ben Holt",
        "Original title Die Lampenstube",
    ]


def test_what_the_layout_says_in_a_text_of_another_language_is_in_the_volumes() -> None:
    text = replace(TEXT, language="fr", standfirst="Ma tante.")
    made = composed(volume(section(text, language="fr")))
    markup = document(made, "one").markup
    assert 'lang="fr" xml:lang="fr"' in markup.split(">")[0]
    assert '<p class="byline aut" lang="en-GB" xml:lang="en-GB">by Ada Moor</p>' in markup
    assert '<aside class="about-text" lang="en-GB" xml:lang="en-GB"' in markup
    assert '<p class="standfirst">' in markup
    assert 'lang="en-GB"' not in document(composed(volume(section(TEXT))), "one").markup


# Contents.


def entries(contents: Iterable[Entry]) -> list[tuple[str, str, str, str]]:
    return [(each.title, each.byline, each.standfirst, each.language) for each in contents]


def test_the_contents_have_authors_and_the_navigation_plain_titles() -> None:
    made = composed(volume(section(TEXT, language="de"), section(None, id="two")))
    assert (
        "The Lamp Room",
        "Ada Moor, translated from the German by Ben Holt",
        "My aunt kept the lamps.",
        "de",
    ) in entries(made.contents)
    contents = document(made, "contents").markup
    assert texts(contents, "entry-byline") == ["Ada Moor, translated from the German by Ben Holt"]
    assert texts(contents, "entry-standfirst") == ["My aunt kept the lamps."]
    assert "Ada Moor" not in made.navigation
    assert '#one" lang="de" xml:lang="de">The Lamp Room</a>' in made.navigation


@pytest.mark.parametrize("medium", [Medium.EPUB, Medium.PRINT])
@pytest.mark.parametrize("name", ["essay", "manual", "novel"])
def test_other_layouts_name_the_authors_too(name: str, medium: Medium) -> None:
    publication = volume(section(TEXT), section(None, id="two"))
    made = composed(publication, name, medium, contents="always")
    named = texts(document(made, "contents").markup, "entry-byline")
    assert named == ["Ada Moor, translated from the German by Ben Holt"]
    assert texts(document(made, "contents").markup, "entry-standfirst") == []
    assert texts(document(made, "one").markup, "byline")[-2:] == [
        "by Ada Moor",
        "translated from the German by Ben Holt",
    ]
    assert "by Ada Moor" not in document(made, "two").markup


def test_nothing_of_this_stands_in_a_publication_without_texts_of_their_own() -> None:
    made = composed(volume(section(None)))
    assert [d.kind.value for d in made.documents][-1] == "chapter"
    assert texts(document(made, "one").markup, "byline", "about-text", "kicker") == []


@pytest.mark.parametrize("medium", [Medium.EPUB, Medium.PRINT])
@pytest.mark.parametrize("name", ["essay", "issue", "manual", "novel"])
def test_hostile_values_are_text(name: str, medium: Medium) -> None:
    hostile = HOSTILE if medium is Medium.EPUB else UGLY
    person = Contributor(name=hostile, biography=hostile, affiliation=hostile)
    original = Original(
        title=hostile, venue=hostile, volume=hostile, pages=hostile, permission=hostile
    )
    text = Record(
        title=hostile,
        subtitle=hostile,
        standfirst=hostile,
        publication_type=hostile,
        contributors=(person,),
        original=original,
        rights=hostile,
    )
    serial = Serial(title=hostile, volume=hostile, number=hostile, cover_date=hostile)
    publication = volume(section(text), serial=serial)
    made = composed(publication, name, medium, contents="always")
    markup = document(made, "one").markup
    assert "<b>" not in markup
    assert hostile in "".join(ElementTree.fromstring(f'<r xmlns:epub="e">{markup}</r>').itertext())
