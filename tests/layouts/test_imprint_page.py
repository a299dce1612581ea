"""The imprint page: every fact of a record in its row, and no row without a fact."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest

from imprint.diagnostics import Findings
from imprint.layouts.census import census_of
from imprint.layouts.fonts import Family
from imprint.layouts.imprint_page import Group, fonts_used, imprint_page
from imprint.layouts.layout import Layout
from imprint.layouts.words import Words, load_words
from imprint.model.assets import Font
from imprint.model.blocks import Paragraph
from imprint.model.inlines import CodeSpan, Inline, Style, Styled, Text
from imprint.model.nodes import Attributes
from imprint.model.publication import Publication, Section, SectionKind
from imprint.model.record import (
    Contributor,
    Credit,
    Identifier,
    Licence,
    Original,
    PartialDate,
    Publisher,
    Record,
    Series,
)
from imprint.model.rendition import Medium

FOLDER = Path(__file__).parents[2] / "layouts" / "base" / "words"
SPECIMENS = Path(__file__).parent / "specimens"

EMPTY = Record(title="What the Ferryman Knew")
FULL = Record(
    title="What the Ferryman Knew",
    subtitle="An Essay",
    contributors=(
        Contributor(name="Paul Lenz", role="pfr"),
        Contributor(name="Tom Okafor", role="trl", orcid="0000-0002-1825-0097"),
        Contributor(name="Hélène Marchetti", url="https://marchetti.example/"),
        Contributor(name="Ingrid Sørensen", role="edt"),
        Contributor(name="Wim Bos", role="wpr"),
    ),
    publisher=Publisher(
        name="The Far Bank",
        place="Rotterdam",
        address="Kade 11, 3011 Rotterdam",
        url="https://farbank.example",
        email="post@farbank.example",
    ),
    issued=PartialDate(2026, 11),
    identifiers=(
        Identifier(scheme="doi", value="10.5555/farbank.17"),
        Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print"),
        Identifier(scheme="isbn", value="978-3-16-148410-0", medium="epub"),
        Identifier(scheme="uuid", value="0a0b", medium="epub"),
    ),
    rights="© 2019 Hélène Marchetti; translation © 2026 Tom Okafor",
    licence=Licence(
        spdx="CC-BY-SA-4.0",
        name="Creative Commons Attribution-ShareAlike 4.0 International",
        url="https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    edition="Second edition",
    version="1.2",
    series=Series(title="Crossings", position="17", issn="2049-3630"),
    original=Original(
        title="Ce que savait le passeur",
        language="fr",
        contributors=(Contributor(name="H. Marchetti"), Contributor(name="J. Roc", role="edt")),
        venue="Le Courrier du fleuve",
        publisher="Éditions du Quai",
        issued=PartialDate(2019, 3, 14),
        url="https://courrier.example/passeur",
        accessed=PartialDate(2026, 11, 2),
        identifiers=(Identifier(scheme="doi", value="10.5555/cdf.12"),),
    ),
    publication_type="Essay",
    credits=(
        Credit(label="Cover drawing", name="Anna Weiss"),
        Credit(label="", name="The archives of Saint-Aubin"),
        Credit(label="Cover drawing", name="Jan Weiss"),
    ),
)
MANY = Record(
    title="Three Crossings",
    contributors=tuple(
        Contributor(name=f"{name} {role.upper()}", role=role)
        for role in ("ill", "aut", "trl", "edt")
        for name in ("Ana", "Inés")
    ),
)


@cache
def words(language: str) -> Words:
    files = {
        f"base/words/{path.name}": path.read_text(encoding="utf-8")
        for path in FOLDER.glob("*.toml")
    }
    layout = Layout(name="base", chain=("base",), files=files)
    return load_words(layout, language, findings=Findings())


def page(
    record: Record, language: str = "en-GB", medium: Medium = Medium.PRINT
) -> tuple[Group, ...]:
    return imprint_page(record, medium, words(language), ["Source Serif 4"])


def dump(groups: Iterable[Group]) -> str:
    """A page as text: a row a line, what follows it indented, a blank line between groups."""
    blocks = []
    for group in groups:
        lines = []
        for row in group.rows:
            for number, value in enumerate(row.values):
                parts = [value.text]
                parts += [f"[{value.language}]"] if value.language else []
                parts += [f"<{value.href}>"] if value.href else []
                parts += [value.note] if value.note else []
                parts += [f"<{value.note_href}>"] if value.note_href else []
                lines.append((f"{row.label}: " if number == 0 else "    ") + " ".join(parts))
        blocks.append("\n".join(lines))
    text = "\n\n".join(blocks) + "\n"
    for name in ("Imprint", "EbookLib", "WeasyPrint"):
        text = text.replace(f"{name} {version(name)}", f"{name} (version)")
    return text


LANGUAGES = ["de", "en-GB", "en-US", "es", "fr", "it", "ja", "nl", "pt", "zh", "zh-Hant"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages(language: str, pytestconfig: pytest.Config) -> None:
    pages = [page(record, language) for record in (FULL, EMPTY, MANY)]
    found = "\n----\n\n".join(dump(groups) for groups in pages)
    specimen = SPECIMENS / f"imprint-page.{language}.txt"
    if pytestconfig.getoption("--accept"):
        specimen.parent.mkdir(exist_ok=True)
        specimen.write_text(found, encoding="utf-8")
    assert found == specimen.read_text(encoding="utf-8")


def test_there_is_a_specimen_for_each_language_and_no_other() -> None:
    found = {path.name for path in SPECIMENS.glob("imprint-page.*")}
    assert found == {f"imprint-page.{language}.txt" for language in LANGUAGES}


def test_each_format_shows_its_own_isbn_first() -> None:
    def identifiers(medium: Medium) -> list[tuple[str, str]]:
        group = next(g for g in page(FULL, medium=medium) if g.key == "identifiers")
        return [(row.label, row.values[0].text) for row in group.rows]

    own, other = ("ISBN (print)", "978-0-306-40615-7"), ("ISBN (EPUB)", "978-3-16-148410-0")
    doi = ("DOI", "https://doi.org/10.5555/farbank.17")
    assert identifiers(Medium.PRINT) == [own, other, doi]
    assert identifiers(Medium.EPUB) == [other, own, doi]


def test_an_address_without_a_venue_is_the_original() -> None:
    record = Record(original=Original(url="https://courrier.example/passeur"))
    (row,) = next(g for g in page(record) if g.key == "original").rows
    assert (row.key, row.label) == ("original-url", "Original")


def test_an_unknown_type_of_publication_stands_as_it_was_written() -> None:
    (row,) = next(g for g in page(Record(publication_type="Flugblatt")) if g.key == "edition").rows
    assert row.values[0].text == "Flugblatt"


def font(family: str, characters: str) -> Font:
    return Font(
        family=family,
        weight=400,
        style="normal",
        name=f"{family}.ttf",
        content=b"",
        characters=frozenset(map(ord, characters)),
    )


def publication(*inlines: Inline) -> Publication:
    paragraph = Paragraph(children=inlines)
    section = Section(
        kind=SectionKind.CHAPTER, attributes=Attributes(id="one"), blocks=(paragraph,)
    )
    return Publication(slug="p", record=Record(title="ab"), sections=(section,))


LAYOUT = Layout(
    name="essay",
    chain=("essay",),
    files={},
    families=tuple(
        Family(use=use, name=name, package="", styles=())
        for use, name in [
            ("text", "Serif 4"),
            ("display", "Serif 4 Display"),
            ("mono", "Code Pro"),
        ]
    ),
    fonts=(font("Serif 4", "ab"), font("Code Pro", "ab")),
    fallbacks=(font("Han", "a渡"), font("Kana", "渡か"), font("Han", "渡")),
)


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ([Text(text="ab")], ("Serif 4",)),
        ([CodeSpan(text="ab")], ("Serif 4", "Code Pro")),
        ([Styled(style=Style.KEYBOARD, children=(Text(text="a"),))], ("Serif 4", "Code Pro")),
        ([Text(text="a渡")], ("Serif 4", "Han")),
        ([Text(text="渡か")], ("Serif 4", "Han", "Kana")),
    ],
)
def test_the_colophon_names_the_families_in_use(
    inlines: list[Inline], expected: tuple[str, ...]
) -> None:
    made = publication(*inlines)
    assert fonts_used(made.record, census_of(made), LAYOUT) == expected
