"""Covers made from a record: their size, their colours, and what stands on them."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from tests.emitters.epub.specimens import small

from imprint.emitters.cover import composition, emit_cover, known_cover, text_of
from imprint.emitters.cover.drawings import DRAWINGS, Canvas, letters_of
from imprint.emitters.cover.lettering import Setter, Typeface, _in_sight, draw
from imprint.emitters.cover.outlines import filled
from imprint.emitters.cover.palettes import PALETTES, Colour, palette_for
from imprint.model.assets import Asset
from imprint.model.publication import Cover
from imprint.model.record import Contributor, Publisher, Record, Serial
from imprint.model.rendition import Rendition
from imprint.store import NO_STORE, FolderStore
from imprint.values import replace

LONG = (
    "The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, Mariner: Who lived "
    "Eight and Twenty Years, all alone in an un-inhabited Island on the Coast of America, near the "
    "Mouth of the Great River of Oroonoque"
)
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture(scope="module")
def plain() -> Rendition:
    return small()


def covered(made: Rendition, **facts: object) -> Image.Image:
    record = Record(**{"title": "Small", "language": "en", **facts})  # type: ignore[arg-type]
    return Image.open(BytesIO(emit_cover(replace(made, record=record)).content))


def luminance(colour: Colour) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (value / 255 for value in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_ink_reads_on_its_ground(palette: object) -> None:
    assert palette in PALETTES
    light, dark = sorted(map(luminance, (palette.ink, palette.ground)), reverse=True)  # type: ignore[attr-defined]
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_a_cover_is_a_jpeg_of_the_size_that_shops_want(plain: Rendition) -> None:
    cover = emit_cover(plain)
    assert (cover.name, cover.media_type, cover.width, cover.height) == (
        "cover.jpg",
        "image/jpeg",
        1600,
        2560,
    )
    image = Image.open(BytesIO(cover.content))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))
    assert not image.getexif()
    assert len(cover.content) < 1_000_000


@pytest.mark.slow
def test_the_same_record_has_the_same_cover(plain: Rendition) -> None:
    assert emit_cover(plain) == emit_cover(plain)
    assert emit_cover(plain).content == emit_cover(plain).content


def own_cover(plain: Rendition, own: Asset) -> Asset:
    made = replace(plain, cover=Cover(asset=own.digest, alternative="Mine"), assets=(own,))
    return emit_cover(made)


def a_picture(name: str, mode: str, size: tuple[int, int] = (16, 25), **saving: object) -> Asset:
    content = BytesIO()
    kind = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}[
        name.rsplit(".", maxsplit=1)[-1]
    ]
    Image.new(mode, size).save(content, kind, **saving)  # type: ignore[arg-type]
    return Asset(
        digest=sha256(content.getvalue()).hexdigest(),
        name=name,
        media_type=f"image/{kind.lower()}",
        content=content.getvalue(),
        width=size[0],
        height=size[1],
    )


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_authors_picture_is_the_cover(plain: Rendition, mode: str) -> None:
    own = a_picture("own.jpg", mode)
    assert own_cover(plain, own) is own
    drawing = replace(own, name="own.svg", media_type="image/svg+xml", content=b"<svg/>")
    assert own_cover(plain, drawing) is drawing


@pytest.mark.parametrize(
    "own",
    [
        a_picture("own.png", "RGBA"),
        a_picture("own.png", "P"),
        a_picture("own.png", "1"),
        a_picture("own.png", "I;16"),
        a_picture("own.gif", "P"),
        a_picture("own.webp", "RGB"),
        a_picture("own.jpg", "CMYK"),
        a_picture("own.jpg", "RGB", exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0"
                  b"\x01\0\0\0\x06\0\0\0\0\0\0\0"),
    ],
    ids=lambda own: f"{own.name}-{own.content[:4]!r}",
)  # fmt: skip
def test_a_picture_that_a_shop_would_not_take_is_made_one(plain: Rendition, own: Asset) -> None:
    made = own_cover(plain, own)
    image = Image.open(BytesIO(made.content))
    assert (image.format, image.mode, made.name) == ("JPEG", "RGB", "cover.jpg")
    assert image.getexif().get(0x0112, 1) == 1
    assert image.size == (made.width, made.height)
    assert set(image.size) == {16, 25}
    assert made.digest == sha256(made.content).hexdigest()
    assert own_cover(plain, own).content == made.content


@pytest.mark.slow
def test_a_vast_picture_is_reduced(plain: Rendition) -> None:
    made = own_cover(plain, a_picture("own.jpg", "L", (3000, 4800)))
    assert made.width * made.height <= 5_600_000
    assert made.height / made.width == pytest.approx(1.6, abs=0.01)
    wide = own_cover(plain, a_picture("own.jpg", "L", (8000, 100)))
    assert wide.width == 7200


def test_a_picture_of_other_colours_is_converted(plain: Rendition) -> None:
    """The profile says green where the numbers say red."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(swapped[128:132], "big")
    tags = {bytes(swapped[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    described = tags[b"desc"]
    begin = int.from_bytes(swapped[described + 4 : described + 8], "big")
    length = int.from_bytes(swapped[described + 8 : described + 12], "big")
    text = bytes(swapped[begin : begin + length])
    swapped[begin : begin + length] = text.replace(
        "sRGB".encode("utf-16-be"), "xxxx".encode("utf-16-be")
    ).replace(b"sRGB", b"xxxx")
    content = BytesIO()
    Image.new("RGB", (16, 25), (255, 0, 0)).save(content, "JPEG", icc_profile=bytes(swapped))
    own = replace(a_picture("own.jpg", "RGB"), content=content.getvalue())
    made = Image.open(BytesIO(own_cover(plain, own).content))
    red_value, green_value, _ = made.getpixel((8, 8))  # type: ignore[misc]
    assert green_value > 200
    assert red_value < 80


@pytest.mark.parametrize("title", ["It", LONG, UNBROKEN, "紅樓夢", "🦉", " ", "“A”\tB\nC"])
def test_any_title_stays_inside_the_margins(plain: Rendition, title: str) -> None:
    image = covered(plain, title=title)
    ground = palette_for(title).ground
    strip = image.crop((0, 0, 100, 1150))
    assert max(high - low for low, high in strip.getextrema()) <= 6
    right = image.crop((1520, 0, 1600, 1150))
    assert all(abs(right.getpixel((40, y))[0] - ground[0]) <= 6 for y in range(0, 1150, 10))  # type: ignore[index]


@pytest.mark.slow
def test_every_fact_shows_and_a_missing_one_leaves_no_mark(plain: Rendition) -> None:
    def rows(**facts: object) -> bytes:
        return covered(plain, **facts).tobytes()

    seen = {
        rows(),
        rows(contributors=(Contributor(name="Ann Lee"),)),
        rows(contributors=(Contributor(name="Bo", role="trl"),)),
        rows(contributors=(Contributor(name="Bo", role="edt"),)),
        rows(subtitle="Of a kind"),
        rows(publisher=Publisher(name="The Press")),
    }
    assert len(seen) == 6


def test_without_fonts_there_is_still_a_cover(plain: Rendition) -> None:
    assert emit_cover(replace(plain, fonts=())).content


def lines(
    made: Rendition, text: str, *, width: float = 1300, height: float = 900, language: str = ""
) -> list[str]:
    setter = Setter(made.fonts, weight=400)
    set_text = setter.set(text, width=width, height=height, sizes=(300, 80), language=language)
    return ["".join(part for _, part in line) for line in set_text.lines]


def test_lines_end_at_spaces_and_are_of_like_length(plain: Rendition) -> None:
    assert lines(plain, "Pride and Prejudice") == ["Pride and", "Prejudice"]
    assert " ".join(lines(plain, LONG)) == LONG


def test_a_word_that_is_too_long_is_divided(plain: Rendition) -> None:
    parts = lines(plain, UNBROKEN)
    assert "".join(parts).replace("-", "") == UNBROKEN
    assert all(part.endswith("-") for part in parts[:-1])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "language", "width", "expected"),
    [
        (
            "Donaudampfschifffahrtsgesellschaft",
            "de-AT",
            600,
            ["Donaudampf-", "schifffahrts-", "gesellschaft"],
        ),
        ("Brandt-Überschwinghausen", "de", 1200, ["Brandt-", "Überschwinghausen"]),
        ("Brandt-Überschwinghausen\u00a0von\u00a0Lippe", "de", 900, None),
        ("T-shirts", "en", 250, None),
    ],
)
def test_long_words_are_divided_as_their_language_has_it(
    plain: Rendition, text: str, language: str, width: float, expected: list[str] | None
) -> None:
    found = lines(plain, text, width=width, language=language)
    if expected:
        assert found == expected
    assert len(found) > 1
    assert all(len(line) > 2 for line in found)


def test_a_name_is_not_parted(plain: Rendition) -> None:
    said = lines(plain, "Anna\u00a0Müller, Jörg\u00a0Weiß and Çelik\u00a0Öztürk")
    assert all("\u00a0" in line for line in said)


def test_what_no_font_has_is_left_out(plain: Rendition) -> None:
    assert " ".join(lines(plain, "Owl 🦉 and 紅 fox")) == "Owl and fox"
    assert lines(plain, "🦉") == []


@pytest.mark.parametrize("drawing", DRAWINGS)
@pytest.mark.parametrize("title", ["I", "…", LONG, "紅樓夢", "Winter Light"])
def test_every_drawing_draws_any_title(drawing: object, title: str) -> None:
    canvas = Canvas(320, 180, PALETTES[0])
    drawing(canvas, letters_of(title))  # type: ignore[operator]
    colours = canvas.finished().getcolors(maxcolors=100_000)
    assert colours is not None
    assert len(colours) > 1


def test_overlapping_contours_are_filled() -> None:
    square = [(0.0, 0.0), (0.0, 8.0), (8.0, 8.0), (8.0, 0.0)]
    shape = filled([square, [(x + 4, y) for x, y in square]])
    assert shape is not None
    image, left, top = shape
    assert (image.size, left, top) == ((12, 8), 0, 0)
    assert image.getextrema() == (255, 255)
    hole = [(2.0, 2.0), (6.0, 2.0), (6.0, 6.0), (2.0, 6.0)]
    with_hole = filled([square, hole])
    assert with_hole is not None
    assert with_hole[0].getpixel((4, 4)) == 0
    assert filled([]) is None


def test_a_cover_is_drawn_once(
    plain: Rendition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known_cover(plain, FolderStore(tmp_path)) is None
    cover = emit_cover(plain, store=FolderStore(tmp_path))
    monkeypatch.delattr(composition, "drawn")
    assert known_cover(plain, FolderStore(tmp_path)) == cover
    assert emit_cover(plain, store=FolderStore(tmp_path)) == cover
    assert known_cover(plain, NO_STORE) is None


@pytest.mark.parametrize(
    "change", [{"title": "Another"}, {"subtitle": "One"}, {"publisher": Publisher(name="House")}]
)
def test_another_record_has_another_cover(
    plain: Rendition, tmp_path: Path, change: dict[str, object]
) -> None:
    emit_cover(plain, store=FolderStore(tmp_path))
    other = replace(plain, record=replace(plain.record, **change))  # type: ignore[arg-type]
    assert known_cover(other, FolderStore(tmp_path)) is None


def test_a_cover_that_was_kept_and_is_no_picture_is_drawn_again(
    plain: Rendition, tmp_path: Path
) -> None:
    class Forged(FolderStore):
        def get(self, key: str) -> bytes | None:
            return b"<script>"

    assert emit_cover(plain, store=Forged(tmp_path)) == emit_cover(plain)


HEBREW, LATIN = ["\u05d4\u05d9\u05dd", "\u05de\u05dc\u05d7"], "and"


@pytest.mark.parametrize(
    ("text", "leftward", "seen"),
    [
        ("ab (cd) 12", False, ["ab (cd) 12"]),
        (f"{HEBREW[0]} {HEBREW[1]}", True, [f"{HEBREW[0]} {HEBREW[1]}"]),
        (f"{HEBREW[0]} {LATIN} {HEBREW[1]}", True, [f" {HEBREW[1]}", LATIN, f"{HEBREW[0]} "]),
        (f"{HEBREW[0]} 1984.", True, [".", "1984", f"{HEBREW[0]} "]),
        (f"ab {HEBREW[0]}!", False, ["ab ", HEBREW[0], "!"]),
        ("", True, []),
    ],
)
def test_a_line_stands_in_the_order_in_which_it_is_seen(
    plain: Rendition, text: str, leftward: bool, seen: list[str]
) -> None:
    face = Typeface(plain.fonts[0])
    assert [part for _, part in _in_sight([(face, text)], leftward=leftward)] == seen


def test_lines_that_are_read_to_the_left_begin_at_the_right(plain: Rendition) -> None:
    def ink(language: str) -> tuple[int, int, int, int]:
        image = Image.new("RGB", (1600, 400))
        setter = Setter(plain.fonts, weight=400)
        said = setter.set("Sea", width=1300, height=300, sizes=(200, 80), language=language)
        draw(image, said, left=100, top=20, ink=(255, 255, 255))
        return image.getbbox() or (0, 0, 0, 0)

    left, right = ink("en"), ink("he")
    assert left[0] == pytest.approx(100, abs=20)
    assert right[2] == pytest.approx(1500, abs=20)


@pytest.mark.parametrize(
    ("title", "serial", "said"),
    [
        ("Low Water", Serial(title="The Pier"), ("The Pier", "Low Water", "")),
        ("The Pier", Serial(title="The Pier", number="3"), ("", "The Pier", "no. 3")),
        (
            "Low Water",
            Serial(title="{number}", volume="{volume}", number="3", cover_date="Spring"),
            ("{number}", "Low Water", "vol. {volume}, no. 3, Spring"),
        ),
        ("Low Water", None, ("edited by Ida\u00a0Kern", "Low Water", "")),
    ],
)
def test_an_issue_has_its_magazine_at_its_head(
    plain: Rendition, title: str, serial: Serial | None, said: tuple[str, str, str]
) -> None:
    labels = {
        "serial-volume": "vol. {volume}",
        "serial-number": "no. {number}",
        "byline-edt": "edited by {names}",
    }
    editors = (Contributor(name="Ida Kern", role="edt"),)
    record = Record(title=title, serial=serial, contributors=editors)
    found = text_of(record, labels, slug="x")
    assert (found.names, found.title, found.byline) == said
