"""The house, its funders, dates and rights become a product's publishing details (block 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from imprint.emitters.onix.codes import country_code
from imprint.emitters.onix.description import is_translation
from imprint.emitters.onix.formats import form_of
from imprint.emitters.onix.nodes import Node, composite, date, leaf, link, plain
from imprint.emitters.onix.roles import house_role_of
from imprint.model.product import ProductFacts
from imprint.model.record import (
    WORLD,
    Availability,
    Funder,
    PartialDate,
    Product,
    Record,
    SalesRights,
)

# List 45.
_PUBLISHER, _OF_ORIGINAL, _FUNDING_BODY, _PRINTER, _BINDER = "01", "04", "16", "17", "18"
_PRINTED = "print"  # the format that the record's table of printing is of
_OWN_WEBSITE = "01"  # list 73
# List 163.
_PUBLISHED, _FIRST_PUBLISHED, _REPRINTED = "01", "11", "12"
_PRINT_PUBLISHED, _ORIGINAL_PUBLISHED = "19", "20"
# List 64.
_STATUSES = {
    Availability.AVAILABLE: "04",
    Availability.ON_DEMAND: "04",
    Availability.FORTHCOMING: "02",
    Availability.OUT_OF_PRINT: "07",
    Availability.WITHDRAWN: "11",
}
_EXCLUSIVE, _NOT_EXCLUSIVE = "01", "02"  # list 46
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?:©\s*)?"
    r"(?P<years>[12][0-9]{3}(?:\s*[,–-]\s*[12][0-9]{3})*)[\s,]+(?:by\s+)?(?P<holder>[^\n]+)",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"\s*(?:[;,/&]|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


def publishing_detail(
    record: Record, facts: ProductFacts, products: Sequence[ProductFacts], sent: datetime
) -> Node | None:
    """Imprint, houses, status, dates, copyright, sales rights; nothing where there is no house."""
    publisher = record.publisher
    houses = [house for house in _houses(record, facts) if house]
    if not houses:
        return None  # the schema wants one before anything else
    availability = availability_of(record, facts, sent)
    return composite(
        "PublishingDetail",
        composite("Imprint", leaf("ImprintName", publisher.imprint or publisher.name))
        if publisher
        else None,
        houses,
        leaf("CityOfPublication", publisher.place) if publisher else None,
        leaf("CountryOfPublication", country_code(publisher.country)) if publisher else None,
        leaf("PublishingStatus", _STATUSES[availability]),
        _dates(record, facts, products),
        leaf("LatestReprintNumber", record.printing.impression)
        if record.printing.impression > 1 and facts.medium == _PRINTED
        else None,
        _copyright(record),
        _sales_rights(record, availability),
    )


def product_of(record: Record, facts: ProductFacts) -> Product:
    """What the record says of a product, which may be nothing."""
    return record.product(facts.medium) or Product(medium=facts.medium)


def published(record: Record, facts: ProductFacts) -> PartialDate | None:
    """When a product is published: on a date of its own, or with the publication."""
    return record.issued_as(facts.medium)


def availability_of(record: Record, facts: ProductFacts, sent: datetime) -> Availability:
    """Whether it can be had: as the record says, else forthcoming until it is published."""
    product = product_of(record, facts)
    if product.availability:
        return product.availability
    day = published(record, facts)
    if day and _is_after(day, sent):
        return Availability.FORTHCOMING
    return Availability.AVAILABLE


def _is_after(day: PartialDate, moment: datetime) -> bool:
    """Whether a date is later, as far as it is known."""
    known = 1 + bool(day.month) + bool(day.day)
    now = (moment.year, moment.month, moment.day)
    return (day.year, day.month, day.day)[:known] > now[:known]


def _is_digital(record: Record, facts: ProductFacts) -> bool:
    return form_of(facts.medium, product_of(record, facts)).digital


def _houses(record: Record, facts: ProductFacts) -> Iterator[Node | None]:
    """The publisher, then whoever else made or paid for it."""
    publisher, printing = record.publisher, record.printing
    if publisher:
        yield _house(_PUBLISHER, publisher.name, url=publisher.url)
    for person in record.contributors:
        role = house_role_of(person.role)
        if role and not (publisher and plain(person.name) == plain(publisher.name)):
            is_publisher = person.role == "pbl" and publisher is None
            yield _house(_PUBLISHER if is_publisher else role, person.name, url=person.url)
    for funder in record.funders:
        yield _house(_FUNDING_BODY, funder.name, url=funder.url, award=_award(funder))
    if is_translation(record):
        yield _house(_OF_ORIGINAL, record.original.publisher)
    if facts.medium == _PRINTED:
        yield _house(_PRINTER, printing.printer)
        yield _house(_BINDER, printing.binder)


def _house(role: str, name: str, *, url: str = "", award: Node | None = None) -> Node | None:
    named = leaf("PublisherName", name)
    if named is None:
        return None
    address = link("WebsiteLink", url)
    website = composite("Website", leaf("WebsiteRole", _OWN_WEBSITE), address) if address else None
    return composite("Publisher", leaf("PublishingRole", role), named, award, website)


def _award(funder: Funder) -> Node | None:
    """The number of an award, in the funder's own scheme (list 228, code 01)."""
    value = leaf("IDValue", funder.award)
    if value is None:
        return None
    scheme = leaf("IDTypeName", funder.name)
    return composite(
        "Funding", composite("FundingIdentifier", leaf("FundingIDType", "01"), scheme, value)
    )


def _dates(
    record: Record, facts: ProductFacts, products: Sequence[ProductFacts]
) -> Iterator[Node | None]:
    yield _date(_PUBLISHED, published(record, facts))
    original = record.original.issued
    yield _date(_ORIGINAL_PUBLISHED if is_translation(record) else _FIRST_PUBLISHED, original)
    if _is_digital(record, facts):
        if any(other.medium == "print" for other in products):
            printed = record.product("print")
            yield _date(_PRINT_PUBLISHED, printed.issued if printed else None)
    elif record.printing.impression > 1 and facts.medium == _PRINTED:
        yield _date(_REPRINTED, record.printing.date)


def _date(role: str, day: PartialDate | None) -> Node | None:
    if day is None:
        return None
    return composite("PublishingDate", leaf("PublishingDateRole", role), date("Date", day))


def _copyright(record: Record) -> Node | None:
    """The years and the holders, where the line of rights says both and the record knows them."""
    found = _RIGHTS.search(record.rights)
    if not found:
        return None
    years = _YEAR.findall(found["years"])
    holder = plain(found["holder"]).rstrip(".").removesuffix(". All rights reserved").strip()
    owners = [_owner(name, record) for name in _holders(holder, record)]
    if not years or not owners or not all(owners):
        return None
    return composite("CopyrightStatement", (leaf("CopyrightYear", year) for year in years), owners)


def _holders(holder: str, record: Record) -> list[str]:
    if _owner(holder, record):
        return [holder]
    return [name for name in _JOINTS.split(holder) if name]


def _owner(name: str, record: Record) -> Node | None:
    """A holder whom the record knows as a person or as a body; nobody else can be told apart."""
    houses = [record.publisher.name, record.publisher.imprint] if record.publisher else []
    bodies = {plain(text) for text in houses if text}
    bodies |= {plain(person.name) for person in record.contributors if person.is_body}
    people = {plain(person.name) for person in record.contributors}
    if name not in bodies | people:
        return None
    kind = "CorporateName" if name in bodies else "PersonName"
    return composite("CopyrightOwner", leaf(kind, name))


def _sales_rights(record: Record, availability: Availability) -> Node | None:
    """Where the house may sell it, as the record says; of what is withdrawn, nothing."""
    rights = record.sales_rights
    if availability is Availability.WITHDRAWN or rights is None or not is_territory(rights):
        return None
    is_open = bool(record.licence and record.licence.spdx.startswith("CC"))
    is_exclusive = not is_open if rights.exclusive is None else rights.exclusive
    return composite(
        "SalesRights",
        leaf("SalesRightsType", _EXCLUSIVE if is_exclusive else _NOT_EXCLUSIVE),
        territory(rights.countries, rights.excluded),
    )


def is_territory(rights: SalesRights) -> bool:
    """Whether there is a code for every country that is named."""
    return bool(rights.countries) and all(
        country == WORLD or country_code(country)
        for country in (*rights.countries, *rights.excluded)
    )


def territory(countries: Sequence[str], excluded: Sequence[str] = ()) -> Node | None:
    """Countries by their codes, or all of them but some; all where none is named (list 49)."""
    codes = " ".join(dict.fromkeys(map(country_code, countries))).strip()
    others = " ".join(dict.fromkeys(map(country_code, excluded))).strip()
    if codes and WORLD not in countries:
        return composite("Territory", leaf("CountriesIncluded", codes))
    return composite("Territory", leaf("RegionsIncluded", WORLD), leaf("CountriesExcluded", others))
