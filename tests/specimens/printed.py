"""Finished PDFs: what a printer would refuse, and how well the pages are set."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from tests.checks.preflight import test_sabotage as sabotage
from tests.checks.preflight.specimens import Book, built, drawing
from tests.checks.typography import test_rules as rules
from tests.checks.typography.specimens import looked_at
from tests.specimens.specimen import Found, Specimen

from imprint.checks.preflight import check_print
from imprint.profiles import load_profile
from imprint.values import replace

made = cache(built)


def spoilt(profile: str, change: sabotage.Change) -> Found:
    return lambda _: made(profile).changed(change)


def as_made(profile: str) -> Found:
    return lambda _: made(profile).check()


def of_content(profile: str, content: bytes) -> Found:
    return lambda _: check_print(content, load_profile(profile), name="book.pdf")


def drawn(profile: str, size: tuple[float, float], count: int) -> Found:
    return of_content(profile, drawing(b"0 g 100 200 30 30 re f", size=size, count=count))


def resaved(profile: str, **options: object) -> Found:
    def check(_: object) -> tuple[sabotage.Finding, ...]:
        book = made(profile)
        with pikepdf.open(BytesIO(book.content)) as pdf:
            written = BytesIO()
            pdf.save(written, **options)  # type: ignore[arg-type]
        return book.check(written.getvalue())

    return check


def wanting(profile: str, **wishes: object) -> Found:
    """A book held against a printer who wants something else."""

    def check(_: object) -> tuple[sabotage.Finding, ...]:
        book: Book = made(profile)
        return replace(book, profile=replace(book.profile, **wishes)).check()  # type: ignore[arg-type]

    return check


def set_as(pages: rules.Pages, clean: int) -> Found:
    return lambda _: looked_at(*pages, clean=clean).findings()


TRIM, FEW = (360.0, 576.0), 24
LOCK = pikepdf.Encryption(owner="owner", user="")
GENERIC, KDP, INGRAM = sabotage.GENERIC, sabotage.KDP, sabotage.INGRAM

# The sabotage that shows most plainly what a code is about: the fewest codes are found.
_SABOTAGES = {
    code: (profile, change)
    for profile, change, found in sorted(sabotage.SABOTAGES.values(), key=lambda s: -len(s[2]))
    for code in sorted(found)
}

SPECIMENS = {
    **{
        code: Specimen(spoilt(*how), as_made(how[0]), slow=True)
        for code, how in _SABOTAGES.items()
        if code != "PRE-048"
    },
    "PRE-001": Specimen(of_content(GENERIC, b"%PDF-1.7\n"), drawn(GENERIC, TRIM, 2)),
    "PRE-002": Specimen(resaved(GENERIC, encryption=LOCK), resaved(GENERIC), slow=True),
    "PRE-006": Specimen(drawn(KDP, (240.0, 550.0), FEW), drawn(KDP, TRIM, FEW)),
    "PRE-015": Specimen(drawn(KDP, TRIM, 602), drawn(KDP, TRIM, 600)),
    "PRE-022": Specimen(
        wanting(GENERIC, full_fonts=True), wanting(GENERIC, full_fonts=False), slow=True
    ),
    "PRE-048": Specimen(spoilt(INGRAM, sabotage.no_claim), as_made(INGRAM), slow=True),
    "PRE-050": Specimen(resaved(INGRAM, force_version="1.7"), resaved(INGRAM), slow=True),
    **{
        code: Specimen(set_as(case.spoiled, case.clean), set_as(case.mended, case.clean))
        for code, case in rules.CASES.items()
    },
}
