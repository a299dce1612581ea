"""A publication becomes a rendition for one medium: its documents, contents and styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Findings, Place, PublicationError
from imprint.layouts.census import census_of
from imprint.layouts.compiling import Compiled
from imprint.layouts.contents import captions_of, contents_of, numbers_of, title_of
from imprint.layouts.coverage import check_coverage, with_scripts
from imprint.layouts.environment import Templates, css_string, find
from imprint.layouts.imprint_page import (
    HEADING,
    TEXT_PACK,
    Group,
    ImprintPage,
    Languages,
    Making,
    Pack,
    fonts_used,
    heading,
    imprint_page,
    load_pack,
    pack_for,
    plain_words,
    report_page,
    texts_of,
)
from imprint.layouts.layout import Layout
from imprint.layouts.options import Size
from imprint.layouts.views import Views, language_attributes
from imprint.layouts.volume import (
    about_text,
    bylines,
    contributors_of,
    issue_of,
    names_issue,
    sources_of,
)
from imprint.layouts.words import load_words
from imprint.model.assets import Asset, Font
from imprint.model.blocks import Figure, Table
from imprint.model.nodes import Attributes
from imprint.model.product import identifier_of
from imprint.model.publication import Matter, Publication, Section, SectionKind
from imprint.model.rendition import (
    Document,
    Entry,
    Landmark,
    Medium,
    Opening,
    Rendition,
    Stylesheet,
)
from imprint.values import replace

# Kinds that a layout makes from the record when the author has not written them.
_MADE = {
    SectionKind.COVER,
    SectionKind.HALF_TITLE,
    SectionKind.TITLE_PAGE,
    SectionKind.IMPRINT,
    SectionKind.CONTENTS,
    SectionKind.FIGURES,
    SectionKind.TABLES,
    SectionKind.CONTRIBUTORS,
    SectionKind.SOURCES,
    SectionKind.COLOPHON,
}
# Of those, the ones that the contents list.
_LISTED = {
    SectionKind.IMPRINT,
    SectionKind.FIGURES,
    SectionKind.TABLES,
    SectionKind.CONTRIBUTORS,
    SectionKind.SOURCES,
}
# Lists of what has captions: the option that asks for each, and what it lists.
_LISTS: dict[SectionKind, tuple[str, type[Figure] | type[Table]]] = {
    SectionKind.FIGURES: ("list-of-figures", Figure),
    SectionKind.TABLES: ("list-of-tables", Table),
}
# The ids of those whose kind is no word.
_NAMES = {
    SectionKind.CONTENTS: "contents",
    SectionKind.FIGURES: "figures",
    SectionKind.TABLES: "tables",
}
# The structural semantics of kinds whose name is not EPUB's own term, and of those whose role is
# in DPUB-ARIA. https://www.w3.org/TR/epub-ssv-11/ · https://www.w3.org/TR/dpub-aria-1.1/
_SEMANTICS = {
    SectionKind.IMPRINT: "copyright-page",
    SectionKind.INTERLUDE: "chapter",
    SectionKind.SOURCES: "other-credits",
}
_ROLES = {
    "acknowledgments", "afterword", "appendix", "bibliography", "chapter", "colophon",
    "conclusion", "dedication", "epigraph", "epilogue", "foreword", "glossary", "introduction",
    "part", "preface", "prologue", "toc",
}  # fmt: skip
# Roles that are not called as EPUB's term is.
_OTHER_ROLES = {"other-credits": "doc-credits"}
# What the imprint page follows where it stands in front.
_BEFORE_IMPRINT = {"cover", "halftitlepage", "titlepage"}
# The uses of fonts that every stylesheet can name, and what stands in where there is no family.
_GENERIC_FAMILIES = {"text": "serif", "head": "sans-serif", "mono": "monospace"}
_DEEPEST = 6  # levels of headings


Styled = Callable[[tuple[Stylesheet, ...], tuple[Font, ...], tuple[Asset, ...]], None]


def compose(
    publication: Publication,
    layout: Layout,
    medium: Medium,
    *,
    templates: Path | None = None,
    styled: Styled | None = None,
) -> Rendition:
    """Compose a publication for one medium.

    ``styled`` is told the stylesheets, the fonts and the pictures before the documents are
    composed, so that somebody can make themselves ready for them.

    ``templates`` is a folder of the user's own in which compiled templates are kept for the next
    time. They are code that is run: never name a folder that came with a publication.

    Raises PublicationError with LAY findings for a template or stylesheet that fails, and FNT-003
    for characters that no font of the print layout has.
    """
    return _Composition(publication, layout, medium, Compiled(templates)).rendition(styled)


class _Page(Struct):
    """A section on its way to becoming a document."""

    section: Section
    name: str
    matter: Matter
    opening: Opening
    display: bool
    first_of_body: bool = False


class _Composition:
    def __init__(
        self, publication: Publication, layout: Layout, medium: Medium, compiled: Compiled
    ) -> None:
        self.publication = publication
        self.medium = medium
        self.record = publication.record
        self.findings = Findings()
        self.census = census_of(publication)
        self.words = load_words(layout, self.record.language, findings=self.findings)
        self._choose_imprint_page(layout)
        self.layout = layout = with_scripts(
            layout,
            self.record,
            self.census,
            self.words,
            texts=texts_of(self._imprint_page(Making(revision=publication.revision))),
        )
        self.templates = Templates(layout, medium, compiled=compiled)
        self.templates.set_globals(
            record=self.record,
            words=self.words,
            options=layout.options,
            medium=medium.value,
            families=font_stacks(layout),
            issue=issue_of(self.record, self.words),
            names_issue=names_issue(self.record),
        )
        self.opening = ""
        self.text_pack: Pack | None = None
        self.sections = self._order()
        self.numbers: dict[str, str] = {}
        if layout.options.get("numbering"):
            self.numbers = numbers_of(s for top in self.sections for s in top.walk())
        self.views = Views(
            self.templates, medium, self.words, publication.assets, heading_numbers=self.numbers
        )
        self.notes_before = 0
        self.pages = self._pages()
        self.documents = {page.section.id: page.name for page in self.pages}
        self.homes = self._homes()

    def rendition(self, styled: Styled | None) -> Rendition:
        stylesheets, fonts = tuple(self._stylesheets()), self._fonts()
        assets = tuple(self._assets())
        if styled:
            styled(stylesheets, fonts, assets)
        contents = self._contents(int(float(str(self.layout.options.get("contents-depth", 1)))))
        documents = tuple(self._document(page, contents) for page in self.pages)
        for document in documents:
            self._check_well_formed(document)
        # Stylesheets print options of type text, such as an ornament.
        options = (value for value in self.layout.options.values() if isinstance(value, str))
        texts = chain((document.markup for document in documents), options)
        check_coverage(self.publication, texts, fonts, self.medium, self.findings)
        landmarks = self._landmarks()
        navigation = ""
        if self.medium is Medium.EPUB:
            navigation = self.templates.render(
                "navigation.xhtml", contents=contents, landmarks=landmarks
            )
        return Rendition(
            medium=self.medium,
            slug=self.publication.slug,
            record=self.record,
            identifier=identifier_of(self.record, self.medium.value),
            documents=documents,
            contents=contents,
            landmarks=landmarks,
            stylesheets=stylesheets,
            fonts=fonts,
            assets=assets,
            navigation=str(navigation),
            outline=self._contents(_DEEPEST) if self.medium is Medium.PRINT else (),
            cover=self.publication.cover,
            labels=self.words.table,
            origins=self.views.origins,
            options=dict(self.layout.options),
            findings=self.findings.settled(),
        )

    def _contents(self, depth: int) -> tuple[Entry, ...]:
        return contents_of(
            self.sections,
            words=self.words,
            record=self.record,
            documents=self.documents,
            numbers=self.numbers,
            depth=depth,
        )

    # The imprint page.

    def _choose_imprint_page(self, layout: Layout) -> None:
        """The pack that the page has, what it calls the page, and what it misses.

        A pack that nobody chose, by its name or by the publisher's country, asks for nothing.
        """
        choice, publisher = self.publication.imprint_page, self.record.publisher
        country = publisher.country if publisher else ""
        name = pack_for(layout, choice.pack, country)
        where = choice.places.get("pack", NOWHERE)
        self.pack = load_pack(layout, name, where=where, findings=self.findings)
        if self.findings.errors:
            raise PublicationError(self.findings)
        own = self.pack.language or self.record.language
        own_words = self.words
        if self.pack.fixed and own != self.record.language:
            own_words = load_words(layout, own, findings=Findings())
        title = heading(self.pack, choice, self.words)
        self.words = plain_words(self.words, {HEADING: title})
        self.languages = Languages(words=self.words, own=own_words)
        self.closes = True
        self.chosen = chosen = bool(choice.pack) or country.upper() in self.pack.countries
        has_colophon = any(s.kind is SectionKind.COLOPHON for s in self.publication.sections)
        closing = self._imprint_page(Making()).closing
        self.closes = bool(closing) and self.medium is Medium.PRINT and not has_colophon
        report_page(
            self.record,
            self.medium,
            self.words,
            pack=self.pack if chosen else replace(self.pack, requires=()),
            choice=choice,
            findings=self.findings,
        )

    def _imprint_page(self, making: Making) -> ImprintPage:
        """The page; what would close the book stands on it where there is no page for that."""
        page = imprint_page(
            self.record,
            self.medium,
            self.languages,
            pack=self.pack,
            choice=self.publication.imprint_page,
            making=making,
        )
        if self.closes:
            return page
        return replace(page, groups=(*page.groups, *page.closing), closing=())

    def _making(self) -> Making:
        trim = self.layout.options.get("trim")
        return Making(
            fonts=fonts_used(self.record, self.census, self.layout),
            trim=trim if isinstance(trim, Size) else None,
            revision=self.publication.revision,
            pictures=self.census.shows,
            described=self.census.described,
        )

    # What stands in the book, in which order.

    def _order(self) -> tuple[Section, ...]:
        """The author's sections with those that the layout makes, in the layout's order."""
        written = list(self.publication.sections)
        front = [s for s in written if s.kind.matter is Matter.FRONT]
        body = [s for s in written if s.kind.matter is Matter.BODY]
        back = [s for s in written if s.kind.matter is Matter.BACK]
        medium = self.medium.value
        order_of_front, order_of_back = self._orders(medium)
        ordered = self._matter(front, order_of_front)
        closing = self._matter(back, order_of_back)
        placed = {section.id for section in (*ordered, *closing)}
        ordered += [section for section in front if section.id not in placed]
        return (*ordered, *body, *closing)

    def _orders(self, medium: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The layout's order of front and back matter, with the imprint page where its pack has it.

        A pack that nobody chose leaves it where the layout has it, and a book without a title page
        has it at the end, unless the author says otherwise.
        """
        kind, last = SectionKind.IMPRINT.value, SectionKind.COLOPHON.value
        front = list(self.layout.front.get(medium, ()))
        back = list(self.layout.back.get(medium, ()))
        wish = self.publication.imprint_page.page
        page = wish or (self.pack.page if self.chosen else "")
        if page:
            front = [name for name in front if name != kind]
            back = [name for name in back if name != kind]
            if page == "last" or not (wish or self._has_title_page(front)):
                back.append(kind)
                self.opening = "next"
            else:
                before = [at for at, name in enumerate(front, 1) if name in _BEFORE_IMPRINT]
                front.insert(max(before, default=0), kind)
                self.opening = "verso"
        if self.closes:
            back = [*(name for name in back if name != last), last]
        return tuple(front), tuple(back)

    def _has_title_page(self, front: list[str]) -> bool:
        kind = SectionKind.TITLE_PAGE
        written = any(section.kind is kind for section in self.publication.sections)
        return written or (kind.value in front and self._is_wanted(kind))

    def _matter(self, written: list[Section], order: tuple[str, ...]) -> list[Section]:
        """Written sections sorted by the layout's order, with the ones that it makes."""
        sections: list[Section] = []
        everywhere = self.publication.sections
        for name in order:
            kind = SectionKind(name)
            own = [section for section in everywhere if section.kind is kind]
            if own:
                sections.extend(own)
            elif kind in _MADE and self._is_wanted(kind):
                sections.append(
                    Section(
                        kind=kind,
                        attributes=Attributes(id=self._free_id(kind)),
                        listed=kind in _LISTED,
                    )
                )
        placed = {section.id for section in sections}
        sections.extend(section for section in written if section.id not in placed)
        return sections

    def _free_id(self, kind: SectionKind) -> str:
        """An id for a section that the layout makes, which no author's element has."""
        wanted = _NAMES.get(kind, kind.value)
        while any(wanted in ids for ids in self.census.ids.values()):
            wanted += "-page"
        return wanted

    def _is_wanted(self, kind: SectionKind) -> bool:
        if kind is SectionKind.CONTENTS:
            listed = [s for s in self.publication.walk() if s.listed]
            wanted = self.layout.options.get("contents", "auto")
            return wanted == "always" or (wanted == "auto" and len(listed) > 1)
        if kind in _LISTS:
            option, _ = _LISTS[kind]
            return bool(self.layout.options.get(option)) and bool(
                self._captions(kind, self.publication.sections)
            )
        if kind is SectionKind.CONTRIBUTORS:
            wanted = self.layout.options.get("contributors-page", True)
            return bool(wanted) and bool(contributors_of(self.publication))
        if kind is SectionKind.SOURCES:
            wanted = self.layout.options.get("list-of-sources", True)
            return bool(wanted) and bool(sources_of(self.publication.walk(), self.words))
        if kind is SectionKind.COLOPHON:
            return self.closes
        if kind is SectionKind.HALF_TITLE:
            return bool(self.layout.options.get("half-title", True))
        if kind is SectionKind.TITLE_PAGE:
            return bool(self.layout.options.get("title-page", True))
        return True

    def _pages(self) -> list[_Page]:
        pages: list[_Page] = []
        in_body = False
        for section in (s for top in self.sections for s in top.walk()):
            first = section.kind.matter is Matter.BODY and not in_body
            in_body = in_body or first
            matter = section.kind.matter
            if in_body and matter is Matter.FRONT:
                matter = Matter.BACK  # an imprint page that the layout puts at the end
            opening = self.layout.openings.get(section.kind.value, "next")
            if section.kind is SectionKind.IMPRINT and self.opening:
                opening = self.opening
            pages.append(
                _Page(
                    section=section,
                    name=self._file_name(section, pages),
                    matter=matter,
                    opening=Opening.RECTO if first else Opening(opening),
                    display=section.kind.value in self.layout.display,
                    first_of_body=first,
                )
            )
        return pages

    def _file_name(self, section: Section, pages: list[_Page]) -> str:
        """A section's id where that can be a file's name everywhere, else its kind and number."""
        taken = {page.name.lower() for page in pages} | {"nav"}
        plain_id = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", section.id)
        if plain_id and section.id.lower() not in taken:
            return section.id
        at = len(pages) + 1
        while f"{section.kind.value}-{at}" in taken:
            at += 1
        return f"{section.kind.value}-{at}"

    def _homes(self) -> dict[str, str]:
        """The document that each id stands in."""
        homes: dict[str, str] = {}
        for page in self.pages:
            for found in self.census.ids.get(page.section.id, (page.section.id,)):
                homes[found] = page.name
        return homes

    def _captions(self, kind: SectionKind, sections: Iterable[Section]) -> list[Figure | Table]:
        """What a list of figures or of tables has in it."""
        _, listed = _LISTS[kind]
        return [
            node
            for top in sections
            for section in top.walk()
            for node in self.census.captioned.get(section.id, ())
            if isinstance(node, listed)
        ]

    # What each document says.

    def _document(self, page: _Page, contents: tuple[Entry, ...]) -> Document:
        section = page.section
        kind = section.kind

        def address(target: str) -> str:
            home = self.homes.get(target.removeprefix("#"), page.name)
            if self.medium is Medium.PRINT or home == page.name:
                return target
            return f"{home}.xhtml{target}"

        runs_on = page.opening is Opening.NONE
        self.views.notes_before = self.notes_before if runs_on else 0
        self.views.enter(section, self.record.language, address)
        semantics = _SEMANTICS.get(kind, kind.value)
        title = title_of(section, self.words, self.record)
        content = self.views.blocks(section.blocks)
        notes = [self.views.note(note) for note in section.notes]
        self.notes_before = self.views.notes_before + len(section.notes)
        view: dict[str, object] = {
            "attributes": self.views.attributes(section, *self._classes(page)),
            "kind": kind.value,
            "matter": page.matter.value,
            "semantics": semantics,
            "role": f"doc-{semantics}" if semantics in _ROLES else _OTHER_ROLES.get(semantics, ""),
            "title": self.views.inlines(section.title),
            "subtitle": self.views.inlines(section.subtitle),
            "plain_title": title,
            "number": self.numbers.get(section.id, ""),
            "content": content,
            "notes": notes if self.medium is Medium.EPUB else [],
            "first_of_body": page.first_of_body,
            "written": bool(section.blocks or section.title),
            "language": section.attributes.language or self.record.language,
            **self._of_text(section),
        }
        if kind is SectionKind.CONTENTS:
            view["contents"] = contents
        if kind in _LISTS:
            view["contents"] = captions_of(
                self._captions(kind, self.sections), kind=kind, homes=self.homes
            )
        if kind is SectionKind.CONTRIBUTORS:
            view["people"], view["address"] = contributors_of(self.publication), address
        if kind is SectionKind.SOURCES:
            view["sources"] = sources_of(self.publication.walk(), self.words)
            view["address"] = address
        if kind in (SectionKind.IMPRINT, SectionKind.COLOPHON):
            facts = self._imprint_page(self._making())
            view["form"] = facts.form
            view["groups"] = facts.groups if kind is SectionKind.IMPRINT else facts.closing
        if kind is SectionKind.COVER:
            view["source"] = "images/cover.jpg"  # whose name the EPUB settles
            view["alternative"] = self._cover_alternative()
        markup = self.templates.render_first(
            [f"sections/{kind.value}.xhtml", "sections/section.xhtml"], **view
        )
        return Document(
            name=page.name,
            section=section.id,
            kind=kind,
            matter=page.matter,
            title=title,
            xhtml=str(markup).encode("utf-8", "surrogatepass"),
            language=section.attributes.language or self.record.language,
            semantics=semantics,
            opening=page.opening,
            display=page.display,
        )

    def _of_text(self, section: Section) -> dict[str, object]:
        """What a section says of itself as a text of its own: nothing, where it is none.

        ``furniture`` is the language of what the layout says in a text that is in another one.
        """
        foreign = section.attributes.language not in ("", self.record.language)
        wanted = self.layout.options.get("about-texts", False)
        return {
            "own_record": section.record,
            "bylines": bylines(section.record, self.words),
            "about": self._about(section) if wanted else (),
            "furniture": language_attributes(self.words.language) if foreign else "",
        }

    def _about(self, section: Section) -> tuple[Group, ...]:
        """The facts under a text of its own, as an article has them."""
        if self.text_pack is None:
            self.text_pack = load_pack(self.layout, TEXT_PACK, findings=self.findings)
        return about_text(section.record, self.medium, self.words, self.text_pack)

    def _classes(self, page: _Page) -> list[str]:
        classes = [page.section.kind.value, page.matter.value]
        if page.section.kind in _LISTS:
            classes.append(SectionKind.CONTENTS.value)
        if self.medium is Medium.PRINT:
            classes.append(f"opens-{page.opening.value}")
            if page.display:
                classes.append("display")
            if page.first_of_body:
                classes.append("first-of-body")
        return classes

    def _cover_alternative(self) -> str:
        cover = self.publication.cover
        if cover and cover.alternative:
            return cover.alternative
        names = self.words.join([author.name for author in self.record.authors])
        values = {"title": self.record.title, "names": names}
        return self.words.say("cover-alternative" if names else "cover-alternative-title", **values)

    def _check_well_formed(self, document: Document) -> None:
        try:
            ElementTree.fromstring(  # noqa: S314 - markup of our own templates, without a DTD
                f'<r xmlns:epub="http://www.idpf.org/2007/ops">{document.markup}</r>'
            )
        except ElementTree.ParseError as error:
            line = document.markup.splitlines()[max(0, error.position[0] - 1)].strip()
            self.findings.add(
                "LAY-006",
                f"the markup of {document.title} is not well-formed XHTML: {error}: {line[:80]}",
                mend="close every element, and write &#160; and the like as numbers",
                where=Place(f"layouts/{self._suspect(document)}"),
            )
            raise PublicationError(self.findings) from None

    def _suspect(self, document: Document) -> str:
        """The template that most likely made ill-formed markup: one of the author's own."""
        layout = self.layout
        own = sorted(
            path
            for path, text in layout.files.items()
            if path.endswith(".xhtml") and layout.built_in.get(path) != text
        )
        name = f"sections/{document.kind.value}.xhtml"
        return own[0] if own else find(layout, self.medium, name) or name

    # What it is set with.

    def _stylesheets(self) -> Iterator[Stylesheet]:
        """The layout's stylesheets, those of the layouts that it extends first."""
        for link in reversed(self.layout.chain):
            for folder in ("shared", self.medium.value):
                prefix = f"{link}/{folder}/"
                for path in sorted(self.layout.files):
                    name = path.removeprefix(prefix)
                    if path.startswith(prefix) and name.endswith(".css") and "/" not in name:
                        css = self.templates.render_file(path, fonts=self._fonts())
                        yield Stylesheet(name=f"{link}-{folder}-{name}", css=str(css))

    def _fonts(self) -> tuple[Font, ...]:
        return (*self.layout.fonts, *self.layout.fallbacks)

    def _assets(self) -> Iterator[Asset]:
        """The assets that the documents show, by name."""
        shown = set(self.census.pictures)
        if self.publication.cover and self.medium is Medium.EPUB:
            shown.add(self.publication.cover.asset)
        yield from sorted((self.publication.assets[s] for s in shown), key=lambda a: a.name)

    def _landmarks(self) -> tuple[Landmark, ...]:
        """Where the book begins, and its apparatus (EPUB 3.3, "The landmarks nav element").

        https://www.w3.org/TR/epub-33/#sec-nav-landmarks
        """
        landmarks: list[Landmark] = []
        offered = {
            SectionKind.COVER, SectionKind.TITLE_PAGE, SectionKind.IMPRINT, SectionKind.CONTENTS,
            SectionKind.FIGURES, SectionKind.TABLES, SectionKind.GLOSSARY, SectionKind.BIBLIOGRAPHY,
        }  # fmt: skip
        for page in self.pages:
            kind = page.section.kind
            if kind in offered and all(mark.semantics != kind.value for mark in landmarks):
                semantics = _SEMANTICS.get(kind, kind.value)
                label = self.words[kind.value]
                landmarks.append(Landmark(semantics=semantics, label=label, document=page.name))
            if page.first_of_body:
                label = self.words["bodymatter"]
                landmarks.append(Landmark(semantics="bodymatter", label=label, document=page.name))
        return tuple(landmarks)


def font_stacks(layout: Layout) -> dict[str, str]:
    """The CSS font stack of each use that the layout declares, the author's families behind it."""
    fallbacks = list(dict.fromkeys(css_string(font.family) for font in layout.fallbacks))
    names = {family.use: css_string(family.name) for family in layout.families}
    return {
        use: ", ".join([*([names[use]] if use in names else []), *fallbacks, generic])
        for use, generic in {**dict.fromkeys(names, "serif"), **_GENERIC_FAMILIES}.items()
    }
