"""The key allow: what a check may find and leave, each with a reason."""

from __future__ import annotations

import pytest

import imprint
from imprint.model.allowance import Allowance

HEAD = 'title = "T"\ncontents = "a.md"\n'
FILES = {"a.md": "# One\n\nText.\n"}


def allowed(configuration: str) -> tuple[Allowance, ...]:
    return imprint.read_files({"imprint.toml": HEAD + configuration, **FILES}).allowed


def test_entries_are_read_with_their_places() -> None:
    entries = allowed(
        '[[allow]]\ncode = "pre-025"\nreason = "Small on purpose"\n'
        '[[allow]]\ncode = "VAL-002"\nreason = "Known <&>"\nwhere = "page 12"\n'
    )
    assert entries == (
        Allowance(code="PRE-025", reason="Small on purpose"),
        Allowance(code="VAL-002", reason="Known <&>", where="page 12"),
    )
    assert [(entry.place.file, entry.place.line) for entry in entries] == [
        ("imprint.toml", 3),
        ("imprint.toml", 6),
    ]


def test_a_front_matter_can_say_it_too() -> None:
    text = "---\ntitle: T\nallow:\n  - {code: PRE-025, reason: Small on purpose}\n---\n\nText.\n"
    (entry,) = imprint.read_files({"a.md": text}).allowed
    assert (entry.code, entry.reason) == ("PRE-025", "Small on purpose")


@pytest.mark.parametrize(
    ("written", "code", "mend"),
    [
        ('[[allow]]\ncode = "PRE-025"', "CFG-006", "reason"),
        ('[[allow]]\ncode = "PRE-025"\nreason = ""', "CFG-006", "reason"),
        ('[[allow]]\nreason = "So"', "CFG-006", "code"),
        ('[[allow]]\ncode = "PRE-25"\nreason = "So"', "CFG-005", "PRE-025"),
        ('[[allow]]\ncode = "SRC-001"\nreason = "So"', "CFG-005", "delete the entry"),
        ('[[allow]]\ncode = "PRE-025"\nreason = "So"\nwhy = "x"', "CFG-003", "code, reason, where"),
        ('[[allow]]\ncode = "PRE-*"\nreason = "So"', "CFG-005", "manual"),
        ('[[allow]]\ncode = "AGR-007"\nreason = "So"', "CFG-005", "mend what"),
        ('[[allow]]\ncode = "PRE-001"\nreason = "So"', "CFG-005", "mend what"),
        ('[[allow]]\ncode = "ALW-001"\nreason = "So"', "CFG-005", "mend what"),
        ('[[allow]]\ncode = ["PRE-025"]\nreason = "So"', "CFG-004", "PRE-025"),
        ('[[allow]]\ncode = "PRE-025"\nreason = ["So"]', "CFG-004", "small on purpose"),
        ('[[allow]]\ncode = "PRE-025"\nreason = "So"\nwhere = "e"', "CFG-005", "write more"),
        ('[[allow]]\ncode = "PRE-025"\nreason = "So"\nwhere = " 1 2 "', "CFG-005", "write more"),
        ('[[allow]]\ncode = "PRE-025"\nreason = " "', "CFG-006", "reason"),
        ('allow = "PRE-025"', "CFG-004", "such as"),
        ("allow = [7]", "CFG-004", "such as"),
    ],
)
def test_what_is_no_entry(written: str, code: str, mend: str) -> None:
    with pytest.raises(imprint.PublicationError) as stopped:
        allowed(written)
    (finding,) = stopped.value.findings
    assert finding.code == code
    assert mend in finding.mend
    assert finding.where.file == "imprint.toml"
    assert finding.where.line >= 2
