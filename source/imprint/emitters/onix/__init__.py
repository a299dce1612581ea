"""A record and its products become a message to the trade in ONIX for Books, 3.0 or 3.1.

https://www.editeur.org/93/Release-3.0-and-3.1-Downloads/ · code lists: https://ns.editeur.org/onix/en
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from imprint.diagnostics import Findings
from imprint.emitters.onix.accessibility import TEXT
from imprint.emitters.onix.collateral import collateral_detail
from imprint.emitters.onix.description import descriptive_detail, is_translation
from imprint.emitters.onix.findings import trade_findings
from imprint.emitters.onix.formats import form_of
from imprint.emitters.onix.identity import (
    isbns,
    product_identifiers,
    record_reference,
    related_product,
    with_own_identifiers,
    work,
)
from imprint.emitters.onix.nodes import Node, composite, leaf, written
from imprint.emitters.onix.publishing import (
    availability_of,
    product_of,
    publishing_detail,
)
from imprint.emitters.onix.supply import email_of, product_supply, sender_of
from imprint.model.product import ProductFacts
from imprint.model.record import Availability, Record
from imprint.values import replace

__all__ = ["MEDIA_TYPE", "RELEASES", "emit_onix", "record_reference", "trade_findings"]

MEDIA_TYPE = "application/xml"
RELEASES = ("3.0", "3.1")

_NAMESPACE = "http://ns.editeur.org/onix/{release}/reference"
_ADVANCE, _CONFIRMED = "02", "03"  # list 1
_PUBLISHER, _UNSPECIFIED = "01", "00"  # list 3
# List 51.
_OTHER_FORMAT, _OTHER_LANGUAGE, _BASED_ON_PRINT, _AS_EBOOK = "06", "11", "13", "27"


def emit_onix(
    record: Record, products: Sequence[ProductFacts], *, release: str, sent: datetime
) -> bytes:
    """A message in reference tags with one product for each of the publication's.

    ``release`` is ``3.0`` or ``3.1``, ``sent`` the moment that the message is from; without a zone
    it is in UTC. Raises PublicationError (ONX-001) if no valid message can be made, and ValueError
    for another release. What shops will miss in it is told by ``trade_findings``.
    """
    if release not in RELEASES:
        raise ValueError(f"{release} is no release of ONIX that can be written")
    Findings(list(trade_findings(record, products, sent=sent))).settled()
    record = with_own_identifiers(record, products)
    moment = sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent.astimezone(UTC)
    message = composite(
        "ONIXMessage",
        _header(record, moment),
        (_product(record, facts, products, moment) for facts in products),
    )
    assert message
    message = replace(message, attributes=(("release", release),))
    return written(message, namespace=_NAMESPACE.format(release=release))


def _header(record: Record, sent: datetime) -> Node | None:
    return composite(
        "Header",
        composite(
            "Sender", leaf("SenderName", sender_of(record)), leaf("EmailAddress", email_of(record))
        ),
        leaf("SentDateTime", f"{sent:%Y%m%dT%H%M%SZ}"),
    )


def _product(
    record: Record, facts: ProductFacts, products: Sequence[ProductFacts], sent: datetime
) -> Node | None:
    """One product, its blocks in the order of the schema."""
    forthcoming = availability_of(record, facts, sent) is Availability.FORTHCOMING
    return composite(
        "Product",
        leaf("RecordReference", record_reference(record, facts)),
        leaf("NotificationType", _ADVANCE if forthcoming else _CONFIRMED),
        leaf("RecordSourceType", _PUBLISHER if record.publisher else _UNSPECIFIED),
        leaf("RecordSourceName", sender_of(record)),
        product_identifiers(record, facts),
        descriptive_detail(record, facts),
        collateral_detail(record),
        publishing_detail(record, facts, products, sent),
        _related(record, facts, products),
        product_supply(record, facts, sent),
    )


def _related(record: Record, facts: ProductFacts, products: Sequence[ProductFacts]) -> Node | None:
    """The work, its other formats, and the book that it was translated from."""
    others = [
        related_product(_relations(record, facts, other), product_identifiers(record, other))
        for other in products
        if other.medium != facts.medium
    ]
    original = list(isbns(record.original.identifiers)) if is_translation(record) else []
    if original:
        others.append(related_product([_OTHER_LANGUAGE], original[:1]))
    return composite("RelatedMaterial", work(record), others)


def _relations(record: Record, facts: ProductFacts, other: ProductFacts) -> tuple[str, ...]:
    """What another product is to this one; an e-book has the text of the printed book."""
    is_ebook, is_other_ebook = (
        form.digital and form.content == TEXT
        for form in (form_of(each.medium, product_of(record, each)) for each in (facts, other))
    )
    if is_ebook and other.medium == "print":
        return _OTHER_FORMAT, _BASED_ON_PRINT
    if is_other_ebook and facts.medium == "print":
        return _OTHER_FORMAT, _AS_EBOOK
    return (_OTHER_FORMAT,)
