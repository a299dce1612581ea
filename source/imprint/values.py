"""Values: what is alike in those that are msgspec's structs and in those that are dataclasses.

Most are structs, which are made in a fraction of the time, as classes and as values. A dataclass is
what has a field that takes no part in comparing or showing it, or that is worked out when wanted.
"""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from msgspec import Struct, structs

T = TypeVar("T")


def replace(value: T, /, **changes: Any) -> T:
    """A value with some of its fields changed, as Python 3.13 has it in ``copy``."""
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    changed: T = dataclasses.replace(value, **changes)  # type: ignore[type-var]
    return changed


def names_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a kind of value, in their order."""
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    return tuple(field.name for field in dataclasses.fields(kind))  # type: ignore[arg-type]


def fields_of(value: object) -> dict[str, Any]:
    """The fields of a value by their names; those of values within it are left as they are."""
    return {name: getattr(value, name) for name in names_of(type(value))}
