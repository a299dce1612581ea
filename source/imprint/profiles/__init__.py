"""A printer's name becomes its profile, out of a dated data file."""

from __future__ import annotations

from functools import cache
from importlib import resources

from imprint.model.profile import Profile
from imprint.profiles.reading import read_profile

_FILES = resources.files(__name__)


@cache
def profile_names() -> tuple[str, ...]:
    """The names of the profiles that there are, in the order of the alphabet."""
    names = (entry.name for entry in _FILES.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def load_profile(name: str) -> Profile:
    """The profile of a printer; raises LookupError with the names that there are."""
    if name not in profile_names():
        raise LookupError(
            f"there is no profile {name!r}; the profiles are {', '.join(profile_names())}"
        )
    return read_profile(name, (_FILES / f"{name}.toml").read_text("utf-8"))
