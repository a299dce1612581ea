"""The packs: files that say how a country, or a kind of publication, has its imprint page."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from imprint.diagnostics import NOWHERE, Findings, Place
from imprint.layouts.imprint_page.facts import FACTS
from imprint.layouts.imprint_page.requirements import CONDITIONS, KEYS, Requirement
from imprint.layouts.imprint_page.rows import OWN_BLANKS, is_row
from imprint.layouts.imprint_page.wording import Wording, WrongWording, parse_wording
from imprint.layouts.layout import Layout
from imprint.layouts.words import related_tags
from imprint.model.rendition import Medium

DEFAULT_PACK = "international"
# What the box under a text of its own is made of.
TEXT_PACK = "web-article"
# Words for every language (ISO 639-2: several languages).
EVERY = "mul"
FORMS = ("rows", "lines")
PLACES = ("title-verso", "last")
_FOLDER = "imprint"
_KEYS = {
    "extends", "description", "language", "countries", "form", "page", "groups", "closing",
    "fixed", "otherwise", "words", "requires", "refuses",
}  # fmt: skip
_MEDIA = {
    "always": (Medium.EPUB, Medium.PRINT),
    "epub": (Medium.EPUB,),
    "print": (Medium.PRINT,),
}

Groups = tuple[tuple[str, tuple[str, ...]], ...]


class Pack(Struct, frozen=True, kw_only=True):
    """An imprint page as one country or kind of publication has it.

    ``groups`` name the rows in order, ``closing`` those of the last page of the printed book.
    ``words`` map a row to its wordings by language; the rows in ``fixed`` are worded in the pack's
    own ``language`` whatever the publication's is. ``otherwise`` maps a row to those that stand in
    its place where there are no words for it. ``countries`` are ISO 3166-1 codes.
    """

    name: str
    description: str = ""
    language: str = ""
    countries: tuple[str, ...] = ()
    form: str = "lines"
    page: str = "title-verso"
    groups: Groups = ()
    closing: Groups = ()
    fixed: frozenset[str] = frozenset()
    otherwise: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    requires: tuple[Requirement, ...] = ()

    def wordings(self, language: str, keys: Iterable[str]) -> tuple[str, ...]:
        """How the first of some rows is worded in a language, the nearest tag's words first."""
        for key in keys:
            for tag in (*related_tags(language), EVERY):
                found = self.words.get(tag, {}).get(key)
                if found is not None:
                    return found
        return ()

    @property
    def row_names(self) -> tuple[str, ...]:
        """Every row, in the order of the page, each before those that may stand in its place."""
        named = (row for _, rows in (*self.groups, *self.closing) for row in rows)
        return tuple(each for row in named for each in (row, *self.otherwise.get(row, ())))


def pack_names(layout: Layout) -> tuple[str, ...]:
    """The packs that a layout offers, the author's and those of the layouts that it extends."""
    names = {
        parts[2].removesuffix(".toml")
        for parts in (path.split("/") for path in layout.files)
        if len(parts) == 3
        and parts[:2] in ([link, _FOLDER] for link in layout.chain)
        and parts[2].endswith(".toml")
    }
    return tuple(sorted(names))


def pack_for(layout: Layout, name: str, country: str) -> str:
    """The pack that is meant: the author's, the layout's own, the country's, or the plain one."""
    if name or layout.imprint_page:
        return name or layout.imprint_page
    if country:
        for known in pack_names(layout):
            facts = _read(layout, known, Findings())[0]
            if country.upper() in facts.get("countries", ()):
                return known
    return DEFAULT_PACK


def load_pack(layout: Layout, name: str, *, where: Place = NOWHERE, findings: Findings) -> Pack:
    """A pack by its name.

    IMP-003 where there is none of that name, IMP-004 for each fault in its file; then an empty
    pack, or what can be understood of it.
    """
    facts: dict[str, Any] = {}
    chain: list[str] = []
    wanted, place = name, where
    while wanted and wanted not in chain:
        names = pack_names(layout)
        if wanted not in names:
            near = difflib.get_close_matches(wanted.lower()[:60], names, 1)
            mend = f"write {near[0]}" if near else f"choose one of: {', '.join(names)}"
            what = f"there is no pack {wanted[:60]} for the imprint page"
            findings.add("IMP-003", what, mend=mend, where=place)
            break
        own, place = _read(layout, wanted, findings)
        chain.append(wanted)
        facts = _over(own, facts)
        wanted = str(own.get("extends", ""))
    if wanted in chain:
        findings.add("IMP-004", f"the pack {wanted} extends itself", where=place)
    return _Reading(place, findings).pack(name, facts)


def _read(layout: Layout, name: str, findings: Findings) -> tuple[dict[str, Any], Place]:
    """What the nearest file of that name says, and its place."""
    for link in layout.chain:
        path = f"{link}/{_FOLDER}/{name}.toml"
        if path in layout.files:
            place = Place(f"layouts/{path}")
            try:
                return tomllib.loads(layout.files[path]), place
            except (tomllib.TOMLDecodeError, RecursionError) as error:
                what = f"the file is not valid TOML: {error}"
                findings.add("IMP-004", what, where=place)
                return {}, place
    return {}, NOWHERE


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What a pack says over what it extends: words are joined, everything else is replaced."""
    joined = {key: value for key, value in base.items() if key != "extends"} | dict(own)
    below, above = base.get("words"), own.get("words")
    if isinstance(below, dict) and isinstance(above, dict):
        joined["words"] = {
            tag: {**_table(below.get(tag)), **_table(above.get(tag))} for tag in {**below, **above}
        }
    return joined


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class _Reading(Struct):
    """One pack being read: where it is from, and what is wrong with it."""

    place: Place
    findings: Findings

    def fault(self, what: str, mend: str = "") -> None:
        self.findings.add("IMP-004", what, mend=mend, where=self.place)

    def pack(self, name: str, facts: Mapping[str, Any]) -> Pack:
        for key in facts.keys() - _KEYS:
            near = difflib.get_close_matches(key, sorted(_KEYS), 1)
            self.fault(f"the key {key} is unknown", f"write {near[0]}" if near else "delete it")
        words = dict(self.words(facts.get("words", {})))
        worded = {key for table in words.values() for key in table}
        return Pack(
            name=name,
            description=str(facts.get("description", "")),
            language=str(facts.get("language", "")),
            countries=tuple(self.texts("countries", facts.get("countries", []))),
            form=self.one_of("form", facts.get("form", FORMS[1]), FORMS),
            page=self.one_of("page", facts.get("page", PLACES[0]), PLACES),
            groups=tuple(self.groups("groups", facts.get("groups", {}), worded)),
            closing=tuple(self.groups("closing", facts.get("closing", {}), worded)),
            fixed=frozenset(self.texts("fixed", facts.get("fixed", []))),
            otherwise=dict(self.groups("otherwise", facts.get("otherwise", {}), worded)),
            words=words,
            requires=(
                *self.requirements("requires", facts.get("requires", {}), refused=False),
                *self.requirements("refuses", facts.get("refuses", {}), refused=True),
            ),
        )

    def one_of(self, key: str, value: object, allowed: tuple[str, ...]) -> str:
        if value in allowed:
            return str(value)
        self.fault(f"{key} is {value!s:.60}", f"write {' or '.join(allowed)}")
        return allowed[0]

    def texts(self, key: str, value: object) -> Iterator[str]:
        if not isinstance(value, list):
            self.fault(f"{key} is no list", f"write {key} as a list of texts")
            return
        yield from (str(item) for item in value)

    def table(self, key: str, value: object) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.fault(f"{key} is no table", f"write it as a table: [{key}]")
        return {}

    def groups(
        self, key: str, value: object, worded: set[str]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for group, rows in self.table(key, value).items():
            names = tuple(self.texts(f"{key}.{group}", rows))
            for row in names:
                if not is_row(row) and row not in worded:
                    self.fault(
                        f"the row {row:.60} is unknown, and there are no words for it",
                        "write one of the rows in the manual, or give it words with blanks",
                    )
            yield group, names

    def is_known(self, key: str, wording: Wording) -> bool:
        """Whether a wording's blanks are facts; only a row's own table of blanks goes beyond."""
        unknown = [name for name in wording.blanks if name not in FACTS | OWN_BLANKS]
        for name in unknown:
            near = difflib.get_close_matches(name, sorted(FACTS | OWN_BLANKS), 1)
            mend = f"write {{{near[0]}}}" if near else "write one of the facts in the manual"
            self.fault(f"{key}: there is no fact {{{name:.60}}}", mend)
        return not unknown

    def words(self, value: object) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
        for tag, table in self.table("words", value).items():
            wordings: dict[str, tuple[str, ...]] = {}
            for key, texts in self.table(f"words.{tag}", table).items():
                texts = texts if isinstance(texts, list) else [texts]
                wordings[key] = tuple(str(text) for text in texts)
                for text in wordings[key]:
                    try:
                        good = self.is_known(f"words.{tag}.{key}", parse_wording(text))
                    except WrongWording as wrong:
                        self.fault(f"words.{tag}.{key}: {wrong}")
                        good = False
                    if not good:
                        wordings.pop(key)
                        break
            yield tag, wordings

    def requirements(self, key: str, value: object, *, refused: bool) -> Iterator[Requirement]:
        for medium, table in self.table(key, value).items():
            if medium not in _MEDIA:
                self.fault(f"{key}.{medium} is no medium", f"write {', '.join(_MEDIA)}")
                continue
            for wanted, why in self.table(f"{key}.{medium}", table).items():
                said = why if isinstance(why, dict) else {"why": why}
                any_of = tuple(name.strip() for name in wanted.split(" or "))
                for fact in any_of:
                    if fact not in KEYS:
                        near = difflib.get_close_matches(fact, sorted(KEYS), 1)
                        mend = f"write {near[0]}" if near else f"write one of {', '.join(KEYS)}"
                        self.fault(f"{key}: no key states the fact {fact:.60}", mend)
                when = str(said.get("when", ""))
                if when and when not in CONDITIONS:
                    self.fault(
                        f"{key}: {when:.60} is no condition", f"write {', '.join(CONDITIONS)}"
                    )
                yield Requirement(
                    facts=tuple(fact for fact in any_of if fact in KEYS),
                    media=_MEDIA[medium],
                    why=str(said.get("why", "")),
                    when=when,
                    refused=refused,
                )
