"""An address becomes a link's target, or a finding where it would run or reveal something."""

from __future__ import annotations

import re
from urllib.parse import unquote

from imprint.readers.markdown.reading import Reading

_IGNORED = re.compile(r"[\x00-\x20\x7f]+")
_REFUSED = re.compile(r"(javascript|data|vbscript|file):", re.IGNORECASE)


def is_allowed(address: str, reading: Reading, *, line: int) -> bool:
    """Whether an address may stand in a publication; REF-003 where it may not.

    Browsers skip control characters and spaces when they read a scheme
    (https://url.spec.whatwg.org/#url-parsing), so they are skipped here.
    """
    found = _REFUSED.match(_IGNORED.sub("", unquote(address)))
    if found is None:
        return True
    reading.finding(
        "REF-003",
        f"the address is not allowed: {address if len(address) < 60 else address[:60] + '…'}",
        mend=f"a publication cannot hold {found[1].lower()}: addresses; "
        "write https://…, mailto:…, a file of the publication, or #id",
        line=line,
    )
    return False
