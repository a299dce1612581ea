"""Covers of printed books: their measures, their spine, their barcode, their inks, their texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image
from tests.layouts.records import FULL

import imprint
from imprint.build import Build, Order, carry_out
from imprint.build.manifest import interior_of, manifest_of
from imprint.build.wrap import sheet_of, trim_of
from imprint.diagnostics import PublicationError, Severity
from imprint.emitters.pdf.crew import Crew, SerialExecutor
from imprint.emitters.pdf.description import stating
from imprint.layouts import load_layout
from imprint.model.profile import Profile
from imprint.model.publication import Publication
from imprint.model.record import (
    Contributor,
    Identifier,
    Price,
    Product,
    Publisher,
    Record,
    Review,
)
from imprint.model.wrap import Interior
from imprint.profiles import load_profile, profile_names
from imprint.values import replace

INCH = 72.0
DESCRIPTION = "A short history of salt.\n\nFrom the sea to the table, and back."
ISBN = Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print")
RECORD = Record(
    title="The Sea",
    contributors=(Contributor(name="Ann Author"),),
    publisher=Publisher(name="The House", url="https://house.example.org"),
    description=DESCRIPTION,
    identifiers=(ISBN,),
)
CONFIGURATION = """
title = "The Sea"
lang = "en"
{top}
[formats.print]
profile = "{profile}"
{press}
[layout]
name = "novel"
trim = "{trim}"
{options}
"""


def published(
    record: Record = RECORD,
    *,
    profile: str = "kdp-paperback",
    trim: str = "6in x 9in",
    press: str = "",
    options: str = "",
    top: str = "",
    files: Mapping[str, str | bytes] = {},
) -> Publication:
    toml = CONFIGURATION.format(profile=profile, trim=trim, press=press, options=options, top=top)
    source = {"imprint.toml": toml, "source/1.md": "# One\n\nText.\n", **files}
    return replace(imprint.read_files(source), record=record)


def covered(publication: Publication, pages: int = 300) -> Build:
    trim = trim_of(load_layout(publication.layout))
    known = Interior(pages=pages, profile=publication.press.profile, trim=trim)
    with Crew(executor=SerialExecutor()) as crew:
        return imprint.build_artifacts(publication, targets=["cover"], crew=crew, interior=known)


def codes(build: Build) -> list[str]:
    return [finding.code for finding in build.findings]


def opened(build: Build) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(BytesIO(build.artifacts[0].content))


def text_of(build: Build, clip: tuple[float, float, float, float] | None = None) -> str:
    with pymupdf.open(stream=build.artifacts[0].content) as pdf:
        return str(pdf[0].get_text(clip=pymupdf.Rect(clip) if clip else None))


def box(pdf: pikepdf.Pdf, key: str) -> list[float]:
    return [float(side) for side in pdf.pages[0].obj[key]]


def pixels(build: Build, dpi: int = 300) -> Image.Image:
    with pymupdf.open(stream=build.artifacts[0].content) as pdf:
        drawn = pdf[0].get_pixmap(dpi=dpi)
        return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


@pytest.fixture(scope="module")
def plain() -> Build:
    return covered(published())


# Its measures.

# What KDP publishes: inches of a page ("Create a Paperback Cover").
FACTORS = {"white": 0.002252, "cream": 0.0025, "premium colour": 0.002347}


@pytest.mark.parametrize("pages", [100, 300, 700])
@pytest.mark.parametrize("paper", FACTORS)
@pytest.mark.parametrize(("width", "height"), [(6.0, 9.0), (5.0, 8.0), (8.5, 11.0)])
def test_the_sheet_has_the_published_size(
    paper: str, pages: int, width: float, height: float
) -> None:
    record = replace(RECORD, products=(Product(medium="print", paper=paper),))
    publication = published(record, trim=f"{width}in x {height}in")
    layout = load_layout(publication.layout)
    sheet = sheet_of(publication, layout, pages=pages, profile=load_profile("kdp-paperback"))
    spine = pages * FACTORS[paper]
    assert sheet.spine == pytest.approx(spine * INCH, abs=0.05)
    assert sheet.across == pytest.approx((2 * width + spine + 0.25) * INCH, abs=0.5)
    assert sheet.down == pytest.approx((height + 0.25) * INCH, abs=0.5)


@pytest.mark.slow
@pytest.mark.parametrize("pages", [100, 300, 700])
@pytest.mark.parametrize("paper", FACTORS)
def test_the_page_is_the_sheet(paper: str, pages: int) -> None:
    record = replace(RECORD, products=(Product(medium="print", paper=paper),))
    build = covered(published(record), pages)
    pdf = opened(build)
    across, down = (12.25 + pages * FACTORS[paper]) * INCH, 9.25 * INCH
    for key in ("/MediaBox", "/BleedBox"):
        assert box(pdf, key) == pytest.approx([0, 0, across, down], abs=0.5)
    assert box(pdf, "/TrimBox") == pytest.approx([9, 9, across - 9, down - 9], abs=0.5)
    assert build.artifacts[0].pages == 1
    assert build.artifacts[0].name == "the-sea-cover.pdf"


def test_an_unknown_paper_names_those_that_there_are() -> None:
    record = replace(RECORD, products=(Product(medium="print", paper="birch bark"),))
    with pytest.raises(PublicationError) as caught:
        covered(published(record))
    (finding,) = caught.value.findings
    assert finding.code == "COV-001"
    assert finding.mend == (
        "write one of white, cream, groundwood, standard colour, premium colour"
    )


@pytest.mark.slow
def test_a_paper_is_known_in_any_case() -> None:
    record = replace(RECORD, products=(Product(medium="print", paper="Cream"),))
    assert dict(covered(published(record)).artifacts[0].made_for)["paper"] == "cream"


@pytest.mark.parametrize("profile", ["generic", "ingramspark", "offset"])
def test_a_printer_without_thicknesses_needs_the_spine(profile: str) -> None:
    with pytest.raises(PublicationError) as caught:
        covered(published(profile=profile))
    (finding,) = caught.value.findings
    assert finding.code == "COV-002"
    assert "300 pages" in finding.mend
    assert load_profile(profile).cover.spine_from in finding.mend


@pytest.mark.slow
@pytest.mark.parametrize(
    ("written", "points"), [("0.75in", 54.0), ("20mm", 56.6929), ("1.5 cm", 42.5197), ("40pt", 40)]
)
def test_the_author_may_say_how_thick_the_spine_is(written: str, points: float) -> None:
    publication = published(profile="ingramspark", press=f'spine = "{written}"')
    assert publication.press.spine == pytest.approx(points, abs=0.001)
    build = covered(publication)
    width = box(opened(build), "/MediaBox")[2]
    assert width == pytest.approx(12.25 * INCH + points, abs=0.01)


@pytest.mark.parametrize("written", ["thick", "-3mm", "0in", "3", "3em", "1e3in"])
def test_a_spine_that_is_no_length_is_refused(written: str) -> None:
    with pytest.raises(PublicationError) as caught:
        published(press=f'spine = "{written}"')
    assert [finding.code for finding in caught.value.findings] == ["CFG-005"]
    assert "0.57in" in caught.value.findings[0].mend


@pytest.mark.slow
def test_a_book_may_be_too_long_for_its_paper() -> None:
    record = replace(RECORD, products=(Product(medium="print", paper="cream"),))
    assert covered(published(record), 776)
    with pytest.raises(PublicationError) as caught:
        covered(published(record), 778)
    (finding,) = caught.value.findings
    assert finding.code == "COV-003"
    assert "776 pages at most on cream paper" in finding.what


@pytest.mark.slow
def test_what_imprint_toml_says_of_the_printed_book_is_on_its_cover() -> None:
    press = 'paper = "cream"\naddon = "52495"\nprice = "24.95 USD"\nisbn = "978-0-306-40615-7"'
    toml = CONFIGURATION.format(
        profile="kdp-paperback", trim="6in x 9in", press=press, options="", top=""
    )
    build = covered(imprint.read_files({"imprint.toml": toml, "source/1.md": "# One\n\nText."}))
    facts = dict(build.artifacts[0].made_for)
    assert (facts["paper"], facts["spine"]) == ("cream", pytest.approx(54))
    assert scanned(build, addon=True) == ["978030640615752495"]
    assert "$24.95" in text_of(build)


# The pages that it is made for.


@pytest.mark.slow
def test_the_pages_are_those_of_the_same_build() -> None:
    with Crew(executor=SerialExecutor()) as crew:
        built = imprint.build_artifacts(
            published(profile="offset", press='spine = "9mm"'),
            targets=["print", "cover"],
            crew=crew,
            interior=Interior(pages=400, profile="offset", trim=(432.0, 648.0)),
        )
    inside, cover = built.artifacts
    assert inside.pages % 16 == 0
    assert dict(cover.made_for)["pages"] == inside.pages


@pytest.mark.slow
@pytest.mark.parametrize(
    "known",
    [
        None,
        Interior(pages=400, profile="generic", trim=(432.0, 648.0)),
        Interior(pages=400, profile="kdp-paperback", trim=(360.0, 576.0)),
    ],
    ids=["none", "for another printer", "of another size"],
)
def test_pages_that_are_not_known_are_set_and_counted(known: Interior | None) -> None:
    with Crew(executor=SerialExecutor()) as crew:
        cover = imprint.build_artifacts(
            published(), targets=["cover"], crew=crew, interior=known
        ).artifacts[0]
        inside = imprint.build_artifacts(
            published(profile="generic"), targets=["print"], crew=crew
        ).artifacts[0]
    assert dict(cover.made_for)["pages"] == inside.pages


@pytest.mark.slow
def test_the_spine_follows_a_rebuild(tmp_path: Path) -> None:
    def made(target: str) -> dict[str, object]:
        order = Order(path=tmp_path, targets=(target,), workers=1)
        carry_out(order, listener=lambda _: None)
        return dict(json.loads((tmp_path / "build/manifest.json").read_text())["artifacts"])

    def written(words: int) -> None:
        (tmp_path / "source/1.md").write_text("# One\n\n" + "Some words of it. " * words)

    (tmp_path / "source").mkdir()
    (tmp_path / "imprint.toml").write_text(
        CONFIGURATION.format(
            profile="kdp-paperback", trim="5in x 8in", press="", options="", top=""
        )
    )
    written(4_000)
    first = made("print")["the-sea-print.pdf"]
    cover = made("cover")["the-sea-cover.pdf"]
    assert cover["made-for"]["pages"] == first["pages"]  # type: ignore[index]
    assert cover["made-for"]["spine"] == pytest.approx(  # type: ignore[index]
        first["pages"] * 0.002252 * INCH,
        abs=0.05,  # type: ignore[index]
    )
    written(8_000)
    second = made("print")
    assert second["the-sea-print.pdf"]["pages"] > first["pages"]  # type: ignore[index]
    assert second["the-sea-cover.pdf"] == cover  # stale, and its manifest shows it
    again = made("cover")["the-sea-cover.pdf"]
    assert again["made-for"]["pages"] == second["the-sea-print.pdf"]["pages"]  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"artifacts": 1}', '{"artifacts": {"a.pdf": {"target": "print", "pages": 4}}}'],
)
def test_a_manifest_that_does_not_tell_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.pdf").touch()
    (tmp_path / "manifest.json").write_text(content)
    assert interior_of(tmp_path / "manifest.json") is None


def test_the_manifest_tells_what_a_cover_was_made_for(plain: Build) -> None:
    facts = json.loads(manifest_of(plain.artifacts))["artifacts"]["the-sea-cover.pdf"]["made-for"]
    assert facts == {
        "pages": 300,
        "profile": "kdp-paperback",
        "paper": "white",
        "trim": [432.0, 648.0],
        "spine": 48.642,
        "isbn": "978-0-306-40615-7",
        "addon": "",
        "title": "The Sea",
        "names": "Ann Author",
    }


# The spine.


def spine_text(build: Build, pages: int, paper: float) -> str:
    across = pages * paper * INCH
    return text_of(build, (9 + 432, 0, 9 + 432 + across, 666)).strip()


def test_kdp_prints_text_on_spines_from_eighty_pages_on() -> None:
    record = replace(RECORD, products=(Product(medium="print", paper="cream"),))
    at_79, at_80 = (covered(published(record), pages) for pages in (79, 80))
    assert codes(at_79) == ["COV-006"]
    assert "fewer than 80 pages, and this one has 79" in at_79.findings[0].what
    assert spine_text(at_79, 79, 0.0025) == ""
    assert codes(at_80) == []
    assert "THE SEA" in spine_text(at_80, 80, 0.0025)


@pytest.mark.slow
def test_ingramspark_prints_text_on_spines_from_forty_eight_pages_on() -> None:
    publication = published(profile="ingramspark", press='spine = "20pt"')
    assert "COV-006" in codes(covered(publication, 46))
    assert "COV-006" not in codes(covered(publication, 48))


@pytest.mark.slow
def test_a_spine_on_which_nothing_can_be_read_has_no_text() -> None:
    build = covered(published(), 80)  # white paper: 13 points, of which 9 are the printer's
    assert codes(build) == ["COV-006"]
    assert "0.180 in thick" in build.findings[0].what


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["down", "up"])
@pytest.mark.parametrize("pages", [110, 300, 700])
def test_the_letters_of_the_spine_keep_clear_of_the_folds(pages: int, direction: str) -> None:
    record = replace(RECORD, title="Ågypj", contributors=(Contributor(name="Çğ Őpq"),))
    options = f'spine-direction = "{direction}"\ncover-ground = "#ffffff"\ncover-ink = "#000000"'
    build = covered(published(record, options=options), pages)
    assert codes(build) == []
    picture = pixels(build, 144).convert("L")
    first, second = 441 * 2, (441 + pages * 0.002252 * INCH) * 2
    spine = picture.crop((first, 0, round(second), picture.height))
    left, top, right, bottom = spine.point(lambda value: 255 if value < 128 else 0).getbbox() or (
        0, 0, 0, 0,
    )  # fmt: skip
    assert right > left
    assert left >= 4.5 * 2 - 1
    assert spine.width - right >= 4.5 * 2 - 1
    assert abs(left - (spine.width - right)) <= max(4, spine.width * 0.04)  # in the middle
    assert top >= 9 * 2
    assert spine.height - bottom >= 9 * 2


def direction_of(build: Build) -> tuple[float, float]:
    with pymupdf.open(stream=build.artifacts[0].content) as pdf:
        lines = [
            line for block in pdf[0].get_text("dict")["blocks"] for line in block.get("lines", ())
        ]
    turned = {tuple(round(c) for c in line["dir"]) for line in lines} - {(1, 0)}
    (found,) = turned
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "chosen", "expected"),
    [
        ("en", "auto", (0, 1)),
        ("de", "auto", (0, 1)),
        ("fr", "auto", (0, -1)),
        ("es-MX", "auto", (0, -1)),
        ("de", "up", (0, -1)),
        ("fr", "down", (0, 1)),
    ],
)
def test_a_spine_is_read_as_is_the_custom(
    language: str, chosen: str, expected: tuple[int, int]
) -> None:
    record = replace(RECORD, language=language)
    build = covered(published(record, options=f'spine-direction = "{chosen}"'))
    assert direction_of(build) == expected


@pytest.mark.slow
def test_a_long_title_gives_way_on_the_spine() -> None:
    title = "A Title That Goes On " * 12
    short = covered(published(replace(RECORD, title=title, short_title="The Short One")))
    assert "The Short One" in spine_text(short, 300, 0.002252)
    endless = covered(published(replace(RECORD, title=title * 4)))
    assert "COV-006" in codes(endless)


# The barcode.


def scanned(build: Build, *, addon: bool = False) -> list[str]:
    wanted = zxingcpp.EanAddOnSymbol.Require if addon else zxingcpp.EanAddOnSymbol.Ignore
    found = zxingcpp.read_barcodes(pixels(build), ean_add_on_symbol=wanted)
    return [code.text.replace(" ", "") for code in found]


def test_the_barcode_is_read_off_the_page(plain: Build) -> None:
    assert scanned(plain) == ["9780306406157"]
    assert "ISBN 978-0-306-40615-7" in text_of(plain)


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["kdp-paperback", "ingramspark", "offset"])
def test_the_addon_is_read_off_the_page(profile: str) -> None:
    record = replace(RECORD, products=(Product(medium="print", addon="52495"),))
    build = covered(published(record, profile=profile, press='spine = "0.7in"'))
    assert scanned(build, addon=True) == ["978030640615752495"]


@pytest.mark.slow
@pytest.mark.parametrize(("priced", "addon"), [("true", "51999"), ("false", "")])
def test_a_price_in_dollars_is_an_addon_if_it_is_wanted(priced: str, addon: str) -> None:
    prices = (Price(amount="18.00", currency="EUR"), Price(amount="19.99", currency="USD"))
    record = replace(RECORD, products=(Product(medium="print", prices=prices),))
    build = covered(published(record, options=f"barcode-price = {priced}"))
    assert dict(build.artifacts[0].made_for)["addon"] == addon
    assert "€18.00 · $19.99" in text_of(build)


@pytest.mark.slow
def test_a_book_without_an_isbn_has_no_barcode() -> None:
    build = covered(published(replace(RECORD, identifiers=())))
    assert codes(build) == ["COV-005"]
    assert build.findings[0].severity is Severity.ADVICE
    assert scanned(build) == []
    assert dict(build.artifacts[0].made_for)["isbn"] == ""


@pytest.mark.parametrize("addon", ["5199", "five!", "٥١٩٩٩"])
def test_a_wrong_addon_is_an_error(addon: str) -> None:
    record = replace(RECORD, products=(Product(medium="print", addon=addon),))
    with pytest.raises(PublicationError) as caught:
        covered(published(record))
    assert [finding.code for finding in caught.value.findings] == ["COV-008"]


@pytest.mark.parametrize("size", [79, 201])
def test_a_barcode_has_a_least_and_a_largest_size(size: int) -> None:
    with pytest.raises(PublicationError) as caught:
        covered(published(options=f"barcode-size = {size}"))
    assert [finding.code for finding in caught.value.findings] == ["COV-008"]


def white_box(build: Build) -> tuple[float, float, float, float]:
    """The barcode's white box in points from the sheet's upper left corner."""
    picture = pixels(build, 144)
    back = picture.crop((0, 0, 441 * 2, picture.height)).convert("L")
    left, top, right, bottom = back.point(lambda v: 255 if v > 252 else 0).getbbox() or (0, 0, 0, 0)
    return left / 2, top / 2, right / 2, bottom / 2


@pytest.mark.slow
@pytest.mark.parametrize("addon", ["", "52495"])
@pytest.mark.parametrize("size", [80, 100, 200])
def test_the_barcode_stays_in_the_printers_zone(addon: str, size: int) -> None:
    record = replace(RECORD, products=(Product(medium="print", addon=addon),))
    options = f'barcode-size = {size}\ncover-margin = "2mm"\ncover-ground = "#336699"'
    options += '\ncover-ink = "#000000"'
    left, top, right, bottom = white_box(covered(published(record, options=options)))
    assert right - left <= 144 + 1
    assert bottom - top <= 86.4 + 1
    assert 441 - right >= 18 - 0.6
    assert 666 - 9 - bottom >= 18 - 0.6


# Its inks.


@pytest.mark.slow
@pytest.mark.parametrize("profile", profile_names())
def test_a_cover_is_in_inks_with_black_alone_for_black(profile: str) -> None:
    press = 'spine = "0.7in"'
    record = replace(RECORD, products=(Product(medium="print", addon="52495"),))
    pdf = opened(covered(published(record, profile=profile, press=press)))
    operators = colours_of(pdf)
    assert ("g", (0.0,)) in operators  # the bars, in K alone
    rgb = [operator for operator in operators if operator[0] in ("rg", "RG")]
    assert bool(rgb) is (profile == "generic")
    assert ("rg", (0.0, 0.0, 0.0)) not in operators
    limit = load_profile(profile).ink_most or 400
    assert all(sum(o[1]) * 100 <= limit for o in operators if o[0] in ("k", "K"))


def colours_of(pdf: pikepdf.Pdf) -> list[tuple[str, tuple[float, ...]]]:
    """The operators of colour of a file's page, and of the forms that it shows."""
    forms = [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
    ]
    return [
        (str(instruction.operator), tuple(float(number) for number in instruction.operands))
        for drawing in (pdf.pages[0], *forms)
        for instruction in pikepdf.parse_content_stream(drawing)
        if str(instruction.operator) in ("g", "G", "rg", "RG", "k", "K")
    ]


@pytest.mark.slow
def test_ingramspark_gets_pdf_x_1a() -> None:
    build = covered(published(profile="ingramspark", press='spine = "0.7in"'))
    pdf = pikepdf.Pdf.open(BytesIO(build.artifacts[0].content))
    assert pdf.docinfo["/GTS_PDFXConformance"] == "PDF/X-1a:2001"
    assert pdf.pdf_version == "1.3"
    assert codes(build) == []


@pytest.mark.slow
@pytest.mark.parametrize("profile", profile_names())
def test_a_cover_states_the_record_wherever_a_printer_wants_it_stated(profile: str) -> None:
    """ISO 16684-1: the same as the pages that it belongs to, and as a document of its own."""
    made = covered(published(FULL, profile=profile, press='spine = "0.5in"'))
    with opened(made) as pdf:
        if "metadata" not in load_profile(profile).furniture:
            assert "/Metadata" not in pdf.Root
            return
        found = dict(pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False).items())
    moment = made.artifacts[0].moment
    with pikepdf.open(BytesIO(stating(FULL, moment, medium="print"))) as pdf:
        wanted = dict(pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False).items())
    assert {name: found.get(name) for name in wanted} == wanted
    assert {"The Far Bank"} in found.values()


def test_only_an_offset_printer_gets_marks() -> None:
    marked = opened(covered(published(profile="offset", press='spine = "0.7in"')))
    media, bleed, trim = (box(marked, key) for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
    assert media[:2] == [0, 0]
    assert bleed == pytest.approx([18, 18, media[2] - 18, media[3] - 18], abs=0.01)
    three = 3 / 25.4 * INCH
    assert trim[0] - bleed[0] == pytest.approx(three, abs=0.01)
    content = marked.pages[0].obj.Contents
    streams = list(content) if isinstance(content, pikepdf.Array) else [content]
    folds = streams[-1].read_bytes().decode()
    assert "[2 2] 0 d" in folds
    first = 18 + three + 432
    assert f"{first:g} " in folds
    assert f"{first + 0.7 * INCH:g} " in folds


# Its texts.


def test_everything_that_is_known_stands_on_it(plain: Build) -> None:
    said = " ".join(text_of(plain).split())
    for words in ("The Sea", "Ann", "A short history of salt.", "The House", "house.example.org"):
        assert words in said


@pytest.mark.slow
@pytest.mark.parametrize(("language", "wrong"), [("en", False), ("he", True), ("az-Arab", True)])
def test_a_book_from_right_to_left_is_told_that_its_front_is_not(
    language: str, wrong: bool
) -> None:
    build = covered(published(replace(RECORD, language=language)))
    assert ("COV-011" in codes(build)) is wrong


@pytest.mark.slow
@pytest.mark.parametrize(
    "facts",
    [
        {"description": "", "reviews": ()},
        {"contributors": ()},
        {"publisher": None},
        {"title": ""},
        {"title": "", "description": "", "contributors": (), "publisher": None, "identifiers": ()},
    ],
    ids=["no description", "no author", "no publisher", "no title", "nothing"],
)
def test_what_is_missing_leaves_no_mark(facts: Mapping[str, object]) -> None:
    build = covered(published(replace(RECORD, **facts)))  # type: ignore[arg-type]
    assert ("COV-010" in codes(build)) is (facts.get("description") == "")
    assert "None" not in text_of(build)


HOSTILE = "<b>&amp; \"quoted\" 'single' ]]> {{ 7 * 7 }} ${x} \\ / % \u202e"


@pytest.mark.slow
def test_hostile_texts_are_printed_as_they_are() -> None:
    record = replace(
        RECORD,
        title=HOSTILE[:40],
        description=HOSTILE,
        contributors=(Contributor(name=HOSTILE[:30]),),
        publisher=Publisher(name=HOSTILE, url="https://house.example.org/?a=1&b=<2>"),
        reviews=(Review(text=HOSTILE, author=HOSTILE, source="<i>"),),
    )
    said = " ".join(text_of(covered(published(record))).split())
    assert "{{ 7 * 7 }}" in said
    assert "<b>&amp;" in said
    assert "49" not in said


@pytest.mark.slow
@pytest.mark.parametrize("text", ["word " * 2_000, "x" * 10_000], ids=["words", "one word"])
def test_a_text_that_is_too_long_is_cut_and_said_to_be(text: str) -> None:
    build = covered(published(replace(RECORD, description=text)))
    assert codes(build) == ["COV-007"]
    assert re.search(
        rf"has room for \d{{4}} of the {len(text.strip())} characters", build.findings[0].what
    )
    low = text_of(build, (0, 666 - 9 - 36.9 - 86, 440, 666))
    assert "word" not in low
    assert "xx" not in low
    assert "…" in text_of(build)


@pytest.mark.slow
def test_a_long_text_is_set_smaller_before_it_is_cut() -> None:
    size = {}
    for times in (1, 25):
        build = covered(published(replace(RECORD, description="Some words of it. " * 5 * times)))
        assert codes(build) == []
        with pymupdf.open(stream=build.artifacts[0].content) as pdf:
            spans = [
                span
                for block in pdf[0].get_text("dict", clip=pymupdf.Rect(0, 0, 400, 400))["blocks"]
                for line in block.get("lines", ())
                for span in line["spans"]
                if "words" in span["text"]
            ]
        size[times] = spans[0]["size"]
    assert size[1] == pytest.approx(11, abs=0.1)
    assert 8 <= size[25] < 11


@pytest.mark.slow
def test_long_names_of_all_kinds_have_room() -> None:
    long = "Very Long Name Indeed " * 450
    record = replace(
        RECORD,
        publisher=Publisher(name=long, url="https://example.org/" + "x" * 2_000),
        contributors=(Contributor(name=long),),
        subtitle=long,
        reviews=(Review(text="Good.", author=long, source=long),),
    )
    build = covered(published(record))
    assert set(codes(build)) <= {"COV-006", "COV-007"}
    assert scanned(build) == ["9780306406157"]


@pytest.mark.slow
def test_a_character_that_no_font_has_is_found() -> None:
    with pytest.raises(PublicationError) as caught:
        covered(published(replace(RECORD, description="An owl: 🦉")))
    assert [finding.code for finding in caught.value.findings] == ["FNT-003"]


@pytest.mark.slow
@pytest.mark.parametrize("trim", ["4in x 6in", "5.5in x 8.5in", "8.5in x 11in", "8.5in x 8.5in"])
def test_every_shape_has_room_for_all(trim: str) -> None:
    record = replace(
        RECORD,
        subtitle="And What Came of It",
        reviews=(Review(text="One reads it in a night.", source="The Example Review"),),
    )
    build = covered(published(record, trim=trim))
    assert codes(build) == []
    assert scanned(build) == ["9780306406157"]


# Its front.


def own(size: tuple[int, int], mode: str = "RGB", kind: str = "JPEG") -> bytes:
    content = BytesIO()
    Image.new(mode, size, (20, 40, 90) if mode == "RGB" else (200, 90, 20, 40)).save(content, kind)
    return content.getvalue()


def with_picture(content: bytes, **more: str) -> Publication:
    top = 'cover = { image = "own.jpg", alt = "Mine" }'
    return published(top=top, files={"own.jpg": content}, **more)  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_authors_picture_fills_the_front() -> None:
    build = covered(with_picture(own((1838, 2776))))
    assert codes(build) == []
    picture = pixels(build, 72)
    at_edge = picture.getpixel((picture.width - 1, 2))
    at_fold = picture.getpixel((9 + 432 + 50, picture.height - 2))
    assert at_edge == at_fold
    assert max(at_edge) < 120  # type: ignore[type-var, arg-type]
    assert "Mine" not in text_of(build)


def shown(build: Build) -> list[dict[str, Any]]:
    with pymupdf.open(stream=build.artifacts[0].content) as pdf:
        return list(pdf[0].get_image_info(xrefs=True))


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["kdp-paperback", "ingramspark"])
def test_a_picture_in_inks_keeps_them(profile: str) -> None:
    build = covered(
        with_picture(own((1838, 2776), "CMYK"), profile=profile, press='spine = "0.7in"')
    )
    with pikepdf.Pdf.open(BytesIO(build.artifacts[0].content)) as pdf:
        (picture,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)
                      and o.get("/Subtype") == "/Image"]  # fmt: skip
        assert picture.ColorSpace == "/DeviceCMYK"
    red, green, blue = pixels(build, 72).getpixel((700, 400))  # type: ignore[misc]
    assert red < green < blue  # much cyan, some magenta, little yellow


@pytest.mark.slow
def test_a_picture_of_few_pixels_is_found() -> None:
    build = covered(with_picture(own((600, 906))))
    assert codes(build) == ["AST-008", "COV-004"]
    assert "98 pixels to the inch" in build.findings[1].what
    assert "1838 × 2776" in build.findings[1].mend


@pytest.mark.slow
def test_a_picture_of_another_shape_is_cut_and_not_bent() -> None:
    build = covered(with_picture(own((4000, 2776))))
    assert codes(build) == ["AST-008", "COV-009"]
    assert "left and right" in build.findings[1].what
    pictures = [page["xref"] for page in shown(build)]
    assert len(pictures) == 1
    (left, top, right, bottom) = shown(build)[0]["bbox"]
    assert (right - left) / (bottom - top) == pytest.approx(4000 / 2776, rel=0.01)
    assert bottom - top == pytest.approx(666, abs=0.5)


@pytest.mark.slow
def test_colours_may_be_chosen() -> None:
    options = 'cover-ground = "#ffffff"\ncover-accent = "#ff0000"'
    build = covered(published(options=options))
    picture = pixels(build, 72)
    assert picture.getpixel((4, 4)) == (255, 255, 255)
    darkest = picture.crop((490, 9, picture.width - 40, 300)).convert("L").getextrema()[0]
    assert darkest < 90  # an ink that reads on white
    with pytest.raises(PublicationError) as caught:
        covered(published(options='cover-ground = "red"'))
    assert [finding.code for finding in caught.value.findings] == ["LAY-004"]


@pytest.mark.slow
def test_a_template_of_the_authors_own_takes_its_place() -> None:
    files = {
        "layouts/base/cover/back.xhtml": '<div class="back" style="left: 1in">Mine alone</div>',
        "layouts/novel/cover/own.css": ".back { color: #fff }",
    }
    build = covered(published(files=files))
    assert "Mine alone" in text_of(build)
    assert "history of salt" not in text_of(build)


@pytest.mark.slow
def test_a_template_that_is_not_well_formed_is_found() -> None:
    files = {"layouts/novel/cover/back.xhtml": "<div>"}
    with pytest.raises(PublicationError) as caught:
        covered(published(files=files))
    (finding,) = [f for f in caught.value.findings if f.code == "LAY-006"]
    assert finding.where.file == "layouts/novel/cover/back.xhtml"


@pytest.mark.slow
def test_the_same_book_has_the_same_cover(plain: Build) -> None:
    assert covered(published()).artifacts[0].content == plain.artifacts[0].content


def test_there_are_rules_for_the_cover_of_every_printer() -> None:
    def rules(name: str) -> Profile:
        return load_profile(name)

    for name in profile_names():
        cover = rules(name).cover
        assert cover.bleed >= 8.5
        assert cover.safe >= 8.5
        assert cover.spine_from
    assert rules("kdp-paperback").cover.barcode == (144.0, 86.4)
    assert rules("kdp-paperback").cover.spine_pages == 80
    assert rules("ingramspark").cover.spine_pages == 48
    assert rules("ingramspark").cover.safe == 18
