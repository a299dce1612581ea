"""A finished EPUB becomes what bars readers from it, and what is said of it that is not true.

What a rule is about stands in the catalogue; what the claims stand on is looked up in the file,
by code that knows nothing of how it was made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from imprint.checks.accessibility.behaviour import check_behaviour
from imprint.checks.accessibility.claims import check_claims
from imprint.checks.accessibility.contrast import check_contrast
from imprint.checks.accessibility.evidence import evidence_of
from imprint.checks.accessibility.headings import check_headings
from imprint.checks.accessibility.hidden import check_hidden
from imprint.checks.accessibility.languages import check_languages
from imprint.checks.accessibility.links import check_links
from imprint.checks.accessibility.navigation import check_navigation
from imprint.checks.accessibility.notes import check_notes
from imprint.checks.accessibility.pages import check_page_list
from imprint.checks.accessibility.parts import check_parts
from imprint.checks.accessibility.pictures import check_pictures
from imprint.checks.accessibility.report import Report
from imprint.checks.accessibility.roles import check_roles
from imprint.checks.accessibility.tables import check_tables
from imprint.checks.facts import Unreadable
from imprint.checks.opened_epub import open_whole
from imprint.diagnostics import Finding, Place

_RULES = (
    check_pictures,
    check_headings,
    check_languages,
    check_tables,
    check_links,
    check_notes,
    check_page_list,
    check_navigation,
    check_roles,
    check_behaviour,
    check_contrast,
    check_hidden,
    check_parts,
)


def check_accessibility(
    content: bytes,
    *,
    name: str,
    origins: Mapping[str, Place] = {},
    records: Sequence[tuple[str, bytes]] = (),
) -> tuple[Finding, ...]:
    """What bars readers from an EPUB, and which claims of its accessibility are not true.

    ``origins`` maps the ids of its elements to their places in the manuscript. ``records`` are
    files beside it, by name, that say something of it: schema.org's JSON-LD, ONIX.
    """
    try:
        epub = open_whole(content, name)
    except Unreadable as error:
        return (
            Finding("AGR-007", f"{name} cannot be read: {error}", "build it anew", Place(name)),
        )
    report = Report(epub, origins)
    for rule in _RULES:
        rule(epub, report)
    check_claims(epub, evidence_of(epub, report), report, records)
    return report.settled()
