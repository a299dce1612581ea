"""Declared families become static fonts: found in font packages, instantiated, read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import uharfbuzz
from msgspec import Struct

from imprint.diagnostics import Findings, Place
from imprint.distributions import files_of
from imprint.model.assets import Font
from imprint.model.publication import FontSource
from imprint.store import NO_STORE, Store

_LICENCE_FILES = ("LICENSE", "LICENSE.txt", "OFL.txt", "LICENCE", "COPYING")
_REGULAR, _BOLD = 400, 700
_MAKERS = ("font", uharfbuzz.__version__, uharfbuzz.version_string())
_MOST_HELD = 64
_held: dict[str, bytes] = {}
_RESTRICTED = 0x2  # OpenType OS/2 "fsType": restricted licence embedding


class Family(Struct, frozen=True):
    """A family that a layout declares: its use, its package, the styles and axes it wants.

    ``styles`` are ``(weight, style)``; ``axes`` are fixed for every style, as ``opsz``. ``file`` is
    what its files' names begin with, in a package of several families.
    """

    use: str
    name: str
    package: str
    styles: tuple[tuple[int, str], ...]
    axes: tuple[tuple[str, float], ...] = ()
    file: str = ""


def load_families(
    families: Iterable[Family], *, store: Store, where: Place, findings: Findings
) -> tuple[Font, ...]:
    """The fonts of a layout's families, in order; FNT-001 for what cannot be found."""
    fonts: list[Font] = []
    for family in families:
        folder = package_folder(family.package)
        if folder is None:
            findings.add(
                "FNT-001",
                f"the font package {family.package} is not installed",
                mend=f"pip install {family.package}",
                where=where,
            )
            continue
        fonts.extend(_instances(family, folder, store=store))
    return tuple(fonts)


def load_parts(
    families: Iterable[Family], wanted: frozenset[int], also: frozenset[int]
) -> tuple[Font, ...]:
    """Of installed families, just the characters that are wanted, each from the first that has it.

    ``also`` are characters to take from a family that is used at all: the punctuation that belongs
    to its script. A family that is not installed is passed over.
    """
    fonts: list[Font] = []
    for family in families:
        folder = package_folder(family.package)
        if folder is None or not wanted:
            continue
        content = _file_for("normal", _font_files(folder, family.file)).read_bytes()
        characters = wanted & frozenset(uharfbuzz.Face(uharfbuzz.Blob(content)).unicodes)
        if characters:
            fonts.extend(_instances(family, folder, characters | also))
            wanted -= characters
    return tuple(fonts)


def load_sources(
    sources: Iterable[FontSource], *, store: Store, findings: Findings
) -> tuple[Font, ...]:
    """The fonts that an author declares beside the layout's; FNT-001, FNT-002."""
    fonts: list[Font] = []
    for source in sources:
        if source.package:
            folder = package_folder(source.package)
            if folder is None:
                findings.add(
                    "FNT-001",
                    f"the font package {source.package} is not installed",
                    mend=f"pip install {source.package}",
                    where=source.place,
                )
                continue
            licence = _licence(folder)
            for path in _font_files(folder):
                content = path.read_bytes()
                fonts.extend(_read(content, path.name, licence, source.place, store, findings))
        else:
            read = _read(source.content, source.name, "", source.place, store, findings)
            fonts.extend(read)
    return tuple(fonts)


def package_folder(package: str) -> Path | None:
    """The folder of an installed font package's files, or None; nothing is imported."""
    place, files = files_of(package)
    roots = {
        file.parts[0]
        for file in files
        if file.suffix.lower() in (".ttf", ".otf") and len(file.parts) > 1
    }
    return place / min(roots) if roots else None


def _instances(
    family: Family,
    folder: Path,
    wanted: frozenset[int] | None = None,
    *,
    store: Store = NO_STORE,
) -> tuple[Font, ...]:
    files = _font_files(folder, family.file)
    licence = _licence(folder) or _licence(files[0].parent)
    licence_id, version = _package_facts(folder)
    fonts = []
    for weight, style in family.styles:
        axes = tuple(sorted({"wght": float(weight), **dict(family.axes)}.items()))
        variable = _file_for(style, files).read_bytes()
        content, characters = _instance(variable, axes, wanted, store)
        fonts.append(
            Font(
                family=family.name,
                weight=weight,
                style=style,
                name=_file_name(family.name, weight, style),
                content=content,
                licence=licence,
                licence_id=licence_id,
                version=version,
                characters=characters,
            )
        )
    return tuple(fonts)


def _instance(
    content: bytes,
    axes: tuple[tuple[str, float], ...],
    wanted: frozenset[int] | None,
    store: Store,
) -> tuple[bytes, frozenset[int]]:
    """One static style of a font with its characters, all of them or the wanted ones.

    It is held for this process, and kept in the store for later ones.
    """
    facts = (_MAKERS, axes, sorted(wanted) if wanted is not None else None)
    key = sha256(repr(facts).encode() + content).hexdigest()
    made = _held.pop(key, None) or store.get(key)
    characters = _characters_of(made) if made else frozenset()
    if made is None or not characters:
        made = _made(content, axes, wanted)
        characters = _characters_of(made)
        store.put(key, made)
    while len(_held) >= _MOST_HELD:
        del _held[next(iter(_held))]
    _held[key] = made
    return made, characters


def _characters_of(content: bytes) -> frozenset[int]:
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob(content)).unicodes)


def _made(
    content: bytes, axes: tuple[tuple[str, float], ...], wanted: frozenset[int] | None
) -> bytes:
    face = uharfbuzz.Face(uharfbuzz.Blob(content))
    positions = dict(axes)
    if not face.axis_infos and wanted is None:
        return content
    subset = uharfbuzz.SubsetInput()
    if wanted is None:
        subset.keep_everything()
    else:
        subset.unicode_set.update(wanted & frozenset(face.unicodes))
    for axis in face.axis_infos:
        value = positions.get(axis.tag, axis.default_value)
        subset.pin_axis_location(face, axis.tag, min(max(value, axis.min_value), axis.max_value))
    return bytes(uharfbuzz.subset(face, subset).blob.data)


def _read(
    content: bytes, name: str, licence: str, place: Place, store: Store, findings: Findings
) -> tuple[Font, ...]:
    """A font file as its regular and bold styles where it varies, as it is where it does not."""
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(BytesIO(content), lazy=True)
        names, os2, truetype = font["name"], font["OS/2"], "glyf" in font
        axes = {axis.axisTag for axis in font["fvar"].axes} if "fvar" in font else set()
    except Exception:  # a damaged table raises whatever its parser stumbles over
        _refuse(name, "is not a font that can be read", place, findings)
        return ()
    if not truetype:
        problem = "has PostScript outlines, whose widths the typesetting engine gets wrong"
        _refuse(name, problem, place, findings)
        return ()
    if os2.fsType & _RESTRICTED:
        _refuse(name, "does not allow embedding", place, findings)
        return ()
    family = names.getBestFamilyName() or Path(name).stem
    style = "italic" if os2.fsSelection & 0x1 else "normal"
    weights = (_REGULAR, _BOLD) if "wght" in axes else (int(os2.usWeightClass),)
    fonts = []
    for weight in weights:
        static, characters = _instance(content, (("wght", float(weight)),), None, store)
        fonts.append(
            Font(
                family=family,
                weight=weight,
                style=style,
                name=_file_name(family, weight, style),
                content=static,
                licence=licence or str(names.getDebugName(13) or ""),
                version=str(names.getDebugName(5) or "").removeprefix("Version "),
                characters=characters,
            )
        )
    return tuple(fonts)


def _refuse(name: str, problem: str, place: Place, findings: Findings) -> None:
    findings.add(
        "FNT-002",
        f"{name} {problem}",
        mend="declare a TrueType font (.ttf) whose licence allows embedding",
        where=place,
    )


def _font_files(folder: Path, prefix: str = "") -> tuple[Path, ...]:
    return tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() == ".ttf" and path.name.startswith(prefix)
        )
    )


def _file_for(style: str, files: tuple[Path, ...]) -> Path:
    italic = [path for path in files if "italic" in path.name.lower()]
    upright = [path for path in files if path not in italic]
    return (italic if style == "italic" and italic else upright or italic)[0]


def _file_name(family: str, weight: int, style: str) -> str:
    slant = "-italic" if style == "italic" else ""
    return f"{re.sub(r'[^A-Za-z0-9]+', '', family) or 'font'}-{weight}{slant}.ttf"


def _licence(folder: Path) -> str:
    for name in _LICENCE_FILES:
        path = folder / name
        if path.is_file():
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def _package_facts(folder: Path) -> tuple[str, str]:
    """The SPDX licence and the version that a font package states of its family."""
    try:
        facts = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "", ""
    return str(facts.get("license", "")), str(facts.get("version", ""))
