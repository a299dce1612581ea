"""Every example of the manual: Markdown composes, TOML is read, what shows an error yields it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from tests.docs.chapters import CHAPTERS, README, ROOT, Fence, all_fences, fences
from tests.docs.examples import findings_of, layout_of, publication_of

import imprint
from imprint.catalogue import RULES
from imprint.diagnostics import Findings, Severity
from imprint.layouts.imprint_page import load_pack, report_page
from imprint.layouts.words import load_words
from imprint.model import blocks, inlines
from imprint.model.imprint_page import ImprintPageChoice
from imprint.model.nodes import Node
from imprint.model.publication import LayoutChoice
from imprint.readers.configuration import read_toml, read_yaml, settings_of
from imprint.readers.settings import Settings
from imprint.values import fields_of, replace

MANUSCRIPT = next(chapter for chapter in CHAPTERS if chapter.stem == "manuscript")
_RESULT = re.compile(r"\n::: \{\.result\}\n")


def by_name(fence: Fence) -> str:
    return fence.name


@pytest.mark.parametrize("fence", all_fences("markdown"), ids=by_name)
def test_markdown_composes_or_yields_its_error(fence: Fence) -> None:
    medium = imprint.Medium.PRINT if "print" in fence.marks else imprint.Medium.EPUB
    found = [
        finding.code
        for finding in findings_of(fence.text, medium)
        if finding.severity is not Severity.ADVICE
    ]
    assert found == ([fence.code] if "error" in fence.marks else [])


@pytest.mark.parametrize("fence", all_fences("toml"), ids=by_name)
def test_toml_is_read_or_yields_its_error(fence: Fence) -> None:
    if "words" in fence.marks or "layout" in fence.marks:
        tomllib.loads(fence.text)
        return
    findings = Findings()
    layer = read_toml(fence.text, file="imprint.toml", findings=findings)
    settings = settings_of([layer] if layer else [], findings=findings)
    codes = [finding.code for finding in findings]
    if settings.layout and settings.layout != "house":
        choice = LayoutChoice(name=settings.layout, options=settings.options)
        try:
            imprint.load_layout(choice)
        except imprint.PublicationError as error:
            codes += [finding.code for finding in error.findings]
    codes += _codes_of_page(settings)
    assert codes == ([fence.code or "CFG-003"] if "error" in fence.marks else [])


@pytest.mark.parametrize("fence", all_fences("yaml"), ids=by_name)
def test_yaml_is_read(fence: Fence) -> None:
    findings = Findings()
    layer = read_yaml(fence.text, file="essay.md", line=2, findings=findings)
    assert settings_of([layer] if layer else [], findings=findings).record.title
    assert list(findings) == []


def _codes_of_page(settings: Settings) -> list[str]:
    """What is found in the author's changes to the imprint page; what its pack lacks is not."""
    choice = settings.imprint_page
    if choice == ImprintPageChoice():
        return []
    findings = Findings()
    layout = layout_of("novel")
    pack = load_pack(layout, choice.pack or "us", findings=findings)
    report_page(
        settings.record,
        imprint.Medium.PRINT,
        load_words(layout, "en", findings=findings),
        pack=replace(pack, requires=()),
        choice=choice,
        findings=findings,
    )
    return [finding.code for finding in findings]


def test_a_result_is_its_example() -> None:
    """Below an example stands the same text, which the manual's own build turns into the result."""
    text = MANUSCRIPT.read_text("utf-8")
    examples = [fence for fence in fences(MANUSCRIPT) if fence.language == "markdown"]
    shown = [fence for fence in examples if _after(text, fence).startswith("\n::: {.result}\n")]
    assert len(shown) == len(_RESULT.findall(text))
    for fence in shown:
        result = _after(text, fence).removeprefix("\n::: {.result}\n")
        assert result.startswith(f"{fence.text}:::\n"), fence.name


def _after(text: str, fence: Fence) -> str:
    """A page's text after a fenced block."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[fence.line + fence.text.count("\n") + 1 :])


def test_the_manuscript_shows_every_construct() -> None:
    shown: set[object] = set()
    for fence in fences(MANUSCRIPT):
        if fence.language == "markdown" and "error" not in fence.marks:
            for section in publication_of(fence.text).walk():
                _gather(section, shown)
    elements = {kind for union in (blocks.Block, inlines.Inline) for kind in union.__args__}
    wanted = {*elements, *inlines.Style, *blocks.DivisionKind, *blocks.Alignment}
    # A span of the span's own style is one with a class alone; a cell may say nothing of its side.
    assert wanted - shown == {blocks.Alignment.NONE}


def _gather(value: Any, shown: set[object]) -> None:
    if isinstance(value, tuple):
        for each in value:
            _gather(each, shown)
    elif isinstance(value, Node):
        shown.add(type(value))
        for each in fields_of(value).values():
            _gather(each, shown)
    elif value.__hash__ and value.__class__.__module__.startswith("imprint.model"):
        shown.add(value)


def test_codes_that_the_manual_names_are_in_the_catalogue() -> None:
    for chapter in CHAPTERS:
        for code in re.findall(r"\b[A-Z][A-Z0-9]{2}-\d{3}\b", chapter.read_text("utf-8")):
            assert code in RULES, f"{chapter.name}: {code}"


def test_errors_shown_are_errors_or_warnings() -> None:
    for fence in all_fences("markdown", "toml"):
        if fence.code:
            assert Severity(RULES[fence.code].severity) is not Severity.ADVICE


def test_every_key_of_a_layout_toml_is_explained() -> None:
    text = next(chapter for chapter in CHAPTERS if chapter.stem == "layouts").read_text("utf-8")
    for path in (ROOT / "layouts").glob("*/layout.toml"):
        for key in tomllib.loads(path.read_text("utf-8")):
            assert re.search(rf"^`\[?{key}\b", text, re.MULTILINE), f"{path.parent.name}: {key}"


def test_links_of_the_readme_lead_to_files() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []
