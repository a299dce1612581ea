"""Description, reviews and the terms of reading become texts about a product (list 153)."""

from __future__ import annotations

from collections.abc import Iterator

from imprint.emitters.onix.codes import language_code
from imprint.emitters.onix.nodes import Node, composite, date, leaf, plain, prose
from imprint.model.record import Record, Review

_SHORT, _DESCRIPTION, _REVIEW, _OPEN_ACCESS = "02", "03", "06", "20"
_EVERYBODY = "00"  # list 154
_PUBLISHED = "01"  # list 155
_SHORTEST = 350  # characters that a short description may have


def collateral_detail(record: Record) -> Node | None:
    """The texts that shops and catalogues show (block 2)."""
    return composite(
        "CollateralDetail",
        _text(_SHORT, _short(record), record),
        _text(_DESCRIPTION, record.description, record),
        (_review(review, record) for review in record.reviews),
        _text(_OPEN_ACCESS, _open_access(record), record),
    )


def _short(record: Record) -> str:
    """The standfirst, or the description where it is no longer than a short one."""
    for text in (record.standfirst, record.description):
        if 0 < len(plain(text)) <= _SHORTEST:
            return text
    return ""


def _open_access(record: Record) -> str:
    """Under which open licence anybody may read it: its name and the address of its deed."""
    licence = record.licence
    if licence is None or not licence.spdx.startswith("CC"):
        return ""
    return ", ".join(part for part in (licence.name or licence.spdx, licence.url) if part)


def _text(kind: str, text: str, record: Record, *more: Node | None) -> Node | None:
    told = prose("Text", text, language=language_code(record.language))
    if told is None:
        return None
    return composite(
        "TextContent", leaf("TextType", kind), leaf("ContentAudience", _EVERYBODY), told, *more
    )


def _review(review: Review, record: Record) -> Node | None:
    return _text(_REVIEW, review.text, record, *_origin(review))


def _origin(review: Review) -> Iterator[Node | None]:
    yield leaf("TextAuthor", review.author)
    yield leaf("SourceTitle", review.source)
    if review.date:
        yield composite(
            "ContentDate", leaf("ContentDateRole", _PUBLISHED), date("Date", review.date)
        )
