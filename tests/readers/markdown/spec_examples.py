"""The CommonMark specification's examples, read from where a developer has it.

The specification (CC BY-SA 4.0) is no part of this project. It is read from the npm package
``commonmark-spec`` (``npm install --no-save commonmark-spec@0.31.2``), or from the file that
``IMPRINT_COMMONMARK_SPEC`` names: ``spec.txt``, or a source distribution that has it, such as
that of markdown-it-py (``pip download --no-deps --no-binary :all: markdown-it-py``).
"""

from __future__ import annotations

import os
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_IN_NPM = Path("node_modules/commonmark-spec/spec.txt")
_IN_ARCHIVE = ("/test_cmark_spec/spec.md", "/spec/commonmark.txt", "/spec.txt")

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
    """Every example of the specification; none where nobody has it here."""
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


def _specification() -> str:
    named = os.environ.get("IMPRINT_COMMONMARK_SPEC", "")
    for path in (Path(named) if named else None, _ROOT / _IN_NPM, Path.cwd() / _IN_NPM):
        if path is not None and path.is_file():
            return _read(path)
    return ""


def _read(path: Path) -> str:
    if path.suffix not in {".gz", ".tgz"}:
        return path.read_text("utf-8")
    with tarfile.open(path) as archive:
        for member in archive:
            if member.name.endswith(_IN_ARCHIVE) and (file := archive.extractfile(member)):
                return file.read().decode()
    return ""
