"""Texts that many keys share, each with its check: dates, languages, addresses, countries."""

from __future__ import annotations

from imprint.readers.configuration.addresses import parse_contact, parse_email, parse_url
from imprint.readers.configuration.dates import parse_date
from imprint.readers.configuration.forms import Checked, Wrong
from imprint.readers.configuration.territories import parse_country
from imprint.readers.configuration.wording import shown
from imprint.readers.languages import known_language, suggest_language


def _parse_language(text: str) -> str:
    """A BCP 47 tag in its usual casing; raises Wrong."""
    tag = known_language(text)
    if tag:
        return tag
    problem = f"{shown(text)} is not a language that BCP 47 knows"
    raise Wrong("REC-001", problem, suggest_language(text))


DATE = Checked("a date", "2026-11-23", parse_date)
LANGUAGE = Checked("a language's BCP 47 tag", "en-GB", _parse_language)
URL = Checked("a web address", "https://example.org/page", parse_url)
EMAIL = Checked("a mail address", "editors@example.org", parse_email)
CONTACT = Checked("a mail address or a web address", "access@example.org", parse_contact)
COUNTRY = Checked("a country's code of two letters", "DE", parse_country)
