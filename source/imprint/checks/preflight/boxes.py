"""The boxes of the pages: one trim, with bleed where the printer wants it and nowhere else.

ISO 32000-1, 14.11.2. https://kdp.amazon.com/en_US/help/topic/GVBQ3CMEQW3W2VL6
"""

from __future__ import annotations

from collections import Counter

from pikepdf import Dictionary, Object

from imprint.checks.preflight.geometry import Box
from imprint.checks.preflight.opened import (
    CLOSE,
    EDGES,
    PrintedFile,
    PrintedPage,
    bleed_of,
    edges_met,
)
from imprint.checks.preflight.report import Report
from imprint.model.profile import Profile, Standard

CALLED = {"inside": "inner", "outside": "outer", "top": "upper", "bottom": "lower"}
_DEEPEST = 32  # parents of a page that are asked
_NEST = 0.02  # points that one box may be outside another by rounding


def check_boxes(file: PrintedFile, report: Report) -> None:
    """Whether every page has its boxes, one inside the other, and stands upright."""
    if file.profile.standard is not Standard.NONE:
        without = [p for p in file.pages if not p.boxes.written & {"TrimBox", "ArtBox"}]
        report.on(
            without,
            "PRE-003",
            f"the page does not say where it is trimmed; {file.profile.standard.value} wants a"
            " TrimBox",
            mend="export the file anew with its trim box, or as the PDF/X that the printer wants",
        )
    outside = [page for page in file.pages if not _nested(page)]
    report.on(
        outside,
        "PRE-004",
        "the boxes of the page are not one inside the other: the trim has to be within the bleed,"
        " and the bleed within the sheet",
        mend="set the boxes anew: the trimmed page, then its bleed, then the sheet",
    )
    turned = [page for page in file.pages if _is_turned(page)]
    report.on(
        turned,
        "PRE-010",
        "the page is shown turned or enlarged; a printer's programs may print it as it lies",
        mend="turn the drawing itself and take the rotation of the page away",
    )


def _nested(page: PrintedPage) -> bool:
    boxes = page.boxes
    return _within(boxes.trim, boxes.bleed) and _within(boxes.bleed, boxes.media)


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - _NEST
        and inner[1] >= outer[1] - _NEST
        and inner[2] <= outer[2] + _NEST
        and inner[3] <= outer[3] + _NEST
        and inner[0] < inner[2]
        and inner[1] < inner[3]
    )


def _is_turned(page: PrintedPage) -> bool:
    unit = page.source.get("/UserUnit", 1)
    return bool(_rotation(page.source)) or str(unit) not in ("1", "1.0")


def _rotation(page: Object) -> int:
    """The rotation of a page in degrees, which its parents may have for it (7.7.3.4)."""
    at: Object | None = page
    for _ in range(_DEEPEST):
        if not isinstance(at, Dictionary):
            break
        if "/Rotate" in at:
            return int(at.Rotate) % 360
        at = at.get("/Parent")
    return 0


def check_trim(file: PrintedFile, report: Report) -> None:
    """Whether all pages are trimmed to one size, and the printer offers it."""
    profile = file.profile
    sizes = Counter((round(w, 1), round(h, 1)) for w, h in (p.boxes.size for p in file.pages))
    (width, height), _ = sizes.most_common(1)[0]
    others = [
        page
        for page in file.pages
        if abs(page.boxes.size[0] - width) > CLOSE or abs(page.boxes.size[1] - height) > CLOSE
    ]
    if others:
        found = others[0].boxes.size
        report.on(
            others,
            "PRE-005",
            f"the page is trimmed to {_inches(found)}, and the others to"
            f" {_inches((width, height))}",
            mend="give all pages one size",
        )
    if not offers(profile, width, height):
        offered = ", ".join(f"{w / 72:g}×{h / 72:g}" for w, h in profile.trims[:12])
        report.add(
            "PRE-006",
            f"the pages are trimmed to {_inches((width, height))}, which {profile.title} does not"
            " offer",
            mend=f"choose one of its sizes, in inches: {offered}",
        )


def offers(profile: Profile, width: float, height: float) -> bool:
    """Whether a printer offers a trimmed size, in points."""
    if not profile.trims and not profile.trim_range:
        return True
    if any(abs(width - w) < CLOSE and abs(height - h) < CLOSE for w, h in profile.trims):
        return True
    if not profile.trim_range:
        return False
    (least_width, least_height), (most_width, most_height) = profile.trim_range
    return (
        least_width - CLOSE <= width <= most_width + CLOSE
        and least_height - CLOSE <= height <= most_height + CLOSE
    )


def check_sheet(file: PrintedFile, report: Report) -> None:
    """Whether the sheet ends where the bleed does, unless the printer wants marks around it."""
    if "marks" in file.profile.furniture:
        return
    larger = [page for page in file.pages if _room_around(page) > CLOSE]
    report.on(
        larger,
        "PRE-007",
        f"the sheet is larger than the page with its bleed; {file.profile.title} wants no"
        " printer's marks",
        mend="export the file without crop marks, on a sheet that ends where the bleed does",
    )


def _room_around(page: PrintedPage) -> float:
    media, bleed = page.boxes.media, page.boxes.bleed
    return max(
        bleed[0] - media[0], bleed[1] - media[1], media[2] - bleed[2], media[3] - bleed[3]
    )  # fmt: skip


def check_bleed(file: PrintedFile, report: Report) -> None:
    """Whether the pages of a book that bleeds have room for it where the printer wants it."""
    profile = file.profile
    if not profile.bleed or not file.bleeds:
        return
    missing: dict[tuple[float, float], list[str]] = {}
    running = [page.label for page in file.pages if next(edges_met(page), None)]
    why = f", as on page {running[0]}" if running else ""
    short: list[PrintedPage] = []
    for edge in EDGES:
        wanted = profile.bleed if edge in profile.bleed_edges else 0.0
        actual = [(page, bleed_of(page)[edge]) for page in file.pages]
        least = max(0.0, min(bleed for _, bleed in actual))
        if least < wanted - CLOSE:
            missing.setdefault((least, wanted), []).append(CALLED[edge])
            short += [page for page, bleed in actual if bleed < wanted - CLOSE]
        if not wanted:
            report.on(
                (page for page, bleed in actual if bleed > CLOSE),
                "PRE-008",
                f"the page has bleed at the {CALLED[edge]} edge, where {profile.title} wants none:"
                " it would be printed in the wrong place",
                mend="leave the bleed away at the spine, which changes sides from page to page",
            )
    for (least, wanted), edges in missing.items():
        report.on(
            sorted(short, key=lambda page: page.number),
            "PRE-008",
            f"the page has {least / 72:.3f} in of bleed at the {_joined(edges)};"
            f" {profile.title} wants {wanted / 72:.3f} in in a book in which something bleeds{why}",
            mend="make all pages with bleed on the edges that the printer names, or let nothing"
            " run to an edge",
        )
    _check_reach(file, report)


def _joined(edges: list[str]) -> str:
    if len(edges) == 1:
        return f"{edges[0]} edge"
    return f"{', '.join(edges[:-1])} and {edges[-1]} edges"


def _check_reach(file: PrintedFile, report: Report) -> None:
    """Whether what runs to an edge runs over it as far as the bleed goes."""
    profile = file.profile
    short: dict[str, list[PrintedPage]] = {}
    wanted = profile.bleed - CLOSE
    for page in file.pages:
        room = bleed_of(page)
        for mark, edge, reach in edges_met(page):
            if edge in profile.bleed_edges and reach < wanted <= room[edge]:
                short.setdefault(
                    f"{mark.drawing.value} runs to the {CALLED[edge]} edge", []
                ).append(page)
    for what, pages in short.items():
        report.on(
            pages,
            "PRE-009",
            f"{what} and not {profile.bleed / 72:.3f} in over it: white may show when the paper"
            " is cut",
            mend="draw it past the edge into the bleed, or keep it away from the edge",
        )


def _inches(size: tuple[float, float]) -> str:
    return f"{size[0] / 72:.3g} × {size[1] / 72:.3g} in"
