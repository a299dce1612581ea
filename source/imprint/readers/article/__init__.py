"""Plain text copied from a web page becomes an article and its record."""

from imprint.readers.article.missing import is_translation, missing_facts, report_missing
from imprint.readers.article.reader import Article, read_article

__all__ = ["Article", "is_translation", "missing_facts", "read_article", "report_missing"]
