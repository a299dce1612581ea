"""An EPUB that somebody broke, or made to do harm, is a finding and no traceback."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from imprint.build.checking import check_files
from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import CONTAINER, open_epub, open_whole, words_of

BOX = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title>
<link rel="record" href="{record}" media-type="application/ld+json"/></metadata>
<manifest><item id="a" href="{page}" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/><itemref idref="none"/></spine></package>"""
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head/><body><p>Text.</p></body></html>'
BOMB = (
    '<!DOCTYPE html [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in ("ab", "bc", "cd", "de"))
    + f"]>{PAGE.replace('Text.', '&e;')}"
)
FOLLOWED = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{__file__}">]>{PAGE.replace("Text.", "&x;")}'


def packed(**changed: bytes | str | None) -> bytes:
    """A small EPUB, some of whose members are others; None leaves one out."""
    members: dict[str, bytes | str | None] = {
        "mimetype": "application/epub+zip",
        CONTAINER: BOX.format("e/p.opf"),
        "e/p.opf": PACKAGE.format(page="a.xhtml", record="none.jsonld"),
        "e/a.xhtml": PAGE,
        "e/nav.xhtml": PAGE,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (members | changed).items():
            if content is not None:
                archive.writestr(name, content)
    return written.getvalue()


def with_wrong_sum() -> bytes:
    sum_ = zlib.crc32(PAGE.encode()).to_bytes(4, "little")
    return packed().replace(sum_, bytes([sum_[0] ^ 0xFF]) + sum_[1:])


def encrypted() -> bytes:
    """The archive's directory says of a document that it is (APPNOTE 6.3.10, 4.4.4, bit 0)."""
    content = bytearray(packed())
    name = content.rindex(b"e/a.xhtml")
    assert content[name - 46 : name - 42] == b"PK\x01\x02"
    content[name - 46 + 8] |= 1
    return bytes(content)


DAMAGED: dict[str, bytes | Callable[[], bytes]] = {
    "nothing": b"",
    "no archive": b"<html/>",
    "cut short": lambda: packed()[:-40],
    "no container": lambda: packed(**{CONTAINER: None}),
    "a container that is no XML": lambda: packed(**{CONTAINER: "<a"}),
    "a container that names nothing": lambda: packed(**{CONTAINER: "<container/>"}),
    "a package that is not there": lambda: packed(**{CONTAINER: BOX.format("x.opf")}),
    "a package without a path": lambda: packed(**{CONTAINER: BOX.format("")}),
    "a package out of the archive": lambda: packed(
        **{CONTAINER: BOX.format("../../../etc/hostname")}
    ),
    "a package that is no XML": lambda: packed(**{"e/p.opf": "no"}),
    "a package of the wrong encoding": lambda: packed(
        **{"e/p.opf": b'<?xml version="1.0" encoding="utf-16"?><a/>'}
    ),
    "a package of no encoding": lambda: packed(
        **{"e/p.opf": b'<?xml version="1.0" encoding="klingon"?><a/>'}
    ),
    "a document that is not UTF-8": lambda: packed(
        **{"e/a.xhtml": PAGE.replace("Text", "T\xe9xt").encode("latin-1")}
    ),
    "a document that is no XML": lambda: packed(**{"e/a.xhtml": "<p>"}),
    "a bomb of entities": lambda: packed(**{"e/a.xhtml": BOMB}),
    "a document with a wrong sum": with_wrong_sum,
    "an encrypted document": encrypted,
}


def content_of(made: bytes | Callable[[], bytes]) -> bytes:
    return made if isinstance(made, bytes) else made()


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_cannot_be_opened_whole(name: str) -> None:
    with pytest.raises(Unreadable):
        open_whole(content_of(DAMAGED[name]), "it.epub")


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_a_finding(tmp_path: Path, name: str) -> None:
    path = tmp_path / "it.epub"
    path.write_bytes(content_of(DAMAGED[name]))
    found = check_files([path])
    assert any(f.code == "AGR-007" and "it.epub" in f.what for f in found), list(map(str, found))


HARMLESS: dict[str, dict[str, bytes | str | None]] = {
    "an entity that is a file": {"e/a.xhtml": FOLLOWED},
    "a document that is not there": {"e/a.xhtml": None},
    "no navigation": {"e/nav.xhtml": None},
    "members with paths that lead out": {"../../out.xhtml": PAGE, "/etc/x": "x"},
}


@pytest.mark.parametrize("name", HARMLESS)
def test_nothing_is_followed_and_nothing_is_blown_up(tmp_path: Path, name: str) -> None:
    content = packed(**HARMLESS[name])
    epub = open_whole(content, "it.epub")
    for page in epub.pages:
        assert words_of(page.root) in ("Text.", "", "&x;")
    path = tmp_path / "it.epub"
    path.write_bytes(content)
    check_files([path])
    assert list(tmp_path.iterdir()) == [path]


def test_paths_that_lead_out_of_the_archive_lead_nowhere() -> None:
    package = PACKAGE.format(page="../../../etc/hostname", record="../../../etc/hostname")
    epub = open_whole(packed(**{"e/p.opf": package}), "it.epub")
    assert epub.pages == ()
    assert list(epub.records) == []
    with pytest.raises(Unreadable, match="it has no"):
        epub.read("../../etc/hostname")


def test_a_bomb_of_zeros_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(**{"e/a.xhtml": "0" * 200_000})
    monkeypatch.setattr("imprint.checks.opened_epub._LARGEST", 100_000)
    with pytest.raises(Unreadable, match="larger than"):
        open_epub(content, "it.epub").read("e/a.xhtml")
    monkeypatch.setattr("imprint.checks.opened_epub._MOST", 150_000)
    with pytest.raises(Unreadable, match="larger than"):
        open_epub(content, "it.epub")


def test_each_document_is_opened_as_it_is_asked_for() -> None:
    """One that is broken does not keep the others from being read."""
    epub = open_epub(packed(**{"e/a.xhtml": "<p>"}), "it.epub")
    assert [reference.path for reference in epub.spine] == ["e/a.xhtml"]
    assert epub.root("e/nav.xhtml").tag.endswith("html")
    with pytest.raises(Unreadable, match=r"a\.xhtml is not well-formed"):
        epub.root("e/a.xhtml")
