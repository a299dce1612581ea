"""A build proves what has changed since it was last proved, and stops for what is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imprint.build import Order, carry_out
from imprint.build import whole as proving
from imprint.checks.parity import manuscript
from imprint.diagnostics import PublicationError
from imprint.emitters.pdf import crew as crews
from imprint.emitters.pdf.crew import Crew, SerialExecutor

pytestmark = pytest.mark.slow

CONFIGURATION = """\
title = "Sea"
lang = "en"
layout = "novel"
[[contributor]]
name = "A. Writer"
role = "author"
"""
CHAPTERS = ("Harbour", "Tide", "Lamp", "Quay", "Rope", "Sail")
LOSING = "<p{{ attributes }}>{{ content|replace('Rope', '') }}</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(crews.Crew, "start", _stay_here)
    (tmp_path / "source").mkdir()
    (tmp_path / "imprint.toml").write_text(CONFIGURATION, "utf-8")
    for number, name in enumerate(CHAPTERS, 1):
        write(tmp_path, number, f"# {name}\n\nThe {name} was there.[^1]\n\n[^1]: Of the {name}.\n")
    return tmp_path


def _stay_here(crew: Crew, **_: Any) -> None:
    """Have everything done in this process, where it can be seen."""
    crew._pool = crew._bindery = crew._given = SerialExecutor()


def write(folder: Path, number: int, text: str) -> None:
    (folder / "source" / f"{number}.md").write_text(text, "utf-8")


class Looked:
    """What a proof looks at: pages of a PDF by number, documents of the EPUB, sections."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: list[int] = []
        self.whole = False
        self.documents: list[str] = []
        self.sections: list[str] = []
        self._spy(monkeypatch, proving, "read_pages", self._read_pages)
        self._spy(monkeypatch, manuscript, "_check_section", self._check_section)
        from imprint.checks.parity import epub

        self._spy(monkeypatch, epub._Comparison, "_compare", self._compare)

    def _spy(
        self, monkeypatch: pytest.MonkeyPatch, holder: Any, name: str, note: Callable[..., None]
    ) -> None:
        real = getattr(holder, name)

        def spied(*arguments: Any, **named: Any) -> Any:
            note(*arguments, **named)
            return real(*arguments, **named)

        monkeypatch.setattr(holder, name, spied)

    def _read_pages(self, _: bytes, numbers: Any = None, **__: Any) -> None:
        self.whole = self.whole or numbers is None
        self.pages += numbers or ()

    def _check_section(self, section: Any, *_: Any) -> None:
        self.sections.append(section.id)

    def _compare(self, _: Any, document: Any, *__: Any) -> None:
        self.documents.append(document.name)


def looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch, **asked: Any) -> Looked:
    """What the proof of a build looks at."""
    with monkeypatch.context() as patches:
        looked = Looked(patches)
        carry_out(Order(path=folder, **asked), listener=lambda _: None)
    return looked


def test_a_rebuild_proves_what_has_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = looked_at(folder, monkeypatch, proves=True)
    assert first.whole
    chapters = [f"chapter-{number}" for number in range(1, len(CHAPTERS) + 1)]
    assert {*chapters} <= {*first.sections}
    assert {*chapters} < {*first.documents}
    write(folder, 3, "# Lamp\n\nThe lamp was lit.\n")
    second = looked_at(folder, monkeypatch)
    assert not second.whole
    assert {*second.sections} == {"chapter-3"}
    assert second.documents == ["chapter-3"]
    assert len(second.pages) == 1
    other = looked_at(folder, monkeypatch, keeps=False, proves=True)
    assert other.whole
    assert len(other.documents) == len(first.documents)


def test_a_build_without_a_proof_looks_at_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = looked_at(folder, monkeypatch, proves=False)
    assert not looked.whole
    assert [*looked.pages, *looked.documents, *looked.sections] == []
    assert looked_at(folder, monkeypatch, proves=True).whole  # nothing has been proved yet


def lose(folder: Path) -> None:
    template = folder / "layouts" / "novel" / "shared" / "blocks" / "paragraph.xhtml"
    template.parent.mkdir(parents=True)
    template.write_text(LOSING, "utf-8")


def test_what_is_lost_stops_every_build_until_it_is_mended(folder: Path) -> None:
    lose(folder)
    for text in ("", "# Harbour\n\nAnother text.\n", ""):
        if text:
            write(folder, 1, text)
        with pytest.raises(PublicationError) as caught:
            carry_out(Order(path=folder, proves=True), listener=lambda _: None)
        (finding, *_) = caught.value.findings
        assert (finding.code, finding.where.file) == ("WHL-001", "source/5.md")
        assert not list((folder / "build").glob("*.epub"))
    write(folder, 5, "# Roads\n\nNothing of it is here.\n")
    assert carry_out(Order(path=folder), listener=lambda _: None).files


def test_what_its_author_allows_is_no_error(folder: Path) -> None:
    lose(folder)
    with (folder / "imprint.toml").open("a", encoding="utf-8") as file:
        file.write('[[allow]]\ncode = "WHL-001"\nwhere = "Rope"\nreason = "It was sold."\n')
        file.write('[[allow]]\ncode = "WHL-003"\nreason = "It was sold."\n')
    assert carry_out(Order(path=folder, proves=True), listener=lambda _: None).files


def test_a_forged_ledger_is_no_proof(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at(folder, monkeypatch)
    for kept in (folder / "build" / ".cache" / "press").rglob("*"):
        if kept.is_file():
            content = kept.read_bytes()
            kept.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    write(folder, 3, "# Lamp\n\nThe lamp was lit.\n")
    assert looked_at(folder, monkeypatch, proves=True).whole


def test_a_file_with_other_pages_than_were_set_is_not_proved(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(folder, monkeypatch)
    write(folder, 3, "# Lamp\n\nThe lamp was lit.\n")
    real = proving._read_some

    def fewer(content: bytes, some: Any) -> Any:
        return real(content, some._replace(total=some.total + 1))

    monkeypatch.setattr(proving, "_read_some", fewer)
    with pytest.raises(PublicationError) as caught:
        carry_out(Order(path=folder), listener=lambda _: None)
    assert [finding.code for finding in caught.value.findings] == ["WHL-014"]


def test_a_very_long_book_is_proved_if_that_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imprint.model.rendition._LARGE", 100)
    looked = looked_at(folder, monkeypatch)
    assert not looked.whole
    assert [*looked.pages, *looked.documents] == []
    assert looked_at(folder, monkeypatch, proves=True).whole


def test_a_first_build_is_not_held_up_and_the_next_proves_what_has_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = looked_at(folder, monkeypatch)
    assert not first.whole
    assert [*first.pages, *first.documents, *first.sections] == []
    write(folder, 3, "# Lamp\n\nThe lamp was lit.\n")
    second = looked_at(folder, monkeypatch)
    assert second.documents == ["chapter-3"]
    assert len(second.pages) == 1
    lose(folder)
    with pytest.raises(PublicationError) as caught:
        carry_out(Order(path=folder), listener=lambda _: None)
    assert caught.value.findings[0].code == "WHL-001"


def test_a_whole_proof_is_whole_whatever_was_known_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at(folder, monkeypatch)
    first = looked_at(folder, monkeypatch, proves=True)
    assert first.whole
    write(folder, 3, "# Lamp\n\nThe lamp was lit.\n")
    second = looked_at(folder, monkeypatch, proves=True)
    assert second.whole
    assert len(second.documents) == len(first.documents)
