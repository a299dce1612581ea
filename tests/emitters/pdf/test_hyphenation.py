"""Patterns that were kept are those of the dictionary; what is not one of them is not kept."""

from __future__ import annotations

import json

import pyphen
import pytest

from imprint.emitters.pdf.hyphenation import load_patterns


class Shelf:
    """A store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, content: bytes) -> bool:
        self.kept[key] = content
        return True

    def tidy(self) -> None:
        pass


def patterns(language: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(pyphen, "hdcache", {})
    load_patterns(language, shelf)
    return pyphen.hdcache[pyphen.LANGUAGES[language]].patterns


@pytest.mark.parametrize("language", ["fr", "it", "es"])
def test_kept_patterns_are_those_of_the_dictionary(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf()
    read = patterns(language, shelf, monkeypatch)
    assert len(shelf.kept) == 1
    assert patterns(language, shelf, monkeypatch) == read
    monkeypatch.setattr(pyphen, "hdcache", {})
    plain = pyphen.Pyphen(lang=language)
    kept = patterns(language, shelf, monkeypatch)
    assert kept == plain.hd.patterns
    assert pyphen.Pyphen(lang=language).inserted("constitution") == plain.inserted("constitution")


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"7",
        b'[["1", [1], "ab"]]',
        b'[[1, ["x"], "ab"]]',
        b"[[1, [1], 5]]",
        b"[[1, 1, 1]]",
        b"[" * 100_000,
        json.dumps([[0, [True], "ab"]]).encode(),
    ],
)
def test_what_is_not_patterns_is_read_again(forged: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    read = patterns("it", shelf, monkeypatch)
    shelf.kept = dict.fromkeys(shelf.kept, forged)
    assert patterns("it", shelf, monkeypatch) == read
    assert forged not in shelf.kept.values()


def test_changes_of_spelling_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyphen, "HyphDict", Spelling)
    shelf = Shelf()
    assert patterns("hu", shelf, monkeypatch)
    assert not shelf.kept


class Spelling:
    def __init__(self, path: object) -> None:
        self.patterns = {"ab": (0, (pyphen.DataInt(1, data=("b=b", 1, 1)),))}
        self.cache: dict[str, object] = {}
        self.maxlen = 2


def test_a_language_without_patterns_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyphen, "hdcache", {})
    load_patterns("zh", Shelf())
    assert not pyphen.hdcache
