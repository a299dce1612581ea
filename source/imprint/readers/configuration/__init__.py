"""imprint.toml, front matter and ``--set`` become one checked value: the settings."""

from __future__ import annotations

from imprint.readers.configuration.from_overrides import read_overrides
from imprint.readers.configuration.from_toml import read_toml
from imprint.readers.configuration.from_yaml import read_yaml
from imprint.readers.configuration.front_matter import split_front_matter
from imprint.readers.configuration.located import Items, Located, Scalar, Table
from imprint.readers.configuration.reference import KeyHelp, reference
from imprint.readers.configuration.settle import settings_of

__all__ = [
    "Items",
    "KeyHelp",
    "Located",
    "Scalar",
    "Table",
    "read_overrides",
    "read_toml",
    "read_yaml",
    "reference",
    "settings_of",
    "split_front_matter",
]
