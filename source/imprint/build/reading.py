"""The finished EPUB is held against its readers' needs, its own claims, and what shops take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from imprint.build.choices import unknown_shops
from imprint.checks.accessibility import check_accessibility
from imprint.checks.agreement import Finished
from imprint.checks.shops import advise, check_shops
from imprint.diagnostics import Finding, Place, PublicationError
from imprint.model.publication import Publication
from imprint.model.shop import Shop
from imprint.profiles.shops import load_shop, shop_names

_RECORDS = (".jsonld", ".xml")


def check_reading(
    publication: Publication,
    files: Sequence[Finished],
    *,
    origins: Mapping[str, Place],
    shops: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """What bars readers and shops from a publication's EPUB, traced to its manuscript.

    ``origins`` are those of the EPUB's rendition. The shops are those that are named, else those of
    the publication; raises PublicationError (CFG-005) for one that there is not.
    """
    wanted = _shops_of(publication, shops)
    if not any(file.target == "epub" for file in files):
        return ()
    product = publication.record.product("epub")
    priced = bool(product and (product.prices or product.is_free))
    return check_epubs(files, wanted, origins=origins, priced=priced)


def check_epubs(
    files: Sequence[Finished],
    shops: Sequence[Shop],
    *,
    origins: Mapping[str, Place] = {},
    priced: bool | None = None,
) -> tuple[Finding, ...]:
    """The same of finished EPUBs, whoever made them; with no shops each is advice alone."""
    records = tuple((f.name, f.content) for f in files if f.name.lower().endswith(_RECORDS))
    epubs = [f for f in files if f.target == "epub" or f.name.lower().endswith(".epub")]
    found: list[Finding] = []
    for file in epubs:
        content, name = file.content, file.name
        found += check_accessibility(content, name=name, origins=origins, records=records)
        if shops:
            found += check_shops(content, shops, name=name, origins=origins, priced=priced)
        else:
            found += advise(content, [load_shop(s) for s in shop_names()], name=name)
    return tuple(dict.fromkeys(found))


def _shops_of(publication: Publication, names: Sequence[str]) -> tuple[Shop, ...]:
    wanted = names or publication.shops
    where = publication.record.places.get("shops", Place())
    unknown = unknown_shops(wanted, where=where)
    if unknown:
        raise PublicationError(unknown)
    return tuple(map(load_shop, wanted))
