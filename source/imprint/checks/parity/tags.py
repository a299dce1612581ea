"""A PDF's structure and annotations become its headings, its pictures' words, and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary

from imprint.checks.facts import Unreadable

_HEADING = re.compile(r"/H([1-6])")
_SUBSET = re.compile(r"[A-Z]{6}\+")
_MARKED = re.compile(rb"/MCID\s+([0-9]{1,9})")
_DEEPEST = 200  # structures inside one another
_MOST_NAMES = 1_000_000


@dataclass(frozen=True, slots=True)
class Tags:
    """What a tagged PDF says of itself beside its text.

    ``levels`` are those of its headings, in order; ``alternatives`` the words for its pictures;
    ``links`` where the annotations of each page lead: a page's number from 0, or an address.
    ``is_tagged`` is false where there is no structure. ``heads`` is the number of header cells of
    tables, ``languages`` are those of parts. ``outline`` are its entries, with the number of the
    page that each leads to; ``labels`` what the pages are called.
    """

    is_tagged: bool
    levels: tuple[int, ...]
    alternatives: tuple[str, ...]
    links: tuple[frozenset[int | str], ...]
    heads: int = 0
    languages: frozenset[str] = frozenset()
    outline: tuple[tuple[str, int], ...] = ()
    labels: tuple[str, ...] = ()


def read_tags(content: bytes) -> Tags:
    """The structure and the links of a PDF; raises Unreadable.

    ISO 32000-1, 14.7 (logical structure) and 12.5.6.5 (link annotations).
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            levels: list[int] = []
            alternatives: list[str] = []
            languages: set[str] = set()
            heads = 0
            root = pdf.Root.get("/StructTreeRoot")
            if root is not None:
                roles = root.get("/RoleMap", Dictionary())
                for element in _elements(root, 0):
                    role = str(element.get("/S", ""))
                    role = str(roles.get(role, role)) if role in roles else role
                    heading = _HEADING.fullmatch(role)
                    heads += role == "/TH"
                    languages.update([str(element.Lang)] if "/Lang" in element else [])
                    if heading:
                        levels.append(int(heading[1]))
                    elif role == "/Figure":
                        alternatives.append(" ".join(str(element.get("/Alt", "")).split()))
            return Tags(
                root is not None,
                tuple(levels),
                tuple(alternatives),
                tuple(_links(pdf)),
                heads,
                frozenset(languages),
                tuple(_outline(pdf)),
                tuple(page.label for page in pdf.pages),
            )
    except (pikepdf.PikepdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(f"its structure cannot be read: {error}") from None


def mute_fonts(content: bytes) -> tuple[str, ...]:
    """The names of the fonts that say of no glyph which character it is; raises Unreadable.

    ISO 32000-1, 9.10.2: those of which each program knows it are left alone.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return tuple(sorted({_name_of(font) for font in pdf.objects if _is_mute(font)}))
    except (pikepdf.PikepdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(f"its fonts cannot be read: {error}") from None


def _is_mute(font: pikepdf.Object) -> bool:
    if not isinstance(font, Dictionary) or font.get("/Subtype") != "/Type0":
        return False
    if "/ToUnicode" in font or not str(font.get("/Encoding", "")).startswith("/Identity"):
        return False
    system = font.DescendantFonts[0].get("/CIDSystemInfo", Dictionary())
    return str(system.get("/Ordering", "Identity")) == "Identity"


def _name_of(font: pikepdf.Object) -> str:
    name = str(font.get("/BaseFont", "")).removeprefix("/")
    return name.partition("+")[2] if _SUBSET.match(name) else name


def _elements(parent: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """The structure elements below one, parents first."""
    if depth > _DEEPEST:
        return
    kids = parent.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid, depth + 1)


def read_places(content: bytes) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Which pieces of the pages a PDF reads aloud, in order, and the pages of those it does not.

    A piece of marked content is known by its page's number, from 0, and its own. Nothing is told of
    a PDF without structure. Raises Unreadable.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            root = pdf.Root.get("/StructTreeRoot")
            if root is None:
                return (), ()
            places = tuple(_places(root, _numbers(pdf)))
            marked = set(_marked(pdf))
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"its structure cannot be read: {error}") from None
    return places, tuple(sorted({number for number, _ in {*places} ^ marked}))


def _marked(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    for number, page in enumerate(pdf.pages):
        contents = page.obj.get("/Contents", Array())
        for stream in contents if isinstance(contents, Array) else [contents]:
            for piece in _MARKED.findall(stream.read_bytes()):
                yield number, int(piece)


def _numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: at for at, page in enumerate(pdf.pages)}


def _places(
    parent: pikepdf.Object,
    numbers: dict[tuple[int, int], int],
    page: int = -1,
    depth: int = 0,
) -> Iterator[tuple[int, int]]:
    """The pieces of marked content below an element, in the order of its structure."""
    own = parent.get("/Pg")
    page = numbers.get(own.objgen, -1) if own is not None else page
    kids = parent.get("/K")
    if kids is None or depth > _DEEPEST:
        return
    every: list[Any] = list(kids) if isinstance(kids, Array) else [kids]
    for kid in every:
        if isinstance(kid, int):
            yield page, kid
        elif isinstance(kid, Dictionary) and "/S" in kid:
            yield from _places(kid, numbers, page, depth + 1)
        elif isinstance(kid, Dictionary) and "/MCID" in kid and "/Stm" not in kid:
            at = numbers.get(kid.Pg.objgen, -1) if "/Pg" in kid else page
            yield at, int(kid.MCID)


def _outline(pdf: pikepdf.Pdf) -> Iterator[tuple[str, int]]:
    """The entries of the outline, each before those below it (ISO 32000-1, 12.3.3)."""
    numbers, names = _numbers(pdf), _names(pdf)
    root = pdf.Root.get("/Outlines", Dictionary())
    waiting = [root.get("/First")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        goal = item.get("/Dest", item.get("/A", Dictionary()).get("/D"))
        yield str(item.get("/Title", "")), _page_of(goal, names, numbers)
        waiting += [item.get("/Next"), item.get("/First")]


def _links(pdf: pikepdf.Pdf) -> Iterator[frozenset[int | str]]:
    numbers, names = _numbers(pdf), _names(pdf)
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if annotations is None:
            yield frozenset()
            continue
        leads: set[int | str] = set()
        for annotation in annotations:
            if annotation.get("/Subtype") != "/Link":
                continue
            action = annotation.get("/A")
            if action is not None and "/URI" in action:
                leads.add(unquote(str(action.URI)))
                continue
            goal = annotation.get("/Dest")
            if goal is None and action is not None:
                goal = action.get("/D")
            leads.add(_page_of(goal, names, numbers))
        yield frozenset(leads)


def _page_of(
    goal: pikepdf.Object | None,
    names: dict[str, pikepdf.Object],
    numbers: dict[tuple[int, int], int],
) -> int:
    """The number of the page of a destination, -1 where it leads nowhere."""
    if goal is not None and not isinstance(goal, Array | Dictionary):
        goal = names.get(str(goal).removeprefix("/"))
    if isinstance(goal, Dictionary):
        goal = goal.get("/D")
    if not isinstance(goal, Array) or not len(goal):
        return -1
    return numbers.get(goal[0].objgen, -1) if isinstance(goal[0], Dictionary) else -1


def _names(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """The named destinations (ISO 32000-1, 12.3.2.3)."""
    found: dict[str, pikepdf.Object] = {}
    old = pdf.Root.get("/Dests")
    if old is not None:
        found.update({key.removeprefix("/"): old[key] for key in old.keys()})  # noqa: SIM118
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    branches = [] if tree is None else [tree]
    while branches and len(found) < _MOST_NAMES:
        branch = branches.pop()
        leaves = branch.get("/Names", Array())
        for at in range(0, len(leaves) - 1, 2):
            found[str(leaves[at])] = leaves[at + 1]
        branches.extend(branch.get("/Kids", Array()))
    return found
