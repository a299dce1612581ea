"""Texts become BCP 47 language tags (https://www.rfc-editor.org/info/bcp47)."""

from __future__ import annotations

import re
from functools import lru_cache

# Tags that need no look into the registry, so that langcodes (0.1 s) stays out of most builds.
_USUAL = frozenset(
    "ar bg bn ca cs cy da de de-AT de-CH de-DE el en en-AU en-CA en-GB en-IE en-IN en-US eo es "
    "es-ES es-MX et eu fa fi fr fr-CA fr-CH fr-FR ga gl he hi hr hu id is it ja ko ku lt lv mk "
    "mt nb nl nn no pl pt pt-BR pt-PT ro ru sk sl sq sr sv sw ta th tr uk ur vi zh zh-Hans "
    "zh-Hant".split()
)
# Languages that extended subtags may follow (RFC 5646, section 2.2.2).
_EXTENDED = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})


def known_language(text: str) -> str:
    """A valid tag in its usual casing (RFC 5646, section 2.1.1), or empty for what is none."""
    tag = _cased(text)
    return tag if tag in _USUAL or _is_valid(tag) else ""


def _is_valid(tag: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*", tag) or len(tag) > 100:
        return False
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        # Without mending first, which would take en-UK for en-GB and let it pass.
        language = Language.get(tag, normalize=False)
    except LanguageTagError:
        return False
    if language.extlangs and language.language not in _EXTENDED:
        return False
    return language.is_valid()


def _cased(tag: str) -> str:
    parts = tag.split("-")
    cased = [parts[0].lower()]
    after_singleton = len(parts[0]) == 1
    for part in parts[1:]:
        if after_singleton or len(part) not in (2, 4):
            cased.append(part.lower())
        else:
            cased.append(part.upper() if len(part) == 2 else part.title())
        after_singleton = after_singleton or len(part) == 1
    return "-".join(cased)


def _mended(tag: str) -> str:
    """The valid tag for one that is old or colloquial, such as en-UK or i-klingon."""
    from langcodes import standardize_tag
    from langcodes.tag_parser import LanguageTagError

    try:
        mended = _cased(standardize_tag(tag))
    except LanguageTagError:
        return ""
    return mended if mended != tag and _is_valid(mended) else ""


@lru_cache(maxsize=256)
def suggest_language(text: str) -> str:
    """The tag that was probably meant: another joint, or a language's name."""
    tag = _cased(re.split(r"[.@]", text)[0].replace("_", "-").replace(" ", "-"))
    if tag != text and (tag in _USUAL or _is_valid(tag)):
        return f"write {tag}"
    mended = _mended(tag)
    if mended:
        return f"write {mended}"
    from babel import Locale

    name = text.casefold()
    for code in ("en", "de", "fr", "es", "it", "pt"):
        for known, called in Locale(code).languages.items():
            if called.casefold() == name:
                return f"write {known.replace('_', '-')}"
    for code in sorted(_USUAL):
        if "-" not in code and str(Locale(code).languages.get(code, "")).casefold() == name:
            return f"write {code}"
    first = tag.split("-")[0]
    if re.fullmatch(r"[\w-]+", text) and "-" in tag and (first in _USUAL or _is_valid(first)):
        return (
            f"write {first}, or look for the other subtags at https://r12a.github.io/app-subtags/"
        )
    return "write a tag such as en, en-GB or zh-Hant"
