"""A cover wrap becomes a rendition: the layout's templates for it, its stylesheet, its fonts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from babel.numbers import format_currency

from imprint.diagnostics import Findings, Place, PublicationError
from imprint.layouts.census import Census
from imprint.layouts.compiling import Compiled
from imprint.layouts.composing import font_stacks
from imprint.layouts.coverage import check_coverage, with_scripts
from imprint.layouts.environment import Templates
from imprint.layouts.layout import Layout
from imprint.layouts.volume import issue_of
from imprint.layouts.words import load_words, locale_of
from imprint.model.assets import Asset, Font
from imprint.model.product import identifier_of
from imprint.model.publication import Matter, Publication, SectionKind
from imprint.model.rendition import Document, Medium, Rendition, Stylesheet
from imprint.model.wrap import Wrap

_NAME = "wrap"
_NO_TEXT = Census({}, frozenset(), frozenset(), {}, code=False)
# Files that every stylesheet of a layout needs and the wrap as well.
_SHARED = ("fonts.css",)


class WrapComposer:
    """Composes the cover wrap of one publication, as often as its texts need to be fitted."""

    def __init__(
        self, publication: Publication, layout: Layout, *, templates: Path | None = None
    ) -> None:
        self.publication = publication
        self.record = publication.record
        self._findings = Findings()
        self._words = load_words(layout, self.record.language, findings=self._findings)
        self.layout = with_scripts(layout, self.record, _NO_TEXT, self._words)
        self._templates = Templates(self.layout, Medium.COVER, compiled=Compiled(templates))
        self._templates.set_globals(
            record=self.record,
            words=self._words,
            options=self.layout.options,
            medium=Medium.COVER.value,
            families=font_stacks(self.layout),
            issue=issue_of(self.record, self._words),
        )

    @property
    def fonts(self) -> tuple[Font, ...]:
        return (*self.layout.fonts, *self.layout.fallbacks)

    @property
    def labels(self) -> Mapping[str, str]:
        return self._words.table

    def compose(self, wrap: Wrap, assets: Sequence[Asset]) -> Rendition:
        """The wrap as one document on one page; raises PublicationError (LAY-002, LAY-006)."""
        prices = [self._price(amount, currency) for amount, currency in wrap.back.prices]
        markup = str(self._templates.render("wrap.xhtml", wrap=wrap, prices=prices))
        self._check_well_formed(markup)
        findings = Findings()
        findings.extend(self._findings)
        check_coverage(self.publication, _texts(markup), self.fonts, Medium.COVER, findings)
        document = Document(
            name=_NAME,
            section=_NAME,
            kind=SectionKind.COVER,
            matter=Matter.BODY,
            title=self.record.title,
            xhtml=markup.encode("utf-8", "surrogatepass"),
            language=self.record.language,
        )
        return Rendition(
            medium=Medium.COVER,
            slug=self.publication.slug,
            record=self.record,
            identifier=identifier_of(self.record, Medium.PRINT.value),
            documents=(document,),
            contents=(),
            landmarks=(),
            stylesheets=tuple(self._stylesheets(wrap)),
            fonts=self.fonts,
            assets=tuple(assets),
            cover=self.publication.cover,
            labels=self.labels,
            options=dict(self.layout.options),
            findings=findings.settled(),
        )

    def _stylesheets(self, wrap: Wrap) -> Iterator[Stylesheet]:
        """Those of the layouts that this one extends first."""
        for link in reversed(self.layout.chain):
            paths = [f"{link}/shared/{name}" for name in _SHARED]
            paths += [path for path in sorted(self.layout.files) if _is_style(path, link)]
            for path in paths:
                if path in self.layout.files:
                    css = self._templates.render_file(path, fonts=self.fonts, sheet=wrap.sheet)
                    yield Stylesheet(name=path.replace("/", "-"), css=str(css))

    def _price(self, amount: Decimal, currency: str) -> str:
        locale = locale_of(self._words.language)
        return str(format_currency(amount, currency, locale=locale))

    def _check_well_formed(self, markup: str) -> None:
        try:
            ElementTree.fromstring(markup)  # noqa: S314 - of our own templates, without a DTD
        except ElementTree.ParseError as error:
            self._findings.add(
                "LAY-006",
                f"the markup of the cover is not well-formed XHTML: {error}",
                mend="close every element, and write &#160; and the like as numbers",
                where=Place(f"layouts/{self._suspect()}"),
            )
            raise PublicationError(self._findings) from None

    def _suspect(self) -> str:
        """The template that most likely made ill-formed markup: one of the author's own."""
        layout = self.layout
        own = (
            path
            for path, text in sorted(layout.files.items())
            if "/cover/" in path and path.endswith(".xhtml") and layout.built_in.get(path) != text
        )
        return next(own, "base/cover/wrap.xhtml")


def _is_style(path: str, link: str) -> bool:
    name = path.removeprefix(f"{link}/cover/")
    return name != path and name.endswith(".css") and "/" not in name


def _texts(markup: str) -> Iterator[str]:
    """What is read of a document: its texts without its attributes."""
    yield from ElementTree.fromstring(markup).itertext()  # noqa: S314 - checked before
