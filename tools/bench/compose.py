"""A publication becomes what its peers need: one HTML document with its stylesheets, the fonts,
the chapters for pandoc, and the facts of its pages.

    python -m tools.bench.compose PUBLICATION FOLDER

It runs in a process of its own, outside what is measured.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import imprint
from imprint.model.assets import Font
from imprint.model.rendition import Rendition
from tools.bench.facts import Facts, Typeface

_MARGINS = re.compile(r"@page :right \{ margin: ([\d.]+)pt ([\d.]+)pt ([\d.]+)pt ([\d.]+)pt; \}")
_USUAL_MARGINS = ("54", "54", "72", "54")
# Imprint fills page numbers in; alone, the engine can count them.
_FOLIOS = "[data-folio]::after { content: target-counter(attr(data-folio), page); }\n"
_VERSE = re.compile(r"^(:{3,}) *(?:verse|\{\.verse\}) *\n(.*?)^\1 *$\n?", re.MULTILINE | re.DOTALL)


def compose(publication_folder: Path, folder: Path) -> Facts:
    """Write the inputs of every peer into a folder: book.html, *.css, fonts, images, chapters."""
    publication = imprint.read(publication_folder)
    layout = imprint.load_layout(publication.layout)
    rendition = imprint.compose(publication, layout, imprint.Medium.PRINT)
    folder.mkdir(parents=True, exist_ok=True)
    _write_all(folder / "fonts", ((font.name, font.content) for font in rendition.fonts))
    _write_all(folder / "images", ((asset.name, asset.content) for asset in rendition.assets))
    sheets = {sheet.name: sheet.css for sheet in rendition.stylesheets} | {"folios.css": _FOLIOS}
    _write_all(folder, ((name, css.encode()) for name, css in sheets.items()))
    (folder / "book.html").write_text(_document(rendition, sheets), encoding="utf-8")
    files = dict.fromkeys(
        section.place.file for section in publication.walk() if section.place.file.endswith(".md")
    )
    chapters = {
        f"chapters/{number:04d}.md": for_pandoc((publication_folder / file).read_text("utf-8"))
        for number, file in enumerate(files, 1)
    }
    _write_all(folder / "chapters", ((Path(n).name, t.encode()) for n, t in chapters.items()))
    homes = dict.fromkeys((publication_folder / file).parent for file in files)
    resources = dict.fromkeys(str(home.resolve()) for home in (*homes, publication_folder))
    return _facts(rendition, tuple(chapters), tuple(resources))


def for_pandoc(text: str) -> str:
    """A manuscript with its verse as pandoc writes it: each line after a bar."""
    return _VERSE.sub(lambda verse: _barred(verse[2]), text)


def _barred(verse: str) -> str:
    return "".join(f"| {line}\n" for line in verse.strip("\n").splitlines())


def _document(rendition: Rendition, sheets: Iterable[str]) -> str:
    root = ElementTree.Element("html", {"lang": rendition.record.language})
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "meta", {"charset": "utf-8"})
    ElementTree.SubElement(head, "title").text = rendition.record.title
    for name in sheets:
        ElementTree.SubElement(head, "link", {"rel": "stylesheet", "href": name})
    body = ElementTree.SubElement(root, "body")
    for document in rendition.documents:
        body.append(ElementTree.fromstring(document.markup))  # noqa: S314 - our own markup
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        target = element.attrib.pop("data-folio-of", "")
        if target:
            element.set("data-folio", f"#{target}")
    return "<!DOCTYPE html>\n" + ElementTree.tostring(root, encoding="unicode", method="html")


def _facts(rendition: Rendition, chapters: tuple[str, ...], resources: tuple[str, ...]) -> Facts:
    options: Any = rendition.options
    css = "\n".join(sheet.css for sheet in rendition.stylesheets)
    top, outside, bottom, inside = (_MARGINS.findall(css) or [_USUAL_MARGINS])[-1]
    return Facts(
        title=rendition.record.title,
        authors=tuple(author.name for author in rendition.record.authors),
        language=rendition.record.language,
        chapters=chapters,
        resources=resources,
        width=options["trim"].width.points,
        height=options["trim"].height.points,
        top=float(top),
        outside=float(outside),
        bottom=float(bottom),
        inside=float(inside),
        size=options["font-size"].points,
        leading=options["leading"].points,
        typeface=_typeface(rendition.fonts),
    )


def _typeface(fonts: tuple[Font, ...]) -> Typeface:
    """The first family as four styles; one that it lacks is set in its regular style."""
    family = [font for font in fonts if font.family == fonts[0].family]
    upright = sorted((f for f in family if f.style == "normal"), key=lambda font: font.weight)
    italic = sorted((f for f in family if f.style == "italic"), key=lambda font: font.weight)
    italic = italic or upright
    return Typeface(
        family=family[0].family,
        regular=upright[0].name,
        bold=upright[-1].name,
        italic=italic[0].name,
        bold_italic=italic[-1].name,
    )


def _write_all(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files:
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    try:
        facts = compose(source, target)
    except imprint.PublicationError as error:
        sys.exit(str(error.findings[0]).partition("\n")[0])
    (target / "facts.json").write_text(json.dumps(asdict(facts)), encoding="utf-8")
