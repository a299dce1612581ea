"""A publication's pages are set as a printer wants them: the margins above all.

What the spine takes depends on the number of pages, and the number of pages on the margin: the
margin is only ever made wider, so that the two must agree in the end. Running heads and folios
stand in the printer's safe area, which can be smaller in a book in which something bleeds.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.pdf.press import SetBook, bleeds, inside_margin, printed_pages
from imprint.layouts import Layout
from imprint.layouts.options import Length
from imprint.model.pages import PageMap
from imprint.model.profile import Profile
from imprint.model.publication import Publication
from imprint.model.rendition import Rendition
from imprint.profiles import load_profile
from imprint.values import replace

_CLOSE = 0.05  # points that nobody can measure on paper

# Composes a rendition and sets it. A book that does not fit its margins is set anew, and need not
# be finished.
Setter = Callable[[Callable[[], Rendition], Callable[[SetBook], bool]], SetBook]


class SetPages(Struct, frozen=True):
    """A publication set for a printer's profile, and its rendition but for the text."""

    rendition: Rendition
    book: SetBook
    profile: Profile
    findings: tuple[Finding, ...]

    @property
    def page_map(self) -> PageMap:
        return self.book.page_map


def profile_of(publication: Publication) -> Profile:
    """The printer's profile that the author names; raises PublicationError (CFG-005)."""
    try:
        return load_profile(publication.press.profile)
    except LookupError:
        from imprint.build.choices import unknown_names

        raise PublicationError(unknown_names(publication)) from None


def set_pages(
    layout: Layout,
    profile: Profile,
    *,
    composer: Callable[[Layout], Rendition],
    setter: Setter,
    count: int = 0,
    progress: Callable[[str], None],
) -> SetPages:
    """Compose and set until the margins are as wide as the printer wants them.

    ``composer`` composes the publication for print with a layout. The text that ``setter`` has
    from it is its own, to forget when it is set. ``count`` is the number of pages where it is known
    already.
    """
    wanted = 0.0
    safe = profile.safe
    layout = _with_safe_area(layout, safe)
    light: Rendition
    composing: tuple[Finding, ...]

    def composed() -> Rendition:
        nonlocal light, composing
        whole = composer(layout)
        light, composing = whole.without_text, whole.findings
        return whole

    def asked(book: SetBook) -> tuple[float, float]:
        """The margin at the spine and the safe area that a book has to have, in points."""
        pages = count or len(printed_pages(book, light, profile))
        return (
            max(wanted, profile.inside_for(pages)),
            max(safe, profile.safe_for(bleeds=bleeds(book))),
        )

    def is_safe(bled: float) -> bool:
        return bled <= safe or _safe_area(layout) >= bled

    def fits(book: SetBook) -> bool:
        needed, bled = asked(book)
        return is_safe(bled) and (inside_margin(book) >= needed - _CLOSE or needed <= wanted)

    while True:
        progress("composing")
        book = setter(composed, fits)
        if fits(book):
            findings = tuple(dict.fromkeys([*composing, *book.findings]))
            return SetPages(light, book, profile, findings)
        needed, bled = asked(book)
        if not is_safe(bled):
            progress(f"keeping running heads {bled / 72:.3f} in from the edge")
            layout = _with_safe_area(layout, bled)
            safe = bled
        if inside_margin(book) < needed - _CLOSE:
            wanted = needed
            progress(f"widening the margin at the spine to {needed / 72:.3f} in")
            layout = _with_inside(layout, needed)


def _safe_area(layout: Layout) -> float:
    chosen = layout.options.get("safe-area")
    return chosen.points if isinstance(chosen, Length) else 0.0


def _with_safe_area(layout: Layout, points: float) -> Layout:
    """The layout with running heads and folios at least so many points from the edge."""
    if _safe_area(layout) >= points:
        return layout
    return replace(layout, options={**layout.options, "safe-area": Length(points, "pt")})


def _with_inside(layout: Layout, points: float) -> Layout:
    """The layout with a margin at the spine of that many points, the gutter in it."""
    gutter = layout.options.get("gutter")
    taken = gutter.points if isinstance(gutter, Length) else 0.0
    inside = Length(round(max(points - taken, 0.0), 3), "pt")
    return replace(layout, options={**layout.options, "margin-inside": inside})
