"""What the pages depend on beside the publication: the versions of everything that sets them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from imprint.distributions import version_of
from imprint.store import source_digest

_PACKAGES = (
    "imprint", "weasyprint", "pydyf", "pikepdf", "pyphen", "tinycss2", "cssselect2", "uharfbuzz",
    "fonttools", "pillow",
)  # fmt: skip
# Shared libraries, by the names that Linux and macOS know them under, and what tells their version.
_LIBRARIES = (
    (("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.dylib"), "hb_version_string"),
)
_NEEDED = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)


@cache
def engine_versions() -> tuple[str, ...]:
    """``name version`` of each package and library that shapes a page, and of the press itself."""
    packages = (f"{name} {version_of(name)}" for name in _PACKAGES)
    return (*packages, *library_versions(), f"press {source_digest(Path(__file__))}")


@cache
def missing_libraries() -> tuple[str, ...]:
    """The shared libraries that the engine cannot do without and that are not on this machine."""
    missing = []
    for names in _NEEDED:
        for name in names:
            with suppress(OSError):
                ctypes.CDLL(name)
                break
        else:
            missing.append(names[0])
    return tuple(missing)


def library_versions() -> Iterator[str]:
    """``name version`` of each shared library that shapes a page."""
    for names, teller in _LIBRARIES:
        for name in names:
            with suppress(OSError, AttributeError):
                tell = getattr(ctypes.CDLL(name), teller)
                tell.restype = ctypes.c_char_p
                yield f"{names[0]} {tell().decode()}"
                break
