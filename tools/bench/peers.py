"""The programs that Imprint is measured against: which are here, and the command of each.

Where a program is looked for:

    pandoc     $PANDOC, else pandoc on PATH
    XeLaTeX    $XELATEX, else xelatex on PATH
    Typst      $TYPST, else typst on PATH, else the package typst of $TYPST_PYTHON (a Python)
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tools.bench.facts import Facts
from tools.bench.measure import Command

# The first pandoc that writes Typst.
_WRITES_TYPST = (3, 1)
_WEASYPRINT = (
    "from weasyprint import HTML; HTML('book.html').write_pdf('one-pass.pdf', pdf_tags=True)"
)
_TYPST_PACKAGE = (
    "import typst; typst.compile('book.typ', output='typst.pdf', font_paths=['fonts'],"
    " ignore_system_fonts=True)"
)
_VERSION_OF = "import importlib.metadata; print(importlib.metadata.version({!r}))"


@dataclass(frozen=True, slots=True)
class Program:
    """An installed program: the words that start it, and its version."""

    start: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """The programs that are here; None for one that is not."""

    imprint: Program
    weasyprint: Program
    pandoc: Program | None = None
    xelatex: Program | None = None
    typst: Program | None = None

    def versions(self) -> dict[str, str]:
        found = {
            "Imprint": self.imprint,
            "WeasyPrint": self.weasyprint,
            "pandoc": self.pandoc,
            "XeLaTeX": self.xelatex,
            "Typst": self.typst,
        }
        return {n: program.version if program else "not installed" for n, program in found.items()}


# What the command does that is installed with the package.
_INSTALLED = "from imprint.cli import run; run()"


def find_programs(environment: Mapping[str, str] = os.environ) -> Programs:
    """Look for every program; this Python has Imprint and WeasyPrint."""
    python = sys.executable
    return Programs(
        imprint=Program((python, "-c", _INSTALLED), _package_version(python, "imprint")),
        weasyprint=Program((python,), _package_version(python, "weasyprint")),
        pandoc=_program(environment, "PANDOC", "pandoc"),
        xelatex=_program(environment, "XELATEX", "xelatex"),
        typst=_program(environment, "TYPST", "typst") or _typst_package(environment),
    )


def _program(environment: Mapping[str, str], variable: str, name: str) -> Program | None:
    path = shutil.which(environment.get(variable) or name, path=environment.get("PATH"))
    if path is None:
        return None
    first = _output_of(path, "--version").partition("\n")[0]
    found = re.search(r"TeX Live \d+", first) or re.search(r"\d+(\.\d+)+", first)
    return Program((path,), found[0] if found else first or "of unknown version")


def _typst_package(environment: Mapping[str, str]) -> Program | None:
    python = environment.get("TYPST_PYTHON") or sys.executable
    version = _package_version(python, "typst")
    return Program((python, "-c", _TYPST_PACKAGE), f"{version} (package)") if version else None


def _package_version(python: str, package: str) -> str:
    return _output_of(python, "-c", _VERSION_OF.format(package))


def _output_of(*arguments: str) -> str:
    """What a command prints; nothing, if it cannot be run or fails."""
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def missing(programs: Programs, peer: str) -> str:
    """Why a peer cannot be measured here, or nothing."""
    needed = {
        "weasyprint": ["weasyprint"],
        "xelatex": ["pandoc", "xelatex"],
        "typst": ["pandoc", "typst"],
        "pandoc-epub": ["pandoc"],
    }[peer]
    absent = [name for name in needed if getattr(programs, name) is None]
    if absent:
        return f"not installed: {', '.join(absent)}"
    if peer == "typst" and _numbers(programs.pandoc) < _WRITES_TYPST:
        return "not installed: pandoc 3.1 or later, which writes Typst"
    return ""


def _numbers(program: Program | None) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", program.version if program else "")[:2]))


def one_pass_command(programs: Programs, folder: Path) -> Command:
    """WeasyPrint, all of the book in one pass, tagged."""
    arguments = (*programs.weasyprint.start, "-c", _WEASYPRINT)
    return Command(arguments, folder, folder / "one-pass.pdf")


def xelatex_command(programs: Programs, facts: Facts, folder: Path) -> Command:
    """pandoc, which runs XeLaTeX as often as the contents want it."""
    assert programs.pandoc
    assert programs.xelatex
    face = facts.typeface
    variables = {
        "documentclass": ["book"],
        "classoption": ["11pt", "openany"],
        "geometry": [
            f"{name}={value:g}bp"
            for name, value in (
                ("paperwidth", facts.width),
                ("paperheight", facts.height),
                ("top", facts.top),
                ("bottom", facts.bottom),
                ("inner", facts.inside),
                ("outer", facts.outside),
            )
        ],
        "indent": ["true"],
        "mainfont": [face.regular],
        "mainfontoptions": [
            "Path=fonts/",
            f"BoldFont={face.bold}",
            f"ItalicFont={face.italic}",
            f"BoldItalicFont={face.bold_italic}",
            "Numbers=OldStyle",
        ],
    }
    # TeX has American patterns everywhere, British ones in some places: lines are to be hyphenated.
    language = "en-US" if facts.language.partition("-")[0] == "en" else facts.language
    reading = _reading(replace(facts, language=language))
    arguments = [*programs.pandoc.start, *reading, "--toc", "--toc-depth=1"]
    arguments += [f"--pdf-engine={programs.xelatex.start[0]}", "--top-level-division=chapter"]
    arguments += ["--include-in-header=header.tex"]
    arguments += [f"--variable={name}:{v}" for name, values in variables.items() for v in values]
    arguments += ["--output=xelatex.pdf", *facts.chapters]
    return Command(tuple(arguments), folder, folder / "xelatex.pdf")


def tex_header(facts: Facts) -> str:
    """The size and the leading of the text, which LaTeX's classes do not let one choose."""
    return (
        f"\\renewcommand{{\\normalsize}}{{\\fontsize{{{facts.size:g}bp}}{{{facts.leading:g}bp}}"
        "\\selectfont}\n"
        f"\\setlength{{\\parindent}}{{{facts.leading:g}bp}}\n"
    )


def epub_command(programs: Programs, facts: Facts, folder: Path) -> Command:
    """pandoc's EPUB, with the same fonts."""
    assert programs.pandoc
    face = facts.typeface
    fonts = dict.fromkeys((face.regular, face.bold, face.italic, face.bold_italic))
    arguments = [*programs.pandoc.start, *_reading(facts), "--toc", "--toc-depth=1"]
    arguments += [f"--epub-embed-font=fonts/{name}" for name in fonts]
    arguments += ["--output=pandoc.epub", *facts.chapters]
    return Command(tuple(arguments), folder, folder / "pandoc.epub")


def typst_command(programs: Programs, folder: Path) -> Command:
    """Typst, from book.typ: typst_frame and what typst_markup_command has written."""
    assert programs.typst
    arguments = programs.typst.start
    if "-c" not in arguments:
        arguments += ("compile", "--font-path", "fonts", "--ignore-system-fonts")
        arguments += ("book.typ", "typst.pdf")
    return Command(arguments, folder, folder / "typst.pdf")


def typst_markup_command(programs: Programs, facts: Facts, folder: Path) -> Command:
    """pandoc, which writes the chapters as Typst's markup; this is not measured."""
    assert programs.pandoc
    arguments = [*programs.pandoc.start, *_reading(facts), "--to=typst", "--extract-media=media"]
    arguments += ["--output=text.typ", *facts.chapters]
    return Command(tuple(arguments), folder, folder / "text.typ")


def typst_frame(facts: Facts) -> str:
    """The page and the style of the text, to stand before the markup that pandoc writes."""
    language, _, region = facts.language.partition("-")
    place = f', region: "{region}"' if re.fullmatch("[A-Z]{2}", region) else ""
    authors = "".join(f"{_typst_string(author)}, " for author in facts.authors)
    sunk = 7 * facts.leading
    between = facts.leading - facts.size
    return f"""\
#set document(title: {_typst_string(facts.title)}, author: ({authors}))
#set page(
  width: {facts.width:g}pt, height: {facts.height:g}pt, numbering: "1",
  margin: (top: {facts.top:g}pt, bottom: {facts.bottom:g}pt,
    inside: {facts.inside:g}pt, outside: {facts.outside:g}pt),
)
#set text(
  font: {_typst_string(facts.typeface.family)}, size: {facts.size:g}pt, number-type: "old-style",
  lang: "{language}"{place}, hyphenate: true, top-edge: 0.8em, bottom-edge: -0.2em,
)
#set par(
  justify: true, leading: {between:g}pt, spacing: {between:g}pt,
  first-line-indent: {facts.leading:g}pt,
)
#show heading.where(level: 1): it => {{
  pagebreak(weak: true)
  v({sunk:g}pt)
  align(center, text(size: {facts.size * 1.5:g}pt, weight: "regular", smallcaps(it.body)))
  v({2 * facts.leading:g}pt)
}}
#let horizontalrule = align(center)[\\* \\* \\*]
#let blockquote(body) = quote(block: true, body)
#align(center + horizon, text(size: {facts.size * 2:g}pt)[#{_typst_string(facts.title)}])
#pagebreak()
#outline(depth: 1)
"""


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _reading(facts: Facts) -> list[str]:
    """What pandoc is told of the source, whatever it is to write."""
    record = {"title": [facts.title], "author": facts.authors, "lang": [facts.language]}
    return [
        "--from=markdown",
        "--file-scope",
        f"--resource-path={':'.join(('.', *facts.resources))}",
        *(f"--metadata={key}:{value}" for key, values in record.items() for value in values),
    ]
