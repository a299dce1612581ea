"""The engine's most frequent steps, faster, with the same pages.

A book is some hundred thousand pieces of text, each measured several times and drawn once. The
engine asks the same questions anew for each: which font, how high a line, what a glyph is written
as. Here the answers are kept. ``tuned`` puts these steps in the engine's place while a job is done.

One thing is better than the same. The engine measures a line as a whole, and draws a justified one
word by word, so that what a font has to say of a letter beside a space is lost, and the line with
it a little too long or too short. Here it is drawn as it was measured, and the spaces widened.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from operator import itemgetter
from typing import Any, NamedTuple

from weasyprint.css import StyleFor, computed_values, units
from weasyprint.css.properties import Dimension
from weasyprint.draw import text as drawn_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, percent, table
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, harfbuzz, pango

from imprint.emitters.pdf import listings, notes, tables

_ROUNDS_GLYPHS = pango.pango_version() < 14802  # see the engine's draw_first_line
_INTEGERS = 5  # in a glyph as Pango has it: number, advance, two offsets, attributes
_GLYPH_SIZE = ffi.sizeof("PangoGlyphInfo")
_LEAST = 1e-6  # the least size of a font, in pixels, that the engine writes

ffi.cdef(
    """
    hb_bool_t hb_font_get_nominal_glyph (
        hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);
    PangoAttrList * pango_attr_list_copy (PangoAttrList *list);
    PangoContext * pango_layout_get_context (PangoLayout *layout);
    PangoFontDescription * pango_font_description_copy (const PangoFontDescription *desc);
    const PangoFontDescription * pango_layout_get_font_description (PangoLayout *layout);
    void * g_object_ref (void *object);
    """
)

# The types of C that the engine makes values of. To read one takes as long as to set two pages.
for _type in (
    "FcChar8 **",
    "PangoContext *",
    "PangoFcFontMap *",
    "PangoLogAttr[]",
    "PangoRectangle *",
    "char[4]",
    "char[]",
    "hb_codepoint_t *",
    "hb_tag_t[100]",
    "uintptr_t",
    "unsigned int *",
):
    ffi.typeof(_type)
_SPACES = (" ", "\u00a0")  # what justification widens

_plain_justify = inline.add_word_spacing
_plain_setup = line_break.Layout.setup
_plain_strut = line_break.strut
_plain_draw = drawn_text.draw_first_line
_plain_compute = StyleFor.set_computed_styles
_plain_resolve = percent.resolve_one_percentage


@contextmanager
def tuned() -> Iterator[None]:
    """The engine with these steps instead of its own."""
    kept = [(holder, name, getattr(holder, name)) for holder, name, _ in _STEPS]
    for holder, name, step in _STEPS:
        setattr(holder, name, step)
    try:
        yield
    finally:
        for holder, name, step in kept:
            setattr(holder, name, step)


class _Known(NamedTuple):
    """What a layout of text needs of its style: Pango's objects, and the metrics of lines."""

    context: Any
    language: Any
    description: Any
    attributes: Any
    metrics: dict[str, Any]


def _set_up(layout: Any, style: Any) -> None:
    """Set a layout up for a style: what the style says is found out once."""
    # What is known lives as long as the fonts that it is known of.
    cache = style.font_config.__dict__.setdefault("known_styles", {})
    key = _layout_key(style)
    try:
        known = cache.get(key)
    except TypeError:  # a value is a list
        _plain_setup(layout, style)
        return
    if known is None:
        _plain_setup(layout, style)
        cache[key] = _known(layout)
        return
    layout.style = style
    layout.first_line_direction = 0
    layout.language = known.language
    layout.layout = made = ffi.gc(pango.pango_layout_new(known.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(made, False)
    pango.pango_layout_set_font_description(made, known.description)
    layout.__dict__.update(known.metrics)
    if known.attributes is not None:
        # A copy, as the text adds to it.
        attributes = pango.pango_attr_list_copy(known.attributes)
        pango.pango_layout_set_attributes(made, attributes)
        pango.pango_attr_list_unref(attributes)


def _known(layout: Any) -> _Known:
    """What was found out about a layout's style."""
    made = layout.layout
    context = gobject.g_object_ref(pango.pango_layout_get_context(made))
    description = pango.pango_font_description_copy(pango.pango_layout_get_font_description(made))
    attributes = pango.pango_layout_get_attributes(made)
    if attributes == ffi.NULL:
        attributes = None
    else:
        copied = pango.pango_attr_list_copy(attributes)
        attributes = ffi.gc(copied, pango.pango_attr_list_unref)
    return _Known(
        context=ffi.gc(ffi.cast("PangoContext *", context), gobject.g_object_unref),
        language=layout.language,
        description=ffi.gc(description, pango.pango_font_description_free),
        attributes=attributes,
        metrics={name: layout.__dict__[name] for name in _METRICS if name in layout.__dict__},
    )


_METRICS = (
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)
_font_values = itemgetter(
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
)
_layout_values = itemgetter("direction", "font_kerning", "font_size", "text_decoration_line")


def _layout_key(style: Any) -> tuple[Any, ...]:
    return _font_values(style), _layout_values(style)


def _strut(style: Any) -> Any:
    """The height of a line, and its baseline from the top, both in pixels."""
    size = style["font_size"]
    if size == 0:
        return 0, 0
    cache = style.font_config.__dict__.setdefault("known_struts", {})
    try:
        key = _font_values(style), size, style["line_height"]
        known = cache.get(key)
    except TypeError:
        return _plain_strut(style)
    if known is None:
        known = cache[key] = _plain_strut(style)
    return known


def _justify(context: Any, box: Any, spacing: float, advance: float) -> float:
    """Widen the spaces of a box on a line, and shift it; how far what follows is shifted."""
    if not isinstance(box, boxes.TextBox) or not _spaces_in(box.text):
        return _plain_justify(context, box, spacing, advance)  # type: ignore[no-any-return]
    layout = copy(box.pango_layout)
    end = box.text.find("\n")
    layout.text = box.text if end == -1 else box.text[: end + 2]
    layout.max_width, layout.justification_spacing = None, spacing
    extra = spacing * _spaces_in(box.text)
    box.pango_layout, box.justification_spacing = layout, spacing
    box.position_x += advance
    box.width += extra
    return advance + extra


def _spaces_in(text: str) -> int:
    return sum(map(text.count, _SPACES))


def _reactivate(layout: Any, style: Any) -> None:
    """Have a line's text shaped again, as it was measured if spaces can be widened afterwards."""
    spaced = style["word_spacing"] or style["letter_spacing"] != "normal"
    layout.widened = 0 if spaced else int(layout.justification_spacing * TO_UNITS)
    layout.setup(style)
    layout.set_text(layout.text, justify=not layout.widened)


def _resolve(box: Any, name: str, refer_to: float) -> None:
    """Set a box's used length, in pixels, from the one its style has."""
    value = box.style[name]
    if type(value) is Dimension and value.unit is not None:
        used = refer_to * value.value / 100 if value.unit == "%" else value.value
    elif value == "auto":
        used = 0 if name in ("min_width", "min_height") else value
    else:
        _plain_resolve(box, name, refer_to)
        return
    setattr(box, name, used)


def _compute(
    styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **known: Any
) -> None:
    """Give a pseudo-element its style: elements that are alike share those of theirs as well.

    The engine has half a dozen for every element, most of them for boxes that are never made.
    """
    cascaded = styles.get_cascaded_styles().get((element, pseudo_type))
    if pseudo_type is None or not cascaded or "anchor" in cascaded:
        _plain_compute(styles, element, parent, root, pseudo_type, **known)
        return
    computed = styles.get_computed_styles()
    # What the style is made of lives as long as the style sheets, and the style of the parent as
    # long as all that are computed: they can be told by where they are.
    rules = tuple(
        (name, id(value), origin, layer, *specificity)
        for name, (value, (origin, layer, specificity)) in cascaded.items()
    )
    key = id(computed[parent, None]), pseudo_type, rules
    shared = styles.__dict__.setdefault("shared_styles", {})
    if key not in shared:
        _plain_compute(styles, element, parent, root, pseudo_type, **known)
        shared[key] = computed[element, pseudo_type]
    computed[element, pseudo_type] = shared[key]


class _Glyphs(dict[tuple[int, int, int], str]):
    """What is written for each glyph of a font at a size, its advance and its offset.

    The font has it and not the other way round, so that its file goes when the page is drawn.
    """

    def __init__(self, font: Any, size: float) -> None:
        super().__init__()
        self.size = size
        found = ffi.new("hb_codepoint_t *")
        self._spaces = {
            found[0]
            for space in _SPACES
            if harfbuzz.hb_font_get_nominal_glyph(font.hb_font, ord(space), found)
        }

    def of(
        self, font: Any, stream: Any, text: str, item: Any, widened: int
    ) -> tuple[str, int] | None:
        """A run of glyphs as an operand of TJ, and how many of them are spaces that were widened.

        None if there is more to some of them than a number.
        """
        string = item.glyphs
        count = string.num_glyphs
        # Pango's glyphs are five integers of 32 bits each.
        numbers = memoryview(ffi.buffer(string.glyphs, count * _GLYPH_SIZE)).cast("i").tolist()
        if any(numbers[3::_INTEGERS]):
            return None  # some are raised or lowered
        keys = list(zip(*(numbers[at::_INTEGERS] for at in range(3)), strict=True))
        spaces = []
        if widened:
            spaces = [at for at, key in enumerate(keys) if key[0] in self._spaces]
            for at in spaces:
                glyph, advance, x = keys[at]
                keys[at] = glyph, advance + widened, x
        pieces = list(map(self.get, keys))
        if None in pieces:
            for at, key in enumerate(keys):
                if pieces[at] is None:
                    piece = self._piece(font, stream, text, item, at, *key)
                    if piece is None:
                        return None
                    pieces[at] = self[key] = piece
        whole = "<" + "".join(filter(None, pieces))
        return (whole[:-1] if whole[-1] == "<" else whole + ">"), len(spaces)

    def _piece(
        self, font: Any, stream: Any, text: str, item: Any, at: int, glyph: int, width: int, x: int
    ) -> str | None:
        size = self.size
        if glyph == pango.PANGO_GLYPH_EMPTY:
            return f">{-width / size}<"
        if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            return None
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = _characters_of(text, item, at)
        offset = x / size
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
        kerning = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
        before = f">{-offset}<" if offset else ""
        after = f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{after}"


def _characters_of(text: str, item: Any, at: int) -> str:
    """What a glyph of a run stands for."""
    item, string = item.item, item.glyphs
    clusters, count = string.log_clusters, string.num_glyphs
    if item.analysis.level % 2:  # from right to left
        end = item.length if at == 0 else clusters[at - 1]
    else:
        end = item.length if at == count - 1 else clusters[at + 1]
    return text.encode()[item.offset + clusters[at] : item.offset + end].decode()


def _draw(stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw the line of a box of text; what is more than glyphs in a row is left to the engine."""
    cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    layout = box.pango_layout
    if not cut and box.text.strip() and box.style["font_size"] >= _LEAST:
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        shown = _shown(stream, box)
        if shown is not None:
            stream.set_text_matrix(*matrix.values)
            last = len(shown) - 1
            for at, (font, size, pieces) in enumerate(shown):
                stream.set_font_size(font.hash, size)
                text = "".join(pieces)
                if text or at == last:
                    stream.show_text(text)
            return []
    if getattr(layout, "widened", 0):
        layout.set_text(layout.text, justify=True)
    return _plain_draw(stream, box, text_overflow, block_ellipsis, matrix)


def _shown(stream: Any, box: Any) -> list[tuple[Any, float, list[str]]] | None:
    """The runs of a line, by font, or None if some are more than glyphs in a row."""
    layout = box.pango_layout
    widened = getattr(layout, "widened", 0)
    shown: list[tuple[Any, float, list[str]]] = []
    spaces = 0
    before = None
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        pango_font = run.data.item.analysis.font
        if pango_font != before:
            before = pango_font
            font, size = stream.add_font(pango_font)
            if font.bitmap or font.svg or font.png or font.colr:
                return None
            by_size = font.__dict__.setdefault("written", {})
            size = box.style["font_size"] if _ROUNDS_GLYPHS else size
            if size not in by_size:
                by_size[size] = _Glyphs(font, size)
            glyphs = by_size[size]
            shown.append((font, size, []))
        written = glyphs.of(font, stream, layout.text, run.data, widened)
        if written is None:
            return None
        shown[-1][2].append(written[0])
        spaces += written[1]
        run = run.next
    if widened and spaces != _spaces_in(layout.text):
        return None  # a space is part of another glyph, or drawn as one that is not a space
    return shown


# Where the engine looks for each step.
_STEPS = (
    (line_break.Layout, "setup", _set_up),
    (line_break.Layout, "reactivate", _reactivate),
    (line_break, "strut", _strut),
    (inline, "strut", _strut),
    (inline, "add_word_spacing", _justify),
    (units, "strut", _strut),
    (computed_values, "strut", _strut),
    (StyleFor, "set_computed_styles", _compute),
    (percent, "resolve_one_percentage", _resolve),
    (inline, "resolve_one_percentage", _resolve),
    (table, "resolve_one_percentage", _resolve),
    (drawn_text, "draw_first_line", _draw),
    *listings.STEPS,
    *notes.STEPS,
    *tables.STEPS,
)
