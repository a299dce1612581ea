"""A publication's folder is copied, forgotten by its builds, multiplied, changed by a word."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tools.bench.words import NOUNS

_MADE = shutil.ignore_patterns("build", ".*", "__pycache__")
# A line of plain words that is long enough to stand in the middle of a paragraph.
_PLAIN = re.compile(r"^[A-Z“][^\[\]{}<>|`*_:\\]{80,}$", re.MULTILINE)
_WORD = re.compile(r"(?<= )[a-z]{5,}(?= )")


class CannotMeasure(Exception):
    """A book that a measurement does not suit, and why."""


class Book:
    """A publication in a folder of the measurements' own, with nothing in it but its source."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._source = {path: path.read_bytes() for path in self._files()}

    @classmethod
    def written(cls, files: Mapping[str, str], folder: Path) -> Book:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return cls(folder)

    @classmethod
    def copied(cls, publication: Path, folder: Path) -> Book:
        """The copy of a folder with imprint.toml, without what builds have put there."""
        if not (publication / "imprint.toml").is_file():
            raise CannotMeasure(f"{publication} has no imprint.toml")
        shutil.copytree(publication, folder, ignore=_MADE)
        return cls(folder)

    @property
    def chapters(self) -> list[Path]:
        return sorted(path for path in self._source if path.suffix == ".md")

    def restore(self) -> None:
        """Make the folder what it was at first: no artifact, no cache, no change."""
        for path in self._files():
            if path not in self._source:
                path.unlink()
        for path, content in self._source.items():
            if path.read_bytes() != content:
                path.write_bytes(content)

    def change_word(self, turn: int) -> Path:
        """Put another word into the middle of the book; each turn has its own. Returns the file."""
        chapters = self.chapters
        middle = len(chapters) // 2
        for path in (*chapters[middle:], *reversed(chapters[:middle])):
            text = self._source[path].decode("utf-8")
            lines = list(_PLAIN.finditer(text))
            for line in lines[len(lines) // 2 :]:
                found = list(_WORD.finditer(text, line.start(), line.end()))
                if found:
                    path.write_text(_replaced(text, found[len(found) // 2], turn), "utf-8")
                    return path
        raise CannotMeasure("no line of the book has a plain word to change")

    def multiplied(self, times: int, folder: Path) -> Book:
        """A book of this one's files, repeated under new names."""
        configuration = self.folder / "imprint.toml"
        if "contents" in tomllib.loads(configuration.read_text("utf-8")):
            raise CannotMeasure("the book's imprint.toml lists its contents")
        shutil.copytree(self.folder, folder, ignore=_MADE)
        for path in self.chapters:
            copy = folder / path.relative_to(self.folder)
            for number in range(2, times + 1):
                shutil.copyfile(path, copy.with_name(f"volume-{number:02d}-{copy.name}"))
        return Book(folder)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


def _replaced(text: str, found: re.Match[str], turn: int) -> str:
    others = [word for word in NOUNS if word != found[0]]
    return text[: found.start()] + others[turn % len(others)] + text[found.end() :]
