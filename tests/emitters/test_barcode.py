"""Barcodes of printed books: read back by a scanner's library, and measured."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from imprint.emitters.cover.barcode import as_svg, barcode, price_addon
from imprint.model.wrap import Barcode

ISBN = "978-0-306-40615-7"
MILLIMETRE = 72 / 25.4


def scanned(code: Barcode, *, scale: float = 4.0) -> list[str]:
    """What a scanner reads of a barcode that is drawn so many pixels to the point."""
    size = round(code.width * scale), round(code.height * scale)
    image = Image.new("L", size, 255)
    pencil = ImageDraw.Draw(image)
    for left, top, width, height in code.bars:
        box = (left, top, left + width, top + height)
        x0, y0, x1, y1 = (round(side * scale) for side in box)
        pencil.rectangle((x0, y0, x1 - 1, y1 - 1), fill=0)
    addon = zxingcpp.EanAddOnSymbol.Require if code.addon else zxingcpp.EanAddOnSymbol.Ignore
    return [found.text for found in zxingcpp.read_barcodes(image, ean_add_on_symbol=addon)]


@pytest.mark.parametrize(
    "isbn",
    [
        ISBN,
        "978-3-16-148410-0",
        "979-10-90636-07-1",
        "9780000000002",
        "978-1-4028-9462-6",
        "978-0-00-000001-9",
    ],
)
def test_an_isbn_is_read_back(isbn: str) -> None:
    assert scanned(barcode(isbn)) == [isbn.replace("-", "")]


@pytest.mark.parametrize(
    "addon",
    ["51999", "90000", "52495", "00000", "12345", "98765", "59999", "31415", "20001", "77777"],
)
def test_an_addon_is_read_back(addon: str) -> None:
    (text,) = scanned(barcode(ISBN, addon))
    assert text.replace(" ", "") == f"9780306406157{addon}"


@pytest.mark.parametrize("magnification", [0.8, 1.0, 1.37, 2.0])
def test_every_size_is_read(magnification: float) -> None:
    code = barcode(ISBN, "51999", magnification=magnification)
    assert scanned(code)
    assert code.magnification == pytest.approx(magnification)


def test_the_nominal_size_is_that_of_the_standard() -> None:
    code = barcode(ISBN)
    assert code.width == pytest.approx(37.29 * MILLIMETRE, abs=0.01)
    left = min(bar[0] for bar in code.bars)
    right = max(bar[0] + bar[2] for bar in code.bars)
    assert left == pytest.approx(3.63 * MILLIMETRE, abs=0.01)
    assert code.width - right == pytest.approx(2.31 * MILLIMETRE, abs=0.01)
    assert min(bar[2] for bar in code.bars) == pytest.approx(0.33 * MILLIMETRE, abs=0.001)
    heights = {round(bar[3] / MILLIMETRE, 2) for bar in code.bars}
    assert heights == {22.85, 24.5}


def test_an_addon_has_more_white_beside_it_than_scanners_need_on_a_dark_cover() -> None:
    """Five modules are the least by the standard; with them zbarimg reads none on dark grey."""
    code = barcode(ISBN, "51999")
    right = max(bar[0] + bar[2] for bar in code.bars)
    assert code.width - right >= 8 * code.module


def test_every_digit_stands_in_its_place() -> None:
    code = barcode(ISBN, "51999")
    assert "".join(digit.text for digit in code.digits) == "9780306406157" + "51999"
    assert all(d.left >= 0 and d.left + code.cell <= code.width for d in code.digits)
    assert all(0 <= d.top < code.height for d in code.digits)
    assert code.label == "ISBN 978-0-306-40615-7"
    lefts = [digit.left for digit in code.digits]
    assert lefts == sorted(lefts)


def test_the_drawing_is_one_black_path() -> None:
    code = barcode(ISBN, "51999")
    svg = as_svg(code).decode()
    assert svg.count("<path") == 1
    assert svg.count("M") == len(code.bars) == 30 + 16
    assert "fill" not in svg  # which is black
    assert "e-" not in svg


@pytest.mark.parametrize(
    ("isbn", "addon", "magnification"),
    [
        ("978-0-306-40615-8", "", 1.0),
        ("0-306-40615-2", "", 1.0),
        ("", "", 1.0),
        ("978030640615x", "", 1.0),
        ("٩٧٨٠٣٠٦٤٠٦١٥٧", "", 1.0),
        (ISBN, "5199", 1.0),
        (ISBN, "5199a", 1.0),
        (ISBN, "٥١٩٩٩", 1.0),
        (ISBN, "", 0.79),
        (ISBN, "", 2.01),
    ],
)
def test_what_is_no_barcode_is_refused(isbn: str, addon: str, magnification: float) -> None:
    with pytest.raises(ValueError, match=r"is no|has not"):
        barcode(isbn, addon, magnification=magnification)


@pytest.mark.parametrize(
    ("amount", "addon"),
    [
        ("19.99", "51999"),
        ("5", "50500"),
        ("24.5", "52450"),
        ("99.99", "59999"),
        ("100.00", "59999"),
        ("0.50", "50050"),
        ("1234.56", "59999"),
    ],
)
def test_a_price_in_dollars_is_five_digits(amount: str, addon: str) -> None:
    assert price_addon(amount) == addon
