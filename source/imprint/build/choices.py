"""The names that an author chose by are looked up: layout, imprint page, printer, shops."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from imprint.diagnostics import NOWHERE, Finding, Findings, Place, PublicationError
from imprint.layouts import Layout, load_layout
from imprint.model.publication import Publication
from imprint.profiles import profile_names
from imprint.readers import IncompletePublication, read
from imprint.readers.source import Log
from imprint.store import NO_STORE, Store


def read_with_choices(
    path: Path, *, settings: Sequence[str] = (), log: Log | None = None
) -> Publication:
    """Read a publication, as ``read`` does.

    One that has errors is told of every name that is not known as well, so that all can be mended
    at once. Raises PublicationError.
    """
    try:
        return read(path, settings=settings, log=log)
    except IncompletePublication as error:
        found = list(error.findings)
        try:
            chosen_layout(error.publication)
        except PublicationError as unknown:
            found += unknown.findings
        raise PublicationError(dict.fromkeys(found)) from None


def chosen_layout(publication: Publication, *, store: Store = NO_STORE) -> Layout:
    """The layout, where every name that the author chose is known.

    ``store`` is as for ``load_layout``. Raises PublicationError with everything that is not: what
    ``load_layout`` finds, IMP-003 for a pack of the imprint page, CFG-005 for a printer's profile
    and for shops.
    """
    findings = Findings()
    try:
        layout = load_layout(publication.layout, store=store)
    except PublicationError as error:
        raise PublicationError([*error.findings, *unknown_names(publication)]) from None
    pack = publication.imprint_page.pack
    if pack:
        from imprint.layouts.imprint_page import load_pack, pack_names

        if pack not in pack_names(layout):
            where = publication.imprint_page.places.get("pack", NOWHERE)
            load_pack(layout, pack, where=where, findings=findings)
    unknown = [*findings, *unknown_names(publication)]
    if unknown:
        raise PublicationError(unknown)
    return layout


def unknown_names(publication: Publication) -> tuple[Finding, ...]:
    """CFG-005 for each printer and shop that there is not."""
    press = publication.press
    found = list(_unknown([press.profile], profile_names(), "a printer's profile", press.place))
    if publication.shops:
        where = publication.record.places.get("shops", NOWHERE)
        found += unknown_shops(publication.shops, where=where)
    return tuple(found)


def unknown_shops(names: Sequence[str], *, where: Place = NOWHERE) -> tuple[Finding, ...]:
    """CFG-005 for each shop that there is not."""
    from imprint.profiles.shops import shop_names

    return tuple(_unknown(names, shop_names(), "a shop", where))


def _unknown(
    names: Iterable[str], known: Sequence[str], what: str, where: Place
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name.lower()[:60], known, 1)
            mend = f"write {near[0]}" if near else f"write one of {', '.join(known)}"
            yield Finding("CFG-005", f"{name:.60} is not {what} that Imprint knows", mend, where)
