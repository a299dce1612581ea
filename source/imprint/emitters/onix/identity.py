"""Identifiers become those of a product, of its record and of the work (lists 5 and 16)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from imprint.emitters.onix.nodes import Node, composite, leaf, plain
from imprint.model.product import NOT_ITS_OWN, ProductFacts, identifier_of
from imprint.model.record import Identifier, Record
from imprint.values import replace

_PROPRIETARY, _GTIN_13, _DOI, _ISBN_13, _URN = "01", "03", "06", "15", "22"
_LCCN, _OCLC = "13", "23"
_LONGEST = 100  # characters of a record's reference
_MANIFESTATION = "01"  # list 164


def with_own_identifiers(record: Record, products: Sequence[ProductFacts]) -> Record:
    """The record without empty identifiers; those of the whole are its only product's own."""
    found = tuple(i for i in record.identifiers if plain(i.value))
    if len(products) == 1 and all(i.medium != products[0].medium for i in found):
        medium = products[0].medium
        found = tuple(
            i if i.medium or i.scheme in NOT_ITS_OWN else replace(i, medium=medium) for i in found
        )
    return replace(record, identifiers=found)


def record_reference(record: Record, facts: ProductFacts) -> str:
    """The name of a product's record, the same in every message.

    It is the house's domain backwards and the product's own identifier, or else that of the
    publication and the format's name.
    """
    own = own_identifiers(record, facts)
    general = [i for i in record.identifiers if not i.medium and i.scheme not in NOT_ITS_OWN]
    if own and own[0].scheme not in NOT_ITS_OWN:
        name = _bare(own[0])
    elif general:
        name = f"{_bare(general[0])}.{facts.medium}"
    else:
        name = f"{facts.slug or _bare(identifier_of(record, facts.medium))}.{facts.medium}"
    reference = re.sub(r"\s+", "-", plain(".".join([*_domain(record), name])))
    if len(reference) <= _LONGEST:
        return reference
    digest = hashlib.sha256(reference.encode()).hexdigest()[:16]
    return f"{reference[: _LONGEST - 17]}.{digest}"


def own_identifiers(record: Record, facts: ProductFacts) -> tuple[Identifier, ...]:
    """The identifiers of one format alone; those of a serial are not among them."""
    found = [i for i in record.identifiers if i.medium == facts.medium and i.scheme != "issn"]
    order = {"isbn": 0, **dict.fromkeys(NOT_ITS_OWN, 2)}
    return tuple(sorted(found, key=lambda identifier: order.get(identifier.scheme, 1)))


def product_identifiers(record: Record, facts: ProductFacts) -> Iterator[Node | None]:
    """Whatever a product is known by; it has one of the house's making if it has no other."""
    numbers = [number for own in own_identifiers(record, facts) for number in _numbers(own)]
    known = identifier_of(record, facts.medium)
    if not numbers and known.medium == facts.medium:
        numbers = list(_numbers(known))
    if not numbers:
        numbers = [(_PROPRIETARY, _authority(record), record_reference(record, facts))]
    for kind, scheme, value in dict.fromkeys(numbers):
        yield composite(
            "ProductIdentifier",
            leaf("ProductIDType", kind),
            leaf("IDTypeName", scheme),
            leaf("IDValue", value),
        )


def related_product(
    relations: Sequence[str], identifiers: Iterator[Node | None] | Sequence[Node | None]
) -> Node | None:
    """Another product, and what it is to this one (list 51)."""
    codes = (leaf("ProductRelationCode", relation) for relation in relations)
    return composite("RelatedProduct", codes, identifiers)


def isbns(identifiers: Sequence[Identifier]) -> Iterator[Node | None]:
    """The ISBNs among identifiers of other products."""
    for identifier in identifiers:
        if identifier.scheme == "isbn":
            yield composite(
                "ProductIdentifier",
                leaf("ProductIDType", _ISBN_13),
                leaf("IDValue", _bare(identifier)),
            )


def work(record: Record) -> Node | None:
    """The work that all the products are made of, by the identifiers that they share."""
    found = [
        composite(
            "WorkIdentifier",
            leaf("WorkIDType", _DOI if identifier.scheme == "doi" else _PROPRIETARY),
            leaf("IDTypeName", "" if identifier.scheme == "doi" else _scheme_name(identifier)),
            leaf("IDValue", identifier.urn if identifier.scheme == "uuid" else identifier.value),
        )
        for identifier in record.identifiers
        if not identifier.medium and identifier.scheme not in (*NOT_ITS_OWN, "isbn")
    ]
    if not any(found):
        return None
    return composite("RelatedWork", leaf("WorkRelationCode", _MANIFESTATION), found)


def _numbers(identifier: Identifier) -> Iterator[tuple[str, str, str]]:
    """An identifier's type, the name of its scheme where it needs one, and its value."""
    match identifier.scheme:
        case "isbn":
            yield _ISBN_13, "", _bare(identifier)
            yield _GTIN_13, "", _bare(identifier)
        case "doi":
            yield _DOI, "", identifier.value
        case "uuid" | "urn":
            yield _URN, "", identifier.urn
        case "lccn":
            yield _LCCN, "", identifier.value
        case "oclc":
            yield _OCLC, "", identifier.value
        case _:
            yield _PROPRIETARY, _scheme_name(identifier), identifier.value


def _scheme_name(identifier: Identifier) -> str:
    return plain(identifier.scheme).upper() or "URN"


def _bare(identifier: Identifier) -> str:
    match identifier.scheme:
        case "isbn":
            return identifier.value.replace("-", "")
        case "url":
            return re.sub(r"^https?://", "", identifier.value).rstrip("/")
        case _:
            return identifier.value


def _authority(record: Record) -> str:
    return plain(record.publisher.name) if record.publisher else "Record reference"


def _domain(record: Record) -> list[str]:
    """The labels of the house's domain, the last one first; none where it has no domain."""
    try:
        host = urlsplit(record.publisher.url).hostname if record.publisher else None
    except ValueError:
        return []
    labels = (host or "").removeprefix("www.").split(".")
    named = len(labels) > 1 and all(labels) and not labels[-1].isdigit()
    return labels[::-1] if named else []
