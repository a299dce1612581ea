"""The words of the layouts: complete in every language, and inflected where they must be."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from imprint.diagnostics import Findings
from imprint.layouts.layout import Layout
from imprint.layouts.words import Words, load_words
from imprint.model.record import PartialDate

FOLDER = Path(__file__).parents[2] / "layouts" / "base" / "words"
ENGLISH = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
# Files that only say what a region says otherwise.
REGIONAL = {"en-US", "pt-PT"}
LANGUAGES = ["de", "es", "fr", "it", "ja", "nl", "pt", "zh", "zh-Hant"]


@cache
def words(language: str) -> Words:
    files = {
        f"base/words/{path.name}": path.read_text(encoding="utf-8")
        for path in FOLDER.glob("*.toml")
    }
    return load_words(
        Layout(name="base", chain=("base",), files=files), language, findings=Findings()
    )


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_file_is_known() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {"en", *LANGUAGES, *REGIONAL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word_with_its_blanks(language: str) -> None:
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert list(own) == list(ENGLISH)
    assert {key: blanks(text) for key, text in own.items()} == {
        key: blanks(text) for key, text in ENGLISH.items()
    }
    assert [key for key, text in own.items() if not text] == []


@pytest.mark.parametrize("language", sorted(REGIONAL))
def test_a_region_says_otherwise_what_its_language_says(language: str) -> None:
    own = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert own.keys() < ENGLISH.keys()
    assert all(words(language)[key] == text for key, text in own.items())
    assert all(words(language[:2])[key] != text for key, text in own.items())


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en-GB", "About this publication"),
        ("de-CH", "Über diese Publikation"),
        ("zh-Hans", "关于本出版物"),
        ("zh-CN", "关于本出版物"),
        ("zh-TW", "關於本出版物"),
        ("zh-HK", "關於本出版物"),
        ("zh-Hant-MO", "關於本出版物"),
    ],
)
def test_a_region_takes_its_words_from_its_language_and_script(language: str, heading: str) -> None:
    assert words(language)["imprint"] == heading


def test_an_unknown_language_has_english_words_and_a_finding() -> None:
    findings = Findings()
    found = load_words(
        Layout(
            name="essay", chain=("essay", "base"), files={"base/words/en.toml": 'year = "{year}"'}
        ),
        "sv",
        findings=findings,
    )
    assert found.language == "en"
    assert [finding.code for finding in findings.settled()] == ["LAY-008"]


DATES = [
    PartialDate(1871, 1, 1),
    PartialDate(2026, 11, 23),
    PartialDate(2019, 3),
    PartialDate(1906),
]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", ["1\u00a0January 1871", "23\u00a0November 2026", "March 2019", "1906"]),
        ("en-US", ["January\u00a01, 1871", "November\u00a023, 2026", "March 2019", "1906"]),
        ("de", ["1.\u00a0Januar 1871", "23.\u00a0November 2026", "März 2019", "1906"]),
        ("fr", ["1er\u00a0janvier 1871", "23\u00a0novembre 2026", "mars 2019", "1906"]),
        (
            "es",
            ["1\u00a0de enero de 1871", "23\u00a0de noviembre de 2026", "marzo de 2019", "1906"],
        ),
        ("it", ["1º\u00a0gennaio 1871", "23\u00a0novembre 2026", "marzo 2019", "1906"]),
        (
            "pt",
            ["1º\u00a0de janeiro de 1871", "23\u00a0de novembro de 2026", "março de 2019", "1906"],
        ),
        (
            "pt-PT",
            ["1\u00a0de janeiro de 1871", "23\u00a0de novembro de 2026", "março de 2019", "1906"],
        ),
        ("nl", ["1\u00a0januari 1871", "23\u00a0november 2026", "maart 2019", "1906"]),
        ("ja", ["1871年1月1日", "2026年11月23日", "2019年3月", "1906年"]),
        ("zh", ["1871年1月1日", "2026年11月23日", "2019年3月", "1906年"]),
    ],
)
def test_dates_are_as_exact_as_they_are_known(language: str, expected: list[str]) -> None:
    assert [words(language).date(date) for date in DATES] == expected


@pytest.mark.parametrize(
    ("language", "amount", "currency", "expected"),
    [
        ("ja", "1980", "JPY", "1,980円"),
        ("ja", "19.9", "EUR", "€19.90"),
        ("zh-CN", "58", "CNY", "58.00元"),
        ("de-AT", "19.9", "EUR", "€\u00a019,90"),
        ("fr", "19.9", "EUR", "19,90\u00a0€"),
    ],
)
def test_a_price_stands_as_its_country_writes_it(
    language: str, amount: str, currency: str, expected: str
) -> None:
    assert words(language).price(amount, currency) == expected


@pytest.mark.parametrize(
    ("language", "original", "expected"),
    [
        ("en", "fr", "translated from the French by Ann Lee"),
        ("en", "zh-Hant", "translated from the Chinese by Ann Lee"),
        ("en", "pt-BR", "translated from the Brazilian Portuguese by Ann Lee"),
        ("en", "", "translated by Ann Lee"),
        ("de", "fr", "aus dem Französischen übersetzt von Ann Lee"),
        ("de", "la", "aus dem Lateinischen übersetzt von Ann Lee"),
        ("de", "hi", "aus dem Hindi übersetzt von Ann Lee"),
        ("fr", "en", "traduit de l’anglais par Ann Lee"),
        ("fr", "zh", "traduit du chinois par Ann Lee"),
        ("fr", "he", "traduit de l’hébreu par Ann Lee"),
        ("fr", "hu", "traduit du hongrois par Ann Lee"),
        ("es", "ar", "traducción del árabe de Ann Lee"),
        ("it", "en", "traduzione dall’inglese di Ann Lee"),
        ("it", "es", "traduzione dallo spagnolo di Ann Lee"),
        ("it", "de", "traduzione dal tedesco di Ann Lee"),
        ("pt", "de", "tradução do alemão de Ann Lee"),
        ("nl", "de", "vertaald uit het Duits door Ann Lee"),
        ("ja", "fr", "Ann Lee 訳（フランス語より）"),
        ("zh", "fr", "译自法语，译者：Ann Lee"),
        ("zh-TW", "fr", "譯自法文，譯者：Ann Lee"),
    ],
)
def test_a_byline_names_the_language_in_its_form(
    language: str, original: str, expected: str
) -> None:
    assert words(language).byline("trl", ["Ann Lee"], original) == expected


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("fr", "Ingrid Holt", "sous la direction d’Ingrid Holt"),
        ("fr", "Élise Holt", "sous la direction d’Élise Holt"),
        ("fr", "Ben Holt", "sous la direction de Ben Holt"),
        ("es", "Ana Holt", "edición de Ana Holt"),
    ],
)
def test_a_french_byline_drops_the_vowel_before_another(
    language: str, name: str, expected: str
) -> None:
    assert words(language).byline("edt", [name]) == expected


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("en", ["Ann"], "Ann"),
        ("en", ["Ann", "Bo", "Cy"], "Ann, Bo and Cy"),
        ("es", ["Ana", "Inés"], "Ana e Inés"),
        ("es", ["Ana", "Hierro"], "Ana y Hierro"),
        ("zh", ["林渡", "陈岸"], "林渡、陈岸"),
    ],
)
def test_names_are_joined(language: str, names: list[str], expected: str) -> None:
    assert words(language).join(names) == expected


def test_a_language_without_a_name_is_its_tag() -> None:
    assert words("en").language_name("qaa") == "qaa"
