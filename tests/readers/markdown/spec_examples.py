"""The CommonMark specification's examples, read from where `tools/fetch-spec` puts them.

The specification (CC BY-SA 4.0) is no part of this project.
"""

from __future__ import annotations

import os
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

_ARCHIVE = Path(__file__).resolve().parents[3] / ".tools" / "commonmark-spec.tar.gz"
_IN_ARCHIVE = "/test_cmark_spec/spec.md"

# An example in a fence of 32 backticks, or a heading that names what follows.
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} +([^\n]*)$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what is written, and the HTML that it means."""

    number: int
    section: str
    markdown: str
    html: str


def examples() -> list[Example]:
    """Every example of the specification; none where it has not been fetched."""
    text = _specification()
    found: list[Example] = []
    section = ""
    for markdown, html, heading in _EXAMPLE.findall(text.partition("<!-- END TESTS -->")[0]):
        if heading:
            section = heading.strip()
        else:
            found.append(
                Example(
                    len(found) + 1, section, markdown.replace("→", "\t"), html.replace("→", "\t")
                )
            )
    return found


def require_examples(found: list[Example]) -> None:
    """Skip a test on a laptop without the examples; fail it in CI."""
    if not found:
        outcome = pytest.fail if os.environ.get("CI") else pytest.skip
        outcome("CommonMark's examples are not here: tools/fetch-spec")


def _specification() -> str:
    if not _ARCHIVE.is_file():
        return ""
    with tarfile.open(_ARCHIVE) as archive:
        for member in archive:
            if member.name.endswith(_IN_ARCHIVE) and (file := archive.extractfile(member)):
                return file.read().decode()
    return ""
