"""The keys become the manual's reference, whole and without gaps."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from imprint.diagnostics import Findings
from imprint.readers import configuration
from imprint.readers.configuration import read_overrides, reference, settings_of
from imprint.readers.configuration.keys import TOP
from imprint.readers.configuration.licences import known_licences
from imprint.readers.configuration.relators import relator_terms
from imprint.readers.configuration.strangers import STRANGERS
from imprint.readers.configuration.territories import known_countries, known_currencies

TOP_KEYS = """
title subtitle short-title author creator contributor translator editor illustrator lang
other-languages type description standfirst subject keywords publisher date modified edition
version identifier formats sales-rights belongs-to-collection group-position collection-type serial
original printing legal-deposit cip reviews funding accessibility accessibility-summary rights
license rights-of-parts changes notices credits contents cover layout imprint-page fonts targets
slug smart shops revision allow
"""


def test_every_key_is_explained() -> None:
    helps = reference()
    assert [help_.key for help_ in helps if "." not in help_.key] == TOP_KEYS.split()
    assert len({help_.key for help_ in helps}) == len(helps)
    for help_ in helps:
        assert help_.help.endswith("."), help_.key
        assert help_.help[0].isupper(), help_.key
        assert help_.type, help_.key


def test_inner_keys() -> None:
    helps = {help_.key: help_ for help_ in reference()}
    assert helps["author.role"].default == "aut"
    assert helps["contributor.role"].default == "ctb"
    assert helps["formats.print.isbn"].type == "an ISBN"
    assert helps["original.venue"].aliases == ("container-title",)
    assert helps["identifier.value"].required
    assert helps["contents.part"].help == "The part's title."


def test_every_plain_example_is_right() -> None:
    for help_ in reference():
        if not help_.example or "." in help_.key or " = " in help_.example:
            continue
        findings = Findings()
        pairs = [f"{help_.key}={help_.example}"]
        if help_.key in ("group-position", "collection-type"):
            pairs.append("belongs-to-collection=Voices")
        table = read_overrides(pairs, findings=findings)
        assert table is not None
        settings_of([table], findings=findings)
        assert list(findings) == [], help_.key


def test_keys_of_others_are_not_our_own() -> None:
    own = {name for key in TOP.keys for name in (key.name, *key.aliases)}
    assert not own & set(STRANGERS)
    assert {stranger.code for stranger in STRANGERS.values()} == {"CFG-003", "OTH-001", "OTH-002"}
    for name, stranger in STRANGERS.items():
        named = re.match(r"write (?:it as )?([a-z-]+)", stranger.mend)
        assert stranger.mend.startswith("delete it") or (named and named[1] in own), name


def test_tables_of_standards() -> None:
    terms = relator_terms()
    assert len(terms) > 300
    assert len(set(terms.values())) == len(terms)
    assert all(len(code) == 3 and term for code, term in terms.items())
    assert terms["aft"] == "author of afterword, colophon, etc."
    for spdx, licence in known_licences().items():
        assert licence.spdx == spdx
        assert licence.name
        assert licence.url.startswith("https://")
    # The 249 of ISO 3166-1, and Kosovo.
    assert len(known_countries()) == 250
    assert {"DE", "FR", "JP", "US", "XK"} <= known_countries()
    assert {"EUR", "JPY", "USD", "XOF"} <= known_currencies()
    assert not {"DEM", "XAU", "XTS", "XXX"} & known_currencies()


def test_importing_brings_no_heavy_library() -> None:
    heavy = {"yaml", "langcodes", "stdnum", "tree_sitter", "babel", "tomllib"}
    for file in Path(configuration.__path__[0]).glob("*.py"):
        if file.name == "toml_positions.py":  # is itself imported late
            continue
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            names = [alias.name for alias in getattr(statement, "names", ())]
            names.append(getattr(statement, "module", "") or "")
            assert not heavy & {name.split(".")[0] for name in names}, file.name
