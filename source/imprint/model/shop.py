"""A shop's profile: what a shop for e-books wants of the file and of its cover, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopCover:
    """What a shop wants of a cover's picture; 0 where it says nothing.

    Lengths are pixels: ``shortest`` the least that the shorter side may have, ``height`` the least
    of the height, ``advised`` the least shorter side that it advises, ``longest`` the most of a
    side. ``ratio`` is the least and the most of height to width. ``formats`` are as Pillow names
    them.
    """

    shortest: int = 0
    height: int = 0
    advised: int = 0
    longest: int = 0
    ratio: tuple[float, float] = (0.0, 0.0)
    formats: frozenset[str] = frozenset({"JPEG", "PNG"})
    opaque: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """What a shop takes. Sizes are bytes; 0 where there is no limit.

    ``verified_on`` is the day, or the month, on which the figures stood at the ``sources``.
    ``version`` is the oldest EPUB. ``largest`` is the most of a file, ``advised`` what it advises;
    ``pixels`` the most of a picture (width times height). ``document`` is the size of an XHTML
    document that it advises, ``embedded`` the most of one with all its pictures. ``pictures`` are
    the formats of pictures, as Pillow names them, none named: any; ``fonts`` the endings of font
    files, in the same way. ``opaque`` pictures have no transparent ground. ``scripts`` tells
    whether it takes them. ``title`` and ``description`` are the most characters of each.
    """

    name: str
    title: str
    verified_on: str
    sources: tuple[str, ...] = ()
    version: int = 2
    largest: int = 0
    advised: int = 0
    pixels: int = 0
    document: int = 0
    embedded: int = 0
    pictures: frozenset[str] = frozenset()
    fonts: frozenset[str] = frozenset()
    opaque: bool = False
    scripts: bool = True
    isbn: bool = False
    price: bool = False
    title_most: int = 0
    description_most: int = 0
    cover: ShopCover = ShopCover()
