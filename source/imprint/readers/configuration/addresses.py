"""Texts become web and mail addresses (https://www.rfc-editor.org/rfc/rfc3986)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.wording import shown


def parse_url(text: str) -> str:
    """An absolute http or https URL, as it was written; raises Wrong."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        scheme = parts.scheme if parts.port is None or parts.port else ""
    except ValueError:
        scheme, host = "", ""
    if scheme in ("http", "https") and host and not re.search(r"[\s<>\"{}|\\^`]", text):
        return text
    mend = "write the whole address, such as https://example.org/page"
    if re.fullmatch(r"(//)?([\w-]+\.)+[a-z]{2,}(/\S*)?", text, re.IGNORECASE):
        mend = f"write https://{shown(text.removeprefix('//'))}"
    elif re.search(r"\s", text):
        mend = "write the address without spaces; in an address a space is %20"
    raise Wrong("REC-007", f"{shown(text)} is not an absolute http or https address", mend)


def parse_email(text: str) -> str:
    """A mail address; raises Wrong."""
    if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+", text):
        return text
    raise Wrong(
        "CFG-005",
        f"{shown(text)} is not a mail address",
        "write the address alone, such as editors@example.org",
    )


def parse_contact(text: str) -> str:
    """A mail address or a web address; raises Wrong."""
    return parse_email(text) if "@" in text and "://" not in text else parse_url(text)
