"""Files of the source, what imprint.toml and front matter say, and texts in a volume."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image
from tests.specimens.specimen import (
    TOML,
    Found,
    Specimen,
    of_article,
    of_files,
    of_front,
    of_settings,
    of_text,
    of_toml,
)

from imprint.diagnostics import NOWHERE, Finding, Findings
from imprint.readers.source import LARGEST_TEXT, MemorySource, read_text

TWO = {"source/1.md": "# One\n\nText.\n", "source/2.md": "# Two\n\nText.\n"}


def picture(width: int = 9, height: int = 9) -> bytes:
    written = BytesIO()
    Image.new("L", (width, height), 200).save(written, "PNG")
    return written.getvalue()


PNG = picture()


class Disk(MemorySource):
    """A source whose disk gives no text back, or one of another size."""

    def __init__(self, *, broken: bool = False, size: int = 5) -> None:
        super().__init__({"a.md": "Text."})
        self.broken, self.told = broken, size

    def size(self, path: str) -> int:
        return self.told

    def read(self, path: str) -> bytes:
        if self.broken:
            raise PermissionError(13, "Permission denied")
        return super().read(path)


def on(disk: Disk) -> Found:
    def found(_: Path) -> Iterable[Finding]:
        findings = Findings()
        read_text("a.md", source=disk, place=NOWHERE, findings=findings)
        return findings

    return found


def of_chapter(wrong: str | bytes, right: str) -> Specimen:
    """What stands in the only chapter of a book."""
    return of_files(*({"imprint.toml": TOML, "source/1.md": text} for text in (wrong, right)))


def of_a_text(wrong: str, right: str) -> Specimen:
    """What stands in the second text of a volume."""
    first = {"source/1.md": "---\ntitle: One\n---\n\nText.\n"}
    toml = 'title = "A Volume"\nlang = "en"\n'
    return of_files(
        *({**first, "imprint.toml": toml, "source/2.md": text} for text in (wrong, right))
    )


SPECIMENS = {
    "SRC-001": of_toml('contents = ["source/7.md"]', 'contents = ["source/1.md"]'),
    "SRC-002": of_files({"a.md": " \n"}, {"a.md": "---\ntitle: A\nlang: en\n---\nText.\n"}),
    "SRC-003": of_chapter(b"# A\n\ncaf\xe9", "# A\n\ncafé"),
    "SRC-004": of_text("![A boat](../a.png)", "![A boat](a.png)", {"a.png": PNG}),
    "SRC-005": of_toml(
        'contents = ["a.docx"]', 'contents = ["source/1.md"]', {"a.docx": b"PK\x03\x04"}
    ),
    "SRC-006": Specimen(on(Disk(size=LARGEST_TEXT + 1)), on(Disk(size=LARGEST_TEXT))),
    "SRC-007": of_toml('contents = ["source/b*.md"]', 'contents = ["source/*.md"]'),
    "SRC-008": Specimen(on(Disk(broken=True)), on(Disk())),
    "SRC-009": of_toml('contents = ["source/1.md"]', 'contents = ["source/*.md"]', TWO),
    "SRC-010": of_text("A\u0000b.", "A\tb."),
    "SRC-011": of_files(
        {"imprint.toml": 'title = "A"\nlang = "en"\n'},
        {"imprint.toml": 'title = "A"\nlang = "en"\n', "source/1.md": "# One\n\nText.\n"},
    ),
    "SRC-012": of_toml(
        'contents = ["source/1.md", "source/1.md"]',
        'contents = ["source/1.md", "source/2.md"]',
        TWO,
    ),
    "SRC-013": of_chapter("---\ntitle: B\n---\n# A\n\nText.\n", "# A\n\nText.\n"),
    "CFG-001": of_toml("publisher = Harbour", 'publisher = "Harbour"'),
    "CFG-002": of_front("title: [A\nlang: en", "title: A\nlang: en"),
    "CFG-003": of_toml('titel = "A"', 'subtitle = "A"'),
    "CFG-004": of_toml("edition = [1]", 'edition = "1"'),
    "CFG-005": of_toml('targets = "pfd"', 'targets = "print"'),
    "CFG-006": of_front("lang: en\nauthor: [{role: trl}]", "title: A\nlang: en"),
    "CFG-007": of_settings("subtitle", "subtitle=A History"),
    "REC-001": of_front("title: A\nlang: xx-Nope", "title: A\nlang: en"),
    "REC-002": of_toml('modified = "2026-02-30"', 'modified = "2026-02-28"'),
    "REC-003": of_toml(
        'contributor = {name = "B", role = "zzz"}', 'contributor = {name = "B", role = "trl"}'
    ),
    "REC-004": of_toml(
        'formats.print.isbn = "978-0-306-40615-8"', 'formats.print.isbn = "978-0-306-40615-7"'
    ),
    "REC-005": of_toml(
        'formats.print.isbn = "978-0-306-40615-7"\nformats.epub.isbn = "978-0-306-40615-7"',
        'formats.print.isbn = "978-0-306-40615-7"\nformats.epub.isbn = "978-3-16-148410-0"',
    ),
    "REC-006": of_toml('license = "CC-BY-4"', 'license = "CC-BY-4.0"'),
    "REC-007": of_toml(
        'publisher = {name = "A", url = "example.org"}',
        'publisher = {name = "A", url = "https://example.org/"}',
    ),
    "REC-008": of_article(
        "The Tide\n\nIt came in. It went out again.\n",
        "The Tide\n\nIt came in. It went out again.\n\nAbout this publication\n\n"
        "Author: Ann Author\nLanguage: English\nPublished by Harbour Press\n"
        "Published on 4 March 2026\nFirst published in The Harbour Review, 3 March 2021\n"
        "This text is licensed under a Creative Commons Attribution 4.0 International License.\n",
    ),
    "REC-010": of_toml(
        'edition = "Second impression"\nprinting = {impression = 3}',
        'edition = "Third impression"\nprinting = {impression = 3}',
    ),
    "REC-011": of_toml(
        'original = {title = "B", date = "2027"}', 'original = {title = "B", date = "2025"}'
    ),
    "REC-012": of_toml(
        'accessibility = {conformance = "WCAG 2.2 AA"}',
        'accessibility = {conformance = "WCAG 2.2 AA", certifier = "Example Office"}',
    ),
    "TRD-001": of_toml(
        'publisher = {name = "A", country = "UX"}', 'publisher = {name = "A", country = "US"}'
    ),
    "TRD-002": of_toml('formats.print.price = "12 XYZ"', 'formats.print.price = "12 EUR"'),
    "TRD-003": of_toml('formats.print.price = "0 EUR"', 'formats.print.price = "1 EUR"'),
    "TRD-004": of_toml(
        'formats.print.price = ["12 EUR", "13 EUR"]', 'formats.print.price = ["12 EUR", "13 USD"]'
    ),
    "TRD-005": of_toml(
        'subject = {text = "A", authority = "thema", term = "1!"}',
        'subject = {text = "A", authority = "thema", term = "NHTB"}',
    ),
    "TRD-006": of_toml('subject = {text = "A", authority = "thema"}', 'subject = {text = "A"}'),
    "OTH-001": of_front("title: A\nlang: en\ncss: a.css", "title: A\nlang: en"),
    "OTH-002": of_front("title: A\nlang: en\naccessMode: textual", "title: A\nlang: en"),
    "VOL-001": of_a_text(
        "---\ntitle: B\nlayout: novel\n---\n\nText.\n", "---\ntitle: B\n---\n\nText.\n"
    ),
    "VOL-002": of_a_text(
        "---\nauthor: B\n---\n\nText.\n", "---\nauthor: B\ntitle: B\n---\n\nText.\n"
    ),
    "VOL-003": of_a_text(
        "---\ntitle: B\n---\n\n# B\n\nText.\n\n# C {.preface}\n\nText.\n",
        "---\ntitle: B\n---\n\n# B\n\nText.\n\n# C\n\nText.\n",
    ),
}
