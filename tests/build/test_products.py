"""What a build knows of each product, now or from its manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.validators import onixcheck

import imprint
from imprint.build import (
    MANIFEST,
    Build,
    build_artifacts,
    manifest_of,
    media_of,
    moment_of,
    product_facts,
    write_artifacts,
)
from imprint.build.manifest import claims_of, read_manifest
from imprint.checks.agreement import Finished, check_agreement
from imprint.emitters.onix import RELEASES, emit_onix, trade_findings
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.artifact import Artifact
from imprint.model.pages import Page, PageMap, Side
from imprint.model.record import Identifier, PartialDate, Product
from imprint.values import replace

MANUSCRIPT = """\
---
title: Salt
author: Ann Writer
publisher: The Example Press
date: 2026-11-23
slug: salt
---

# One

It was flat.

# Two

![A boat](boat.svg)

![](boat.svg){.decorative}
"""
BOAT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
CLAIMS = AccessibilityClaims(
    modes=("textual",),
    features=("pageNavigation", "readingOrder"),
    hazards=("none",),
    wcag="2.2",
    level="AA",
    certifier="A Certifier",
    certified=PartialDate(2026, 11),
)


def publication(**told: object) -> imprint.Publication:
    made = imprint.read_files({"salt.md": MANUSCRIPT, "boat.svg": BOAT})
    return replace(made, record=replace(made.record, **told))  # type: ignore[arg-type]


def built() -> Build:
    labels = ["i", "ii", "iii", "iv", "1", "2", "3", "4"]
    pages = tuple(Page(label=label, section="one", side=Side.RECTO) for label in labels)
    pdf = "application/pdf"
    return Build(
        artifacts=(
            Artifact(
                name="salt.epub",
                target="epub",
                media_type="application/epub+zip",
                content=b"12345",
                accessibility=CLAIMS,
            ),
            Artifact(
                name="salt-print.pdf",
                target="print",
                media_type=pdf,
                content=b"123",
                pages=10,
                trim=(396.0, 612.0),
            ),
        ),
        findings=(),
        pages=PageMap(pages),
    )


def manifest() -> dict[str, object]:
    made = built()
    return json.loads(manifest_of(made.artifacts, pages=made.pages))


def test_what_was_built_is_known() -> None:
    epub, book = product_facts(publication(), built=built())
    assert (epub.medium, book.medium) == ("epub", "print")
    assert (book.pages, book.numbered, book.front_matter) == (10, 4, 4)
    assert book.trim == (139.7, 215.9)
    assert book.size == 3
    assert book.accessibility is None
    assert (epub.pages, epub.numbered) == (10, 4)  # the printed book's, whose numbers it has
    assert epub.trim is None
    assert epub.size == 5
    assert epub.accessibility == CLAIMS
    assert epub.slug == "salt"
    assert epub.media_type == "application/epub+zip"
    assert epub.illustrations == book.illustrations == 1


def test_the_manifest_tells_the_same() -> None:
    assert product_facts(publication(), manifest=manifest()) == product_facts(
        publication(), built=built()
    )


def test_what_was_built_now_stands_before_the_manifest() -> None:
    later = built()
    later = replace(later, artifacts=(replace(later.artifacts[1], pages=20),))
    epub, book = product_facts(publication(), built=later, manifest=manifest())
    assert book.pages == 20
    assert epub.accessibility == CLAIMS


def test_a_proof_tells_nothing_of_the_book() -> None:
    made = built()
    proof = replace(made.artifacts[1], is_proof=True)
    made = replace(made, artifacts=(proof,), pages=PageMap())
    assert [facts.pages for facts in product_facts(publication(), built=made)] == [None, None]


def test_nothing_is_known_before_a_build() -> None:
    for facts in product_facts(publication()):
        assert facts.pages is facts.numbered is facts.front_matter is facts.size is None
        assert facts.trim is facts.accessibility is None


def test_an_ebook_without_page_numbers_has_no_pages() -> None:
    made = built()
    bare = replace(made.artifacts[0], accessibility=replace(CLAIMS, features=()))
    made = replace(made, artifacts=(bare, made.artifacts[1]))
    assert product_facts(publication(), built=made)[0].pages is None


def test_files_of_another_publication_are_not_its_own() -> None:
    other = replace(publication(), slug="pepper")
    assert [facts.size for facts in product_facts(other, manifest=manifest())] == [None, None]


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"artifacts": 7, "pages": 7},
        {"artifacts": {"salt.epub": 7}, "pages": [7]},
        {"artifacts": {"salt.epub": {"target": "epub", "size": "x"}}, "pages": None},
        {"artifacts": {"salt.epub": {"target": "epub", "size": 1, "accessibility": {"x": 1}}}},
        {"artifacts": {"salt.epub": {"target": "epub", "trim": [1], "pages": 3}}},
    ],
)
def test_a_damaged_manifest_tells_nothing(damaged: dict[str, object]) -> None:
    epub, _ = product_facts(publication(), manifest=damaged)
    assert epub.pages is None
    assert epub.accessibility is None


def test_claims_survive_the_manifest() -> None:
    entries = manifest()["artifacts"]
    assert claims_of(entries["salt.epub"]) == CLAIMS  # type: ignore[index]
    assert claims_of(entries["salt-print.pdf"]) is None  # type: ignore[index]


def test_formats_are_those_of_the_record_and_of_the_build() -> None:
    named = publication(
        products=(Product(medium="hardcover"), Product(medium="archive")),
        identifiers=(
            Identifier(scheme="isbn", value="978-3-16-148410-0", medium="audiobook"),
            Identifier(scheme="doi", value="10.5555/1"),
        ),
    )
    assert media_of(named) == ("epub", "print", "archive", "hardcover", "audiobook")
    archived = replace(publication(), targets=("archive", "epub"))
    assert media_of(archived) == ("epub",)


@pytest.mark.slow
def test_every_fact_that_can_be_written_reaches_the_trade() -> None:
    configuration = Path(__file__).parents[1] / "readers" / "configuration" / "full.toml"
    files = {"imprint.toml": configuration.read_text("utf-8")}
    made = imprint.read_files({**files, "source/1.md": "# One\n\nText.\n"})
    record, products = made.record, product_facts(made)
    for release in RELEASES:
        content = emit_onix(record, products, release=release, sent=moment_of(record))
        assert onixcheck(content) == []
        assert check_agreement(record, [Finished("salt.onix.xml", "onix", content)]) == ()
    codes = {finding.code for finding in trade_findings(record, products, sent=moment_of(record))}
    assert codes == {"ONX-003", "ONX-005"}  # nothing is built, and the EPUB has no price


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["source/imprint/starters/novel", "docs"])
def test_a_real_publication_reaches_the_trade(folder: str, tmp_path: Path) -> None:
    made = imprint.read(Path(__file__).parents[2] / folder)
    targets = ["epub", "print", "screen"]
    done = build_artifacts(made, targets=targets)
    write_artifacts(done.artifacts, tmp_path, pages=done.pages)
    made = replace(made, targets=tuple(targets))
    products = product_facts(made, manifest=read_manifest(tmp_path / MANIFEST))
    assert products == product_facts(made, built=done)
    epub, book, screen = products
    assert book.pages
    assert epub.pages == book.pages
    assert screen.accessibility
    assert screen.accessibility.standards == ("PDF/UA-1",)
    for release in RELEASES:
        content = emit_onix(made.record, products, release=release, sent=moment_of(made.record))
        assert onixcheck(content) == []
        assert f"<ExtentValue>{book.pages}<".encode() in content
