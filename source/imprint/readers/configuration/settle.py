"""Layers of located values become the settings, with every fault in them found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from imprint.diagnostics import Finding, Findings, Place
from imprint.model.record import Record
from imprint.readers.configuration import allowing, imprint_page, keys, shops
from imprint.readers.configuration.agreement import check_agreement
from imprint.readers.configuration.forms import Form, Given, Reading, Structure, canonical
from imprint.readers.configuration.located import Located, Table, is_empty
from imprint.readers.configuration.making import LayoutWish
from imprint.readers.configuration.merging import merge
from imprint.readers.configuration.recording import record_of
from imprint.readers.configuration.strangers import STRANGERS
from imprint.readers.configuration.trade import Formats
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
    reading = Reading(gathered, top=top, strangers=STRANGERS)
    given = keys.TOP.read(together, reading) or Given()
    places = dict(_places(keys.TOP, together))
    settings = _settings(given, record_of(given, places, findings=gathered))
    check_agreement(settings.record, findings=gathered)
    findings.extend(_sorted(gathered, layers))
    return settings


def _settings(given: Given, record: Record) -> Settings:
    layout = given.get(keys.LAYOUT) or LayoutWish()
    smart = given.get(keys.SMART)
    return Settings(
        record=record,
        slug=given.text(keys.SLUG),
        contents=given.all(keys.CONTENTS),
        cover=given.get(keys.COVER),
        layout=layout.name,
        options=layout.options,
        fonts=given.all(keys.FONTS),
        press=(given.get(keys.FORMATS) or Formats()).press,
        imprint_page=imprint_page.choice_of(given, record.places),
        revision=given.text(imprint_page.REVISION),
        allowed=given.all(allowing.ALLOW),
        targets=tuple(dict.fromkeys(given.all(keys.TARGETS))),
        shops=tuple(dict.fromkeys(given.all(shops.SHOPS))),
        smart_punctuation=True if smart is None else smart,
        places=record.places,
    )


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
