"""The record's contributors become creators and contributors of the package document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imprint.emitters.epub.statements import Statement, element, meta
from imprint.model.record import Contributor
from imprint.model.titles import tidy


def people(contributors: Iterable[Contributor], *, language: str) -> Iterator[Statement]:
    """Authors as creators and everybody else as contributors, each with a role.

    ``language`` is the package's: a name in another script has a language that differs from it.
    https://www.w3.org/TR/epub-33/#sec-opf-dccreator
    """
    named = [person for person in contributors if tidy(person.name)]
    for name, them in (
        ("creator", [person for person in named if person.role == "aut"]),
        ("contributor", [person for person in named if person.role != "aut"]),
    ):
        for number, person in enumerate(them, 1):
            identifier = f"{name}-{number}"
            yield element(name, person.name, identifier=identifier)
            yield from _refined(person, identifier, language)


def _refined(person: Contributor, name: str, language: str) -> Iterator[Statement]:
    yield meta("role", person.role, refines=name, scheme="marc:relators")
    yield meta("file-as", person.sort_name, refines=name)
    if person.alternate_language not in ("", language):
        # https://www.w3.org/TR/epub-33/#sec-alternate-script
        yield meta(
            "alternate-script",
            person.alternate_name,
            refines=name,
            language=person.alternate_language,
        )
    for address in person.registered:
        yield meta("dcterms:identifier", address, refines=name)
