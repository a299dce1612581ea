"""The record: the facts about a publication, said once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from imprint.diagnostics import NOWHERE, Place


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date, known to the year, the month or the day (ISO 8601)."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
        if self.day:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A person or a body, and what they did.

    ``role`` is a MARC relator code (``aut``, ``trl``, ``edt`` …); ``sort_name`` is the form to
    file under; https://www.loc.gov/marc/relators/.
    """

    name: str
    role: str = "aut"
    sort_name: str = ""
    orcid: str = ""
    url: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An identifier of the publication, or of one of its formats.

    ``scheme`` is ``isbn``, ``issn``, ``doi``, ``uuid``, ``urn`` or ``url``; ``value`` is the
    canonical form (an ISBN has its hyphens); ``medium`` is ``epub``, ``print`` or another
    format's name, empty for the publication as a whole.
    """

    scheme: str
    value: str
    medium: str = ""
    place: Place = NOWHERE

    @property
    def urn(self) -> str:
        """The identifier as a URN or URL, as EPUB prefers it."""
        match self.scheme:
            case "isbn":
                return "urn:isbn:" + self.value.replace("-", "")
            case "issn":
                return f"urn:issn:{self.value}"
            case "doi":
                return f"https://doi.org/{self.value}"
            case "uuid":
                return f"urn:uuid:{self.value}"
            case _:
                return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    name: str
    place: str = ""
    address: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence by its SPDX identifier, with its name and the address of its deed."""

    spdx: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The series that the publication belongs to, and its position in it."""

    title: str
    position: str = ""
    issn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The publication that this one translates or republishes."""

    title: str = ""
    language: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    venue: str = ""  # the journal, site or book that it first appeared in
    issued: PartialDate | None = None
    url: str = ""
    accessed: PartialDate | None = None
    identifiers: tuple[Identifier, ...] = ()

    def __bool__(self) -> bool:
        return self != Original()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Work on this edition that is named on the imprint page and nowhere else."""

    label: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The facts about a publication; what is not known is empty, and never invented.

    ``language`` is a BCP 47 tag. ``places`` maps a fact's key to where it was stated.
    """

    title: str = ""
    subtitle: str = ""
    language: str = "en"
    contributors: tuple[Contributor, ...] = ()
    publisher: Publisher | None = None
    issued: PartialDate | None = None
    modified: datetime | None = None
    identifiers: tuple[Identifier, ...] = ()
    rights: str = ""
    licence: Licence | None = None
    edition: str = ""
    version: str = ""
    series: Series | None = None
    original: Original = Original()
    publication_type: str = ""
    description: str = ""
    standfirst: str = ""
    subjects: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    formats: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def by_role(self, *roles: str) -> tuple[Contributor, ...]:
        """The contributors with one of the roles, in the order of the record."""
        return tuple(person for person in self.contributors if person.role in roles)

    @property
    def authors(self) -> tuple[Contributor, ...]:
        return self.by_role("aut")

    def identifier(self, scheme: str, medium: str = "") -> Identifier | None:
        """The first identifier of that scheme for that format, or None."""
        return next(
            (
                identifier
                for identifier in self.identifiers
                if identifier.scheme == scheme and identifier.medium == medium
            ),
            None,
        )
