"""An ONIX message becomes the facts that it states of each product.

https://www.editeur.org/93/Release-3.0-and-3.1-Downloads/ · code lists: https://ns.editeur.org/onix/en
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from imprint.checks.accessibility_codes import FEATURES, HAZARDS
from imprint.checks.facts import (
    Stated,
    Unreadable,
    all_canonical,
    canonical,
    identified,
    number_of,
    parsed,
    sales_territory,
    text_of,
)

# Code list 17 and the MARC relators that mean the same. A code for which there are several relators
# is compared with all of them, and others by the names alone.
_ROLES = {"A01": "aut"}
_SEVERAL = ("A12", "A13", "A15", "A19", "A23", "A24", "B01", "B06", "E07")
# Code list 163: what a date is of.
_DATES = {"01": "days", "11": "original.issued", "20": "original.issued"}


@dataclass(frozen=True, slots=True)
class OnixProduct:
    """A product of a message: its identifiers, those of its relatives by relation, its facts."""

    reference: str
    isbn: str
    form: str
    related: tuple[tuple[str, str], ...]
    stated: tuple[Stated, ...]


def read_onix(content: bytes, file: str) -> tuple[OnixProduct, ...]:
    """The products of a message in reference tags; raises Unreadable."""
    root = parsed(content)
    if etree.QName(root).localname != "ONIXMessage":
        raise Unreadable("it is not an ONIX message in reference tags")
    return tuple(_Product(element, file).product() for element in root.iter("{*}Product"))


class _Product:
    def __init__(self, element: etree._Element, file: str) -> None:
        self._element = element
        self._file = file
        self._reference = self._text(element, "RecordReference")

    def product(self) -> OnixProduct:
        identifiers = {
            self._text(i, "ProductIDType"): self._text(i, "IDValue")
            for i in self._element.findall("{*}ProductIdentifier")
        }
        form = self._text(self._element, "DescriptiveDetail/ProductForm")
        details = [canonical(text_of(each)) for each in self._all("ProductFormDetail")]
        medium = "print" if form.startswith("B") else "epub" if "E101" in details else "other"
        kind = "paper" if form.startswith("B") else "file" if form.startswith("E") else "other"
        isbn = identified(identifiers.get("15", identifiers.get("03", "")))
        stated = [
            self._stated(fact, values, where)
            for fact, values, where in self._facts(medium, kind)
            if values
        ]
        if isbn[0] == "isbn":
            fact = "isbn.epub" if medium == "epub" else f"isbns.{kind}"
            stated.append(self._stated(fact, (isbn[1],), "ProductIdentifier"))
        if "06" in identifiers:
            stated.append(
                self._stated("dois", (identified(identifiers["06"])[1],), "ProductIdentifier")
            )
        return OnixProduct(
            reference=self._reference,
            isbn=isbn[1] if isbn[0] == "isbn" else "",
            form=form,
            related=tuple(self._related()),
            stated=tuple(stated),
        )

    def _stated(self, fact: str, values: tuple[str, ...], where: str) -> Stated:
        return Stated(fact, values, "onix", self._file, f"{where} of {self._reference}")

    @staticmethod
    def _text(element: etree._Element, path: str) -> str:
        found = element.find("/".join(f"{{*}}{step}" for step in path.split("/")))
        return canonical(text_of(found)) if found is not None else ""

    def _all(self, name: str) -> Iterator[etree._Element]:
        yield from self._element.iter(f"{{*}}{name}")

    def _related(self) -> Iterator[tuple[str, str]]:
        for relative in self._all("RelatedProduct"):
            relation = self._text(relative, "ProductRelationCode")
            for identifier in relative.iter("{*}ProductIdentifier"):
                if self._text(identifier, "ProductIDType") in ("15", "03"):
                    yield relation, identified(self._text(identifier, "IDValue"))[1]
                    break

    def _facts(self, medium: str, kind: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        yield from self._titles()
        yield from self._people()
        for role, fact in (("01", "language3"), ("02", "original.language3")):
            codes = [
                self._text(language, "LanguageCode")
                for language in self._all("Language")
                if self._text(language, "LanguageRole") == role
            ]
            yield fact, all_canonical(codes), "Language"
        for identifier in self._all("WorkIdentifier"):
            if self._text(identifier, "WorkIDType") == "06":
                doi = identified(self._text(identifier, "IDValue"))[1]
                yield "doi", (doi,), "RelatedWork"
        for publisher in self._all("Publisher"):
            if self._text(publisher, "PublishingRole") == "01":
                yield (
                    "publisher",
                    all_canonical([self._text(publisher, "PublisherName")]),
                    "Publisher",
                )
        for date in self._all("PublishingDate"):
            dated = _DATES.get(self._text(date, "PublishingDateRole"), "")
            if dated:
                yield dated, all_canonical([_iso(self._text(date, "Date"))]), "PublishingDate"
        extents = {
            self._text(extent, "ExtentType"): self._text(extent, "ExtentValue")
            for extent in self._all("Extent")
            if self._text(extent, "ExtentUnit") == "03"
        }
        # List 23: every page, or for a text without pages those of the printed book; the others
        # count some of them.
        whole = extents.get("07") or extents.get("08") or extents.get("00", "")
        printed = medium == "print" or "08" in extents
        yield f"pages.{'print' if printed else medium}", all_canonical([whole]), "Extent"
        for price in self._all("Price"):
            amount = f"{self._text(price, 'PriceAmount')} {self._text(price, 'CurrencyCode')}"
            yield f"prices.{kind}", all_canonical([amount]), "Price"
        yield (
            "edition",
            all_canonical([self._text(self._element, "DescriptiveDetail/EditionStatement")]),
            "EditionStatement",
        )
        if medium == "epub":
            yield from self._accessibility()
        for text in self._all("TextContent"):
            if self._text(text, "TextType") == "06":
                yield "reviews", all_canonical([self._text(text, "Text")]), "TextContent"
            elif self._text(text, "TextType") == "03":
                yield "description", all_canonical([self._text(text, "Text")]), "TextContent"
        terms = [self._text(s, "SubjectCode") for s in self._all("Subject")]
        yield "codes of subjects", all_canonical(terms), "SubjectCode"
        for fact, name in (
            ("imprint", "Imprint/ImprintName"), ("place", "CityOfPublication"),
            ("country", "CountryOfPublication"),
        ):  # fmt: skip
            found = self._text(self._element, f"PublishingDetail/{name}")
            yield fact, all_canonical([found]), name
        issns = [
            self._text(i, "IDValue")
            for i in self._all("CollectionIdentifier")
            if self._text(i, "CollectionIDType") == "02"
        ]
        yield "ISSNs", tuple(identified(issn)[1] for issn in issns), "CollectionIdentifier"
        for rights in self._all("SalesRights"):
            included = " ".join(
                self._text(rights, f"Territory/{name}")
                for name in ("CountriesIncluded", "RegionsIncluded")
            )
            excluded = self._text(rights, "Territory/CountriesExcluded")
            lands = sales_territory(included.split(), excluded.split())
            yield "sales rights", lands, "SalesRights"
        for price in self._all("Price"):
            territory = self._text(price, "Territory/CountriesIncluded").split()
            yield f"countries of prices.{kind}", tuple(territory), "Territory"
        terms = [self._text(s, "SubjectHeadingText") for s in self._all("Subject")]
        words = [term for text in all_canonical(terms) for term in text.split("; ")]
        yield "some terms", tuple(words), "Subject"

    def _accessibility(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        for kind, fact, words in (
            ("09", "accessibility.features", FEATURES),
            ("12", "accessibility.hazards", HAZARDS),
        ):
            codes = [
                self._text(feature, "ProductFormFeatureValue")
                for feature in self._all("ProductFormFeature")
                if self._text(feature, "ProductFormFeatureType") == kind
            ]
            said = {words[code] for code in codes if code in words}
            yield fact, tuple(sorted(said)), f"ProductFormFeature {kind}"

    def _titles(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        for detail in self._element.findall("{*}DescriptiveDetail/{*}TitleDetail"):
            kind = self._text(detail, "TitleType")
            element = detail.find("{*}TitleElement")
            if element is None:
                continue
            prefix = self._text(element, "TitlePrefix")
            without = self._text(element, "TitleWithoutPrefix")
            title = self._text(element, "TitleText") or canonical(f"{prefix} {without}")
            if kind == "01":
                yield "title", all_canonical([title]), "TitleDetail"
                yield "subtitle", all_canonical([self._text(element, "Subtitle")]), "TitleDetail"
            elif kind == "03":
                yield "original.title", all_canonical([title]), "TitleDetail 03"
        for collection in self._element.findall("{*}DescriptiveDetail/{*}Collection"):
            for element in collection.iter("{*}TitleElement"):
                if self._text(element, "TitleElementLevel") == "02":
                    yield "series", all_canonical([self._text(element, "TitleText")]), "Collection"
                    break

    def _people(self) -> Iterator[tuple[str, tuple[str, ...], str]]:
        roles: dict[str, list[str]] = {}
        for person in self._element.findall("{*}DescriptiveDetail/{*}Contributor"):
            name = self._text(person, "PersonName") or self._text(person, "CorporateName")
            for code in person.findall("{*}ContributorRole"):
                given = canonical(code.text or "")
                fact = f"role.{_ROLES[given]}" if given in _ROLES else f"trade.{given}"
                if given in _ROLES or given in _SEVERAL:
                    roles.setdefault(fact, []).append(name)
            yield "some names", all_canonical([name]), "Contributor"
            inverted = self._text(person, "PersonNameInverted")
            yield f"file-as.{name}", all_canonical([inverted]), "PersonNameInverted"
            known = [self._text(i, "IDValue") for i in person.findall("{*}NameIdentifier")]
            yield "people's numbers", _numbers(known), "NameIdentifier"
        for fact, names in roles.items():
            yield fact, all_canonical(names), "Contributor"


def _numbers(texts: list[str]) -> tuple[str, ...]:
    return tuple(bare for bare in map(number_of, texts) if bare)


def _iso(date: str) -> str:
    """A date of an ONIX message (YYYYMMDD, YYYYMM or YYYY) as ISO 8601 has it."""
    parts = [date[:4], date[4:6], date[6:8]]
    return "-".join(part for part in parts if part)
