"""A stylesheet of the author's own stands in the place of the layout's, or beside it."""

from __future__ import annotations

import pytest

import imprint
from imprint.diagnostics import PublicationError
from imprint.layouts import compose, load_layout
from imprint.model.rendition import Medium

TOML = 'title = "A"\nlang = "en"\nlayout = "novel"\n'


def sheets(path: str, css: str, medium: Medium = Medium.EPUB) -> dict[str, str]:
    """The composed stylesheets by name, with one of the author's own."""
    files = {"imprint.toml": TOML, "source/1.md": "# One\n\nText.\n", f"layouts/{path}": css}
    publication = imprint.read_files(files)
    rendition = compose(publication, load_layout(publication.layout), medium)
    return {sheet.name: sheet.css for sheet in rendition.stylesheets}


@pytest.mark.parametrize("folder", ["epub", "shared"])
def test_one_of_the_same_path_takes_the_place_of_the_layouts_own(folder: str) -> None:
    made = sheets(f"novel/{folder}/style.css", "p { color: navy }")
    assert made[f"novel-{folder}-style.css"] == "p { color: navy }"
    other = {"epub": "shared", "shared": "epub"}[folder]
    assert len(made[f"novel-{other}-style.css"]) > 100


def test_it_can_include_the_one_that_it_replaces() -> None:
    made = sheets("novel/epub/style.css", '{% include "novel/epub/style.css" %}\np { top: 0 }')
    own = sheets("novel/epub/ours.css", "p { top: 0 }")["novel-epub-style.css"]
    assert made["novel-epub-style.css"].startswith(own.rstrip())
    assert made["novel-epub-style.css"].endswith("p { top: 0 }")


def test_one_of_another_name_is_read_beside_it() -> None:
    made = sheets("novel/epub/ours.css", "p { color: navy }")
    assert made["novel-epub-ours.css"] == "p { color: navy }"
    assert len(made["novel-epub-style.css"]) > 100


def test_a_fault_in_it_names_its_file() -> None:
    with pytest.raises(PublicationError) as caught:
        sheets("novel/epub/style.css", "p { color: {{ nothing }} }")
    (finding,) = caught.value.findings
    assert str(finding.where) == "layouts/novel/epub/style.css:1"


@pytest.mark.slow
def test_what_the_engine_stumbles_over_names_the_section() -> None:
    """A paragraph that is moved into a running head, of a width that the engine cannot tell."""
    css = "p { position: running(head) }"
    files = {"imprint.toml": TOML, "source/1.md": "# The Tide\n\nText.\n"}
    publication = imprint.read_files({**files, "layouts/novel/print/ours.css": css})
    with pytest.raises(PublicationError) as caught:
        imprint.build_artifacts(publication, targets=["print"])
    findings = [f for f in caught.value.findings if f.code == "PDF-002"]
    assert findings
    assert all("could not be typeset: the engine stumbles over it" in f.what for f in findings)
    assert "the section " in findings[0].what
