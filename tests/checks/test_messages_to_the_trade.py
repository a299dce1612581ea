"""A message to the trade agrees with its record; a fact that is changed in it is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.emitters.onix.specimens import FULL, ISSUE, PRODUCTS, SENT

from imprint.checks.agreement import Finished, check_agreement
from imprint.emitters.onix import emit_onix
from imprint.model.product import ProductFacts
from imprint.model.record import Contributor

BOTH = (ProductFacts(medium="epub", slug="it"), ProductFacts(medium="print", slug="it", pages=48))
MESSAGE = emit_onix(FULL, PRODUCTS, release="3.1", sent=SENT).decode()


def findings(message: str) -> list[str]:
    file = Finished("mills.onix.xml", "onix", message.encode())
    return [f"{finding.code} {finding.what}" for finding in check_agreement(FULL, [file])]


@pytest.mark.parametrize("release", ["3.0", "3.1"])
def test_a_message_agrees_with_its_record(release: str) -> None:
    for record, products in ((FULL, PRODUCTS), (ISSUE, BOTH), (ISSUE, BOTH[:1])):
        message = emit_onix(record, products, release=release, sent=SENT)
        assert check_agreement(record, [Finished("it.onix.xml", "onix", message)]) == ()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (">The Mills<", ">The Mill<", "title"),
        (">A report<", ">A story<", "subtitle"),
        (">Meera Writer</PersonName>", ">Mira Writer</PersonName>", "authors"),
        (">B06<", ">B01<", "editors"),
        (">The Example Press</PublisherName>", ">Another Press</PublisherName>", "publisher"),
        (">20261120<", ">20251120<", "date of publication"),
        (">9783161484100<", ">9780306406157<", "ISBN"),
        (">10.5555/12345678<", ">10.5555/87654321<", "DOI"),
        (">10.5555/epub<", ">10.5555/other<", "DOI"),
        (">9.90<", ">9.91<", "price"),
        (">GBP<", ">USD<", "price"),
        (">eng</LanguageCode>", ">ger</LanguageCode>", "language"),
        (">hin</LanguageCode>", ">ben</LanguageCode>", "language of the original"),
        (">मिलें</TitleText>", ">मिल</TitleText>", "original"),
        (">What the workers learned.</p>", ">What they learned.</p>", "description"),
        (">Reports<", ">Report<", "series"),
        (">Labour history<", ">History<", "subjects"),
        (">US CA<", ">US<", "rights of sale"),
    ],
)
def test_a_changed_fact_is_found(old: str, new: str, what: str) -> None:
    assert old in MESSAGE
    found = findings(MESSAGE.replace(old, new, 1))
    assert any(what in finding for finding in found), found


def test_a_claim_that_the_record_does_not_make_is_found() -> None:
    bare = replace(FULL, sales_rights=None)
    (found, *_) = check_agreement(bare, [Finished("it.onix.xml", "onix", MESSAGE.encode())])
    assert found.code == "AGR-001"
    assert "sales rights" in found.what


def test_who_translated_and_wrote_may_stand_before_the_other_translator() -> None:
    people = (("Ada", "aut"), ("Bea", "trl"), ("Ada", "trl"))
    who = tuple(Contributor(name=name, role=role) for name, role in people)
    record = replace(FULL, contributors=who)
    message = emit_onix(record, PRODUCTS, release="3.1", sent=SENT)
    assert check_agreement(record, [Finished("it.onix.xml", "onix", message)]) == ()


def test_products_that_do_not_point_at_each_other_are_found() -> None:
    start = MESSAGE.index("<RelatedProduct>")
    end = MESSAGE.index("</RelatedProduct>") + len("</RelatedProduct>")
    (found,) = findings(MESSAGE[:start] + MESSAGE[end:])
    assert found.startswith("AGR-006")
    assert "9780306406157" in found
