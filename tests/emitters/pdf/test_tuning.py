"""The engine's steps that are done faster, held against the engine's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any
from xml.etree import ElementTree

import pymupdf
import pytest
from weasyprint import CSS
from weasyprint.text import line_break

import imprint
from imprint.emitters.pdf.engine import _BASE, _DeclaredFonts, _Fetcher, _Tree
from imprint.emitters.pdf.fragments import Setting, setting_of
from imprint.emitters.pdf.tuning import _STEPS, tuned

pytestmark = pytest.mark.slow  # twenty texts are set twice
PAGE = """@page { size: 200pt 300pt; margin: 20pt } body { margin: 0 }
html { font: 12pt 'EB Garamond'; hyphens: auto }"""
TEXT = """<p>“Wait,” AVA said: the first official office was <i>fj—ff, fi, ffi</i> flat, <b>To</b> a
difficult <code>x = 1</code> Waterfall. Incomprehensibly straightforward characterisations were,
V. W. Yates (T.&#160;Y.) thought, unacceptable; the Ångström co&#173;efficient was 12 345.
<span class="s">small capitals</span> and x<sup>2</sup> and <u>what is under</u>.</p>"""

# What must be the same to the byte, and what may have its spaces elsewhere by a hair.
EXACT = {
    "ragged": "",
    "features": "p { font-variant-numeric: oldstyle-nums; font-feature-settings: 'swsh' }",
    "small capitals": ".s { font-variant-caps: all-small-caps; letter-spacing: 0.05em }",
    "languages": "p { font-language-override: 'TRK' }",
    "spaced out": "p { letter-spacing: 1pt; word-spacing: 3pt; text-align: justify }",
    "broken anywhere": "p { overflow-wrap: anywhere; width: 20pt }",
    "preformatted": "p { white-space: pre-wrap; tab-size: 3 }",
    "cut off": "p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }",
    "clamped": "p { max-lines: 2; block-ellipsis: auto }",
    "decorated": "p { text-decoration: underline overline line-through dotted 1pt red }",
    "lengths": """p { min-width: 50%; max-width: calc(100% - 3pt); margin: 2% auto;
line-height: 140%; padding: 1ex 2ch; text-indent: 10% } i { line-height: 30pt }""",
    "nothing to see": "p { font-size: 0 } b { visibility: hidden; font-size: 9pt }",
    "a drop": "p::first-letter { font-size: 40pt } p::first-line { color: #333 }",
    "a table": "p { display: table; table-layout: fixed; width: 90% } i { display: table-cell }",
}
JUSTIFIED = {
    "justified": "p { text-align: justify }",
    "justified from right to left": "p { text-align: justify; direction: rtl }",
    "justified and decorated": "p { text-align: justify; text-decoration: underline }",
    "justified, wide": "p { text-align: justify; hyphens: none; width: 90pt }",
    "justified to the last": "p { text-align: justify-all; overflow-wrap: break-word }",
    "justified with features": "p { text-align: justify; font-feature-settings: 'onum', 'dlig' }",
}
# Without glyphs in the font, with none at all, and joined to what is beside them.
CHARACTERS = """<p>中文 of no font, שלום of none, a zero\u200bwidth, a soft\u00adhyphen, e\u0301,
x\u200d y, \u00a0\u00a0 nbsp, no\u2060break, \ufeffmark, a\ttab.</p><p> </p><p>\u00a0</p>"""


@pytest.fixture(scope="module")
def setting() -> Setting:
    text = "---\ntitle: T\nauthor: A\nlang: en\ndate: 2026-01-31\n---\n\nIt *was* **so** `so`.\n"
    publication = imprint.read_files({"t.md": text})
    layout = imprint.load_layout(publication.layout)
    rendition = imprint.compose(publication, layout, imprint.Medium.PRINT)
    return setting_of("T", "en", (), rendition.fonts)


def flow(setting: Setting, text: str, css: str, *, tune: bool) -> bytes:
    """A text laid out by the engine in one flow, with its own steps or with faster ones."""
    fonts = _DeclaredFonts()
    fetcher = _Fetcher(setting)
    faces = "".join(
        f"""@font-face {{ font-family: '{font.family}'; font-weight: {font.weight};
font-style: {font.style}; src: url(fonts/{font.name}) }}"""
        for font in setting.fonts
    )
    stylesheets = [
        CSS(string=each, font_config=fonts, url_fetcher=fetcher, base_url=_BASE)
        for each in (faces, PAGE, css)
    ]
    with tuned() if tune else nullcontext():
        root = ElementTree.Element("html", {"lang": "en"})
        root.append(ElementTree.fromstring(f"<body>{text * 3}</body>"))
        html = _Tree(root, fetcher)
        return html.render(font_config=fonts, stylesheets=stylesheets).write_pdf()


def letters(pdf: bytes) -> Iterator[tuple[int, str, float, float]]:
    with pymupdf.open(stream=pdf) as book:
        for number, page in enumerate(book):
            for block in page.get_text("rawdict", flags=0)["blocks"]:
                for line in block["lines"]:
                    for letter in (c for span in line["spans"] for c in span["chars"]):
                        if letter["c"].strip():
                            yield number, letter["c"], *letter["origin"]


@pytest.mark.parametrize("rule", EXACT)
def test_what_is_set_faster_is_the_same(setting: Setting, rule: str) -> None:
    text = TEXT + CHARACTERS
    plain, ours = (flow(setting, text, EXACT[rule], tune=tune) for tune in (False, True))
    assert [*letters(ours)] == [*letters(plain)]
    assert ours == plain


@pytest.mark.parametrize("rule", JUSTIFIED)
def test_only_spaces_are_a_hair_wider_or_narrower(setting: Setting, rule: str) -> None:
    text = TEXT + CHARACTERS
    plain, ours = (
        list(letters(flow(setting, text, JUSTIFIED[rule], tune=tune))) for tune in (False, True)
    )
    assert [letter[:2] for letter in ours] == [letter[:2] for letter in plain]
    assert len(ours) > 400
    for (_, _, x, y), (_, _, u, v) in zip(ours, plain, strict=True):
        assert abs(y - v) < 0.01
        assert abs(x - u) < 1.5  # what kerning beside spaces adds up to


def test_a_justified_line_ends_where_the_column_does(setting: Setting) -> None:
    css = "p { text-align: justify; text-align-last: justify }"
    text = "<p>WAVE AWAY, Yes. To Vault. WAVE AWAY Tory. WAVE AWAY, Yes.</p>"

    def ends(*, tune: bool) -> set[float]:
        found: dict[float, float] = {}
        with pymupdf.open(stream=flow(setting, text, css, tune=tune)) as book:
            for _, _, right, bottom, *_ in book[0].get_text("words"):
                found[bottom] = max(right, found.get(bottom, 0))
        return {round(end, 1) for end in found.values()}

    assert ends(tune=True) == {180}
    assert max(ends(tune=False)) > 180  # the engine's own lines do not


def steps() -> list[Any]:
    return [getattr(holder, name) for holder, name, _ in _STEPS]


def test_the_engine_has_its_own_steps_again_afterwards(setting: Setting) -> None:
    before = steps()
    with tuned():
        assert steps() == [step for *_, step in _STEPS]
    assert steps() == before


def test_the_engine_has_its_own_steps_again_after_an_error(setting: Setting) -> None:
    before = steps()
    with pytest.raises(ElementTree.ParseError):
        flow(setting, "<p>", "", tune=True)
    assert steps() == before


def test_what_is_known_of_a_style_is_found_out_once(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    plain = line_break.get_font_description
    monkeypatch.setattr(
        line_break, "get_font_description", lambda style: made.append(style) or plain(style)
    )
    flow(setting, TEXT, "", tune=True)
    few = len(made)
    flow(setting, TEXT, "", tune=False)
    assert 0 < few * 5 < len(made)
