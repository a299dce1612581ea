"""A graphics state becomes what it says of transparency (ISO 32000-1, 11.6), or says no more of it.

PDF/X-1a is of PDF 1.3, which has no transparency: not even words for things being solid.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object

from imprint.emitters.pdf.remarks import Trouble

_SOLID_MODES = (Name.Normal, Name.Compatible)
_MEND = "give it a solid colour, or choose a printer that takes PDF/X-4"
_MASKED = Trouble("something fades out or is masked, which the printer does not take", _MEND, True)
_BLENDED = Trouble("something is blended with what is below it", _MEND, True)


def transparency_of(state: Object) -> tuple[Trouble, ...]:
    """What shines through, fades or blends while a graphics state is in use."""
    troubles = []
    for key in ("/ca", "/CA"):
        opacity = float(state.get(key, 1))
        if opacity != 1:
            troubles.append(_see_through(opacity))
    if isinstance(state.get("/SMask"), Dictionary):
        troubles.append(_MASKED)
    mode = state.get("/BM", Name.Normal)
    if (mode[0] if isinstance(mode, Array) else mode) not in _SOLID_MODES:
        troubles.append(_BLENDED)
    return tuple(troubles)


def forget_transparency(state: Object) -> None:
    """Take every key of transparency out of a state."""
    for key in ("/ca", "/CA", "/SMask", "/BM", "/AIS"):
        if key in state:
            del state[key]


def _see_through(opacity: float) -> Trouble:
    what = f"something is see-through, {opacity:.0%} of it is to be seen"
    return Trouble(what, _MEND, True)
