"""The colours: inks that the printer has, black that is one ink, and no more ink than dries.

ISO 32000-1, 8.6. https://help.ingramspark.com/hc/en-us/articles/6443532453901
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from imprint.checks.preflight.colours import Kind, Paint
from imprint.checks.preflight.drawn import Drawing, Mark
from imprint.checks.preflight.opened import PrintedFile, PrintedPage
from imprint.checks.preflight.pictures import ink_of
from imprint.checks.preflight.report import Report
from imprint.model.profile import Colour, Standard

_ROUNDING = 2.0  # per cent of ink that a conversion may add
_SCREEN = (Kind.RGB, Kind.LAB)
_EVERY_PLATE = 390.0  # per cent


@dataclass(slots=True)
class _Where:
    """The pages of each thing that was found, in the order of the pages."""

    pages: dict[str, list[PrintedPage]] = field(default_factory=dict)

    def add(self, what: str, page: PrintedPage) -> None:
        self.pages.setdefault(what, []).append(page)

    def __iter__(self) -> Iterator[tuple[str, list[PrintedPage]]]:
        return iter(self.pages.items())


def check_colours(file: PrintedFile, report: Report) -> None:
    """Whether every colour is one of the inks that the book is printed with."""
    profile = file.profile
    if profile.colour is Colour.ANY and profile.standard is Standard.NONE:
        return
    refused, screen, coloured, spots = _Where(), _Where(), _Where(), _Where()
    for page in file.pages:
        for mark in page.marks:
            said = _said(mark)
            if mark.paint.kind is Kind.SPOT:
                spots.add(f"{said} is printed with {_inks(mark.paint)}", page)
            elif _is_black_text(mark) and not mark.paint.tagged:
                continue  # a rule of its own has more to say
            elif profile.standard is Standard.PDF_X_1A and _is_refused(mark.paint):
                refused.add(f"{said} has {_space(mark.paint)}", page)
            elif mark.paint.kind in _SCREEN:
                wanted = refused if profile.standard is not Standard.NONE else screen
                if wanted is screen or not mark.paint.tagged:
                    wanted.add(f"{said} has {_space(mark.paint)}", page)
            elif profile.colour is Colour.GREY and _is_coloured(mark.paint):
                coloured.add(f"{said} has inks beside black", page)
    for what, pages in refused:
        report.on(
            pages,
            "PRE-032",
            f"{what}, which {profile.standard.value} does not allow",
            mend="convert it to the printer's inks (CMYK or grey), without a profile of its own",
        )
    for what, pages in spots:
        report.on(
            pages,
            "PRE-035",
            f"{what}, which {profile.title} does not print",
            mend="convert the spot colour to CMYK or black",
        )
    for what, pages in screen:
        report.on(
            pages,
            "PRE-033",
            f"{what}, the colours of the screen; {profile.title} prints in"
            f" {_PRINTS[profile.colour]} and will convert it",
            mend="convert it yourself, so that you see what comes out",
        )
    for what, pages in coloured:
        report.on(
            pages,
            "PRE-034",
            f"{what}; {profile.title} prints this book in black alone",
            mend="make it grey, or order the book in colour",
        )


_PRINTS = {Colour.GREY: "black", Colour.CMYK: "CMYK", Colour.ANY: "inks"}


def _said(mark: Mark) -> str:
    return mark.drawing.value


def _space(paint: Paint) -> str:
    if paint.kind in _SCREEN:
        return f"{paint.kind.value} colours"
    return "an ICC profile or calibrated colours of its own"


def _inks(paint: Paint) -> str:
    named = ", ".join(paint.inks[:3])
    return f"the spot ink {named}" if len(paint.inks) == 1 else f"the spot inks {named}"


def _is_refused(paint: Paint) -> bool:
    """PDF/X-1a has grey, CMYK and spot inks, and no profiles (ISO 15930-1, 6.9)."""
    return paint.tagged or paint.kind in _SCREEN


def _is_coloured(paint: Paint) -> bool:
    return paint.kind is Kind.CMYK and (not paint.values or max(paint.values[:3]) > 0.001)


def _is_black_text(mark: Mark) -> bool:
    return mark.drawing is Drawing.TEXT and mark.paint.is_nearly_black


def check_black(file: PrintedFile, report: Report) -> None:
    """Whether black text is one ink, and nothing is printed with every plate there is."""
    mixed, every = _Where(), _Where()
    for page in file.pages:
        for mark in page.marks:
            if mark.paint.kind is Kind.ALL or _is_registration(mark.paint):
                every.add(_said(mark), page)
            elif _is_black_text(mark):
                mixed.add(mark.paint.kind.value, page)
    for kind, pages in mixed:
        report.on(
            pages,
            "PRE-036",
            f"black text is mixed of several colours ({kind}) and not of black ink alone: it grows"
            " soft, colourful edges as soon as a plate is a hair off",
            mend="set text in 100 % black (K), or in a grey",
        )
    for what, pages in every:
        report.on(
            pages,
            "PRE-037",
            f"{what} is in registration black, which is printed with every ink",
            mend="give it 100 % black; registration is for crop marks alone",
        )


def _is_registration(paint: Paint) -> bool:
    return paint.kind is Kind.CMYK and paint.ink >= _EVERY_PLATE


def check_ink(file: PrintedFile, report: Report) -> None:
    """Whether no spot has more ink than dries, by the colours and the pixels as they are.

    Colours that lie over one another are not added: where nothing shines through, the upper one
    takes the place of the lower.
    """
    most = file.profile.ink_most
    if not most:
        return
    known: dict[int, float | None] = {}
    heavy: list[tuple[float, PrintedPage]] = []
    untold: list[PrintedPage] = []
    for page in file.pages:
        inks = [_ink(mark, known) for mark in page.marks]
        if None in inks:
            untold.append(page)
        ink = max((ink for ink in inks if ink is not None), default=0.0)
        if ink > most + _ROUNDING:
            heavy.append((ink, page))
    if heavy:
        heaviest = max(heavy, key=lambda found: found[0])
        report.on(
            [heaviest[1], *(page for _, page in heavy if page is not heaviest[1])],
            "PRE-038",
            f"there is {heaviest[0]:.0f} % of ink on one spot; {file.profile.title} takes"
            f" {most:g} %, as more does not dry",
            mend="convert the picture for that limit, or give the colour less of cyan, magenta and"
            " yellow",
        )
    report.on(
        untold,
        "PRE-053",
        "the ink of a picture cannot be measured, as it is of a rare kind",
        mend="save it as a JPEG or PNG of 8 bits a channel",
    )


def _ink(mark: Mark, known: dict[int, float | None]) -> float | None:
    if mark.picture is None or mark.picture.stencil:
        return mark.paint.ink
    key = id(mark.picture)
    if key not in known:
        known[key] = ink_of(mark.picture)
    return known[key]
