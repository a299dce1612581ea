"""The press: pages that are known by their text, proofs of one section, and caches that lie."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from lxml import etree

import imprint
from imprint.build import Build, Order, Outcome, carry_out
from imprint.emitters.pdf.crew import Crew, SerialExecutor
from imprint.emitters.pdf.fragments import FragmentJob, pack, unpack
from imprint.emitters.pdf.press import Press
from imprint.store import NO_STORE

pytestmark = pytest.mark.slow  # a book of some forty fragments is set first

TEXT = "It was a plain day, and nothing in it was out of order. "
FILES = {
    "imprint.toml": """
title = "A Plain Book"
author = "Ann Author"
lang = "en"
date = 2026-01-31
[layout]
name = "novel"
chapter-opening = "next"
trim = "4in 6in"
""",
    "source/preface.md": f"# Before\n\n{TEXT * 4}\n",
    **{
        f"source/{number}.md": f"# Chapter the {number}th\n\nNumber {number}.[^1] {TEXT * 20}\n\n"
        f"[^1]: {TEXT}\n"
        for number in range(11, 35)
    },
}


@pytest.fixture(scope="module")
def built() -> Build:
    book = imprint.read_files(FILES)
    with Crew(executor=SerialExecutor()) as crew:
        return imprint.build_artifacts(book, targets=["print", "epub"], crew=crew)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication that has been built."""
    folder = tmp_path_factory.mktemp("press")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    make(folder)
    return folder


def make(path: Path, **order: Any) -> Outcome:
    targets = ("print",)
    return carry_out(Order(path=path, targets=targets, workers=1, **order), listener=lambda _: None)


class Counting(SerialExecutor):
    """Notes the key of every job."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        if args and isinstance(args[0], FragmentJob):
            self.keys.append(args[0].key)
        return super().submit(fn, *args, **kwargs)


def test_without_a_store_nothing_is_set_twice_and_no_text_is_held() -> None:
    publication = imprint.read_files(FILES)
    layout = imprint.load_layout(publication.layout)
    rendition = imprint.compose(publication, layout, imprint.Medium.PRINT)
    executor = Counting()
    press = Press(rendition, crew=Crew(executor=executor), store=NO_STORE)
    book = press.set_book()
    # The first is asked for once more, as the worker does not know its setting yet.
    assert len(set(executor.keys)) >= len(book.fragments) > 20
    assert len(executor.keys) <= len(set(executor.keys)) + 1
    assert press.rendition.documents == ()
    assert press.rendition.origins == rendition.origins


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_a_page_is_known_by_its_first_text(built: Build) -> None:
    with pymupdf.open(stream=built.artifacts[0].content) as book:
        for page, known in zip(book, built.pages, strict=False):
            if known.start:
                words = squeezed("".join(word[4] for word in page.get_text("words", sort=False)))
                assert words.startswith(squeezed(known.start.text)[:8]), known
    assert sum(1 for page in built.pages if page.start) > 30


def test_the_marker_of_a_page_stands_before_its_first_text(built: Build) -> None:
    """In the contents too, whose folios are on paper alone."""
    found = dict(_marked(built.artifacts[1].content))
    wanted = {
        page.label: squeezed(page.start.text)[:12]
        for page in built.pages
        if page.start and page.section != "halftitlepage"
    }
    assert sum(1 for page in built.pages if page.section == "contents") > 1
    assert {label: found[label][: len(text)] for label, text in wanted.items()} == wanted


def _marked(epub: bytes) -> Iterator[tuple[str, str]]:
    """The label of each page's marker and the text that comes after it."""
    with zipfile.ZipFile(BytesIO(epub)) as book:
        for name in book.namelist():
            if not name.endswith(".xhtml") or "nav" in name:
                continue
            pieces = list(_pieces(etree.fromstring(book.read(name)).find("{*}body")))
            for at, (is_marker, text) in enumerate(pieces):
                if is_marker:
                    after = "".join(piece for other, piece in pieces[at + 1 :] if not other)
                    yield text, squeezed(after)


def _pieces(element: Any) -> Iterator[tuple[bool, str]]:
    role = element.get("role")
    if role == "doc-pagebreak":
        yield True, element.get("aria-label").strip()
    elif role != "doc-noteref":
        yield False, element.text or ""
        for child in element:
            yield from _pieces(child)
    yield False, element.tail or ""


def pages_of(path: str) -> dict[str, str]:
    with pymupdf.open(path) as book:
        return {page.get_label(): page.get_text() for page in book}


@pytest.mark.parametrize("section", ["preface", "chapter-1", "chapter-2", "Chapter the 12th"])
def test_a_proof_has_the_pages_of_the_book(folder: Path, section: str) -> None:
    whole = pages_of(make(folder).files[0].path)
    proof = pages_of(make(folder, only=section).files[0].path)
    assert proof
    assert {label: whole[label] for label in proof} == proof


def test_a_section_that_the_last_build_did_not_have_has_no_proof(folder: Path) -> None:
    new = folder / "source/50.md"
    new.write_text("# New\n\nText.\n")
    try:
        with pytest.raises(imprint.PublicationError, match="the last build had no section"):
            make(folder, only="New")
    finally:
        new.unlink()


@pytest.mark.parametrize("label", ["", "²", "9" * 30, "<b>", "one"])
def test_page_numbers_that_are_none_are_not_believed(folder: Path, label: str) -> None:
    manifest = folder / "build/manifest.json"
    whole = manifest.read_text()
    facts = json.loads(whole)
    for page in facts["pages"]:
        page["label"] = label
    manifest.write_text(json.dumps(facts))
    try:
        with pytest.raises(imprint.PublicationError, match="no earlier build"):
            make(folder, only="chapter-1")
    finally:
        manifest.write_text(whole)


def without_facts(facts: dict[str, Any], *parts: bytes) -> bytes:
    return pack({}, *parts)


def without_pages(facts: dict[str, Any], *parts: bytes) -> bytes:
    return pack({**facts, "pages": []}, *parts)


def of_other_types(facts: dict[str, Any], *parts: bytes) -> bytes:
    return pack(dict.fromkeys(facts, 1), *parts)


def without_drawing(facts: dict[str, Any], *parts: bytes) -> bytes:
    return pack(facts, *parts[:-1], b"%PDF-1.7\n")


def too_deep(facts: dict[str, Any], *parts: bytes) -> bytes:
    return (200_000).to_bytes(8, "big") + b"[" * 200_000


@pytest.mark.parametrize(
    "forged", [without_facts, without_pages, of_other_types, without_drawing, too_deep]
)
def test_what_was_kept_and_is_of_no_use_is_made_again(
    folder: Path, tmp_path: Path, forged: Callable[..., bytes]
) -> None:
    expected = (folder / "build/a-plain-book-print.pdf").read_bytes()
    shutil.copytree(folder / "build/.cache/press", tmp_path / ".cache/press")
    forge(tmp_path / ".cache/press", forged)
    for _ in range(2):
        made = make(folder, folder=tmp_path)
        assert Path(made.files[0].path).read_bytes() == expected


def test_nothing_that_acts_is_taken_from_what_was_kept(folder: Path, tmp_path: Path) -> None:
    def acting(facts: dict[str, Any], *parts: bytes) -> bytes:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        with pikepdf.open(BytesIO(parts[-1])) as pdf:
            for page in pdf.pages:
                page.obj.AA = pikepdf.Dictionary(O=script)
                page.obj.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype="/Link", A=script)])
            changed = BytesIO()
            pdf.save(changed)
        return pack(facts, *parts[:-1], changed.getvalue())

    shutil.copytree(folder / "build/.cache/press", tmp_path / ".cache/press")
    forge(tmp_path / ".cache/press", acting)
    made = make(folder, folder=tmp_path)
    with pikepdf.open(made.files[0].path) as pdf:
        assert all("/AA" not in page.obj and "/Annots" not in page.obj for page in pdf.pages)


def forge(store: Path, forged: Callable[..., bytes]) -> None:
    """Change everything that is kept and has pages, with checksums that are right."""
    magic = b"imprint-cache-1\n"
    for path in store.glob("*/*"):
        body = path.read_bytes()[len(magic) + 32 :]
        try:
            facts, *parts = taken_apart(body)
        except ValueError:
            continue  # a font
        if parts:
            body = forged(facts, *parts)
            path.write_bytes(magic + hashlib.sha256(path.name.encode() + body).digest() + body)


def taken_apart(body: bytes) -> tuple[Any, ...]:
    """The facts and the parts of what was kept, however many there are."""
    for parts in (2, 1, 0):
        with suppress(ValueError):
            return unpack(body, parts=parts)
    raise ValueError
