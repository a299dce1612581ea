"""An EPUB written by hand, in which there is nothing to find, and changes to it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

HEAD = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'lang="en" xml:lang="en"><head><title>{title}</title>'
    '<link rel="stylesheet" href="book.css"/></head><body>'
)
TEXT = (
    HEAD.format(title="The Tide")
    + """
<section id="one" epub:type="chapter" role="doc-chapter">
<span id="page-1" epub:type="pagebreak" role="doc-pagebreak" aria-label="1"/>
<h1 id="one-title">The Tide</h1>
<p id="p1">The sea was flat.<a id="call" href="#note" epub:type="noteref" role="doc-noteref">1</a>
It is told in <a href="two.xhtml#two">the second chapter</a> and in
<a href="https://example.org/tides">a book of tides</a>, <span lang="ru">море</span>.</p>
<h2 id="one-boat">A boat</h2>
<figure id="boat"><img src="boat.png" alt="A hull with two sails, on waves"/>
<figcaption>The boat of the pilots</figcaption></figure>
<p><img src="wave.png" alt="" role="presentation"/></p>
<table id="table"><caption>High water</caption>
<tr><th scope="col">Day</th><th scope="col">Hour</th></tr><tr><td>1</td><td>6</td></tr></table>
<aside id="note" epub:type="footnote" role="doc-footnote"><p>So they say.
<a href="#call" role="doc-backlink">Back</a></p></aside>
</section></body></html>"""
)
SECOND = (
    HEAD.format(title="The Ebb")
    + """
<section id="two" epub:type="chapter" role="doc-chapter">
<span id="page-2" epub:type="pagebreak" role="doc-pagebreak" aria-label="2"/>
<h1 id="two-title">The Ebb</h1>
<p id="p2" class="plain">And it went out again.</p>
</section></body></html>"""
)
COVER = (
    HEAD.format(title="Cover")
    + '<section epub:type="cover"><img src="cover.jpg" alt="Cover of The Tide" role="doc-cover"/>'
    "</section></body></html>"
)
NAVIGATION = (
    HEAD.format(title="Contents")
    + """
<nav epub:type="toc" role="doc-toc"><h1>Contents</h1><ol>
<li><a href="one.xhtml#one">The Tide</a></li><li><a href="two.xhtml#two">The Ebb</a></li></ol></nav>
<nav epub:type="landmarks" hidden="hidden"><ol>
<li><a epub:type="bodymatter" href="one.xhtml">Start of the text</a></li></ol></nav>
<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"><ol>
<li><a href="one.xhtml#page-1">1</a></li><li><a href="two.xhtml#page-2">2</a></li></ol></nav>
</body></html>"""
)
FEATURES = (
    "ARIA alternativeText displayTransformability pageBreakMarkers pageNavigation readingOrder "
    "structuralNavigation tableOfContents"
).split()
PACKAGE = (
    """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
 xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:9780306406157</dc:identifier><dc:title>The Tide</dc:title>
<dc:language>en</dc:language><dc:description>Of the sea.</dc:description>
<meta property="dcterms:modified">2026-01-31T00:00:00Z</meta>
<meta property="pageBreakSource">urn:isbn:9780306406157</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
"""
    + "".join(f'<meta property="schema:accessibilityFeature">{name}</meta>\n' for name in FEATURES)
    + """<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Every picture is described.</meta>
<meta property="dcterms:conformsTo" id="c">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="a11y:certifiedBy" refines="#c">Example Access Office</meta>
<link rel="record" href="record.jsonld" media-type="application/ld+json"/>
</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="book.css" media-type="text/css"/>
<item id="font" href="font.ttf" media-type="font/ttf"/>
<item id="picture" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>
<item id="boat" href="boat.png" media-type="image/png"/>
<item id="wave" href="wave.png" media-type="image/png"/>
</manifest><spine><itemref idref="cover"/><itemref idref="one"/><itemref idref="two"/></spine>
</package>"""
)
RECORD = json.dumps(
    {
        "@type": "Book",
        "workExample": [
            {
                "@type": "Book",
                "bookFormat": "https://schema.org/EBook",
                "encodingFormat": "application/epub+zip",
                "accessMode": ["textual", "visual"],
                "accessibilityFeature": FEATURES,
                "accessibilityHazard": ["none"],
            }
        ],
    }
)
MESSAGE = b"""<ONIXMessage xmlns="http://ns.editeur.org/onix/3.0/reference"><Product>
<RecordReference>org.example.1</RecordReference><DescriptiveDetail>
<ProductFormDetail>E101</ProductFormDetail>
<ProductFormFeature><ProductFormFeatureType>09</ProductFormFeatureType>
<ProductFormFeatureValue>11</ProductFormFeatureValue></ProductFormFeature>
<ProductFormFeature><ProductFormFeatureType>09</ProductFormFeatureType>
<ProductFormFeatureValue>26</ProductFormFeatureValue></ProductFormFeature>
<ProductFormFeature><ProductFormFeatureType>12</ProductFormFeatureType>
<ProductFormFeatureValue>00</ProductFormFeatureValue></ProductFormFeature>
</DescriptiveDetail></Product></ONIXMessage>"""


@cache
def drawn(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 60), frames: int = 1) -> bytes:
    picture = Image.new(mode, size)
    written = BytesIO()
    others = [Image.new(mode, size, 7 * n) for n in range(1, frames)]
    picture.save(written, form, **({"save_all": True, "append_images": others} if others else {}))
    return written.getvalue()


@cache
def lettering() -> bytes:
    """A font of one letter."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((0, 700))
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def files() -> dict[str, str | bytes]:
    """The files of the book, by their paths in it."""
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="EPUB/book.opf"/></rootfiles></container>'
        ),
        "EPUB/book.opf": PACKAGE,
        "EPUB/nav.xhtml": NAVIGATION,
        "EPUB/cover.xhtml": COVER,
        "EPUB/one.xhtml": TEXT,
        "EPUB/two.xhtml": SECOND,
        "EPUB/book.css": ".plain { color: #222; background: #fff } p { font-size: 1em }",
        "EPUB/font.ttf": lettering(),
        "EPUB/record.jsonld": RECORD,
        "EPUB/cover.jpg": drawn("JPEG", "RGB", (1600, 2560)),
        "EPUB/boat.png": drawn("PNG"),
        "EPUB/wave.png": drawn("PNG"),
    }


def book(changes: Mapping[str, str | bytes | tuple[str, str]] = {}) -> bytes:
    """The book with some files changed: others in their place, or one text in them for another."""
    made = files()
    for name, change in changes.items():
        path = name if "/" in name or name in made else f"EPUB/{name}"
        if isinstance(change, tuple):
            before = made[path]
            old, new = change
            assert isinstance(before, str)
            assert old in before, f"{old} is not in {path}"
            made[path] = before.replace(old, new)
        else:
            made[path] = change
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in made.items():
            packing = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(path, content, packing)
    return written.getvalue()
