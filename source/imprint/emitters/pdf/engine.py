"""Sections become fragments, and page numbers running heads and folios: WeasyPrint at work."""

from __future__ import annotations

import ctypes.util
import logging
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from math import inf
from typing import Any
from xml.etree import ElementTree

from imprint.emitters.pdf.fragments import (
    ELSEWHERE,
    FragmentJob,
    FurnishedPage,
    FurnitureJob,
    PlanJob,
    SectionShell,
    Setting,
    as_json,
    font_facts,
    pack,
)
from imprint.late import imported_late
from imprint.model.assets import Asset
from imprint.model.pages import Side


@contextmanager
def _no_search() -> Iterator[None]:
    """Let libraries be opened by their names alone.

    The engine tries the name that a library has on Windows first, and a compiler and a linker are
    run to look for that: it takes a third of the time of its import. On Linux the name after it is
    the right one.
    """
    found = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = found


# The engine takes fonts apart with these where HarfBuzz cannot; they take a quarter of its import.
_SELDOM = ("fontTools.subset", "fontTools.varLib.instancer")

with warnings.catch_warnings(), _no_search(), imported_late(*_SELDOM):
    # A machine without fonts of its own is what this engine wants: it uses the declared ones.
    warnings.simplefilter("ignore")
    import cssselect2
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.css.properties import Dimension
    from weasyprint.document import Document, Page
    from weasyprint.formatting_structure import boxes
    from weasyprint.formatting_structure.build import build_formatting_structure
    from weasyprint.layout import LayoutContext, layout_document
    from weasyprint.layout.background import layout_backgrounds, layout_box_backgrounds
    from weasyprint.layout.page import (
        PageType,
        make_margin_boxes,
        page_height,
        page_width,
        set_page_type_computed_styles,
    )
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.logger import LOGGER
    from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

from imprint.emitters.pdf.drawing import SCALE, Sheet  # noqa: E402 - after the first import
from imprint.emitters.pdf.laid_out import facts_of, is_painted  # noqa: E402
from imprint.emitters.pdf.neighbours import (  # noqa: E402
    SIDES,
    Edges,
    counted_inside,
    counters_before,
    document_of,
    stand_alone,
)
from imprint.emitters.pdf.tuning import tuned  # noqa: E402

# Relative addresses resolve against this; ".invalid" can never be a host (RFC 2606).
_BASE = "https://publication.invalid/"
# How far letters rise above the line and hang below it, in ems: as much as those of any text face.
_ASCENT, _DESCENT = 0.8, 0.25
_ACROSS = ("left-corner", "left", "center", "right", "right-corner")
_MARGIN_BOXES = frozenset(
    [f"@{edge}-{part}" for edge in ("top", "bottom") for part in _ACROSS]
    + [f"@{edge}-{part}" for edge in ("left", "right") for part in ("top", "middle", "bottom")]
)
ffi.cdef("FcConfig * FcConfigCreate (void);")


class Engine:
    """Typesets with one setting: its stylesheets, its fonts and no others."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._fetcher = _Fetcher(setting)
        self._fonts = _DeclaredFonts()
        self._counter_style = CounterStyle()
        self._furniture: _FurnitureMaker | None = None
        with _listening() as heard:
            self._stylesheets = [
                CSS(
                    string=css,
                    font_config=self._fonts,
                    counter_style=self._counter_style,
                    url_fetcher=self._fetcher,
                    base_url=_BASE,
                )
                for css in setting.stylesheets
            ]
        self._complaints = tuple(heard.messages)

    def typeset(self, job: FragmentJob) -> bytes:
        """Lay a job's sections out; the fragment, packed."""
        self._fetcher.show(job.assets)
        root = _root(self.setting, job)
        with tuned(), _listening() as heard:
            html = _Tree(root, self._fetcher)
            context = self._context(html, ahead=job.ahead)
            _open_up(root, context.style_for, begins=not job.ahead, ends=job.ends)
            if job.counters:
                style = context.style_for(root[-1])
                style["counter_reset"] = (*style["counter_reset"], *job.counters.items())
            box = self._boxes(html, context)
            edges = Edges(box)
            pages = [Page(page) for page in layout_document(html, box, context)]
            kinds = [page._page_box.page_type for page in pages]
            turned = [self._measured(_other_side(kind), html, context) for kind in kinds]
            facts, structure, sheet = facts_of(root, pages, turned, context)
            details = {"structure": structure, "fonts": font_facts(sheet.font_uses())}
            facts["opening"], facts["closing"] = edges.opening, edges.closing
            facts["mirrors"] = facts["mirrors"] and not edges.inner_sides(root, context.style_for)
            facts["missing"] = sheet.missing_characters()
            facts["plain"] = sheet.is_plain
            facts["counted"] = list(counted_inside(root, context.style_for, [*job.counters]))
            content = sheet.written()
        facts["complaints"] = list(dict.fromkeys([*self._complaints, *heard.messages]))
        return pack(facts, as_json(details), content)

    def plan(self, job: PlanJob) -> bytes:
        """Where each of a job's sections begins: ``any``, ``page``, ``left`` or ``right``."""
        root = document_of(self.setting.language, job.shells)
        shells = list(root[0])
        with _listening():
            styles = self._context(_Tree(root, self._fetcher)).style_for
        found = []
        names = [styles(shell)["page"] for shell in shells]
        for at, shell in enumerate(shells):
            breaks = [styles(shell)["break_before"]]
            if at:
                breaks.append(styles(shells[at - 1])["break_after"])
            renamed = at > 0 and names[at] != names[at - 1]
            found.append(_settled_break(breaks, renamed=renamed))
        facts = {
            "openings": found,
            "direction": styles(root)["direction"],
            "alone": stand_alone(self.setting.language, self.setting.stylesheets, job.shells),
            "counters": counters_before(root, styles),
        }
        return pack(facts)

    def furnish(self, job: FurnitureJob) -> bytes:
        """Draw the margin boxes of pages, each on an empty page of its own."""
        self._fetcher.show(())
        with tuned(), _listening() as heard:
            if self._furniture is None:
                root = ElementTree.Element("html", {"lang": self.setting.language})
                ElementTree.SubElement(root, "body")
                html = _Tree(root, self._fetcher)
                context = self._context(html, margin_boxes=True)
                self._furniture = _FurnitureMaker(html, context, self._boxes(html, context))
            sheet, maker = Sheet(tagged=False), self._furniture
            maker.begin()
            drawn = [
                at for at, page in enumerate(job.pages) if maker.draw(at, page, job.total, sheet)
            ]
            facts = {
                "drawn": drawn,
                "counted": sorted(maker.counted),
                "sizes": [[at, *maker.sizes[at]] for at in sorted(maker.sizes)],
                "text": [[at, *maker.text[at]] for at in sorted(maker.text)],
                "plain": sheet.is_plain,
                "fonts": font_facts(sheet.font_uses()),
                "missing": sheet.missing_characters(),
            }
            content = sheet.written()
        return pack({**facts, "complaints": list(dict.fromkeys(heard.messages))}, content)

    def _context(self, html: Any, *, margin_boxes: bool = False, ahead: int = 0) -> LayoutContext:
        context = Document._build_layout_context(
            html,
            self._fonts,
            self._counter_style,
            {},
            {**DEFAULT_OPTIONS, "stylesheets": self._stylesheets},
        )
        context.style_for = _Styles(context.style_for, margin_boxes=margin_boxes, ahead=ahead)
        return context

    def _boxes(self, html: Any, context: LayoutContext) -> Any:
        """The boxes of a document, not laid out yet."""
        return build_formatting_structure(
            html.etree_element,
            context.style_for,
            context.get_image_from_uri,
            html.base_url,
            context.target_collector,
            self._counter_style,
            context.footnotes,
        )

    def _measured(self, kind: Any, html: Any, context: LayoutContext) -> Any:
        """An empty page of a type, with its dimensions."""
        return _empty_page(kind, html, context)


def _open_up(root: ElementTree.Element, styles: Any, *, begins: bool, ends: bool) -> None:
    """Let what the stylesheets have around the whole text be around it, not around a fragment."""
    open_ = [edge for edge, closed in (("top", begins), ("bottom", ends)) if not closed]
    for element in (root, root[-1]):
        style = styles(element)
        for edge in open_:
            style[f"margin_{edge}"] = style[f"padding_{edge}"] = Dimension(0, "px")
            style[f"border_{edge}_width"] = 0
        for part, closed in (("before", begins), ("after", ends)):
            added = styles(element, part)
            if added is not None and not closed:
                added["content"] = "none"


def _settled_break(breaks: list[str], *, renamed: bool) -> str:
    """How a section begins, of what it and the one before it ask for.

    CSS Fragmentation 3, section 3.1: a forced break wins, and of two the one of the later box.
    """
    for value in breaks:
        if value in SIDES:
            return SIDES[value]
    forced = renamed or any(value in ("page", "always") for value in breaks)
    return "page" if forced else "any"


def _other_side(kind: Any) -> Any:
    return kind._replace(side="left" if kind.side == "right" else "right")


def _empty_page(kind: Any, html: Any, context: LayoutContext) -> Any:
    if context.style_for(kind) is None:
        set_page_type_computed_styles(kind, html, context.style_for)
    page = boxes.PageBox(kind, context.style_for(kind))
    resolve_percentages(page, page.style["size"])
    page.position_x = page.position_y = 0
    width, height = page.style["size"]
    page_width(page, context, width)
    page_height(page, context, height)
    return page


class _FurnitureMaker:
    """Draws margin boxes from what is known of each page."""

    def __init__(self, html: Any, context: LayoutContext, root: Any) -> None:
        self._html = html
        self._context = context
        self._root = root
        self.begin()

    def begin(self) -> None:
        """Forget what came of other pages.

        ``counted`` are the counters, but for those of notes, that a stylesheet changes by the page;
        ``sizes`` are the widths and heights of blank pages, in points, and ``text`` the rectangles
        that the text of each page fills, as ``press.Furniture`` has them.
        """
        self.counted: set[str] = set()
        self.sizes: dict[int, tuple[float, float]] = {}
        self.text: dict[int, tuple[float, ...]] = {}

    def draw(self, at: int, page: FurnishedPage, total: int, sheet: Sheet) -> bool:
        """Draw a page's margin boxes, and a blank one's paint; whether there is anything."""
        context = self._context
        box = self._page(page)
        self.counted.update(_counters_of(box.style))
        if page.kind.blank:
            width, height = box.margin_width(), box.margin_height()
            self.sizes[at] = (round(width * SCALE, 4), round(height * SCALE, 4))
        context.current_page, context.page_bottom = 2, inf
        context.string_set.clear()
        for name, text in page.carried.items():
            context.string_set[name][1].append(text)
        for name, texts in page.strings.items():
            context.string_set[name][2].extend(texts)
        counters = {"page": [page.number], "pages": [total]}
        state: tuple[Any, ...] = ([0], counters, [{"page", "pages"}], [])
        box.children = [_First(page.opened)]
        made = list(make_margin_boxes(context, box, state))
        for margin_box in made:
            layout_box_backgrounds(box, margin_box, context.get_image_from_uri)
        lines = list(_lines_of(made))
        if lines:
            self.text[at] = _rectangle(lines, box.margin_height())
        painted = page.kind.blank and self._paint(box)
        sheet.draw_boxes(box, made, painted=painted)
        return bool(made) or painted

    def _page(self, page: FurnishedPage) -> Any:
        kind = page.kind
        type_ = PageType(kind.side, kind.blank, kind.name, kind.index, kind.groups)
        return _empty_page(type_, self._html, self._context)

    def _paint(self, box: Any) -> bool:
        """Give a blank page its background and its canvas; whether anything of it shows."""
        root = self._root.copy_with_children([])
        resolve_percentages(root, box)
        root.position_x, root.position_y = box.content_box_x(), box.content_box_y()
        root.width, root.height = box.width, 0
        box.children = [root]
        layout_backgrounds(box, self._context.get_image_from_uri)
        return is_painted(box)


def _lines_of(made: list[Any]) -> Iterator[tuple[float, float, float, float]]:
    """The rectangle of each text of margin boxes, in pixels from the page's top left corner."""
    for margin_box in made:
        for box in margin_box.descendants():
            if isinstance(box, boxes.TextBox) and box.text.strip():
                size, baseline = box.style["font_size"], box.position_y + box.baseline
                top, bottom = baseline - _ASCENT * size, baseline + _DESCENT * size
                yield box.position_x, top, box.position_x + box.width, bottom


def _rectangle(lines: list[tuple[float, float, float, float]], height: float) -> tuple[float, ...]:
    """What holds all of the rectangles, in points from the page's lower left corner."""
    lefts, tops, rights, bottoms = zip(*lines, strict=True)
    sides = (min(lefts), height - max(bottoms), max(rights), height - min(tops))
    return tuple(round(side * SCALE, 4) for side in sides)


def _counters_of(style: Any) -> Iterator[str]:
    for change in ("reset", "set", "increment"):
        changed = style[f"counter_{change}"]
        if changed != "auto":
            yield from (name for name, _ in changed if name not in ("footnote", "pages"))


class _First:
    """What stands first on a page, as far as named strings ask for it."""

    children = ()

    def __init__(self, names: tuple[str, ...]) -> None:
        self.style = {"string_set": [(name, None) for name in names] or "none"}


class _Styles:
    """The styles of a document; of its pages', those that are asked for.

    The engine looks through every style of the document at each page: here only a page's own are
    shown to it. Without ``margin_boxes`` those have none. ``ahead`` pages come before the first.
    """

    def __init__(self, styles: Any, *, margin_boxes: bool, ahead: int) -> None:
        self._styles = styles
        self._margin_boxes = margin_boxes
        self._ahead = ahead
        self._shown: dict[Any, Any] = {}

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        if not self._margin_boxes and pseudo_type in _MARGIN_BOXES:
            return None
        return self._styles(element, pseudo_type)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._styles, name)

    def add_page_declarations(self, page_type: Any) -> None:
        cascaded = self._styles.get_cascaded_styles()
        known = len(cascaded)
        # Only the first page of the book is ``:first``.
        matched = page_type._replace(index=page_type.index + self._ahead)
        self._styles.add_page_declarations(matched)
        added = [*islice(reversed(cascaded), len(cascaded) - known)]
        for key in added:
            style = cascaded.pop(key)
            if self._margin_boxes or key[1] not in _MARGIN_BOXES:
                self._shown[page_type, key[1]] = style
                cascaded[page_type, key[1]] = style

    def set_computed_styles(self, element: Any, *args: Any, **kwargs: Any) -> None:
        self._styles.set_computed_styles(element, *args, **kwargs)

    def get_cascaded_styles(self) -> dict[Any, Any]:
        shown, self._shown = self._shown, {}
        return shown


def _root(setting: Setting, job: FragmentJob) -> ElementTree.Element:
    """A document of the job's sections, its page references filled in."""
    root = ElementTree.Element("html", {"lang": setting.language})
    if job.side is Side.VERSO:
        root.set("style", "break-before: verso")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = setting.title
    body = ElementTree.SubElement(root, "body")
    # A stylesheet may look at the sections around these.
    body.extend(_unseen(shell) for shell in job.before)
    body.extend(ElementTree.fromstring(b"<r>%b</r>" % job.xhtml))  # noqa: S314 - our own markup
    body.extend(_unseen(shell) for shell in job.after)
    here = {f"#{element.get('id')}" for element in body.iter()}
    for element in body.iter():
        reference = element.get("data-folio-of")
        if reference:
            element.text = job.folios.get(reference, "")
        start = element.get("start")
        if start:
            # The engine leaves such attributes to a stylesheet.
            element.set("style", f"counter-reset: list-item {int(start) - 1}")
        target = element.get("href", "")
        if target.startswith("#") and target not in here:
            # It leads into another fragment, which the engine need not know.
            element.set("href", f"{ELSEWHERE}{target}")
    return root


def _unseen(shell: SectionShell) -> ElementTree.Element:
    return ElementTree.Element(shell.tag, {**dict(shell.attributes), "style": "display: none"})


@contextmanager
def _listening() -> Iterator[_Listener]:
    """What the engine logs is gathered, and said nowhere else."""
    heard = _Listener()
    propagated, LOGGER.propagate = LOGGER.propagate, False
    LOGGER.addHandler(heard)
    try:
        yield heard
    finally:
        LOGGER.removeHandler(heard)
        LOGGER.propagate = propagated


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


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
    """Gives the setting's fonts and a fragment's pictures, and nothing from disk or network."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(allowed_protocols=())
        self._fonts = {
            f"{_BASE}fonts/{font.name}": (font.content, "font/ttf") for font in setting.fonts
        }
        self._own = setting.pictures
        self._pictures: Mapping[str, tuple[bytes, str]] = {}
        self.show(())

    def show(self, assets: tuple[Asset, ...]) -> None:
        """Give these pictures, and those of the stylesheets, and no others."""
        self._pictures = {
            f"{_BASE}images/{asset.name}": (asset.content, asset.media_type)
            for asset in (*self._own, *assets)
        }

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        found = self._fonts.get(url) or self._pictures.get(url)
        if found is None:
            raise ValueError(f"{url.removeprefix(_BASE)} is not a file of the publication")
        content, media_type = found
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
