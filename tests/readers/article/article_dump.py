"""An article becomes lines of text, so that a test can be read without Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from imprint.diagnostics import Findings
from imprint.model.blocks import (
    Block,
    BlockQuote,
    Heading,
    List,
    Paragraph,
    SceneBreak,
    Verse,
)
from imprint.model.inlines import Inline, Link, Text
from imprint.model.record import Record
from imprint.readers.article import Article


def dump(article: Article, findings: Findings) -> str:
    """The title, the blocks, the record's stated facts and the findings, each with its line."""
    lines = [
        f"title {article.title_place.line}: {article.title}",
        f"language: {article.language}",
        "",
        *_blocks(article.blocks, ""),
        "",
        *_record(article.record),
        "",
        *(f"{finding.code} {finding.where.line}: {finding.what}" for finding in findings),
    ]
    return "\n".join(lines) + "\n"


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        at = f"{indent}{block.place.line}"
        match block:
            case Paragraph(children=children):
                yield f"{at} paragraph: {_text(children)}"
            case Heading(level=level, children=children):
                yield f"{at} heading {level}: {_text(children)}"
            case SceneBreak():
                yield f"{at} break"
            case BlockQuote(blocks=inner):
                yield f"{at} quote"
                yield from _blocks(inner, indent + "  ")
            case List(items=items, ordered=ordered, start=start, tight=tight):
                kind = f"ordered from {start}" if ordered else "bullets"
                yield f"{at} list, {kind}{', tight' if tight else ''}"
                for item in items:
                    yield from _blocks(item.blocks, indent + "  ")
            case Verse(stanzas=stanzas):
                yield f"{at} verse"
                for stanza in stanzas:
                    for line in stanza.lines:
                        yield f"{indent}  {line.place.line} {_text(line.children)}"
                    yield f"{indent}  /"
            case _:
                yield f"{at} {block!r}"


def _text(inlines: Iterable[Inline]) -> str:
    pieces = []
    for inline in inlines:
        match inline:
            case Text(text=text):
                pieces.append(text)
            case Link(target=target, children=children):
                pieces.append(f"<{target}>" if _text(children) == target else repr(inline))
            case _:
                pieces.append(repr(inline))
    return "".join(pieces)


def _record(record: Record) -> Iterator[str]:
    for person in record.contributors:
        yield f"{person.role} {person.place.line}: {person.name}"
    facts = {
        "subtitle": record.subtitle,
        "standfirst": record.standfirst,
        "publisher": record.publisher.name if record.publisher else "",
        "issued": str(record.issued or ""),
        "rights": record.rights,
        "licence": " | ".join((record.licence.spdx, record.licence.name, record.licence.url))
        if record.licence
        else "",
        "type": record.publication_type,
        "description": record.description,
        "subjects": ", ".join(record.terms),
        "edition": record.edition,
        "original title": record.original.title,
        "original language": record.original.language,
        "original venue": record.original.venue,
        "original publisher": record.original.publisher,
        "original issued": str(record.original.issued or ""),
        "original url": record.original.url,
    }
    yield from (f"{name}: {said}" for name, said in facts.items() if said)
    for identifier in record.identifiers:
        yield f"{identifier.scheme} {identifier.place.line}: {identifier.value}"
    for credit in record.credits:
        yield f"credit [{credit.label}]: {credit.name}"
    yield "places: " + ", ".join(f"{key} {place.line}" for key, place in record.places.items())
