"""Accessibility claims: what the evidence of a finished file proves, and what the house adds."""

from __future__ import annotations

from msgspec import Struct

from imprint.model.record import PartialDate


class AccessibilityClaims(Struct, frozen=True, kw_only=True):
    """What one file may say of its accessibility, in schema.org's vocabulary.

    ``modes`` are the senses that its content speaks to, ``sufficient`` the sets of them that are
    enough to read it (``textual``, ``textual,visual``), ``features`` and ``hazards`` words of the
    vocabulary: https://www.w3.org/community/reports/a11y-discov-vocab/. ``standards`` are those of
    its format that it conforms to, such as ``PDF/UA-1``.

    ``wcag`` and ``level`` (``2.2``, ``AA``) are the conformance that ``certifier`` stands for, with
    a ``credential`` and a ``report`` (an address), since ``certified``; empty where nobody does.
    ``contact`` answers questions; ``exemption`` is as in the record.
    """

    modes: tuple[str, ...] = ()
    sufficient: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    summary: str = ""
    wcag: str = ""
    level: str = ""
    certifier: str = ""
    credential: str = ""
    report: str = ""
    certified: PartialDate | None = None
    contact: str = ""
    exemption: str = ""

    @property
    def conformance(self) -> str:
        """The conformance as an EPUB states it, to the letter, or nothing.

        EPUB Accessibility 1.1, "Conformance reporting",
        https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting
        """
        if not self.wcag:
            return ""
        return f"EPUB Accessibility 1.1 - WCAG {self.wcag} Level {self.level}"
