"""The record and a product's facts become what the product is (block 1, DescriptiveDetail)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imprint.emitters.onix import accessibility
from imprint.emitters.onix.accessibility import PICTURES
from imprint.emitters.onix.codes import (
    BISAC,
    KEYWORDS,
    PROPRIETARY_SCHEME,
    THEMA,
    language_code,
    subject_scheme,
    variety,
)
from imprint.emitters.onix.formats import Form, form_of
from imprint.emitters.onix.nodes import Node, composite, flag, leaf, link, plain
from imprint.emitters.onix.people import contributors
from imprint.model.product import ProductFacts
from imprint.model.record import Licence, Product, Record

# List 15.
_TITLE, _ORIGINAL_TITLE, _SHORT_TITLE, _FORMER_TITLE, _VIA_TITLE = "01", "03", "05", "08", "16"
_PRODUCT_LEVEL, _COLLECTION_LEVEL = "01", "02"  # list 149
_PERIODICAL = "18"  # list 12
# Lists 23 and 24.
_MAIN, _FRONT, _ALL, _OF_PRINT, _FILE_SIZE = "00", "03", "07", "08", "22"
_PAGES, _BYTES = "03", "17"
_NUMBER = re.compile(r"[1-9][0-9]{0,3}(?:\.[1-9][0-9]{0,3})*")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LINK = "EpubLicenseExpressionLink"
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/[^?#]+")


def descriptive_detail(record: Record, facts: ProductFacts) -> Node | None:
    """Form, titles, people, edition, languages, extent and subjects."""
    product = record.product(facts.medium) or Product(medium=facts.medium)
    form = form_of(facts.medium, product)
    return composite(
        "DescriptiveDetail",
        leaf("ProductComposition", "00"),
        leaf("ProductForm", form.code),
        (leaf("ProductFormDetail", detail) for detail in form.details),
        accessibility.features(facts.accessibility) if form.digital else None,
        leaf("ProductFormDescription", form.words),
        leaf("TradeCategory", _PERIODICAL if record.serial else ""),
        leaf("PrimaryContentType", form.content),
        (leaf("ProductContentType", code) for code in _contents(facts, form)),
        _measures(facts, form),
        leaf("EpubTechnicalProtection", "00" if form.is_ours else ""),
        _licence(record.licence) if form.digital else None,
        _collection(record),
        _titles(record),
        contributors(record),
        _edition(record, form),
        _languages(record),
        _extents(facts, form),
        _illustrations(facts),
        _subjects(record),
        _audience(record),
    )


def _contents(facts: ProductFacts, form: Form) -> Iterator[str]:
    """The kinds of content beside the first."""
    found = dict.fromkeys(accessibility.content_types(facts.accessibility))
    if facts.illustrations:
        found[PICTURES] = None
    yield from (code for code in found if code != form.content)


def _measures(facts: ProductFacts, form: Form) -> Iterator[Node | None]:
    """The trimmed page, and the book where its cover is as large; lists 48 and 50."""
    if facts.trim is None or form.digital:
        return
    width, height = facts.trim
    sizes = [("01", height), ("02", width)] if form.code == "BC" else []
    for kind, length in (*sizes, ("04", height), ("05", width)):
        yield composite(
            "Measure",
            leaf("MeasureType", kind),
            leaf("Measurement", f"{length:.1f}".removesuffix(".0")),
            leaf("MeasureUnitCode", "mm"),
        )


def _licence(licence: Licence | None) -> Node | None:
    """The licence by name and the address of its deed; Creative Commons has its text beside."""
    if licence is None or not plain(licence.name or licence.spdx):
        return None
    url = licence.url
    legal = ""
    if _CREATIVE_COMMONS.fullmatch(url):
        legal = re.sub(r"/(?:deed[\w.-]*)?$", "", url) + "/legalcode"
    links = (("01", link(_LINK, url)), ("02", link(_LINK, legal)))
    return composite(
        "EpubLicense",
        leaf("EpubLicenseName", licence.name or licence.spdx),
        (
            composite(
                "EpubLicenseExpression",
                leaf("EpubLicenseExpressionType", kind),
                address,
            )
            for kind, address in links
            if address
        ),
    )


def _collection(record: Record) -> Iterator[Node | None]:
    """The series, with the place in it; or the magazine, with the number of the issue."""
    series, serial = record.series, record.serial
    if serial and plain(serial.title):
        numbers = [plain(text) for text in (serial.volume, serial.number) if plain(text)]
        parts = [part for part in ("/".join(numbers), plain(serial.cover_date)) if part]
        issn = serial.issn or _issn(record)
        yield _in_collection(serial.title, ", ".join(parts), ".".join(numbers), issn, record)
    if series and plain(series.title):
        issn = series.issn or ("" if serial else _issn(record))
        yield _in_collection(series.title, series.position, series.position, issn, record)


def _in_collection(title: str, part: str, number: str, issn: str, record: Record) -> Node | None:
    sequence = leaf("CollectionSequenceNumber", number) if _NUMBER.fullmatch(number) else None
    identifier = leaf("IDValue", issn.replace("-", ""))
    return composite(
        "Collection",
        leaf("CollectionType", "10"),
        identifier
        and composite("CollectionIdentifier", leaf("CollectionIDType", "02"), identifier),
        sequence
        and composite("CollectionSequence", leaf("CollectionSequenceType", "03"), sequence),
        composite(
            "TitleDetail",
            leaf("TitleType", _TITLE),
            composite(
                "TitleElement",
                leaf("TitleElementLevel", _COLLECTION_LEVEL),
                leaf("PartNumber", part),
                leaf("TitleText", title, language=language_code(record.language)),
            ),
        ),
    )


def _issn(record: Record) -> str:
    return next((i.value for i in record.identifiers if i.scheme == "issn"), "")


def main_title(record: Record) -> str:
    """The title, or that of the magazine where an issue has none of its own."""
    return plain(record.title) or (plain(record.serial.title) if record.serial else "")


def _titles(record: Record) -> Iterator[Node | None]:
    original = record.original
    yield _title(_TITLE, main_title(record), record.language, subtitle=record.subtitle)
    if plain(record.short_title) not in ("", plain(record.title)):
        yield _title(_SHORT_TITLE, record.short_title, record.language)
    if plain(original.title):
        kind = _ORIGINAL_TITLE if is_translation(record) else _FORMER_TITLE
        if is_translation(record) or plain(original.title) != plain(record.title):
            yield _title(kind, original.title, original.language or record.language)
    if original.via and plain(original.via.title):
        yield _title(_VIA_TITLE, original.via.title, original.via.language)


def is_translation(record: Record) -> bool:
    """Whether the text was written in another language."""
    original = language_code(record.original.language) if record.original.language else ""
    return original not in ("", language_code(record.language))


def _title(kind: str, text: str, language: str, *, subtitle: str = "") -> Node | None:
    code, script = language_code(language) if language else "", variety(language)[1]
    return composite(
        "TitleDetail",
        leaf("TitleType", kind),
        composite(
            "TitleElement",
            leaf("TitleElementLevel", _PRODUCT_LEVEL),
            leaf("TitleText", text, language=code, textscript=script),
            leaf("Subtitle", subtitle, language=code, textscript=script),
        ),
    )


def _edition(record: Record, form: Form) -> Iterator[Node | None]:
    """The kind of edition, its number where it is one, and its words."""
    edition = plain(record.edition)
    is_number = bool(re.fullmatch(r"[1-9][0-9]{0,3}", edition))
    yield leaf("EditionType", form.edition)
    if is_number:
        yield leaf("EditionNumber", edition)
        yield leaf("EditionVersionNumber", record.version)
    else:
        yield leaf("EditionStatement", edition)


def _languages(record: Record) -> Iterator[Node | None]:
    """The languages of the text, and the one that it was written in (list 22)."""
    texts = dict.fromkeys((record.language, *record.other_languages))
    originals = [record.original.language] if is_translation(record) else []
    seen = set()
    for role, tags in (("01", texts), ("02", originals)):
        for tag in tags:
            code, (country, script) = language_code(tag), variety(tag)
            if code and (role, code, country, script) not in seen:
                seen.add((role, code, country, script))
                yield composite(
                    "Language",
                    leaf("LanguageRole", role),
                    leaf("LanguageCode", code),
                    leaf("CountryCode", country),
                    leaf("ScriptCode", script),
                )


def _extents(facts: ProductFacts, form: Form) -> Iterator[Node | None]:
    """The pages as built, numbered and all; those of the printed book for a text without pages."""
    if facts.pages and form.reflowable:
        yield _extent(_OF_PRINT, facts.pages, _PAGES)
    elif facts.pages:
        yield _extent(_MAIN, facts.numbered or facts.pages, _PAGES)
        if facts.front_matter:
            roman = _roman(facts.front_matter)
            yield _extent(_FRONT, facts.front_matter, _PAGES, roman=roman)
        yield _extent(_ALL, facts.pages, _PAGES)
    if facts.size and form.digital:
        yield _extent(_FILE_SIZE, facts.size, _BYTES)


def _extent(kind: str, value: int, unit: str, *, roman: str = "") -> Node | None:
    return composite(
        "Extent",
        leaf("ExtentType", kind),
        leaf("ExtentValue", value),
        leaf("ExtentValueRoman", roman),
        leaf("ExtentUnit", unit),
    )


def _roman(number: int) -> str:
    """A number below forty in roman letters, as front matter has them; nothing above."""
    if number >= 40:
        return ""
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters, number = letters + letter, number - value
    return letters


def _illustrations(facts: ProductFacts) -> Iterator[Node | None]:
    if facts.illustrations is not None:
        yield leaf("Illustrated", "02" if facts.illustrations else "01")
        yield leaf("NumberOfIllustrations", facts.illustrations or "")


def _subjects(record: Record) -> Iterator[Node | None]:
    """The subjects with a code, the first category of a scheme as its main one; then keywords."""
    mains: set[str] = set()
    for subject in record.subjects:
        if not (plain(subject.term) and plain(subject.authority)):
            continue
        scheme = subject_scheme(subject.authority, subject.term)
        is_main = scheme in (THEMA, BISAC) and scheme not in mains
        mains.add(scheme)
        yield composite(
            "Subject",
            flag("MainSubject") if is_main else None,
            leaf("SubjectSchemeIdentifier", scheme),
            leaf("SubjectSchemeName", subject.authority if scheme == PROPRIETARY_SCHEME else ""),
            leaf("SubjectCode", subject.term),
            leaf("SubjectHeadingText", subject.text),
        )
    words = [s.text for s in record.subjects if not plain(s.term)] + list(record.keywords)
    keywords = dict.fromkeys(plain(word).replace(";", ",") for word in words if plain(word))
    text = leaf("SubjectHeadingText", "; ".join(keywords))
    if text:
        yield composite("Subject", leaf("SubjectSchemeIdentifier", KEYWORDS), text)


def _audience(record: Record) -> Node | None:
    """For whom it is, as its subjects tell: both schemes have codes of their own for children.

    Lists 28 and 29; without a subject from either, nothing is said.
    """
    codes = [
        plain(subject.term).upper()
        for subject in record.subjects
        if subject_scheme(subject.authority, subject.term) in (THEMA, BISAC)
    ]
    if not any(codes):
        return None
    if any(code.startswith(("YAF", "YAN")) and code[3:].isdigit() for code in codes):
        value = "03"
    elif any(code.startswith(("JUV", "JNF", "Y")) for code in codes):
        value = "02"
    else:
        value = "01"
    return composite("Audience", leaf("AudienceCodeType", "01"), leaf("AudienceCodeValue", value))
