"""The sections of a publication become its table of contents and the numbers of its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from imprint.layouts.volume import credit
from imprint.layouts.words import Words
from imprint.model.blocks import Figure, Heading, Table
from imprint.model.publication import Section, SectionKind
from imprint.model.record import Record
from imprint.model.rendition import Entry
from imprint.model.text import plain
from imprint.values import replace


def title_of(section: Section, words: Words, record: Record) -> str:
    """A section's title as plain text; for one without a title the word for its kind."""
    title = " ".join(plain(section.title).split())
    if title:
        return title
    if section.kind is SectionKind.CHAPTER:
        return record.title or words["chapter"]
    return words[section.kind.value]


def numbers_of(sections: Iterable[Section]) -> dict[str, str]:
    """The numbers of numbered chapters, appendixes and their headings, by id."""
    numbers: dict[str, str] = {}
    chapters, appendixes = 0, 0
    for section in sections:
        if not section.numbered or not section.title:
            continue
        if section.kind is SectionKind.CHAPTER:
            chapters += 1
            number = str(chapters)
        elif section.kind is SectionKind.APPENDIX:
            appendixes += 1
            number = chr(ord("A") + (appendixes - 1) % 26)
        else:
            continue
        numbers[section.id] = number
        numbers.update(_heading_numbers(section, number))
    return numbers


def _heading_numbers(section: Section, number: str) -> Iterator[tuple[str, str]]:
    counters: list[int] = []
    for block in section.blocks:
        if not isinstance(block, Heading) or not block.numbered:
            continue
        depth = block.level - 1
        counters = [*counters, *[0] * (depth - len(counters))][:depth]
        counters[-1] += 1
        if depth <= 2:  # 3.1 and 3.1.1 help a reader; a longer number does not
            yield block.attributes.id, ".".join([number, *map(str, counters)])


def contents_of(
    sections: Iterable[Section],
    *,
    words: Words,
    record: Record,
    documents: Mapping[str, str],
    numbers: Mapping[str, str],
    depth: int,
) -> tuple[Entry, ...]:
    """The entries of the table of contents: listed sections, and headings to ``depth``.

    ``documents`` maps a section's id to its document's name. Depth 1 is sections alone.
    """
    entries = []
    for section in sections:
        if section.id not in documents or not section.listed:
            continue
        document = documents[section.id]
        below = contents_of(
            section.sections,
            words=words,
            record=record,
            documents=documents,
            numbers=numbers,
            depth=depth,
        )
        headings = _heading_entries(section, document, numbers, depth)
        title, number = title_of(section, words, record), numbers.get(section.id, "")
        entries.append(
            Entry(
                label=_label(title, number),
                number=number,
                title=title,
                document=document,
                fragment=section.id,
                kind=section.kind,
                language=section.attributes.language,
                byline=credit(section.record, words),
                standfirst=section.record.standfirst if section.record else "",
                entries=(*headings, *below),
            )
        )
    return tuple(entries)


def captions_of(
    captioned: Iterable[Figure | Table], *, kind: SectionKind, homes: Mapping[str, str]
) -> tuple[Entry, ...]:
    """The entries of a list of figures or of tables, which is the ``kind``: their captions.

    ``homes`` maps an element's id to the name of the document that it stands in.
    """
    entries = []
    for node in captioned:
        caption = " ".join(plain(node.caption).split())
        entries.append(
            Entry(
                label=caption,
                title=caption,
                document=homes[node.attributes.id],
                fragment=node.attributes.id,
                kind=kind,
            )
        )
    return tuple(entries)


def _label(title: str, number: str) -> str:
    return f"{number} {title}" if number else title


def _heading_entries(
    section: Section, document: str, numbers: Mapping[str, str], depth: int
) -> tuple[Entry, ...]:
    """The headings of a section as a tree, deeper levels inside shallower ones."""
    stack: list[tuple[int, list[Entry]]] = [(1, [])]
    for block in section.blocks:
        if not isinstance(block, Heading) or block.level > depth:
            continue
        while stack[-1][0] >= block.level:
            _fold(stack)
        title = " ".join(plain(block.children).split())
        number = numbers.get(block.attributes.id, "")
        entry = Entry(
            label=_label(title, number),
            number=number,
            title=title,
            document=document,
            fragment=block.attributes.id,
            kind=section.kind,
            language=block.attributes.language or section.attributes.language,
        )
        stack[-1][1].append(entry)
        stack.append((block.level, []))
    while len(stack) > 1:
        _fold(stack)
    return tuple(stack[0][1])


def _fold(stack: list[tuple[int, list[Entry]]]) -> None:
    _, entries = stack.pop()
    if entries:
        siblings = stack[-1][1]
        siblings[-1] = replace(siblings[-1], entries=tuple(entries))
