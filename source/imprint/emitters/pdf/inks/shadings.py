"""A shading's colours become those of inks (ISO 32000-1, 8.7.4.5).

The colours between two are mixed in inks, as a press would: from red to green by way of yellow's
inks, where a screen would go by way of olive.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Object

from imprint.emitters.pdf.inks.mixing import Inks, Kind
from imprint.emitters.pdf.inks.spaces import DEVICE, kind_of
from imprint.emitters.pdf.remarks import Trouble

_MESH = Trouble(
    "a gradient is of a kind whose colours stay as they are",
    "draw it as a linear or a radial gradient, or make it a picture",
)
_MOST_MESHLESS = 3  # ShadingType: by a function, axial, radial; after them come meshes


def to_ink_shading(shading: Object, inks: Inks, done: set[tuple[int, int]]) -> tuple[Trouble, ...]:
    """Change a shading in place; ``done`` has the functions that were changed already."""
    kind = kind_of(shading.get("/ColorSpace"))
    if kind is Kind.GREY:
        shading.ColorSpace = DEVICE[Kind.GREY]
        return ()
    if kind not in (Kind.RGB, Kind.CMYK, Kind.LAB):
        return (_MESH,)
    functions = shading.get("/Function")
    if int(shading.ShadingType) > _MOST_MESHLESS or not _is_simple(functions):
        return () if kind is Kind.CMYK and inks.kind is Kind.CMYK else (_MESH,)
    assert functions is not None
    _mix(functions, kind, inks, done)
    if "/Background" in shading:
        shading.Background = _mixed(shading.Background, kind, inks)
    shading.ColorSpace = DEVICE[inks.kind]
    return ()


def _is_simple(function: Object | None) -> bool:
    """Whether a function goes evenly between colours, or joins functions that do."""
    if function is None or isinstance(function, Array):
        return False
    if int(function.FunctionType) == 3:
        return all(_is_simple(part) for part in function.Functions.as_list())
    return int(function.FunctionType) == 2 and "/C0" in function and "/C1" in function


def _mix(function: Object, kind: Kind, inks: Inks, done: set[tuple[int, int]]) -> None:
    if function.is_indirect and function.objgen in done:
        return
    done.add(function.objgen)
    if int(function.FunctionType) == 3:
        for part in function.Functions.as_list():
            _mix(part, kind, inks, done)
        return
    function.C0 = _mixed(function.C0, kind, inks)
    function.C1 = _mixed(function.C1, kind, inks)
    if "/Range" in function:
        del function.Range


def _mixed(numbers: Object | Sequence[Object], kind: Kind, inks: Inks) -> Array:
    mixed = inks.mix_whole(kind, [float(number) for number in numbers])
    return Array([round(number, 4) for number in mixed])
