"""Documents of a rendition become pages: all that Imprint knows of WeasyPrint is in this module."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from imprint.diagnostics import Finding
from imprint.model.rendition import Document, Rendition

with warnings.catch_warnings():
    # A machine without fonts of its own is what this engine wants: it uses the declared ones.
    warnings.simplefilter("ignore")
    import cssselect2
    from weasyprint import CSS, HTML
    from weasyprint.logger import LOGGER
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

# Relative addresses resolve against this; ".invalid" can never be a host (RFC 2606).
_BASE = "https://publication.invalid/"
ffi.cdef("FcConfig * FcConfigCreate (void);")


@dataclass(frozen=True, slots=True)
class Flow:
    """Documents typeset one after another.

    ``pdf`` has their pages, with links and an outline; ``folios`` maps the id of each element to
    the page of the flow that it is on, from 0; ``openings`` maps a page to the document that
    begins there.
    """

    pdf: bytes
    pages: int
    folios: Mapping[str, int]


class Engine:
    """Typesets documents of one rendition, with its stylesheets and its fonts and no others."""

    def __init__(self, rendition: Rendition) -> None:
        self._rendition = rendition
        self._fetcher = _Fetcher(rendition)
        self._fonts = _DeclaredFonts()
        self.findings: list[Finding] = []
        with self._listening():
            self._stylesheets = [
                CSS(
                    string=stylesheet.css,
                    font_config=self._fonts,
                    url_fetcher=self._fetcher,
                    base_url=_BASE,
                )
                for stylesheet in rendition.stylesheets
            ]

    def typeset(self, documents: Sequence[Document], folios: Mapping[str, str]) -> Flow:
        """Lay documents out from a recto; ``folios`` fills in the page numbers they refer to."""
        root = self._root(documents, folios)
        with self._listening():
            laid_out = _Tree(root, self._fetcher).render(
                font_config=self._fonts, stylesheets=self._stylesheets
            )
            found: dict[str, int] = {}
            for number, page in enumerate(laid_out.pages):
                for anchor in page.anchors:
                    found.setdefault(anchor, number)
            pdf = laid_out.write_pdf()
        return Flow(pdf=pdf, pages=len(laid_out.pages), folios=found)

    def _root(
        self, documents: Sequence[Document], folios: Mapping[str, str]
    ) -> ElementTree.Element:
        language = self._rendition.record.language
        root = ElementTree.Element("html", {"lang": language})
        head = ElementTree.SubElement(root, "head")
        ElementTree.SubElement(head, "title").text = self._rendition.record.title
        body = ElementTree.SubElement(root, "body")
        for document in documents:
            body.append(ElementTree.fromstring(document.markup))  # noqa: S314 - our own markup
        here = {f"#{element.get('id')}" for element in body.iter()}
        for element in body.iter():
            reference = element.get("data-folio-of")
            if reference:
                element.text = folios.get(reference, "")
            if element.get("href", "").startswith("#") and element.get("href") not in here:
                del element.attrib["href"]  # it leads into another flow
        return root

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """What the engine logs becomes findings."""
        heard = _Listener()
        propagated, LOGGER.propagate = LOGGER.propagate, False
        LOGGER.addHandler(heard)
        try:
            yield
        finally:
            LOGGER.removeHandler(heard)
            LOGGER.propagate = propagated
            for message in dict.fromkeys(heard.messages):
                finding = Finding("PDF-001", message, mend="mend the layout's stylesheet")
                if finding not in self.findings:
                    self.findings.append(finding)


class _Tree(HTML):  # type: ignore[misc]
    """A document that is a tree already, so that nothing parses it again by HTML's rules."""

    def __init__(self, root: ElementTree.Element, fetcher: URLFetcher) -> None:
        self.base_url = _BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class _DeclaredFonts(FontConfiguration):  # type: ignore[misc]
    """A font configuration that begins empty, instead of with the machine's own fonts."""

    def __init__(self) -> None:
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(
            ffi.cast("PangoFcFontMap *", self.font_map), self._config
        )
        fontconfig.FcConfigDestroy(self._config)
        self._folder = None
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives the rendition's fonts and pictures, and nothing from disk or network."""

    def __init__(self, rendition: Rendition) -> None:
        super().__init__(allowed_protocols=())
        self._files = {
            f"{_BASE}fonts/{font.name}": (font.content, "font/ttf") for font in rendition.fonts
        } | {
            f"{_BASE}images/{asset.name}": (asset.content, asset.media_type)
            for asset in rendition.assets
        }

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url not in self._files:
            raise ValueError(f"{url.removeprefix(_BASE)} is not a file of the publication")
        content, media_type = self._files[url]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
