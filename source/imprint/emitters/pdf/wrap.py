"""A cover wrap that is set becomes the printer's PDF: one page, its boxes, inks and marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pikepdf import Array, Object, Pdf

from imprint.diagnostics import Finding
from imprint.emitters.pdf.boxes import set_boxes
from imprint.emitters.pdf.inks import to_inks
from imprint.emitters.pdf.joining import join, lay_over, read_back
from imprint.emitters.pdf.press import SetBook
from imprint.emitters.pdf.printing import ROOM_FOR_MARKS, add_marks, as_finding, finish
from imprint.model.artifact import Artifact
from imprint.model.pages import Side
from imprint.model.profile import Profile, Standard
from imprint.model.rendition import Rendition
from imprint.model.wrap import Sheet
from imprint.store import Store
from imprint.values import replace

_LINE = 0.25  # points
_EDGES = ("top", "bottom", "outside", "inside")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapJob:
    """A wrap to be bound: see ``bind_wrap``."""

    book: SetBook
    rendition: Rendition
    sheet: Sheet
    profile: Profile
    colour_profile: bytes | None
    modified: datetime


def bind_wrap(job: WrapJob, store: Store) -> Artifact:
    """Bind the one page of a wrap for a printer's profile.

    Its trim is the back, the spine and the front together; the folds have marks where the printer
    allows marks. What the printer would refuse are findings (PRN).
    """
    profile, sheet = job.profile, job.sheet
    pdf = join(job.book, job.book.pages, whole_fonts=profile.full_fonts, store=store)
    remarks = to_inks(
        pdf,
        profile.cover.colour,
        ink_most=profile.ink_most,
        solid=profile.standard is Standard.PDF_X_1A,
    )
    page = pdf.pages[0]
    bleed, (width, height) = sheet.bleed, (sheet.across, sheet.down)
    page.obj.TrimBox = Array([bleed, bleed, round(width - bleed, 4), round(height - bleed, 4)])
    marked = "marks" in profile.furniture
    set_boxes(
        page,
        trim=(round(width - 2 * bleed, 4), round(height - 2 * bleed, 4)),
        bleed=dict.fromkeys(_EDGES, bleed),
        side=Side.RECTO,
        room=ROOM_FOR_MARKS if marked else 0.0,
    )
    if marked:
        add_marks(pdf, page.obj)
        _add_fold_marks(pdf, page.obj, sheet)
    finished = finish(
        pdf,
        replace(profile, colour=profile.cover.colour),
        job.rendition,
        modified=job.modified,
        colour_profile=job.colour_profile,
        conforms=not any(remark.transparent for remark in remarks),
    )
    findings: list[Finding] = [as_finding(remark, ()) for remark in (*remarks, *finished.remarks)]
    return Artifact(
        name=f"{job.rendition.slug}-cover.pdf",
        target="cover",
        media_type="application/pdf",
        content=read_back(finished.file),
        pages=1,
        fonts=job.rendition.families,
        findings=tuple(findings),
    )


def _add_fold_marks(pdf: Pdf, page: Object, sheet: Sheet) -> None:
    """Broken lines above and below the folds, outside the bleed."""
    left, bottom, _, top = (float(side) for side in page.BleedBox)
    media = [float(side) for side in page.MediaBox]
    lines = []
    for fold in sheet.folds:
        for near, far in ((bottom, media[1]), (top, media[3])):
            begin = near + (far - near) / 4
            lines.append(f"{left + fold:g} {begin:g} m {left + fold:g} {far:g} l S")
    drawing = " ".join(["q 0 G", f"{_LINE} w [2 2] 0 d", *lines, "Q"])
    lay_over(pdf, page, drawing.encode())
