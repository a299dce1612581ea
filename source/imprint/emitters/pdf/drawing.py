"""Laid-out pages become a PDF of their own, without fonts, and what is known of its glyphs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

import pydyf
from weasyprint.draw import draw_background, draw_stacking_context
from weasyprint.draw.border import draw_border
from weasyprint.pdf import _use_references
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.ffi import ffi, gobject

from imprint.emitters.pdf.fragments import FontUse
from imprint.emitters.pdf.structure import is_artifact

SCALE = 0.75  # points in a CSS pixel


class MarkingStream(Stream):  # type: ignore[misc]
    """A page's content, with what is ornament marked so, and everything else by number.

    ``faces`` are the fonts by the address of Pango's, which is held so that no other font gets it.

    ``marks`` maps each box that draws content to the number of its marked content.
    """

    def __init__(
        self,
        *args: Any,
        heads: dict[Any, int],
        faces: dict[int, Any],
        page: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._heads = heads
        self._faces = faces
        self._page = page
        self.colour_spaces: set[str] = set()
        self.coloured = False
        self._veiled = False

    @property
    def marks(self) -> dict[Any, int]:
        return {box: mark["mcid"] for box, mark in (self._tags or {}).items()}

    def clone(self, **kwargs: Any) -> MarkingStream:
        given: dict[str, Any] = {
            "heads": self._heads,
            "faces": self._faces,
            "page": self._page,
            "fonts": self._fonts,
            "page_rectangle": self.page_rectangle,
            "resources": self._resources,
            "images": self._images,
            "tags": self._tags,
            "color_profiles": self._color_profiles,
            "output_intent": self._output_intent,
            "compress": self.compress,
        }
        return MarkingStream(**{**given, **kwargs})

    def add_font(self, pango_font: Any) -> Any:
        """The font of a PDF for one of Pango's, and its size in pixels."""
        address = int(ffi.cast("uintptr_t", pango_font))
        if address not in self._faces:
            held = ffi.gc(gobject.g_object_ref(pango_font), gobject.g_object_unref)
            self._faces[address] = (*super().add_font(pango_font), held)
        return self._faces[address][:2]

    def set_color_rgb(self, r: float, g: float, b: float, stroke: bool = False) -> None:
        """A colour; black and greys are written as one ink, which is what a press wants."""
        if r == g == b:
            self.stream.append(b" ".join([pydyf._to_bytes(r), b"G" if stroke else b"g"]))
        else:
            self.coloured = True
            super().set_color_rgb(r, g, b, stroke)

    def set_alpha(self, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:
        """An opacity; that of a page is 1 until another one is set."""
        if alpha != 1 or self._veiled:
            self._veiled = True
            super().set_alpha(alpha, stroke, fill)

    def set_color_space(self, space: str, stroke: bool = False) -> None:
        self.colour_spaces.add(space)
        super().set_color_space(space, stroke)

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        if is_artifact(box) or self._repeats(box):
            with self.artifact():
                yield
            return
        with super().marked(box, tag):
            yield

    def _repeats(self, box: Any) -> bool:
        """Whether a box is of a table's head, drawn again on a later page."""
        if box.element not in self._heads:
            return False
        first = self._heads[box.element]
        if first < 0:
            self._heads[box.element] = first = self._page
        return first != self._page


@dataclass(slots=True)
class Sheet:
    """Pages being drawn into one PDF.

    ``heads`` are the elements of tables' heads, each with the page that it was first drawn on.
    """

    heads: dict[Any, int] = field(default_factory=dict)
    tagged: bool = True
    fonts: dict[Any, Any] = field(default_factory=dict)
    streams: list[Any] = field(default_factory=list)
    _faces: dict[int, Any] = field(default_factory=dict)
    _pdf: Any = field(default_factory=pydyf.PDF)
    _images: dict[str, Any] = field(default_factory=dict)
    _resources: Any = None
    _colour_spaces: Any = None

    def __post_init__(self) -> None:
        self._colour_spaces = pydyf.Dictionary(_lab_spaces())
        self._pdf.add_object(self._colour_spaces)
        self._resources = pydyf.Dictionary(
            {
                "ExtGState": pydyf.Dictionary(),
                "XObject": pydyf.Dictionary(),
                "Pattern": pydyf.Dictionary(),
                "Shading": pydyf.Dictionary(),
                "ColorSpace": self._colour_spaces.reference,
                "Font": None,
            }
        )

    def stream(self, width: float, height: float) -> MarkingStream:
        """An empty content stream, in pixels from the top left corner of a page of that size."""
        stream = MarkingStream(
            self.fonts,
            (0, 0, width, height),
            self._resources,
            self._images,
            {} if self.tagged else None,
            {},
            None,
            compress=True,
            heads=self.heads,
            faces=self._faces,
            page=len(self.streams),
        )
        stream.push_state()
        stream.transform(d=-1, f=height * SCALE)
        self.streams.append(stream)
        return stream

    def draw_page(self, page: Any) -> MarkingStream:
        """Draw a page; its content stream, finished."""
        stream = self.stream(page.width, page.height)
        page.paint(stream, SCALE)
        stream.pop_state()
        self._add(stream, page.width, page.height)
        return stream

    def draw_boxes(self, page: Any, margin_boxes: list[Any], *, painted: bool = False) -> None:
        """Draw a page's margin boxes and nothing else of it, as artifacts.

        What the page itself is painted with comes first where it is ``painted``. ISO 32000-1,
        14.8.2.2.2.
        """
        width, height = page.margin_width(), page.margin_height()
        stream = self.stream(width, height)
        if not margin_boxes and not painted:
            stream.pop_state()
            self._add(stream, width, height)
            return
        stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        with stream.stacked():
            stream.transform(a=SCALE, d=SCALE)
            if painted:
                draw_background(stream, page.background, clip_box=False)
                draw_background(stream, page.canvas_background, clip_box=False)
                draw_border(stream, page)
            for box in margin_boxes:
                draw_stacking_context(stream, StackingContext.from_box(box, page, []))
        stream.end_marked_content()
        stream.pop_state()
        self._add(stream, width, height)

    def _add(self, stream: Any, width: float, height: float) -> None:
        self._pdf.add_object(stream)
        size = [0, 0, round(width * SCALE, 4), round(height * SCALE, 4)]
        self._pdf.add_page(
            pydyf.Dictionary(
                {
                    "Type": "/Page",
                    "Parent": self._pdf.pages.reference,
                    "MediaBox": pydyf.Array(size),
                    "Contents": stream.reference,
                    "Resources": None,
                }
            )
        )

    def written(self) -> bytes:
        """The PDF: its fonts are an empty dictionary that the binder fills."""
        fonts = pydyf.Dictionary()
        self._pdf.add_object(fonts)
        self._resources["Font"] = fonts.reference
        _use_references(self._pdf, self._resources, self._images, {})
        used = set[str]().union(*(stream.colour_spaces for stream in self.streams))
        for name in self._colour_spaces.keys() - used:
            del self._colour_spaces[name]
        self._pdf.add_object(self._resources)
        for page in self._pdf.objects:
            if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page":
                page["Resources"] = self._resources.reference
        content = BytesIO()
        self._pdf.write(content, version=b"1.7", identifier=False, compress=False)
        return content.getvalue()

    @property
    def is_plain(self) -> bool:
        """Whether all that was drawn is black or grey, and text or lines."""
        categories = ("XObject", "Pattern", "Shading", "ExtGState")
        return not (
            any(self._resources[category] for category in categories)
            or any(stream.coloured or stream.colour_spaces for stream in self.streams)
        )

    def font_uses(self) -> dict[str, FontUse]:
        """The fonts that were drawn with, by the name that content streams have for them."""
        uses: dict[str, FontUse] = {}
        for font in self.fonts.values():
            known = uses.get(font.hash)
            uses[font.hash] = FontUse(
                digest=_digest(font.file_content),
                name=font.name.decode().lstrip("/").partition("+")[2],
                ascent=font.ascent,
                descent=font.descent,
                flags=font.flags,
                widths={**(known.widths if known else {}), **font.widths},
                unicode={**font.to_unicode, **(known.unicode if known else {})},
            )
        return uses

    def missing_characters(self) -> list[int]:
        return sorted({point for font in self.fonts.values() for point in font.missing})


def _lab_spaces() -> dict[str, Any]:
    """The colour spaces that the engine names; a layout that uses none is cleared of them."""
    from tinycss2.color5 import D50, D65

    limits = pydyf.Array((-125, 125, -125, 125))
    return {
        f"lab-{name}": pydyf.Array(
            ("/Lab", pydyf.Dictionary({"WhitePoint": pydyf.Array(white), "Range": limits}))
        )
        for name, white in (("d50", D50), ("d65", D65))
    }


@lru_cache(maxsize=64)
def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
