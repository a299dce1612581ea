"""The house, availability and prices become how a product is supplied (block 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation

from imprint.emitters.onix.codes import country_code, currency_code
from imprint.emitters.onix.nodes import Node, composite, date, leaf, link, plain
from imprint.emitters.onix.publishing import availability_of, product_of, published, territory
from imprint.model.product import ProductFacts
from imprint.model.record import Availability, Price, Record

_PUBLISHER, _UNSPECIFIED = "01", "00"  # list 93
_SUPPLIERS_WEBSITE = "33"  # list 73
_EXPECTED = "08"  # list 166
# List 65.
_AVAILABILITIES = {
    Availability.AVAILABLE: "20",
    Availability.ON_DEMAND: "23",
    Availability.FORTHCOMING: "10",
    Availability.OUT_OF_PRINT: "51",
    Availability.WITHDRAWN: "46",
}
_FREE, _TO_BE_ANNOUNCED, _ASK = "01", "02", "04"  # list 57
_WITHOUT_TAX, _WITH_TAX = "01", "02"  # list 58
_EMAIL = re.compile(r"[A-Za-z0-9_]+([-+.'][A-Za-z0-9_]+)*@[A-Za-z0-9_]+([-.][A-Za-z0-9_]+)*")


def product_supply(record: Record, facts: ProductFacts, sent: datetime) -> Node | None:
    """Who supplies a product, whether it can be had, and for what."""
    availability = availability_of(record, facts, sent)
    return composite(
        "ProductSupply",
        composite(
            "SupplyDetail",
            _supplier(record),
            leaf("ProductAvailability", _AVAILABILITIES[availability]),
            _expected(record, facts) if availability is Availability.FORTHCOMING else None,
            _prices(record, facts, availability),
        ),
    )


def sender_of(record: Record) -> str:
    """Who sends the message and supplies the product: the house, else the first contributor."""
    names = [record.publisher.name if record.publisher else ""]
    names += [person.name for person in record.by_role("pbl")]
    names += [person.name for person in record.contributors]
    return next((plain(name) for name in names if plain(name)), "")


def email_of(record: Record) -> str:
    """The house's address for mail, where it is one that a message may have."""
    email = plain(record.publisher.email) if record.publisher else ""
    is_sound = _EMAIL.fullmatch(email) and "." in email.rpartition("@")[2]
    return email if is_sound else ""


def is_free(record: Record, facts: ProductFacts) -> bool:
    """Whether a product costs nothing."""
    product = product_of(record, facts)
    amounts = [amount_of(price) for price in product.prices]
    return product.is_free or (bool(amounts) and all(amount == 0 for amount in amounts))


def amount_of(price: Price) -> Decimal | None:
    """The amount of a price, or None if it is no number of that kind."""
    try:
        amount = Decimal(plain(price.amount))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < 10**12 else None


def is_sendable(price: Price) -> bool:
    """Whether a price can be sent: an amount, a known currency, known countries."""
    countries = all(country_code(country) for country in price.countries)
    return amount_of(price) is not None and bool(currency_code(price.currency)) and countries


def _supplier(record: Record) -> Node | None:
    house = record.publisher
    address = link("WebsiteLink", house.url) if house else None
    return composite(
        "Supplier",
        leaf("SupplierRole", _PUBLISHER if house else _UNSPECIFIED),
        leaf("SupplierName", sender_of(record)),
        leaf("TelephoneNumber", house.phone) if house else None,
        leaf("EmailAddress", email_of(record)),
        composite("Website", leaf("WebsiteRole", _SUPPLIERS_WEBSITE), address) if address else None,
    )


def _expected(record: Record, facts: ProductFacts) -> Node | None:
    day = published(record, facts)
    if day is None:
        return None
    return composite("SupplyDate", leaf("SupplyDateRole", _EXPECTED), date("Date", day))


def _prices(
    record: Record, facts: ProductFacts, availability: Availability
) -> Iterator[Node | None]:
    """Each price that is one, or why there is none."""
    if is_free(record, facts):
        yield leaf("UnpricedItemType", _FREE)
        return
    prices = [p for p in product_of(record, facts).prices if is_sendable(p) and amount_of(p)]
    for price in prices:
        yield _price(price)
    if not prices:
        forthcoming = availability is Availability.FORTHCOMING
        yield leaf("UnpricedItemType", _TO_BE_ANNOUNCED if forthcoming else _ASK)


def _price(price: Price) -> Node | None:
    return composite(
        "Price",
        leaf("PriceType", _WITH_TAX if price.taxed else _WITHOUT_TAX),
        leaf("PriceAmount", f"{amount_of(price):f}"),
        leaf("CurrencyCode", currency_code(price.currency)),
        territory(price.countries),
    )
