"""What a package document states: one element of its metadata each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct

from imprint.model.titles import tidy

UNIQUE_IDENTIFIER = "publication-id"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# https://www.w3.org/TR/epub-33/#sec-reserved-prefixes
PREFIXES = {
    "a11y": "http://www.idpf.org/epub/vocab/package/a11y/#",
    "dcterms": "http://purl.org/dc/terms/",
    "marc": "http://id.loc.gov/vocabulary/",
    "onix": "http://www.editeur.org/ONIX/book/codelists/current.html#",
    "schema": "http://schema.org/",
}


class Statement(Struct, frozen=True):
    """An element of the package's metadata: ``dc:title``, ``meta`` or ``link``, and its text."""

    element: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> str:
        return dict(self.attributes).get(name, "")


def meta(
    name: str,
    text: str,
    *,
    identifier: str = "",
    refines: str = "",
    scheme: str = "",
    language: str = "",
) -> Statement:
    """A property of the publication, or of the statement whose id is ``refines``.

    https://www.w3.org/TR/epub-33/#sec-meta-elem
    """
    given = {"property": name, "id": identifier, "scheme": scheme, LANGUAGE: language}
    if refines:
        given["refines"] = f"#{refines}"
    return Statement("meta", tidy(text), tuple((k, v) for k, v in given.items() if v))


def element(name: str, text: str, *, identifier: str = "", language: str = "") -> Statement:
    """A Dublin Core element of the publication.

    https://www.w3.org/TR/epub-33/#sec-opf-dcmes-hd
    """
    given = {"id": identifier, LANGUAGE: language}
    return Statement(f"dc:{name}", tidy(text), tuple((k, v) for k, v in given.items() if v))


def link(
    rel: str, href: str, *, media_type: str = "", properties: str = "", refines: str = ""
) -> Statement:
    """A resource that belongs to the publication, or to the statement whose id is ``refines``.

    https://www.w3.org/TR/epub-33/#sec-link-elem
    """
    given = {"rel": rel, "href": href, "media-type": media_type, "properties": properties}
    if refines:
        given["refines"] = f"#{refines}"
    return Statement("link", "", tuple((k, v) for k, v in given.items() if v))


def prefixes_of(statements: Iterable[Statement]) -> str:
    """The value of the package's ``prefix``: the vocabularies that the statements use.

    https://www.w3.org/TR/epub-33/#sec-prefix-attr
    """
    used = {
        value.partition(":")[0]
        for statement in statements
        for name, value in statement.attributes
        if name in ("property", "scheme", "rel") and ":" in value
    }
    return " ".join(f"{name}: {PREFIXES[name]}" for name in sorted(used))


def moment(modified: datetime) -> str:
    """A moment as dcterms:modified wants it: to the second, in UTC; without a zone it is in UTC.

    https://www.w3.org/TR/epub-33/#sec-metadata-last-modified
    """
    aware = modified.replace(tzinfo=UTC) if modified.tzinfo is None else modified.astimezone(UTC)
    return f"{aware.year:04d}-{aware:%m-%dT%H:%M:%SZ}"
