"""What was left out, read and doubted becomes findings in the order of the lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from imprint.diagnostics import Finding, Findings, Place
from imprint.model.record import Contributor, Credit, Identifier, Licence
from imprint.readers.article.facts import Fact
from imprint.readers.article.units import Unit

_SHOWN = 80  # characters of a line that a finding repeats
_NAMES = {
    "aut": "author",
    "trl": "translator",
    "edt": "editor",
    "pfr": "reviser or proofreader",
    "ill": "illustrator",
    "pht": "photographer",
    "ivr": "interviewer",
    "aui": "author of the introduction",
    "nrt": "narrator",
    "issued": "date",
    "original.issued": "original.date",
}
_KEEP = "put a backslash before the line to keep it"


@dataclass(slots=True)
class Ledger:
    """Facts and findings, gathered while the units of a file are sorted."""

    file: str
    facts: list[tuple[Fact, Place]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def drop(self, unit: Unit) -> None:
        """Note that a unit was taken for the web page's own matter."""
        self._add("ART-001", f"left out: {shortened(unit.text)}", _KEEP, unit)

    def read(self, unit: Unit, fact: Fact) -> None:
        """Note a fact and the unit that says it."""
        if fact.key == "leftover":
            self._add("ART-001", f"left out: {shortened(str(fact.value))}", _KEEP, unit)
        elif fact.key == "unclear":
            self._doubt_fact(unit, fact)
        elif fact.key.startswith("false "):
            self._refuse(unit, fact)
        else:
            self.facts.append((fact, self._place(unit)))
            self._add("ART-002", f"{_name(fact)}: {shortened(shown(fact))}", _KEEP, unit)

    def keep_aside(self, unit: Unit, said: str) -> None:
        """Note words under the credits that nobody understood; they become a credit."""
        self.facts.append((Fact("credit", Credit(label="", name=said)), self._place(unit)))
        mend = "write it as “label: value”, or put a backslash before the line to keep it as text"
        what = f"not understood, kept on the imprint page as it is: {shortened(said)}"
        self._add("ART-004", what, mend, unit)

    def doubt(self, unit: Unit, what: str, mend: str) -> None:
        """Note a unit that is kept as text and may be something else."""
        self._add("ART-004", f"{what}: {shortened(unit.text)}", mend, unit)

    def disagree(self, key: str, place: Place, said: str, known: str) -> None:
        """Note a second statement of a fact that does not say the same."""
        what = f"{key} is “{shortened(known)}” and here “{shortened(said)}”; the first counts"
        self.findings.append(Finding("REC-010", what, "delete the one that is wrong", place))

    def settle(self, findings: Findings) -> None:
        """Hand on the findings, sorted by line."""
        findings.extend(sorted(self.findings, key=lambda finding: finding.where.line))

    def _doubt_fact(self, unit: Unit, fact: Fact) -> None:
        self.facts.append((Fact("credit", fact.value), self._place(unit)))
        said = shown(fact)
        if any(character.isdigit() for character in said) and "/" in said:
            what, mend = "the date can be read in two ways", "write it as 2024-05-03"
        else:
            what = "the licence is named without its version"
            mend = "write it with the version, as in: CC BY-SA 4.0"
        self._add("ART-004", f"{what}, and is kept as it is: {shortened(said)}", mend, unit)

    def _refuse(self, unit: Unit, fact: Fact) -> None:
        scheme = fact.key.removeprefix("false ").upper()
        what = f"the {scheme}'s check digit or form is wrong: {fact.value}"
        self._add("REC-004", what, "copy it again from where it was given", unit)

    def _add(self, code: str, what: str, mend: str, unit: Unit) -> None:
        self.findings.append(Finding(code, what, mend, self._place(unit)))

    def _place(self, unit: Unit) -> Place:
        return Place(self.file, unit.line)


def _name(fact: Fact) -> str:
    if isinstance(fact.value, Credit):
        return f"credit “{fact.value.label}”" if fact.value.label else "credit"
    return _NAMES.get(fact.key, fact.key)


def shown(fact: Fact) -> str:
    """A fact's value as a finding shows it."""
    match fact.value:
        case Contributor(name=name) | Credit(name=name):
            return name
        case Licence(spdx=said) | Identifier(value=said):
            return said
        case value:
            return str(value)


def shortened(text: str) -> str:
    """The beginning of a text, for a finding."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
