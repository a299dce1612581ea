"""The command line of the measurements: choose a book and rows, print a table."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.bench import peers
from tools.bench.book import CannotMeasure
from tools.bench.report import Report, describe_machine
from tools.bench.rows import ROWS, Bench, Wish
from tools.bench.runs import run_row


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return an exit status: 2 if the book cannot be read."""
    options = _parser().parse_args(arguments)
    wish = Wish(book=options.book, words=options.words, chapters=options.chapters)
    with tempfile.TemporaryDirectory(prefix="imprint-bench-") as name:
        try:
            bench = Bench(wish, peers.find_programs(), Path(name))
        except CannotMeasure as error:
            _tell(f"bench: {error}")
            return 2
        rows = dict.fromkeys(options.only or ROWS)
        outcomes = [run_row(bench, row, runs=options.runs, tell=_tell) for row in rows]
        report = Report(
            book=_book(wish, bench),
            page=_page(bench),
            runs=options.runs,
            machine=describe_machine(),
            versions=bench.programs.versions(),
            outcomes=outcomes,
        )
    print(report.markdown())
    if options.json:
        options.json.write_text(report.json(), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, ROWS))
    rows = "\n".join(f"  {name:<{width}}  {kind.shows}" for name, kind in ROWS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench",
        description="Measure builds of a book by Imprint, and by the tools that are installed.",
        epilog=f"rows:\n{rows}\n\n{peers.__doc__}\n"
        "BENCH_WORDS, BENCH_CHAPTERS and BENCH_RUNS give the options of these names.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--book", type=Path, metavar="FOLDER", help="a publication; default: a novel made up")
    add("--words", type=_count, default=_from("BENCH_WORDS", 120_000), help="of the novel")
    add("--chapters", type=_count, default=_from("BENCH_CHAPTERS", 61), help="of the novel")
    add("--runs", type=_count, default=_from("BENCH_RUNS", 5), help="of each command")
    add("--only", action="append", choices=tuple(ROWS), metavar="ROW", help="may be given again")
    add("--json", type=Path, metavar="FILE", help="write everything that was measured")
    return parser


def _from(variable: str, default: int) -> str:
    """The default of an option, as text, so that argparse checks it like an option."""
    return os.environ.get(variable) or str(default)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_count.__name__ = "whole number"  # as argparse calls it when it is none


def _book(wish: Wish, bench: Bench) -> str:
    if wish.book:
        return f"“{bench.facts.title}”, {len(bench.facts.chapters)} files"
    return f"A novel made up of {wish.words} words in {wish.chapters} chapters"


def _page(bench: Bench) -> str:
    facts = bench.facts
    return (
        f"{facts.width / 72:.3g} × {facts.height / 72:.3g} in,"
        f" {facts.typeface.family} {facts.size:g}/{facts.leading:g} pt"
    )


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    # Stopped by a signal, the measurements still end their command and remove their folder.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
