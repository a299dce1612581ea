"""A PDF becomes the standards for readers and archives that it states to keep."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from imprint.checks.packets import packet_in
from imprint.checks.valid.engines import PROFILES


def flavours_of(content: bytes) -> tuple[str, ...]:
    """The flavours of veraPDF that a PDF states in its XMP: ``ua1``, ``2a`` …

    ISO 14289-1, 5 (pdfuaid) and ISO 19005-2, 6.6.4 (pdfaid). None for what is no PDF.
    """
    try:
        with (
            pikepdf.open(BytesIO(content)) as pdf,
            packet_in(pdf) as packet,
        ):
            accessible = str(packet.get("pdfuaid:part") or "")
            part = str(packet.get("pdfaid:part") or "")
            level = str(packet.get("pdfaid:conformance") or "")
    except (pikepdf.PikepdfError, ValueError):
        return ()
    stated = (f"ua{accessible}", f"{part}{level}".lower())
    return tuple(flavour for flavour in stated if flavour in PROFILES)
