"""A finished book that is spoilt in one way is found spoilt in that way, and in no other."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from tests.checks.preflight.specimens import Book, built, changed, codes, saved

from imprint.checks.preflight import check_print
from imprint.diagnostics import Severity
from imprint.model.pages import PageMap
from imprint.profiles import load_profile, profile_names
from imprint.values import replace

pytestmark = pytest.mark.slow

Change = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def books() -> dict[str, Book]:
    return {name: built(name) for name in profile_names()}


# What is done to a file.


def page_of(pdf: Pdf, number: int = 9) -> Object:
    return pdf.pages[number].obj


def draws(content: str, number: int = 9, **resources: Object) -> Change:
    """Something more is drawn on a page, over what it has."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[number]
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q {content} Q".encode())
        for category, things in resources.items():
            named = page.resources.get(f"/{category}", Dictionary())
            for name, thing in things.items():
                named[name] = thing
            page.resources[f"/{category}"] = named

    return change


def with_fonts(pdf: Pdf, number: int = 9) -> Object:
    """The resources of a page's drawing that has the book's fonts."""
    resources = pdf.pages[number].resources
    if "/Font" not in resources:
        resources = resources.XObject.Page.Resources
    return resources


def writes(text: str, number: int = 9) -> Change:
    """Text in the book's font is added; `F` is its name."""

    def change(pdf: Pdf) -> None:
        font = next(iter(with_fonts(pdf, number).Font.values()))
        page = pdf.pages[number]
        page.contents_add(b"q", prepend=True)
        page.contents_add(f"Q q BT {text} ET Q".encode())
        named = page.resources.get("/Font", Dictionary())
        named["/F"] = font
        page.resources["/Font"] = named

    return change


def places(make: Callable[[Pdf], Object], points: float, number: int = 9) -> Change:
    """A picture is placed in the middle of a page, so many points wide and high."""

    def change(pdf: Pdf) -> None:
        draws(
            f"{points} 0 0 {points} 120 250 cm /Picture Do",
            number,
            XObject=Dictionary(Picture=make(pdf)),
        )(pdf)

    return change


def image(space: Object, size: int = 300, *, bits: int = 8, value: int = 128) -> Callable:
    def make(pdf: Pdf) -> Object:
        count = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}[str(space)]
        row = -(-size * count * bits // 8)
        return Stream(
            pdf,
            bytes([value]) * row * size,
            Type=Name.XObject, Subtype=Name.Image, Width=size, Height=size,
            ColorSpace=space, BitsPerComponent=bits,
        )  # fmt: skip

    return make


def masked(pdf: Pdf) -> Object:
    made = image(Name.DeviceGray)(pdf)
    made.SMask = image(Name.DeviceGray)(pdf)
    return made


def tagged(pdf: Pdf) -> Object:
    made = image(Name.DeviceRGB)(pdf)
    made.ColorSpace = Array([Name.ICCBased, Stream(pdf, b"a profile", N=3)])
    return made


def turned_jpeg(pdf: Pdf) -> Object:
    """A JPEG in inks, written as other programs do: 0 is full ink, and Decode says so."""
    from PIL import Image

    content = BytesIO()
    Image.new("CMYK", (300, 300), (250, 250, 250, 0)).save(content, "JPEG", quality=95)
    made = image(Name.DeviceCMYK)(pdf)
    made.write(content.getvalue(), filter=Name.DCTDecode)
    made.Decode = Array([1, 0] * 4)
    return made


def shape(colour: str) -> str:
    return f"{colour} 150 250 60 60 re f"


def everywhere(change: Callable[[Object, int], None]) -> Change:
    def changed(pdf: Pdf) -> None:
        for number, page in enumerate(pdf.pages):
            change(page.obj, number)

    return changed


def set_box(name: str, *box: float, number: int = 9) -> Change:
    return lambda pdf: page_of(pdf, number).__setitem__(name, Array([*box]))


def without_bleed(page: Object, _: int) -> None:
    page.BleedBox = page.MediaBox = page.TrimBox


def at_the_spine(page: Object, number: int) -> None:
    """The pages bleed on the left, whichever side they are on."""
    page.TrimBox = Array([9, 9, 369, 585])


def moved(right: float, up: float, number: int = 9) -> Change:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[number]
        page.contents_add(f"q 1 0 0 1 {right} {up} cm".encode(), prepend=True)
        page.contents_add(b"Q")

    return change


def in_fonts(change: Callable[[Pdf, Object], None]) -> Change:
    def changed(pdf: Pdf) -> None:
        for thing in list(pdf.objects):
            if isinstance(thing, Dictionary) and thing.get("/Type") == Name.FontDescriptor:
                change(pdf, thing)

    return changed


def not_embedded(_: Pdf, descriptor: Object) -> None:
    del descriptor["/FontFile2"]


def as_opentype(pdf: Pdf, descriptor: Object) -> None:
    del descriptor["/FontFile2"]
    descriptor.FontFile3 = Stream(pdf, b"a font", Subtype=Name.OpenType)


def drawn_letters(pdf: Pdf) -> None:
    glyph = pdf.make_indirect(Stream(pdf, b"500 0 d0 0 0 400 700 re f"))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97,
        Widths=Array([500]), CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=Array([97, Name.a])), Resources=Dictionary(),
    )  # fmt: skip
    draws("BT /T3 12 Tf 150 300 Td (aa) Tj ET", Font=Dictionary(T3=font))(pdf)


def blank(*numbers: int) -> Change:
    def change(pdf: Pdf) -> None:
        for number in numbers:
            page_of(pdf, number).Contents = Stream(pdf, b"")

    return change


def delete(count: int) -> Change:
    def change(pdf: Pdf) -> None:
        del pdf.pages[-1 - count : -1]

    return change


def odd(pdf: Pdf) -> None:
    del pdf.pages[-1]


def annotate(kind: str) -> Change:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([0, 0, 20, 20]))
        page_of(pdf).Annots = Array([note])

    return change


def outline(pdf: Pdf) -> None:
    with pdf.open_outline() as items:
        items.root.append(pikepdf.OutlineItem("One", 0))


def form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("name"))]))


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def page_action(pdf: Pdf) -> None:
    page_of(pdf).AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def attachment(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"something"


def layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def titled(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = String("A Printed Book")


def labelled(pdf: Pdf) -> None:
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def thumbnail(pdf: Pdf) -> None:
    page_of(pdf).Thumb = image(Name.DeviceGray, 10)(pdf)


def information(key: str, value: Object | None) -> Change:
    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return change


def no_claim(pdf: Pdf) -> None:
    del pdf.docinfo["/GTS_PDFXVersion"], pdf.docinfo["/GTS_PDFXConformance"]


def no_intent(pdf: Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def other_condition(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA39")


def retitled(pdf: Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as packet:
        packet["dc:title"] = "Another Book"


def shaded(pdf: Pdf) -> None:
    """A shading from white to heavy ink."""
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 0])
    )
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 60, 0]), Function=function
    )
    draws("150 250 60 60 re W n /Sh sh", Shading=Dictionary(Sh=shading))(pdf)


def tiled(pdf: Pdf) -> None:
    """A pattern whose tiles are of the colours of the screen."""
    tile = Stream(
        pdf, b"1 0 0 rg 0 0 4 4 re f",
        Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 8, 8]),
        XStep=8, YStep=8, Resources=Dictionary(),
    )  # fmt: skip
    draws("/Pattern cs /Tile scn 150 250 60 60 re f", Pattern=Dictionary(Tile=tile))(pdf)


def in_a_form(pdf: Pdf) -> None:
    """Coloured text's trouble in a form that is placed by a matrix and drawn in another."""
    inner = Stream(
        pdf, shape("1 0 0 rg").encode(), Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 400, 600]), Resources=Dictionary(),
    )  # fmt: skip
    outer = Stream(
        pdf, b"/Inner Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 600]),
        Matrix=Array([1, 0, 0, 1, 5, 5]), Resources=Dictionary(XObject=Dictionary(Inner=inner)),
    )  # fmt: skip
    draws("/Outer Do", XObject=Dictionary(Outer=outer))(pdf)


def spot(name: str) -> Object:
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0])
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])


def state(**entries: Object) -> Dictionary:
    return Dictionary(ExtGState=Dictionary(State=Dictionary(**entries)))


def through(**entries: Object) -> Change:
    return draws(f"/State gs {shape('0 g')}", **{"ExtGState": state(**entries).ExtGState})


def group(pdf: Pdf) -> None:
    page_of(pdf).Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def bitmap(pdf: Pdf) -> Object:
    return image(Name.DeviceGray, 400, bits=1)(pdf)


LINE = "1 w 150 250 m 200 250 l S"
INGRAM, KDP, GENERIC, OFFSET = "ingramspark", "kdp-paperback", "generic", "offset"
SABOTAGES: dict[str, tuple[str, Change, set[str]]] = {
    "no TrimBox": (INGRAM, lambda pdf: page_of(pdf).__delitem__("/TrimBox"),
                   {"PRE-003", "PRE-005", "PRE-008", "PRE-049"}),
    "the trim outside the bleed": (INGRAM, set_box("/BleedBox", 20, 20, 300, 500),
                                   {"PRE-004", "PRE-007", "PRE-008"}),
    "a page of another size": (GENERIC, set_box("/TrimBox", 0, 0, 350, 500), {"PRE-005"}),
    "crop marks": (KDP, everywhere(lambda page, _: page.__setitem__("/MediaBox",
                   Array([-20, -20, 389, 614]))), {"PRE-007"}),
    "bleed left away": (INGRAM, everywhere(without_bleed), {"PRE-008"}),
    "bleed at the spine": (INGRAM, everywhere(at_the_spine), {"PRE-008"}),
    "a ground that ends at the trim": (INGRAM, draws("0.5 g 9 9 360 576 re f"), {"PRE-009"}),
    "a page turned": (INGRAM, lambda pdf: pdf.pages[9].rotate(90, relative=False), {"PRE-010"}),
    "a page enlarged": (GENERIC, lambda pdf: page_of(pdf).__setitem__("/UserUnit", 2),
                        {"PRE-010"}),
    "too few pages": (INGRAM, delete(22), {"PRE-011"}),
    "an odd number of pages": (KDP, odd, {"PRE-012"}),
    "something on the last page": (INGRAM, draws(shape("0 g"), -1), {"PRE-013"}),
    "blank pages in a row": (INGRAM, blank(8, 9, 10), {"PRE-014"}),
    "text in the gutter": (INGRAM, moved(25, 0), {"PRE-016"}),
    "text near the outer edge": (INGRAM, moved(-25, 0), {"PRE-017"}),
    "text at the head": (KDP, moved(0, 140), {"PRE-017"}),
    "a line near the foot": (INGRAM, draws("1 w 150 30 m 200 30 l S"), {"PRE-017"}),
    "text cut off": (GENERIC, moved(-80, 0), {"PRE-018"}),
    "a font left out": (INGRAM, in_fonts(not_embedded), {"PRE-019"}),
    "one of the standard fonts": (GENERIC, draws("BT /H 12 Tf 150 300 Td (Sea) Tj ET",
        Font=Dictionary(H=Dictionary(Type=Name.Font, Subtype=Name.Type1,
                                     BaseFont=Name.Helvetica))), {"PRE-019"}),
    "letters that are drawings": (GENERIC, drawn_letters, {"PRE-020"}),
    "a font of a newer kind": (INGRAM, in_fonts(as_opentype), {"PRE-021"}),
    "a character without a glyph": (GENERIC, writes("/F 11 Tf 150 300 Td <0000> Tj"),
                                    {"PRE-023"}),
    "type of four points": (GENERIC, writes("/F 4 Tf 150 300 Td <0010> Tj"), {"PRE-024"}),
    "type made small by a matrix": (GENERIC, writes("/F 11 Tf .3 0 0 .3 150 300 Tm <0010> Tj"),
                                    {"PRE-024"}),
    "type of six points": (KDP, writes("/F 6 Tf 150 300 Td <0010> Tj"), {"PRE-025"}),
    "invisible text": (GENERIC, writes("/F 11 Tf 3 Tr 150 300 Td <0010> Tj"), {"PRE-026"}),
    "a hairline": (GENERIC, draws("0.1 w 150 250 m 200 250 l S"), {"PRE-027"}),
    "the thinnest line there is": (GENERIC, draws("0 w 150 250 m 200 250 l S"), {"PRE-027"}),
    "a line made thin by a matrix": (GENERIC, draws(".1 0 0 .1 0 0 cm 1 w 1500 2500 m 2000 2500 l"
                                                    " S"), {"PRE-027"}),
    "a hairline that is a shape": (GENERIC, draws("150 250 60 0.1 re f"), {"PRE-027"}),
    "a thin line": (KDP, draws("0.5 w 150 250 m 200 250 l S"), {"PRE-028"}),
    "a picture of 72 pixels an inch": (KDP, places(image(Name.DeviceGray, 100), 100),
                                       {"PRE-029"}),
    "a picture of 200 pixels an inch": (INGRAM, places(image(Name.DeviceGray, 278), 100),
                                        {"PRE-030"}),
    "a bitmap of 400 pixels an inch": (INGRAM, places(bitmap, 72), {"PRE-031"}),
    "a shape in RGB": (INGRAM, draws(shape("1 0 0 rg")), {"PRE-032"}),
    "a picture in RGB": (INGRAM, places(image(Name.DeviceRGB), 60), {"PRE-032"}),
    "a picture with a profile": (INGRAM, places(tagged, 60), {"PRE-032"}),
    "a pattern in RGB": (INGRAM, tiled, {"PRE-032"}),
    "RGB in a form in a form": (INGRAM, in_a_form, {"PRE-032"}),
    "a line in RGB": (OFFSET, draws(f"0 0 1 RG {LINE}"), {"PRE-032", "PRE-048"}),
    "RGB in a book in black": (KDP, places(image(Name.DeviceRGB), 60), {"PRE-033"}),
    "inks in a book in black": (KDP, draws(shape("1 0 0 0 k")), {"PRE-034"}),
    "a spot ink": (INGRAM, draws(shape("/Own cs 1 scn"),
                   ColorSpace=Dictionary(Own=spot("Gold"))), {"PRE-035"}),
    "black text in RGB": (GENERIC, writes("0 0 0 rg /F 11 Tf 150 300 Td <0010> Tj"),
                          {"PRE-036"}),
    "rich black text": (INGRAM, writes("0.6 0.4 0.4 1 k /F 11 Tf 150 300 Td <0010> Tj"),
                        {"PRE-036"}),
    "black text mixed of three inks": (INGRAM, writes("0.75 0.7 0.8 0.1 k /F 11 Tf 150 300 Td"
                                                      " <0010> Tj"), {"PRE-036"}),
    "registration black": (OFFSET, draws(shape("1 1 1 1 k")), {"PRE-037", "PRE-038", "PRE-048"}),
    "every plate": (GENERIC, draws(shape("/All cs 1 scn"),
                    ColorSpace=Dictionary(All=spot("All"))), {"PRE-037"}),
    "too much ink": (INGRAM, draws(shape("0.8 0.7 0.7 0.8 k")), {"PRE-038"}),
    "too much ink in a picture": (INGRAM, places(image(Name.DeviceCMYK, value=200), 60),
                                  {"PRE-038"}),
    "too much ink in a JPEG": (INGRAM, places(turned_jpeg, 60), {"PRE-038"}),
    "too much ink in a shading": (INGRAM, shaded, {"PRE-038"}),
    "a transparent shape": (INGRAM, through(ca=0.5), {"PRE-039"}),
    "a blend mode": (INGRAM, through(BM=Name.Multiply), {"PRE-039"}),
    "a transparent picture": (INGRAM, places(masked, 60), {"PRE-039"}),
    "a transparency group": (INGRAM, group, {"PRE-039"}),
    "a link": (INGRAM, annotate("/Link"), {"PRE-040"}),
    "a comment": (GENERIC, annotate("/Text"), {"PRE-040"}),
    "bookmarks": (KDP, outline, {"PRE-041"}),
    "a form": (GENERIC, form, {"PRE-042"}),
    "a script": (GENERIC, script, {"PRE-043"}),
    "a script of a page": (GENERIC, page_action, {"PRE-043"}),
    "an attachment": (GENERIC, attachment, {"PRE-044"}),
    "a layer": (GENERIC, layer, {"PRE-045"}),
    "a title": (KDP, titled, {"PRE-046"}),
    "labels": (KDP, labelled, {"PRE-046"}),
    "a thumbnail": (GENERIC, thumbnail, {"PRE-047"}),
    "no claim": (INGRAM, no_claim, {"PRE-048"}),
    "another standard": (INGRAM, information("/GTS_PDFXConformance", String("PDF/X-1a:2003")),
                         {"PRE-048"}),
    "no word of trapping": (INGRAM, information("/Trapped", None), {"PRE-049"}),
    "no printing condition": (INGRAM, no_intent, {"PRE-049"}),
    "an ArtBox beside the TrimBox": (INGRAM, set_box("/ArtBox", 9, 9, 369, 585), {"PRE-049"}),
    "another printing condition": (INGRAM, other_condition, {"PRE-051"}),
    "another title in XMP": (INGRAM, retitled, {"PRE-052"}),
    "nonsense in a page": (GENERIC, draws("/Nothing gs /No Do (a) Tj"), {"PRE-053"}),
}  # fmt: skip


@pytest.mark.parametrize("profile", profile_names())
def test_what_is_made_for_a_printer_is_as_it_wants_it(books: dict[str, Book], profile: str) -> None:
    allowed = ["PRE-048"] if profile == "offset" else []  # it wants an ICC profile first
    assert codes(books[profile].check()) == allowed


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_fault_is_found(books: dict[str, Book], name: str) -> None:
    profile, change, expected = SABOTAGES[name]
    found = books[profile].changed(change)
    expected = expected | ({"PRE-048"} if profile == OFFSET else set())
    assert set(codes(found)) == expected, "\n".join(map(str, found))
    assert all(finding.mend for finding in found)


def test_errors_come_first(books: dict[str, Book]) -> None:
    def spoil(pdf: Pdf) -> None:
        for name in ("a thin line", "an odd number of pages", "bookmarks"):
            SABOTAGES[name][1](pdf)

    found = [finding.severity for finding in books[KDP].changed(spoil)]
    assert found == [Severity.ERROR, Severity.WARNING, Severity.ADVICE]


def test_pages_are_named_as_readers_do_and_lead_to_the_manuscript(books: dict[str, Book]) -> None:
    (finding,) = books[KDP].changed(draws(shape("0 1 0 0 k"), 9))
    label = books[KDP].pages.pages[9].label
    assert f"(page {label}, 10 in the file, “" in finding.what
    assert finding.where.file.startswith("source/")
    assert finding.where.line > 0
    (finding,) = check_print(
        changed(books[KDP].content, draws(shape("0 1 0 0 k"), 9)),
        books[KDP].profile, name="book.pdf",
    )  # fmt: skip
    assert "(page 10, “" in finding.what
    assert finding.where.file == "book.pdf"


def test_many_pages_are_told_of_together(books: dict[str, Book]) -> None:
    def spoil(pdf: Pdf) -> None:
        for number in range(6, 20):
            draws(shape("1 0 0 0 k"), number)(pdf)

    (finding,) = books[KDP].changed(spoil)
    assert "(pages 1, 2, 3, 4, 5, 6 and 8 more; page 1, 7 in the file: “" in finding.what


def test_the_letters_that_are_used_where_whole_fonts_are_wanted(books: dict[str, Book]) -> None:
    profile = replace(books[GENERIC].profile, full_fonts=True)
    assert codes(check_print(books[GENERIC].content, profile, name="a.pdf")) == ["PRE-022"]
    assert codes(check_print(books[KDP].content, profile, name="a.pdf")) == []


def test_a_newer_pdf_than_the_standard(books: dict[str, Book]) -> None:
    with pikepdf.open(BytesIO(books[INGRAM].content)) as pdf:
        content = saved(pdf, force_version="1.7")
    assert codes(books[INGRAM].check(content)) == ["PRE-050"]


def test_a_locked_file(books: dict[str, Book]) -> None:
    content = books[GENERIC].content
    for user, expected in (("", ["PRE-002"]), ("secret", ["PRE-001"])):
        written = BytesIO()
        with pikepdf.open(BytesIO(content)) as pdf:
            pdf.save(written, encryption=pikepdf.Encryption(owner="owner", user=user))
        assert codes(books[GENERIC].check(written.getvalue())) == expected


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\x89PNG\r\n", b"%PDF" * 1000])
def test_what_is_no_pdf(content: bytes) -> None:
    found = check_print(content, load_profile(GENERIC), name="a.pdf", pages=PageMap())
    assert codes(found) == ["PRE-001"]


def test_a_file_may_open_on_a_page_of_its_choice(books: dict[str, Book]) -> None:
    def opens(pdf: Pdf) -> None:
        where = Array([page_of(pdf), Name.Fit])
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=where)

    assert codes(books[GENERIC].changed(opens)) == []
