"""A credit line becomes facts, as far as it can be understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from imprint.model.record import Contributor, Credit
from imprint.readers.article import vocabulary
from imprint.readers.article.dates import find_date, whole_date
from imprint.readers.article.facts import URL, Fact, Facts, Zone, interpret
from imprint.readers.article.licences import find_licence
from imprint.readers.article.names import read_names
from imprint.readers.article.sentences import split_sentences

_LONGEST = 3_000  # characters; a longer paragraph is no credit
_PIECE = 400
_LABELLED = re.compile(r"(.{1,48}?)\s*(?:[:：]|\t|\s[—–|｜-]\s|\s\|\s?)\s*(.+)", re.DOTALL)
_WIDE_LABELLED = re.compile(r"([\u3400-\u9fff]{1,6})\s*[/／|｜丨∕]\s*(.+)")
_RIGHTS = re.compile(
    r"(?:(?:[^\W\d_]+ ){0,4}©|\(c\)\s|copyright\b|版权所有|版權所有"
    r"|tous droits|alle rechte|all rights|todos los derechos).*",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"(?:e-?)?(isbn|issn|doi)(?:-1[03])?\s*[:：]?\s*(\S.*)", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(\S|\S[^*_]*\S)\1(?!\w)")
_BARS = re.compile(r"\s*[|｜•∙│\t]\s*|\s+[·‧/]\s+")
_DASHES = re.compile(r"\s+[–—-]{1,2}\s+")
_COMMAS = re.compile(r",\s+(?!\d{4}\b)|\s*，")
_WIDE_SPACES = re.compile(r"(?<=[\u3400-\u9fff])[\s，；。]+(?=[\u3400-\u9fffa-zA-Z\d])|[。；]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line says: facts, and the pieces of it that nobody understood."""

    facts: Facts = ()
    rest: tuple[str, ...] = ()

    @property
    def mostly(self) -> bool:
        """Whether so much was understood that the line can be nothing but credits."""
        return self.whole or (len(self.facts) > 2 and len(self.rest) == 1)

    @property
    def whole(self) -> bool:
        """Whether all of the line was understood."""
        return bool(self.facts) and not self.rest


def read_credit(text: str, *, zone: Zone) -> Reading:
    """What a line in that zone of the file says."""
    if len(text) > _LONGEST:
        return Reading((), (text,))
    plain = _EMPHASIS.sub(r"\2", text.replace("\u00a0", " "))
    return _read(_unwrapped(plain), zone, 0)


def is_label(text: str) -> str:
    """The facts, parted by ``|``, that a line on its own announces for the next line, or ``""``."""
    if len(text) > 48:
        return ""
    return "|".join(vocabulary.labels().get(text.strip(" :：*_").casefold(), ()))


def _unwrapped(text: str) -> str:
    """The text without the brackets or emphasis marks around the whole of it."""
    text = text.strip()
    for left, right in ("()", "[]", "（）", "【】", "**", "__"):
        inner = text.strip(left) if left == right else text[1:-1]
        if text.startswith(left) and text.endswith(right) and left not in inner:
            return inner.strip()
    return text


def _read(text: str, zone: Zone, level: int) -> Reading:
    text = text.strip(" ;,")
    if not text:
        return Reading()
    if len(text) <= _PIECE and (facts := _piece(text, zone)):
        return Reading(facts)
    for depth in range(level, len(_SPLITTERS)):
        splitter, partly = _SPLITTERS[depth]
        parts = [part for part in splitter(text) if part.strip(" .;,")]
        if len(parts) < 2:
            continue
        reading = _combined(parts, zone, depth, barred=splitter in (_by_bars, _by_dashes))
        partly = partly or (splitter is _by_clauses and zone is Zone.ABOUT)
        if reading.facts and (partly or not reading.rest):
            return reading
    return Reading((), (text,))


def _combined(parts: list[str], zone: Zone, depth: int, *, barred: bool) -> Reading:
    readings = [_read(part, zone, depth) for part in parts]
    if barred and zone is Zone.HEAD and any(reading.facts for reading in readings):
        readings = [
            Reading(_bare_names(part)) if not reading.facts and _bare_names(part) else reading
            for part, reading in zip(parts, readings, strict=True)
        ]
    return Reading(
        tuple(fact for reading in readings for fact in reading.facts),
        tuple(piece for reading in readings for piece in reading.rest),
    )


def _bare_names(text: str) -> Facts:
    names = read_names(text, several_words=True)
    return tuple(Fact("aut", Contributor(name=name)) for name in names)


def _piece(text: str, zone: Zone) -> Facts:
    """The facts of a piece that says one thing."""
    if zone is Zone.BODY:
        facts = _labelled(text, zone) or _phrased(text, zone)
        return facts if all(fact.key in ("pht", "ill") for fact in facts) else ()
    for reader in _PIECE_READERS:
        if facts := reader(text, zone):
            return facts
    return ()


def _as_leftover(text: str, zone: Zone) -> Facts:
    return (Fact("leftover", text),) if vocabulary.matches("leftovers", text) else ()


def _as_rights(text: str, zone: Zone) -> Facts:
    if not _RIGHTS.fullmatch(text) or len(text) > 300 or find_licence(text):
        return ()
    if not text.casefold().startswith(("©", "(c)", "copyright")) and _several(text):
        return ()
    said = re.sub(r"(?i)^\(c\)", "©", text)
    return (Fact("rights", said),)


def _several(text: str) -> bool:
    return len(split_sentences(text)) > 1


def _as_address(text: str, zone: Zone) -> Facts:
    match = URL.fullmatch(text.strip("<>. "))
    if not match:
        return ()
    return _as_licence(text, zone) or (Fact("original.url", match.group()),)


def _as_identifier(text: str, zone: Zone) -> Facts:
    match = _IDENTIFIER.fullmatch(text)
    return interpret(match[1].lower(), match[2], zone=zone) if match else ()


def _labelled(text: str, zone: Zone) -> Facts:
    match = _LABELLED.fullmatch(text) or _WIDE_LABELLED.fullmatch(text)
    if match is None:
        return ()
    label = match[1].strip(" *_")
    if _BARS.search(match[2]):
        return ()
    keys = "|".join(vocabulary.labels().get(label.casefold(), ()))
    if keys:
        return interpret(keys, match[2].strip(" *_"), zone=zone, label=label)
    if zone is Zone.ABOUT and len(label.split()) <= 4 and read_names(match[2]):
        return (Fact("credit", Credit(label=label, name=match[2].strip())),)
    return ()


def _phrased(text: str, zone: Zone) -> Facts:
    if _BARS.search(text):
        return ()
    plain = re.sub(r"\s+", " ", text).rstrip(".。 ")
    initial = re.search(r"(?:^|\s|\.)\w$", plain)
    plain = plain + "." if initial and text.rstrip().endswith(".") else plain
    opening = vocabulary.openings().match(plain)
    rest = plain[opening.end() :] if opening else ""
    for candidate in (plain, rest):
        for pattern in vocabulary.phrases() if candidate else ():
            match = pattern.fullmatch(candidate)
            if match and (facts := _fields(match, text, zone)):
                return facts
    return ()


def _fields(match: re.Match[str], text: str, zone: Zone) -> Facts:
    facts: list[Fact] = []
    for group, said in match.groupdict().items():
        if said is None:
            continue
        key = group.partition("___")[0].replace("__", ".")
        if key == "rights.whole":
            return (Fact("rights", text),)
        found = interpret(key, said, zone=zone)
        if not found:
            return ()
        facts.extend(found)
    return tuple(facts)


def _as_licence(text: str, zone: Zone) -> Facts:
    if zone is Zone.HEAD or find_licence(text) is None or _several(text):
        return ()
    return interpret("licence", text, zone=zone)


def _as_date(text: str, zone: Zone) -> Facts:
    if zone is Zone.TAIL or not whole_date(text) or re.fullmatch(r"\W*\d{4}\W*", text):
        return ()
    return interpret("issued", text, zone=zone)


_PIECE_READERS: tuple[Callable[[str, Zone], Facts], ...] = (
    _as_leftover,
    _as_rights,
    _as_address,
    _as_identifier,
    _labelled,
    _phrased,
    _as_licence,
    _as_date,
)


def _by_bars(text: str) -> list[str]:
    return _BARS.split(text)


def _by_labels(text: str) -> list[str]:
    return vocabulary.label_ahead().split(text)


def _by_clauses(text: str) -> list[str]:
    return vocabulary.clause_ahead().split(text)


def _by_dashes(text: str) -> list[str]:
    return _DASHES.split(text)


def _by_commas(text: str) -> list[str]:
    return _COMMAS.split(text)


def _by_wide_spaces(text: str) -> list[str]:
    return _WIDE_SPACES.split(text)


def _before_date(text: str) -> list[str]:
    """ "By Jane Roe May 3, 2024" in its two parts."""
    found = find_date(text)
    if found is None or not found.start:
        return [text]
    return [text[: found.start].rstrip(" ,"), text[found.start :]]


# How a line is taken apart, coarse to fine, and whether a part may stay that is not understood.
_SPLITTERS: tuple[tuple[Callable[[str], list[str]], bool], ...] = (
    (_by_bars, True),
    (_by_labels, True),
    (split_sentences, True),
    (_by_clauses, False),
    (_by_dashes, False),
    (_by_commas, False),
    (_by_wide_spaces, True),
    (_before_date, False),
)
