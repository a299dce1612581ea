"""Texts are found on pages as they are drawn, past all that pages do to them."""

from __future__ import annotations

from array import array

import pytest
from lxml import etree

from imprint.checks.parity.blocks import Block, Insert, Kind, Mark, Note
from imprint.checks.parity.flow import Flow
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.leftovers import Accounts
from imprint.checks.parity.markup import read_markup
from imprint.checks.parity.pages import PageText

STYLES = ('hr::before { content: "* * *" } aside::footnote-call { content: attr(data-number) }',)
HYPHEN = "\u2010"


def page(*lines: str | tuple[str, float] | tuple[str, float, float]) -> PageText:
    """A page of lines, 14 points apart, or at a height and a place that are given."""
    text, starts, x, y = "", array("i"), array("f"), array("f")
    broken = set()
    for number, given in enumerate(lines):
        line, *place = (given,) if isinstance(given, str) else given
        if text and len(text) not in broken:
            text += " "
        starts.append(len(text))
        y.append(place[0] if place else 500.0 - 14 * number)
        x.append(place[1] if len(place) > 1 else 50.0)
        text += line.removesuffix(HYPHEN)
        if line.endswith(HYPHEN):
            broken.add(len(text))
    return PageText(text, starts, x, y, frozenset(broken))


def paragraphs(*texts: str) -> list[Block]:
    return [Block(kind=Kind.TEXT, text=text) for text in texts]


def followed(
    pages: list[PageText], blocks: list[Block], notes: list[Note] | None = None
) -> tuple[list[str], list[str], list[str]]:
    """The codes of differences, the texts that are lost, and those that are left."""
    generated = Generated(STYLES, ())
    flow = Flow(pages, generated)
    flow.follow(blocks)
    flow.find_notes(notes or [])
    flow.find_lost()
    left = Accounts(flow, generated, frozenset({"Head"})).leftovers()
    return (
        [trouble.code for trouble in flow.troubles],
        [lost.block.text for lost in flow.lost],
        [each.text for each in left],
    )


WHOLE = ([], [], [])
CASES: dict[str, tuple[list[PageText], list[Block]]] = {
    "lines": ([page("One two", "three.", "Four.")], paragraphs("One two three.", "Four.")),
    "a divided word": ([page("One twen" + HYPHEN, "ty three.")], paragraphs("One twenty three.")),
    "a hyphen at the end": (
        [page("A well" + HYPHEN, "known one.")],
        paragraphs("A well-known one."),
    ),
    "a dash at the end": ([page("It was\u2014", "he knew.")], paragraphs("It was\u2014he knew.")),
    "a divided page": (
        [page("One two three four", ("Head 1", 20)), page("five six seven.", ("Head 2", 20))],
        paragraphs("One two three four five six seven."),
    ),
    "a word divided by a page": (
        [page("One two three fo" + HYPHEN, ("1", 20)), page("ur five.", ("2", 20))],
        paragraphs("One two three four five."),
    ),
    "a head that begins as the text goes on": (
        [page("He said to the other", ("Head 1", 20)), page("Heads must roll today.")],
        paragraphs("He said to the other Heads must roll today."),
    ),
    "labels drawn first, whose values begin alike": (
        [
            page(
                ("Text", 500, 50),
                ("Preface", 486, 50),
                ("Publisher", 472, 50),
                ("Ann Author", 500, 150),
                ("Preface Street", 486, 150),
                ("Publisher Hall", 472, 150),
            )
        ],
        paragraphs(
            "Text", "Ann Author", "Preface", "Preface Street", "Publisher", "Publisher Hall"
        ),
    ),
    "a float drawn first": (
        [page(("Tip", 472), "One.", ("Mind this.", 472, 90))],
        paragraphs("One.", "Tip", "Mind this."),
    ),
    "a short text at the end of a page, and another as short": (
        [page("Before.", "Yes"), page("No, he said, and not again.", "Yes", "No")],
        paragraphs("Before.", "Yes", "No, he said, and not again.", "Yes", "No"),
    ),
    "a dropped capital": ([page("I", "t was dark.")], paragraphs("It was dark.")),
    "an ornament": ([page("One.", "* * *", "Two.")], paragraphs("One.", "Two.")),
    "a ligature in the text": ([page("ffi find")], paragraphs("\ufb03 find")),
    "letters of a line from right to left": (
        [page("(\u05d1) \u05d0\u05d1 123", "\u05d2.")],
        paragraphs("123 \u05d0\u05d1 (\u05d1) \u05d2."),
    ),
}
DIFFERENT: dict[str, tuple[list[PageText], list[Block], str]] = {
    "a letter": ([page("One twa three four.")], paragraphs("One two three four."), "WHL-003"),
    "a space": ([page("One twothree four.")], paragraphs("One two three four."), "WHL-003"),
    "lines the wrong way round": (
        [page(("One two three", 100), ("four five.", 200))],
        paragraphs("One two three four five."),
        "WHL-004",
    ),
    "blocks the wrong way round": (
        [page("Two is second.", "One is first.", "Three.")],
        paragraphs("One is first.", "Two is second.", "Three."),
        "WHL-004",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_found_past_what_a_page_does(name: str) -> None:
    pages, blocks = CASES[name]
    assert followed(pages, blocks) == WHOLE


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_text_that_differs_is_said_to(name: str) -> None:
    pages, blocks, code = DIFFERENT[name]
    troubles, lost, _ = followed(pages, blocks)
    assert troubles == [code], (troubles, lost)


def test_a_text_that_is_lost_or_added_is_named() -> None:
    pages = [page("One is first.", "Nobody wrote this.", "Three is third.")]
    blocks = paragraphs("One is first.", "Two is second.", "Three is third.")
    assert followed(pages, blocks) == ([], ["Two is second."], ["Nobody wrote this."])


def test_a_head_in_the_text_is_no_head() -> None:
    pages = [page("One.", ("Head", 480), "Two.")]
    assert followed(pages, paragraphs("One.", "Two.")) == ([], [], ["Head"])


NOTE = [Note("n", "1", tuple(paragraphs("It was so, and goes on over there.")))]
CALLING = [Block(kind=Kind.TEXT, text="One. Two.", inserts=(Insert(4, Mark.CALL, "1", "n"),))]


def test_a_note_is_found_at_the_foot_and_on_the_next_page() -> None:
    pages = [page("One.1 Two.", "1 It was so, and goes", ("1", 20)), page("on over there.")]
    assert followed(pages, CALLING, NOTE) == WHOLE


def test_a_note_with_another_number_is_said_to_have_it() -> None:
    pages = [page("One.1 Two.", "2 It was so, and goes on over there.")]
    assert followed(pages, CALLING, NOTE)[0] == ["WHL-007"]


def test_a_note_that_is_lost_is_named() -> None:
    assert followed([page("One.1 Two.")], CALLING, NOTE)[0] == ["WHL-006"]


def line_of_contents(title: str, target: str) -> Block:
    return Block(kind=Kind.TEXT, text=title, inserts=(Insert(len(title), Mark.FOLIO, "", target),))


@pytest.mark.parametrize(
    "lines",
    [
        [("One 4", 480), ("Two 7", 460)],
        [("4 One", 480), ("7 Two", 460)],
        [("One . . . . 4", 480), ("Two . . . 7", 460)],
        [("One", 480, 90), ("4", 480), ("Two", 460, 90), ("7", 460)],
    ],
    ids=["after", "before", "after leaders", "beside"],
)
def test_a_number_of_the_contents_belongs_to_its_line(lines: list[tuple[str, float]]) -> None:
    generated = Generated(('a::after { content: leader(".") }',), ())
    flow = Flow([page(*lines)], generated)
    flow.follow([line_of_contents("One", "one"), line_of_contents("Two", "two")])
    assert not list(Accounts(flow, generated, frozenset()).leftovers())
    assert [(target, text) for target, text, *_ in flow.folios] == [("one", "4"), ("two", "7")]
    assert not flow.troubles


def test_a_row_on_the_next_page_is_not_taken_for_the_numbers_of_a_list() -> None:
    generated = Generated(("li::before { content: counter(item) '.' }",), ())
    first = page(("One", 400), ("Two", 386), ("1 6", 372), ("1.", 400, 40), ("2.", 386, 40))
    flow = Flow([first, page("2 7", "3 8", "After it")], generated)
    flow.follow(paragraphs("One", "Two", "1", "6", "2", "7", "3", "8", "After it"))
    flow.find_lost()
    assert (flow.troubles, flow.lost) == ([], [])
    assert not list(Accounts(flow, generated, frozenset()).leftovers())


def test_markup_is_read_by_what_its_elements_are() -> None:
    root = etree.fromstring(
        '<r xmlns="http://www.w3.org/1999/xhtml"><h2 id="a">A  <em>b</em>\n c</h2>'
        '<ol start="3"><li>one</li><li><p>two</p></li></ol><hr/>'
        '<p>See <a href="#a">it</a><a class="noteref" href="#n">1</a>.</p>'
        '<p>\u00a0x\u00ad</p><pre>  y\n z</pre><img src="i/p.png" alt="P"/>'
        '<aside id="n" role="doc-footnote"><p>N</p></aside></r>'
    )
    reading = read_markup(root)
    kinds = [(block.kind, block.text, block.level, block.marker) for block in reading.blocks]
    assert kinds == [
        (Kind.HEADING, "A b c", 2, ""),
        (Kind.TEXT, "one", 0, "3"),
        (Kind.TEXT, "two", 0, "4"),
        (Kind.BREAK, "", 0, ""),
        (Kind.TEXT, "See it.", 0, ""),
        (Kind.TEXT, "\u00a0x\u00ad", 0, ""),
        (Kind.CODE, "y z", 0, ""),
        (Kind.TEXT, "", 0, ""),
    ]
    see, picture = reading.blocks[4], reading.blocks[7]
    assert [(link.start, link.end, link.target) for link in see.links] == [(4, 6, "#a")]
    assert see.inserts == (Insert(6, Mark.CALL, "1", "n"),)
    assert reading.blocks[6].raw == "  y\n z"
    assert picture.pictures[0].alternative == "P"
    assert [(note.id, note.blocks[0].text) for note in reading.notes] == [("n", "N")]
