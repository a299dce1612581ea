"""The bound book, held against the same documents laid out by the engine in one flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pymupdf
import pytest
from PIL import Image
from weasyprint import CSS

import imprint
from imprint.build.artifacts import moment_of
from imprint.build.pages import SetPages, profile_of, set_pages
from imprint.emitters.pdf.binding import emit_pdf
from imprint.emitters.pdf.crew import Crew, SerialExecutor
from imprint.emitters.pdf.engine import _BASE, _DeclaredFonts, _Fetcher, _Tree
from imprint.emitters.pdf.press import Press, SetBook
from imprint.emitters.pdf.tuning import tuned
from imprint.layouts import compose
from imprint.model.publication import Matter
from imprint.model.rendition import Medium, Rendition
from imprint.store import NoStore
from imprint.values import replace

Word = tuple[float, float, str]


@dataclass(frozen=True)
class Sheet:
    """A page: its words with their places, and a small picture of it."""

    words: tuple[Word, ...]
    picture: bytes
    width: int

    @property
    def text(self) -> str:
        return " ".join(word for _, _, word in self.words)


def sheets(pdf: bytes) -> Iterator[Sheet]:
    with pymupdf.open(stream=pdf) as book:
        for page in book:
            page.set_cropbox(page.mediabox)
            words = sorted(
                (round(y, 1), round(x, 1), word.replace("\u2010", "-"))
                for x, y, *_, word, _, _, _ in page.get_text("words")
            )
            picture = page.get_pixmap(dpi=36, colorspace=pymupdf.csGRAY, annots=False)
            yield Sheet(tuple(words), picture.samples, picture.width)


def set_book(publication: imprint.Publication, crew: Crew) -> SetPages:
    renditions: list[Rendition] = []

    def setter(composed: Callable[[], Rendition], fits: Callable[[SetBook], bool]) -> SetBook:
        rendition = composed()
        renditions.append(rendition)
        return Press(rendition, crew=crew, store=NoStore()).set_book(fits)

    pages = set_pages(
        imprint.load_layout(publication.layout),
        profile_of(publication),
        composer=lambda layout: compose(publication, layout, Medium.PRINT),
        setter=setter,
        progress=lambda _: None,
    )
    return replace(pages, rendition=renditions[-1])


def bound(publication: imprint.Publication, pages: SetPages, target: str = "screen") -> bytes:
    return emit_pdf(
        pages.book,
        pages.rendition,
        target,
        profile=pages.profile,
        colour_profile=None,
        modified=moment_of(publication.record),
        store=NoStore(),
    ).content


def single_pass(pages: SetPages) -> bytes:
    """The book laid out by the engine alone, in one flow, its page references filled in.

    The text begins on a recto, and its first page has the number 1.
    """
    setting, rendition = pages.book.setting, pages.rendition
    folios = {id_: pages.book.pages[at].label for id_, (at, *_) in pages.book.anchors.items()}
    first = next((at for at, page in enumerate(pages.book.pages, 1) if page.label == "1"), 0)
    fetcher, fonts = _Fetcher(setting), _DeclaredFonts()
    fetcher.show(rendition.assets)
    numbered = f"@page :nth({first}) {{ counter-reset: page 1 }}" if first > 1 else ""
    stylesheets = [
        CSS(string=css, font_config=fonts, url_fetcher=fetcher, base_url=_BASE)
        for css in (*setting.stylesheets, numbered)
    ]
    root = ElementTree.Element("html", {"lang": setting.language})
    body = ElementTree.SubElement(root, "body")
    in_front = True
    for at, document in enumerate(rendition.documents):
        sections = ElementTree.fromstring(f"<r>{document.markup}</r>")
        if at and in_front and document.matter is not Matter.FRONT:
            sections[0].set("style", f"{sections[0].get('style', '')}; break-before: right")
        in_front = document.matter is Matter.FRONT
        body.extend(sections)
    for element in body.iter():
        if reference := element.get("data-folio-of"):
            element.text = folios.get(reference, "")
        if start := element.get("start"):
            element.set("style", f"counter-reset: list-item {int(start) - 1}")
    html = _Tree(root, fetcher)
    with tuned():
        return html.render(font_config=fonts, stylesheets=stylesheets).write_pdf()


def differences(publication: imprint.Publication, crew: Crew) -> list[str]:
    """What is different on which page of the book."""
    pages = set_book(publication, crew)
    ours, theirs = list(sheets(bound(publication, pages))), list(sheets(single_pass(pages)))
    labels = [page.label for page in pages.book.pages]
    found = []
    if len(ours) != len(theirs):
        found.append(f"{len(ours)} pages, in one flow {len(theirs)}")
    for label, one, other in zip(labels, ours, theirs, strict=False):
        if one.text != other.text:
            found.append(f"page {label} says {_first_other(one, other)}")
        elif moved := _moved(one, other):
            found.append(f"page {label} has {moved}")
        elif much := _repainted(one, other):
            found.append(f"page {label} looks different in {much} places")
    return found


def _first_other(one: Sheet, other: Sheet) -> str:
    ours, theirs = [w for *_, w in one.words], [w for *_, w in other.words]
    at = next(
        (n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )
    return f"{ours[at : at + 6]} and not {theirs[at : at + 6]} (word {at})"


def _moved(one: Sheet, other: Sheet) -> str:
    for (y, x, word), (v, u, _) in zip(one.words, other.words, strict=True):
        if abs(y - v) > 0.15 or abs(x - u) > 0.15:
            return f"{word} at {x}, {y} and not {u}, {v}"
    return ""


def _repainted(one: Sheet, other: Sheet) -> int:
    if len(one.picture) != len(other.picture):
        return max(len(one.picture), len(other.picture))
    if one.picture == other.picture:
        return 0
    # Letters are smoothed by a hair differently in fonts that are cut differently.
    other_points = sum(abs(a - b) > 40 for a, b in zip(one.picture, other.picture, strict=True))
    return other_points if other_points > 8 else 0


# Small books, large type: many pages from few words.
_CSS = """@page { size: 100mm 130mm; margin: 20mm 12mm }
html { font-size: 14pt; line-height: 18pt; orphans: 2; widows: 2 }"""
_STRINGS = """
h1, h2 { string-set: t content() }
@page { @top-left { content: string(t, first) } @top-right { content: string(t, last) }
  @bottom-left { content: string(t, start) } @bottom-right { content: string(t, first-except) } }"""
_RULES = {
    "plain": "",
    "first": "@page :first { background: #ddd; @top-left { content: 'FIRST' } }",
    "sides of different heights": "@page :left { margin-bottom: 50mm; background: #ddd }",
    "sides of different sizes": "@page :left { size: 100mm 120mm }",
    "a page by its number": "@page :nth(2n) { margin-top: 40mm; @top-left { content: 'EVEN' } }",
    "the second page of a section": "@page :nth(2 of body) { @top-left { content: 'SECOND' } }",
    "painted blank pages": "@page :blank { background: #ccc; @top-left { content: 'BLANK' } }",
    "named strings": _STRINGS,
    "a picture in a running head": "@page { @top-right { content: url(images/red.png) } }",
    "counted chapters": """body { counter-reset: c } section.chapter { counter-increment: c }
section.chapter h1::before { content: 'No. ' counter(c) ' ' }""",
    "counted paragraphs": """section { counter-reset: p } p { counter-increment: p }
p::before { content: counter(p) ' ' }""",
    "counted sections": """section:nth-child(odd) h1 { letter-spacing: 4pt }
section:last-child p { font-size: 10pt } section.part ~ section.chapter p { color: gray }""",
    "sections after sections": "section.chapter + section.chapter { padding-top: 20mm }",
    "a side inside a section": "h2 { break-before: left }",
    "a side at a section's ends": """h1 { break-before: right }
section.chapter > p:last-child { break-after: left }""",
    "around everything": """body { margin-top: 10mm; padding-top: 5mm }
body::before { content: 'The very beginning' } body::after { content: 'The very end' }""",
    "a picture on a page of its own": """figure { page: plate; margin: 0 }
@page plate { margin: 0 } figure img { width: 100%; height: 100%; object-fit: cover }""",
}


@pytest.mark.slow
def test_a_text_is_the_same_as_in_one_flow() -> None:
    assert different(book("essay", _RULES["counted sections"], length=1)) == []


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["novel", "essay", "manual", "issue"])
def test_a_book_is_the_same_as_in_one_flow(layout: str) -> None:
    assert different(book(layout, length=6)) == []


@pytest.mark.slow
def test_two_columns_are_the_same_as_in_one_flow() -> None:
    assert different(book("issue", options='columns = "2"', length=4)) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", _RULES)
def test_a_stylesheet_does_what_it_does_in_one_flow(rule: str) -> None:
    assert different(book("novel", _RULES[rule])) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["counted chapters", "named strings", "a side inside a section"])
def test_a_stylesheet_does_what_it_does_in_one_flow_of_an_essay(rule: str) -> None:
    assert different(book("essay", _RULES[rule])) == []


@pytest.mark.slow
@pytest.mark.parametrize("opening", ["recto", "next"])
def test_a_long_book_is_the_same_as_in_one_flow(opening: str) -> None:
    options = f'chapter-opening = "{opening}"\nopening-style = "drop-cap"'
    assert different(book("novel", options=options, length=24)) == []


@pytest.mark.slow
def test_the_manual_is_the_same_as_in_one_flow() -> None:
    manual = imprint.read(Path(__file__).parents[3] / "docs")
    with Crew() as crew:
        assert differences(manual, crew) == []


@pytest.mark.slow
def test_what_is_not_the_same_is_said() -> None:
    css = """body { counter-reset: p } p { counter-increment: p } p::before { content: counter(p) }
aside { position: fixed } @page { counter-increment: sheet }"""
    files = {
        "imprint.toml": """title = "A Book"\nauthor = "A"\nlang = "en"\ndate = 2026-01-31
layout = { name = "novel" }""",
        "source/1.md": "# One\n\nIt was.\n",
        "source/2.md": "# Two\n\n::: {.aside}\nBeside.\n:::\n",
        "layouts/novel/print/zz.css": css,
    }
    with Crew(executor=SerialExecutor()) as crew:
        said = [f.what for f in set_book(imprint.read_files(files), crew).findings]
    assert len(said) == len(set(said)) == 3
    assert any("counter p " in what for what in said)
    assert any("fixed" in what for what in said)
    assert any("counter sheet" in what for what in said)


def different(files: Mapping[str, str | bytes]) -> list[str]:
    with Crew(executor=SerialExecutor()) as crew:
        return differences(imprint.read_files(files), crew)


def book(
    layout: str, css: str = "", *, options: str = "", length: int = 2
) -> dict[str, str | bytes]:
    """A book with everything in it that a page can break."""
    names = ["preface", "part-one", "1", "2", "part-two", "3", "appendix"]
    texts = Random(layout)
    files: dict[str, str | bytes] = {
        f"source/{name}.md": chapter(texts, name, length) for name in names
    }
    picture = BytesIO()
    Image.new("RGB", (300, 200), (200, 30, 30)).save(picture, "PNG")
    files["source/red.png"] = picture.getvalue()
    files[f"layouts/{layout}/print/zz.css"] = _CSS + css
    files["imprint.toml"] = f"""
title = "A Plain Book"
author = "Ann Author"
lang = "en"
date = 2026-01-31
contents = [{", ".join(f'"source/{name}.md"' for name in names)}]
[layout]
name = "{layout}"
{options}
"""
    return files


def chapter(texts: Random, name: str, length: int) -> str:
    if name.startswith("part"):
        return f"# {name} {{.part}}\n"

    def words(number: int) -> str:
        return " ".join(texts.choice(_WORDS) for _ in range(number)).capitalize()

    blocks = [f"# About {name}"]
    notes = []
    for at in range(length):
        blocks.append(f"{words(40)}.[^{at}] {words(20)}.")
        notes.append(f"[^{at}]: {words(100 if at == 0 else 10)}.")
        rows = "\n".join(f"| {words(2)} | {words(4)} |" for _ in range(12))
        kinds = [
            f"## {words(3)}",
            "\n".join(f"| {words(4)}" for _ in range(9)),
            f"| A | B |\n|---|---|\n{rows}",
            "```python\n" + "\n".join(f"x{n} = {n}" for n in range(30)) + "\n```",
            f"> {words(50)}",
            "![A red field](red.png)",
        ]
        blocks.append(kinds[(at + len(name)) % len(kinds)])
        blocks.append(f"{words(40)}.")
    return "\n\n".join([*blocks, *notes, ""])


_WORDS = """the sea was flat and nobody spoke when harbour bell rang over water again remarkable
circumstances considerable acquaintance immediately understanding""".split()
