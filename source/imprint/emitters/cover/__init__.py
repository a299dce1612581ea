"""A record becomes a typographic cover, unless the author gave a picture; and its print a wrap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from imprint.distributions import version_of
from imprint.model.assets import Asset
from imprint.model.record import Record, Serial
from imprint.model.rendition import Rendition
from imprint.store import NO_STORE, Store, source_digest
from imprint.values import fields_of

__all__ = ["HEIGHT", "WIDTH", "CoverText", "emit_cover", "known_cover", "text_of"]

# The size that every shop accepts (1 : 1.6), in pixels.
WIDTH, HEIGHT = 1600, 2560
_NAME = "cover.jpg"
_JPEG = b"\xff\xd8\xff"  # what such a file begins with


class CoverText(Struct, frozen=True):
    """What a cover says: names at its head, title and subtitle, translators, publisher.

    ``language`` is the BCP 47 tag of what it says; words that are too long are divided by it.
    """

    names: str
    title: str
    subtitle: str
    byline: str
    publisher: str
    language: str = ""


def emit_cover(rendition: Rendition, *, store: Store = NO_STORE) -> Asset:
    """The cover's picture: the author's own, or one made from the record.

    A made cover is 1600 × 2560 pixels of sRGB as JPEG, the same bytes for the same record. It is
    kept in the store. A picture of the author's that some shop would not take is made one.
    """
    known = known_cover(rendition, store)
    if known is not None:
        return known
    from imprint.emitters.cover.composition import drawn

    content = drawn(_text(rendition), rendition.fonts)
    store.put(_key(rendition), content)
    return _asset(content)


def known_cover(rendition: Rendition, store: Store) -> Asset | None:
    """The author's own cover, or the one that was made before; None if it must be drawn."""
    if rendition.cover is not None:
        wanted = rendition.cover.asset
        own = next((asset for asset in rendition.assets if asset.digest == wanted), None)
        if own is not None:
            from imprint.emitters.cover.own import for_shops

            return for_shops(own, name=_NAME)
    kept = store.get(_key(rendition))
    return _asset(kept) if kept is not None and kept.startswith(_JPEG) else None


def _asset(content: bytes) -> Asset:
    return Asset(
        digest=sha256(content).hexdigest(),
        name=_NAME,
        media_type="image/jpeg",
        content=content,
        width=WIDTH,
        height=HEIGHT,
    )


def _key(rendition: Rendition) -> str:
    """The hash of everything that shapes a cover."""
    facts = [*fields_of(_text(rendition)).values(), version_of("pillow"), version_of("uharfbuzz")]
    fonts = [
        (font.weight, font.style, sha256(font.content).hexdigest()) for font in rendition.fonts
    ]
    return sha256(repr((source_digest(Path(__file__)), facts, fonts)).encode()).hexdigest()


def _text(rendition: Rendition) -> CoverText:
    return text_of(rendition.record, rendition.labels, slug=rendition.slug)


def text_of(record: Record, labels: Mapping[str, str], *, slug: str) -> CoverText:
    """What a cover says of a record, with the words of ``labels``.

    An issue has the magazine at its head, and its number and date in place of the translators.
    """
    translators = [person.name for person in record.by_role("trl")]
    house, serial = record.publisher, record.serial
    names, byline = _heads(record, labels), _byline("byline-trl", translators, labels)
    if serial:
        names = "" if serial.title == record.title else serial.title
        byline = _issue(serial, labels)
    return CoverText(
        names=names,
        title=record.title or slug,
        subtitle=record.subtitle,
        byline=byline,
        publisher=(house.imprint or house.name) if house else "",
        language=record.language,
    )


def _heads(record: Record, labels: Mapping[str, str]) -> str:
    """Who stands at the head: the authors, or the editors of a book that names none."""
    authors = [author.name for author in record.authors]
    if authors:
        return _joined(authors, labels)
    return _byline("byline-edt", [editor.name for editor in record.by_role("edt")], labels)


def _issue(serial: Serial, labels: Mapping[str, str]) -> str:
    """Volume, number and date of an issue, in one line."""
    numbers = (("volume", serial.volume), ("number", serial.number))
    said = [
        labels.get(f"serial-{name}", f"{{{name}}}").replace(f"{{{name}}}", fact)
        for name, fact in numbers
        if fact
    ]
    said += [serial.cover_date] if serial.cover_date else []
    return labels.get("comma-facts", ", ").join(said)


def _byline(key: str, names: Sequence[str], labels: Mapping[str, str]) -> str:
    return labels.get(key, "{names}").replace("{names}", _joined(names, labels)) if names else ""


def _joined(names: Sequence[str], labels: Mapping[str, str]) -> str:
    """Names as the publication's language lists them; no line ends inside one."""
    *before, last = [" ".join(name.split()).replace(" ", "\u00a0") for name in names] or [""]
    comma = labels.get("comma", ", ")
    return f"{comma.join(before)}{labels.get('and', comma)}{last}" if before else last
