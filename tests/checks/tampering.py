"""Every fact of a finished file, changed and left out one at a time."""

from __future__ import annotations

import copy
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pikepdf
import yaml
from lxml import etree

_NEXT = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "bcdefghijklmnopqrstuvwxyzaBCDEFGHIJKLMNOPQRSTUVWXYZA1234567890",
)
_OPF = "{http://www.idpf.org/2007/opf}"


@dataclass(frozen=True)
class Tampering:
    """What was done: where, what stands there now (nothing: it was left out), what stood there."""

    where: str
    now: str
    then: str
    content: bytes


def other(text: str) -> str:
    """A text of the same form: the last letters and digits are the next ones."""
    at = max(len(text) - 6, 0)
    changed = text[:at] + text[at:].translate(_NEXT)
    return changed if changed != text else f"{text}x"


def of_xml(content: bytes, *, root: str = "") -> Iterator[Tampering]:
    """Each text and each attribute below a root, changed and left out."""
    tree = etree.fromstring(content)
    start = tree if not root else next(tree.iter(root))
    for at, node in enumerate(start.iter("*")):
        path = "/".join(
            etree.QName(each).localname for each in (*reversed(list(node.iterancestors())), node)
        )
        if node.text and node.text.strip():
            yield from _changed(tree, start, at, path, None, node.text)
        for name, value in node.attrib.items():
            place = f"{path}@{etree.QName(name).localname}"
            yield from _changed(tree, start, at, place, str(name), str(value))


def _changed(tree: etree._Element, start: etree._Element, at: int, where: str,
             name: str | None, then: str) -> Iterator[Tampering]:  # fmt: skip
    is_whole = start is tree
    for now in (other(then.strip()), ""):
        made = copy.deepcopy(tree)
        top = made if is_whole else next(made.iter(start.tag))
        node = list(top.iter("*"))[at]
        if name is None:
            parent = node.getparent()
            if now or parent is None:
                node.text = now
            else:
                parent.remove(node)
        elif now:
            node.set(name, now)
        else:
            del node.attrib[name]
        yield Tampering(where, now, then.strip(), etree.tostring(made))


def of_package(content: bytes) -> Iterator[Tampering]:
    """Each statement of an EPUB's package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    (name,) = (name for name in files if name.endswith(".opf"))
    for tampering in of_xml(files[name], root=f"{_OPF}metadata"):
        if tampering.where.endswith("@id") and f'"#{tampering.then}"'.encode() not in files[name]:
            continue  # nothing refines it
        changed = packed(files | {name: tampering.content})
        yield Tampering(tampering.where, tampering.now, tampering.then, changed)


def of_record_inside(content: bytes) -> Iterator[Tampering]:
    """Each value of the record that is in an EPUB."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    (name,) = (name for name in files if name.endswith(".jsonld"))
    for tampering in of_json(files[name]):
        changed = packed(files | {name: tampering.content})
        yield Tampering(tampering.where, tampering.now, tampering.then, changed)


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def of_json(content: bytes) -> Iterator[Tampering]:
    return _of_tree(json.loads(content), lambda value: json.dumps(value).encode())


def of_yaml(content: bytes) -> Iterator[Tampering]:
    return _of_tree(yaml.safe_load(content), lambda value: yaml.safe_dump(value).encode())


Step = str | int


def _of_tree(tree: object, written: Callable[[object], bytes]) -> Iterator[Tampering]:
    for path, then in _leaves(tree, ()):
        for now in (other(then), ""):
            made = copy.deepcopy(tree)
            holder: object = made
            for step in path[:-1]:
                holder = holder[step]  # type: ignore[index]
            if now:
                holder[path[-1]] = now  # type: ignore[index]
            else:
                del holder[path[-1]]  # type: ignore[attr-defined]
            yield Tampering("/".join(map(str, path)), now, then, written(made))


def _leaves(tree: object, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(tree, list):
        for at, value in enumerate(tree):
            yield from _leaves(value, (*path, at))
    else:
        yield path, str(tree)


_BIB = re.compile(r"^(\s*)([\w-]+)(\s*=\s*\{)(.*)(\},?)$|^(@\w+\{)([^,]+)(,)$")


def of_bibtex(content: bytes) -> Iterator[Tampering]:
    """Each field and each key; each stands on a line of its own."""
    lines = content.decode().split("\n")
    for at, line in enumerate(lines):
        found = _BIB.match(line)
        if not found:
            continue
        then = (found[4] or found[7]).strip("{}")
        where = found[2] or "key"
        for now in (other(then), "") if found[2] else (other(then),):
            made = [*lines]
            made[at] = line.replace(then, now) if now else ""
            yield Tampering(where, now, then, "\n".join(made).encode())


def of_pdf(content: bytes) -> Iterator[Tampering]:
    """Each key of a PDF's information, each value of its packet, and its language."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        keys = {str(key): str(value) for key, value in pdf.docinfo.items()}
        packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        language = str(pdf.Root.get("/Lang", ""))
    for key, then in keys.items():
        for now in (other(then), ""):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                if now:
                    value = pikepdf.Name(now) if now.startswith("/") else pikepdf.String(now)
                    pdf.docinfo[key] = value
                else:
                    del pdf.docinfo[key]
                yield Tampering(f"Info{key}", now, then, _saved(pdf))
    for now in (other(language), ""):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if now:
                pdf.Root.Lang = pikepdf.String(now)
            else:
                del pdf.Root.Lang
            yield Tampering("Lang", now, language, _saved(pdf))
    if not packet:
        return
    bare = packet[packet.index(b"<x:xmpmeta") : packet.rindex(b"<?xpacket")]
    for tampering in of_xml(bare):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pdf.Root.Metadata = pikepdf.Stream(pdf, tampering.content)
            pdf.Root.Metadata.Type = pikepdf.Name.Metadata
            pdf.Root.Metadata.Subtype = pikepdf.Name.XML
            yield Tampering(tampering.where, tampering.now, tampering.then, _saved(pdf))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


WAYS: dict[str, Callable[[bytes], Iterator[Tampering]]] = {
    "onix": of_xml,
    "onix-3.1": of_xml,
    "jsonld": of_json,
    "csl-json": of_json,
    "bibtex": of_bibtex,
    "cff": of_yaml,
    "print": of_pdf,
    "screen": of_pdf,
    "archive": of_pdf,
    "epub": of_package,
    "record in the epub": of_record_inside,
}
