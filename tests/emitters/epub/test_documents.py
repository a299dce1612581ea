"""The documents of an EPUB: complete, unaltered, and the same bytes every time."""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from tests.emitters.epub.specimens import emitted, full, opened, small

from imprint.diagnostics import PublicationError
from imprint.emitters.epub.container import packed
from imprint.emitters.epub.package import Part
from imprint.emitters.epub.verification import verify
from imprint.model.publication import SectionKind
from imprint.model.rendition import Rendition
from imprint.values import replace

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def with_markup(markup: str) -> Rendition:
    made = small()
    documents = tuple(
        replace(d, xhtml=markup.encode()) if d.kind is SectionKind.CHAPTER else d
        for d in made.documents
    )
    return replace(made, documents=documents)


def test_the_same_publication_is_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = emitted(full())
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    monkeypatch.chdir(tmp_path)
    second = emitted(full())
    monkeypatch.undo()
    time.tzset()
    assert first == second
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_the_container_begins_with_its_media_type() -> None:
    content = emitted(small())
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with ZipFile(BytesIO(content)) as archive:
        first, *others = archive.infolist()
        assert (first.compress_type, first.extra, first.flag_bits) == (ZIP_STORED, b"", 0)
        assert {entry.date_time for entry in others} == {(1980, 1, 1, 0, 0, 0)}
        assert all(not entry.extra and entry.create_system == 3 for entry in others)
        assert archive.testzip() is None


def test_every_document_has_language_title_styles_and_matter() -> None:
    made = full()
    files = opened(emitted(made))
    sheets = [sheet.name for sheet in made.stylesheets]
    for document in made.documents:
        root = etree.fromstring(files[f"EPUB/{document.name}.xhtml"])
        assert root.get("lang") == root.get(LANGUAGE) == document.language
        assert root.findtext(f".//{XHTML}title") == document.title
        assert [link.get("href") for link in root.iter(f"{XHTML}link")] == sheets
        assert root.find(f"{XHTML}body").get(TYPE) == document.matter.value


def test_markup_goes_in_unaltered() -> None:
    made = full()
    files = opened(emitted(made))
    for document in made.documents:
        assert document.markup.encode() in files[f"EPUB/{document.name}.xhtml"]


@pytest.mark.parametrize(
    "markup",
    ['<section id="one"/>', '<section id="one"></section>', '<section id="one"><p/></section>'],
)
def test_a_document_without_text_is_a_document(markup: str) -> None:
    assert markup.encode() in opened(emitted(with_markup(markup)))["EPUB/one.xhtml"]


@pytest.mark.parametrize(
    "markup",
    ["<section><p>open</section>", "<p>&nbsp;</p>", "<p>\x07</p>", "two <p/> &", "</body>"],
)
def test_malformed_markup_names_its_section(markup: str) -> None:
    with pytest.raises(PublicationError, match=r"EPB-001.*One \(one.xhtml\)"):
        emitted(with_markup(markup))


def test_svg_and_mathml_are_stated_in_the_manifest() -> None:
    markup = (
        '<section><svg xmlns="http://www.w3.org/2000/svg"><title>A</title></svg>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></section>'
    )
    package = opened(emitted(with_markup(markup)))["EPUB/content.opf"]
    assert b'href="one.xhtml" media-type="application/xhtml+xml" properties="mathml svg"' in package


def test_a_book_with_nothing_to_list_still_has_a_way_in() -> None:
    made = replace(small(), contents=())
    ncx = opened(emitted(made))["EPUB/toc.ncx"]
    assert ncx.count(b"<navPoint") == 1
    assert b'src="one.xhtml"' in ncx


def test_what_is_not_whole_is_named() -> None:
    content = emitted(small())
    files = opened(content)
    part = Part(family="document", path="one.xhtml", media_type="", content=b"other")
    with pytest.raises(PublicationError, match=r"EPB-001.*one.xhtml.*is not what was put in"):
        verify(content, parts=[part], documents=())
    del files["EPUB/one.xhtml"]
    files["EPUB/stray.txt"] = b"?"
    with pytest.raises(PublicationError) as raised:
        verify(packed(files), parts=[part], documents=())
    said = str(raised.value)
    assert "(one.xhtml) is missing" in said
    assert "lists EPUB/one.xhtml, which is not in the book" in said
    assert "does not list EPUB/stray.txt" in said
    with pytest.raises(PublicationError, match="cannot be read"):
        verify(b"not a zip", parts=(), documents=())
