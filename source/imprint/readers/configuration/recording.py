"""The checked values of the keys become the record."""

from __future__ import annotations

from collections.abc import Mapping

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.model.record import Accessibility, Contributor, Original, Printing, Record, Series
from imprint.readers.configuration import keys
from imprint.readers.configuration.forms import Given, Key
from imprint.readers.configuration.people import in_order
from imprint.readers.configuration.titles import Titles, gather
from imprint.readers.configuration.trade import Formats
from imprint.readers.configuration.wording import shown
from imprint.values import fields_of, replace


def record_of(given: Given, places: Mapping[str, Place], *, findings: Findings) -> Record:
    """The record. REC-010 and CFG-006 where pandoc's keys do not fit each other or our own."""
    formats = given.get(keys.FORMATS) or Formats()
    titles = gather(given.all(keys.TITLE), findings=findings)
    language = given.text(keys.LANG) or Record().language
    others = dict.fromkeys(given.all(keys.OTHER_LANGUAGES))
    return Record(
        title=titles.get("main"),
        subtitle=_either(keys.SUBTITLE, given, titles, "subtitle", findings),
        short_title=_either(keys.SHORT_TITLE, given, titles, "short", findings),
        language=language,
        other_languages=tuple(tag for tag in others if tag != language),
        contributors=_contributors(given),
        publisher=given.get(keys.PUBLISHER),
        issued=given.get(keys.DATE),
        modified=given.get(keys.MODIFIED),
        identifiers=(*given.all(keys.IDENTIFIER), *formats.identifiers),
        rights=given.text(keys.RIGHTS),
        licence=given.get(keys.LICENCE),
        rights_of_parts=given.all(keys.RIGHTS_OF_PARTS),
        changes=given.text(keys.CHANGES),
        edition=_either(keys.EDITION, given, titles, "edition", findings),
        version=given.text(keys.VERSION),
        printing=given.get(keys.PRINTING) or Printing(),
        series=_series(given, titles, findings),
        serial=given.get(keys.SERIAL),
        original=given.get(keys.ORIGINAL) or Original(),
        publication_type=given.text(keys.TYPE),
        description=given.text(keys.DESCRIPTION),
        standfirst=given.text(keys.STANDFIRST),
        reviews=given.all(keys.REVIEWS),
        subjects=tuple(dict.fromkeys(given.all(keys.SUBJECT))),
        keywords=tuple(dict.fromkeys(given.all(keys.KEYWORDS))),
        funders=given.all(keys.FUNDING),
        deposit=given.text(keys.LEGAL_DEPOSIT),
        cip=given.text(keys.CIP),
        notices=given.all(keys.NOTICES),
        credits=given.all(keys.CREDITS),
        accessibility=_accessibility(given, findings),
        sales_rights=given.get(keys.SALES_RIGHTS),
        products=formats.products,
        places=places,
    )


def _either(key: Key[str], given: Given, titles: Titles, kind: str, findings: Findings) -> str:
    """What a key says, or else the title of that type."""
    stated, typed = given.text(key), titles.get(kind)
    if stated and typed and stated != typed:
        findings.add(
            "REC-010",
            f"the titles have another {kind}, and {key.name} was taken: {shown(stated)}",
            mend="keep one of the two",
            where=titles.places[kind],
        )
    return stated or typed


def _series(given: Given, titles: Titles, findings: Findings) -> Series | None:
    """The series, with what pandoc writes beside it."""
    title = titles.get("collection")
    series = given.get(keys.SERIES) or (Series(title=title) if title else None)
    position, kind = given.text(keys.GROUP_POSITION), given.text(keys.COLLECTION_TYPE)
    if series is None:
        for key in (keys.GROUP_POSITION, keys.COLLECTION_TYPE):
            if key in given and given.lacks(keys.SERIES):
                findings.add(
                    "CFG-006",
                    f"{key.name} is given, and the key belongs-to-collection is missing",
                    mend="write belongs-to-collection, the series' title",
                    where=given.place_of(key),
                )
        return None
    stated = {"position": series.position, "title": series.title}
    for name, other, where in (
        ("position", position, given.place_of(keys.GROUP_POSITION)),
        ("title", title, titles.places.get("collection", NOWHERE)),
    ):
        if other and stated[name] and other != stated[name]:
            findings.add(
                "REC-010",
                f"belongs-to-collection has another {name}, which was taken: {shown(stated[name])}",
                mend="keep one of the two",
                where=where,
            )
    return replace(series, position=series.position or position, type=kind or series.type)


def _accessibility(given: Given, findings: Findings) -> Accessibility:
    """What is said of accessibility, with the summary that pandoc writes beside it."""
    said = given.get(keys.ACCESSIBILITY) or Accessibility()
    summary = given.text(keys.ACCESSIBILITY_SUMMARY)
    if summary and said.summary and summary != said.summary:
        findings.add(
            "REC-010",
            f"accessibility has another summary, which was taken: {shown(said.summary)}",
            mend="keep one of the two",
            where=given.place_of(keys.ACCESSIBILITY_SUMMARY),
        )
    return replace(said, summary=said.summary or summary)


def _contributors(given: Given) -> tuple[Contributor, ...]:
    """The authors, and then everybody else in the order of the keys as written.

    Who is named as author and as creator with one role is one person, as told by the fuller one.
    """
    authors, creators = given.all(keys.AUTHOR), given.all(keys.CREATOR)
    twice = {_who(person) for person in authors} & {_who(person) for person in creators}
    settled: list[Contributor] = []
    for person in in_order(given, keys.PEOPLE):
        if _who(person) not in twice:
            settled.append(person)
        elif not any(_who(person) == _who(other) for other in settled):
            same = [one for one in (*authors, *creators) if _who(one) == _who(person)]
            settled.append(max(same, key=_fullness))
    return tuple(settled)


def _who(person: Contributor) -> tuple[str, str]:
    return person.name, person.role


def _fullness(person: Contributor) -> int:
    return sum(map(bool, fields_of(person).values()))
