"""What a cover says becomes the line on its spine: what of it fits, and at which size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from imprint.emitters.cover.lettering import Setter
from imprint.model.assets import Font
from imprint.model.wrap import SpineText

# Points. Letters below the first cannot be read, capitals below the second neither.
_SMALLEST, _SMALLEST_CAPITALS = 8.0, 6.0
_LARGEST = 24.0
_FILLED = 0.5  # the most of a thick spine that letters take
_GAP = 2.2  # ems between two of the texts
_TRACKING = 0.05  # ems between capitals


@dataclass(frozen=True, slots=True)
class _Measured:
    """Texts in a row at a size of one: their width, how far they rise and hang, the middle."""

    width: float
    rise: float
    hang: float
    middle: float

    @property
    def height(self) -> float:
        return self.rise - self.hang


def spine_text(
    texts: Sequence[tuple[str, str, str]], fonts: Sequence[Font], *, thick: float, long: float
) -> SpineText | None:
    """The first of the texts that fits on a spine; each has names, a title and a publisher.

    ``thick`` and ``long`` are the room between the folds, in points. Thin spines have capitals,
    which neither hang nor rise. None where nothing can be read.
    """
    plain, strong = Setter(fonts, weight=400), Setter(fonts, weight=600)
    for capitals in (False, True):
        least = _SMALLEST_CAPITALS if capitals else _SMALLEST
        tracking = _TRACKING if capitals else 0.0
        for said in texts:
            names, title, publisher = (t.upper() if capitals else t for t in said)
            row = ((strong, names), (plain, title), (plain, publisher))
            measured = _measured([(s, t) for s, t in row if t], tracking)
            if measured.height <= 0:
                continue
            most = max(thick * _FILLED, min(thick, least * measured.height)) / measured.height
            size = min(_LARGEST, most, long / measured.width)
            if size >= least:
                return SpineText(
                    names=names,
                    title=title,
                    publisher=publisher,
                    size=int(size * 20) / 20,
                    lift=round(measured.middle - (measured.rise + measured.hang) / 2, 4),
                    tracking=tracking,
                )
    return None


def _measured(row: Sequence[tuple[Setter, str]], tracking: float) -> _Measured:
    extents = [setter.extent(text, tracking=tracking) for setter, text in row]
    return _Measured(
        width=sum(extent.width for extent in extents) + _GAP * (len(extents) - 1),
        rise=max((extent.rise for extent in extents), default=0.0),
        hang=min((extent.hang for extent in extents), default=0.0),
        middle=extents[0].middle if extents else 0.0,
    )
