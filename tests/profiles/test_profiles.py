"""The profiles of printers: their figures, and what is no profile."""

from __future__ import annotations

import pytest

from imprint.model.profile import Colour, Profile, Standard
from imprint.profiles import load_profile, profile_names
from imprint.profiles.reading import points, read_profile

LEAST = 'title = "A printer"\nverified_on = "2026-11"\nsources = []\nfurniture = []\n'


@pytest.fixture(params=profile_names())
def profile(request: pytest.FixtureRequest) -> Profile:
    return load_profile(request.param)


def test_there_are_four() -> None:
    assert profile_names() == ("generic", "ingramspark", "kdp-paperback", "offset")


def test_a_name_that_is_none_names_those_that_are() -> None:
    with pytest.raises(LookupError, match=r"no profile '\.\./generic'.* generic, ingramspark"):
        load_profile("../generic")


def test_a_profile_says_where_its_figures_come_from(profile: Profile) -> None:
    assert profile.verified_on >= "2026-08"
    assert profile.sources or profile.name == "generic"


def test_a_profile_agrees_with_itself(profile: Profile) -> None:
    assert bool(profile.bleed) == bool(profile.bleed_edges)
    assert profile.multiple % 2 == 0
    assert not profile.pages_most or profile.pages_least < profile.pages_most
    assert not profile.pages_most or all(p.pages_most <= profile.pages_most for p in profile.papers)
    assert (profile.standard is Standard.NONE) == (profile.output_intent is None)
    assert profile.safe <= profile.safe_with_bleed
    if profile.inside and profile.pages_most:
        assert profile.inside[-1][0] == profile.pages_most
    if profile.trim_range:
        (least_width, least_height), (most_width, most_height) = profile.trim_range
        for width, height in profile.trims:
            assert least_width <= width <= most_width
            assert least_height <= height <= most_height


@pytest.mark.parametrize(
    ("pages", "inches"),
    [(24, 0.375), (150, 0.375), (151, 0.5), (301, 0.625), (700, 0.75), (701, 0.875), (828, 0.875)],
)
def test_the_inside_margin_of_kdp_grows_with_the_book(pages: int, inches: float) -> None:
    assert load_profile("kdp-paperback").inside_for(pages) == inches * 72


def test_kdp_wants_grey_pages_and_nothing_beside_them() -> None:
    kdp = load_profile("kdp-paperback")
    assert kdp.colour is Colour.GREY
    assert kdp.furniture == frozenset()
    assert kdp.standard is Standard.NONE
    assert (432.0, 648.0) in kdp.trims
    assert kdp.bleed == 9
    assert "inside" not in kdp.bleed_edges
    assert {paper.name: paper.thickness for paper in kdp.papers}["cream"] == 0.18


def test_ingramspark_wants_pdf_x_1a_and_the_last_page() -> None:
    ingram = load_profile("ingramspark")
    assert ingram.standard is Standard.PDF_X_1A
    assert ingram.output_intent
    assert ingram.output_intent.identifier == "CGATS TR 001"
    assert ingram.output_intent.registry == "http://www.color.org"
    assert (ingram.pages_least, ingram.pages_most, ingram.ink_most) == (18, 1200, 240)
    assert ingram.last_blank
    assert ingram.inside_for(600) == 36


def test_offset_bleeds_on_every_edge_of_every_book() -> None:
    offset = load_profile("offset")
    assert offset.bleed == pytest.approx(3 / 25.4 * 72, abs=1e-5)
    assert len(offset.bleed_edges) == 4
    assert offset.bleed_always
    assert offset.standard is Standard.PDF_X_4


def test_generic_is_what_every_printer_takes() -> None:
    generic = load_profile("generic")
    assert generic.colour is Colour.ANY
    assert generic.furniture == {"labels", "metadata"}
    assert generic.inside_for(500) == 0


@pytest.mark.parametrize(
    ("text", "length"), [("0.125in", 9.0), ("25.4mm", 72.0), ("9pt", 9.0), ("3mm", 8.50394)]
)
def test_lengths_become_points(text: str, length: float) -> None:
    assert points(text) == length


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("bled = '9pt'", "bled is no key; the keys are title,"),
        ("bleed = 9", 'bleed: 9 is no length; write one with its unit, as "0.125in" or "3mm"'),
        ("bleed = '9 px'", "bleed: '9 px' is no length"),
        ("bleed_edges = ['left']", "bleed_edges: 'left' is unknown; write some of bottom, inside,"),
        ("trims = ['6in']", "trims: '6in' is no size; write width and height, as \"6in x 9in\""),
        ("trims = '6in x 9in'", "trims: '6in x 9in' is no list"),
        ("trim_range = { least = '6in x 9in' }", "trim_range: a key is missing; the keys are"),
        ("colour = 'rgb'", "colour: 'rgb' is no colour; write one of 'grey', 'cmyk', 'any'"),
        ("standard = 'PDF/X-3'", "standard: 'PDF/X-3' is no standard; write one of"),
        ("multiple = 2.5", "multiple: 2.5 is no number of things"),
        ("multiple = true", "multiple: True is no number of things"),
        ("last_blank = 'yes'", "last_blank: 'yes' is no answer; write true or false"),
        ("ink_most = '240'", "ink_most: '240' is no amount"),
        ("papers = [{ thickness = '1pt' }]", "papers: a key is missing; the keys are name,"),
        ("papers = [{ name = 'a', weight = 1 }]", "papers: weight is no key"),
        ("papers = ['white']", "papers: 'white' is no table; write one with name,"),
        ("output_intent = { condition = 'SWOP' }", "output_intent: a key is missing"),
        (
            "inside = [{ pages = 9, margin = '1in' }, { pages = 8, margin = '1in' }]",
            "inside: write the margins of shorter books before",
        ),
        ("title = ''", "title: '' is no text"),
    ],
)
def test_what_a_profile_cannot_have(line: str, message: str) -> None:
    text = LEAST if not line.startswith("title") else LEAST.replace('title = "A printer"\n', "")
    with pytest.raises(ValueError, match="profile test: ") as raised:
        read_profile("test", text + line)
    assert message in str(raised.value)


@pytest.mark.parametrize("key", ["title", "verified_on", "sources", "furniture"])
def test_what_a_profile_must_have(key: str) -> None:
    text = "\n".join(line for line in LEAST.splitlines() if not line.startswith(key))
    with pytest.raises(ValueError, match=f"{key} is missing"):
        read_profile("test", text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"2026-11"', '"2026-13"', "'2026-13' is no day or month"),
        ("sources = []", 'sources = ["a book"]', "'a book' is no address"),
    ],
)
def test_sources_and_days_are_checked(old: str, new: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_profile("test", LEAST.replace(old, new))
