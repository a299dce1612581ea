"""The colour operators of a content stream become those of inks (ISO 32000-1, 8.6.8).

In a page of text the few operators are looked for and no more. Only a stream that names colour
spaces, or that has what could hide an operator (texts in parentheses, pictures in the line,
comments), is read with the graphics state in mind.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from imprint.emitters.pdf.inks.mixing import Inks, Kind
from imprint.emitters.pdf.remarks import Trouble
from imprint.model.profile import Colour

_NUMBER = rb"[-+]?(?:\d+(?:\.\d*)?|\.\d+)"
_START, _END = rb"(?<![^\s\]>)])", rb"(?![^\s/\[(<])"
_THREE = rb"\s+".join([_NUMBER] * 3)
_OPERATORS = rb"(?P<colour>%b\s+(?:rg|RG)|%b\s+%b\s+[kK])" % (_THREE, _THREE, _NUMBER)
_COLOUR_AT_END = re.compile(_START + _OPERATORS + rb"$")
_BLACK = re.compile(rb"(?:0(?:\.0*)?\s+){3}(?:rg|RG)")
# White space is rare in a stream: looked for first, it finds the operators fast.
_OPERATOR = re.compile(rb"\s(rg|RG|k|K|cs|CS|sc|SC|scn|SCN|BI)" + _END)
_PLAIN = {b"rg", b"RG", b"k", b"K"}
_LONGEST = 120  # bytes of a colour and its operator
_FLAT_TEXT = rb"\((?:[^()\\]|\\.)*+\)"
_TEXT = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|" + _FLAT_TEXT + rb")*+\))*+\)"
_STATE = re.compile(
    rb"(?P<skip>%b|%%[^\r\n]*)" % _TEXT
    + rb"|"
    + _START
    + rb"(?:(?P<picture>BI\s.*?\sEI)|(?P<state>[qQ])"
    + rb"|(?P<space>/[^\s/\[(<>%]+\s+(?:cs|CS))|"
    + _OPERATORS
    + rb"|(?P<special>(?:%b\s+)+(?:scn?|SCN?)))" % _NUMBER
    + _END,
    re.DOTALL,
)
_RGB_PICTURE = re.compile(rb"/(?:CS|ColorSpace)\s*/(?:RGB|DeviceRGB|CMYK|DeviceCMYK|\w+\d)")

_INK_OPERATORS = {(1, False): b"g", (1, True): b"G", (4, False): b"k", (4, True): b"K"}
_MIXED = (Kind.RGB, Kind.CMYK, Kind.LAB)

_SPOT = Trouble("a colour has an ink of its own", "give it a colour of RGB or CMYK")
_INDEXED = Trouble("a drawing takes its colours from a table", "give it a colour of RGB or CMYK")
_TROUBLES = {Kind.SPOT: _SPOT, Kind.INDEXED: _INDEXED}
_IN_LINE = Trouble(
    "a picture is written into the page and keeps its colours", "make it a file of its own"
)


def to_ink_operators(
    content: bytes, inks: Inks, space_kind: Callable[[str], Kind]
) -> tuple[bytes, tuple[Trouble, ...]]:
    """The same drawing in inks; ``space_kind`` knows the colour spaces of its resources by name."""
    operators = list(_OPERATOR.finditer(content))
    if not operators:
        return content, ()
    mixed = _black_alone if inks.colour is Colour.ANY else _mixed
    if b"(" in content or b"%" in content or not {found[1] for found in operators} <= _PLAIN:
        reading = _Reading(inks, space_kind, mixed)
        return _STATE.sub(reading.replace, content), tuple(dict.fromkeys(reading.troubles))
    pieces, at = [], 0
    for found in operators:
        start = max(at, found.end() - _LONGEST)
        colour = _COLOUR_AT_END.search(content[start : found.end()])
        if colour:
            pieces += [content[at : start + colour.start()], mixed(colour[0], inks)]
            at = found.end()
    return b"".join([*pieces, content[at:]]), ()


def _black_alone(colour: bytes, inks: Inks) -> bytes:
    """Three equal inks of black become one; other colours stay."""
    return _mixed(colour, inks) if _BLACK.fullmatch(colour) else colour


def _mixed(colour: bytes, inks: Inks) -> bytes:
    *numbers, operator = colour.split()
    kind = Kind.RGB if len(numbers) == 3 else Kind.CMYK
    values = [float(number) for number in numbers]
    mixed = inks.mix(kind, values)
    if kind is Kind.CMYK and list(mixed) == values:
        return colour
    return _written(mixed) + b" " + _INK_OPERATORS[len(mixed), operator.isupper()]


def _written(numbers: tuple[float, ...]) -> bytes:
    return b" ".join(f"{number:.4f}".rstrip("0").rstrip(".").encode() or b"0" for number in numbers)


class _Reading(Struct):
    """One stream while it is read: the kinds of the spaces to fill and to stroke in."""

    inks: Inks
    space_kind: Callable[[str], Kind]
    mixed: Callable[[bytes, Inks], bytes]
    troubles: list[Trouble] = field(default_factory=list)
    filling: Kind = Kind.OTHER
    stroking: Kind = Kind.OTHER
    kept: list[tuple[Kind, Kind]] = field(default_factory=list)

    def replace(self, found: re.Match[bytes]) -> bytes:
        """What stands instead of a part of the stream."""
        if self.inks.colour is Colour.ANY:
            return self.mixed(found[0], self.inks) if found["colour"] else found[0]
        match found.lastgroup:
            case "colour":
                return self._colour(found[0])
            case "space":
                return self._space(found[0])
            case "special":
                return self._special(found[0])
            case "state":
                self._keep(found[0])
            case "picture" if _RGB_PICTURE.search(found[0].partition(b" ID")[0]):
                self.troubles.append(_IN_LINE)
        return found[0]

    def _keep(self, operator: bytes) -> None:
        if operator == b"q":
            self.kept.append((self.filling, self.stroking))
        elif self.kept:
            self.filling, self.stroking = self.kept.pop()

    def _use(self, kind: Kind, *, stroke: bool) -> None:
        if stroke:
            self.stroking = kind
        else:
            self.filling = kind

    def _colour(self, colour: bytes) -> bytes:
        operator = colour.split()[-1]
        self._use(Kind.RGB if operator.lower() == b"rg" else Kind.CMYK, stroke=operator.isupper())
        return self.mixed(colour, self.inks)

    def _space(self, chosen: bytes) -> bytes:
        name, operator = chosen.split()
        kind = self.space_kind(name.decode("latin-1"))
        self._use(kind, stroke=operator.isupper())
        if kind in _TROUBLES:
            self.troubles.append(_TROUBLES[kind])
        if kind not in _MIXED and kind is not Kind.GREY:
            return chosen
        return b"/DeviceGray " + operator  # it begins with black, as the other did

    def _special(self, colour: bytes) -> bytes:
        *numbers, operator = colour.split()
        kind = self.stroking if operator.isupper() else self.filling
        if kind not in _MIXED or len(numbers) != kind.components:
            return colour
        mixed = self.inks.mix(kind, [float(number) for number in numbers])
        return _written(mixed) + b" " + _INK_OPERATORS[len(mixed), operator.isupper()]
