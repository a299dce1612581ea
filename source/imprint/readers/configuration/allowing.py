"""The key of what an author allows of what ``imprint check`` finds."""

from __future__ import annotations

from imprint.catalogue import RULES
from imprint.model.allowance import Allowance
from imprint.model.parts import EXAMPLE, NEVER_ALLOWED, part_of
from imprint.readers.configuration.forms import (
    Checked,
    Given,
    Key,
    ListOf,
    Structure,
    Text,
    Wrong,
)
from imprint.readers.configuration.wording import nearest, shown

_LEAST = 3  # characters of a text that tells one message from others


def _parse_code(text: str) -> str:
    code = text.upper()
    if code not in RULES:
        near = nearest(code, RULES)
        mend = f"write {near[0]}" if near else "look for the code in the manual"
        raise Wrong("CFG-005", f"there is no message {shown(text)}", mend)
    if part_of(code) is None:
        what = f"{code} is not a message of imprint check, and cannot be allowed"
        raise Wrong("CFG-005", what, "delete the entry, and mend what the message is about")
    if code in NEVER_ALLOWED:
        what = f"{code} says that something could not be looked at, and cannot be allowed"
        raise Wrong("CFG-005", what, "delete the entry, and mend what the message is about")
    return code


_CODE = Key(
    "code",
    Checked("a code", EXAMPLE, _parse_code),
    "The message's code.",
    EXAMPLE,
    required=True,
)
_REASON = Key(
    "reason",
    Text(),
    "Why it is to be left as it is.",
    "The notes are small on purpose",
    required=True,
)
_WHERE = Key(
    "where",
    Text(),
    "A text in the message or in its place, where not all with the code are meant.",
    "page 12",
)


def _build(given: Given) -> Allowance:
    where = given.text(_WHERE)
    if _WHERE in given and len("".join(where.split())) < _LEAST:
        what = f"where is {shown(where)}, which nearly every message has"
        raise Wrong("CFG-005", what, "write more of the message or its place, or leave where out")
    return Allowance(
        code=given.text(_CODE),
        reason=given.text(_REASON),
        where=where,
        place=given.place,
    )


ALLOW = Key(
    "allow",
    ListOf(
        Structure(
            keys=(_CODE, _REASON, _WHERE),
            build=_build,
            example=f'{{code = "{EXAMPLE}", reason = "The notes are small on purpose"}}',
        )
    ),
    "Messages of imprint check that are to be left as they are, each with a reason.",
    f'code = "{EXAMPLE}" and reason = "The notes are small on purpose"',
)
