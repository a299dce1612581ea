"""The record becomes the imprint page, as the pack of a country or a kind of publication says."""

from imprint.layouts.imprint_page.making import Making, fonts_used
from imprint.layouts.imprint_page.packs import (
    DEFAULT_PACK,
    TEXT_PACK,
    Pack,
    load_pack,
    pack_for,
    pack_names,
)
from imprint.layouts.imprint_page.page import (
    HEADING,
    Languages,
    heading,
    imprint_page,
    plain_words,
    report_page,
    texts_of,
)
from imprint.layouts.imprint_page.rows import role_label
from imprint.layouts.imprint_page.values import Group, ImprintPage, Part, Row, Value

__all__ = [
    "DEFAULT_PACK",
    "HEADING",
    "TEXT_PACK",
    "Group",
    "ImprintPage",
    "Languages",
    "Making",
    "Pack",
    "Part",
    "Row",
    "Value",
    "fonts_used",
    "heading",
    "imprint_page",
    "load_pack",
    "pack_for",
    "pack_names",
    "plain_words",
    "report_page",
    "role_label",
    "texts_of",
]
