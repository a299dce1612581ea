"""Files become the bytes of an OCF container, the same ones every time."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_MIMETYPE = "mimetype"
_MEDIA_TYPE = b"application/epub+zip"
# The first moment that a ZIP file can hold, for every file: the package says when it was made.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FILE_MODE = 0o100644 << 16
_LEVEL = 6
# Formats that are compressed already.
_PACKED = (".gif", ".jpeg", ".jpg", ".png", ".webp", ".woff", ".woff2")


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file of the files in their order, with ``mimetype`` first and stored.

    https://www.w3.org/TR/epub-33/#sec-zip-container-mime
    """
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr(_entry(_MIMETYPE), _MEDIA_TYPE, ZIP_STORED)
        for name, content in files.items():
            if name != _MIMETYPE:
                stored = name.lower().endswith(_PACKED)
                method = ZIP_STORED if stored else ZIP_DEFLATED
                archive.writestr(_entry(name), content, method, _LEVEL)
    return written.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MOMENT)
    entry.create_system = _UNIX
    entry.external_attr = _FILE_MODE
    return entry
