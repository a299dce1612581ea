"""Links that name a page say the one that it is, in both books, when the pages have settled."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import pymupdf
import pytest

import imprint
from imprint.build import Build
from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.fragments import (
    Anchor,
    Fragment,
    FragmentJob,
    HeldParts,
    LaidPage,
    PageKind,
)
from imprint.emitters.pdf.press import Press

pytestmark = pytest.mark.slow

LONG = "\n\n".join(["A plain day, and nothing in it was out of order. " * 30] * 6)
FILES = {
    "imprint.toml": 'title = "A Book"\nauthor = "Ann Author"\nlang = "en"\nlayout = "novel"\n',
    "source/1.md": f"# One\n\nSee [the harbour, page](2.md#harbour){{.page}}.\n\n{LONG}",
    "source/2.md": f"# Two\n\n{LONG}\n\n## The harbour {{#harbour}}\n\n[Page](1.md){{.page}}.",
}


@pytest.fixture(scope="module")
def built() -> Build:
    built = imprint.build_artifacts(imprint.read_files(FILES), targets=["print", "epub"])
    assert built.findings == ()
    return built


def label_of(content: bytes, words: str) -> str:
    with pymupdf.open(stream=content) as book:
        return next(page.get_label() for page in book if words in page.get_text())


def words_of(content: bytes) -> str:
    with pymupdf.open(stream=content) as book:
        return " ".join(word for page in book for word in page.get_text().split())


def documents(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith("xhtml"))
        return "".join(archive.read(name).decode() for name in names)


def test_the_printed_book_names_the_page(built: Build) -> None:
    content = built.artifacts[0].content
    label = label_of(content, "The harbour")
    assert int(label) > 5
    assert f"See the harbour, page {label}." in words_of(content)
    assert "Page 1." in words_of(content)


CAPTIONED = '# {n}\n\n{long}\n\n![A boat](boat.svg "The *boat* {n}")\n\n' + (
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n: The table {n}\n\n![Uncaptioned](boat.svg)\n"
)
LISTS = """title = "A Book"
lang = "en"
[layout]
name = "{name}"
list-of-figures = true
list-of-tables = true
"""
BOAT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h2v2z"/></svg>'


@pytest.fixture(scope="module", params=["novel", "manual", "essay", "issue"])
def listed(request: pytest.FixtureRequest) -> Build:
    chapters = {f"source/{n}.md": CAPTIONED.format(n=n, long=LONG) for n in (1, 2)}
    files = {"imprint.toml": LISTS.format(name=request.param), "source/boat.svg": BOAT, **chapters}
    return imprint.build_artifacts(imprint.read_files(files), targets=["screen", "epub"])


@pytest.mark.slow
@pytest.mark.parametrize("what", ["The *boat*", "The table"])
def test_lists_of_figures_and_of_tables_name_their_pages(listed: Build, what: str) -> None:
    with pymupdf.open(stream=listed.artifacts[0].content) as book:
        pages = [(page.get_label(), " ".join(page.get_text().split())) for page in book]
    (list_,) = [text for _, text in pages if f"{what} 1" in text and f"{what} 2" in text]
    for number in (1, 2):
        label = [label for label, text in pages if f"{what} {number}" in text][-1]
        assert re.search(rf"{re.escape(what)} {number}[ .\u2009\xa0]*{label}\b", list_)


@pytest.mark.slow
def test_the_ebook_has_them_as_well_and_landmarks_for_them(listed: Build) -> None:
    text = documents(listed.artifacts[1].content)
    assert 'epub:type="loi" role="navigation" aria-label="Figures"' in text
    assert 'epub:type="lot" role="navigation" aria-label="Tables"' in text
    assert '<a epub:type="loi" href="figures.xhtml">Figures</a>' in text
    assert len(re.findall(r'href="chapter-(\d)\.xhtml#chapter-\1\.\d+"', text)) == 4


def test_a_list_without_entries_is_not_made() -> None:
    files = {"imprint.toml": LISTS.format(name="manual"), "source/1.md": "# One\n\nText."}
    text = documents(
        imprint.build_artifacts(imprint.read_files(files), targets=["epub"]).artifacts[0].content
    )
    assert "loi" not in text
    assert "lot" not in text


def test_the_ebook_names_the_same_page(built: Build) -> None:
    label = label_of(built.artifacts[0].content, "The harbour")
    text = documents(built.artifacts[1].content)
    assert f'the harbour, page<span class="page-of">&#160;{label}</span></a>' in text
    assert "data-folio-of" not in text


def test_an_ebook_without_a_printed_book_has_no_number() -> None:
    built = imprint.build_artifacts(imprint.read_files(FILES), targets=["epub"])
    text = documents(built.artifacts[0].content)
    assert "the harbour, page</a>" in text
    assert "data-folio-of" not in text


def never_settled() -> tuple[Finding, ...]:
    """What is found of a section that has another page when its reference has an even number."""

    def fragments(_: Press, jobs: Sequence[FragmentJob]) -> tuple[Fragment, ...]:
        return tuple(fragment(job) for job in jobs)

    def fragment(job: FragmentJob) -> Fragment:
        label = job.folios.get("harbour", "1")
        id_ = "harbour" if "chapter-2" in job.sections else job.sections[0]
        count = 3 if label.isdigit() and int(label) % 2 else 2
        return Fragment(
            pages=(page,) * count,
            anchors={id_: Anchor(0, 0.0, 0.0)},
            links=(),
            mirrors=True,
            plain=True,
            running=False,
            fixed=False,
            opening="",
            closing="",
            counted=(),
            missing=(),
            complaints=(),
            parts=HeldParts(b'{"fonts": {}, "structure": []}', b""),
        )

    page = LaidPage(PageKind("right", name="body"), 396.0, 612.0, 0.0, (50, 50, 340, 550))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "fragments_of", fragments)
        with pytest.raises(PublicationError) as raised:
            imprint.build_artifacts(imprint.read_files(FILES), targets=["print"])
    return raised.value.findings


def test_numbers_that_never_settle_are_said_to() -> None:
    (finding,) = never_settled()
    assert finding.code == "PDF-003"
    assert finding.where.file == "source/1.md"
    assert "still move" in finding.what
