"""A publication and what was built of it become the facts of its products."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from imprint.build.artifacts import Build
from imprint.build.manifest import claims_of
from imprint.build.targets import TARGETS
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.inlines import Image
from imprint.model.product import ProductFacts
from imprint.model.publication import Publication
from imprint.model.rendition import Medium
from imprint.model.tree import nodes_of

_MILLIMETRES = 25.4 / 72  # in a point
_MEDIA_TYPES = {".epub": "application/epub+zip", ".pdf": "application/pdf"}
# What is made for a library or a printer to keep is a product only if the record names it.
_SOLD = ("epub", "print", "screen")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What is known of the file of a target."""

    pages: int = 0
    size: int = 0
    trim: tuple[float, float] | None = None
    accessibility: AccessibilityClaims | None = None


def product_facts(
    publication: Publication, *, built: Build | None = None, manifest: Mapping[str, Any] = {}
) -> tuple[ProductFacts, ...]:
    """The products of a publication: the formats that its record names, and what it builds.

    What is known of their files is taken from what was ``built`` just now, else from the
    ``manifest`` of the last build; what neither tells is None.
    """
    files = _files(publication.slug, manifest)
    labels = _labels(manifest)
    if built:
        for artifact in (each for each in built.artifacts if not each.is_proof):
            files[artifact.target] = _File(
                pages=artifact.pages,
                size=len(artifact.content),
                trim=artifact.trim,
                accessibility=artifact.accessibility,
            )
        labels = tuple(page.label for page in built.pages) or labels
    illustrations = _illustrations(publication)
    return tuple(
        _facts(medium, publication.slug, files, labels, illustrations)
        for medium in media_of(publication)
    )


def media_of(publication: Publication) -> tuple[str, ...]:
    """The names of a publication's formats, those that Imprint makes first."""
    record = publication.record
    named = [
        *(product.medium for product in record.products),
        *(identifier.medium for identifier in record.identifiers if identifier.medium),
        *(target for target in publication.targets if target in _SOLD),
    ]
    first = [target for target in TARGETS if target in named]
    return tuple(dict.fromkeys([*first, *named]))


def _facts(
    medium: str,
    slug: str,
    files: Mapping[str, _File],
    labels: tuple[str, ...],
    illustrations: int,
) -> ProductFacts:
    file = files.get(medium, _File())
    target = TARGETS.get(medium)
    # An e-book that is read by the printed book's numbers has no others.
    pages = file.pages
    if medium == "epub" and _has_page_numbers(file):
        pages = next((files[t].pages for t in ("print", "screen") if t in files), 0) or len(labels)
    return ProductFacts(
        medium=medium,
        slug=slug,
        pages=pages or None,
        numbered=_highest(labels, _arabic) if pages else None,
        front_matter=_highest(labels, _roman) if pages else None,
        trim=_millimetres(file.trim) if target and target.medium is Medium.PRINT else None,
        illustrations=illustrations if target else None,
        size=file.size or None,
        media_type=_MEDIA_TYPES.get(target.suffix, "") if target else "",
        accessibility=file.accessibility,
    )


def _has_page_numbers(file: _File) -> bool:
    return bool(file.accessibility and "pageNavigation" in file.accessibility.features)


def _files(slug: str, manifest: Mapping[str, Any]) -> dict[str, _File]:
    """The publication's files that a manifest tells of, by their target."""
    entries = manifest.get("artifacts")
    files: dict[str, _File] = {}
    for target, facts in TARGETS.items():
        for name in (f"{slug}{facts.suffix}", f"{slug}-{target}{facts.suffix}"):
            entry = entries.get(name) if isinstance(entries, Mapping) else None
            if isinstance(entry, Mapping) and entry.get("target") == target:
                files[target] = _file(entry)
    return files


def _file(entry: Mapping[str, Any]) -> _File:
    """What a manifest tells of a file; a damaged entry tells nothing."""
    try:
        width, height = entry.get("trim") or (0, 0)
        return _File(
            pages=int(entry.get("pages", 0)),
            size=int(entry.get("size", 0)),
            trim=(float(width), float(height)) if width and height else None,
            accessibility=claims_of(entry),
        )
    except (TypeError, ValueError):
        return _File()


def _labels(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    try:
        return tuple(str(page["label"]) for page in manifest.get("pages", ()))
    except (LookupError, TypeError):
        return ()


def _arabic(label: str) -> int:
    return int(label) if re.fullmatch(r"[1-9][0-9]{0,5}", label) else 0


def _roman(label: str) -> int:
    if not re.fullmatch(r"[ivxlcdm]{1,24}", label):
        return 0
    values = [_ROMAN[letter] for letter in label]
    return sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )


def _highest(labels: Iterable[str], value: Callable[[str], int]) -> int | None:
    return max(map(value, labels), default=0) or None


def _millimetres(trim: tuple[float, float] | None) -> tuple[float, float] | None:
    if trim is None:
        return None
    return round(trim[0] * _MILLIMETRES, 1), round(trim[1] * _MILLIMETRES, 1)


def _illustrations(publication: Publication) -> int:
    """How many pictures say something."""
    return sum(
        isinstance(node, Image) and not node.decorative
        for section in publication.walk()
        for node in nodes_of(section)
    )
