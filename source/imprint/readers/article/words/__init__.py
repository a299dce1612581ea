"""The words around an article, one table for each language."""

from __future__ import annotations

from imprint.readers.article.words.de import GERMAN
from imprint.readers.article.words.en import ENGLISH
from imprint.readers.article.words.es import SPANISH
from imprint.readers.article.words.fr import FRENCH
from imprint.readers.article.words.more import DUTCH, ITALIAN, PORTUGUESE
from imprint.readers.article.words.table import Words
from imprint.readers.article.words.zh import CHINESE

LANGUAGES = (ENGLISH, FRENCH, GERMAN, SPANISH, CHINESE, ITALIAN, PORTUGUESE, DUTCH)

__all__ = ["LANGUAGES", "Words"]
