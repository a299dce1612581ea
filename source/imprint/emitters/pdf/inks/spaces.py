"""A colour space of a PDF becomes the kind of its colours (ISO 32000-1, 8.6)."""

from __future__ import annotations

from pikepdf import Array, Name, Object

from imprint.emitters.pdf.inks.mixing import Kind

DEVICE = {Kind.GREY: Name.DeviceGray, Kind.RGB: Name.DeviceRGB, Kind.CMYK: Name.DeviceCMYK}

_KINDS = {
    "/DeviceGray": Kind.GREY,
    "/DeviceRGB": Kind.RGB,
    "/DeviceCMYK": Kind.CMYK,
    "/CalGray": Kind.GREY,
    "/CalRGB": Kind.RGB,
    "/Lab": Kind.LAB,
    "/Indexed": Kind.INDEXED,
    "/Separation": Kind.SPOT,
    "/DeviceN": Kind.SPOT,
}
_BY_COMPONENTS = {1: Kind.GREY, 3: Kind.RGB, 4: Kind.CMYK}


def kind_of(space: Object | None) -> Kind:
    """The kind of the colours in a space, which is a name or an array that begins with one."""
    if isinstance(space, Name):
        return _KINDS.get(str(space), Kind.OTHER)
    if not isinstance(space, Array) or not len(space):
        return Kind.OTHER
    name = str(space[0])
    if name == "/ICCBased":
        return _BY_COMPONENTS.get(int(space[1].get("/N", 0)), Kind.OTHER)
    return _KINDS.get(name, Kind.OTHER)


def inner_kind(space: Object) -> Kind:
    """The kind of the colours that an indexed space looks up."""
    return kind_of(space[1])
