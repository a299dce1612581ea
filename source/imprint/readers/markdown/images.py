"""A reference to a picture becomes an image of the model, with its alternative text."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from markdown_it.token import Token

from imprint.model.inlines import Image
from imprint.readers.markdown.links import is_allowed
from imprint.readers.markdown.marks import Marks
from imprint.readers.markdown.reading import Reading


def read_image(
    reference: str,
    reading: Reading,
    *,
    alternative: str | None,
    title: str,
    marks: Marks,
    line: int,
) -> Image | None:
    """An image, or None with a finding where there is no such picture.

    ``alternative`` is None where the author said nothing, and empty where the picture is said to
    be decorative. AST-005 where nobody says what the picture shows.
    """
    attributes = reading.attributes(
        marks.without("decorative"), line=line, also=("alt", "title", "src")
    )
    if not is_allowed(reference, reading, line=line):
        return None
    decorative = "decorative" in marks.classes or alternative == ""
    if not decorative and alternative is None:
        reading.finding(
            "AST-005",
            f"nothing says what the picture shows: {reference}",
            mend=f"write ![what it shows]({reference}), or {{.decorative}} after it",
            line=line,
        )
    place = reading.place(line)
    path = reference if "://" in reference else unquote(reference)
    digest = reading.images.load(path, beside=reading.file, place=place)
    if digest is None:
        return None
    return Image(
        asset=digest,
        alternative="" if decorative else alternative or "",
        title=title,
        decorative=decorative,
        place=place,
        attributes=attributes,
    )


def read_image_token(token: Token, reading: Reading, *, marks: Marks, line: int) -> Image | None:
    """An image from Markdown: ``![alternative](reference "title"){alt="" .decorative}``."""
    explicit = marks.get("alt")
    written = plain_text(token.children or ()).strip()
    return read_image(
        str(token.attrs["src"]),
        reading,
        alternative=explicit if explicit is not None else written or None,
        title=marks.get("title") or str(token.attrs.get("title", "")),
        marks=marks,
        line=line,
    )


def plain_text(tokens: Iterable[Token]) -> str:
    """The characters of inline tokens, markup left out."""
    pieces = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
        elif token.type == "image":
            pieces.append(plain_text(token.children or ()))
        elif token.type != "html_inline":
            pieces.append(token.content)
    return "".join(pieces)
