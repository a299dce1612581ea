"""What a cover says, and the measures of its sheet, become a design: front, spine and colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from imprint.emitters.cover import WIDTH, CoverText
from imprint.emitters.cover.composition import arranged
from imprint.emitters.cover.drawings import drawing_for, letters_of
from imprint.emitters.cover.own import edge_colour
from imprint.emitters.cover.palettes import Colour, Palette, palette_for
from imprint.emitters.cover.spine import spine_text
from imprint.emitters.cover.vectors import VectorCanvas
from imprint.model.assets import Asset, Font
from imprint.model.wrap import Colours, Front, SetText, Sheet, SpineText

DRAWING = "cover-drawing.svg"
BARCODE = "cover-barcode.svg"
_READABLE = 7.0  # WCAG 2.2, "Contrast (Enhanced)"
_LIGHT, _DARK = (250, 247, 240), (26, 23, 20)


@dataclass(frozen=True, slots=True)
class Design:
    """The front and its pictures, and the colours of the whole."""

    front: Front
    colours: Colours
    assets: tuple[Asset, ...]


def design_front(
    text: CoverText,
    fonts: Sequence[Font],
    sheet: Sheet,
    *,
    picture: Asset | None = None,
    chosen: Mapping[str, str] = {},
) -> Design:
    """The front as the e-book's cover has it, or the author's picture.

    ``chosen`` are the author's colours: ``ground``, ``ink`` and ``accent``, as CSS writes them.
    """
    edge = edge_colour(picture) if picture else None
    palette = _chosen(_beside(edge) if edge else palette_for(text.title), chosen)
    colours = Colours(
        ground=_css(palette.ground), ink=_css(palette.ink), accent=_css(palette.accent)
    )
    if picture is not None:
        return Design(Front(picture=picture.name), colours, (picture,))
    scale = sheet.width / WIDTH  # points in a pixel of the e-book's cover
    arrangement = arranged(text, fonts, height=round(sheet.height / scale))
    texts = tuple(
        SetText(
            role=placed.role,
            lines=tuple("".join(part for _, part in line) for line in placed.lettering.lines),
            size=round(placed.lettering.size * scale, 3),
            leading=round(placed.lettering.leading * scale, 3),
            left=round(placed.left * scale, 3),
            top=round(placed.top * scale, 3),
        )
        for placed in arrangement.texts
    )
    if arrangement.drawing is None:
        return Design(Front(texts=texts), colours, ())
    begin, end = arrangement.drawing
    to_edge = not text.publisher
    high = (end - begin) * scale + (sheet.bleed if to_edge else 0)
    canvas = VectorCanvas(round((sheet.width + sheet.bleed) / scale), round(high / scale), palette)
    drawing_for(text.title)(canvas, letters_of(text.title))
    drawing = round(begin * scale, 3), round(begin * scale + high, 3)
    return Design(
        Front(texts=texts, drawing=drawing), colours, (svg_asset(DRAWING, canvas.finished()),)
    )


def design_spine(
    text: CoverText, fonts: Sequence[Font], sheet: Sheet, *, short_title: str, publisher: str
) -> SpineText | None:
    """The spine's text, as much of it as fits; None where nothing can be read."""
    titles = dict.fromkeys([text.title, short_title or text.title])
    said = [(text.names, title, publisher) for title in titles]
    said += [(text.names, title, "") for title in titles]
    said += [("", title, "") for title in titles]
    thick = sheet.spine - 2 * sheet.fold_safe
    return spine_text(said, fonts, thick=thick, long=sheet.spine_long) if thick > 0 else None


def svg_asset(name: str, content: bytes) -> Asset:
    return Asset(
        digest=sha256(content).hexdigest(),
        name=name,
        media_type="image/svg+xml",
        content=content,
    )


def _css(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _chosen(palette: Palette, chosen: Mapping[str, str]) -> Palette:
    """The palette with the author's colours; an ink that does not read on a ground of theirs goes.

    A colour that is not chosen is ``auto``.
    """
    given = {name: _colour(value) for name, value in chosen.items() if value not in ("", "auto")}
    ground = given.get("ground", palette.ground)
    ink = given.get("ink", palette.ink)
    if "ink" not in given and contrast(ink, ground) < _READABLE:
        ink = max((_LIGHT, _DARK), key=lambda colour: contrast(colour, ground))
    return Palette(palette.name, ground, ink, given.get("accent", palette.accent))


def _colour(digits: str) -> Colour:
    red, green, blue = bytes.fromhex(digits.removeprefix("#"))
    return red, green, blue


def _beside(edge: Colour) -> Palette:
    """Colours that go with a picture: that of its edge, as dark or light as text wants."""
    ink = _LIGHT if contrast(_LIGHT, edge) >= contrast(_DARK, edge) else _DARK
    towards = 0 if ink == _LIGHT else 255
    ground = edge
    for step in range(1, 21):
        if contrast(ink, ground) >= _READABLE:
            break
        red, green, blue = (round(c + (towards - c) * step / 20) for c in edge)
        ground = red, green, blue
    return Palette("picture", ground, ink, ink)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (value / 255 for value in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
