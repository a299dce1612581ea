"""Tables: which cells are headers, of what, and what the table is about.

WCAG 2.2, 1.3.1 Info and Relationships, https://www.w3.org/TR/WCAG22/#info-and-relationships
"""

from __future__ import annotations

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import XHTML, OpenedEpub, words_of

_HEADINGS = {f"{XHTML}{name}" for name in ("h1", "h2", "h3", "h4", "h5", "h6", "header")}
_SCOPES = {"col", "row", "colgroup", "rowgroup"}


def check_tables(epub: OpenedEpub, report: Report) -> None:
    for page in epub.pages:
        for table in page.root.iter(f"{XHTML}table"):
            if table.get("role") in ("presentation", "none"):
                continue
            headers = list(table.iter(f"{XHTML}th"))
            begins = quoted(words_of(table))
            if not headers:
                what = f"the table {begins} has no header cells"
                mend = "give it a first row of headers"
                report.on(page, table, "A11-030", what, mend=mend)
            lost = [th for th in headers if th.get("scope") not in _SCOPES]
            if lost and not any(td.get("headers") for td in table.iter(f"{XHTML}td")):
                what = f"the header {quoted(words_of(lost[0]))} does not say what it heads"
                mend = 'add scope="col" or scope="row"'
                report.on(page, lost[0], "A11-031", what, mend=mend, kind="scope")
            for th in headers:
                pictured = any(image.get("alt") for image in th.iter(f"{XHTML}img"))
                if not words_of(th) and not pictured and not th.get("aria-label"):
                    what = f"a header cell of the table {begins} is empty"
                    mend = "give it words, or make it a cell of the table (td)"
                    report.on(page, th, "A11-033", what, mend=mend, kind=begins)
            if not _is_named(table) and not _is_introduced(table):
                what = f"the table {begins} has no caption"
                mend = "say in a caption what it is about"
                report.on(page, table, "A11-032", what, mend=mend, kind="caption")


def _is_named(table: etree._Element) -> bool:
    caption = table.find(f"{XHTML}caption")
    if caption is not None and words_of(caption):
        return True
    if table.get("aria-label") or table.get("aria-labelledby"):
        return True
    figure = next(table.iterancestors(f"{XHTML}figure"), None)
    return figure is not None and figure.find(f".//{XHTML}figcaption") is not None


def _is_introduced(table: etree._Element) -> bool:
    """Whether what stands right before a table says what it is: a heading, or words and a colon."""
    before: etree._Element | None = table
    while before is not None and before.getprevious() is None and before.tag != f"{XHTML}body":
        before = before.getparent()
    before = before.getprevious() if before is not None else None
    if before is None:
        return False
    if before.tag == f"{XHTML}p":
        return words_of(before).endswith((":", "\uff1a"))
    return before.tag in _HEADINGS
