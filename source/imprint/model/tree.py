"""A node of the content tree becomes the nodes inside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from imprint.model.nodes import Node
from imprint.model.publication import Section
from imprint.values import names_of, replace

N = TypeVar("N", bound=Node)

_BRANCHES: dict[type, tuple[str, ...]] = {}


def branches_of(kind: type) -> tuple[str, ...]:
    """The names of a node type's fields that can hold nodes, in their order."""
    names = _BRANCHES.get(kind)
    if names is None:
        told = {
            name: said
            for each in kind.__mro__
            for name, said in vars(each).get("__annotations__", {}).items()
        }
        names = _BRANCHES[kind] = tuple(
            name
            for name in names_of(kind)
            if name in ("head", "image") or "tuple" in str(told[name])
        )
    return names


def nodes_of(section: Section) -> list[Node]:
    """A section and every node in it, parents first, but not the sections inside it."""
    found: list[Node] = [section]
    for part in (section.title, section.subtitle, section.blocks, section.notes):
        _gather(part, found)
    return found


def _gather(nodes: Iterable[Any], found: list[Node]) -> None:
    """Add nodes and what is inside them; a tuple among them holds nodes as well."""
    for node in nodes:
        if isinstance(node, tuple):
            _gather(node, found)
            continue
        found.append(node)
        for name in branches_of(type(node)):
            inner = getattr(node, name)
            if inner:
                _gather(inner if isinstance(inner, tuple) else (inner,), found)


def rewrite_all(nodes: tuple[N, ...], change: Any) -> tuple[N, ...]:
    """Nodes with ``change`` made to each of them and to all in them."""
    rewritten = tuple(rewrite(node, change) for node in nodes)
    same = all(new is old for new, old in zip(rewritten, nodes, strict=True))
    return nodes if same else rewritten


def rewrite(value: Any, change: Any) -> Any:
    """A node with ``change`` made to it and to all in it, what is inside first.

    The same object where nothing changed.
    """
    if isinstance(value, tuple):
        return rewrite_all(value, change)
    changes = {}
    for name in branches_of(type(value)):
        old = getattr(value, name)
        new = rewrite(old, change) if old else old
        if new is not old:
            changes[name] = new
    return change(replace(value, **changes) if changes else value)
