"""Contributors become those of a product, each once with all that they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imprint.emitters.onix.codes import language_code, variety
from imprint.emitters.onix.nodes import Node, composite, flag, leaf, link, plain, prose
from imprint.emitters.onix.roles import (
    AUTHOR,
    OTHER,
    TRANSLATOR,
    description_of,
    house_role_of,
    role_of,
)
from imprint.model.record import Contributor, Record

_ISNI, _ORCID = "16", "21"  # list 44
_OTHER_SCRIPT = "05"  # list 18
_OWN_WEBSITE = "06"  # list 73


def contributors(record: Record) -> Iterator[Node | None]:
    """The contributors in the order of the record; that there are none is said too."""
    people = credited(record.contributors)
    if not people:
        yield flag("NoContributor")
    for number, parts in enumerate(people, 1):
        yield _contributor(number, parts, record)


def credited(people: Iterable[Contributor]) -> list[list[Contributor]]:
    """Those who made the content, each with one entry for each thing that they did.

    They stand in the order of the record; who is an author among other things stands where the
    author does, so that the authors keep their order, and is one first.
    """
    found: dict[tuple[str, str, str], list[tuple[int, Contributor]]] = {}
    for at, person in enumerate(people):
        if plain(person.name) and not house_role_of(person.role):
            key = (plain(person.name), person.orcid, person.isni)
            found.setdefault(key, []).append((at, person))
    ranked = [
        sorted(parts, key=lambda part: (role_of(part[1].role) != AUTHOR, part[0]))
        for parts in found.values()
    ]
    ranked.sort(key=lambda parts: parts[0][0])
    return [[person for _, person in parts] for parts in ranked]


def _contributor(number: int, parts: list[Contributor], record: Record) -> Node | None:
    roles = tuple(dict.fromkeys(role_of(part.role) for part in parts))
    return composite(
        "Contributor",
        leaf("SequenceNumber", number),
        (leaf("ContributorRole", role) for role in roles),
        _languages(record) if TRANSLATOR in roles else None,
        _identifiers(parts[0]),
        _name(parts[0].name, _first(part.sort_name for part in parts), is_body=parts[0].is_body),
        _alternative(parts),
        _affiliation(_first(part.affiliation for part in parts)),
        _biography(parts, record),
        _website(_first(part.url for part in parts)),
        (
            leaf("ContributorDescription", description_of(part.role))
            for part in parts
            if role_of(part.role) == OTHER
        ),
    )


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if plain(text)), "")


def _languages(record: Record) -> Iterator[Node | None]:
    """What a translator translated from and into."""
    from_tag = record.original.via.language if record.original.via else ""
    source = language_code(from_tag or record.original.language)
    if source:
        yield leaf("FromLanguage", source)
        yield leaf("ToLanguage", language_code(record.language))


def _identifiers(person: Contributor) -> Iterator[Node | None]:
    for kind, value in ((_ORCID, person.orcid.rsplit("/", 1)[-1]), (_ISNI, person.isni)):
        digits = "".join(character for character in value if character.isalnum())
        if digits:
            yield composite(
                "NameIdentifier", leaf("NameIDType", kind), leaf("IDValue", digits.upper())
            )


def _name(name: str, sorted_as: str, *, is_body: bool, language: str = "") -> Iterator[Node | None]:
    kind = "CorporateName" if is_body else "PersonName"
    code, script = language_code(language) if language else "", variety(language)[1]
    yield leaf(kind, name, language=code, textscript=script)
    yield leaf(f"{kind}Inverted", sorted_as)


def _alternative(parts: list[Contributor]) -> Node | None:
    for part in parts:
        if plain(part.alternate_name):
            language = part.alternate_language
            name = _name(part.alternate_name, "", is_body=part.is_body, language=language)
            return composite("AlternativeName", leaf("NameType", _OTHER_SCRIPT), name)
    return None


def _affiliation(text: str) -> Node | None:
    return composite("ProfessionalAffiliation", leaf("Affiliation", text))


def _biography(parts: list[Contributor], record: Record) -> Node | None:
    text = _first(part.biography for part in parts)
    return prose("BiographicalNote", text, language=language_code(record.language))


def _website(url: str) -> Node | None:
    address = link("WebsiteLink", url)
    return composite("Website", leaf("WebsiteRole", _OWN_WEBSITE), address) if address else None
