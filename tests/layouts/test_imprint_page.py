"""The imprint page: every fact of a record in its row, and no row without a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
from tests.layouts.records import EMPTY, FULL
from tests.values import is_value

import imprint
from imprint.diagnostics import Finding, Findings
from imprint.layouts.census import census_of
from imprint.layouts.fonts import Family
from imprint.layouts.imprint_page import (
    Group,
    ImprintPage,
    Languages,
    Making,
    Pack,
    Part,
    Row,
    fonts_used,
    heading,
    imprint_page,
    load_pack,
    pack_for,
    pack_names,
    report_page,
    texts_of,
)
from imprint.layouts.imprint_page.facts import FACTS, facts_of
from imprint.layouts.imprint_page.requirements import KEYS, Requirement
from imprint.layouts.imprint_page.rows import FACT_ROWS, MAKERS
from imprint.layouts.layout import Layout, load_layout
from imprint.layouts.options import parse_size
from imprint.layouts.words import Words, load_words
from imprint.model.assets import Font
from imprint.model.blocks import Paragraph
from imprint.model.imprint_page import ImprintPageChoice, OwnLine
from imprint.model.inlines import CodeSpan, Inline, Style, Styled, Text
from imprint.model.nodes import Attributes
from imprint.model.publication import LayoutChoice, Publication, Section, SectionKind
from imprint.model.record import (
    Accessibility,
    Contributor,
    Credit,
    Funder,
    Licence,
    Original,
    PartialDate,
    Price,
    Printing,
    Product,
    Publisher,
    Record,
    RightsStatement,
    Serial,
)
from imprint.model.rendition import Medium
from imprint.readers.configuration import reference
from imprint.values import fields_of, replace

SPECIMENS = Path(__file__).parent / "specimens"

MANY = Record(
    title="Three Crossings",
    contributors=tuple(
        Contributor(name=f"{name} {role.upper()}", role=role)
        for role in ("ill", "aut", "trl", "edt")
        for name in ("Ana", "Inés")
    ),
)
MEDIA = (Medium.EPUB, Medium.PRINT)
MAKING = Making(
    fonts=("Source Serif 4",),
    trim=parse_size("a5"),
    revision="0a1b2c3d4e5f+",
    pictures=True,
    described=True,
)


@cache
def base() -> Layout:
    """The built-in files without fonts."""
    loaded = load_layout(LayoutChoice(name="novel"))
    return Layout(name="base", chain=("base",), files=loaded.files)


@cache
def words(language: str) -> Words:
    return load_words(base(), language, findings=Findings())


@cache
def pack_of(name: str) -> Pack:
    findings = Findings()
    found = load_pack(base(), name, findings=findings)
    assert findings.settled() == ()
    return found


def made(
    record: Record,
    language: str = "en-GB",
    medium: Medium = Medium.PRINT,
    *,
    pack: str = "web-article",
    choice: ImprintPageChoice = ImprintPageChoice(),
) -> ImprintPage:
    chosen = pack_of(pack)
    languages = Languages(words=words(language), own=words(chosen.language or language))
    return imprint_page(record, medium, languages, pack=chosen, choice=choice, making=MAKING)


def page(
    record: Record, language: str = "en-GB", medium: Medium = Medium.PRINT
) -> tuple[Group, ...]:
    return made(record, language, medium).groups


def dump(groups: Iterable[Group]) -> str:
    """A page as text: a row a line, what follows it indented, a blank line between groups."""
    blocks = []
    for group in groups:
        lines = []
        for row in group.rows:
            label = f"{row.label}: " if row.label else ""
            for number, value in enumerate(row.values):
                parts = [value.text]
                parts += [f"[{row.language}]"] if row.language else []
                parts += [f"[{value.language}]"] if value.language else []
                parts += [f"<{value.href}>"] if value.href and not value.parts else []
                parts += [value.note] if value.note else []
                parts += [f"<{value.note_href}>"] if value.note_href else []
                lines.append((label if number == 0 else "    ") + " ".join(parts))
                lines += [
                    f"    · {part.text}"
                    + f" [{part.language}]" * bool(part.language)
                    + f" <{part.href}>" * bool(part.href)
                    for part in value.parts
                    if part.language or part.href
                ]
        blocks.append("\n".join(lines))
    text = "\n\n".join(blocks) + "\n"
    for name in ("Imprint", "EbookLib", "WeasyPrint"):
        text = text.replace(f"{name} {version(name)}", f"{name} (version)")
    return text


def compare(name: str, found: str, *, accept: bool) -> None:
    specimen = SPECIMENS / name
    if accept:
        specimen.parent.mkdir(exist_ok=True)
        specimen.write_text(found, encoding="utf-8")
    assert found == specimen.read_text(encoding="utf-8")


LANGUAGES = ["de", "en-GB", "en-US", "es", "fr", "it", "ja", "nl", "pt", "zh", "zh-Hant"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages(language: str, pytestconfig: pytest.Config) -> None:
    pages = [page(record, language) for record in (FULL, EMPTY, MANY)]
    found = "\n----\n\n".join(dump(groups) for groups in pages)
    compare(f"imprint-page.{language}.txt", found, accept=pytestconfig.getoption("--accept"))


# Each pack in its own language.
PACKS = {
    "international": "en-GB",
    "web-article": "en-GB",
    "us": "en-US",
    "uk": "en-GB",
    "de": "de",
    "at": "de-AT",
    "fr": "fr",
    "es": "es",
    "ja": "ja",
    "zh": "zh",
}


@pytest.mark.parametrize("pack", PACKS)
def test_packs(pack: str, pytestconfig: pytest.Config) -> None:
    pieces = []
    for record in (FULL, EMPTY):
        for medium in (Medium.PRINT, Medium.EPUB):
            found = made(record, PACKS[pack], medium, pack=pack)
            pieces.append(dump(found.groups))
            if found.closing:
                pieces.append(dump(found.closing))
    text = "\n----\n\n".join(pieces)
    compare(f"imprint-pack.{pack}.txt", text, accept=pytestconfig.getoption("--accept"))


def test_there_is_a_specimen_for_each_pack_and_no_other() -> None:
    found = {path.name for path in SPECIMENS.glob("imprint-pack.*")}
    assert found == {f"imprint-pack.{pack}.txt" for pack in PACKS}
    assert set(pack_names(base())) == set(PACKS)


def test_there_is_a_specimen_for_each_language_and_no_other() -> None:
    found = {path.name for path in SPECIMENS.glob("imprint-page.*")}
    assert found == {f"imprint-page.{language}.txt" for language in LANGUAGES}


def row_of(page: ImprintPage, key: str) -> Row:
    return next(row for group in page.groups for row in group.rows if row.key == key)


def keys_of(page: ImprintPage) -> list[str]:
    return [row.key for group in page.groups for row in group.rows]


def text_of(page: ImprintPage) -> str:
    return "\n".join(texts_of(page))


def test_each_format_shows_its_own_isbn_first() -> None:
    def identifiers(medium: Medium) -> list[tuple[str, str]]:
        found = made(FULL, medium=medium)
        rows = [row for group in found.groups for row in group.rows]
        return [(r.label, r.values[0].text) for r in rows if r.key.startswith("identifier")][:3]

    own, other = ("ISBN (print)", "978-0-306-40615-7"), ("ISBN (EPUB)", "978-3-16-148410-0")
    doi = ("DOI", "https://doi.org/10.5555/farbank.17")
    assert identifiers(Medium.PRINT) == [own, other, doi]
    assert identifiers(Medium.EPUB) == [other, own, doi]


def test_an_address_without_a_venue_is_the_original() -> None:
    record = Record(original=Original(url="https://courrier.example/passeur"))
    row = row_of(made(record), "original-url")
    assert row.label == "Original"


def test_an_unknown_type_of_publication_stands_as_it_was_written() -> None:
    assert row_of(made(Record(publication_type="Flugblatt")), "type").values[0].text == "Flugblatt"


# What is known.


def test_every_fact_that_a_wording_may_name_can_be_known() -> None:
    record = replace(FULL, subtitle="S")
    known = set(facts_of(record, Medium.PRINT, words("en"), MAKING))
    known |= set(facts_of(record, Medium.EPUB, words("en"), MAKING))
    assert known == FACTS


def test_facts_of_paper_and_press_are_those_of_the_printed_book() -> None:
    for pack, language in PACKS.items():
        ebook = text_of(made(FULL, language, Medium.EPUB, pack=pack))
        for said in ("Pers aan de Maas", "Binderij Zuid", "1500", "Munken", "148 ×"):
            assert said not in ebook, (pack, said)
        assert "access@farbank.example" in ebook


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_leaves_out_none_of_what_identifies_the_publication(pack: str) -> None:
    """The title stands on the title page; names, rights, terms and numbers stand here."""
    found = text_of(made(FULL, PACKS[pack], pack=pack))
    for said in (
        "Paul Lenz", "Tom Okafor", "Hélène Marchetti", "Ingrid Sørensen", "Wim Bos",
        "The Far Bank", "Rotterdam", "Kade 11", "post@farbank.example", "+31 10 000 0000",
        "978-0-306-40615-7", "978-3-16-148410-0", "10.5555/farbank.17",
        "© 2019 Hélène Marchetti", "Translation © 2026 Tom Okafor",
        "https://creativecommons.org/licenses/by-sa/4.0/", "Drawings", "CC0 1.0 Universal",
        "Two notes were left out.", "2", "Pers aan de Maas", "Dok 2",
        "Crossings", "17", "2049-3630", "Le Courrier du fleuve", "Éditions du Quai",
        "Ce que savait le passeur", "Wat de veerman wist", "Jan Veer", "10.5555/cdf.12",
        "https://courrier.example/passeur", "https://archive.example/passeur",
        "Translated by permission of Éditions du Quai.", "River Fund", "RF-12",
        "  What the ferryman knew", "Every effort was made", "Anna Weiss",
        "The archives of Saint-Aubin", "access@farbank.example", "The Far Bank Review",
        "Source Serif 4", "0a1b2c3d4e5f+", "WeasyPrint",
    ):  # fmt: skip
        assert said in found, (pack, said)


# What no page tells, and why.
SILENT = {
    "role": "its word stands",
    "scheme": "its word stands",
    "medium": "its word stands",
    "spdx": "the licence's name stands",
    "type": "a series and a set are told alike",
    "country": "the town and the address say it",
    "language": "its name stands",
    "other_languages": "their names stand",
    "currency": "its sign stands",
    "short_title": "it is for running heads",
    "description": "it is for shops",
    "exemption": "it stands in words",
    "countries": "their names stand, or they are for the trade",
}
# What a pack leaves out, and why.
_TITLE_PAGE = "the page is the back of the title page"
_LINES = "names in running lines stand alone"
LEFT_OUT = {
    **{f"{pack} {name}": _TITLE_PAGE
       for pack in ("us", "uk", "de", "at", "fr", "es")
       for name in ("title", "subtitle", "publication_type")},
    **{f"{pack} contributors.{name}": _LINES
       for pack in ("international", "us", "uk", "de", "at", "fr", "es", "zh")
       for name in ("orcid", "url", "affiliation")},
    **{f"{pack} printing.sheets": "printed sheets are counted in China"
       for pack in PACKS if pack != "zh"},
}  # fmt: skip


def stated(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text and year of a record, by the names of its fields."""
    if isinstance(value, tuple):
        for item in value:
            yield from stated(item, path)
    elif isinstance(value, PartialDate):
        yield path, str(value.year)
    elif isinstance(value, str) and value:
        yield path, value
    elif is_value(value):
        for name, inner in fields_of(value).items():
            if name not in ("place", "places"):
                yield from stated(inner, f"{path}.{name}".lstrip("."))


def test_each_pack_tells_every_fact_or_has_a_reason() -> None:
    """Facts that stand in words of the language are told apart in ``SILENT``."""
    telling = replace(
        FULL,
        identifiers=tuple(each for each in FULL.identifiers if each.scheme != "uuid"),
        edition="Second edition",
        version="1.27",
        serial=Serial(title="The Review", issn="0378-5955", volume="4711", number="815"),
        original=replace(FULL.original, volume="1212", issue="333"),
        printing=replace(FULL.printing, run="1577", sheets="8.75"),
    )
    lost = set()
    for pack, language in PACKS.items():
        page = [made(telling, language, medium, pack=pack) for medium in MEDIA]
        groups = [group for each in page for group in (*each.groups, *each.closing)]
        rows = [row for group in groups for row in group.rows]
        assert "languages" in {row.key for row in rows}
        told = " ".join(
            f"{row.label} {value.text} {value.note} {value.href} {value.note_href}"
            + " ".join(f" {part.text} {part.href}" for part in value.parts)
            for row in rows
            for value in row.values
        ).replace("19,90", "19.90")
        for path, text in stated(telling):
            lines = [line.split(" : ")[-1].strip() for line in text.splitlines()]
            if path.rpartition(".")[2] not in SILENT and not all(line in told for line in lines):
                lost.add(f"{pack} {path}")
    assert lost == set(LEFT_OUT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", ["ja", "zh"])
def test_a_sentence_of_a_pack_is_rows_in_other_languages(pack: str, language: str) -> None:
    """No fact stands without a word for it but where a sentence has one."""
    rows = {row.key: row for group in made(FULL, language, pack=pack).groups for row in group.rows}
    own = language.partition("-")[0] == pack
    sentences = {"ja": {"issued"}, "zh": {"edition-line", "impression-line"}}[pack]
    assert sentences & rows.keys() == (sentences if own else set())
    told = {"date", "edition", "printing-date", "impression"}
    assert told & rows.keys() == (set() if own else told)
    assert own or all(rows[key].label == words(language)[key] for key in told)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en-GB", "€19.90 (Germany and Austria) · US$25.00"),
        ("de", "19,90\u00a0€ (Deutschland und Österreich) · 25,00\u00a0$"),
        ("ja", "€19.90（ドイツ、オーストリア） · $25.00"),
    ],
)
def test_a_price_stands_with_the_countries_that_it_holds_in(language: str, told: str) -> None:
    prices = (
        Price(amount="19.90", currency="EUR", countries=("DE", "AT")),
        Price(amount="25", currency="USD"),
    )
    record = replace(EMPTY, products=(Product(medium="print", prices=prices),))
    assert row_of(made(record, language), "price").values[0].text == told


def test_rows_in_place_of_another_can_be_dropped_and_followed() -> None:
    note = OwnLine(after="impression", text="A note.")
    choice = ImprintPageChoice(drop=("printing-date",), add=(note,))
    keys = keys_of(made(FULL, pack="ja", choice=choice))
    at = keys.index("date")
    assert keys[at : at + 4] == ["date", "edition", "impression", "own"]
    keys = keys_of(made(FULL, "ja", pack="ja", choice=choice))
    assert keys[keys.index("issued") + 1] == "own"
    assert "date" not in keys_of(made(FULL, pack="ja", choice=ImprintPageChoice(drop=("issued",))))


@pytest.mark.parametrize(
    ("impression", "line"),
    [
        (0, None),
        (1, "10 9 8 7 6 5 4 3 2 1"),
        (3, "10 9 8 7 6 5 4 3"),
        (10, "10"),
        (11, "20 19 18 17 16 15 14 13 12 11"),
    ],
)
def test_the_lowest_number_of_the_line_is_the_impression(impression: int, line: str | None) -> None:
    record = Record(printing=Printing(impression=impression))
    facts = facts_of(record, Medium.PRINT, words("en"), Making())
    assert (facts["impression-line"].text if line else facts.get("impression-line")) == line


@pytest.mark.parametrize(
    ("edition", "number"),
    [
        ("2", "2"),
        ("2nd edition", "2"),
        ("12. Auflage", "12"),
        ("第2版", "2"),
        ("第３版", "3"),
        ("第二版", "2"),
        ("第十版", "10"),
        ("初版", "1"),
        ("revised edition of 2019", None),
        ("9" * 10_000, "9999"),
    ],
)
def test_the_number_of_an_edition_is_read_as_countries_write_it(
    edition: str, number: str | None
) -> None:
    facts = facts_of(Record(edition=edition), Medium.PRINT, words("ja"), Making())
    assert (facts["edition-number"].text if number else facts.get("edition-number")) == number


def test_a_notice_of_deposit_that_is_a_sentence_has_no_label() -> None:
    notice = "Die Nationalbibliothek verzeichnet diese Publikation."
    label = words("de")["deposit"]
    for deposit, expected in ((notice, ("", notice)), ("März 2026", (label, "März 2026"))):
        row = row_of(made(replace(FULL, deposit=deposit), "de", pack="de"), "deposit")
        assert (row.label, row.values[0].text) == expected


def test_an_author_of_the_original_who_is_named_alike_is_told_once() -> None:
    same = replace(FULL.original, contributors=FULL.authors)
    assert "original-role-aut" in keys_of(made(FULL))
    assert "original-role-aut" not in keys_of(made(replace(FULL, original=same)))


def test_the_name_of_a_series_is_no_title_of_a_work_and_that_of_a_magazine_is() -> None:
    page = made(FULL, "fr", pack="fr")
    assert not any(part.cited for part in row_of(page, "series").values[0].parts)
    assert row_of(page, "series").values[0].text == "Collection «\u00a0Crossings\u00a0», n°\u00a017"
    assert row_of(page, "serial").values[0].parts[0] == Part("The Far Bank Review", cited=True)
    first = row_of(made(FULL), "first-published").values[0].parts[0]
    assert first == Part("Le Courrier du fleuve", cited=True)


def test_the_licence_of_a_part_is_a_link_in_a_sentence_too() -> None:
    url = "https://creativecommons.org/licenses/by/4.0/"
    part = RightsStatement(part="Map", licence=Licence(spdx="X", name="CC BY 4.0", url=url))
    page = made(replace(FULL, rights_of_parts=(part,)), pack="us")
    (value,) = row_of(page, "rights-of-part").values
    assert value.text == f"Map: CC BY 4.0, {url}"
    assert value.parts[-1] == Part(url, href=url)


@pytest.mark.parametrize(
    ("language", "others", "said"),
    [
        ("de-AT", ("fr",), "German and French"),
        ("pt-BR", ("pt-PT",), "Brazilian Portuguese and European Portuguese"),
        ("zh-Hant-TW", ("en-GB",), "Traditional Chinese and English"),
    ],
)
def test_a_region_of_a_language_is_told_where_it_parts_two(
    language: str, others: tuple[str, ...], said: str
) -> None:
    record = replace(FULL, language=language, other_languages=others)
    assert facts_of(record, Medium.EPUB, words("en"), MAKING)["languages"].text == said


def test_each_book_names_the_tools_that_made_it() -> None:
    for medium, tool in ((Medium.EPUB, "EbookLib"), (Medium.PRINT, "WeasyPrint")):
        text = facts_of(FULL, medium, words("en"), MAKING)["tools"].text
        assert text == f"Imprint {version('imprint')} and {tool} {version(tool)}"


def test_only_what_is_known_of_accessibility_is_said() -> None:
    def said(making: Making, medium: Medium = Medium.EPUB) -> str:
        languages = Languages(words=words("en"), own=words("en"))
        pack = pack_of("us")
        page = imprint_page(EMPTY, medium, languages, pack=pack, making=making)
        return text_of(page)

    described = "Every picture is described"
    assert described in said(Making(pictures=True, described=True))
    assert described not in said(Making(pictures=True, described=False))
    assert described not in said(Making(pictures=False, described=True))
    assert "certified" not in said(Making())
    assert "Accessibility" not in said(Making(), Medium.PRINT)


def test_conformance_without_who_stands_for_it_is_not_said() -> None:
    record = replace(EMPTY, accessibility=Accessibility(conformance="WCAG 2.2 AA"))
    assert "WCAG" not in text_of(made(record, medium=Medium.EPUB))


HOSTILE = "<b>&\"' \U0001f600 \u202eabc שלום [ ] { } {title} [{title}] " + "x" * 10_000


@pytest.mark.parametrize("pack", PACKS)
def test_hostile_values_stand_as_they_are(pack: str) -> None:
    record = Record(
        title=HOSTILE,
        rights=HOSTILE,
        edition=HOSTILE,
        cip=HOSTILE,
        deposit=HOSTILE,
        notices=(HOSTILE,),
        contributors=(Contributor(name=HOSTILE, role="trl"), Contributor(name="", role="zzz")),
        publisher=Publisher(name=HOSTILE, address=HOSTILE, country="??"),
        original=Original(title=HOSTILE, language="qaa", venue=HOSTILE),
        printing=Printing(printer=HOSTILE, address=HOSTILE, impression=10**6),
        credits=(Credit(label=HOSTILE, name=HOSTILE),),
        rights_of_parts=(RightsStatement(part="", text=""),),
        funders=(Funder(name=""),),
    )
    for medium in MEDIA:
        found = text_of(made(record, PACKS[pack], medium, pack=pack))
        assert found.count(HOSTILE) >= 5


# What a pack requires.


def missing(pack: str, record: Record, medium: Medium, language: str = "en") -> list[Finding]:
    findings = Findings()
    report_page(
        record,
        medium,
        words(language),
        pack=pack_of(pack),
        choice=ImprintPageChoice(),
        findings=findings,
    )
    return list(findings)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("medium", MEDIA)
def test_a_full_record_has_all_that_a_pack_requires(pack: str, medium: Medium) -> None:
    assert missing(pack, FULL, medium) == []


# What a record lacks when the fact of that name is taken from it.
WITHOUT: dict[str, Callable[[Record], Record]] = {
    "authors": lambda r: replace(r, contributors=r.by_role("trl")),
    "translators": lambda r: replace(r, contributors=r.by_role("aut")),
    "publisher": lambda r: replace(r, publisher=None),
    "place": lambda r: replace(r, publisher=publisher_without(r, "place")),
    "address": lambda r: replace(r, publisher=publisher_without(r, "address")),
    "date": lambda r: replace(r, issued=None),
    "edition-number": lambda r: replace(r, edition="revised"),
    "rights": lambda r: replace(r, rights="", licence=None),
    "isbn": lambda r: replace(r, identifiers=()),
    "price": lambda r: replace(r, products=()),
    "deposit": lambda r: replace(r, deposit=""),
    "cip": lambda r: replace(r, cip=""),
    "printer": lambda r: replace(r, printing=replace(r.printing, printer="")),
    "printer-address": lambda r: replace(r, printing=replace(r.printing, address="")),
    "printing-date": lambda r: replace(r, printing=replace(r.printing, date=None)),
    "impression": lambda r: replace(r, printing=replace(r.printing, impression=0)),
    "run": lambda r: replace(r, printing=replace(r.printing, run="")),
    "sheets": lambda r: replace(r, printing=replace(r.printing, sheets="")),
    "original-title": lambda r: replace(r, original=replace(r.original, title="")),
    "original-language": lambda r: replace(r, original=replace(r.original, language="")),
    "original-rights": lambda r: replace(r, original=replace(r.original, rights="")),
    "original-venue": lambda r: replace(
        r, original=replace(r.original, venue="", publisher="", url="")
    ),
    "original-publisher": lambda r: replace(
        r, original=replace(r.original, venue="", publisher="")
    ),
    "original-edition": lambda r: replace(r, original=replace(r.original, edition="", issued=None)),
    "original-author": lambda r: replace(
        r, contributors=r.by_role("trl"), original=replace(r.original, contributors=())
    ),
}


def publisher_without(record: Record, name: str) -> Publisher:
    assert record.publisher
    return replace(record.publisher, **{name: ""})


REQUIRED = [
    pytest.param(pack, wanted, medium, id=f"{pack}-{'-or-'.join(wanted.facts)}-{medium.value}")
    for pack in PACKS
    for wanted in pack_of(pack).requires
    for medium in wanted.media
]


def test_every_pack_requires_something_in_each_medium() -> None:
    asked = {(pack, medium) for pack, _, medium in (param.values for param in REQUIRED)}
    assert asked == {(pack, medium) for pack in PACKS for medium in MEDIA}


@pytest.mark.parametrize(("pack", "wanted", "medium"), REQUIRED)
def test_each_required_fact_that_is_missing_is_a_finding(
    pack: str, wanted: Requirement, medium: Medium
) -> None:
    record = WITHOUT[wanted.facts[0]](FULL)
    names = [KEYS[fact][0] for fact in wanted.facts]
    found = missing(pack, record, medium)
    named = [f for f in found if f"lacks the {' or '.join(names)}" in f.what]
    assert [finding.code for finding in named] == ["IMP-001"]
    assert named[0].mend.startswith("write ")
    assert wanted.why
    assert wanted.why in named[0].what


@pytest.mark.parametrize(("pack", "wanted", "medium"), REQUIRED)
def test_each_required_fact_stands_on_the_page(
    pack: str, wanted: Requirement, medium: Medium
) -> None:
    known = facts_of(FULL, medium, words(PACKS[pack]), MAKING)
    said = text_of(made(FULL, PACKS[pack], medium, pack=pack))
    shown = [
        known[name].text
        for fact in wanted.facts
        for name in (fact, fact.replace("date", "month"), fact.replace("date", "year"))
        if name in known
    ]
    found = [text for text in shown if set(pieces_of(text)) <= set(pieces_of(said)) or text in said]
    assert found, shown


def pieces_of(text: str) -> list[str]:
    return re.split(r"[\s,、，]+", text)


# A translation of which nothing is known but that it is one.
BARE = """\
title = "The Sea"
lang = "en"
translator = "Owen Hale"
[original]
lang = "de"
"""


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("pack", PACKS)
def test_what_the_messages_say_mends_what_is_missing(pack: str, medium: Medium) -> None:
    def findings(settings: list[str]) -> list[Finding]:
        files = {"imprint.toml": BARE, "source/a.md": "# One\n\nText.\n"}
        return missing(pack, imprint.read_files(files, settings=settings).record, medium)

    found = findings([])
    wanted = [each for each in pack_of(pack).requires if medium in each.media]
    known = {"translators", "original-language"}
    assert len(found) == sum(1 for each in wanted if not known & set(each.facts))
    ways = [finding.mend.removeprefix("write ").split(", or ")[0] for finding in found]
    assert findings([way.replace(" = ", "=", 1).replace('"', "") for way in ways]) == []


def test_what_a_translation_requires_is_not_asked_of_others() -> None:
    record = replace(FULL, contributors=FULL.authors, original=Original())
    assert missing("web-article", record, Medium.EPUB) == []


def test_a_pack_can_refuse() -> None:
    layout = replace(
        base(),
        files={**base().files, "base/imprint/strict.toml": '[refuses.print]\nprinter = "Law."'},
    )
    pack = load_pack(layout, "strict", findings=Findings())
    findings = Findings()
    report_page(
        EMPTY, Medium.PRINT, words("en"), pack=pack, choice=ImprintPageChoice(), findings=findings
    )
    assert [finding.code for finding in findings.errors] == ["IMP-002"]


# What an author changes.


def test_lines_of_the_authors_own_follow_a_row_or_come_last() -> None:
    choice = ImprintPageChoice(
        add=(
            OwnLine(text="For {title} [friends]"),
            OwnLine(text="Ida Kern", label="Printed for", after="edition"),
            OwnLine(row="type", after="edition"),
        )
    )
    page = made(FULL, pack="us", choice=choice)
    rows = [row for group in page.groups for row in group.rows]
    at = keys_of(page).index("edition")
    assert [row.key for row in rows[at + 1 : at + 3]] == ["own", "type"]
    assert (rows[at + 1].label, rows[at + 1].values[0].text) == ("Printed for", "Ida Kern")
    assert [group.key for group in page.groups][-2:] == ["own", "colophon"]
    assert page.groups[-2].rows[0].values[0].text == "For {title} [friends]"


def test_rows_and_groups_can_be_dropped() -> None:
    drop = ("colophon", "role-pfr", "notices", "identifier")
    found = keys_of(made(FULL, pack="us", choice=ImprintPageChoice(drop=drop)))
    assert not {"fonts", "tools", "role-pfr", "notice", "identifier"}.intersection(found)
    assert {"role-aut", "identifier-own"} <= set(found)


def test_what_is_ordered_comes_first() -> None:
    choice = ImprintPageChoice(order=("identifiers", "tools", "role-edt"))
    page = made(FULL, pack="us", choice=choice)
    assert [group.key for group in page.groups][:3] == ["identifiers", "colophon", "people"]
    assert page.groups[1].rows[0].key == "tools"
    assert page.groups[2].rows[0].key == "role-edt"


def test_words_change_a_label_or_a_sentence() -> None:
    choice = ImprintPageChoice(
        words={
            "licence": "Terms",
            "revision": "",
            "tools": "Built by {tools}[ for {nobody}]",
            "rights": "{rights}",
        }
    )
    page = made(FULL, pack="us", choice=choice)
    assert row_of(page, "licence").label == "Terms"
    assert row_of(page, "revision").label == ""
    assert row_of(page, "tools").values[0].text.startswith("Built by Imprint")
    assert row_of(page, "rights").values[0].text.endswith("Marchetti Translation © 2026 Tom Okafor")


def test_the_form_can_be_another() -> None:
    assert made(FULL, pack="us", choice=ImprintPageChoice(form="rows")).form == "rows"


CHANGES = ImprintPageChoice(
    drop=("colophon", "notices", "role-pfr"),
    order=("identifiers",),
    add=(OwnLine(text="For friends.", after="rights"), OwnLine(row="type")),
    words={"licence": "Terms", "credits": "{names} ({label})", "imprint": "Small print"},
)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_can_be_changed(pack: str, medium: Medium) -> None:
    language = PACKS[pack]
    before = made(FULL, language, medium, pack=pack)
    after = made(FULL, language, medium, pack=pack, choice=CHANGES)
    assert {"tools", "notice"} <= set(keys_of(before))
    assert not {"tools", "revision", "notice", "role-pfr"} & set(keys_of(after))
    keys = keys_of(after)
    assert keys[0] == "identifier-own"
    assert keys[keys.index("rights") + 1] == "own"
    assert row_of(after, "own").values[0].text == "For friends."
    assert "type" in {row.key for row in next(g for g in after.groups if g.key == "own").rows}
    assert row_of(after, "licence").label == "Terms"
    assert "Anna Weiss" in row_of(after, "credit").values[0].text
    assert row_of(after, "credit").values[0].text.endswith("(Cover drawing)")
    assert heading(pack_of(pack), CHANGES, words(language)) == "Small print"
    assert reported(CHANGES, pack) == []


@pytest.mark.parametrize("pack", PACKS)
def test_what_is_not_a_row_is_a_finding_in_every_pack(pack: str) -> None:
    wrong = ImprintPageChoice(
        drop=("lisence",),
        order=("identifers",),
        add=(OwnLine(text="x", after="rigths"), OwnLine(row="typ")),
        words={"tool": "x", "tools": "{toolz}"},
    )
    found = reported(wrong, pack)
    assert sorted(line[6:13] for line in found) == [*["IMP-005"] * 5, "IMP-006"]
    for near in ("licence", "identifiers", "rights", "type", "tools", "{tools}"):
        assert any(f"write {near}" in line for line in found), near


def reported(choice: ImprintPageChoice, pack: str = "us") -> list[str]:
    findings = Findings()
    report_page(
        FULL, Medium.PRINT, words("en"), pack=pack_of(pack), choice=choice, findings=findings
    )
    return [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("choice", "code", "mend"),
    [
        (ImprintPageChoice(drop=("lisence",)), "IMP-005", "licence"),
        (ImprintPageChoice(order=("identifers",)), "IMP-005", "identifiers"),
        (ImprintPageChoice(words={"tool": "x"}), "IMP-005", "tools"),
        (ImprintPageChoice(add=(OwnLine(text="x", after="edtion"),)), "IMP-005", "edition"),
        (ImprintPageChoice(add=(OwnLine(row="typ"),)), "IMP-005", "type"),
        (ImprintPageChoice(words={"tools": "{tulz}"}), "IMP-006", "tools"),
        (ImprintPageChoice(words={"tools": "[{tools}"}), "IMP-006", "brackets"),
        (ImprintPageChoice(words={"tools": "{tools}]"}), "IMP-006", "brackets"),
        (ImprintPageChoice(words={"tools": "{"}), "IMP-006", "brackets"),
        (ImprintPageChoice(words={"tools": "[" * 5000}), "IMP-006", "brackets"),
    ],
)
def test_what_there_is_not_is_a_finding(choice: ImprintPageChoice, code: str, mend: str) -> None:
    (finding,) = reported(choice)
    assert code in finding
    assert mend in finding


def test_all_rows_may_be_named() -> None:
    every = (*PACKS,)
    rows = {row for pack in every for row in pack_of(pack).row_names}
    known = tuple(sorted(rows & (set(MAKERS) | set(FACT_ROWS))))
    assert reported(ImprintPageChoice(drop=known, order=("role-pfr", "own", "colophon"))) == []


# Files of packs.


def loaded(text: str, name: str = "mine") -> list[str]:
    files = {**base().files, f"base/imprint/{name}.toml": text}
    findings = Findings()
    load_pack(replace(base(), files=files), name, findings=findings)
    return [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("groups = [", "not valid TOML"),
        ('gruops = "x"', "write groups"),
        ('form = "table"', "write rows or lines"),
        ("form = []", "write rows or lines"),
        ('page = "middle"', "write title-verso or last"),
        ("groups = 3", "groups is no table"),
        ('[groups]\na = "title"', "groups.a is no list"),
        ('[groups]\na = ["titel"]', "the row titel is unknown"),
        ('[words.en]\ntitle = "{titel}"', "there is no fact {titel}"),
        ('[words.en]\ntitle = "[{title}"', "is not closed"),
        ('words = "x"', "words is no table"),
        ('[requires.screen]\ntitle = "x"', "requires.screen is no medium"),
        ('[requires.print]\nprintre = "x"', "write printer"),
        ('[requires.print]\nprinter = {when = "full moon"}', "full moon is no condition"),
        ('[otherwise]\na = ["titel"]', "the row titel is unknown"),
        ('otherwise = ["a"]', "otherwise is no table"),
        ('extends = "mine"', "extends itself"),
        ('extends = "us-a"', "write us"),
    ],
)
def test_a_fault_in_a_pack_is_a_finding(text: str, said: str) -> None:
    found = loaded(text)
    assert len(found) == 1
    assert said in found[0]
    assert "layouts/base/imprint/mine.toml" in found[0]


def test_a_pack_of_the_authors_own_extends_another() -> None:
    text = 'extends = "us"\nform = "rows"\n[words.en]\ntools = "Tools: {tools}"'
    files = {**base().files, "base/imprint/mine.toml": text}
    pack = load_pack(replace(base(), files=files), "mine", findings=Findings())
    assert (pack.form, pack.name) == ("rows", "mine")
    assert pack.words["en"]["tools"] == ("Tools: {tools}",)
    assert pack.words["en"]["fonts"] == ("Set in {fonts}",)


def test_the_pack_is_the_authors_or_the_layouts_or_the_countrys() -> None:
    essay = replace(base(), imprint_page="web-article")
    assert pack_for(essay, "us", "DE") == "us"
    assert pack_for(essay, "", "DE") == "web-article"
    countries = {c: pack_for(base(), "", c) for c in ("DE", "at", "GB", "IE", "US", "FR", "NL", "")}
    assert countries == {
        "DE": "de", "at": "at", "GB": "uk", "IE": "uk", "US": "us", "FR": "fr",
        "NL": "international", "": "international",
    }  # fmt: skip


def test_an_unknown_pack_is_a_finding_with_the_nearest() -> None:
    findings = Findings()
    load_pack(base(), "web-artikle", findings=findings)
    (finding,) = findings.errors
    assert (finding.code, finding.mend) == ("IMP-003", "write web-article")


def test_what_a_law_wants_is_in_the_packs_language_in_any_book() -> None:
    page = made(FULL, "en", pack="fr")
    rows = [row for group in page.closing for row in group.rows]
    said = next(row for row in rows if row.key == "printed")
    assert (said.language, said.values[0].text[:17]) == ("fr", "Achevé d’imprimer")
    translator = row_of(page, "role-trl")
    assert (translator.language, translator.values[0].text[:10]) == ("", "Translated")


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


def test_the_keys_that_a_finding_names_are_keys() -> None:
    known = {help_.key: help_ for help_ in reference()}
    for fact, (_, way) in KEYS.items():
        assert fact in FACTS
        for medium in MEDIA:
            key = way.format(medium=medium.value).partition(" ")[0]
            assert key in known, (fact, key)


@pytest.mark.parametrize("way", [way for _, way in KEYS.values()])
def test_what_a_finding_says_to_write_can_be_written(way: str) -> None:
    line = way.format(medium="print")
    lines = ['title = "T"', 'publisher.name = "H"']
    key = line.partition(" ")[0]
    toml = "\n".join([*(other for other in lines if not other.startswith(f"{key} ")), line])
    files = {"imprint.toml": toml, "source/a.md": "# One\n\nText.\n"}
    codes = {finding.code for finding in imprint.read_files(files).findings}
    assert not codes & {"CFG-003", "CFG-004", "CFG-005"}
