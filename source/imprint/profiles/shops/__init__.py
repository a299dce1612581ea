"""A shop's name becomes its profile, out of a dated data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from imprint.model.shop import Shop
from imprint.profiles.shops.reading import shop_of

_FILES = resources.files(__name__)


@cache
def shop_names() -> tuple[str, ...]:
    """The names of the shops that there are, in the order of the alphabet."""
    names = (entry.name for entry in _FILES.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load_shop(name: str) -> Shop:
    """The profile of a shop; raises LookupError with the names that there are."""
    if name not in shop_names():
        raise LookupError(f"there is no shop {name!r}; the shops are {', '.join(shop_names())}")
    return shop_of(name, tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8")))
