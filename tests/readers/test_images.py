"""Which files are taken for pictures, and what is said of the others."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from imprint.diagnostics import Findings, Place
from imprint.readers.images import ImageShelf
from imprint.readers.source import MemorySource


def picture(kind: str, size: tuple[int, int] = (4, 3)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{}</svg>'


def load(name: str, content: bytes | str) -> tuple[ImageShelf, str | None, list[str]]:
    findings = Findings()
    shelf = ImageShelf(MemorySource({name: content}), findings)
    digest = shelf.load(name, beside="book.md", place=Place("book.md", 3))
    return shelf, digest, [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_a_picture_is_known_by_its_content_and_not_by_its_name(kind: str, media_type: str) -> None:
    shelf, digest, codes = load("Größe 1.dat", picture(kind))
    assert codes == []
    asset = shelf.assets[digest or ""]
    assert (asset.media_type, asset.width, asset.height) == (media_type, 4, 3)
    assert asset.name.startswith("groe-1.") or asset.name.startswith("gro-e-1.")


def test_a_drawing_has_the_size_of_its_view_box() -> None:
    shelf, digest, codes = load("a.svg", SVG.format("<path d='M0 0h9'/>"))
    assert codes == []
    assert (shelf.assets[digest or ""].width, shelf.assets[digest or ""].height) == (40, 30)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "AST-002"),
        (b"hello", "AST-002"),
        (picture("PNG")[:50], "AST-003"),
        (picture("JPEG", (900, 900))[:-400], "AST-003"),
        (SVG.format("<path"), "AST-003"),
        (SVG.format("<script/>"), "AST-006"),
        (SVG.format('<a onclick="x()"/>'), "AST-006"),
        (SVG.format('<image href="https://example.org/x.png"/>'), "AST-006"),
        (SVG.format('<image href="file:///etc/passwd"/>'), "AST-006"),
        (SVG.format("<style>@import url(x.css);</style>"), "AST-006"),
        (SVG.format('<rect style="fill:url(https://example.org/x)"/>'), "AST-006"),
        (SVG.format("<foreignObject/>"), "AST-006"),
        ('<?xml-stylesheet href="x.css"?>' + SVG.format(""), None),
        ('<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("&x;"), "AST-006"),
    ],
)
def test_a_file_that_no_book_may_carry(content: bytes | str, code: str | None) -> None:
    _, digest, codes = load("a.svg", content)
    assert codes == ([code] if code else [])
    assert (digest is None) == (code is not None)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("none.png", "AST-001"),
        ("../../etc/passwd", "SRC-004"),
        ("/etc/passwd", "SRC-004"),
        ("C:\\a.png", "AST-004"),
        ("https://example.org/a.png", "AST-004"),
        ("//example.org/a.png", "AST-004"),
        ("data:image/png;base64,AAAA", "AST-004"),
        ("%2e%2e/%2e%2e/etc/passwd", "SRC-004"),
    ],
)
def test_a_reference_that_leads_nowhere(reference: str, code: str) -> None:
    findings = Findings()
    shelf = ImageShelf(MemorySource({"a.png": picture("PNG")}), findings)
    assert shelf.load(reference, beside="book.md", place=Place("book.md", 3)) is None
    assert [finding.code for finding in findings] == [code]
    assert all(finding.where.line == 3 and finding.mend for finding in findings)


def test_one_picture_shown_twice_is_one_asset_and_two_of_one_name_are_two() -> None:
    findings = Findings()
    files = {"a/x.png": picture("PNG"), "b/x.png": picture("PNG", (5, 5)), "c.png": picture("PNG")}
    shelf = ImageShelf(MemorySource(files), findings)
    for path in files:
        shelf.load(path, beside="book.md", place=Place())
    assert sorted(asset.name for asset in shelf.assets.values()) == ["x-2.png", "x.png"]


def test_a_picture_with_more_pixels_than_can_be_handled() -> None:
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (60000).to_bytes(4, "big") * 2
    _, digest, codes = load("a.png", bytes(bomb))
    assert digest is None
    assert codes in (["AST-007"], ["AST-003"])
