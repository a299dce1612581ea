"""A publication and its finished files: what is lost, what disagrees, what validators say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from tests.checks import test_agreement as agreement
from tests.checks import test_parity as parity
from tests.checks import test_valid as valid
from tests.checks.test_agreement import Built, opf, page
from tests.checks.test_parity_flow import page as sheet
from tests.specimens.specimen import Found, Specimen

import imprint
from imprint.build import write_artifacts
from imprint.build.checking import check_publication
from imprint.checks.agreement import Finished
from imprint.checks.cover import CoverWanted, check_cover
from imprint.checks.parity.composed import Composed, ComposedDocument
from imprint.checks.parity.pdf import OpenedPdf, check_pdf
from imprint.checks.report import Gathering
from imprint.checks.valid import ace, check_valid
from imprint.checks.valid.ace import check_with_ace, tell_ace
from imprint.checks.valid.origins import Origins
from imprint.diagnostics import Finding
from imprint.model.allowance import Allowance
from imprint.model.parts import Part
from imprint.model.rendition import Medium
from imprint.values import replace

# Whole: the text of the files beside the manuscript.

whole = cache(lambda: parity.make(parity.read()))


def as_built(_: Path) -> Iterable[Finding]:
    made = whole()
    return made.check(**{target: content for target, (_, content) in made.files.items()})


def in_epub(name: str) -> Found:
    member, change, _ = parity.EPUB[name]

    def check(_: Path) -> Iterable[Finding]:
        made = whole()
        return made.check(epub=parity.in_epub(made.files["epub"][1], member, change))

    return check


def in_pdf(name: str) -> Found:
    target, change, _ = parity.PDF[name]

    def check(_: Path) -> Iterable[Finding]:
        made = whole()
        return made.check(**{target: parity.in_pdf(made.files[target][1], change)})

    return check


def on_screen(key: pikepdf.Name | None) -> Found:
    """What is found of a PDF that does something by itself under a key of its catalog."""

    def change(pdf: pikepdf.Pdf) -> None:
        if key:
            pdf.Root[key] = pikepdf.Dictionary()

    def check(_: Path) -> Iterable[Finding]:
        made = whole()
        content = made.files["screen"][1]
        return parity.checked(made, screen=parity.in_pdf(content, change) if key else content)

    return check


# Agreement: every fact in every file.

TARGETS = ("epub", "print", "cover", "jsonld", "onix")
PRESS = 'profile = "generic"\n'


@cache
def facts() -> tuple[imprint.Publication, imprint.Build]:
    toml = agreement.CONFIGURATION.replace("[formats.print]\n", f"[formats.print]\n{PRESS}")
    publication = imprint.read_files({"imprint.toml": toml, "source/1.md": agreement.TEXT})
    return publication, imprint.build_artifacts(publication, targets=TARGETS)


def spoilt(change: Callable[[Built], object]) -> Found:
    """What is found when something happens to the files of a build."""

    def check(folder: Path) -> Iterable[Finding]:
        publication, build = facts()
        write_artifacts(build.artifacts, folder, pages=build.pages)
        change(Built(folder, publication))
        return check_publication(publication, folder)

    return check


def document(old: str, new: str) -> Callable[[Built], object]:
    """A change in the e-book's title page."""
    return lambda built: agreement.in_epub(built.path(".epub"), "titlepage.xhtml", old, new)


def rewritten(end: str, pattern: str, new: str) -> Found:
    def change(built: Built) -> None:
        path = built.path(end)
        text = path.read_text("utf-8")
        other = re.sub(pattern, new, text, count=1, flags=re.DOTALL)
        assert other != text, path
        path.write_text(other, "utf-8")

    return spoilt(change)


def cover_of_pages(built: Built) -> None:
    built.path("cover.pdf").write_bytes(built.path("print.pdf").read_bytes())


def cut_short(built: Built) -> None:
    path = built.path(".epub")
    path.write_bytes(path.read_bytes()[:2000])


def under_another_name(built: Built) -> None:
    _, build = facts()
    (epub, *_) = build.artifacts
    write_artifacts([replace(epub, name="another.epub")], built.folder)


def scanned(*, installed: bool) -> Found:
    """The barcode of a cover, with and without the package that reads it."""

    def check(_: Path) -> Iterable[Finding]:
        cover = next(a for a in facts()[1].artifacts if a.target == "cover")
        with pytest.MonkeyPatch.context() as patch:
            if not installed:
                patch.setattr("imprint.checks.cover.find_spec", lambda _: None)
            width, height = cover.trim or (0.0, 0.0)
            wanted = CoverWanted(trim=(width, height), spine=0, pages=1, isbn="9780306406157")
            found = list(check_cover(cover.content, cover.name, wanted))
        return [finding for finding in found if finding.code == "AGR-009"]

    return check


nothing = spoilt(lambda built: None)

JOINED = "كان البحر هادئ"


def joined(drawn: str) -> Found:
    """What is said of a page that has this in the place of a line in Arabic."""
    document = ComposedDocument("one", "one", "", f"<p>{JOINED}</p>".encode())
    composed = Composed(
        medium=Medium.PRINT,
        documents=(document,),
        navigation="",
        notes=frozenset(),
        stylesheets=(),
        said=frozenset(),
    )
    pdf = OpenedPdf("a.pdf", [sheet(drawn)])
    return lambda _: check_pdf(pdf, composed, None)


# Valid: the validators of the standards.


@cache
def judged(*, broken: bool) -> tuple[Finding, ...]:
    """What the validators say of a small publication, in one start of theirs."""
    valid._need_java()
    publication = imprint.read_files(
        {"imprint.toml": valid.CONFIGURATION, "source/1.md": valid.ONE, "source/2.md": valid.TWO}
    )
    build = imprint.build_artifacts(publication, targets=("epub", "screen", "onix"))
    contents = {artifact.target: artifact.content for artifact in build.artifacts}
    if broken:
        link = '<a href="#nowhere">so</a> <em>all'
        epub = valid._changed(
            contents["epub"], "chapter-1.xhtml", lambda text: text.replace("<em>all", link)
        )
        epub = valid._changed(epub, ".opf", lambda text: text.replace('prefix="', 'prefix=" '))
        onix = contents["onix"].replace(b"ProductForm>", b"ProductFrom>")
        screen = valid._edited(contents["screen"], valid._untagged(3))
        contents |= {"epub": epub, "onix": onix, "screen": screen}
    files = [
        Finished(artifact.name, artifact.target, contents[artifact.target])
        for artifact in build.artifacts
    ]
    return tuple(said for said in check_valid(files) if isinstance(said, Finding))


def validated(*, broken: bool) -> Found:
    return lambda _: [f for f in judged(broken=broken) if "Ace" not in f.what]


def by_ace(impact: str) -> Found:
    report = json.loads(json.dumps(valid.REPORT))
    for document in report["assertions"]:
        for each in document["assertions"]:
            if "earl:test" in each:
                each["earl:test"]["earl:impact"] = impact
            if not impact:
                each["earl:result"]["earl:outcome"] = "pass"
    return lambda _: tell_ace(report, "a.epub", Origins(b"", {}))


def by_program(*lines: str) -> Found:
    """What is said where the program that is found as Ace does no more than this."""

    def check(folder: Path) -> Iterable[Finding]:
        program = folder / "ace-cli"
        program.write_text("\n".join(("#!/bin/sh", *lines, "")), "utf-8")
        program.chmod(0o755)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ace, "find_ace", lambda: str(program))
            said = list(check_with_ace(Finished("a.epub", "epub", b""), Origins(b"", {})))
        return [finding for finding in said if isinstance(finding, Finding)]

    return check


VALID = Specimen(validated(broken=True), validated(broken=False), slow=True)


def allowing(code: str) -> Found:
    def check(_: Path) -> Iterable[Finding]:
        gathering = Gathering()
        said = Finding("PRE-025", "type of 5 pt (page 12)")
        gathering.run(Part.PRINTABLE, "a check", lambda: (said,), clock=lambda: 0.0)
        return gathering.settled([Allowance(code=code, reason="It is so")]).findings

    return check


SPECIMENS = {
    **{
        code: Specimen(in_epub(name), as_built, slow=True)
        for name, (_, _, code) in reversed(parity.EPUB.items())
    },
    "WHL-012": Specimen(in_pdf("a letter without a character"), as_built, slow=True),
    "WHL-015": Specimen(joined("كان البحر هࠀ"), joined(JOINED)),
    "WHL-016": Specimen(spoilt(document("titlepage frontmatter", "other")), nothing, slow=True),
    "WHL-018": Specimen(on_screen(pikepdf.Name.AA), on_screen(None), slow=True),
    "WHL-017": Specimen(spoilt(document("<h1", "<h1 hidden=''")), nothing, slow=True),
    "AGR-001": Specimen(spoilt(opf(">The Lamp Room", ">The Damp Room")), nothing, slow=True),
    "AGR-002": Specimen(spoilt(opf(">Harbour Press<", "><")), nothing, slow=True),
    "AGR-003": Specimen(spoilt(page("Tom Trans", "Tim Trans")), nothing, slow=True),
    "AGR-004": Specimen(
        rewritten(".xml", r"(>07</ExtentType>\s*<ExtentValue>)\d+", r"\g<1>999"),
        nothing,
        slow=True,
    ),
    "AGR-005": Specimen(spoilt(cover_of_pages), nothing, slow=True),
    "AGR-006": Specimen(
        rewritten(".xml", "<RelatedProduct>.*?</RelatedProduct>", ""), nothing, slow=True
    ),
    "AGR-007": Specimen(spoilt(cut_short), nothing, slow=True),
    "AGR-008": Specimen(spoilt(lambda built: built.path(".epub").unlink()), nothing, slow=True),
    "AGR-009": Specimen(scanned(installed=False), scanned(installed=True), slow=True),
    "AGR-010": Specimen(spoilt(under_another_name), nothing, slow=True),
    "VAL-001": VALID,
    "VAL-002": VALID,
    "VAL-003": VALID,
    "VAL-004": VALID,
    "VAL-005": Specimen(by_ace("critical"), by_ace("")),
    "VAL-006": Specimen(by_ace("moderate"), by_ace("")),
    "VAL-007": Specimen(
        by_program("echo it broke >&2", "exit 1"),
        by_program('mkdir "$4"', 'echo "{}" > "$4/report.json"'),
    ),
    "ALW-001": Specimen(allowing("PRE-001"), allowing("PRE-025")),
}
