"""What EPUBCheck and veraPDF say becomes findings: in plain words, and where in the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePath

import pikepdf

from imprint.checks.agreement import Finished
from imprint.checks.valid.java import Fault
from imprint.checks.valid.origins import Origins
from imprint.checks.valid.wording import in_plain_words, subject_of_clause
from imprint.diagnostics import NOWHERE, Finding, Place
from imprint.model.pages import Page, PageMap

_MOST = 20  # findings of one rule in one file
_GRAVE = {"ERROR", "FATAL"}
_PAGE = re.compile(r"/pages\[(\d+)\]")
_OBJECT = re.compile(r"\((\d+) (\d+) obj ")
_STANDARDS = {"ua1": "PDF/UA-1", "ua2": "PDF/UA-2"}


def tell_epubcheck(faults: Iterable[Fault], name: str, origins: Origins) -> Iterator[Finding]:
    """The errors and warnings of EPUBCheck (VAL-001, VAL-002)."""
    told: dict[tuple[str, str], int] = {}
    for fault in faults:
        code = {"WARNING": "VAL-002"}.get(fault.severity, "VAL-001")
        if fault.severity not in _GRAVE and code == "VAL-001":
            continue  # what is merely unusual
        kind = fault.rule, code
        told[kind] = told.get(kind, 0) + 1
        if told[kind] > _MOST:
            continue
        plain, mend = in_plain_words(fault.rule)
        # Of the container EPUBCheck names the copy that it was given.
        inside = "" if PurePath(fault.path).is_absolute() else fault.path
        at = f"{name}, {inside}" if inside else name
        line = f", line {fault.line}" if fault.line else ""
        place = origins.place(fault.path, fault.line, fault.column)
        yield Finding(
            code,
            f"{plain} ({at}{line}); EPUBCheck {fault.rule}: {fault.message}",
            mend,
            place if place != NOWHERE else Place(name),
        )
    for (rule, code), count in told.items():
        if count > _MOST:
            what = f"{in_plain_words(rule)[0]} in {count - _MOST} more places of {name}"
            yield Finding(code, f"{what}; EPUBCheck {rule}", "mend the first ones", Place(name))


def tell_verapdf(
    faults: Iterable[Fault], file: Finished, flavour: str, pages: PageMap
) -> Iterator[Finding]:
    """The rules of its standard that a PDF breaks (VAL-003), each where it does so first."""
    standard = _STANDARDS.get(flavour, f"PDF/A-{flavour}")
    for fault in faults:
        number = _page_of(fault.context, file.content)
        where, place = "", Place(file.name)
        if number is not None:
            page = pages.pages[number] if number < len(pages) else None
            where = f", page {_called(page, number)}"
            if page and page.start and page.start.place.file:
                place = page.start.place
        more = f", {fault.count} times" if fault.count > 1 else ""
        yield Finding(
            "VAL-003",
            f"{subject_of_clause(flavour, fault.rule)} not as {standard} wants it "
            f"({file.name}{where}{more}); veraPDF {fault.rule}: {fault.message}",
            "build it anew; if it stays so, please report it",
            place,
        )


def _called(page: Page | None, number: int) -> str:
    """A page's label, and its place in the file where that is another number."""
    plain = str(number + 1)
    return plain if page is None or page.label == plain else f"{page.label}, {plain} in the file"


def _page_of(context: str, content: bytes) -> int | None:
    """The number of the page, from 0, that the way to a fault leads over.

    Ways in the tree of structure name objects: the innermost one that stands on a page tells it
    (ISO 32000-1, 14.7.2, Pg).
    """
    direct = _PAGE.search(context)
    if direct:
        return int(direct[1])
    numbers = [(int(number), int(generation)) for number, generation in _OBJECT.findall(context)]
    if not numbers:
        return None
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            index = {str(page.objgen): number for number, page in enumerate(pdf.pages)}
            for objgen in reversed(numbers):
                found = pdf.get_object(objgen)
                if isinstance(found, pikepdf.Dictionary) and "/Pg" in found:
                    return index.get(str(found.Pg.objgen))
    except (pikepdf.PikepdfError, ValueError, AttributeError):
        return None
    return None
