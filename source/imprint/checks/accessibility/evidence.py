"""A finished EPUB becomes what is in it that claims of accessibility can stand on.

The words are those of https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from imprint.checks.accessibility.navigation import is_epub_2, navigation_of
from imprint.checks.accessibility.pages import listed_pages, markers_of
from imprint.checks.accessibility.pictures import Picture, pictures_of
from imprint.checks.accessibility.report import Report
from imprint.checks.opened_epub import (
    EPUB_TYPE,
    MATHML,
    OPF,
    SVG,
    XHTML,
    OpenedEpub,
    Page,
    resolved,
    words_of,
)

_MOVING_CSS = re.compile(r"@(-\w+-)?keyframes\b", re.IGNORECASE)
_MOVING_SVG = re.compile(rb"<(\w+:)?(animate\w*|set)\b|@keyframes")
_LIVELY = {"animate", "animateMotion", "animateTransform", "audio", "canvas", "embed", "iframe",
           "object", "set", "video"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is in a book. ``pictures`` leave out the cover's own page; ``alive`` says what moves."""

    text: bool
    pictures: tuple[Picture, ...]
    cover: tuple[Picture, ...]
    films: int
    sounds: int
    features: frozenset[str]
    absent: frozenset[str]
    alive: tuple[str, ...]
    autoplay: bool

    @property
    def silent(self) -> tuple[Picture, ...]:
        """The pictures that show something of which nothing is said."""
        return tuple(p for p in (*self.cover, *self.pictures) if p.silent)

    @property
    def shown(self) -> tuple[Picture, ...]:
        """The pictures of the text that are not decoration."""
        return tuple(picture for picture in self.pictures if not picture.decorative)


def evidence_of(epub: OpenedEpub, report: Report) -> Evidence:
    """What the file holds; ``report`` has what the rules before found in it."""
    covers = {page.path for page in epub.pages if _is_cover(epub, page)}
    pictures = {page.path: tuple(pictures_of(page)) for page in epub.pages}
    tags: dict[str, int] = {}
    for page in epub.pages:
        for node in page.root.iter("*"):
            tags[str(node.tag)] = tags.get(str(node.tag), 0) + 1
    cover = tuple(p for path in covers for p in pictures[path])
    content = tuple(p for path, found in pictures.items() if path not in covers for p in found)
    known = _features(epub, report, tags, (*cover, *content))
    return Evidence(
        text=any(words_of(page.body) for page in epub.pages),
        pictures=content,
        cover=cover,
        films=tags.get(f"{XHTML}video", 0),
        sounds=tags.get(f"{XHTML}audio", 0),
        features=frozenset(name for name, there in known.items() if there),
        absent=frozenset(name for name, there in known.items() if not there),
        alive=tuple(dict.fromkeys(_alive(epub, tags))),
        autoplay=bool(report.has("A11-081")),
    )


def _is_cover(epub: OpenedEpub, page: Page) -> bool:
    """Whether a document is the cover's page: it says so, or has its picture and nothing else."""
    cover = epub.cover()
    types = {
        kind
        for node in (page.body, *page.body.iterchildren("*"))
        for kind in node.get(EPUB_TYPE, "").split()
    }
    if "cover" in types:
        return True
    images = [node.get("src", "") for node in page.root.iter(f"{XHTML}img")]
    images += [
        node.get("{http://www.w3.org/1999/xlink}href", "") or node.get("href", "")
        for node in page.root.iter(f"{SVG}image")
    ]
    return (
        cover is not None
        and not words_of(page.body)
        and [resolved(page.path, source) for source in images] == [cover.path]
    )


def _features(
    epub: OpenedEpub, report: Report, tags: dict[str, int], pictures: Iterable[Picture]
) -> dict[str, bool]:
    """Each feature that can be seen in a file, and whether it is there."""
    shown = [picture for picture in pictures if not picture.decorative]
    said = bool(shown) and not any(picture.silent for picture in shown)
    nodes = [node for page in epub.pages for node in page.root.iter("*")]
    roles = {role for node in nodes for role in node.get("role", "").split()}
    types = {kind for node in nodes for kind in node.get(EPUB_TYPE, "").split()}
    math = [node for node in nodes if node.tag == f"{MATHML}math"]
    tracks = {node.get("kind", "subtitles") for node in nodes if node.tag == f"{XHTML}track"}
    overlaid = any(item.get("media-overlay") for item in epub.package.iter(f"{OPF}item"))
    films, sounds = tags.get(f"{XHTML}video", 0), tags.get(f"{XHTML}audio", 0)
    pages = next(listed_pages(epub), None) is not None
    markers = next(markers_of(epub), None) is not None
    ssml = any("synthesis" in str(name) for node in nodes for name in node.attrib)
    lexicon = any(item.media_type == "application/pls+xml" for item in epub.items.values())
    contents = navigation_of(epub, "toc")
    headings = any(f"{XHTML}h{level}" in tags for level in range(1, 7))
    return {
        "tableOfContents": is_epub_2(epub)
        or (contents is not None and contents.find(f".//{XHTML}a") is not None),
        "structuralNavigation": headings and not report.has("A11-012"),
        "displayTransformability": not report.has("A11-091")
        and "pre-paginated" not in epub.stated("rendition:layout"),
        "alternativeText": said and not report.has("A11-002", "A11-003"),
        "longDescription": any(
            node.get("aria-details") or node.get("aria-describedby") or node.get("longdesc")
            for node in nodes
        ),
        "ARIA": any(role.startswith("doc-") for role in roles),
        "MathML": bool(math),
        "describedMath": bool(math)
        and all(node.get("alttext") or node.get("aria-label") for node in math),
        "index": "index" in types or "doc-index" in roles,
        "pageNavigation": pages and not report.has("A11-061"),
        "pageBreakMarkers": markers,
        "printPageNumbers": pages or markers,
        "captions": bool(films) and "captions" in tracks,
        "closedCaptions": bool(films) and "captions" in tracks,
        "openCaptions": bool(films),
        "audioDescription": bool(films),
        "signLanguage": bool(films),
        "transcript": bool(films or sounds),
        "highContrastAudio": bool(films or sounds),
        "synchronizedAudioText": overlaid,
        "ttsMarkup": ssml or lexicon,
        "rubyAnnotations": f"{XHTML}ruby" in tags,
        "fullRubyAnnotations": f"{XHTML}ruby" in tags,
        "taggedPDF": any(item.media_type == "application/pdf" for item in epub.items.values()),
        "unlocked": "META-INF/rights.xml" not in epub.resources,
    }


def _alive(epub: OpenedEpub, tags: dict[str, int]) -> Iterable[str]:
    """What could flash, move or sound, in words."""
    for tag in tags:
        name = tag.rpartition("}")[2]
        if name in _LIVELY:
            yield f"the element {name}"
    for item in epub.items.values():
        content = epub.resources.get(item.path, b"")
        if (
            item.media_type == "text/css" and _MOVING_CSS.search(content.decode("utf-8", "replace"))
        ) or (item.media_type == "image/svg+xml" and _MOVING_SVG.search(content)):
            yield f"an animation in {item.path}"
        elif item.media_type in ("image/gif", "image/webp", "image/png") and _has_frames(content):
            yield f"the moving picture {item.path}"


def _has_frames(content: bytes) -> bool:
    from PIL import Image

    try:
        with Image.open(BytesIO(content)) as image:
            return bool(getattr(image, "is_animated", False))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
