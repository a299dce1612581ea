"""Straight quotation marks, hyphens and dots become the punctuation that their language sets.

``"…"`` becomes “…”, „…“ or «…», ``'`` an apostrophe or a quotation mark, ``--`` – and ``---`` —,
``...`` …; French gets its no-break spaces. Code is never changed, nor an address, nor what is
curly already, nor Chinese, Japanese and Korean.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from imprint.model.inlines import (
    CodeSpan,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    SoftBreak,
    Styled,
    Text,
)
from imprint.values import replace

NO_BREAK = "\u00a0"
NARROW = "\u202f"
APOSTROPHE = "’"

# Noncharacters stand for marks that the author escaped, until the others are set.
_PROTECTED = {ord('"'): "\ufdd0", ord("'"): "\ufdd1", ord("."): "\ufdd2", ord("-"): "\ufdd3"}
_RESTORED = {ord(stand_in): chr(code) for code, stand_in in _PROTECTED.items()}

Pair = tuple[str, str]
_CURLY: Pair = ("“", "”")
_SINGLE: Pair = ("‘", "’")
_GUILLEMETS: Pair = ("«", "»")


class Rules(Struct, frozen=True, kw_only=True):
    """How a language sets its punctuation.

    ``double`` and ``single`` stand for ``"`` and ``'``; ``inner`` for ``"`` inside ``"``. ``high``
    is the space before ; ! ?, ``colon`` that before a colon, ``inside`` that inside guillemets.
    """

    double: Pair = _CURLY
    single: Pair = _SINGLE
    inner: Pair | None = None
    high: str = ""
    colon: str = ""
    inside: str = ""

    @property
    def has_spaces(self) -> bool:
        return bool(self.high or self.colon or self.inside)

    @property
    def triggers(self) -> tuple[str, ...]:
        """What a text has one of if there may be anything to do."""
        return _TRIGGERS_WITH_SPACES if self.has_spaces else _TRIGGERS


_TRIGGERS = ("'", '"', "--", "...", *_PROTECTED.values())
_TRIGGERS_WITH_SPACES = (*_TRIGGERS, *";:!?«»")

_DEFAULT = Rules()
_FRENCH = Rules(double=_GUILLEMETS, inner=_CURLY, high=NARROW, colon=NO_BREAK, inside=NO_BREAK)
_RULES: dict[str, Rules | None] = {
    "fr": _FRENCH,
    "fr-ca": replace(_FRENCH, high=""),
    "fr-ch": replace(_FRENCH, inner=("‹", "›"), colon=NARROW, inside=NARROW),
    "de": Rules(double=("„", "“"), single=("‚", "‘")),
    "de-ch": Rules(double=_GUILLEMETS, single=("‹", "›")),
    "de-li": Rules(double=_GUILLEMETS, single=("‹", "›")),
    "es": Rules(double=_GUILLEMETS, single=_CURLY, inner=_CURLY),
    "zh": None,
    "yue": None,
    "ja": None,
    "ko": None,
}


@functools.cache
def rules_of(language: str) -> Rules | None:
    """The rules of a BCP 47 language, or None where nothing is to be changed."""
    parts = language.lower().replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        tag = "-".join(parts[:end])
        if tag in _RULES:
            return _RULES[tag]
    # A script may stand between the language and the country: de-Latn-CH.
    tag = f"{parts[0]}-{parts[-1]}"
    return _RULES.get(tag, _DEFAULT)


def protect(text: str) -> str:
    """A text whose marks are as the author wants them; ``smarten`` gives them back."""
    return text.translate(_PROTECTED)


def restore(text: str) -> str:
    """A protected text as it was written."""
    return text.translate(_RESTORED)


def smarten(inlines: tuple[Inline, ...], *, language: str) -> tuple[Inline, ...]:
    """The inlines of one paragraph with the punctuation of their language.

    A quotation may open in one run and close in another; a run with a language of its own is set
    by that language's rules. Setting twice is as good as once.
    """
    leaves = list(_leaves(inlines, language))
    if not any(leaf.is_concerned() for leaf in leaves):
        return inlines
    _edit(leaves, _quotation_edits)
    if any(leaf.rules is not None and leaf.rules.has_spaces for leaf in leaves):
        _edit(leaves, _space_edits)
    texts = iter([restore(leaf.text) for leaf in leaves if leaf.editable])
    return _rebuilt(inlines, texts)


class _Leaf(Struct):
    """A piece of a paragraph: its text, or what stands for it between texts."""

    text: str
    rules: Rules | None = None
    editable: bool = False

    def is_concerned(self) -> bool:
        if not self.editable:
            return False
        triggers = _TRIGGERS if self.rules is None else self.rules.triggers
        return any(trigger in self.text for trigger in triggers)


_A_WORD = _Leaf("\ufffc")
_A_SPACE = _Leaf("\n")


def _leaves(inlines: Iterable[Inline], language: str) -> Iterator[_Leaf]:
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield _Leaf(text, rules_of(inline.attributes.language or language), editable=True)
            case Styled(children=children) | Link(children=children):
                yield from _leaves(children, inline.attributes.language or language)
            case CodeSpan() | Image():
                yield _A_WORD
            case SoftBreak() | LineBreak():
                yield _A_SPACE
            case NoteReference():
                pass


def _rebuilt(inlines: tuple[Inline, ...], texts: Iterator[str]) -> tuple[Inline, ...]:
    """The same tree with other texts; what has not changed is the same object."""
    rebuilt: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            text = next(texts)
            rebuilt.append(inline if text == inline.text else replace(inline, text=text))
        elif isinstance(inline, Styled | Link):
            children = _rebuilt(inline.children, texts)
            same = all(a is b for a, b in zip(children, inline.children, strict=True))
            rebuilt.append(inline if same else replace(inline, children=children))
        else:
            rebuilt.append(inline)
    return tuple(rebuilt)


# An edit of the joined text: from, to, and what comes there; and whose rules ask for it.
_Edit = tuple[int, int, str]
_Editor = Callable[[str, Callable[[int], "Rules | None"]], Iterator[_Edit]]


def _edit(leaves: list[_Leaf], editor: _Editor) -> None:
    """Let an editor see the paragraph as one text, and change the leaves by what it says."""
    joined = "".join(leaf.text for leaf in leaves)
    starts: list[int] = []
    at = 0
    for leaf in leaves:
        starts.append(at)
        at += len(leaf.text)
    pieces: list[list[str]] = [[] for _ in leaves]
    done = starts.copy()
    number = 0

    def rules_at(position: int) -> Rules | None:
        nonlocal number
        while number + 1 < len(starts) and starts[number + 1] <= position:
            number += 1
        return leaves[number].rules

    for start, end, text in editor(joined, rules_at):
        leaf = leaves[number]
        if leaf.editable and end <= starts[number] + len(leaf.text):
            pieces[number] += [joined[done[number] : start], text]
            done[number] = end
    for leaf, changed, start, rest in zip(leaves, pieces, starts, done, strict=True):
        if changed:
            leaf.text = "".join(changed) + joined[rest : start + len(leaf.text)]


_MARK = re.compile(
    r"['\"“”‘’„‚«»‹›]|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3,4}(?!\.)"
    r"|(?P<address>(?:https?://|www\.|mailto:)[^\s\ufffc<>\"]+)"
)
_DASHES = {"--": "–", "---": "—", "...": "…", "....": "…."}
_ELISION = re.compile(
    r"(?:tis|twas|twere|twill|twould|twixt|til|em|n)(?!\w)|\d\ds?(?!\w)", re.IGNORECASE
)
_LAST_CLOSING = re.compile(r".*\S['’‘”›](?!\w)", re.DOTALL)
_SPACES = frozenset(" \t\n\u00a0\u202f")
_OPENERS = frozenset("([{<—–-/¿¡“‘„‚«‹")
_CLOSERS = frozenset(")]}>.,;:!?…—–-”’»›")


class _Quotations(Struct):
    """The quotations of one language that are open: which mark, and what closes each."""

    rules: Rules
    open: list[tuple[str, str]] = field(default_factory=list)

    def begin(self, mark: str) -> str:
        pair = self.rules.single
        if mark == '"':
            inner = self.is_open('"') and self.rules.inner
            pair = inner or self.rules.double
        self.open.append((mark, pair[1]))
        return pair[0]

    def end(self, mark: str) -> str:
        while self.open:
            opened, closing = self.open.pop()
            if opened == mark:
                return closing
        return (self.rules.double if mark == '"' else self.rules.single)[1]

    def is_open(self, mark: str) -> bool:
        return any(opened == mark for opened, _ in self.open)

    def see(self, curly: str) -> None:
        """Take note of a mark that is set already."""
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number][1] == curly:
                del self.open[number:]
                return
        for mark, pair in (('"', self.rules.double), ("'", self.rules.single)):
            if pair[0] == curly:
                self.open.append((mark, pair[1]))
                return


def _quotation_edits(joined: str, rules_at: Callable[[int], Rules | None]) -> Iterator[_Edit]:
    states: dict[Rules, _Quotations] = {}
    scan = _Scan(joined)
    for found in _MARK.finditer(joined):
        if found["address"]:
            continue
        rules = rules_at(found.start())
        if rules is None:
            continue
        mark = found[0]
        if mark in _DASHES:
            yield found.start(), found.end(), _DASHES[mark]
            continue
        state = states.get(rules)
        if state is None:
            state = states[rules] = _Quotations(rules)
        if mark not in "'\"":
            if not scan.is_inside_word(found.start()):
                state.see(mark)
            continue
        text = scan.set(mark, found.start(), state)
        if text != mark:
            yield found.start(), found.end(), text


class _Scan:
    """A paragraph as one text, and what the last mark in it turned out to be."""

    def __init__(self, joined: str) -> None:
        self.joined = joined
        last = _LAST_CLOSING.match(joined) if "'" in joined else None
        self._last_closing = last.end() - 1 if last else -1
        self._after, self._opened = -1, False

    def is_inside_word(self, at: int) -> bool:
        before, after = self._around(at)
        return before.isalnum() and after.isalnum()

    def set(self, mark: str, at: int, state: _Quotations) -> str:
        """What a straight mark becomes."""
        role = self._role(mark, at, state)
        self._after, self._opened = at + 1, role == "open"
        if role == "open":
            return state.begin(mark)
        if role == "close":
            return state.end(mark)
        return APOSTROPHE if role == "apostrophe" else mark

    def _around(self, at: int) -> tuple[str, str]:
        before = self.joined[at - 1] if at else " "
        return before, self.joined[at + 1 : at + 2] or " "

    def _role(self, mark: str, at: int, state: _Quotations) -> str:
        before, after = self._around(at)
        can_close = not before.isspace()
        # A hair space may stand between two quotation marks.
        can_open = after not in _SPACES and (
            self._opened if self._after == at else (not can_close or before in _OPENERS)
        )
        if mark == "'":
            return self._single_role(at, state, can_open=can_open, can_close=can_close)
        if can_open and can_close and state.is_open(mark) and after in _CLOSERS:
            return "close"
        if can_open:
            return "open"
        if before.isdigit() and not state.is_open(mark):
            return "straight"  # inches
        return "close" if can_close else "straight"

    def _single_role(self, at: int, state: _Quotations, *, can_open: bool, can_close: bool) -> str:
        before, after = self._around(at)
        if before.isdigit() and (after.isdigit() or not state.is_open("'")):
            return "straight" if not after.isalpha() else "apostrophe"  # feet, minutes
        if _is_wordlike(before) and _is_wordlike(after):
            return "apostrophe"
        if can_open and can_close and state.is_open("'") and after in _CLOSERS:
            return "close"
        if can_open:
            if _ELISION.match(self.joined, at + 1):
                return "apostrophe"
            return "open" if at == 0 or at < self._last_closing else "apostrophe"
        if not can_close:
            return "straight"
        return "close" if state.is_open("'") else "apostrophe"


def _is_wordlike(character: str) -> bool:
    return character.isalnum() or character == "\ufffc"


_SPACED = re.compile(
    r"(?P<opening>«[ \t]?(?=[^\s]))"
    r"|(?P<closing>(?<=[^\s«])[ \t]?»)"
    r"|(?P<high>(?<=[\w»”’)\]…%\ufffc])[ ]?[;!?]+(?=[\s)\]»”’….,]|$))"
    r"|(?P<colon>(?<=[\w»”’)\]…%\ufffc])[ ]?:(?=[\s»]|$))"
    r"|(?P<address>(?:https?://|www\.|mailto:)[^\s\ufffc<>\"»]+)"
)


def _space_edits(joined: str, rules_at: Callable[[int], Rules | None]) -> Iterator[_Edit]:
    """French no-break spaces inside guillemets and before high punctuation.

    After the Imprimerie nationale's Lexique des règles typographiques (France) and the Office
    québécois de la langue française (Canada).
    """
    for found in _SPACED.finditer(joined):
        rules = rules_at(found.start())
        if rules is None or not rules.has_spaces or found["address"]:
            continue
        kind, written = found.lastgroup, found[0].strip(" \t")
        if kind == "opening":
            text = written + rules.inside
        elif kind == "closing":
            text = rules.inside + written
        elif kind == "colon":
            text = rules.colon + written
        elif rules.high:
            text = rules.high + written
        else:
            continue
        if text != found[0]:
            yield found.start(), found.end(), text
