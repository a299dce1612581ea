"""The measurements: the novel they are made of, the commands they give, and a small table."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import imprint
from tools.bench import peers
from tools.bench.book import Book, CannotMeasure
from tools.bench.compose import compose, for_pandoc
from tools.bench.facts import Facts, Typeface
from tools.bench.measure import Command, CommandFailed, Cost, measure
from tools.bench.novel import count_words, make_novel
from tools.bench.peers import Program, Programs
from tools.bench.report import Report
from tools.bench.rows import ROWS
from tools.bench.runs import Outcome, Result

ROOT = Path(__file__).parents[2]
FACTS = Facts(
    title='The "Sea"',
    authors=("Ann Author",),
    language="en-GB",
    chapters=("chapters/0001.md", "chapters/0002.md"),
    width=396,
    height=612,
    top=50,
    outside=60,
    bottom=80,
    inside=55,
    size=11,
    leading=14,
    resources=("/book/source", "/book"),
    typeface=Typeface(
        family="EB Garamond", regular="r.ttf", bold="b.ttf", italic="i.ttf", bold_italic="bi.ttf"
    ),
)
ALL = Programs(
    imprint=Program(("python", "-m", "imprint.cli"), "1"),
    weasyprint=Program(("python",), "70.0"),
    pandoc=Program(("/bin/pandoc",), "3.9"),
    xelatex=Program(("/bin/xelatex",), "TeX Live 2022"),
    typst=Program(("/bin/typst",), "0.14.0"),
)


class TestTheNovel:
    def test_is_the_same_every_time(self) -> None:
        assert make_novel(words=5000, chapters=7) == make_novel(words=5000, chapters=7)

    @pytest.mark.slow
    @pytest.mark.parametrize(("words", "chapters"), [(2000, 1), (20000, 61), (120000, 61)])
    def test_is_as_long_as_asked(self, words: int, chapters: int) -> None:
        files = make_novel(words=words, chapters=chapters)
        texts = [text for name, text in files.items() if name.endswith(".md")]
        assert len(texts) == chapters
        assert 0 <= sum(map(count_words, texts)) - words < 100
        assert all(text.startswith("# ") for text in texts)

    def test_has_what_novels_have(self) -> None:
        text = "\n".join(make_novel(words=60000, chapters=30).values())
        for mark in ("“", "” said", "> Dear ", "::: verse", "*", "[^1]: ", "’"):
            assert mark in text
        assert " a a" not in text
        assert '"' not in text.partition("# ")[2]

    def test_reads_without_findings(self, tmp_path: Path) -> None:
        Book.written(make_novel(words=30000, chapters=12), tmp_path)
        publication = imprint.read(tmp_path)
        assert publication.findings == ()
        assert len(publication.sections) == 12


class TestABook:
    def test_is_restored(self, tmp_path: Path) -> None:
        files = make_novel(words=2000, chapters=3)
        book = Book.written(files, tmp_path)
        (tmp_path / "build").mkdir()
        (tmp_path / "build" / "novel.epub").write_bytes(b"")
        book.change_word(1)
        book.restore()
        left = {
            str(path.relative_to(tmp_path)): path.read_text("utf-8")
            for path in tmp_path.rglob("*")
            if path.is_file()
        }
        assert left == files

    def test_changes_one_word_another_each_turn(self, tmp_path: Path) -> None:
        files = make_novel(words=2000, chapters=3)
        book = Book.written(files, tmp_path)
        seen = set()
        for turn in range(5):
            path = book.change_word(turn)
            assert path.name == "02.md"
            before, after = files["source/02.md"].split(" "), path.read_text("utf-8").split(" ")
            changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
            assert len(changed) == 1
            seen.add(changed[0])
        assert len(seen) == 5

    def test_without_plain_words_cannot_be_changed(self, tmp_path: Path) -> None:
        book = Book.written({"imprint.toml": "", "source/1.md": "# Short\n"}, tmp_path)
        with pytest.raises(CannotMeasure, match="plain word"):
            book.change_word(0)

    def test_is_multiplied_under_new_names(self, tmp_path: Path) -> None:
        book = Book.written(make_novel(words=2000, chapters=3), tmp_path / "one")
        ten = book.multiplied(10, tmp_path / "ten")
        assert len(ten.chapters) == 30
        assert len(imprint.read(ten.folder).sections) == 30

    def test_that_lists_its_contents_is_not_multiplied(self, tmp_path: Path) -> None:
        book = Book.written({"imprint.toml": 'contents = ["source/1.md"]\n'}, tmp_path / "one")
        with pytest.raises(CannotMeasure, match="lists its contents"):
            book.multiplied(10, tmp_path / "ten")

    def test_is_copied_without_what_builds_made(self, tmp_path: Path) -> None:
        book = Book.written(make_novel(words=2000, chapters=2), tmp_path / "one")
        for made in ("build/novel.epub", ".cache/fragment"):
            path = book.folder / made
            path.parent.mkdir()
            path.write_bytes(b"")
        copy = Book.copied(book.folder, tmp_path / "two")
        assert {path.name for path in copy.folder.iterdir()} == {"imprint.toml", "source"}
        with pytest.raises(CannotMeasure, match=r"no imprint\.toml"):
            Book.copied(tmp_path, tmp_path / "three")


class TestPeers:
    def test_weasyprint_makes_one_tagged_file(self, tmp_path: Path) -> None:
        command = peers.one_pass_command(ALL, tmp_path)
        assert command.arguments[:2] == ("python", "-c")
        assert "HTML('book.html').write_pdf('one-pass.pdf', pdf_tags=True)" in command.arguments[2]
        assert command.output == tmp_path / "one-pass.pdf"

    def test_xelatex_has_the_same_page_and_fonts(self, tmp_path: Path) -> None:
        arguments = peers.xelatex_command(ALL, FACTS, tmp_path).arguments
        assert arguments[0] == "/bin/pandoc"
        assert arguments[-2:] == FACTS.chapters
        assert {
            "--pdf-engine=/bin/xelatex",
            "--toc",
            "--metadata=lang:en-US",
            "--variable=classoption:openany",
            "--variable=geometry:paperwidth=396bp",
            "--variable=geometry:inner=55bp",
            "--variable=mainfont:r.ttf",
            "--variable=mainfontoptions:BoldItalicFont=bi.ttf",
            "--output=xelatex.pdf",
        } <= set(arguments)
        assert r"\fontsize{11bp}{14bp}" in peers.tex_header(FACTS)

    def test_pandoc_embeds_the_fonts(self, tmp_path: Path) -> None:
        arguments = peers.epub_command(ALL, FACTS, tmp_path).arguments
        assert {'--metadata=title:The "Sea"', "--metadata=author:Ann Author"} <= set(arguments)
        assert "--resource-path=.:/book/source:/book" in arguments
        assert "--epub-embed-font=fonts/i.ttf" in arguments
        assert "--output=pandoc.epub" in arguments

    def test_typst_is_a_program_or_a_package(self, tmp_path: Path) -> None:
        program = peers.typst_command(ALL, tmp_path).arguments
        assert program[:2] == ("/bin/typst", "compile")
        assert program[-2:] == ("book.typ", "typst.pdf")
        package = Programs(
            imprint=ALL.imprint,
            weasyprint=ALL.weasyprint,
            typst=Program(("python", "-c", "import typst"), "0.14.0"),
        )
        assert peers.typst_command(package, tmp_path).arguments == ("python", "-c", "import typst")
        assert "--to=typst" in peers.typst_markup_command(ALL, FACTS, tmp_path).arguments

    def test_typst_has_the_same_page_and_font(self) -> None:
        frame = peers.typst_frame(FACTS)
        assert "width: 396pt, height: 612pt" in frame
        assert 'font: "EB Garamond", size: 11pt' in frame
        assert 'lang: "en", region: "GB", hyphenate: true' in frame
        assert r'title: "The \"Sea\""' in frame

    def test_missing_ones_are_named(self) -> None:
        none = Programs(imprint=ALL.imprint, weasyprint=ALL.weasyprint)
        old = Programs(
            imprint=ALL.imprint,
            weasyprint=ALL.weasyprint,
            pandoc=Program(("pandoc",), "2.17.1"),
            typst=ALL.typst,
        )
        assert peers.missing(none, "weasyprint") == ""
        assert peers.missing(none, "xelatex") == "not installed: pandoc, xelatex"
        assert peers.missing(none, "pandoc-epub") == "not installed: pandoc"
        assert peers.missing(old, "typst").startswith("not installed: pandoc 3.1")
        assert peers.missing(ALL, "typst") == ""
        assert none.versions()["Typst"] == "not installed"

    def test_are_looked_for_where_the_environment_says(self, tmp_path: Path) -> None:
        pandoc = tmp_path / "my-pandoc"
        pandoc.write_text("#!/bin/sh\necho 'pandoc 3.9.1'\n")
        pandoc.chmod(0o755)
        found = peers.find_programs({"PATH": str(tmp_path), "PANDOC": str(pandoc)})
        assert found.pandoc == Program((str(pandoc),), "3.9.1")
        assert found.xelatex is None

    def test_verse_is_written_as_pandoc_wants_it(self) -> None:
        text = "One.\n\n::: verse\nThe page,\n  the type.\n:::\n\nTwo.\n"
        assert for_pandoc(text) == "One.\n\n| The page,\n|   the type.\n\nTwo.\n"

    def test_inputs_have_the_whole_book(self, tmp_path: Path) -> None:
        Book.written(make_novel(words=2000, chapters=3), tmp_path / "book")
        facts = compose(tmp_path / "book", tmp_path / "inputs")
        assert (facts.width, facts.height) == (396, 612)
        assert facts.typeface.family == "EB Garamond"
        assert facts.chapters == tuple(f"chapters/000{number}.md" for number in (1, 2, 3))
        made = {path.name for path in (tmp_path / "inputs" / "fonts").iterdir()}
        assert {facts.typeface.regular, facts.typeface.italic} <= made
        document = (tmp_path / "inputs" / "book.html").read_text("utf-8")
        assert document.count('role="doc-chapter"') == 3
        assert 'data-folio="#' in document


@pytest.mark.skipif(sys.platform != "linux", reason="processes are adopted by Linux alone")
class TestMeasuring:
    CHILD = "b = bytearray(400 << 20); b[::4096] = bytes(len(b[::4096]))"

    def command(self, tmp_path: Path, code: str) -> Command:
        return Command((sys.executable, "-c", code), tmp_path, tmp_path)

    @pytest.mark.slow
    def test_memory_is_that_of_the_largest_process(self, tmp_path: Path) -> None:
        child = f"subprocess.Popen([sys.executable, '-c', {self.CHILD!r}])"
        run = f"import os, subprocess, sys; p = {child}"
        waiting = measure(self.command(tmp_path, f"{run}; p.wait()"))
        leaving = measure(self.command(tmp_path, f"{run}; os._exit(0)"))
        assert waiting.memory > 400 << 20
        assert leaving.memory > 400 << 20

    @pytest.mark.slow
    def test_memory_of_a_pool_is_counted(self, tmp_path: Path) -> None:
        code = (
            "from concurrent.futures import ProcessPoolExecutor as P\n"
            "with P(2) as p: list(p.map(exec, [CODE] * 2))\n"
        ).replace("CODE", repr(self.CHILD))
        assert measure(self.command(tmp_path, code)).memory > 400 << 20

    def test_a_failure_says_its_last_line(self, tmp_path: Path) -> None:
        with pytest.raises(CommandFailed, match="no ink"):
            measure(self.command(tmp_path, "import sys; print('well'); sys.exit('no ink')"))

    def test_a_command_ends_with_the_measurement(self, tmp_path: Path) -> None:
        """Whoever stops the measurement while a command runs stops the command too."""
        said = tmp_path / "said"
        code = (
            "import os, pathlib, signal, time\n"
            f"pathlib.Path({str(said)!r}).write_text(str(os.getpid()))\n"
            "os.kill(os.getppid(), signal.SIGUSR1)\n"
            "time.sleep(600)\n"
        )

        def stop(number: int, frame: object) -> None:
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGUSR1, stop)
        try:
            with pytest.raises(KeyboardInterrupt):
                measure(self.command(tmp_path, code))
        finally:
            signal.signal(signal.SIGUSR1, before)
        with pytest.raises(ProcessLookupError):
            os.kill(int(said.read_text()), 0)


class TestTheTable:
    def report(self) -> Report:
        one = Result("ours", 10, (Cost(1, 2, 3 << 20), Cost(2, 2, 3 << 20), Cost(9, 9, 9 << 20)))
        two = Result("theirs", 0, (Cost(2, 2, 6 << 20), Cost(8, 4, 6 << 20), Cost(9, 9, 9 << 20)))
        outcomes = [Outcome("epub", one, two), Outcome("changed", reason="not installed: typst")]
        return Report(
            book="A", page="B", runs=3, machine="C", versions={"D": "1"}, outcomes=outcomes
        )

    def test_has_ratios_of_pairs(self) -> None:
        lines = self.report().markdown().splitlines()
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        assert ["epub", "ours", "2.00 (1.00–9.00)"] in [row[:3] for row in cells]
        assert ["3 (3–9)", "10", "0.50 (0.25–1.00)", "0.50 (0.50–1.00)"] in [r[4:] for r in cells]
        assert "- changed: not installed: typst" in lines

    def test_is_json_too(self) -> None:
        measured, left_out = json.loads(self.report().json())["rows"]
        assert measured["ratios"]["seconds"] == {"median": 0.5, "least": 0.25, "most": 1.0}
        assert [run["seconds"] for run in measured["sides"][0]["runs"]] == [1, 2, 9]
        assert left_out == {"row": "changed", "reason": "not installed: typst"}


@pytest.mark.slow
def test_a_small_novel_gives_a_table(tmp_path: Path) -> None:
    """Every row is measured or says why not; the table and the JSON have the same rows."""
    file = tmp_path / "bench.json"
    command = [sys.executable, "-m", "tools.bench", "--words=2000", "--chapters=3", "--runs=1"]
    done = subprocess.run(
        [*command, f"--json={file}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows = json.loads(file.read_text("utf-8"))["rows"]
    assert [row["row"] for row in rows] == list(ROWS)
    reasons = {row["row"]: row["reason"] for row in rows if "reason" in row}
    assert {"weasyprint", "ten"}.isdisjoint(reasons)
    for name, reason in reasons.items():
        assert f"- {name}: {reason}" in done.stdout
    assert "| weasyprint |" in done.stdout


@pytest.mark.slow
def test_a_book_that_is_given_is_left_alone(tmp_path: Path) -> None:
    files = make_novel(words=1000, chapters=2)
    Book.written(files, tmp_path / "book")
    command = [sys.executable, "-m", "tools.bench", "--runs=1", "--only=epub", "--only=weasyprint"]
    environment = {key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ}
    done = subprocess.run(
        [*command, "--book", str(tmp_path / "book")],
        cwd=ROOT,
        env=environment | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "- epub: not installed: pandoc" in done.stdout
    assert "| weasyprint |" in done.stdout
    left = [path for path in (tmp_path / "book").rglob("*") if path.is_file()]
    assert len(left) == len(files)


@pytest.mark.slow
def test_the_command_line_refuses_what_is_no_book(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.bench", "--book", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "has no imprint.toml" in done.stderr
