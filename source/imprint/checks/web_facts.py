"""The records for the web and for readers' libraries become the facts that they state."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from imprint.checks.facts import (
    Stated,
    Unreadable,
    all_canonical,
    bare,
    canonical,
    identified,
    number_of,
    words_in,
)

_SCHEMA_ROLES = {
    "author": "aut", "translator": "trl", "editor": "edt", "illustrator": "ill", "readBy": "nrt",
}  # fmt: skip
_CSL_ROLES = {"author": "aut", "translator": "trl", "editor": "edt", "illustrator": "ill"}
_PLAIN = {
    "name": "title", "inLanguage": "language", "datePublished": "issued", "version": "version",
    "bookEdition": "edition", "license": "licence", "description": "description",
    "alternateName": "short title", "genre": "types", "copyrightNotice": "rights",
}  # fmt: skip
_MEDIA = {"EBook": "epub", "Paperback": "print", "Hardcover": "hardcover"}


def read_jsonld(content: bytes, file: str) -> tuple[Stated, ...]:
    """The facts of a schema.org description (https://schema.org/Book); raises Unreadable."""
    facts = _table(_json(content))
    graph = facts.get("@graph")
    if isinstance(graph, list) and graph:
        facts = _table(graph[0])
    return _stated(_schema(facts), "jsonld", file)


def texts_of_jsonld(content: bytes) -> frozenset[str]:
    """Every text of a description in the form of ``bare``, for what has to be somewhere in it.

    One that does not tell of formats is no whole record, and need not have anything.
    """
    found: set[str] = set()
    facts = _json(content)
    waiting: list[Any] = [facts] if isinstance(facts, dict) and "workExample" in facts else []
    while waiting:
        value = waiting.pop()
        if isinstance(value, (dict, list)):
            waiting.extend(value.values() if isinstance(value, dict) else value)
        else:
            found.add(bare(str(value)))
    return frozenset(found)


def read_csl(content: bytes, file: str) -> tuple[Stated, ...]:
    """The facts of the first item of a CSL-JSON file; raises Unreadable.

    https://docs.citationstyles.org/en/stable/specification.html
    """
    items = _json(content)
    item = _table(items[0] if isinstance(items, list) and items else items)
    return _stated(_csl(item), "csl", file)


def _stated(
    facts: Iterator[tuple[str, tuple[str, ...], str]], view: str, file: str
) -> tuple[Stated, ...]:
    stated = tuple(
        Stated(fact, values, view, file, where) for fact, values, where in facts if values
    )
    if not stated:
        raise Unreadable("it states nothing")
    return stated


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
    yield "imprint", _named(facts.get("publisherImprint")), "publisherImprint"
    yield "some terms", _named(facts.get("keywords")), "keywords"
    subjects = [each for each in _list(facts.get("about")) if isinstance(each, dict)]
    yield "some terms", _named(subjects), "about"
    codes = (str(each.get("termCode", "")) for each in subjects)
    yield "codes of subjects", all_canonical(codes), "termCode"
    for name in (*_SCHEMA_ROLES, "contributor"):
        for person in (each for each in _list(facts.get(name)) if isinstance(each, dict)):
            numbers = map(number_of, map(str, _list(person.get("sameAs"))))
            yield "people's numbers", tuple(filter(None, numbers)), f"sameAs of the {name}"
    yield from _wholes(facts.get("isPartOf"))
    grants = [each.get("funder") for each in _list(facts.get("funding")) if isinstance(each, dict)]
    yield "funders", _named([grant for grant in grants if grant]), "funding"
    reviews = [each for each in _list(facts.get("review")) if isinstance(each, dict)]
    bodies = (str(each.get("reviewBody", "")) for each in reviews)
    yield "reviews", all_canonical(bodies), "review"
    yield "subtitle", _named(facts.get("alternativeHeadline")), "alternativeHeadline"
    words = [*_named(facts.get("keywords")), *_named(subjects)]
    yield "words", words_in(words), "keywords and about"
    yield from _accessibility(facts, "")
    yield from _dates(facts)
    original = facts.get("translationOfWork")
    if isinstance(original, dict):
        yield "original.title", _named(original.get("name")), "translationOfWork"
        yield "original.language", _named(original.get("inLanguage")), "translationOfWork"
    yield from _products(facts)


def _wholes(value: Any) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for whole in (each for each in _list(value) if isinstance(each, dict)):
        issns = (identified(str(issn))[1] for issn in _list(whole.get("issn")))
        yield "ISSNs", tuple(issns), "isPartOf"
        yield "volume", _named(whole.get("volumeNumber")), "isPartOf"
        if str(whole.get("@type", "")).endswith("Series"):
            yield "series alone", _named(whole.get("name")), "isPartOf"
        elif whole.get("@type") == "Periodical":
            yield "serial", _named(whole.get("name")), "isPartOf"
        yield from _wholes(whole.get("isPartOf"))


def _accessibility(facts: Mapping[str, Any], of: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name, fact in (
        ("accessMode", "modes"), ("accessibilityFeature", "features"),
        ("accessibilityHazard", "hazards"),
    ):  # fmt: skip
        yield f"accessibility.{fact}", tuple(sorted(_named(facts.get(name)))), f"{name}{of}"
    enough = [
        ",".join(_named(each.get("itemListElement"))) if isinstance(each, dict) else str(each)
        for each in _list(facts.get("accessModeSufficient"))
    ]
    yield "accessibility.sufficient", tuple(sorted(enough)), f"accessModeSufficient{of}"
    yield "summary", _named(facts.get("accessibilitySummary")), f"accessibilitySummary{of}"


def _dates(facts: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The date of each format, where none has a date of its own."""
    examples = [each for each in _list(facts.get("workExample")) if isinstance(each, dict)]
    if not any("datePublished" in example for example in examples):
        for medium in ("epub", "print", "screen", "archive"):
            yield f"issued.{medium}", _named(facts.get("datePublished")), "datePublished"


def _products(facts: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for example in (each for each in _list(facts.get("workExample")) if isinstance(each, dict)):
        form = str(example.get("bookFormat", "")).rpartition("/")[2]
        medium = _MEDIA.get(form, "")
        if not medium:
            yield "ISBNs", tuple(identified(i)[1] for i in _named(example.get("isbn"))), "isbn"
            offers = [o for o in _list(example.get("offers")) if isinstance(o, dict)]
            amounts = (f"{o['price']} {o.get('priceCurrency', '')}" for o in offers if "price" in o)
            yield "prices", all_canonical(amounts), "offers"
            continue
        for isbn in _named(example.get("isbn")):
            yield _of("isbn", example, medium), (identified(isbn)[1],), f"isbn of the {form}"
        if "numberOfPages" in example:
            count = all_canonical([str(example["numberOfPages"])])
            yield f"pages.{_counted(example, facts)}", count, f"numberOfPages of the {form}"
        yield from _accessibility(example, f" of the {form}")
        for offer in (o for o in _list(example.get("offers")) if isinstance(o, dict)):
            if "price" in offer and str(offer["price"]) not in ("0", "0.00"):
                amount = f"{offer['price']} {offer.get('priceCurrency', '')}"
                yield _of("price", example, medium), all_canonical([amount]), f"offer of the {form}"


def _counted(example: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """The format whose pages an example counts; a hardcover is the printed book if no other is."""
    examples = (each for each in _list(facts.get("workExample")) if isinstance(each, dict))
    forms = {str(each.get("bookFormat", "")) for each in examples}
    form = str(example.get("bookFormat", "")).rpartition("/")[2]
    if form == "EBook":
        return "screen" if example.get("encodingFormat") == "application/pdf" else "epub"
    is_other = form == "Hardcover" and any(each.endswith("Paperback") for each in forms)
    return "hardcover" if is_other else "print"


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
        ("edition", "edition"),
        ("collection-title", "series alone"),
        ("publisher-place", "place"),
        ("original-title", "original.title"),
        ("volume", "volume"),
        ("issue", "number"),
    ):
        yield fact, all_canonical([str(item.get(name, ""))]), name
    isbn, doi = str(item.get("ISBN", "")), str(item.get("DOI", ""))
    if item.get("ISSN"):
        yield "ISSNs", (identified(str(item["ISSN"]))[1],), "ISSN"
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
        texts = [str(part).strip() for part in parts[0]]
        numbers = [text.zfill(4 if at == 0 else 2) for at, text in enumerate(texts)]
        yield "issued", all_canonical(["-".join(numbers)]), "issued"


def first_line(text: str) -> str:
    """The first line of a text, for a message."""
    return canonical(text.partition("\n")[0])[:80]
