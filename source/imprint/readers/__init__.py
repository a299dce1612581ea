"""Manuscripts and their settings become publications."""

from imprint.readers.reading import CONFIGURATION, MANUSCRIPT_FOLDER, read, read_files

__all__ = ["CONFIGURATION", "MANUSCRIPT_FOLDER", "read", "read_files"]
