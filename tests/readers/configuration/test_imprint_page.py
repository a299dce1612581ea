"""The key imprint-page: a pack by its name, or a table of changes, each with its place."""

from __future__ import annotations

import pytest

import imprint
from imprint.model.imprint_page import ImprintPageChoice


def choice(toml: str) -> ImprintPageChoice:
    files = {"imprint.toml": f'title = "T"\n{toml}', "source/a.md": "# One\n\nText.\n"}
    return imprint.read_files(files).imprint_page


def test_a_pack_by_its_name() -> None:
    found = choice('imprint-page = "de"')
    assert found == ImprintPageChoice(pack="de")
    assert found.places["pack"].line == 2


def test_a_table_of_changes() -> None:
    found = choice(
        """
[imprint-page]
pack = "uk"
drop = "tools, trim"
order = ["rights", "people"]
place = "last"
form = "rows"
add = ["One <b>", { label = "Two", text = "Three", after = "edition" }, { row = "type" }]
[imprint-page.words]
fonts = "Set in {fonts}"
rights = ""
"""
    )
    assert (found.pack, found.page, found.form) == ("uk", "last", "rows")
    assert found.drop == ("tools", "trim")
    assert found.order == ("rights", "people")
    lines = [(line.text, line.label, line.row, line.after) for line in found.add]
    assert lines == [
        ("One <b>", "", "", ""),
        ("Three", "Two", "", "edition"),
        ("", "", "type", ""),
    ]
    assert dict(found.words) == {"fonts": "Set in {fonts}", "rights": ""}
    assert found.places["words.fonts"].line == 11
    assert found.add[1].place.line == 9


def test_it_is_read_from_front_matter_and_from_the_command_line() -> None:
    text = "---\ntitle: T\nimprint-page: {pack: fr, drop: [tools]}\n---\n# One\n\nText.\n"
    assert imprint.read_files({"a.md": text}).imprint_page.pack == "fr"
    over = imprint.read_files({"a.md": text}, settings=["imprint-page.pack=us"]).imprint_page
    assert (over.pack, over.drop) == ("us", ("tools",))


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ('imprint-page = ["de"]', "CFG-004"),
        ('[imprint-page]\nplace = "middle"', "CFG-005"),
        ('[imprint-page]\nform = "table"', "CFG-005"),
        ('[imprint-page]\nwords = "x"', "CFG-004"),
        ("[imprint-page.words]\ntitle = true", "CFG-004"),
        ('[imprint-page]\npakc = "de"', "CFG-003"),
        ("[imprint-page]\nadd = [true]", "CFG-004"),
        ("revision = true", "CFG-004"),
    ],
)
def test_what_cannot_be_is_a_finding(toml: str, code: str) -> None:
    with pytest.raises(imprint.PublicationError) as caught:
        choice(toml)
    assert [finding.code for finding in caught.value.findings] == [code]
