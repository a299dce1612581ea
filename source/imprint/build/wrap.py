"""A printed book's number of pages becomes the wrap around it: measured, designed, fitted, set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import sqrt
from pathlib import Path

from imprint.diagnostics import Finding, Findings, Place, PublicationError
from imprint.emitters.cover import text_of
from imprint.emitters.cover.barcode import (
    LARGEST,
    SMALLEST,
    as_svg,
    barcode,
    price_addon,
)
from imprint.emitters.cover.wrapping import (
    BARCODE,
    Design,
    design_front,
    design_spine,
    svg_asset,
)
from imprint.emitters.pdf.press import SetBook
from imprint.layouts import Layout
from imprint.layouts.options import Length, Size
from imprint.layouts.wrap import WrapComposer
from imprint.model.assets import Asset
from imprint.model.direction import is_right_to_left
from imprint.model.profile import Paper, Profile
from imprint.model.publication import Publication
from imprint.model.record import Identifier, Record
from imprint.model.rendition import Rendition
from imprint.model.wrap import Back, Barcode, Quote, Sheet, SpineText, Wrap
from imprint.values import replace

_LEAST_TEXT = 8.0  # points, on the back
_STEP = 0.25
_BREAK = "\u200b"  # a zero-width space
_WORD = 80  # characters that no word of a language has
_KEPT = 0.97  # of the share of a text that should fit, as lines are whole
_CUT_MOST = 9.0  # points that a picture may lose at each of two edges without a word


@dataclass(frozen=True, slots=True)
class SetWrap:
    """A wrap that is set, its rendition, and what it was made for, by name."""

    book: SetBook
    rendition: Rendition
    sheet: Sheet
    made_for: tuple[tuple[str, str | int | float | tuple[float, ...]], ...]
    findings: tuple[Finding, ...]


def set_wrap(
    publication: Publication,
    layout: Layout,
    *,
    pages: int,
    profile: Profile,
    setter: Callable[[Rendition], SetBook],
    templates: Path | None = None,
) -> SetWrap:
    """Compose and set a wrap until its texts fit.

    ``pages`` is the number of pages of the printer's file, with the blank ones at its end.
    ``setter`` sets a rendition; ``templates`` is as for ``compose``. Raises PublicationError (COV).
    """
    return _Wrapping(publication, layout, pages, profile, setter, templates).set()


def sheet_of(publication: Publication, layout: Layout, *, pages: int, profile: Profile) -> Sheet:
    """The measures of a wrap, in points.

    The spine is what the author says, or the number of pages by the thickness of the paper. Raises
    PublicationError: COV-001 for an unknown paper, COV-002 where no thickness is known, COV-003 for
    a book that is too long for its paper.
    """
    findings = Findings()
    paper = _paper(publication, profile, findings)
    spine = publication.press.spine or round(pages * paper.thickness, 4)
    where = publication.press.place
    if not spine and not findings.errors:
        source = profile.cover.spine_from
        findings.add(
            "COV-002",
            f"{profile.title} does not say how thick its papers are, and the spine is not known",
            mend=f"ask {source} for a book of {pages} pages, and write"
            ' spine = "…in" under [formats.print]',
            where=where,
        )
    if paper.pages_most and pages > paper.pages_most:
        most = f"{profile.title} binds {paper.pages_most} pages at most on {paper.name} paper"
        findings.add(
            "COV-003",
            f"the book has {pages} pages; {most}",
            mend="choose another paper, a larger trim or smaller text, or make two volumes",
            where=where,
        )
    findings.settled()
    trim = trim_of(layout)
    margin = layout.options.get("cover-margin")
    wanted = margin.points if isinstance(margin, Length) else 0.0
    return Sheet(
        width=trim[0],
        height=trim[1],
        spine=spine,
        bleed=profile.cover.bleed,
        margin=round(max(wanted, profile.cover.safe), 4),
        fold_safe=profile.cover.fold_safe,
        pages=pages,
        paper=paper.name,
    )


def trim_of(layout: Layout) -> tuple[float, float]:
    """The trimmed width and height of a layout's pages, in points."""
    trim = layout.options["trim"]
    assert isinstance(trim, Size)
    return round(trim.width.points, 4), round(trim.height.points, 4)


def _paper(publication: Publication, profile: Profile, findings: Findings) -> Paper:
    """The paper that the record names, or the printer's first."""
    product = publication.record.product("print")
    wanted = product.paper if product else ""
    if not profile.papers:
        return Paper(name=wanted)
    if not wanted:
        return profile.papers[0]
    for paper in profile.papers:
        if paper.name.casefold() == wanted.casefold():
            return paper
    findings.add(
        "COV-001",
        f"{profile.title} has no paper {wanted}",
        mend="write one of " + ", ".join(paper.name for paper in profile.papers),
        where=product.place if product else Place(),
    )
    return Paper(name=wanted)


@dataclass(slots=True)
class _Wrapping:
    publication: Publication
    layout: Layout
    pages: int
    profile: Profile
    setter: Callable[[Rendition], SetBook]
    templates: Path | None

    def set(self) -> SetWrap:
        publication, profile = self.publication, self.profile
        record = publication.record
        findings = Findings()
        sheet = sheet_of(publication, self.layout, pages=self.pages, profile=profile)
        code = self._barcode(sheet, findings)
        composer = WrapComposer(publication, self.layout, templates=self.templates)
        said = text_of(record, composer.labels, slug=publication.slug)
        design = self._design(composer, sheet, findings)
        wrap = Wrap(
            sheet=sheet,
            front=design.front,
            spine=self._spine(composer, sheet, findings),
            back=_back(record, size=_points(self.layout, "cover-text-size", 11.0)),
            barcode=code,
            barcode_place=_barcode_place(sheet, code, profile),
            colours=design.colours,
        )
        if is_right_to_left(record.language):
            what = f"the cover has its front on the right, a book in {record.language} on the left"
            mend = "have this cover made otherwise; one from right to left is not made yet"
            findings.add("COV-011", what, mend=mend, where=_place(record, "lang"))
        if not (wrap.back.paragraphs or wrap.back.quotes):
            what = "the back of the cover has no text"
            mend = 'write description = "…", which shops show as well'
            findings.add("COV-010", what, mend=mend, where=_place(record, "title"))
        assets = design.assets
        if code is not None:
            assets = (*assets, svg_asset(BARCODE, as_svg(code)))
        book, rendition = self._fitted(composer, wrap, assets, findings)
        isbn = _isbn(record)
        return SetWrap(
            book=book,
            rendition=rendition.without_text,
            sheet=sheet,
            made_for=(
                ("pages", sheet.pages),
                ("profile", profile.name),
                ("paper", sheet.paper),
                ("trim", trim_of(self.layout)),
                ("spine", sheet.spine),
                ("isbn", isbn.value if isbn and code else ""),
                ("addon", code.addon if code else ""),
                ("title", said.title),
                ("names", said.names.replace("\u00a0", " ")),
            ),
            findings=tuple(dict.fromkeys([*findings, *rendition.findings, *book.findings])),
        )

    # The front and the spine.

    def _design(self, composer: WrapComposer, sheet: Sheet, findings: Findings) -> Design:
        publication = self.publication
        picture = publication.assets.get(publication.cover.asset) if publication.cover else None
        if picture is not None:
            self._measure(picture, sheet, findings)
        options = self.layout.options
        return design_front(
            text_of(publication.record, composer.labels, slug=publication.slug),
            composer.fonts,
            sheet,
            picture=picture,
            chosen={
                name: str(options.get(f"cover-{name}", "auto"))
                for name in ("ground", "ink", "accent")
            },
        )

    def _measure(self, picture: Asset, sheet: Sheet, findings: Findings) -> None:
        """What the author's picture loses on the front, and whether it has pixels enough."""
        wide, high = sheet.width + sheet.bleed, sheet.down
        if not picture.width or not picture.height:
            return
        scale = max(wide / picture.width, high / picture.height)  # points in a pixel
        resolution = 72 / scale
        is_drawn = picture.media_type == "image/svg+xml"
        if not is_drawn and resolution < self.profile.resolution - 0.5:
            needed = [round(side / 72 * self.profile.resolution + 0.5) for side in (wide, high)]
            findings.add(
                "COV-004",
                f"the cover picture has {resolution:.0f} pixels to the inch on the front; "
                f"{self.profile.title} wants {self.profile.resolution:.0f}",
                mend="save it with {} × {} pixels or more".format(*needed),
                where=picture.place,
            )
        for sides, lost in (
            ("left and right", picture.width * scale - wide),
            ("above and below", picture.height * scale - high),
        ):
            if lost / 2 > _CUT_MOST:
                findings.add(
                    "COV-009",
                    f"the cover picture loses {lost / 2 / 72:.2f} in {sides}, bleed and all, as it "
                    "is of another shape than the front",
                    mend=f"make it {wide / 72:.3f} in wide and {high / 72:.3f} in high",
                    where=picture.place,
                )

    def _spine(self, composer: WrapComposer, sheet: Sheet, findings: Findings) -> SpineText | None:
        """The spine's text, or advice why it has none."""
        profile = self.profile
        text = _text_of_spine(self.publication, composer, sheet, profile)
        if text is None:
            if sheet.pages < profile.cover.spine_pages:
                why = (
                    f"{profile.title} prints none on a book of fewer than "
                    f"{profile.cover.spine_pages} pages, and this one has {sheet.pages}"
                )
            else:
                why = (
                    f"it is {sheet.spine / 72:.3f} in thick, and between its folds no letters that "
                    "can be read have room"
                )
            mend = "none is needed; a thicker paper or a short title may make room for one"
            findings.add("COV-006", f"the spine has no text: {why}", mend=mend)
        return text

    # The barcode.

    def _barcode(self, sheet: Sheet, findings: Findings) -> Barcode | None:
        """The barcode of the print ISBN, as large as is wanted and as there is room for."""
        record, rules = self.publication.record, self.profile.cover
        isbn = _isbn(record)
        if isbn is None:
            what = "the cover has no barcode, as the printed book has no ISBN"
            mend = 'write isbn = "…" under [formats.print], or leave it out if no shop sells it'
            findings.add("COV-005", what, mend=mend)
            return None
        product = record.product("print")
        addon = addon_of(record, self.layout)
        wanted = float(str(self.layout.options.get("barcode-size", 100))) / 100
        where = product.place if product and product.addon else isbn.place
        try:
            nominal = barcode(isbn.value, addon)
            room = (
                rules.barcode[0] or sheet.width - 2 * sheet.margin,
                rules.barcode[1] or sheet.height / 2,
            )
            most = min(room[0] / nominal.width, room[1] / nominal.height)
            if not SMALLEST <= wanted <= LARGEST:
                raise ValueError(f"barcode-size is {wanted:.0%}, and may be 80 to 200 %")
            if most < SMALLEST:
                raise ValueError(
                    f"there is room for {most:.0%} of its nominal size, and 80 % are the least"
                )
            return barcode(isbn.value, addon, magnification=min(wanted, most))
        except ValueError as error:
            what = f"the barcode cannot be made: {error}"
            mend = "give the ISBN with all its digits, an add-on of five, and a size between"
            raise PublicationError([Finding("COV-008", what, mend, where)]) from None

    # The back: as large as it is wanted, else as large as it fits, else cut.

    def _fitted(
        self, composer: WrapComposer, wrap: Wrap, assets: tuple[Asset, ...], findings: Findings
    ) -> tuple[SetBook, Rendition]:
        whole = _length(wrap.back)
        least = min(_LEAST_TEXT, wrap.back.size)
        while True:
            rendition = composer.compose(wrap, assets)
            book = self.setter(rendition)
            used, room = _measures(book, wrap)
            if used <= room or not _length(wrap.back):
                break
            share = max(room, 0.0) / used
            if wrap.back.size > least:
                smaller = min(wrap.back.size - _STEP, wrap.back.size * sqrt(share))
                size = max(least, int(smaller / _STEP) * _STEP)
                wrap = replace(wrap, back=replace(wrap.back, size=size))
            else:
                wrap = replace(wrap, back=_shortened(wrap.back, share * _KEPT))
        kept = _length(wrap.back)
        if kept < whole:
            findings.add(
                "COV-007",
                f"the back has room for {kept} of the {whole} characters of the description and "
                "the reviews",
                mend="write a shorter description, or leave reviews out",
                where=_place(self.publication.record, "description"),
            )
        return book, rendition


def spine_of(
    publication: Publication, layout: Layout, sheet: Sheet, *, profile: Profile
) -> tuple[str, ...]:
    """The texts along the spine of a book's cover; none where it has none."""
    composer = WrapComposer(publication, layout)
    text = _text_of_spine(publication, composer, sheet, profile)
    return tuple(filter(None, (text.names, text.title, text.publisher))) if text else ()


def _text_of_spine(
    publication: Publication, composer: WrapComposer, sheet: Sheet, profile: Profile
) -> SpineText | None:
    if sheet.pages < profile.cover.spine_pages:
        return None
    record = publication.record
    house = record.publisher
    return design_spine(
        text_of(record, composer.labels, slug=publication.slug),
        composer.fonts,
        sheet,
        short_title=record.short_title,
        publisher=(house.imprint or house.name) if house else "",
    )


def _isbn(record: Record) -> Identifier | None:
    return record.identifier("isbn", "print")


def addon_of(record: Record, layout: Layout) -> str:
    """The five digits beside the barcode: the author's, or the price in dollars if it is asked."""
    product = record.product("print")
    if product is None:
        return ""
    dollars = next((p.amount for p in product.prices if p.currency.upper() == "USD"), "")
    is_priced = bool(layout.options.get("barcode-price")) and dollars
    return product.addon or (price_addon(dollars) if is_priced else "")


def _barcode_place(sheet: Sheet, code: Barcode | None, profile: Profile) -> tuple[float, float]:
    """At the lower right of the back, as far from the fold and the trim as its texts at least."""
    if code is None:
        return 0.0, 0.0
    margin = max(sheet.margin, profile.cover.barcode_safe)
    across = sheet.folds[0] - margin - code.width
    return round(across, 4), round(sheet.down - sheet.bleed - margin - code.height, 4)


def _back(record: Record, *, size: float) -> Back:
    product = record.product("print")
    prices = product.prices if product and not product.is_free else ()
    return Back(
        paragraphs=tuple(
            _parted(paragraph)
            for paragraph in record.description.split("\n\n")
            if paragraph.strip()
        ),
        quotes=tuple(
            Quote(
                _parted(review.text),
                _parted(", ".join(part for part in (review.author, review.source) if part)),
            )
            for review in record.reviews
            if review.text.strip()
        ),
        prices=tuple(_amounts((price.amount, price.currency) for price in prices)),
        size=size,
    )


def _parted(text: str) -> str:
    """A text with single spaces, and places in a word without end where a line may end.

    The engine looks for such places from the word's beginning, again for every line.
    """
    parts = (
        _BREAK.join(word[at : at + _WORD // 4] for at in range(0, len(word), _WORD // 4))
        if len(word) > _WORD
        else word
        for word in text.split()
    )
    return " ".join(parts)


def _amounts(prices: Iterator[tuple[str, str]]) -> Iterator[tuple[Decimal, str]]:
    """Each price once: the same may hold in several countries."""
    seen: set[tuple[str, str]] = set()
    for amount, currency in prices:
        if (amount, currency) in seen:
            continue
        seen.add((amount, currency))
        try:
            yield Decimal(amount), currency
        except InvalidOperation:
            continue  # which no reader lets pass


def _points(layout: Layout, option: str, default: float) -> float:
    value = layout.options.get(option)
    return value.points if isinstance(value, Length) else default


def _place(record: Record, key: str) -> Place:
    places: Mapping[str, Place] = record.places
    return places.get(key, Place())


def _measures(book: SetBook, wrap: Wrap) -> tuple[float, float]:
    """How high the texts of the back are, and how high they may be, in points.

    A template of the author's own that has not their ids is taken as it is.
    """
    anchors = book.anchors
    if "wrap-back" not in anchors or "wrap-back-end" not in anchors:
        return 0.0, 0.0
    begin, end = anchors["wrap-back"][2], anchors["wrap-back-end"][2]
    floor = anchors["wrap-foot"][2] if "wrap-foot" in anchors else wrap.sheet.bleed
    if wrap.barcode is not None:
        floor = max(floor, wrap.sheet.down - wrap.barcode_place[1])
    return begin - end, begin - floor - wrap.sheet.margin / 2


def _length(back: Back) -> int:
    texts = (*back.paragraphs, *(quote.text for quote in back.quotes))
    return sum(len(text) - text.count(_BREAK) for text in texts)


def _shortened(back: Back, share: float) -> Back:
    """About that share of the texts: reviews go first, and the description ends after a word."""
    most = int(_length(back) * share)
    quotes = back.quotes
    while quotes and _length(replace(back, quotes=quotes)) > most:
        quotes = quotes[:-1]
    kept: list[str] = []
    room = most - sum(len(quote.text) for quote in quotes)
    for paragraph in back.paragraphs:
        if len(paragraph) <= room:
            kept.append(paragraph)
            room -= len(paragraph)
            continue
        words = paragraph[: max(room - 1, 0)].rpartition(" ")[0] or paragraph[: max(room - 1, 0)]
        if words.strip():
            kept.append(words.rstrip(" .,;:–—-") + "…")
        break
    return replace(back, paragraphs=tuple(kept), quotes=quotes)
