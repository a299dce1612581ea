"""What happens by itself, and what takes the keyboard its own way.

WCAG 2.2, 1.2.2, 1.4.2, 2.1.1, 2.2.1, 2.4.3 and 4.1.2, https://www.w3.org/TR/WCAG22/
"""

from __future__ import annotations

import re

from imprint.checks.accessibility.report import Report
from imprint.checks.opened_epub import XHTML, OpenedEpub

_DATA = re.compile(r"(?:application|text)/(?!.*(?:java|ecma)script).+", re.IGNORECASE)


def check_behaviour(epub: OpenedEpub, report: Report) -> None:
    for page in epub.documents:
        for node in page.root.iter("*"):
            if re.fullmatch(r"\s*\+?0*[1-9]\d*\s*", node.get("tabindex", "")):
                what = f"an element of {page.path} takes its turn out of order (tabindex)"
                mend = "take tabindex away, or write 0"
                report.on(page, node, "A11-080", what, mend=mend, kind=page.path)
            if node.tag in (f"{XHTML}audio", f"{XHTML}video") and node.get("autoplay") is not None:
                what = "sound or film begins by itself"
                report.on(page, node, "A11-081", what, mend="take autoplay away")
            if node.tag == f"{XHTML}meta" and node.get("http-equiv", "").lower() == "refresh":
                what = f"{page.path} turns to another page by itself"
                report.on(page, node, "A11-081", what, mend="take the meta element away")
            handlers = [name for name in node.attrib if str(name).startswith("on")]
            script = node.tag == f"{XHTML}script" and not _DATA.fullmatch(node.get("type", ""))
            if script or handlers:
                what = f"{page.path} has a script; who reads without it misses what it does"
                mend = "take it away: no reading system has to run it"
                report.on(page, node, "A11-082", what, mend=mend, kind=page.path)
            if node.tag == f"{XHTML}video" and not any(
                track.get("kind", "subtitles") in ("captions", "subtitles")
                for track in node.iter(f"{XHTML}track")
            ):
                what = f"a film in {page.path} has no captions"
                report.on(page, node, "A11-085", what, mend="add a track of the kind captions")
            if node.tag == f"{XHTML}iframe" and not node.get("title", "").strip():
                what = f"a frame in {page.path} has no title"
                report.on(page, node, "A11-086", what, mend="give it a title")
