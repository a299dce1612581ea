"""A record and its products become what the trade will miss in their message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from imprint.diagnostics import NOWHERE, Finding, Findings, Place
from imprint.emitters.onix.codes import (
    BISAC,
    THEMA,
    UNCODED,
    country_code,
    language_code,
    subject_scheme,
)
from imprint.emitters.onix.description import main_title
from imprint.emitters.onix.formats import form_of
from imprint.emitters.onix.identity import own_identifiers, with_own_identifiers
from imprint.emitters.onix.nodes import plain
from imprint.emitters.onix.people import credited
from imprint.emitters.onix.publishing import (
    availability_of,
    is_territory,
    product_of,
    published,
)
from imprint.emitters.onix.supply import email_of, is_free, is_sendable, sender_of
from imprint.model.product import ProductFacts
from imprint.model.record import Availability, Identifier, Record

_GONE = {Availability.OUT_OF_PRINT, Availability.WITHDRAWN}


def trade_findings(
    record: Record, products: Sequence[ProductFacts], *, sent: datetime
) -> tuple[Finding, ...]:
    """What a message lacks: errors if it cannot be made, warnings if shops will want more."""
    record = with_own_identifiers(record, products)
    found = Findings()
    _need(record, products, sent, found)
    _want(record, found)
    for facts in products:
        _want_of(record, facts, sent, found)
    found.extend(_unsayable(record, products))
    return tuple(dict.fromkeys(found))


def _place(record: Record, *keys: str) -> Place:
    """Where the first of the keys was stated that was."""
    return next((record.places[key] for key in keys if key in record.places), NOWHERE)


def _need(
    record: Record, products: Sequence[ProductFacts], sent: datetime, found: Findings
) -> None:
    """What no message can be without."""
    if not products:
        what = "there is no product to tell the trade of"
        found.add("ONX-001", what, mend="name a format under formats, such as epub or print")
    if not main_title(record):
        found.add("ONX-001", "the publication has no title", mend="write title")
    if not sender_of(record):
        what = "nobody sends the message: there is neither a publisher nor an author"
        found.add("ONX-001", what, mend="write publisher, or author")
    if not 1900 <= sent.year <= 2099:
        what = f"a message cannot have been sent in {sent.year}"
        where = _place(record, "modified", "date")
        found.add("ONX-001", what, mend="write modified with the right year", where=where)


def _want(record: Record, found: Findings) -> None:
    """What shops and catalogues want of every product."""
    if record.publisher is None or not plain(record.publisher.name):
        what = "there is no publisher, and without one no date, status and rights can be told"
        found.add("ONX-003", what, mend="write publisher, with name, place and country")
    elif not country_code(record.publisher.country):
        what = "the country of publication is not known"
        mend = "write publisher.country, as a code of two letters"
        found.add("ONX-003", what, mend=mend, where=_place(record, "publisher"))
    if not credited(record.contributors):
        found.add("ONX-003", "nobody is named who made it", mend="write author, or contributor")
    if not any(subject_scheme(s.authority, s.term) in (THEMA, BISAC) for s in record.subjects):
        what = "there is no subject from Thema or BISAC, by which shops sort their shelves"
        mend = "write subject with authority and term, such as thema and FBA"
        found.add("ONX-003", what, mend=mend, where=_place(record, "subject"))
    if record.sales_rights is None:
        what = "it is not said where the publisher may sell it"
        found.add("ONX-003", what, mend="write sales-rights: world, or countries")
    if not plain(record.description):
        found.add("ONX-003", "there is no description", mend="write description")


def _want_of(record: Record, facts: ProductFacts, sent: datetime, found: Findings) -> None:
    """What shops want of one product."""
    product, medium = product_of(record, facts), plain(facts.medium)
    where = product.place
    free, gone = is_free(record, facts), availability_of(record, facts, sent) in _GONE
    isbns = [i for i in own_identifiers(record, facts) if i.scheme == "isbn"]
    if not isbns and product.prices and not free:
        what = f"the format {medium} is sold and has no ISBN of its own"
        found.add("ONX-002", what, mend=f"write formats.{medium}.isbn", where=where)
    if not product.prices and not free and not gone:
        what = f"the format {medium} has no price"
        mend = f"write formats.{medium}.price, or say that it is free"
        found.add("ONX-003", what, mend=mend, where=where)
    if published(record, facts) is None:
        found.add("ONX-003", "the date of publication is not known", mend="write date")
    for price in product.prices:
        if not is_sendable(price):
            countries = f" in {plain(', '.join(price.countries))}" if price.countries else ""
            amount = plain(f"{price.amount} {price.currency}")
            what = f"the price {amount}{countries} cannot be sent"
            mend = "write an amount, an ISO 4217 currency and ISO 3166-1 countries"
            found.add("ONX-004", what, mend=mend, where=where)
    form = form_of(medium, product)
    if form.code == "00":
        what = f"the trade has no word for the format {medium}, and is told its name alone"
        found.add("ONX-004", what, mend="name it as one of Imprint's formats", where=where)
    if medium in ("epub", "screen") and facts.accessibility is None:
        what = f"the accessibility of the format {medium} is not known before it is built"
        found.add("ONX-005", what, mend="build it first, with imprint build", where=where)
    if medium == "print" and not facts.pages:
        what = f"the pages of the format {medium} are not counted before it is built"
        found.add("ONX-005", what, mend="build it first, with imprint build", where=where)


def _unsayable(record: Record, products: Sequence[ProductFacts]) -> Iterator[Finding]:
    """Facts that a message has no place or no code for, and two that cannot both be."""
    for tag in dict.fromkeys((record.language, *record.other_languages, record.original.language)):
        if tag and language_code(tag) in ("", UNCODED):
            what = (
                f"the trade has no code for the language {plain(tag)}, and is told of one without"
            )
            where = _place(record, "lang", "language", "original.lang")
            yield Finding("ONX-004", what, "", where)
    rights = record.sales_rights
    if rights and not is_territory(rights):
        countries = plain(", ".join((*rights.countries, *rights.excluded)))
        what = f"the rights of sale cannot be sent: {countries}"
        mend = "write world, or ISO 3166-1 countries"
        yield Finding("ONX-004", what, mend, _place(record, "sales-rights"))
    if record.publisher and plain(record.publisher.email) and not email_of(record):
        what = f"{plain(record.publisher.email)} is no address that a message may have"
        yield Finding(
            "ONX-004", what, "write one such as shop@example.org", _place(record, "publisher")
        )
    seen: dict[tuple[str, str], Identifier] = {}
    for facts in products:
        for own in own_identifiers(record, facts):
            other = seen.setdefault((own.scheme, own.value), own)
            if other is not own and other.medium != own.medium:
                what = f"{plain(own.value)} names both the format {other.medium} and {own.medium}"
                yield Finding(
                    "ONX-001", what, "give each format an identifier of its own", own.place
                )
