"""The parts of an EPUB: how they are packed, and whether all that it shows is in it and opens.

EPUB 3.3, "OCF ZIP container", https://www.w3.org/TR/epub-33/#sec-zip-container-mime
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from imprint.checks.accessibility.report import Report
from imprint.checks.facts import Unreadable, parsed
from imprint.checks.opened_epub import (
    DC,
    SVG,
    XHTML,
    OpenedEpub,
    is_outside,
    resolved,
)
from imprint.diagnostics import Place

_MIMETYPE, _MEDIA_TYPE = "mimetype", b"application/epub+zip"
_LOCAL = struct.Struct("<4s5H3I2H")  # a member's header (APPNOTE.TXT 4.3.7)
_REBUILD = "build the file anew; it was packed by hand, or by a program for other archives"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)""", re.IGNORECASE)
_FONT = re.compile(r"\.(ttf|otf|ttc|woff2?)$", re.IGNORECASE)
_XLINK = "{http://www.w3.org/1999/xlink}href"
# Elements whose files EPUB lets be on the web: https://www.w3.org/TR/epub-33/#sec-resource-locations
_MAY_BE_AWAY = {f"{XHTML}{name}" for name in ("audio", "video", "source", "track")}
_SHOWN = {
    f"{XHTML}img": "src",
    f"{XHTML}link": "href",
    f"{XHTML}script": "src",
    f"{XHTML}iframe": "src",
    f"{XHTML}object": "data",
    f"{XHTML}embed": "src",
    f"{SVG}image": _XLINK,
    **dict.fromkeys(_MAY_BE_AWAY, "src"),
}
_ENCRYPTION = "META-INF/encryption.xml"
_CIPHER = "{http://www.w3.org/2001/04/xmlenc#}"
_IDPF, _ADOBE = "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"


def check_parts(epub: OpenedEpub, report: Report) -> None:
    _check_packing(epub, report)
    _check_manifest(epub, report)
    _check_shown(epub, report)
    _check_fonts(epub, report)


def _check_packing(epub: OpenedEpub, report: Report) -> None:
    """Readers tell an EPUB by its first 58 bytes."""
    infos = epub.archive.infolist()
    names = [info.filename for info in infos]
    first = min(infos, key=lambda info: info.header_offset, default=None)
    said = ""
    if first is None or first.filename != _MIMETYPE or first.header_offset:
        said = "mimetype is not its first entry"
    elif first.compress_type != zipfile.ZIP_STORED:
        said = "its mimetype is compressed"
    elif _has_extra(epub.archive, first):
        said = "its mimetype has an extra field"
    elif epub.read(_MIMETYPE) != _MEDIA_TYPE:
        said = f"its mimetype does not say {_MEDIA_TYPE.decode()}, and nothing else"
    if said:
        what = f"{said}, by which reading systems and shops know an EPUB"
        report.add("SHP-027", what, mend=_REBUILD)
    folded: dict[str, str] = {}
    for name in names:
        other = folded.setdefault(name.casefold(), name)
        if names.count(name) > 1 or other != name:
            how = "is in it twice" if other == name else f"is in it, and so is {other}"
            what = f"{name} {how}; readers open one or the other"
            report.add("SHP-027", what, mend=_REBUILD)
            return
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            report.add("SHP-027", f"the path {name} leads out of it", mend=_REBUILD)
            return


def _has_extra(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    file = archive.fp
    if file is None:
        return False
    file.seek(info.header_offset)
    header = file.read(_LOCAL.size)
    return len(header) == _LOCAL.size and bool(_LOCAL.unpack(header)[-1])


def _check_manifest(epub: OpenedEpub, report: Report) -> None:
    for item in epub.items.values():
        if item.path not in epub and not is_outside(item.path):
            what = f"{item.path} is named in its package and is not in the file"
            _say(epub, report, what, "build the file anew", epub.path)


def _check_shown(epub: OpenedEpub, report: Report) -> None:
    """What documents and stylesheets show or load is in the file."""
    for page in epub.documents:
        for node in page.root.iter(*_SHOWN):
            address = node.get(_SHOWN[str(node.tag)], "") or node.get("href", "")
            if node.tag == f"{XHTML}link" and "stylesheet" not in node.get("rel", "").split():
                continue
            if node.tag in _MAY_BE_AWAY and is_outside(address):
                continue
            what = _lacking(epub, page.path, address)
            if what:
                report.on(page, node, "SHP-017", what, mend="put it into the book", kind=what)
    for item in epub.items.values():
        if item.media_type == "text/css" and item.path in epub.resources:
            css = _COMMENT.sub("", epub.resources[item.path].decode("utf-8", "replace"))
            for found in _ADDRESS.finditer(css):
                address = next(filter(None, found.groups()), "")
                what = "" if is_outside(address) else _lacking(epub, item.path, address)
                if what:
                    _say(epub, report, what, "put it into the book", item.path)


def _lacking(epub: OpenedEpub, base: str, address: str) -> str:
    """What is wrong with an address of something shown; empty where nothing is."""
    if not address or address.startswith(("#", "data:")):  # it is in the document
        return ""
    if is_outside(address):
        return f"{address} is fetched from the web"
    path = resolved(base, address)
    # What the package names and is not there is said of the package.
    is_known = path in epub or path in epub.items
    return "" if is_known else f"{path}, which {base} shows or loads, is not in the file"


def _say(epub: OpenedEpub, report: Report, what: str, mend: str, path: str) -> None:
    report.add("SHP-017", what, mend=mend, where=Place(f"{epub.name}/{path}"))


def _check_fonts(epub: OpenedEpub, report: Report) -> None:
    mangled = dict(_mangled(epub))
    for item in epub.items.values():
        if item.path not in epub.resources or not (
            _FONT.search(item.path) or item.media_type.startswith(("font/", "application/font"))
        ):
            continue
        content = epub.resources[item.path]
        if item.path in mangled:
            content = _plain(content, mangled[item.path], epub)
        trouble = _trouble_of(content)
        if trouble:
            how = "cannot be opened with the key of this file" if item.path in mangled else trouble
            report.add(
                "SHP-028",
                f"the font {item.path} {how}: another is shown in its place, or empty boxes",
                mend="embed the font anew",
                where=Place(f"{epub.name}/{item.path}"),
            )


def _trouble_of(content: bytes) -> str:
    """Why a font cannot be used; empty where it can."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(BytesIO(content), lazy=True, fontNumber=0) as font:
            if not font.getBestCmap():
                return "has no characters"
            _ = font["head"].unitsPerEm, font["hhea"].ascent, font["maxp"].numGlyphs
            is_drawn = "glyf" in font or "CFF " in font or "CFF2" in font
            return "" if is_drawn else "has no outlines"
    except TTLibError:
        return "is none"
    except Exception as error:  # whatever its bytes make of the one who reads them
        return f"is damaged ({type(error).__name__})"


def _mangled(epub: OpenedEpub) -> Iterator[tuple[str, str]]:
    """The paths of obfuscated fonts, with the way that it is done.

    https://www.w3.org/TR/epub-33/#sec-font-obfuscation
    """
    if _ENCRYPTION not in epub:
        return
    try:
        root = parsed(epub.read(_ENCRYPTION), _ENCRYPTION)
    except Unreadable:
        return
    for data in root.iter(f"{_CIPHER}EncryptedData"):
        method = data.find(f"{_CIPHER}EncryptionMethod")
        reference = data.find(f".//{_CIPHER}CipherReference")
        if method is not None and reference is not None:
            yield resolved("", reference.get("URI", "")), method.get("Algorithm", "")


def _plain(content: bytes, way: str, epub: OpenedEpub) -> bytes:
    key, length = _KEYS[way](_identifier(epub)) if way in _KEYS else (b"", 0)
    if not key:
        return content
    head = bytes(b ^ key[at % len(key)] for at, b in enumerate(content[:length]))
    return head + content[length:]


def _of_idpf(identifier: str) -> tuple[bytes, int]:
    bare = re.sub("[ \t\r\n]", "", identifier)
    return hashlib.sha1(bare.encode()).digest(), 1040  # noqa: S324 - the standard's


def _of_adobe(identifier: str) -> tuple[bytes, int]:
    digits = re.sub("[^0-9a-fA-F]", "", identifier.rpartition("uuid:")[2])
    return (bytes.fromhex(digits) if len(digits) == 32 else b""), 1024


_KEYS: Mapping[str, Callable[[str], tuple[bytes, int]]] = {_IDPF: _of_idpf, _ADOBE: _of_adobe}


def _identifier(epub: OpenedEpub) -> str:
    unique = epub.package.get("unique-identifier", "")
    named = epub.metadata.iter(f"{DC}identifier")
    return next((e.text or "" for e in named if e.get("id") == unique), "")
