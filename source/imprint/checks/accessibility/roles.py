"""What an element is, said to programs (epub:type) and to assistive technology (role).

EPUB Accessibility Techniques 1.1, https://www.w3.org/TR/epub-a11y-tech-11/ · the pairs:
https://idpf.github.io/epub-guides/epub-aria-authoring/#sec-mappings
"""

from __future__ import annotations

from lxml import etree

from imprint.checks.accessibility.report import Report
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub

_ROLES = {
    **{
        name: f"doc-{name}"
        for name in (
            "abstract", "acknowledgments", "afterword", "appendix", "biblioref",
            "bibliography", "chapter", "colophon", "conclusion", "credit", "credits", "dedication",
            "endnotes", "epigraph", "epilogue", "errata", "footnote", "foreword", "glossary",
            "glossref", "index", "introduction", "noteref", "pagebreak", "part", "preface",
            "prologue", "pullquote", "qna", "subtitle", "tip", "toc",
        )
    },
    "page-list": "doc-pagelist",
    "referrer": "doc-backlink",
    "backlink": "doc-backlink",
}  # fmt: skip


def check_roles(epub: OpenedEpub, report: Report) -> None:
    for page in epub.documents:
        for node in page.root.iter("*"):
            types = node.get(EPUB_TYPE, "").split()
            wanted = [_ROLES[name] for name in types if name in _ROLES]
            if not wanted or node.tag == f"{XHTML}body" or _is_landmark(node):
                continue
            roles = node.get("role", "").split()
            if not roles:
                what = f"the {types[0]} in {page.path} has no role that is read out"
                mend = f'add role="{wanted[0]}"'
                report.on(page, node, "A11-083", what, mend=mend, kind=f"none {wanted[0]}")
            elif not set(roles) & set(wanted) and any(r.startswith("doc-") for r in roles):
                what = f"an element in {page.path} is a {types[0]} and has the role {roles[0]}"
                mend = f'write role="{wanted[0]}", or another epub:type'
                report.on(page, node, "A11-084", what, mend=mend, kind=f"{types} {roles}")


def _is_landmark(node: etree._Element) -> bool:
    """Whether a link's epub:type is that of its target."""
    return node.tag == f"{XHTML}a" and any(
        "landmarks" in above.get(EPUB_TYPE, "").split() for above in node.iterancestors()
    )
