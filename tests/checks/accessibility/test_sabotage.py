"""A good EPUB is spoilt, one fault at a time: each is found, and nothing else of its kind."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from tests.checks.accessibility.specimens import (
    HEAD,
    MESSAGE,
    PACKAGE,
    TEXT,
    book,
    drawn,
    lettering,
)

from imprint.build.checking import check_files
from imprint.checks.accessibility import check_accessibility
from imprint.diagnostics import Place

ALT = 'alt="A hull with two sails, on waves"'
END = "</section></body>"
SENSES = (
    '<meta property="schema:accessMode">textual</meta>'
    '<meta property="schema:accessMode">visual</meta>'
)
NONE, SOUND = '"schema:accessibilityHazard">none<', '"schema:accessibilityHazard">sound<'
MANGLED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
    '<enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><enc:CipherData>'
    '<enc:CipherReference URI="EPUB/font.ttf"/></enc:CipherData></enc:EncryptedData></encryption>'
)
OLDER = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>'
    '<navPoint><navLabel><text>The Tide</text></navLabel><content src="one.xhtml#one"/></navPoint>'
    '<navPoint><navLabel><text>The Ebb</text></navLabel><content src="two.xhtml#two"/></navPoint>'
    "</navMap></ncx>"
)
CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


def _feature(name: str) -> tuple[str, str]:
    """A change of the package that claims a feature more."""
    first = '<meta property="schema:accessibilityFeature">'
    return f"{first}ARIA", f"{first}{name}</meta>{first}ARIA"


def older(old: str = "", new: str = "") -> dict[str, object]:
    """Changes that give the book a table of contents for older readers as well."""
    assert old in OLDER
    item = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    return {
        "book.opf": ("</manifest>", f"{item}</manifest>"),
        "toc.ncx": OLDER.replace(old, new) if old else OLDER,
    }


def _more(markup: str) -> tuple[str, str]:
    """A change of a document that has something more at its end."""
    return END, f"{markup}{END}"


SPOILT = [
    ("A11-001", {"one.xhtml": (ALT, "")}),
    ("A11-001", {"one.xhtml": (ALT, 'alt="  "')}),
    ("A11-001", {"one.xhtml": _more('<svg xmlns="http://www.w3.org/2000/svg"/>')}),
    ("A11-002", {"one.xhtml": (ALT, 'alt="boat_final-2.PNG"')}),
    ("A11-003", {"one.xhtml": (ALT, 'alt="Image"')}),
    ("A11-003", {"one.xhtml": (ALT, 'alt="IMG_1234"')}),
    ("A11-003", {"one.xhtml": (ALT, 'alt="…"')}),
    ("A11-004", {"one.xhtml": (ALT, 'alt="Photo of a boat on the waves"')}),
    ("A11-005", {"one.xhtml": (ALT, 'alt="The boat of the pilots."')}),
    ("A11-006", {"one.xhtml": (ALT, f'alt="{"A boat. " * 40}"')}),
    ("A11-007", {"one.xhtml": (ALT, 'alt="" role="presentation"')}),
    ("A11-008", {"one.xhtml": (' role="presentation"', "")}),
    ("A11-010", {"one.xhtml": ('<h2 id="one-boat">A boat</h2>', "<h3>A boat</h3>")}),
    ("A11-010", {"two.xhtml": ('<h1 id="two-title">The Ebb</h1>', "<h4>The Ebb</h4>")}),
    ("A11-011", {"one.xhtml": ('<h2 id="one-boat">A boat</h2>', "<h1>A boat</h1>")}),
    ("A11-012", {"one.xhtml": ("A boat</h2>", "</h2>")}),
    ("A11-013", {"two.xhtml": ("<title>The Ebb</title>", "<title> </title>")}),
    ("A11-020", {"two.xhtml": ('lang="en" xml:lang="en"', "")}),
    ("A11-021", {"two.xhtml": ('xml:lang="en"', 'xml:lang="fr"')}),
    ("A11-022", {"book.opf": (' xml:lang="en"', "")}),
    ("A11-023", {"one.xhtml": ('<span lang="ru">море</span>', "море")}),
    ("A11-023", {"two.xhtml": ("And it", "And 海 it")}),
    ("A11-023", {"two.xhtml": ("And it", "And مدّ it")}),
    ("A11-023", {"two.xhtml": ('lang="en" xml:lang="en"', 'lang="ja"'),
                 "one.xhtml": ("море", "θάλασσα")}),
    ("A11-023", {"two.xhtml": ('<p id="p2" class="plain">And',
                               f'<p lang="ja">{"And it went out again " * 5}</p><p>And')}),
    ("A11-024", {"one.xhtml": ('lang="ru"', 'lang="russian_x"')}),
    ("A11-030", {"one.xhtml": ('<th scope="col">Day</th><th scope="col">Hour</th>',
                               "<td>Day</td><td>Hour</td>")}),
    ("A11-031", {"one.xhtml": ('<th scope="col">Day', "<th>Day")}),
    ("A11-032", {"one.xhtml": ("<caption>High water</caption>", "")}),
    ("A11-033", {"one.xhtml": ('<th scope="col">Day</th>', '<th scope="col"/>')}),
    ("A11-040", {"one.xhtml": ("a book of tides</a>", "Click here!</a>")}),
    ("A11-041", {"one.xhtml": ("a book of tides</a>", f"https://example.org/{'tide' * 20}</a>")}),
    ("A11-042", {"one.xhtml": _more('<a href="https://example.org/two">a book of tides</a>')}),
    ("A11-043", {"one.xhtml": ("a book of tides</a>", "</a>")}),
    ("A11-044", {"one.xhtml": ("two.xhtml#two", "two.xhtml#gone")}),
    ("A11-044", {"one.xhtml": ("two.xhtml#two", "three.xhtml")}),
    ("A11-045", {"one.xhtml": ('id="one-boat"', 'id="one-title"')}),
    ("A11-050", {"one.xhtml": ('href="#note"', 'href="#other"')}),
    ("A11-051", {"one.xhtml": ('href="#call"', 'href="#table"')}),
    ("A11-052", {"one.xhtml": ('href="#note" epub:type="noteref" role="doc-noteref"',
                               'href="#note"')}),
    ("A11-060", {"two.xhtml": _more('<i id="page-3" role="doc-pagebreak" aria-label="3"/>')}),
    ("A11-061", {"nav.xhtml": ("one.xhtml#page-1", "one.xhtml#one-boat")}),
    ("A11-062", {"nav.xhtml": ("#page-1\">1<", "#page-1\">7<")}),
    ("A11-063", {"book.opf": ('property="pageBreakSource"', 'property="dcterms:extent"')}),
    ("A11-064", {"nav.xhtml": ('<li><a href="one.xhtml#page-1">1</a></li>'
                               '<li><a href="two.xhtml#page-2">2</a></li>',
                               '<li><a href="two.xhtml#page-2">2</a></li>'
                               '<li><a href="one.xhtml#page-1">1</a></li>')}),
    ("A11-065", {"nav.xhtml": ('epub:type="page-list"', ""),
                 "one.xhtml": ('epub:type="pagebreak" role="doc-pagebreak"', ""),
                 "two.xhtml": ('epub:type="pagebreak" role="doc-pagebreak"', "")}),
    ("A11-066", {"one.xhtml": (' aria-label="1"', "")}),
    ("A11-070", {"nav.xhtml": ('epub:type="toc"', "")}),
    ("A11-071", {"nav.xhtml": ('epub:type="bodymatter"', 'epub:type="cover"')}),
    ("A11-072", {"nav.xhtml": ('<li><a href="one.xhtml#one">The Tide</a></li>'
                               '<li><a href="two.xhtml#two">The Ebb</a></li>',
                               '<li><a href="two.xhtml#two">The Ebb</a></li>'
                               '<li><a href="one.xhtml#one">The Tide</a></li>')}),
    ("A11-073", older("one.xhtml#one", "two.xhtml")),
    ("A11-073", older("two.xhtml#two", "three.xhtml#three")),
    ("A11-073", older('<navPoint><navLabel><text>The Ebb</text></navLabel>'
                      '<content src="two.xhtml#two"/></navPoint>', "")),
    ("A11-073", older("</navMap>", "<")),
    ("A11-080", {"one.xhtml": ('<h2 id', '<h2 tabindex="2" id')}),
    ("A11-081", {"one.xhtml": _more('<audio autoplay="" src="sea.mp3"/>')}),
    ("A11-081", {"one.xhtml": ("<title>", '<meta http-equiv="refresh" content="5"/><title>')}),
    ("A11-082", {"one.xhtml": _more("<script>play()</script>")}),
    ("A11-082", {"one.xhtml": ("<h2 id", '<h2 onclick="play()" id')}),
    ("A11-083", {"one.xhtml": (' role="doc-chapter"', "")}),
    ("A11-084", {"one.xhtml": ('role="doc-chapter"', 'role="doc-glossary"')}),
    ("A11-085", {"one.xhtml": _more('<video src="sea.mp4"/>')}),
    ("A11-086", {"one.xhtml": _more('<iframe src="two.xhtml"/>')}),
    ("A11-087", {"one.xhtml": _more("<aside>One</aside><aside>Two</aside>")}),
    ("A11-087", {"one.xhtml": _more('<nav aria-label="Steps"/><nav title="Steps"/>')}),
    ("A11-087", {"one.xhtml": ("<section id", "<header/><header/><section id")}),
    ("A11-090", {"book.css": "p { color: #999 }"}),
    ("A11-090", {"book.css": ".plain { color: rgb(0 0 0); background-color: #333 }"}),
    ("A11-090", {"book.css": "h2 { font-size: 1.1em; color: hsl(0, 0%, 50%) }"}),
    ("A11-090", {"book.css": "@media (prefers-color-scheme: dark) { body { background: #000 } }"}),
    ("A11-090", {"two.xhtml": ('class="plain"', 'style="color: rgba(0, 0, 0, 0.4)"')}),
    ("A11-091", {"book.css": "p { font-size: 11pt }"}),
    ("A11-091", {"two.xhtml": ('class="plain"', 'style="font: 12px/1.5 serif"')}),
    ("A11-092", {"book.css": ".plain { display: none }"}),
    ("A11-092", {"book.css": "section { visibility: hidden } h1 { visibility: visible }"}),
    ("A11-092", {"book.css": "p { opacity: 0.01 }"}),
    ("A11-092", {"book.css": "p { color: #fff; background: white }"}),
    ("A11-092", {"book.css": "p { color: transparent }"}),
    ("A11-092", {"book.css": "p { font-size: 0 }"}),
    ("A11-092", {"book.css": "p { font: 0/0 serif }"}),
    ("A11-092", {"book.css": "body { font: 0.5px/1 serif }"}),
    ("A11-092", {"book.css": "p { position: absolute; left: -9999px }"}),
    ("A11-092", {"book.css": "p { text-indent: -1000em }"}),
    ("A11-092", {"book.css": "p { height: 0; overflow: hidden }"}),
    ("A11-092", {"book.css": "p { position: absolute; clip: rect(0 0 0 0) }"}),
    ("A11-092", {"book.css": "p { clip-path: inset(50%) }"}),
    ("A11-092", {"book.css": "p { transform: scale(0) }"}),
    ("A11-092", {"book.css": "p { transform: translateX(-5000px) }"}),
    ("A11-092", {"book.css": "@media screen { #p2 { display: none !important } }"}),
    ("A11-092", {"two.xhtml": ('class="plain"', 'style="DISPLAY : none"')}),
    ("A11-092", {"two.xhtml": ('class="plain"', 'aria-hidden="true"')}),
    ("A11-092", {"two.xhtml": ('class="plain"', "hidden=''")}),
    ("A11-100", {"book.opf": _feature("MathML")}),
    ("A11-100", {"book.opf": _feature("none")}),
    ("A11-100", {"record.jsonld": ("tableOfContents", "index")}),
    ("A11-100", {"one.xhtml": (ALT, 'alt="image"')}),
    ("A11-100", {"book.css": "p { font-size: 11pt }"}),
    ("A11-101", {"book.opf": ("tableOfContents<", "readingOrder<")}),
    ("A11-101", {"book.opf": (SENSES, '<meta property="schema:accessMode">textual</meta>')}),
    ("A11-102", {"book.opf": (SENSES, '<meta property="schema:accessMode">auditory</meta>')}),
    ("A11-103", {"one.xhtml": (ALT, "")}),
    ("A11-104", {"book.opf": (NONE, f"{NONE}/meta><meta property={SOUND}")}),
    ("A11-104", {"one.xhtml": _more('<audio autoplay="" src="sea.mp3"/>')}),
    ("A11-105", {"book.opf": _feature("perfectReading")}),
    ("A11-105", {"book.opf": (NONE, '"schema:accessibilityHazard">spiders<')}),
    ("A11-105", {"book.opf": (SENSES, '<meta property="schema:accessMode">olfactory</meta>')}),
    ("A11-106", {"book.opf": ("schema:accessibilityHazard", "schema:name")}),
    ("A11-107", {"book.opf": (CONFORMS, "EPUB Accessibility 1.1: WCAG 2.2 AA")}),
    ("A11-108", {"one.xhtml": (ALT, "")}),
    ("A11-108", {"book.css": "p { color: #999 }"}),
    ("A11-109", {"book.opf": ("a11y:certifiedBy", "a11y:other")}),
    ("A11-110", {"boat.png": drawn("PNG", frames=2)}),
    ("A11-110", {"book.css": "@keyframes blink { from { opacity: 0 } }"}),
    ("A11-111", {"book.opf": ("schema:accessibilitySummary", "schema:abstract")}),
    ("SHP-017", {"one.xhtml": ("boat.png", "https://example.org/boat.png")}),
    ("SHP-017", {"one.xhtml": ("boat.png", "ship.png")}),
    ("SHP-017", {"two.xhtml": ("book.css", "look.css")}),
    ("SHP-017", {"two.xhtml": ("book.css", "https://example.org/book.css")}),
    ("SHP-017", {"book.css": "@font-face { font-family: A; src: url('gone.ttf') }"}),
    ("SHP-017", {"book.opf": ("boat.png", "ship.png")}),
    ("SHP-027", {"mimetype": "application/zip"}),
    ("SHP-027", {"mimetype": "application/epub+zip\n"}),
    ("SHP-027", {"EPUB/ONE.xhtml": "another"}),
    ("SHP-028", {"font.ttf": b"no font at all"}),
    ("SHP-028", {"font.ttf": lettering()[:200]}),
    ("SHP-028", {"font.ttf": bytes(b ^ 0x55 for b in lettering()[:1040]) + lettering()[1040:],
                 "META-INF/encryption.xml": MANGLED}),
    ("SHP-028", {"META-INF/encryption.xml": MANGLED}),
]  # fmt: skip


def mangled(identifier: str) -> bytes:
    """The font, obfuscated for the book of an identifier."""
    key = hashlib.sha1(identifier.encode()).digest()
    font = lettering()
    return bytes(b ^ key[at % 20] for at, b in enumerate(font[:1040])) + font[1040:]


PACKED: dict[str, Callable[[list[tuple[zipfile.ZipInfo, bytes]]], None]] = {
    "compressed": lambda entries: setattr(entries[0][0], "compress_type", zipfile.ZIP_DEFLATED),
    "last": lambda entries: entries.append(entries.pop(0)),
    "with a field more": lambda entries: setattr(entries[0][0], "extra", b"UT\x05\0\x01abcd"),
    "a document twice": lambda entries: entries.append(entries[-1]),
    "a path that leads out": lambda entries: entries.append(
        (zipfile.ZipInfo("../../out.txt"), b"out")
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_by_hand_is_found(name: str) -> None:
    with zipfile.ZipFile(BytesIO(book())) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    PACKED[name](entries)
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for info, content in entries:
            archive.writestr(info, content)
    codes = {f.code for f in check_accessibility(written.getvalue(), name="book.epub")}
    assert codes == {"SHP-027"}


def found(changes: dict[str, object]) -> set[str]:
    return {f.code for f in check_accessibility(book(changes), name="book.epub")}  # type: ignore[arg-type]


def test_there_is_nothing_to_find_in_a_good_book() -> None:
    assert check_accessibility(book(), name="book.epub", records=[("book.xml", MESSAGE)]) == ()


@pytest.mark.parametrize(
    ("code", "changes"), SPOILT, ids=[f"{c}-{n}" for n, (c, _) in enumerate(SPOILT)]
)
def test_a_fault_is_found(code: str, changes: dict[str, object]) -> None:
    assert code in found(changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"one.xhtml": (ALT, 'alt="" aria-hidden="true"'), "two.xhtml": ("<h1", "<h1")},
        {"one.xhtml": ("море", "\u03c0"), "two.xhtml": ("And", "And <code>привет</code>")},
        {"book.css": "h1 { color: #777 } p { background: url(wave.png); color: #999 }"},
        {"book.css": "@media print { p { color: #aaa; font-size: 9pt } }"},
        {"book.css": "p { color: #999 } p#p1, p#p2, #note p { color: #000 !important }"},
        {"book.css": "@media (prefers-color-scheme: dark) { body { background: #000; color: #eee }"
         " .plain { background: #111; color: #fff } a { color: #8af } }"},
        {"book.css": "p { color: var(--ink) } h2:hover::after { color: #aaa }"},
        older(),
        {"book.css": "@media print { p { display: none } } p { text-indent: -1.5em; opacity: 1 }"},
        {"book.css": "h1 { position: relative; left: -1em; overflow: hidden; height: 2em }"},
        {"one.xhtml": _more('<p aria-hidden="true">* * *</p>')},
        {"font.ttf": mangled("urn:isbn:9780306406157"), "META-INF/encryption.xml": MANGLED},
    ],
)  # fmt: skip
def test_what_is_no_fault(changes: dict[str, object]) -> None:
    named = {"A11-001", "A11-023", "A11-073", "A11-090", "A11-091", "A11-092", "SHP-017", "SHP-028"}
    wrong = found(changes) & named
    assert wrong == set()


@pytest.mark.parametrize("before", ["<h3>High water</h3>", "<p>The hours of high water:</p>"])
def test_a_table_below_what_says_what_it_is_needs_no_caption(before: str) -> None:
    table = '<table id="table"><caption>High water</caption>'
    assert "A11-032" not in found({"one.xhtml": (table, f'{before}<table id="table">')})


def test_a_finding_is_traced_to_the_manuscript() -> None:
    origins = {"boat": Place("source/one.md", 7)}
    spoilt = book({"one.xhtml": (ALT, "")})
    first = check_accessibility(spoilt, name="book.epub", origins=origins)
    wheres = {finding.code: finding.where for finding in first}
    assert wheres["A11-001"] == Place("source/one.md", 7)
    assert wheres["A11-108"].file == "book.epub/EPUB/book.opf"
    untraced = check_accessibility(spoilt, name="book.epub")
    assert {f.where for f in untraced if f.code == "A11-001"} == {
        Place("book.epub/EPUB/one.xhtml", 9)
    }


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        (b"12", {}),
        (b"26", {"book.css": "p { color: #999 }"}),
        (b"40", {"one.xhtml": ("a book of tides</a>", "here</a>")}),
        (b"05", {}),
    ],
)
def test_a_message_to_the_trade_is_judged_too(code: bytes, changes: dict[str, object]) -> None:
    message = MESSAGE.replace(b">26<", b">" + code + b"<")
    every = check_accessibility(book(changes), name="a.epub", records=[("a.xml", message)])  # type: ignore[arg-type]
    assert [f.where.file for f in every if f.code == "A11-100" and "a.xml" in f.what] == ["a.xml"]


def test_a_paper_book_in_a_message_claims_nothing_of_the_e_book() -> None:
    message = MESSAGE.replace(b"E101", b"B102").replace(b">26<", b">12<")
    assert check_accessibility(book(), name="a.epub", records=[("a.xml", message)]) == ()


@pytest.mark.parametrize(
    "content", [b"", b"PK", book({"book.opf": "<package"}), book({"one.xhtml": "<html>&x;"})]
)
def test_what_cannot_be_read_is_said(content: bytes) -> None:
    (finding,) = check_accessibility(content, name="book.epub")
    assert finding.code == "AGR-007"


def test_what_cannot_be_read_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"PK")
    assert [finding.code for finding in check_files([path])] == ["AGR-007"]
    path.write_bytes(book({"one.xhtml": "<html>"}))
    assert [finding.code for finding in check_files([path])] == ["AGR-007"]


def test_entities_of_a_document_type_are_no_trouble() -> None:
    kind = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
        '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    )
    text = TEXT.replace("The sea", "The&nbsp;sea").replace("<section", "&nbsp;<section", 1)
    assert found({"one.xhtml": kind + text}) == set()


def test_an_epub_2_has_its_own_ways_in() -> None:
    old = book(
        {
            "book.opf": ('version="3.0"', 'version="2.0"'),
            "nav.xhtml": ('epub:type="toc"', ""),
        }
    )
    assert "A11-070" in {f.code for f in check_accessibility(old, name="book.epub")}
    listed = PACKAGE.replace('version="3.0"', 'version="2.0"').replace(
        "</manifest>",
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>',
    )
    assert "A11-070" not in found({"book.opf": listed, "nav.xhtml": ('epub:type="toc"', "")})


def test_a_link_that_is_hidden_from_those_who_listen_needs_no_words() -> None:
    assert found({"one.xhtml": _more('<a href="#one" aria-hidden="true" tabindex="-1"/>')}) == set()


def test_hostile_texts_do_not_break_it() -> None:
    words = "&lt;&amp;&quot; \u202e👩‍🚀 " + "a" * 10_000
    changed = {
        "one.xhtml": (ALT, f'alt="{words}"'),
        "two.xhtml": HEAD.format(title="x") + "<p style='}{;color:(('>" + "<b>" * 200 + "x"
        + "</b>" * 200 + "</p></body></html>",
        "book.css": "p { color: } } @media { ((( ]]] .a::b:c(d) { font-size: 1px",
        "record.jsonld": "[[[{}]]]",
    }  # fmt: skip
    assert "A11-006" in found(changed)


def test_a_code_says_itself_once() -> None:
    pictures = "".join(f'<img src="boat.png" alt="" id="i{n}"/>' for n in range(9))
    every = check_accessibility(book({"one.xhtml": _more(pictures)}), name="book.epub")
    (only,) = (finding for finding in every if finding.code == "A11-008")
    assert "(and 8 more)" in only.what
