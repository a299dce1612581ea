"""Records become the keys that they are cited by: ``brandt2026sea``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from imprint.emitters.records.names import name_of
from imprint.model.record import PartialDate, Record

# What no title is known by.
_SMALL = set(
    "a an the der die das ein eine le la les l un une el los las uno una il lo gli".split()
)


def citation_keys(records: Iterable[Record]) -> list[str]:
    """A key for each record: the first name, the year, the first word of the title.

    Letters and digits alone; a second record of the same key has ``b`` after it, and so on. The
    first record is what the others are in: it has the year of those that have none.
    """
    keys: list[str] = []
    records = tuple(records)
    for record in records:
        wanted = _key(record, record.issued or records[0].issued)
        key, number = wanted, 1
        while key in keys:
            number += 1
            key = f"{wanted}{_letters(number)}"
        keys.append(key)
    return keys


def _key(record: Record, issued: PartialDate | None) -> str:
    year = str(issued.year) if issued else ""
    words = [word for word in _plain(record.title).split() if word not in _SMALL]
    found = f"{_name(record)}{year}{''.join(words[:1])[:20]}"
    return found if found != year else f"publication{year}"


def _name(record: Record) -> str:
    people = record.authors or record.by_role("edt", "edc", "com", "trl")
    if not people:
        return ""
    name = name_of(people[0])
    whole = _plain(name.literal).split()
    if people[0].is_body:
        return "".join(whole)[:20]
    return (_plain(name.family).replace(" ", "") or "".join(whole[-1:]))[:20]


def _plain(text: str) -> str:
    """Small letters and digits of ASCII, as far as a text has them."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", ascii_text.lower()).strip()


def _letters(number: int) -> str:
    """1 is ``a``, 26 is ``z``, 27 is ``aa``."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
