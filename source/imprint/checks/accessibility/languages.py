"""The language of a document and of its parts, against the script of their letters.

WCAG 2.2, 3.1.1 and 3.1.2, https://www.w3.org/TR/WCAG22/#language-of-parts
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import langcodes
from lxml import etree

from imprint.checks.accessibility.navigation import is_epub_2
from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import MATHML, SVG, XHTML, XML_LANG, OpenedEpub, Page

# Scripts by their ISO 15924 codes, and how many letters in a row are more than a sign.
_SCRIPTS = {
    "Grek": ("\u0370-\u03ff\u1f00-\u1fff", 3),
    "Cyrl": ("\u0400-\u052f", 3),
    "Armn": ("\u0530-\u058f", 3),
    "Hebr": ("\u0590-\u05ff", 2),
    "Arab": ("\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff", 2),
    "Deva": ("\u0900-\u097f", 2),
    "Beng": ("\u0980-\u09ff", 2),
    "Taml": ("\u0b80-\u0bff", 2),
    "Thai": ("\u0e00-\u0e7f", 2),
    "Geor": ("\u10a0-\u10ff", 3),
    "Ethi": ("\u1200-\u137f", 2),
    "Kana": ("\u3040-\u30ff", 1),
    "Hani": ("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", 1),
    "Hang": ("\u1100-\u11ff\uac00-\ud7af", 1),
}
_NAMES = {
    "Grek": "Greek", "Cyrl": "Cyrillic", "Armn": "Armenian", "Hebr": "Hebrew", "Arab": "Arabic",
    "Deva": "Devanagari", "Beng": "Bengali", "Taml": "Tamil", "Thai": "Thai", "Geor": "Georgian",
    "Ethi": "Ethiopic", "Kana": "Japanese", "Hani": "Chinese", "Hang": "Korean", "Latn": "Latin",
}  # fmt: skip
_WRITTEN_WITH = {
    "Jpan": {"Kana", "Hani"}, "Kore": {"Hang", "Hani"}, "Hans": {"Hani"}, "Hant": {"Hani"},
    "Hira": {"Kana"}, "Hrkt": {"Kana", "Hani"},
}  # fmt: skip
_ANY = re.compile("[{}]".format("".join(letters for letters, _ in _SCRIPTS.values())))
_RUNS = {
    script: re.compile(rf"[{letters}](?:[\s{letters}]*[{letters}])?")
    for script, (letters, _) in _SCRIPTS.items()
}
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LONG = 80  # letters of a paragraph that is not a name or a quotation of a few words
_CODE = {f"{XHTML}{name}" for name in ("code", "pre", "kbd", "samp", "var", "script", "style")}


def check_languages(epub: OpenedEpub, report: Report) -> None:
    # EPUB 2 has no place for it but the book's own language
    if not epub.package.get(XML_LANG) and not is_epub_2(epub):
        what = "the package does not say which language its own words have"
        report.add("A11-022", what, mend="write xml:lang on the package element")
    for page in epub.documents:
        plain, xml = page.root.get("lang", ""), page.root.get(XML_LANG, "")
        if not (plain or xml):
            what = f"{page.path} does not say which language it is in"
            report.on(page, page.root, "A11-020", what, mend="write lang on its html element")
        elif plain and xml and plain.lower() != xml.lower():
            what = f"{page.path} says that it is in {plain} (lang) and in {xml} (xml:lang)"
            report.on(page, page.root, "A11-021", what, mend="write the same in both")
        for node in page.root.iter("*"):
            tag = node.get(XML_LANG) or node.get("lang") or ""
            if tag and not langcodes.tag_is_valid(tag):
                mend = "write a tag of BCP 47, such as en or de-CH"
                what = f"{quoted(tag)} is no language"
                report.on(page, node, "A11-024", what, mend=mend, kind=tag)
        _check_parts(page, report)


def _check_parts(page: Page, report: Report) -> None:
    for node, text, language in _texts(page.body, _language_of(page.root)):
        scripts = _scripts_of(language)
        if not scripts:
            continue
        for script, found in _foreign(text, scripts):
            what = f"{quoted(found)} is {_NAMES[script]}, and marked as {language}"
            mend = f"say its language: [{found[:12].strip()}]{{lang=…}}"
            report.on(page, node, "A11-023", what, mend=mend, kind=f"{page.path} {script}")
    for node in page.body.iter(f"{XHTML}p"):
        language = _language_at(node)
        text = "".join(str(part) for part in node.itertext())
        if _is_latin(node, text) and (_scripts_of(language) or {"Latn"}).isdisjoint({"Latn"}):
            what = f"{quoted(text)} is in Latin letters, and marked as {language}"
            mend = "say its language with lang"
            report.on(page, node, "A11-023", what, mend=mend, kind=f"{page.path} Latn")


def _is_latin(node: etree._Element, text: str) -> bool:
    """Whether a paragraph is a long text in Latin letters, all of it in one language."""
    if len(_LATIN.findall(text)) <= _LONG or _ANY.search(text):
        return False
    return not any(b.tag in _CODE or _language_of(b) for b in node.iterdescendants())


def _foreign(text: str, scripts: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The runs of letters in a text that are of none of the scripts."""
    if not _ANY.search(text):
        return
    for script, (_, least) in _SCRIPTS.items():
        if script in scripts:
            continue
        for found in _RUNS[script].findall(text):
            if sum(letter.isalpha() for letter in found) >= least:
                yield script, found


def _texts(node: etree._Element, language: str) -> Iterator[tuple[etree._Element, str, str]]:
    """Each piece of text under an element with the language that it is marked with."""
    stack = [(node, language)]
    while stack:
        at, above = stack.pop()
        if at.tag in _CODE or str(at.tag).startswith(MATHML):
            continue
        own = _language_of(at) or above
        if at.text:
            yield at, at.text, own
        for child in at:
            if child.tail:
                yield at, child.tail, own
            if not str(child.tag).startswith(SVG):
                stack.append((child, own))


def _language_of(node: etree._Element) -> str:
    return node.get(XML_LANG) or node.get("lang") or ""


def _language_at(node: etree._Element) -> str:
    for at in (node, *node.iterancestors()):
        if _language_of(at):
            return _language_of(at)
    return ""


@cache
def _scripts_of(language: str) -> frozenset[str]:
    """The scripts that a language is written with; none where that cannot be said."""
    if language.split("-", maxsplit=1)[0].lower() in ("", "mul", "und", "zxx", "mis"):
        return frozenset()
    try:
        script = langcodes.Language.get(language).maximize().script or ""
    except ValueError:
        return frozenset()
    if script not in _SCRIPTS and script not in _WRITTEN_WITH and script != "Latn":
        return frozenset()
    return frozenset({script, *_WRITTEN_WITH.get(script, set())})
