"""Layers of located values become the settings, with every fault in them found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from imprint.diagnostics import Finding, Findings, Place
from imprint.model.record import Contributor, Identifier, Original, Product, Record, Subject
from imprint.readers.configuration import keys
from imprint.readers.configuration.agreement import check_agreement
from imprint.readers.configuration.forms import Form, Given, Reading, Structure, canonical
from imprint.readers.configuration.located import Located, Table, is_empty
from imprint.readers.configuration.making import LayoutWish
from imprint.readers.configuration.merging import merge
from imprint.readers.configuration.works import Formats
from imprint.readers.settings import Settings


def settings_of(layers: Sequence[Located], *, findings: Findings) -> Settings:
    """The settings that layers say together; later ones win, key by key.

    A key left open (``subtitle:``) takes back what an earlier layer said. Findings come in the
    order of the layers and their lines. What a finding is about is left out of the settings.
    """
    gathered = Findings()
    together: Located = Table()
    for layer in layers:
        together = merge(keys.TOP, together, canonical(keys.TOP, layer, gathered))
    top = frozenset(name for key in keys.TOP.keys for name in (key.name, *key.aliases))
    reading = Reading(gathered, top=top, strangers=keys.STRANGERS)
    given = keys.TOP.read(together, reading) or Given()
    settings = _settings(given, dict(_places(keys.TOP, together)))
    check_agreement(settings.record, findings=gathered)
    findings.extend(_sorted(gathered, layers))
    return settings


def _settings(given: Given, places: Mapping[str, Place]) -> Settings:
    layout = given.get(keys.LAYOUT) or LayoutWish()
    smart = given.get(keys.SMART)
    return Settings(
        record=_record(given, places),
        slug=given.text(keys.SLUG),
        contents=given.all(keys.CONTENTS),
        cover=given.get(keys.COVER),
        layout=layout.name,
        options=layout.options,
        fonts=given.all(keys.FONTS),
        press=(given.get(keys.FORMATS) or Formats()).press,
        targets=tuple(dict.fromkeys(given.all(keys.TARGETS))),
        smart_punctuation=True if smart is None else smart,
        places=places,
    )


def _record(given: Given, places: Mapping[str, Place]) -> Record:
    formats = (given.get(keys.FORMATS) or Formats()).identifiers
    return Record(
        title=given.text(keys.TITLE),
        subtitle=given.text(keys.SUBTITLE),
        language=given.text(keys.LANG) or Record().language,
        contributors=_contributors(given),
        publisher=given.get(keys.PUBLISHER),
        issued=given.get(keys.DATE),
        modified=given.get(keys.MODIFIED),
        identifiers=_identifiers(given.all(keys.IDENTIFIER), formats),
        rights=given.text(keys.RIGHTS),
        licence=given.get(keys.LICENCE),
        edition=given.text(keys.EDITION),
        version=given.text(keys.VERSION),
        series=given.get(keys.SERIES),
        original=given.get(keys.ORIGINAL) or Original(),
        publication_type=given.text(keys.TYPE),
        description=given.text(keys.DESCRIPTION),
        standfirst=given.text(keys.STANDFIRST),
        subjects=tuple(Subject(text=text) for text in dict.fromkeys(given.all(keys.SUBJECT))),
        keywords=tuple(dict.fromkeys(given.all(keys.KEYWORDS))),
        credits=given.all(keys.CREDITS),
        products=tuple(Product(medium=name) for name in formats),
        places=places,
    )


def _contributors(given: Given) -> tuple[Contributor, ...]:
    """The authors, and then everybody else in the order of the keys as written."""
    order = list(given.places)
    others = sorted(
        (key for key in keys.PEOPLE if key in given and key is not keys.AUTHOR),
        key=lambda key: order.index(key.name),
    )
    return tuple(person for key in (keys.AUTHOR, *others) for person in given.all(key))


def _identifiers(
    own: tuple[Identifier, ...], formats: Mapping[str, tuple[Identifier, ...]]
) -> tuple[Identifier, ...]:
    return (*own, *(identifier for of_format in formats.values() for identifier in of_format))


def _places(form: Form[Any], value: Located, path: str = "") -> Iterator[tuple[str, Place]]:
    """Each dotted key that was given a value, by the keys' first names, with its place."""
    if not isinstance(value, Table):
        return
    for name, entry in value.entries.items():
        key = form.find(name) if isinstance(form, Structure) else None
        if is_empty(entry) or (key is None and isinstance(form, Structure) and not form.free):
            continue
        dotted = f"{path}.{name}" if path else name
        yield dotted, entry.place
        if key is not None:
            yield from _places(key.form, entry, dotted)


def _sorted(gathered: Findings, layers: Sequence[Located]) -> list[Finding]:
    files = list(dict.fromkeys(layer.place.file for layer in layers))
    return sorted(
        gathered,
        key=lambda finding: (
            files.index(finding.where.file) if finding.where.file in files else len(files),
            finding.where.line,
        ),
    )
