"""What tests ask of values: whether something is one, and what its fields are by default."""

from __future__ import annotations

import dataclasses
from typing import Any

from msgspec import Struct


def is_value(thing: object) -> bool:
    """Whether it is a value with fields, and no kind of one."""
    return not isinstance(thing, type) and is_kind(type(thing))


def is_kind(thing: object) -> bool:
    return isinstance(thing, type) and (
        issubclass(thing, Struct) or dataclasses.is_dataclass(thing)
    )


def defaults_of(kind: type) -> dict[str, Any]:
    """The default of each field that has one."""
    if issubclass(kind, Struct):
        defaults = kind.__struct_defaults__
        names = kind.__struct_fields__[len(kind.__struct_fields__) - len(defaults) :]
        return dict(zip(names, defaults, strict=True))
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]
    return {field.name: field.default for field in fields}
