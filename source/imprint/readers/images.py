"""References to pictures become assets, each checked to be a picture that can be published."""

from __future__ import annotations

import difflib
import re
import unicodedata
import warnings
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from imprint.diagnostics import Findings, Place
from imprint.model.assets import Asset
from imprint.readers.source import LARGEST_ASSET, Source, locate

# EPUB 3.3, "Core media types": https://www.w3.org/TR/epub-33/#sec-core-media-types
_SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
_MOST_PIXELS = 150_000_000
_ACTIVE_ELEMENTS = {"script", "foreignObject", "iframe", "audio", "video", "handler", "set"}
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REMOTE_IN_CSS = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:image/)", re.IGNORECASE)


class ImageShelf:
    """Loads the pictures that a publication shows, each once."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._findings = findings
        self._by_path: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self.assets: dict[str, Asset] = {}

    def load(self, reference: str, *, beside: str, place: Place) -> str | None:
        """The digest of the picture that ``beside`` refers to, or None with a finding."""
        if _REMOTE.match(reference):
            self._findings.add(
                "AST-004",
                f"a remote picture is not fetched: {_short(reference)}",
                mend="save the picture beside the manuscript and name it by a relative path",
                where=place,
            )
            return None
        path = locate(
            unquote(reference),
            beside=beside,
            place=place,
            findings=self._findings,
            source=self._source,
        )
        if path is None:
            return None
        if path not in self._by_path:
            asset = self._read(path, place)
            self._by_path[path] = asset.digest if asset else None
            if asset:
                self.assets.setdefault(asset.digest, asset)
        return self._by_path[path]

    def _read(self, path: str, place: Place) -> Asset | None:
        size = self._source.size(path)
        if size is None:
            names = {PurePosixPath(p).name: p for p in self._source.paths()}
            near = difflib.get_close_matches(PurePosixPath(path).name, names, 1, 0.8)
            mend = f"did you mean {names[near[0]]}?" if near else "check its name and folder"
            self._findings.add("AST-001", f"there is no picture {path}", mend=mend, where=place)
            return None
        if size > LARGEST_ASSET:
            self._too_large(path, f"{size:,} bytes", place)
            return None
        try:
            content = self._source.read(path)
        except OSError as error:
            problem = f"{path} cannot be read: {error.strerror or error}"
            self._findings.add("SRC-008", problem, mend="check its permissions", where=place)
            return None
        media_type = _sniff(content)
        if media_type is None:
            what = "is empty" if not content else "is not a PNG, JPEG, GIF, WebP or SVG picture"
            mend = "save it again as PNG or JPEG from the program that made it"
            self._findings.add("AST-002", f"{path} {what}", mend=mend, where=place)
            return None
        if media_type == "image/svg+xml":
            measure = self._measure_svg(content, path, place)
        else:
            measure = self._measure_raster(content, path, place)
        if measure is None:
            return None
        digest = sha256(content).hexdigest()
        return Asset(
            digest=digest,
            name=self._name(path, digest, _SUFFIXES[media_type]),
            media_type=media_type,
            content=content,
            width=measure[0],
            height=measure[1],
            place=place,
        )

    def _measure_raster(self, content: bytes, path: str, place: Place) -> tuple[int, int] | None:
        from PIL import Image, ImageFile, UnidentifiedImageError

        # The typesetting engine has truncated pictures pass, for the whole process, once imported.
        tolerant, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the limit below is ours
                with Image.open(BytesIO(content)) as image:
                    width, height = image.size
                    if width * height > _MOST_PIXELS:
                        self._too_large(path, f"{width:,} × {height:,} pixels", place)
                        return None
                    image.verify()  # the file's own checksums; what follows decodes all of it
                with Image.open(BytesIO(content)) as image:
                    image.load()
        except Image.DecompressionBombError:
            self._too_large(path, "too many pixels", place)
            return None
        except (OSError, SyntaxError, ValueError, UnidentifiedImageError, EOFError):
            self._findings.add(
                "AST-003",
                f"{path} is truncated or damaged: {len(content):,} bytes are not all of it",
                mend="copy the file again from where it came, or save it anew",
                where=place,
            )
            return None
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
        return width, height

    def _measure_svg(self, content: bytes, path: str, place: Place) -> tuple[int, int] | None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            self._findings.add(
                "AST-003",
                f"{path} is not well-formed SVG: {error.msg}",
                mend="save it again from the program that made it",
                where=place,
            )
            return None
        problem = "entities of its own" if b"<!ENTITY" in content else _active_content(root)
        if problem:
            self._findings.add(
                "AST-006",
                f"{path} has {problem}, which no book may carry",
                mend="save it as plain SVG, or as PNG",
                where=place,
            )
            return None
        return _svg_size(root)

    def _too_large(self, path: str, measure: str, place: Place) -> None:
        mend = "save it smaller: 300 pixels to the inch of its printed size are enough"
        self._findings.add("AST-007", f"{path} has {measure}", mend=mend, where=place)

    def _name(self, path: str, digest: str, suffix: str) -> str:
        """A file name that every file system and reading system takes, unique in the book."""
        plain = unicodedata.normalize("NFKD", PurePosixPath(path).stem).encode("ascii", "ignore")
        stem = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-") or "picture"
        name, count = f"{stem}{suffix}", 1
        while self._names.setdefault(name, digest) != digest or name.startswith("cover."):
            count += 1
            name = f"{stem}-{count}{suffix}"
        return name


def _sniff(content: bytes) -> str | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if b"<svg" in content[:4096] and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "image/svg+xml"
    return None


def _active_content(root: etree._Element) -> str:
    """What in an SVG acts or fetches, in words; empty where nothing does."""
    for element in root.iter():
        if isinstance(element, etree._ProcessingInstruction):
            return "a processing instruction"
        if isinstance(element, etree._Comment):
            continue
        name = etree.QName(element).localname
        if name in _ACTIVE_ELEMENTS:
            return f"the element {name}"
        for attribute, value in element.attrib.items():
            local = etree.QName(attribute).localname
            if local.lower().startswith("on"):
                return f"the event handler {local}"
            if local in ("href", "src") and not str(value).strip().startswith(("#", "data:image/")):
                return f"a reference to {_short(str(value))}"
            if local == "style" and _REMOTE_IN_CSS.search(str(value)):
                return "a style that refers to another file"
        if name == "style" and _REMOTE_IN_CSS.search(element.text or ""):
            return "a stylesheet that refers to another file"
    return ""


def _svg_size(root: etree._Element) -> tuple[int, int]:
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(box) == 4:
        try:
            return round(float(box[2])), round(float(box[3]))
        except ValueError:
            pass
    sides = []
    for name in ("width", "height"):
        found = re.match(r"\d+(\.\d+)?", root.get(name) or "")
        sides.append(round(float(found[0])) if found else 0)
    return sides[0], sides[1]


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
