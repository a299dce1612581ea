"""A build's outcome becomes its manifest, and an earlier manifest what is still known of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imprint.diagnostics import Place
from imprint.distributions import version_of
from imprint.model.accessibility import AccessibilityClaims
from imprint.model.artifact import Artifact
from imprint.model.pages import Page, PageMap, PageStart, Side
from imprint.model.record import PartialDate
from imprint.store import content_of
from imprint.values import fields_of

if TYPE_CHECKING:
    from imprint.model.wrap import Interior

MANIFEST = "manifest.json"
_LABEL = re.compile("[1-9][0-9]{0,5}|[ivxlcdm]{1,24}")
_TOOLS = ("imprint", "ebooklib", "weasyprint", "pikepdf", "uharfbuzz")


def manifest_of(
    artifacts: Iterable[Artifact],
    *,
    pages: PageMap = PageMap(),
    revision: str = "",
    previous: Mapping[str, Any] = {},
) -> bytes:
    """What a build made, as JSON.

    The sha-256, size, moment, number of pages, fonts, trimmed size in points and accessibility of
    each artifact, and what a file for the printer was made for; the pages of the printed book,
    each with its label, section, side, and where its text begins; the tools; the ``revision`` of
    the source, where it is told. ``previous`` is the manifest before it, for what this build did
    not make.
    """
    entries = dict(previous.get("artifacts", {}))
    for artifact in artifacts:
        entry: dict[str, object] = {
            "target": artifact.target,
            "sha256": artifact.digest,
            "size": len(artifact.content),
        }
        if artifact.moment:
            entry["moment"] = artifact.moment.isoformat()
        if artifact.pages:
            entry["pages"] = artifact.pages
        if artifact.is_proof:
            entry["proof"] = True
        if artifact.fonts:
            entry["fonts"] = dict(artifact.fonts)
        if artifact.trim:
            entry["trim"] = [round(length, 3) for length in artifact.trim]
        if artifact.accessibility:
            entry["accessibility"] = _claims_facts(artifact.accessibility)
        if artifact.made_for:
            entry["made-for"] = dict(artifact.made_for)
        entries[artifact.name] = entry
    facts: dict[str, object] = {"artifacts": dict(sorted(entries.items()))}
    mapped = [_page_facts(page) for page in pages] or previous.get("pages", [])
    if mapped:
        facts["pages"] = mapped
        facts["folios"] = dict(pages.folios) if pages else previous.get("folios", {})
    facts["tools"] = tools()
    if revision:
        facts["revision"] = revision
    written = BytesIO()
    for piece in json.JSONEncoder(indent=1, ensure_ascii=False).iterencode(facts):
        written.write(piece.encode("utf-8", "replace"))
    written.write(b"\n")
    return written.getvalue()


def tools() -> dict[str, str]:
    """The versions of what makes artifacts here."""
    return {name: version_of(name) for name in _TOOLS}


def moment_told(entry: Mapping[str, Any]) -> datetime | None:
    """When an artifact was made, as a manifest tells it."""
    try:
        moment = datetime.fromisoformat(str(entry["moment"]))
    except (LookupError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _claims_facts(claims: AccessibilityClaims) -> dict[str, object]:
    facts = {name: value for name, value in fields_of(claims).items() if value}
    if claims.certified:
        facts["certified"] = str(claims.certified)
    return facts


def claims_of(facts: Mapping[str, Any]) -> AccessibilityClaims | None:
    """The claims of an artifact that a manifest tells of, or None."""
    try:
        told: dict[str, Any] = dict(facts["accessibility"])
        for name, default in fields_of(AccessibilityClaims()).items():
            is_list = isinstance(default, tuple)
            if name in told:
                told[name] = tuple(map(str, told[name])) if is_list else str(told[name])
        if told.get("certified"):
            told["certified"] = PartialDate(*map(int, told["certified"].split("-")))
        return AccessibilityClaims(**told)
    except (LookupError, TypeError, ValueError):
        return None


def _page_facts(page: Page) -> dict[str, object]:
    facts: dict[str, object] = {
        "label": page.label,
        "side": page.side.value,
        "section": page.section,
    }
    if page.blank:
        facts["blank"] = True
    if page.start:
        place = page.start.place
        facts["start"] = {
            "element": page.start.element,
            "offset": page.start.offset,
            "text": page.start.text,
            "file": place.file,
            "line": place.line,
        }
    return facts


def read_manifest(path: Path, *, as_left: bool = False) -> dict[str, Any]:
    """An earlier manifest, with the artifacts that are still there; empty if it cannot be read.

    ``as_left`` keeps those that are not there any more, too.
    """
    try:
        facts = json.loads(content_of(path))
        entries = {
            name: entry
            for name, entry in facts["artifacts"].items()
            if Path(name).name == name
            and isinstance(entry, dict)
            and (as_left or (path.parent / name).is_file())
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}
    return {**facts, "artifacts": entries}


def page_map_of(path: Path) -> PageMap | None:
    """The pages of the printed book that a manifest tells of, or None."""
    try:
        facts = json.loads(content_of(path))
        pages = tuple(_page(page) for page in facts["pages"])
        folios = {str(id_): str(label) for id_, label in facts["folios"].items()}
        return PageMap(pages, folios) if pages else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def interior_of(path: Path) -> Interior | None:
    """What a manifest tells of the printer's file, if that is still there; else None."""
    from imprint.model.wrap import Interior

    for entry in read_manifest(path).get("artifacts", {}).values():
        try:
            if entry["target"] == "print" and not entry.get("proof"):
                made_for = entry["made-for"]
                width, height = map(float, made_for["trim"])
                return Interior(
                    pages=int(entry["pages"]),
                    profile=str(made_for["profile"]),
                    trim=(width, height),
                )
        except (ValueError, LookupError, TypeError, AttributeError):
            continue
    return None


def _page(facts: Mapping[str, Any]) -> Page:
    start, label = facts.get("start"), str(facts["label"])
    if not _LABEL.fullmatch(label):
        raise ValueError(f"{label} is not the number of a page")
    return Page(
        label=label,
        section=str(facts["section"]),
        side=Side(facts["side"]),
        blank=bool(facts.get("blank")),
        start=PageStart(
            str(start["element"]),
            int(start["offset"]),
            str(start["text"]),
            Place(str(start["file"]), int(start["line"])),
        )
        if start
        else None,
    )
