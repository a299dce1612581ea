"""The schemas of both releases accept every message, whatever is in the record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.emitters.onix.specimens import (
    FULL,
    ISSUE,
    NASTY,
    PRODUCTS,
    RELEASES,
    SENT,
    SMALLEST,
    hostile,
)
from tests.validators import onixcheck

from imprint.emitters.onix import emit_onix
from imprint.model.product import ProductFacts
from imprint.model.record import Publisher, Record
from imprint.values import replace

BOTH = (ProductFacts(medium="epub", slug="it"), ProductFacts(medium="print", slug="it", pages=48))
BLANK = hostile(" \n\n ")
CASES: dict[str, tuple[Record, Sequence[ProductFacts]]] = {
    "smallest": (SMALLEST, BOTH[:1]),
    "full": (FULL, PRODUCTS),
    "issue": (ISSUE, BOTH),
    "hostile": hostile(NASTY),
    "numbered": (replace(hostile(NASTY)[0], edition="2"), BOTH),
    "huge": hostile("Ω <&> " * 2000),
    "blank": (replace(BLANK[0], title="T", publisher=Publisher(name="P")), BLANK[1]),
}


@pytest.mark.slow
@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("case", CASES)
def test_schemas_accept_it(case: str, release: str) -> None:
    record, products = CASES[case]
    assert onixcheck(emit_onix(record, products, release=release, sent=SENT)) == []


@pytest.mark.slow
def test_schemas_refuse_what_is_wrong() -> None:
    content = emit_onix(SMALLEST, BOTH, release="3.0", sent=SENT)
    assert onixcheck(content.replace(b">ED<", b">QQ<")) != []
