"""The content tree becomes a text that a person can read and a test can compare.

One node a line, two spaces deeper than its parent, the line of the source in front. Attributes are
written as in Markdown; text stands in brackets; no-break spaces show as ``⍽`` (U+00A0) and ``·``
(U+202F).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from imprint.diagnostics import Finding
from imprint.model import blocks, inlines
from imprint.model.nodes import Attributes, Node
from imprint.model.publication import Section, SectionKind

Lines = Iterator[tuple[int, int, str]]


def dump(sections: Iterable[Section], findings: Iterable[Finding] = ()) -> str:
    """Sections with their notes, and the findings after them."""
    lines = [
        f"{line:>4}  {'  ' * depth}{text}"
        for section in sections
        for depth, line, text in _section(section, 0)
    ]
    lines += [f"      {finding.severity.value} {_finding(finding)}" for finding in findings]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def dump_inlines(children: Iterable[inlines.Inline]) -> str:
    """Inlines on one line: ``[text] emphasis([more])``."""
    return " ".join(_inline(child) for child in children)


def _finding(finding: Finding) -> str:
    return f"{finding.code} {finding.where}: {finding.what}\n        mend: {finding.mend}"


def _attributes(attributes: Attributes) -> str:
    parts = [f"#{attributes.id}"] if attributes.id else []
    parts += [f".{name}" for name in attributes.classes]
    parts += [f"lang={attributes.language}"] if attributes.language else []
    parts += [f"dir={attributes.direction}"] if attributes.direction else []
    return f" {{{' '.join(parts)}}}" if parts else ""


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return f"[{text}]".replace("\u00a0", "⍽").replace("\u202f", "·")


def _inline(inline: inlines.Inline) -> str:
    match inline:
        case inlines.Text(text=text):
            said = _quoted(text)
        case inlines.CodeSpan(text=text):
            said = f"code{_quoted(text)}"
        case inlines.Styled(style=style, children=children, title=title):
            said = f"{style.value}{_titled(title)}({dump_inlines(children)})"
        case inlines.Link(target=target, children=children, title=title):
            said = f"link<{target}>{_titled(title)}({dump_inlines(children)})"
        case inlines.Image(asset=asset, alternative=alternative, title=title):
            decorative = " decorative" if inline.decorative else ""
            said = f"image<{asset}>{_titled(title)}{decorative}({_quoted(alternative)})"
        case inlines.LineBreak():
            said = "break"
        case inlines.SoftBreak():
            said = "soft"
        case inlines.NoteReference(note=note):
            said = f"note<{note}>"
    return f"{said}{_attributes(inline.attributes).strip()}"


def _titled(title: str) -> str:
    return f" {title!r}" if title else ""


def _section(section: Section, depth: int) -> Lines:
    facts = [
        "" if section.numbered else " unnumbered",
        "" if section.listed else " unlisted",
    ]
    kind = section.kind.value if section.kind is not SectionKind.CHAPTER else "chapter"
    yield (
        depth,
        section.place.line,
        f"{kind}{''.join(facts)}{_attributes(section.attributes)} {dump_inlines(section.title)}",
    )
    yield from _blocks(section.blocks, depth + 1)
    for note in section.notes:
        yield depth + 1, note.place.line, f"note {note.number}{_attributes(note.attributes)}"
        yield from _blocks(note.blocks, depth + 2)
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _blocks(children: Iterable[blocks.Block], depth: int) -> Lines:
    for child in children:
        yield from _DUMPERS[type(child)](child, depth)


def _row(node: Node, depth: int, text: str) -> tuple[int, int, str]:
    name, _, rest = text.partition(" ")
    return depth, node.place.line, f"{name}{_attributes(node.attributes)} {rest}".rstrip()


def _paragraph(node: blocks.Paragraph, depth: int) -> Lines:
    yield _row(node, depth, f"paragraph {dump_inlines(node.children)}")


def _heading(node: blocks.Heading, depth: int) -> Lines:
    numbered = "" if node.numbered else " unnumbered"
    yield _row(node, depth, f"heading-{node.level}{numbered} {dump_inlines(node.children)}")


def _quote(node: blocks.BlockQuote, depth: int) -> Lines:
    yield _row(node, depth, "quote")
    yield from _blocks(node.blocks, depth + 1)


def _list(node: blocks.List, depth: int) -> Lines:
    ordered = f" ordered from {node.start}" if node.ordered else ""
    yield _row(node, depth, f"list {'tight' if node.tight else 'loose'}{ordered}")
    for item in node.items:
        yield _row(item, depth + 1, "item")
        yield from _blocks(item.blocks, depth + 2)


def _definitions(node: blocks.DefinitionList, depth: int) -> Lines:
    yield _row(node, depth, "definitions")
    for item in node.items:
        for term in item.terms:
            yield _row(item, depth + 1, f"term {dump_inlines(term)}")
        for definition in item.definitions:
            yield _row(item, depth + 1, "definition")
            yield from _blocks(definition, depth + 2)


def _code(node: blocks.CodeBlock, depth: int) -> Lines:
    yield _row(node, depth, f"listing {node.language or '-'} {_quoted(node.text)}")


def _table(node: blocks.Table, depth: int) -> Lines:
    yield _row(node, depth, f"table {dump_inlines(node.caption)}")
    for name, row in (("head", node.head), *(("row", row) for row in node.rows)):
        cells = (f"{cell.alignment.value}|{dump_inlines(cell.children)}" for cell in row.cells)
        yield _row(row, depth + 1, f"{name} {' '.join(cells)}")


def _figure(node: blocks.Figure, depth: int) -> Lines:
    yield _row(node, depth, f"figure {_inline(node.image)}")
    if node.caption:
        yield depth + 1, node.place.line, f"caption {dump_inlines(node.caption)}"


def _verse(node: blocks.Verse, depth: int) -> Lines:
    yield _row(node, depth, "verse")
    for stanza in node.stanzas:
        yield _row(stanza, depth + 1, "stanza")
        for line in stanza.lines:
            yield _row(line, depth + 2, f"line-{line.indent} {dump_inlines(line.children)}")


def _scene_break(node: blocks.SceneBreak, depth: int) -> Lines:
    yield _row(node, depth, "scene-break")


def _division(node: blocks.Division, depth: int) -> Lines:
    yield _row(node, depth, f"{node.kind.value} {dump_inlines(node.title)}")
    yield from _blocks(node.blocks, depth + 1)
    if node.attribution:
        yield depth + 1, node.place.line, f"attribution {dump_inlines(node.attribution)}"


_DUMPERS: dict[type[Any], Callable[[Any, int], Lines]] = {
    blocks.Paragraph: _paragraph,
    blocks.Heading: _heading,
    blocks.BlockQuote: _quote,
    blocks.List: _list,
    blocks.DefinitionList: _definitions,
    blocks.CodeBlock: _code,
    blocks.Table: _table,
    blocks.Figure: _figure,
    blocks.Verse: _verse,
    blocks.SceneBreak: _scene_break,
    blocks.Division: _division,
}
