"""What a build makes: files, the EPUB, the PDF, the printer's file, the cover, records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import cache
from pathlib import Path
from typing import Any

from tests.build.test_wrap import RECORD, covered, own, published, with_picture
from tests.emitters.epub.specimens import emitted, small
from tests.emitters.epub.test_accessibility import CERTIFIED, artifact
from tests.emitters.onix.test_findings import BUILT, WANTED, found
from tests.emitters.pdf import test_printing as press
from tests.emitters.pdf.test_page_references import FILES, never_settled
from tests.specimens.specimen import Files, Found, Specimen, book, built, of_build

import imprint
from imprint.build import Build, Order, carry_out, write_artifacts
from imprint.build.pages import SetPages
from imprint.diagnostics import Finding
from imprint.emitters.pdf.crew import Crew, SerialExecutor
from imprint.emitters.records.cff import emit_cff
from imprint.model.artifact import Artifact
from imprint.model.product import ProductFacts
from imprint.model.record import Product, Record
from imprint.profiles import load_profile
from imprint.values import replace

ESSAY = "---\ntitle: A\nlang: en\n---\n\n# One\n\nText.\n\n# Two\n\nText.\n"


# Files.


def ordered(*, blocked: str = "", before: bool = False, **wanted: Any) -> Found:
    """An essay built in a folder, where a file stands in the place of another folder."""

    def build(folder: Path) -> Iterable[Finding]:
        path = folder / "essay.md"
        path.write_text(ESSAY, "utf-8")
        if blocked:
            (folder / blocked).parent.mkdir(exist_ok=True)
            (folder / blocked).write_text("a file", "utf-8")
        order = Order(path=path, **{"targets": ("epub",), "workers": 1, **wanted})
        if before:
            carry_out(replace(order, only=""), listener=lambda _: None)
        return carry_out(order, listener=lambda _: None).findings

    return build


def written(*names: str) -> Found:
    def write(folder: Path) -> Iterable[Finding]:
        artifacts = [
            Artifact(name=name, target=str(at), media_type="application/pdf", content=b"%PDF")
            for at, name in enumerate(names)
        ]
        write_artifacts(artifacts, folder)
        return ()

    return write


# The EPUB and the PDF.


class Idle(SerialExecutor):
    """Workers who do nothing of what they are asked."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(ValueError("of no use"))
        return future


class Memory:
    """A store in memory, which forgets at once or never."""

    def __init__(self, *, forgets: bool) -> None:
        self.forgets = forgets
        self.kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def put(self, key: str, content: bytes) -> bool:
        if not self.forgets:
            self.kept[key] = content
        return True

    def tidy(self) -> None:
        pass


def pressed(executor: Any = None, store: Any = None) -> Found:
    def build(_: Path) -> Iterable[Finding]:
        publication = imprint.read_files(book())
        with Crew(executor=executor or SerialExecutor()) as crew:
            return imprint.build_artifacts(
                publication, targets=["print"], crew=crew, store=store
            ).findings

    return build


def styled(css: str) -> Files:
    return book('layout = "novel"', {"layouts/novel/print/own.css": css})


def packed(**facts: object) -> Found:
    def make(_: Path) -> Iterable[Finding]:
        emitted(small(**facts))
        return ()

    return make


def claimed(markup: str = "<p>Text</p>", **told: str) -> Found:
    return lambda _: artifact(markup, replace(CERTIFIED, **told)).findings  # type: ignore[arg-type]


# The printer's file.


@cache
def pages() -> SetPages:
    return press.made(dict(press.PLAIN))


def printed(*, icc: bytes | None = None, of: str = "generic", **rules: object) -> Found:
    profile = load_profile(of)

    def bind(_: Path) -> Iterable[Finding]:
        rule = replace(profile, **{"pages_least": 1, **rules})  # type: ignore[arg-type]
        return press.printed(pages(), rule, icc=icc).findings

    return bind


# The cover.


def cover(build: Callable[[], Build]) -> Found:
    return lambda _: build().findings


def of_cover(wrong: Callable[[], Build], right: Callable[[], Build]) -> Specimen:
    return Specimen(cover(wrong), cover(right), slow=True)


def bound(pages: int = 300, paper: str = "cream", **facts: object) -> Callable[[], Build]:
    """The cover of a book that KDP prints, with other facts in its record."""
    product = Product(medium="print", paper=paper, addon=str(facts.pop("addon", "")))
    record = replace(RECORD, products=(product,), **facts)  # type: ignore[arg-type]
    return lambda: covered(published(record), pages)


def thick(spine: str) -> Callable[[], Build]:
    return lambda: covered(published(profile="offset", press=spine))


def shown(width: int, height: int) -> Callable[[], Build]:
    return lambda: covered(with_picture(own((width, height))))


# Records.


def told(products: Any = BUILT, **facts: Any) -> Found:
    return lambda _: found(replace(WANTED, **facts), products)


def cited(record: Record) -> Found:
    def cite(_: Path) -> Iterable[Finding]:
        emit_cff(record)
        return ()

    return cite


WHOLE = told()
SOLD_ALIKE = (*WANTED.identifiers, replace(WANTED.identifiers[0], medium="epub"))

SPECIMENS = {
    "OUT-001": Specimen(ordered(blocked="build"), ordered()),
    "OUT-002": Specimen(built(book(), "pfd"), built(book(), "epub")),
    "OUT-003": Specimen(written("a.pdf", "a.pdf"), written("a.pdf", "b.pdf")),
    "OUT-004": Specimen(
        ordered(blocked="build/.cache", targets=("print",)), ordered(targets=("print",)), slow=True
    ),
    "OUT-005": Specimen(
        ordered(only="Three", targets=("print",), before=True),
        ordered(only="Two", targets=("print",), before=True),
        slow=True,
    ),
    "EPB-001": Specimen(packed(keywords=("bell\x07",)), packed(keywords=("bell",))),
    "PDF-001": of_build(styled("p { colour: red }"), styled("p { color: red }"), "print"),
    "PDF-002": Specimen(pressed(Idle()), pressed(), slow=True),
    "PDF-003": Specimen(lambda _: never_settled(), built(FILES, "print"), slow=True),
    "PDF-004": of_build(
        styled('h1::before { content: "\\12345" }'), styled('h1::before { content: "*" }'), "print"
    ),
    "PDF-005": of_build(
        styled("h1 { position: fixed }"), styled("h1 { position: relative }"), "print"
    ),
    "PDF-006": Specimen(
        pressed(store=Memory(forgets=True)), pressed(store=Memory(forgets=False)), slow=True
    ),
    "PRN-001": Specimen(printed(trims=((432.0, 648.0),)), printed(trims=(press.TRIM,))),
    "PRN-002": Specimen(printed(pages_least=100), printed()),
    "PRN-003": Specimen(printed(safe=90.0), printed(safe=18.0)),
    "PRN-004": Specimen(printed(of="offset"), printed(of="offset", icc=press.ICC)),
    "PRN-005": Specimen(
        printed(of="offset", icc=b"no profile"), printed(of="offset", icc=press.ICC)
    ),
    "CLM-001": Specimen(claimed(conformance="WCAG 9 AA"), claimed()),
    "CLM-002": Specimen(claimed(certifier=" "), claimed()),
    "CLM-003": Specimen(claimed('<img src="a.png"/>'), claimed('<img src="a.png" alt="A"/>')),
    "ONX-001": Specimen(told(identifiers=SOLD_ALIKE), WHOLE),
    "ONX-002": Specimen(told(identifiers=()), WHOLE),
    "ONX-003": Specimen(told(publisher=None), WHOLE),
    "ONX-004": Specimen(told(language="ami"), WHOLE),
    "ONX-005": Specimen(told((BUILT[0], ProductFacts(medium="print"))), WHOLE),
    "CIT-001": Specimen(cited(Record(title="A")), cited(WANTED)),
    "COV-001": of_cover(bound(paper="birch bark"), bound(paper="white")),
    "COV-002": of_cover(thick(""), thick('spine = "9mm"')),
    "COV-003": of_cover(bound(778), bound(776)),
    "COV-004": of_cover(shown(600, 906), shown(1838, 2776)),
    "COV-005": of_cover(bound(identifiers=()), bound()),
    "COV-006": of_cover(bound(79), bound(80)),
    "COV-007": of_cover(bound(description="word " * 2_000), bound(description="word " * 20)),
    "COV-008": of_cover(bound(addon="five!"), bound(addon="51299")),
    "COV-009": of_cover(shown(4000, 2776), shown(1838, 2776)),
    "COV-010": of_cover(bound(description=""), bound(description="A history.")),
    "COV-011": of_cover(bound(language="he"), bound(language="en")),
}
