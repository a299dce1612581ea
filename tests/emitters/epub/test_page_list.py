"""The pages of the printed book in the EPUB: markers where they begin, and lists of them."""

from __future__ import annotations

import re
from functools import cache

import pytest
from lxml import etree
from tests.emitters.epub.specimens import (
    COVER,
    DRAWING,
    MOMENT,
    chapter,
    emitted,
    full,
    opened,
    paragraph,
    publication,
    small,
)
from tests.emitters.epub.specimens import rendition as composed
from tests.emitters.epub.test_documents import with_markup
from tests.emitters.epub.test_package import prop, values
from tests.validators import epubcheck

from imprint import compose, load_layout, read_files
from imprint.diagnostics import PublicationError
from imprint.emitters.epub import emit_epub
from imprint.emitters.epub.content import content_documents
from imprint.emitters.epub.markers import Marker, with_markers
from imprint.emitters.epub.markup import read_markup
from imprint.emitters.epub.package import Part
from imprint.emitters.epub.places import place_of
from imprint.emitters.epub.verification import verify
from imprint.model.pages import Page, PageMap, PageStart, Side
from imprint.model.record import Identifier, Original, PartialDate, Publisher, Record
from imprint.model.rendition import Medium, Rendition
from imprint.values import replace

NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
_MARKER = re.compile(
    r'<span id="page-[^"]*" epub:type="pagebreak" role="doc-pagebreak" aria-label="([^"]*)"/>'
)

SETTINGS = """\
title = "The mill & the sea"
author = "Ann Lee"
lang = "en-GB"
contents = ["text.md"]
"""
TEXT = """\
# The *strike* of 1982 {#strike}

They called[^1] it *la grève générale*, and the **mills** stood still & silent; R&D went on.

[^1]: In the archive.

## The winter

- One item
- Two *more* items

  with a paragraph

1. Ordered

| Year | Spindles |
|-----:|----------|
| 1981 | many     |
| 1982 | none     |

: The spindles

::: verse
The looms are still,
the yard is white
:::

```python
if spindles < 1:
    strike()
```

> Quoted here.

Spinner
: Who spins.

紅樓夢 is a title in <b>Chinese</b>.

![A drawn line](line.svg "Caption of the figure")
"""
FILES = {"imprint.toml": SETTINGS, "text.md": TEXT, "line.svg": DRAWING.decode()}


@cache
def book(layout: str = "novel") -> Rendition:
    made = read_files({**FILES, "imprint.toml": f'{SETTINGS}[layout]\nname = "{layout}"\n'})
    return compose(made, load_layout(made.layout), Medium.EPUB)


def page_map(*starts: tuple[str, str, int]) -> PageMap:
    """Pages by label, and the element and offset that each begins with."""
    return PageMap(
        tuple(
            Page(label=label, section="", side=Side.RECTO, start=PageStart(element, offset))
            for label, element, offset in starts
        )
    )


def shown(markup: str) -> str:
    """Markup with its markers as ``[xii]``."""
    return _MARKER.sub(r"[\1]", markup)


def marked(made: Rendition, *starts: tuple[str, str, int]) -> str:
    documents, _ = with_markers(made.documents, page_map(*starts))
    return shown("\n".join(document.markup for document in documents))


def in_text(markup: str, *offsets: int) -> str:
    """A chapter's markup with markers at offsets of the element ``x``, labelled with them."""
    return marked(with_markup(markup), *((str(offset), "x", offset) for offset in offsets))


@pytest.mark.parametrize(
    ("element", "offset", "expected"),
    [
        ("strike.1", 0, '<p id="strike.1">[9]They called'),
        ("strike.1", 4, "They [9]called"),
        ("strike.1", 10, "</a> [9]it <em>"),
        ("strike.1", 12, "it [9]<em>la grève"),
        ("strike.1", 14, "<em>la [9]grève générale</em>"),
        ("strike.1", 28, "</em>, [9]and the"),
        ("strike.1", 34, "the [9]<strong>mills</strong>"),
        ("strike.1", 39, "</strong> [9]stood"),
        ("strike.1", 49, "still [9]&amp; silent"),
        ("strike.1", 50, "still &amp; [9]silent"),
        ("strike", 0, '<header role="presentation">\n[9]<h1>The <em>strike</em>'),
        ("strike.the-winter", 0, '[9]<h2 id="strike.the-winter">'),
        ("strike.the-winter", 3, '[9]<h2 id="strike.the-winter">'),
        ("strike.3", 0, ">[9]One item"),
        ("strike.3", 7, ">[9]Two <em>more"),
        ("strike.3", 10, "Two [9]<em>more</em> items"),
        ("strike.3", 14, "</em> [9]items"),
        ("strike.3", 19, ">[9]with a paragraph"),
        ("strike.5", 0, '<div class="table">\n[9]<table id="strike.5">\n<caption>'),
        ("strike.5", 11, "[9]Year</th>"),
        ("strike.5", 27, "[9]many</td>"),
        ("strike.6", 0, '<p class="stanza">\n[9]<span class="verse-line">The looms'),
        ("strike.6", 17, '<br/>\n[9]<span class="verse-line">the yard'),
        ("strike.6", 20, "the [9]yard"),
        ("strike.7", 0, '<pre id="strike.7">[9]<code'),
        ("strike.7", 13, '\n    [9]<span class="n">strike'),
        ("strike.8", 0, ">[9]Quoted here"),
        ("strike.9", 0, "<dt>[9]Spinner</dt>"),
        ("strike.9", 7, "[9]Who spins."),
        ("strike.10", 1, "紅[9]樓夢"),
        ("strike.10", 3, "紅樓夢 [9]is"),
        ("titlepage", 0, '<p class="author">[9]Ann Lee'),
        ("titlepage", 6, '<div class="title-block">\n[9]<h1 class="title">The mill'),
    ],
)
def test_a_marker_stands_where_the_page_begins(element: str, offset: int, expected: str) -> None:
    assert expected in marked(book(), ("9", element, offset))


@pytest.mark.parametrize(
    ("markup", "offsets", "expected"),
    [
        # White space, entities, comments
        (
            '<p id="x">\n  One\u2003two&#160;three</p>',
            (0, 3, 6),
            "\n  [0]One\u2003[3]two&#160;[6]three",
        ),
        ('<p id="x">&lt;a&gt; &amp;c;</p>', (0, 1, 3, 4), "[0]&lt;[1]a&gt; [3]&amp;[4]c;"),
        ('<p id="x">&#x1F989;&#10;a</p>', (1,), "&#x1F989;&#10;[1]a"),
        ('<p id="x">a <!-- <b> & --> b<?c d?> c</p>', (1, 2), "--> [1]b<?c d?> [2]c"),
        ('<p id="x">a <![CDATA[b <c]]> d</p>', (1, 2, 4), "a [1][2]<![CDATA[b <c]]> [4]d"),
        ("<p id='x' title='a > b' lang=\"en\">One</p>", (0,), 'lang="en">[0]One'),
        # Whole elements
        ('<p id="x">A <em><b>bold</b> word</em></p>', (1, 5), "A [1]<em><b>bold</b> [5]word"),
        ('<p id="x"><a href="#y"><b>Link</b></a></p>', (0,), '<p id="x">[0]<a href="#y"><b>Link'),
        ('<p>A <em id="x">word</em></p>', (0,), '<em id="x">[0]word'),
        ('<h1>A <em id="x">word</em></h1>', (0,), '[0]<h1>A <em id="x">word'),
        ('<figure id="x"><img/><figcaption>Text</figcaption></figure>', (2,), '[2]<figure id="x">'),
        ('<hgroup><h1 id="x">A</h1><p>b</p></hgroup>', (0,), "[0]<hgroup><h1"),
        ('<p>A <svg><text id="x">b</text></svg></p>', (0,), "A [0]<svg>"),
        ('<dl><div id="x"><dt> A</dt><dd>b</dd></div></dl>', (0, 1), "<dt> [0]A</dt><dd>[1]b"),
        # Without text
        ('<p>a</p><hr id="x"/><p>b</p>', (0, 3), '</p>[0][3]<hr id="x"/><p>'),
        ('<ul><li id="x"></li></ul>', (0,), '[0]<ul><li id="x">'),
        ('<p id="x"><img src="a"/></p>', (0,), '[0]<p id="x"><img'),
        # Beyond the end
        ('<p id="x">One <em>two</em> </p>', (6, 99), "<em>two[6][99]</em> </p>"),
        ('<p><b id="x">in</b>side</p>', (2,), "in[2]</b>side"),
        ('<p id="x">a&amp;</p>', (2,), "a&amp;[2]</p>"),
        ('<h2 id="x">End</h2>', (9,), '[9]<h2 id="x">End</h2>'),
        # Notes
        ('<p id="x">a<a class="noteref" href="#n">12</a> b</p>', (1,), "</a> [1]b"),
        ('<p id="x">a<sup><a role="doc-noteref" href="#n">1</a></sup> b</p>', (1,), "</sup> [1]b"),
        (
            '<div id="x"><div class="notes"><p>n</p></div><aside epub:type="footnote">'
            '<span class="note-number">1</span></aside><p>b</p></div>',
            (0,),
            "</aside><p>[0]b",
        ),
        ('<div id="x"><div id="y" class="notes"><p>n</p></div><p>b</p></div>', (1,), "<p>[1]b"),
        ('<p id="x" class="note">a footnote b</p>', (1,), "a [1]footnote"),
        # Words that a page divides
        ('<p id="x">A divided word.</p>', (4,), "div[4]ided word."),
        ('<p id="x">A <em>di</em>vid<b>ed</b> word</p>', (4,), "v[4]id<b>"),
        ('<p id="x">a word—another</p>', (2, 6, 7), "w[2]ord—[6]a[7]nother"),
    ],
)
def test_places_in_markup(markup: str, offsets: tuple[int, ...], expected: str) -> None:
    assert expected in in_text(markup, *offsets)


@pytest.mark.slow
def test_every_offset_of_every_element_is_a_place_between_tags() -> None:
    for document in (*book().documents, *full().documents):
        markup = read_markup(document.markup)
        for name, element in markup.elements.items():
            for offset in range(element.after - element.before + 2):
                place = place_of(PageStart(name, offset), markup)
                source = f"{markup.source[:place]}<i/>{markup.source[place:]}"
                root = etree.fromstring(f'<x xmlns:epub="o">{source}</x>')
                assert not root.xpath("//*[self::ul or self::ol or self::dl or self::tr]/i")
                assert not root.xpath("//*[self::table or self::figure or self::tbody]/i")


@pytest.mark.parametrize(
    ("offset", "text", "expected"),
    [
        (3, "Three Four", "<li>[9]Three"),  # counted where the entries before it are fewer
        (6, "Three Four", "<li>[9]Three"),
        (3, "Nowhere", "<li>[9]Two"),
        (3, "Two", "<li>[9]Two"),
        (0, "Four", "<li>[9]Four"),
        (14, "hree Four", "<li>T[9]hree"),
        (99, "Four", "<li>[9]Four"),
        (99, "", "Four[9]</li>"),
    ],
)
def test_a_page_begins_with_its_own_text(offset: int, text: str, expected: str) -> None:
    made = with_markup('<ol id="x"><li>One</li><li>Two</li><li>Three</li><li>Four</li></ol>')
    start = PageStart("x", offset, text)
    pages = PageMap((Page(label="9", section="", side=Side.RECTO, start=start),))
    documents, _ = with_markers(made.documents, pages)
    assert expected in shown("\n".join(document.markup for document in documents))


def test_pages_that_begin_at_one_place_are_all_marked_in_order() -> None:
    found = marked(book(), ("8", "strike", 0), ("9", "strike.1", 0), ("10", "strike.1", 0))
    assert "[8]<h1>" in found
    assert '<p id="strike.1">[9][10]They' in found


def test_pages_without_a_place_in_the_ebook_are_left_out() -> None:
    blank = Page(label="2", section="", side=Side.VERSO, blank=True)
    pages = PageMap((*page_map(("i", "halftitlepage", 0)), blank, *page_map(("3", "strike", 0))))
    _, markers = with_markers(book().documents, pages)
    assert markers == (Marker("3", "page-3", "strike"),)
    assert emit(book(), page_map(("i", "halftitlepage", 0))) == emit(book())


def test_malformed_markup_is_named_as_ever() -> None:
    made = with_markup('<p id="x">open <b>word</p></section> & "')
    with pytest.raises(PublicationError, match=r"EPB-001.*One \(one.xhtml\)"):
        emit(made, page_map(("1", "x", 4), ("2", "x", 99)))


def test_ids_of_markers_are_free_and_unique() -> None:
    first = chapter("page-1", "One", paragraph("Text.", id="page-2"))
    second = chapter("two", "Two", paragraph("Text.", id="page-2-2"))
    made = composed(publication(Record(title="Small"), [first, second]))
    starts = [("1", "page-1", 0), ("2", "page-2", 0), ("A 3", "two", 0), ("&", "two", 1)]
    _, markers = with_markers(made.documents, page_map(*starts))
    assert [marker.id for marker in markers] == ["page-1-2", "page-2-3", "page-A-3", "page--"]
    documents = opened(emit(made, page_map(*starts)))
    assert b'aria-label="&amp;"/>' in documents["EPUB/two.xhtml"]


PAGES = (
    ("iii", "titlepage", 0),
    ("iv", "imprint", 0),
    ("1", "strike", 0),
    ("2", "strike.1", 28),
    ("3", "strike.the-winter", 0),
    ("4", "strike.3", 19),
    ("5", "strike.5", 11),
    ("6", "strike.6", 17),
    ("7", "strike.7", 0),
    ("8", "strike.9", 7),
    ("9", "strike.10", 1),
    ("10", "strike.10", 99),
)


def emit(made: Rendition, pages: PageMap | None = None, *, page_source: str = "") -> bytes:
    return emit_epub(
        made, modified=MOMENT, cover=COVER, pages=pages, page_source=page_source
    ).content


def paged() -> bytes:
    return emit(book(), page_map(*PAGES))


def markers_of(content: bytes) -> list[tuple[str, str]]:
    """The address and the label of each marker, in the order of the spine."""
    files = opened(content)
    found = []
    for path in values(content, "//opf:item[starts-with(@id, 'document')]/@href"):
        for node in etree.fromstring(files[f"EPUB/{path}"]).iter(f"{XHTML}span"):
            if node.get(TYPE) == "pagebreak":
                assert node.get("role") == "doc-pagebreak"
                found.append((f"{path}#{node.get('id')}", str(node.get("aria-label"))))
    return found


def list_of(content: bytes) -> etree._Element:
    root = etree.fromstring(opened(content)["EPUB/nav.xhtml"])
    [found] = [nav for nav in root.iter(f"{XHTML}nav") if nav.get(TYPE) == "page-list"]
    return found


def test_every_marker_is_listed_and_every_line_has_its_marker() -> None:
    content = paged()
    lines = [(str(a.get("href")), str(a.text)) for a in list_of(content).iter(f"{XHTML}a")]
    assert lines == markers_of(content)
    assert [label for _, label in lines] == [label for label, _, _ in PAGES]


def test_the_list_is_in_the_order_of_the_ebook() -> None:
    content = emit(book(), page_map(*reversed(PAGES)))
    links = [str(a.get("href")) for a in list_of(content).iter(f"{XHTML}a")]
    assert links == [target for target, _ in markers_of(content)]


def test_the_list_is_hidden_and_named_in_the_language_of_the_publication() -> None:
    found = list_of(paged())
    assert found.get("hidden") == "hidden"
    assert found.get("role") == "doc-pagelist"
    heading = found.find(f"{XHTML}h2")
    assert heading is not None
    assert (heading.text, heading.get("id")) == ("List of pages", found.get("aria-labelledby"))
    french = list_of(emit(small(language="fr"), page_map(("1", "one", 0))))
    assert french.findtext(f"{XHTML}h2") == "Liste des pages"


def test_a_list_beside_a_template_with_the_same_ids_has_others() -> None:
    made = replace(small(), navigation=f'{small().navigation}<p id="page-list-title"/>')
    assert list_of(emit(made, page_map(("1", "one", 0)))).get("id") == "page-list-print"


def test_old_reading_systems_find_the_pages_in_the_order_of_the_text() -> None:
    root = etree.fromstring(opened(paged())["EPUB/toc.ncx"])
    pages = list(root.iter(f"{NCX}pageTarget"))
    assert [page.findtext(f"{NCX}navLabel/{NCX}text") for page in pages] == [p[0] for p in PAGES]
    assert [page.get("type") for page in pages[:3]] == ["front", "front", "normal"]
    assert [page.get("value") for page in pages[1:4]] == [None, "1", "2"]
    targets = list(root.iter(f"{NCX}navPoint", f"{NCX}pageTarget"))
    numbers = sorted(int(str(target.get("playOrder"))) for target in targets)
    assert numbers == list(range(1, len(targets) + 1))
    order = {
        str(target.find(f"{NCX}content").get("src")): int(str(target.get("playOrder")))
        for target in targets
    }
    assert order["imprint.xhtml#imprint"] < order["imprint.xhtml#page-iv"]
    assert order["imprint.xhtml#page-iv"] < order["strike.xhtml#strike"]
    assert order["strike.xhtml#strike"] < order["strike.xhtml#page-1"]
    facts = {str(fact.get("name")): fact.get("content") for fact in root.iter(f"{NCX}meta")}
    assert facts["dtb:totalPageCount"] == "12"
    assert facts["dtb:maxPageNumber"] == "10"


def test_nothing_but_the_markers_changes_a_document() -> None:
    before, after = opened(emit(book())), opened(paged())
    documents = {name for name in before if name.endswith(".xhtml")} - {"EPUB/nav.xhtml"}
    for name in documents:
        assert _MARKER.sub("", after[name].decode()) == before[name].decode()
    assert after["EPUB/cover.xhtml"] == before["EPUB/cover.xhtml"]
    told = {
        "nav.xhtml",
        "content.opf",
        "toc.ncx",
        "record.jsonld",
    }  # what says that there are pages
    others = before.keys() - documents - {f"EPUB/{name}" for name in told}
    assert {name: before[name] for name in others} == {name: after[name] for name in others}


@pytest.mark.slow
@pytest.mark.parametrize("pages", [None, PageMap()])
def test_without_pages_an_ebook_is_as_it_was(pages: PageMap | None) -> None:
    for made in (book(), full(), small()):
        assert emit(made, pages) == emitted(made)
    assert "pageBreakSource" not in opened(emit(book()))["EPUB/content.opf"].decode()


def test_the_same_pages_are_the_same_bytes() -> None:
    assert paged() == paged()


def test_features_are_claimed_for_what_the_book_has() -> None:
    claimed = prop(paged(), "schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(claimed)
    without = prop(emit(book()), "schema:accessibilityFeature")
    assert not {"pageBreakMarkers", "pageNavigation"} & set(without)


ISBN = Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print")
PRESS = Publisher(name="The Press")


@pytest.mark.parametrize(
    ("facts", "given", "expected"),
    [
        ({"identifiers": (ISBN,)}, "", "urn:isbn:9780306406157"),
        (
            {"identifiers": (Identifier(scheme="doi", value="10.5555/1", medium="print"), ISBN)},
            "",
            "urn:isbn:9780306406157",
        ),
        (
            {"identifiers": (Identifier(scheme="doi", value="10.5555/1", medium="print"),)},
            "",
            "https://doi.org/10.5555/1",
        ),
        (
            {"publisher": PRESS, "issued": PartialDate(2026, 11), "edition": "Second edition"},
            "",
            "Small, The Press, 2026-11, Second edition, print",
        ),
        ({"identifiers": (replace(ISBN, medium="epub"),)}, "", "Small, print"),
        ({"identifiers": (ISBN,)}, "urn:isbn:9783161484100", "urn:isbn:9783161484100"),
    ],
)
def test_the_printed_book_is_identified(
    facts: dict[str, object], given: str, expected: str
) -> None:
    content = emit(small(**facts), page_map(("1", "one", 0)), page_source=given)
    assert prop(content, "pageBreakSource") == [expected]
    assert values(content, "//dc:source") == [expected]
    assert values(content, "//opf:meta[@refines='#page-source']") == ["pagination"]


def test_pages_of_no_printed_book_have_no_source() -> None:
    content = emit(small(), page_map(("1", "one", 0)), page_source="none")
    assert prop(content, "pageBreakSource") == ["none"]
    assert values(content, "//dc:source") == []


def test_the_source_of_the_text_is_not_that_of_the_pages() -> None:
    web = Original(title="Essay", url="https://example.org/1")
    pages = page_map(("1", "one", 0))
    content = emit(small(original=web, identifiers=(ISBN,)), pages)
    assert values(content, "//dc:source") == ["https://example.org/1", "urn:isbn:9780306406157"]
    assert values(content, "//dc:source/@id") == ["page-source"]
    book_itself = Original(title="Essay", identifiers=(replace(ISBN, medium=""),))
    content = emit(small(original=book_itself, identifiers=(ISBN,)), pages)
    assert values(content, "//dc:source") == ["urn:isbn:9780306406157"]
    assert prop(content, "pageBreakSource") == ["urn:isbn:9780306406157"]


def test_a_list_that_is_not_that_of_the_markers_is_named() -> None:
    made = book()
    content = paged()
    documents, navigation = content_documents(made, cover_name="cover.jpg")
    files = opened(content)
    nav = Part(
        family="nav",
        path="nav.xhtml",
        media_type="",
        content=files["EPUB/nav.xhtml"],
        properties=("nav",),
    )
    _, markers = with_markers(made.documents, page_map(*PAGES))
    with pytest.raises(PublicationError, match="page markers are not those of the printed book"):
        verify(content, parts=[nav], documents=(*documents, navigation), markers=markers)
    with pytest.raises(PublicationError, match="list of pages is not that of the page markers"):
        verify(content, parts=[nav], documents=(*documents, navigation), markers=markers[1:])


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["novel", "essay", "manual", "issue"])
def test_epubcheck_finds_nothing_in_a_book_with_pages(layout: str) -> None:
    messages = epubcheck(emit(book(layout), page_map(*PAGES)))
    assert [message for message in messages if not message.startswith("USAGE")] == []


@pytest.mark.slow
def test_epubcheck_finds_nothing_wherever_pages_begin() -> None:
    made = full()
    starts = [
        (f"{document.name}-{name}-{offset}", name, offset)
        for document in made.documents
        for name, element in read_markup(document.markup).elements.items()
        for offset in range(0, element.after - element.before + 1, 3)
    ]
    messages = epubcheck(emit(made, page_map(*starts)))
    assert [message for message in messages if not message.startswith("USAGE")] == []
