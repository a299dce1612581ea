"""The finished files and the record: every fact is the same wherever it stands.

What a file states is read from the file itself, by code that knows nothing of how it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePath

from imprint.checks.citation_facts import read_bibtex, read_cff
from imprint.checks.cover import CoverWanted, check_cover
from imprint.checks.epub_facts import EpubFacts, read_epub
from imprint.checks.expected import Expected, expectations, needed_in
from imprint.checks.facts import Stated, Unreadable, bare, kind_of, licence_of, squeezed
from imprint.checks.onix_facts import OnixProduct, read_onix
from imprint.checks.packets import damage_in
from imprint.checks.pdf_facts import PdfFacts, read_pdf
from imprint.checks.statements import Difference, differences, statements_in
from imprint.checks.web_facts import read_csl, read_jsonld, texts_of_jsonld
from imprint.diagnostics import Finding, Findings, Place
from imprint.model.record import Record

_LONGEST = 80  # characters of a value in a message
_NONE = "the record has none"
_TELLING = 4  # characters by which a value is known in another
# Facts that may be stated of some of what the record has, and not of all.
_SUBSETS = ("some terms", "some names")
# Facts of which files state one or another.
_OF_SEVERAL = (
    *("price", "series", "file-as", "trade.", "cited ", "people's numbers", "codes of subjects"),
    *("isbns.", "ISBNs", "ISSNs", "days", "dois", "countries of prices"),
    *("echo", "source", "funders", "reviews", "imprint"),
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
    # The texts of the records for the web that are in EPUBs, by the records' names.
    descriptions: dict[str, frozenset[str]] = field(default_factory=dict)
    # By files: values that are named already as wrong, and as lacking.
    odd: dict[str, list[str]] = field(default_factory=dict)
    lacking: dict[str, list[str]] = field(default_factory=dict)
    # Files of which the metadata cannot be read.
    damaged: set[str] = field(default_factory=set)

    def is_named(self, file: str, found: Sequence[str], wanted: Sequence[str]) -> bool:
        """Whether somebody has said already what is wrong with values of a file."""
        known = (self.odd if found else self.lacking).get(file, ())
        return all(any(_is_like(value, each) for each in known) for value in found or wanted)


def _is_like(one: str, other: str) -> bool:
    """Whether a value is another, or one has the other in it."""
    is_long = min(len(one), len(other)) >= _TELLING
    return one == other or (is_long and (one in other or other in one))


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
    made: dict[str, dict[str, list[Stated]]] = {}
    for stated in opened.stated:
        # By its imprint.
        is_cited = stated.view in ("csl", "bibtex", "cff") and stated.fact == "publisher"
        # A description for the web has the edition where it has no version.
        is_cited |= stated.view not in ("package", "xmp") and stated.fact == "version"
        is_one_of_several = stated.fact.startswith(_OF_SEVERAL) or " like " in stated.fact
        # When a file was made is its own, wherever in it that stands.
        kept = made.setdefault(stated.file, {}) if stated.fact == "modified" else said
        if stated.fact not in _SUBSETS and not is_cited and not is_one_of_several:
            kept.setdefault(stated.fact, []).append(stated)
    for fact, all_stated in chain(said.items(), *(each.items() for each in made.values())):
        first, *others = all_stated
        for other in others:
            if not _alike(fact, first.values, other.values):
                one, two = _apart(other.values, first.values)
                findings.add(
                    "AGR-001",
                    f"{other.file} says {one} in {other.where}; "
                    f"{first.file} says {two} in {first.where}",
                    mend="build both anew from the same source",
                )
    _check_all_state(said, findings)
    _check_terms_of_use(said, findings)
    _check_members(opened.stated, findings)
    _check_echoes(opened, findings)
    _check_pages(opened, findings)
    return tuple(dict.fromkeys(findings))


# Facts that a kind of file states wherever another file of the same book states them.
_SHARED = {
    "package": ("title", "language", "role.", "publisher", "licence", "description", "words"),
    "information": ("title", "role.aut"),
    "xmp": ("title", "role.aut", "publisher", "language", "description", "words"),
}


def _check_all_state(said: Mapping[str, Sequence[Stated]], findings: Findings) -> None:
    """Whether a file leaves out what another one states of the same book."""
    every = [stated for all_stated in said.values() for stated in all_stated]
    for file, view in dict.fromkeys((stated.file, stated.view) for stated in every):
        for fact, all_stated in said.items():
            owed = fact.startswith(_SHARED.get(view, ())) if view in _SHARED else False
            others = [s for s in all_stated if s.file != file and s.view in (*_SHARED, "jsonld")]
            if owed and others and all((s.file, s.view) != (file, view) for s in all_stated):
                findings.add(
                    "AGR-002",
                    f"{file} does not state in its {_SHORT_VIEWS[view]} what {others[0].file} "
                    f"says in {others[0].where}: {_shown(others[0].values)}",
                    mend="build both anew from the same source",
                )


_SHORT_VIEWS = {"package": "package", "information": "information", "xmp": "metadata"}


# Facts of which one file may state some, and what another has all of them under.
_MEMBERS = {
    "doi": ("doi", "dois"),
    "source": ("sources",),
    "ISBNs": ("isbn", "ISBNs"),
    "people's numbers": ("people's numbers",),
    "codes of subjects": ("codes of subjects",),
    "imprint": ("imprint",),
}
_DESCRIBING = ("package", "jsonld", "xmp")


def _check_members(every: Sequence[Stated], findings: Findings) -> None:
    """Whether what a file states is among the like that each other file states."""
    files = {s.file: s.view for s in every if s.view in ("package", "jsonld")}
    for stated in every:
        if stated.fact not in _MEMBERS or stated.view not in _DESCRIBING:
            continue
        for file, view in files.items():
            if (stated.fact, view) == ("ISBNs", "package"):
                continue  # which has but its own
            like = [s for s in every if s.file == file and s.fact.startswith(_MEMBERS[stated.fact])]
            known = {value for other in like for value in other.values}
            alien = tuple(value for value in stated.values if value not in known)
            if file != stated.file and known and alien:
                findings.add(
                    "AGR-001",
                    f"{stated.file} says {_shown(alien)} in {stated.where}; "
                    f"{file} says {_shown(tuple(sorted(known)))} in {like[0].where}",
                    mend="build both anew from the same source",
                )


def _check_echoes(opened: _Opened, findings: Findings) -> None:
    """Whether the record in an EPUB has what the EPUB and the PDFs state, in whatever place."""
    for stated in opened.stated:
        for name, texts in opened.descriptions.items() if stated.fact == "echo" else ():
            kinds = {*map(kind_of, texts)}  # a record may leave out all of a kind
            alien = tuple(
                value
                for value in stated.values
                if bare(value) not in texts and kind_of(bare(value)) in kinds
            )
            if alien:
                findings.add(
                    "AGR-001",
                    f"{stated.file} says {_shown(alien)} in {stated.where}, which is nowhere in "
                    f"{name}",
                    mend="build both anew from the same source",
                )


def _check_terms_of_use(said: Mapping[str, Sequence[Stated]], findings: Findings) -> None:
    """Whether the terms of a PDF have the rights in parts that an EPUB states."""
    for part in said.get("rights in parts", ()):
        for terms in said.get("terms of use", ()):
            lost = [value for value in part.values if value not in terms.values[0]]
            if lost:
                findings.add(
                    "AGR-001",
                    f"{part.file} says {_shown(tuple(lost))} in {part.where}; "
                    f"{terms.file} says {_shown(terms.values)} in {terms.where}",
                    mend="build both anew from the same source",
                )


def _alike(fact: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if fact == "title":
        return one[0].startswith(other[0]) or other[0].startswith(one[0])
    if fact == "rights":
        return one[0] == other[0]  # those in parts may stand after it
    if fact in ("terms", "words", "language"):
        return set(one) <= set(other) or set(other) <= set(one)
    if fact == "licence":
        forms = licence_of(one[0]), licence_of(other[0])
        return not all(forms) or forms[0] == forms[1]
    return one == other


def _open(files: Iterable[Finished], findings: Findings) -> _Opened:
    opened = _Opened()
    for file in files:
        try:
            _open_one(file, opened)
        except Unreadable as error:
            what = f"{file.name} cannot be read: {error}"
            findings.add("AGR-007", what, mend="build it anew", where=Place(file.name))
            continue
        damage = damage_in(file.content) if file.name.lower().endswith(".pdf") else ""
        if damage:
            opened.damaged.add(file.name)
            what = f"the metadata (XMP) of {file.name} cannot be read: {damage}"
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
                opened.descriptions[name] = texts_of_jsonld(content)
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
            mute = {part.name for part in found.parts if not part.said}
            for difference in differences(found, statements_in(other, kind)):
                group = difference.path[0] if difference.path else ""
                if group == "XMP" and name in opened.damaged:
                    continue
                if group in mute and len(difference.path) > 1:
                    _add_mute(name, group, findings)
                    continue
                _add_statement(name, difference, opened, findings)
    except Unreadable as error:
        what = f"{file.name} cannot be read: {error}"
        if all(f.code != "AGR-007" or file.name not in f.what for f in findings):
            findings.add("AGR-007", what, mend="build it anew")


def _add_mute(name: str, group: str, findings: Findings) -> None:
    """Say once of a group of statements that there is none of them."""
    what = f"{name} states nothing of the publication in its {group}"
    if all(finding.what != what for finding in findings):
        findings.add("AGR-002", what, mend="build the file anew")


def _add_statement(name: str, difference: Difference, opened: _Opened, findings: Findings) -> None:
    """Say what a file states otherwise, unless it is said already."""
    found, wanted, where = difference.found, difference.wanted, difference.where
    if opened.is_named(name, found, wanted):
        return
    if not found:
        findings.add(
            "AGR-002",
            f"{name} does not state the {difference.label} ({where}); "
            f"the record says {_shown(wanted)}",
            mend="build the file anew",
        )
        return
    record = "; ".join(wanted)
    instead = f"the record says {_shown(wanted, '; '.join(found))}" if wanted else _NONE
    order = ", in another order" if sorted(found) == sorted(wanted) else ""
    what = f"is {_shown(found, record)}; {instead}{order}"
    findings.add(
        "AGR-001",
        f"the {difference.label} in {name} ({where}) {what}",
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
    opened.odd.setdefault(stated.file, []).extend(values)
    shown = fact.shown if fact else ""
    if fact and fact.members:
        opened.lacking.setdefault(stated.file, []).extend(fact.members - {*values})
        shown = "; ".join(sorted(fact.members - {*values})) or shown
        values = tuple(v for v in values if v not in fact.members) or values
    instead = f"the record says {_short(shown, '; '.join(values))}" if fact else _NONE
    findings.add(
        "AGR-001",
        f"the {label} in {stated.file} ({stated.where}) is {_shown(values, shown)}; {instead}",
        mend="build the file anew, or mend the record",
        **({"where": fact.place} if fact else {}),
    )


def _shown(values: tuple[str, ...], beside: str = "") -> str:
    """Values in a message; of long ones what is about the place where they leave ``beside``."""
    return _short("; ".join(values), beside)


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    """Two values in a message; of long lists what only one of them has."""
    odd = tuple(value for value in one if value not in other) or one
    lost = tuple(value for value in other if value not in one) or other
    return _shown(odd, "; ".join(lost)), _shown(lost, "; ".join(odd))


def _short(text: str, beside: str = "") -> str:
    if len(text) <= _LONGEST:
        return text
    at = next((n for n, (a, b) in enumerate(zip(text, beside, strict=False)) if a != b), 0)
    begin = max(at - _LONGEST // 2, 0) if beside else 0
    end = begin + _LONGEST
    return f"{'…' * (begin > 0)}{text[begin:end]}{'…' * (end < len(text))}"


def _check_presence(opened: _Opened, expected: Mapping[str, Expected], findings: Findings) -> None:
    """Each file states all of what its kind has to state, unless it states nothing of the kind."""
    said: dict[tuple[str, str], set[str]] = {}
    for each in opened.stated:
        said.setdefault((each.file, each.view), set()).add(each.fact)
    for (file, view), facts in said.items():
        for name in needed_in(view, expected):
            if name not in facts:
                fact = expected[name]
                opened.lacking.setdefault(file, []).append(fact.shown)
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
            try:
                text = "\n".join(pdf.texts_of(numbers))
            except Unreadable as error:
                what = f"{file} cannot be read: {error}"
                findings.add("AGR-007", what, mend="build it anew", where=Place(file))
                continue
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
                opened.odd.setdefault(stated.file, []).extend(stated.values)
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
