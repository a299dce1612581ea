"""A PDF for the screen becomes one for the archive: what its colours mean stands in the file.

ISO 19005-2 (PDF/A-2), 6.2: an output intent, no interpolated pictures, and a meaning of its own for
what is in four inks.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_INKS = (Name.Cyan, Name.Magenta, Name.Yellow, Name.Black)
# What a screen shows of inks on coated paper, near enough: none, cyan, magenta, both; the same with
# yellow. All that has black in full is black.
_SEEN = "ffffff 00aeef ec008c 2e3192 fff200 00a651 ed1c24 363435" + " 000000" * 8


def make_archival(pdf: Pdf) -> None:
    """Tie a file's colours to sRGB, in place."""
    profile = pdf.make_indirect(Stream(pdf, _srgb(), N=3))
    pdf.Root.OutputIntents = Array([_output_intent(pdf, profile)])
    streams = [thing for thing in pdf.objects if isinstance(thing, Stream)]
    pictures = [stream for stream in streams if stream.get("/Subtype") == Name.Image]
    for picture in pictures:
        if "/Interpolate" in picture:
            del picture["/Interpolate"]
    if any(_is_in_inks(picture) for picture in pictures) or any(map(_draws_in_inks, streams)):
        inks = pdf.make_indirect(_four_inks(pdf, profile))
        for resources in _resources(pdf, streams):
            if "/ColorSpace" not in resources:
                resources.ColorSpace = Dictionary()
            resources.ColorSpace.DefaultCMYK = inks


def _srgb() -> bytes:
    """The colours of a standard screen (IEC 61966-2-1), a profile that comes with the engine."""
    engine = find_spec("weasyprint")
    assert engine is not None
    assert engine.origin is not None
    return (Path(engine.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()


def _output_intent(pdf: Pdf, profile: Object) -> Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=profile,
        )
    )


def _is_in_inks(picture: Object) -> bool:
    space = picture.get("/ColorSpace")
    if isinstance(space, Array) and len(space) > 1:  # a table of colours
        space = space[1]
    return bool(space == Name.DeviceCMYK)


def _draws_in_inks(stream: Object) -> bool:
    """Whether it is a page, or a part of one, with a colour in four inks."""
    is_drawing = "/Type" not in stream or stream.Type in (Name.XObject, Name.Pattern)
    is_picture = stream.get("/Subtype") == Name.Image
    return is_drawing and not is_picture and b"/DeviceCMYK" in stream.read_bytes()


def _resources(pdf: Pdf, streams: list[Stream]) -> Iterator[Object]:
    for page in pdf.pages:
        yield page.resources
    for stream in streams:
        if "/Resources" in stream:
            yield stream.Resources


def _four_inks(pdf: Pdf, profile: Object) -> Array:
    """Four inks as a colour space with a meaning (ISO 32000-1, 8.6.5.6 and 8.6.6.5).

    What is between the inks and none is mixed in proportion (7.10.2).
    """
    mixed = Stream(
        pdf,
        bytes.fromhex(_SEEN),
        FunctionType=0,
        Domain=Array([0, 1] * 4),
        Range=Array([0, 1] * 3),
        Size=Array([2] * 4),
        BitsPerSample=8,
    )
    screen = Array([Name.ICCBased, profile])
    return Array([Name.DeviceN, Array(_INKS), screen, pdf.make_indirect(mixed)])
