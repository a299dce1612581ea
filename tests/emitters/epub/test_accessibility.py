"""Accessibility metadata says what the content proves, and nothing more."""

from __future__ import annotations

import pytest
from tests.emitters.epub.specimens import (
    COVER,
    DRAWING,
    MOMENT,
    asset,
    emitted,
    opened,
    picture,
    small,
)
from tests.emitters.epub.test_documents import with_markup
from tests.emitters.epub.test_package import prop
from tests.validators import epubcheck

from imprint.diagnostics import Place
from imprint.emitters.epub import emit_epub
from imprint.model.artifact import Artifact
from imprint.model.assets import Asset
from imprint.model.record import Accessibility, PartialDate
from imprint.model.rendition import Stylesheet
from imprint.values import replace


def modes(markup: str) -> tuple[list[str], list[str]]:
    content = emitted(with_markup(f"<section>{markup}</section>"))
    return prop(content, "schema:accessMode"), prop(content, "schema:accessModeSufficient")


@pytest.mark.parametrize(
    ("markup", "expected", "sufficient"),
    [
        ("<p>Text</p>", ["textual"], ["textual"]),
        ('<img src="a.png" alt="" role="presentation"/>', ["textual"], ["textual"]),
        ('<img src="a.png" alt="A"/>', ["textual", "visual"], ["textual,visual", "textual"]),
        ('<img src="a.png" alt="  "/>', ["textual", "visual"], ["textual,visual"]),
        ('<img src="a.png" alt="A"/><img src="b.png"/>', ["textual", "visual"], ["textual,visual"]),
    ],
)
def test_text_alone_suffices_only_if_every_picture_has_an_alternative(
    markup: str, expected: list[str], sufficient: list[str]
) -> None:
    assert modes(markup) == (expected, sufficient)


def test_alternative_text_is_claimed_only_if_it_is_whole() -> None:
    whole = emitted(with_markup('<section><img src="a.png" alt="A"/></section>'))
    part = emitted(with_markup('<section><img src="a.png" alt=""/></section>'))
    assert "alternativeText" in prop(whole, "schema:accessibilityFeature")
    assert "alternativeText" not in prop(part, "schema:accessibilityFeature")


def test_features_follow_the_content() -> None:
    plain = prop(emitted(with_markup("<p>Text</p>")), "schema:accessibilityFeature")
    assert {"readingOrder", "tableOfContents", "displayTransformability"} <= set(plain)
    paged = with_markup(
        '<section role="doc-chapter"><h1>One</h1><span epub:type="pagebreak" id="p1"/>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></section>'
    )
    found = prop(emitted(paged), "schema:accessibilityFeature")
    assert {"ARIA", "structuralNavigation", "pageBreakMarkers", "MathML"} <= set(found)


def test_text_of_a_fixed_size_does_not_transform() -> None:
    made = small()
    fixed = Stylesheet(name="own.css", css="p { font-size: 11pt }")
    made = replace(made, stylesheets=(*made.stylesheets, fixed))
    assert "displayTransformability" not in prop(emitted(made), "schema:accessibilityFeature")


@pytest.mark.parametrize(
    ("shown", "hazard"),
    [
        (picture("still.png"), "none"),
        (picture("still.gif", format="GIF"), "none"),
        (picture("moving.gif", format="GIF", frames=3), "unknown"),
        (asset("still.svg", "image/svg+xml", DRAWING), "none"),
        (
            asset("moving.svg", "image/svg+xml", DRAWING.replace(b"<path", b"<animate/><path")),
            "unknown",
        ),
        (asset("broken.gif", "image/gif", b"GIF89a"), "unknown"),
    ],
)
def test_what_moves_may_be_a_hazard(shown: Asset, hazard: str) -> None:
    made = replace(small(), assets=(shown,))
    assert prop(emitted(made), "schema:accessibilityHazard") == [hazard]


def test_no_conformance_is_claimed() -> None:
    package = opened(emitted(small()))["EPUB/content.opf"]
    assert b"conformsTo" not in package
    assert b"certified" not in package


NAVIGABLE = "The contents lead to every section, and headings are marked as such."


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<h1>A</h1>", [NAVIGABLE]),
        ('<h1>A</h1><img src="boat.png" alt="" role="presentation"/>', [NAVIGABLE]),
        (
            '<h1>A</h1><img src="boat.png" alt="A red boat"/>',
            [f"{NAVIGABLE} Every picture is described in words."],
        ),
        (
            '<h1>A</h1><img src="boat.png" alt="image"/>',
            [f"{NAVIGABLE} Not every picture is described in words."],
        ),
    ],
)
def test_a_summary_says_what_the_evidence_comes_to(markup: str, said: list[str]) -> None:
    made = with_markup(f"<section>{markup}</section>")
    assert prop(emitted(made), "schema:accessibilitySummary") == said


def test_a_summary_speaks_the_books_language() -> None:
    (said,) = prop(emitted(small(language="de")), "schema:accessibilitySummary")
    assert said.startswith("Das Inhaltsverzeichnis führt zu jedem Abschnitt")


CERTIFIED = Accessibility(
    conformance="WCAG 2.2 AA",
    certifier="A Certifier",
    credential="A credential",
    report="https://example.org/report",
    certified=PartialDate(2026, 11, 2),
    contact="access@example.org",
    summary="Text throughout.",
    exemption="eaa-microenterprise",
)


def artifact(markup: str, house: Accessibility) -> Artifact:
    made = with_markup(f"<section>{markup}</section>")
    made = replace(made, record=replace(made.record, accessibility=house))
    return emit_epub(made, modified=MOMENT, cover=COVER)


def test_a_certified_conformance_is_claimed_to_the_letter() -> None:
    made = artifact('<img src="a.png" alt="A"/>', CERTIFIED)
    assert made.findings == ()
    assert made.accessibility
    assert made.accessibility.conformance == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert made.accessibility.contact == "access@example.org"
    content = made.content
    assert prop(content, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert prop(content, "a11y:certifiedBy") == ["A Certifier"]
    assert prop(content, "a11y:certifierCredential") == ["A credential"]
    assert prop(content, "dcterms:date") == ["2026-11-02"]
    assert prop(content, "a11y:exemption") == ["eaa-microenterprise"]
    assert prop(content, "schema:accessibilitySummary") == ["Text throughout."]
    package = opened(content)["EPUB/content.opf"].decode()
    assert 'rel="a11y:certifierReport"' in package
    assert "contact" not in package  # EPUBCheck does not know EPUB Accessibility 1.2 yet


@pytest.mark.parametrize(
    ("markup", "told", "code"),
    [
        ("<p>Text</p>", {"certifier": " "}, "CLM-002"),
        ("<p>Text</p>", {"conformance": "WCAG 9 AA"}, "CLM-001"),
        ('<img src="a.png"/>', {}, "CLM-003"),
    ],
)
def test_what_nobody_stands_for_is_not_claimed(
    markup: str, told: dict[str, str], code: str
) -> None:
    made = artifact(markup, replace(CERTIFIED, **told))
    assert [finding.code for finding in made.findings] == [code]
    assert made.accessibility
    assert made.accessibility.conformance == made.accessibility.certifier == ""
    package = opened(made.content)["EPUB/content.opf"]
    assert b"conformsTo" not in package
    assert b"certifie" not in package


def test_an_exemption_that_the_law_does_not_know_is_not_stated() -> None:
    made = artifact("<p>Text</p>", Accessibility(exemption="too-busy"))
    assert [finding.code for finding in made.findings] == ["CLM-001"]
    assert b"exemption" not in opened(made.content)["EPUB/content.opf"]


def test_the_finding_says_where_it_was_stated() -> None:
    made = with_markup("<p>Text</p>")
    place = Place("imprint.toml", 3, "accessibility.conformance")
    house = replace(CERTIFIED, certifier="")
    record = replace(made.record, accessibility=house, places={"accessibility.conformance": place})
    made = replace(made, record=record)
    (finding,) = emit_epub(made, modified=MOMENT, cover=COVER).findings
    assert finding.where == place


@pytest.mark.slow
def test_epubcheck_knows_what_is_certified() -> None:
    content = emitted(small(accessibility=CERTIFIED))
    assert prop(content, "a11y:certifiedBy") == ["A Certifier"]
    assert [line for line in epubcheck(content) if not line.startswith("USAGE")] == []
