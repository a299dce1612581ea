"""Words for what a person did become MARC relator codes (https://www.loc.gov/marc/relators/)."""

from __future__ import annotations

import re
from functools import cache

from imprint.model.relators import relator_terms
from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.wording import nearest, shown

# What authors call it where the Library of Congress has another word.
_WORDS = {
    "writer": "aut",
    "co-author": "aut",
    "coauthor": "aut",
    "translation": "trl",
    "co-translator": "trl",
    "illustrations": "ill",
    "photos": "pht",
    "photographs": "pht",
    "photography": "pht",
    "cover": "cov",
    "cover artist": "cov",
    "cover design": "cov",
    "cover illustrator": "cov",
    "book design": "bkd",
    "typesetter": "cmt",
    "typesetting": "cmt",
    "typography": "tyg",
    "proofreading": "pfr",
    "proof reader": "pfr",
    "maps": "ctg",
    "map maker": "ctg",
    "reader": "nrt",
    "foreword": "wfw",
    "preface": "wpr",
    "introduction": "win",
    "afterword": "waw",
    "notes": "ann",
    "anthologist": "com",
    "editor of the collection": "edc",
    "researcher": "res",
    "research": "res",
    "transcription": "trc",
    "interview": "ivr",
    "adaptation": "adp",
    "adaptor": "adp",
    "penciler": "pnc",
    "colourist": "clr",
    "rights holder": "cph",
}


@cache
def _codes() -> dict[str, str]:
    codes = dict(_WORDS)
    for code, term in relator_terms().items():
        codes[term.removesuffix(", etc.")] = code
        codes[code] = code
    return codes


def parse_role(text: str) -> str:
    """The relator code of a code, a term or a common English word; raises Wrong."""
    word = re.sub(r"[\s_]+", " ", text.lower())
    word = re.sub(r"^https?://id\.loc\.gov/vocabulary/relators/", "", word)
    codes = _codes()
    for variant in (word, word.removesuffix("s")):
        if variant in codes:
            return codes[variant]
    near = dict.fromkeys(codes[name] for name in nearest(word, codes, most=3))
    suggestions = [f"{code} ({relator_terms()[code]})" for code in near]
    raise Wrong(
        "REC-003",
        f"{shown(text)} is not a MARC relator code",
        "write " + " or ".join(suggestions)
        if suggestions
        else "write a code from https://www.loc.gov/marc/relators/, such as aut (author), "
        "trl (translator) or ctb (contributor)",
    )
