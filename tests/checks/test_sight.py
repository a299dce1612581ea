"""What nobody sees on a page of a PDF, and which pictures stand there."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image, ImageDraw
from tests.checks.test_parity import CONFIGURATION, checked, in_pdf, make

import imprint
from imprint.checks.facts import Unreadable
from imprint.checks.parity.sight import are_alike, look_of, looks_in, unseen_in

PAGE = b"BT /F1 12 Tf 0 g 20 40 Td (Nobody has seen it) Tj ET"


def page(content: bytes) -> bytes:
    """A PDF of one page, 200 × 80 points."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 80))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    faint = pikepdf.Dictionary(ca=0.02)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F1=font), ExtGState=pikepdf.Dictionary(G=faint)
    )
    page.Contents = pdf.make_stream(content)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


HIDDEN = {
    "white on white": PAGE.replace(b"0 g", b"1 g"),
    "nearly white": PAGE.replace(b"0 g", b"0.98 g"),
    "white as ink": PAGE.replace(b"0 g", b"0 0 0 0 k"),
    "not painted": PAGE.replace(b"0 g", b"3 Tr"),
    "under a white box": PAGE + b" 1 g 10 30 180 40 re f",
    "outside of the page": PAGE.replace(b"20 40 Td", b"20 400 Td"),
    "too small": PAGE.replace(b"12 Tf", b"0.4 Tf"),
    "shone through": b"/G gs " + PAGE,
    "black on black": b"0 g 0 0 200 80 re f " + PAGE,
    "of the colour of its box": b"0.2 0.4 0.6 rg 0 0 200 80 re f " + PAGE.replace(
        b"0 g", b"0.2 0.4 0.6 rg"
    ),
}  # fmt: skip
SEEN = {
    "black on white": PAGE,
    "white on black": b"0 g 0 0 200 80 re f " + PAGE.replace(b"0 g", b"1 g"),
    "before a line": PAGE + b" 0 G 10 38 m 190 38 l S",
    "grey": PAGE.replace(b"0 g", b"0.7 g"),
    "under a box beside it": PAGE + b" 1 g 10 60 180 10 re f",
    "an ornament": PAGE.replace(b"(Nobody has seen it)", b"(* * *)").replace(b"0 g", b"1 g"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_found(name: str) -> None:
    (unseen,) = unseen_in(page(HIDDEN[name]))
    assert unseen.page == 0
    assert unseen.text == "Nobody has seen it"


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_is_left_alone(name: str) -> None:
    assert list(unseen_in(page(SEEN[name]))) == []


def test_a_file_that_is_none_says_so() -> None:
    for look in (unseen_in, looks_in):
        with pytest.raises(Unreadable):
            list(look(b"%PDF-1.7"))


def drawn(shape: str, mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    width, height = size
    if shape == "left":
        draw.rectangle((0, 0, width // 2, height), fill="navy")
    elif shape == "disc":
        draw.ellipse((width // 4, 0, 3 * width // 4, height), fill="navy")
    return picture.convert(mode)


def saved(picture: Image.Image, form: str = "PNG") -> bytes:
    written = io.BytesIO()
    picture.save(written, form)
    return written.getvalue()


def look(picture: Image.Image, form: str = "PNG") -> bytes:
    found = look_of(saved(picture, form))
    assert found is not None
    return found


def test_a_picture_is_alike_whatever_its_colours_and_its_size() -> None:
    left = look(drawn("left"))
    assert are_alike(left, look(drawn("left", "L"), "JPEG"))
    assert are_alike(left, look(drawn("left", "CMYK", (30, 20)), "JPEG"))
    assert not are_alike(left, look(drawn("disc")))
    assert not are_alike(left, look(drawn("")))
    assert not are_alike(look(Image.new("L", (9, 9), 0)), look(Image.new("L", (9, 9), 255)))
    assert look_of(b"<svg/>") is None


TWO = """# The Boats

![The half](left.png)

The boats came in at dawn, when nobody had yet thought of them, and lay by the quay.

![The disc](disc.png)

They went out at noon.
"""


def read(text: str = TWO) -> imprint.Publication:
    return imprint.read_files(
        {
            "imprint.toml": CONFIGURATION.replace(', "source/2.md"', ""),
            "source/1.md": text,
            "source/left.png": saved(drawn("left")),
            "source/disc.png": saved(drawn("disc")),
        }
    )


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    return [o for o in found if o.get("/Subtype") == "/Image" and int(o.get("/Width", 0)) == 120]


def blacken(pdf: pikepdf.Pdf) -> None:
    for image in images(pdf)[:1]:
        bytes_a_pixel = len(image.read_bytes()) // (120 * 80)
        image.write(bytes(120 * 80 * bytes_a_pixel))


def swap(pdf: pikepdf.Pdf) -> None:
    one, other = images(pdf)
    first, second = one.read_bytes(), other.read_bytes()
    one.write(second)
    other.write(first)


def whiten(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        instructions = [
            pikepdf.ContentStreamInstruction([1], pikepdf.Operator("g"))
            if str(i.operator) == "g"
            else i
            for i in pikepdf.parse_content_stream(page)
        ]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("target", "change", "code", "said"),
    [
        ("print", blacken, "WHL-008", "is another one"),
        ("print", swap, "WHL-008", "stands where another should"),
        ("print", whiten, "WHL-017", "cannot be seen"),
        ("screen", swap, "WHL-008", "stands where another should"),
    ],
)
def test_what_a_page_shows_is_looked_at(
    target: str, change: Callable[[pikepdf.Pdf], None], code: str, said: str
) -> None:
    made = make(read(), (target,))
    assert checked(made) == ()
    name, content = made.files[target]
    findings = checked(made, **{target: in_pdf(content, change)})
    assert [finding.code for finding in findings] == [code], findings
    assert name in findings[0].what
    assert said in findings[0].what
