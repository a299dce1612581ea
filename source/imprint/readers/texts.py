"""A file of a volume that has facts of its own becomes one section with its record."""

from __future__ import annotations

from collections.abc import Iterable

from imprint.diagnostics import Findings, Place
from imprint.model.blocks import Block, Heading, Note
from imprint.model.inlines import Text
from imprint.model.nodes import Node
from imprint.model.publication import Section, SectionKind
from imprint.model.record import Record
from imprint.model.text import plain
from imprint.model.tree import rewrite_all
from imprint.readers.assembling import slugify
from imprint.readers.configuration import Located, Scalar, Table, keys, settings_of
from imprint.readers.settings import Settings
from imprint.values import replace

_DEEPEST = 6  # levels of headings


def settings_of_text(layer: Table, *, language: str, findings: Findings) -> Settings:
    """The settings of one of several texts, in ``language`` unless it has another.

    VOL-001 for each key that only the publication has.
    """
    own: dict[str, Located] = {}
    for name, value in layer.entries.items():
        key = keys.TOP.find(name)
        if key is None or key not in keys.OF_PUBLICATION:
            own[name] = value
            continue
        findings.add(
            "VOL-001",
            f"{name} is said of the whole publication, and not of one text in it",
            mend=f"write it in imprint.toml, or delete {name} here",
            where=value.place,
        )
    common = Table({keys.LANG.name: Scalar(language)})
    return settings_of([common, Table(own, layer.place)], findings=findings)


def text_of(
    sections: tuple[Section, ...],
    record: Record,
    *,
    file: str,
    language: str,
    findings: Findings,
) -> Section:
    """The sections of one file as one: a text with its record, in a volume in ``language``.

    Its title is the record's, or the first section's; where both say the same, the section's,
    which can have emphasis and an id. The titles of all other sections become headings of the
    second level, and the headings under them go down with them.

    VOL-002 for a text without a title; VOL-003 for a title that becomes a heading and says what
    kind of section it is.
    """
    titled = _titled(sections, record.title)
    if titled is None and not record.title:
        findings.add(
            "VOL-002",
            f"the text in {file} has no title",
            mend="write title in its front matter, or # and the title above the text",
            where=Place(file, 1),
        )
    head = titled or _untitled(record, file)
    if not record.title:
        record = replace(record, title=" ".join(plain(head.title).split()))
    blocks: list[Block] = []
    for section in sections:
        if section.title and section is not titled:
            blocks.extend(_lowered(section, findings))
        else:
            blocks.extend(section.blocks)
    subtitle = (Text(text=record.subtitle, place=head.place),) if record.subtitle else ()
    attributes = head.attributes
    if record.language != language:
        attributes = replace(attributes, language=record.language)
    return replace(
        head,
        subtitle=subtitle,
        blocks=tuple(blocks),
        notes=_numbered(note for section in sections for note in section.notes),
        attributes=attributes,
        record=record,
    )


def _titled(sections: tuple[Section, ...], title: str) -> Section | None:
    """The section whose title is the text's."""
    first = next((section for section in sections if section.title), None)
    if first is None or not title:
        return first
    return first if _words(plain(first.title)) == _words(title) else None


def _words(title: str) -> str:
    """A title without what may differ: capitals, and the shape of quotation marks."""
    return slugify(title) or title.strip()


def _untitled(record: Record, file: str) -> Section:
    place = record.places.get("title", Place(file, 1))
    title = (Text(text=record.title, place=place),) if record.title else ()
    return Section(kind=SectionKind.CHAPTER, title=title, place=place)


def _lowered(section: Section, findings: Findings) -> Iterable[Block]:
    """A section's title and text one level down."""
    if section.kind is not SectionKind.CHAPTER:
        findings.add(
            "VOL-003",
            f"a heading inside a text cannot be of the kind {section.kind.value}",
            mend="take the kind away, or write that section in a file of its own",
            where=section.place,
        )
    yield Heading(
        level=2,
        children=section.title,
        numbered=section.numbered,
        place=section.place,
        attributes=section.attributes,
    )
    yield from rewrite_all(section.blocks, _one_lower)


def _one_lower(node: Node) -> Node:
    if isinstance(node, Heading):
        return replace(node, level=min(node.level + 1, _DEEPEST))
    return node


def _numbered(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes in a row, each once, numbered from 1."""
    once: dict[str, Note] = {}
    for note in notes:
        once.setdefault(note.attributes.id, note)
    return tuple(replace(note, number=number) for number, note in enumerate(once.values(), 1))
