"""Every stream and every resource of a book is met once, and put into inks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from imprint.emitters.pdf.inks.mixing import Inks, Kind
from imprint.emitters.pdf.inks.operators import to_ink_operators
from imprint.emitters.pdf.inks.pictures import to_ink_picture
from imprint.emitters.pdf.inks.shadings import to_ink_shading
from imprint.emitters.pdf.inks.spaces import DEVICE, kind_of
from imprint.emitters.pdf.inks.states import forget_transparency, transparency_of
from imprint.emitters.pdf.remarks import Trouble
from imprint.model.profile import Colour

Troubles = tuple[Trouble, ...]

# A mask's colours are its brightness, whatever inks the pages have.
_OF_MASKS = Inks(Colour.GREY)
_MIXED = (Kind.GREY, Kind.RGB, Kind.CMYK, Kind.LAB)
_NOWHERE: dict[str, Object] = {}


class Inking(Struct):
    """The work on one book; ``solid`` also takes its transparency out."""

    book: Pdf
    inks: Inks
    solid: bool
    done: dict[tuple[int, int], Troubles] = field(default_factory=dict)
    functions: set[tuple[int, int]] = field(default_factory=set)
    spaces: list[Object] = field(default_factory=list)
    states: list[Object] = field(default_factory=list)
    groups: list[Object] = field(default_factory=list)
    known: dict[tuple[int, int], dict[re.Pattern[bytes], Troubles]] = field(default_factory=dict)

    def page(self, page: Page) -> Troubles:
        """Put a page into inks, with all that it draws; what could not be, is returned."""
        resources = page.resources
        used = self._resources(resources, self.inks)
        self._group(page.obj, self.inks)
        troubles: Troubles = ()
        if isinstance(page.obj.get("/Contents"), Array):
            page.contents_coalesce()
        if "/Contents" in page.obj:
            troubles = self._stream(page.obj.Contents, resources, used, self.inks)
        for drawing in _appearances(page.obj):
            troubles += self._form(drawing, resources, self.inks)
        return troubles

    def forget_spaces(self) -> None:
        """Take the colour spaces away that nothing names any longer."""
        for spaces in self.spaces:
            for name in list(spaces.keys()):
                if kind_of(spaces[name]) in _MIXED:
                    del spaces[name]

    def forget_transparency(self) -> None:
        """Take away what says of solid things that they are: PDF 1.3 has no words for it."""
        for state in self.states:
            forget_transparency(state)
        for owner in self.groups:
            del owner["/Group"]

    def _stream(
        self,
        stream: Object,
        resources: Object,
        used: dict[re.Pattern[bytes], Troubles],
        inks: Inks,
    ) -> Troubles:
        spaces = resources.get("/ColorSpace", _NOWHERE)

        def space_kind(name: str) -> Kind:
            kind = kind_of(Name(name))
            return kind if kind is not Kind.OTHER else kind_of(spaces.get(name))

        old = stream.read_bytes()
        new, troubles = to_ink_operators(old, inks, space_kind)
        if new != old:
            stream.write(new)
        for pattern, found in used.items():
            if pattern.search(new):
                troubles += found
        return troubles

    def _form(self, form: Object, outer: Object, inks: Inks) -> Troubles:
        """A form, a tiling pattern or a glyph: a stream with resources of its own, mostly."""
        if form.objgen in self.done:
            return self.done[form.objgen]
        self.done[form.objgen] = ()
        resources = form.get("/Resources", outer)
        used = self._resources(resources, inks)
        self._group(form, inks)
        self.done[form.objgen] = self._stream(form, resources, used, inks)
        return self.done[form.objgen]

    def _group(self, owner: Object, inks: Inks) -> None:
        """A group blends in the space of the page, whose inks it has; a mask's own is grey.

        Given a space of its own, even grey, some renderers bring it back as four inks.
        """
        if "/Group" not in owner:
            return
        if inks is _OF_MASKS:
            owner.Group.CS = DEVICE[Kind.GREY]
            return
        if inks.colour is not Colour.ANY and "/CS" in owner.Group:
            del owner.Group["/CS"]
        self.groups.append(owner)

    def _resources(self, resources: Object, inks: Inks) -> dict[re.Pattern[bytes], Troubles]:
        """Put resources into inks; the troubles of each by a pattern that finds it in use."""
        if resources.is_indirect and resources.objgen in self.known:
            return self.known[resources.objgen]
        used: dict[re.Pattern[bytes], Troubles] = {}
        if resources.is_indirect:
            self.known[resources.objgen] = used
        for category, use in _USES.items():
            for name, thing in resources.get(category, _NOWHERE).items():
                troubles = self._thing(category, thing, resources, inks)
                if troubles:
                    used[re.compile(re.escape(name.encode()) + use)] = troubles
        if "/ColorSpace" in resources and inks.colour is not Colour.ANY:
            self.spaces.append(resources.ColorSpace)
        return used

    def _thing(self, category: str, thing: Object, outer: Object, inks: Inks) -> Troubles:
        match category:
            case "/ExtGState":
                return self._state(thing, outer)
            case "/Font":
                return self._font(thing, outer, inks)
            case "/Shading":
                return self._shading(thing, inks)
            case "/Pattern" if not isinstance(thing, Stream):
                return self._shading(thing.Shading, inks)
            case "/XObject" if thing.get("/Subtype") == Name.Image:
                return self._picture(thing, inks)
        return self._form(thing, outer, inks)

    def _state(self, state: Object, outer: Object) -> Troubles:
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and self.inks.colour is not Colour.ANY:
            self._form(mask.G, outer, _OF_MASKS)
        if not self.solid:
            return ()
        self.states.append(state)
        return transparency_of(state)

    def _font(self, font: Object, outer: Object, inks: Inks) -> Troubles:
        if font.get("/Subtype") != Name.Type3:
            return ()
        resources = font.get("/Resources", outer)
        glyphs = font.CharProcs.values()
        return sum((self._form(glyph, resources, inks) for glyph in glyphs), ())

    def _shading(self, shading: Object, inks: Inks) -> Troubles:
        if inks.colour is Colour.ANY:
            return ()
        if shading.objgen in self.done and shading.is_indirect:
            return self.done[shading.objgen]
        troubles = to_ink_shading(shading, inks, self.functions)
        self.done[shading.objgen] = troubles
        return troubles

    def _picture(self, picture: Object, inks: Inks) -> Troubles:
        if inks.colour is Colour.ANY:
            return ()
        if picture.objgen not in self.done:
            solid_in = self.book if self.solid else None
            self.done[picture.objgen] = to_ink_picture(picture, inks, solid_in=solid_in)
        return self.done[picture.objgen]


# The categories of resources that have colours, and what follows the name of one in use.
_USES = {
    "/ExtGState": rb"\s+gs\b",
    "/XObject": rb"\s+Do\b",
    "/Shading": rb"\s+sh\b",
    "/Pattern": rb"\s+(?:scn|SCN)\b",
    "/Font": rb"\s+[\d.]+\s+Tf\b",
}


def _appearances(page: Object) -> Iterator[Object]:
    """The forms of a page's annotations: one of each, or one for each of its states."""
    for annotation in page.get("/Annots", ()):
        drawing = annotation.AP.get("/N") if "/AP" in annotation else None
        if isinstance(drawing, Stream):
            yield drawing
        elif drawing is not None:
            yield from (state for state in drawing.values() if isinstance(state, Stream))
