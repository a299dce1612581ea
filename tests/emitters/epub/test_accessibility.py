"""Accessibility metadata says what the content proves, and nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.emitters.epub.specimens import DRAWING, asset, emitted, opened, picture, small
from tests.emitters.epub.test_documents import with_markup
from tests.emitters.epub.test_package import prop

from imprint.model.assets import Asset
from imprint.model.rendition import Stylesheet


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


def test_a_summary_is_the_layouts_own_words() -> None:
    made = small()
    assert prop(emitted(made), "schema:accessibilitySummary") == []
    made = replace(made, labels={**made.labels, "accessibility-summary": "Text throughout."})
    assert prop(emitted(made), "schema:accessibilitySummary") == ["Text throughout."]
