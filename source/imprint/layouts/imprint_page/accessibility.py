"""What is known of accessibility becomes a statement in words, and nothing that is not known.

It says of the e-book what the package's metadata says of it
(https://www.w3.org/TR/epub-a11y-11/#sec-disc-package).
"""

from __future__ import annotations

from collections.abc import Iterator

from imprint.layouts.imprint_page.making import Making
from imprint.layouts.imprint_page.values import Value
from imprint.layouts.imprint_page.wording import filled, parse_wording
from imprint.layouts.words import Words
from imprint.model.record import Record
from imprint.model.rendition import Medium


def statement(record: Record, medium: Medium, words: Words, making: Making) -> Iterator[Value]:
    """Sentences on the e-book; of the printed book only whom to ask.

    The navigation and the headings are what composition makes of every publication; pictures are
    described where each of them has words that may describe it.
    """
    said = record.accessibility
    if medium is Medium.EPUB:
        if said.summary:
            yield Value(" ".join(said.summary.split()))
        yield Value(words["a11y-navigation"])
        if making.pictures:
            yield Value(words["a11y-pictures" if making.described else "a11y-silent"])
        facts = {
            "conformance": Value(said.conformance),
            "certifier": Value(said.certifier),
            "credential": Value(said.credential),
            "date": Value(words.date(said.certified) if said.certified else ""),
        }
        certified = filled(parse_wording(words["a11y-conformance"]), facts)
        if certified:
            yield certified
        if said.report:
            yield Value(said.report, href=said.report)
        if said.exemption:
            reason = words.get(said.exemption, said.exemption)
            yield Value(words.say("a11y-exemption", exemption=reason))
    if said.contact:
        contact = _contact(said.contact)
        yield filled(parse_wording(words["a11y-contact"]), {"contact": contact}) or contact


def _contact(text: str) -> Value:
    """Whom to ask, as a link where it is a web or mail address."""
    if text.startswith(("https://", "http://")):
        return Value(text, href=text)
    is_mail = "@" in text and not any(character.isspace() for character in text)
    return Value(text, href=f"mailto:{text}") if is_mail else Value(text)
