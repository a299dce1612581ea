"""What CommonMark's own examples look like, read into the model and rendered through the layout."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from tests.readers.markdown.spec_examples import Example, examples, require_examples

from imprint.diagnostics import Findings, Place
from imprint.layouts import compose, load_layout
from imprint.model.assets import Asset
from imprint.model.nodes import Attributes
from imprint.model.publication import LayoutChoice, Publication
from imprint.model.record import Record
from imprint.model.rendition import Medium
from imprint.readers.markdown import read_markdown
from imprint.values import replace

LAYOUT = load_layout(LayoutChoice(name="base"))

# Examples without raw HTML that come out otherwise than in the specification, and why.
NESTED = (
    "a first-level heading inside a quotation or a list has level 2: only sections have level 1"
)
DIFFERENT = {
    79: "an empty first-level heading begins a section that has no title",
    228: NESTED,
    229: NESTED,
    230: NESTED,
    232: NESTED,
    300: NESTED,
}


class Shelf:
    """Any reference is a picture, named by itself."""

    def __init__(self) -> None:
        self.assets: dict[str, Asset] = {}

    def load(self, reference: str, *, beside: str, place: Place) -> str:
        self.assets[reference] = Asset(
            digest=reference, name=reference, media_type="image/png", content=b""
        )
        return reference


def render(found: list[Example]) -> dict[int, str]:
    """The documents of each example, one after another: all of them are sections of one book."""
    shelf = Shelf()
    sections = []
    for example in found:
        manuscript = read_markdown(
            example.markdown, file="e.md", smart=False, images=shelf, findings=Findings()
        )
        sections += [
            replace(section, attributes=Attributes(id=f"e{example.number}.{at}"))
            for at, section in enumerate(manuscript.sections)
        ]
    publication = Publication(
        slug="e", record=Record(title="E"), sections=tuple(sections), assets=shelf.assets
    )
    markup = {example.number: "" for example in found}
    for document in compose(publication, LAYOUT, Medium.EPUB).documents:
        if match := re.fullmatch(r"e(\d+)\.\d+", document.section):
            markup[int(match[1])] += document.markup
    return markup


def normal_form(root: ElementTree.Element) -> list[object]:
    """A tree as nested lists, without what a book adds: wrappers, ids, classes, white space."""
    out: list[object] = []

    def text(value: str | None, *, keep: bool) -> None:
        if value:
            value = value if keep else re.sub(r"\s+", " ", value)
            if out and isinstance(out[-1], str):
                value = out.pop() + value
            out.append(value)

    def inner(element: ElementTree.Element, *, keep: bool) -> list[object]:
        nested = ElementTree.Element("x")
        nested.text = element.text
        nested.extend(list(element))
        return walk(nested, keep=keep)

    def walk(element: ElementTree.Element, *, keep: bool) -> list[object]:
        nonlocal out
        saved, out = out, []
        text(element.text, keep=keep)
        for child in element:
            name = str(child.tag).split("}")[-1]
            attributes = dict(child.attrib)
            inside = inner(child, keep=keep or name == "pre")
            if name in ("section", "header") or (name == "span" and keep):
                for item in inside:
                    text(item, keep=keep) if isinstance(item, str) else out.append(item)
            elif name == "figure":
                picture = child.find("img")
                assert picture is not None
                shown = {
                    "src": [picture.get("src", "")[7:]],
                    "alt": picture.get("alt", "").split(),
                }
                caption = child.find("figcaption")
                if caption is not None:
                    shown["title"] = "".join(caption.itertext()).split()
                out.append(["p", {}, [["img", shown, []]]])
            else:
                kept = ("href", "title", "src", "alt", "start")
                wanted = {key: attributes[key].split() for key in kept if key in attributes}
                if name == "img":
                    wanted["src"] = [" ".join(wanted["src"]).removeprefix("images/")]
                if name == "code" and keep and "class" in attributes:
                    wanted["class"] = attributes["class"]
                out.append([name, wanted, inside])
            text(child.tail, keep=keep)
        result, out = out, saved
        return trimmed(result) if not keep else result

    return walk(root, keep=False)


BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "hr",
    "div",
}


def trimmed(items: list[object]) -> list[object]:
    """Without the white space that stands beside blocks, at the ends and around breaks."""
    out: list[object] = []
    for at, item in enumerate(items):
        if isinstance(item, str):
            before = items[at - 1] if at else None
            after = items[at + 1] if at + 1 < len(items) else None
            if before is None or (isinstance(before, list) and before[0] in BLOCKS | {"br"}):
                item = item.lstrip()
            if after is None or (isinstance(after, list) and after[0] in BLOCKS):
                item = item.rstrip()
            if not item:
                continue
        out.append(item)
    return out


def expected_form(example: Example) -> list[object]:
    fragment = lxml_html.fragment_fromstring(example.html, create_parent="div")
    xml = lxml_html.tostring(fragment, encoding="unicode", method="xml")
    return normal_form(ElementTree.fromstring(xml))


def actual_form(markup: str) -> list[object]:
    return normal_form(
        ElementTree.fromstring(f'<r xmlns:epub="http://www.idpf.org/2007/ops">{markup}</r>')
    )


def has_raw_html(markdown: str) -> bool:
    tokens = MarkdownIt("commonmark").parse(markdown)
    inside = [child for token in tokens for child in token.children or ()]
    return any(token.type.startswith("html") for token in [*tokens, *inside])


def test_every_example_comes_out_as_well_formed_xhtml() -> None:
    found = examples()
    require_examples(found)
    for markup in render(found).values():
        actual_form(markup)


def test_examples_without_raw_html_say_what_the_specification_says() -> None:
    found = [example for example in examples() if not has_raw_html(example.markdown)]
    require_examples(found)
    markup = render(found)
    different = {
        example.number
        for example in found
        if actual_form(markup[example.number]) != expected_form(example)
    }
    assert len(found) == 580
    assert different == set(DIFFERENT)
