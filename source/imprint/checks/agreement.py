"""The finished files and the record: every fact is the same wherever it stands.

What a file states is read from the file itself, by code that knows nothing of how it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from imprint.checks.citation_facts import read_bibtex, read_cff
from imprint.checks.cover import CoverWanted, check_cover
from imprint.checks.epub_facts import EpubFacts, read_epub
from imprint.checks.expected import Expected, expectations, needed_in
from imprint.checks.facts import Stated, Unreadable, squeezed
from imprint.checks.onix_facts import OnixProduct, read_onix
from imprint.checks.pdf_facts import PdfFacts, read_pdf
from imprint.checks.statements import Difference, differences, statements_in
from imprint.checks.web_facts import read_csl, read_jsonld
from imprint.diagnostics import Finding, Findings, Place
from imprint.model.record import Record

_LONGEST = 80  # characters of a value in a message
_TELLING = 4  # characters by which a value is known in another
# Facts that may be stated of some of what the record has, and not of all.
_SUBSETS = ("some terms", "some names")
# Facts of which files state one or another.
_OF_SEVERAL = (
    *("price", "series", "file-as", "trade.", "cited ", "people's numbers", "codes of subjects"),
    *("isbns.", "ISBNs", "ISSNs", "days", "dois", "countries of prices", "version"),
    *("types", "sources", "funders", "reviews", "imprint"),
)
# Facts that no file may state where the record has none.
_NEVER_WITHOUT = (
    *("role.", "trade.", "isbn", "ISBN", "ISSN", "series", "price", "original.title", "dois"),
    *("people's numbers", "codes of subjects", "countries of prices", "certifier", "sales rights"),
)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file: its name, the target that made it, and its content."""

    name: str
    target: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintPage:
    """What the layout puts on the imprint page of a medium: each line of it, in order.

    ``pages`` are the numbers of the PDF's pages that it stands on and nothing else does, from 0;
    with none it is looked for on all of them. ``furniture`` may stand on its pages as well: what
    can be in running heads.
    """

    lines: tuple[str, ...]
    pages: tuple[int, ...] = ()
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stating:
    """All that a file has to state: a file of the same ``kind`` that states just that.

    ``kind`` is one of ``statements.READERS``. ``record`` has the same of the record that is in an
    EPUB.
    """

    kind: str
    content: bytes = field(repr=False)
    record: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class _Opened:
    """What the files say, as far as they can be read."""

    stated: list[Stated] = field(default_factory=list)
    epubs: dict[str, EpubFacts] = field(default_factory=dict)
    pdfs: dict[str, tuple[str, PdfFacts]] = field(default_factory=dict)
    products: dict[str, tuple[OnixProduct, ...]] = field(default_factory=dict)
    # What each file says by the mouth of a reader of its own that is not so, and what it lacks.
    named: dict[str, list[str]] = field(default_factory=dict)

    def name(self, file: str, *values: str) -> None:
        self.named.setdefault(file, []).extend(filter(None, values))

    def is_named(self, file: str, values: Sequence[str]) -> bool:
        """Whether somebody has said already what is wrong with values of a file."""
        known = self.named.get(file, ())
        return all(
            any(v == k or (len(v) >= _TELLING and len(k) >= _TELLING and (v in k or k in v))
                for k in known)
            for v in values
        )  # fmt: skip


def check_agreement(
    record: Record,
    files: Sequence[Finished],
    *,
    slug: str = "",
    imprint_pages: Mapping[str, ImprintPage] = {},
    cover: CoverWanted | None = None,
    wanted: Mapping[str, Stating] = {},
) -> tuple[Finding, ...]:
    """What differs between the record and its finished files.

    ``wanted`` has, by the names of files, all that each has to state and nothing beside it.
    ``imprint_pages`` has what stands on the imprint page of ``epub`` and of ``print``, ``cover``
    what the cover of the printed book has to be.
    """
    findings = Findings()
    opened = _open(files, findings)
    expected = expectations(record, file_title=slug)
    for stated in opened.stated:
        _check_stated(stated, expected, record, opened, findings)
    _check_presence(opened, expected, findings)
    _check_imprint_pages(opened, imprint_pages, findings)
    _check_pages(opened, findings)
    _check_products(opened, record, findings)
    for file in files:
        if file.name in wanted:
            _check_statements(file, wanted[file.name], opened, findings)
        if file.target == "cover" and cover:
            findings.extend(check_cover(file.content, file.name, cover))
    return tuple(dict.fromkeys(findings))


def check_each_other(files: Sequence[Finished]) -> tuple[Finding, ...]:
    """What differs between finished files, where no record is at hand."""
    findings = Findings()
    opened = _open(files, findings)
    said: dict[str, list[Stated]] = {}
    for stated in opened.stated:
        # By its imprint.
        is_cited = stated.view in ("csl", "bibtex", "cff") and stated.fact == "publisher"
        is_one_of_several = stated.fact.startswith(_OF_SEVERAL) or " like " in stated.fact
        # When a file was made is its own.
        if stated.fact == "modified":
            continue
        if stated.fact not in _SUBSETS and not is_cited and not is_one_of_several:
            said.setdefault(stated.fact, []).append(stated)
    for fact, all_stated in said.items():
        first, *others = all_stated
        for other in others:
            if not _alike(fact, first.values, other.values):
                findings.add(
                    "AGR-001",
                    f"{other.file} says {_shown(other.values)} in {other.where}; "
                    f"{first.file} says {_shown(first.values)} in {first.where}",
                    mend="build both anew from the same source",
                )
    _check_pages(opened, findings)
    return tuple(dict.fromkeys(findings))


def _alike(fact: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if fact == "title":
        return one[0].startswith(other[0]) or other[0].startswith(one[0])
    if fact == "rights":
        return one[0] == other[0]  # those in parts may stand after it
    if fact in ("terms", "language"):
        return set(one) <= set(other) or set(other) <= set(one)
    return fact == "licence" or one == other


def _open(files: Iterable[Finished], findings: Findings) -> _Opened:
    opened = _Opened()
    for file in files:
        try:
            _open_one(file, opened)
        except Unreadable as error:
            what = f"{file.name} cannot be read: {error}"
            findings.add("AGR-007", what, mend="build it anew", where=Place(file.name))
    return opened


def _open_one(file: Finished, opened: _Opened) -> None:
    suffix = "".join(PurePath(file.name).suffixes[-2:])
    if file.target == "epub" or suffix.endswith(".epub"):
        epub = opened.epubs[file.name] = read_epub(file.content, file.name)
        opened.stated.extend(epub.stated)
        for media_type, content in epub.records:
            name = _record_in(file.name)
            if media_type == "application/ld+json":
                opened.stated.extend(read_jsonld(content, name))
            elif media_type in ("application/xml", "text/xml"):
                _add_products(read_onix(content, name), name, opened)
    elif file.target == "cover" or file.name.lower().endswith("-cover.pdf"):
        return  # it states its facts on itself
    elif suffix.endswith(".pdf"):
        named = PurePath(file.name).stem.rpartition("-")[2]
        medium = file.target or (named if named in ("screen", "archive") else "print")
        pdf = read_pdf(file.content, file.name, medium=medium)
        opened.pdfs[file.name] = medium, pdf
        opened.stated.extend(pdf.stated)
    elif file.target.startswith("onix") or suffix.endswith(".xml"):
        _add_products(read_onix(file.content, file.name), file.name, opened)
    elif suffix.endswith(".bib"):
        opened.stated.extend(read_bibtex(file.content, file.name))
    elif suffix.endswith(".cff"):
        opened.stated.extend(read_cff(file.content, file.name))
    elif suffix.endswith(".jsonld"):
        opened.stated.extend(read_jsonld(file.content, file.name))
    elif suffix.endswith(".json"):
        opened.stated.extend(read_csl(file.content, file.name))
    else:
        raise Unreadable("it is no EPUB, no PDF and no record")


def _add_products(products: tuple[OnixProduct, ...], name: str, opened: _Opened) -> None:
    opened.products[name] = products
    for product in products:
        opened.stated.extend(product.stated)


def _check_statements(file: Finished, wanted: Stating, opened: _Opened, findings: Findings) -> None:
    """Whether a file states all that it has to, and nothing else."""
    try:
        if file.name in opened.epubs:
            epub = opened.epubs[file.name]
            pairs = [(file.name, wanted.kind, epub.package, wanted.content)]
            pairs += [
                (_record_in(file.name), "jsonld", content, wanted.record)
                for media_type, content in epub.records
                if media_type == "application/ld+json" and wanted.record
            ]
        else:
            pairs = [(file.name, wanted.kind, file.content, wanted.content)]
        for name, kind, content, other in pairs:
            found = statements_in(content, kind)
            for difference in differences(found, statements_in(other, kind)):
                _add_statement(name, difference, opened, findings)
    except Unreadable as error:
        what = f"{file.name} cannot be read: {error}"
        if all(f.code != "AGR-007" or file.name not in f.what for f in findings):
            findings.add("AGR-007", what, mend="build it anew")


def _add_statement(name: str, difference: Difference, opened: _Opened, findings: Findings) -> None:
    """Say what a file states otherwise, unless it is said already."""
    found, wanted, where = difference.found, difference.wanted, difference.where
    if opened.is_named(name, found or wanted):
        return
    if not found:
        findings.add(
            "AGR-002",
            f"{name} does not state the {difference.label} ({where}); "
            f"the record says {_shown(wanted)}",
            mend="build the file anew",
        )
        return
    instead = f"the record says {_shown(wanted)}" if wanted else "the record has none"
    order = ", in another order" if sorted(found) == sorted(wanted) else ""
    findings.add(
        "AGR-001",
        f"the {difference.label} in {name} ({where}) is {_shown(found)}; {instead}{order}",
        mend="build the file anew, or mend the record",
    )


def _record_in(name: str) -> str:
    return f"the record in {name}"


def _check_stated(
    stated: Stated,
    expected: Mapping[str, Expected],
    record: Record,
    opened: _Opened,
    findings: Findings,
) -> None:
    if stated.fact in _SUBSETS:
        # A semicolon parts the keywords of a message, so that none has one.
        terms = {part for term in record.terms for part in (term, term.replace(";", ","))}
        known = terms if stated.fact == "some terms" else _names(record)
        alien = tuple(value for value in stated.values if value not in known)
        label = "subjects" if stated.fact == "some terms" else "people"
        if alien:
            _add_difference(findings, opened, stated, label, alien)
        return
    fact = expected.get(stated.fact)
    if fact is None:
        if stated.fact.startswith(_NEVER_WITHOUT):
            _add_difference(findings, opened, stated, stated.fact, stated.values)
    elif not fact.accepts(stated.values):
        _add_difference(findings, opened, stated, fact.label, stated.values, fact)


def _names(record: Record) -> set[str]:
    people = [*record.contributors, *record.original.contributors]
    return {name for p in people for name in (p.name, p.alternate_name, p.sort_name) if name}


def _add_difference(
    findings: Findings,
    opened: _Opened,
    stated: Stated,
    label: str,
    values: tuple[str, ...],
    fact: Expected | None = None,
) -> None:
    opened.name(stated.file, *values, *([fact.shown] if fact else []))
    instead = f"the record says {_short(fact.shown)}" if fact else "the record has none"
    findings.add(
        "AGR-001",
        f"the {label} in {stated.file} ({stated.where}) is {_shown(values)}; {instead}",
        mend="build the file anew, or mend the record",
        **({"where": fact.place} if fact else {}),
    )


def _shown(values: tuple[str, ...]) -> str:
    return _short("; ".join(values))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _check_presence(opened: _Opened, expected: Mapping[str, Expected], findings: Findings) -> None:
    """Each file states all of what its kind has to state, unless it states nothing of the kind."""
    said: dict[tuple[str, str], set[str]] = {}
    for each in opened.stated:
        said.setdefault((each.file, each.view), set()).add(each.fact)
    for (file, view), facts in said.items():
        for name in needed_in(view, expected):
            if name not in facts:
                fact = expected[name]
                opened.name(file, fact.shown)
                findings.add(
                    "AGR-002",
                    f"{file} does not state the {fact.label} ({_VIEWS.get(view, view)}); "
                    f"the record says {_short(fact.shown)}",
                    mend="build the file anew",
                    where=fact.place,
                )


_VIEWS = {
    "package": "in its package document",
    "information": "in its information",
    "xmp": "in its metadata",
    "onix": "in its products",
    "jsonld": "in its description",
    "csl": "in its item",
}


def _check_imprint_pages(
    opened: _Opened, expected: Mapping[str, ImprintPage], findings: Findings
) -> None:
    page = expected.get("epub")
    if page:
        for file, epub in opened.epubs.items():
            _compare_in_order(file, page.lines, epub.imprint_page, findings)
    page = expected.get("print")
    if page:
        for file, (_, pdf) in opened.pdfs.items():
            numbers = [n for n in page.pages or range(pdf.pages) if n < pdf.pages]
            text = "\n".join(pdf.texts_of(numbers))
            _compare_drawn(file, page, text, findings)


def _compare_in_order(file: str, lines: Sequence[str], found: str, findings: Findings) -> None:
    """Whether lines stand in a text one after the other, and nothing else does."""
    text, at = _unhyphenated(found), 0
    for line in lines:
        wanted = _unhyphenated(line)
        start = text.find(wanted, at)
        if start < 0:
            _add_missing(file, line, findings)
            return
        if start > at:
            _add_alien(file, text[at:start], findings)
            return
        at = start + len(wanted)
    if text[at:]:
        _add_alien(file, text[at:], findings)


def _compare_drawn(file: str, page: ImprintPage, found: str, findings: Findings) -> None:
    """Whether lines are drawn on pages, in any order, and nothing else but running heads is."""
    text = _unhyphenated(found)
    for line in sorted(page.lines, key=len, reverse=True):
        wanted = _unhyphenated(line)
        if wanted not in text:
            _add_missing(file, line, findings)
            return
        text = text.replace(wanted, " ", 1)
    if not page.pages:
        return
    for head in sorted(map(_unhyphenated, page.furniture), key=len, reverse=True):
        text = text.replace(head, " ", 1) if head else text
    alien = " ".join(word for word in text.split() if not _FOLIO.fullmatch(word))
    if alien:
        _add_alien(file, alien, findings)


# The number of a page, with what may stand around it.
_FOLIO = re.compile(r"[\W_]*(\d+|[ivxlcdm]+)?[\W_]*", re.IGNORECASE)


def _add_missing(file: str, line: str, findings: Findings) -> None:
    what = f"the imprint page of {file} lacks the line “{_short(line)}”"
    findings.add("AGR-003", what, mend="build the file anew")


def _add_alien(file: str, text: str, findings: Findings) -> None:
    what = f"the imprint page of {file} says “{_short(text)}”, which the record does not"
    findings.add("AGR-003", what, mend="build the file anew")


def _unhyphenated(text: str) -> str:
    return squeezed(text).replace("-", "").replace("\u2010", "").replace("\u00ad", "")


def _check_pages(opened: _Opened, findings: Findings) -> None:
    """The number of a PDF's pages is the same wherever it is stated."""
    for stated in opened.stated:
        counted = stated.fact.removeprefix("pages.")
        for name, (medium, pdf) in opened.pdfs.items():
            count = pdf.pages
            if medium == counted != stated.fact and stated.values != (str(count),):
                opened.name(stated.file, *stated.values)
                findings.add(
                    "AGR-004",
                    f"{stated.file} ({stated.where}) says {_shown(stated.values)} pages; "
                    f"{name} has {count}",
                    mend="build both together",
                )


def _check_products(opened: _Opened, record: Record, findings: Findings) -> None:
    """The products of a message point at each other, as far as they have ISBNs."""
    for file, products in opened.products.items():
        isbns = {product.isbn for product in products if product.isbn}
        for product in products:
            related = {isbn for _, isbn in product.related}
            for isbn in sorted(isbns - {product.isbn} - related):
                findings.add(
                    "AGR-006",
                    f"the product {product.reference} in {file} does not point at {isbn}",
                    mend="build the record anew",
                )
            identifiers = (*record.identifiers, *record.original.identifiers)
            known = {i.value.replace("-", "") for i in identifiers if i.scheme == "isbn"}
            for isbn in sorted(related - known):
                findings.add(
                    "AGR-006",
                    f"the product {product.reference} in {file} points at {isbn}, "
                    "which is no format of the publication",
                    mend="build the record anew",
                )
