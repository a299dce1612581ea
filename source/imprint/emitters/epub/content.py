"""The documents of a rendition become XHTML content documents, complete and looked into."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from lxml import etree
from msgspec import Struct

from imprint.diagnostics import Finding, PublicationError
from imprint.emitters.epub.description import full_title
from imprint.emitters.epub.evidence import OPS, XHTML, Evidence, evidence_of
from imprint.model.direction import is_right_to_left
from imprint.model.publication import SectionKind
from imprint.model.rendition import Document, Rendition

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_PAGE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="{xhtml}" xmlns:epub="{ops}" lang={language} xml:lang={language}{direction}>
<head>
<title>{title}</title>
{links}</head>
<body{semantics}>
{markup}
</body>
</html>
"""


class ContentDocument(Struct, frozen=True):
    """A file of the book that a reading system shows: its name, its bytes, what it holds.

    ``name`` is its file name without extension, ``label`` what a finding calls it.
    """

    name: str
    label: str
    kind: SectionKind | None
    content: bytes
    evidence: Evidence

    @property
    def path(self) -> str:
        return f"{self.name}.xhtml"


def content_documents(
    rendition: Rendition, *, cover_name: str
) -> tuple[tuple[ContentDocument, ...], ContentDocument]:
    """The documents of the spine in reading order, and the navigation document.

    Raises PublicationError (EPB-001) naming each section whose markup is not well-formed.
    """
    links = "".join(
        f'<link rel="stylesheet" type="text/css" href={_quoted(sheet.name)}/>\n'
        for sheet in rendition.stylesheets
    )
    title = full_title(rendition)
    broken: list[Finding] = []
    documents = []
    for document in rendition.documents:
        page = _page(
            document.title or title,
            _markup(document, cover_name),
            language=document.language,
            semantics=document.matter.value,
            links=links,
        )
        documents.append(_read(document.name, document.title, document.kind, page, broken))
    page = _page(title, rendition.navigation, language=rendition.record.language, links=links)
    name = _navigation_name(rendition.documents)
    navigation = _read(name, "the navigation document", None, page, broken)
    if broken:
        raise PublicationError(broken)
    return tuple(documents), navigation


def _page(title: str, markup: str, *, language: str, links: str, semantics: str = "") -> str:
    """An XHTML content document (EPUB 3.3, "XHTML content documents").

    https://www.w3.org/TR/epub-33/#sec-xhtml
    """
    return _PAGE.format(
        xhtml=XHTML,
        ops=OPS,
        language=_quoted(language),
        direction=' dir="rtl"' if is_right_to_left(language) else "",
        title=escape(title, quote=False),
        links=links,
        semantics=f' epub:type="{semantics}"' if semantics else "",
        markup=markup,
    )


def _quoted(value: str) -> str:
    """An attribute's value between its marks."""
    return '"{}"'.format(escape(value, quote=False).replace('"', "&quot;"))


def _markup(document: Document, cover_name: str) -> str:
    """A document's markup; the cover's shows the cover under the name that it has in the book."""
    if document.kind is SectionKind.COVER:
        return document.markup.replace('"images/cover.jpg"', _quoted(f"images/{cover_name}"))
    return document.markup


def _read(
    name: str, label: str, kind: SectionKind | None, page: str, broken: list[Finding]
) -> ContentDocument:
    label = label or name
    evidence = Evidence()
    content = page.encode("utf-8", "surrogatepass")
    try:
        evidence = evidence_of(etree.fromstring(content, _PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        broken.append(
            Finding(
                "EPB-001",
                f"{label} ({name}.xhtml) is not well-formed XHTML: {error}",
                mend="look for a template of the layout that does not close an element",
            )
        )
    return ContentDocument(name, label, kind, content, evidence)


def _navigation_name(documents: Iterable[Document]) -> str:
    """``nav``, or another name where a section has that one."""
    taken = {document.name.casefold() for document in documents}
    name = "nav"
    while name in taken:
        name += "-toc"
    return name
