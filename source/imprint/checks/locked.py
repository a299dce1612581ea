"""Finished files whose contents nobody can read without a key, and why."""

from __future__ import annotations

import zipfile
from io import BytesIO

from imprint.checks.facts import Unreadable, parsed

# Fonts that are mangled in these ways can be read by everybody.
# https://www.w3.org/TR/epub-33/#sec-font-obfuscation
_MANGLED = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
_LARGEST = 8_000_000  # bytes of a list of what is encrypted
_CIPHER = "{http://www.w3.org/2001/04/xmlenc#}"


def lock_of(content: bytes) -> str:
    """What locks a PDF or an EPUB, as the end of a sentence; empty where nothing does."""
    if content.startswith(b"%PDF") and b"/Encrypt" in content:
        return _lock_of_pdf(content)
    return _lock_of_epub(content) if content.startswith(b"PK") else ""


def _lock_of_pdf(content: bytes) -> str:
    """ISO 32000-1, 7.6; what opens without a password can be read."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)):
            return ""
    except pikepdf.PasswordError:
        return "opens with a password alone"
    except pikepdf.PdfError:
        return ""  # it is said elsewhere


def _lock_of_epub(content: bytes) -> str:
    """https://www.w3.org/TR/epub-33/#sec-container-metainf-encryption.xml"""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            info = archive.getinfo("META-INF/encryption.xml")
            root = parsed(archive.read(info)) if info.file_size <= _LARGEST else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, Unreadable):
        return ""
    for data in root.iter(f"{_CIPHER}EncryptedData") if root is not None else ():
        method = data.find(f"{_CIPHER}EncryptionMethod")
        reference = data.find(f".//{_CIPHER}CipherReference")
        if method is not None and method.get("Algorithm") not in _MANGLED:
            path = reference.get("URI", "") if reference is not None else "its text"
            return f"is locked: {path} is encrypted (DRM)"
    return ""
