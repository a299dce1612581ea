"""What a pack requires of the record, and findings for what is not there."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.layouts.imprint_page.values import Value
from imprint.model.record import Record
from imprint.model.rendition import Medium


class Requirement(Struct, frozen=True, kw_only=True):
    """One of ``facts`` has to be known in each of ``media``, and ``why``.

    ``when`` is a condition, or empty: ``translation``. ``refused`` says that nobody may print or
    publish without it.
    """

    facts: tuple[str, ...]
    media: tuple[Medium, ...]
    why: str = ""
    when: str = ""
    refused: bool = False


# What a fact is called, and the key that states it with an example; {medium} is a format.
KEYS: Mapping[str, tuple[str, str]] = {
    "title": ("title", 'title = "The Sea"'),
    "authors": ("author", 'author = "Ursula Brandt"'),
    "translators": ("translator", 'translator = "Ann Lee"'),
    "editors": ("editor", 'editor = "Ben Holt"'),
    "publisher": ("publisher", 'publisher.name = "Harbour Press"'),
    "place": ("place of the publisher", 'publisher.place = "Leipzig"'),
    "address": ("address of the publisher", 'publisher.address = "Kai 1, 04100 Leipzig"'),
    "phone": ("telephone number of the publisher", 'publisher.phone = "+49 341 000000"'),
    "email": ("mail address of the publisher", 'publisher.email = "post@example.org"'),
    "date": ("date", 'date = "2026-11"'),
    "edition": ("edition", 'edition = "Second edition"'),
    "edition-number": ("number of the edition", 'edition = "2"'),
    "rights": ("copyright line", 'rights = "© 2026 Ursula Brandt"'),
    "licence": ("licence", 'license = "CC-BY-SA-4.0"'),
    "changes": ("note of what was changed", 'changes = "Abridged."'),
    "isbn": ("ISBN of the format", 'formats.{medium}.isbn = "978-0-306-40615-7"'),
    "price": ("price", 'formats.{medium}.price = "19.90 EUR"'),
    "deposit": ("legal deposit", 'legal-deposit = "March 2026"'),
    "cip": ("block of cataloguing in publication", 'cip = """…"""'),
    "printer": ("printer", 'printing.printer = "Druckerei Beispiel"'),
    "printer-address": ("address of the printer", 'printing.address = "Ring 2, 04100 Leipzig"'),
    "binder": ("binder", 'printing.binder = "Buchbinderei Beispiel"'),
    "printing-date": ("date of printing", 'printing.date = "2026-03"'),
    "impression": ("number of the impression", "printing.impression = 1"),
    "run": ("number of copies printed", 'printing.run = "2000"'),
    "sheets": ("number of printed sheets", 'printing.sheets = "8.5"'),
    "original-title": ("title of the original", 'original.title = "Das Meer"'),
    "original-language": ("language of the original", 'original.lang = "de"'),
    "original-author": ("author of the original", 'original.author = "Ursula Brandt"'),
    "original-publisher": ("publisher of the original", 'original.publisher = "Hafen Verlag"'),
    "original-venue": ("journal or site of the original", 'original.venue = "Merkur"'),
    "original-edition": ("edition that was translated", 'original.edition = "2nd edition"'),
    "original-date": ("date of the original", "original.date = 1987"),
    "original-url": ("address of the original", 'original.url = "https://example.org/meer"'),
    "original-rights": ("rights in the original", 'original.rights = "© 1987 Hafen Verlag"'),
    "original-permission": ("permission", 'original.permission = "By permission of the author"'),
}
CONDITIONS = ("translation",)


def report_missing(
    pack: str,
    requirements: tuple[Requirement, ...],
    *,
    facts: Mapping[str, Value],
    record: Record,
    medium: Medium,
    where: Place,
    findings: Findings,
) -> None:
    """IMP-001 or IMP-002 for each requirement that nothing in the record meets."""
    for wanted in requirements:
        if medium not in wanted.media or not _holds(wanted.when, record):
            continue
        if not wanted.facts or any(fact in facts for fact in wanted.facts):
            continue
        names = " or ".join(KEYS[fact][0] for fact in wanted.facts)
        ways = [KEYS[fact][1].format(medium=medium.value) for fact in wanted.facts]
        why = f": {wanted.why}" if wanted.why else ""
        findings.add(
            "IMP-002" if wanted.refused else "IMP-001",
            f"the imprint page of the pack {pack} lacks the {names}{why}",
            mend=f"write {', or '.join(ways)}",
            where=_place(ways[0], record) or where,
        )


def _holds(condition: str, record: Record) -> bool:
    """Whether what a requirement depends on is so of the record."""
    if condition == "translation":
        original = record.original.language
        return bool(record.by_role("trl")) or (bool(original) and original != record.language)
    return not condition


def _place(way: str, record: Record) -> Place | None:
    """Where the table is in which the key is missing, if there is one."""
    table = way.partition(" ")[0].rpartition(".")[0]
    place = record.places.get(table) if table else None
    return place if place is not None and place != NOWHERE else None
