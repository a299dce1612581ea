"""Layouts, the imprint page and fonts: what a composition finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.specimens.specimen import Files, Found, Specimen, book, of_toml

import imprint
from imprint.diagnostics import Finding, Findings
from imprint.layouts import compose, load_layout
from imprint.layouts.words import load_words
from imprint.model.rendition import Medium


def composed(files: Files, medium: Medium = Medium.EPUB) -> Found:
    def compose_it(_: Path) -> Any:
        publication = imprint.read_files(files)
        layout = load_layout(publication.layout)
        return compose(publication, layout, medium).findings

    return compose_it


def of_layout(
    wrong: str, right: str, *, medium: Medium = Medium.EPUB, base: str = "", text: str = "Text."
) -> Specimen:
    """What stands in imprint.toml about the layout, the page or the fonts."""
    books = [book(f"{base}\n{lines}", text=f"# One\n\n{text}\n") for lines in (wrong, right)]
    return Specimen(*(composed(files, medium) for files in books))


def of_file(path: str, wrong: str, right: str, toml: str = 'layout = "essay"') -> Specimen:
    """What stands in a file under layouts/."""
    books = [book(toml, {f"layouts/{path}": content}) for content in (wrong, right)]
    return Specimen(*(composed(files) for files in books))


def of_pack(wrong: str, right: str) -> Specimen:
    """What stands in a pack of the author's own."""
    return of_file("base/imprint/mine.toml", wrong, right, 'imprint-page = {pack = "mine"}')


def words_in(language: str) -> Found:
    def found(_: Path) -> Findings:
        findings = Findings()
        publication = imprint.read_files(book())
        load_words(load_layout(publication.layout), language, findings=findings)
        return findings

    return found


def font(name: str) -> bytes:
    from imprint.layouts.fonts import package_folder

    folder = package_folder(name)
    assert folder is not None
    return next(iter(sorted(folder.rglob("*.ttf")))).read_bytes()


def of_font(wrong: bytes, right: Callable[[], bytes]) -> Specimen:
    def with_font(content: bytes) -> Mapping[str, str | bytes]:
        return book('fonts = ["own.ttf"]', {"own.ttf": content})

    def mended(folder: Path) -> Iterable[Finding]:
        return composed(with_font(right()))(folder)

    return Specimen(composed(with_font(wrong)), mended)


PARAGRAPH = "essay/shared/blocks/paragraph.xhtml"
GOOD = "<p{{ attributes }}>{{ content }}</p>"
US = 'formats.print.isbn = "978-0-306-40615-7"'
STRICT = '[refuses.epub]\npublisher = "The law wants it."'

SPECIMENS = {
    "LAY-001": of_layout('layout = "novell"', 'layout = "novel"'),
    "LAY-002": of_file(PARAGRAPH, "<p>{{ nothing }}</p>", GOOD),
    "LAY-003": of_layout(
        'layout = {name = "novel", tirm = "a5"}', 'layout = {name = "novel", trim = "a5"}'
    ),
    "LAY-004": of_layout(
        'layout = {name = "novel", trim = "vast"}', 'layout = {name = "novel", trim = "a5"}'
    ),
    "LAY-005": of_file(
        "mine/layout.toml",
        'extends = "novel"\nnovelty = 1\n',
        'extends = "novel"\n',
        'layout = "mine"',
    ),
    "LAY-006": of_file(PARAGRAPH, "<p>{{ content }}", GOOD),
    "LAY-008": Specimen(words_in("sv"), words_in("de")),
    "IMP-001": of_layout(
        "",
        'rights = "© 2026 Ann Author"',
        base='publisher = "Harbour Press"\nimprint-page = "international"',
    ),
    "IMP-002": of_pack(STRICT, STRICT.replace("publisher", "title")),
    "IMP-003": of_layout('imprint-page = {pack = "uk2"}', 'imprint-page = {pack = "uk"}'),
    "IMP-004": of_pack('extends = "us"\nnovelty = 1\n', 'extends = "us"\n'),
    "IMP-005": of_layout(
        'imprint-page = {drop = ["lisence"]}', 'imprint-page = {drop = ["licence"]}'
    ),
    "IMP-006": of_layout(
        'imprint-page = {words = {tools = "{tulz}"}}',
        'imprint-page = {words = {tools = "{tools}"}}',
    ),
    "IMP-007": of_toml('revision = "git"', 'revision = "v1.2"'),
    "FNT-001": of_layout('fonts = ["fontpkg-not-there"]', 'fonts = ["fontpkg-source-sans-3"]'),
    "FNT-002": of_font(b"no font", lambda: font("fontpkg-source-sans-3")),
    "FNT-003": Specimen(
        *(composed(book(text=f"# One\n\n{text}\n"), Medium.PRINT) for text in ("\U00012345", "é"))
    ),
    "FNT-004": Specimen(
        *(composed(book(text=f"# One\n\n{text}\n"), Medium.EPUB) for text in ("\U00012345", "é"))
    ),
}
