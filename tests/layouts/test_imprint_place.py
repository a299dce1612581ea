"""The imprint page in its book: where a pack has it stand, and that its markup is whole."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from tests.layouts.records import EMPTY, FULL
from tests.layouts.test_imprint_page import HOSTILE, MEDIA, PACKS
from tests.validators import epubcheck, verapdfs

import imprint
from imprint.build import write_artifacts
from imprint.build.checking import check_publication
from imprint.diagnostics import Finding, PublicationError, Severity
from imprint.layouts import Layout, compose, load_layout
from imprint.model.imprint_page import ImprintPageChoice, OwnLine
from imprint.model.publication import Publication
from imprint.model.record import Contributor, Credit, Publisher, Record
from imprint.model.rendition import Document, Medium, Opening, Rendition
from imprint.values import replace

LAYOUTS = ("novel", "essay", "issue", "manual")


@cache
def layout_of(name: str) -> Layout:
    return load_layout(replace(publication().layout, name=name, options={}))


@cache
def publication() -> Publication:
    return imprint.read_files({"a.md": "---\ntitle: T\n---\n# One\n\nText.\n\n# Two\n\nText.\n"})


def composed(
    record: Record,
    pack: str = "",
    *,
    layout: str = "novel",
    medium: Medium = Medium.PRINT,
    book: Publication | None = None,
    **choice: Any,
) -> Rendition:
    wish = ImprintPageChoice(pack=pack, **choice)
    book = book or publication()
    made = replace(
        book,
        record=record,
        layout=replace(book.layout, name=layout),
        imprint_page=wish,
        revision="0a1b2c3d4e5f",
    )
    return compose(made, layout_of(layout), medium, templates=Path(os.environ["XDG_CACHE_HOME"]))


def names_of(rendition: Rendition) -> list[str]:
    return [document.kind.value for document in rendition.documents]


def document(rendition: Rendition, kind: str) -> Document:
    return next(d for d in rendition.documents if d.kind.value == kind)


BEFORE: Mapping[Medium, list[str]] = {
    Medium.PRINT: ["halftitlepage", "titlepage"],
    Medium.EPUB: ["cover", "titlepage"],
}


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_has_its_page_behind_the_title_page_or_at_the_end(pack: str, medium: Medium) -> None:
    rendition = composed(FULL, pack, medium=medium)
    names = names_of(rendition)
    if pack in ("web-article", "ja"):
        assert names[-1] == "imprint"
        assert document(rendition, "imprint").opening is Opening.NEXT
    else:
        assert names[:3] == [*BEFORE[medium], "imprint"]
        assert document(rendition, "imprint").opening is Opening.VERSO
    assert names.count("imprint") == 1


@pytest.mark.parametrize("medium", MEDIA)
def test_the_author_can_have_it_elsewhere(medium: Medium) -> None:
    assert names_of(composed(FULL, "us", medium=medium, page="last"))[-1] == "imprint"
    assert names_of(composed(FULL, "ja", medium=medium, page="title-verso"))[2] == "imprint"
    assert names_of(composed(FULL, medium=medium, page="last"))[-1] == "imprint"


def test_a_book_without_a_title_page_has_it_at_the_end_unless_the_author_says_otherwise() -> None:
    assert names_of(composed(FULL, "de", layout="essay"))[-1] == "imprint"
    assert names_of(composed(FULL, "de", layout="essay", page="title-verso"))[0] == "imprint"
    book = imprint.read_files(
        {"a.md": "---\ntitle: T\n---\n# T {.titlepage}\n\nBy hand.\n\n# One\n\nText.\n"}
    )
    names = names_of(composed(FULL, "de", layout="essay", book=book))
    assert names[:2] == ["titlepage", "imprint"]


def test_a_layout_without_an_imprint_page_has_none_unless_a_pack_is_chosen() -> None:
    bare = replace(layout_of("novel"), front={"print": ("titlepage",)}, back={})
    made = replace(publication(), record=FULL)
    assert "imprint" not in names_of(compose(made, bare, Medium.PRINT))
    chosen = replace(made, imprint_page=ImprintPageChoice(pack="us"))
    assert names_of(compose(chosen, bare, Medium.PRINT))[:2] == ["titlepage", "imprint"]


def test_in_france_the_last_page_tells_the_end_of_printing() -> None:
    printed = composed(FULL, "fr")
    assert names_of(printed)[-1] == "colophon"
    last = document(printed, "colophon").markup
    assert "Achevé d’imprimer en novembre 2026" not in document(printed, "imprint").markup
    assert "Achevé d’imprimer en novembre 2026" in last
    assert "Dépôt légal\u00a0: novembre 2026" in last
    assert 'lang="fr"' in last
    ebook = composed(FULL, "fr", medium=Medium.EPUB)
    assert "colophon" not in names_of(ebook)
    assert "Dépôt légal" in document(ebook, "imprint").markup
    assert "Achevé" not in document(ebook, "imprint").markup


def test_a_colophon_of_the_authors_own_stands_and_nothing_is_lost() -> None:
    book = imprint.read_files(
        {"a.md": "---\ntitle: T\n---\n# One\n\nText.\n\n# Colophon {.colophon}\n\nBy hand.\n"}
    )
    rendition = composed(FULL, "fr", book=book)
    assert names_of(rendition).count("colophon") == 1
    assert "By hand." in document(rendition, "colophon").markup
    assert "Achevé d’imprimer" in document(rendition, "imprint").markup


def test_a_page_of_the_authors_own_moves_too_and_stays_as_written() -> None:
    book = imprint.read_files(
        {"a.md": "---\ntitle: T\n---\n# Facts {.imprint}\n\nBy hand.\n\n# One\n\nText.\n"}
    )
    rendition = composed(FULL, "ja", book=book)
    assert names_of(rendition)[-1] == "imprint"
    assert "By hand." in document(rendition, "imprint").markup
    assert "Marchetti" not in document(rendition, "imprint").markup


def test_the_page_is_called_what_the_pack_or_the_author_calls_it() -> None:
    assert document(composed(replace(FULL, language="de"), "de"), "imprint").title == "Impressum"
    assert document(composed(FULL, "de"), "imprint").title == "About this publication"
    renamed = composed(FULL, "us", words={"imprint": "Small print"}, medium=Medium.EPUB)
    assert document(renamed, "imprint").title == "Small print"
    assert any(landmark.label == "Small print" for landmark in renamed.landmarks)
    assert "Small print" in renamed.navigation


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_pack_that_nobody_chose_asks_for_nothing() -> None:
    for layout in LAYOUTS:
        assert composed(EMPTY, layout=layout).findings == ()
    assert codes(composed(EMPTY, "international").findings) == {"IMP-001"}


def test_the_publishers_country_has_its_pack() -> None:
    record = replace(EMPTY, language="de", publisher=Publisher(name="Verlag", country="DE"))
    rendition = composed(record)
    assert document(rendition, "imprint").title == "Impressum"
    assert codes(rendition.findings) == {"IMP-001"}
    assert composed(record, layout="essay").findings == ()


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"pack": "uk2"}, "IMP-003"),
        ({"drop": ("nothing-of-it",)}, "IMP-005"),
        ({"words": {"title": "{"}}, "IMP-006"),
    ],
)
def test_a_wish_that_cannot_be_met_stops_the_build(choice: dict[str, Any], code: str) -> None:
    with pytest.raises(PublicationError) as caught:
        composed(FULL, **choice)
    assert code in codes(caught.value.findings)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["rows", "lines"])
def test_hostile_values_are_text_in_both_forms(layout: str, form: str) -> None:
    record = replace(
        FULL,
        title=HOSTILE,
        rights=HOSTILE,
        cip=HOSTILE,
        notices=(HOSTILE,),
        contributors=(Contributor(name=HOSTILE, affiliation=HOSTILE),),
        credits=(Credit(label=HOSTILE, name=HOSTILE),),
        original=replace(FULL.original, title=HOSTILE, venue=HOSTILE),
    )
    line = OwnLine(text=HOSTILE, label=HOSTILE)
    rendition = composed(record, "us", layout=layout, form=form, add=(line,), medium=Medium.EPUB)
    markup = document(rendition, "imprint").markup
    assert markup.count("&lt;b&gt;&amp;") >= 8
    assert "<b>" not in markup


def test_a_block_of_cataloguing_keeps_its_lines() -> None:
    markup = document(composed(FULL, "us"), "imprint").markup
    assert "Marchetti, Hélène<br/>  What the ferryman knew / Hélène Marchetti.<br/>" in markup


def test_a_title_in_a_sentence_is_cited_in_its_language() -> None:
    markup = document(composed(FULL, "us"), "imprint").markup
    assert '<cite lang="fr" xml:lang="fr">Ce que savait le passeur</cite>' in markup


def test_a_title_from_right_to_left_does_not_turn_what_follows_it() -> None:
    """HTML, "The dir attribute": it isolates, so that a year after it stays behind it."""
    original = replace(
        FULL.original, title="\u05d4\u05de\u05e2\u05d1\u05d5\u05e8\u05ea", language="he"
    )
    made = composed(replace(FULL, original=original), "us", medium=Medium.EPUB)
    markup = document(made, "imprint").markup
    assert '<cite lang="he" xml:lang="he" dir="rtl">' in markup
    assert 'xml:lang="fr" dir' not in document(composed(FULL, "us"), "imprint").markup


def kind_of_page(notices: int, layout: str, medium: Medium = Medium.PRINT) -> str:
    record = replace(EMPTY, notices=("All persons are made up.",) * notices)
    markup = document(composed(record, "us", layout=layout, medium=medium), "imprint").markup
    return re.findall(r'<div class="page([^"]*)">', markup)[0].replace(" long", "").strip()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_full_page_is_set_smaller_where_that_saves_a_page(layout: str) -> None:
    kinds = [kind_of_page(notices, layout) for notices in range(0, 121, 6)]
    once = [kind for at, kind in enumerate(kinds) if at == 0 or kinds[at - 1] != kind]
    one, smaller = ("foot", "dense foot") if layout == "novel" else ("", "dense")
    assert once[:2] == [one, smaller]
    assert {"", "dense"} <= set(once[2:])
    assert {kind_of_page(notices, layout, Medium.EPUB) for notices in (0, 40, 80)} == {""}


def test_the_colophon_tells_the_fonts_the_page_and_the_source() -> None:
    markup = document(composed(FULL, "us"), "imprint").markup
    for said in ("EB Garamond", "5.5 × 8.5\u00a0in", "0a1b2c3d4e5f", "Munken"):
        assert said in markup
    german = document(composed(replace(FULL, language="de"), "de"), "imprint").markup
    assert "140 × 216\u00a0mm" in german


def test_pictures_without_a_description_are_not_said_to_have_one() -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><title>x</title></svg>'

    def said(image: str) -> bool:
        book = imprint.read_files(
            {
                "imprint.toml": 'title = "T"',
                "source/a.md": f"# One\n\nText {image} text.\n",
                "source/a.svg": picture,
            }
        )
        rendition = composed(EMPTY, "us", medium=Medium.EPUB, book=book)
        return "Every picture is described" in document(rendition, "imprint").markup

    assert said("![A line](a.svg)")
    assert not said("![](a.svg)")


# Whole books.


def book_of(layout: str, pack: str, language: str) -> Publication:
    return replace(
        publication(),
        record=replace(FULL, language=language),
        layout=replace(publication().layout, name=layout, options={}),
        imprint_page=ImprintPageChoice(pack=pack),
    )


def whole(layout: str, pack: str, language: str) -> imprint.Build:
    return imprint.build_artifacts(book_of(layout, pack, language), targets=("epub", "screen"))


@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
def test_a_book_with_any_pack_is_whole_and_agrees_with_its_record(
    pack: str, tmp_path: Path
) -> None:
    made = book_of(LAYOUTS[list(PACKS).index(pack) % len(LAYOUTS)], pack, PACKS[pack])
    build = imprint.build_artifacts(made, targets=("epub", "print", "screen"))
    write_artifacts(build.artifacts, tmp_path, pages=build.pages)
    found = check_publication(made, tmp_path)
    assert [str(finding) for finding in found if finding.severity is Severity.ERROR] == []


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("text", ["Text.", "Text and `code`."])
def test_the_fonts_that_a_printed_book_names_are_those_in_it(layout: str, text: str) -> None:
    book = imprint.read_files({"a.md": f"---\ntitle: T\n---\n# One\n\n{text}\n"})
    made = replace(
        book,
        record=FULL,
        layout=replace(book.layout, name=layout),
        imprint_page=ImprintPageChoice(pack="us"),
    )
    (artifact,) = imprint.build_artifacts(made, targets=("print",)).artifacts
    with pymupdf.open(stream=artifact.content) as pdf:
        fonts = {font[3].partition("+")[2] for page in pdf for font in page.get_fonts()}
        words = " ".join(" ".join(page.get_text().split()) for page in pdf)
    known = {family.name for family in load_layout(made.layout).families}
    known = {name for name in known if not name.endswith(" Display")}
    inside = {name for name in known if any(name in font.replace("-", " ") for font in fonts)}
    assert {name for name in known if name in words} == inside


@pytest.mark.slow
def test_books_with_packs_satisfy_epubcheck_and_verapdf() -> None:
    pdfs = {}
    for at, pack in enumerate(("us", "de", "web-article", "fr", "ja", "zh")):
        ebook, screen = whole(LAYOUTS[at % len(LAYOUTS)], pack, PACKS[pack]).artifacts
        messages = [m for m in epubcheck(ebook.content) if not m.startswith("USAGE")]
        assert messages == [], pack
        pdfs[pack] = screen.content
    assert verapdfs(pdfs, "ua1") == {pack: [] for pack in pdfs}
