"""The record becomes what each view of it has to state, and which ways to state it are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import langcodes

from imprint.checks.facts import (
    all_canonical,
    canonical,
    identified,
    number_of,
    sales_territory,
)
from imprint.diagnostics import NOWHERE, Place
from imprint.model.record import (
    Contributor,
    Identifier,
    Licence,
    Original,
    Product,
    Record,
    RightsStatement,
)
from imprint.model.titles import joined

Values = tuple[str, ...]

# What each view must state of what the record has; what it states beside that must be right too.
# ``role`` stands for every role.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "package": (
        "title", "language", "role", "publisher", "issued.epub", "rights", "licence", "description",
        "terms", "isbn.epub", "edition", "version", "series", "original.title",
    ),
    "information": ("title", "role.aut", "language"),
    "xmp": ("title", "role.aut", "language", "publisher"),
    "onix": (
        "title", "subtitle", "role.aut", "trade.B06", "trade.B01", "trade.A12", "language3",
        "publisher", "days", "description",
    ),
    "jsonld": (
        "title", "language", "role.aut", "role.trl", "publisher", "issued", "licence",
        "description",
    ),
    "csl": ("title", "issued", "publisher"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact of the record: how it is called, how it is written there, and what states it right.

    ``members`` are the values of one that is a set.
    """

    label: str
    shown: str
    accepts: Callable[[Values], bool]
    place: Place = NOWHERE
    members: frozenset[str] = frozenset()


def needed_in(view: str, expected: Mapping[str, Expected]) -> Iterator[str]:
    """The facts that a view has to state."""
    for name in _NEEDED.get(view, ()):
        if (view, name) == ("onix", "days") and "publisher" not in expected:
            continue  # ONIX has no place for the dates of what nobody publishes
        if name == "role":
            yield from (fact for fact in expected if fact.startswith("role."))
        elif name in expected:
            yield name


def expectations(record: Record, *, file_title: str = "") -> dict[str, Expected]:
    """Every fact of a record by its key. ``file_title`` stands for a title that is not given."""
    found: dict[str, Expected] = {}

    def add(
        fact: str,
        label: str,
        accepts: Callable[[Values], bool],
        shown: str,
        key: str,
        members: Iterable[str] = (),
    ) -> None:
        if shown:
            place = record.places.get(key, Place(key=key))
            found[fact] = Expected(label, shown, accepts, place, frozenset(members))

    def one(fact: str, label: str, key: str, *accepted: str) -> None:
        texts = all_canonical(accepted)
        add(fact, label, lambda values: len(values) == 1 and values[0] in texts,
            texts[0] if texts else "", key)  # fmt: skip

    title, subtitle = canonical(record.title) or canonical(file_title), canonical(record.subtitle)
    add("title", "title", lambda values: len(values) == 1 and _is_title(values[0], title, subtitle),
        title, "title")  # fmt: skip
    one("subtitle", "subtitle", "subtitle", record.subtitle)
    languages = all_canonical((record.language, *record.other_languages))
    add("language", "language", lambda v: v == languages[:1] or set(v) == set(languages),
        ", ".join(languages), "lang")  # fmt: skip
    add("language3", "language", lambda values: set(values) <= set(map(_three, languages)),
        _three(record.language), "lang")  # fmt: skip
    for role, people in _by_role(record.contributors).items():
        names = all_canonical(person.name for person in people)
        add(f"role.{role}", _role_label(role), _same(names), "; ".join(names), _role_key(role))
    for role, roles in _CITED.items():
        cited = [p for p in record.contributors if p.role in roles and canonical(p.name)]
        names = all_canonical(person.name for person in cited)
        add(f"surnames.{role}", _role_label(role), _surnames(cited), "; ".join(names),
            _role_key(role))  # fmt: skip
    for person in record.contributors:
        one(f"file-as.{canonical(person.name)}", f"form to file {person.name} under",
            "author", person.sort_name)  # fmt: skip
    if record.publisher:
        one("publisher", "publisher", "publisher", record.publisher.name, record.publisher.imprint)
    if record.issued:
        one("issued", "date of publication", "date", str(record.issued))
    for medium in MEDIA_WITH_DATES:
        one(f"issued.{medium}", "date of publication", "date",
            str(record.issued_as(medium) or ""))  # fmt: skip
    licence = record.licence
    _add_rights(record, add)
    if licence:
        one("licence", "licence", "license", *_licence_forms(licence))
    one("description", "description", "description", record.description)
    terms = set(all_canonical(record.terms))
    add(
        "terms",
        "subjects",
        lambda values: set(values) == terms,
        "; ".join(sorted(terms)),
        "subject",
        terms,
    )
    one("edition", "edition", "edition", record.edition)
    one("version", "version", "version", record.version)
    _add_wholes(record, one)
    _add_identifiers(record.identifiers, one)
    _add_prices(record.products, add)
    _add_products(record, add)
    _add_details(record, add)
    return found


# The formats whose files state a date of their own.
MEDIA_WITH_DATES = ("epub", "print", "screen", "archive")
# Code list 17 of ONIX and the MARC relators that each code stands for.
_TRADE_ROLES = {
    "B06": ("trl",),
    "A12": ("ill", "ilu", "egr", "etr", "ltg", "prm", "wdc", "wde"),
    "A13": ("pht",),
    "A15": ("wpr",),
    "A19": ("aft", "waw"),
    "A23": ("wfw",),
    "A24": ("aui", "win"),
    "B01": ("edt", "edc", "red"),
    "E07": ("nrt",),
}
# The roles that a citation counts as one.
_CITED = {"aut": ("aut", "ive"), "trl": ("trl",), "edt": ("edt", "edc"), "ill": ("ill",)}

One = Callable[..., None]
# What the trade calls formats on paper, and those that are files: it has no names for each.
_KINDS = {
    "paper": ("print", "paperback", "hardcover", "large-print", "braille"),
    "file": ("epub", "screen", "archive", "kindle", "web"),
}


def _add_products(record: Record, add: Callable[..., None]) -> None:
    """What a product may state of itself where the record has it of one format or another."""

    def any_of(fact: str, label: str, values: Iterable[str], key: str) -> None:
        known = set(all_canonical(values))
        add(fact, label, lambda stated: set(stated) <= known, "; ".join(sorted(known)), key)

    days = [day for day in (record.issued, *(p.issued for p in record.products)) if day]
    any_of("days", "date of publication", map(str, days), "date")
    dois = [i for i in record.identifiers if i.scheme == "doi"]
    any_of("dois", "DOI", (identified(i.urn)[1] for i in dois), "identifier")
    media = {i.medium for i in record.identifiers} | {p.medium for p in record.products}
    known = {medium for names in _KINDS.values() for medium in names}
    for kind, names in {**_KINDS, "other": tuple(media - known)}.items():
        isbns = [
            identified(identifier.urn)[1]
            for identifier in record.identifiers
            if identifier.scheme == "isbn" and identifier.medium in ("", *names)
        ]
        any_of(f"isbns.{kind}", "ISBN", isbns, "formats")
        prices = [
            f"{price.amount} {price.currency}"
            for product in record.products
            for price in product.prices
            if product.medium in names
        ]
        any_of(f"prices.{kind}", "price", prices, "formats")


def _add_details(record: Record, add: Callable[..., None]) -> None:
    """What views state of people, subjects and wholes beside their names."""

    def any_of(fact: str, label: str, values: Iterable[str], key: str) -> None:
        known = set(all_canonical(values))
        add(fact, label, lambda stated: set(stated) <= known, "; ".join(sorted(known)), key)

    for code, roles in _TRADE_ROLES.items():
        names = sorted({canonical(p.name) for p in record.by_role(*roles) if canonical(p.name)})
        add(f"trade.{code}", _role_label(roles[0]), _are(names), "; ".join(names),
            _role_key(roles[0]))  # fmt: skip
    original = record.original
    people = (*record.contributors, *original.contributors)
    any_of("people's numbers", "numbers of people in registers",
           (number_of(known) for p in people for known in p.registered), "author")  # fmt: skip
    house = record.publisher
    houses = [house.name, house.imprint] if house else []  # they stand for who is not named
    for role in ("", *_CITED):
        cited = record.by_role(*_CITED[role]) if role else record.contributors
        known = [name for p in cited for name in (p.name, p.sort_name.partition(",")[0])]
        known += houses if role in ("", "aut") else []
        any_of(f"cited {role or 'names'}", _role_label(role) if role else "people", known,
               _role_key(role))  # fmt: skip
    any_of("codes of subjects", "codes of subjects", (s.term for s in record.subjects), "subject")
    wholes = [whole.issn for whole in (record.series, record.serial) if whole]
    issns = [i.value for i in (*record.identifiers, *original.identifiers) if i.scheme == "issn"]
    any_of("ISSNs", "ISSN", (identified(issn)[1] for issn in (*wholes, *issns)), "serial.issn")
    if house:
        any_of("imprint", "imprint", [house.imprint or house.name], "publisher.imprint")
        any_of("place", "place of publication", [house.place], "publisher.place")
        any_of("country", "country of publication", [house.country.upper()], "publisher.country")
    for kind, media in _KINDS.items():
        lands = [c.upper() for p in record.products if p.medium in media for q in p.prices
                 for c in q.countries]  # fmt: skip
        any_of(f"countries of prices.{kind}", "countries of the price", lands, "formats")
    rights = record.sales_rights
    territory = sales_territory(rights.countries, rights.excluded) if rights else ()
    add("sales rights", "rights of sale", _are(territory), ", ".join(territory), "sales-rights")
    serial, series = record.serial, record.series
    if serial:
        any_of("volume", "volume", [serial.volume], "serial.volume")
        any_of("number", "number of the issue", [serial.number], "serial.number")
        any_of("cover date", "date on the cover", [serial.cover_date], "serial.cover-date")
        any_of("serial", "magazine", [serial.title], "serial.title")
    if series:
        any_of("series alone", "series", [series.title], "belongs-to-collection")
        any_of("number in the series", "place in the series", [series.position],
               "belongs-to-collection.position")  # fmt: skip
    isbns = [i for i in record.identifiers if i.scheme == "isbn"]
    any_of("ISBNs", "ISBN", (identified(i.urn)[1] for i in isbns), "formats")
    amounts = [f"{q.amount} {q.currency}" for p in record.products for q in p.prices]
    any_of("prices", "price", amounts, "formats")
    any_of("types", "type", [record.publication_type], "type")
    stages = (original, original.via or Original())
    known = [k for o in stages for k in (o.url, o.archive_url, *(i.urn for i in o.identifiers))]
    any_of("sources", "source", known, "original")
    any_of("funders", "funder", (funder.name for funder in record.funders), "funding")
    any_of("reviews", "review", (review.text for review in record.reviews), "reviews")
    claims = record.accessibility
    any_of("certifier", "certifier", [claims.certifier], "accessibility.certifier")
    any_of("summary", "summary of accessibility", [claims.summary], "accessibility.summary")


def _are(names: Sequence[str]) -> Callable[[Values], bool]:
    """Whether values are the names, in any order and each as often as it likes."""
    return lambda values: set(values) == set(names)


def _add_rights(record: Record, add: One) -> None:
    """The rights in the whole, and after them those in parts, or not."""
    licence = record.licence
    whole = all_canonical((record.rights, *(_licence_forms(licence) if licence else ())))
    parts = all_canonical(map(partial(_part_rights, record.language), record.rights_of_parts))

    def accepts(values: Values) -> bool:
        if not whole:
            return values == parts
        return values[0] in whole and values[1:] in ((), parts)

    add("rights", "rights", accepts, "; ".join((*whole[:1], *parts)), "rights")


def _part_rights(language: str, part: RightsStatement) -> str:
    text = part.text or (part.licence.name if part.licence else "")
    return joined(canonical(part.part), canonical(text), language) if text else ""


def _add_wholes(record: Record, one: One) -> None:
    """What the publication belongs to, and where it comes from."""
    series, serial, original = record.series, record.serial, record.original
    names = [whole.title for whole in (series, serial) if whole]
    one("series", "series", "belongs-to-collection", *names)
    issue = ".".join(n for n in (serial.volume, serial.number) if n) if serial else ""
    one("series.position", "place in the series", "belongs-to-collection.position",
        series.position if series else "", issue)  # fmt: skip
    translated = canonical(original.language).partition("-")[0] not in (
        "", record.language.partition("-")[0],
    )  # fmt: skip
    if translated:
        one("original.title", "title of the original", "original.title", original.title)
        one("original.language", "language of the original", "original.lang", original.language)
        one("original.language3", "language of the original", "original.lang",
            _three(original.language))  # fmt: skip


# Formats that a view may know by one name alone.
_ALIKE = {
    "epub": ("kindle", "screen", "archive"),
    "print": ("paperback", "large-print"),
    "hardcover": ("print",),
}


def _add_prices(products: Sequence[Product], add: One) -> None:
    def of(*media: str) -> tuple[str, ...]:
        prices = [price for product in products if product.medium in media
                  for price in product.prices]  # fmt: skip
        return tuple(f"{price.amount} {price.currency}" for price in prices)

    for fact, media in (
        *((f"price.{product.medium}", (product.medium,)) for product in products),
        *((f"price like {medium}", (medium, *others)) for medium, others in _ALIKE.items()),
    ):
        label, prices = f"price of the format {media[0]}", of(*media)
        add(
            fact, label, partial(_are_among, prices), ", ".join(prices), f"formats.{media[0]}.price"
        )


def _are_among(known: Values, values: Values) -> bool:
    return set(values) <= set(known)


def _add_identifiers(identifiers: Sequence[Identifier], one: One) -> None:
    isbns = [i for i in identifiers if i.scheme == "isbn"]
    one("isbn", "ISBN", "formats", *(identified(i.urn)[1] for i in isbns))
    for medium, others in _ALIKE.items():
        alike = [identified(i.urn)[1] for i in isbns if i.medium in (medium, *others)]
        one(f"isbn like {medium}", f"ISBN of the format {medium}", f"formats.{medium}.isbn", *alike)
    general = [identified(i.urn)[1] for i in isbns if not i.medium]
    for medium in MEDIA_WITH_DATES:  # which an ISBN of the whole identifies too
        one(f"isbn.{medium}", "ISBN", "identifier", *general)
    for identifier in identifiers:
        bare = identified(identifier.urn)[1]
        if identifier.scheme in ("isbn", "doi", "issn"):
            scheme = identifier.scheme
            medium = f".{identifier.medium}" if identifier.medium else ""
            label = f"{scheme.upper()}{' of the format ' + identifier.medium if medium else ''}"
            one(f"{scheme}{medium}", label, f"formats.{identifier.medium}.{scheme}", bare)


def _same(names: Values) -> Callable[[Values], bool]:
    return lambda values: values == names


def _surnames(people: Sequence[Contributor]) -> Callable[[Values], bool]:
    """Whether names are those of the people, or the part of each that it is filed under."""

    def accepts(values: Values) -> bool:
        return len(values) == len(people) and all(
            value in (canonical(person.name), canonical(person.sort_name.partition(",")[0]))
            or canonical(person.name).endswith(value)
            for value, person in zip(values, people, strict=True)
        )

    return accepts


def _is_title(value: str, title: str, subtitle: str) -> bool:
    """Whether a text is the title, or title and subtitle with a sign or a space between them."""
    if value == title:
        return True
    if not subtitle or not value.startswith(title) or not value.endswith(subtitle):
        return False
    between = value[len(title) : len(value) - len(subtitle)]
    return bool(re.fullmatch(r"[\s:：.–—-]{1,4}", between))


def _by_role(people: Sequence[Contributor]) -> dict[str, list[Contributor]]:
    roles: dict[str, list[Contributor]] = {}
    for person in people:
        if canonical(person.name):
            roles.setdefault(person.role, []).append(person)
    return roles


def _role_label(role: str) -> str:
    return {"aut": "authors", "trl": "translators", "edt": "editors"}.get(
        role, f"people with the role {role}"
    )


def _role_key(role: str) -> str:
    return {"aut": "author", "trl": "translator", "edt": "editor", "ill": "illustrator"}.get(
        role, "contributor"
    )


def _licence_forms(licence: Licence) -> tuple[str, ...]:
    spdx = f"https://spdx.org/licenses/{licence.spdx}"
    return (licence.name or licence.spdx, licence.spdx, spdx, f"{spdx}.html", licence.url)


def _three(tag: str) -> str:
    """A language in the three letters of ISO 639-2/B, as ONIX has it."""
    try:
        return langcodes.Language.get(tag).to_alpha3(variant="B")
    except LookupError:
        return tag
