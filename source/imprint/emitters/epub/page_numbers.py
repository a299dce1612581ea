"""References to pages are given the numbers of the printed book's pages, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from imprint.model.rendition import Rendition
from imprint.values import replace

# What a layout leaves where the number of a page is to stand; ElementTree and authors may write the
# space before it in either way.
_PAGE_OF = re.compile(
    r'<span class="page-of">(\u00a0|&#160;)'
    r'<span data-folio-of="([^"]*)"></span></span>'
)


def with_page_numbers(rendition: Rendition, folios: Mapping[str, str]) -> Rendition:
    """The rendition with the page numbers that links name, where ``folios`` has them."""

    def numbered(found: re.Match[str]) -> str:
        label = folios.get(found[2], "")
        return f'<span class="page-of">{found[1]}{label}</span>' if label else ""

    documents = tuple(
        replace(document, xhtml=_PAGE_OF.sub(numbered, document.markup).encode())
        if b"data-folio-of" in document.xhtml
        else document
        for document in rendition.documents
    )
    return replace(rendition, documents=documents)
