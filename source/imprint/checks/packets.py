"""A PDF's XMP packet is opened, and what is damaged in it is said instead of mended in silence.

ISO 16684-1, https://www.iso.org/standard/75163.html
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any

import pikepdf

from imprint.checks.facts import Unreadable, parsed

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"


def damage_in(content: bytes) -> str:
    """What is wrong with the packet of a PDF; empty where nothing is, or it has none."""
    with suppress(pikepdf.PikepdfError), pikepdf.open(BytesIO(content)) as pdf:
        return _damage_of(pdf)
    return ""  # which is said of the file


@contextmanager
def packet_in(pdf: pikepdf.Pdf) -> Iterator[Mapping[str, Any]]:
    """What the packet says, by the names of its properties; nothing if it is damaged."""
    if _damage_of(pdf):
        yield {}
        return
    library = logging.getLogger("pikepdf")
    before = library.level
    library.setLevel(logging.CRITICAL)  # it has nothing to say that a check does not
    try:
        with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as packet:
            yield packet
    finally:
        library.setLevel(before)


def _damage_of(pdf: pikepdf.Pdf) -> str:
    packet = pdf.Root.get("/Metadata")
    if packet is None:
        return ""
    try:
        content = bytes(packet.read_bytes()).strip(b"\x00 \t\r\n")
        root = parsed(content)
    except (pikepdf.PikepdfError, TypeError, ValueError, AttributeError) as error:
        return f"they cannot be unpacked: {error}"
    except Unreadable as error:
        return str(error)
    return "" if next(root.iter(_RDF), None) is not None else "they have no RDF in them"
