"""The manuscript's own text is held against the documents that a layout makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from imprint.checks.parity.blocks import Block, Kind, Reading
from imprint.checks.parity.composed import Composed, ComposedDocument
from imprint.checks.parity.markup import seen
from imprint.diagnostics import NOWHERE, Finding, Findings, Place
from imprint.model.blocks import CodeBlock, Figure, Heading, TableCell
from imprint.model.inlines import CodeSpan, Image, Inline, Link, Text
from imprint.model.nodes import Node
from imprint.model.publication import Publication, Section
from imprint.model.rendition import Medium
from imprint.model.text import plain, runs_of_all, walk_inlines
from imprint.model.tree import nodes_of

_LONGEST = 60  # characters of a text in a message
_LAYOUT = "let the layout's template for it print all of its content"


@dataclass(frozen=True, slots=True)
class _Run:
    """A line of the manuscript without white space, and where it was written."""

    text: str
    place: Place


def check_composed(
    composed: Composed,
    publication: Publication,
    *,
    is_proved: Callable[[Section, ComposedDocument], bool] = lambda *_: False,
) -> tuple[Finding, ...]:
    """What a layout's templates lose, move or change of the manuscript.

    What they add is theirs to add. ``is_proved`` says of a section and its document that nothing
    is to be found in them.
    """
    sections = {section.id: section for section in publication.walk()}
    findings = Findings()
    for document in composed.documents:
        section = sections.pop(document.section, None)
        if section is not None and not is_proved(section, document):
            reading = document.read(composed.notes, drawn=False)
            _check_section(section, reading, composed.medium, findings)
    for section in sections.values():
        findings.add(
            "WHL-001",
            f"the layout leaves out the section {section.id}",
            mend="let the layout's sections name its kind",
            where=section.place,
        )
    return tuple(findings)


def _check_section(section: Section, reading: Reading, medium: Medium, findings: Findings) -> None:
    blocks = reading.blocks
    _check_text(_runs(_runs_of_text(section)), _joined(blocks), section, findings)
    notes = {note.id: note for note in reading.notes}
    for note in section.notes:
        made = notes.get(note.attributes.id)
        if made is None:
            if note.attributes.id:
                what = f"the layout leaves out note {note.number} of {_name(section)}"
                findings.add("WHL-006", what, mend=_LAYOUT, where=note.place)
            continue
        _check_text(_runs(runs_of_all(note.blocks)), _joined(made.blocks), section, findings)
        blocks = [*blocks, *made.blocks]
    nodes = nodes_of(section)
    _check_headings(section, nodes, blocks, findings)
    _check_cells(nodes, blocks, findings)
    _check_pictures(nodes, blocks, findings)
    _check_links(nodes, blocks, findings)
    if medium is Medium.EPUB:
        _check_code(nodes, blocks, findings)


def _runs_of_text(section: Section) -> Iterator[tuple[Inline, ...]]:
    yield section.title
    yield section.subtitle
    yield from runs_of_all(section.blocks)


def _runs(runs: Iterable[tuple[Inline, ...]]) -> Iterator[_Run]:
    for run in runs:
        pieces = [i.text for i in walk_inlines(run) if isinstance(i, Text | CodeSpan)]
        text = _squeezed("".join(pieces))
        if text:
            yield _Run(text, run[0].place)


def _joined(blocks: Iterable[Block]) -> str:
    return _squeezed("".join(block.text for block in blocks))


def _squeezed(text: str) -> str:
    return "".join(seen(text).split())


def _check_text(runs: Iterable[_Run], made: str, section: Section, findings: Findings) -> None:
    at = 0
    for run in runs:
        if made.startswith(run.text, at):
            at += len(run.text)
            continue
        start = made.find(run.text, at)
        if start >= 0:
            at = start + len(run.text)
            continue
        shown = _short(run.text)
        if run.text in made:
            what = f"the layout moves “{shown}” of {_name(section)}"
            findings.add("WHL-004", what, mend=_LAYOUT, where=run.place)
        else:
            what = f"the layout loses “{shown}” of {_name(section)}"
            findings.add("WHL-001", what, mend=_LAYOUT, where=run.place)
        return


def _check_headings(
    section: Section, nodes: Iterable[Node], blocks: Iterable[Block], findings: Findings
) -> None:
    """Headings are headings, and their levels as far from each other as they were written."""
    made = [(b.level, _squeezed(b.text)) for b in blocks if b.kind is Kind.HEADING]
    nodes = list(nodes)
    title = _squeezed(_written(section.title))
    named = sum(isinstance(n, Heading) and _squeezed(_written(n.children)) == title for n in nodes)
    alike = [n for n, (_, text) in enumerate(made) if text.endswith(title)] if title else []
    # The section's own title may have the words of a heading in it.
    at, shift = alike[0] + 1 if named and len(alike) > named else 0, None
    for node in nodes:
        if not isinstance(node, Heading):
            continue
        text = _squeezed(_written(node.children))
        while at < len(made) and not made[at][1].endswith(text):
            at += 1
        if at == len(made):
            what = f"the heading “{_short(plain(node.children))}” of {_name(section)} is none"
            findings.add("WHL-005", what, mend=_LAYOUT, where=node.place)
            return
        if shift is not None and made[at][0] - node.level != shift:
            what = (
                f"the heading “{_short(plain(node.children))}” has level {made[at][0]}, "
                f"expected {node.level + shift}"
            )
            findings.add("WHL-005", what, mend=_LAYOUT, where=node.place)
            return
        shift = made[at][0] - node.level
        at += 1


def _check_cells(nodes: Iterable[Node], blocks: Iterable[Block], findings: Findings) -> None:
    made = iter([_squeezed(block.text) for block in blocks if block.kind is Kind.CELL])
    for node in nodes:
        if isinstance(node, TableCell):
            text = _squeezed(_written(node.children))
            if text and text not in made:
                what = f"the layout moves the table cell “{_short(text)}”"
                findings.add("WHL-009", what, mend=_LAYOUT, where=node.place)
                return


def _check_pictures(nodes: Iterable[Node], blocks: Iterable[Block], findings: Findings) -> None:
    made = iter([" ".join((p.alternative or "").split()) for b in blocks for p in b.pictures])
    for node in nodes:
        image = node.image if isinstance(node, Figure) else node
        if not isinstance(image, Image) or isinstance(node, Figure):
            continue
        words = "" if image.decorative else " ".join(image.alternative.split())
        if words not in made:
            what = f"the layout loses the picture “{_short(words)}”, or what is said of it"
            findings.add("WHL-008", what, mend=_LAYOUT, where=image.place)
            return


def _check_links(nodes: Iterable[Node], blocks: Iterable[Block], findings: Findings) -> None:
    made = [link.target for block in blocks for link in block.links]
    counts: dict[str, int] = {}
    for target in made:
        key = target[target.rindex("#") :] if "#" in target and "://" not in target else target
        counts[key] = counts.get(key, 0) + 1
    for node in nodes:
        if isinstance(node, Link):
            left = counts.get(node.target, 0)
            if not left:
                what = f"the layout loses a link to {node.target}"
                findings.add("WHL-010", what, mend=_LAYOUT, where=node.place)
                return
            counts[node.target] = left - 1


def _check_code(nodes: Iterable[Node], blocks: Iterable[Block], findings: Findings) -> None:
    made = [block.raw.strip("\n") for block in blocks if block.kind is Kind.CODE]
    for node in nodes:
        text = node.text.strip("\n") if isinstance(node, CodeBlock) else ""
        if isinstance(node, CodeBlock) and text.strip() and text not in made:
            what = f"the layout changes the listing “{_short(node.text)}”"
            findings.add("WHL-011", what, mend=_LAYOUT, where=node.place)
            return


def _written(inlines: Iterable[Inline]) -> str:
    return "".join(i.text for i in walk_inlines(inlines) if isinstance(i, Text | CodeSpan))


def _name(section: Section) -> str:
    return plain(section.title) or section.id


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def place_of(section: Section | None, text: str, at: int = 0) -> Place:
    """Where a text of a section was written: the line of the character at an offset of it."""
    if section is None:
        return NOWHERE
    wanted = _squeezed(text)
    before = len(_squeezed(text[:at]))
    blocks = [*section.blocks, *(b for note in section.notes for b in note.blocks)]
    for run in (section.title, section.subtitle, *runs_of_all(blocks)):
        own = [(i, _squeezed(i.text)) for i in walk_inlines(run) if isinstance(i, Text | CodeSpan)]
        joined = "".join(piece for _, piece in own)
        if not joined or not wanted:
            continue
        start = wanted.find(joined)
        if start < 0 and wanted not in joined:
            continue
        offset = before - max(start, 0)
        for inline, piece in own:
            if offset < len(piece):
                return inline.place
            offset -= len(piece)
        return own[-1][0].place
    return section.place


def sections_of(publication: Publication) -> Mapping[str, Section]:
    return {section.id: section for section in publication.walk()}
