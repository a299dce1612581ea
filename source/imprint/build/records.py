"""A publication becomes its records: files that tell a program what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from imprint.diagnostics import Finding, PublicationError

if TYPE_CHECKING:
    from datetime import datetime

    from imprint.model.artifact import Artifact
    from imprint.model.product import ProductFacts
    from imprint.model.publication import Publication
    from imprint.model.record import Record


class Told(Struct, frozen=True, kw_only=True):
    """What a record can tell: a publication, its products as they were built, and when."""

    publication: Publication
    products: tuple[ProductFacts, ...]
    moment: datetime

    @property
    def record(self) -> Record:
        return self.publication.record

    @property
    def parts(self) -> tuple[Record, ...]:
        return parts_of(self.publication)


def _nothing(_: Told) -> tuple[Finding, ...]:
    return ()


class RecordFormat(Struct, frozen=True):
    """How a record is written: its file's name, in which ``{slug}`` stands for the publication's.

    ``make`` makes it; ``doubt`` finds what its readers will miss in it.
    """

    file: str
    media_type: str
    make: Callable[[Told], bytes]
    doubt: Callable[[Told], tuple[Finding, ...]] = _nothing


def parts_of(publication: Publication) -> tuple[Record, ...]:
    """The records of the texts that are texts of their own, in reading order."""
    return tuple(section.record for section in publication.walk() if section.record)


def _jsonld(told: Told) -> bytes:
    from imprint.emitters.records import emit_jsonld

    claims = (facts.accessibility for facts in told.products if facts.medium == "epub")
    # The text of an e-book flows: the pages that its facts count are the printed book's.
    pages = {each.medium: each.pages or 0 for each in told.products if each.medium != "epub"}
    return emit_jsonld(told.record, parts=told.parts, claims=next(claims, None), pages=pages)


def _bibtex(told: Told) -> bytes:
    from imprint.emitters.records import emit_bibtex

    return emit_bibtex(told.record, parts=told.parts)


def _csl(told: Told) -> bytes:
    from imprint.emitters.records import emit_csl

    return emit_csl(told.record, parts=told.parts)


def _cff(told: Told) -> bytes:
    from imprint.emitters.records import emit_cff

    return emit_cff(told.record)


def _onix(told: Told) -> bytes:
    from imprint.emitters.onix import emit_onix

    return emit_onix(told.record, told.products, release="3.0", sent=told.moment)


def _onix_3_1(told: Told) -> bytes:
    from imprint.emitters.onix import emit_onix

    return emit_onix(told.record, told.products, release="3.1", sent=told.moment)


def _missed_by_the_trade(told: Told) -> tuple[Finding, ...]:
    from imprint.emitters.onix import trade_findings

    return trade_findings(told.record, told.products, sent=told.moment)


RECORDS: Mapping[str, RecordFormat] = {
    "jsonld": RecordFormat("{slug}.jsonld", "application/ld+json", _jsonld),
    "bibtex": RecordFormat("{slug}.bib", "application/x-bibtex", _bibtex),
    "csl-json": RecordFormat("{slug}.csl.json", "application/vnd.citationstyles.csl+json", _csl),
    "cff": RecordFormat("CITATION.cff", "application/yaml", _cff),
    "onix": RecordFormat("{slug}.onix.xml", "application/xml", _onix, _missed_by_the_trade),
    "onix-3.1": RecordFormat(
        "{slug}.onix-3.1.xml", "application/xml", _onix_3_1, _missed_by_the_trade
    ),
}


def make_record(
    publication: Publication,
    target: str,
    *,
    products: tuple[ProductFacts, ...],
    moment: datetime,
) -> Artifact:
    """A publication's record in a format of RECORDS, as an artifact.

    ``products`` are its formats with what is known of their files, ``moment`` is when the record
    is from. Raises PublicationError with every finding where the format wants a fact that is not
    known.
    """
    from imprint.model.artifact import Artifact

    form = RECORDS[target]
    told = Told(publication=publication, products=products, moment=moment)
    try:
        content = form.make(told)
    except PublicationError as error:
        raise PublicationError(dict.fromkeys([*publication.findings, *error.findings])) from None
    return Artifact(
        name=form.file.format(slug=publication.slug),
        target=target,
        media_type=form.media_type,
        content=content,
        findings=form.doubt(told),
    )
