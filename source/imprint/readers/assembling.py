"""Sections from several files become one body of text: parts, ids, notes and links in place."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import unquote

from msgspec import Struct, field

from imprint.diagnostics import Findings, Place
from imprint.model.blocks import (
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Division,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    SceneBreak,
    Table,
    Verse,
)
from imprint.model.inlines import Inline, Link, NoteReference
from imprint.model.nodes import Node
from imprint.model.publication import Matter, Section, SectionKind
from imprint.model.text import plain
from imprint.model.tree import nodes_of, rewrite, rewrite_all
from imprint.readers.source import Source, locate
from imprint.values import replace

N = TypeVar("N", bound=Node)

_NUMBERED_KINDS = (SectionKind.CHAPTER, SectionKind.PART, SectionKind.APPENDIX)
_IDENTIFIED = (
    Paragraph, Heading, BlockQuote, List, ListItem, DefinitionList, CodeBlock, Table, Figure,
    Verse, SceneBreak, Division,
)  # fmt: skip
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED_SCHEMES = {"http", "https", "mailto", "tel", "ftp", "ftps", "urn", "doi", "geo", "sms"}
_TO_THE_WEB = "link to its address on the web (https://…), or take the link away"
_MANUSCRIPTS = (".md", ".markdown", ".txt")


def nest_parts(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Chapters that follow a part become that part's, up to the next part or the back matter."""
    nested: list[Section] = []
    for section in sections:
        last = nested[-1] if nested else None
        in_part = (
            last is not None
            and last.kind is SectionKind.PART
            and section.kind is not SectionKind.PART
            and section.kind.matter is Matter.BODY
        )
        if in_part and last is not None:
            nested[-1] = replace(last, sections=(*last.sections, section))
        else:
            nested.append(section)
    return tuple(nested)


def assemble(
    sections: Iterable[Section], *, source: Source, findings: Findings
) -> tuple[Section, ...]:
    """Sections with every id, note and link settled.

    TXT-009 for an id given twice; REF-001 for a link into nothing, REF-002 for one with more than
    one target, REF-003 for an address of a kind that a book may not have.
    """
    placed = _Identities(findings).settle(tuple(sections))
    return _Links(placed, source, findings).settle()


class _Identities:
    """Gives every section, block and note its id, from its place in the content."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._taken: dict[str, Place] = {}
        self._counts: dict[SectionKind, int] = {}

    def settle(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        for section in (inner for top in sections for inner in top.walk()):
            for node in nodes_of(section):
                if node.attributes.id and not isinstance(node, Note):
                    self._claim(node)
        return tuple(self._section(section) for section in sections)

    def _claim(self, node: Node) -> None:
        id_ = node.attributes.id
        if id_ in self._taken:
            self._findings.add(
                "TXT-009",
                f"the id {id_} is given twice, first in {self._taken[id_]}",
                mend="give one of them another id",
                where=node.place,
            )
        self._taken.setdefault(id_, node.place)

    def _free(self, wanted: str) -> str:
        id_, count = wanted, 1
        while id_ in self._taken:
            count += 1
            id_ = f"{wanted}-{count}"
        self._taken[id_] = Place()
        return id_

    def _section(self, section: Section) -> Section:
        kind = section.kind
        self._counts[kind] = self._counts.get(kind, 0) + 1
        numbered = kind in _NUMBERED_KINDS or self._counts[kind] > 1
        wanted = f"{kind.value}-{self._counts[kind]}" if numbered else kind.value
        id_ = section.attributes.id or self._free(wanted)
        notes = {note.attributes.id: f"{id_}.note-{note.number}" for note in section.notes}
        return replace(
            _rename_notes(section, notes),
            attributes=replace(section.attributes, id=id_),
            blocks=self._children(_rename_all(section.blocks, notes), id_),
            notes=tuple(
                replace(
                    note,
                    attributes=replace(note.attributes, id=notes[note.attributes.id]),
                    blocks=self._children(
                        _rename_all(note.blocks, notes), notes[note.attributes.id]
                    ),
                )
                for note in section.notes
            ),
            sections=tuple(self._section(inner) for inner in section.sections),
        )

    def _children(self, blocks: tuple[Any, ...], path: str) -> tuple[Any, ...]:
        return tuple(self._block(block, f"{path}.{at}") for at, block in enumerate(blocks, 1))

    def _block(self, block: Any, path: str) -> Any:
        changes: dict[str, Any] = {}
        if isinstance(block, _IDENTIFIED) and not block.attributes.id:
            wanted = path
            if isinstance(block, Heading):
                slug = slugify(plain(block.children))
                wanted = f"{path.rsplit('.', 1)[0]}.{slug}" if slug else path
            changes["attributes"] = replace(block.attributes, id=self._free(wanted))
        match block:
            case BlockQuote() | Division() | ListItem():
                changes["blocks"] = self._children(block.blocks, path)
            case List():
                changes["items"] = self._children(block.items, path)
            case DefinitionList():
                changes["items"] = tuple(
                    replace(
                        item,
                        definitions=tuple(
                            self._children(definition, f"{path}.{at}.{which}")
                            for which, definition in enumerate(item.definitions, 1)
                        ),
                    )
                    for at, item in enumerate(block.items, 1)
                )
        return replace(block, **changes) if changes else block


def slugify(text: str) -> str:
    """A text as an id: letters and digits of any script, in lower case, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower().replace("_", " "))
    return "-".join(word.strip("'’") for word in words)


def _rename_notes(section: Section, notes: dict[str, str]) -> Section:
    return replace(
        section,
        title=_rename_all(section.title, notes),
        subtitle=_rename_all(section.subtitle, notes),
    )


def _rename_all(nodes: tuple[N, ...], notes: dict[str, str]) -> tuple[N, ...]:
    if not notes:
        return nodes

    def rename(inline: Inline) -> Inline:
        if isinstance(inline, NoteReference):
            return replace(inline, note=notes.get(inline.note, inline.note))
        return inline

    return tuple(rewrite(node, rename) for node in nodes)


class _Links(Struct):
    """Turns each internal link's target into ``#id`` of an element that is there."""

    sections: tuple[Section, ...]
    source: Source
    findings: Findings
    ids: dict[str, Place] = field(default_factory=dict)
    aliases: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    linking: set[str] = field(default_factory=set)  # the sections that have links

    def settle(self) -> tuple[Section, ...]:
        for top in self.sections:
            for section in top.walk():
                self.files.setdefault(section.place.file, section.id)
                self._offer(slugify(plain(section.title)), section)
                for node in nodes_of(section):
                    if node.attributes.id:
                        self.ids[node.attributes.id] = node.place
                    if isinstance(node, Heading):
                        self._offer(slugify(plain(node.children)), node)
                    elif isinstance(node, Link):
                        self.linking.add(section.id)
        return tuple(self._section(section) for section in self.sections)

    def _offer(self, slug: str, node: Node) -> None:
        if slug:
            self.aliases.setdefault(slug, []).append((node.place.file, node.attributes.id))

    def _section(self, section: Section) -> Section:
        def settle_link(inline: Inline) -> Inline:
            return self._link(inline) if isinstance(inline, Link) else inline

        if section.id in self.linking:
            section = replace(
                section,
                title=rewrite_all(section.title, settle_link),
                subtitle=rewrite_all(section.subtitle, settle_link),
                blocks=rewrite_all(section.blocks, settle_link),
                notes=rewrite_all(section.notes, settle_link),
            )
        if section.sections:
            inner = tuple(self._section(each) for each in section.sections)
            section = replace(section, sections=inner)
        return section

    def _link(self, link: Link) -> Link:
        target = link.target.strip()
        scheme = _SCHEME.match(target)
        if scheme:
            if scheme[1].lower() not in _ALLOWED_SCHEMES:
                self.findings.add(
                    "REF-003",
                    f"a link may not have an address of the kind {scheme[1]}:",
                    mend="link to a web page (https://…) or to a place in the publication (#id)",
                    where=link.place,
                )
            return link
        if target.startswith("//"):
            return replace(link, target=f"https:{target}")
        path, _, fragment = target.partition("#")
        found = self._find(unquote(path), unquote(fragment), link)
        return replace(link, target=f"#{found}") if found else link

    def _find(self, path: str, fragment: str, link: Link) -> str | None:
        file = link.place.file
        if path:
            located = locate(
                path, beside=file, place=link.place, findings=self.findings, source=self.source
            )
            if located is None:
                return None
            if located not in self.files:
                self._missing_file(located, link)
                return None
            if not fragment:
                return self.files[located]
            file = located
        if fragment in self.ids:
            return fragment
        return self._by_alias(fragment, file, link)

    def _by_alias(self, fragment: str, file: str, link: Link) -> str | None:
        offers = self.aliases.get(slugify(fragment), []) if fragment else []
        here = [id_ for where, id_ in offers if where == file]
        found = here or [id_ for _, id_ in offers]
        if len(found) > 1:
            self.findings.add(
                "REF-002",
                f"the link to #{fragment} can mean {len(found)} headings; the first is taken",
                mend="give the heading that is meant an id of its own: ## Heading {#id}",
                where=link.place,
            )
        if found:
            return found[0]
        near = difflib.get_close_matches(fragment, [*self.ids, *self.aliases], 1, 0.75)
        self.findings.add(
            "REF-001",
            f"the link to #{fragment} leads to nothing",
            mend=f"did you mean #{near[0]}?"
            if near
            else f"give the place that is meant the id {fragment or '…'}, or take the link away",
            where=link.place,
        )
        return None

    def _missing_file(self, path: str, link: Link) -> None:
        what, mend = f"the link to {path} leads out of the publication", _TO_THE_WEB
        if path.lower().endswith(_MANUSCRIPTS):
            near = difflib.get_close_matches(path, self.files, 1)
            if self.source.size(path) is not None:
                mend = f"add the file to the contents, or {_TO_THE_WEB}"
            else:
                what = f"the link leads to {path}, and there is no such file"
                mend = f"did you mean {near[0]}?" if near else mend
        self.findings.add("REF-001", what, mend=mend, where=link.place)


__all__ = ["assemble", "nest_parts", "slugify"]
