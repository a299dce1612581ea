"""The manual's Markdown examples become publications, beside the files that they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tests.docs.chapters import ROOT

import imprint
from imprint.model.publication import LayoutChoice

_IMAGES = ROOT / "docs" / "source" / "images"
_BESIDE: Mapping[str, str] = {
    "source/glossary.md": "# Glossary\n\n## Words {#words}\n\nText.\n",
    "source/morning.md": "# Morning\n\n## Paragraphs\n\n{#first-words}\nThe sea was flat.\n",
}


def publication_of(text: str) -> imprint.Publication:
    """The publication whose manuscript is an example; raises PublicationError."""
    if text.startswith("---\n"):
        return imprint.read_files({"example.md": text})
    files: dict[str, str | bytes] = {"source/example.md": text}
    if "#first-words" in text and "{.opening #first-words}" not in text:
        files["source/morning.md"] = _BESIDE["source/morning.md"]
    if "glossary.md" in text:
        files["source/glossary.md"] = _BESIDE["source/glossary.md"]
    files.update({f"source/images/{path.name}": path.read_bytes() for path in _pictures()})
    files["imprint.toml"] = 'title = "Example"\n[layout]\nname = "manual"\n'
    return imprint.read_files(files)


@cache
def _pictures() -> tuple:
    return tuple(sorted(_IMAGES.iterdir()))


@cache
def layout_of(name: str) -> imprint.Layout:
    return imprint.load_layout(LayoutChoice(name=name))


def findings_of(text: str, medium: imprint.Medium) -> tuple[imprint.Finding, ...]:
    """What is found in an example, errors too."""
    try:
        publication = publication_of(text)
        layout = layout_of(publication.layout.name)
        rendition = imprint.compose(publication, layout, medium)
    except imprint.PublicationError as error:
        return error.findings
    return (*publication.findings, *rendition.findings)
