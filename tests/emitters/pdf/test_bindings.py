"""A publication with everything, bound for the screen and the archive: judged, read, followed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Object
from PIL import Image
from tests.emitters.pdf.opened import Opened
from tests.emitters.pdf.specimens import everything, picture
from tests.validators import verapdf, verapdfs

import imprint
from imprint.model.pages import PageMap

pytestmark = pytest.mark.slow

EXPECTED = Path(__file__).parent / "expected"
ROOT = Path(__file__).parents[3]
LAYOUTS = {"novel": "recto", "essay": "next", "manual": "next", "issue": "next"}
CLAIMS = {"ua1": "screen", "2a": "archive"}


class Book:
    """A publication built for the screen and the archive."""

    def __init__(self, files: dict[str, str | bytes]) -> None:
        built = imprint.build_artifacts(imprint.read_files(files), targets=["screen", "archive"])
        self.findings = [finding.code for finding in built.findings]
        self.map: PageMap = built.pages
        self.screen, self.archive = (Opened(artifact.content) for artifact in built.artifacts)
        with pymupdf.open(stream=self.screen.content) as opened:
            self.pages = [" ".join(page.get_text().split()) for page in opened]

    def label_of(self, words: str) -> str:
        """The label of the first page on which words stand, the contents left out."""
        pages = [at for at, text in enumerate(self.pages) if words in text]
        return self.screen.labels[next(at for at in pages if "Contents" not in self.pages[at])]


@pytest.fixture(scope="module")
def books() -> dict[str, Book]:
    return {layout: Book(everything(layout, opening)) for layout, opening in LAYOUTS.items()}


@pytest.fixture(params=LAYOUTS)
def book(books: dict[str, Book], request: pytest.FixtureRequest) -> Book:
    return books[request.param]


# What validators say.


@pytest.mark.parametrize(("flavour", "target"), CLAIMS.items())
def test_each_pdf_is_what_it_claims_to_be(
    books: dict[str, Book], flavour: str, target: str
) -> None:
    contents = {layout: getattr(book, target).content for layout, book in books.items()}
    assert verapdfs(contents, flavour) == {layout: [] for layout in books}


def test_the_validator_is_awake(books: dict[str, Book]) -> None:
    rules = [fault.split(":")[0] for fault in verapdf(books["essay"].screen.content, "2a")]
    assert "6.6.4-1" in rules  # it does not claim to be PDF/A


def test_pictures_of_every_kind_may_be_archived() -> None:
    contents = {}
    for name, content in _pictures():
        files = {
            "essay.md": f"---\ntitle: One\n---\n![Words]({name})\n\nA ![word]({name}) in line.\n",
            name: content,
        }
        made = imprint.build_artifacts(imprint.read_files(files), targets=["archive"])
        contents[name] = made.artifacts[0].content
    assert verapdfs(contents, "2a") == {name: [] for name in contents}


def _pictures() -> Iterator[tuple[str, bytes]]:
    yield "alpha.png", picture((200, 30, 30, 128), "RGBA")
    yield "grey.png", picture((100, 128), "LA")
    for name, mode, colour, kind in (
        ("inks.jpg", "CMYK", (200, 10, 10, 0), "JPEG"),
        ("table.png", "P", 3, "PNG"),
    ):
        written = BytesIO()
        Image.new(mode, (20, 20), colour).save(written, kind)
        yield name, written.getvalue()
    yield (
        "drawing.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
        b'<linearGradient id="g"><stop stop-color="#f00"/>'
        b'<stop offset="1" stop-color="#00f" stop-opacity=".3"/></linearGradient>'
        b'<path fill="url(#g)" d="M0 0h20v20z"/><path fill="#0a0" opacity=".5" d="M20 0h20v20z"/>'
        b"</svg>",
    )


def test_colours_in_four_inks_may_be_archived() -> None:
    files = {
        "essay.md": "---\ntitle: One\n---\nA [word]{.red} in colour.\n",
        "layouts/essay/print/own.css": ".red { color: device-cmyk(0 1 1 0) }",
    }
    made = imprint.build_artifacts(imprint.read_files(files), targets=["archive"])
    assert b"/DeviceCMYK" in b"".join(_streams(made.artifacts[0].content))
    assert verapdf(made.artifacts[0].content, "2a") == []


def _streams(content: bytes) -> Iterator[bytes]:
    with pikepdf.open(BytesIO(content)) as opened:
        for page in opened.pages:
            page.contents_coalesce()
            if "/Contents" in page.obj:
                yield page.Contents.read_bytes()


def test_the_manual_is_what_it_claims_to_be(tmp_path: Path) -> None:
    imprint_ = Path(sys.executable).with_name("imprint")
    command = [imprint_, "build", ROOT / "docs", "--out", tmp_path]
    subprocess.run([*command, "--to", "epub,print,screen,archive", "--no-cache"], check=True)
    for flavour, target in CLAIMS.items():
        content = (tmp_path / f"imprint-manual-{target}.pdf").read_bytes()
        assert verapdf(content, flavour) == []


# The structure.


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_structure_is_the_expected_one(
    books: dict[str, Book], layout: str, request: pytest.FixtureRequest
) -> None:
    found = re.sub(r"\[[^]]*Imprint \d[^]]*\]", "[tools]", books[layout].screen.structure)
    expected = EXPECTED / f"{layout}.txt"
    if request.config.getoption("--accept"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


def test_no_expected_text_is_left_over() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == set(LAYOUTS)


def test_the_archive_has_the_structure_of_the_screen(book: Book) -> None:
    assert book.archive.structure == book.screen.structure


def test_a_paragraph_over_two_pages_is_one(book: Book) -> None:
    found = re.search(r"^ *P (\w+)\[A paragraph.*\] (\w+)\[.*ends here\.\]$", *_lines(book))
    assert found
    assert found[1] != found[2]


def test_a_note_stands_where_it_is_called_and_its_second_call_is_a_call(book: Book) -> None:
    pattern = (
        r" P \w+\[Two calls.*\n +Reference \w+\[1\]\n +Note ID='\d+-1'\n +Lbl \w+\[1\]\n"
        r" +P \w+\[The note that is called twice\.\]\n +Reference \w+\[1\]\n"
        r" +Reference \w+\[2\]\n +Note ID='\d+-2'\n +Lbl \w+\[2\]\n +P .*\n +P "
    )
    assert re.search(pattern, *_lines(book))


def test_headings_go_down_one_level_at_a_time(book: Book) -> None:
    levels = [int(level) for level in re.findall(r"^ *H(\d) ", *_lines(book))]
    assert levels[0] == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))


def test_a_table_over_two_pages_has_one_head(book: Book) -> None:
    structure = book.screen.structure
    assert structure.count("THead") == 1
    assert structure.count("Scope=Column") == 2
    assert len(set(re.findall(r"TD (\w+)\[Light", structure))) == 2


def test_a_decorative_picture_is_no_part_of_the_structure(book: Book) -> None:
    assert re.findall(r"Figure(?: Alt='(.*)')?", book.screen.structure) == [
        "A boat",
        "A second boat",
        "a wave",
    ]


def _lines(book: Book) -> tuple[str, re.RegexFlag]:
    return book.screen.structure, re.MULTILINE


def test_words_of_another_script_have_their_language_and_their_font() -> None:
    pytest.importorskip("justmytype_intl_cjk")
    files = {"essay.md": "---\ntitle: One\nlang: en\n---\nThe words are [漢字]{lang=ja}.\n"}
    book = Book(files)
    assert "Span Lang='ja' 1[漢字]" in book.screen.structure
    assert verapdf(book.screen.content, "ua1") == []


def test_spaces_between_words_of_two_scripts_have_a_glyph() -> None:
    pytest.importorskip("justmytype_intl_cjk")
    files = {
        "essay.md": "---\ntitle: 灯房\nlang: zh\n---\n灯房 is *Die Lampenstube*, 灯房 again.\n"
    }
    book = Book(files)
    assert book.findings == []
    assert "Die Lampenstube" in " ".join(book.pages)


def test_elements_have_their_names(book: Book) -> None:
    root = book.screen.pdf.Root.StructTreeRoot
    names = list(root.IDTree.Names)
    assert [str(name) for name in names[::2]] == sorted(
        re.findall(r" ID='(.*?)'", book.screen.structure)
    )
    assert all(element.S == "/Note" for element in names[1::2])


def test_whatever_is_drawn_is_an_artifact_or_in_the_structure(book: Book) -> None:
    """The parent tree names the element of each piece of marked content, and of each link."""
    pdf = book.screen.pdf
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        marks = parents[int(page.StructParents)]
        for at, element in enumerate(marks):
            assert element is None or (page.obj.objgen, at) in set(_marks_of(element))
        found = {number for place, number in book.screen.marked if place == page.obj.objgen}
        assert found <= {at for at, element in enumerate(marks) if element is not None}
        for annotation in page.get("/Annots", ()):
            assert parents[int(annotation.StructParent)].S == "/Link"


def _marks_of(element: Object) -> Iterator[tuple[tuple[int, int], int]]:
    for kid in element.K if isinstance(element.K, Array) else [element.K]:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
            yield kid.Pg.objgen, int(kid.MCID)


def test_a_figure_is_where_it_says(books: dict[str, Book]) -> None:
    """Also on a page that was turned to the other side of its leaf."""
    for layout in ("novel", "manual"):
        for opening in ("recto", "next"):
            found = Book(everything(layout, opening)) if opening == "next" else books[layout]
            _check_figures(found.screen)


def _check_figures(opened: Opened) -> None:
    with pymupdf.open(stream=opened.content) as book:
        drawn = {
            (page.number, *(round(float(side)) for side in (x0, page.rect.height - y1, x1)))
            for page in book
            for x0, y0, x1, y1 in (info["bbox"] for info in page.get_image_info())
        }
    said = set()
    for element in _elements(opened.pdf.Root.StructTreeRoot.K[0]):
        if element.S == "/Figure":
            left, bottom, right, _ = (float(side) for side in element.A.BBox)
            page = opened.labels.index(opened.label_of(element.Pg))
            said.add((page, round(left), round(bottom), round(right)))
    assert len(said) == 3
    assert said <= drawn


def _elements(element: Object) -> Iterator[Object]:
    yield element
    for kid in element.get("/K", Array()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _elements(kid)


# Links, outline, labels.


def test_links_lead_to_the_pages_of_what_they_name(book: Book) -> None:
    lines = book.screen.structure.splitlines()
    # Without spaces, as there is none where a line ends.
    leads = {
        re.sub(r"^ *Link (?:Lang=\S+ )?\w+\[|\]$| ", "", line): after.strip().removeprefix("OBJR ")
        for line, after in pairwise(lines)
        if " Link " in line
    }
    assert leads["thetable"] == f"page {book.label_of('The lights of the coast')}"
    assert leads["herfirstyear"] == leads["theend"] == f"page {book.label_of('After')}"
    assert leads["itsopening"] == leads["Back"] == f"page {book.label_of('A paragraph that')}"
    assert leads["https://creativecomm…org/licenses/by/4.0/"].startswith("https://creative")
    assert "https://example.org/?a=1&b=2" in leads.values()
    assert all("elsewhere" not in target for target in leads.values())


def test_the_contents_say_the_folios_that_they_lead_to(book: Book) -> None:
    pattern = r"Reference\n +Link \w+\[.*?(\d+|[ivx]+)\]\n +OBJR page (\w+)\n"
    found = re.findall(pattern, book.screen.structure)
    assert len(found) >= 5
    assert all(said == led for said, led in found)


def test_the_outline_leads_to_the_pages_of_its_titles(book: Book) -> None:
    labels = {title: label for _, title, label in book.screen.outline}
    numbered = {re.sub(r"^[\d.]+ ", "", title): label for title, label in labels.items()}
    for title in ("Before", "Running Text", "Things Set Apart", "Lists", "After"):
        assert numbered[title] == book.label_of(title), title
    levels = [level for level, _, _ in book.screen.outline]
    assert levels[0] == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))


def test_labels_are_the_folios(book: Book) -> None:
    assert book.screen.labels == [page.label for page in book.map]
    first = book.screen.labels.index("1")
    assert book.screen.labels[first:] == [
        str(number + 1) for number in range(len(book.screen.labels) - first)
    ]
    assert book.screen.labels[0] == "i"


# What the file says of itself.


@pytest.mark.parametrize("target", ["screen", "archive"])
def test_what_the_file_says_agrees(book: Book, target: str) -> None:
    pdf = getattr(book, target).pdf
    assert pdf.docinfo["/Title"] == "Everything & More"
    assert pdf.docinfo["/Author"] == "Ann Author; Ben Writer"
    said = pdf.open_metadata()
    assert said["dc:title"] == str(pdf.docinfo["/Title"])
    assert "; ".join(said["dc:creator"]) == str(pdf.docinfo["/Author"])
    assert said["dc:description"] == "All that can be written, once."
    assert set(said["dc:subject"]) == {"Books", "Printing"}
    assert str(pdf.docinfo["/Subject"]) == said["dc:description"]
    assert said["pdf:Keywords"] == str(pdf.docinfo["/Keywords"]) == "Books; Printing"
    assert "dc:identifier" not in said  # the ISBN is the printed book's
    assert said["dc:relation"] == {"urn:isbn:9780306406157"}
    assert said["pdf:Producer"] == str(pdf.docinfo["/Producer"])
    assert said["xmp:CreateDate"] == "2026-01-31T00:00:00Z"
    assert said["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
    claims = {key: said.get(key) for key in ("pdfuaid:part", "pdfaid:part")}
    assert claims == {
        "pdfuaid:part": "1" if target == "screen" else None,
        "pdfaid:part": "2" if target == "archive" else None,
    }
    assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20260131000000Z"
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.Root.MarkInfo.Marked is True


def test_a_picture_without_words_ends_the_claim() -> None:
    files = {"essay.md": "---\ntitle: One\n---\n![](boat.png)\n", "boat.png": picture()}
    book = Book(files)
    assert book.findings == ["AST-005"]
    assert "pdfuaid:part" not in book.screen.pdf.open_metadata()
    assert any(fault.startswith("7.3-1") for fault in verapdf(book.screen.content, "ua1"))
