"""Honest manuscripts of every kind are built, and nothing in their files is said to be lost."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pytest
from PIL import Image

import imprint

pytestmark = pytest.mark.slow

TARGETS = ("epub", "print", "screen")
SENTENCE = "A lamp was lit in the office, and the keeper slept. "
LETTERING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 40">
<text x="5" y="20" font-size="12">North quay</text><text x="5" y="35">12</text></svg>"""


def _picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(content, "PNG")
    return content.getvalue()


@dataclass(frozen=True)
class Book:
    """A manuscript, and what of its layout and of its language is not the usual."""

    text: str
    layout: str = "novel"
    options: str = ""
    language: str = "en"
    files: dict[str, bytes | str] = field(default_factory=dict)


BOOKS = {
    "chapters that are called by numbers, and say them": Book(
        "# 12\n\n12\n\nxii\n\n7\n\n# 1\n\n1\n\n2\n\n# 1984\n\n1984 was a year.\n\n"
        "# I\n\nI\n\n# 3.\n\n3. item"
    ),
    "the same again and again": Book(
        "\n\n".join("# Again\n\n" + "The same words.\n\n" * n for n in (60, 30, 1)),
    ),
    "headings with the words of the title": Book(
        "# The Harbour\n\nThe Harbour\n\n"
        + f"{SENTENCE * 9}\n\n## The Harbour\n\nThe Book\n\n3\n\n1.1\n\n" * 6,
        layout="manual",
    ),
    "numbers in the heads of pages and in the text": Book(
        f"# ¿Qué?\n\n{SENTENCE * 40}\n\n## ¿Qué?\n\n{SENTENCE * 60}\n\n# ¿Qué? 2\n\n"
        f"{SENTENCE * 30}",
        layout="manual",
        language="es",
    ),
    "paragraphs of one letter": Book("# S\n\na\n\nA\n\n1\n\ni\n\n—\n\n# T\n\nx", layout="manual"),
    "long lists of figures": Book("# L\n\n" + "\n".join(f"{n}. {n}" for n in range(1, 90))),
    "marks beside marks": Book("# M\n\n- • item\n- 1. item\n- - item\n-\n\ntext\n\n7. seven"),
    "capitals that drop": Book(
        "\n\n".join(
            f"# {n}\n\n{opening} {SENTENCE * 4}\n\n{SENTENCE}"
            for n, opening in enumerate(("A lamp.", "Était-ce?", "“Who?”", "Æon", "I", "’Tis", "ß"))
        )
        + "\n\n# Short\n\nA lamp was lit.\n\n# Shorter\n\nÉtait-ce?",
        options='opening-style = "drop-cap"',
    ),
    "letters that are drawn as others": Book(
        "# Office ﬁnal … “q”\n\n" + "ﬁ ﬂ ﬀ ﬃ ﬄ ﬅ ﬆ ½ x² H₂O office affluent. " * 9
    ),
    "a title that is cut short in the running head": Book(
        f"# *Emphatic* `code` … “q” ﬁne titles with [a link](https://example.org) in them, 12\n\n"
        f"{SENTENCE * 60}",
        options='trim = "a6"',
    ),
    "notes that say nothing, or show a picture": Book(
        "# N\n\nOne.^[] Two.[^p] Three.[^3]\n\n[^p]: ![A pier](pier.png)\n\n[^3]: 12",
        files={"source/pier.png": _picture()},
    ),
    "calls of notes at the head of a page": Book(
        "# N\n\n"
        + "\n\n".join(f"{'Words. ' * n}\n\nA.[^{n}] See [N](#n){{.page}}." for n in range(1, 40))
        + "\n\n"
        + "\n\n".join(f"[^{n}]: Note {n}." for n in range(1, 40)),
        options='trim = "a6"',
    ),
    "a hundred notes": Book(
        "# N\n\n" + "\n\n".join(f"{SENTENCE * 6}^[Note.] Again.^[And again.]" for _ in range(52)),
        layout="essay",
    ),
    "a table of figures over pages, with a note": Book(
        "# T\n\n| Nr | Name[^1] | Words |\n|---|---|---|\n"
        + "\n".join(f"| {n % 3} | same | {'x' if n % 2 else ''} |" for n in range(90))
        + "\n\n: A long one\n\nAfter.\n\n[^1]: On the head."
    ),
    "listings with tabs and lines that are too long": Book(
        "# C\n\n```python\ndef f():\n\treturn 1\n\t\tif x:\n\n    mixed\n```\n\n```\n\n```\n\n```\n"
        + "\n".join("x" * n for n in (50, 80, 120, 300))
        + "\n"
        + "a-b-" * 60
        + "\n```\n\n```\na: b\n---\n- c\n-\n- d\n```",
        layout="manual",
        options='trim = "a5"',
    ),
    "drawings with letters, and pictures that are links": Book(
        "# P\n\n![The north quay](quay.svg)\n\n[![A pier](pier.png)](https://example.org/pier)",
        layout="manual",
        files={"source/quay.svg": LETTERING, "source/pier.png": _picture()},
    ),
    "boxes in boxes": Book(
        "# A\n\n::: note\n::: warning\nnested\n:::\n:::\n\n::: aside\nnone\n:::", layout="manual"
    ),
    "what a stylesheet draws before a text": Book(
        f"# One\n\n{SENTENCE}\n\n# Two\n\n{SENTENCE}",
        files={
            "layouts/novel/print/ours.css": (
                '.chapter h1::before { content: "Chapter " counter(page); }'
            )
        },
    ),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_is_whole(name: str) -> None:
    book = BOOKS[name]
    configuration = (
        f'title = "The Book"\nauthor = "Ann Author"\nlang = "{book.language}"\n'
        f'[layout]\nname = "{book.layout}"\n{book.options}\n'
    )
    files = {"imprint.toml": configuration, "source/1.md": book.text, **book.files}
    built = imprint.build_artifacts(imprint.read_files(files), targets=TARGETS, proves=True)
    assert len(built.artifacts) == 3
