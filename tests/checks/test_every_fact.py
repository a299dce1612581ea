"""Whatever a finished file states: changed or left out, it is named.

Each text and each attribute is changed alone and left out alone; a finding has to name the file
and what stands there now, or what stood there before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pytest
from tests.checks.tampering import WAYS, Tampering
from tests.emitters.onix.specimens import FULL

import imprint
from imprint.build.manifest import manifest_of
from imprint.build.stating import stating_of
from imprint.checks.agreement import Finished, Stating, check_agreement, check_each_other
from imprint.diagnostics import Finding
from imprint.layouts import compose, load_layout
from imprint.model.publication import Publication
from imprint.model.record import Accessibility, PartialDate, Serial
from imprint.model.rendition import Medium
from imprint.values import replace

pytestmark = pytest.mark.slow

TARGETS = (
    *("epub", "print", "screen", "archive", "onix", "onix-3.1", "jsonld", "bibtex", "csl-json"),
    "cff",
)
MEDIA = ("epub", "print")
RECORD = replace(
    FULL,
    identifiers=tuple(i for i in FULL.identifiers if i.medium in ("", *MEDIA)),
    products=tuple(p for p in FULL.products if p.medium in MEDIA),
    serial=Serial(
        title="The Loom", issn="2049-3630", volume="12", number="3", cover_date="Winter 2026"
    ),
    # A title in letters that the layout's fonts have.
    original=replace(FULL.original, title="Die Mühlen", language="de", contributors=()),
    accessibility=Accessibility(
        contact="a@example.org",
        summary="All can read it.",
        conformance="WCAG 2.2 AA",
        certifier="A Certifier",
        credential="https://example.org/c",
        report="https://example.org/r",
        certified=PartialDate(2026, 11, 2),
        exemption="eaa-microenterprise",
    ),
)
# What is not named, and why: patterns of the places.
EXCEPTED = {
    "Info/(Producer|Creator)|.*/Description/(Producer|CreatorTool)": "the versions of tools: a"
    " newer one is no fault of a file, and a file that was touched is named as such (AGR-008)",
    "xmpmeta@xmptk": "the name of the library that wrote the packet",
    ".*/Description@about": "which file the packet is of: by the standard, the one that it is in",
    ".*/Alt/li@lang": "the text is the default one in any case",
    ".*/Description/schemas/.*": "what PRISM's properties mean: who checks PDF/A judges that",
    ".*/Description@.*": "namespaces of the packet",
}
# Where a change is seen in what it is of: which statement refines which.
POINTERS = re.compile(r".*@(id|refines)")
CODES = {"AGR-001", "AGR-002", "AGR-004", "AGR-006"}


@dataclass(frozen=True)
class Built:
    publication: Publication
    files: Mapping[str, Finished]
    wanted: Mapping[str, Stating]

    def judged(self, file: Finished) -> tuple[Finding, ...]:
        record, slug = self.publication.record, self.publication.slug
        return check_agreement(record, [file], slug=slug, wanted=self.wanted)


@pytest.fixture(scope="module")
def built() -> Built:
    plain = imprint.read_files(
        {
            "imprint.toml": 'title = "T"\nlang = "en"\nlayout = "novel"\n',
            "source/1.md": "# One\n\nA lamp.\n",
        }
    )
    publication = replace(plain, record=RECORD)
    build = imprint.build_artifacts(publication, targets=TARGETS)
    files = {a.target: Finished(a.name, a.target, a.content) for a in build.artifacts}
    layout = load_layout(publication.layout)
    media = {m: compose(publication, layout, m) for m in (Medium.EPUB, Medium.PRINT)}
    manifest = json.loads(manifest_of(build.artifacts, pages=build.pages))
    wanted = stating_of(publication, tuple(files.values()), media, manifest)
    return Built(publication, files, wanted)


def test_what_was_built_agrees(built: Built) -> None:
    assert set(built.wanted) == {file.name for file in built.files.values()}
    for file in built.files.values():
        assert [str(finding) for finding in built.judged(file)] == []


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def is_named(tampering: Tampering, file: str, findings: Iterable[Finding]) -> bool:
    """Whether a finding names the file and what stands there now, or stood there before."""
    told = [f.what for f in findings if f.code in CODES and file in f.what]
    if POINTERS.fullmatch(tampering.where):
        return bool(told)
    value = squeezed(tampering.now or tampering.then)
    return any(
        part in squeezed(what)
        for what in told
        for part in ({value[-6:]} if tampering.now else {value[:8], value[-6:]})
    )


def is_text(tampering: Tampering) -> bool:
    """Whether a text was changed that a reader could see, and not left out."""
    return bool(tampering.now) and "@" not in tampering.where


def each_once(tamperings: Iterable[Tampering]) -> Iterable[Tampering]:
    """Those of one place and one text are as good as one: products state much alike."""
    seen = set()
    for tampering in tamperings:
        key = (tampering.where, tampering.then, bool(tampering.now))
        if key not in seen:
            seen.add(key)
            yield tampering


@pytest.mark.parametrize("way", WAYS)
def test_every_fact_that_is_changed_or_left_out_is_named(built: Built, way: str) -> None:
    file = built.files["epub" if way == "record in the epub" else way]
    count, unnamed = 0, []
    for tampering in each_once(WAYS[way](file.content)):
        if any(re.fullmatch(pattern, tampering.where) for pattern in EXCEPTED):
            continue
        count += 1
        found = built.judged(replace(file, content=tampering.content))
        if not is_named(tampering, file.name, found):
            unnamed.append(f"{tampering.where}: {tampering.then} → {tampering.now or 'nothing'}")
    assert count > 40, "there is much to change"
    assert not unnamed, "\n".join(unnamed)


def test_each_exception_is_one(built: Built) -> None:
    """What is excepted is there, and is not named."""
    for pattern in EXCEPTED:
        files = [built.files["archive"], built.files["print"]]
        cases = [(f, t) for f in files for t in WAYS["archive"](f.content)
                 if re.fullmatch(pattern, t.where)]  # fmt: skip
        assert cases, pattern
        assert any(
            not is_named(t, f.name, built.judged(replace(f, content=t.content))) for f, t in cases
        ), pattern


# What the house says of accessibility.
HOUSE = "eaa-microenterprise|A Certifier|2026-11-02|https://example.org/c|EPUB Accessibility .*"
# What one file alone states in one place alone, so that there is nothing to hold it against: the
# texts that stand there.
ALONE = {
    "15|06": "the type of an identifier, which its form tells too",
    "Writer, Meera|Second, Paul": "how a name is filed: the record for the web has it in two parts",
    "pfr|fnd": "roles that a record for the web has no property of its own for",
    "pagination|series": "what kind of source or collection it is",
    "3.1|12.3": "the place in a series, which is a number for sorting",
    HOUSE: "what the house says of accessibility: its wording is judged with the claims (A11)",
    "application/pdf": "the format of the file itself",
    "2026-11-23T12:30:00Z": "when the e-book was made, which is its own",
    "True": "that there are rights in it; which ones is held against the others",
    "Winter 2026": "the date on the cover, which the print alone has",
    "A report": "the subtitle by itself, which the others have with the title",
}


@pytest.mark.parametrize("way", ["epub", "print"])
def test_two_files_without_a_record_are_held_against_each_other(built: Built, way: str) -> None:
    pair = [built.files["epub"], built.files["print"]]
    assert [str(f) for f in check_each_other(pair)] == []
    file = built.files[way]
    unnamed = []
    for tampering in each_once(t for t in WAYS[way](file.content) if is_text(t)):
        if any(re.fullmatch(pattern, tampering.where) for pattern in EXCEPTED) or any(
            re.fullmatch(pattern, tampering.then) for pattern in ALONE
        ):
            continue
        changed = replace(file, content=tampering.content)
        found = check_each_other([changed if f is file else f for f in pair])
        if not any(f.code in CODES and file.name in f.what for f in found):
            unnamed.append(f"{tampering.where}: {tampering.then} → {tampering.now or 'nothing'}")
    assert not unnamed, "\n".join(unnamed)
