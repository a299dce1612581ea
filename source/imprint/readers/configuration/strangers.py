"""Keys of other tools and of habit, and where their facts go here."""

from __future__ import annotations

from imprint.readers.configuration.forms import Stranger

_MENDS = {
    "isbn": "write it as formats.print.isbn or formats.epub.isbn",
    "doi": "write it as identifier",
    "issn": "write it as belongs-to-collection.issn, or as identifier",
    "uuid": "write it as identifier",
    "locale": "write lang",
    "by": "write author",
    "tags": "write keywords",
    "categories": "write keywords",
    "category": "write subject",
    "summary": "write description",
    "excerpt": "write standfirst, or description",
    "copyright": "write rights",
    "year": "write date",
    "pubdate": "write date",
    "published": "write date",
    "updated": "write modified",
    "lastmod": "write modified",
    "journal": "write original.venue, or belongs-to-collection",
    "url": "write identifier, or original.url",
    "collection": "write belongs-to-collection",
    "collection-title": "write belongs-to-collection",
    "chapters": "write contents",
    "files": "write contents",
    "theme": "write layout",
    "template": "write layout",
    "font": "write fonts",
    "mainfont": "write fonts",
    "output": "write targets",
    "filename": "write slug",
    "certifiedBy": "write accessibility.certifier",
    "price": "write it as formats.print.price or formats.epub.price",
    "volume": "write serial.volume, or belongs-to-collection.position",
    "issue": "write serial.number",
    "translated-from": "write original.lang",
    "original-title": "write original.title",
    "printer": "write printing.printer",
    "impression": "write printing.impression",
    "languages": "write lang, and other-languages for further ones",
}
# Keys of pandoc's whose facts have a better place here.
_ELSEWHERE = {
    "coverage": "write it as subject, or in description",
    "relation": "write it as original, belongs-to-collection or identifier",
    "source": "write it as original, with its title and url",
}
_ROLES = (
    "photographer",
    "designer",
    "proofreader",
    "narrator",
    "compiler",
    "adapter",
    "annotator",
    "typesetter",
    "foreword",
    "preface",
    "introduction",
    "afterword",
)
# Keys of pandoc's (https://pandoc.org/MANUAL.html#epub-metadata) without which the book is right.
_NEEDLESS = {
    "ibooks": "delete it: these settings are for one reading system",
    "css": "delete it; the layout has the styles, and a file in layouts/ changes them",
    "stylesheet": "delete it; the layout has the styles, and a file in layouts/ changes them",
    "page-progression-direction": "delete it: the direction of the pages follows from lang",
    "format": "delete it: each artifact states its own format",
}
# Claims that Imprint computes from what the book really has
# (https://www.w3.org/TR/epub-a11y-11/#sec-disc-package).
_COMPUTED = (
    "accessModes",
    "accessMode",
    "accessModeSufficient",
    "accessibilityFeatures",
    "accessibilityFeature",
    "accessibilityHazards",
    "accessibilityHazard",
    "conformsTo",
)

STRANGERS = (
    {name: Stranger(mend) for name, mend in _MENDS.items()}
    | {
        name: Stranger(mend, what="the record says it with another key")
        for name, mend in _ELSEWHERE.items()
    }
    | {role: Stranger(f"write contributor with name and role: {role}") for role in _ROLES}
    | {
        name: Stranger(mend, "OTH-001", "a key that is not needed here is left out")
        for name, mend in _NEEDLESS.items()
    }
    | {
        name: Stranger(
            "delete it; whom to ask, and who certified what, goes under accessibility",
            "OTH-002",
            "a claim is left out, and computed from evidence instead",
        )
        for name in _COMPUTED
    }
)
