"""Two small books, each set once and bound for every printer; and the margin at the spine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object, Pdf, Stream
from tests.emitters.pdf.specimens import WORDS, picture
from tests.layouts.records import FULL

import imprint
from imprint.build.pages import SetPages, Setter, profile_of, set_pages
from imprint.diagnostics import Finding
from imprint.emitters.pdf.crew import Crew, SerialExecutor
from imprint.emitters.pdf.description import stating
from imprint.emitters.pdf.fragments import Fragment, HeldParts, LaidPage, PageKind, setting_of
from imprint.emitters.pdf.joining import read_back
from imprint.emitters.pdf.press import Press, SetBook, SetPage, inside_margin
from imprint.emitters.pdf.printing import bind_print
from imprint.layouts import compose, load_layout
from imprint.layouts.options import Length
from imprint.model.pages import PageMap
from imprint.model.profile import Colour, Profile, Standard
from imprint.model.rendition import Medium, Rendition
from imprint.profiles import load_profile, profile_names
from imprint.store import NoStore
from imprint.values import replace

pytestmark = pytest.mark.slow  # its books are set

MOMENT = datetime(2026, 1, 31, tzinfo=UTC)
TRIM = (360.0, 576.0)  # 5 × 8 in, which every printer offers
CONFIGURATION = """
title = "A Printed Book"
author = "Ann Author"
lang = "en"
[layout]
name = "novel"
trim = "5in 8in"
[formats.print]
profile = "{profile}"
"""
# A profile's header (ICC.1:2010, 7.2), and no more.
ICC = bytes(12) + b"prtrCMYK" + bytes(16) + b"acsp" + bytes(88)

PLAIN = {
    "source/1.md": f"# First\n\n{WORDS * 60}\n\nA [link](2.md).[^1]\n\n[^1]: A note.",
    "source/2.md": f"# Second\n\n{WORDS}",
}
COLOURED: dict[str, str | bytes] = {
    "source/1.md": "# First\n\n![A boat](boat.png)\n\n![A cloud](cloud.png)\n\n"
    "::: {.full}\nBled.\n:::",
    "source/2.md": "# Second\n\nA [red]{.red} word.\n\n![A drawing](drawing.svg)",
    "source/boat.png": picture(),
    "source/cloud.png": picture((80, 90, 200, 120), "RGBA"),
    "source/drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<path fill="#0a0" d="M0 0h20v20z"/></svg>',
    "layouts/novel/print/own.css": ".red { color: #c00 }"
    ".full { margin: 0 -4in; padding: 1in 4in; background: #fc0 }",
}  # fmt: skip


def made(files: dict[str, str | bytes], profile: str = "generic") -> SetPages:
    """A publication composed and set for a printer."""
    written = {"imprint.toml": CONFIGURATION.format(profile=profile), **files}
    publication = imprint.read_files(written)

    def setter(composed: Callable[[], Rendition], fits: Callable[[SetBook], bool]) -> SetBook:
        with Crew(executor=SerialExecutor()) as crew:
            return Press(composed(), crew=crew, store=NoStore()).set_book(fits)

    return set_with(publication, setter)


def set_with(publication: imprint.Publication, setter: Setter) -> SetPages:
    return set_pages(
        load_layout(publication.layout),
        profile_of(publication),
        composer=lambda layout: compose(publication, layout, Medium.PRINT),
        setter=setter,
        progress=lambda _: None,
    )


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: int
    findings: tuple[Finding, ...]


def printed(pages: SetPages, profile: Profile | str, *, icc: bytes | None = None) -> Printed:
    chosen = load_profile(profile) if isinstance(profile, str) else profile
    made = bind_print(
        pages.book,
        pages.rendition,
        profile=chosen,
        colour_profile=icc,
        modified=MOMENT,
        store=NoStore(),
    )
    return Printed(read_back(made.file), made.pages, made.findings)


def opened(content: bytes) -> Pdf:
    return Pdf.open(BytesIO(content))


@pytest.fixture(scope="module")
def plain() -> SetPages:
    return made(dict(PLAIN))


@pytest.fixture(scope="module")
def coloured() -> SetPages:
    return made(COLOURED)


@pytest.fixture(params=profile_names())
def profile(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


# Boxes.


def box(page: pikepdf.Page, key: str) -> list[float]:
    return [float(side) for side in page.obj[key]]


def beyond(page: pikepdf.Page, key: str) -> list[float]:
    """How far a box goes past the trim at the left, at the bottom, at the right, at the top."""
    trim, other = box(page, "/TrimBox"), box(page, key)
    return [
        round((inner - outer) * sign, 3)
        for inner, outer, sign in zip(trim, other, (1, 1, -1, -1), strict=True)
    ]


@pytest.mark.parametrize("bleeds", [False, True])
@pytest.mark.slow
def test_every_page_has_the_boxes_of_its_side(
    plain: SetPages, coloured: SetPages, profile: Profile, bleeds: bool
) -> None:
    wanted = profile.bleed if bleeds or profile.bleed_always else 0.0
    edges = {edge: round(wanted, 3) for edge in profile.bleed_edges}
    inside, outside = edges.get("inside", 0.0), edges.get("outside", 0.0)
    bottom, top = edges.get("bottom", 0.0), edges.get("top", 0.0)
    for at, page in enumerate(
        opened(printed(coloured if bleeds else plain, profile).content).pages
    ):
        left, right = (inside, outside) if at % 2 == 0 else (outside, inside)
        trim = box(page, "/TrimBox")
        assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx(TRIM, abs=0.001)
        assert beyond(page, "/BleedBox") == pytest.approx([left, bottom, right, top], abs=0.002)
        assert box(page, "/MediaBox")[:2] == [0, 0]
        if "marks" not in profile.furniture:
            assert box(page, "/MediaBox") == box(page, "/BleedBox")
        else:
            assert min(beyond(page, "/MediaBox")) > max(beyond(page, "/BleedBox")) + 10


def test_marks_stand_outside_the_bleed(plain: SetPages) -> None:
    for page in opened(printed(plain, "offset").content).pages:
        left, bottom, right, top = box(page, "/BleedBox")
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("m", "l"):
                x, y = (float(number) for number in operands)
                assert not (left <= x <= right and bottom <= y <= top)


# Fonts.


def test_fonts_are_embedded_and_whole_where_the_printer_wants_them_so(
    plain: SetPages, profile: Profile
) -> None:
    whole = {len(font.content) for font in plain.book.setting.fonts}
    pdf = opened(printed(plain, profile).content)
    fonts = list(fonts_of(pdf))
    assert fonts
    for font in fonts:
        assert font.FontDescriptor.FontName == font.BaseFont
        size = len(font.FontDescriptor.FontFile2.read_bytes())
        assert ("+" in str(font.BaseFont)) is not profile.full_fonts
        assert (size in whole) is profile.full_fonts


def fonts_of(pdf: Pdf) -> Iterator[Object]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/Font":
            assert "/DescendantFonts" in thing or "/FontDescriptor" in thing
            if "/FontDescriptor" in thing:
                yield thing


# The number of pages.


def test_pages_are_as_many_as_the_printer_can_fold(plain: SetPages, profile: Profile) -> None:
    result = printed(plain, profile)
    pages = opened(result.content).pages
    assert result.pages == len(pages)
    assert len(pages) % profile.multiple == 0
    assert len(pages) - len(plain.book.pages) <= profile.multiple
    if profile.last_blank:
        assert b"".join(draw(pages[-1])).strip() == b""


def draw(page: pikepdf.Page) -> Iterator[bytes]:
    contents = page.obj.get("/Contents")
    if isinstance(contents, Array):
        yield from (part.read_bytes() for part in contents)
    elif contents is not None:
        yield contents.read_bytes()


def test_a_booklet_is_sheets_folded_once(plain: SetPages) -> None:
    options = {**plain.rendition.options, "booklet": True}
    booklet = replace(plain, rendition=replace(plain.rendition, options=options))
    assert printed(booklet, "generic").pages % 4 == 0


# What is beside the pages.


def test_there_is_nothing_beside_the_pages_that_a_printer_minds(
    coloured: SetPages, plain: SetPages, profile: Profile
) -> None:
    for pages in (coloured, plain):
        pdf = opened(printed(pages, profile).content)
        for key in "StructTreeRoot MarkInfo Outlines Dests Names OpenAction AA AcroForm".split():
            assert f"/{key}" not in pdf.Root
        assert all("/Annots" not in page and "/AA" not in page for page in pdf.pages)
        assert ("/PageLabels" in pdf.Root) is ("labels" in profile.furniture)
        described = "metadata" in profile.furniture
        assert ("/Metadata" in pdf.Root) is described
        assert ("/Title" in pdf.docinfo) is described
        assert not pdf.is_encrypted


def packet(content: bytes) -> dict[str, object]:
    with opened(content) as pdf:
        return dict(pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False).items())


def test_pages_state_the_record_wherever_a_printer_wants_it_stated(
    plain: SetPages, profile: Profile
) -> None:
    """ISO 16684-1: the same record as in PDFs for the screen, of the printed book."""
    pages = replace(plain, rendition=replace(plain.rendition, record=FULL))
    content = printed(pages, profile, icc=ICC).content
    if "metadata" not in profile.furniture:
        assert "/Metadata" not in opened(content).Root
        return
    wanted = packet(stating(FULL, MOMENT, medium="print"))
    assert len(wanted) > 20
    assert {"publisher", "rights", "WebStatement"} <= {name.rpartition("}")[2] for name in wanted}
    found = packet(content)
    assert {name: found.get(name) for name in wanted} == wanted
    assert "urn:isbn:9780306406157" in found.values()


# Colours.

_SEVERAL = {"rg": 3, "RG": 3, "k": 4, "K": 4}
_SPACES = {"cs", "CS", "scn", "SCN", "sc", "SC", "sh"}


@dataclass(frozen=True)
class Use:
    """A colour that something is drawn in, and whether it is text."""

    operator: str
    numbers: tuple[str, ...]
    text: bool = False


def colours_of(pdf: Pdf) -> set[Use]:
    """Every colour but black and greys, in every page and every form that it draws."""
    found: set[Use] = set()
    for page in pdf.pages:
        found |= _colours(page.obj, set())
    return found


def _colours(drawing: Object, seen: set[tuple[int, int]]) -> set[Use]:
    found: set[Use] = set()
    current = Use("g", ("0",))
    kept: list[Use] = []
    parsed = pikepdf.parse_content_stream(drawing) if _draws(drawing) else []
    for operands, operator in parsed:
        name = str(operator)
        if name == "q":
            kept.append(current)
        elif name == "Q":
            current = kept.pop()
        elif name in ("g", *_SEVERAL, *_SPACES):
            current = Use(name, tuple(str(number) for number in operands))
        elif name in ("TJ", "Tj") and not _is_one_ink(current):
            found.add(replace(current, text=True))
        if name in ("INLINE IMAGE", *_SEVERAL, *_SPACES) and not _is_one_ink(current):
            found.add(current)
    resources = drawing.get("/Resources", Dictionary())
    for category in ("/XObject", "/Pattern"):
        for thing in resources.get(category, Dictionary()).values():
            is_form = isinstance(thing, Stream) and thing.get("/Subtype") != "/Image"
            if is_form and thing.objgen not in seen:
                seen.add(thing.objgen)
                found |= _colours(thing, seen)
    return found


def _draws(drawing: Object) -> bool:
    return isinstance(drawing, Stream) or "/Contents" in drawing


def _is_one_ink(use: Use) -> bool:
    """Whether a colour is black alone, whichever words say so."""
    if use.operator in ("g", "G"):
        return True
    if use.operator in ("cs", "CS"):
        return use.numbers == ("/DeviceGray",)
    if use.operator in ("k", "K"):
        return all(float(number) == 0 for number in use.numbers[:3])
    return use.operator in ("sc", "SC", "scn", "SCN") and len(use.numbers) == 1


def test_black_text_is_one_ink_for_every_printer(plain: SetPages, profile: Profile) -> None:
    assert colours_of(opened(printed(plain, profile).content)) == set()


def test_colours_are_those_that_the_printer_has(coloured: SetPages, profile: Profile) -> None:
    found = colours_of(opened(printed(coloured, profile).content))
    operators = {use.operator for use in found}
    words = {use.numbers for use in found if use.text}
    match profile.colour:
        case Colour.GREY:
            assert found == set()
        case Colour.CMYK:
            assert operators == {"k"}
            assert words == {("0", "0.8", "0.8", "0.2")}
            ink = max(sum(float(number) for number in use.numbers) for use in found)
            assert ink * 100 <= profile.ink_most
        case Colour.ANY:
            assert operators == {"rg"}
            assert len(words) == 1


def test_pictures_are_in_the_inks_that_the_printer_has(
    coloured: SetPages, profile: Profile
) -> None:
    allowed = {
        Colour.GREY: {"/DeviceGray"},
        Colour.CMYK: {"/DeviceGray", "/DeviceCMYK"},
        Colour.ANY: {"/DeviceGray", "/DeviceRGB"},
    }
    pdf = opened(printed(coloured, profile).content)
    pictures = [
        thing
        for thing in pdf.objects
        if isinstance(thing, Stream) and thing.get("/Subtype") == "/Image"
    ]
    spaces = {str(picture.get("/ColorSpace", "/DeviceGray")) for picture in pictures}
    assert len(pictures) >= 2
    assert spaces <= allowed[profile.colour]
    masked = any("/SMask" in picture for picture in pictures)
    assert masked is not (profile.standard is Standard.PDF_X_1A)


# Standards.


def test_a_file_for_ingramspark_is_pdf_x_1a(coloured: SetPages) -> None:
    result = printed(coloured, "ingramspark")
    pdf = opened(result.content)
    assert result.content.startswith(b"%PDF-1.3")
    assert b"/ObjStm" not in result.content
    assert len(pdf.trailer.ID) == 2
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert intent.OutputConditionIdentifier == "CGATS TR 001"
    assert intent.RegistryName == "http://www.color.org"
    assert "/DestOutputProfile" not in intent
    assert pdf.docinfo["/GTS_PDFXVersion"] == "PDF/X-1:2001"
    assert pdf.docinfo["/GTS_PDFXConformance"] == "PDF/X-1a:2001"
    assert pdf.docinfo["/Trapped"] == "/False"
    for key in ("/Title", "/CreationDate", "/ModDate", "/Producer"):
        assert key in pdf.docinfo
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | Stream):
            assert "/SMask" not in thing
            assert "/Group" not in thing
            assert thing.get("/ca", 1) == thing.get("/CA", 1) == 1
    assert "PRN-004" not in codes(result)


def test_a_file_for_offset_says_pdf_x_4_with_the_printers_profile(coloured: SetPages) -> None:
    without, with_icc = printed(coloured, "offset"), printed(coloured, "offset", icc=ICC)
    assert without.content.startswith(b"%PDF-1.6")
    assert "PRN-004" in codes(without)
    assert "PRN-004" not in codes(with_icc)
    key = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
    assert key not in opened(without.content).open_metadata()
    pdf = opened(with_icc.content)
    assert pdf.open_metadata()[key] == "PDF/X-4"
    (intent,) = pdf.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == ICC


def test_the_same_book_is_the_same_bytes(coloured: SetPages, profile: Profile) -> None:
    assert printed(coloured, profile).content == printed(coloured, profile).content


# Findings.


def codes(result: Printed) -> list[str]:
    return [finding.code for finding in result.findings]


def test_a_small_book_is_to_nobodys_dislike(plain: SetPages) -> None:
    assert codes(printed(plain, "generic")) == []


def test_a_trim_that_is_not_offered_is_found(plain: SetPages) -> None:
    offered = replace(load_profile("generic"), trims=((432.0, 648.0),))
    result = printed(plain, offered)
    assert codes(result) == ["PRN-001"]
    assert "5 × 8 in" in result.findings[0].what
    assert "6×9" in result.findings[0].mend
    for accepts in (
        replace(offered, trims=((432.0, 648.0), TRIM)),
        replace(offered, trim_range=((288.0, 432.0), (612.0, 841.68))),
    ):
        assert codes(printed(plain, accepts)) == []
    assert codes(printed(plain, replace(offered, trim_range=((400.0, 432.0), (612.0, 842.0)))))


def test_too_few_and_too_many_pages_are_found(plain: SetPages) -> None:
    generic, count = load_profile("generic"), printed(plain, "generic").pages
    for least, most, found in (
        (count + 1, 0, ["PRN-002"]),
        (1, count - 1, ["PRN-002"]),
        (count, count, []),
        (1, 0, []),
    ):
        result = printed(plain, replace(generic, pages_least=least, pages_most=most))
        assert codes(result) == found
        assert all(f"the book has {count} pages" in finding.what for finding in result.findings)


@pytest.mark.parametrize(
    ("rule", "edge"),
    [({"inside": ((1000, 90.0),)}, "inside"), ({"safe": 90.0}, "outside")],
)
def test_text_too_near_an_edge_is_found(
    plain: SetPages, rule: dict[str, object], edge: str
) -> None:
    result = printed(plain, replace(load_profile("generic"), **rule))  # type: ignore[arg-type]
    assert set(codes(result)) == {"PRN-003"}
    assert any(f"margin-{edge} = " in finding.mend for finding in result.findings)
    text, *_ = result.findings
    assert text.what.startswith("the text comes within")
    assert "(pages i, iii" in text.what
    heads = [f for f in result.findings if f.what.startswith("running heads and folios come")]
    assert bool(heads) == ("safe" in rule)


@pytest.mark.slow
def test_running_heads_keep_clear_of_the_edge() -> None:
    """A line and its distance from the text fit between the text and the printer's safe area."""
    close = CONFIGURATION.replace("[formats", 'margin-top = "9mm"\nmargin-bottom = "9mm"\n[formats')
    pages = made({**PLAIN, "imprint.toml": close.format(profile="ingramspark")})
    rule = replace(load_profile("ingramspark"), pages_least=1)
    assert codes(printed(pages, rule)) == []
    assert codes(printed(pages, replace(rule, safe=45.0))) == ["PRN-003"] * 2
    height = pages.book.pages[0].size[1]
    rectangles = [r for f in pages.book.furniture for r in f.text.values()]
    assert rectangles
    assert min(r[1] for r in rectangles) == pytest.approx(36 + 14 * 0.25, abs=5)
    assert height - max(r[3] for r in rectangles) == pytest.approx(36 + 4, abs=5)


@pytest.mark.slow
def test_a_stylesheet_that_moves_a_folio_to_the_edge_is_found() -> None:
    css = "@page body:right { @bottom-right { content: counter(page); vertical-align: bottom } }"
    pages = made({**PLAIN, "layouts/novel/print/own.css": css})
    result = printed(pages, replace(load_profile("generic"), safe=18.0))
    assert codes(result) == ["PRN-003"]
    (finding,) = result.findings
    assert "running heads and folios come within 0.0" in finding.what
    assert "lower edge" in finding.what


def test_a_book_that_bleeds_is_held_to_the_wider_margin(
    plain: SetPages, coloured: SetPages
) -> None:
    rule = replace(load_profile("generic"), safe=10.0, safe_with_bleed=90.0)
    assert codes(printed(plain, rule)) == []
    assert "PRN-003" in codes(printed(coloured, rule))


def test_what_shines_through_is_found_where_the_printer_wants_it_solid() -> None:
    glass = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    glass += '<path opacity=".5" d="M0 0h20v20z"/></svg>'
    text = {"source/1.md": "# One\n\n![Glass](glass.svg)", "source/glass.svg": glass}
    pages = made(dict(text))
    result = printed(pages, "ingramspark")
    assert "PRN-004" in codes(result)
    assert "/GTS_PDFXVersion" not in opened(result.content).docinfo
    assert "PRN-004" not in codes(printed(pages, "generic"))


# The margin at the spine.


def imagined(pages: int, inside: float) -> SetBook:
    """A book of that many pages with that much margin at the spine, in points, and no text."""
    width, height = TRIM
    text = (inside, 50.0, width - 50, height - 50)
    laid = LaidPage(PageKind("right"), width, height, width - inside - 50, text)
    fragment = Fragment(
        pages=(laid,) * pages,
        anchors={},
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
        parts=HeldParts(b"{}", b""),
    )
    numbered = tuple(
        SetPage(
            leaf=(0, at),
            kind=PageKind("right" if at % 2 == 0 else "left"),
            number=at + 1,
            label=str(at + 1),
            section="one",
            size=TRIM,
            shift=0.0 if at % 2 == 0 else 50 - inside,
        )
        for at in range(pages)
    )
    return SetBook(
        setting=setting_of("One", "en", (), ()),
        fragments=(fragment,),
        pages=numbered,
        furniture=(),
        fonts={},
        anchors={},
        page_map=PageMap(),
    )


def settled(counts: list[int], *, natural: float = 28.8, obeys: bool = True) -> list[float]:
    """The margin of each try, for a book that has so many pages at each."""
    files = {"imprint.toml": CONFIGURATION.format(profile="kdp-paperback"), "source/1.md": "# One"}
    publication = imprint.read_files(files)
    gutter = load_layout(publication.layout).options["gutter"]
    assert isinstance(gutter, Length)
    tried: list[float] = []

    def setter(composed: Callable[[], Rendition], _: Callable[[SetBook], bool]) -> SetBook:
        chosen = composed().options["margin-inside"]
        given = obeys and isinstance(chosen, Length) and chosen.unit == "pt"
        tried.append(round(chosen.points + gutter.points, 1) if given else natural)
        return imagined(counts[min(len(tried), len(counts)) - 1], tried[-1])

    result = set_with(publication, setter)
    assert inside_margin(result.book) == pytest.approx(tried[-1])
    return tried


@pytest.mark.parametrize(
    ("counts", "tried"),
    [
        ([100], [28.8]),  # 0.375 in are enough
        ([160, 164], [28.8, 36.0]),
        ([290, 310, 320], [28.8, 36.0, 45.0]),  # the wider margin makes the book longer
        ([160, 140], [28.8, 36.0]),  # it never becomes narrower again
        ([310, 290, 310], [28.8, 45.0]),
        ([900, 950, 990], [28.8, 63.0]),  # beyond the last band
    ],
)
def test_the_margin_at_the_spine_grows_with_the_book(counts: list[int], tried: list[float]) -> None:
    assert settled(counts) == tried


def test_a_layout_that_does_not_widen_ends_and_is_found() -> None:
    assert settled([160], obeys=False) == [28.8, 28.8]


def test_a_wide_margin_is_left_as_it_is() -> None:
    assert settled([500], natural=60.0) == [60.0]


@pytest.mark.slow
def test_a_long_book_for_kdp_gets_a_wider_margin() -> None:
    configuration = CONFIGURATION.replace(
        "[formats", 'font-size = "22pt"\nleading = "32pt"\nmargin-inside = "0.3in"\n'
        'gutter = "0.1in"\nmargin-outside = "0.4in"\nhead-verso = "none"\nhead-recto = "none"\n'
        'folio = "none"\n[formats'
    ).replace("5in 8in", "2.6in 3.6in")  # fmt: skip
    chapters = {f"source/{n}.md": f"# Chapter {n}\n\n{WORDS * 18}" for n in range(1, 9)}
    toml = {"imprint.toml": configuration.format(profile="kdp-paperback")}
    pages = made({**chapters, **toml})
    assert len(pages.book.pages) > 150
    assert inside_margin(pages.book) == pytest.approx(36.0, abs=0.05)
    assert codes(printed(pages, "kdp-paperback")) == ["PRN-001"]  # of a size for quick tests
