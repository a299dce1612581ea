"""A publication and its last build become all that each of its finished files has to state."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from imprint.build.artifacts import moment_of
from imprint.build.manifest import claims_of, moment_told
from imprint.build.pages import profile_of
from imprint.build.products import product_facts
from imprint.build.records import RECORDS, make_record, parts_of
from imprint.checks.agreement import Finished, Stating
from imprint.diagnostics import PublicationError
from imprint.model.publication import Publication
from imprint.model.rendition import Medium, Rendition
from imprint.profiles import load_profile


def stating_of(
    publication: Publication,
    files: Sequence[Finished],
    renditions: Mapping[Medium, Rendition],
    manifest: Mapping[str, Any],
) -> dict[str, Stating]:
    """What each of the files states where it is as the record is now, by the file's name.

    What a record cannot be made of is left out: a build says why. ``manifest`` tells what only the
    build knew: moments, claims, pages.
    """
    return dict(_each(publication, files, renditions, manifest))


def _each(
    publication: Publication,
    files: Sequence[Finished],
    renditions: Mapping[Medium, Rendition],
    manifest: Mapping[str, Any],
) -> Iterator[tuple[str, Stating]]:
    entries = manifest.get("artifacts", {})
    for file in files:
        entry = entries.get(file.name)
        entry = entry if isinstance(entry, dict) else {}
        moment = moment_told(entry) or moment_of(publication.record)
        if file.target == "epub":
            stating = _epub(publication, renditions[Medium.EPUB], entry, moment)
        elif file.target in RECORDS:
            stating = _record(publication, file.target, manifest, moment)
        else:
            stating = _pdf(publication, file.target, entry, moment)
        if stating:
            yield file.name, stating


def _epub(
    publication: Publication, rendition: Rendition, entry: Mapping[str, Any], moment: datetime
) -> Stating | None:
    from imprint.emitters.epub.stating import package_stating
    from imprint.emitters.records import emit_jsonld

    claims = claims_of(entry)
    if claims is None:
        return None
    package = package_stating(
        rendition,
        modified=moment,
        claims=claims,
        has_pages="pageBreakMarkers" in claims.features,
    )
    record = emit_jsonld(publication.record, parts=parts_of(publication), claims=claims)
    return Stating(kind="package", content=package, record=record)


def _pdf(
    publication: Publication, target: str, entry: Mapping[str, Any], moment: datetime
) -> Stating | None:
    """What a PDF says of itself; nothing where the printer wants none of it."""
    from imprint.emitters.pdf.description import ARCHIVAL, Claims, stating

    if target in ("print", "cover") and "metadata" not in _furniture(publication, entry):
        return None
    of_file = claims_of(entry)
    claims = Claims(
        accessible=target == "screen" and bool(of_file and "PDF/UA-1" in of_file.standards),
        archival=ARCHIVAL if target == "archive" else "",
    )
    medium = target if target in ("screen", "archive") else "print"
    content = stating(publication.record, moment, medium=medium, claims=claims)
    return Stating(kind="pdf", content=content)


def _furniture(publication: Publication, entry: Mapping[str, Any]) -> Container[str]:
    """What a file for the printer has beside its pages: as its own printer wants it."""
    made_for = entry.get("made-for")
    try:
        if isinstance(made_for, dict) and "profile" in made_for:
            return load_profile(str(made_for["profile"])).furniture
        return profile_of(publication).furniture
    except (LookupError, PublicationError):
        return ()


def _record(
    publication: Publication, target: str, manifest: Mapping[str, Any], moment: datetime
) -> Stating | None:
    products = product_facts(publication, manifest=manifest)
    try:
        made = make_record(publication, target, products=products, moment=moment)
    except PublicationError:
        return None
    return Stating(kind=target, content=made.content)
