"""Small publications, and the EPUBs that are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

from PIL import Image as Picture

from imprint.emitters.epub import emit_epub
from imprint.layouts import compose, load_layout
from imprint.model.assets import Asset
from imprint.model.blocks import (
    Alignment,
    Block,
    BlockQuote,
    CodeBlock,
    DefinitionItem,
    DefinitionList,
    Division,
    DivisionKind,
    Figure,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    SceneBreak,
    Stanza,
    Table,
    TableCell,
    TableRow,
    Verse,
    VerseLine,
)
from imprint.model.inlines import CodeSpan, Image, Inline, Link, NoteReference, Style, Styled, Text
from imprint.model.nodes import Attributes
from imprint.model.publication import Cover, LayoutChoice, Publication, Section, SectionKind
from imprint.model.record import (
    Contributor,
    Identifier,
    Licence,
    Original,
    PartialDate,
    Product,
    Publisher,
    Record,
    RightsStatement,
    Serial,
    Series,
    Subject,
)
from imprint.model.rendition import Medium, Rendition
from imprint.values import replace

MOMENT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    b'<title>A line</title><path d="M0 5h20" stroke="#000"/></svg>'
)


def picture(name: str, *, colour: str = "#556", format: str = "PNG", frames: int = 1) -> Asset:
    """A small picture; with more than one frame it moves."""
    written = BytesIO()
    first, *others = [Picture.new("RGB", (12, 8), (n * 60, 20, 30)) for n in range(frames)]
    first.paste(colour, (2, 2, 6, 6))
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(written, format, **more)
    content = written.getvalue()
    media_type = f"image/{format.lower()}"
    return asset(name, media_type, content)


def asset(name: str, media_type: str, content: bytes) -> Asset:
    digest = sha256(content).hexdigest()
    return Asset(
        digest=digest, name=name, media_type=media_type, content=content, width=12, height=8
    )


COVER = replace(picture("cover.jpg", format="JPEG"), width=12, height=8)


def text(words: str) -> tuple[Inline, ...]:
    return (Text(text=words),)


def paragraph(*children: Inline | str, id: str = "") -> Paragraph:
    inlines = tuple(Text(text=c) if isinstance(c, str) else c for c in children)
    return Paragraph(children=inlines, attributes=Attributes(id=id))


def chapter(id: str, title: str, *blocks: Block, notes: tuple[Note, ...] = ()) -> Section:
    return Section(
        kind=SectionKind.CHAPTER,
        title=text(title) if title else (),
        blocks=blocks,
        notes=notes,
        attributes=Attributes(id=id),
    )


def publication(
    record: Record,
    sections: Iterable[Section],
    *,
    assets: Iterable[Asset] = (),
    layout: str = "novel",
    cover: Cover | None = None,
    files: dict[str, str] | None = None,
) -> Publication:
    return Publication(
        slug="specimen",
        record=record,
        sections=tuple(sections),
        assets={a.digest: a for a in assets},
        cover=cover,
        layout=LayoutChoice(name=layout, files=files or {}),
    )


def rendition(made: Publication) -> Rendition:
    return compose(made, load_layout(made.layout), Medium.EPUB)


def small(**facts: object) -> Rendition:
    """One chapter of one paragraph, with facts of the record."""
    record = Record(**{"title": "Small", "language": "en", **facts})  # type: ignore[arg-type]
    return rendition(
        publication(record, [chapter("one", "One", paragraph("A line of text.", id="one.1"))])
    )


def emitted(
    made: Rendition,
    *,
    cover: Asset = COVER,
    modified: datetime = MOMENT,
    parts: Sequence[Record] = (),
    onix: bytes = b"",
) -> bytes:
    return emit_epub(made, modified=modified, cover=cover, parts=parts, onix=onix).content


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(content: bytes) -> str:
    return opened(content)["EPUB/content.opf"].decode()


FULL_RECORD = Record(
    title="The Mills of the Sabarmati",
    subtitle="A report",
    short_title="The Mills",
    language="en-GB",
    other_languages=("gu", "en-GB"),
    contributors=(
        Contributor(
            name="Meera Krishnan",
            sort_name="Krishnan, Meera",
            alternate_name="मीरा कृष्णन",
            alternate_language="hi",
            isni="0000000121032683",
        ),
        Contributor(name="Arun Patel", orcid="0000-0002-1825-0097"),
        Contributor(name="Paul Reynolds", role="trl", sort_name="Reynolds, Paul"),
        Contributor(name="Paul Reynolds", role="edt"),
        Contributor(name="The Spinners’ Union", role="cph", is_body=True),
    ),
    publisher=Publisher(name="The Press", imprint="Loom Books", place="London"),
    issued=PartialDate(2026, 11),
    identifiers=(
        Identifier(scheme="isbn", value="978-3-16-148410-0", medium="epub"),
        Identifier(scheme="isbn", value="978-0-306-40615-7", medium="print"),
        Identifier(scheme="doi", value="10.5555/12345678"),
        Identifier(scheme="url", value="https://example.org/mills"),
        Identifier(scheme="issn", value="2049-3630"),
    ),
    rights="© 2026 the authors",
    licence=Licence(
        spdx="CC-BY-4.0", name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"
    ),
    rights_of_parts=(
        RightsStatement(part="The photographs", text="© 1982 the Spinners’ Union"),
        RightsStatement(
            part="The map",
            licence=Licence(
                spdx="CC0-1.0",
                name="CC0 1.0",
                url="https://creativecommons.org/publicdomain/zero/1.0/",
            ),
        ),
    ),
    edition="Second edition",
    version="1.2.0",
    series=Series(title="Reports", position="3", issn="2049-3630"),
    serial=Serial(
        title="The Loom", issn="0378-5955", volume="12", number="3", cover_date="Winter 2026"
    ),
    original=Original(
        title="साबरमती की मिलें",
        language="hi",
        url="https://example.org/original",
        contributors=(Contributor(name="Meera Krishnan"),),
        via=Original(title="Les filatures", language="fr", url="https://example.org/filatures"),
    ),
    publication_type="report",
    description="What the textile workers learned in the winter of 1982.",
    subjects=(
        Subject(text="Labour economics", authority="thema", term="KCF"),
        Subject(text="Cotton", authority="house", term="c-7"),
        Subject(text="India"),
    ),
    keywords=("Labour", "Textile industry", "Labour", "India"),
    products=(Product(medium="epub", is_free=True),),
)


def full() -> Rendition:
    """A publication with every kind of element, two parts, notes, pictures, and a French phrase."""
    plan, ornament = picture("plan.png"), picture("ornament.png", colour="#aa3")
    drawing = asset("drawing.svg", "image/svg+xml", DRAWING)
    french = Styled(
        style=Style.EMPHASIS, children=text("la grève"), attributes=Attributes(language="fr")
    )
    note = Note(
        number=1, blocks=(paragraph("See the archive."),), attributes=Attributes(id="note-1")
    )
    first = chapter(
        "strike",
        "The strike",
        paragraph("They called it ", french, ".", NoteReference(note="note-1"), id="strike.1"),
        Heading(level=2, children=text("The winter"), attributes=Attributes(id="winter")),
        paragraph(
            "As ",
            Link(target="#mills.1", children=text("the mills")),
            " say, with ",
            Link(target="https://example.org/a?b=1&c=2", children=text("a source")),
            ".",
            id="strike.2",
        ),
        SceneBreak(),
        Figure(image=Image(asset=plan.digest, alternative="A plan"), caption=text("The plan")),
        Figure(image=Image(asset=drawing.digest, alternative="A drawn line")),
        paragraph(Image(asset=ornament.digest, decorative=True), id="strike.3"),
        notes=(note,),
    )
    second = chapter("mills", "The mills & their owners", *_every_block())
    part = Section(
        kind=SectionKind.PART,
        title=text("Ahmedabad"),
        sections=(first, second),
        attributes=Attributes(id="ahmedabad"),
    )
    other = Section(
        kind=SectionKind.PART,
        title=text("Bombay"),
        sections=(chapter("sea", "", paragraph("No title.", id="sea.1")),),
        attributes=Attributes(id="bombay"),
    )
    dedication = Section(
        kind=SectionKind.DEDICATION,
        blocks=(paragraph("To the spinners"),),
        attributes=Attributes(id="dedication"),
    )
    return rendition(
        publication(
            FULL_RECORD, [dedication, part, other], assets=(plan, ornament, drawing), layout="essay"
        )
    )


def _every_block() -> tuple[Block, ...]:
    cells = TableRow(
        cells=(TableCell(children=text("Year"), alignment=Alignment.RIGHT), TableCell(children=()))
    )
    return (
        paragraph("A ", CodeSpan(text="code <span>"), ".", id="mills.1"),
        BlockQuote(blocks=(paragraph("Quoted."),)),
        List(items=(ListItem(blocks=(paragraph("One"),)),), ordered=True, start=3),
        DefinitionList(
            items=(DefinitionItem(terms=(text("Term"),), definitions=((paragraph("Meaning"),),)),)
        ),
        CodeBlock(text="if a < b & c:\n    pass\n", language="python"),
        Table(head=cells, rows=(cells,), caption=text("Years")),
        Verse(stanzas=(Stanza(lines=(VerseLine(children=text("A line"), indent=1),)),)),
        *(
            Division(kind=kind, blocks=(paragraph("Set apart."),), title=text("Titled"))
            for kind in DivisionKind
        ),
    )
