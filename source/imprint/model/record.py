"""The record: the facts about a publication, said once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Place


class PartialDate(Struct, frozen=True, order=True):
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


class Contributor(Struct, frozen=True, kw_only=True):
    """A person or a body, and what they did.

    ``role`` is a MARC relator code (``aut``, ``trl``, ``edt`` …,
    https://www.loc.gov/marc/relators/); ``sort_name`` is the form to file under. ``is_body`` says
    that it is no person but an organisation. ``alternate_name`` is the name in another script,
    whose BCP 47 tag is ``alternate_language``. ``isni`` has sixteen digits (ISO 27729).
    """

    name: str
    role: str = "aut"
    sort_name: str = ""
    is_body: bool = False
    alternate_name: str = ""
    alternate_language: str = ""
    orcid: str = ""
    isni: str = ""
    url: str = ""
    affiliation: str = ""
    biography: str = ""
    place: Place = NOWHERE

    @property
    def registered(self) -> tuple[str, ...]:
        """The addresses that registers of people know them by: ORCID's and ISNI's.

        https://orcid.org · https://isni.org
        """
        isni = re.sub(r"[^0-9X]", "", self.isni.rpartition("/")[2].upper())
        orcid = self.orcid.rpartition("/")[2]
        return (
            *((f"https://orcid.org/{orcid}",) if orcid else ()),
            *((f"https://isni.org/isni/{isni}",) if isni else ()),
        )


class Identifier(Struct, frozen=True, kw_only=True):
    """An identifier of the publication, or of one of its formats.

    ``scheme`` is ``isbn``, ``issn``, ``doi``, ``uuid``, ``urn`` or ``url``, or ``lccn`` or
    ``oclc`` for the number of a record in a library's catalogue; ``value`` is the canonical form
    (an ISBN has its hyphens); ``medium`` is ``epub``, ``print`` or another format's name, empty
    for the publication as a whole.
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
            case "lccn":  # RFC 4452
                return f"info:lccn/{self.value}"
            case "oclc":
                return f"info:oclcnum/{self.value}"
            case _:
                return self.value


class Publisher(Struct, frozen=True, kw_only=True):
    """The house that publishes; ``imprint`` is the name that it publishes this under, if another.

    ``country`` is its ISO 3166-1 code of two letters.
    """

    name: str
    imprint: str = ""
    place: str = ""
    country: str = ""
    address: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""


class Licence(Struct, frozen=True, kw_only=True):
    """A licence by its SPDX identifier, with its name and the address of its deed."""

    spdx: str
    name: str
    url: str = ""


class RightsStatement(Struct, frozen=True, kw_only=True):
    """The rights in a part of the publication: the pictures, the translation, one text."""

    part: str
    text: str = ""
    licence: Licence | None = None


class Subject(Struct, frozen=True, kw_only=True):
    """What the publication is about: a term, and its code in a scheme where it has one.

    ``authority`` is the scheme's name in small letters (``thema``, ``bisac``, ``lcsh`` …), ``term``
    the code; neither stands without the other. https://www.w3.org/TR/epub-33/#sec-authority
    """

    text: str
    authority: str = ""
    term: str = ""


class Series(Struct, frozen=True, kw_only=True):
    """The series that the publication belongs to, and its position in it.

    ``type`` is ``series``, or ``set`` for volumes that are one work.
    """

    title: str
    position: str = ""
    issn: str = ""
    type: str = "series"


class Serial(Struct, frozen=True, kw_only=True):
    """The magazine or journal that the publication is an issue of.

    ``cover_date`` is as it stands on the cover (``Spring 2026``).
    """

    title: str
    issn: str = ""
    volume: str = ""
    number: str = ""
    cover_date: str = ""


class Original(Struct, frozen=True, kw_only=True):
    """The publication that this one translates or republishes.

    ``venue`` is the journal, site or book that it first appeared in, ``edition`` the edition or
    version that was used. ``url`` was looked at on ``accessed`` and is kept at ``archive_url``.
    ``permission`` says who allowed this one and how. ``via`` is the translation that this one was
    made from, where it was not made from the original itself.
    """

    title: str = ""
    language: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    published_at: str = ""  # the town
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    issued: PartialDate | None = None
    url: str = ""
    archive_url: str = ""
    accessed: PartialDate | None = None
    identifiers: tuple[Identifier, ...] = ()
    rights: str = ""
    licence: Licence | None = None
    permission: str = ""
    via: Original | None = None

    def __bool__(self) -> bool:
        return self != Original()


class Credit(Struct, frozen=True, kw_only=True):
    """Work on this edition that is named on the imprint page and nowhere else."""

    label: str
    name: str


class Review(Struct, frozen=True, kw_only=True):
    """What somebody said of the publication; ``source`` is the paper or the site."""

    text: str
    author: str = ""
    source: str = ""
    date: PartialDate | None = None


class Funder(Struct, frozen=True, kw_only=True):
    """Who paid for it, and under which award."""

    name: str
    award: str = ""
    url: str = ""


class Price(Struct, frozen=True, kw_only=True):
    """A retail price: a decimal ``amount`` such as ``19.90`` in an ISO 4217 ``currency``.

    ``countries`` are the ISO 3166-1 codes it holds in; none: everywhere. ``taxed`` says whether the
    tax on sales is in it.
    """

    amount: str
    currency: str
    countries: tuple[str, ...] = ()
    taxed: bool = True


# Every country, among countries.
WORLD = "WORLD"


class SalesRights(Struct, frozen=True, kw_only=True):
    """Where the house may sell: ``countries`` by ISO 3166-1, or WORLD but for those ``excluded``.

    ``exclusive`` says whether nobody else may sell it there; None where it is not said.
    """

    countries: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    exclusive: bool | None = None

    def cover(self, country: str) -> bool:
        """Whether a country is among them; WORLD stands for every one."""
        is_named = WORLD in self.countries or country in self.countries
        return is_named and country not in self.excluded


class Availability(Enum):
    """Whether a product can be had; the value is the author's word."""

    AVAILABLE = "available"
    FORTHCOMING = "forthcoming"
    ON_DEMAND = "on-demand"
    OUT_OF_PRINT = "out-of-print"
    WITHDRAWN = "withdrawn"


class Product(Struct, frozen=True, kw_only=True):
    """A format that is sold or given away, by its name (``epub``, ``print``, ``hardcover`` …).

    ``is_free`` says that it costs nothing. ``paper`` is one of the papers of the printer's profile,
    ``binding`` how the book is bound, in words. ``addon`` are the five digits beside the barcode.
    """

    medium: str
    prices: tuple[Price, ...] = ()
    is_free: bool = False
    availability: Availability | None = None
    issued: PartialDate | None = None
    paper: str = ""
    binding: str = ""
    addon: str = ""
    place: Place = NOWHERE


class Printing(Struct, frozen=True, kw_only=True):
    """How this printing was made; ``impression`` counts from 1, 0 where it is not said.

    ``date`` is when the presses stopped, ``run`` the number of copies, ``sheets`` the number of
    printed sheets, each as the house says it.
    """

    impression: int = 0
    printer: str = ""
    address: str = ""
    binder: str = ""
    date: PartialDate | None = None
    run: str = ""
    paper: str = ""
    sheets: str = ""

    def __bool__(self) -> bool:
        return self != Printing()


class Accessibility(Struct, frozen=True, kw_only=True):
    """What the house says of accessibility: whom to ask, and who certified what.

    ``conformance`` is the claim that ``certifier`` stands for, such as ``WCAG 2.2 AA``; ``report``
    is the address of the certifier's report. ``exemption`` is ``eaa-microenterprise``,
    ``eaa-disproportionate-burden`` or ``eaa-fundamental-alteration``.
    """

    contact: str = ""
    summary: str = ""
    conformance: str = ""
    certifier: str = ""
    credential: str = ""
    report: str = ""
    certified: PartialDate | None = None
    exemption: str = ""

    def __bool__(self) -> bool:
        return self != Accessibility()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The facts about a publication; what is not known is empty, and never invented.

    ``language`` is the BCP 47 tag of the text, ``other_languages`` are further ones of it.
    ``changes`` says what was altered of the original, ``deposit`` and ``cip`` are the notices of
    legal deposit and of cataloguing in publication as an agency gave them, ``notices`` other
    paragraphs of the imprint page. ``places`` maps a fact's key to where it was stated.

    A section that is a text of its own, in a magazine or an anthology, has a record as well.
    """

    title: str = ""
    subtitle: str = ""
    short_title: str = ""
    language: str = "en"
    other_languages: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    publisher: Publisher | None = None
    issued: PartialDate | None = None
    modified: datetime | None = None
    identifiers: tuple[Identifier, ...] = ()
    rights: str = ""
    licence: Licence | None = None
    rights_of_parts: tuple[RightsStatement, ...] = ()
    changes: str = ""
    edition: str = ""
    version: str = ""
    printing: Printing = Printing()
    series: Series | None = None
    serial: Serial | None = None
    original: Original = Original()
    publication_type: str = ""
    description: str = ""
    standfirst: str = ""
    reviews: tuple[Review, ...] = ()
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    funders: tuple[Funder, ...] = ()
    deposit: str = ""
    cip: str = ""
    notices: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    accessibility: Accessibility = Accessibility()
    sales_rights: SalesRights | None = None
    products: tuple[Product, ...] = ()
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

    def product(self, medium: str) -> Product | None:
        """What is said of a format, or None."""
        return next((product for product in self.products if product.medium == medium), None)

    def issued_as(self, medium: str) -> PartialDate | None:
        """When a format is published: on a date of its own, or with the publication."""
        product = self.product(medium)
        return (product.issued if product else None) or self.issued

    @property
    def terms(self) -> tuple[str, ...]:
        """The words that it can be found by: its subjects and its keywords."""
        return tuple(dict.fromkeys((*(subject.text for subject in self.subjects), *self.keywords)))
