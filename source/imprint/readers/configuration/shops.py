"""The key of the shops that the e-book is to be sold in."""

from __future__ import annotations

from imprint.readers.configuration.forms import Key, ListOf, Text

SHOPS = Key(
    "shops",
    ListOf(Text(words="a shop", example="kobo"), separator=","),
    "The shops that the e-book is for: apple, draft2digital, google-play, kindle, kobo.",
    "apple, kobo",
)
