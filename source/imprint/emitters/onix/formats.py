"""Formats become product forms (lists 150 and 175)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from imprint.emitters.onix.accessibility import AUDIOBOOK, TEXT
from imprint.model.record import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a product is: its form and details, the content that comes first (list 81).

    ``is_ours`` says that Imprint makes it, so that it is known to be unprotected. ``edition`` is
    the kind of edition that the format is (list 21); ``words`` describe a form that no code does.
    """

    code: str
    details: tuple[str, ...] = ()
    content: str = TEXT
    digital: bool = False
    reflowable: bool = False
    is_ours: bool = False
    edition: str = ""
    words: str = ""


_PAPERBACK, _HARDBACK = "BC", "BB"
_FORMS = {
    "epub": Form(code="ED", details=("E101", "E200"), digital=True, reflowable=True, is_ours=True),
    "kindle": Form(code="ED", details=("E116",), digital=True, reflowable=True),
    "screen": Form(code="ED", details=("E107", "E201"), digital=True, is_ours=True),
    "archive": Form(code="ED", details=("E107", "E108", "E201"), digital=True, is_ours=True),
    "web": Form(code="EC", details=("E105",), digital=True, reflowable=True),
    "audiobook": Form(code="AJ", content=AUDIOBOOK, digital=True),
    "print": Form(code=_PAPERBACK),
    "paperback": Form(code=_PAPERBACK),
    "hardcover": Form(code=_HARDBACK),
    "large-print": Form(code=_PAPERBACK, edition="LTE"),
    "braille": Form(code="BA", edition="BRL"),
}
# How a printed book is bound, in the words of several languages, and what that is called here.
_BINDINGS = (
    (r"leather|leder|cuir|cuero|piel", "BG", ""),
    (r"spiral|wire.?o|comb.?bound|coil|drahtkamm", "BE", ""),
    (r"loose.?leaf|lose.?blatt|feuillets mobiles", "BD", ""),
    (r"saddle|stapled|geheftet|klammer|agraf|piqu|grapad|中綴じ|骑马钉", "BF", "B310"),
    (r"cloth|leinen|toile|tela\b", _HARDBACK, "B401"),
    (r"hard|case.?bound|gebunden|fester|reli[ée]|tapa dura|cartoné|上製|精装", _HARDBACK, ""),
    (r"paper|soft|perfect|brosch|broch|poche|rústica|blanda|並製|平装", _PAPERBACK, ""),
)  # fmt: skip


def form_of(medium: str, product: Product) -> Form:
    """The form of a product; one whose name is not known is described by its name."""
    form = _FORMS.get(medium)
    if form is None:
        return Form(code="00", words=medium)
    if form.digital or medium == "braille" or not product.binding.strip():
        return form
    for words, code, detail in _BINDINGS:
        if re.search(words, product.binding, re.IGNORECASE):
            details = (detail,) if detail else ()
            return Form(code=code, details=details, edition=form.edition, words=product.binding)
    return Form(code=form.code, edition=form.edition, words=product.binding)
