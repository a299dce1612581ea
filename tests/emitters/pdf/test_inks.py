"""Books of one page, by hand: what they are drawn with, before and after."""

from __future__ import annotations

import random
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import Image

from imprint.emitters.pdf.inks import to_inks
from imprint.emitters.pdf.inks.mixing import Inks, Kind
from imprint.model.profile import Colour

LAB = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]))])


def one_page(content: bytes, **resources: Object) -> Pdf:
    book = Pdf.new()
    book.add_blank_page(page_size=(100, 100))
    page = book.pages[0].obj
    page.Contents = Stream(book, content)
    page.Resources = Dictionary(**resources)
    return book


def drawn(content: bytes, colour: Colour, **resources: Object) -> bytes:
    book = one_page(content, **resources)
    to_inks(book, colour)
    return bytes(book.pages[0].obj.Contents.read_bytes())


def calibrated(book: Pdf, components: int) -> Array:
    return Array([Name.ICCBased, Stream(book, b"a profile", N=components)])


# Operators.


@pytest.mark.parametrize(
    ("before", "grey", "cmyk"),
    [
        (b"0 0 0 rg", b"0 g", b"0 g"),
        (b"0 0 0 RG", b"0 G", b"0 G"),
        (b"0. 0 0.000 rg", b"0 g", b"0 g"),
        (b"1 1 1 rg", b"1 g", b"1 g"),
        (b".5 0.5 0.50 RG", b"0.5 G", b"0.5 G"),
        (b"1 0 0 rg", b"0.299 g", b"0 1 1 0 k"),
        (b"0 0 1 RG", b"0.114 G", b"1 1 0 0 K"),
        (b"0.2 0.4 0.6 rg", b"0.363 g", b"0.4 0.2 0 0.4 k"),
        (b"0 0 0 1 k", b"0 g", b"0 0 0 1 k"),
        (b"0 1 0 0.5 K", b"0 G", b"0 1 0 0.5 K"),
        (b"0 0.5 0 0.25 K", b"0.4565 G", b"0 0.5 0 0.25 K"),
        (b"0.5 g", b"0.5 g", b"0.5 g"),
    ],
)
def test_colours_become_inks(before: bytes, grey: bytes, cmyk: bytes) -> None:
    frame = b"q\n%b\n0 0 9 9 re f\nQ"
    assert drawn(frame % before, Colour.GREY) == frame % grey
    assert drawn(frame % before, Colour.CMYK) == frame % cmyk


def test_black_is_one_ink_though_all_else_stays() -> None:
    before = b"0 0 0 rg 0 0 0 RG 0.1 0.1 0.1 rg 10 0 0 rg 1 0 0 RG 1 1 1 1 k"
    after = b"0 g 0 G 0.1 0.1 0.1 rg 10 0 0 rg 1 0 0 RG 1 1 1 1 k"
    assert drawn(before, Colour.ANY) == after


@pytest.mark.parametrize("colour", Colour)
def test_what_only_looks_like_a_colour_stays(colour: Colour) -> None:
    text = rb"BT /F1 9 Tf (0 0 0 rg \( 1 0 0 rg) Tj [(a (1 0 0 rg) b) 0 0 0] TJ ET % 0 0 0 rg"
    assert drawn(text, colour) == text
    assert drawn(b"0 0 0 rg " + text, colour) == b"0 g " + text
    assert drawn(b"1 0 0 1 5 5 cm 0 0 0 rgx 3 0 0 0 re", colour).startswith(b"1 0 0 1 5 5 cm 0 0 0")


def test_colours_in_a_space_are_mixed_too() -> None:
    content = (
        b"/DeviceRGB cs 1 0 0 sc /DeviceCMYK CS 0 0 0 1 SCN"
        b" /screen cs 0 0 1 scn q /press cs 0 0 0 1 scn Q 0 1 0 scn /lab cs 0 0 0 scn 100 0 0 sc"
    )
    book = one_page(content)
    spaces = Dictionary(lab=LAB, screen=calibrated(book, 3), press=calibrated(book, 4))
    book.pages[0].obj.Resources.ColorSpace = spaces
    assert to_inks(book, Colour.CMYK) == ()
    after = book.pages[0].obj.Contents.read_bytes()
    assert b" ".join(after.split()) == (
        b"/DeviceGray cs 0 1 1 0 k /DeviceGray CS 0 0 0 1 K"
        b" /DeviceGray cs 1 1 0 0 k q /DeviceGray cs 0 0 0 1 k Q 1 0 1 0 k"
        b" /DeviceGray cs 0 g 1 g"
    )
    assert not book.pages[0].obj.Resources.ColorSpace.keys()


def test_patterns_are_chosen_as_before() -> None:
    content = b"/Pattern cs /p0 scn 0 0 9 9 re f 1 0 0 rg"
    assert drawn(content, Colour.GREY) == content.replace(b"1 0 0 rg", b"0.299 g")


def test_a_colour_of_the_spectrum_in_lab_is_near_that_of_rgb() -> None:
    inks = Inks(Colour.CMYK)
    red = inks.mix(Kind.LAB, (53.24, 80.09, 67.2))
    assert red == pytest.approx((0, 1, 1, 0), abs=0.01)


def test_an_ink_of_its_own_is_told() -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0, 0], N=1)
    spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, tint])
    book = one_page(b"/gold cs 0.5 scn", ColorSpace=Dictionary(gold=spot))
    (remark,) = to_inks(book, Colour.CMYK)
    assert remark.what == "a colour has an ink of its own"
    assert remark.pages == (0,)
    assert book.pages[0].obj.Contents.read_bytes() == b"/gold cs 0.5 scn"


def test_a_picture_in_the_line_is_told() -> None:
    book = one_page(b"0 0 0 rg BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")
    assert [remark.what for remark in to_inks(book, Colour.GREY)] == [
        "a picture is written into the page and keeps its colours"
    ]


def test_no_colour_has_more_ink_than_there_may_be() -> None:
    inks = Inks(Colour.CMYK, most=240)
    assert inks.mix(Kind.CMYK, (1, 1, 1, 1)) == pytest.approx((1.4 / 3, 1.4 / 3, 1.4 / 3, 1))
    assert inks.mix(Kind.CMYK, (0.6, 0.4, 0.4, 1)) == (0.6, 0.4, 0.4, 1)
    chance = random.Random(1)
    for _ in range(200):
        rgb = [chance.random() for _ in range(3)]
        assert sum(inks.mix(Kind.RGB, rgb)) <= 2 + 1e-9
        assert sum(inks.mix(Kind.CMYK, [chance.random() for _ in range(4)])) <= 2.4 + 1e-9


def test_a_stream_that_has_no_colour_is_not_written_again() -> None:
    book = one_page(b"")
    raw = pikepdf.Stream(book, b"0 0 9 9 re f")
    book.pages[0].obj.Contents = raw
    content = BytesIO()
    book.save(content, compress_streams=True)
    with Pdf.open(content) as opened:
        before = opened.pages[0].obj.Contents.read_raw_bytes()
        to_inks(opened, Colour.CMYK)
        assert opened.pages[0].obj.Contents.read_raw_bytes() == before


# What pages draw with.


def test_forms_patterns_and_glyphs_are_met_wherever_they_are() -> None:
    book = one_page(b"/x Do")
    black = b"0 0 0 rg 0 0 9 9 re f"
    inner = Stream(book, black, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    tile = Stream(book, black, PatternType=1, PaintType=1, BBox=[0, 0, 9, 9])
    glyph = Stream(book, b"9 0 d0 " + black)
    font = Dictionary(Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
    outer = Stream(book, black, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    outer.Resources = Dictionary(
        XObject=Dictionary(i=inner), Pattern=Dictionary(p=tile), Font=Dictionary(f=font)
    )
    outer.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    note = Stream(book, black, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    page = book.pages[0].obj
    page.Resources.XObject = Dictionary(x=outer)
    page.Annots = Array([Dictionary(Subtype=Name.Stamp, AP=Dictionary(N=note))])
    assert to_inks(book, Colour.GREY) == ()
    for stream in (inner, tile, outer, note):
        assert stream.read_bytes() == b"0 g 0 0 9 9 re f"
    assert glyph.read_bytes() == b"9 0 d0 0 g 0 0 9 9 re f"
    assert "/CS" not in outer.Group


def test_a_page_in_pieces_is_read_as_one() -> None:
    book = one_page(b"")
    page = book.pages[0].obj
    page.Contents = Array([Stream(book, b"1 0 0 "), Stream(book, b"rg 0 0 9 9 re f")])
    to_inks(book, Colour.GREY)
    assert page.Contents.read_bytes().split() == b"0.299 g 0 0 9 9 re f".split()


def gradient(space: Object = Name.DeviceRGB, **more: Object) -> Dictionary:
    part = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 0], N=1)
    both = Dictionary(FunctionType=3, Domain=[0, 1], Functions=[part], Bounds=[], Encode=[0, 1])
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 1, 0], Function=both, **more)


@pytest.mark.parametrize(
    ("colour", "space", "start", "end"),
    [
        (Colour.GREY, "/DeviceGray", [0.299], [0]),
        (Colour.CMYK, "/DeviceCMYK", [0, 1, 1, 0], [0, 0, 0, 1]),
        (Colour.ANY, "/DeviceRGB", [1, 0, 0], [0, 0, 0]),
    ],
)
def test_gradients_go_between_inks(
    colour: Colour, space: str, start: list[float], end: list[float]
) -> None:
    book = one_page(b"/s sh /Pattern cs /p scn 0 0 9 9 re f")
    direct, held = gradient(), gradient(Background=[0, 0, 0])
    resources = book.pages[0].obj.Resources
    resources.Shading = Dictionary(s=book.make_indirect(direct))
    resources.Pattern = Dictionary(p=Dictionary(PatternType=2, Shading=held))
    assert to_inks(book, colour) == ()
    for shading in (resources.Shading.s, resources.Pattern.p.Shading):
        assert shading.ColorSpace == space
        (part,) = shading.Function.Functions
        assert [float(number) for number in part.C0] == start
        assert [float(number) for number in part.C1] == end
    assert [float(number) for number in resources.Pattern.p.Shading.Background] == end


def test_a_gradient_that_cannot_be_mixed_is_told_on_the_pages_that_have_it() -> None:
    book = one_page(b"/s sh")
    mesh = Stream(book, b"", ShadingType=4, ColorSpace=Name.DeviceRGB)
    shared = book.make_indirect(Dictionary(Shading=Dictionary(s=mesh)))
    for content in (b"0 g", b"q /s sh Q"):
        book.add_blank_page()
        book.pages[-1].obj.Contents = Stream(book, content)
    for page in book.pages:
        page.obj.Resources = shared
    (remark,) = to_inks(book, Colour.CMYK)
    assert remark.what == "a gradient is of a kind whose colours stay as they are"
    assert remark.pages == (0, 2)


# Pictures.


def picture(pixels: Image.Image, *, jpeg: bool = False, **more: Object) -> tuple[Pdf, Stream]:
    book = one_page(b"/i Do")
    if jpeg:
        content = BytesIO()
        pixels.save(content, "JPEG", quality=95)
        stream = Stream(book, content.getvalue(), Filter=Name.DCTDecode)
    else:
        stream = Stream(book, pixels.tobytes())
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = *pixels.size, 8
    names = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    stream.ColorSpace = names[pixels.mode]
    for key, value in more.items():
        stream[f"/{key}"] = value
    book.pages[0].obj.Resources.XObject = Dictionary(i=book.make_indirect(stream))
    return book, book.pages[0].obj.Resources.XObject.i


def pixels_of(stream: Object) -> list[tuple[int, ...]]:
    """Each pixel, as a reader of the file sees its numbers."""
    if stream.get("/Filter") == Name.DCTDecode:
        decoded = Image.open(BytesIO(stream.read_raw_bytes()))
        data, count = decoded.tobytes(), len(decoded.getbands())
        assert (decoded.mode == "CMYK") == ("/Decode" in stream)  # stored upside down, as Adobe's
    else:
        data = stream.read_bytes()
        count = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}[str(stream.ColorSpace)]
    return [tuple(data[at : at + count]) for at in range(0, len(data), count)]


def coloured(*colours: tuple[int, ...], mode: str = "RGB") -> Image.Image:
    pixels = Image.new(mode, (len(colours) * 16, 16))
    for at, colour in enumerate(colours):
        pixels.paste(colour, (at * 16, 0, at * 16 + 16, 16))
    return pixels


SAMPLES = coloured((255, 0, 0), (0, 0, 0), (255, 255, 255), (51, 102, 153))


@pytest.mark.parametrize("jpeg", [False, True])
@pytest.mark.parametrize(
    ("colour", "space", "expected"),
    [
        (Colour.GREY, "/DeviceGray", [(76,), (0,), (255,), (93,)]),
        (
            Colour.CMYK,
            "/DeviceCMYK",
            [(0, 255, 255, 0), (0, 0, 0, 255), (0, 0, 0, 0), (102, 51, 0, 102)],
        ),
    ],
)
def test_pictures_are_of_inks(
    jpeg: bool, colour: Colour, space: str, expected: list[tuple[int, ...]]
) -> None:
    book, stream = picture(SAMPLES, jpeg=jpeg, Interpolate=True)
    assert to_inks(book, colour) == ()
    assert stream.ColorSpace == space
    assert (stream.get("/Filter") == Name.DCTDecode) == jpeg
    assert stream.Interpolate
    found = pixels_of(stream)
    for at, pixel in enumerate(expected):
        assert found[at * 16 + 8] == pytest.approx(pixel, abs=6 if jpeg else 0)
    saved = BytesIO()
    book.save(saved)
    with Pdf.open(saved) as opened:  # the compressed bytes are what they say they are
        image = opened.pages[0].obj.Resources.XObject.i
        assert pixels_of(image) == found


def test_pictures_in_any_colour_stay() -> None:
    book, stream = picture(SAMPLES)
    to_inks(book, Colour.ANY)
    assert stream.ColorSpace == Name.DeviceRGB
    assert stream.read_bytes() == SAMPLES.tobytes()


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_pictures_that_are_of_inks_are_the_same_bytes(mode: str) -> None:
    book, stream = picture(SAMPLES.convert(mode), jpeg=True, Decode=Array([1, 0] * 4))
    before = stream.read_raw_bytes()
    to_inks(book, Colour.CMYK, ink_most=300)
    assert stream.read_raw_bytes() == before
    assert list(stream.Decode) == [1, 0] * 4


@pytest.mark.parametrize("decode", [None, [1, 0] * 4])
def test_cmyk_becomes_grey_by_what_is_printed(decode: list[int] | None) -> None:
    pixels = coloured((0, 0, 0, 255), (0, 0, 0, 0), mode="CMYK")
    stored = pixels if decode is None else Image.eval(pixels, lambda value: 255 - value)
    book, stream = picture(stored, **({} if decode is None else {"Decode": Array(decode)}))
    to_inks(book, Colour.GREY)
    found = pixels_of(stream)
    assert "/Decode" not in stream
    assert (found[8], found[24]) == ((0,), (255,))


def test_pictures_have_no_more_ink_than_there_may_be() -> None:
    pixels = coloured((255, 255, 255, 255), (255, 255, 0, 51), (255, 128, 0, 0), mode="CMYK")
    book, stream = picture(pixels, jpeg=True, Decode=Array([1, 0] * 4))
    to_inks(book, Colour.CMYK, ink_most=240)
    found = pixels_of(stream)
    assert max(sum(pixel) for pixel in found) <= 240 * 255 / 100
    assert found[8] == pytest.approx((119, 119, 119, 255), abs=2)
    assert found[40] == pytest.approx((255, 128, 0, 0), abs=6)


def test_a_palette_is_mixed_in_place() -> None:
    book, stream = picture(Image.frombytes("L", (4, 1), b"\0\1\0\1"))
    stream.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\0\0\x33\x66\x99")])
    to_inks(book, Colour.CMYK)
    space = stream.ColorSpace
    assert (str(space[0]), str(space[1]), int(space[2])) == ("/Indexed", "/DeviceCMYK", 1)
    assert bytes(space[3]) == bytes([0, 255, 255, 0, 102, 51, 0, 102])
    assert stream.read_bytes() == b"\0\1\0\1"


def test_a_picture_in_a_calibrated_space_is_mixed_as_one_of_the_screen() -> None:
    book, stream = picture(SAMPLES)
    stream.ColorSpace = calibrated(book, 3)
    to_inks(book, Colour.GREY)
    assert pixels_of(stream)[8] == (76,)


@pytest.mark.parametrize("change", [{"BitsPerComponent": 16}, {"Mask": Array([0, 0] * 3)}])
def test_a_picture_that_cannot_be_mixed_is_told(change: dict[str, Object]) -> None:
    book, stream = picture(coloured((255, 0, 0), (0, 0, 0)), **change)
    before = stream.read_bytes()
    (remark,) = to_inks(book, Colour.GREY)
    assert remark.what == "a picture is of a kind whose colours stay as they are"
    assert stream.read_bytes() == before


def with_alpha(*opacities: int) -> tuple[Pdf, Stream]:
    book, stream = picture(coloured(*[(255, 0, 0)] * len(opacities)))
    alpha = coloured(*[(opacity,) for opacity in opacities], mode="L")
    stream.SMask = Stream(
        book,
        alpha.tobytes(),
        Subtype=Name.Image,
        Width=alpha.width,
        Height=alpha.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
    )
    return book, stream


def test_a_solid_picture_stands_on_paper() -> None:
    book, stream = with_alpha(255, 128, 0)
    assert to_inks(book, Colour.CMYK, solid=True) == ()
    assert "/SMask" not in stream
    found = pixels_of(stream)
    assert found[8] == (0, 255, 255, 0)
    assert found[24] == pytest.approx((0, 128, 128, 0), abs=1)
    assert found[40] == (0, 0, 0, 0)
    assert stream.Mask.ImageMask
    row = stream.Mask.read_bytes()[:6]  # a bit a pixel; those of 1 are left out
    assert row == bytes([0, 0, 0, 0, 255, 255])


def test_a_solid_picture_without_holes_has_no_mask() -> None:
    book, stream = with_alpha(255, 1)
    to_inks(book, Colour.GREY, solid=True)
    assert "/SMask" not in stream
    assert "/Mask" not in stream


def test_a_picture_keeps_its_alpha_where_it_may() -> None:
    book, stream = with_alpha(255, 0)
    to_inks(book, Colour.CMYK)
    assert stream.SMask.ColorSpace == Name.DeviceGray
    assert pixels_of(stream)[24] == (0, 255, 255, 0)


# Transparency.


def states(**named: Object) -> Pdf:
    uses = b"".join(b"/%b gs " % name.encode() for name in named)
    book = one_page(uses, ExtGState=Dictionary(**named))
    book.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    return book


def test_what_says_that_things_are_solid_goes() -> None:
    plain = Dictionary(ca=1, CA=1.0, SMask=Name("/None"), BM=Name.Normal, AIS=False, LW=2)
    book = states(a=plain)
    assert to_inks(book, Colour.CMYK, solid=True) == ()
    assert set(book.pages[0].obj.Resources.ExtGState.a.keys()) == {"/LW"}
    assert "/Group" not in book.pages[0].obj


def test_what_says_that_things_are_solid_stays_where_it_may() -> None:
    book = states(a=Dictionary(ca=1))
    to_inks(book, Colour.CMYK)
    assert book.pages[0].obj.Resources.ExtGState.a.ca == 1
    assert "/Group" in book.pages[0].obj


@pytest.mark.parametrize(
    ("state", "what"),
    [
        (Dictionary(ca=0.5), "something is see-through, 50% of it is to be seen"),
        (Dictionary(BM=Name.Multiply), "something is blended with what is below it"),
    ],
)
def test_what_shines_through_is_told_and_all_is_as_it_was(state: Dictionary, what: str) -> None:
    book = states(a=Dictionary(ca=1), b=state)
    (remark,) = to_inks(book, Colour.CMYK, solid=True)
    assert (remark.what, remark.transparent) == (what, True)
    left = book.pages[0].obj.Resources.ExtGState
    assert left.a.ca == 1  # or what comes after the other would shine through as well
    assert left.b.keys() == state.keys()


def test_what_no_page_uses_is_not_told() -> None:
    book = states(a=Dictionary(ca=0.5))
    book.pages[0].obj.Contents = Stream(book, b"0 g")
    assert to_inks(book, Colour.CMYK, solid=True) == ()
    assert not book.pages[0].obj.Resources.ExtGState.a.keys()


def test_a_mask_is_grey_whatever_the_pages_are() -> None:
    book = states(a=Dictionary())
    group = Stream(book, b"1 0 0 rg 0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
    group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    state = book.pages[0].obj.Resources.ExtGState.a
    state.SMask = Dictionary(S=Name.Luminosity, G=group)
    assert to_inks(book, Colour.CMYK) == ()
    assert group.read_bytes() == b"0.299 g 0 0 9 9 re f"
    assert group.Group.CS == "/DeviceGray"
    (remark,) = to_inks(book, Colour.CMYK, solid=True)
    assert remark.what.startswith("something fades out or is masked")


# What is shared.


def test_gradients_may_share_their_function() -> None:
    book = one_page(b"/a sh /b sh")
    first, second = gradient(), gradient()
    shared = book.make_indirect(gradient().Function)
    first.Function, second.Function = shared, shared
    book.pages[0].obj.Resources.Shading = Dictionary(a=first, b=second)
    assert to_inks(book, Colour.GREY) == ()
    for shading in book.pages[0].obj.Resources.Shading.values():
        assert float(shading.Function.Functions[0].C0[0]) == 0.299


def test_what_a_shared_form_has_is_told_on_each_of_its_pages() -> None:
    book = one_page(b"/x Do")
    form = Stream(book, b"/half gs", Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(ExtGState=Dictionary(half=Dictionary(ca=0.5)))
    book.add_blank_page()
    for page in book.pages:
        page.obj.Contents = Stream(book, b"/x Do")
        page.obj.Resources = Dictionary(XObject=Dictionary(x=book.make_indirect(form)))
    (remark,) = to_inks(book, Colour.CMYK, solid=True)
    assert remark.pages == (0, 1)


def test_a_limit_is_kept_where_a_jpeg_would_ring() -> None:
    chance = random.Random(1)
    pixels = Image.frombytes("CMYK", (32, 32), bytes(chance.choices([0, 255], k=32 * 32 * 4)))
    book, stream = picture(pixels, jpeg=True, Decode=Array([1, 0] * 4))
    to_inks(book, Colour.CMYK, ink_most=240)
    assert max(sum(pixel) for pixel in pixels_of(stream)) <= 240 * 255 / 100
