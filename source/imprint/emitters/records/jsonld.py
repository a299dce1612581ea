"""The record becomes linked data for the web: schema.org in JSON-LD.

https://schema.org/docs/documents.html · https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from imprint.emitters.records.kinds import ISSUE, Kind, kind_of, kind_of_part
from imprint.emitters.records.names import name_of
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.record import (
    Availability,
    Contributor,
    Funder,
    Identifier,
    Licence,
    Original,
    Price,
    Product,
    Publisher,
    Record,
    Review,
    RightsStatement,
    Subject,
)
from imprint.model.titles import full_title

_CONTEXT = "https://schema.org"
_ROLES = {
    "aut": "author",
    "edt": "editor",
    "trl": "translator",
    "ill": "illustrator",
    "nrt": "readBy",
    "cmp": "composer",
    "drt": "director",
    "pro": "producer",
    "spn": "sponsor",
    "fnd": "funder",
    "cph": "copyrightHolder",
}
# Numbers of records in catalogues, which name no publication.
_OF_LIBRARIES = {"lccn", "oclc"}
_RELATORS = "http://id.loc.gov/vocabulary/relators/"
_BOOK_FORMATS = {
    "epub": "EBook",
    "kindle": "EBook",
    "screen": "EBook",
    "archive": "EBook",
    "print": "Paperback",
    "paperback": "Paperback",
    "large-print": "Paperback",
    "hardcover": "Hardcover",
    "audiobook": "AudiobookFormat",
}
# Words of a binding that say which of the two it is.
_HARD = {"hardcover", "hardback", "hard", "cloth", "case", "casebound", "clothbound"}
_SOFT = {"paperback", "softcover", "softback", "soft", "paper", "perfect"}
_MEDIA_TYPES = {
    "epub": "application/epub+zip",
    "screen": "application/pdf",
    "archive": "application/pdf",
    "kindle": "application/vnd.amazon.mobi8-ebook",
    "web": "text/html",
}
_AVAILABILITY = {
    Availability.AVAILABLE: "InStock",
    Availability.FORTHCOMING: "PreOrder",
    Availability.ON_DEMAND: "MadeToOrder",
    Availability.OUT_OF_PRINT: "SoldOut",
    Availability.WITHDRAWN: "Discontinued",
}


def emit_jsonld(
    record: Record,
    *,
    parts: Sequence[Record] = (),
    claims: AccessibilityClaims | None = None,
    pages: Mapping[str, int] = {},
) -> bytes:
    """A publication as one schema.org object, which names its products as examples of the work.

    ``parts`` are the records of the texts in it that are texts of their own. ``claims`` are
    what the e-book may say of its accessibility, ``pages`` how many each format has as it was
    built. No ``<`` stands in the outcome, so that it can be put into a page as it is.
    """
    kind = kind_of(record)
    thing = {
        "@context": _CONTEXT,
        **_work(record, kind),
        "hasPart": [
            *(_work(part, kind_of_part(record)) for part in parts),
            *map(_rights, record.rights_of_parts),
        ],
        "workExample": list(_products(record, kind, claims, pages)),
    }
    text = json.dumps(_given(thing), indent=2, ensure_ascii=False).replace("<", "\\u003c")
    return f"{text}\n".encode("utf-8", "replace")


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that are known; what has one value is no list of it."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, (list, tuple)):
            kept = [item for item in value if item not in ("", None, {}, [])]
            value = kept[0] if len(kept) == 1 else kept
        if value not in ("", None, {}, []):
            found[name] = value
    return found


def _work(record: Record, kind: Kind) -> dict[str, Any]:
    general = [i for i in record.identifiers if not i.medium and i.scheme not in ("isbn", "issn")]
    own = [i for i in general if i.scheme not in _OF_LIBRARIES]
    url = next((i.value for i in general if i.scheme == "url"), "")
    publisher = record.publisher
    return _given(
        {
            "@type": kind.schema,
            "@id": own[0].urn if own else "",
            "name": full_title(record) or (record.serial.title if record.serial else ""),
            "alternateName": record.short_title,
            **_people(record.contributors),
            "inLanguage": list(dict.fromkeys((record.language, *record.other_languages))),
            "publisher": _publisher(publisher) if publisher else "",
            "publisherImprint": _organisation(publisher.imprint) if publisher else "",
            "datePublished": str(record.issued or ""),
            "dateModified": record.modified.isoformat() if record.modified else "",
            **_edition(record, kind),
            "identifier": [_identifier(i) for i in general],
            "url": url,
            "genre": record.publication_type,
            "abstract": record.standfirst,
            "description": record.description,
            "about": [_subject(s) for s in record.subjects if s.authority and s.term],
            "keywords": _keywords(record),
            "copyrightNotice": record.rights,
            "license": _licence(record.licence),
            **_collections(record, kind),
            **_original(record.original, record.language),
            "funding": [_funding(funder) for funder in record.funders],
            "review": [_review(review) for review in record.reviews],
        }
    )


def _edition(record: Record, kind: Kind) -> dict[str, Any]:
    """An edition is a book's; of anything else it is the version, unless that has a number."""
    if kind.schema == "Book":
        return {"bookEdition": record.edition, "version": record.version}
    return {"version": record.version or record.edition}


def _keywords(record: Record) -> list[str]:
    plain = [s.text for s in record.subjects if not (s.authority and s.term)]
    return list(dict.fromkeys((*plain, *record.keywords)))


def _subject(subject: Subject) -> dict[str, Any]:
    """https://schema.org/DefinedTerm"""
    return _given(
        {
            "@type": "DefinedTerm",
            "name": subject.text,
            "termCode": subject.term,
            "inDefinedTermSet": subject.authority,
        }
    )


def _people(people: Iterable[Contributor]) -> dict[str, list[dict[str, Any]]]:
    """Each person under the property of the role; a role without one of its own is named.

    https://schema.org/Role
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for person in people:
        name = _ROLES.get(person.role, "contributor")
        value = _person(person)
        if name == "contributor" and person.role not in ("", "ctb"):
            role = _RELATORS + person.role
            value = {"@type": "Role", "roleName": role, "contributor": value}
        found.setdefault(name, []).append(value)
    return found


def _person(person: Contributor) -> dict[str, Any]:
    name = name_of(person)
    alternate: object = person.alternate_name
    if alternate and person.alternate_language:
        alternate = {"@value": alternate, "@language": person.alternate_language}
    return _given(
        {
            "@type": "Organization" if person.is_body else "Person",
            "@id": next(iter(person.registered), ""),
            "name": person.name,
            "familyName": name.family,
            "givenName": name.given,
            "honorificSuffix": name.suffix,
            "alternateName": alternate,
            "sameAs": list(person.registered),
            "url": person.url,
            "affiliation": _organisation(person.affiliation),
            "description": person.biography,
        }
    )


def _organisation(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name} if name else {}


def _publisher(publisher: Publisher) -> dict[str, Any]:
    postal: object = _given(
        {
            "@type": "PostalAddress",
            "streetAddress": publisher.address,
            "addressLocality": publisher.place,
            "addressCountry": publisher.country,
        }
    )
    if postal == {"@type": "PostalAddress"}:
        postal = ""
    return _given(
        {
            **_organisation(publisher.name),
            "url": publisher.url,
            "email": publisher.email,
            "telephone": publisher.phone,
            "address": postal,
        }
    )


def _identifier(identifier: Identifier) -> dict[str, Any] | str:
    """https://schema.org/PropertyValue"""
    if identifier.scheme in ("urn", "url"):
        return identifier.urn
    facts = {"propertyID": identifier.scheme, "value": identifier.value}
    url = identifier.urn if identifier.scheme == "doi" else ""
    return _given({"@type": "PropertyValue", **facts, "url": url})


def _licence(licence: Licence | None) -> str:
    if licence is None:
        return ""
    known = licence.spdx and not licence.spdx.startswith("LicenseRef-")
    spdx = f"https://spdx.org/licenses/{licence.spdx}" if known else licence.name
    return licence.url or spdx


def _rights(part: RightsStatement) -> dict[str, Any]:
    return _given(
        {
            "@type": "CreativeWork",
            "name": part.part,
            "copyrightNotice": part.text,
            "license": _licence(part.licence),
        }
    )


def _collections(record: Record, kind: Kind) -> dict[str, Any]:
    """The serial with its volume, and the series with the place in it.

    https://schema.org/PublicationVolume · https://schema.org/BookSeries
    """
    found: list[dict[str, Any]] = []
    general = next((i.value for i in record.identifiers if i.scheme == "issn"), "")
    serial, series = record.serial, record.series
    if serial and serial.title:
        issn = serial.issn or general
        whole = _given({"@type": "Periodical", "name": serial.title, "issn": issn})
        volume = {"@type": "PublicationVolume", "volumeNumber": serial.volume, "isPartOf": whole}
        found.append(volume if serial.volume else whole)
    if series and series.title:
        name = "BookSeries" if kind.schema == "Book" and series.type == "series" else ""
        issn = series.issn or ("" if serial else general)
        of_type = {"@type": name or "CreativeWorkSeries"}
        found.append(_given({**of_type, "name": series.title, "issn": issn}))
    return {
        "isPartOf": found,
        "issueNumber": serial.number if serial and kind is ISSUE else "",
        "position": series.position if series else "",
    }


def _original(original: Original, language: str) -> dict[str, Any]:
    """What was translated, or taken over; and the translation that this one was made from.

    https://schema.org/translationOfWork · https://schema.org/isBasedOn
    """
    if not original:
        return {}
    here, there = (tag.partition("-")[0].lower() for tag in (language, original.language))
    relation = "translationOfWork" if there and there != here else "isBasedOn"
    found = {relation: [_earlier(original)]}
    if original.via:
        found.setdefault("isBasedOn", []).append(_earlier(original.via))
    return dict(found)


def _earlier(work: Original) -> dict[str, Any]:
    venue: object = ""
    if work.venue:
        volume = work.volume and {"@type": "PublicationVolume", "volumeNumber": work.volume}
        issue = work.issue and {"@type": "PublicationIssue", "issueNumber": work.issue}
        venue = {"@type": "CreativeWork", "name": work.venue}
        for inner in (volume, issue):
            if inner:
                venue = {**inner, "isPartOf": venue}
    publisher = {**_organisation(work.publisher), "location": work.published_at}
    return _given(
        {
            "@type": "CreativeWork",
            "@id": next((i.urn for i in work.identifiers if i.scheme != "issn"), ""),
            "name": work.title,
            "inLanguage": work.language,
            **_people(work.contributors),
            "publisher": _given(publisher) if work.publisher else "",
            "datePublished": str(work.issued or ""),
            "version": work.edition,
            "pagination": work.pages,
            "url": work.url,
            "archivedAt": work.archive_url,
            "isPartOf": venue,
            "copyrightNotice": work.rights,
            "license": _licence(work.licence),
            "usageInfo": work.permission and {"@type": "CreativeWork", "text": work.permission},
        }
    )


def _funding(funder: Funder) -> dict[str, Any]:
    """https://schema.org/Grant"""
    who = _given({**_organisation(funder.name), "url": funder.url})
    return _given({"@type": "Grant", "identifier": funder.award, "funder": who})


def _review(review: Review) -> dict[str, Any]:
    author: object = review.author and {"@type": "Person", "name": review.author}
    return _given(
        {
            "@type": "Review",
            "reviewBody": review.text,
            "author": author,
            "publisher": _organisation(review.source),
            "datePublished": str(review.date or ""),
        }
    )


def _products(
    record: Record, kind: Kind, claims: AccessibilityClaims | None, pages: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """One example of the work for each format that is sold, given away, identified or counted."""
    media = [product.medium for product in record.products]
    media += [identifier.medium for identifier in record.identifiers if identifier.medium]
    media += ["epub"] if claims else []
    if kind.schema == "Book":
        media += [medium for medium, count in pages.items() if count]
    for medium in dict.fromkeys(media):
        own = claims if medium == "epub" else None
        yield _product(record, kind, medium, own, pages.get(medium, 0))


def _product(
    record: Record, kind: Kind, medium: str, claims: AccessibilityClaims | None, pages: int
) -> dict[str, Any]:
    """A format; what has an ISBN is a book, whatever the publication is besides.

    https://schema.org/Book · https://schema.org/numberOfPages, which is a book's alone
    """
    product = record.product(medium) or Product(medium=medium)
    own = [i for i in record.identifiers if i.medium == medium]
    isbn = [i.value.replace("-", "") for i in own if i.scheme == "isbn"]
    is_book = bool(isbn) or kind.schema == "Book"
    form = _book_format(product) if is_book else ""
    return _given(
        {
            "@type": "Book" if is_book else kind.schema,
            "@id": own[0].urn if own else "",
            "bookFormat": f"{_CONTEXT}/{form}" if form else "",
            "bookEdition": record.edition if is_book and kind.schema != "Book" else "",
            "encodingFormat": _MEDIA_TYPES.get(medium, ""),
            "isbn": isbn,
            "numberOfPages": (pages or "") if is_book else "",
            "identifier": [_identifier(i) for i in own if i.scheme != "isbn"],
            "datePublished": str(product.issued or ""),
            "isAccessibleForFree": True if product.is_free else "",
            **_features(claims),
            "offers": _offers(product),
        }
    )


def _features(claims: AccessibilityClaims | None) -> dict[str, Any]:
    """What an e-book offers; a set of modes that suffice together is a list of its own.

    https://schema.org/accessModeSufficient
    """
    if claims is None:
        return {}
    return {
        "accessMode": claims.modes,
        "accessModeSufficient": [
            {"@type": "ItemList", "itemListElement": modes.split(",")}
            for modes in claims.sufficient
        ],
        "accessibilityFeature": claims.features,
        "accessibilityHazard": claims.hazards,
        "accessibilitySummary": claims.summary,
    }


def _book_format(product: Product) -> str:
    """https://schema.org/BookFormatType"""
    words = set(product.binding.casefold().replace("-", " ").split())
    if product.medium == "print" and words:
        if words & _HARD:
            return "Hardcover"
        return "Paperback" if words & _SOFT else ""
    return _BOOK_FORMATS.get(product.medium, "")


def _offers(product: Product) -> list[dict[str, Any]]:
    """https://schema.org/Offer"""
    state = product.availability
    available = f"{_CONTEXT}/{_AVAILABILITY[state]}" if state else ""
    prices: Iterable[Price | None] = product.prices or ((None,) if available else ())
    return [
        _given(
            {
                "@type": "Offer",
                "price": price.amount if price else "",
                "priceCurrency": price.currency if price else "",
                "eligibleRegion": list(price.countries) if price else "",
                "availability": available,
            }
        )
        for price in prices
    ]
