"""Every example of the CommonMark specification is read to a tree."""

from __future__ import annotations

from tests.dump import dump
from tests.readers.markdown.spec_examples import examples, require_examples

from imprint.diagnostics import Findings, Place
from imprint.readers.markdown import read_markdown

# HTML that the model has no words for, or that is not well-formed; skipped heading levels; what
# a test of tags writes as attributes; pictures with no alternative.
EXPECTED = {"TXT-001", "TXT-002", "TXT-003", "TXT-008", "AST-005"}


class AnyImage:
    def load(self, reference: str, *, beside: str, place: Place) -> str | None:
        return reference


def test_all_examples_are_read() -> None:
    found = examples()
    require_examples(found)
    assert len(found) == 652
    for example in found:
        findings = Findings()
        manuscript = read_markdown(
            example.markdown, file="e.md", smart=False, images=AnyImage(), findings=findings
        )
        dump(manuscript.sections)
        assert {finding.code for finding in findings} <= EXPECTED, example
