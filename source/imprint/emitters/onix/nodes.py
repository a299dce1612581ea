"""Values become the elements of a message, and the elements a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree

from imprint.model.record import PartialDate

# What XML 1.0 cannot hold: https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
# List 55: YYYY, YYYYMM and YYYYMMDD.
_YEAR, _MONTH, _DAY = "05", "01", "00"


@dataclass(frozen=True, slots=True)
class Node:
    """An element of a message: a text, or elements in their order."""

    name: str
    text: str = ""
    children: tuple[Node, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


Content = Node | None | Iterable["Node | None"]


def composite(name: str, *contents: Content) -> Node | None:
    """An element of elements, or None if it would hold nothing."""
    children = tuple(_flat(contents))
    return Node(name, children=children) if children else None


def _flat(contents: Iterable[Content]) -> Iterator[Node]:
    for content in contents:
        if isinstance(content, Node):
            yield content
        elif content is not None:
            yield from (node for node in content if node is not None)


def leaf(name: str, value: object, **attributes: str) -> Node | None:
    """An element of a text in one line, or None if there is no text."""
    text = plain(str(value))
    given = tuple((key, word) for key, word in attributes.items() if word)
    return Node(name, text, attributes=given) if text else None


def flag(name: str) -> Node:
    """An element that says something by being there."""
    return Node(name)


def prose(name: str, text: str, *, language: str = "") -> Node | None:
    """A text, whose paragraphs are XHTML where it has more than one (list 34, code 05)."""
    paragraphs = [plain(each) for each in re.split(r"\n\s*\n", text)]
    paragraphs = [each for each in paragraphs if each]
    if len(paragraphs) < 2:
        return leaf(name, text, language=language)
    given = (("language", language), ("textformat", "05"))
    children = tuple(Node("p", paragraph) for paragraph in paragraphs)
    return Node(name, children=children, attributes=tuple((k, v) for k, v in given if v))


def date(name: str, value: PartialDate) -> Node:
    """A date, as exact as it is known."""
    style = _DAY if value.day else _MONTH if value.month else _YEAR
    return Node(name, str(value).replace("-", ""), attributes=(("dateformat", style),))


def link(name: str, url: str) -> Node | None:
    """An address on the web as a URI (RFC 3986), or None if the text is none."""
    return leaf(name, _uri(_NOT_XML.sub("", url)))


def _uri(url: str) -> str:
    try:
        parts = urlsplit("".join(url.split()))
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    path, query, fragment = (
        re.sub("%(?![0-9A-Fa-f]{2})", "%25", quote(part, safe=safe))
        for part, safe in (
            (parts.path, "/%:@!$&'()*+,;=~"),
            (parts.query, "/%:@!$&'()*+,;=~?"),
            (parts.fragment, "/%:@!$&'()*+,;=~?"),
        )
    )
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


def plain(text: str) -> str:
    """A text in one line, without characters that XML cannot hold."""
    return re.sub(r"\s+", " ", _NOT_XML.sub("", text)).strip()


def written(message: Node, *, namespace: str) -> bytes:
    """A message as a file in UTF-8, indented for people to read."""
    root = _element(message, namespace)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _element(node: Node, namespace: str) -> etree._Element:
    default = cast("dict[str, str]", {None: namespace})  # None is a prefix too, but to the types
    made = etree.Element(f"{{{namespace}}}{node.name}", nsmap=default)
    for name, value in node.attributes:
        made.set(name, value)
    made.text = node.text or None
    made.extend(_element(child, namespace) for child in node.children)
    return made
