"""The manual's files become their fenced blocks, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
CHAPTERS = tuple(sorted((ROOT / "docs" / "source").glob("*.md")))
PAGES = (README, *CHAPTERS)

_INFO = re.compile(r"(?P<language>[\w-]*)\s*(?:\{(?P<marks>[^}]*)\})?")
_FILE = re.compile(r"`([\w./-]+\.(?:toml|md|txt|xhtml|css))`")
_CODE = re.compile(r"[A-Z][A-Z0-9]{2}-\d{3}")


@dataclass(frozen=True)
class Fence:
    """A fenced block: ``path`` is the file that the words before it name."""

    page: Path
    line: int
    language: str
    marks: tuple[str, ...]
    text: str
    path: str

    @property
    def code(self) -> str:
        """The code of the finding that the block shows, or nothing."""
        return next((mark for mark in self.marks if _CODE.fullmatch(mark)), "")

    @property
    def name(self) -> str:
        return f"{self.page.stem}:{self.line}"


def fences(page: Path) -> list[Fence]:
    """The fenced blocks of a page."""
    found, path = [], ""
    for token in MarkdownIt().parse(page.read_text("utf-8")):
        if token.type == "inline":
            path = next(iter(reversed(_FILE.findall(token.content))), path)
        if token.type != "fence":
            continue
        info = _INFO.fullmatch(token.info.strip())
        assert info, f"{page.name}: {token.info}"
        marks = tuple(mark.removeprefix(".") for mark in (info["marks"] or "").split())
        assert token.map
        found.append(Fence(page, token.map[0] + 1, info["language"], marks, token.content, path))
    return found


def all_fences(*languages: str) -> list[Fence]:
    """The fenced blocks of every page that are in one of the languages."""
    return [fence for page in PAGES for fence in fences(page) if fence.language in languages]
