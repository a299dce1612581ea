"""Every code that can stand in a message is on its list, in both releases."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from tests.emitters.onix.specimens import RELEASES

from imprint.emitters.onix import accessibility, codes, formats, roles
from imprint.emitters.onix.codes import country_code, language_code, subject_scheme
from imprint.model.relators import relator_terms

LISTS: dict[int, Iterable[str]] = {
    17: [roles.role_of(relator) for relator in relator_terms()],
    21: [form.edition for form in formats._FORMS.values() if form.edition],
    27: [*codes._SCHEMES.values(), *codes._THEMA_QUALIFIERS.values(), "20", "24"],
    45: roles._HOUSES.values(),
    74: [*codes._iso_639_2(), codes.UNCODED],
    81: accessibility._MODES.values(),
    91: codes._COUNTRIES.split(),
    96: codes._CURRENCIES.split(),
    121: codes._SCRIPTS,
    143: [code for hazards in accessibility._HAZARDS.values() for code in hazards],
    150: [form.code for form in formats._FORMS.values()] + [b[1] for b in formats._BINDINGS],
    175: [
        *(detail for form in formats._FORMS.values() for detail in form.details),
        *(detail for _, _, detail in formats._BINDINGS if detail),
    ],
    196: [
        *accessibility._FEATURES.values(),
        *accessibility._SUFFICIENT.values(),
        *accessibility._EXEMPTIONS.values(),
        *accessibility._STANDARDS.values(),
        *accessibility._WCAG.values(),
        *accessibility._LEVELS.values(),
    ],
}


@cache
def _listed(release: str) -> dict[str, set[str]]:
    onixcheck = pytest.importorskip("onixcheck")
    name = "ONIX_BookProduct_CodeLists.xsd"
    path = Path(onixcheck.__file__).parent / "schema" / f"xsd{release}" / name
    types = etree.parse(path).iter("{http://www.w3.org/2001/XMLSchema}simpleType")
    return {
        str(type_.get("name")): {str(node.get("value")) for node in type_.iter("{*}enumeration")}
        for type_ in types
    }


@pytest.mark.slow
@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("number", LISTS)
def test_codes_are_on_their_list(number: int, release: str) -> None:
    assert set(LISTS[number]) - _listed(release)[f"List{number}"] == set()


def test_relators_are_marc() -> None:
    assert set(roles._ROLES) | set(roles._HOUSES) <= set(relator_terms())


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de-AT", "ger"),
        ("fr", "fre"),
        ("zh-Hant", "chi"),
        ("cmn", "cmn"),
        ("nan", "chi"),
        ("iw", "heb"),
        ("nb", "nob"),
        ("gsw", "gsw"),
        ("und", "und"),
        ("ami", "mis"),
        ("not a tag", ""),
        ("", ""),
    ],
)
def test_languages(tag: str, code: str) -> None:
    assert language_code(tag) == code


def test_countries() -> None:
    assert [country_code(text) for text in ("de", " GB ", "UK", "", "XX")] == [
        "DE",
        "GB",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("authority", "term", "scheme"),
    [
        ("thema", "FBA", "93"),
        ("Thema", "1DFG", "94"),
        ("thema", "3MPQ", "96"),
        ("BISAC", "FIC000000", "10"),
        ("lcsh", "sh1", "04"),
        ("house", "1", "24"),
    ],
)
def test_subject_schemes(authority: str, term: str, scheme: str) -> None:
    assert subject_scheme(authority, term) == scheme
