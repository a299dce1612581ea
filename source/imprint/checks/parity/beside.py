"""What a PDF for reading has beside its pages, their tags and their links, where no build puts it.

ISO 32000-1, 12.6 (actions), 12.5 (annotations), 7.11.4 (embedded files), 8.11 (optional content).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Dictionary

from imprint.checks.facts import Unreadable

_ACTIONS = ("/URI", "/GoTo")  # of links


def alien_in(content: bytes) -> tuple[str, ...]:
    """What is in a PDF that no build puts there, each as the end of a sentence."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return tuple(dict.fromkeys((*_of_file(pdf), *_of_pages(pdf), *_of_objects(pdf))))
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"what is in it cannot be read: {error}") from None


def _of_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    opening = root.get("/OpenAction")
    names = root.get("/Names", Dictionary())
    if isinstance(opening, Dictionary) or "/AA" in root or "/JavaScript" in names:
        yield "does something by itself when it is opened"
    if "/EmbeddedFiles" in names or "/AF" in root or "/Collection" in root:
        yield "has other files attached to it"
    if "/OCProperties" in root:
        yield "has layers, which may be shown or not"
    if "/AcroForm" in root:
        yield "has a form to fill in"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if int(page.obj.get("/Rotate", 0)) % 360 or "/UserUnit" in page.obj:
            yield f"turns or enlarges page {number}"
        if "/AA" in page.obj:
            yield f"does something by itself on page {number}"
        for annotation in page.obj.get("/Annots") or ():
            kind = str(annotation.get("/Subtype", "/")).removeprefix("/")
            action = annotation.get("/A")
            if kind != "Link":
                yield f"has an annotation over page {number} ({kind})"
            elif isinstance(action, Dictionary) and str(action.get("/S", "")) not in _ACTIONS:
                how = str(action.get("/S", "")).removeprefix("/")
                yield f"has a link on page {number} that starts something ({how})"


def _of_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if not isinstance(each, Dictionary):
            continue
        if each.get("/Type") == "/FontDescriptor" and not _is_embedded(each):
            name = str(each.get("/FontName", "")).removeprefix("/")
            yield f"does not have the font {name} in it"
        if each.get("/S") == "/Figure" or "/P" not in each or "/S" not in each:
            continue
        for key in ("/ActualText", "/Alt"):
            if key in each:
                yield f"says “{str(each[key])[:60]}” aloud in the place of a text"


def _is_embedded(descriptor: pikepdf.Object) -> bool:
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
