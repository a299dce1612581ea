"""Records are read back by others, and held against the rules that come with each format."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

import jsonschema
import pytest
import yaml
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, parse_string
from tests.emitters.records.specimens import (
    ARTICLES,
    BOOK,
    EVERY,
    HOSTILE,
    ISSUE,
    LONG,
    STRANGE,
    Specimen,
)

from imprint.emitters.records import emit_bibtex, emit_cff, emit_csl, emit_jsonld
from imprint.model.titles import tidy

every = pytest.mark.parametrize("specimen", EVERY.values(), ids=EVERY)
strange = pytest.mark.parametrize(
    ("specimen", "text"),
    list(zip(STRANGE.values(), (HOSTILE, LONG), strict=True)),
    ids=STRANGE,
)


# BibTeX, as pybtex reads it.


def bibliography(specimen: Specimen) -> BibliographyData:
    written = emit_bibtex(specimen.record, parts=specimen.parts).decode()
    return parse_string(written, "bibtex")


def unescaped(field: str) -> str:
    """What LaTeX would show of a field."""
    field = field.removeprefix("{").removesuffix("}")
    for name, sign in {"backslash": "\\", "braceleft": "\1", "braceright": "\2"}.items():
        field = field.replace(f"\\text{name}{{}}", sign)
    field = field.replace(r"\textasciitilde{}", "~").replace(r"\textasciicircum{}", "^")
    return re.sub(r"\\([#$%&_])", r"\1", field).replace("\1", "{").replace("\2", "}")


@every
def test_each_text_is_an_entry_of_its_own(specimen: Specimen) -> None:
    entries = bibliography(specimen).entries
    assert len(entries) == 1 + len(specimen.parts)
    for key in entries:
        assert re.fullmatch("[a-z0-9]+", key)
    titles = [unescaped(entry.fields["title"]) for entry in entries.values()]
    assert titles[1:] == [tidy(part.title) for part in specimen.parts]


def test_names_are_read_as_they_are_filed() -> None:
    (entry,) = bibliography(Specimen(BOOK)).entries.values()
    ann, ben, union = entry.persons["author"]
    assert (ann.prelast_names, ann.last_names, ann.first_names) == (
        ["van", "der"],
        ["Lee"],
        ["Ann"],
    )
    assert (ben.last_names, ben.lineage_names, ben.first_names) == (["Holt"], ["Jr."], ["Ben"])
    assert union.last_names == ["{Spinners and Weavers}"]
    assert entry.fields["publisher"] == "{Loom, Books}"


@strange
def test_bibtex_has_every_sign_of_a_text(specimen: Specimen, text: str) -> None:
    whole, part = bibliography(specimen).entries.values()
    for field in ("title", "volume", "edition", "abstract", "origtitle", "issue"):
        assert unescaped(whole.fields[field]) == tidy(text), field
    assert unescaped(part.fields["journaltitle"]) == tidy(text)
    assert unescaped(whole.fields["translator"]) == tidy(text)
    assert unescaped(str(whole.persons["editor"][0])) == tidy(text)
    assert whole.fields["url"] == "https://example.org/%7Ba%7D%5Cb"


# CSL-JSON, as citeproc-py reads it, and with the names that CSL's schema has.


def names_of_csl(file: str) -> set[str]:
    schema = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles" / file
    return set(re.findall(r'"([A-Za-z][A-Za-z_-]*)"', schema.read_text("utf-8")))


@every
def test_items_have_the_types_and_variables_of_csl(specimen: Specimen) -> None:
    items = json.loads(emit_csl(specimen.record, parts=specimen.parts))
    assert len({item["id"] for item in items}) == len(items) == 1 + len(specimen.parts)
    variables = names_of_csl("csl-variables.rnc") | {"id", "type"}
    for item in items:
        assert item["type"] in names_of_csl("csl-types.rnc")
        assert item.keys() <= variables
        assert all(item.values())


def cited(specimen: Specimen) -> list[str]:
    """The items as a processor sets them, in the order of their keys."""
    items = json.loads(emit_csl(specimen.record, parts=specimen.parts))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    made.register(Citation([CitationItem(item["id"]) for item in items]))
    return [str(line) for line in made.bibliography()]


def test_a_processor_cites_a_book() -> None:
    (line,) = cited(Specimen(BOOK))
    for words in (
        "van der Lee, A., Holt",
        "Spinners and Weavers",
        "(2026)",
        "Leipzig: Loom, Books",
    ):
        assert words in line


def test_a_processor_cites_an_article_in_its_issue() -> None:
    lines = cited(Specimen(ISSUE, ARTICLES))
    line = next(line for line in lines if "On Ice: Notes" in line)
    assert "van der Lee, A. (2026)" in line
    assert "The Loom, December" in line


@strange
def test_csl_has_every_sign_of_a_text(specimen: Specimen, text: str) -> None:
    item, part = json.loads(emit_csl(specimen.record, parts=specimen.parts))
    assert item["title-short"] == item["original-title"] == tidy(text)
    assert item["translator"] == part["translator"] == [{"literal": tidy(text)}]


# CITATION.cff, by the schema of the format.


def loaded(text: str | bytes) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


@pytest.mark.slow
@every
def test_a_citation_file_is_valid(specimen: Specimen) -> None:
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "citation-file-format.json").read_text("utf-8"))
    facts = loaded(emit_cff(specimen.record))
    assert facts["cff-version"] == "1.2.0"
    jsonschema.validate(facts, schema)


def test_a_citation_file_says_nothing_twice_in_yaml() -> None:
    """Programs that read it know no anchors."""
    text = emit_cff(BOOK).decode()
    assert not re.search(r"[&*]id\d", text)
    assert loaded(text)["preferred-citation"]["license"] == "CC-BY-4.0"


@strange
def test_a_citation_file_has_every_sign_of_a_text(specimen: Specimen, text: str) -> None:
    reference = loaded(emit_cff(specimen.record))["preferred-citation"]
    assert reference["copyright"] == reference["issue"] == tidy(text)
    assert reference["abstract"] == text.strip()


# JSON-LD.


def things(value: Any) -> list[dict[str, Any]]:
    """Every object in a value, the outer ones first."""
    if isinstance(value, list):
        return [thing for item in value for thing in things(item)]
    if isinstance(value, dict):
        return [value, *(thing for item in value.values() for thing in things(item))]
    return []


@every
def test_linked_data_has_nothing_empty_and_a_type_for_everything(specimen: Specimen) -> None:
    linked = json.loads(emit_jsonld(specimen.record, parts=specimen.parts))
    assert linked["@context"] == "https://schema.org"
    for thing in things(linked):
        assert "@type" in thing or "@value" in thing
        assert all(name and value not in ("", [], {}, None) for name, value in thing.items())


@strange
def test_linked_data_can_stand_in_a_page(specimen: Specimen, text: str) -> None:
    written = emit_jsonld(specimen.record, parts=specimen.parts)
    assert b"<" not in written
    linked = json.loads(written)
    assert linked["copyrightNotice"] == linked["review"]["reviewBody"] == text
