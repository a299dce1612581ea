"""Two finished books, made as ours are, and files that are written by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream
from PIL import Image

import imprint
from imprint.checks.preflight import check_print
from imprint.diagnostics import Finding
from imprint.model.pages import PageMap
from imprint.model.profile import Profile
from imprint.profiles import load_profile

WORDS = "The sea was flat, and nobody spoke until the bell of the harbour rang. "
CONFIGURATION = """
title = "A Printed Book"
author = "Ann Author"
lang = "en"
date = 2026-01-31
[layout]
name = "novel"
trim = "5in 8in"
chapter-opening = "next"
[formats.print]
profile = "{profile}"
"""


def picture(mode: str, colour: str | tuple[int, ...], size: int = 1700) -> bytes:
    """A picture that is fine enough for a whole page."""
    drawn = Image.new(mode, (size, size), colour)
    drawn.paste(0, (40, 40, 400, 400))
    written = BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()


def coloured(profile: str) -> dict[str, str | bytes]:
    """A book with pictures, a drawing, coloured words and a page that bleeds."""
    chapters: dict[str, str | bytes] = {
        f"source/{number:02}.md": f"# Chapter {number}\n\n{WORDS * 55}" for number in range(1, 10)
    }
    return {
        **chapters,
        "imprint.toml": CONFIGURATION.format(profile=profile),
        "source/20.md": "# Pictures\n\n![A boat](boat.png)\n\n![A drawing](drawing.svg)\n\n"
        "A [red]{.red} word.",
        "source/21.md": "# Bled\n\n::: {.full}\nBled.\n:::",
        "source/boat.png": picture("RGB", "#a33"),
        "source/drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
        '<path fill="#0a0" d="M0 0h20v20z"/></svg>',
        "layouts/novel/print/own.css": ".red { color: #c00 }"
        ".full { margin: 0 -4in; padding: 1in 4in; background: #fc0 }",
    }  # fmt: skip


@dataclass(frozen=True)
class Book:
    """A finished file, its page map and the profile that it was made for."""

    content: bytes = field(repr=False)
    pages: PageMap
    profile: Profile

    def check(self, content: bytes | None = None) -> tuple[Finding, ...]:
        return check_print(content or self.content, self.profile, name="book.pdf", pages=self.pages)

    def changed(self, change: Callable[[Pdf], None]) -> tuple[Finding, ...]:
        """What is found after a change to the file."""
        return self.check(changed(self.content, change))


def built(profile: str) -> Book:
    publication = imprint.read_files(coloured(profile))
    made = imprint.build_artifacts(publication, targets=["print"])
    return Book(made.artifacts[0].content, made.pages, load_profile(profile))


def changed(content: bytes, change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        return saved(pdf)


def saved(pdf: Pdf, **options: object) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=True, **options)  # type: ignore[arg-type]
    return written.getvalue()


def drawing(
    content: bytes,
    *,
    size: tuple[float, float] = (360, 576),
    count: int = 2,
    resources: dict[str, Object] | None = None,
    prepare: Callable[[Pdf], dict[str, Object]] | None = None,
    **boxes: tuple[float, float, float, float],
) -> bytes:
    """A file of a few pages, each of which has the same drawing."""
    pdf = Pdf.new()
    named = prepare(pdf) if prepare else resources or {}
    for _ in range(count):
        pdf.add_blank_page(page_size=size)
        page = pdf.pages[-1].obj
        page.Contents = Stream(pdf, content)
        page.Resources = Dictionary(**named)
        for name, box in boxes.items():
            page[f"/{name}"] = Array([*box])
    return saved(pdf)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]
