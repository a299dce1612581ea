"""A folder, a file or texts in memory become a publication."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from imprint.diagnostics import NOWHERE, Finding, Findings, Place, PublicationError
from imprint.model.assets import Asset
from imprint.model.inlines import Text
from imprint.model.publication import (
    Cover,
    FontSource,
    LayoutChoice,
    PressChoice,
    Publication,
    Section,
    SectionKind,
)
from imprint.model.record import Record
from imprint.model.text import plain
from imprint.readers.assembling import assemble, nest_parts, slugify
from imprint.readers.configuration import (
    Located,
    read_overrides,
    read_toml,
    read_yaml,
    settings_of,
    split_front_matter,
)
from imprint.readers.configuration.imprint_page import GIT
from imprint.readers.images import ImageShelf
from imprint.readers.markdown import read_markdown
from imprint.readers.settings import FileEntry, PartEntry, Settings
from imprint.readers.source import (
    FolderSource,
    Log,
    MemorySource,
    Source,
    expand,
    locate,
    read_text,
)
from imprint.readers.texts import settings_of_text, text_of
from imprint.values import fields_of, replace

if TYPE_CHECKING:
    from imprint.readers.article import Article

CONFIGURATION = "imprint.toml"
MANUSCRIPT_FOLDER = "source"
_MARKDOWN = (".md", ".markdown")
_ARTICLE = (".txt", ".text")
_FONT_FILES = (".ttf", ".otf", ".woff", ".woff2")
_LAYOUT_FILES = (".xhtml", ".css", ".toml")
_ONE_FILE_LAYOUT, _FOLDER_LAYOUT = "essay", "novel"
_DEFAULT_TARGETS = ("epub", "print")
# A cover that every shop takes: its pixels, and the most and the least of height over width.
_COVER_SIZE = (1600, 2560)
_COVER_SHAPES = (1.7, 1.5)


def read(path: Path | str, *, settings: Sequence[str] = (), log: Log | None = None) -> Publication:
    """Read a publication from disk.

    ``path`` is a folder with imprint.toml, that file, or one manuscript file (Markdown, or the
    plain text of an article). ``settings`` are ``KEY=VALUE`` and go before what is written.
    ``log`` is told of every file that is read or looked for. Raises PublicationError with every
    finding.
    """
    path = Path(path)
    if path.is_dir():
        source = _logged(path, log)
        return _read(source, CONFIGURATION, settings, name=path.resolve().name)
    if not path.exists():
        raise PublicationError([_missing(path)])
    source = _logged(path.parent, log)
    return _read(source, path.name, settings, name=path.resolve().parent.name)


class IncompletePublication(PublicationError):
    """What a manuscript has errors in; ``publication`` is the rest of it, as far as it was read."""

    def __init__(self, findings: Iterable[Finding], publication: Publication) -> None:
        super().__init__(findings)
        self.publication = publication


def _logged(folder: Path, log: Log | None) -> Source:
    source = FolderSource(folder)
    return log.of(source) if log else source


def read_files(
    files: Mapping[str, str | bytes], *, main: str = "", settings: Sequence[str] = ()
) -> Publication:
    """Read a publication from texts and pictures in memory, by relative path.

    ``main`` is the file to begin with: imprint.toml or one manuscript; where it is not given,
    imprint.toml if there is one, else the only manuscript. Raises PublicationError.
    """
    source = MemorySource(files)
    if not main:
        manuscripts = [path for path in files if path.endswith((*_MARKDOWN, *_ARTICLE))]
        alone = len(manuscripts) == 1 and CONFIGURATION not in files
        main = manuscripts[0] if alone else CONFIGURATION
    return _read(source, main, settings, name="publication")


def _missing(path: Path) -> Finding:
    return Finding(
        "SRC-001",
        f"there is no file or folder {path}",
        mend="check its name, or make a publication: imprint new DIR",
        where=Place(str(path)),
    )


def _read(source: Source, main: str, settings: Sequence[str], *, name: str) -> Publication:
    findings = Findings()
    overrides = read_overrides(settings, findings=findings)
    suffix = PurePosixPath(main).suffix.lower()
    reader = _PublicationReader(source, findings, [overrides] if overrides else [])
    if main == CONFIGURATION or suffix == ".toml":
        return reader.folder(main, name)
    if suffix in _MARKDOWN:
        return reader.manuscript(main)
    if suffix in _ARTICLE:
        return reader.article(main)
    findings.add(
        "SRC-005",
        f"{main} is of a kind that is not read",
        mend="give a folder with imprint.toml, a Markdown file (.md) or a plain text (.txt)",
        where=Place(main),
    )
    raise PublicationError(findings)


class _File(Struct, frozen=True):
    """A manuscript file of the contents: its path, and the kind that the contents give it.

    ``matched`` says that a pattern named it, and not its own path.
    """

    path: str
    kind: str
    place: Place
    matched: bool = False


class _PublicationReader:
    def __init__(self, source: Source, findings: Findings, overrides: list[Located]) -> None:
        self.source = source
        self.findings = findings
        self.overrides = overrides
        self.images = ImageShelf(source, findings)
        self.is_volume = False  # whether the contents have several files

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """Every file of the publication's folder."""
        return self.source.paths()

    # The three shapes of a publication.

    def folder(self, main: str, name: str) -> Publication:
        text = read_text(main, source=self.source, place=NOWHERE, findings=self.findings)
        if text is None:
            if self.source.size(main) is None:
                what = f"the folder {name} has no {main}"
                mend = "make a publication: imprint new DIR, or name one manuscript file"
                raise PublicationError([Finding("SRC-001", what, mend, Place(main))])
            raise PublicationError(self.findings)
        layer = read_toml(text, file=main, findings=self.findings)
        settings = self._settings([layer] if layer else [])
        if not settings.record.title and layer is not None:
            self._require_title(Place(main))
        sections = self._contents(settings)
        if not sections and not self.findings.errors:
            self.findings.add(
                "SRC-011",
                "there is no manuscript",
                mend=f"put Markdown files into {MANUSCRIPT_FOLDER}/, or name them in contents",
                where=Place(main),
            )
        slug = slugify(settings.record.title) if settings.record.title.isascii() else ""
        return self._publication(
            settings, sections, slug=slug or slugify(name), layout=_FOLDER_LAYOUT
        )

    def manuscript(self, main: str) -> Publication:
        text = read_text(main, source=self.source, place=NOWHERE, findings=self.findings)
        if text is None:
            raise PublicationError(self.findings)
        front, body, line = split_front_matter(text)
        layers = self._beside()
        if front is not None:
            layer = read_yaml(front, file=main, line=2, findings=self.findings)
            layers += [layer] if layer else []
        settings = self._settings(layers)
        sections = self._markdown(body, main, line, settings)
        if not settings.record.title:
            settings = self._title_from(sections, settings, main)
        return self._publication(
            settings, sections, slug=_stem(main), layout=_ONE_FILE_LAYOUT, source_file=main
        )

    def article(self, main: str) -> Publication:
        # Its vocabularies take a tenth of a second to load: other manuscripts need not wait.
        from imprint.readers.article import read_article, report_missing

        text = read_text(main, source=self.source, place=NOWHERE, findings=self.findings)
        if text is None:
            raise PublicationError(self.findings)
        settings = self._settings(self._beside())
        stated = settings.record.language if "lang" in settings.places else ""
        article = read_article(
            text,
            file=main,
            language=stated,
            smart=settings.smart_punctuation,
            findings=self.findings,
        )
        record = _merged(article.record, settings, title=article.title)
        if not stated and article.language:
            record = replace(record, language=article.language)
        report_missing(record, file=main, findings=self.findings)
        return self._publication(
            replace(settings, record=record),
            (_section_of(article),),
            slug=_stem(main),
            layout=_ONE_FILE_LAYOUT,
            source_file=main,
        )

    # What they have in common.

    def _beside(self) -> list[Located]:
        """The imprint.toml beside a single manuscript, if there is one."""
        if self.source.size(CONFIGURATION) is None:
            return []
        text = read_text(CONFIGURATION, source=self.source, place=NOWHERE, findings=self.findings)
        layer = read_toml(text, file=CONFIGURATION, findings=self.findings) if text else None
        return [layer] if layer else []

    def _settings(self, layers: list[Located]) -> Settings:
        return settings_of([*layers, *self.overrides], findings=self.findings)

    def _require_title(self, place: Place) -> None:
        self.findings.add(
            "CFG-006",
            "the publication has no title",
            mend='write title = "…", or give --set title="…"',
            where=place,
        )

    def _title_from(self, sections: tuple[Section, ...], settings: Settings, main: str) -> Settings:
        """The only first-level heading of a manuscript is its title, where nothing else says."""
        titled = [section for section in sections if section.title]
        if len(titled) != 1 or titled[0].kind is not SectionKind.CHAPTER:
            if not self.findings.errors:
                self._require_title(Place(main))
            return settings
        title = " ".join(plain(titled[0].title).split())
        return replace(settings, record=replace(settings.record, title=title))

    def _contents(self, settings: Settings) -> tuple[Section, ...]:
        entries = settings.contents or (FileEntry(pattern=f"{MANUSCRIPT_FOLDER}/**/*.md"),)
        named: dict[str, Place] = {}
        planned = [(entry, list(self._files(entry, settings, named))) for entry in entries]
        self.is_volume = len(named) > 1
        sections: list[Section] = []
        for entry, files in planned:
            read = [section for file in files for section in self._file(file, settings)]
            if isinstance(entry, PartEntry):
                part = Section(
                    kind=SectionKind.PART,
                    title=(Text(text=entry.title, place=entry.place),),
                    place=entry.place,
                    sections=tuple(read),
                )
                sections.append(part)
            else:
                sections.extend(read)
        for path in expand(f"{MANUSCRIPT_FOLDER}/**/*.md", self.paths):
            if path not in named:
                self.findings.add(
                    "SRC-009",
                    f"{path} is not named in the contents, and is left out",
                    mend="add it to contents, or move it out of the folder",
                    where=Place(path),
                )
        return tuple(sections)

    def _files(
        self, entry: FileEntry | PartEntry, settings: Settings, named: dict[str, Place]
    ) -> Iterator[_File]:
        """The files that an entry of the contents names, each once in the publication."""
        inner = entry.entries if isinstance(entry, PartEntry) else (entry,)
        for file in (file for each in inner for file in self._expand(each, settings)):
            if file.path in named:
                if file.matched:
                    continue
                self.findings.add(
                    "SRC-012",
                    f"{file.path} is named twice in the contents",
                    mend="name it once",
                    where=file.place,
                )
                continue
            named[file.path] = file.place
            yield file

    def _expand(self, entry: FileEntry, settings: Settings) -> Iterator[_File]:
        pattern = locate(
            entry.pattern,
            beside=CONFIGURATION,
            place=entry.place,
            findings=self.findings,
            source=self.source,
        )
        if pattern is None:
            return
        paths = self.paths
        is_pattern = any(mark in pattern for mark in "*?[")
        found = expand(pattern, paths) or expand(f"{MANUSCRIPT_FOLDER}/{pattern}", paths)
        if not found and settings.contents:
            near = difflib.get_close_matches(pattern, paths, 1, 0.7)
            self.findings.add(
                "SRC-007" if is_pattern else "SRC-001",
                f"no file matches {pattern}" if is_pattern else f"there is no file {pattern}",
                mend=f"did you mean {near[0]}?" if near else "check the names and the folder",
                where=entry.place,
            )
        for path in found:
            yield _File(path, entry.kind, entry.place, is_pattern)

    def _file(self, file: _File, settings: Settings) -> Iterator[Section]:
        suffix = PurePosixPath(file.path).suffix.lower()
        if suffix not in (*_MARKDOWN, *_ARTICLE):
            self.findings.add(
                "SRC-005",
                f"{file.path} is of a kind that cannot stand in the contents",
                mend="name Markdown files (.md), or plain texts of articles (.txt)",
                where=file.place,
            )
            return
        text = read_text(file.path, source=self.source, place=file.place, findings=self.findings)
        if text is None:
            return
        if suffix in _ARTICLE:
            sections: tuple[Section, ...] = (self._article_in(text, file.path, settings),)
        else:
            sections = self._markdown_in(text, file.path, settings)
        kind = file.kind or _kind_from_name(file.path)
        for at, section in enumerate(sections):
            is_named = kind and at == 0 and section.kind is SectionKind.CHAPTER
            yield replace(section, kind=SectionKind(kind)) if is_named else section

    def _markdown_in(self, text: str, path: str, settings: Settings) -> tuple[Section, ...]:
        """A Markdown file of the contents: its sections, or a text with a record of its own."""
        front, body, line = split_front_matter(text)
        if front is None:
            return self._markdown(body, path, line, settings)
        if not self.is_volume:
            self.findings.add(
                "SRC-013",
                f"the front matter of {path} is not read; {CONFIGURATION} has the record",
                mend=f"move what it says to {CONFIGURATION}",
                where=Place(path, 1),
            )
            return self._markdown(body, path, line, settings)
        layer = read_yaml(front, file=path, line=2, findings=self.findings)
        if layer is None:
            return ()
        volume = settings.record.language
        own = settings_of_text(layer, language=volume, findings=self.findings)
        if "smart" not in own.places:
            own = replace(own, smart_punctuation=settings.smart_punctuation)
        sections = self._markdown(body, path, line, own)
        return (text_of(sections, own.record, file=path, language=volume, findings=self.findings),)

    def _article_in(self, text: str, path: str, settings: Settings) -> Section:
        """A plain text of the contents: an article with a record of its own."""
        from imprint.readers.article import read_article

        article = read_article(
            text,
            file=path,
            language="",
            smart=settings.smart_punctuation,
            findings=self.findings,
        )
        volume = settings.record.language
        record = replace(article.record, language=article.language or volume)
        return text_of(
            (_section_of(article),), record, file=path, language=volume, findings=self.findings
        )

    def _markdown(self, body: str, file: str, line: int, settings: Settings) -> tuple[Section, ...]:
        manuscript = read_markdown(
            body,
            file=file,
            line=line,
            language=settings.record.language,
            smart=settings.smart_punctuation,
            images=self.images,
            findings=self.findings,
        )
        return manuscript.sections

    def _publication(
        self,
        settings: Settings,
        sections: tuple[Section, ...],
        *,
        slug: str,
        layout: str,
        source_file: str = "",
    ) -> Publication:
        cover = self._cover(settings)
        choice = self._layout(settings, layout)
        settled = assemble(nest_parts(sections), source=self.source, findings=self.findings)
        if source_file and not settled and not self.findings.errors:
            self.findings.add(
                "SRC-011",
                "the manuscript has no text",
                mend="write the text below the front matter",
                where=Place(source_file),
            )
        publication = Publication(
            slug=settings.slug or slug or "publication",
            record=settings.record,
            sections=settled,
            assets=dict(self.images.assets),
            cover=cover,
            layout=choice,
            press=self._press(settings),
            imprint_page=settings.imprint_page,
            revision=self._revision(settings),
            allowed=settings.allowed,
            targets=settings.targets or _DEFAULT_TARGETS,
            shops=settings.shops,
            findings=tuple(self.findings),
        )
        if self.findings.errors:
            raise IncompletePublication(self.findings, publication)
        return publication

    def _cover(self, settings: Settings) -> Cover | None:
        if settings.cover is None:
            return None
        place = settings.cover.place
        digest = self.images.load(settings.cover.image, beside=CONFIGURATION, place=place)
        if digest is None:
            return None
        self._measure_cover(self.images.assets[digest], place)
        return Cover(asset=digest, alternative=settings.cover.alternative)

    def _measure_cover(self, picture: Asset, place: Place) -> None:
        """AST-008 for a cover that is smaller, or of another shape, than shops show well.

        https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX
        """
        width, height = picture.width, picture.height
        if not width or not height:
            return
        is_drawn = picture.media_type == "image/svg+xml"
        least, tallest, flattest = _COVER_SIZE, *_COVER_SHAPES
        if not is_drawn and (width < least[0] or height < least[1]):
            what = f"the cover picture has {width} × {height} pixels"
            mend = "save it with {} × {} pixels, which every shop shows sharp".format(*least)
            self.findings.add("AST-008", what, mend=mend, where=place)
        elif not flattest <= height / width <= tallest:
            what = f"the cover picture is {height / width:.2f} times as high as it is wide"
            mend = "make it 1.6 times as high as wide, as 1600 × 2560 pixels: shops show it whole"
            self.findings.add("AST-008", what, mend=mend, where=place)

    def _layout(self, settings: Settings, default: str) -> LayoutChoice:
        files = {}
        for path in self.source.paths("layouts"):
            if path.endswith(_LAYOUT_FILES):
                text = read_text(
                    path, source=self.source, place=Place(path), findings=self.findings
                )
                if text is not None:
                    files[path.removeprefix("layouts/")] = text
        return LayoutChoice(
            name=settings.layout or default,
            options=settings.options,
            files=files,
            fonts=tuple(self._fonts(settings)),
            places={key.removeprefix("layout."): where for key, where in settings.places.items()},
        )

    def _press(self, settings: Settings) -> PressChoice:
        wish = settings.press
        if wish is None:
            return PressChoice()
        content = None
        if wish.colour_profile:
            content = self._file_of_author(
                wish.colour_profile, "ICC profile", place=wish.colour_place, code="AST-001"
            )
        return PressChoice(
            profile=wish.profile or PressChoice().profile,
            colour_profile=content,
            spine=wish.spine,
            place=wish.place,
        )

    def _revision(self, settings: Settings) -> str:
        """The state of the source, as the author says it or as the working copy has it."""
        if settings.revision != GIT:
            return settings.revision
        revision = self.source.revision()
        if not revision:
            self.findings.add(
                "IMP-007",
                "the publication is no working copy of git that has a commit",
                mend="commit it, or write revision as a text",
                where=settings.places.get("revision", NOWHERE),
            )
        return revision

    def _file_of_author(
        self, reference: str, called: str, *, place: Place, code: str
    ) -> bytes | None:
        """The content of a file that imprint.toml names, or None with a finding."""
        path = locate(
            reference,
            beside=CONFIGURATION,
            place=place,
            findings=self.findings,
            source=self.source,
        )
        if path is None:
            return None
        try:
            return self.source.read(path)
        except OSError:
            self.findings.add(
                code,
                f"there is no {called} {path}",
                mend="check its name and folder",
                where=place,
            )
            return None

    def _fonts(self, settings: Settings) -> Iterator[FontSource]:
        for choice in settings.fonts:
            if not choice.name.lower().endswith(_FONT_FILES):
                yield FontSource(package=choice.name, place=choice.place)
                continue
            content = self._file_of_author(
                choice.name, "font file", place=choice.place, code="FNT-001"
            )
            if content is None:
                continue
            name = PurePosixPath(choice.name).name
            yield FontSource(name=name, content=content, place=choice.place)


def _section_of(article: Article) -> Section:
    title = (Text(text=article.title, place=article.title_place),) if article.title else ()
    return Section(
        kind=SectionKind.CHAPTER, title=title, blocks=article.blocks, place=article.title_place
    )


def _stem(path: str) -> str:
    stem = slugify(PurePosixPath(path).stem)
    return stem if stem.isascii() else ""


def _kind_from_name(path: str) -> str:
    """The kind of section that a file is named after, as ``02-preface.md``; empty for none."""
    stem = PurePosixPath(path).stem.lower().lstrip("0123456789-_. ")
    known = {kind.value for kind in SectionKind} - {SectionKind.COVER.value}
    return stem if stem in known else ""


def _merged(read_record: Record, settings: Settings, *, title: str) -> Record:
    """What the text says, with what its publisher says instead of it."""
    stated, base = settings.record, Record()
    changes: dict[str, object] = {}
    for name, value in fields_of(stated).items():
        if name != "places" and value != getattr(base, name):
            changes[name] = value
    if stated.contributors:
        roles = {person.role for person in stated.contributors}
        kept = [person for person in read_record.contributors if person.role not in roles]
        changes["contributors"] = (*stated.contributors, *kept)
    if stated.original:
        changes["original"] = replace(
            read_record.original,
            **{name: value for name, value in fields_of(stated.original).items() if value},
        )
    changes["places"] = {**read_record.places, **stated.places}
    merged = replace(read_record, **changes)
    return merged if merged.title else replace(merged, title=title)
