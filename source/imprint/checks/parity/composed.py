"""A rendition becomes what its artifact is to say: the documents' markup, and what styles add."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

from lxml import etree
from msgspec import Struct

from imprint.checks.facts import text_of
from imprint.checks.parity.blocks import Reading
from imprint.checks.parity.generated import Generated
from imprint.checks.parity.markup import read_markup
from imprint.model.assets import Asset
from imprint.model.publication import Publication
from imprint.model.rendition import Medium, Opening, Rendition
from imprint.values import replace

_SVG = "{http://www.w3.org/2000/svg}"
_WRAPPER = (
    '<r xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{}</r>'
)
# Markup has no end that an author sets.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


class ComposedDocument(Struct, frozen=True):
    """A document as it was composed; the markup of a large book is packed until it is read.

    ``opens`` says that it begins a page in print.
    """

    name: str
    section: str
    title: str
    markup: bytes
    is_packed: bool = False
    language: str = ""
    opens: bool = False

    def read(self, notes: Container[str], *, drawn: bool) -> Reading:
        return read_markup(self.root, notes=notes, drawn=drawn)

    @property
    def root(self) -> etree._Element:
        return wrapped(self.text)

    @property
    def text(self) -> str:
        return (zlib.decompress(self.markup) if self.is_packed else self.markup).decode()


@dataclass(frozen=True)
class Composed:
    """What a medium's artifacts are to say.

    ``said`` are the texts of the record that running heads may have; ``notes`` the ids of all
    notes. ``pictures`` are the digests of the pictures' files by name, and ``outline`` the entries
    of the outline with the ids that they lead to, where those are compared. ``lettering`` is all
    the text that is in drawings, ``looks`` what the pictures of pixels show, where that is compared
    (see ``sight``).
    """

    medium: Medium
    documents: tuple[ComposedDocument, ...]
    navigation: str
    notes: frozenset[str]
    stylesheets: tuple[str, ...] = field(repr=False)
    said: frozenset[str] = field(repr=False)
    pictures: Mapping[str, str] = field(default_factory=dict, repr=False)
    outline: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    lettering: str = field(default="", repr=False)
    looks: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def generated(self) -> Generated:
        """What the stylesheets add to the documents."""
        return Generated(self.stylesheets, (document.text for document in self.documents))

    @cached_property
    def known(self) -> frozenset[str]:
        """The texts that running heads may have."""
        titles = (document.title for document in self.documents)
        texts = {*self.said, *titles, *self.generated.strings}
        return frozenset(text for text in texts if text.strip())

    def only(self, sections: Container[str]) -> Composed:
        """The documents of some sections; what is added to any is added to these."""
        documents = tuple(each for each in self.documents if each.section in sections)
        return replace(self, documents=documents).adding(self.generated)

    def adding(self, generated: Generated) -> Composed:
        """The same, with what else may stand on its pages."""
        vars(self)["generated"] = generated
        return self


def composed_of(rendition: Rendition, publication: Publication) -> Composed:
    """What a rendition says, in little room where there is much of it."""
    record = rendition.record
    packed = partial(zlib.compress, level=1) if rendition.is_large else bytes
    documents = tuple(
        ComposedDocument(
            name=document.name,
            section=document.section,
            title=document.title,
            markup=packed(document.xhtml),
            is_packed=rendition.is_large,
            language=document.language,
            opens=document.opening is not Opening.NONE,
        )
        for document in rendition.documents
    )
    return Composed(
        medium=rendition.medium,
        documents=documents,
        navigation=rendition.navigation,
        notes=frozenset(n.attributes.id for s in publication.walk() for n in s.notes),
        stylesheets=tuple(sheet.css for sheet in rendition.stylesheets),
        said=frozenset(
            (record.title, record.subtitle, *(person.name for person in record.contributors))
        ),
        lettering="\n".join(filter(None, map(_lettering, rendition.assets))),
    )


def _lettering(asset: Asset) -> str:
    """The text that a drawing in SVG has in it. https://www.w3.org/TR/SVG11/text.html"""
    if asset.media_type != "image/svg+xml":
        return ""
    try:
        root = etree.fromstring(asset.content, _PARSER)
    except etree.XMLSyntaxError:
        return ""
    return " ".join(text_of(element) for element in root.iter(f"{_SVG}text"))


def wrapped(markup: str) -> etree._Element:
    """The root around markup without one."""
    return etree.fromstring(_WRAPPER.format(markup).encode(), _PARSER)


def readings(composed: Composed, *, drawn: bool) -> Iterator[tuple[ComposedDocument, Reading]]:
    """Each document with its blocks, one at a time."""
    for document in composed.documents:
        yield document, document.read(composed.notes, drawn=drawn)
