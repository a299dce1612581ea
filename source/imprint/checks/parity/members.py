"""Every file in a finished EPUB is held against the one that the publication is packaged to."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator

from lxml import etree

from imprint.checks.facts import Unreadable, parsed
from imprint.checks.opened_epub import OPF, OpenedEpub, open_epub
from imprint.checks.parity.texts import around
from imprint.diagnostics import Finding, Place

_MEND = "build it anew, and change the manuscript, the record or the layout instead"
_NAMED = 4  # files that a message names beside the first
_TEXTS = (".xhtml", ".css", ".opf", ".ncx", ".xml", ".jsonld", ".svg", ".txt")


def check_members(
    content: bytes, wanted: bytes, *, name: str, said: Collection[Finding] = ()
) -> Iterator[Finding]:
    """What an EPUB has otherwise than the one that is ``wanted``, said once for all of its files.

    A file that is named by what is ``said`` already is passed over. How they are compressed depends
    on the machine, and is not compared. Raises Unreadable.
    """
    if content == wanted:
        return
    made, asked = open_epub(content, name), open_epub(wanted, name)
    described = [finding.what for finding in said if finding.code.startswith("AGR")]
    odd = {
        path: what
        for path in dict.fromkeys([*_paths(asked), *_paths(made)])
        if (what := _difference(path, made, asked)) and not _is_said(path, name, said, described)
    }
    # Where many differ, a stylesheet tells more of why than the documents that use it.
    first = min(odd, key=lambda path: path.endswith((".opf", ".xhtml", ".ncx")), default="")
    if odd:
        others = [posixpath.basename(path) for path in odd if path != first]
        more = f" (and {', '.join(others[:_NAMED])}" if others else ""
        more += f", and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        what = f"{name}: {odd[first]}{more}{')' if others else ''}"
        yield Finding("WHL-016", what, _MEND, Place(f"{name}/{first}"))


def _paths(epub: OpenedEpub) -> list[str]:
    return [info.filename for info in epub.archive.infolist()]


def _difference(path: str, made: OpenedEpub, asked: OpenedEpub) -> str:
    """How the file of a path differs, as the end of a sentence; empty where it does not."""
    if path not in asked:
        return f"{path} is in it, and is no part of the publication"
    if path not in made:
        return f"{path} is not in it"
    if _paths(made).count(path) > 1:
        return f"{path} is in it twice"
    one, other = asked.read(path), made.read(path)
    if one == other:
        return ""
    if path == asked.path == made.path:
        one, other = _apart_from_metadata(one), _apart_from_metadata(other)
        if one == other:
            return ""
    if not path.endswith(_TEXTS) and path != "mimetype":
        return f"{path} is another file than the publication makes"
    text, other_text = (" ".join(each.decode("utf-8", "replace").split()) for each in (one, other))
    at = next(
        (n for n, (a, b) in enumerate(zip(text, other_text, strict=False)) if a != b),
        min(len(text), len(other_text)),
    )
    return f"“{around(other_text, at)}” of {path} reads “{around(text, at)}”"


def _apart_from_metadata(package: bytes) -> bytes:
    """A package without what it states of the book, which is compared as facts."""
    try:
        root = parsed(package)
    except Unreadable:
        return package
    for metadata in root.findall(f"{OPF}metadata"):
        for each in list(metadata):
            metadata.remove(each)
        metadata.text = None
    return bytes(etree.tostring(root, method="c14n"))


def _is_said(path: str, name: str, said: Collection[Finding], described: Collection[str]) -> bool:
    """Whether something has been said of a file of the EPUB."""
    base = posixpath.basename(path)
    if base == "record.jsonld" and any(f"the record in {name}" in what for what in described):
        return True
    words = _TOLD.get(base, ())
    return any(
        finding.where.file == f"{name}/{path}"
        or any(word in finding.what for word in words)
        or ((finding.code in _OF_FILES or name in finding.what) and base in finding.what)
        for finding in said
        if finding.code not in _OF_NO_FILE
    )


# What findings that are placed elsewhere say of a file.
_TOLD = {
    "content.opf": ("its spine",),
    "nav.xhtml": ("of its navigation:", "its spine", "the list of pages"),
    "toc.ncx": ("of its navigation:", "its spine"),
}
# Codes that name a file of the EPUB and not the EPUB, and those that say nothing of any.
_OF_FILES = ("SHP-017", "SHP-028", "AGR-007", "A11-044")
_OF_NO_FILE = ("SHP-026", "A11-100", "A11-101", "A11-102", "A11-103")
