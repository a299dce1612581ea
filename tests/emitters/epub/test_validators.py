"""EPUBCheck judges whole EPUBs: no error, no warning, and no usage note but the expected ones."""

from __future__ import annotations

import pytest
from tests.emitters.epub.specimens import (
    chapter,
    emitted,
    full,
    paragraph,
    publication,
    rendition,
    small,
)
from tests.emitters.epub.test_documents import with_markup
from tests.emitters.epub.test_package import HOSTILE, with_ids
from tests.validators import epubcheck

from imprint.emitters.cover import emit_cover
from imprint.model.record import (
    Contributor,
    Identifier,
    Licence,
    Original,
    Publisher,
    Record,
    RightsStatement,
    Serial,
    Series,
    Subject,
)
from imprint.model.rendition import Rendition
from imprint.values import replace

# "Use of Font-face declaration", a licence of a font that no page links to, and the names of
# sections in other scripts.
EXPECTED = (
    "USAGE CSS-028",
    "USAGE PKG-012",
    'USAGE OPF-097 EPUB/content.opf: Resource "EPUB/fonts/LICENCE-',
)

ONIX = b'<?xml version="1.0"?>\n<ONIXMessage xmlns="http://ns.editeur.org/onix/3.0/reference"/>\n'


def hostile() -> Rendition:
    people = (
        Contributor(name=HOSTILE, sort_name=HOSTILE),
        Contributor(name=HOSTILE, role="trl", alternate_name=HOSTILE, alternate_language="zh-Hant"),
    )
    return small(
        title=HOSTILE,
        subtitle=HOSTILE,
        contributors=people,
        keywords=(HOSTILE,),
        series=Series(title=HOSTILE, position="1.2"),
        rights=HOSTILE,
        licence=Licence(spdx="LicenseRef-x", name=HOSTILE),
        identifiers=(Identifier(scheme="issn", value="2049-3630"),),
        short_title=HOSTILE,
        other_languages=("fr", "ar"),
        publisher=Publisher(name=HOSTILE, imprint=HOSTILE),
        rights_of_parts=(
            RightsStatement(part=HOSTILE, text=HOSTILE),
            RightsStatement(part="", licence=Licence(spdx="LicenseRef-y", name=HOSTILE)),
        ),
        subjects=(Subject(text=HOSTILE, authority=HOSTILE, term=HOSTILE),),
        serial=Serial(title=HOSTILE, volume=HOSTILE, number=HOSTILE),
        original=Original(title=HOSTILE, language="de", via=Original(title=HOSTILE)),
        publication_type=HOSTILE,
    )


def essay_alone() -> Rendition:
    """One section that no table of contents lists, in a layout without an imprint page."""
    layout = 'extends = "essay"\n[sections.epub]\nfront = ["cover"]\nback = []\n'
    section = replace(chapter("one", "", paragraph("Text.", id="one.1")), listed=False)
    made = publication(
        Record(title="Alone"), [section], layout="bare", files={"bare/layout.toml": layout}
    )
    composed = rendition(made)
    assert composed.contents == ()
    return composed


BOOKS = {
    "full": full,
    "hostile": hostile,
    "strange-ids": lambda: with_ids("1-first", "nav", "紅樓夢", "été"),
    "right-to-left": lambda: with_ids("one", language="ar"),
    "empty": lambda: with_markup('<section id="one"/>'),
    "alone": essay_alone,
}


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_records() -> None:
    """An ONIX message, and texts with records of their own."""
    made = full()
    parts = (Record(title=HOSTILE, contributors=(Contributor(name="Ann Lee"),)),)
    messages = epubcheck(emitted(made, cover=emit_cover(made), parts=parts, onix=ONIX))
    assert [m for m in messages if not m.startswith(EXPECTED)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_finds_nothing(name: str) -> None:
    made = BOOKS[name]()
    messages = epubcheck(emitted(made, cover=emit_cover(made)))
    assert [m for m in messages if not m.startswith(EXPECTED)] == []
