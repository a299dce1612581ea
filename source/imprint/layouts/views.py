"""The nodes of a publication become markup, each through its own template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup, escape
from msgspec import Struct, field

from imprint.diagnostics import Place
from imprint.layouts.environment import Templates
from imprint.layouts.highlighting import highlight
from imprint.layouts.words import Words
from imprint.model.assets import Asset
from imprint.model.blocks import (
    Block,
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Division,
    DivisionKind,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    SceneBreak,
    Table,
    TableCell,
    TableRow,
    Verse,
    VerseLine,
)
from imprint.model.inlines import (
    CodeSpan,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    SoftBreak,
    Style,
    Styled,
    Text,
)
from imprint.model.nodes import Node
from imprint.model.publication import Section
from imprint.model.rendition import Medium

# Styles that have no element of their own.
_STYLE_CLASSES = {Style.SMALL_CAPS: ("small-caps",)}
# The class of a link that is followed by the number of the page that it leads to.
PAGE = "page"
# Kinds of division that share a template.
_DIVISION_TEMPLATES = {
    DivisionKind.NOTE: "blocks/admonition.xhtml",
    DivisionKind.TIP: "blocks/admonition.xhtml",
    DivisionKind.WARNING: "blocks/admonition.xhtml",
}
# Languages whose characters stand next to each other with no space between words.
_UNSPACED = ("zh", "ja", "th", "lo", "km", "my")


class Views(Struct):
    """Renders the nodes of one publication for one medium.

    ``targets`` maps an element's id to the address that a link in the section being rendered has
    for it. ``origins`` gathers the place of each element that has an id. ``heading_numbers`` maps
    a heading's id to its number, where the layout numbers headings. ``notes_before`` counts the
    notes of the sections that this one runs on from, which its own are numbered after.
    """

    templates: Templates
    medium: Medium
    words: Words
    assets: Mapping[str, Asset]
    heading_numbers: Mapping[str, str] = field(default_factory=dict)
    origins: dict[str, Place] = field(default_factory=dict)
    address: Callable[[str], str] = lambda target: target
    notes_before: int = 0
    _notes: Mapping[str, Note] = field(default_factory=dict)
    _called: set[str] = field(default_factory=set)
    _section: str = ""
    _language: str = ""

    def enter(self, section: Section, language: str, address: Callable[[str], str]) -> None:
        """Begin a section: its notes are the ones that calls refer to."""
        self.address = address
        self._notes = {note.attributes.id: note for note in section.notes}
        self._called = set()
        self._section = section.id
        self._language = section.attributes.language or language

    def attributes(self, node: Node, *classes: str) -> Markup:
        """The attributes of a node's element, each with a space before it."""
        given = node.attributes
        names = (*classes, *given.classes)
        pieces = []
        if given.id:
            self.origins[given.id] = node.place
            pieces.append(f' id="{escape(given.id)}"')
        if names:
            pieces.append(f' class="{escape(" ".join(names))}"')
        if given.language or given.direction:
            pieces.append(language_attributes(given.language, given.direction))
        return Markup("".join(pieces))  # noqa: S704 - every value is escaped above

    def inlines(self, inlines: Iterable[Inline]) -> Markup:
        return _joined("", map(self.inline, inlines))

    def inline(self, inline: Inline) -> Markup:
        match inline:
            case Text():
                return escape(inline.text)
            case Styled():
                return self.templates.render(
                    f"inlines/{inline.style.value}.xhtml",
                    attributes=self.attributes(inline, *_STYLE_CLASSES.get(inline.style, ())),
                    content=self.inlines(inline.children),
                    title=inline.title,
                )
            case CodeSpan():
                return self.templates.render(
                    "inlines/code.xhtml", attributes=self.attributes(inline), content=inline.text
                )
            case Link():
                return self._link(inline)
            case Image():
                return self.templates.render("inlines/image.xhtml", **self._image(inline))
            case LineBreak():
                return self.templates.render("inlines/line-break.xhtml")
            case SoftBreak():
                spaced = self._language.split("-")[0] not in _UNSPACED
                return Markup("\n") if spaced else Markup("")
            case NoteReference():
                return self._note_reference(inline)

    def _link(self, link: Link) -> Markup:
        internal = link.target.startswith("#")
        return self.templates.render(
            "inlines/link.xhtml",
            attributes=self.attributes(link),
            content=self.inlines(link.children),
            href=self.address(link.target) if internal else link.target,
            title=link.title,
            internal=internal,
            page_of=link.target[1:] if internal and PAGE in link.attributes.classes else "",
        )

    def _image(self, image: Image) -> dict[str, object]:
        asset = self.assets[image.asset]
        return {
            "attributes": self.attributes(image),
            "source": f"images/{asset.name}",
            "alternative": image.alternative,
            "decorative": image.decorative,
            "title": image.title,
            "width": asset.width,
            "height": asset.height,
        }

    def _note_reference(self, reference: NoteReference) -> Markup:
        note = self._notes[reference.note]
        first = reference.note not in self._called
        self._called.add(reference.note)
        call = f"{reference.note}-call" if first else ""
        if call:
            self.origins[call] = reference.place
        return self.templates.render(
            "inlines/note-reference.xhtml",
            call=call,
            target=reference.note,
            number=self._number(note),
            first=first,
            note=self.note(note) if first and self.medium is Medium.PRINT else Markup(""),
            words=self.words,
        )

    def _number(self, note: Note) -> str:
        return str(note.number + self.notes_before)

    def note(self, note: Note) -> Markup:
        """A note's body: in print where it is called, in the EPUB at the end of its section."""
        *blocks, last = note.blocks
        backlink = self.templates.render(
            "inlines/note-backlink.xhtml",
            target=f"{note.attributes.id}-call",
            number=self._number(note),
            words=self.words,
        )
        trails = isinstance(last, Paragraph)
        body = self.blocks(blocks)
        body += self._paragraph(last, backlink) if isinstance(last, Paragraph) else self.block(last)
        return self.templates.render(
            "blocks/note.xhtml",
            attributes=self.attributes(note),
            number=self._number(note),
            content=body,
            backlink=Markup("") if trails else backlink,
            words=self.words,
        )

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        return _joined("\n", map(self.block, blocks))

    def block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self.templates.render(
                    "blocks/heading.xhtml",
                    attributes=self.attributes(block),
                    level=block.level,
                    number=self.heading_numbers.get(block.attributes.id, ""),
                    content=self.inlines(block.children),
                )
            case BlockQuote():
                return self._container("blocks/block-quote.xhtml", block, block.blocks)
            case Division():
                return self._division(block)
            case List():
                return self._list(block)
            case DefinitionList():
                return self._definition_list(block)
            case CodeBlock():
                return self.templates.render(
                    "blocks/code-block.xhtml",
                    attributes=self.attributes(block),
                    content=highlight(block.text, block.language),
                    language=block.language,
                )
            case Table():
                return self._table(block)
            case Figure():
                return self.templates.render(
                    "blocks/figure.xhtml",
                    attributes=self.attributes(block),
                    image=self.templates.render("inlines/image.xhtml", **self._image(block.image)),
                    caption=self.inlines(block.caption),
                    words=self.words,
                )
            case Verse():
                return self._verse(block)
            case SceneBreak():
                return self.templates.render(
                    "blocks/scene-break.xhtml", attributes=self.attributes(block)
                )

    def _paragraph(self, paragraph: Paragraph, trailing: Markup | None = None) -> Markup:
        content = self.inlines(paragraph.children)
        return self.templates.render(
            "blocks/paragraph.xhtml",
            attributes=self.attributes(paragraph),
            content=content + Markup(" ") + trailing if trailing else content,
        )

    def _container(self, template: str, node: Node, blocks: Iterable[Block]) -> Markup:
        return self.templates.render(
            template, attributes=self.attributes(node), content=self.blocks(blocks)
        )

    def _division(self, division: Division) -> Markup:
        return self.templates.render(
            _DIVISION_TEMPLATES.get(division.kind, f"blocks/{division.kind.value}.xhtml"),
            attributes=self.attributes(division, division.kind.value),
            kind=division.kind.value,
            label=self.words.get(division.kind.value, ""),
            title=self.inlines(division.title),
            content=self.blocks(division.blocks),
            attribution=self.inlines(division.attribution),
        )

    def _list(self, node: List) -> Markup:
        items = [
            self.templates.render(
                "blocks/list-item.xhtml",
                attributes=self.attributes(item),
                content=self._item(item.blocks, node.tight),
            )
            for item in node.items
        ]
        return self.templates.render(
            "blocks/list.xhtml",
            attributes=self.attributes(node, *([] if node.tight else ["loose"])),
            ordered=node.ordered,
            start=node.start,
            content=_joined("\n", items),
        )

    def _item(self, blocks: tuple[Block, ...], tight: bool) -> Markup:
        """An item's blocks; in a tight list its paragraphs have no element of their own."""
        return _joined(
            "\n",
            (
                self.inlines(block.children)
                if tight and isinstance(block, Paragraph)
                else self.block(block)
                for block in blocks
            ),
        )

    def _definition_list(self, node: DefinitionList) -> Markup:
        items = [
            {
                "terms": [self.inlines(term) for term in item.terms],
                "definitions": [
                    self._item(blocks, tight=len(blocks) == 1) for blocks in item.definitions
                ],
            }
            for item in node.items
        ]
        return self.templates.render(
            "blocks/definition-list.xhtml", attributes=self.attributes(node), items=items
        )

    def _table(self, table: Table) -> Markup:
        return self.templates.render(
            "blocks/table.xhtml",
            attributes=self.attributes(table),
            caption=self.inlines(table.caption),
            head=self._cells(table.head),
            rows=[self._cells(row) for row in table.rows],
        )

    def _cells(self, row: TableRow) -> list[dict[str, object]]:
        return [self._cell(cell) for cell in row.cells]

    def _cell(self, cell: TableCell) -> dict[str, object]:
        classes = [cell.alignment.value] if cell.alignment.value else []
        return {
            "attributes": self.attributes(cell, *classes),
            "content": self.inlines(cell.children),
        }

    def _verse(self, verse: Verse) -> Markup:
        stanzas = [
            [
                {
                    "attributes": self.attributes(line, *_verse_classes(line)),
                    "content": self.inlines(line.children),
                }
                for line in stanza.lines
            ]
            for stanza in verse.stanzas
        ]
        return self.templates.render(
            "blocks/verse.xhtml", attributes=self.attributes(verse, "verse"), stanzas=stanzas
        )


def _joined(joint: str, pieces: Iterable[Markup]) -> Markup:
    """Markup in a row, which ``Markup.join`` would look at piece by piece."""
    return Markup(joint.join(pieces))  # noqa: S704 - every piece is markup


def _verse_classes(line: VerseLine) -> tuple[str, ...]:
    return ("verse-line", f"indent-{line.indent}") if line.indent else ("verse-line",)


def language_attributes(language: str, direction: str = "") -> Markup:
    """The attributes that say what language an element is in, each with a space before it."""
    pieces = ""
    if language:
        tag = escape(language)
        pieces += f' lang="{tag}" xml:lang="{tag}"'
    if direction:
        pieces += f' dir="{escape(direction)}"'
    return Markup(pieces)  # noqa: S704 - every value is escaped above
