"""The records for the web and for readers' libraries become the facts that they state."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from imprint.checks.facts import Stated, Unreadable, all_canonical, canonical, identified

_SCHEMA_ROLES = {
    "author": "aut", "translator": "trl", "editor": "edt", "illustrator": "ill", "readBy": "nrt",
}  # fmt: skip
_CSL_ROLES = {"author": "aut", "translator": "trl", "editor": "edt", "illustrator": "ill"}
_PLAIN = {
    "name": "title", "inLanguage": "language", "datePublished": "issued", "version": "version",
    "bookEdition": "edition", "license": "licence", "description": "description",
}  # fmt: skip
_MEDIA = {"EBook": "epub", "Paperback": "print", "Hardcover": "hardcover"}


def read_jsonld(content: bytes, file: str) -> tuple[Stated, ...]:
    """The facts of a schema.org description (https://schema.org/Book); raises Unreadable."""
    facts = _table(_json(content))
    graph = facts.get("@graph")
    if isinstance(graph, list) and graph:
        facts = _table(graph[0])
    return tuple(
        Stated(fact, values, "jsonld", file, where)
        for fact, values, where in _schema(facts)
        if values
    )


def read_csl(content: bytes, file: str) -> tuple[Stated, ...]:
    """The facts of the first item of a CSL-JSON file; raises Unreadable.

    https://docs.citationstyles.org/en/stable/specification.html
    """
    items = _json(content)
    item = _table(items[0] if isinstance(items, list) and items else items)
    return tuple(
        Stated(fact, values, "csl", file, where) for fact, values, where in _csl(item) if values
    )


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from None


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable("it describes nothing")
    return value


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _named(value: Any) -> tuple[str, ...]:
    """The names of things that are told by their name, or as texts."""
    return all_canonical(
        str(each.get("name", "")) if isinstance(each, dict) else str(each) for each in _list(value)
    )


def _schema(facts: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name, fact in _PLAIN.items():
        yield fact, _named(facts.get(name)), name
    for name, role in _SCHEMA_ROLES.items():
        yield f"role.{role}", _named(facts.get(name)), name
    yield "publisher", _named(facts.get("publisher")), "publisher"
    yield "subtitle", _named(facts.get("alternativeHeadline")), "alternativeHeadline"
    yield (
        "accessibility.features",
        tuple(sorted(_named(facts.get("accessibilityFeature")))),
        "accessibilityFeature",
    )
    original = facts.get("translationOfWork")
    if isinstance(original, dict):
        yield "original.title", _named(original.get("name")), "translationOfWork"
        yield "original.language", _named(original.get("inLanguage")), "translationOfWork"
    yield from _products(facts)


def _products(facts: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for example in (each for each in _list(facts.get("workExample")) if isinstance(each, dict)):
        form = str(example.get("bookFormat", "")).rpartition("/")[2]
        medium = _MEDIA.get(form, "")
        if not medium:
            continue
        for isbn in _named(example.get("isbn")):
            yield _of("isbn", example, medium), (identified(isbn)[1],), f"isbn of the {form}"
        if "numberOfPages" in example:
            yield f"pages.{medium}", all_canonical([str(example["numberOfPages"])]), "numberOfPages"
        features = tuple(sorted(_named(example.get("accessibilityFeature"))))
        yield "accessibility.features", features, f"accessibilityFeature of the {form}"
        for offer in (o for o in _list(example.get("offers")) if isinstance(o, dict)):
            if "price" in offer and str(offer["price"]) not in ("0", "0.00"):
                amount = f"{offer['price']} {offer.get('priceCurrency', '')}"
                yield _of("price", example, medium), all_canonical([amount]), f"offer of the {form}"


def _of(fact: str, example: Mapping[str, Any], medium: str) -> str:
    """A fact of a format; of what is no EPUB it is only known which formats are like it."""
    kind = str(example.get("encodingFormat", ""))
    is_epub = medium == "epub" and kind in ("", "application/epub+zip")
    return f"{fact}.epub" if is_epub else f"{fact} like {medium}"


def _csl(item: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name, fact in (
        ("title", "title"),
        ("publisher", "publisher"),
        ("language", "language"),
        ("version", "version"),
    ):
        yield fact, all_canonical([str(item.get(name, ""))]), name
    isbn, doi = str(item.get("ISBN", "")), str(item.get("DOI", ""))
    if isbn:
        yield "isbn", (identified(isbn)[1],), "ISBN"
    if doi:
        yield "doi", (identified(doi)[1],), "DOI"
    for name, role in _CSL_ROLES.items():
        names = [person for person in _list(item.get(name)) if isinstance(person, dict)]
        yield (
            f"surnames.{role}",
            all_canonical(str(n.get("family", n.get("literal", ""))) for n in names),
            name,
        )
    parts = _list(_table(item.get("issued") or {}).get("date-parts"))
    if parts and isinstance(parts[0], list):
        numbers = [
            f"{int(part):04d}" if at == 0 else f"{int(part):02d}"
            for at, part in enumerate(parts[0])
        ]
        yield "issued", all_canonical(["-".join(numbers)]), "issued"


def first_line(text: str) -> str:
    """The first line of a text, for a message."""
    return canonical(text.partition("\n")[0])[:80]
