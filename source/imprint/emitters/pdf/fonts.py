"""Fonts as a book uses them become font objects of its PDF, each embedded once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby, islice

import uharfbuzz
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from imprint.emitters.pdf.fragments import FontUse, digest_of
from imprint.model.assets import Font
from imprint.store import Store

_DROPPED = "BASE DSIG EBDT EBLC EBSC GPOS GSUB GDEF JSTF LTSH PCLT SVG MATH".split()
_STEM = 80  # thousandths of an em, where a font does not say
_BATCH = 100  # entries of a CMap in one list (Adobe Technical Note 5014)


def embed_fonts(
    book: Pdf, uses: Mapping[str, FontUse], fonts: tuple[Font, ...], *, whole: bool, store: Store
) -> dict[str, Object]:
    """The font objects by the names that content streams have for them.

    ISO 32000-1, 9.7 (composite fonts) and 9.9 (embedded font programs). Glyphs keep their numbers,
    so that every fragment's content is right as it is.
    """
    programs = {hashlib.sha256(font.content).hexdigest(): font.content for font in fonts}
    return {
        name: _font(book, name, use, programs[use.digest], whole=whole, store=store)
        for name, use in sorted(uses.items())
    }


def _font(
    book: Pdf, name: str, use: FontUse, program: bytes, *, whole: bool, store: Store
) -> Object:
    glyphs = sorted({0, *use.widths})
    content = program if whole else _subset(use.digest, program, glyphs, store)
    base = Name(f"/{use.name}" if whole else f"/{name}+{use.name}")
    face = uharfbuzz.Face(uharfbuzz.Blob(content))
    file = Stream(book, content, Length1=len(content))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        FontFamily=String(use.name.replace("-", " ")),
        Flags=use.flags,
        FontBBox=Array(_bounds(content, face.upem)),
        ItalicAngle=0,
        Ascent=use.ascent,
        Descent=use.descent,
        CapHeight=use.ascent,
        StemV=_STEM,
        StemH=_STEM,
        FontFile2=book.make_indirect(file),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=book.make_indirect(descriptor),
        W=Array(list(_widths(use.widths))),
    )
    return book.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([book.make_indirect(descendant)]),
            ToUnicode=book.make_indirect(Stream(book, _unicode_map(_plain(program, use.unicode)))),
        )
    )


def _subset(digest: str, program: bytes, glyphs: list[int], store: Store) -> bytes:
    """The font with the outlines of some glyphs alone, under the numbers that they have."""
    key = digest_of(["subset", uharfbuzz.__version__, digest, glyphs])
    kept = store.get(key)
    if kept is not None:
        return kept
    face = uharfbuzz.Face(uharfbuzz.Blob(program))
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode()) for tag in _DROPPED)
    wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_HINTING
    content = bytes(uharfbuzz.subset(face, wanted).blob.data)
    store.put(key, content)
    return content


def _bounds(program: bytes, units: int) -> list[int]:
    """The box around every glyph, in thousandths of an em ("head", xMin to yMax)."""
    face = uharfbuzz.Face(uharfbuzz.Blob(program))
    head = face.reference_table("head").data
    sides = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in range(36, 44, 2))
    return [round(side * 1000 / units) for side in sides]


def _widths(widths: Mapping[int, int]) -> Iterator[int | Array]:
    """Runs of glyphs with their widths (ISO 32000-1, 9.7.4.3)."""
    numbered = enumerate(sorted(widths))
    for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        glyphs = [glyph for _, glyph in run]
        yield glyphs[0]
        yield Array([widths[glyph] for glyph in glyphs])


def _plain(program: bytes, texts: Mapping[int, str]) -> dict[int, str]:
    """What glyphs stand for, where one may be drawn for several characters.

    A hyphen that the author wrote, in a number or an address, has the glyph of one at the end of a
    line, and a space that of a no-break space: whoever copies them wants the plain ones.
    """
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(program)))
    plain = {font.get_nominal_glyph(ord(character)): character for character in "- "}
    return {glyph: plain.get(glyph, text) for glyph, text in texts.items()}


def _unicode_map(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
    ]
    entries = iter(
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted(texts.items())
        if text
    )
    while batch := list(islice(entries, _BATCH)):
        lines += [f"{len(batch)} beginbfchar", *batch, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
