"""Content streams by hand: what they leave on the page, where, and in which paint."""

from __future__ import annotations

import random
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from tests.checks.preflight.specimens import codes, drawing, saved

from imprint.checks.preflight import check_print
from imprint.checks.preflight.colours import Kind, Paint, space_of
from imprint.checks.preflight.drawn import DrawnPage, Mark
from imprint.checks.preflight.fonts import read_font
from imprint.checks.preflight.functions import values_of
from imprint.checks.preflight.interpreting import Interpreter
from imprint.profiles import load_profile, profile_names

COURIER = Dictionary(
    Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, FirstChar=32,
    Widths=Array([600] * 95),
)  # fmt: skip


def page(content: bytes, **resources: Object) -> DrawnPage:
    with pikepdf.open(BytesIO(drawing(content, count=1, resources=resources))) as pdf:
        drawn = Interpreter().page(pdf.pages[0])
        assert drawn.troubles == []
        return drawn


def only(content: bytes, **resources: Object) -> Mark:
    (mark,) = page(content, **resources).marks
    return mark


def form(pdf: Pdf, content: bytes, **entries: Object) -> Stream:
    entries = {"BBox": Array([0, 0, 1000, 1000]), "Resources": Dictionary(), **entries}
    return Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, **entries)


@pytest.mark.parametrize(
    ("content", "box"),
    [
        (b"10 20 30 40 re f", (10, 20, 40, 60)),
        (b"40 60 -30 -40 re f", (10, 20, 40, 60)),
        (b"2 0 0 3 5 7 cm 10 20 30 40 re f", (25, 67, 85, 187)),
        (b"1 0 0 1 5 7 cm 2 0 0 3 0 0 cm 10 20 30 40 re f", (25, 67, 85, 187)),
        (b"0 1 -1 0 100 0 cm 10 20 30 40 re f", (40, 10, 80, 40)),
        (b"q 2 0 0 2 0 0 cm Q 10 20 30 40 re f", (10, 20, 40, 60)),
        (b"0 0 15 30 re W n 10 20 30 40 re f", (10, 20, 15, 30)),
        (b"q 0 0 15 30 re W n Q 10 20 30 40 re f", (10, 20, 40, 60)),
        (b"10 20 m 40 20 l 40 60 l h f*", (10, 20, 40, 60)),
        (b"10 20 m 10 60 40 60 40 20 c b", (10, 20, 40, 60)),
        (b"2 w 10 20 m 40 20 l S", (9, 19, 41, 21)),
        (b"2 0 0 2 0 0 cm 1 w 5 10 m 20 10 l s", (9, 19, 41, 21)),
    ],
)
def test_where_a_path_comes_to_lie(content: bytes, box: tuple[float, ...]) -> None:
    assert page(content).marks[0].box == pytest.approx(box)


@pytest.mark.parametrize(
    ("content", "paint"),
    [
        (b"", Paint(Kind.GREY, (0.0,))),
        (b"0.5 g", Paint(Kind.GREY, (0.5,))),
        (b"1 0 0 rg", Paint(Kind.RGB, (1.0, 0.0, 0.0))),
        (b"1 0 0 RG", Paint(Kind.GREY, (0.0,))),
        (b"0.1 0.2 0.3 0.4 k", Paint(Kind.CMYK, (0.1, 0.2, 0.3, 0.4))),
        (b"/DeviceRGB cs", Paint(Kind.RGB, (0.0, 0.0, 0.0))),
        (b"/DeviceCMYK cs", Paint(Kind.CMYK, (0.0, 0.0, 0.0, 1.0))),
        (b"/DeviceCMYK cs 1 0 0 0 sc", Paint(Kind.CMYK, (1.0, 0.0, 0.0, 0.0))),
        (b"/Own cs 0.5 scn", Paint(Kind.SPOT, (0.5,), ("Gold",))),
        (b"/Plate cs 0.5 scn", Paint(Kind.CMYK, (0.0, 0.5, 0.0, 0.0))),
        (b"/Cal cs 1 0 0 scn", Paint(Kind.RGB, (1.0, 0.0, 0.0), tagged=True)),
        (b"/Table cs 1 sc", Paint(Kind.RGB, (0.0, 0.0, 1.0))),
        (b"q 1 0 0 rg Q", Paint(Kind.GREY, (0.0,))),
        (b"7 g", Paint(Kind.GREY, (1.0,))),
    ],
)
def test_the_paint_of_a_shape(content: bytes, paint: Paint) -> None:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1)
    calibrated = Dictionary(WhitePoint=Array([0.95, 1, 1.09]))
    spaces = Dictionary(
        Own=Array([Name.Separation, Name.Gold, Name.DeviceCMYK, function]),
        Plate=Array([Name.Separation, Name.Magenta, Name.DeviceCMYK, function]),
        Cal=Array([Name.CalRGB, calibrated]),
        Table=Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\xff\0\0\0\0\xff")]),
    )
    assert only(content + b" 10 20 30 40 re f", ColorSpace=spaces).paint == paint


@pytest.mark.parametrize(
    ("paint", "ink", "white", "black"),
    [
        (Paint(Kind.GREY, (0.25,)), 75, False, False),
        (Paint(Kind.GREY, (1.0,)), 0, True, False),
        (Paint(Kind.CMYK, (0.5, 0.5, 0.5, 1.0)), 250, False, True),
        (Paint(Kind.CMYK, (0.0, 0.0, 0.0, 1.0)), 100, False, False),
        (Paint(Kind.CMYK, (0.0, 1.0, 1.0, 0.2)), 220, False, False),
        (Paint(Kind.CMYK, (0.0, 0.0, 0.0, 0.0)), 0, True, False),
        (Paint(Kind.RGB, (0.1, 0.1, 0.1)), 0, False, True),
        (Paint(Kind.RGB, (0.0, 0.0, 0.5)), 0, False, False),
        (Paint(Kind.RGB, (1.0, 1.0, 1.0)), 0, True, False),
        (Paint(Kind.ALL, (1.0,)), 400, False, False),
        (Paint(Kind.CMYK), 0, False, False),
    ],
)
def test_ink_white_and_black(paint: Paint, ink: float, white: bool, black: bool) -> None:
    assert paint.ink == pytest.approx(ink)
    assert paint.is_white is white
    assert paint.is_nearly_black is black


@pytest.mark.parametrize(
    ("content", "box", "size"),
    [
        (b"/F 10 Tf 50 100 Td (abcd) Tj", (50, 97.5, 74, 109), 10),
        (b"/F 10 Tf 50 100 Td [(ab) 1000 (cd)] TJ", (50, 97.5, 64, 109), 10),
        (b"/F 10 Tf 50 100 Td 2 Tc (abcd) Tj", (50, 97.5, 82, 109), 10),
        (b"/F 10 Tf 50 100 Td 2 Tw (a cd) Tj", (50, 97.5, 76, 109), 10),
        (b"/F 10 Tf 50 100 Td 50 Tz (abcd) Tj", (50, 97.5, 62, 109), 10),
        (b"/F 10 Tf 50 100 Td 4 Ts (abcd) Tj", (50, 101.5, 74, 113), 10),
        (b"/F 1 Tf 10 0 0 10 50 100 Tm (abcd) Tj", (50, 97.5, 74, 109), 10),
        (b"/F -10 Tf -1 0 0 -1 50 100 Tm (abcd) Tj", (50, 97.5, 74, 109), 10),
        (b"/F 10 Tf 50 120 TD 0 -20 TD (abcd) Tj", (50, 97.5, 74, 109), 10),
        (b"/F 10 Tf 20 TL 50 120 Td (abcd) '", (50, 97.5, 74, 109), 10),
        (b"/F 10 Tf 50 100 Td (ab) Tj (cd) Tj", (50, 97.5, 74, 109), 10),
    ],
)
def test_where_text_comes_to_lie(content: bytes, box: tuple[float, ...], size: float) -> None:
    fonts = Dictionary(F=COURIER)
    mark = only(b"BT " + content + b" ET", Font=fonts)
    assert mark.box == pytest.approx(box)
    assert mark.size == size
    assert mark.font is not None
    assert mark.font.family == "Courier"


def test_text_in_another_paint_is_another_mark() -> None:
    content = b"BT /F 10 Tf 50 100 Td (ab) Tj 1 0 0 rg (cd) Tj 3 Tr (ef) Tj ET"
    marks = page(content, Font=Dictionary(F=COURIER)).marks
    assert [mark.paint.kind for mark in marks] == [Kind.GREY, Kind.RGB, Kind.RGB]
    assert [mark.is_seen for mark in marks] == [True, True, False]


def test_a_form_is_drawn_by_its_matrix_within_its_box() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    inner = form(
        pdf, b"0 0 50 50 re f", Matrix=Array([2, 0, 0, 2, 10, 10]), BBox=Array([0, 0, 20, 30])
    )
    page = pdf.pages[0]
    page.obj.Contents = Stream(pdf, b"0.5 g q 1 0 0 1 1 1 cm /A Do Q /A Do")
    page.obj.Resources = Dictionary(XObject=Dictionary(A=pdf.make_indirect(inner)))
    with pikepdf.open(BytesIO(saved(pdf))) as pdf:
        first, second = Interpreter().page(pdf.pages[0]).marks
    assert first.box == (11, 11, 51, 71)
    assert second.box == (10, 10, 50, 70)
    assert first.paint == Paint(Kind.GREY, (0.5,))


def test_forms_in_circles_and_in_crowds_come_to_an_end() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    circle = pdf.make_indirect(form(pdf, b"/A Do"))
    circle.Resources = Dictionary(XObject=Dictionary(A=circle))
    crowd = pdf.make_indirect(form(pdf, b"0 0 9 9 re f"))
    for _ in range(20):
        resources = Dictionary(XObject=Dictionary(A=crowd))
        doubled = b"/A Do q 1 0 0 1 0 1 cm /A Do Q"
        crowd = pdf.make_indirect(form(pdf, doubled, Resources=resources))
    for drawn in (circle, crowd):
        page = pdf.pages[0]
        page.obj.Contents = Stream(pdf, b"/A Do")
        page.obj.Resources = Dictionary(XObject=Dictionary(A=drawn))
        found = Interpreter(left=[10_000]).page(page)
        assert len(found.troubles) == 1
        assert len(found.marks) < 20_000


@pytest.mark.parametrize(
    ("function", "values"),
    [
        (Dictionary(FunctionType=2, N=1, C0=Array([0, 1]), C1=Array([1, 0])), [[0, 1], [1, 0]]),
        (Dictionary(FunctionType=2, N=1), [[0], [1]]),
        (
            Dictionary(
                FunctionType=3,
                Functions=Array([
                    Dictionary(FunctionType=2, N=1, C0=Array([0]), C1=Array([0.5])),
                    Dictionary(FunctionType=2, N=1, C0=Array([0.5]), C1=Array([0.7])),
                ]),
            ),
            [[0], [0.5], [0.5], [0.7]],
        ),
        (Array([Dictionary(FunctionType=2, N=1)] * 2), [[0, 0], [1, 1]]),
        (Dictionary(FunctionType=4), []),
        (Dictionary(), []),
    ],
)  # fmt: skip
def test_the_values_of_a_function(function: Object, values: list[list[float]]) -> None:
    assert values_of(function) == values


def test_the_samples_of_a_function() -> None:
    pdf = Pdf.new()
    samples = Stream(
        pdf, b"\x00\xff\xff\x00", FunctionType=0, BitsPerSample=8, Size=Array([2]),
        Domain=Array([0, 1]), Range=Array([0, 1, 0, 1]),
    )  # fmt: skip
    assert values_of(samples) == [[0, 1], [1, 0]]


def test_the_widths_of_a_composed_font() -> None:
    inner = Dictionary(
        Subtype=Name.CIDFontType2, DW=700, W=Array([1, Array([100, 200]), 5, 7, 300])
    )
    font = read_font(
        Dictionary(
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Sea"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]),
        )
    )
    assert dict(font.widths) == {1: 0.1, 2: 0.2, 5: 0.3, 6: 0.3, 7: 0.3}
    assert (font.width, font.family, font.is_subset, font.program) == (0.7, "Sea", True, "")
    assert font.missing == {0}


def test_a_space_that_is_no_space() -> None:
    for found in (Array([]), Array([Name.ICCBased]), Name.Foo, 7, None, Array([Name.Indexed, 3])):
        assert space_of(found).kind is Kind.OTHER
    nested: Object = Name.DeviceRGB
    for _ in range(40):
        nested = Array([Name.Indexed, nested, 0, pikepdf.String("")])
    assert space_of(nested).kind is Kind.OTHER


# Whole files by hand.


@pytest.mark.parametrize(
    ("profile", "size", "count", "expected"),
    [
        ("kdp-paperback", (360, 576), 24, []),
        ("kdp-paperback", (240, 550), 24, ["PRE-006"]),
        ("kdp-paperback", (369, 594), 24, []),  # 5 × 8 in with its bleed
        ("kdp-paperback", (360, 576), 602, ["PRE-015"]),
        ("kdp-paperback", (360, 576), 830, ["PRE-011"]),
        ("generic", (123, 456), 2, []),
        ("generic", (123, 456), 3, ["PRE-012"]),
    ],
)
def test_sizes_and_counts(
    profile: str, size: tuple[float, float], count: int, expected: list[str]
) -> None:
    content = drawing(b"0 g 100 200 30 30 re f", size=size, count=count)
    assert codes(check_print(content, load_profile(profile), name="a.pdf")) == expected


def test_the_spine_is_on_the_other_side_of_a_book_that_is_read_from_the_right() -> None:
    content = drawing(b"0 g 30 200 200 30 re f", count=24)  # 0.417 in from the left
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.obj.Contents = Stream(pdf, b"0 g 30 200 270 30 re f")
        wide = saved(pdf)
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
        turned = saved(pdf)
    for content, inner, outer in ((wide, "1, 3", "2, 4"), (turned, "2, 4", "1, 3")):
        found = check_print(content, load_profile("ingramspark"), name="a.pdf")
        near = {f.code: f.what for f in found if f.code in ("PRE-016", "PRE-017")}
        assert "0.417 in of the inner edge; IngramSpark wants 0.500 in" in near["PRE-016"]
        assert f"(pages {inner}" in near["PRE-016"]
        assert f"(pages {outer}" in near["PRE-017"]


def test_labels_of_the_file_name_its_pages() -> None:
    content = drawing(b"1 w 20 20 m 90 90 l S", count=4)
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.Root.PageLabels = Dictionary(
            Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D)])
        )
        pdf.pages[2].obj.Annots = Array([Dictionary(Subtype=Name.Text)])
        content = saved(pdf)
    (finding,) = check_print(content, load_profile("generic"), name="a.pdf")
    assert finding.what.endswith("(page 1, 3 in the file)")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_in_a_file_it_is_reported_and_no_more(seed: int) -> None:
    """Values of a file are replaced by ones that make no sense there."""
    choice = random.Random(seed)
    content = b"/S gs BT /F 10 Tf 50 100 Td (ab) Tj ET /A Do /Sh sh 0 0 9 9 re f"
    content = drawing(content, count=24, prepare=_everything)
    with pikepdf.open(BytesIO(content)) as pdf:
        owners = [o for o in pdf.objects if isinstance(o, Dictionary | Stream | Array)]
        for _ in range(3):
            _spoil(choice.choice(owners), choice)
        try:
            content = saved(pdf)
        except (pikepdf.PdfError, ValueError, RuntimeError):
            pytest.skip("this cannot be saved")
    for name in profile_names():
        for finding in check_print(content, load_profile(name), name="a.pdf"):
            assert str(finding)


def _everything(pdf: Pdf) -> dict[str, Object]:
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]),
        Function=Dictionary(FunctionType=2, N=1, C0=Array([0, 0, 0]), C1=Array([1, 1, 1])),
    )  # fmt: skip
    things = {
        "ExtGState": Dictionary(S=Dictionary(ca=0.5, BM=Name.Multiply, LW=2)),
        "Font": Dictionary(F=COURIER),
        "XObject": Dictionary(A=form(pdf, b"1 0 0 rg 0 0 9 9 re f")),
        "Shading": Dictionary(Sh=shading),
    }
    return {name: pdf.make_indirect(thing) for name, thing in things.items()}


def _spoil(owner: Object, choice: random.Random) -> None:
    junk: Object | int = choice.choice([
        True, -1, 10**12, Name.Foo, pikepdf.String("x"), Array([]), Array([1, 2]),
        Dictionary(), Dictionary(A=1), 0,
    ])  # fmt: skip
    if isinstance(owner, Array):
        if len(owner):
            owner[choice.randrange(len(owner))] = junk
        return
    spared = {"/Length", "/Filter", "/Kids", "/Count"}
    keys = sorted(set(owner.keys()) - spared)
    if keys:
        owner[choice.choice(keys)] = junk
