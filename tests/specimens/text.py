"""Markdown, articles in plain text, links and pictures."""

from __future__ import annotations

from zlib import crc32

from tests.specimens.source import PNG, picture
from tests.specimens.specimen import of_article, of_text, of_toml


def claiming(width: int, height: int) -> bytes:
    """A PNG whose head states a size; there is nothing of the sort in it."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PNG[24:29]
    return PNG[:12] + head + crc32(head).to_bytes(4, "big") + PNG[33:]


def svg(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'.encode()


SHOWN = "![A boat]({})"
STORY = "The Tide\n\nIt came in, and it went out again, as it does every day.\n"
CREDITS = "\n\nAbout this publication\n\nAuthor: Ann Author\n"

SPECIMENS = {
    "TXT-001": of_text("<script>play()</script>", "<kbd>play</kbd>"),
    "TXT-002": of_text("a <b>bold word", "a <b>bold</b> word"),
    "TXT-003": of_text("A [word]{colour=red}.", "A [word]{.red}."),
    "TXT-004": of_text("A note.[^1]", "A note.[^1]\n\n[^1]: It is here."),
    "TXT-005": of_text("A.\n\n[^1]: It is here.", "A.[^1]\n\n[^1]: It is here."),
    "TXT-006": of_text("::: nonsense\nA.\n:::", "::: epigraph\nA.\n:::"),
    "TXT-007": of_text("::: epigraph\nA.", "::: epigraph\nA.\n:::"),
    "TXT-008": of_text("# A\n\n### B\n\nText.", "# A\n\n## B\n\nText."),
    "TXT-009": of_text("## A {#x}\n\n## B {#x}", "## A {#x}\n\n## B {#y}"),
    "TXT-010": of_text("A [mot]{lang=xx-Nope}.", "A [mot]{lang=fr}."),
    "TXT-011": of_text(f"{'> ' * 200}A.", f"{'> ' * 5}A."),
    "ART-001": of_article(f"{STORY}\nShare on Facebook\n", STORY),
    "ART-002": of_article(f"{STORY}{CREDITS}", STORY),
    "ART-003": of_article("The Tide\n", STORY),
    "ART-004": of_article(
        f"{STORY}{CREDITS}The drawings belong to nobody in particular.\n", f"{STORY}{CREDITS}"
    ),
    "REF-001": of_text("[a place](#nowhere)", "## Here {#here}\n\n[a place](#here)"),
    "REF-002": of_text(
        "## Here\n\n[a place](#here)\n\n## Here {#other}", "## Here\n\n[a place](#here)\n\n## There"
    ),
    "REF-003": of_text("[a place](javascript:go)", "[a place](https://example.org/)"),
    "AST-001": of_text(SHOWN.format("no.png"), SHOWN.format("a.png"), {"a.png": PNG}),
    "AST-002": of_text(
        SHOWN.format("a.png"), SHOWN.format("b.png"), {"a.png": "no picture", "b.png": PNG}
    ),
    "AST-003": of_text(
        SHOWN.format("a.png"), SHOWN.format("b.png"), {"a.png": PNG[:40], "b.png": PNG}
    ),
    "AST-004": of_text(
        SHOWN.format("https://example.org/a.png"), SHOWN.format("a.png"), {"a.png": PNG}
    ),
    "AST-005": of_text("![](a.png)", SHOWN.format("a.png"), {"a.png": PNG}),
    "AST-006": of_text(
        SHOWN.format("a.svg"), SHOWN.format("b.svg"),
        {"a.svg": svg("<script>1</script>"), "b.svg": svg("<path d='M0 0h9'/>")},
    ),
    "AST-007": of_text(
        SHOWN.format("a.png"), SHOWN.format("b.png"),
        {"a.png": claiming(60_000, 60_000), "b.png": PNG},
    ),
    "AST-008": of_toml(
        'cover = "a.png"', 'cover = "b.png"',
        {"a.png": picture(160, 256), "b.png": picture(1600, 2560)},
    ),
}  # fmt: skip
