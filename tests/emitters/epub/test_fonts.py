"""The fonts of an EPUB: those that its pages use, cut to its characters."""

from __future__ import annotations

import pytest
import uharfbuzz
from tests.emitters.epub.specimens import emitted, full, opened, small
from tests.emitters.epub.test_documents import with_markup

from imprint.emitters.epub.evidence import Evidence
from imprint.emitters.epub.fonts import cut, embed, without_missing_fonts
from imprint.emitters.epub.stylesheets import can_match, rules_of, unescape
from imprint.model.assets import Font
from imprint.model.rendition import Stylesheet
from imprint.values import replace

PAGE = Evidence(elements=frozenset({"html", "body", "p", "em"}), classes=frozenset({"lead"}))


def fonts_in(files: dict[str, bytes]) -> set[str]:
    return {name.removeprefix("EPUB/fonts/") for name in files if name.startswith("EPUB/fonts/")}


def test_a_family_for_code_is_left_out_of_a_book_without_code() -> None:
    files = opened(emitted(small()))
    assert all("Mono" not in name and "Code" not in name for name in fonts_in(files))
    assert b"Code" not in files["EPUB/base-shared-fonts.css"]
    files = opened(emitted(with_markup("<p><code>a</code></p>")))
    assert "SourceCodePro-400.ttf" in fonts_in(files)


def test_every_family_comes_with_its_licence() -> None:
    files = opened(emitted(full()))
    assert {name for name in fonts_in(files) if name.endswith(".txt")} == {
        "LICENCE-SourceSerif4.txt",
        "LICENCE-SourceSerif4Display.txt",
        "LICENCE-SourceCodePro.txt",
    }
    assert b"Open Font License" in files["EPUB/fonts/LICENCE-SourceSerif4.txt"]


def test_no_stylesheet_refers_to_a_font_that_is_not_there() -> None:
    for made in (small(), full()):
        files = opened(emitted(made))
        css = "".join(c.decode() for name, c in files.items() if name.endswith(".css"))
        named = {part.partition('"')[0] for part in css.split("fonts/")[1:]}
        assert named == {name for name in fonts_in(files) if name.endswith(".ttf")}


def test_a_cut_font_keeps_small_capitals_and_the_characters_of_the_book() -> None:
    font = small().fonts[0]
    content = cut(font.content, map(ord, "abcđ1fi"))
    face = uharfbuzz.Face(uharfbuzz.Blob(content))
    assert set(face.unicodes) == set(map(ord, "abcđ1fi"))
    assert len(content) < len(font.content) / 4

    def glyphs(text: str, **features: bool) -> list[int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(uharfbuzz.Font(face), buffer, features)
        return [info.codepoint for info in buffer.glyph_infos]

    assert glyphs("abc", smcp=True) != glyphs("abc")
    assert len(glyphs("fi")) == 1
    assert cut(font.content, map(ord, "abcđ1fi")) == content


def test_the_capitals_of_a_character_are_kept_too() -> None:
    made = with_markup("<section><p>ő ❦ e\u0301</p></section>")
    content = opened(emitted(made))["EPUB/fonts/EBGaramond-400.ttf"]
    assert {*map(ord, "őŐé")} <= set(uharfbuzz.Face(uharfbuzz.Blob(content)).unicodes)


def test_a_fallback_has_only_what_the_others_lack() -> None:
    main = small().fonts[0]
    main = replace(main, family="Main", name="main.ttf", characters=frozenset(map(ord, " abc")))
    fallback = replace(main, family="Other", name="other.ttf", characters=frozenset({0x111}))
    sheet = Stylesheet(name="a.css", css='p { font-family: "Main", "Other", serif }')

    def embedded(text: str) -> dict[str, EmbeddedCharacters]:
        return {
            font.font.family: set(uharfbuzz.Face(uharfbuzz.Blob(font.content)).unicodes)
            for font in embed([main, fallback], [sheet], PAGE, [text])
        }

    assert set(embedded("abc")) == {"Main"}
    assert embedded("abcđ")["Other"] == {0x111}


EmbeddedCharacters = set[int]


def font(family: str, name: str) -> Font:
    return replace(small().fonts[0], family=family, name=name)


def test_rules_of_absent_fonts_are_taken_out_and_others_stay() -> None:
    css = (
        '/* } */ @font-face { src: url("fonts/a.ttf") } p { color: red }\n'
        "@media screen { @font-face { src: url(fonts/b.ttf); } em { content: '}' } }\n"
        "@font-face { src: url(https://example.org/c.woff2) }"
    )
    sheet = Stylesheet(name="a.css", css=css)
    (left,) = without_missing_fonts([sheet], ())
    assert "fonts/" not in left.css
    for kept in ("p { color: red }", "em { content: '}' }", "c.woff2", "@media screen {"):
        assert kept in left.css
    (whole,) = without_missing_fonts([sheet], embed([font("X", "a.ttf")], [], PAGE, ()))
    assert "fonts/" not in whole.css


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("p", True),
        ("code, pre", False),
        ("code, p.lead", True),
        ("p.other", False),
        ("p:not(.other)", True),
        ("p[class~='other']::before", True),
        ("p > code", False),
        (":is(code, p)", True),
        ("*", True),
        ("svg|rect", True),
        ("#id", True),
        (r".a\:b", True),
        ("P", True),
    ],
)
def test_a_selector_is_ruled_out_only_if_it_is_certain(selector: str, expected: bool) -> None:
    assert can_match(selector, PAGE) is expected


def test_rules_are_found_in_the_worst_of_stylesheets() -> None:
    css = "@import 'x.css'; a{b:'{'} /* c { */ @media print{d{e:f}} @page{@top{g:h}} } i{j:k"
    assert [rule.prelude for rule in rules_of(css)] == ["a", "d", "@page"]


def test_css_escapes_become_characters() -> None:
    assert unescape(r"\2766 \41\"\0") == '❦A"\ufffd'
