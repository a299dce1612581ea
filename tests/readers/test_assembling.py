"""Ids, notes, links and parts across the files of a publication."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

import imprint
from imprint.diagnostics import Finding, PublicationError
from imprint.model.inlines import Link
from imprint.model.publication import Publication, SectionKind
from imprint.model.text import runs_of_section, walk_inlines

TOML = 'title = "T"\nlang = "en"\n'


def read(**files: str) -> Publication:
    named = {f"source/{name.replace('__', '/')}.md": text for name, text in files.items()}
    return imprint.read_files({"imprint.toml": TOML, **named})


def targets(publication: Publication) -> list[str]:
    return [
        inline.target
        for section in publication.walk()
        for run in runs_of_section(section)
        for inline in walk_inlines(run)
        if isinstance(inline, Link)
    ]


def test_ids_come_from_the_place_in_the_content() -> None:
    publication = read(a="# One\n\nA.\n\n- x\n- y\n\n## The House\n\nB.", b="# Two\n\nC.")
    first, second = publication.sections
    assert [first.id, second.id] == ["chapter-1", "chapter-2"]
    ids = [block.attributes.id for block in first.blocks]
    assert ids == ["chapter-1.1", "chapter-1.2", "chapter-1.the-house", "chapter-1.4"]


def test_the_same_source_has_the_same_ids() -> None:
    files = {"a": "# One\n\nA.[^n]\n\n[^n]: N.", "b": "# Two\n\nB.[^n]\n\n[^n]: N."}
    assert read(**files) == read(**files)


def test_notes_of_one_name_in_two_files_are_two_notes() -> None:
    publication = read(a="# One\n\nA.[^n]\n\n[^n]: N.", b="# Two\n\nB.[^n]\n\n[^n]: M.")
    notes = [note.attributes.id for section in publication.sections for note in section.notes]
    assert notes == ["chapter-1.note-1", "chapter-2.note-1"]


def test_chapters_after_a_part_are_that_part() -> None:
    publication = read(
        a="# Book One {.part}", b="# A", c="# Book Two {.part}", d="# B", e="# End {.afterword}"
    )
    shape = [
        (s.kind.value, [inner.kind.value for inner in s.sections]) for s in publication.sections
    ]
    assert shape == [("part", ["chapter"]), ("part", ["chapter"]), ("afterword", [])]


def test_a_part_of_the_contents_has_its_chapters() -> None:
    publication = imprint.read_files(
        {
            "imprint.toml": TOML
            + 'contents = ["source/0.md", { part = "P", contents = ["source/[12].md"] }]\n',
            "source/0.md": "# Zero\n\nA.",
            "source/1.md": "# One\n\nA.",
            "source/2.md": "# Two\n\nA.",
        }
    )
    assert [s.kind for s in publication.sections] == [SectionKind.CHAPTER, SectionKind.PART]
    assert [s.id for s in publication.walk()] == ["chapter-1", "part-1", "chapter-2", "chapter-3"]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("#x", "#x"),
        ("#the-house", "#chapter-2.the-house"),
        ("b.md", "#chapter-2"),
        ("b.md#the-house", "#chapter-2.the-house"),
        ("./b.md#x", "#x"),
        ("../source/b.md", "#chapter-2"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org/", "https://example.org/"),
    ],
)
def test_links_lead_to_what_they_name(target: str, found: str) -> None:
    publication = read(a=f"# One\n\n[link]({target})", b="# Two\n\n## The House\n\nB. [i]{#x}")
    assert targets(publication) == [found]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("#nothing", "REF-001"),
        ("c.md", "REF-001"),
        ("../../x.md", "SRC-004"),
        ("foo:bar", "REF-003"),
    ],
)
def test_links_into_nothing(target: str, code: str) -> None:
    with pytest.raises(PublicationError) as stopped:
        read(a=f"# One\n\nText.\n\n[link]({target})")
    (finding,) = stopped.value.findings
    assert (finding.code, finding.where.file, finding.where.line) == (code, "source/a.md", 5)
    assert finding.mend


def test_a_link_with_two_targets_is_a_warning() -> None:
    publication = read(a="# One\n\n[x](#same)", b="# Two\n\n## Same\n\nB.\n\n## Same\n\nC.")
    assert [finding.code for finding in publication.findings] == ["REF-002"]


def test_an_id_given_twice_names_both_places() -> None:
    with pytest.raises(PublicationError) as stopped:
        read(a="# One {#x}\n\nA.", b="# Two {#x}\n\nB.")
    (finding,) = stopped.value.findings
    assert finding.code == "TXT-009"
    assert "source/a.md:1" in finding.what


def test_a_file_left_out_of_the_contents_is_told() -> None:
    publication = imprint.read_files(
        {
            "imprint.toml": TOML + 'contents = ["source/a.md"]\n',
            "source/a.md": "# A\n\nA.",
            "source/b.md": "# B\n\nB.",
        }
    )
    assert [finding.code for finding in publication.findings] == ["SRC-009"]


def test_files_named_after_a_kind_are_of_it() -> None:
    publication = read(
        **{"01-dedication": "For you", "02-preface": "# Before\n\nA.", "03": "# A\n\nB."}
    )
    assert [section.kind.value for section in publication.sections] == [
        "dedication",
        "preface",
        "chapter",
    ]


def own_cover(size: tuple[int, int], kind: str = "JPEG") -> list[Finding]:
    content = BytesIO()
    Image.new("L", size).save(content, kind)
    return about_the_cover(content.getvalue())


def about_the_cover(content: bytes | str) -> list[Finding]:
    files = {"imprint.toml": 'title = "T"\nlang = "en"\ncover = "c.jpg"\n', "source/1.md": "# One"}
    found = imprint.read_files({**files, "c.jpg": content}).findings
    return [finding for finding in found if finding.code == "AST-008"]


@pytest.mark.parametrize("size", [(1600, 2560), (1600, 2700), (1800, 2700), (4000, 6400)])
def test_a_cover_of_the_size_that_shops_want_is_passed_over(size: tuple[int, int]) -> None:
    assert own_cover(size) == []


@pytest.mark.parametrize(
    ("size", "what"),
    [
        ((1000, 1600), "1000 × 1600 pixels"),
        ((1600, 2559), "1600 × 2559 pixels"),
        ((2600, 2600), "1.00 times as high"),
        ((1600, 3000), "1.88 times as high"),
    ],
)
def test_a_cover_that_shops_do_not_want_is_found(size: tuple[int, int], what: str) -> None:
    (finding,) = own_cover(size)
    assert what in finding.what
    assert "1600 × 2560" in finding.mend
    assert finding.where.key == "cover"


def test_a_drawing_is_measured_by_its_shape_alone() -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 16"/>'
    assert about_the_cover(drawn.format(10)) == []
    (finding,) = about_the_cover(drawn.format(16))
    assert "1.00 times as high" in finding.what
