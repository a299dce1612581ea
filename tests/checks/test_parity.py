"""What a finished file loses, adds, moves or changes is found there, named, and traced."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

import imprint
from imprint.build.checking import check_publication
from imprint.build.whole import check_built, check_pairs, check_siblings, check_whole
from imprint.checks.parity.composed import Composed, composed_of
from imprint.diagnostics import Finding, PublicationError
from imprint.layouts import compose, load_layout
from imprint.model.pages import PageMap
from imprint.model.rendition import Medium

pytestmark = pytest.mark.slow

CONFIGURATION = """
title = "The Lamp Room"
author = "Ann Author"
lang = "en-GB"
date = "2026-03-04"
layout = {name = "novel", trim = "a6"}
contents = ["source/1.md", "source/2.md"]
"""
ONE = """# The Harbour

A lamp was lit in the office, and the affluent waffle-iron stood by.[^1] The \
well-known keeper slept, as he did on every evening of that long and windy month.

See [the boats](#boats){.page} or [a site](https://example.org/lamps?a=1&b=2) for more.[^2]

## The Stairs

First they went up.

Then they went down.

[Once]{lang=fr} more a very\u00adlong word, and Ann\u00a0Author.

### A Narrow Door {#door}

- one oar
- two oars

| Lamp | Oil |
|---|---|
| large | whale |
| small | seed |

: What burns

```python
def light(lamp):
    if lamp:
        return "lit"
    return None
```

[^1]: It was made of iron.

[^2]: There are *many* more.
"""
TWO = """# The Boats {#boats}

![A boat with two sails](boat.png "")

The boats came in at dawn, when nobody had yet thought of them, and lay by the quay.

They went out at noon.

> Nobody had asked them.

***

It rained on them all.
"""
TARGETS = ("epub", "print", "screen")


def _picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(content, "PNG")
    return content.getvalue()


def read(one: str = ONE, two: str = TWO) -> imprint.Publication:
    return imprint.read_files(
        {
            "imprint.toml": CONFIGURATION,
            "source/1.md": one,
            "source/2.md": two,
            "source/boat.png": _picture(),
        }
    )


@dataclass
class Made:
    """A publication, its files, and what they were composed to."""

    publication: imprint.Publication
    files: dict[str, tuple[str, bytes]]
    composed: dict[Medium, Composed]
    pages: PageMap

    def check(self, **changed: bytes) -> tuple[Finding, ...]:
        """Check some of the files, as they were changed."""
        files = {target: (self.files[target][0], changed[target]) for target in changed}
        return check_whole(self.publication, files, self.composed, pages=self.pages)


def make(publication: imprint.Publication, targets: tuple[str, ...] = TARGETS) -> Made:
    build = imprint.build_artifacts(publication, targets=targets)
    layout = load_layout(publication.layout)
    composed = {
        medium: composed_of(compose(publication, layout, medium), publication)
        for medium in (Medium.EPUB, Medium.PRINT)
    }
    files = {a.target: (a.name, a.content) for a in build.artifacts}
    return Made(publication, files, composed, build.pages)


@pytest.fixture(scope="module")
def made() -> Made:
    return make(read())


def test_what_was_built_is_whole(made: Made) -> None:
    assert made.check(**{target: content for target, (_, content) in made.files.items()}) == ()


# The e-book.

Member = Callable[[str], str]


def in_epub(content: bytes, member: str, change: Member) -> bytes:
    """An EPUB with a member changed, which the change does change."""
    written = io.BytesIO()
    changed = False
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as copy:
        for info in archive.infolist():
            inside = archive.read(info)
            if info.filename.endswith(member):
                text = inside.decode()
                inside = change(text).encode()
                changed = changed or inside.decode() != text
            copy.writestr(info, inside)
    assert changed, member
    return written.getvalue()


def swap(one: str, other: str) -> Member:
    return lambda text: text.replace(one, "\x00").replace(other, one).replace("\x00", other)


def put(old: str, new: str) -> Member:
    return lambda text: text.replace(old, new, 1)


def cut(pattern: str, new: str = "") -> Member:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


EPUB: dict[str, tuple[str, Member, str]] = {
    "a paragraph dropped": ("chapter-1.xhtml", cut("<p[^>]*>First they.*?</p>"), "WHL-001"),
    "a list's item dropped": ("chapter-1.xhtml", cut("<li[^>]*>one oar</li>"), "WHL-001"),
    "a letter": ("chapter-1.xhtml", put("was lit in", "was let in"), "WHL-003"),
    "a capital": ("chapter-1.xhtml", put("First they", "first they"), "WHL-003"),
    "a space": ("chapter-1.xhtml", put("A lamp", "Alamp"), "WHL-003"),
    "a space that does not break": ("chapter-1.xhtml", put("Ann\u00a0A", "Ann A"), "WHL-003"),
    "a soft hyphen": ("chapter-1.xhtml", put("very\u00adlong", "verylong"), "WHL-003"),
    "a quotation mark": ("chapter-1.xhtml", put("waffle-iron", "waffle iron"), "WHL-003"),
    "two paragraphs swapped": (
        "chapter-1.xhtml",
        swap("First they went up", "Then they went down"),
        "WHL-004",
    ),
    "a paragraph twice": ("boats.xhtml", cut("(<p[^>]*>They went.*?</p>)", r"\1\1"), "WHL-002"),
    "a text added": ("boats.xhtml", put("</section>", "<p>Buy now</p></section>"), "WHL-002"),
    "a note dropped": ("chapter-1.xhtml", cut('<aside id="[^"]*note-1".*?</aside>'), "WHL-006"),
    "the notes swapped": (
        "chapter-1.xhtml",
        swap("It was made of iron.", "There are <em>many</em> more."),
        "WHL-007",
    ),
    "a call of another note": (
        "chapter-1.xhtml",
        cut('href="#([^"]*)note-1" epub', r'href="#\1note-2" epub'),
        "WHL-007",
    ),
    "the number of a call": (
        "chapter-1.xhtml",
        cut('(role="doc-noteref">)1<', r"\g<1>3<"),
        "WHL-007",
    ),
    "a heading's level": ("chapter-1.xhtml", cut("<h3(.*?)</h3>", r"<h2\1</h2>"), "WHL-005"),
    "a heading that is none": ("chapter-1.xhtml", cut("<h3(.*?)</h3>", r"<p\1</p>"), "WHL-005"),
    "an alternative text": ("boats.xhtml", put("A boat with two sails", "picture"), "WHL-008"),
    "a picture dropped": ("boats.xhtml", cut("<img[^>]*/>"), "WHL-008"),
    "cells swapped": ("chapter-1.xhtml", swap("large", "whale"), "WHL-009"),
    "a caption": ("chapter-1.xhtml", put("What burns", "What turns"), "WHL-003"),
    "a link to elsewhere": (
        "chapter-1.xhtml",
        put("example.org/lamps", "example.com/lamps"),
        "WHL-010",
    ),
    "a link within the book": (
        "chapter-1.xhtml",
        put("boats.xhtml#boats", "chapter-1.xhtml"),
        "WHL-010",
    ),
    "a link dropped": (
        "chapter-1.xhtml",
        cut("<a href=[^>]*lamps[^>]*>(.*?)</a>", r"\1"),
        "WHL-010",
    ),
    "an id that moved": ("chapter-1.xhtml", put(' id="door"', ""), "WHL-010"),
    "an indent of code": (
        "chapter-1.xhtml",
        put(" " * 8 + '<span class="k">return', " " * 4 + '<span class="k">return'),
        "WHL-011",
    ),
    "a page of a reference": (
        "chapter-1.xhtml",
        cut('(page-of">\u00a0|page-of">&#160;)[0-9]+', r"\g<1>77"),
        "WHL-013",
    ),
    "a document out of the spine": (
        "content.opf",
        cut('<itemref idref="document.boats"[^>]*/>'),
        "WHL-001",
    ),
    "the order of the spine": (
        "content.opf",
        swap('idref="document.boats"', 'idref="document.chapter-1"'),
        "WHL-004",
    ),
    "a line of the menu": ("nav.xhtml", put(">The Boats<", ">The Goats<"), "WHL-003"),
    "a goal of the menu": (
        "nav.xhtml",
        put("boats.xhtml#boats", "chapter-1.xhtml#chapter-1"),
        "WHL-010",
    ),
    "a line dropped from the menu": (
        "nav.xhtml",
        cut(r'<li><a href="boats.xhtml#boats">.*?</li>'),
        "WHL-001",
    ),
    "a line more in the menu": (
        "nav.xhtml",
        cut(r'(<li><a href=")(boats.xhtml#boats)(">)', r"\1buy.xhtml\3Buy</a></li>\1\2\3"),
        "WHL-002",
    ),
    "a paragraph that is hidden": (
        "boats.xhtml",
        cut("<p([^>]*>They went)", r'<p hidden="hidden"\1'),
        "WHL-001",
    ),
    "a document that is passed over": (
        "content.opf",
        put('idref="document.boats"', 'idref="document.boats" linear="no"'),
        "WHL-001",
    ),
    "an emphasis dropped": ("chapter-1.xhtml", put("<em>many</em>", "many"), "WHL-003"),
    "an emphasis added": ("boats.xhtml", put("at noon", "<em>at</em> noon"), "WHL-003"),
    "a head of a table": (
        "chapter-1.xhtml",
        cut(r"<th([^>]*)>Oil</th>", "<td>Oil</td>"),
        "WHL-003",
    ),
    "a language dropped": (
        "chapter-1.xhtml",
        cut(r'<i lang="fr"[^>]*>(.*?)</i>|<span lang="fr"[^>]*>(.*?)</span>', r"\1\2"),
        "WHL-003",
    ),
    "another language": (
        "chapter-1.xhtml",
        lambda text: text.replace('lang="fr"', 'lang="de"'),
        "WHL-003",
    ),
    "the language of a document": (
        "boats.xhtml",
        lambda text: text.replace('lang="en-GB"', 'lang="cy"'),
        "WHL-003",
    ),
    "a document that is cut short": ("boats.xhtml", put("</section>", ""), "WHL-014"),
}


@pytest.mark.parametrize("name", EPUB)
def test_what_is_changed_in_an_epub_is_found(made: Made, name: str) -> None:
    member, change, code = EPUB[name]
    findings = made.check(epub=in_epub(made.files["epub"][1], member, change))
    assert [finding.code for finding in findings] == [code], findings
    assert made.files["epub"][0] in findings[0].what


def checked(made: Made, **changed: bytes) -> tuple[Finding, ...]:
    """What is found of finished files, some of them changed."""
    layout = load_layout(made.publication.layout)
    renditions = {medium: compose(made.publication, layout, medium) for medium in made.composed}
    files = {
        target: (name, changed.get(target, content))
        for target, (name, content) in made.files.items()
    }
    return check_built(made.publication, files, renditions, pages=made.pages)


def test_what_was_finished_is_whole(made: Made) -> None:
    assert checked(made) == ()


def marker(label: str) -> str:
    return rf'<span id="page-{label}"[^>]*/>'


# What is compared of finished files alone.
FINISHED: dict[str, tuple[str, Member, str, str]] = {
    "a page's mark moved back": (
        "boats.xhtml",
        lambda text: re.sub(marker("3"), "", text).replace("by the quay", MARK + "by the quay"),
        "WHL-013",
        "has text before it on that page",
    ),
    "pages of other numbers": (
        "chapter-1.xhtml",
        swap('aria-label="1"', 'aria-label="2"'),
        "WHL-013",
        "which the-lamp-room-print.pdf has on page",
    ),
}
MARK = '<span id="page-3" epub:type="pagebreak" role="doc-pagebreak" aria-label="3"/>'


@pytest.mark.parametrize("name", FINISHED)
def test_what_is_changed_in_a_finished_epub_is_found(made: Made, name: str) -> None:
    member, change, code, said = FINISHED[name]
    findings = checked(made, epub=in_epub(made.files["epub"][1], member, change))
    assert [finding.code for finding in findings] == [code], findings
    assert said in findings[0].what


@pytest.mark.parametrize("new", [b"", b"GIF89a"])
def test_another_picture_in_a_finished_epub_is_found(made: Made, new: bytes) -> None:
    written = io.BytesIO()
    content = made.files["epub"][1]
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(written, "w") as copy:
        for info in archive.infolist():
            is_it = info.filename.endswith("boat.png")
            if not is_it or new:
                copy.writestr(info, new if is_it else archive.read(info))
    (finding,) = checked(made, epub=written.getvalue())
    assert finding.code == "WHL-008"
    assert "A boat with two sails" in finding.what


def test_a_document_of_damaged_bytes_is_named(made: Made) -> None:
    content = bytearray(made.files["epub"][1])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo("EPUB/chapter-1.xhtml").header_offset
    for at in range(start + 300, start + 340):
        content[at] ^= 0xFF
    findings = made.check(epub=bytes(content))
    assert [finding.code for finding in findings] == ["WHL-014"]
    assert "EPUB/chapter-1.xhtml" in findings[0].what


def test_a_pdf_of_which_half_is_there_is_named(made: Made, tmp_path: Path) -> None:
    publication = read()
    build = imprint.build_artifacts(publication, targets=("print", "screen"))
    imprint.write_artifacts(build.artifacts, tmp_path, pages=build.pages)
    for name in ("the-lamp-room-print.pdf", "the-lamp-room-screen.pdf"):
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content[: len(content) // 2])
    findings = check_publication(publication, tmp_path)
    named = {finding.what.split()[0] for finding in findings if finding.code == "AGR-007"}
    assert named == {"the-lamp-room-print.pdf", "the-lamp-room-screen.pdf"}


def test_a_cover_of_the_authors_own_is_taken_as_it_is() -> None:
    content = io.BytesIO()
    Image.new("RGB", (1600, 2560), "grey").save(content, "JPEG")
    publication = imprint.read_files(
        {
            "imprint.toml": f'cover = "own.jpg"\n{CONFIGURATION}',
            "source/1.md": ONE,
            "source/2.md": TWO,
            "source/boat.png": _picture(),
            "own.jpg": content.getvalue(),
        }
    )
    assert imprint.build_artifacts(publication, targets=["epub"], proves=True).artifacts


def test_a_difference_in_an_epub_names_its_line(made: Made) -> None:
    changed = in_epub(made.files["epub"][1], "boats.xhtml", put("rained", "reined"))
    (finding,) = made.check(epub=changed)
    assert str(finding.where) == "source/2.md:13"
    assert "It r▸ained on them all." in finding.what
    assert "It r▸eined on them all." in finding.what


# The PDF, set from another text than its publication's.

TEXTS: dict[str, tuple[Callable[[str], str], str]] = {
    "a paragraph dropped": (put("First they went up.\n\n", ""), "WHL-001"),
    "a list's item dropped": (put("- one oar\n", ""), "WHL-001"),
    "a letter": (put("was lit in", "was let in"), "WHL-003"),
    "the first letter": (put("Then they", "Than they"), "WHL-003"),
    "the last letter": (put("went down.", "went dowm."), "WHL-003"),
    "a capital": (put("First they", "first they"), "WHL-003"),
    "a space": (put("A lamp was", "A lampwas"), "WHL-003"),
    "a hyphen": (put("well-known", "wellknown"), "WHL-003"),
    "two paragraphs swapped": (swap("First they went up.", "Then they went down."), "WHL-004"),
    "a paragraph twice": (
        put("First they went up.", "First they went up.\n\nFirst they went up."),
        "WHL-002",
    ),
    "a paragraph added": (put("First they", "Nobody knew of it.\n\nFirst they"), "WHL-002"),
    "a note's text": (put("made of iron", "made of irony"), "WHL-003"),
    "the notes swapped": (swap("It was made of iron.", "There are *many* more."), "WHL-007"),
    "a heading": (put("## The Stairs", "## The Chairs"), "WHL-003"),
    "cells swapped": (put("| large | whale |", "| whale | large |"), "WHL-009"),
    "a cell": (put("| seed |", "| weed |"), "WHL-009"),
    "an indent of code": (put('        return "lit"', '    return "lit"'), "WHL-011"),
    "a line of code": (put("    return None\n", ""), "WHL-011"),
    "a caption": (put("What burns", "What turns"), "WHL-003"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_pdf_of_another_text_is_found(made: Made, name: str) -> None:
    change, code = TEXTS[name]
    changed = change(ONE)
    assert changed != ONE
    other = make(read(one=changed), targets=("print",))
    findings = made.check(print=other.files["print"][1])
    assert code in [finding.code for finding in findings], findings
    assert all(finding.where.file == "source/1.md" for finding in findings), findings
    assert len(findings) <= 4


def test_a_difference_in_a_pdf_names_its_line_and_page(made: Made) -> None:
    other = make(read(two=TWO.replace("rained", "reined")), targets=("print",))
    (finding,) = made.check(print=other.files["print"][1])
    assert str(finding.where) == "source/2.md:13"
    assert "page 9 (3)" in finding.what or "page" in finding.what
    assert "It r▸ained on them all." in finding.what


# The PDF, changed where it is.

Change = Callable[[pikepdf.Pdf], None]


def in_pdf(content: bytes, change: Change) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(written)
    assert written.getvalue() != content
    return written.getvalue()


def page_with(pdf: pikepdf.Pdf, text: str) -> int:
    """The number of the first page after the contents with a text on it."""
    from imprint.checks.parity.pages import read_pages

    written = io.BytesIO()
    pdf.save(written)
    pages = read_pages(written.getvalue())
    return next(n for n, page in enumerate(pages) if n > 3 and text in page.text)


def drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[page_with(pdf, "A lamp was lit")]


def swap_pages(pdf: pikepdf.Pdf) -> None:
    at = page_with(pdf, "A lamp was lit")
    one, other = pdf.pages[at].obj.Contents, pdf.pages[at + 1].obj.Contents
    pdf.pages[at].obj.Contents, pdf.pages[at + 1].obj.Contents = other, one


def _texts(pdf: pikepdf.Pdf, number: int) -> list[Any]:
    return list(pikepdf.parse_content_stream(pdf.pages[number]))


def _write(pdf: pikepdf.Pdf, number: int, instructions: list[Any]) -> None:
    stream = pikepdf.unparse_content_stream(instructions)
    pdf.pages[number].obj.Contents = pdf.make_stream(stream)


def swap_lines(pdf: pikepdf.Pdf) -> None:
    """Let two lines of a page change their places."""
    at = page_with(pdf, "They went out at noon")
    instructions = _texts(pdf, at)
    places = [n for n, i in enumerate(instructions) if str(i.operator) == "Tm"]
    one, other = places[-4], places[-3]
    first, second = instructions[one].operands, instructions[other].operands
    instructions[one] = pikepdf.ContentStreamInstruction(second, pikepdf.Operator("Tm"))
    instructions[other] = pikepdf.ContentStreamInstruction(first, pikepdf.Operator("Tm"))
    _write(pdf, at, instructions)


def drop_line(pdf: pikepdf.Pdf) -> None:
    """Leave out what one line of a page draws."""
    at = page_with(pdf, "A lamp was lit")
    instructions = _texts(pdf, at)
    drawn = [n for n, i in enumerate(instructions) if str(i.operator) == "TJ"]
    del instructions[drawn[2]]
    _write(pdf, at, instructions)


def draw_twice(pdf: pikepdf.Pdf) -> None:
    at = page_with(pdf, "A lamp was lit")
    instructions = _texts(pdf, at)
    drawn = [n for n, i in enumerate(instructions) if str(i.operator) == "TJ"]
    instructions.insert(drawn[2] + 1, instructions[drawn[2]])
    _write(pdf, at, instructions)


def lower_head(pdf: pikepdf.Pdf) -> None:
    """Let the running head of a page stand in the text."""
    at = page_with(pdf, "The Stairs")
    instructions = _texts(pdf, at)
    places = [n for n, i in enumerate(instructions) if str(i.operator) == "Tm"]
    heads = sorted(places, key=lambda n: float(instructions[n].operands[5]))
    head = heads[0]
    moved = [*instructions[head].operands]
    moved[5] = 200
    instructions[head] = pikepdf.ContentStreamInstruction(moved, pikepdf.Operator("Tm"))
    _write(pdf, at, instructions)


def _maps(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for object_ in pdf.objects:
        if isinstance(object_, pikepdf.Dictionary) and "/ToUnicode" in object_:
            yield object_


def break_ligature(pdf: pikepdf.Pdf) -> None:
    """Let a ligature of three letters stand for two of them."""
    changed = 0
    for font in _maps(pdf):
        text = font.ToUnicode.read_bytes()
        other = text.replace(b"<00660066006c>", b"<00660066>")
        changed += other != text
        font.ToUnicode = pdf.make_stream(other)
    assert changed


def break_letter(pdf: pikepdf.Pdf) -> None:
    for font in _maps(pdf):
        text = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(re.sub(rb"(> )<0077>", rb"\1<fffd>", text))


def drop_unicode(pdf: pikepdf.Pdf) -> None:
    for font in list(_maps(pdf)):
        del font["/ToUnicode"]


def _tags(pdf: pikepdf.Pdf, role: str) -> Iterator[pikepdf.Object]:
    for object_ in pdf.objects:
        if isinstance(object_, pikepdf.Dictionary) and object_.get("/S") == role:
            yield object_


def change_level(pdf: pikepdf.Pdf) -> None:
    next(_tags(pdf, "/H2")).S = pikepdf.Name.H4


def change_words(pdf: pikepdf.Pdf) -> None:
    next(_tags(pdf, "/Figure")).Alt = pikepdf.String("picture")


def _links(pdf: pikepdf.Pdf, key: str) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            action = annotation.get("/A")
            if key in annotation or (action is not None and key in action):
                yield annotation


def change_address(pdf: pikepdf.Pdf) -> None:
    next(_links(pdf, "/URI")).A.URI = pikepdf.String("https://example.com/")


def drop_links(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[page_with(pdf, "A lamp was lit")].obj["/Annots"]


def change_goal(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[page_with(pdf, "A lamp was lit")].obj
    for annotation in page.Annots:
        if "/URI" not in annotation.get("/A", {}):
            annotation.Dest = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
            if "/A" in annotation:
                del annotation["/A"]


def lose_goals(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[page_with(pdf, "A lamp was lit")].obj
    for annotation in page.Annots:
        annotation.Dest = pikepdf.String("nowhere")
        if "/A" in annotation:
            del annotation["/A"]


def drop_picture(pdf: pikepdf.Pdf) -> None:
    at = page_with(pdf, "The boats came in")
    drawn = [i for i in _texts(pdf, at) if str(i.operator) != "Do"]
    _write(pdf, at, drawn)


PDF: dict[str, tuple[str, Change, set[str]]] = {
    "a page dropped": ("print", drop_page, {"WHL-001"}),
    "two pages swapped": ("print", swap_pages, {"WHL-004", "WHL-001", "WHL-003"}),
    "two lines swapped": ("print", swap_lines, {"WHL-004"}),
    "a line dropped": ("print", drop_line, {"WHL-001", "WHL-003"}),
    "a line twice": ("print", draw_twice, {"WHL-002", "WHL-003"}),
    "a running head in the text": ("print", lower_head, {"WHL-002"}),
    "a ligature": ("print", break_ligature, {"WHL-003"}),
    "a letter without a character": ("print", break_letter, {"WHL-012"}),
    "a picture": ("print", drop_picture, {"WHL-008"}),
    "no characters at all": ("print", drop_unicode, {"WHL-001", "WHL-012"}),
    "a heading's level": ("screen", change_level, {"WHL-005"}),
    "an alternative text": ("screen", change_words, {"WHL-008"}),
    "a link's address": ("screen", change_address, {"WHL-010"}),
    "links dropped": ("screen", drop_links, {"WHL-010"}),
    "a link's goal": ("screen", change_goal, {"WHL-010"}),
    "a link to nowhere": ("screen", lose_goals, {"WHL-010"}),
}


@pytest.mark.parametrize("name", PDF)
def test_what_is_changed_in_a_pdf_is_found(made: Made, name: str) -> None:
    target, change, codes = PDF[name]
    findings = made.check(**{target: in_pdf(made.files[target][1], change)})
    assert codes & {finding.code for finding in findings}, findings
    assert all(made.files[target][0] in finding.what for finding in findings)


def lose_outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def rename_entry(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = "Elsewhere"


def turn_entry(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Dest = pdf.Root.Outlines.Last.Dest


def relabel(pdf: pikepdf.Pdf) -> None:
    numbers = pikepdf.Dictionary(S=pikepdf.Name.D)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, numbers]))


def lose_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def start_something(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"1"


def add_layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array())


def turn_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Rotate = 90


def lay_over(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.FreeText, Rect=pikepdf.Array([9, 9, 90, 90]))
    pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


def lead_to_a_program(pdf: pikepdf.Pdf) -> None:
    annotation = next(_links(pdf, "/URI"))
    annotation.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, URI=annotation.A.URI)


def lose_fonts(pdf: pikepdf.Pdf) -> None:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
            del each["/FontFile2"]
            return


def say_otherwise(pdf: pikepdf.Pdf) -> None:
    next(_tags(pdf, "/P")).ActualText = pikepdf.String("Buy more")


def lose_heads(pdf: pikepdf.Pdf) -> None:
    for cell in list(_tags(pdf, "/TH")):
        cell.S = pikepdf.Name.TD


def change_language(pdf: pikepdf.Pdf) -> None:
    spans = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o)
    next(span for span in spans if "/Lang" in span).Lang = pikepdf.String("de")


def hush(pdf: pikepdf.Pdf) -> None:
    """Take a text out of the structure."""
    at = page_with(pdf, "A lamp was lit")
    instructions = _texts(pdf, at)
    begun = [n for n, i in enumerate(instructions) if str(i.operator) == "BDC"]
    instructions[begun[2]] = pikepdf.ContentStreamInstruction(
        [pikepdf.Name.Artifact], pikepdf.Operator("BMC")
    )
    _write(pdf, at, instructions)


def lose_characters(pdf: pikepdf.Pdf) -> None:
    """Of a font that nothing is drawn with: what is lost is said of the font."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        Encoding=pikepdf.Name("/Identity-H"),
        BaseFont=pikepdf.Name("/ABCDEF+Mute"),
        DescendantFonts=pikepdf.Array([pikepdf.Dictionary()]),
    )
    pdf.pages[0].Resources.Font.F999 = pdf.make_indirect(font)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (start_something, "WHL-018"),
        (attach, "WHL-018"),
        (add_layer, "WHL-018"),
        (turn_page, "WHL-018"),
        (lay_over, "WHL-018"),
        (lose_fonts, "WHL-018"),
        (say_otherwise, "WHL-018"),
        (lose_heads, "WHL-009"),
        (change_language, "WHL-003"),
        (hush, "WHL-017"),
        (lose_characters, "WHL-012"),
        (lose_outline, "WHL-010"),
        (rename_entry, "WHL-010"),
        (turn_entry, "WHL-010"),
        (relabel, "WHL-013"),
        (lose_tags, "WHL-005"),
    ],
)
def test_what_is_changed_beside_the_pages_of_a_finished_pdf_is_found(
    made: Made, change: Change, code: str
) -> None:
    findings = checked(made, screen=in_pdf(made.files["screen"][1], change))
    assert [finding.code for finding in findings] == [code], findings


def drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[page_with(pdf, "A lamp was lit")]


def test_a_link_that_starts_a_program_is_found(made: Made) -> None:
    findings = checked(made, screen=in_pdf(made.files["screen"][1], lead_to_a_program))
    assert any(f.code == "WHL-018" and "starts something (Launch)" in f.what for f in findings)


def draw_other_letters(pdf: pikepdf.Pdf) -> None:
    """Letters of the same text drawn by other glyphs: the map of characters follows them."""
    at = page_with(pdf, "A lamp was lit")
    instructions = _texts(pdf, at)
    drawn = next(n for n, i in enumerate(instructions) if str(i.operator) == "TJ")
    operands = [pikepdf.Array([*instructions[drawn].operands[0], 1])]
    instructions[drawn] = pikepdf.ContentStreamInstruction(operands, pikepdf.Operator("TJ"))
    _write(pdf, at, instructions)


def test_pdfs_of_one_book_draw_the_same(made: Made) -> None:
    name, content = made.files["screen"]
    files = {"print": made.files["print"], "screen": (name, content)}
    assert list(check_siblings(files, [])) == []
    changed = in_pdf(content, draw_other_letters)
    (finding,) = check_siblings({**files, "screen": (name, changed)}, [])
    assert finding.code == "WHL-018"
    assert "otherwise than" in finding.what
    said = [Finding("WHL-003", f"{name}: a letter")]
    assert list(check_siblings({**files, "screen": (name, changed)}, said)) == []


def swap_elements(pdf: pikepdf.Pdf) -> None:
    parent = next(e for e in _tags(pdf, "/Sect") if len(e.get("/K", ())) > 4)
    kids = list(parent.K)
    kids[1], kids[3] = kids[3], kids[1]
    parent.K = pikepdf.Array(kids)


def test_what_is_read_aloud_in_another_order_is_found() -> None:
    other = make(read(), ("screen", "archive"))
    assert checked(other) == ()
    findings = checked(other, screen=in_pdf(other.files["screen"][1], swap_elements))
    assert [finding.code for finding in findings] == ["WHL-004"], findings
    assert "read aloud in different orders from page" in findings[0].what


def test_a_page_that_is_lost_is_told_once_for_all_that_move(made: Made) -> None:
    findings = made.check(print=in_pdf(made.files["print"][1], drop_page))
    told = [finding.what for finding in findings if "bears the number" in finding.what]
    assert len(told) == 1, findings
    assert not any("“3” is not in the manuscript" in finding.what for finding in findings)


# What a layout does, and what a build does.

TEMPLATES: dict[str, tuple[str, str, str]] = {
    "a paragraph": ("novel/shared/blocks/paragraph.xhtml", "<p{{ attributes }}>…</p>", "WHL-001"),
    "a note": ("novel/print/blocks/note.xhtml", "<aside>{{ content }}</aside>", "WHL-006"),
    "a heading": (
        "novel/shared/blocks/heading.xhtml",
        "<p{{ attributes }}>{{ content }}</p>",
        "WHL-005",
    ),
    "a link": ("novel/shared/inlines/link.xhtml", "{{ content }}", "WHL-010"),
    "an alternative text": (
        "novel/shared/inlines/image.xhtml",
        '<img{{ attributes }} src="{{ source }}" alt=""/>',
        "WHL-008",
    ),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_loses_something_stops_the_build(name: str) -> None:
    path, template, code = TEMPLATES[name]
    publication = imprint.read_files(
        {
            "imprint.toml": CONFIGURATION,
            "source/1.md": ONE,
            "source/2.md": TWO,
            "source/boat.png": _picture(),
            f"layouts/{path}": template,
        }
    )
    with pytest.raises(PublicationError) as caught:
        imprint.build_artifacts(publication, targets=["epub", "print"], proves=True)
    codes = {finding.code for finding in caught.value.findings}
    assert code in codes, caught.value.findings
    assert imprint.build_artifacts(publication, targets=["epub"], proves=False).artifacts


def test_files_alone_are_compared_by_their_text(made: Made) -> None:
    assert check_pairs([made.files["epub"], made.files["print"]]) == ()
    other = make(read(one=ONE.replace("was lit in", "was let in")), targets=("print",))
    (finding,) = check_pairs([made.files["epub"], other.files["print"]])
    assert finding.code == "WHL-003"
    assert "was l▸it in" in finding.what
