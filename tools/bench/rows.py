"""The measurements: each row sets one command against another."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.bench import peers
from tools.bench.book import Book, CannotMeasure
from tools.bench.facts import Facts, read_facts
from tools.bench.measure import Command, CommandFailed, measure
from tools.bench.novel import make_novel
from tools.bench.peers import Programs

_TIMES = 10
_TYPST_COLD = "Typst, all of the book"


@dataclass(frozen=True, slots=True)
class Side:
    """One command of a row; ``prepare`` makes ready for a turn, outside of what is measured."""

    label: str
    command: Command
    prepare: Callable[[int], object] = lambda _: None


@dataclass(frozen=True, slots=True)
class Row:
    """A subject and what it is set against."""

    subject: Side
    other: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The novel to make, or the publication that is given."""

    book: Path | None
    words: int
    chapters: int


@dataclass
class Bench:
    """A book, its peers' inputs and the programs, in one folder of the measurements' own."""

    wish: Wish
    programs: Programs
    folder: Path
    book: Book = field(init=False)
    facts: Facts = field(init=False)

    def __post_init__(self) -> None:
        self.book = self._book("book", 1)
        _do(sys.executable, "-m", "tools.bench.compose", str(self.book.folder), str(self.inputs))
        self.facts = read_facts(self.inputs / "facts.json")

    @property
    def inputs(self) -> Path:
        return self.folder / "inputs"

    def row(self, name: str) -> Row:
        """The row of a name in ROWS. Raises CannotMeasure with the reason."""
        return ROWS[name].make(self)

    def imprint(self, label: str, targets: str, *, cold: bool, book: Book | None = None) -> Side:
        """A build of targets: a cold one has neither artifacts nor a cache to begin from."""
        book = book or self.book
        cache = self.folder / "cache"
        command = Command(
            (*self.programs.imprint.start, "build", str(book.folder), "--to", targets, "--quiet"),
            self.folder,
            book.folder / "build",
            {"XDG_CACHE_HOME": str(cache)},
        )

        def forget(_: int) -> None:
            book.restore()
            shutil.rmtree(cache, ignore_errors=True)

        return Side(label, command, forget if cold else lambda _: None)

    def peer(self, name: str) -> Side:
        """A peer with its inputs. Raises CannotMeasure for one that is not installed."""
        reason = peers.missing(self.programs, name)
        if reason:
            raise CannotMeasure(reason)
        programs, facts, inputs = self.programs, self.facts, self.inputs
        if name == "weasyprint":
            return Side("WeasyPrint in one pass", peers.one_pass_command(programs, inputs))
        if name == "xelatex":
            (inputs / "header.tex").write_text(peers.tex_header(facts), "utf-8")
            return Side("pandoc and XeLaTeX", peers.xelatex_command(programs, facts, inputs))
        if name == "pandoc-epub":
            return Side("pandoc’s EPUB", peers.epub_command(programs, facts, inputs))
        markup = peers.typst_markup_command(programs, facts, inputs)
        try:
            measure(markup)
        except CommandFailed as error:
            raise CannotMeasure(f"pandoc does not write its markup: {error}") from None
        text = peers.typst_frame(facts) + markup.output.read_text("utf-8")
        (inputs / "book.typ").write_text(text, "utf-8")
        return Side(_TYPST_COLD, peers.typst_command(programs, inputs))

    def enlarged(self) -> Book:
        """A book of ten times the chapters."""
        if self.wish.book:
            return self.book.multiplied(_TIMES, self.folder / "ten")
        return self._book("ten", _TIMES)

    def _book(self, name: str, times: int) -> Book:
        if self.wish.book:
            return Book.copied(self.wish.book, self.folder / name)
        novel = make_novel(words=self.wish.words * times, chapters=self.wish.chapters * times)
        return Book.written(novel, self.folder / name)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a row shows, and how it is made."""

    shows: str
    make: Callable[[Bench], Row]


def _cold(peer: str) -> Callable[[Bench], Row]:
    return lambda bench: Row(bench.imprint("Imprint’s PDF", "print", cold=True), bench.peer(peer))


def _epub(bench: Bench) -> Row:
    return Row(bench.imprint("Imprint’s EPUB", "epub", cold=True), bench.peer("pandoc-epub"))


def _changed(bench: Bench) -> Row:
    build = bench.imprint("Imprint’s EPUB and PDF, one word changed", "epub,print", cold=False)
    subject = Side(build.label, build.command, bench.book.change_word)
    return Row(subject, bench.peer("typst"))


def _unchanged(bench: Bench) -> Row:
    label = "Imprint’s EPUB and PDF, nothing changed"
    return Row(bench.imprint(label, "epub,print", cold=False), bench.peer("typst"))


def _targets(bench: Bench) -> Row:
    three = bench.imprint(
        "Imprint’s PDFs for screen, print, archive", "screen,print,archive", cold=True
    )
    return Row(three, bench.imprint("Imprint’s PDF", "print", cold=True))


def _ten(bench: Bench) -> Row:
    ten = bench.imprint(
        f"Imprint’s PDF of {_TIMES} books in one", "print", cold=True, book=bench.enlarged()
    )
    return Row(ten, bench.imprint("Imprint’s PDF", "print", cold=True))


ROWS: Mapping[str, Kind] = {
    "weasyprint": Kind(
        "the print PDF, cold, and WeasyPrint's of the same pages", _cold("weasyprint")
    ),
    "xelatex": Kind("the print PDF, cold, and XeLaTeX's", _cold("xelatex")),
    "epub": Kind("the EPUB, cold, and pandoc's", _epub),
    "changed": Kind("EPUB and PDF after one changed word, and Typst's PDF, cold", _changed),
    "unchanged": Kind("EPUB and PDF after no change, and Typst's PDF, cold", _unchanged),
    "targets": Kind("three PDFs together and one alone, cold", _targets),
    "ten": Kind("ten books in one and one alone, cold", _ten),
}


def _do(*arguments: str) -> None:
    """Run a preparation, which is not measured."""
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise CannotMeasure(lines[-1] if lines else f"status {done.returncode}")
