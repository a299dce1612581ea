"""A record tells which facts a publisher would still want."""

from __future__ import annotations

from imprint.diagnostics import Findings, Place
from imprint.model.record import Record

# What is missing, and how the command line says it.
_WAYS = {
    "author": '--set author="Jane Roe"',
    "date": "--set date=2024-05-03",
    "where and when it was first published": '--set original.venue="Le Monde"',
    "licence or rights": '--set rights="© 2024 Jane Roe"',
    "publisher": '--set publisher="Example Press"',
    "language": "--set lang=en",
    "translator": '--set translator="John Doe"',
    "title of the original": '--set original.title="Le titre"',
    "language of the original": "--set original.lang=fr",
}


def missing_facts(record: Record) -> tuple[str, ...]:
    """The facts that the record does not state, in words.

    The language counts as stated when ``record.places`` knows where (key ``lang``).
    """
    original = record.original
    wanted = {
        "author": bool(record.authors or original.contributors),
        "date": record.issued is not None,
        "where and when it was first published": bool(original.venue or original.issued),
        "licence or rights": bool(record.licence or record.rights),
        "publisher": record.publisher is not None,
        "language": "lang" in record.places,
    }
    if is_translation(record):
        wanted["translator"] = bool(record.by_role("trl"))
        wanted["title of the original"] = bool(original.title)
        wanted["language of the original"] = bool(original.language)
    return tuple(fact for fact, stated in wanted.items() if not stated)


def is_translation(record: Record) -> bool:
    """Whether the record's own facts show that the text was translated."""
    foreign = bool(record.original.language) and record.original.language != record.language
    return foreign or bool(record.by_role("trl"))


def report_missing(record: Record, *, file: str, findings: Findings) -> None:
    """REC-008, once, naming every fact that is still wanted and the way to state it."""
    missing = missing_facts(record)
    if not missing:
        return
    ways = " ".join(_WAYS[fact] for fact in missing[:3])
    findings.add(
        "REC-008",
        f"facts that a publisher would still want: {', '.join(missing)}",
        mend=f"say them under the heading “About this publication” at the end of the text, in an"
        f" imprint.toml beside it, or here: imprint build {file} {ways}",
        where=Place(file),
    )
