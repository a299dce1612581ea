"""The keys become the manual's reference of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from imprint.readers.configuration.forms import Form, Key, ListOf, Placed, Structure
from imprint.readers.configuration.keys import TOP


class KeyHelp(Struct, frozen=True, kw_only=True):
    """What the manual says of a key; ``key`` is dotted, ``type`` is in words."""

    key: str
    type: str
    help: str
    default: str = ""
    example: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()


def reference() -> tuple[KeyHelp, ...]:
    """Every key, those of a table after the table, in the order of the manual."""
    return tuple(_help(TOP.keys, ""))


def _help(keys: tuple[Key[Any], ...], path: str) -> Iterator[KeyHelp]:
    for key in keys:
        yield KeyHelp(
            key=path + key.name,
            type=key.form.words,
            help=key.help,
            default=key.default,
            example=key.example,
            required=key.required,
            aliases=key.aliases,
        )
        yield from _help(_inner_keys(key.form), f"{path}{key.name}.")


def _inner_keys(form: Form[Any]) -> tuple[Key[Any], ...]:
    while isinstance(form, ListOf | Placed):
        form = form.form
    if isinstance(form, Structure):
        return form.keys
    inner: tuple[Key[Any], ...] = getattr(form, "keys", ())
    return inner
