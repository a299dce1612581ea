"""A number of words and of chapters becomes a novel, the same one every time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tools.bench import words

_SLOTS: Mapping[str, Sequence[str]] = {
    "N": words.NOUNS,
    "X": words.ABSTRACT,
    "A": words.ADJECTIVES,
    "V": words.WENT,
    "T": words.DID,
    "D": words.MANNERS,
    "P": words.PLACINGS,
    "W": words.PEOPLE,
    "L": words.PLACES,
}
_SLOT = re.compile(r"\b[NXAVTDPWL]\b")
_CONFIGURATION = """\
title = "{title}"
author = "Nobody in Particular"
lang = "en-GB"
date = 2026-01-15
license = "CC0-1.0"

[layout]
name = "novel"
"""
_MULTIPLIER, _INCREMENT, _MODULUS = 6364136223846793005, 1442695040888963407, 1 << 64


class Dice:
    """A linear congruential generator, modulus 2**64, of which the upper half is used."""

    def __init__(self, seed: int) -> None:
        self._state = seed
        self.below(1)

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, the limit."""
        self._state = (self._state * _MULTIPLIER + _INCREMENT) % _MODULUS
        return ((self._state >> 32) * limit) >> 32

    def chance(self, per_thousand: int) -> bool:
        return self.below(1000) < per_thousand

    def pick(self, choices: Sequence[str]) -> str:
        return choices[self.below(len(choices))]

    def lean(self, choices: Sequence[str]) -> str:
        """One of the choices, the first ones oftener than the last."""
        square = self.below(1024) * self.below(1024)
        return choices[square * len(choices) >> 20]


def make_novel(*, words: int, chapters: int, seed: int = 1) -> dict[str, str]:
    """A publication as its files, by their paths: imprint.toml and one file for each chapter.

    ``words`` is what count_words finds in all of them together, within a sentence or two.
    """
    dice = Dice(seed)
    files = {"imprint.toml": _CONFIGURATION.format(title=f"A Novel of {words} Words")}
    written = 0
    width = max(2, len(str(chapters)))
    for number in range(1, chapters + 1):
        text = _chapter(dice, words * number // chapters - written)
        written += count_words(text)
        files[f"source/{number:0{width}d}.md"] = text
    return files


def count_words(text: str) -> int:
    """The words of a manuscript: what white space divides, if there is a letter in it."""
    return sum(
        any(character.isalpha() for character in word)
        for line in text.splitlines()
        if not line.startswith(":::")
        for word in line.split()
    )


def _chapter(dice: Dice, length: int) -> str:
    heading = _filled(dice, dice.pick(words.HEADINGS)).title().replace("’S", "’s")
    blocks = [f"# {heading}"]
    left = length - count_words(heading)
    notes = 0
    while left > 0:
        block = _block(dice, left)
        if dice.chance(8) and not block.startswith((">", ":")):
            notes += 1
            block += f"[^{notes}]\n\n[^{notes}]: {_filled(dice, dice.pick(words.NOTES))}"
        blocks.append(block)
        left -= count_words(block)
    return "\n\n".join(blocks) + "\n"


def _block(dice: Dice, left: int) -> str:
    """A block of about the words that are left at most."""
    kind = dice.below(100)
    if left > 100 and kind < 1:
        return _verse(dice)
    if left > 200 and kind < 2:
        return _letter(dice)
    if kind < 40:
        return _dialogue(dice)
    return _paragraph(dice, min(left, 20 + dice.below(140)))


def _paragraph(dice: Dice, length: int) -> str:
    sentences: list[str] = []
    count = 0
    while count < length:
        sentence = _sentence(dice)
        sentences.append(sentence)
        count += count_words(sentence)
    return " ".join(sentences)


def _sentence(dice: Dice) -> str:
    join = dice.pick(words.JOINS)
    parts = [_filled(dice, dice.pick(words.SENTENCES)) for _ in range(join.count("{}"))]
    sentence = join.format(*parts)
    if dice.chance(20):
        sentence = _stressed(dice, sentence)
    return _capital(sentence) + "."


def _dialogue(dice: Dice) -> str:
    speech = _capital(_filled(dice, dice.pick(words.SPEECHES)))
    question = speech.startswith("Do ")
    tag = _filled(dice, dice.pick(words.TAGS))
    if not tag:
        return f"“{speech}{'?' if question else '.'}”"
    more = _capital(_filled(dice, dice.pick(words.SPEECHES)))
    stop = "?" if question else ","
    if dice.chance(500) or tag.endswith("said"):
        return f"“{speech}{stop}” {_tag(tag)}."
    return f"“{speech}{stop}” {_tag(tag)}. “{more}{'?' if more.startswith('Do ') else '.'}”"


def _tag(tag: str) -> str:
    return tag + " no more" if tag.endswith("said") else tag


def _letter(dice: Dice) -> str:
    name, other = dice.pick(words.PEOPLE), dice.pick(words.PEOPLE)
    paragraphs = [_paragraph(dice, 30 + dice.below(40)) for _ in range(1 + dice.below(2))]
    return "\n>\n".join(f"> {text}" for text in (f"Dear {name},", *paragraphs, f"Yours, {other}"))


def _verse(dice: Dice) -> str:
    stanza = words.VERSES[dice.below(len(words.VERSES))]
    lines = (_filled(dice, line) for line in stanza)
    return "\n".join(["::: verse", *lines, ":::"])


def _stressed(dice: Dice, sentence: str) -> str:
    """The sentence with stress on one of its words."""
    pieces = sentence.split(" ")
    number = dice.below(len(pieces))
    if pieces[number].isalpha():
        pieces[number] = f"*{pieces[number]}*"
    return " ".join(pieces)


def _filled(dice: Dice, form: str) -> str:
    text = _SLOT.sub(lambda slot: dice.lean(_SLOTS[slot[0]]), form)
    return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)


def _capital(sentence: str) -> str:
    """The sentence with its first letter as a capital."""
    place = 1 if sentence.startswith("*") else 0
    return sentence[:place] + sentence[place : place + 1].upper() + sentence[place + 1 :]
