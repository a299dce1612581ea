"""An artifact: a finished file, its content and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from imprint.diagnostics import Finding
from imprint.model.accessibility import AccessibilityClaims


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file that has not been written yet.

    ``target`` is what was asked for (``epub``, ``print``); ``pages`` the number of pages of a PDF,
    0 where pages have no meaning; ``fonts`` the families it was set with and their versions;
    ``trim`` is the trimmed page's width and height in points, None where there is none;
    ``accessibility`` what it may claim.
    ``is_proof`` says that it is a section alone.
    ``made_for`` are the facts that it was made for and is out of date without, by name;
    ``moment`` is when it says that it was made.
    """

    name: str
    target: str
    media_type: str
    content: bytes = field(repr=False)
    pages: int = 0
    fonts: tuple[tuple[str, str], ...] = ()
    is_proof: bool = False
    trim: tuple[float, float] | None = None
    accessibility: AccessibilityClaims | None = None
    made_for: tuple[tuple[str, str | int | float | tuple[float, ...]], ...] = ()
    moment: datetime | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def digest(self) -> str:
        """The sha-256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()
