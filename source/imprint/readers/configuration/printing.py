"""A table becomes what is said of this printing."""

from __future__ import annotations

import re

from imprint.model.record import Printing
from imprint.readers.configuration.checked import DATE
from imprint.readers.configuration.forms import Checked, Given, Key, Structure, Text, Wrong
from imprint.readers.configuration.wording import shown


def _parse_impression(text: str) -> int:
    """A number from 1 to 9999; raises Wrong."""
    if re.fullmatch(r"[1-9][0-9]{0,3}", text):
        return int(text)
    raise Wrong(
        "CFG-005",
        f"{shown(text)} does not count impressions",
        "write a whole number: 1 for the first time that this edition is printed",
    )


_IMPRESSION = Key(
    "impression",
    Checked("a whole number", "3", _parse_impression),
    "Which impression of this edition it is, counted from 1.",
    "3",
)
_PRINTER = Key("printer", Text(), "Who printed it.", "Example Printers, Leipzig")
_ADDRESS = Key("address", Text(lines=True), "The printer's address; several lines are kept.")
_BINDER = Key("binder", Text(), "Who bound it.", "Example Bindery")
_DATE = Key("date", DATE, "When the presses stopped.", "2026-11-02")
_RUN = Key("run", Text(), "How many copies.", "1500")
_PAPER = Key("paper", Text(), "The paper it was printed on, in words.", "90 g/m² book paper")
_SHEETS = Key("sheets", Text(), "How many printed sheets.", "12.5")


def _build_printing(given: Given) -> Printing:
    return Printing(
        impression=given.get(_IMPRESSION) or 0,
        printer=given.text(_PRINTER),
        address=given.text(_ADDRESS),
        binder=given.text(_BINDER),
        date=given.get(_DATE),
        run=given.text(_RUN),
        paper=given.text(_PAPER),
        sheets=given.text(_SHEETS),
    )


PRINTING = Structure(
    keys=(_IMPRESSION, _PRINTER, _ADDRESS, _BINDER, _DATE, _RUN, _PAPER, _SHEETS),
    build=_build_printing,
    example="impression = 3",
)
