"""What an element is, said to programs (epub:type) and to assistive technology (role).

EPUB Accessibility Techniques 1.1, https://www.w3.org/TR/epub-a11y-tech-11/ · the pairs:
https://idpf.github.io/epub-guides/epub-aria-authoring/#sec-mappings
"""

from __future__ import annotations

from lxml import etree

from imprint.checks.accessibility.report import Report, quoted
from imprint.checks.opened_epub import EPUB_TYPE, XHTML, OpenedEpub, Page, words_of

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


# Elements that are landmarks by themselves; those of sections are so only outside of them.
# https://www.w3.org/TR/html-aam-1.0/#html-element-role-mappings
_LANDMARKS = {
    "aside": "complementary", "footer": "contentinfo", "header": "banner", "main": "main",
    "nav": "navigation",
}  # fmt: skip
_OF_THE_WHOLE = {"banner", "contentinfo"}
_SECTIONING = {"article", "aside", "main", "nav", "section"}


def check_roles(epub: OpenedEpub, report: Report) -> None:
    for page in epub.documents:
        _check_landmarks(page, report)
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


def _check_landmarks(page: Page, report: Report) -> None:
    """Whether landmarks of a kind have names of their own (WCAG 2.2, 2.4.6)."""
    ids = {node.get("id"): node for node in page.root.iter("*") if node.get("id")}
    seen: set[tuple[str, str]] = set()
    for node in page.body.iter(*(f"{XHTML}{name}" for name in _LANDMARKS)):
        if any(at.get("hidden") is not None for at in (node, *node.iterancestors())):
            continue
        role = node.get("role", "") or _implied(node)
        if role not in _LANDMARKS.values():
            continue
        labels = [words_of(ids[i]) for i in node.get("aria-labelledby", "").split() if i in ids]
        name = " ".join(labels) or node.get("aria-label", "") or node.get("title", "")
        if (role, name) in seen:
            begins = quoted(words_of(node))
            what = f"{begins} in {page.path} is a landmark ({role}) with the name of another"
            mend = 'give each an aria-label of its own, or role="note"'
            report.on(page, node, "A11-087", what, mend=mend, kind=f"{page.path} {role} {name}")
        seen.add((role, name))


def _implied(node: etree._Element) -> str:
    """The role of an element that has none of its own."""
    role = _LANDMARKS[etree.QName(node).localname]
    within = {etree.QName(at).localname for at in node.iterancestors("*") if not at.get("role")}
    is_part = role in _OF_THE_WHOLE and bool(within & _SECTIONING)
    return "" if is_part else role
