"""The table of a shop's TOML file becomes a Shop: every key is known, every value of its type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from imprint.model.shop import Shop, ShopCover
from imprint.values import names_of

_UNITS = {"KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(KB|MB|GB)")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?")
_SIZES = {"largest", "advised", "document", "embedded"}
_REQUIRED = ("title", "verified_on", "sources")


def shop_of(name: str, table: Mapping[str, Any]) -> Shop:
    """The shop that a table tells of; raises ValueError, which names the key."""
    for key in _REQUIRED:
        if key not in table:
            raise ValueError(f"shop {name}: {key} is missing; write it")
    if not _DAY.fullmatch(str(table["verified_on"])):
        raise ValueError(f'shop {name}: verified_on is no day or month; write "2026-08"')
    for source in table["sources"]:
        if not str(source).startswith("https://"):
            raise ValueError(f"shop {name}: sources: {source!r} does not begin with https://")
    facts = _facts(name, table, Shop)
    if "cover" in facts:
        facts["cover"] = ShopCover(**_facts(f"{name}: cover", facts["cover"], ShopCover))
    return Shop(name=name, **facts)


def _facts(
    name: str, table: Mapping[str, Any], kind: type[Shop] | type[ShopCover]
) -> dict[str, Any]:
    known = {*names_of(kind)} - {"name"}
    facts = {}
    for key, value in table.items():
        if key not in known:
            raise ValueError(
                f"shop {name}: {key} is no key; the keys are {', '.join(sorted(known))}"
            )
        try:
            facts[key] = _value(key, value, is_shop=kind is Shop)
        except ValueError as error:
            raise ValueError(f"shop {name}: {key}: {error}") from error
    return facts


def _value(key: str, value: Any, *, is_shop: bool) -> Any:
    if is_shop and key in _SIZES:
        return _bytes(value)
    if key in ("formats", "pictures", "fonts"):
        return frozenset(map(str, value))
    if key in ("sources", "ratio"):
        return tuple(value)
    return value


def _bytes(value: Any) -> int:
    """A size such as ``300KB`` or ``2GB``, in bytes: a kilobyte is a thousand of them."""
    found = _SIZE.fullmatch(str(value))
    if not found:
        raise ValueError(f'{value!r} is no size; write one with its unit, as "300KB" or "2GB"')
    return round(float(found[1]) * _UNITS[found[2]])
