"""What is typed on a keyboard, and the punctuation that each language sets for it."""

from __future__ import annotations

import pytest

import imprint
from imprint.model.inlines import CodeSpan, Inline, Link, SoftBreak, Style, Styled, Text
from imprint.model.nodes import Attributes
from imprint.model.text import plain, runs_of_section
from imprint.readers.punctuation import protect, smarten

# ⍽ is U+00A0, · is U+202F.
CASES = [
    ("en", '"Yes," she said.', "“Yes,” she said."),
    ("en", "'Yes,' she said. \"No.\"", "‘Yes,’ she said. “No.”"),
    ("en", "\"I heard 'no'\" -- \"'Yes,' I said\"", "“I heard ‘no’” – “‘Yes,’ I said”"),
    ("en", "don't 'tis the '90s rock 'n' roll", "don’t ’tis the ’90s rock ’n’ roll"),
    ("en", "the boys' toys, Hans's", "the boys’ toys, Hans’s"),
    ("en", "'Ello, guv", "‘Ello, guv"),
    ("en", "give 'er here", "give ’er here"),
    ("en", 'it was 6" long, 6\'2" tall', 'it was 6" long, 6\'2" tall'),
    ("en", '("quoted") and--"dashed"--and "I was--"', "(“quoted”) and–“dashed”–and “I was–”"),
    ("en", "a---b, c--d, e-f, ---- rule", "a—b, c–d, e-f, ---- rule"),
    ("en", "wait... and.... but ..... not", "wait… and…. but ..... not"),
    ("en", "“curly” ‘stays’ don’t", "“curly” ‘stays’ don’t"),
    ("en", '"https://a.org/a--b\'c" www.a.de/--x', "“https://a.org/a--b'c” www.a.de/--x"),
    ("en-GB", '"Yes," he said', "“Yes,” he said"),
    ("fr", '"Bonjour !" dit-il ; "ça va ?"', "«⍽Bonjour·!⍽» dit-il·; «⍽ça va·?⍽»"),
    ("fr", "L'été: «oui», d'accord? Non!", "L’été⍽: «⍽oui⍽», d’accord·? Non·!"),
    ("fr", "à 12:30, http://a.b?c=d; « là »", "à 12:30, http://a.b?c=d; «⍽là⍽»"),
    ("fr", "Quoi ?! ... \"un \"mot\" là\"", "Quoi·?! … «⍽un “mot” là⍽»"),
    ("fr-CA", '"Bonjour!" dit-il: oui; non?', "«⍽Bonjour!⍽» dit-il⍽: oui; non?"),
    ("fr-CH", '"Oui!" dit-il: non', "«·Oui·!·» dit-il·: non"),
    ("de", "\"Er sagte 'nein'\" -- Hans' Auto, geht's?", "„Er sagte ‚nein‘“ – Hans’ Auto, geht’s?"),
    ("de-CH", "\"Er sagte 'nein'\"", "«Er sagte ‹nein›»"),
    ("es", '¿"Qué" dijo? "un \'mal\' día" "a "b" c"', "¿«Qué» dijo? «un “mal” día» «a “b” c»"),
    ("it", "\"L'amore\"", "“L’amore”"),
    ("pt-BR", "\"sim\" d'água", "“sim” d’água"),
    ("ja", '"x" -- y...', '"x" -- y...'),
    ("zh-Hant", "\"x\" 'y'", "\"x\" 'y'"),
    ("nl", "\"ja\" foto's", "“ja” foto’s"),
]  # fmt: skip


def shown(text: str) -> str:
    return text.replace("\u00a0", "⍽").replace("\u202f", "·")


def text(characters: str, language: str = "") -> Text:
    return Text(text=characters, attributes=Attributes(language=language))


def set_twice(inlines: tuple[Inline, ...], language: str) -> str:
    once = smarten(inlines, language=language)
    assert smarten(once, language=language) == once
    return shown(plain(once))


@pytest.mark.parametrize(("language", "typed", "expected"), CASES)
def test_text_is_set_by_its_language(language: str, typed: str, expected: str) -> None:
    assert set_twice((text(typed),), language) == expected


def test_quotation_spans_runs_and_code_is_a_word() -> None:
    inlines = (
        text('He said "'),
        Styled(style=Style.EMPHASIS, children=(text("go"), SoftBreak(), text('on"'))),
        text(" to '"),
        CodeSpan(text="x--'y'"),
        text("' and "),
        CodeSpan(text="z"),
        text("'s"),
    )
    assert set_twice(inlines, "en") == "He said “go on” to ‘x--'y'’ and z’s"


def test_run_in_another_language_is_set_by_its_rules() -> None:
    french = Styled(
        style=Style.PLAIN, children=(text('"mot"'),), attributes=Attributes(language="fr")
    )
    link = Link(target="#x", children=(text('"Wort"'),), attributes=Attributes(language="de"))
    assert set_twice((text('"a" '), french, text(' "b" '), link), "en") == "“a” «⍽mot⍽» “b” „Wort“"


def test_escaped_marks_stay_as_they_are() -> None:
    inlines = (text("6" + protect('"') + ' and "so"' + protect("-") + "-"),)
    assert plain(smarten(inlines, language="en")) == '6" and “so”--'


def test_what_has_nothing_to_set_is_the_same_object() -> None:
    inlines = (text("Nothing here; really: no!"),)
    assert smarten(inlines, language="en") is inlines


def test_escaped_marks_in_code_are_what_they_were() -> None:
    publication = imprint.read_files({"a.md": '# A\n\nSee <code>\\<html lang=\\"en\\"></code>.'})
    (section,) = publication.walk()
    codes = [i.text for run in runs_of_section(section) for i in run if isinstance(i, CodeSpan)]
    assert codes == ['<html lang="en">']
