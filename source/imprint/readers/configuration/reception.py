"""Tables become what others did for the publication: reviews and money."""

from __future__ import annotations

from imprint.model.record import Funder, Review
from imprint.readers.configuration.checked import DATE, URL
from imprint.readers.configuration.forms import Given, Key, Structure, Text

_TEXT = Key("text", Text(lines=True), "What was said.", "A calm, clear book.", required=True)
_AUTHOR = Key("author", Text(), "Who said it.", "Udo Winter")
_SOURCE = Key("source", Text(), "The paper, magazine or site.", "The Harbour Times")
_DATE = Key("date", DATE, "When it was said.", "2026-12")


def _build_review(given: Given) -> Review:
    return Review(
        text=given.text(_TEXT),
        author=given.text(_AUTHOR),
        source=given.text(_SOURCE),
        date=given.get(_DATE),
    )


REVIEW = Structure(
    keys=(_TEXT, _AUTHOR, _SOURCE, _DATE),
    build=_build_review,
    main=_TEXT,
    example="A calm, clear book.",
)

_NAME = Key("name", Text(), "Who paid.", "Example Foundation", required=True)
_AWARD = Key("award", Text(), "The number of the grant.", "EX-2026-17", aliases=("award-id",))
_URL = Key("url", URL, "The grant or the funder on the web.", "https://example.org/grants")


def _build_funder(given: Given) -> Funder:
    return Funder(name=given.text(_NAME), award=given.text(_AWARD), url=given.text(_URL))


FUNDER = Structure(
    keys=(_NAME, _AWARD, _URL), build=_build_funder, main=_NAME, example="Example Foundation"
)
