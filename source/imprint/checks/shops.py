"""A finished EPUB is held against what a shop takes: its size, cover, pictures and parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from imprint.checks.accessibility.styles import Cascade
from imprint.checks.facts import Unreadable, identified
from imprint.checks.opened_epub import (
    DC,
    SVG,
    XHTML,
    Item,
    OpenedEpub,
    Page,
    is_outside,
    line_of,
    open_whole,
    resolved,
)
from imprint.diagnostics import Finding, Place, Severity
from imprint.model.shop import Shop, ShopCover

_PLACED = re.compile(r"(?:^|[;{\s])position\s*:\s*(absolute|fixed)\b", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE)
_BLACK = re.compile(r"black|#000|#000000|#000000ff|rgba?\(\s*0\s*,\s*0\s*,\s*0\s*(,\s*1\s*)?\)")
_TEXT = {f"{XHTML}{name}" for name in ("html", "body", "p", "div", "section", "span", "li")}
# Elements whose files EPUB lets be on the web, and a shop does not.
_MAY_BE_AWAY = [f"{XHTML}{name}" for name in ("audio", "video", "source", "track")]
_RGB_MODES = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16", "I"}
_FONTS = ("ttf", "otf", "woff", "woff2")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture: its format and mode as Pillow names them, its size, and whether it has holes."""

    path: str
    form: str
    mode: str
    width: int
    height: int
    holes: bool


@dataclass(slots=True)
class _Visit:
    """An EPUB in one shop, and what that shop would say."""

    epub: OpenedEpub
    shop: Shop
    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, what: str, mend: str, where: Place | None = None) -> None:
        place = where or Place(self.epub.name)
        self.found.append(Finding(code, f"{self.shop.title}: {what}", mend, place))

    def at(self, path: str, line: int = 0) -> Place:
        return Place(f"{self.epub.name}/{path}", line)


def check_shops(
    content: bytes,
    shops: Sequence[Shop],
    *,
    name: str,
    origins: Mapping[str, Place] = {},
    priced: bool | None = None,
) -> tuple[Finding, ...]:
    """What the shops would refuse or dislike of an EPUB.

    ``origins`` maps the ids of its elements to their places in the manuscript; ``priced`` tells
    whether its record has a price, None where there is no record. Of a file that cannot be opened
    nothing is said.
    """
    visits = _visits(content, shops, name, origins, priced)
    return tuple(dict.fromkeys(finding for visit in visits for finding in visit.found))


def advise(
    content: bytes, shops: Sequence[Shop], *, name: str, priced: bool | None = None
) -> tuple[Finding, ...]:
    """Advice that names the shops that would refuse an EPUB, where none was chosen."""
    refusing: dict[tuple[str, ...], list[Shop]] = {}
    for visit in _visits(content, shops, name, {}, priced):
        errors = [f.code for f in visit.found if f.severity is Severity.ERROR]
        if errors:
            refusing.setdefault(tuple(dict.fromkeys(errors)), []).append(visit.shop)
    found = []
    for codes, those in refusing.items():
        titles = ", ".join(shop.title for shop in those)
        mend = f"if it is to be sold there: imprint check --shop {those[0].name}"
        what = f"{titles} would refuse the file ({', '.join(codes)})"
        found.append(Finding("SHP-026", what, mend, Place(name)))
    return tuple(found)


def _visits(
    content: bytes,
    shops: Sequence[Shop],
    name: str,
    origins: Mapping[str, Place],
    priced: bool | None,
) -> list[_Visit]:
    """What each shop says of an EPUB; what it is made of is looked at once for all of them."""
    try:
        epub = open_whole(content, name)
    except Unreadable:
        return []  # which check_accessibility says
    pictures, visits = tuple(_pictures(epub)), []
    black = next((page for page in epub.pages if _is_black(epub, page)), None)
    for shop in shops:
        visit = _Visit(epub, shop)
        _check_file(visit)
        _check_facts(visit, priced)
        _check_cover(visit, pictures)
        _check_pictures(visit, pictures)
        _check_documents(visit, origins)
        _check_styles(visit, black)
        visits.append(visit)
    return visits


def _check_file(visit: _Visit) -> None:
    epub, shop = visit.epub, visit.shop
    if shop.largest and epub.size > shop.largest:
        what = f"the file has {_size(epub.size)}, and {_size(shop.largest)} is the most"
        visit.add("SHP-008", what, "make its pictures smaller")
    elif shop.advised and epub.size > shop.advised:
        what = f"the file has {_size(epub.size)}, and {_size(shop.advised)} is advised"
        visit.add("SHP-009", what, "make its pictures smaller")
    version = epub.package.get("version", "")
    if version[:1].isdigit() and int(version[0]) < shop.version:
        what = f"it is an EPUB {version}, and EPUB {shop.version} is wanted"
        visit.add("SHP-021", what, "make an EPUB 3 of it")
    for item in epub.items.values():
        ending = item.path.rpartition(".")[2].lower()
        if shop.fonts and ending in _FONTS and ending not in shop.fonts:
            what = f"the font {item.path} is a {ending}, and is not shown everywhere"
            visit.add("SHP-020", what, f"embed it as {_either(shop.fonts)}", visit.at(item.path))


def _check_facts(visit: _Visit, priced: bool | None) -> None:
    epub, shop = visit.epub, visit.shop
    identifiers = [identified(e.text or "")[0] for e in epub.metadata.iter(f"{DC}identifier")]
    if shop.isbn and "isbn" not in identifiers:
        visit.add("SHP-022", "the file has no ISBN", "give formats.epub an ISBN")
    if shop.price and priced is False:
        visit.add("SHP-023", "the record has no price", "give formats.epub a price")
    titles = [" ".join((e.text or "").split()) for e in epub.metadata.iter(f"{DC}title")]
    length = max((len(title) for title in titles), default=0)
    if shop.title_most and length > shop.title_most:
        what = f"the title has {length} characters, and {shop.title_most} is the most"
        visit.add("SHP-024", what, "shorten the title or the subtitle")
    for element in epub.metadata.iter(f"{DC}description"):
        length = len((element.text or "").strip())
        if shop.description_most and length > shop.description_most:
            what = (
                f"the description has {length} characters, and {shop.description_most} is the most"
            )
            visit.add("SHP-025", what, "shorten the description")


def _check_cover(visit: _Visit, pictures: Sequence[_Drawn]) -> None:
    item = visit.epub.cover()
    if item is None or item.path not in visit.epub.resources:
        visit.add("SHP-001", "the file has no cover", 'give it one: cover = "cover.jpg"')
        return
    wants, where = visit.shop.cover, visit.at(item.path)
    drawn = next((picture for picture in pictures if picture.path == item.path), None)
    if drawn is None or drawn.form not in wants.formats:
        form = drawn.form if drawn else item.media_type
        visit.add("SHP-006", f"the cover is in {form}", f"make it {_either(wants.formats)}", where)
        return
    if drawn.mode not in _RGB_MODES:
        visit.add("SHP-005", f"the cover is in {drawn.mode}", "save it in RGB", where)
    if wants.opaque and drawn.holes:
        what = "the cover has a transparent ground"
        visit.add("SHP-007", what, "lay a colour under it", where)
    _check_cover_size(visit, wants, drawn, where)


def _check_cover_size(visit: _Visit, wants: ShopCover, drawn: _Drawn, where: Place) -> None:
    short, long = sorted((drawn.width, drawn.height))
    size = f"the cover has {drawn.width} × {drawn.height} pixels"
    mend = "make it 1600 × 2560 pixels: every shop takes that"
    if short < wants.shortest or drawn.height < wants.height:
        least = f"{wants.shortest} on its shorter side"
        least += f" and {wants.height} in height" if wants.height else ""
        visit.add("SHP-002", f"{size}, and {least} is the least", mend, where)
    elif short < wants.advised:
        what = f"{size}, and {wants.advised} on its shorter side is advised"
        visit.add("SHP-003", what, mend, where)
    if wants.longest and long > wants.longest:
        visit.add("SHP-002", f"{size}, and {wants.longest} on a side is the most", mend, where)
    narrow, tall = wants.ratio
    ratio = drawn.height / max(1, drawn.width)
    if tall and not narrow - 0.005 <= ratio <= tall + 0.005:
        what = f"{size}: {ratio:.2f} times as high as wide, and {narrow:g} to {tall:g} is wanted"
        visit.add("SHP-004", what, mend, where)


def _check_pictures(visit: _Visit, pictures: Sequence[_Drawn]) -> None:
    shop, cover = visit.shop, visit.epub.cover()
    for picture in pictures:
        where = visit.at(picture.path)
        pixels = picture.width * picture.height
        if shop.pixels and picture.form != "SVG" and pixels > shop.pixels:
            what = (
                f"the picture {picture.path} has {pixels / 1e6:.1f} million pixels, "
                f"and {shop.pixels / 1e6:g} is the most"
            )
            visit.add("SHP-010", what, "make it smaller", where)
        if cover and picture.path == cover.path:
            continue
        if picture.mode not in _RGB_MODES:
            what = f"the picture {picture.path} is in {picture.mode}"
            visit.add("SHP-011", what, "save it in RGB", where)
        if shop.pictures and picture.form not in shop.pictures:
            what = f"the picture {picture.path} is in {picture.form}"
            visit.add("SHP-012", what, f"make it {_either(shop.pictures)}", where)
        if shop.opaque and picture.holes:
            what = f"the picture {picture.path} has a transparent ground"
            visit.add("SHP-013", what, "lay a colour under it, for dark screens", where)


def _check_documents(visit: _Visit, origins: Mapping[str, Place]) -> None:
    epub, shop = visit.epub, visit.shop
    for page in epub.documents:
        where = next(
            (origins[e.get("id", "")] for e in page.body.iter("*") if e.get("id") in origins),
            visit.at(page.path),
        )
        if shop.document and page.size > shop.document and page in epub.pages:
            what = f"{page.path} has {_size(page.size)}, and {_size(shop.document)} is advised"
            visit.add("SHP-014", what, "part the chapter in two", where)
        whole = page.size + sum(item.size for item in _used(epub, page))
        if shop.embedded and whole > shop.embedded:
            what = (
                f"{page.path} and what it shows have {_size(whole)}, "
                f"and {_size(shop.embedded)} is the most"
            )
            visit.add("SHP-015", what, "make its pictures smaller", where)
        if not shop.scripts and any(
            node.tag in (f"{XHTML}script", f"{XHTML}form") for node in page.root.iter("*")
        ):
            what = f"{page.path} has a script or a form"
            visit.add("SHP-016", what, "take it away", where)
        for node in page.root.iter(*_MAY_BE_AWAY):
            address = node.get("src", "")
            if is_outside(address) and not address.startswith("data:"):
                what = f"{address} is fetched from the web"
                mend = "put it into the book"
                visit.add("SHP-017", what, mend, visit.at(page.path, line_of(node)))


def _used(epub: OpenedEpub, page: Page) -> Iterator[Item]:
    """The resources that a document shows, each once."""
    paths = {
        resolved(page.path, address)
        for node in page.root.iter("*")
        for address in (node.get("src"), node.get("{http://www.w3.org/1999/xlink}href"))
        if address and (node.tag != f"{SVG}a") and not is_outside(address)
    }
    yield from (epub.items[path] for path in sorted(paths) if path in epub.items)


def _check_styles(visit: _Visit, black: Page | None) -> None:
    epub = visit.epub
    sheets = {
        item.path: epub.resources.get(item.path, b"").decode("utf-8", "replace")
        for item in epub.items.values()
        if item.media_type == "text/css"
    }
    for page in epub.pages:
        within = [" ".join(map(str, n.itertext())) for n in page.root.iter(f"{XHTML}style")]
        within += [node.get("style", "") for node in page.root.iter("*") if node.get("style")]
        if within:
            sheets[page.path] = "\n".join(within)
    for path, css in sheets.items():
        bare = _COMMENT.sub("", css)
        placed = _PLACED.search(bare)
        if placed:
            what = f"{path} puts something at a fixed place (position: {placed[1].lower()})"
            visit.add("SHP-018", what, "let it flow with the text", visit.at(path))
        for address in dict.fromkeys(_ADDRESS.findall(bare)):
            what = f"{address} is fetched from the web"
            visit.add("SHP-017", what, "put it into the book", visit.at(path))
    if black:
        what = f"text in {black.path} is black, on dark screens too"
        mend = "leave the colour of the text to the reader"
        visit.add("SHP-019", what, mend, visit.at(black.path))


def _is_black(epub: OpenedEpub, page: Page) -> bool:
    """Whether a document's text is made black, and its ground is not made anything."""
    cascade = Cascade(page.root, list(epub.stylesheets(page)))
    return not cascade.empty and any(
        node.tag in _TEXT
        and _BLACK.fullmatch(declared.get("color", "").lower())
        and not declared.get("background-color")
        for node, declared in cascade.walk("dark")
    )


def _pictures(epub: OpenedEpub) -> Iterator[_Drawn]:
    for item in epub.items.values():
        if item.media_type.startswith("image/") and item.path in epub.resources:
            if item.media_type == "image/svg+xml":
                yield _Drawn(item.path, "SVG", "RGB", 0, 0, holes=False)
            else:
                yield _measured(item.path, item.media_type, epub.resources[item.path])


def _measured(path: str, media_type: str, content: bytes) -> _Drawn:
    from PIL import Image

    try:
        with Image.open(BytesIO(content)) as image:
            width, height = image.size
            form, mode = str(image.format), image.mode
            has_alpha = mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            holes = False
            if has_alpha and width * height < 60_000_000:
                extrema = image.convert("RGBA").getchannel("A").getextrema()
                holes = float(extrema[0]) < 255  # type: ignore[arg-type]
            return _Drawn(path, form, mode, width, height, holes)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return _Drawn(path, media_type, "RGB", 0, 0, holes=False)


def _size(count: int) -> str:
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB")):
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"


def _either(names: frozenset[str]) -> str:
    return " or ".join(sorted(names))
